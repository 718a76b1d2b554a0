"""Which sources are independent: an official quoted by six outlets is one, so are the outlets of one owner."""

from __future__ import annotations

from typing import Any

import pytest

from settling.base_tables import BaseTables, control, settled


def told(*reports: dict[str, Any]) -> BaseTables:
    """A report each, in words of its own, that a side took the place."""
    tables = BaseTables()
    tables.add("owners", publisher="radio one", owner="The Group")
    tables.add("owners", publisher="channel two", owner="The Group")
    for number, report in enumerate(reports):
        said = dict(report)
        tables.report(f"r{number}", 10 + number)
        tables.rows["reports"][-1]["publisher"] = said.pop("publisher", f"Paper {number}")
        words = said.pop("words", number)
        for shingle in range(20):
            tables.add("fingerprints", report_id=f"r{number}", shingle=1000 * words + shingle)
        tables.claim(f"c{number}", f"r{number}", "takeover", side="T", loser="G", place="p", when=(9, 9), **said)
    return tables


AGENCY = {"source": "The Agency", "source_kind": "agency"}
OFFICIAL = {"source": "Governor Rahimi", "source_kind": "official", "source_side": "X"}


@pytest.mark.parametrize(
    ("reports", "sources"),
    [
        pytest.param([{}, {}], 2, id="two papers in their own words"),
        pytest.param([{"publisher": "Daily"}, {"publisher": "Daily"}], 1, id="one paper twice"),
        pytest.param([{"publisher": "Radio One"}, {"publisher": "Channel Two"}], 1, id="two outlets of one owner"),
        pytest.param([{"publisher": "Radio One"}, {"publisher": "Daily"}], 2, id="outlets of two owners"),
        pytest.param([AGENCY, AGENCY, AGENCY], 1, id="rewrites that credit one agency"),
        pytest.param([AGENCY, {"publisher": "Daily"}], 2, id="an agency, and a paper of its own knowledge"),
        pytest.param([OFFICIAL] * 6, 1, id="an official quoted by six outlets"),
        pytest.param([{"words": 0}, {"words": 0}], 1, id="a copy in another paper"),
        pytest.param([{"source": "a resident"}, {"source": "a resident"}], 2, id="residents of two stories"),
    ],
)
def test_sources_are_counted_once(reports: list[dict[str, Any]], sources: int) -> None:
    (row,) = control(settled(told(*reports), sqlite=True), 30, 30).values()
    assert row["independent_sources"] == sources


def test_two_outlets_of_one_owner_do_not_do_for_the_strict_rule() -> None:
    same = told({"publisher": "Radio One"}, {"publisher": "Channel Two"})
    other = told({"publisher": "Radio One"}, {"publisher": "Daily"})
    statuses = [control(settled(tables), 30, 30, "strict")["p"]["status"] for tables in (same, other)]
    assert statuses == ["claimed", "held"]
