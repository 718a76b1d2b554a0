"""What a report tells of one happening in several places: a day told once holds for each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from whoholds.records import Claim, ClaimTime, Interval, Sentence
from whoholds.terms import ActorRole, Basis, DatePrecision, Polarity


def share_days(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """The claims, those without a day dated by the one day that the report gives for the same happening.

    The same: of one kind, by one side, at or to one place, and not told of several days in their own sentences.

    Args:
        claims: of one report.
        sentences: all of its sentences, in text order.
    """
    starts = [s.start for s in sentences]
    own = [c for c in claims if c.when.start is not None and c.when.start >= _sentence_start(c, starts)]
    return tuple(_dated(claim, own) for claim in claims)


def _sentence_start(claim: Claim, starts: Sequence[int]) -> int:
    at = bisect_right(starts, claim.evidence.start)
    return starts[at - 1] if at else 0


def _dated(claim: Claim, claims: Sequence[Claim]) -> Claim:
    if claim.when.interval.basis is not Basis.PUBLICATION or claim.polarity is not Polarity.AFFIRMED:
        return claim
    same = [
        c for c in claims if c is not claim and _is_same(claim, c) and c.when.interval.basis is not Basis.PUBLICATION
    ]
    days = {((c.when.interval.date_start or "")[:10], (c.when.interval.date_end or "")[:10]) for c in same}
    if len(days) != 1:
        return claim
    start, end = days.pop()
    if not start or not end:
        return claim
    told = same[0].when
    precision = DatePrecision.DAY if start == end else told.interval.precision
    interval = Interval(start, end, precision, Basis.RELATIVE)
    return replace(claim, when=ClaimTime(interval, told.text, told.start, told.end))


def _is_same(one: Claim, other: Claim) -> bool:
    sides, places = _sides(one), _places(one)
    return (
        one.event_type is other.event_type
        and other.polarity is one.polarity
        and other.certainty is one.certainty
        and bool(sides & _sides(other))
        and bool(places & _places(other))
    )


def _sides(claim: Claim) -> set[str]:
    return {a.side or a.name for a in claim.actors if a.role is ActorRole.SIDE}


def _places(claim: Claim) -> set[tuple[str, str]]:
    return {(p.role, p.place_id or p.text.lower()) for p in claim.places}
