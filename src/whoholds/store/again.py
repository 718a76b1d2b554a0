"""Reading again what a ledger holds: the reports as they were stored, and their new claims in the place of the old."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from duckdb import DuckDBPyConnection

from whoholds.records import Reading, Report
from whoholds.store.batches import insert_rows
from whoholds.store.rows import Row, reading_rows

_CHILDREN = ("claim_actors", "claim_places", "claim_sources", "claim_flags", "claim_casualties")
_EPOCH = date(1970, 1, 1)
# Claims that analysts made of a report stay when it is read again.
_READ = "claim_id NOT IN (SELECT made_claim_id FROM decisions WHERE made_claim_id IS NOT NULL)"


def missing_places(con: DuckDBPyConnection) -> list[tuple[str, str, str | None]]:
    """Id, name as written and country of each provisional place of a ledger, a row a spelling."""
    return con.execute("""
        SELECT DISTINCT place_id, name, country FROM claim_places WHERE place_id LIKE 'new:%' ORDER BY ALL
    """).fetchall()


def reports_naming(con: DuckDBPyConnection, place_ids: Sequence[str]) -> list[Report]:
    """The stored reports with a claim at one of the places, by id."""
    rows = con.execute(
        """
        SELECT report_id, path, text, sha256, body_start, published, publisher, dateline, url, title, language
        FROM reports
        WHERE report_id IN (SELECT report_id FROM claims JOIN claim_places USING (claim_id)
                            WHERE list_contains(?::TEXT[], place_id))
        ORDER BY report_id
        """,
        [list(place_ids)],
    ).fetchall()
    return [_report(row) for row in rows]


def _report(row: Row) -> Report:
    report_id, path, text, sha256, body_start, published, publisher, dateline, url, title, language = row
    day = None if published is None else _EPOCH + timedelta(days=published)
    return Report(report_id, path, text, sha256, body_start, day, publisher, dateline, url, title, language)


def replace_readings(con: DuckDBPyConnection, readings: Iterable[Reading]) -> None:
    """Put what was read anew in the place of what those reports gave before; what was settled from it no longer counts.

    Args:
        con: A connection inside the transaction that is to hold all of it.
        readings: Of reports that the ledger has.
    """
    con.execute("DELETE FROM settled_from")
    for reading in readings:
        report_id = reading.report.report_id
        for table in _CHILDREN:
            con.execute(
                f"DELETE FROM {table} WHERE claim_id IN (SELECT claim_id FROM claims WHERE report_id = ? AND {_READ})",
                [report_id],
            )
        con.execute(f"DELETE FROM claims WHERE report_id = ? AND {_READ}", [report_id])
        con.execute("DELETE FROM uncovered WHERE report_id = ?", [report_id])
        rows: dict[str, list[Row]] = reading_rows(reading, got_from="", got_at="")
        for table in ("claims", "uncovered", *_CHILDREN):
            insert_rows(con, table, rows[table])
