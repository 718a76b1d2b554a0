"""Flag claims whose date can't be: a Monday that was a Tuesday, the 31st of June, a happening after its report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from whoholds.records import Claim, Flag, TimeMention
from whoholds.terms import Certainty, EventType, FlagKind


def flag_dates(claims: Sequence[Claim], times: Sequence[TimeMention], published: date | None) -> tuple[Claim, ...]:
    """The claims, those flagged whose date can't be.

    Args:
        claims: of one report.
        times: its time mentions, in text order.
        published: its day.

    Returns:
        The same claims in the same order, with flags of kind date added.
    """
    doubtful = [time for time in times if time.doubt is not None]
    return tuple(_flagged(claim, doubtful, published) for claim in claims)


def _flagged(claim: Claim, doubtful: Sequence[TimeMention], published: date | None) -> Claim:
    found = dict.fromkeys(Flag(FlagKind.DATE, why) for why in _objections(claim, doubtful, published))
    return replace(claim, flags=(*claim.flags, *found)) if found else claim


def _objections(claim: Claim, doubtful: Sequence[TimeMention], published: date | None) -> Iterator[str]:
    for time in doubtful:
        dates_it = claim.when.start == time.start
        if time.doubt is not None and (dates_it or claim.evidence.start <= time.start < claim.evidence.end):
            yield time.doubt
    first = claim.when.interval.date_start
    happened = claim.certainty is not Certainty.PLANNED and claim.event_type is not EventType.HOLDING
    if published is not None and first is not None and happened and first[:10] > published.isoformat():
        yield f"told as happened, and dated {first[:10]}: after its report of {published.isoformat()}"
