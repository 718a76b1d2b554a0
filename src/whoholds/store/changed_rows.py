"""The rows that come out otherwise than the ledger has them, found beside it, so that no other row is written.

DuckDB packs anew what rows were deleted from: to write all rows of the touched places again, equal as most of them are,
took a third of the time of settling ten reports more, and let the file grow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from whoholds.store.side_by_side import side_by_side


@dataclass(frozen=True, slots=True)
class Comparison:
    """A settled table to be compared. Grain: one table."""

    table: str  # in the ledger
    made: str  # the table beside it that holds its rows as made anew
    within: str = ""  # a condition on the ledger's rows that are compared; "": all


def find_changed_rows(con: DuckDBPyConnection, comparisons: Iterable[Comparison]) -> None:
    """Make differing_ of each table: the rows that the ledger lacks (change 1), and those it is to have no more (-1).

    No two rows of a settled table are alike, by its grain.

    Args:
        con: A connection beside the ledger, in no transaction.
        comparisons: What is compared.
    """
    path = con.execute("SELECT current_setting('search_path')").fetchall()[0][0]
    with side_by_side(con) as submit:
        for one in comparisons:
            changed = f"""
                CREATE TABLE differing_{one.table} AS
                SELECT * EXCLUDE (change), sum(change)::INTEGER AS change
                FROM (
                    SELECT *, 1 AS change FROM memory.{one.made}
                    UNION ALL SELECT *, -1 AS change FROM ledger.{one.table} {one.within}
                )
                GROUP BY ALL
                HAVING sum(change) <> 0
            """
            submit([changed], path, ())


def put_changed_rows(con: DuckDBPyConnection, tables: Sequence[str], ledger: str) -> None:
    """Put what find_changed_rows found into the ledger.

    Args:
        con: The connection beside the ledger, in a transaction on it.
        tables: The settled tables.
        ledger: The name under which the ledger is attached, to write.
    """
    signs = [f"SELECT DISTINCT '{table}', change FROM memory.differing_{table}" for table in tables]
    found = sorted(con.execute(" UNION ALL ".join(signs)).fetchall())
    for table, change in found:
        differing = f"(SELECT * EXCLUDE (change) FROM memory.differing_{table} WHERE change = {change})"
        if change < 0:
            con.execute(f"DELETE FROM {ledger}.{table} t USING {differing} d WHERE {_same(con, table)}")
        else:
            con.execute(f"INSERT INTO {ledger}.{table} {differing}")


def _same(con: DuckDBPyConnection, table: str) -> str:
    columns = con.execute(f"SELECT * EXCLUDE (change) FROM memory.differing_{table} LIMIT 0").description or ()
    return " AND ".join(f"t.{name} IS NOT DISTINCT FROM d.{name}" for name, *_ in columns)
