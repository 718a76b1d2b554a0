"""Run a corpus through reading and score it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from whoholds.config import load_config
from whoholds.evaluation.claim_scores import score_acled, score_control
from whoholds.evaluation.corpora import Corpus, Row, day_of, load_rows, read_rows
from whoholds.evaluation.event_scores import score_case2021, score_isaf, score_muc4
from whoholds.evaluation.figures import Figure
from whoholds.evaluation.mention_scores import score_attributions, score_places, score_times
from whoholds.evaluation.predictions import predict
from whoholds.evaluation.time_taggers import TAGGERS, Tagger, open_tagger
from whoholds.pipeline import ReadReports, open_read
from whoholds.reading.mentions.times import find_times

_BY_ROW: Mapping[str, Callable[[Sequence[Row], Mapping[str, Row]], list[Figure]]] = {
    "acled": score_acled,
    "attribution": score_attributions,
    "case2021": score_case2021,
    "isaf": score_isaf,
    "muc4": score_muc4,
    "places": score_places,
    "times": score_times,
}


# Mentions are annotated all over a text; claims need only those near them.
_OF_MENTIONS = frozenset({"attribution", "places", "times"})


def open_reading(kind: str) -> ReadReports:
    """A way to read reports that finds what a kind of corpus is annotated with."""
    return open_read(load_config(), all_mentions=kind in _OF_MENTIONS)


def score_corpus(corpus: Corpus, *, limit: int | None = None) -> list[Figure]:
    """Read a corpus's texts and compare what was found with its gold.

    Args:
        corpus: The annotated file.
        limit: Only the first rows, as many as this.

    Returns:
        The figures of the corpus's kind, in a fixed order.
    """
    rows, read = load_rows(corpus.path)[:limit], open_reading(corpus.kind)
    if corpus.kind == "speed":
        return [_measure_speed(rows, read)]
    found: dict[str, list[Any]] = {row["id"]: [] for row in rows}
    for reading in read_rows(rows, read):
        found[reading.report.path] = list(predict(corpus.kind, reading))
    if corpus.kind == "control":
        return score_control(rows, found)
    return _BY_ROW[corpus.kind](rows, {key: lines[0] for key, lines in found.items() if lines})


def score_taggers(corpus: Corpus, *, limit: int | None = None) -> Iterator[tuple[str, list[Figure] | str]]:
    """Other taggers of times on the same rows, in the same run.

    Args:
        corpus: One of times; of any other kind nothing is run.
        limit: Only the first rows, as many as this.

    Returns:
        Each tagger's name with its figures and words a second, or with why it isn't measured. Ours comes first, for its
        words a second.
    """
    if corpus.kind != "times":
        return
    rows = load_rows(corpus.path)[:limit]
    words = sum(len(row["text"].split()) for row in rows)
    yield "whoholds", [_tagged(rows, _our_tagger, words)[1]]
    for name in TAGGERS:
        tagger = open_tagger(name)
        if isinstance(tagger, str):
            yield name, tagger
            continue
        predicted, speed = _tagged(rows, tagger, words)
        yield name, [*score_times(rows, predicted), speed]


def _our_tagger(text: str, published: date | None) -> list[Mapping[str, Any]]:
    return [{"start": m.start, "end": m.end, "text": m.text} for m in find_times(text, published=published)]


def _tagged(rows: Sequence[Row], tagger: Tagger, words: int) -> tuple[dict[str, Row], Figure]:
    tagger("It fell on Monday.", None)  # loads what is loaded when first used
    started = time.perf_counter()
    found: dict[str, Row] = {row["id"]: {"timexes": tagger(row["text"], day_of(row))} for row in rows}
    return found, Figure("words/s, one process", words / (time.perf_counter() - started), words)


def _measure_speed(rows: Sequence[Row], read: ReadReports) -> Figure:
    """Reports a second, beside spaCy's whole small pipeline over the same texts in the same run."""
    import spacy

    for _ in read_rows(rows[:1], read):  # loads what is loaded when first used
        pass
    started = time.perf_counter()
    for _ in read_rows(rows, read):
        pass
    ours = time.perf_counter() - started
    pipeline = spacy.load(load_config().reading.pipeline)
    started = time.perf_counter()
    for _ in pipeline.pipe(row["text"] for row in rows):
        pass
    theirs = time.perf_counter() - started
    return Figure("reports/s; constant: all of spaCy's", len(rows) / ours, len(rows), len(rows) / theirs)
