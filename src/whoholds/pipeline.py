"""The stages in order: reports are read in batches into a ledger, and the ledger is settled.

Only this module knows the order. Heavy parts are imported when they are used, so that asking a ledger stays quick.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING

import duckdb

from whoholds.engines.duckdb import DuckDBEngine
from whoholds.engines.processes import Workers
from whoholds.errors import WhoholdsError
from whoholds.records import Reading, Report
from whoholds.settling import DEFAULT_RULES, control_sql, steps
from whoholds.store import Batch, Got, Ledger, Unread, add_batch, known_reports
from whoholds.store.batches import base_digest, has_rows, replace_rows
from whoholds.store.rows import Row
from whoholds.store.running import run_steps
from whoholds.store.settled import change_settled, is_settled, mark_settled, settle_whole
from whoholds.views import control
from whoholds.views.atlas import Atlas, draw_atlas
from whoholds.views.control import ControlRow, Moment
from whoholds.views.places import KnownPlace
from whoholds.views.why import Asking, Explanation
from whoholds.views.why import explain_place as explain

if TYPE_CHECKING:
    from whoholds.config import Config
    from whoholds.deciding import Asked, DecisionSummary
    from whoholds.reading.reports import Loaded
    from whoholds.store.merging import Merged

ReadReports = Callable[[Iterable[Report]], Iterator[Reading]]
"""Reads reports one after the other; what `reading.read` gives, or a test's stand-in."""

BATCH_REPORTS = 64
"""Reports a transaction. A kill loses at most these (a few seconds' reading); a commit costs about 50 ms, so
that smaller batches would be felt."""


SETTLING_MEMORY = "1500MB"
"""What DuckDB may take before it spills to disk; the process takes about 100 MB more. Measured on a million claims."""


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
    readings, failed = _read_all([report for report, _ in new.values()], read)
    for report, why in failed:
        known.pop(report.report_id)
        unread.append(Unread(report.path, None, report.sha256, None, why))
    return Batch([(reading, new[reading.report.report_id][1]) for reading in readings], unread, elsewhere)


def _read_all(reports: Sequence[Report], read: ReadReports) -> tuple[list[Reading], list[tuple[Report, str]]]:
    """Readings, and the reports that reading fails on, with why: one bad report must not lose the others."""
    if not reports:
        return [], []
    readings_one_by_one = read(reports)  # what fails here fails for every report
    try:
        return list(readings_one_by_one), []
    except WhoholdsError:
        raise
    except Exception:
        readings: list[Reading] = []
        failed: list[tuple[Report, str]] = []
        for report in reports:
            try:
                readings.extend(read([report]))
            except Exception as why:
                failed.append((report, _own_fault(why)))
        return readings, failed


def _own_fault(why: Exception) -> str:
    return (
        f"reading it failed ({type(why).__name__}: {why}); this is a fault of whoholds: please report it with the text"
    )


def _unread(item: Loaded) -> Unread:
    sha256 = hashlib.sha256(item.original).hexdigest() if item.original else None
    if item.problem is not None:
        return Unread(item.problem.where, item.problem.line, sha256, None, item.problem.why)
    where = item.report.path if item.report else item.got_from
    return Unread(where, None, sha256, item.language, f"not in English (found language “{item.language}”)")


def told_unread(item: Loaded) -> str:
    """What is said of a text that is left unread: where, and why."""
    return _named(_unread(item))


def _named(unread: Unread) -> str:
    where = f"{unread.path}:{unread.line}" if unread.line else unread.path
    return f"{where}: {unread.why}"


def reference_rows(config: Config | None = None) -> Mapping[str, Sequence[Row]]:
    """Rows of sides, opponents and outlets' owners, as reference and the files that the settings name know them."""
    from whoholds.reference.actors import open_actors
    from whoholds.reference.publishers import owner_rows

    actors = open_actors(*config.actors.files) if config else open_actors()
    return {"sides": actors.side_rows(), "opponents": actors.opponent_rows(), "owners": owner_rows()}


def open_read(config: Config, *, all_mentions: bool = False) -> ReadReports:
    """A way to read reports; the parser is loaded when the first report comes.

    Args:
        config: Says which pipeline parses, which knowledge files are used, and how many processes read.
        all_mentions: Find every mention, not only those near a claim: slower.
    """
    opener = partial(_open_reading, config, all_mentions)
    if config.reading.workers > 1:
        return Workers(opener, config.reading.workers).map_reports
    opened = cache(opener)
    return lambda reports: (opened()(report) for report in reports)


def _open_reading(config: Config, all_mentions: bool) -> Callable[[Report], Reading]:
    from whoholds.reading.read import open_reader, read_report

    return partial(read_report, reader=open_reader(config), all_mentions=all_mentions)


def read_each(loaded: Iterable[Loaded], *, read: ReadReports, tell: Callable[[str], None]) -> Iterator[Reading]:
    """Read reports one after the other, without a ledger; what can't be read is told and left out.

    Args:
        loaded: What `load_reports` gives.
        read: Reads reports.
        tell: Called with a message for each text left unread.
    """

    for item in loaded:
        if item.report is None or not item.is_read:
            tell(_named(_unread(item)))
            continue
        readings, failed = _read_all([item.report], read)
        yield from readings
        for _, why in failed:
            tell(f"{item.report.path}: {why}")


