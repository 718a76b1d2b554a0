"""Publishers and whose they are: outlets by name, bodies of states and groups by the form of their names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from whoholds.reference.actors import ActorIndex, NameKind, Word, fold, split_words
from whoholds.terms import SourceKind


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet known by name. Grain: one name of one outlet."""

    words: tuple[str, ...]  # folded
    exact: str | None  # as it must be written; None: in any case
    kind: SourceKind
    side: str | None  # None: nobody's


@dataclass(frozen=True, slots=True, eq=False)
class Outlets:
    """The outlets known and the words that give a publisher away; made by `open_outlets`."""

    by_word: Mapping[str, tuple[Outlet, ...]]  # first word → outlets, longest name first
    state_bodies: tuple[str, ...]
    party_bodies: tuple[str, ...]
    press: tuple[str, ...]

    def outlet_at(self, words: Sequence[Word], at: int) -> Outlet | None:
        """The outlet with the longest name written there."""
        for outlet in self.by_word.get(words[at].folded, ()):
            here = words[at : at + len(outlet.words)]
            if tuple(word.folded for word in here) != outlet.words or not all(word.joined for word in here[1:]):
                continue
            if outlet.exact is None or here[0].text == outlet.exact:
                return outlet
        return None


@cache
def open_outlets() -> Outlets:
    """The outlets of outlets.toml and the words of publishers.toml; read once."""
    found: dict[str, list[Outlet]] = {}
    for entry in _table("outlets")["outlet"]:
        for name in entry["names"]:
            words = split_words(name)
            exact = name if len(words) == 1 and name.isupper() else None
            folded = tuple(word.folded for word in words)
            outlet = Outlet(folded, exact, SourceKind(entry["kind"]), entry.get("side"))
            found.setdefault(folded[0], []).append(outlet)
    forms = _table("publishers")
    return Outlets(
        {first: tuple(sorted(outlets, key=lambda o: -len(o.words))) for first, outlets in found.items()},
        *(tuple(_plain(text) for text in forms[key]) for key in ("state_bodies", "party_bodies", "press")),
    )


@cache
def owner_rows() -> tuple[tuple[str, str], ...]:
    """Names of outlets in small letters, with and without "the", and their owners, by name."""
    found = {
        name: entry["owner"]
        for entry in _table("owners")["owner"]
        for outlet in entry["outlets"]
        for name in (outlet.lower(), f"the {outlet.lower()}")
    }
    return tuple(sorted(found.items()))


# "(translated from French)" says nothing of whose voice it is.
_REMARK = re.compile(r"\s*\([^)]*\)")


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("whoholds.reference.publishers").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _plain(text: str) -> str:
    return " ".join(fold(word.text) for word in split_words(text))


def publisher_side(name: str | None, index: ActorIndex) -> str | None:
    """The side a publisher speaks for; None for ordinary outlets.

    Args:
        name: the publisher as a report names it; None if it names none.
        index: the actors known.

    Returns:
        The side of an outlet that is known, of the state whose ministry or army it is, of the group whose office it is.
    """
    if not name:
        return None
    outlets = open_outlets()
    name = _REMARK.sub("", name)
    words = split_words(name)
    known = next((o for at in range(len(words)) if (o := outlets.outlet_at(words, at))), None)
    if known is not None:
        return known.side
    plain = f" {_plain(name)} "
    has = {
        key: any(f" {body} " in plain for body in getattr(outlets, key))
        for key in ("state_bodies", "party_bodies", "press")
    }
    if has["press"]:
        return None
    party, state = _bearers(words, index)
    if party is not None:
        head = name.split(",")[0]  # "State Administration Council, Naypyitaw"
        whole = index.named(name) or index.named(head) or all(index.named(part) for part in re.split(r"[/&]", name))
        return party if whole or has["party_bodies"] or has["state_bodies"] else None
    return state if has["state_bodies"] else None


def _bearers(words: Sequence[Word], index: ActorIndex) -> tuple[str | None, str | None]:
    """The side of the group a publisher's name names, and of the state."""
    party: str | None = None
    state: str | None = None
    for at in range(len(words)):
        for name in index.names_at(words, at):
            if name.kind in (NameKind.ACTOR, NameKind.TERRITORY):
                party = party or (None if name.in_context else index.actors[name.bearer].side)
            elif name.kind is not NameKind.PERSON:
                state = state or index.government_of(name.bearer)
    return party, state
