"""`python -m whoholds.evaluation`: predictions for a corpus, the bench, and the quality gate.

python -m whoholds.evaluation places FILE.jsonl       predictions, one JSON object a line
python -m whoholds.evaluation bench --data DIR        every corpus in a folder, scored
python -m whoholds.evaluation gate                    the floors of quality/floors.toml, checked
python -m whoholds.evaluation golden                  what is wrong on the sample dossier
python -m whoholds.evaluation negatives               claims read where quality/negatives.toml has none
python -m whoholds.evaluation positives               what is missed of quality/matched_positives.toml
python -m whoholds.evaluation costs                   what settling made-up ledgers costs
python -m whoholds.evaluation reading-cost PATH...    what reading costs beside spaCy's whole pipeline
python -m whoholds.evaluation dossiers [FOLDER]       what isn't as the gold has it in a folder of dossiers
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from whoholds.errors import WhoholdsError
from whoholds.evaluation.bench import LOCATED, run_bench
from whoholds.evaluation.corpora import KINDS, find_corpora, load_rows, read_rows
from whoholds.evaluation.dossier_scores import figures_of, score_dossier, score_dossiers
from whoholds.evaluation.dossiers import answer, find_dossiers
from whoholds.evaluation.gate import (
    Measured,
    check,
    digest_of,
    load_floors,
    lower_floor,
    raise_floors,
    write_floors,
)
from whoholds.evaluation.golden import judge_control, list_false_claims, load_expected, score_golden, settled_ledger
from whoholds.evaluation.happening_kinds import score_kinds
from whoholds.evaluation.matched import load_positives, read_positives, score_positives
from whoholds.evaluation.negatives import find_false_claims, load_negatives, score_happening_negatives, score_negatives
from whoholds.evaluation.predictions import PREDICTORS, predict
from whoholds.evaluation.scoring import open_reading, score_corpus
from whoholds.samples import sample_dossier

# Below the project's root, where the checks are run.
GOLDEN = Path("tests/golden/afghanistan-2021")
LEARNED = Path("quality/dossiers/learned")
# Too slow or not a share: these are for the bench.
_NOT_GATED = frozenset({"muc4", "speed"})


@click.group()
def main() -> None:
    """How well reading and settling do."""


def _add_predictor(kind: str) -> None:
    @main.command(kind)
    @click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
    def predictions(path: Path) -> None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        for reading in read_rows(load_rows(path), open_reading(kind)):
            for line in predict(kind, reading):
                click.echo(json.dumps(line, ensure_ascii=False))

    predictions.help = f"Print predictions for a corpus of {kind}, one JSON object a line."


for _kind in PREDICTORS:
    _add_predictor(_kind)


@main.command()
@click.option("--data", "folder", required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--kind", type=click.Choice(sorted({*KINDS.values(), LOCATED})), help="Only corpora of this kind.")
@click.option("--limit", type=click.IntRange(min=1), help="Only the first rows of each corpus.")
def bench(folder: Path, kind: str | None, limit: int | None) -> None:
    """Score every corpus found in a folder, ours beside a constant answer and what others have published."""
    for line in run_bench(folder, kind=kind, limit=limit):
        click.echo(line)


@main.command()
@click.option("--claims", "sizes", multiple=True, type=int, default=(10_000, 100_000, 1_000_000), show_default=True)
@click.option("--places", default=5_000, show_default=True)
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), help="Draw it into this SVG file.")
def costs(sizes: tuple[int, ...], places: int, plot: Path | None) -> None:
    """Settle made-up ledgers of several sizes and print what it cost, as a table in Markdown."""
    from whoholds.evaluation.cost_plot import draw_costs
    from whoholds.evaluation.costs import cost_table, measure_costs

    measured = list(measure_costs(sizes, places=places))
    click.echo(cost_table(measured))
    if plot:
        plot.write_text(draw_costs(measured), encoding="utf-8")


@main.command("reading-cost")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
def reading_cost(paths: tuple[Path, ...]) -> None:
    """Read the texts of corpus files or folders of dossiers, and print what it cost, as a table in Markdown."""
    from whoholds.evaluation.reading_cost import measure_reading, reading_cost_table

    click.echo(reading_cost_table([measure_reading(path) for path in paths]))


@main.command("cost-of", hidden=True)
@click.argument("claims", type=int)
@click.option("--places", default=5_000)
def cost_of(claims: int, places: int) -> None:
    """Settle one made-up ledger and print its cost as JSON; `costs` runs it in a process of its own."""
    from whoholds.evaluation.costs import cost_json, measure_cost

    click.echo(cost_json(measure_cost(claims, places=places)))


@main.command()
@click.option("--golden", "folder", type=click.Path(path_type=Path), default=GOLDEN)
def golden(folder: Path) -> None:
    """Print what the sample dossier's table of control says otherwise, in the columns of quality/known_wrong.csv."""
    expected = load_expected(folder)
    with settled_ledger(sample_dossier(), open_reading("control")) as con:
        wrong = [row for row in judge_control(con, expected) if not row.is_right]
        false = list_false_claims(con, folder)
    click.echo("place,as_of,known_by,cause")
    for row in wrong:
        asked = row.expected
        click.echo(f"{asked.place.name},{asked.as_of},{asked.known_by},got {row.answer} for {asked.answers[0]}")
    for quote, stated in false:
        click.echo(f"a claim from “{quote}”: {stated.claim.event_type} “{stated.claim.evidence.text}”", err=True)
    click.echo(f"{len(expected) - len(wrong)} of {len(expected)} rows right", err=True)


