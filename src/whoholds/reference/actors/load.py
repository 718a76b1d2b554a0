"""Read the actors' TOML files into records."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from whoholds.errors import KnowledgeError
from whoholds.reference.actors.records import Actor, Country, Opposition
from whoholds.reference.actors.words import slug
from whoholds.terms import ActorKind

_LISTS = ("countries", "aliases", "in_context", "places", "seats", "people", "called", "allies")
_FIELDS = frozenset(
    (*_LISTS, "name", "kind", "side", "since", "until", "fights_government", "against", "fights_since", "fights_until")
)
_DAYS = frozenset({"since", "until", "fights_since", "fights_until"})
Tables = dict[str, dict[str, Any]]


def read_tables(extra: Sequence[Path]) -> tuple[Tables, Tables, Tables, list[dict[str, Any]]]:
    """The TOML tables of actors, countries and forces by id, and the wars; a user's fields replace ours.

    Args:
        extra: the user's own files; a table named by two capitals is a country, `war` lists wars, others are actors.

    Raises:
        KnowledgeError: a file isn't TOML or an actor has a field that isn't known; names file and entry.
    """
    folder = files("whoholds.reference.actors")
    parts: dict[str, Tables] = {"actors": {}, "countries": {}, "forces": {}}
    wars: list[dict[str, Any]] = []
    own = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    for file in [*own, *extra]:
        tables = _parse(_text(file), file.name)
        wars.extend(_checked_war(war, file.name) for war in tables.pop("war", []))
        for key, table in tables.items():
            _check_table(table, f"{file.name}: [{key}]")
            is_country = len(key) == 2 and key.isupper()
            part = "countries" if is_country else "forces" if file.name == "forces.toml" else "actors"
            if part == "actors" and (unknown := sorted(set(table) - _FIELDS)):
                fields = ", ".join(sorted(_FIELDS))
                raise KnowledgeError(f"{file.name}: [{key}] has {unknown[0]!r}, which is not one of {fields}")
            parts[part][key] = {**parts[part].get(key, {}), **table}
    return parts["actors"], parts["countries"], parts["forces"], wars


def _parse(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{name}: not valid TOML: {error}") from error


def _text(file: Traversable | Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as why:
        raise KnowledgeError(f"{file}: found no actors file to open ({why}); name an existing TOML file") from why


def _check_table(table: Any, where: str) -> None:
    """Nothing, if every field holds what it should.

    Raises:
        KnowledgeError: names file, entry and field, what was found and what was expected.
    """
    if not isinstance(table, dict):
        raise KnowledgeError(f"{where}: found {table!r}, expected a table of fields such as name and kind")
    for key, value in table.items():
        if key in _LISTS or key == "against":
            if not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
                raise KnowledgeError(f"{where} {key}: found {value!r}, expected a list of texts in quotes")
        elif key in _DAYS:
            _check_day(value, f"{where} {key}")
        elif key in ("name", "kind", "side") and not isinstance(value, str):
            raise KnowledgeError(f"{where} {key}: found {value!r}, expected a text in quotes")


def _check_day(value: Any, where: str) -> None:
    try:
        first_day(value)
    except (AttributeError, ValueError) as why:
        raise KnowledgeError(f'{where}: found {value!r}, expected a year, month or day such as "2015-03-26"') from why


def _checked_war(war: Any, file: str) -> dict[str, Any]:
    sides = war.get("sides") if isinstance(war, dict) else None
    if not (isinstance(sides, list) and len(sides) == 2 and all(isinstance(side, str) for side in sides)):
        raise KnowledgeError(f"{file}: [[war]] sides: found {sides!r}, expected the ids of two sides")
    for key in {"since", "until"} & war.keys():
        _check_day(war[key], f"{file}: [[war]] of {sides[0]} and {sides[1]}, {key}")
    return dict(war)


def make_countries(tables: Tables) -> dict[str, Country]:
    """Countries by code."""
    return {code: _country(code, table) for code, table in tables.items()}


def _country(code: str, table: Mapping[str, Any]) -> Country:
    lists = {key: tuple(table.get(key, ())) for key in ("names", "adjectives", "people", "seats", "metonyms")}
    heirs = sorted((first_day(heir["since"]), str(heir["side"])) for heir in table.get("successors", ()))
    return Country(code, table["name"], f"government-of-{slug(table['name'])}", successors=tuple(heirs), **lists)


def make_actor(actor_id: str, table: Mapping[str, Any]) -> Actor:
    """One actor from its table.

    Raises:
        KnowledgeError: the name is missing, or the kind isn't one of ActorKind.
    """
    try:
        kind = ActorKind(table["kind"])
        name = str(table["name"])
    except (KeyError, ValueError) as error:
        kinds = ", ".join(kind.value for kind in ActorKind)
        raise KnowledgeError(f"actor [{actor_id}]: {error}; it needs a name and a kind out of {kinds}") from error
    lists: dict[str, Any] = {key: tuple(table.get(key, ())) for key in _LISTS}
    since, until = _day(table, "since", first_day), _day(table, "until", last_day)
    return Actor(actor_id, name, str(table.get("side", actor_id)), kind, since=since, until=until, **lists)


def _day(table: Mapping[str, Any], key: str, read: Any) -> date | None:
    value = read(table[key]) if key in table else None
    return value if isinstance(value, date) else None


def make_oppositions(
    tables: Tables, actors: Mapping[str, Actor], countries: Mapping[str, Country], wars: Sequence[Mapping[str, Any]]
) -> tuple[Opposition, ...]:
    """Who fights whom, both ways round, in the order of the files and without repeats.

    A rebel group fights the governments of its countries unless it says otherwise; `against` and the wars add more.
    """
    found: list[Opposition] = []
    for actor_id, table in tables.items():
        actor = actors[actor_id]
        since = _day(table, "fights_since", first_day) or actor.since
        until = _day(table, "fights_until", last_day) or actor.until
        pairs = [_against(actor, name, actors) for name in table.get("against", ())]
        if actor.kind is ActorKind.REBEL_GROUP and table.get("fights_government", True):
            pairs.append([pair for code in actor.countries for pair in _governments(actor.side, countries[code])])
        found.extend(_clip(pair, since, until) for group in pairs for pair in group)
    for war in wars:
        one, other = war["sides"]
        days = (_day(war, "since", first_day), _day(war, "until", last_day))
        found.append(Opposition(one, other, war.get("country"), *days))
    both: dict[Opposition, None] = {}
    for pair in found:
        if pair.side != pair.opponent and (pair.since is None or pair.until is None or pair.since <= pair.until):
            both[pair] = None
            both[Opposition(pair.opponent, pair.side, pair.country, pair.since, pair.until)] = None
    return tuple(both)


def _against(actor: Actor, opponent: str, actors: Mapping[str, Actor]) -> list[Opposition]:
    """It fights the opponent where both are active; where they share no country, in its own."""
    other = actors.get(opponent)
    shared = [code for code in actor.countries if other is not None and code in other.countries]
    side = other.side if other is not None else opponent
    return [Opposition(actor.side, side, code) for code in shared or actor.countries or (None,)]


def _governments(side: str, country: Country) -> list[Opposition]:
    """It fights each government of the country while that one governs."""
    starts = [(None, country.side), *country.successors]
    ends = [*(day - timedelta(days=1) for day, _ in country.successors), None]
    return [
        Opposition(side, government, country.code, since, until)
        for (since, government), until in zip(starts, ends, strict=True)
    ]


def _clip(pair: Opposition, since: date | None, until: date | None) -> Opposition:
    starts = [day for day in (pair.since, since) if day is not None]
    ends = [day for day in (pair.until, until) if day is not None]
    return replace(pair, since=max(starts, default=None), until=min(ends, default=None))


def first_day(text: str) -> date:
    """The first day of a year, a month or a day written in ISO 8601."""
    parts = [int(part) for part in text.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(text: str) -> date:
    """The last day of a year, a month or a day written in ISO 8601."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 1 or parts[1] == 12:
        return date(parts[0], 12, 31)
    return date(parts[0], parts[1] + 1, 1) - timedelta(days=1)
