"""The stages in order: reports are read in batches into a ledger, and the ledger is settled.

Only this module knows the order. Heavy parts are imported when they are used, so that asking a ledger stays quick.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import duckdb

from whoholds.records import Reading, Report
from whoholds.store import Batch, Got, Ledger, Unread, add_batch, is_settled, known_reports, swap_in, take_base
from whoholds.store.batches import replace_rows
from whoholds.store.rows import Row

if TYPE_CHECKING:
    from whoholds.config import Config
    from whoholds.reading.reports import Loaded

ReadReports = Callable[[Iterable[Report]], Iterator[Reading]]
"""Reads reports one after the other; what `reading.read` gives, or a test's stand-in."""

BATCH_REPORTS = 64
"""Reports a transaction. A kill loses at most these (a few seconds' reading); a commit costs about 50 ms, so
that smaller batches would be felt."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reading has come. Grain: one batch."""

    bytes: int  # of originals gone through since the last call
    reports: int  # read so far
    claims: int  # found so far


@dataclass(slots=True)
class _Tally:
    reports: int = 0
    known: int = 0
    foreign: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What reading did."""

    reports: int  # read now
    known: int  # skipped, as the ledger has them
    foreign: int  # left unread, as not in English
    claims: int  # found now
    problems: tuple[str, ...]  # of what could not be read: file, line, why

    @property
    def unreadable(self) -> int:
        """How many texts could not be read."""
        return len(self.problems)


def read_into(
    ledger: Ledger,
    loaded: Iterable[Loaded],
    *,
    read: ReadReports,
    got_at: str,
    tell: Callable[[Progress], None] | None = None,
    batch_reports: int = BATCH_REPORTS,
) -> ReadSummary:
    """Read reports into a ledger, a transaction a batch; reports it has are skipped.

    Args:
        ledger: The ledger; made if it isn't there.
        loaded: What `load_reports` gives.
        read: Reads reports; called once a batch, and only if there is something new.
        got_at: When the reports were got, ISO 8601 in UTC.
        tell: Called after each batch.
        batch_reports: Reports a transaction.

    Returns:
        What was done. Nothing is settled yet.

    Raises:
        LedgerError: The ledger can't be written.
    """
    with ledger.writing() as con:
        replace_rows(con, reference_rows())
        known = set(known_reports(con))
    tally, problems = _Tally(), list[str]()
    for items in _batched(loaded, batch_reports):
        batch = _read_batch(items, known, read=read, got_at=got_at, tally=tally)
        problems.extend(_named(item) for item in batch.unread if item.language is None)
        if batch.readings or batch.unread:
            with ledger.writing() as con:
                add_batch(con, batch)
        tally.reports += len(batch.readings)
        tally.claims += sum(len(reading.claims) for reading, _ in batch.readings)
        if tell:
            tell(Progress(sum(len(item.original) for item in items), tally.reports, tally.claims))
    return ReadSummary(tally.reports, tally.known, tally.foreign, tally.claims, tuple(problems))


def _batched(loaded: Iterable[Loaded], size: int) -> Iterator[list[Loaded]]:
    items = iter(loaded)
    while batch := list(islice(items, size)):
        yield batch


def _read_batch(items: Sequence[Loaded], known: set[str], *, read: ReadReports, got_at: str, tally: _Tally) -> Batch:
    unread: list[Unread] = []
    new: dict[str, tuple[Report, Got]] = {}
    for item in items:
        if item.report is None:
            unread.append(_unread(item))
            tally.foreign += item.problem is None
        elif item.report.report_id in known:
            tally.known += 1
        else:
            known.add(item.report.report_id)
            got = Got(item.report.sha256, item.media_type, item.original, item.got_from, got_at)
            new[item.report.report_id] = (item.report, got)
    if not new:
        return Batch((), unread)
    readings = [(reading, new[reading.report.report_id][1]) for reading in read([report for report, _ in new.values()])]
    return Batch(readings, unread)


def _unread(item: Loaded) -> Unread:
    sha256 = hashlib.sha256(item.original).hexdigest() if item.original else None
    if item.problem is None:
        return Unread(item.got_from, None, sha256, item.language, f"not in English (language “{item.language}”)")
    return Unread(item.problem.where, item.problem.line, sha256, None, item.problem.why)


def _named(unread: Unread) -> str:
    where = f"{unread.path}:{unread.line}" if unread.line else unread.path
    return f"{where}: {unread.why}"


def reference_rows() -> Mapping[str, Sequence[Row]]:
    """Rows of sides and opponents, as reference/actors knows them."""
    from whoholds.reference.actors import load_actors  # noqa: PLC0415

    sides, opponents = load_actors().sides()
    return {"sides": sides, "opponents": opponents}


def open_read(config: Config) -> ReadReports:
    """A way to read reports; the parser is loaded when the first report comes.

    Args:
        config: Says which pipeline parses, which knowledge files are used.
    """
    reader = None

    def read(reports: Iterable[Report]) -> Iterator[Reading]:
        nonlocal reader
        from whoholds.reading.read import open_reader, read_reports  # noqa: PLC0415

        if reader is None:
            reader = open_reader(config)
        return read_reports(reports, reader)

    return read


def settle(ledger: Ledger) -> bool:
    """Make the settled tables anew if there are base rows they don't know of.

    They are made beside the ledger, in memory (DuckDB spills to a temporary folder), and swapped in by one short
    transaction, so that nobody waits for settling.

    Returns:
        Whether there was something to settle.

    Raises:
        LedgerError: The ledger is missing, or can't be written.
    """
    steps = settling_steps()
    settling = "\n".join(f"{step.name}: {step.sql}" for step in steps)
    with ledger.reading() as con:
        if is_settled(con, settling=settling):
            return False
    beside = duckdb.connect(":memory:")
    try:
        digest = take_base(ledger, beside, settling=settling)
        for step in steps:
            beside.execute(f"CREATE TABLE {step.name} AS {step.sql}")
        swap_in(ledger, beside, [step.name for step in steps], digest=digest)
    finally:
        beside.close()
    return True
