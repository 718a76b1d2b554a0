"""Predictions in the form of each kind of corpus, from claims and mentions alone; the text is never looked at again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from whoholds.evaluation.acled_predictions import predict_acled
from whoholds.evaluation.event_predictions import predict_case2021, predict_muc4
from whoholds.evaluation.isaf_predictions import predict_isaf
from whoholds.reading.mentions.attributions import outermost
from whoholds.records import Reading
from whoholds.views.claims import ReportedIn, StatedClaim
from whoholds.views.contract import claim_to_json, mentions_to_json

Json = dict[str, Any]


def predict(kind: str, reading: Reading) -> Iterator[Json]:
    """The predictions of one kind for one report.

    Args:
        kind: A key of PREDICTORS.
        reading: What reading the report gave.

    Returns:
        One row a report; for `control` one row a claim, as `whoholds claims` prints it.
    """
    return PREDICTORS[kind](reading)


def _places(reading: Reading) -> Iterator[Json]:
    found = _mentions(reading)["toponyms"]
    yield {"id": reading.report.path, "toponyms": [{k: t[k] for k in ("start", "end", "lat", "lon")} for t in found]}


def _times(reading: Reading) -> Iterator[Json]:
    found = _mentions(reading)["timexes"]
    yield {"id": reading.report.path, "timexes": [{k: t[k] for k in ("start", "end", "text", "value")} for t in found]}


def _attribution(reading: Reading) -> Iterator[Json]:
    """The corpora of attribution annotate no attribution inside another: the outer one of each chain."""
    flat = replace(reading.mentions, attributions=outermost(reading.mentions.attributions))
    found = mentions_to_json(reading.report.path, flat)["attributions"]
    yield {"id": reading.report.path, "attributions": found}


def _mentions(reading: Reading) -> Json:
    return mentions_to_json(reading.report.path, reading.mentions)


def _control(reading: Reading) -> Iterator[Json]:
    report = reading.report
    reported = ReportedIn(
        report_id=report.report_id,
        path=report.path,
        story_id=None,
        publisher=report.publisher,
        publisher_side=reading.publisher_side,
        published=report.published.isoformat() if report.published else None,
        dateline=report.dateline,
        url=report.url,
    )
    for claim in reading.claims:
        yield claim_to_json(StatedClaim(claim, reported))


PREDICTORS: dict[str, Callable[[Reading], Iterator[Json]]] = {
    "acled": predict_acled,
    "attribution": _attribution,
    "case2021": predict_case2021,
    "control": _control,
    "isaf": predict_isaf,
    "muc4": predict_muc4,
    "places": _places,
    "times": _times,
}
