"""Statements side by side: each on a connection and a thread of its own, as soon as the tables it reads are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import BoundedSemaphore, Event

from duckdb import DuckDBPyConnection

MOST_WAITING = 64
"""How many pieces of work wait for what they come after, each in a thread that sleeps; others wait in a queue."""

Submit = Callable[[Sequence[str], str, Sequence["Future[None]"]], "Future[None]"]


@contextmanager
def side_by_side(con: DuckDBPyConnection) -> Iterator[Submit]:
    """Give a function that runs statements beside others, as many at once as DuckDB may use threads.

    It takes the statements, the search path to run them in and what they come after. All of it is done at the end of
    the block; if one fails, or the block does, the others are stopped.

    Args:
        con: A connection, in no transaction, to the database where the statements are to run.
    """
    threads = int(con.execute("SELECT current_setting('threads')").fetchall()[0][0])
    slots, stopped = BoundedSemaphore(threads), Event()
    cursors: list[DuckDBPyConnection] = []
    done: list[Future[None]] = []
    pool = ThreadPoolExecutor(MOST_WAITING)

    def submit(statements: Sequence[str], search_path: str, after: Sequence[Future[None]]) -> Future[None]:
        cursors.append(con.cursor())
        in_path = [f"SET search_path = '{search_path}'", *statements]
        done.append(pool.submit(_run, cursors[-1], in_path, after, slots, stopped))
        return done[-1]

    try:
        yield submit
        for each in done:
            each.result()
    except BaseException:
        stopped.set()
        for cursor in cursors:
            cursor.interrupt()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        for cursor in cursors:
            cursor.close()


def _run(
    cursor: DuckDBPyConnection,
    statements: Sequence[str],
    after: Sequence[Future[None]],
    slots: BoundedSemaphore,
    stopped: Event,
) -> None:
    for earlier in after:
        earlier.result()
    with slots:
        for statement in statements:
            if stopped.is_set():
                return
            cursor.execute(statement)
