"""Settled tables: made beside the ledger, swapped in by one short transaction."""

from __future__ import annotations

from collections.abc import Iterable

from duckdb import DuckDBPyConnection

from whoholds.store.batches import base_digest
from whoholds.store.ledger import Ledger

# What settling reads. The texts and the original bytes stay behind: they are most of a ledger, and settling needs none.
BASE_TABLES = (
    "reports",
    "fingerprints",
    "claims",
    "claim_actors",
    "claim_places",
    "claim_sources",
    "claim_flags",
    "sides",
    "opponents",
    "decisions",
    "claims_set_aside",
    "reports_set_aside",
    "statuses_set",
)


def is_settled(con: DuckDBPyConnection, *, settling: str) -> bool:
    """Whether the settled tables were made from the base rows there are now, by this settling.

    Args:
        con: A connection to the ledger.
        settling: The text of the settling steps.
    """
    return con.execute("SELECT digest FROM settled_from").fetchall() == [(base_digest(con, settling=settling),)]


def take_base(ledger: Ledger, beside: DuckDBPyConnection, *, settling: str) -> str:
    """Copy the base tables beside the ledger and let the ledger go.

    Returns:
        The digest of what was copied.
    """
    with ledger.attached(beside, "ledger", read_only=True) as name:
        beside.execute(f"USE {name}")
        digest = base_digest(beside, settling=settling)
        beside.execute("USE memory")
        for table in BASE_TABLES:
            columns = "* REPLACE ('' AS text)" if table == "reports" else "*"
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
    with ledger.attached(beside, "ledger", read_only=False) as name:
        beside.begin()
        try:
            for table in tables:
                beside.execute(f"CREATE OR REPLACE TABLE {name}.{table} AS SELECT * FROM {table}")
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
