"""What is known when a role noun is resolved: who was named around it, who governs, whose report it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whoholds.reading.claims.teller import own_forces_of
from whoholds.records import ActorMention
from whoholds.reference.actors import ActorIndex


@dataclass(frozen=True, slots=True)
class RoleScene:
    """What is known when a role noun is resolved. Grain: one report."""

    index: ActorIndex
    mentions: tuple[ActorMention, ...]  # named ones and role nouns resolved so far, in text order
    unknown: tuple[ActorMention, ...]  # role nouns before that stand for nobody known
    publisher_side: str | None
    country: str | None
    day: date | None
    text: str

    @property
    def government(self) -> str | None:
        """The side that governs the country it is about."""
        return self.index.government_of(self.country, self.day)

    @property
    def own_forces(self) -> str | None:
        """The side whose forces a bulletin calls "our own"."""
        return own_forces_of(self.publisher_side, self.country, self.day, self.index)

    def is_state(self, side: str | None) -> bool:
        """Whether a side is a government."""
        return side is not None and (side == self.government or self.index.country_of(side) is not None)

    def before(self, at: int) -> list[ActorMention]:
        """The named mentions before that place, nearest first."""
        return [mention for mention in reversed(self.mentions) if mention.start < at]
