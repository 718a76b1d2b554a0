"""Statements run side by side: what comes after another waits for it; if one fails, all stop."""

from __future__ import annotations

import duckdb
import pytest

from whoholds.settling import Step
from whoholds.store.running import run_together
from whoholds.store.side_by_side import side_by_side


def test_what_reads_a_table_waits_until_it_is_made() -> None:
    steps = [
        Step(name="first", sql="SELECT count(*) AS n FROM range(2000000)", grain="one row"),
        Step(name="other", sql="SELECT 1 AS n", grain="one row"),
        Step(name="second", sql="-- from the first\nSELECT n + 1 AS n FROM first", grain="one row"),
        Step(name="third", sql="SELECT a.n + b.n AS n FROM second a JOIN other b ON true", grain="one row"),
    ]
    with duckdb.connect(config={"threads": 2}) as con:
        run_together(con, steps)
        assert con.execute("SELECT n FROM third").fetchall() == [(2_000_002,)]


def test_one_that_fails_stops_those_that_come_after_it() -> None:
    steps = [
        Step(name="one", sql="SELECT * FROM absent", grain="one row"),
        Step(name="two", sql="SELECT count(*) AS n FROM one", grain="one row"),
    ]
    with duckdb.connect(config={"threads": 2}) as con:
        with pytest.raises(duckdb.CatalogException, match="absent"):
            run_together(con, steps)
        assert con.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(0,)]


def test_when_the_block_fails_what_has_not_begun_is_left() -> None:
    def stop_midway(con: duckdb.DuckDBPyConnection) -> None:
        with side_by_side(con) as submit:
            for number in range(8):
                slow = f"CREATE TABLE t{number} AS SELECT count(*) AS n FROM range(100000) a, range(100000) b"
                submit([slow], "memory.main", ())
            raise KeyboardInterrupt

    with duckdb.connect(config={"threads": 2}) as con:
        with pytest.raises(KeyboardInterrupt):
            stop_midway(con)
        assert con.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(0,)]


def test_each_has_a_search_path_of_its_own() -> None:
    with duckdb.connect(config={"threads": 2}) as con:
        con.execute("CREATE SCHEMA a; CREATE SCHEMA b")
        with side_by_side(con) as submit:
            for schema in ("a", "b"):
                submit([f"CREATE TABLE t AS SELECT '{schema}' AS made_in"], f"memory.{schema}", ())
        assert con.execute("SELECT * FROM a.t UNION ALL SELECT * FROM b.t").fetchall() == [("a",), ("b",)]
