"""What shape a ledger has: migrations are functions, applied once each, in order, in the caller's transaction.

A ledger lists the migrations it has had, so that a newer ledger is told from an older one by name.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

from duckdb import DuckDBPyConnection

from whoholds.errors import LedgerError

Migration = Callable[[DuckDBPyConnection], None]


def create_base_tables(con: DuckDBPyConnection) -> None:
    """Create the base tables of schema.sql."""
    con.execute(files("whoholds.store").joinpath("schema.sql").read_text(encoding="utf-8"))


def create_settled_from(con: DuckDBPyConnection) -> None:
    """Create settled_from. Grain: one row, the digest of the base rows that the settled tables were made from."""
    con.execute("CREATE TABLE settled_from (digest TEXT NOT NULL)")


def create_decisions(con: DuckDBPyConnection) -> None:
    """Create the tables of decisions.sql."""
    con.execute(files("whoholds.store").joinpath("decisions.sql").read_text(encoding="utf-8"))


def create_casualties(con: DuckDBPyConnection) -> None:
    """Create the table of casualties.sql."""
    con.execute(files("whoholds.store").joinpath("casualties.sql").read_text(encoding="utf-8"))


def create_owners(con: DuckDBPyConnection) -> None:
    """Create the table of owners.sql."""
    con.execute(files("whoholds.store").joinpath("owners.sql").read_text(encoding="utf-8"))


MIGRATIONS: tuple[Migration, ...] = (
    create_base_tables,
    create_settled_from,
    create_decisions,
    create_casualties,
    create_owners,
)


def migrate(con: DuckDBPyConnection, *, name: str) -> None:
    """Bring a ledger to this version's shape.

    Args:
        con: A connection that may write, inside a transaction.
        name: What to call the ledger in a message.

    Raises:
        LedgerError: The file is a DuckDB database of something else, or a newer whoholds made it.
    """
    done = applied(con)
    if done is None:
        if con.execute("SELECT count(*) FROM duckdb_tables() WHERE NOT temporary").fetchone() != (0,):
            raise not_a_ledger(name)
        con.execute("CREATE TABLE migrations (ordinal INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    check_version(done or [], name=name)
    for ordinal, step in enumerate(MIGRATIONS):
        if ordinal >= len(done or []):
            step(con)
            con.execute("INSERT INTO migrations VALUES (?, ?)", [ordinal, step.__name__])


def applied(con: DuckDBPyConnection) -> list[str] | None:
    """Names of the migrations a database has had, in order; None: it was never a ledger."""
    found = con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'migrations'").fetchone()
    if found == (0,):
        return None
    return [name for (name,) in con.execute("SELECT name FROM migrations ORDER BY ordinal").fetchall()]


def check_version(done: list[str], *, name: str) -> None:
    """Refuse a ledger that had migrations this version doesn't know.

    Raises:
        LedgerError: It names the migration, and says to upgrade.
    """
    ours = [step.__name__ for step in MIGRATIONS]
    if done != ours[: len(done)]:
        strange = next((step for step in done if step not in ours), done[-1])
        raise LedgerError(
            f"{name} was made by another version of whoholds (it has had the change “{strange}”, which this version "
            "doesn't know): upgrade whoholds, or read the reports into a new ledger"
        )


def not_a_ledger(name: str) -> LedgerError:
    """The error for a DuckDB file that holds something else."""
    return LedgerError(f"{name} is a DuckDB database but not a whoholds ledger: name a ledger, or a file not there yet")
