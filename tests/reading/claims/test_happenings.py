"""Reports and the happenings they tell of, as data."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from whoholds.reading.read import Reader, open_reader, read_report
from whoholds.records import Casualty, Claim, Report
from whoholds.terms import CONTROL_TYPES, Polarity

CASES = tomllib.loads(Path(__file__).with_name("happenings.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_happenings(case: dict[str, Any], reader: Reader) -> None:
    report = Report("r", "case", case["text"], "", published=date.fromisoformat(case["published"]))
    claims = [c for c in read_report(report, reader).claims if c.event_type not in CONTROL_TYPES]
    for wanted in case["claims"]:
        assert any(_fits(claim, wanted) for claim in claims), [_shown(c) for c in claims]
    if case.get("only"):
        assert len(claims) == len(case["claims"]), [_shown(c) for c in claims]


def _fits(claim: Claim, wanted: dict[str, Any]) -> bool:
    actors = {f"{a.role} {name}" for a in claim.actors for name in (a.name, a.text)}
    ends = [claim.when.interval.date_start, claim.when.interval.date_end]
    return (
        claim.event_type == wanted["event"]
        and claim.polarity is Polarity(wanted.get("polarity", "affirmed"))
        and all(any(_is_in(want, actor) for actor in actors) for want in wanted.get("actors", ()))
        and set(wanted.get("places", ()))
        <= {f"{p.role} {p.text}" for p in claim.places} | {f"{p.role} {p.name}" for p in claim.places}
        and wanted.get("when", ends) == ends
        and set(wanted.get("casualties", ())) <= {_said(c) for c in claim.casualties}
        and wanted.get("leaders", sum(c.leaders for c in claim.casualties)) == sum(c.leaders for c in claim.casualties)
        and all(any(want in s.text for s in claim.sources) for want in wanted.get("sources", ()))
    )


def _is_in(want: str, actor: str) -> bool:
    role, _, name = want.partition(" ")
    return actor.startswith(f"{role} ") and name.lower() in actor.lower()


def _said(c: Casualty) -> str:
    return f"{c.outcome} {c.group} {_bound(c.low)} {_bound(c.high)}"


def _bound(number: int | None) -> str:
    return "-" if number is None else str(number)


def _shown(claim: Claim) -> list[str]:
    return [
        claim.event_type,
        claim.polarity,
        *(f"{a.role} {a.name} / {a.text}" for a in claim.actors),
        *(f"{p.role} {p.text}" for p in claim.places),
        *map(_said, claim.casualties),
    ]
