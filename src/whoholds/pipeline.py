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

from whoholds.engines.duckdb import DuckDBEngine
from whoholds.records import Reading, Report
from whoholds.store import Batch, Got, Ledger, Unread, add_batch, is_settled, known_reports, swap_in, take_base
from whoholds.store.batches import has_rows, replace_rows
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
) -> ReadSummary:
    """Read reports into a ledger, a transaction a batch; reports it has are skipped.

    Args:
        ledger: The ledger; made if it isn't there.
        loaded: What `load_reports` gives.
        read: Reads reports; called once a batch, and only if there is something new.
        got_at: When the reports were got, ISO 8601 in UTC.
        tell: Called after each batch.

    Returns:
        What was done. Nothing is settled yet.

    Raises:
        LedgerError: The ledger can't be written.
    """
    with ledger.writing() as con:
        known = known_reports(con)
    tally, problems = _Tally(), list[str]()
    for items in _batched(loaded, BATCH_REPORTS):
        batch = _read_batch(items, known, read=read, got_at=got_at, tally=tally)
        problems.extend(_named(item) for item in batch.unread if item.language is None)
        if batch.readings or batch.unread or batch.elsewhere:
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


def _read_batch(
    items: Sequence[Loaded], known: dict[str, str], *, read: ReadReports, got_at: str, tally: _Tally
) -> Batch:
    unread: list[Unread] = []
    elsewhere: dict[str, str] = {}
    new: dict[str, tuple[Report, Got]] = {}
    for item in items:
        report = item.report
        if report is None or not item.is_read:
            unread.append(_unread(item))
            tally.foreign += report is not None
        elif report.report_id in known:
            tally.known += 1
            if report.path < known[report.report_id]:
                known[report.report_id] = elsewhere[report.report_id] = report.path
        else:
            known[report.report_id] = report.path
            got = Got(report.sha256, item.media_type, item.original, item.got_from, got_at)
            new[report.report_id] = (report, got)
    readings = (
        [(reading, new[reading.report.report_id][1]) for reading in read([r for r, _ in new.values()])] if new else []
    )
    return Batch(readings, unread, elsewhere)


def _unread(item: Loaded) -> Unread:
    sha256 = hashlib.sha256(item.original).hexdigest() if item.original else None
    if item.problem is not None:
        return Unread(item.problem.where, item.problem.line, sha256, None, item.problem.why)
    where = item.report.path if item.report else item.got_from
    return Unread(where, None, sha256, item.language, f"not in English (found language “{item.language}”)")


def _named(unread: Unread) -> str:
    where = f"{unread.path}:{unread.line}" if unread.line else unread.path
    return f"{where}: {unread.why}"


def reference_rows() -> Mapping[str, Sequence[Row]]:
    """Rows of sides and opponents, as reference/actors knows them."""
    from whoholds.reference.actors import open_actors

    actors = open_actors()
    return {"sides": actors.side_rows(), "opponents": actors.opponent_rows()}


def open_read(config: Config) -> ReadReports:
    """A way to read reports; the parser is loaded when the first report comes.

    Args:
        config: Says which pipeline parses, which knowledge files are used.
    """
    reader = None

    def read(reports: Iterable[Report]) -> Iterator[Reading]:
        nonlocal reader
        from whoholds.reading.read import open_reader, read_reports

        if reader is None:
            reader = open_reader(config)
        return read_reports(reports, reader)

    return read


def read_each(loaded: Iterable[Loaded], *, read: ReadReports, tell: Callable[[str], None]) -> Iterator[Reading]:
    """Read reports one after the other, without a ledger; what can't be read is told and left out.

    Args:
        loaded: What `load_reports` gives.
        read: Reads reports.
        tell: Called with a message for each text left unread.
    """

    def readable() -> Iterator[Report]:
        for item in loaded:
            if item.report is not None and item.is_read:
                yield item.report
            else:
                tell(_named(_unread(item)))

    return read(readable())


def settle(ledger: Ledger) -> bool:
    """Make the settled tables anew if there are base rows they don't know of.

    They are made beside the ledger, in memory (DuckDB spills to a temporary folder), and swapped in by one short
    transaction, so that nobody waits for settling.

    Returns:
        Whether there was something to settle.

    Raises:
        LedgerError: The ledger is missing, or can't be written.
    """
    reference = reference_rows()
    with ledger.reading() as con:
        if is_up_to_date(con) and has_rows(con, reference):
            return False
    with ledger.writing() as con:
        replace_rows(con, reference)
    beside = DuckDBEngine.open()
    try:
        digest = take_base(ledger, beside.connection, settling=_settling_text())
        for name, sql in settling_steps():
            beside.run_sql(name, sql)
        swap_in(ledger, beside.connection, [name for name, _ in settling_steps()], digest=digest)
    finally:
        beside.close()
    return True


def is_up_to_date(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the settled tables know of all that was read."""
    return is_settled(con, settling=_settling_text())


def _settling_text() -> str:
    return "\n".join(f"{name}: {sql}" for name, sql in settling_steps())
