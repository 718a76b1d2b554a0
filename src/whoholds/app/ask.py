"""The commands that ask: claims, mentions, events, control, why, coverage, verify. None of them writes to a ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whoholds.app.options import AT_MOMENT, UP_TO, Ask, asks
from whoholds.errors import LedgerError, UnknownPlace

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from whoholds.pipeline import ReadSummary
    from whoholds.store import Ledger

LEDGER = click.argument("ledger_path", type=click.Path(path_type=Path), metavar="LEDGER")

# The first bytes of a DuckDB file are a checksum; its name follows.
DUCKDB_MARK = b"DUCK"


@click.command(short_help="Print each claim: who took, holds or left what.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH|LEDGER")
@asks("table", "jsonl", "csv", days=UP_TO, config=True)
@click.pass_context
def claims(ctx: click.Context, paths: tuple[str, ...], ask: Ask) -> None:
    """Print each claim: who is said to have taken, to hold or to have left what, when, and who says so.

    From a ledger, or from reports read on the spot (a file, a folder, or - for standard input).

    \b
    Example:
      whoholds claims report.txt
      curl -s https://example.org/report.html | whoholds claims - --format jsonl
    """
    from whoholds.app.formats import open_out, write_csv, write_jsonl, write_table
    from whoholds.app.tables import CLAIM_HEADS, claim_cells
    from whoholds.views.claims import list_claims
    from whoholds.views.coding import CODED_COLUMNS, with_codes
    from whoholds.views.columns import CLAIM_COLUMNS
    from whoholds.views.contract import claim_to_json
    from whoholds.views.control import side_names

    ledger, problems = _ledger_of(paths, ask.config)
    with opened(ledger) as con:
        stated = list(list_claims(con, as_of=ask.as_of, known_by=ask.known_by))
        sides = side_names(con)
    out = open_out()
    if ask.format == "jsonl":
        write_jsonl(map(claim_to_json, stated), out)
    elif ask.format == "csv":
        write_csv(map(with_codes, map(claim_to_json, stated)), (*CLAIM_COLUMNS, *CODED_COLUMNS), out)
    elif stated:
        write_table((claim_cells(one, sides) for one in stated), CLAIM_HEADS, out)
    elif not problems:
        out.write("No claim was read.\n")
    _end(ctx, problems)


@click.command(short_help="Print the places, times, actors and sources found.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@asks("table", "jsonl", "csv", config=True)
@click.pass_context
def mentions(ctx: click.Context, paths: tuple[str, ...], ask: Ask) -> None:
    """Print what is found in reports before claims are made: places, times, actors, quantities, attributions.

    \b
    Example:
      whoholds mentions report.txt --format jsonl
    """
    from whoholds.app.formats import open_out, write_csv, write_jsonl, write_table
    from whoholds.app.tables import MENTION_HEADS, mention_cells
    from whoholds.config import load_config
    from whoholds.pipeline import open_read, read_each
    from whoholds.reading.reports import load_reports
    from whoholds.views.columns import MENTION_COLUMNS
    from whoholds.views.contract import mentions_to_json
    from whoholds.views.mentions import list_mentions

    problems: list[str] = []
    readings = read_each(
        load_reports(paths, stdin=sys.stdin.buffer),
        read=open_read(load_config(ask.config), all_mentions=True),
        tell=problems.append,
    )
    out = open_out()
    if ask.format == "jsonl":
        write_jsonl((mentions_to_json(reading.report.path, reading.mentions) for reading in readings), out)
    else:
        rows = (row for reading in readings for row in list_mentions(reading))
        if ask.format == "csv":
            write_csv(rows, MENTION_COLUMNS, out)
        elif cells := list(map(mention_cells, rows)):
            write_table(cells, MENTION_HEADS, out)
        elif not problems:
            out.write("No place, time, actor or source was found.\n")
    _end(ctx, problems)


@click.command(short_help="Print what the claims agree is one happening.")
@LEDGER
@asks("table", "jsonl", "csv", days=UP_TO)
def events(ledger_path: Path, ask: Ask) -> None:
    """Print each event: what the claims agree is one happening, at one place.

    \b
    Example:
      whoholds events war.duckdb --as-of 2021-07-05
    """
    from whoholds.app.formats import open_out, write_csv, write_jsonl, write_table
    from whoholds.app.tables import EVENT_HEADS, event_cells
    from whoholds.views.coding import CODED_COLUMNS, FIGURE_COLUMNS, with_codes, with_figures
    from whoholds.views.columns import EVENT_COLUMNS
    from whoholds.views.contract import event_to_json
    from whoholds.views.events import list_events

    with opened(open_ledger(ledger_path)) as con:
        rows = list_events(con, as_of=ask.as_of, known_by=ask.known_by)
    out = open_out()
    if ask.format == "jsonl":
        write_jsonl(map(event_to_json, rows), out)
    elif ask.format == "csv":
        coded = (with_figures(with_codes(event_to_json(row))) for row in rows)
        write_csv(coded, (*EVENT_COLUMNS, *CODED_COLUMNS, *FIGURE_COLUMNS), out)
    elif rows:
        write_table(map(event_cells, rows), EVENT_HEADS, out)
    else:
        out.write("No claim tells of a happening.\n")


@click.command(short_help="Print who holds each place, since when, and why.")
@LEDGER
@asks("table", "jsonl", "csv", "geojson", days=AT_MOMENT, rules=True)
def control(ledger_path: Path, ask: Ask) -> None:
    """Print who holds each place, since when, and why that is said.

    On the day --as-of, by what was published until --known-by.

    \b
    Example:
      whoholds control war.duckdb --as-of 2021-07-05 --known-by 2021-07-05
      whoholds control war.duckdb --format geojson > control.geojson
    """
    from whoholds.app.formats import open_out, write_csv, write_json, write_jsonl, write_table
    from whoholds.app.tables import CONTROL_HEADS, control_cells, control_title
    from whoholds.pipeline import list_control
    from whoholds.views.columns import CONTROL_COLUMNS
    from whoholds.views.contract import control_to_json
    from whoholds.views.control import control_geojson

    with opened(open_ledger(ledger_path)) as con:
        rows = list_control(con, as_of=ask.as_of, known_by=ask.known_by, rules=rules_of(ask))
    out = open_out()
    if ask.format == "jsonl":
        write_jsonl(map(control_to_json, rows), out)
    elif ask.format == "csv":
        write_csv(map(control_to_json, rows), CONTROL_COLUMNS, out)
    elif ask.format == "geojson":
        write_json(control_geojson([control_to_json(row) for row in rows]), out)
    elif rows:
        write_table(map(control_cells, rows), CONTROL_HEADS, out, title=control_title(rows[0].moment))
    else:
        out.write(f"No claim in {ledger_path} concerns a place yet; `whoholds coverage {ledger_path}` says why.\n")


@click.command(short_help="Show what a status rests on: each quote, for and against.")
@LEDGER
@click.argument("place")
@asks("table", "jsonl", "csv", days=AT_MOMENT, rules=True)
def why(ledger_path: Path, place: str, ask: Ask) -> None:
    """Say who holds a place and show each quote it rests on, for and against.

    PLACE may be spelt loosely; add a parent after a comma if several places bear the name.

    \b
    Example:
      whoholds why war.duckdb "Imam Sahib"
      whoholds why war.duckdb "Imam Sahib, Kunduz" --as-of 2021-07-01
    """
    from whoholds.app.formats import open_out, write_csv, write_jsonl
    from whoholds.pipeline import explain_place
    from whoholds.views.columns import WHY_COLUMNS
    from whoholds.views.contract import why_to_json
    from whoholds.views.control import choose_moment
    from whoholds.views.places import ask_places, which_of

    with opened(open_ledger(ledger_path)) as con:
        found = ask_places(con, place)
        if len(found) > 1:
            raise UnknownPlace(which_of(found, place))
        moment = choose_moment(con, as_of=ask.as_of, known_by=ask.known_by, rules=rules_of(ask))
        explanation = explain_place(con, found[0], moment)
    out = open_out()
    if ask.format == "jsonl":
        write_jsonl([why_to_json(explanation)], out)
    elif ask.format == "csv":
        write_csv(why_to_json(explanation)["evidence"], WHY_COLUMNS, out)
    else:
        from whoholds.app.why_text import write_why

        write_why(explanation, out)


@click.command(short_help="List what gave no claim, and why.")
@LEDGER
@asks("table", "jsonl", "csv")
def coverage(ledger_path: Path, ask: Ask) -> None:
    """List what gave no claim, and why: to see what was missed, and which word a lexicon lacks.

    \b
    Example:
      whoholds coverage war.duckdb
    """
    from whoholds.app.formats import open_out, write_csv, write_jsonl, write_table
    from whoholds.app.tables import GAP_HEADS, gap_cells
    from whoholds.views.columns import COVERAGE_COLUMNS
    from whoholds.views.coverage import count_reasons, explain_reason, gap_to_json, list_gaps

    with opened(open_ledger(ledger_path)) as con:
        gaps = list_gaps(con)
    out = open_out()
    if ask.format == "jsonl":
        write_jsonl(map(gap_to_json, gaps), out)
    elif ask.format == "csv":
        write_csv(map(gap_to_json, gaps), COVERAGE_COLUMNS, out)
    elif not gaps:
        out.write("Every sentence that looked as if it might carry a claim gave one.\n")
    else:
        counts = ((reason, f"{n:,}", explain_reason(reason)) for reason, n in count_reasons(gaps))
        write_table(counts, ("Reason", "Times", "Meaning"), out)
        out.write("\n")
        write_table(map(gap_cells, gaps), GAP_HEADS, out)


@click.command(short_help="Check every quote against its report, letter by letter.")
@LEDGER
@asks("table", "jsonl", "csv")
@click.pass_context
def verify(ctx: click.Context, ledger_path: Path, ask: Ask) -> None:
    """Check that every quote still stands in its report, character for character, and no text was changed.

    Exit status: 0 all is as it was read, 1 something is not.

    \b
    Example:
      whoholds verify war.duckdb
    """
    from whoholds.app.formats import open_out, visible, write_csv, write_jsonl
    from whoholds.views.columns import VERIFY_COLUMNS
    from whoholds.views.verify import mismatch_to_json, verify_ledger

    with opened(open_ledger(ledger_path), note=False) as con:
        found = verify_ledger(con)
    out = open_out()
    if ask.format == "jsonl":
        write_jsonl(map(mismatch_to_json, found.mismatches), out)
    elif ask.format == "csv":
        write_csv(map(mismatch_to_json, found.mismatches), VERIFY_COLUMNS, out)
    else:
        for m in found.mismatches:
            where = f"{m.path}:{m.start}–{m.end}" if m.start is not None else m.path
            out.write(visible(f"{where}: {m.part} of {m.record or 'a sentence'}: {m.problem}") + "\n")
        checked = f"{found.spans:,} quotes of {found.claims:,} claims in {found.reports:,} reports"
        bad = len(found.mismatches)
        out.write(f"Checked {checked}: {f'{bad:,} not as read' if bad else 'all as read'}.\n")
    ctx.exit(1 if found.mismatches else 0)


def rules_of(ask: Ask) -> str:
    """The rule set asked for, or the one that the settings name."""
    from whoholds.config import load_config

    return ask.rules or load_config(ask.config).settling.rules


def open_ledger(path: Path) -> Ledger:
    """The ledger at a path; a file that is something else is refused.

    Raises:
        LedgerError: It says how to make a ledger.
    """
    from whoholds.store import Ledger

    if path.exists() and not is_ledger(str(path)):
        raise LedgerError(
            f"{path} is no ledger: this command asks a ledger; make one with `whoholds read {path} --into war.duckdb`"
        )
    return Ledger(path)


def is_ledger(path: str) -> bool:
    """Whether a path is a DuckDB file, by its mark."""
    try:
        with Path(path).open("rb") as file:
            return file.read(12)[8:] == DUCKDB_MARK
    except OSError:
        return False


def _ledger_of(paths: tuple[str, ...], config: Path | None) -> tuple[Ledger, Iterable[str]]:
    """The ledger named, or one in memory made of the reports named; and what could not be read."""
    if len(paths) == 1 and is_ledger(paths[0]):
        return open_ledger(Path(paths[0])), ()
    strange = [path for path in paths if is_ledger(path)]
    if strange:
        raise click.UsageError(f"found the ledger {strange[0]} among other paths: name one ledger, or reports alone")
    from whoholds.config import load_config
    from whoholds.pipeline import open_read, read_into, settle
    from whoholds.reading.reports import load_reports
    from whoholds.store import Ledger

    ledger = Ledger(None)
    loaded = load_reports(paths, stdin=sys.stdin.buffer)
    settings = load_config(config)
    summary = read_into(ledger, loaded, read=open_read(settings), got_at="")
    settle(ledger, config=settings)
    _note_foreign(summary)
    return ledger, summary.problems


def _note_foreign(summary: ReadSummary) -> None:
    if summary.foreign:
        click.echo(f"whoholds: left unread as not in English: {summary.foreign:,}", err=True)


@contextmanager
def opened(ledger: Ledger, *, note: bool = True) -> Iterator[DuckDBPyConnection]:
    """A connection to ask by; says on standard error if the settled tables are out of date."""
    from whoholds.pipeline import is_up_to_date

    with ledger.reading() as con:
        if note and not is_up_to_date(con):
            click.echo(
                f"whoholds: {ledger.name} was last settled before its newest reports (a read is under way or was "
                f"stopped) or by another version: events and control are not up to date; run `whoholds settle "
                f"{ledger.name}`",
                err=True,
            )
        yield con


def _end(ctx: click.Context, problems: Iterable[str]) -> None:
    from whoholds.app.formats import visible

    for problem in problems:
        click.echo(visible(problem), err=True)
    ctx.exit(1 if problems else 0)
