"""What every engine does: map, run, read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from whoholds.engines import Engine
from whoholds.engines.duckdb import DuckDBEngine
from whoholds.engines.sqlite import SQLiteEngine, named_tables

OPENERS = {"duckdb": DuckDBEngine.open, "sqlite": SQLiteEngine.open}
ROWS = [("a", 1, None), ('it\'s "quoted"\nand\\ more é', -(2**63), 0.5), (None, 2**63 - 1, -1.0)]


@pytest.fixture(params=sorted(OPENERS))
def opened(request: pytest.FixtureRequest) -> Callable[..., Any]:
    return OPENERS[request.param]


def test_rows_come_back_as_they_went_in(opened: Callable[..., Any]) -> None:
    engine = opened()
    engine.create_tables("CREATE TABLE t (a TEXT, b BIGINT, c DOUBLE, d TEXT);")
    engine.insert_rows("t", ("c", "b", "a"), [(c, b, a) for a, b, c in ROWS])
    engine.insert_rows("t", ("a",), [])
    assert engine.read("SELECT a, b, c FROM t") == ROWS
    assert engine.read("SELECT b FROM t WHERE a = $name AND b = $number", {"name": "a", "number": 1}) == [(1,)]


def test_a_table_is_made_anew(opened: Callable[..., Any]) -> None:
    engine: Engine = opened()
    engine.run_sql("t", "SELECT 1 AS a")
    engine.run_sql("t", "-- a header\nWITH x AS (SELECT 2 AS b) SELECT b FROM x")
    assert engine.read("SELECT b FROM t") == [(2,)]


def test_a_file_keeps_its_tables(opened: Callable[..., Any], tmp_path: Path) -> None:
    engine = opened(tmp_path / "db")
    engine.run_sql("t", "SELECT 1 AS a")
    engine.close()
    again = opened(tmp_path / "db")
    assert again.read("SELECT a FROM t") == [(1,)]
    again.close()


def test_reports_are_mapped_in_order(opened: Callable[..., Any]) -> None:
    assert list(opened().map_reports(len, ["ab", "", "c"])) == [2, 0, 1]


def test_a_table_named_in_with_is_seen_by_its_statement_alone(opened: Callable[..., Any]) -> None:
    engine = opened()
    engine.run_sql("t", "SELECT 1 AS a")
    named = "-- one (\nWITH t AS ( -- two )\n  SELECT $n AS a, ')' AS b), u AS (SELECT a + 1 AS a FROM t)\n"
    assert engine.read(named + "SELECT t.a, u.a, b FROM t, u", {"n": 5}) == [(5, 6, ")")]
    assert engine.read("SELECT a FROM t") == [(1,)]


def test_sqlite_makes_named_tables_first() -> None:
    sql = "-- of a\nWITH a AS (SELECT f(1)), b AS (WITH a AS (SELECT 2) SELECT * FROM a)\nSELECT * FROM a, b"
    named = {"a": "SELECT f(1)", "b": "WITH a AS (SELECT 2) SELECT * FROM a"}
    assert named_tables(sql) == (named, "\nSELECT * FROM a, b")
    assert named_tables("SELECT 1") == ({}, "SELECT 1")
