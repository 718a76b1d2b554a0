"""Settling only what new reports touch gives the rows of settling everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from settling.base_tables import BaseTables
from settling.made_up import made_up
from whoholds.engines.duckdb import DuckDBEngine
from whoholds.pipeline import settle
from whoholds.settling import steps
from whoholds.store import Ledger, resettling, running

OF_REPORTS = ("reports", "fingerprints", "claims")


@pytest.fixture(autouse=True)
def always_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made-up ledgers are small: whatever is added touches a great share of their places."""
    monkeypatch.setattr(resettling, "WHOLE_FROM_SHARE", 1.0)


def add(ledger: Ledger, tables: BaseTables, wanted: Callable[[str], bool]) -> None:
    """Add the rows of the reports wanted."""
    claims = {row["claim_id"] for row in tables.rows.get("claims", []) if wanted(row["report_id"])}
    with ledger.writing() as con:
        for table, rows in tables.rows.items():
            if table in ("sides", "opponents", "claims_set_aside", "reports_set_aside", "statuses_set"):
                continue
            key = "report_id" if table in OF_REPORTS else "claim_id"
            chosen = [row for row in rows if (wanted(row[key]) if key == "report_id" else row[key] in claims)]
            columns = sorted({column for row in chosen for column in row})
            DuckDBEngine(con).insert_rows(table, columns, [[row.get(name) for name in columns] for row in chosen])


def settled_rows(ledger: Ledger) -> dict[str, list[str]]:
    with ledger.reading() as con:
        found = {step.name: con.execute(f"SELECT * FROM {step.name}").fetchall() for step in steps()}
    for table, rows in found.items():
        assert len(set(rows)) == len(rows), f"{table} has rows that are alike"
    return {table: sorted(map(repr, rows)) for table, rows in found.items()}


def check_in_part(ledger: Ledger, tables: BaseTables, later: set[str]) -> None:
    """Some reports added after a settling: in part the same comes out as anew."""
    add(ledger, tables, lambda report: report not in later)
    settle(ledger)
    add(ledger, tables, lambda report: report in later)
    in_part, anew = in_part_and_anew(ledger)
    for table, rows in anew.items():
        assert in_part[table] == rows, table


def in_part_and_anew(ledger: Ledger) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    assert settle(ledger)
    in_part = settled_rows(ledger)
    with ledger.writing() as con:
        con.execute("DELETE FROM settled_from")
    assert settle(ledger, anew=True)
    return in_part, settled_rows(ledger)


@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(seed=st.integers(1, 5), added=st.sets(st.integers(0, 39), min_size=1, max_size=6))
def test_adding_reports_in_part_equals_settling_anew(
    tmp_path_factory: pytest.TempPathFactory, seed: int, added: set[int]
) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "a.duckdb")
    later = {f"r{number:02d}" for number in added}
    tables = made_up(seed)
    check_in_part(ledger, tables, later)


@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(seed=st.integers(1, 12), number=st.integers(1, 8))
def test_adding_the_last_reports_in_part_equals_settling_anew(
    tmp_path_factory: pytest.TempPathFactory, seed: int, number: int
) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "a.duckdb")
    tables = made_up(seed)
    for row in tables.rows["reports"]:
        row["published"] = row["published"] or 230
    order = sorted((row["published"], row["report_id"]) for row in tables.rows["reports"])
    later = {report_id for _, report_id in order[-number:]}
    check_in_part(ledger, tables, later)


@settings(max_examples=8, deadline=None, derandomize=True, database=None)
@given(seed=st.integers(1, 5), removed=st.sets(st.integers(0, 39), min_size=1, max_size=4))
def test_removing_reports_equals_never_having_read_them(
    tmp_path_factory: pytest.TempPathFactory, seed: int, removed: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("ledger")
    gone = {f"r{number:02d}" for number in removed}
    tables = made_up(seed)
    ledger, never = Ledger(folder / "a.duckdb"), Ledger(folder / "b.duckdb")
    add(ledger, tables, lambda report: True)
    settle(ledger)
    with ledger.writing() as con:
        marks = ", ".join("?" * len(gone))
        of_gone = f"(SELECT claim_id FROM claims WHERE report_id IN ({marks}))"
        for table in ("claim_places", "claim_actors", "claim_sources", "claim_flags"):
            con.execute(f"DELETE FROM {table} WHERE claim_id IN {of_gone}", sorted(gone))
        for table in OF_REPORTS:
            con.execute(f"DELETE FROM {table} WHERE report_id IN ({marks})", sorted(gone))
    settle(ledger)
    add(never, tables, lambda report: report not in gone)
    settle(never)
    mine, theirs = settled_rows(ledger), settled_rows(never)
    for table, rows in theirs.items():
        assert mine[table] == rows, table


def test_no_two_rows_are_alike_where_claims_name_a_place_twice(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "a.duckdb")
    add(ledger, made_up(13), lambda report: True)
    settle(ledger)
    assert settled_rows(ledger)["implied"]  # it asserts the rest of every table


def test_the_part_is_what_is_settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger(tmp_path / "a.duckdb")
    tables = made_up(1)
    add(ledger, tables, lambda report: report != "r07")
    settle(ledger)
    monkeypatch.setattr("whoholds.pipeline.settle_whole", _refuse)
    add(ledger, tables, lambda report: report == "r07")
    assert settle(ledger)
    assert not settle(ledger)


def _refuse(*_: Any, **__: Any) -> None:
    raise AssertionError("the whole was settled")


def test_some_places_at_a_time_give_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = []
    for at_a_time in (200_000, 30):
        monkeypatch.setattr(running, "STATEMENTS_AT_A_TIME", at_a_time)
        ledger = Ledger(tmp_path / f"{at_a_time}.duckdb")
        add(ledger, made_up(2), lambda report: True)
        settle(ledger)
        rows.append(settled_rows(ledger))
    assert rows[0] == rows[1]


def test_what_a_province_implies_is_settled_some_places_at_a_time_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "STATEMENTS_AT_A_TIME", 1)
    ledger = Ledger(tmp_path / "a.duckdb")
    add(ledger, province_and_districts(), lambda report: True)
    settle(ledger)
    with ledger.reading() as con:
        told = con.execute("SELECT place_id, for_side FROM evidence WHERE is_implied = 1 ORDER BY place_id").fetchall()
    assert told == [("Jurm", "T"), ("Yamgan", "T")]


def province_and_districts() -> BaseTables:
    """Two districts that somebody unnamed took, and their province, of which the whole is said to be taken."""
    tables = BaseTables()
    tables.report("r0", 9)
    for number, name in enumerate(("Jurm", "Yamgan")):
        tables.claim(f"c{number}", "r0", "takeover", side=None, place=name, when=(9, 9))
    tables.claim("c8", "r0", "takeover", side="T", place="Elsewhere", when=(9, 9))
    tables.claim("c9", "r0", "takeover", side="T", place="Province", when=(9, 9), evidence_text="the whole province")
    for place in tables.rows["claim_places"]:
        place["admin1"] = "Elsewhere" if place["name"] == "Elsewhere" else "Badakhshan"
        place["precision"] = "province" if place["name"] == "Province" else "district"
    return tables
