"""`whoholds read` and `whoholds settle`: what writes to a ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whoholds.app.options import CONFIG

if TYPE_CHECKING:
    from whoholds.pipeline import Progress, ReadSummary
    from whoholds.store import Ledger
    from whoholds.views.totals import Totals


@click.command(short_help="Read reports into a ledger.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--into",
    "ledger_path",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="LEDGER",
    help="The ledger, one file; made if it isn't there.",
)
@CONFIG
@click.pass_context
def read(ctx: click.Context, paths: tuple[str, ...], ledger_path: Path, config: Path | None) -> None:
    """Read reports into a ledger, then settle who holds what.

    PATH is a file (text, saved web page, JSON Lines, CSV), a folder, a glob in quotes, or - for standard input.
    Reports that the ledger has are skipped. Stop it at any moment: the same command goes on from there.

    Exit status: 0 all read, 1 some could not be read (the rest is kept), 2 wrong usage.

    \b
    Example:
      whoholds read reports/ wire.jsonl --into war.duckdb
    """
    from datetime import UTC, datetime

    from whoholds.app.formats import visible
    from whoholds.config import load_config
    from whoholds.pipeline import open_read, read_into, settle
    from whoholds.reading.reports import load_reports
    from whoholds.store import Ledger

    ledger, settings = Ledger(ledger_path), load_config(config)
    with progress_bar(paths) as tell:
        summary = read_into(
            ledger,
            load_reports(paths, stdin=sys.stdin.buffer),
            read=open_read(settings),
            got_at=datetime.now(UTC).isoformat(timespec="seconds"),
            tell=tell,
        )
    settle(ledger, config=settings)
    for problem in summary.problems:
        click.echo(visible(problem), err=True)
    click.echo(summed_up(summary, ledger))
    ctx.exit(1 if summary.problems else 0)


@click.command(short_help="Settle a ledger after a read that was stopped.")
@click.argument("ledger_path", type=click.Path(path_type=Path, dir_okay=False), metavar="LEDGER")
@CONFIG
def settle(ledger_path: Path, config: Path | None) -> None:
    """Settle a ledger again, after a `read` that was stopped before its end.

    \b
    Example:
      whoholds settle war.duckdb
    """
    from whoholds.config import load_config
    from whoholds.pipeline import settle as settle_ledger
    from whoholds.store import Ledger

    settled = settle_ledger(Ledger(ledger_path), config=load_config(config))
    click.echo("Settled." if settled else "Nothing to settle: it was up to date.")


@click.command(short_help="Join ledgers, with their decisions.")
@click.argument("first", type=click.Path(path_type=Path, dir_okay=False), metavar="LEDGER")
@click.argument("others", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="OTHER...")
@click.option(
    "--into",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="NEW",
    help="Leave all of them as they are and make a new ledger of them.",
)
@CONFIG
def merge(first: Path, others: tuple[Path, ...], into: Path | None, config: Path | None) -> None:
    """Add to LEDGER what the OTHER ledgers hold: reports, claims, decisions. The others stay as they are.

    Whichever is joined to which, the same answers come out.

    \b
    Example:
      whoholds merge mine.duckdb yours.duckdb
      whoholds merge mine.duckdb yours.duckdb --into ours.duckdb
    """
    from whoholds.app.ask import open_ledger
    from whoholds.config import load_config
    from whoholds.errors import LedgerError
    from whoholds.pipeline import merge as merge_ledgers
    from whoholds.store import Ledger

    if into is not None and into.exists():
        raise LedgerError(f"{into} is there already: name a new file, or leave out --into to add to {first}")
    sources = [*((first,) if into else ()), *others]
    if into is None:
        with open_ledger(first).reading():
            pass  # a ledger to add to is not made by a slip of the pen
    for path in sources:
        if path.resolve() == (into or first).resolve():
            raise click.UsageError(f"found {path} twice: a ledger can't be joined to itself")
    target = Ledger(into or first)
    added = merge_ledgers(target, [open_ledger(path) for path in sources], config=load_config(config))
    for path, merged in zip(sources, added, strict=True):
        counts = (_many(merged.reports, "report"), _many(merged.claims, "claim"), _many(merged.decisions, "decision"))
        click.echo(f"Took from {path}: {', '.join(counts)}.")
        if merged.read_otherwise:
            odd = f"{_many(merged.read_otherwise, 'report')} of {path} had been read otherwise"
            click.echo(
                f"whoholds: {odd} (by another version or with other settings); the claims of both readings are kept: "
                "read the reports anew into one ledger",
                err=True,
            )
    click.echo(_holds(target, _totals(target)))


def summed_up(summary: ReadSummary, ledger: Ledger) -> str:
    """The screen that `read` ends with: what was read, what the ledger holds now, what to try next."""
    totals = _totals(ledger)
    lines = [
        f"Read {_many(summary.reports, 'report')}: {_many(summary.claims, 'claim')}.",
        f"Skipped {_many(summary.known, 'report')} that the ledger has already." if summary.known else "",
        f"Left unread {_many(summary.foreign, 'report')} not in English." if summary.foreign else "",
        f"Could not read {_many(summary.unreadable, 'text')} (named above)." if summary.problems else "",
        _holds(ledger, totals),
    ]
    if not totals.reports:
        return "\n".join(filter(None, lines))
    nexts = [f"whoholds control {ledger.name}"]
    if totals.most_named:
        nexts.append(f'whoholds why {ledger.name} "{totals.most_named}"')
    nexts.append(f"whoholds coverage {ledger.name}")
    return "\n".join([*filter(None, lines), "", "Next:", *(f"  {command}" for command in nexts)])


def _totals(ledger: Ledger) -> Totals:
    from whoholds.views.totals import count_totals

    with ledger.reading() as con:
        return count_totals(con)


def _holds(ledger: Ledger, totals: Totals) -> str:
    days = f", published {totals.first} to {totals.last}" if totals.first else ""
    held = f"{_many(totals.reports, 'report')}, {_many(totals.claims, 'claim')} about {_many(totals.places, 'place')}"
    return f"{ledger.name} now holds {held}{days}."


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@contextmanager
def progress_bar(paths: tuple[str, ...]) -> Iterator[Callable[[Progress], None] | None]:
    """A progress bar on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("opening", total=_bytes_in(paths))

        def tell(progress: Progress) -> None:
            said = f"{progress.reports:,} reports, {progress.claims:,} claims"
            bar.update(task, advance=progress.bytes, description=said)

        yield tell


def _bytes_in(paths: tuple[str, ...]) -> int | None:
    # None, an endless bar, for what can't be measured beforehand: standard input and globs.
    total = 0
    for name in paths:
        path = Path(name)
        if path.is_file():
            total += path.stat().st_size
        elif path.is_dir():
            total += sum(inner.stat().st_size for inner in path.rglob("*") if inner.is_file())
        else:
            return None
    return total
