"""The copy that the page reads: taken while nobody writes, read for as long as somebody looks.

DuckDB shuts a writer out for as long as anybody reads, and a page reads all day. So the server reads a copy of
its own, made in the moment of one short reading connection, and makes another when the ledger has changed.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, LifoQueue
from typing import TypeVar

from duckdb import DuckDBPyConnection

from whoholds.store import Ledger

Answer = TypeVar("Answer")

LOOK_AGAIN_S = 1.0
"""How old the last look at the ledger's file may be. While `read` writes a batch every second or so, a copy a
second is all that a reader could notice, and the writer waits for at most one copy a second."""

MOST_KEPT = 64
"""Answers kept for one copy: days moved to and fro with two rule sets; the oldest goes first."""


@dataclass(slots=True, weakref_slot=True)
class Copy:
    """One copy of the ledger, with connections to it and answers that stay true for as long as it is read.

    Its file goes when nobody knows the copy any more, so that who still answers from an older one can.
    """

    version: str  # changes with the ledger
    ledger: Ledger
    idle: LifoQueue[DuckDBPyConnection] = field(default_factory=LifoQueue)
    answers: dict[object, object] = field(default_factory=dict)
    stack: ExitStack = field(default_factory=ExitStack)

    @contextmanager
    def reading(self) -> Iterator[DuckDBPyConnection]:
        """Give a connection that no one else uses meanwhile; it is kept open for the next to ask."""
        try:
            con = self.idle.get_nowait()
        except Empty:
            con = self.stack.enter_context(self.ledger.reading())
        try:
            yield con
        finally:
            _forget_tables(con)
            self.idle.put(con)

    def once(self, key: object, ask: Callable[[DuckDBPyConnection], Answer]) -> Answer:
        """The answer to a question, asked of this copy once.

        Args:
            key: What tells the question from others.
            ask: Answers it.
        """
        if key not in self.answers:
            with self.reading() as con:
                answer = ask(con)
            while len(self.answers) >= MOST_KEPT:
                self.answers.pop(next(iter(self.answers)), None)
            self.answers[key] = answer
        return self.answers[key]  # type: ignore[return-value]  # the key stands for the question, and so for its type


def _forget_tables(con: DuckDBPyConnection) -> None:
    # A view may have made tables over the ledger's; the next question must not see them.
    made = con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'memory'").fetchall()
    for (table,) in made:
        con.execute(f'DROP TABLE memory."{table}"')


class CopiedLedger:
    """A ledger read through copies. Safe to use from several threads."""

    def __init__(self, ledger: Ledger) -> None:
        """Name the ledger; it is copied when first asked."""
        self.ledger = ledger
        self._taking = threading.Lock()
        self._copy: Copy | None = None
        self._looked_at = 0.0

    def latest(self, *, at_once: bool = False) -> Copy:
        """The copy to read from; a new one if the ledger has changed.

        Args:
            at_once: Look at the ledger now, however lately it was looked at.

        Raises:
            LedgerError: No such ledger, no ledger, or locked for longer than its patience.
        """
        copy = self._copy
        if copy is not None and not at_once and time.monotonic() - self._looked_at < LOOK_AGAIN_S:
            return copy
        # Whoever comes while a copy is taken is answered from the one before, unless it must be the newest.
        if not self._taking.acquire(blocking=at_once or copy is None):
            return copy or self.latest()
        try:
            version = self._version()
            if self._copy is None or self._copy.version != version:
                self._copy = self._take()
            self._looked_at = time.monotonic()
            return self._copy
        finally:
            self._taking.release()

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """Give the ledger itself, to write to; no copy is taken meanwhile.

        A file's locks keep other processes out, but not this one.
        """
        with self._taking:
            yield self.ledger

    def _version(self) -> str:
        parts = []
        for path in self._files():
            if path.is_file():
                stat = path.stat()
                parts.append(f"{stat.st_mtime_ns:x}.{stat.st_size:x}")
        return "-".join(parts)

    def _files(self) -> tuple[Path, Path]:
        assert self.ledger.path is not None, "a ledger in memory needs no copy"
        path = self.ledger.path
        return path.with_name(path.name + ".wal"), path

    def _take(self) -> Copy:
        folder = Path(tempfile.mkdtemp(prefix="whoholds-"))
        target = folder / "copy.duckdb"
        with self.ledger.reading():
            version = self._version()
            log, path = self._files()
            # Closing a file lets go of this process's locks on it, so the ledger itself is copied last.
            if log.is_file():
                shutil.copyfile(log, target.with_name(target.name + ".wal"))
            shutil.copyfile(path, target)
        copy = Copy(version, Ledger(target))
        weakref.finalize(copy, shutil.rmtree, folder, ignore_errors=True)
        return copy
