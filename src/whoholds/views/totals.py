"""What a ledger holds, in a few numbers. Grain: one row, the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from whoholds.store.rows import iso_day
from whoholds.views.claims import COUNTS


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of a ledger."""

    reports: int
    claims: int
    places: int  # that any claim concerns
    first: str | None  # first day of publication
    last: str | None
    most_named: str | None  # the place that most claims concern


def count_totals(con: DuckDBPyConnection) -> Totals:
    """Count what a ledger holds.

    Args:
        con: A connection to the ledger.
    """
    rows = con.execute(
        "SELECT count(*), min(published), max(published) FROM reports "
        "WHERE report_id NOT IN (SELECT report_id FROM reports_set_aside)"
    ).fetchall()
    reports, first, last = rows[0]
    claims = con.execute(f"SELECT count(*) FROM claims c WHERE {COUNTS}").fetchall()[0][0]
    named = con.execute(f"""
        SELECT place_id, min(name), count(DISTINCT claim_id) AS claims
        FROM claim_places c WHERE role = 'at' AND place_id IS NOT NULL AND {COUNTS}
        GROUP BY place_id ORDER BY claims DESC, place_id
    """).fetchall()
    return Totals(reports, claims, len(named), iso_day(first), iso_day(last), named[0][1] if named else None)
