"""Predictions in the form of each kind of corpus, from claims and mentions alone; the text is never looked at again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from whoholds.evaluation.event_predictions import predict_case2021, predict_muc4
from whoholds.evaluation.isaf_predictions import predict_isaf
from whoholds.reading.mentions.attributions import outermost
from whoholds.records import Claim, Reading
from whoholds.terms import CONTROL_TYPES, ActorRole, Certainty, EventType, PlaceRole, Polarity, SubEventType
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


def _acled(reading: Reading) -> Iterator[Json]:
    """The one change of territory that a coded note tells: its first claim that is asserted and no background."""
    claims = [claim for claim in reading.claims if claim.event_type in CONTROL_TYPES]
    claim = min(claims, key=lambda c: (_weakness(c), c.trigger.start), default=None)
    if claim is None:
        yield {"id": reading.report.path, "sub_event_type": None, "side": None, "lat": None, "lon": None}
        return
    at = [place for place in claim.places if place.role is PlaceRole.AT and place.lat is not None]
    gaining = ActorRole.FROM if claim.event_type is EventType.WITHDRAWAL else ActorRole.SIDE
    # ACLED names a state's forces by the state ("Military Forces of Somalia"), as our side ids do.
    side = next((f"{a.name} ({a.side or ''})".replace("-", " ") for a in claim.actors if a.role is gaining), None)
    # ACLED codes a place that was left as transferred; who came is not in the claim.
    left = SubEventType.NON_VIOLENT_TRANSFER if claim.event_type is EventType.WITHDRAWAL else None
    yield {
        "id": reading.report.path,
        "sub_event_type": claim.sub_event_type or left,
        "side": side,
        "lat": at[0].lat if at else None,
        "lon": at[0].lon if at else None,
    }


def _weakness(claim: Claim) -> tuple[bool, bool, bool, int]:
    kinds = (EventType.TAKEOVER, EventType.WITHDRAWAL, EventType.HOLDING)
    return (
        claim.polarity is not Polarity.AFFIRMED,
        claim.certainty is Certainty.PLANNED,
        claim.historical,
        kinds.index(claim.event_type),
    )


PREDICTORS: dict[str, Callable[[Reading], Iterator[Json]]] = {
    "acled": _acled,
    "attribution": _attribution,
    "case2021": predict_case2021,
    "control": _control,
    "isaf": predict_isaf,
    "muc4": predict_muc4,
    "places": _places,
    "times": _times,
}
