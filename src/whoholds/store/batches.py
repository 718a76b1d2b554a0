"""Writing what was read: one batch, one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from duckdb import DuckDBPyConnection

from whoholds.records import Reading
from whoholds.store.rows import Row, reading_rows


@dataclass(frozen=True, slots=True)
class Got:
    """How a report was come by. Grain: one original."""

    sha256: str  # of the original bytes
    media_type: str
    content: bytes
    got_from: str
    got_at: str  # ISO 8601, UTC


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that could not be read, or is in no language we read. Grain: one text."""

    path: str
    line: int | None
    sha256: str | None
    language: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction adds."""

    readings: Sequence[tuple[Reading, Got]] = ()
    unread: Sequence[Unread] = ()
    elsewhere: Mapping[str, str] = field(default_factory=dict)  # report_id to a path that comes before the stored one


def known_reports(con: DuckDBPyConnection) -> dict[str, str]:
    """Reports the ledger has, by report_id; the value is the path each was read from."""
    return dict(con.execute("SELECT report_id, path FROM reports").fetchall())


def add_batch(con: DuckDBPyConnection, batch: Batch) -> None:
    """Add a batch; reports, originals and unread texts that are there already add nothing.

    Args:
        con: A connection inside the transaction that is to hold the batch.
        batch: Readings with how each was come by, and texts left unread.
    """
    listed = ", ".join(f"'{reading.report.report_id}'" for reading, _ in batch.readings) or "NULL"
    there = con.execute(f"SELECT report_id, path FROM reports WHERE report_id IN ({listed})").fetchall()
    known: dict[str, str] = dict(there)
    rows: dict[str, list[Row]] = {}
    originals: dict[str, Row] = {}
    for reading, got in batch.readings:
        if reading.report.report_id in known:
            continue
        known[reading.report.report_id] = reading.report.path
        originals[got.sha256] = (got.sha256, got.media_type, got.content)
        for table, more in reading_rows(reading, got_from=got.got_from, got_at=got.got_at).items():
            rows.setdefault(table, []).extend(more)
    have = {sha for (sha,) in con.execute("SELECT sha256 FROM originals").fetchall()} if originals else set()
    insert_rows(con, "originals", [row for sha, row in originals.items() if sha not in have])
    for table, more in rows.items():
        insert_rows(con, table, more)
    _add_unread(con, batch.unread)
    # A text that lies at several paths keeps the first in the alphabet, in whatever order they are read.
    for report_id, path in batch.elsewhere.items():
        con.execute("UPDATE reports SET path = ? WHERE report_id = ? AND path > ?", [path, report_id, path])


def _add_unread(con: DuckDBPyConnection, unread: Iterable[Unread]) -> None:
    have = set(con.execute("SELECT path, line, sha256, language, why FROM unread").fetchall())
    new = dict.fromkeys((item.path, item.line, item.sha256, item.language, item.why) for item in unread)
    insert_rows(con, "unread", [row for row in new if row not in have])


def has_rows(con: DuckDBPyConnection, tables: Mapping[str, Sequence[Row]]) -> bool:
    """Whether each table holds exactly these rows, in any order."""
    return all(
        sorted(map(repr, con.execute(f"SELECT * FROM {table}").fetchall())) == sorted(map(repr, rows))
        for table, rows in tables.items()
    )


def replace_rows(con: DuckDBPyConnection, tables: Mapping[str, Sequence[Row]]) -> None:
    """Make each table hold exactly these rows."""
    for table, rows in tables.items():
        con.execute(f"DELETE FROM {table}")
        insert_rows(con, table, rows)


def insert_rows(con: DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Insert whole rows, in the table's column order, as one statement with a list a column.

    DuckDB's executemany takes 1 ms a row; lists unnested side by side take 3 µs.
    """
    if not rows:
        return
    types = con.execute(
        "SELECT data_type FROM duckdb_columns() WHERE table_name = ? AND NOT internal ORDER BY column_index", [table]
    ).fetchall()
    values = ", ".join(f"unnest(?::{data_type}[])" for (data_type,) in types)
    con.execute(f"INSERT INTO {table} SELECT {values}", [list(column) for column in zip(*rows, strict=True)])


def base_digest(con: DuckDBPyConnection, *, settling: str = "") -> str:
    """A digest of the base rows and of the settling that goes over them: equal when settling again changes nothing.

    Reports stand for their claims, as one report's claims are written with it, in one transaction. What stands before
    the stroke is of all but the reports.
    """
    basis = con.execute("""
        SELECT concat_ws('/',
            (SELECT string_agg(decision_id, ' ' ORDER BY decision_id) FROM decisions),
            (SELECT string_agg(concat_ws('|', side, name, actor_id, country), ' ' ORDER BY side) FROM sides),
            (SELECT string_agg(concat_ws('|', publisher, owner), ' ' ORDER BY publisher) FROM owners),
            (SELECT string_agg(row, ' ' ORDER BY row)
             FROM (SELECT concat_ws('|', side, opponent, country, day_start, day_end) AS row FROM opponents)))
    """).fetchall()[0][0]
    reports = con.execute("SELECT count(*) || '-' || coalesce(sum(hash(report_id)), 0) FROM reports").fetchall()[0][0]
    return f"{hashlib.sha256(f'{settling}/{basis}'.encode()).hexdigest()}/{reports}"
