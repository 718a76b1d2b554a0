"""What is known of conflict actors before reading: frozen records; the field notes are those of README.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from whoholds.terms import ActorKind


@dataclass(frozen=True, slots=True)
class Actor:
    """A named group, force or government. Grain: one actor."""

    actor_id: str
    name: str
    side: str
    kind: ActorKind
    countries: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    in_context: tuple[str, ...] = ()  # names that mean other things too
    places: tuple[str, ...] = ()  # names that are also a territory's
    seats: tuple[str, ...] = ()  # towns it governs from, which may stand for it as a capital does
    people: tuple[str, ...] = ()
    called: tuple[str, ...] = ()  # role nouns the press uses for it
    allies: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def lives_on(self, day: date | None) -> bool:
        """Whether it exists that day; True if the day isn't known."""
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day <= self.until))


@dataclass(frozen=True, slots=True)
class Side:
    """A conflict party. Grain: one side."""

    side: str
    name: str
    actor_id: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two sides that fight each other. Grain: one ordered pair, country and interval; each pair is there both ways."""

    side: str
    opponent: str
    country: str | None  # None: anywhere
    since: date | None = None
    until: date | None = None

    def holds(self, country: str | None, day: date | None) -> bool:
        """Whether it holds there on that day; what isn't known does not speak against it."""
        there = country is None or self.country is None or self.country == country
        return there and (
            day is None or ((self.since is None or self.since <= day) and (self.until is None or day <= self.until))
        )


@dataclass(frozen=True, slots=True)
class Country:
    """A state and what it is called. Grain: one country."""

    code: str
    name: str
    side: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    successors: tuple[tuple[date, str], ...] = ()  # (from that day, side), in order

    @property
    def adjective(self) -> str:
        """What we print before a force's name: "Afghan"."""
        return self.adjectives[0] if self.adjectives else self.name


class NameKind(StrEnum):
    """What a phrase of the index names."""

    ACTOR = "actor"
    TERRITORY = "territory"
    """An actor's name that is also a place's."""
    PERSON = "person"
    COUNTRY = "country"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    SEAT = "seat"
    METONYM = "metonym"


@dataclass(frozen=True, slots=True)
class Name:
    """A phrase and whom it names. Grain: one phrase and one bearer."""

    words: tuple[str, ...]  # folded
    exact: tuple[str, ...] | None  # as it must be written; None: in any case
    kind: NameKind
    bearer: str  # an actor's id; for a country and what stands for it, its code
    in_context: bool = False
    capital: bool = False  # its first word must begin with a capital
