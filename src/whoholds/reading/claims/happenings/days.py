"""When a happening was: by its own words, else by the day that the story is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from whoholds.reading.claims.circumstances import when_of
from whoholds.reading.claims.factuality import is_now, tense_of
from whoholds.reading.claims.scene import Occasion
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.trigger_lexicon import Construction, Entry, Frame
from whoholds.records import ClaimTime, TimeMention
from whoholds.terms import Basis, EventType

# How far before publication a story's day lies at most: an older one is of its background.
_STORY_DAYS = 7


def day_of(occasion: Occasion, event: EventType) -> ClaimTime:
    """The days of a happening; told in the past without a day, it is of the day told last before it.

    "The force searched the compound yesterday. During the search two men were detained." A day told in an earlier
    paragraph counts only where the report has told of no other by then.
    """
    when = when_of(occasion, event)
    clause = occasion.arguments.trigger.clause
    if when.interval.basis is not Basis.PUBLICATION or tense_of(clause) != "past" or is_now(clause):
        return when
    told = _told_before(occasion)
    if told is None or told.past is None:
        return when
    return ClaimTime(replace(told.past, basis=Basis.RELATIVE), told.text, told.start, told.end)


@cache
def entry_like(name: str, event: EventType, *, is_noun: bool) -> Entry:
    """The entry that stands for a happening where the rules of control claims are asked for its day."""
    return Entry(Construction.NOUN if is_noun else Construction.VERB, Frame(name, event, (), (), ()), frozenset())


def _told_before(occasion: Occasion) -> TimeMention | None:
    here, scene = occasion.parsed.sentence, occasion.scene
    starts = [s.start for s in scene.sentences if s.paragraph == here.paragraph]
    before = [
        t
        for t in scene.times
        if scene.report.body_start <= t.start < here.start and _is_story_day(t, occasion) and _same_voice(t, occasion)
    ]
    near = [t for t in before if t.start >= min(starts)]
    return near[-1] if near else _only(before)


def _same_voice(time: TimeMention, occasion: Occasion) -> bool:
    """Whether nobody else tells the day: who is quoted on his own tells days of his own."""
    mine = {q.source.text for q in occasion.voice.quoted if q.source is not None}
    theirs = {
        q.source.text
        for q in occasion.scene.quoted
        if q.source is not None and any(c.start <= time.start < c.end for c in q.attribution.content)
    }
    return not mine or not theirs or bool(mine & theirs)


def _only(times: Sequence[TimeMention]) -> TimeMention | None:
    days = {(t.past.date_start or "")[:10] for t in times if t.past is not None}
    return times[0] if len(days) == 1 else None


def _is_story_day(time: TimeMention, occasion: Occasion) -> bool:
    """Whether it is a day, or a night, not long before the report."""
    past, published = time.past, occasion.scene.report.published
    if past is None or past.date_start is None or past.date_end is None or published is None:
        return False
    first, last = (date.fromisoformat(day[:10]) for day in (past.date_start, past.date_end))
    back = (published - first).days
    return (
        time.signal not in load_lexicon("times")["relating"]["words"]
        and (last - first).days <= 1
        and 0 <= back <= _STORY_DAYS
    )
