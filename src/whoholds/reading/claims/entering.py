"""Whether coming into a place takes it: not by itself, and not for those who go again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whoholds.reading.claims.antecedents import places_of
from whoholds.reading.claims.clauses import children, is_passive, obliques
from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.claims.fights import read_fighting
from whoholds.reading.claims.parties import parties_of
from whoholds.reading.claims.place_phrases import PlacePhrase, Reference
from whoholds.reading.claims.scene import Occasion
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import ClaimPlace
from whoholds.terms import ActorRole, Certainty, EventType, Fighting, PlaceRole, Polarity


def is_yielded(occasion: Occasion) -> bool:
    """Whether who entered a place was let have it: nobody resisted, the others left, its people were freed.

    "The army entered the town after the rebels left", "the town was entered yesterday": not "entered it to arrest two".
    """
    clause = occasion.arguments.trigger.clause
    text = occasion.parsed.sentence.text
    if _pattern("raiding").search(text) or is_passing(occasion):
        return False
    if _pattern("staying").search(text):
        return True  # "entered the town and left it after eleven days"
    unresisted = read_fighting(text, occasion.arguments.trigger.word.text, gained=True) is Fighting.NO
    if is_passive(clause) or unresisted or _pattern("yielded").search(text) is not None or _had_gone(occasion):
        return True
    if _fits_what_was_told(occasion):
        return not _pattern("fighting").search(text)
    # "The militia left at dusk. Soldiers entered an hour later."
    here = occasion.parsed.sentence
    last = occasion.drafts[-1] if occasion.drafts else None
    near = last is not None and 0 <= here.paragraph - last.parsed.sentence.paragraph <= 1
    return near and last is not None and last.event is EventType.WITHDRAWAL and not _pattern("fighting").search(text)


def _had_gone(occasion: Occasion) -> bool:
    """Whether the next sentence tells that fighters had gone before: "The militants had already deserted it"."""
    here = occasion.parsed.sentence
    behind = (s for s in occasion.scene.sentences if s.start > here.start and s.paragraph == here.paragraph)
    following = next(behind, None)
    return following is not None and _gone().search(following.text) is not None


@remembered
def _gone() -> re.Pattern[str]:
    who, how = ("|".join(map(re.escape, load_lexicon("entering")[key])) for key in ("gone_before", "gone"))
    return re.compile(rf"\b(?:{who}) (?:already |earlier |all )*(?:{how})\b", re.IGNORECASE)


def _fits_what_was_told(occasion: Occasion) -> bool:
    """Whether the entry's head asks who is there, or the claim before says that they have it.

    "Aguelhok: soldiers entered on Thursday"; "Kidal is with the army again. They entered it on Thursday."
    """
    arguments, sentence = occasion.arguments, occasion.parsed.sentence
    if sentence.start in occasion.scene.topics and not arguments.places:
        return sentence.speaker is None
    last = occasion.drafts[-1] if occasion.drafts else None
    if last is None or last.parsed.sentence.paragraph != sentence.paragraph or last.event not in _HAVING:
        return False
    same = {a.side for a in last.sides if a.side} & {s.mention.side for s in arguments.sides if s.mention}
    they = any(s.is_pronoun for s in arguments.sides)
    there = all(p.reference is Reference.PRONOUN for p in arguments.places)
    sure = last.factuality == Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)
    return sure and bool(arguments.places) and there and bool(same or they)


_HAVING = frozenset({EventType.HOLDING, EventType.TAKEOVER})


def is_anybody(occasion: Occasion) -> bool:
    """Whether those who did not come in are "they", and it may be any of several: named, or "they" before one is."""
    sentence, scene = occasion.parsed.sentence, occasion.scene
    if not any(s.is_pronoun and s.span.text.lower() == "they" for s in occasion.arguments.sides):
        return False
    before = [s.start for s in scene.sentences if s.start < sentence.start and s.paragraph == sentence.paragraph]
    start = min(before[-3:], default=sentence.start)
    near = [a for a in scene.actors if start <= a.start < occasion.at and a.side]
    earlier = bool(near) and re.search(r"\bthey\b", scene.report.text[start : near[-1].start], re.IGNORECASE)
    return bool(earlier) or len({a.side for a in near}) > 1


def goes_elsewhere(occasion: Occasion) -> bool:
    """Whether a place that we don't know is entered, so that none is left out: "tried to enter to the market"."""
    clause, days = occasion.arguments.trigger.clause, load_lexicon("grammar")["day_words"]
    if clause.lower_ not in load_lexicon("entering")["alone"]:
        return True  # "their guns reach further"
    infinite = clause.tag_ in {"VB", "VBG"} and not children(clause, "nsubj")
    ways = [n for n in obliques(clause, ("to", "in", "into", "at", "by", "through")) if n.lower_ not in days]
    return infinite or bool(ways) or bool(children(clause, "dobj"))


def is_passing(occasion: Occasion) -> bool:
    """Whether those who came in went again in the same breath: "rode into the village, shot at the post and left".

    Nor have those who are gone into the hills taken them, nor men of whom only their arms are told: they come to raid.
    """
    raiders = load_lexicon("entering")["raiders"]
    who = [s.span.text.lower() for s in occasion.arguments.sides]
    if who and all(any(w == r or w.endswith(f" {r}") for r in raiders) for w in who):
        return True
    places, wilds = occasion.arguments.places, load_lexicon("territory")["wilds"]
    if places and all(p.noun in wilds and p.reference is not Reference.NAMED for p in places):
        return True
    after = occasion.at - occasion.parsed.sentence.start
    return _pattern("passing").search(occasion.parsed.sentence.text, after) is not None


@remembered
def _pattern(name: str) -> re.Pattern[str]:
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in load_lexicon("entering")[name])
    words = (
        words if name != "staying" else rf"(?:left|out|withdrew|off) (?:\w+ ){{0,2}}after (?:\w+ ){{1,2}}(?:{words})"
    )
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def has_left(occasion: Occasion, phrases: Sequence[PlacePhrase]) -> list[ClaimPlace]:
    """The town that who stormed it is told to have left: he had it until then. Else storming a town takes nothing.

    "The rebels are out of the town. They had stormed it at daybreak on Sunday".
    """
    scene, here = occasion.scene, occasion.parsed.sentence
    places, _ = places_of(phrases, scene, here, occasion.drafts)
    sides, _ = parties_of(occasion.arguments.sides, ActorRole.SIDE, scene, occasion.voice, occasion.drafts)
    there, who = {p.place_id or p.text for p in places if p.role is PlaceRole.AT}, {a.side or a.name for a in sides}
    left = (d for d in occasion.drafts if d.event is EventType.WITHDRAWAL and d.factuality == _SURE)
    near = (d for d in left if here.paragraph == d.parsed.sentence.paragraph)
    told = any(
        there & {p.place_id or p.text for p in d.places} and who & {a.side or a.name for a in d.sides} for d in near
    )
    return places if told else []


_SURE = Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)
