"""What ACLED's coders would make of a note on a change of territory, from its claims alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoholds.evaluation.event_predictions import codings
from whoholds.records import Claim, ClaimActor, Reading
from whoholds.terms import (
    CONTROL_TYPES,
    ActorKind,
    ActorRole,
    Certainty,
    EventType,
    PlaceRole,
    Polarity,
    SubEventType,
)

Json = dict[str, Any]


def predict_acled(reading: Reading) -> Iterator[Json]:
    """The one change of territory that a coded note tells: its first claim that is asserted and no background.

    Every note was coded as such a change: where none is claimed outright, who is told to act first is taken to gain.
    """
    changes = [claim for claim in reading.claims if claim.event_type in CONTROL_TYPES]
    told = changes or [c for c in reading.claims if _gainer(c) is not None and not _weakness(c)[0]]
    claim = min(told, key=lambda c: (_weakness(c), c.trigger.start), default=None)
    gainer = None if claim is None else _gainer(claim)
    at = [] if claim is None else [p for p in claim.places if p.role is PlaceRole.AT and p.lat is not None]
    yield {
        "id": reading.report.path,
        "sub_event_type": None if claim is None else _kind(claim, gainer),
        "side": None if gainer is None else _called(gainer),
        "lat": at[0].lat if at else None,
        "lon": at[0].lon if at else None,
    }


def _gainer(claim: Claim) -> ClaimActor | None:
    gaining = ActorRole.FROM if claim.event_type is EventType.WITHDRAWAL else ActorRole.SIDE
    return next((a for a in claim.actors if a.role is gaining), None)


def _kind(claim: Claim, gainer: ClaimActor | None) -> SubEventType | None:
    if claim.event_type is EventType.WITHDRAWAL:
        return SubEventType.NON_VIOLENT_TRANSFER  # ACLED codes a place that was left as transferred
    if claim.event_type in CONTROL_TYPES or gainer is None:
        return claim.sub_event_type
    state = gainer.kind in {ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES}
    return SubEventType.GOVERNMENT_REGAINS if state else SubEventType.NON_STATE_OVERTAKES


def _called(actor: ClaimActor) -> str:
    """The actor by its name, its side and, a group, as the note writes it.

    ACLED names a state's forces by the state ("Military Forces of Somalia"), as our side ids do, and the parts of a
    group by their own names, as the note does.
    """
    names: dict[str, str] = codings()["acled"]["names"]
    side = names.get(actor.side or "", actor.side or "")
    own = "" if actor.kind in {ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES} or not actor.actor_id else actor.text
    return f"{actor.name} ({side}) {own or ''}".replace("-", " ").strip()


def _weakness(claim: Claim) -> tuple[bool, bool, bool, bool]:
    return (
        claim.polarity is not Polarity.AFFIRMED,
        claim.certainty is Certainty.PLANNED,
        claim.historical,
        claim.event_type is not EventType.TAKEOVER,
    )
