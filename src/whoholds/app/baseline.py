"""`whoholds baseline`: who held what before the reports begin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from whoholds.app.ask import LEDGER, open_ledger
from whoholds.app.options import CONFIG


@click.group(short_help="Say who held what before the reports begin.")
def baseline() -> None:
    """Say who held what before the reports begin: news tells of changes only.

    \b
    Example:
      whoholds baseline add war.duckdb districts-2021-05-01.csv --author "A. Reader"
    """


@baseline.command(short_help="Add a table of who held what on a day.")
@LEDGER
@click.argument("table", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="CSV")
@click.option("--author", required=True, help="Who adds it.")
@click.option("--reason", help="Why; without it, the file's name.")
@CONFIG
@click.pass_context
def add(ctx: click.Context, /, ledger_path: Path, table: Path, **given: Any) -> None:
    """Add a dated table of who held what: the columns place, holder, status, day, source; published and url if known.

    Each row counts as a claim of its source, of its day, known from the day on which it was published; whatever is told
    of later days stands before it. A row is a decision: `whoholds decisions` lists it, `whoholds decide LEDGER undo ID`
    takes it back, and the same row twice adds nothing.

    Exit status: 0 all added, 1 some rows could not be (each named with file and line; the rest is kept), 2 wrong usage.

    \b
    Example:
      whoholds baseline add war.duckdb districts-2021-05-01.csv --author "A. Reader"
    """
    from datetime import UTC, datetime

    from whoholds.config import load_config
    from whoholds.deciding import read_baseline
    from whoholds.pipeline import decide

    reason = given["reason"] or f"baseline {table.name}"
    asked = list(read_baseline(table, author=given["author"], reason=reason))
    made_at = datetime.now(UTC).isoformat(timespec="milliseconds")
    summary = decide(open_ledger(ledger_path), asked, made_at=made_at, config=load_config(given["config"]))
    for problem in summary.problems:
        click.echo(problem, err=True)
    lines = [f"Added {len(summary.made):,} of {len(asked):,} rows."]
    if summary.known:
        lines.append(f"Passed over {summary.known:,} that the ledger has already.")
    if summary.made:
        lines.append(f"To take one back: whoholds decide {ledger_path} undo {summary.made[0].decision_id}")
    click.echo("\n".join(lines))
    ctx.exit(1 if summary.problems else 0)
