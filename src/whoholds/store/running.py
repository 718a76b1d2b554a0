"""Running settling's steps: each as one CREATE TABLE, those that hang on places some buckets of places at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from typing import Protocol

from duckdb import DuckDBPyConnection

from whoholds.store.side_by_side import side_by_side

STATEMENTS_AT_A_TIME = 240_000
"""How many statements a bucket of places has: two of the stretches of 122,880 rows that DuckDB compresses at once.
Buckets of half of it leave most stretches for one thread to write at the end: for a million claims 2.2 s, not 0.5 s.
What is made of so many for each of a few threads fits 1.5 GB."""

BY_PLACE = ("statements", "happenings", "implied", "against_whom", "statuses_set")
"""What the steps that hang on places read of each place."""

CLAIM_TABLES = ("claim_places", "claim_actors", "claim_sources", "claim_flags")

READ_ONCE = ("fingerprints", "claims", *CLAIM_TABLES)
"""What no step that hangs on places reads: the greater part of what is in memory by then."""


AS_WRITTEN = "SET disabled_optimizers = 'join_order,build_side_probe_side'"
"""Joins are run as they are written, the long table first. DuckDB takes each condition to leave a fifth of the rows,
and after four of them hashes the long table: for a million claims 4.6 s of statements, against 3.3 s as written."""


class SettlingStep(Protocol):
    """What is known of a step here."""

    @property
    def name(self) -> str:
        """The table it makes."""

    @property
    def sql(self) -> str:
        """The SELECT."""

    @property
    def hangs_on(self) -> str:
        """What a row hangs on.

        text: reports that share words; story: the reports of one; place: the statements of one and whom its sides
        fight; asked place: the same, and who is told of as whose opponent anywhere; named place: the claims that name
        it; whole: anything.
        """


def run_steps(con: DuckDBPyConnection, steps: Iterable[SettlingStep]) -> None:
    """Make the tables of steps, one after another, each in the place of one of its name.

    Args:
        con: A connection to a database that holds the base tables; it may be in a transaction.
        steps: Settling's steps, in order.
    """
    for step in steps:
        con.execute(f"CREATE OR REPLACE TABLE {step.name} AS {step.sql}")


def run_together(con: DuckDBPyConnection, steps: Iterable[SettlingStep]) -> None:
    """Make the tables of steps, side by side where one does not read the other.

    Args:
        con: A connection, in no transaction, to a database that holds what they read.
        steps: The steps, in order.
    """
    path = con.execute("SELECT current_setting('search_path')").fetchall()[0][0]
    made: dict[str, Future[None]] = {}
    with side_by_side(con) as submit:
        for step in steps:
            after = [made[table] for table in re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", step.sql) if table in made]
            made[step.name] = submit([_create(step)], path, after)


def _create(step: SettlingStep) -> str:
    return f"CREATE TABLE {step.name} AS {step.sql}"


def run_by_places(beside: DuckDBPyConnection, steps: Sequence[SettlingStep]) -> None:
    """Settle the whole, some places at a time, so that memory does not grow with the ledger.

    What is made of each bucket of places stays in a schema of its own; a view of the step's name shows all of it.

    Args:
        beside: A connection to a database in memory that holds the base tables; those read once are gone afterwards.
        steps: Settling's steps, in order.
    """
    beside.execute(AS_WRITTEN)
    run_together(beside, [step for step in steps if step.hangs_on != "place"])
    for table in READ_ONCE:
        beside.execute(f"DROP TABLE {table}")
    place_steps = [step for step in steps if step.hangs_on == "place"]
    schemas = _split_by_places(beside)
    if not schemas:
        run_together(beside, place_steps)
        return
    with side_by_side(beside) as submit:
        for schema in schemas:
            submit([_create(step) for step in place_steps], f"memory.{schema},memory.main", ())
    for step in place_steps:
        whole = "SELECT * REPLACE (place_id::TEXT AS place_id) FROM"
        parts = " UNION ALL ".join(f"{whole} memory.{schema}.{step.name}" for schema in schemas)
        beside.execute(f"CREATE VIEW {step.name} AS {parts}")


def _split_by_places(beside: DuckDBPyConnection) -> list[str]:
    """Put what is read of each place into a schema a bucket of places; the schemas' names, none if one would do."""
    beside.execute(f"""
        CREATE TABLE buckets AS
        SELECT place_id, (sum(told) OVER (ORDER BY place_id) - told) // {STATEMENTS_AT_A_TIME} AS bucket
        FROM (
            SELECT place_id, sum(told) AS told
            FROM (
                SELECT place_id, count(*) AS told FROM statements GROUP BY place_id
                UNION ALL SELECT place_id, count(*) FROM happenings GROUP BY place_id
                UNION ALL SELECT place_id, count(*) FROM implied GROUP BY place_id
                UNION ALL SELECT place_id, 0 FROM statuses_set
            )
            GROUP BY place_id
        )
    """)
    found = beside.execute("SELECT DISTINCT bucket FROM buckets ORDER BY bucket").fetchall()
    if len(found) < 2:
        return []
    numbers = [int(number) for (number,) in found]
    for number in numbers:
        beside.execute(f"CREATE SCHEMA bucket_{number}")
    # Joins, groups and windows by place go by a number of two bytes, in the order of the names it stands for.
    beside.execute("CREATE TYPE place AS ENUM (SELECT place_id FROM buckets ORDER BY place_id)")
    for table in BY_PLACE:
        _sort_by_bucket(beside, table, numbers)
    return [f"bucket_{number}" for number in numbers]


def _sort_by_bucket(beside: DuckDBPyConnection, table: str, numbers: Sequence[int]) -> None:
    """Put a table in the order of the places, and so of the buckets; each is read without going through the others."""
    beside.execute(f"""
        CREATE TABLE sorted_{table} AS
        SELECT t.* REPLACE (t.place_id::place AS place_id), b.bucket::INTEGER AS bucket
        FROM {table} t JOIN buckets b ON b.place_id = t.place_id
        ORDER BY place_id
    """)
    beside.execute(f"DROP TABLE {table}")
    beside.execute(f"""
        CREATE VIEW {table} AS
        SELECT * EXCLUDE (bucket) REPLACE (place_id::TEXT AS place_id) FROM main.sorted_{table}
    """)
    for number in numbers:
        mine = f"SELECT * EXCLUDE (bucket) FROM main.sorted_{table} WHERE bucket = {number}"
        beside.execute(f"CREATE VIEW bucket_{number}.{table} AS {mine}")
