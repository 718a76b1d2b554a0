"""Sums against names: which of the places that were counted do claims name."""

from __future__ import annotations

from typing import Any

import pytest

from settling.base_tables import BaseTables, settled
from whoholds.engines.duckdb import DuckDBEngine
from whoholds.views.sums import sums_sql

LAST = {"as_of": 400, "known_by": 400}


def counted(**columns: Any) -> BaseTables:
    """Three districts of A fell from day 90 to day 100; two are named, one by its centre, another lies in B."""
    tables = BaseTables()
    tables.report("r", 101)
    tables.claim(
        "sum", "r", "takeover", side="T", place="A", when=(90, 100), count_unit="district", count_low=3, count_high=3,
        **columns,
    )  # fmt: skip
    for name, admin1, admin2 in (("Jurm", "A", "Jurm"), ("Dawang", "A", "Yamgan"), ("Khulm", "B", "Khulm")):
        tables.claim(name, "r", "takeover", side="T", place=name, when=(95, 95))
        tables.rows["claim_places"][-1] |= {"admin1": admin1, "admin2": admin2, "precision": "district"}
    tables.rows["claim_places"][0] |= {"role": "within", "precision": "province", "admin1": "A"}
    return tables


def names(tables: BaseTables, **asked: int) -> list[tuple[int, str]]:
    engine = settled(tables)
    assert isinstance(engine, DuckDBEngine)
    return [(row[7], row[8]) for row in engine.read(sums_sql(), LAST | asked)]


def test_the_districts_of_the_area_are_named() -> None:
    assert names(counted()) == [(2, "Jurm; Yamgan")]


def test_who_names_a_district_twice_names_one() -> None:
    tables = counted()
    tables.claim("again", "r", "takeover", side="T", place="Jurm", when=(96, 96))
    tables.rows["claim_places"][-1] |= {"admin1": "A", "admin2": "Jurm", "precision": "district"}
    assert names(tables) == [(2, "Jurm; Yamgan")]


@pytest.mark.parametrize(
    "change", [{"side": "G"}, {"event_type": "withdrawal"}, {"when": (60, 60)}, {"certainty": "planned"}]
)
def test_what_is_told_otherwise_names_nothing(change: dict[str, Any]) -> None:
    tables = counted()
    said = {"event_type": "takeover", "side": "T", "when": (95, 95)} | change
    tables.claim("other", "r", place="Zebak", **said)
    tables.rows["claim_places"][-1] |= {"admin1": "A", "admin2": "Zebak", "precision": "district"}
    assert names(tables) == [(2, "Jurm; Yamgan")]


def test_a_sum_that_nobody_bears_out_stands_alone() -> None:
    tables = counted()
    for table, rows in tables.rows.items():
        if table != "reports":
            tables.rows[table] = [row for row in rows if row["claim_id"] == "sum"]
    assert names(tables) == [(0, "")]


def test_both_clocks_cut_it() -> None:
    assert names(counted(), known_by=100) == []
    assert names(counted(), as_of=89) == []


def test_a_sum_that_divides_another_is_left_out() -> None:
    assert names(counted(part_of="whole")) == []
