"""`whoholds contradictions`, `whoholds sources`: what can't both be so, and what became of what each source said."""

from __future__ import annotations

from pathlib import Path

import click

from whoholds.app.ask import LEDGER, open_ledger, opened
from whoholds.app.options import UP_TO, Ask, asks


@click.command(short_help="Print claims that can't both be so, side by side.")
@LEDGER
@asks("table", "jsonl", "csv", days=UP_TO)
def contradictions(ledger_path: Path, ask: Ask) -> None:
    """Print claims that can't both be so: who holds a place, who took it, when, how many, and whether it happened.

    \b
    Example:
      whoholds contradictions war.duckdb --known-by 2021-07-05
    """
    from whoholds.app.formats import open_out, write_csv, write_jsonl, write_table
    from whoholds.app.tables import CONTRADICTION_HEADS, contradiction_cells
    from whoholds.views.columns import CONTRADICTION_COLUMNS
    from whoholds.views.contract import contradiction_to_json
    from whoholds.views.contradictions import list_contradictions
    from whoholds.views.control import side_names

    with opened(open_ledger(ledger_path)) as con:
        rows = list_contradictions(con, as_of=ask.as_of, known_by=ask.known_by)
        sides = side_names(con)
    out = open_out()
    if ask.format == "jsonl":
        write_jsonl(map(contradiction_to_json, rows), out)
    elif ask.format == "csv":
        write_csv(map(contradiction_to_json, rows), CONTRADICTION_COLUMNS, out)
    elif rows:
        write_table((contradiction_cells(row, sides) for row in rows), CONTRADICTION_HEADS, out)
    else:
        out.write("No two claims contradict each other.\n")


@click.command(short_help="Print sums beside the names known: ten fell, which?")
@LEDGER
@asks("table", "jsonl", "csv", days=UP_TO)
def sums(ledger_path: Path, ask: Ask) -> None:
    """Print each claim that so many places of an area changed hands, beside those that claims name there.

    \b
    Example:
      whoholds sums war.duckdb --known-by 2021-07-05
    """
    from whoholds.app.formats import open_out, write_csv, write_jsonl, write_table
    from whoholds.app.tables import SUM_HEADS, sum_cells
    from whoholds.views.columns import SUM_COLUMNS
    from whoholds.views.sums import list_sums, sum_to_json

    with opened(open_ledger(ledger_path)) as con:
        rows = list_sums(con, as_of=ask.as_of, known_by=ask.known_by)
    out = open_out()
    if ask.format == "jsonl":
        write_jsonl(map(sum_to_json, rows), out)
    elif ask.format == "csv":
        write_csv(map(sum_to_json, rows), SUM_COLUMNS, out)
    elif rows:
        write_table(map(sum_cells, rows), SUM_HEADS, out)
    else:
        out.write("No claim counts the places of an area.\n")


@click.command(short_help="Print what became of each source's claims.")
@LEDGER
@asks("table", "jsonl", "csv", days=UP_TO)
def sources(ledger_path: Path, ask: Ask) -> None:
    """Print, for each publisher and source, how many of its claims others told of later, denied, or never heard of.

    Lead: days from its first telling of an event to the next source's; lag: from the first source's telling to its own.

    \b
    Example:
      whoholds sources war.duckdb --format csv
    """
    from whoholds.app.formats import open_out, write_csv, write_jsonl, write_table
    from whoholds.app.tables import SOURCE_HEADS, source_cells
    from whoholds.views.columns import SOURCE_COLUMNS
    from whoholds.views.sources import list_sources, source_to_json

    with opened(open_ledger(ledger_path)) as con:
        rows = list_sources(con, as_of=ask.as_of, known_by=ask.known_by)
    out = open_out()
    if ask.format == "jsonl":
        write_jsonl(map(source_to_json, rows), out)
    elif ask.format == "csv":
        write_csv(map(source_to_json, rows), SOURCE_COLUMNS, out)
    elif rows:
        write_table(map(source_cells, rows), SOURCE_HEADS, out)
    else:
        out.write("No claim was made yet.\n")
