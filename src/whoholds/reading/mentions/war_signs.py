"""Where a report tells of a war, if at all: the cheap question that spares most news the parser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.lexicon.roles import Stands, open_roles
from whoholds.records import ActorMention, Sentence
from whoholds.reference.actors import ActorIndex

# A report is a war's throughout if a party is named once in so many sentences; else only some around each are.
_SELDOM = 8
_BEFORE, _AFTER = 1, 2


@dataclass(frozen=True, slots=True)
class War:
    """Where one report tells of a war. Grain: one report."""

    near: frozenset[int]  # its sentences that tell of it, or stand beside one that does

    @property
    def is_told(self) -> bool:
        """Whether it tells of a war anywhere."""
        return bool(self.near)


def find_war(
    sentences: Sequence[Sentence],
    actors: Sequence[ActorMention],
    index: ActorIndex,
    day: date | None,
    *,
    is_partys: bool,
) -> War:
    """Where any of the actors is a party to a war, or armed: "the rebels", "troops", a government that is at war.

    Args:
        sentences: the report's.
        actors: the report's, from `find_actors`.
        index: the actors known.
        day: the day of publication; without one, a government counts that ever was at war in its own country.
        is_partys: whether a party to a war speaks or is told of throughout, whoever is named.

    Returns:
        Nowhere, if only its own police and governments at peace are named.
    """
    starts = [s.start for s in sentences]
    named = {bisect_right(starts, a.start) - 1 for a in actors if _is_at_war(a, index, day)}
    if is_partys or (named and len(named) * _SELDOM >= len(sentences)):
        return War(frozenset(range(len(sentences))))
    return War(frozenset(j for i in named for j in range(i - _BEFORE, i + _AFTER + 1)))


def armed_mentions(actors: Sequence[ActorMention], index: ActorIndex) -> tuple[ActorMention, ...]:
    """The mentions of who may fight: no police, no government or country by its name, which plain news has too."""
    return tuple(a for a in actors if _is_armed(a, index))


def _is_armed(mention: ActorMention, index: ActorIndex) -> bool:
    role = open_roles().hint(mention.text).role
    if role is None:
        return mention.side is None or index.country_of(mention.side) is None
    if mention.side is None and (role.stands is Stands.GROUP or not role.alone):
        return False
    return not role.civil and role.force != "government"


def _is_at_war(mention: ActorMention, index: ActorIndex, day: date | None) -> bool:
    role, side = open_roles().hint(mention.text).role, mention.side
    if role is not None and role.civil:
        return side is not None
    if role is not None and side is None and (role.stands is Stands.GROUP or not role.alone):
        return False  # "the organisation", "our side": news of peace has them too
    home = index.country_of(side) if side is not None else None
    is_government = home is not None if role is None else role.force == "government"
    if not is_government:
        return True
    if side is None:
        return day is not None
    if day is None:
        return home is not None and bool(index.parties_in(home))
    return bool(index.opponents_of(side, on=day))


def where_they_fight(actors: Sequence[ActorMention], index: ActorIndex, day: date | None) -> dict[str, float]:
    """How much the groups that a report names say of each country, one in all for each group.

    A group that fights in several countries says little of each; governments have news of their own everywhere.
    """
    groups = dict.fromkeys(a.side for a in actors if a.side is not None and index.country_of(a.side) is None)
    found: dict[str, float] = {}
    for group in groups:
        countries = index.fights_in(group, day)
        for country in countries:
            found[country] = found.get(country, 0.0) + 1 / len(countries)
    return found


def tells_of_hands(text: str, index: ActorIndex, day: date | None) -> bool:
    """Whether a text puts something into the hands of a state at war, though it names no party: "in Russian hands".

    Args:
        text: the report's.
        index: the actors known.
        day: the day of publication; without one, a state counts that ever was at war.
    """
    states = (index.state_named(m["whose"], day) for m in _in_hands().finditer(text))
    return any(state is not None and index.opponents_of(state.side, on=day) for state in states)


@remembered
def _in_hands() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("places")["cues"]["held_in"]))
    return re.compile(rf"\b(?:in|under|into)\s+(?P<whose>[A-Z]\w+)\s+(?:{words})\b")
