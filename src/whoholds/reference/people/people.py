"""The people of people.toml: offices and bodies with their days."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from whoholds.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class Role:
    """An office held, or a body led. Grain: one term."""

    kind: str
    country: str | None  # ISO code; None: of a body
    body: str | None  # its name; None: of a country
    since: date | None  # None: not known, or since ever
    until: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who held an office or led a body."""

    name: str
    names: tuple[str, ...]  # the whole name as it may be written, the printed one first
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A party, movement or force with leaders."""

    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """All that is known of people; made by `open_people`."""

    persons: tuple[Person, ...]
    bodies: tuple[Body, ...]
    kinds: Mapping[str, tuple[str, ...]]  # a kind of office → words for it
    words: Mapping[str, tuple[str, ...]]

    def leaders_of(self, body: str) -> tuple[Person, ...]:
        """Who led a body, in the order of the file."""
        return tuple(person for person in self.persons if any(role.body == body for role in person.roles))


@cache
def open_people() -> People:
    """The people known; read once.

    Raises:
        KnowledgeError: A role names a kind or a body that the file hasn't got.
    """
    tables = tomllib.loads(files("whoholds.reference.people").joinpath("people.toml").read_text(encoding="utf-8"))
    kinds = {kind: tuple(words) for kind, words in tables["kinds"].items()}
    bodies = tuple(Body(entry["name"], _names(entry)) for entry in tables["body"])
    known = {body.name for body in bodies}
    persons = tuple(
        Person(entry["name"], _names(entry), tuple(_role(role, entry["name"], kinds, known) for role in entry["roles"]))
        for entry in tables["person"]
    )
    return People(persons, bodies, kinds, {key: tuple(words) for key, words in tables["words"].items()})


def _names(entry: Mapping[str, Any]) -> tuple[str, ...]:
    return (entry["name"], *entry.get("names", ()))


def _role(table: Mapping[str, Any], person: str, kinds: Mapping[str, object], bodies: set[str]) -> Role:
    kind, body = table["role"], table.get("of")
    if kind not in kinds or (body is None) == ("country" not in table) or (body is not None and body not in bodies):
        raise KnowledgeError(
            f"people.toml, {person}: found the role {dict(table)!r}; expected a role of [kinds], and either a country "
            "or a body that the file lists"
        )
    return Role(kind, table.get("country"), body, table.get("since"), table.get("until"))
