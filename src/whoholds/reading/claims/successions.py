"""Holders one after the other, the state's words left out: "in the rebels' hands from May, in the army's since"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from whoholds.reading.claims.elisions import as_side
from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.claims.scene import Draft, Scene
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.sentences import Parsed
from whoholds.records import ActorMention, ClaimTime, Interval, Span, TimeMention
from whoholds.terms import ActorKind, Basis, Certainty, DatePrecision, EventType, Polarity

_SURE = Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)
# How far behind the next holder his day may begin, in characters.
_FAR = 20


def held_in_turn(scene: Scene, parsed: Parsed, told: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence, a state that others followed as over, with those that followed.

    Args:
        scene: the report.
        parsed: the sentence.
        told: the drafts read from it.
    """
    found: list[Draft] = []
    for at, draft in enumerate(told):
        line = [draft]
        if draft.event is EventType.HOLDING and draft.factuality == _SURE and draft.sides and draft.count is None:
            line.extend(_next_holders(scene, parsed, draft))
        found.extend(_ended(d, after) for d, after in pairwise(line))
        # "First the army held it, then the militia, and it is now with the rebels"
        now = next((d for d in told[at + 1 :] if _holds_next(line[-1], d)), None) if line[1:] else None
        found.append(line[-1] if now is None else _ended(line[-1], now))
    return found


def _holds_next(before: Draft, after: Draft) -> bool:
    """Whether another side is said to hold the same place behind."""
    there = {p.place_id or p.text for p in before.places} & {p.place_id or p.text for p in after.places}
    held = after.event is EventType.HOLDING and after.factuality == _SURE
    return held and bool(there) and {a.side for a in before.sides}.isdisjoint(a.side for a in after.sides)


def _next_holders(scene: Scene, parsed: Parsed, first: Draft) -> Iterator[Draft]:
    sentence, base, before = parsed.sentence, parsed.sentence.start, first
    words = [first.start + 1, *(a.end or 0 for a in first.sides), first.when.end or 0, *(p.end for p in first.places)]
    end = max(w for w in words if w <= sentence.end)
    for time in scene.times:
        if end < time.start < min(end + _FAR, sentence.end) and _until().fullmatch(scene.report.text[end : time.start]):
            end = time.end  # "from May to December"
    for actor in scene.actors:
        if not end <= actor.start < sentence.end or actor.side is None or actor.kind is ActorKind.CIVILIANS:
            continue
        joint = _joint().fullmatch(sentence.text, end - base, actor.start - base)
        day = _day_behind(scene, actor, sentence.end)
        tail = _tail().match(sentence.text, (day.end if day else actor.end) - base)
        if joint is None or tail is None or actor.side in {a.side for a in before.sides}:
            return
        end = base + tail.end()
        span = Span(actor.start, end, scene.report.text[actor.start : end])
        before = replace(
            before, sides=(as_side(actor),), lost=(), could_be=(), is_over=False, divides=False, count=None,
            when=_since(scene, day), evidence=span, trigger=Span(actor.start, actor.end, actor.text),
        )  # fmt: skip
        yield before


def _day_behind(scene: Scene, actor: ActorMention, end: int) -> TimeMention | None:
    """The day since which the next one has it."""
    for time in scene.times:
        if actor.end < time.start < min(actor.end + _FAR, end) and time.past is not None:
            gap = scene.report.text[actor.end : time.start]
            return time if _since_words().fullmatch(gap) else None
    return None


def _since(scene: Scene, time: TimeMention | None) -> ClaimTime:
    published = scene.report.published.isoformat() if scene.report.published else None
    if time is None or time.past is None:
        return ClaimTime(Interval(None, published, DatePrecision.LONGER, Basis.PUBLICATION), None, None, None)
    start = time.past.date_start
    precision = DatePrecision.DAY if start == published else DatePrecision.LONGER
    return ClaimTime(Interval(start, published, precision, time.past.basis), time.text, time.start, time.end)


def _ended(draft: Draft, after: Draft) -> Draft:
    """The state, over by the day from which the next one has the place."""
    interval, day = draft.when.interval, after.when.interval.date_start
    if day is not None and (interval.date_start is None or interval.date_start <= day):
        draft = replace(draft, when=replace(draft.when, interval=replace(interval, date_end=day)))
    return replace(draft, is_over=True)


@remembered
def _joint() -> re.Pattern[str]:
    """What leads from one holder to the next: ", in the ", "; since then ", ", then the "."""
    state, then = _any("states"), _any("then")
    return re.compile(
        rf"{_owned()}(?P<part>[,;:–—]| and| but)+(?: (?:and|but))?"
        rf"(?:,? {then},?(?: {state})?| {state})(?: the)?(?: hands of(?: the)?)? ?",
        re.IGNORECASE,
    )


@remembered
def _until() -> re.Pattern[str]:
    """What leads to the day on which a state ended."""
    return re.compile(rf",? {_any('until')}(?: {_any('around')})* ", re.IGNORECASE)


@remembered
def _since_words() -> re.Pattern[str]:
    """What leads to the day since which the next one has it."""
    return re.compile(rf"{_owned()},? {_any('since')}(?: {_any('around')})? ")


@remembered
def _tail() -> re.Pattern[str]:
    """What may close it: a possessive with or without "hands", "since", a stop; no state told of again."""
    and_is = r" and (?:is|was|has)\b"
    return re.compile(rf"{_owned()}(?: {_any('still')})*(?=\s*[,;.:!?)](?!{and_is})|$|(?!{and_is}) and\b)")


def _owned() -> str:
    """A mark of possession, and the noun for holding that it may leave out."""
    return rf"(?:['’]s?)?(?: {_any('rule')})?"


def _any(name: str) -> str:
    words = sorted(load_lexicon("elisions")["succession"][name], key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, words))})"
