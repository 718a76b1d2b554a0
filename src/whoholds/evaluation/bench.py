"""The bench: every corpus found in a folder, ours beside a constant answer and what others have published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whoholds.evaluation.corpora import find_corpora
from whoholds.evaluation.figures import Figure
from whoholds.evaluation.located import score_located
from whoholds.evaluation.measures import find_others
from whoholds.evaluation.scoring import score_corpus, score_taggers

LOCATED = "located"
HEADER = f"{'corpus':16} {'measure':38} {'ours':>7} {'constant':>9} {'of':>6}  others, as published"


def run_bench(folder: Path, *, kind: str | None = None, limit: int | None = None) -> Iterator[str]:
    """The bench's lines, as each corpus is done.

    Args:
        folder: Holds places/, times/, attribution/ and events/.
        kind: Only corpora of this kind; `located`: the lists of places in geodata/.
        limit: Only the first rows of each corpus.
    """
    located = [_line(corpus, figure) for corpus, figure in score_located(folder)] if kind in (None, LOCATED) else []
    corpora = [corpus for corpus in find_corpora(folder) if kind in (None, corpus.kind)]
    if not corpora and not located:
        yield f"{folder}: found no corpus, expected JSON Lines files in places, times, attribution or events"
        return
    yield HEADER
    yield from located
    for corpus in corpora:
        for figure in score_corpus(corpus, limit=limit):
            yield _line(corpus.name, figure)
        for name, measured in score_taggers(corpus, limit=limit):
            if isinstance(measured, str):
                yield f"{corpus.name:16} {measured}"
                continue
            for figure in measured:
                yield f"{corpus.name:16} {f'{name}: {figure.name}':38} {figure.value:7.3f} {'':9} {figure.of:6}"


def _line(corpus: str, figure: Figure) -> str:
    constant = "" if figure.constant is None else f"{figure.constant:.3f}"
    beside = ", ".join(f"{other.value:.3f} {other.who}" for other in find_others(corpus, figure.name))
    return f"{corpus:16} {figure.name:38} {figure.value:7.3f} {constant:>9} {figure.of:6}  {beside}".rstrip()
