"""The nouns for ground that can be held, opened."""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.reading.lexicon import load_lexicon


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