def settle(ledger: Ledger, *, config: Config | None = None, anew: bool = False) -> bool:
    """Settle what was read since, if there is anything that the settled tables don't know of.

    After a few reports only the places that they touch are settled again; the rows come out as if all were. It is done
    beside the ledger, in memory (DuckDB spills to a temporary folder), and put in place by one short transaction, so
    that nobody waits for settling.

    Args:
        ledger: The ledger.
        config: Says which actors are known besides ours.
        anew: Settle the whole even where less would do.

    Returns:
        Whether there was something to settle.

    Raises:
        LedgerError: The ledger is missing, or can't be written.
    """
    settling = _settling_text()
    reference = reference_rows(config)
    with ledger.reading() as con:
        knows = has_rows(con, reference)
        if knows and is_up_to_date(con):
            return False
    if ledger.path is None or not knows:
        with ledger.writing() as con:
            replace_rows(con, reference)
            if ledger.path is None:
                run_steps(con, steps())
                mark_settled(con, base_digest(con, settling=settling))
                return True
    if knows and not anew:
        with closing(DuckDBEngine.open(memory=SETTLING_MEMORY)) as beside:
            if change_settled(ledger, beside.connection, steps(), settling=settling):
                return True
    with closing(DuckDBEngine.open(memory=SETTLING_MEMORY)) as beside:
        settle_whole(ledger, beside.connection, steps(), settling=settling)
    return True


def decide(ledger: Ledger, asked: Iterable[Asked], *, made_at: str, config: Config | None = None) -> DecisionSummary:
    """Keep what analysts decided, in one transaction, and settle anew so that everything downstream follows.

    The one way to write decisions: the command, files and the map page all come here. `Asked({"decision": "reject",
    "claim": "…", "author": "…", "reason": "…"})` is one decision; deciding.asked lists the fields of each kind.

    Args:
        ledger: The ledger.
        asked: The decisions asked for, in order.
        made_at: Now, ISO 8601 in UTC, for those that don't say when they were made.
        config: Says which actors are known besides ours.

    Returns:
        The decisions made, how many the ledger had already, and what was refused, with file, line and why: a
        decision that is refused changes nothing and keeps none of the others from being made.

    Raises:
        LedgerError: The ledger is missing, or can't be written.
    """
    from whoholds.deciding import apply_asked
    from whoholds.reference.actors import open_actors

    with ledger.reading():
        pass  # a missing ledger is an error here, not made
    actors = open_actors(*config.actors.files) if config else open_actors()
    with ledger.writing() as con:
        summary = apply_asked(con, asked, actors=actors, made_at=made_at)
    settle(ledger, config=config)
    return summary


def merge(ledger: Ledger, others: Iterable[Ledger], *, config: Config | None = None) -> list[Merged]:
    """Add to a ledger what others hold, their decisions too, and settle it.

    Whichever ledger is joined to which, and in whatever order, the same rows come out.

    Args:
        ledger: The ledger that gets it; made if it isn't there.
        others: Those that are read.
        config: Says which actors are known besides ours.

    Returns:
        What each of the others added.

    Raises:
        LedgerError: One of them is no ledger, or in use for too long; those joined before it stay joined.
    """
    from whoholds.deciding import refresh_effects
    from whoholds.store.merging import merge_in

    added = []
    for other in others:
        with ledger.writing() as con:
            added.append(merge_in(con, other))
            refresh_effects(con)
    settle(ledger, config=config)
    return added


def is_up_to_date(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the settled tables know of all that was read."""
    return is_settled(con, settling=_settling_text())


def _settling_text() -> str:
    return "\n".join(f"{step.name}: {step.sql}" for step in steps())


def list_control(
    con: duckdb.DuckDBPyConnection, *, as_of: str | None, known_by: str | None, rules: str
) -> list[ControlRow]:
    """Who holds each place that any claim concerns.

    Args:
        con: A connection to the ledger.
        as_of: The day in the world; None: the last day of publication that counts.
        known_by: The last day of publication that counts; None: all.
        rules: The rule set that decides.

    Raises:
        ConfigError: No such rule set.
        LedgerError: No day was given, and the ledger has none.
    """
    moment = control.choose_moment(con, as_of=as_of, known_by=known_by, rules=rules)
    return control.list_control(con, control_sql(rules), moment, is_standing=rules == DEFAULT_RULES)


def explain_place(con: duckdb.DuckDBPyConnection, place: KnownPlace, moment: Moment) -> Explanation:
    """Why a place has its status at a moment, with its history.

    Raises:
        ConfigError: No such rule set.
    """
    spells = next(step.sql for step in steps(moment.rules) if step.name == "spells")
    decided = control_sql(moment.rules, one_place=True)
    return explain(con, place, moment, Asking(decided, spells, is_standing=moment.rules == DEFAULT_RULES))


def draw_history(con: duckdb.DuckDBPyConnection, known_by: str | None, rules: str) -> Atlas:
    """Every place's history as known by a day, for a map that shows any day of it.

    Raises:
        ConfigError: No such rule set.
    """
    is_settled_so = known_by is None and rules == DEFAULT_RULES  # then the ledger has the spells already
    made = next(step.sql for step in steps(rules) if step.name == "spells")
    spells = "SELECT * FROM spells" if is_settled_so else made
    return draw_atlas(con, spells, known_by=known_by, rules=rules)
