"""Sentence → control claims, against tables of cases that an analyst can read."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from whoholds.reading.read import Reader, open_reader, read_report
from whoholds.records import Claim, Report
from whoholds.terms import CONTROL_TYPES, ActorRole, PlaceRole

TABLES = (
    "changing_hands.toml",
    "claims.toml",
    "digests.toml",
    "dispatches.toml",
    "elliptic.toml",
    "entries.toml",
    "falsely_held.toml",
    "gapping.toml",
    "holdings.toml",
    "losses.toml",
    "movement.toml",
    "parties.toml",
    "news.toml",
    "other_senses.toml",
    "predicates.toml",
)
CASES = [case for name in TABLES for case in tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))["case"]]
MOST_GAPS = 45  # lower it as gaps close
ARTICLES = ("the ", "a ", "an ")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader()


@pytest.mark.parametrize("case", [pytest.param(case, id=case["about"]) for case in CASES])
def test_claims(case: dict[str, Any], reader: Reader) -> None:
    given = {"published": case["published"], "publisher": case.get("publisher"), "dateline": case.get("dateline")}
    report = Report("r", "r", case["text"], "", **given)
    found = [c for c in read_report(report, reader).claims if c.event_type in CONTROL_TYPES]
    wrong = compare(case["claims"], found)
    if "known_gap" in case:
        assert wrong, f"read right now: take known_gap off ({case['known_gap']})"
    else:
        assert not wrong, "\n".join(wrong)


def test_each_case_stands_once_and_most_are_read() -> None:
    assert [about for about, times in Counter(c["about"] for c in CASES).items() if times > 1] == []
    assert len(CASES) >= 60
    assert sum("known_gap" in case for case in CASES) <= MOST_GAPS


def compare(expected: list[dict[str, Any]], found: list[Claim]) -> list[str]:
    """What is wrong, a line each; each claim found answers to at most one expected."""
    wrong: list[str] = []
    left = list(found)
    for want in expected:
        tried = [(misfits(want, claim), i) for i, claim in enumerate(left)]
        best = min(tried, key=lambda pair: len(pair[0]), default=([f"missing: {want}"], -1))
        wrong += best[0]
        if best[1] >= 0:
            left.pop(best[1])
    return wrong + [f"extra: {claim.event_type} “{claim.trigger.text}” {claim.evidence.text!r}" for claim in left]


def misfits(want: dict[str, Any], claim: Claim) -> list[str]:
    """The fields of a claim that aren't as wanted."""
    last = claim.sources[-1] if claim.sources else None
    at = [p for p in claim.places if p.role is PlaceRole.AT]
    fields = {"polarity": "affirmed", "certainty": "certain"} | want
    got: dict[str, Any] = {
        "type": claim.event_type.value,
        "at": [bare(p.text) for p in at],
        "within": [bare(p.text) for p in claim.places if p.role is PlaceRole.WITHIN],
        "provinces": [p.admin1 for p in at],
        "part": at[0].part if at else None,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "stance": claim.stance.value,
        "fighting": claim.fighting.value,
        "historical": claim.historical,
        "flags": [flag.kind.value for flag in claim.flags],
        "chain": len(claim.sources),
        "source_side": last.side if last else None,
        "count": [claim.count.unit, *(-1 if n is None else n for n in (claim.count.low, claim.count.high))]
        if claim.count
        else None,
    }
    differ = [name for name in got if name in fields and got[name] != fields[name]]
    lines = [f"{name}: found {got[name]!r}, expected {fields[name]!r}" for name in differ]
    for role in (ActorRole.SIDE, ActorRole.FROM):
        if role.value in fields and not is_named(fields[role.value], claim, role):
            actors = [(a.side, a.text) for a in claim.actors if a.role is role]
            lines.append(f"{role.value}: found {actors}, expected {fields[role.value]!r}")
    named = last.name if last else ""
    if "source" in fields and (fields["source"] not in named or bool(named) != bool(fields["source"])):
        lines.append(f"source: found {named!r}, expected {fields['source']!r}")
    return lines


def is_named(names: str | list[str], claim: Claim, role: ActorRole) -> bool:
    """Whether the actors in a role are those named: by side, or by their words where no list knows them."""
    wanted = [names] if isinstance(names, str) else names
    actors = [a for a in claim.actors if a.role is role]
    if wanted == [""]:
        return not actors
    fits = [any(name in {a.side, a.name} or name in (a.text or "") for a in actors) for name in wanted]
    return all(fits) and len(actors) == len(wanted)


def bare(words: str) -> str:
    """Words without an article before them."""
    for article in ARTICLES:
        if words.lower().startswith(article):
            return words[len(article) :]
    return words
