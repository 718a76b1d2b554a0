"""The negative set is what it says, and few false claims are read from it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from whoholds.errors import ConfigError
from whoholds.evaluation.negatives import find_false_claims, load_negatives
from whoholds.evaluation.scoring import open_reading
from whoholds.reading.mentions.triggers import open_triggers

PATH = Path(__file__).parents[2] / "quality" / "negatives.toml"
NEGATIVES = load_negatives(PATH)
MOST_FALSE = 0.02


def test_each_holds_its_word_and_the_lexicon_knows_it() -> None:
    known = open_triggers().by_word
    wrong = [n for n in NEGATIVES if n.word not in known or not re.search(rf"\b{n.word}\b", n.text, re.IGNORECASE)]
    assert wrong == []


def test_they_are_many_and_of_many_kinds() -> None:
    assert len(NEGATIVES) >= 220
    assert len({n.text for n in NEGATIVES}) == len(NEGATIVES)
    assert min(Counter(n.kind for n in NEGATIVES).values()) >= 8


def test_few_give_a_claim() -> None:
    false = {f.negative.text for f in find_false_claims(NEGATIVES, open_reading("control")) if f.is_affirmed}
    assert len(false) <= MOST_FALSE * len(NEGATIVES), "\n".join(sorted(false))


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "negatives.toml"
    path.write_text('[sport]\nsentences = ["no pair"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="pairs of word and text"):
        load_negatives(path)
