"""`whoholds decide`, `whoholds decisions`: what analysts hold against the reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whoholds.app.ask import LEDGER, open_ledger, opened
from whoholds.app.options import CONFIG, Ask, asks

if TYPE_CHECKING:
    from whoholds.deciding import Asked, DecisionSummary

# What the word after the kind names.
TARGETS = {
    "accept": "claim",
    "correct": "claim",
    "reject": "claim",
    "add": None,
    "status": "place",
    "baseline": "place",
    "withdraw": "report",
    "undo": "undoes",
}


@click.command(short_help="Accept, correct, reject or add claims; set a status.")
@LEDGER
@click.argument("kind", required=False, type=click.Choice(list(TARGETS)), metavar="[KIND]")
@click.argument("words", nargs=-1, metavar="[ID] [FIELD=VALUE]...")
@click.option("--author", help="Who decides.")
@click.option("--reason", help="Why.")
@click.option(
    "--from",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A CSV or TOML file of decisions.",
)
@CONFIG
@click.pass_context
def decide(ctx: click.Context, /, ledger_path: Path, kind: str | None, words: tuple[str, ...], **given: Any) -> None:
    """Keep what an analyst decides, with author, time and reason; events, control and all views follow.

    \b
    accept CLAIM                  the report says so
    correct CLAIM FIELD=VALUE...  the report says something else
    reject CLAIM                  the report says nothing of the kind
    add FIELD=VALUE...            a claim that reading missed (quote, report, event_type, place, side ...)
    status PLACE FIELD=VALUE...   who holds a place (status, holder, date_start ...)
    baseline PLACE FIELD=VALUE... who held a place before the reports begin (`whoholds baseline add` takes a table)
    withdraw REPORT               count a report as never read
    undo DECISION                 count a decision as never made; nothing is ever deleted

    Ids may be cut short. The fields are those of a file's columns: see docs/deciding.md.

    Exit status: 0 all decided, 1 some could not be (the rest is kept), 2 wrong usage.

    \b
    Example:
      whoholds decide war.duckdb correct 3f2a side=Taliban --author "A. Reader" --reason "the pronoun is theirs"
      whoholds decide war.duckdb --from decisions.csv
    """
    from datetime import UTC, datetime

    from whoholds.config import load_config
    from whoholds.pipeline import decide as decide_in

    asked = [*_from_words(kind, words, given), *_from_files(given["files"])]
    if not asked:
        raise click.UsageError("found nothing to decide: name a decision, or a file with --from")
    made_at = datetime.now(UTC).isoformat(timespec="milliseconds")
    settings = load_config(given["config"])
    summary = decide_in(open_ledger(ledger_path), asked, made_at=made_at, config=settings)
    for problem in summary.problems:
        click.echo(problem, err=True)
    click.echo(_summed_up(summary, ledger_path))
    ctx.exit(1 if summary.problems else 0)


def _from_words(kind: str | None, words: tuple[str, ...], given: dict[str, Any]) -> Iterator[Asked]:
    from whoholds.deciding import Asked

    if kind is None:
        return
    fields = {"decision": kind}
    target = TARGETS[kind]
    for number, word in enumerate(words):
        name, equals, text = word.partition("=")
        if equals:
            fields[name] = text
        elif number == 0 and target:
            fields[target] = word
        else:
            raise click.UsageError(f"found “{word}”, expected a field such as side=Taliban")
    fields |= {name: str(given[name]) for name in ("author", "reason") if given[name]}
    yield Asked(fields)


def _from_files(files: tuple[Path, ...]) -> Iterator[Asked]:
    from whoholds.deciding import read_asked

    for path in files:
        yield from read_asked(path)


def _summed_up(summary: DecisionSummary, ledger_path: Path) -> str:
    lines = [f"Decided {len(summary.made):,}."]
    lines += [f"  {decision.decision_id}  {decision.kind}" for decision in summary.made]
    if summary.known:
        lines.append(f"Passed over {summary.known:,} that the ledger has already.")
    if summary.problems:
        lines.append(f"Refused {len(summary.problems):,} (named above).")
    if summary.made:
        lines.append(f"To take one back: whoholds decide {ledger_path} undo {summary.made[-1].decision_id}")
    return "\n".join(lines)


@click.command(short_help="List what analysts decided.")
@LEDGER
@asks("table", "jsonl", "csv")
def decisions(ledger_path: Path, ask: Ask) -> None:
    """List what analysts decided, in force or not, with author, time and reason.

    The CSV can be given to `whoholds decide --from`, for another ledger that has the same reports.

    \b
    Example:
      whoholds decisions war.duckdb --format csv > decisions.csv
    """
    from whoholds.app.formats import open_out, write_csv, write_jsonl, write_table
    from whoholds.app.tables import DECISION_HEADS, decision_cells
    from whoholds.deciding import decisions_in_force
    from whoholds.views.columns import DECISION_COLUMNS
    from whoholds.views.decisions import decision_to_json, list_decisions

    with opened(open_ledger(ledger_path)) as con:
        rows = list_decisions(con, decisions_in_force(con))
    out = open_out()
    if ask.format == "jsonl":
        write_jsonl(map(decision_to_json, rows), out)
    elif ask.format == "csv":
        write_csv(map(decision_to_json, rows), DECISION_COLUMNS, out)
    elif rows:
        write_table(map(decision_cells, rows), DECISION_HEADS, out)
    else:
        out.write("Nothing was decided yet.\n")
