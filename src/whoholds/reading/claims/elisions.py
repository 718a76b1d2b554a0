"""Clauses that share the verb of the one before: "Kidal fell on Friday, Gao on Saturday", "they hold A and we B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whoholds.reading.claims.claim_places import claim_area
from whoholds.reading.claims.place_phrases import covering
from whoholds.reading.claims.scene import Draft, Scene
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.sentences import Parsed
from whoholds.records import ActorMention, ClaimActor, ClaimTime, Sentence, Span, TimeMention, Toponym
from whoholds.terms import ActorKind, ActorRole, Basis, Certainty, EventType, PlacePrecision, PlaceRole, Polarity

# How far behind a place what is said of it may begin, in characters: "Sabratha, the smugglers' port, an hour later".
_FAR = 48


def elided(scene: Scene, parsed: Parsed, told: Sequence[Draft], earlier: Sequence[Draft]) -> Iterator[Draft]:
    """The claims that a sentence makes without repeating its verb.

    Args:
        scene: the report.
        parsed: the sentence.
        told: the drafts read from it.
        earlier: those before; the last may lend its verb to a sentence that has none: "We left both. Khokha in May."

    Returns:
        A draft for each further place that has a day, a party or "too" of its own and no verb, each like the draft
        before it but for what it says itself.
    """
    sentence = parsed.sentence
    before = told[-1] if told else _lender(scene, parsed, earlier)
    if before is None:
        return
    verbs = [parsed.at(t) for t in parsed.doc if t.tag_.startswith("VB") or t.tag_ == "MD"]
    used = [(p.start, p.end) for d in told for p in d.places if p.role is PlaceRole.AT]
    last = max([before.start, *(p.end for p in before.places if p.end <= sentence.end)])
    free = [
        t
        for t in scene.toponyms
        if max(last, sentence.start) <= t.start < sentence.end
        and not any(a < t.end and t.start < b for a, b in used)
        and not _is_area(t, before)
    ]
    end = 0
    for names in _lists(free, sentence):
        found = _gapped(scene, parsed, before, names, verbs) if names[0].start >= end else None
        if found is not None:
            before, end = found, names[-1].end
            yield found


def _lender(scene: Scene, parsed: Parsed, earlier: Sequence[Draft]) -> Draft | None:
    """The claim of the sentence right before, where this one begins with a place that no verb is said of."""
    sentence = parsed.sentence
    heading = _heading_of(scene, sentence)
    first = heading.end + 2 if heading is not None else sentence.start  # "9 Jan: Elephant Pass."
    opening = covering(scene.toponyms, first, first + 1)
    before = [s for s in scene.sentences if s.end <= sentence.start]
    if opening is None or not before or not earlier:
        return None
    if heading is not None and len(sentence.text) - (opening.end - sentence.start) > _LAST_STOP:
        return None
    is_next = heading is not None and _heading_of(scene, before[-1]) is not None
    if before[-1].paragraph != sentence.paragraph - is_next and before[-1].paragraph != sentence.paragraph:
        return None
    said_of = any(t.dep_ in _SUBJECT and parsed.at(t) < opening.end for t in parsed.doc)
    last = earlier[-1]
    told = last.parsed.sentence.start == before[-1].start and last.event in _CHANGES
    return last if told and not said_of and last.factuality.polarity is Polarity.AFFIRMED else None


_LAST_STOP = 2  # characters behind the place of an entry that shares its verb with the entry before


def _heading_of(scene: Scene, sentence: Sentence) -> TimeMention | None:
    """The date that an entry is headed with: "9 Jan: Elephant Pass."."""
    return next((t for t in scene.times if t.start == sentence.start and t.signal == "heading"), None)


_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_CHANGES = frozenset({EventType.TAKEOVER, EventType.WITHDRAWAL})


def _lists(names: Sequence[Toponym], sentence: Sentence) -> Iterator[Sequence[Toponym]]:
    """Each name with those joined to it by commas and a last "and", the longest first; then each alone."""
    for i, name in enumerate(names):
        joined, closed = [name], False
        for after in names[i + 1 :]:
            gap = sentence.text[joined[-1].end - sentence.start : after.start - sentence.start].strip()
            if closed or gap not in {",", "and", ", and", "&"}:
                break
            joined.append(after)
            closed = "and" in gap or gap == "&"
        if closed:
            yield joined
        yield (name,)


def _is_area(toponym: Toponym, before: Draft) -> bool:
    """Whether it tells where the place before lies: of a wider sort than what was taken."""
    at = next((p for p in before.places if p.role is PlaceRole.AT), None)
    if toponym.place is None or at is None or toponym.place.precision is PlacePrecision.UNRESOLVED:
        return False
    if at.place_id is None or at.precision is PlacePrecision.UNRESOLVED:  # "both", a town that no list knows
        return toponym.place.precision in _WIDE
    return toponym.place.precision is not at.precision


_WIDE = frozenset({PlacePrecision.PROVINCE, PlacePrecision.REGION, PlacePrecision.COUNTRY})


def _gapped(
    scene: Scene, parsed: Parsed, before: Draft, names: Sequence[Toponym], verbs: Sequence[int]
) -> Draft | None:
    sentence, base, toponym = parsed.sentence, parsed.sentence.start, names[-1]
    stop = _stop(sentence.text, toponym.end - base) + base
    owner = _owner(scene, sentence.text, base, names[0])
    opening = owner.start if owner is not None else names[0].start
    time = _time_of(scene, toponym, stop) or _heading_of(scene, sentence)
    party = owner or _party_of(scene, toponym, stop)
    word = _later().match(sentence.text[toponym.end - base : stop - base])
    along = _ALONG.search(sentence.text[: opening - base]) is not None
    if time is None and party is None and word is None and not along:
        return None
    end = max(toponym.end, time.end if time else 0, party.end if party else 0, toponym.end + word.end() if word else 0)
    since = max([before.start + 1, *(p.end for p in before.places if sentence.start <= p.end <= toponym.start)])
    joined = _JOINT.search(sentence.text[: opening - base]) is not None
    if not joined or any(since <= v < end for v in verbs) or not _CLOSED.match(sentence.text, end - base):
        return None
    whole = Span(opening, end, sentence.text[opening - base : end - base].rstrip(" .,;"))
    whole = replace(whole, end=whole.start + len(whole.text))
    return replace(
        before,
        parsed=parsed,
        places=tuple(replace(claim_area(name), role=PlaceRole.AT) for name in names),
        sides=(as_side(party),) if party is not None else before.sides,
        lost=before.lost if party is None else (),
        when=_when(before, time, whole),
        evidence=whole,
        trigger=Span(names[0].start, names[0].end, names[0].text),
        count=None,
        divides=False,
    )


# What parts a clause from the one before, at its head.
_JOINT = re.compile(
    r"(?:^|[,;:–—]\s*|\b(?:and|but|while|then) )(?:and |then |but |while )?(?:(?:along )?with it,? )?(?:the )?"
    r"(?:(?:towns?|city|cities|villages?|districts?|settlements?|bases?|airports?|ports?) of )?$",
    re.IGNORECASE,
)
# "…, and with it the villages of A and B": so they are too, without a day.
_ALONG = re.compile(r"\b(?:and|,) (?:along )?with it,? (?:the )?(?:\w+ of )?$", re.IGNORECASE)


# Where a clause without a verb may end; what goes on with one is no such clause.
_CLOSED = re.compile(r"\s*(?:[,;.:!?)–—\"”]|$|and\b|but\b|while\b|then\b)")


def _stop(text: str, at: int) -> int:
    """Where what is said of a place must end: at a semicolon, at "and", or with the sentence."""
    found = _STOP.search(text, at)
    return found.start() if found else len(text)


_STOP = re.compile(r"[;.?!]|,? (?:and|but|while) (?=[A-Z])")


def _owner(scene: Scene, text: str, base: int, toponym: Toponym) -> ActorMention | None:
    """The party that stands right before the place: "the Houthis hold Hodeidah and the coalition Aden"."""
    for actor in scene.actors:
        if actor.end <= toponym.start and base <= actor.start:
            gap = text[actor.end - base : toponym.start - base].strip()
            if gap in {"", ","} and actor.side is not None:
                return actor
    return None


def _time_of(scene: Scene, toponym: Toponym, end: int) -> TimeMention | None:
    near = (t for t in scene.times if toponym.end <= t.start < min(end, toponym.end + _FAR))
    return next((t for t in near if t.past is not None), None)


def _party_of(scene: Scene, toponym: Toponym, end: int) -> ActorMention | None:
    """Who got it: "Gao to the rebels"."""
    for actor in scene.actors:
        if toponym.end < actor.start < end and actor.side is not None:
            gap = scene.report.text[toponym.end : actor.start].strip().lower()
            if gap in {"to", "to the", ", to the", ", to", "by", "by the", "with", "with the"}:
                return actor
    return None


@remembered
def _later() -> re.Pattern[str]:
    tables = load_lexicon("elisions")
    words = "|".join(map(re.escape, (*tables["later"], *tables["too"])))
    return re.compile(rf"[^;.?!]{{0,40}}?\b(?:{words})\b", re.IGNORECASE)


def as_side(party: ActorMention) -> ClaimActor:
    """The party as whoever gained or holds."""
    kind = party.kind if party.kind is not None else ActorKind.UNKNOWN
    return ClaimActor(ActorRole.SIDE, party.name, party.actor_id, party.side, kind, party.text, party.start, party.end)


def _when(before: Draft, time: TimeMention | None, whole: Span) -> ClaimTime:
    """The day the clause gives; without one, that of the clause before."""
    planned = before.factuality.certainty is Certainty.PLANNED
    days = (time.future if planned else None) or time.past if time is not None else None
    if time is not None and days is not None:
        return ClaimTime(days, time.text, time.start, time.end)
    if before.when.interval.basis is Basis.PUBLICATION:
        return before.when
    return replace(before.when, text=whole.text, start=whole.start, end=whole.end)
