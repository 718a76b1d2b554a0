"""Differences between two moments, laid out as the rows that the table of changes lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from duckdb import DuckDBPyConnection

from whoholds.views.differences import Differing

_CELLS: dict[str, Callable[[Differing], Any]] = {
    "day": lambda row: next(filter(None, row.other.since or ()), None),  # the first day on which it may have begun
    "place": lambda row: row.other.place.name,
    "admin1": lambda row: row.other.place.admin1,
    "country": lambda row: row.other.place.country,
    "cause": lambda row: row.cause.value if row.cause else None,
    "status_before": lambda row: row.one.status.value,
    "holder_before": lambda row: row.one.holder.name if row.one.holder else None,
    "status": lambda row: row.other.status.value,
    "holder": lambda row: row.other.holder.name if row.other.holder else None,
    "contested_by": lambda row: row.other.contested_by.value if row.other.contested_by else None,
    "reason": lambda row: row.other.reason,
    "place_id": lambda row: row.other.place.place_id,
}


def put_changes(con: DuckDBPyConnection, found: Sequence[Differing]) -> None:
    """Lay differences out beside the ledger, for `changes` to be listed from.

    Args:
        con: A connection to the ledger; the table lives in its memory.
        found: What `list_changes` gave.
    """
    columns = [[cell(row) for row in found] for cell in _CELLS.values()]
    cells = ", ".join(f'unnest(CAST(? AS VARCHAR[])) AS "{name}"' for name in _CELLS)
    con.execute(f"CREATE OR REPLACE TABLE memory.changed AS SELECT {cells}", columns)
