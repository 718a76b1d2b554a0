"""Every entry of the trigger lexicon carries an example; each is read and must give what it says."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from whoholds.reading.mentions.trigger_lexicon import inflect
from whoholds.reading.read import Reader, open_reader, read_report
from whoholds.records import Claim, Report
from whoholds.terms import ActorRole, PlaceRole

DAY = date(2015, 6, 1)  # which wars are on depends on the day; on this one all of the examples' are


def _examples() -> list[dict[str, Any]]:
    text = files("whoholds.reading.lexicon").joinpath("triggers.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    entries = [entry for kind in ("verb", "light", "noun", "state", "copular") for entry in tables[kind]]
    fields = [_spelt(field, lemma, tables) for field in tables["field"] for lemma in field["lemmas"]]
    return [*entries, *fields, tables["state_change"], tables["held_by"], tables["whose"]]


def _spelt(field: dict[str, Any], lemma: str, tables: dict[str, Any]) -> dict[str, Any]:
    """The field's example with one of its verbs."""
    known = [v for v in tables["verb"] if v["lemma"] == lemma and "past" in v]
    past, participle = (known[0].get(k) or known[0]["past"] for k in ("past", "participle")) if known else (None, None)
    forms = tables["forms"].get(lemma) or inflect(lemma, past, participle)
    names = ("lemma", "present", "past", "participle", "ing")
    spelt = field["example"].format(**dict(zip(names, forms, strict=True)))
    return {**field, "lemma": lemma, "example": spelt}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader()


@pytest.mark.parametrize("entry", _examples(), ids=lambda e: str(e.get("lemma") or e.get("nouns") or e.get("words")))
def test_example_gives_what_it_says(entry: dict[str, Any], reader: Reader) -> None:
    claims = read_report(Report("r", "example", entry["example"], "", published=DAY), reader).claims
    assert claims, f"no claim read from: {entry['example']}"
    if "place" in entry:
        assert any(_fits(claim, entry) for claim in claims), [(_words(c, r) for r in ActorRole) for c in claims]


def _fits(claim: Claim, entry: dict[str, Any]) -> bool:
    places = [p.text for p in claim.places if p.role is PlaceRole.AT]
    named = any(entry["place"].lower().removeprefix("the ") in p.lower() for p in places)
    side = entry.get("side", "").lower().removeprefix("the ") in _words(claim, ActorRole.SIDE)
    lost = entry.get("from", "").lower().removeprefix("the ") in _words(claim, ActorRole.FROM)
    return named and side and lost


def _words(claim: Claim, role: ActorRole) -> str:
    return " ".join(f"{a.text} {a.name}" for a in claim.actors if a.role is role).lower()
