"""The second engine: SQLite. It holds the SQL to what engines share, and serves where DuckDB can't be had.

SQLite copies the text of a table named in WITH into every place that reads it, and so on inward: a rule set and what is
made of its answers grow to a thousand copies, which take a second to plan. So each named table is made first, as a
temporary one, and the statement reads those.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from whoholds.engines.protocol import Row

Result = TypeVar("Result")

_OPENING = re.compile(r"(?:\s|--.*)*(?:WITH|,)\s*(\w+)\s+AS\s*\(", re.IGNORECASE)
_BRACKETS = re.compile(r"--.*|'[^']*'|[()]")  # and what hides brackets: comments and texts


class SQLiteEngine:
    """One SQLite connection that runs settling's SQL."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Run over a connection that somebody else opened and will close."""
        self.connection = connection

    @classmethod
    def open(cls, path: Path | None = None) -> SQLiteEngine:
        """Open a database file, or one in memory (path None)."""
        return cls(sqlite3.connect(str(path) if path else ":memory:"))

    def map_reports(self, function: Callable[[Any], Result], reports: Iterable[Any]) -> Iterator[Result]:
        """Give function(report) for each report, in this process."""
        return map(function, reports)

    def run_sql(self, name: str, sql: str) -> None:
        """Make the table `name` anew from a SELECT."""
        with self.connection, self._named_first(sql, {}) as select:
            self.connection.execute(f"DROP TABLE IF EXISTS {name}")
            self.connection.execute(f"CREATE TABLE {name} AS {select}")

    def read(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Give all rows of a SELECT."""
        with self._named_first(sql, params or {}) as select:
            return self.connection.execute(select, dict(params or {})).fetchall()

    @contextmanager
    def _named_first(self, sql: str, params: Mapping[str, Any]) -> Iterator[str]:
        """Make the tables that a statement names in its WITH; give the SELECT that is left, and drop them after it."""
        named, select = named_tables(sql)
        try:
            for name, made in named.items():
                self.connection.execute(f"CREATE TEMP TABLE {name} AS {made}", params)
            yield select
        finally:
            for name in named:
                self.connection.execute(f"DROP TABLE IF EXISTS temp.{name}")

    def create_tables(self, schema: str) -> None:
        """Run the CREATE TABLE statements of a schema's text."""
        self.connection.executescript(schema)

    def insert_rows(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Add rows to a table."""
        places = ", ".join("?" * len(columns))
        with self.connection:
            self.connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def named_tables(sql: str) -> tuple[dict[str, str], str]:
    """Part a statement `WITH name AS (select), ... SELECT ...`.

    Args:
        sql: One SELECT; comments may stand before it and inside it.

    Returns:
        The SELECT of each named table, in order, each of which may read those before it; and the one that reads them.
    """
    named: dict[str, str] = {}
    rest = 0
    while opening := _OPENING.match(sql, rest):
        rest = _closing(sql, opening.end())
        named[opening[1]] = sql[opening.end() : rest - 1]
    return named, sql[rest:]


def _closing(sql: str, inside: int) -> int:
    """Where the bracket ends that was opened just before a place in a statement."""
    depth = 1
    for token in _BRACKETS.finditer(sql, inside):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if depth == 0:
            return token.end()
    return len(sql)