@main.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True), default=Path("quality/negatives.toml"))
def negatives(path: Path) -> None:
    """Print each control claim read from a sentence that makes none."""
    for false in find_false_claims(load_negatives(path), open_reading("control")):
        claim, case = false.claim, false.negative
        who = ", ".join(f"{actor.role} {actor.name}" for actor in claim.actors)
        where = ", ".join(place.text for place in claim.places)
        click.echo(f"{case.kind}: {case.text}")
        click.echo(f"  {claim.event_type} “{claim.trigger.text}”: {who}; {where}; {claim.polarity}, {claim.certainty}")


@main.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True), default=Path("quality/matched_positives.toml"))
def positives(path: Path) -> None:
    """Print each true control sentence whose claim isn't found, or not with its side."""
    for found in read_positives(load_positives(path), open_reading("control")):
        if not found.is_right:
            wanted = found.positive
            click.echo(f"{wanted.kind}: {wanted.text}")
            wrong = "wrong side" if found.is_found else "missed"
            click.echo(f"  {wrong}: {wanted.event}, {wanted.side}, {', '.join(wanted.places)}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=LEARNED)
@click.option("--totals", is_flag=True, help="Figures only, nothing of what is wrong.")
def dossiers(folder: Path, totals: bool) -> None:
    """Print what isn't as the gold has it in a folder of dossiers, then the figures."""
    total: Counter[str] = Counter()
    for dossier in find_dossiers(folder):
        score = score_dossier(dossier, answer(dossier, open_reading("control")))
        total.update(score.counts)
        for miss in () if totals else score.misses:
            click.echo(f"{miss.dossier}: {miss.kind}: {miss.what}")
    for figure in figures_of(total):
        constant = "" if figure.constant is None else f"  saying nothing {figure.constant:.3f}"
        click.echo(f"{figure.name:30} {figure.value:.3f}  of {figure.of}{constant}")


@main.command()
@click.option("--quality", type=click.Path(path_type=Path), default=Path("quality"), help="Folder of floors.toml.")
@click.option("--golden", type=click.Path(path_type=Path), default=GOLDEN)
@click.option("--data", "folder", type=click.Path(path_type=Path, exists=True), help="Corpora to check as well.")
@click.option("--raise", "raises", is_flag=True, help="Raise the floors to what is measured now.")
@click.option("--lower", nargs=2, metavar="CORPUS FIGURE", help="Lower one floor; needs --reason.")
@click.option("--reason", default="", help="Why less is right; kept in lowered.csv.")
@click.pass_context
def gate(ctx: click.Context, /, quality: Path, golden: Path, folder: Path | None, **change: Any) -> None:
    """Check each figure against its floor; exit status 1 if one is below."""
    path = quality / "floors.toml"
    floors = load_floors(path)
    measured = [*_measure(golden, folder), *_measure_sets(quality)]
    if change["lower"]:
        notes = quality / "lowered.csv"
        floors = lower_floor(measured, floors, change["lower"], reason=change["reason"], notes=notes)
    if change["raises"]:
        floors = raise_floors(measured, floors)
    if change["lower"] or change["raises"]:
        write_floors(path, floors)
    verdicts = check(measured, floors)
    for verdict in verdicts:
        m = verdict.measured
        least = f"{verdict.floor.at_least:.3f}" if verdict.floor else "none"
        click.echo(f"{m.corpus:20} {m.figure:32} {m.value:.3f}  floor {least}  {verdict.problem or ''}".rstrip())
    ctx.exit(1 if any(verdict.problem for verdict in verdicts) else 0)


def _measure(golden: Path, folder: Path | None) -> list[Measured]:
    read = open_reading("control")
    digest = digest_of(golden)[:8] + digest_of(sample_dossier())[:8]
    figures = score_golden(golden, sample_dossier(), read)
    measured = [Measured(golden.name, figure.name, figure.value, digest) for figure in figures]
    for corpus in find_corpora(folder) if folder else []:
        if corpus.kind not in _NOT_GATED:
            measured += [
                Measured(corpus.name, figure.name, figure.value, digest_of(corpus.path))
                for figure in score_corpus(corpus)
                if figure.of and figure.is_held
            ]
    return measured


def _measure_sets(quality: Path) -> list[Measured]:
    """The sets of sentences written for this project, each read sentence by sentence."""
    read = open_reading("control")
    return [
        Measured(path.stem, figure.name, figure.value, digest_of(path))
        for name, score in _SETS.items()
        for path in (quality / name,)
        for figure in score(path, read)
        if figure.is_held
    ]


_SETS = {
    "negatives.toml": score_negatives,
    "negatives_second.toml": score_negatives,
    "happening_negatives.toml": score_happening_negatives,
    "happening_kinds.toml": score_kinds,
    "matched_positives.toml": score_positives,
    "dossiers/learned": score_dossiers,
    "dossiers/unseen": score_dossiers,
}


def _run(command: Callable[[], None]) -> None:
    try:
        command()
    except WhoholdsError as problem:
        click.echo(f"{type(problem).__name__}: {problem}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    _run(main)
