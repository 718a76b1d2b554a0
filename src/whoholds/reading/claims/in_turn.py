"""One place that several took in turn, and two that were each taken on a day: what shares the words of one verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whoholds.reading.claims.elisions import as_side
from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.claims.scene import Draft, Scene
from whoholds.reading.sentences import Parsed
from whoholds.records import ActorMention, ClaimTime, Span, TimeMention
from whoholds.terms import ActorKind, Certainty, EventType, PlaceRole, Polarity

_SURE = Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)
_PAIR = 2
# How far behind the party its day may begin, in characters: "the Ethiopians in the first days of 2007".
_FAR = 20


def taken_in_turn(scene: Scene, parsed: Parsed, told: Sequence[Draft]) -> Iterator[Draft]:
    """The further takers of the place that a sentence tells was taken: "the rebels took it in May, the army in June".

    Args:
        scene: the report.
        parsed: the sentence.
        told: the drafts read from it.
    """
    before = next((d for d in reversed(told) if d.event is EventType.TAKEOVER and d.factuality == _SURE), None)
    if before is None or not before.sides or before.when.start is None:
        return
    sentence, base = parsed.sentence, parsed.sentence.start
    ends = [p.end for p in before.places if base <= p.start < sentence.end] + [before.start + 1]
    for actor in scene.actors:
        if not max(ends) <= actor.start < sentence.end or actor.side is None or actor.kind is ActorKind.CIVILIANS:
            continue
        time, end = _day_of(scene, actor, sentence.end), actor.end
        joint = _JOINT.search(sentence.text[: actor.start - base])
        if time is None or joint is None or {a.side for a in before.sides} == {actor.side}:
            continue
        opening, end = min(time.start, actor.start), max(time.end, actor.end)
        verbs = any(max(ends) <= parsed.at(t) < end for t in parsed.doc if t.tag_.startswith("VB") or t.tag_ == "MD")
        names = any(max(ends) <= t.start < end for t in scene.toponyms)
        if verbs or names or not _CLOSED.match(sentence.text, end - base):
            continue
        span = Span(opening, end, sentence.text[opening - base : end - base])
        before = replace(
            before, sides=(as_side(actor),), lost=(), could_be=(), when=_when(time, before.when),
            evidence=span, trigger=Span(actor.start, actor.end, actor.text), count=None, divides=False,
        )  # fmt: skip
        ends.append(end)
        yield before


# What parts it from the clause before: a comma or "and", and its day where that comes first.
_JOINT = re.compile(
    r"(?:[,;] |\band )(?:and |then |but )*(?:(?:in|on) [\w ]{3,24}? |by )?(?:again )?(?:the )?(?:same )?$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*(?:again|once more)?\s*(?:[,;.:!?)”\"]|$|and\b)")


def _day_of(scene: Scene, actor: ActorMention, end: int) -> TimeMention | None:
    """The day right behind the party, or right before it."""
    for time in scene.times:
        behind = actor.end < time.start < min(actor.end + _FAR, end)
        if time.past is None or not (behind or 0 < actor.start - time.end <= len(" the same ")):
            continue
        gap = scene.report.text[actor.end : time.start] if behind else scene.report.text[time.end : actor.start]
        if _GAP.fullmatch(gap):
            return time
    return None


_GAP = re.compile(
    r",? (?:again )?(?:(?:in|on|at|by|since|only)\b[\w ]{0,14})?|,? (?:by )?(?:the )?(?:same )?", re.IGNORECASE
)


def each_on_its_day(scene: Scene, parsed: Parsed, told: Sequence[Draft]) -> list[Draft]:
    """The drafts, those of two places parted where each has its day: "the former in May, the latter in June"."""
    parted: list[Draft] = []
    for draft in _each_its_own(scene, parsed, told):
        at = [p for p in draft.places if p.role is PlaceRole.AT]
        rest = tuple(p for p in draft.places if p.role is not PlaceRole.AT)
        days = {kind: _day_behind(scene, parsed, kind) for kind in ("former", "latter")}
        former, latter = days["former"], days["latter"]
        if len(at) != _PAIR or former is None or latter is None:
            parted.append(draft)
            continue
        for place, (word, time) in zip(at, (former, latter), strict=True):
            end = time.end
            span = Span(word.start, end, scene.report.text[word.start : end])
            parted.append(
                replace(draft, places=(place, *rest), when=_when(time, draft.when), evidence=span, trigger=word)
            )
    return parted


def _each_its_own(scene: Scene, parsed: Parsed, told: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, one a place where each has its party or its day: "A and B were taken by C and D, respectively"."""
    sentence = parsed.sentence
    is_each = "respectively" in sentence.text
    for draft in told:
        at = sorted((p for p in draft.places if p.role is PlaceRole.AT), key=lambda p: p.start)
        rest = tuple(p for p in draft.places if p.role is not PlaceRole.AT)
        sides = sorted((a for a in draft.sides if a.start is not None), key=lambda a: a.start or 0)
        times = [t for t in scene.times if draft.start <= t.start < sentence.end and t.past is not None]
        if not is_each or len(at) < _PAIR or not (len(sides) == len(at) or len(times) == len(at)):
            yield draft
            continue
        for i, place in enumerate(at):
            one = replace(draft, places=(place, *rest), trigger=Span(place.start, place.end, place.text), count=None)
            one = replace(one, sides=(sides[i],)) if len(sides) == len(at) else one
            yield replace(one, when=_when(times[i], one.when)) if len(times) == len(at) else one


def _day_behind(scene: Scene, parsed: Parsed, kind: str) -> tuple[Span, TimeMention] | None:
    """Where the sentence says "the former" or "the latter", and the day right behind it."""
    match = re.search(rf"\b{kind}\b(?= (?:\w+ ){{0,6}})", parsed.sentence.text)
    if match is None:
        return None
    start, end = parsed.sentence.start + match.start(), parsed.sentence.start + match.end()
    stop = re.compile(r"[,;.]").search(parsed.sentence.text, match.end())
    last = parsed.sentence.start + stop.start() if stop else parsed.sentence.end
    day = next((t for t in scene.times if end < t.start < min(last, end + _FAR) and t.past is not None), None)
    return (Span(start, end, kind), day) if day is not None else None


def _when(time: TimeMention, otherwise: ClaimTime) -> ClaimTime:
    return ClaimTime(time.past, time.text, time.start, time.end) if time.past is not None else otherwise
