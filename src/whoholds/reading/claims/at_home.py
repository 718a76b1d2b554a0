"""Groups that share a name: which is meant in a report on the country of one of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from whoholds.reading.lexicon import load_lexicon
from whoholds.records import ActorMention
from whoholds.reference.actors import Actor, ActorIndex, NameKind, split_words
from whoholds.terms import ActorKind


def at_home(mention: ActorMention, country: str | None, day: date | None, index: ActorIndex) -> ActorMention:
    """The mention as the group of that name in the report's own country: "the Taliban" of Swat are Pakistan's.

    Of one that is gone by that day it is the heir: in 2014 the SPLA is South Sudan's army.
    """
    bearer = index.actors.get(mention.actor_id or "")
    if bearer is None or country is None or (country in bearer.countries and bearer.lives_on(day)):
        return mention
    words = split_words(mention.text)
    names = [n for at in range(len(words)) for n in index.names_at(words, at) if n.kind is NameKind.ACTOR]
    if not any(name.bearer == bearer.actor_id for name in names):
        return mention  # the text itself says whom an abbreviation stands for
    fits = [a for a in (index.actors[n.bearer] for n in names) if a.countries[:1] == (country,) and a.lives_on(day)]
    if len(fits) != 1:
        return mention
    other = fits[0]
    return replace(mention, name=other.name, actor_id=other.actor_id, side=other.side, kind=other.kind, country=country)


def dated(mention: ActorMention, country: str | None, day: date | None, index: ActorIndex) -> ActorMention:
    """The mention with the side that governed on the day, and as an outsider where it is a foreign state's."""
    kind, side = mention.kind, mention.side
    home = index.country_of(side) if side else None
    if home is not None and mention.actor_id not in index.actors:
        side = index.government_of(home, day)
    if kind is ActorKind.STATE_FORCES and home is not None and country is not None and home != country:
        kind = ActorKind.EXTERNAL_FORCES
    return replace(mention, kind=kind, side=side)


def country_told(text: str, index: ActorIndex) -> str | None:
    """The country whose adjective stands before a role noun: "Syrian rebels", in whatever report."""
    named = (n for word in split_words(text) for n in index.names_at((word,), 0) if n.kind is NameKind.ADJECTIVE)
    return next((name.bearer for name in named), None)


def whose_own(text: str, at: int, index: ActorIndex) -> str | None:
    """The country that "its" right before that place stands for: the one its sentence named last, not as a place.

    "Eritrea signed nothing, and its troops are still there".
    """
    own = _ITS.search(text, max(at - _LONGEST_ITS, 0), at)
    if own is None:
        return None
    words = split_words(_STOP.split(text[max(at - _NEAR, 0) : own.start()])[-1])
    for here in reversed(range(len(words))):
        named = [n for n in index.names_at(words, here) if n.kind is NameKind.COUNTRY]
        if named:
            preposition = here > 0 and words[here - 1].folded in load_lexicon("territory")["locatives"]
            return None if preposition else named[0].bearer
    return None


def of_seat(text: str, end: int, index: ActorIndex, day: date | None) -> Actor | None:
    """The party that governs from the town right behind a place in the text: "the army in Pale"."""
    behind = _IN.match(text, end)
    words = split_words(text[behind.end() : behind.end() + _SEAT]) if behind is not None else []
    for name in index.names_at(words, 0) if words else ():
        actor = index.actors.get(name.bearer)
        if actor is not None and words[0].text in actor.seats and actor.lives_on(day):
            return actor
    return None


_IN, _SEAT = re.compile(r"\s+(?:in|from)\s+"), 30  # characters of the longest town's name
_NEAR = 160  # characters: within a sentence
_ITS = re.compile(r"\b[Ii]ts (?:own )?\Z")
_LONGEST_ITS = 9  # characters, with one before it
_STOP = re.compile(r"[.!?;:]")
