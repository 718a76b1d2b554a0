"""The rule sets, case by case, from rule_cases.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from settling.base_tables import BaseTables, control, settled

CASES = tomllib.loads((Path(__file__).parent / "rule_cases.toml").read_text(encoding="utf-8"))["case"]


def tables_of(case: dict[str, Any]) -> BaseTables:
    tables = BaseTables()
    for side, opponent in case.get("opponents", []):
        tables.add("opponents", side=side, opponent=opponent)
    reports: dict[str, int | None] = {}
    for number, claim in enumerate(case["claims"]):
        more = dict(claim)
        published = more.pop("day")
        report = more.pop("report", f"r{number}")
        publisher = more.pop("publisher", None)
        if report not in reports:
            tables.report(report, None if published < 0 else published, side=publisher)
        reports[report] = published
        by = more.pop("by", None)
        first, last = more.pop("on")
        tables.claim(
            f"c{number}",
            report,
            more.pop("what"),
            side=more.pop("side", None),
            loser=more.pop("from", None),
            place=more.pop("place", "here"),
            when=(first or None, last or None),
            source=by,
            source_side=None if by in (None, "witness", "official") else by,
            source_kind="resident" if by == "witness" else "official",
            **more,
        )
    return tables


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_status_follows_the_rule(case: dict[str, Any]) -> None:
    engine = settled(tables_of(case), sqlite=True)
    rules = case.get("rules", "press")
    for as_of, known_by, expected in case["ask"]:
        row = control(engine, as_of, known_by, rules)["here"]
        said = " ".join(filter(None, (row["status"], row["holder"], row["contested_by"])))
        assert said == expected, (as_of, known_by, row)
    if "label" in case:
        assert row["label"] == case["label"]
    if "parties" in case:
        assert [row[f"party_{letter}"] for letter in "abcd" if row[f"party_{letter}"]] == case["parties"]


PRESS_CASES = [case for case in CASES if case.get("rules", "press") == "press"]


@pytest.mark.parametrize("case", PRESS_CASES, ids=[case["name"] for case in PRESS_CASES])
def test_spells_say_what_control_says_of_each_day(case: dict[str, Any]) -> None:
    engine = settled(tables_of(case), sqlite=True)
    latest = max(claim["day"] for claim in case["claims"])
    spells = engine.read(
        "SELECT day_start, day_end, status, holder, contested_by FROM spells "
        "WHERE place_id = 'here' AND status <> 'unknown'"
    )
    for day in {day + more for as_of, _, _ in case["ask"] for day in (as_of, latest) for more in (-1, 0, 1)}:
        row = control(engine, day, latest)["here"]
        now = [tuple(said) for start, end, *said in spells if start <= day and (end is None or day <= end)]
        known = (row["status"], row["holder"], row["contested_by"])
        assert now == ([] if row["status"] == "unknown" else [known]), day
