"""A happening that a report tells twice, once with its day: the day is of both.

"Imam Sahib is gone", a lead says, and the next sentence "they overran it on Monday".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from whoholds.reading.claims.dated_days import counted_from
from whoholds.reading.claims.scene import Draft
from whoholds.records import ClaimTime, TimeMention
from whoholds.terms import Basis, Certainty, EventType, PlaceRole, Polarity

# What a lead sums up is news: of the days before the report, no earlier war.
RETOLD_DAYS = 31


def share_days(drafts: Sequence[Draft], published: date | None) -> list[Draft]:
    """The drafts; one without a day of its own takes that of the same change told elsewhere in the report.

    Args:
        drafts: the claims of one report.
        published: its day; without it nothing is shared.
    """
    dated = [d for d in drafts if published is not None and _is_recent(d, published)]
    return [_dated(draft, dated) for draft in drafts]


def count_days(drafts: Sequence[Draft], times: Sequence[TimeMention]) -> list[Draft]:
    """The drafts; one told "three days after the fall of Kunduz" is dated by what the report says of that fall.

    Args:
        drafts: the claims of one report, days shared.
        times: the report's time mentions, in text order.
    """
    counts = [time for time in times if time.past is None and time.text.lower().endswith((" after", " before"))]
    return [_counted(draft, drafts, counts) for draft in drafts]


def _counted(draft: Draft, drafts: Sequence[Draft], counts: Sequence[TimeMention]) -> Draft:
    here = draft.parsed.sentence
    if draft.when.interval.basis is not Basis.PUBLICATION or not _is_change(draft):
        return draft
    for time in counts:
        if not here.start <= time.start < here.end:
            continue
        for other in drafts:
            between = here.text[time.end - here.start : max(other.start - here.start, 0)]
            beside = other.start > time.end and other.parsed.sentence.start == here.start and "," not in between
            if not beside or other is draft or time.end < draft.start <= other.start:
                continue
            days = counted_from(other.when.interval, time)
            if days is not None:
                return replace(draft, when=ClaimTime(days, time.text, time.start, time.end))
    return draft


def _dated(draft: Draft, dated: Sequence[Draft]) -> Draft:
    if draft.when.interval.basis is not Basis.PUBLICATION or not _is_change(draft):
        return draft
    same = [d for d in dated if _is_same_change(draft, d)]
    if not same:
        return draft
    last = max(same, key=lambda d: (d.when.interval.date_end or "", d.when.interval.date_start or ""))
    return replace(draft, when=replace(last.when, interval=replace(last.when.interval, basis=Basis.RELATIVE)))


def _is_change(draft: Draft) -> bool:
    """Whether the draft tells of a change that has happened."""
    happened = draft.factuality.polarity is Polarity.AFFIRMED and not draft.voice.negates
    planned = draft.factuality.certainty is Certainty.PLANNED
    return draft.event in {EventType.TAKEOVER, EventType.WITHDRAWAL} and happened and not planned


def _is_recent(draft: Draft, published: date) -> bool:
    interval = draft.when.interval
    if interval.basis is Basis.PUBLICATION or interval.date_start is None or interval.date_end is None:
        return False
    days = (published - date.fromisoformat(interval.date_start[:10])).days
    return _is_change(draft) and 0 <= days <= RETOLD_DAYS


def _is_same_change(draft: Draft, other: Draft) -> bool:
    """The same place and the same turn: one gains in both, or one loses in both, and nobody both gains and loses."""
    if not _places(draft) & _places(other):
        return False
    crossed = _gainers(draft) & _losers(other) or _losers(draft) & _gainers(other)
    return not crossed and bool(_gainers(draft) & _gainers(other) or _losers(draft) & _losers(other))


def _places(draft: Draft) -> set[str]:
    return {p.place_id for p in draft.places if p.role is PlaceRole.AT and p.place_id is not None}


def _gainers(draft: Draft) -> set[str]:
    return {a.side or a.name for a in draft.sides} if draft.event is EventType.TAKEOVER else set()


def _losers(draft: Draft) -> set[str]:
    who = draft.lost if draft.event is EventType.TAKEOVER else draft.sides
    return {a.side or a.name for a in who}
