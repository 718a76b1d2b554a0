"""Joining ledgers: what another holds is added, decisions too; whichever is joined to which, the rows are the same."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from whoholds.errors import LedgerError
from whoholds.store.ledger import Ledger

KEYED = {"originals": "sha256", "reports": "report_id", "decisions": "decision_id"}
"""Tables whose rows are the same wherever they have the same key."""

WHOLE = ("fingerprints", "unread", "uncovered")
"""Tables whose rows are what they say."""

CHILDREN = ("claim_actors", "claim_places", "claim_sources", "claim_flags", "claim_casualties")
"""Tables of what belongs to a claim; a claim is taken whole."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What joining added."""

    reports: int
    claims: int
    decisions: int
    read_otherwise: int  # reports that both had, and had read otherwise: both readings' claims are kept


def merge_in(con: DuckDBPyConnection, other: Ledger) -> Merged:
    """Add what another ledger holds.

    A report, claim or decision that both have is kept once. Of a claim that both have under one id but read otherwise
    (the id does not cover its days), the same of the two is kept, whichever ledger it stands in.

    Args:
        con: A connection inside the transaction that is to hold it.
        other: The other ledger, a file; it is only read.

    Raises:
        LedgerError: The other is no ledger, or in use for too long.
    """
    if other.path is None:
        raise LedgerError("a ledger in memory can't be joined to another: read its reports into a file")
    with other.reading():
        pass  # refuses what is no ledger, and brings an older one to this version's shape
    with other.attached_beside(con, "other"):
        before = _counts(con)
        read_otherwise = _read_otherwise(con)
        for table, key in KEYED.items():
            con.execute(
                f"INSERT INTO {table} SELECT * FROM other.{table} WHERE {key} NOT IN (SELECT {key} FROM {table})"
            )
        _take_first_paths(con)
        _add_claims(con)
        for table in WHOLE:
            con.execute(f"INSERT INTO {table} SELECT * FROM other.{table} EXCEPT SELECT * FROM {table}")
        after = _counts(con)
    return Merged(after[0] - before[0], after[1] - before[1], after[2] - before[2], read_otherwise)


def _counts(con: DuckDBPyConnection) -> tuple[int, int, int]:
    tables = ("reports", "claims", "decisions")
    reports, claims, decisions = (con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in tables)
    return reports, claims, decisions


def _read_otherwise(con: DuckDBPyConnection) -> int:
    """How many reports both have whose claims aren't the same."""
    made = "SELECT made_claim_id FROM decisions WHERE made_claim_id IS NOT NULL UNION ALL "
    made += "SELECT made_claim_id FROM other.decisions WHERE made_claim_id IS NOT NULL"
    read = f"SELECT report_id, claim_id FROM {{}} WHERE claim_id NOT IN ({made})"
    mine, theirs = read.format("claims"), read.format("other.claims")
    query = f"""
        SELECT count(DISTINCT report_id) FROM (({mine} EXCEPT {theirs}) UNION ({theirs} EXCEPT {mine})) odd
        WHERE report_id IN (SELECT report_id FROM reports) AND report_id IN (SELECT report_id FROM other.reports)
    """
    return int(con.execute(query).fetchall()[0][0])


def _take_first_paths(con: DuckDBPyConnection) -> None:
    # As in reading: what lies at several paths keeps the first in the alphabet; least() passes over NULL.
    con.execute("""
        UPDATE reports SET path = least(reports.path, o.path), got_from = least(reports.got_from, o.got_from),
            got_at = least(reports.got_at, o.got_at), publisher_side = least(reports.publisher_side, o.publisher_side)
        FROM other.reports o WHERE o.report_id = reports.report_id
    """)


def _add_claims(con: DuckDBPyConnection) -> None:
    con.execute(f"""
        CREATE OR REPLACE TEMPORARY TABLE taken AS
        SELECT o.claim_id FROM ({_written("other.")}) o LEFT JOIN ({_written("")}) m ON m.claim_id = o.claim_id
        WHERE m.claim_id IS NULL OR o.written < m.written
    """)
    for table in ("claims", *CHILDREN):
        con.execute(f"DELETE FROM {table} WHERE claim_id IN (SELECT claim_id FROM taken)")
        con.execute(f"INSERT INTO {table} SELECT * FROM other.{table} WHERE claim_id IN (SELECT claim_id FROM taken)")
    con.execute("DROP TABLE taken")


def _written(ledger: str) -> str:
    """A SELECT of each claim with all that belongs to it as one text."""
    rows = " UNION ALL ".join(
        f"SELECT claim_id, '{table}' AS part, CAST(t AS TEXT) AS written FROM {ledger}{table} t"
        for table in ("claims", *CHILDREN)
    )
    whole = "md5(string_agg(written, '|' ORDER BY part, written)) AS written"
    return f"SELECT claim_id, {whole} FROM ({rows}) GROUP BY claim_id"
