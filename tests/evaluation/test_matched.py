"""The positive set answers the second negative set, and its score counts what it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from whoholds.errors import ConfigError
from whoholds.evaluation.matched import Positive, load_positives, read_positives, score_positives
from whoholds.evaluation.negatives import load_negatives
from whoholds.evaluation.scoring import open_reading
from whoholds.terms import EventType

QUALITY = Path(__file__).parents[2] / "quality"
POSITIVES = load_positives(QUALITY / "matched_positives.toml")
TAKEN = Positive("plain", "captured", EventType.TAKEOVER, "M23 rebels", ("Sake",), "M23 rebels captured Sake.")


def test_each_is_what_it_says() -> None:
    for positive in POSITIVES:
        assert positive.side.lower() in positive.text.lower()
        assert all(place in positive.text for place in positive.places)
    assert len(POSITIVES) >= 150
    assert len({p.text for p in POSITIVES}) == len(POSITIVES)


def test_there_are_some_for_each_kind_of_negative() -> None:
    kinds = {n.kind for n in load_negatives(QUALITY / "negatives_second.toml")}
    assert {p.kind for p in POSITIVES} == kinds


@pytest.mark.parametrize(
    ("positive", "is_found", "is_right"),
    [
        (TAKEN, True, True),
        (replace(TAKEN, side="army"), True, False),
        (replace(TAKEN, event=EventType.WITHDRAWAL), False, False),
        (replace(TAKEN, places=("Goma",)), False, False),
        (replace(TAKEN, text="M23 rebels plan to capture Sake."), False, False),
    ],
)
def test_kind_place_and_side_count(positive: Positive, is_found: bool, is_right: bool) -> None:
    found = read_positives([positive], open_reading("control"))[0]
    assert (found.is_found, found.is_right) == (is_found, is_right)


def test_scores_are_shares(tmp_path: Path) -> None:
    path = tmp_path / "positives.toml"
    path.write_text(
        '[plain]\nsentences = [["captured", "takeover", "M23", ["Sake"], "M23 captured Sake."],'
        '["captured", "takeover", "M23", ["Goma"], "M23 rebels rested in Goma."]]\n',
        encoding="utf-8",
    )
    assert [f.value for f in score_positives(path, open_reading("control"))] == [0.5, 0.5]


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "positives.toml"
    path.write_text('[plain]\nsentences = [["captured", "conquest", "A", ["B"], "A took B."]]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="word, kind, side, places and text"):
        load_positives(path)
