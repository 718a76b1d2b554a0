"""Opening the ledger: short connections, retried.

DuckDB lets one process write to a file and shuts every other process out meanwhile, and readers shut the writer
out. So nobody keeps a connection: open, do one thing, close; and whoever finds the door shut waits and tries again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from whoholds.errors import LedgerError
from whoholds.store.migrations import MIGRATIONS, applied, check_version, migrate, not_a_ledger

PATIENCE_S = 60.0
"""How long to wait for another process's connection. One batch or swap holds the file for a fraction of a second;
a minute is past all of them, so what is still there then is not ours."""

FIRST_WAIT_S, LONGEST_WAIT_S = 0.002, 0.05

# DuckDB has no error class of its own for a file that is locked, or is none; these words of its messages tell it.
LOCKED = ("Could not set lock", "different configuration", "being used by another process")
NO_DATABASE = "not a valid DuckDB database"


class Ledger:
    """One ledger, in a file or (path None) in memory for as long as the object lives."""

    def __init__(self, path: Path | None, *, patience_s: float = PATIENCE_S) -> None:
        """Name a ledger; nothing is opened yet. patience_s: how long to wait for other processes, in seconds."""
        self.path = path
        self.name = str(path) if path else "the ledger in memory"
        self._patience_s = patience_s
        self._memory: DuckDBPyConnection | None = None
        if path is None:
            self._memory = duckdb.connect(":memory:")
            migrate(self._memory, name=self.name)

    def exists(self) -> bool:
        """Whether there is a ledger to read."""
        return self.path is None or self.path.is_file()

    @contextmanager
    def reading(self) -> Iterator[DuckDBPyConnection]:
        """Give a connection in memory that sees the ledger's tables and can't write to them.

        Tables made over it live in memory, and stand before the ledger's of the same name.

        Raises:
            LedgerError: No such ledger, no ledger, or locked for longer than the patience.
        """
        if self._memory is not None:
            with self._memory.cursor() as con:
                yield con
            return
        if not self.exists():
            raise LedgerError(f"no ledger at {self.name}: make one with `whoholds read PATH --into {self.name}`")
        with duckdb.connect(":memory:") as con:
            with self.attached(con, "ledger", read_only=True):
                con.execute("SET search_path = 'memory.main,ledger.main'")
                if self._is_current(con):
                    yield con
                    return
            with self.writing():
                pass  # a ledger of an earlier version is brought to this one's shape
            with self.attached(con, "ledger", read_only=True):
                con.execute("SET search_path = 'memory.main,ledger.main'")
                yield con

    def _is_current(self, con: DuckDBPyConnection) -> bool:
        done = applied(con)
        if done is None:
            raise not_a_ledger(self.name)
        check_version(done, name=self.name)
        return len(done) == len(MIGRATIONS)

    @contextmanager
    def writing(self) -> Iterator[DuckDBPyConnection]:
        """Give a connection inside one transaction: all of it is kept, or nothing. A missing ledger is made.

        Raises:
            LedgerError: No ledger, of a newer version, or locked for longer than the patience.
        """
        if self._memory is not None:
            with self._memory.cursor() as con, _transaction(con):
                yield con
            return
        if not self.exists():
            self._create()
        with self._connect() as con, _transaction(con):
            migrate(con, name=self.name)
            yield con

    @contextmanager
    def attached(self, con: DuckDBPyConnection, alias: str, *, read_only: bool) -> Iterator[str]:
        """Attach the ledger's file to a connection elsewhere, under a name, for as short a time as possible.

        Raises:
            LedgerError: As for reading().
        """
        if self.path is None:
            raise LedgerError("a ledger in memory can't be attached")
        quoted = str(self.path).replace("'", "''")
        mode = "READ_ONLY" if read_only else "READ_WRITE"
        self._retry(lambda: con.execute(f"ATTACH '{quoted}' AS {alias} ({mode})"))
        try:
            yield alias
        finally:
            con.execute("USE memory")
            con.execute(f"DETACH {alias}")

    @contextmanager
    def attached_beside(self, con: DuckDBPyConnection, alias: str) -> Iterator[None]:
        """Attach the ledger's file, to be read only, to the connection that writes to another ledger.

        Raises:
            LedgerError: As for reading().
        """
        quoted = str(self.path).replace("'", "''")
        self._retry(lambda: con.execute(f"ATTACH '{quoted}' AS {alias} (READ_ONLY)"))
        try:
            yield
        finally:
            con.execute(f"DETACH {alias}")

    def _create(self) -> None:
        # Made whole under another name and then linked: a kill at any moment leaves a ledger or none.
        assert self.path is not None
        if not self.path.parent.is_dir():
            raise LedgerError(f"can't make {self.name}: there is no folder {self.path.parent}; make it first")
        unborn = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        unborn.unlink(missing_ok=True)
        try:
            with duckdb.connect(str(unborn)) as con, _transaction(con):
                migrate(con, name=self.name)
            self.path.hardlink_to(unborn)
        except FileExistsError:
            pass  # another process was faster; its ledger is as good
        except (OSError, duckdb.IOException) as error:
            raise LedgerError(f"can't make {self.name}: {_first_line(error)}") from error
        finally:
            unborn.unlink(missing_ok=True)

    @contextmanager
    def _connect(self) -> Iterator[DuckDBPyConnection]:
        con = self._retry(lambda: duckdb.connect(str(self.path)))
        try:
            yield con
        finally:
            con.close()

    def _retry(self, opens: Callable[[], DuckDBPyConnection]) -> DuckDBPyConnection:
        deadline, wait_s = time.monotonic() + self._patience_s, FIRST_WAIT_S
        while True:
            try:
                return opens()
            except duckdb.Error as error:
                if NO_DATABASE in str(error):
                    raise LedgerError(
                        f"{self.name} is no ledger, nor any database: name a ledger, or a file not there yet"
                    ) from error
                if not any(words in str(error) for words in LOCKED):
                    raise LedgerError(f"can't open {self.name}: {_first_line(error)}") from error
                if time.monotonic() >= deadline:
                    raise LedgerError(
                        f"{self.name} has been in use by another program for {self._patience_s:g} s: "
                        f"close what holds it open and try again ({_first_line(error)})"
                    ) from error
            time.sleep(wait_s)
            wait_s = min(wait_s * 1.5, LONGEST_WAIT_S)


@contextmanager
def _transaction(con: DuckDBPyConnection) -> Iterator[None]:
    con.begin()
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    con.commit()


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
