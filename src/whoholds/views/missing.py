"""The places of a ledger that no gazetteer entry fits: what an analyst may want to add."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

MISSING_COLUMNS = ("name", "country", "admin1", "admin2", "claims", "reports", "spellings", "place_id")
OWN_COLUMNS = ("name", "names", "country", "admin1", "admin2", "kind", "lat", "lon")
"""What `whoholds gazetteer add` takes; lat and lon are left to be filled in."""


def list_missing(con: DuckDBPyConnection) -> list[dict[str, Any]]:
    """One row a provisional place, those with most claims first.

    Args:
        con: A connection to the ledger.

    Returns:
        Rows with the keys of MISSING_COLUMNS and OWN_COLUMNS.
    """
    rows = con.execute("""
        SELECT place_id, min(name), min(country), min(admin1), min(admin2), count(DISTINCT claim_id) AS claims,
               count(DISTINCT report_id) AS reports, list_sort(list(DISTINCT text)) AS spellings
        FROM claim_places JOIN claims USING (claim_id)
        WHERE place_id LIKE 'new:%'
        GROUP BY place_id
        ORDER BY claims DESC, min(name), place_id
    """).fetchall()
    found = []
    for place_id, name, country, admin1, admin2, claims, reports, spellings in rows:
        written = "|".join(" ".join(text.split()) for text in spellings)
        found.append(
            {
                "name": name, "country": country, "admin1": admin1, "admin2": admin2, "claims": claims,
                "reports": reports, "spellings": written, "place_id": place_id, "names": written, "kind": "place",
                "lat": None, "lon": None,
            }
        )  # fmt: skip
    return found
