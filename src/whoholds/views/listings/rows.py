"""Rows of a table: those that fit, in the order asked for, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from duckdb import DuckDBPyConnection

from whoholds.errors import LedgerError, NotFound
from whoholds.store.rows import day_number

LISTINGS = ("claims", "events", "changes", "contradictions", "sources", "reports", "coverage")
"""The tables, each a file here."""

# The order of rows where none is asked for: newest first, then where they stand.
FIRST_ORDER = {
    "claims": "published DESC, path, claim_id",
    "events": "date_end DESC, event_id",
    "changes": "cause, day DESC NULLS LAST, place, place_id",
    "contradictions": "day DESC, place, claim_id, other_claim_id",
    "sources": "claims DESC, source, kind, side",
    "reports": "published DESC, path, report_id",
    "coverage": 'path, "start", quote',
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of a table are wanted, in which order."""

    words: str = ""  # that any cell of a row must hold, in any case
    only: Mapping[str, str] | None = None  # the text a column must have
    sort: str | None = None  # a column; None: the table's own order
    descending: bool = False
    as_of: str | None = None
    known_by: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a table. Grain: one page."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    total: int  # rows that fit, on this page or not


@cache
def listing_sql(name: str) -> str:
    """The SELECT of a table, with parameters $as_of and $known_by (days as integers, or NULL) where it takes days.

    Raises:
        NotFound: No such table.
    """
    if name not in LISTINGS:
        raise NotFound(f"found the table “{name}”, expected one of {', '.join(LISTINGS)}")
    return files("whoholds.views.listings").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def list_rows(con: DuckDBPyConnection, name: str, asked: Asked, *, limit: int | None = None, offset: int = 0) -> Page:
    """The rows of a table that fit, in the order asked for.

    Args:
        con: A connection to the ledger.
        name: One of LISTINGS.
        asked: Which rows, in which order.
        limit: How many at most; None: all.
        offset: How many to leave out before.

    Raises:
        NotFound: No such table.
        LedgerError: No such column.
    """
    days: dict[str, int | None] = {"as_of": day_number(asked.as_of), "known_by": day_number(asked.known_by)}
    if name == "changes":
        days = {}  # what was laid out is of two moments already
    listed = f"FROM ({listing_sql(name)}) listed"
    columns = [head[0] for head in con.execute(f"SELECT * {listed} LIMIT 0", days).description or []]
    for column in [*(asked.only or {}), *([asked.sort] if asked.sort else [])]:
        if column not in columns:
            raise LedgerError(f"found the column “{column}”, expected one of {', '.join(columns)}")
    where, values = _conditions(columns, asked)
    total = con.execute(f"SELECT count(*) {listed} {where}", {**days, **values}).fetchall()[0][0]
    order = FIRST_ORDER[name]
    if asked.sort:
        order = f'"{asked.sort}" {"DESC" if asked.descending else "ASC"} NULLS LAST, {order}'
    paged = f"LIMIT {int(limit)} OFFSET {int(offset)}" if limit is not None else ""
    rows = con.execute(f"SELECT * {listed} {where} ORDER BY {order} {paged}", {**days, **values}).fetchall()
    return Page(tuple(columns), rows, total)


def _conditions(columns: list[str], asked: Asked) -> tuple[str, dict[str, str]]:
    said, values = ["TRUE"], dict[str, str]()
    for number, word in enumerate(asked.words.split()):
        cells = ", ".join(f'"{column}"' for column in columns if not column.endswith("_id"))
        said.append(f"contains(lower(concat_ws(' ', {cells})), lower($word{number}))")
        values[f"word{number}"] = word
    for number, (column, text) in enumerate((asked.only or {}).items()):
        said.append(f'CAST("{column}" AS VARCHAR) = $only{number}')
        values[f"only{number}"] = text
    return f"WHERE {' AND '.join(said)}", values
