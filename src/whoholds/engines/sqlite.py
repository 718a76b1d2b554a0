"""The second engine: SQLite. It holds the SQL to what engines share, and serves where DuckDB can't be had."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from whoholds.engines.protocol import Row

Result = TypeVar("Result")


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
        with self.connection:
            self.connection.execute(f"DROP TABLE IF EXISTS {name}")
            self.connection.execute(f"CREATE TABLE {name} AS {sql}")

    def read(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Give all rows of a SELECT."""
        return self.connection.execute(sql, dict(params or {})).fetchall()

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
