"""Mapping over reports in several processes of this machine; what comes out is what one process would give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from whoholds.records import Report

Result = TypeVar("Result")
Opened = Callable[[Report], Result]

# Shares of the work for each process, so that one with long reports does not keep the others waiting.
SHARES = 4
_opened: Callable[[Report], Any] | None = None  # of this process, if it is a worker


@dataclass(slots=True)
class Workers(Generic[Result]):
    """Processes that each open a function once and map it over reports; they start with the first reports.

    Args:
        opener: gives the function; both it and the results must be picklable.
        number: of processes, at least 1.
    """

    opener: Callable[[], Opened[Result]]
    number: int
    _pool: ProcessPoolExecutor | None = field(default=None, init=False)

    def map_reports(self, reports: Iterable[Report]) -> Iterator[Result]:
        """Give function(report) for each report, in the order of the reports; its errors are raised here."""
        if self._pool is None:
            # A fork would copy the threads' locks of the database with the process.
            context = get_context("spawn")
            self._pool = ProcessPoolExecutor(self.number, context, _open, (self.opener,))
        work = list(reports)
        return self._pool.map(_call, work, chunksize=_share(work, self.number))


def _share(work: Sequence[Report], workers: int) -> int:
    return max(len(work) // (workers * SHARES), 1)


def _open(opener: Callable[[], Opened[Any]]) -> None:
    global _opened  # noqa: PLW0603  the pool has no other place for what a worker keeps
    _opened = opener()


def _call(report: Report) -> Any:
    if _opened is None:
        raise RuntimeError("found a worker without its function; call it through Workers")
    return _opened(report)
