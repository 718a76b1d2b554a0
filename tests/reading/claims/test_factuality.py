"""Each way to say that something did not happen, or not in this world, with many parties, places and verbs."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from whoholds.evaluation.negatives import PUBLISHED
from whoholds.reading.read import Reader, open_reader, read_report
from whoholds.records import Claim, Report
from whoholds.terms import CONTROL_TYPES, Certainty, EventType, Polarity

TABLES = tomllib.loads(Path(__file__).with_name("factuality.toml").read_text(encoding="utf-8"))
# Words that tell of a withdrawal besides what the case is about.
LEFT = ("withdrew from the hills", "driven out", "chased out", "no longer", "ceased")
FORMS = ("take", "took", "taken", "taking")


def filled(template: str, filler: dict[str, Any]) -> str:
    names = {name: words for name, words in filler.items() if name != "verb"}
    text = template.format(**names, **dict(zip(FORMS, filler["verb"], strict=True)))
    return text[0].upper() + text[1:]


CASES = [
    (family["reads"], filled(template, filler))
    for family in TABLES["family"]
    for template in family["texts"]
    for filler in TABLES["fillers"]
]


@cache
def reader() -> Reader:
    return open_reader()


def reading_of(claim: Claim) -> str:
    if claim.polarity is Polarity.NEGATED:
        return "negated"
    if claim.certainty is Certainty.PLANNED:
        return "planned"
    if claim.historical:
        return "over"
    return "affirmed" if claim.certainty is Certainty.CERTAIN else "possible"


@pytest.mark.parametrize(("reads", "text"), [pytest.param(*case, id=case[1]) for case in CASES])
def test_how_sure_it_is(reads: list[str], text: str) -> None:
    report = Report("r", "r", text, "", published=PUBLISHED)
    left = any(words in text for words in LEFT)
    kept = CONTROL_TYPES - {EventType.WITHDRAWAL} if left else CONTROL_TYPES
    found = {reading_of(c) for c in read_report(report, reader()).claims if c.event_type in kept}
    assert (found or {"none"}) <= set(reads)


def test_the_families_are_many() -> None:
    assert len(CASES) >= 350
    known: set[Any] = {"none", "planned", "negated", "over", "possible", "affirmed"}
    assert {r for family in TABLES["family"] for r in family["reads"]} == known
