"""The seam between what is to be done and where: reading maps over reports, settling is SQL, views read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

from whoholds.records import Report

Result = TypeVar("Result")
Row = tuple[Any, ...]


class Engine(Protocol):
    """Where reports are mapped and SQL runs."""

    def map_reports(self, function: Callable[[Report], Result], reports: Iterable[Report]) -> Iterator[Result]:
        """Give function(report) for each report, in the order of the reports."""

    def run_sql(self, name: str, sql: str) -> None:
        """Make the table `name` anew from a SELECT, in the place of one of that name."""

    def read(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Give all rows of a SELECT; parameters stand in it as $name."""
