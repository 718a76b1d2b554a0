"""The embedded engine: DuckDB, in a file, in memory, or over a connection that is open already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from whoholds.engines.protocol import Row

Result = TypeVar("Result")


class DuckDBEngine:
    """One DuckDB connection that runs settling's SQL."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Run over a connection that somebody else opened and will close."""
        self.connection = connection

    @classmethod
    def open(cls, path: Path | None = None, *, threads: int = 2, memory: str | None = None) -> DuckDBEngine:
        """Open a database file, or one in memory.

        Args:
            path: The file; None: in memory.
            threads: How many threads DuckDB may use.
            memory: How much it may take before it spills to a temporary folder ("1500MB"); None: most of what there is.
        """
        config: dict[str, str | bool | int | float | list[str]] = {
            "threads": threads,
            "preserve_insertion_order": False,
        }
        if memory:
            config["memory_limit"] = memory
        return cls(duckdb.connect(str(path) if path else ":memory:", config=config))

    def map_reports(self, function: Callable[[Any], Result], reports: Iterable[Any]) -> Iterator[Result]:
        """Give function(report) for each report, in this process."""
        return map(function, reports)

    def run_sql(self, name: str, sql: str) -> None:
        """Make the table `name` anew from a SELECT."""
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {sql}")

    def read(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Give all rows of a SELECT."""
        return self.connection.execute(sql, dict(params) if params else None).fetchall()

    def create_tables(self, schema: str) -> None:
        """Run the CREATE TABLE statements of a schema's text."""
        self.connection.execute(schema)

    def insert_rows(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Add rows to a table, as one list a column.

        Measured on 20,000 rows of three columns: 0.1 s so, 0.7 s as VALUES, 2.6 s by executemany.
        """
        if not rows:
            return
        kinds = dict(
            self.connection.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", [table]
            ).fetchall()
        )
        values = ", ".join(f"unnest(?::{kinds[column]}[])" for column in columns)
        lists = [list(column) for column in zip(*rows, strict=True)]
        self.connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values}", lists)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()
