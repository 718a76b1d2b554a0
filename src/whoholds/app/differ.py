"""`whoholds compare` and `whoholds changes`: where two answers differ."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whoholds.app.ask import LEDGER, open_ledger, opened, rules_of
from whoholds.app.options import AT_MOMENT, Ask, Day, asks

if TYPE_CHECKING:
    from whoholds.views.differences import Differing


@click.command(short_help="List where two rule sets differ, and in what.")
@LEDGER
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@asks("table", "jsonl", "csv", days=AT_MOMENT)
def compare(ledger_path: Path, one: str, other: str, ask: Ask) -> None:
    """List the places on which two rule sets differ, and in what: who has it, how sure, whether it is contested.

    A and B are rule sets, or SQL files of your own.

    \b
    Example:
      whoholds compare war.duckdb press strict
    """
    from whoholds.differing import compare_rules
    from whoholds.views.differences import count_differences

    with opened(open_ledger(ledger_path)) as con:
        places, found = compare_rules(con, one, other, as_of=ask.as_of, known_by=ask.known_by)
    _write(found, ask, heads=("Place", f"By {Path(one).name}", f"By {Path(other).name}", "They differ in"))
    if ask.format == "table":
        counted = ", ".join(f"{n} in {kind}" for kind, n in count_differences(found))
        click.echo(f"{len(found)} of {places} places differ{f': {counted}' if counted else ''}.")


@click.command(short_help="List what changed since a day, and what was learned.")
@LEDGER
@click.option("--since", required=True, type=Day(), help="The earlier day.")
@asks("table", "jsonl", "csv", days=AT_MOMENT, rules=True)
def changes(ledger_path: Path, since: str, ask: Ask) -> None:
    """List what changed since a day: what changed hands, and apart, what we know better than could be known that day.

    \b
    Example:
      whoholds changes war.duckdb --since 2021-07-01
    """
    from whoholds.differing import list_changes
    from whoholds.views.differences import Cause
    from whoholds.views.wording import say_day

    for option, later in (("--as-of", ask.as_of), ("--known-by", ask.known_by)):
        if later and later < since:
            raise click.UsageError(
                f"found {since} for --since and {later} for {option}, expected the earlier day for --since"
            )
    with opened(open_ledger(ledger_path)) as con:
        found = list_changes(con, since, as_of=ask.as_of, known_by=ask.known_by, rules=rules_of(ask))
    if ask.format != "table":
        _write(found, ask, heads=())
        return
    for cause, title in (
        (Cause.WORLD, f"Changed since {say_day(since)}"),
        (Cause.LEARNED, f"Learned since {say_day(since)} about that day"),
    ):
        mine = [item for item in found if item.cause is cause]
        if cause is Cause.LEARNED:
            click.echo()
        if mine:
            _write(mine, ask, heads=("Place", "Then", "Now", "Because"), title=title)
        else:
            click.echo(f"{title}: nothing.")


def _write(found: Sequence[Differing], ask: Ask, *, heads: tuple[str, ...], title: str | None = None) -> None:
    from whoholds.app.formats import open_out, write_csv, write_jsonl, write_table
    from whoholds.app.tables import differing_cells
    from whoholds.views.columns import DIFFERENCE_COLUMNS
    from whoholds.views.contract import differing_to_json

    out = open_out()
    if ask.format == "jsonl":
        write_jsonl(map(differing_to_json, found), out)
    elif ask.format == "csv":
        write_csv(map(differing_to_json, found), DIFFERENCE_COLUMNS, out)
    elif found:
        write_table(map(differing_cells, found), heads, out, title=title)
