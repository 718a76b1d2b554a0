"""The press rule, case by case, from rule_cases.toml."""

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
            side=more.pop("side"),
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
    engine = settled(tables_of(case))
    for as_of, known_by, expected in case["ask"]:
        row = control(engine, as_of, known_by)["here"]
        said = " ".join(filter(None, (row["status"], row["holder"], row["contested_by"])))
        assert said == expected, (as_of, known_by, row)
