"""The negative set is what it says, and few false claims are read from it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from whoholds.errors import ConfigError
from whoholds.evaluation.negatives import FalseClaim, Negative, find_false_claims, load_negatives
from whoholds.evaluation.scoring import open_reading
from whoholds.reading.mentions.triggers import open_triggers

QUALITY = Path(__file__).parents[2] / "quality"
NEGATIVES = load_negatives(QUALITY / "negatives.toml")
SECOND = load_negatives(QUALITY / "negatives_second.toml")
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


def test_the_second_set_is_another_and_holds_the_lexicons_words() -> None:
    known = open_triggers().by_word
    plain = [n.text for n in SECOND if not any(word in known for word in re.findall(r"\w+", n.text.lower()))]
    assert len(SECOND) >= 300
    assert not {n.text for n in SECOND} & {n.text for n in NEGATIVES}
    assert len(plain) <= 12, "\n".join(plain)  # "surrounded", "patrolled": near words, for what no lexicon should take


def test_what_a_kind_allows_is_no_false_claim() -> None:
    claim = next(f.claim for f in find_false_claims(_one("Rebels captured Sake."), open_reading("control")))
    plain, past = Negative("k", "w", "t"), Negative("k", "w", "t", ("historical",))
    assert FalseClaim(plain, claim).is_affirmed
    assert FalseClaim(past, claim).is_affirmed
    assert not FalseClaim(past, replace(claim, historical=True)).is_affirmed
    assert not FalseClaim(Negative("k", "w", "t", ("takeover",)), claim).is_affirmed


def _one(text: str) -> list[Negative]:
    return [Negative("kind", "captured", text)]


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "negatives.toml"
    path.write_text('[sport]\nsentences = ["no pair"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="pairs of word and text"):
        load_negatives(path)
