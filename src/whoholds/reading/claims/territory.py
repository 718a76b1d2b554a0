"""The nouns for ground that can be held, opened."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.sentences import Token


@dataclass(frozen=True, slots=True)
class Territory:
    """The nouns of `territory.toml`."""

    settlements: frozenset[str]
    units: frozenset[str]
    facilities: frozenset[str]
    terrain: frozenset[str]
    lengths: frozenset[str]
    squares: frozenset[str]
    contests: frozenset[str]
    parts: dict[str, str]

    def holds(self, noun: str) -> bool:
        """Whether the noun means ground that can be held."""
        return any(noun in nouns for nouns in (self.settlements, self.units, self.facilities, self.terrain))


def open_territory() -> Territory:
    """The territory nouns, ours."""
    tables = load_lexicon("territory")
    names = ("settlements", "units", "facilities", "terrain", "lengths", "squares", "contests")
    sets = {name: frozenset(tables[name]) for name in names}
    return Territory(**sets, parts=tables["parts"])


def is_official_seat(head: Token) -> bool:
    """Whether a seat is an authority's or a unit's, no member's: "the seat of the division", "the municipal seat"."""
    known = load_lexicon("territory")["seat_of"]
    return head.lower_ == "seat" and any(t.lower_ in known for t in head.subtree)


def side_of_town(name: Token) -> str | None:
    """The part that a direction before a town's name makes of it: "eastern Mosul" is a share of Mosul."""
    before = name.doc[name.left_edge.i]
    ways = load_lexicon("places")["directions"]
    known = before.lower_ in ways["adjectives"] or any(before.lower_ in ways[way] for way in _WAYS)
    return "share" if before != name and known and before.text.islower() else None


_WAYS = ("north", "south", "east", "west")


@remembered
def including() -> re.Pattern[str]:
    """What joins names to the lot they belong to, and how far behind it they may begin."""
    words = "|".join(map(re.escape, load_lexicon("territory")["including"]))
    kinds = "|".join(map(re.escape, load_lexicon("territory")["settlements"]))
    return re.compile(rf"[^.;:,()“”\"]{{0,40}}[,(]?\s*(?P<named>{words})\s+(?:the (?:(?:{kinds}) of )?)?")
