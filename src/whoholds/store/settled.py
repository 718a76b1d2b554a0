"""Settled tables: made beside the ledger, swapped in by one short transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from duckdb import DuckDBPyConnection

from whoholds.store.batches import base_digest
from whoholds.store.ledger import Ledger
from whoholds.store.resettling import make_changes, put_changes
from whoholds.store.running import SettlingStep, run_by_places

# What settling reads. The texts and the original bytes, which are most of a ledger, stay behind, and so does whatever
# no step asks for.
BASE_TABLES = {
    "reports": "* EXCLUDE (path, sha256, got_from, got_at, dateline, title, language, body_start, text, text_sha256)",
    "fingerprints": "*",
    "claims": "* EXCLUDE (date_start, date_end, time_text, time_start, time_end, count_text, count_start, count_end)",
    "claim_actors": "* EXCLUDE (start_at, end_at, text)",
    "claim_places": "* EXCLUDE (start_at, end_at)",
    "claim_sources": "* EXCLUDE (said_on, start_at, end_at, text)",
    "claim_flags": "*",
    "sides": "*",
    "opponents": "*",
    "owners": "*",
    "decisions": "*",
    "claims_set_aside": "*",
    "reports_set_aside": "*",
    "statuses_set": "*",
}


def is_settled(con: DuckDBPyConnection, *, settling: str) -> bool:
    """Whether the settled tables were made from the base rows there are now, by this settling.

    Args:
        con: A connection to the ledger.
        settling: The text of the settling steps.
    """
    return con.execute("SELECT digest FROM settled_from").fetchall() == [(base_digest(con, settling=settling),)]


def settle_whole(ledger: Ledger, beside: DuckDBPyConnection, steps: Sequence[SettlingStep], *, settling: str) -> None:
    """Settle all of a ledger.

    Args:
        ledger: The ledger, in a file.
        beside: A connection to a database in memory, empty.
        steps: Settling's steps, in order.
        settling: The text of the settling steps.
    """
    digest = take_base(ledger, beside, settling=settling)
    run_by_places(beside, steps)
    swap_in(ledger, beside, [step.name for step in steps], digest=digest)


def take_base(ledger: Ledger, beside: DuckDBPyConnection, *, settling: str) -> str:
    """Copy the base tables beside the ledger and let the ledger go.

    Returns:
        The digest of what was copied.
    """
    with ledger.attached(beside, "ledger", read_only=True) as name:
        beside.execute(f"USE {name}")
        digest = base_digest(beside, settling=settling)
        beside.execute("USE memory")
        for table, columns in BASE_TABLES.items():
            beside.execute(f"CREATE TABLE {table} AS SELECT {columns} FROM {name}.{table}")
    return digest


def swap_in(ledger: Ledger, beside: DuckDBPyConnection, tables: Iterable[str], *, digest: str) -> None:
    """Put the settled tables in the place of the old ones, in one transaction.

    Args:
        ledger: The ledger.
        beside: The connection that holds the settled tables.
        tables: Their names.
        digest: Of the base rows they were made from.
    """

    def put(name: str) -> None:
        for table in tables:
            beside.execute(f"CREATE OR REPLACE TABLE {name}.{table} AS SELECT * FROM {table}")

    _put(ledger, beside, put, digest=digest)


def change_settled(ledger: Ledger, beside: DuckDBPyConnection, steps: Sequence[SettlingStep], *, settling: str) -> bool:
    """Settle again what a few new reports touch; the rows come out as if all were settled.

    Args:
        ledger: The ledger, in a file.
        beside: A connection to a database in memory, empty.
        steps: Settling's steps, in order.
        settling: The text of the settling steps.

    Returns:
        Whether that could be done; False: settle the whole, in a new database, as too much is touched, or the settled
        tables were made by another settling, or from other knowledge or decisions.
    """
    with ledger.attached(beside, "ledger", read_only=True):
        beside.execute("SET search_path = 'memory.main,ledger.main'")
        digest = base_digest(beside, settling=settling)
        if not _is_of_basis(beside, digest) or not make_changes(beside, steps):
            return False
    _put(ledger, beside, lambda name: put_changes(beside, name, steps), digest=digest)
    return True


def _is_of_basis(con: DuckDBPyConnection, digest: str) -> bool:
    """Whether a digest and that of the settled tables stand for the same, but for the reports."""
    was = con.execute("SELECT digest FROM settled_from").fetchall()
    return bool(was) and was[0][0].partition("/")[0] == digest.partition("/")[0]


def _put(ledger: Ledger, beside: DuckDBPyConnection, put: Callable[[str], None], *, digest: str) -> None:
    with ledger.attached(beside, "ledger", read_only=False) as name:
        beside.begin()
        try:
            put(name)
            mark_settled(beside, digest, table=f"{name}.settled_from")
            beside.commit()
        except BaseException:
            beside.rollback()
            raise


def mark_settled(con: DuckDBPyConnection, digest: str, *, table: str = "settled_from") -> None:
    """Note which base rows the settled tables were made from.

    Args:
        con: A connection inside the transaction that puts the settled tables in place.
        digest: Of those base rows.
        table: The settled_from to write to.
    """
    con.execute(f"DELETE FROM {table}")
    con.execute(f"INSERT INTO {table} VALUES (?)", [digest])
