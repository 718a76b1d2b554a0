"""A protest and what was done at it, told in one sentence: one happening, of the gravest kind told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whoholds.reading.claims.finish import claim_id_of
from whoholds.reading.claims.happenings.kinds import SUB_EVENTS
from whoholds.reading.claims.happenings.parties import ARMED_KINDS
from whoholds.records import Claim, ClaimActor
from whoholds.terms import ActorRole, Certainty, EventType

# From the mildest on. ACLED codebook 2023: one event a protest, of the gravest sub-event type that fits it.
_GRAVITY = (
    EventType.PROTEST,
    EventType.PROTEST_WITH_INTERVENTION,
    EventType.FORCE_AGAINST_PROTESTERS,
    EventType.VIOLENT_DEMONSTRATION,
)


def may_join(one: Claim, other: Claim) -> bool:
    """Whether two claims of a sentence may tell of one protest: the same voice, both said to have been or not."""
    if not (_is_of_protest(one) and _is_of_protest(other)):
        return False
    sure = one.certainty is other.certainty or _is_aim(one) or _is_aim(other)
    same = one.sources == other.sources and one.polarity is other.polarity and sure
    days = {one.when.interval.date_end, other.when.interval.date_end}
    dated = [c for c in (one, other) if c.when.start is not None]
    return same and (len(days) == 1 or len(dated) < 2)


def _is_aim(claim: Claim) -> bool:
    """Whether it is what something was done for: "fired tear gas to disperse the protest"."""
    return claim.event_type is EventType.PROTEST_WITH_INTERVENTION and claim.certainty is Certainty.PLANNED


def _is_of_protest(claim: Claim) -> bool:
    """Whether it tells of a protest of any kind, or of damage that no armed party did."""
    return claim.event_type in _GRAVITY or _is_damage(claim)


def _is_damage(claim: Claim) -> bool:
    doers = [a.kind for a in claim.actors if a.role is ActorRole.SIDE]
    return claim.event_type is EventType.LOOTING and not ARMED_KINDS.intersection(doers)


def gravest_protest(claims: Sequence[Claim]) -> Claim | None:
    """One claim of all the protest that a sentence's claims tell of; None where there is nothing to join.

    It is of the gravest kind, with the people and places that any of them names, and the day of the one that has it.
    """
    told = [c for c in claims if c.event_type in _GRAVITY]
    if not told:
        return None
    damage = next((c for c in claims if _is_damage(c)), None)
    gravest = max(told, key=lambda c: _GRAVITY.index(c.event_type))
    if damage is not None and may_join(damage, gravest):
        told = [damage, *told]  # what protesters break makes it a violent demonstration
        gravest = replace(gravest, event_type=EventType.VIOLENT_DEMONSTRATION)
    joined = [gravest, *(c for c in told if c.trigger != gravest.trigger and may_join(c, gravest))]
    if len(joined) < 2:
        return None
    actors = {_who(a): a for c in reversed(joined) for a in _cast(c, gravest)}
    casualties = {(k.outcome, k.start): k for c in joined for k in c.casualties}
    dated = next((c for c in joined if c.when.start is not None), gravest)
    made = replace(
        gravest,
        sub_event_type=SUB_EVENTS.get(gravest.event_type),
        actors=tuple(sorted(actors.values(), key=lambda a: (list(ActorRole).index(a.role), a.start or 0))),
        places=next((c.places for c in joined if c.places), ()),
        when=dated.when,
        casualties=tuple(casualties.values()),
    )
    return replace(made, claim_id=claim_id_of(made))


def _cast(claim: Claim, gravest: Claim) -> Sequence[ClaimActor]:
    """Its actors in the roles they have in the gravest: protesters whom force is used on are its target."""
    if gravest.event_type is not EventType.FORCE_AGAINST_PROTESTERS or claim.trigger == gravest.trigger:
        return claim.actors
    turned = {ActorRole.SIDE: ActorRole.TARGET, ActorRole.WITH: ActorRole.SIDE}
    return [replace(a, role=turned.get(a.role, a.role)) for a in claim.actors]


def _who(actor: ClaimActor) -> tuple[str, str]:
    return actor.role, actor.side or actor.name.lower()
