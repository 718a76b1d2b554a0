"""The set of kinds holds every kind of happening, and most are read as what they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from whoholds.errors import ConfigError
from whoholds.evaluation.happening_kinds import load_kinds, score_kinds
from whoholds.evaluation.scoring import open_reading

PATH = Path(__file__).parents[2] / "quality" / "happening_kinds.toml"
LEAST = 0.8


def test_there_are_several_of_each_kind_and_none_twice() -> None:
    cases = load_kinds(PATH)
    assert len({text for _, text in cases}) == len(cases) >= 280
    assert min(Counter(kind for kind, _ in cases).values()) >= 3


def test_most_are_read_as_what_they_are() -> None:
    figures = score_kinds(PATH, open_reading("control"))
    assert figures[0].value >= LEAST
    assert sum(round(f.value * f.of) for f in figures[1:]) == round(figures[0].value * figures[0].of)


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kinds.toml"
    path.write_text('[sport]\nsentences = ["Leeds won."]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="by event type"):
        load_kinds(path)
