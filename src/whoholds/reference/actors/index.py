"""The actors, countries and their names, looked up by the words of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from whoholds.errors import KnowledgeError
from whoholds.reference.actors import load
from whoholds.reference.actors.records import Actor, Country, Name, NameKind, Opposition, Side
from whoholds.reference.actors.words import Word, fold, goes_on, next_word, split_words
from whoholds.terms import ActorKind

_NOT_A_STATE = frozenset({NameKind.ACTOR, NameKind.TERRITORY, NameKind.PERSON})
_EPOCH = date(1970, 1, 1)


# eq=False: an index is itself, so that what is derived from it can be kept.
@dataclass(frozen=True, slots=True, eq=False)
class ActorIndex:
    """All that is known of conflict actors; made by `open_actors`."""

    actors: Mapping[str, Actor]
    countries: Mapping[str, Country]
    forces: Mapping[str, str]  # force → label
    oppositions: tuple[Opposition, ...]
    names: Mapping[str, tuple[Name, ...]]  # first word → names that begin with it, longest first

    def names_at(self, words: Sequence[Word], at: int) -> tuple[Name, ...]:
        """The longest names written at that word: several if several actors bear them."""
        told = self.names.get(words[at].folded)
        if told is None:
            return ()
        found: list[Name] = []
        behind = next_word(words, at)
        for name in told:
            if found and len(name.words) < len(found[0].words):
                break
            is_whole = len(name.words) == 1 or (name.words[1] == behind and goes_on(words, at, name.words))
            if is_whole and _is_spelt(name, words, at):
                found.append(name)
        return tuple(found)

    def named(self, phrase: str) -> tuple[Actor, ...]:
        """The actors that bear exactly this name, whatever the context; those it always means, if there are any."""
        words = [word for word in split_words(phrase) if word.folded not in ("the", "'s")]
        if not words:
            return ()
        kinds = (NameKind.ACTOR, NameKind.TERRITORY)
        names = [n for n in self.names_at(words, 0) if n.kind in kinds and len(n.words) == len(words)]
        sure = [name for name in names if not name.in_context]
        return tuple(self.actors[name.bearer] for name in sure or names)

    def names_only_actors(self, phrase: str) -> bool:
        """Whether the phrase is a name of actors and of nothing else: of no country, no territory, no capital."""
        words = split_words(phrase)
        names = [n for n in self.names_at(words, 0) if len(n.words) == len(words)] if words else []
        return bool(names) and all(name.kind is NameKind.ACTOR for name in names)

    def government_of(self, country: str | None, on: date | None = None) -> str | None:
        """The side that is the government of the country on that day; None if the country isn't known."""
        known = self.countries.get(country or "")
        if known is None:
            return None
        heirs = [side for day, side in known.successors if on is not None and on >= day]
        return heirs[-1] if heirs else known.side

    def state_actor(self, country: str, force: str = "government", on: date | None = None) -> Actor:
        """The actor for a body of a state, made by rule: its army, police or government."""
        known = self.countries[country]
        side = self.government_of(country, on) or known.side
        kind = ActorKind.STATE_FORCES
        if force == "government":
            return Actor(known.side, f"Government of {known.name}", side, kind, (country,))
        actor_id = f"{force}-{known.side.removeprefix('government-')}"
        return Actor(actor_id, f"{known.adjective} {self.forces[force]}", side, kind, (country,))

    def state_named(self, phrase: str, on: date | None = None) -> Actor | None:
        """The government that a country's name, its capital or an office stands for ("Kyiv", "the Kremlin")."""
        words = [word for word in split_words(phrase) if word.folded not in ("the", "'s")]
        for name in self.names_at(words, 0) if words else ():
            if len(name.words) == len(words) and name.kind not in _NOT_A_STATE:
                return self.state_actor(name.bearer, on=on)
        return None

    def opponents_of(self, side: str, country: str | None = None, on: date | None = None) -> tuple[str, ...]:
        """The sides it fights there on that day, in the order of the files."""
        return tuple(dict.fromkeys(o.opponent for o in _fights(self).get(side, ()) if o.holds(country, on)))

    def parties_in(self, country: str, on: date | None = None) -> tuple[str, ...]:
        """The sides that fight in the country on that day, its government not among them."""
        own = self.government_of(country, on)
        pairs = (o for o in _fought_in(self).get(country, ()) if o.holds(country, on))
        return tuple(dict.fromkeys(o.side for o in pairs if o.side != own))

    def fights_in(self, side: str, on: date | None = None) -> tuple[str, ...]:
        """The countries where it fights on that day, in the order of the files."""
        pairs = (o for o in _fights(self).get(side, ()) if o.country is not None and o.holds(o.country, on))
        return tuple(dict.fromkeys(o.country for o in pairs if o.country is not None))

    def name_of(self, side: str) -> str:
        """The printed name of a side."""
        known = _by_side(self).get(side)
        return known.name if known is not None else side.removeprefix("new:").replace("-", " ")

    def actor_of(self, side: str) -> str | None:
        """The id of the actor that a side is named for; None for one no list knows."""
        known = _by_side(self).get(side)
        return known.actor_id if known is not None else None

    def country_of(self, side: str) -> str | None:
        """The country whose government the side is; None for others."""
        return _states(self).get(side)

    def sides(self) -> tuple[Side, ...]:
        """Every side: governments first, then groups, in the order of the files."""
        states = [Side(c.side, f"Government of {c.name}", c.side, c.code) for c in self.countries.values()]
        known = {state.side for state in states}
        groups = [
            Side(a.side, a.name, a.actor_id, a.countries[0] if a.countries else None)
            for a in self.actors.values()
            if a.side == a.actor_id and a.side not in known
        ]
        return (*states, *groups)

    def side_rows(self) -> tuple[tuple[str, str, str | None, str | None], ...]:
        """Rows for the table `sides`: side, name, actor_id, country."""
        return tuple((s.side, s.name, s.actor_id, s.country) for s in self.sides())

    def opponent_rows(self) -> tuple[tuple[str, str, str | None, int | None, int | None], ...]:
        """Rows for the table `opponents`, each pair both ways: side, opponent, country, day_start, day_end."""
        return tuple(
            (o.side, o.opponent, o.country, _day_number(o.since), _day_number(o.until)) for o in self.oppositions
        )


def _is_spelt(name: Name, words: Sequence[Word], at: int) -> bool:
    """Whether a name whose words stand there has the capitals that it must have."""
    here = words[at : at + len(name.words)]
    if name.exact and not all(_is_so_written(word, want) for word, want in zip(here, name.exact, strict=True)):
        return False
    return not name.capital or here[0].text[:1].isupper()


def _is_so_written(word: Word, want: str) -> bool:
    """Whether an abbreviation is written so, or a long one as some of the press write it: "Unita", "Minusma"."""
    text = word.text.replace(".", "")
    return text == want or (len(want) >= _SPOKEN and want.isupper() and text == want.capitalize())


_SPOKEN = 5  # letters of an abbreviation that may be spoken as a word


def _day_number(day: date | None) -> int | None:
    return None if day is None else (day - _EPOCH).days


@cache
def _fights(index: ActorIndex) -> Mapping[str, tuple[Opposition, ...]]:
    found: dict[str, list[Opposition]] = {}
    for pair in index.oppositions:
        found.setdefault(pair.side, []).append(pair)
    return {side: tuple(pairs) for side, pairs in found.items()}


@cache
def _fought_in(index: ActorIndex) -> Mapping[str, tuple[Opposition, ...]]:
    found: dict[str, list[Opposition]] = {}
    for pair in index.oppositions:
        if pair.country is not None:
            found.setdefault(pair.country, []).append(pair)
    return {country: tuple(pairs) for country, pairs in found.items()}


@cache
def _by_side(index: ActorIndex) -> Mapping[str, Side]:
    return {side.side: side for side in reversed(index.sides())}


@cache
def _states(index: ActorIndex) -> Mapping[str, str]:
    return {country.side: country.code for country in index.countries.values()}


@cache
def open_actors(*extra: Path) -> ActorIndex:
    """The index of conflict actors, with the user's own files laid over ours; read once.

    Raises:
        KnowledgeError: a file can't be used, or an actor stands on a side that isn't known.
    """
    tables, country_tables, force_tables, wars = load.read_tables(extra)
    countries = load.make_countries(country_tables)
    actors = {actor_id: load.make_actor(actor_id, table) for actor_id, table in tables.items()}
    _check_countries(actors, countries)
    oppositions = load.make_oppositions(tables, actors, countries, wars)
    _check_sides(actors, countries, oppositions)
    forces = {force: str(table["label"]) for force, table in force_tables.items()}
    return ActorIndex(actors, countries, forces, oppositions, _index_names(actors, countries))


def _check_countries(actors: Mapping[str, Actor], countries: Mapping[str, Country]) -> None:
    for actor in actors.values():
        unknown = [code for code in actor.countries if code not in countries]
        if unknown:
            raise KnowledgeError(
                f"actor [{actor.actor_id}] countries: found {unknown[0]!r}, expected codes of two capitals as in "
                "countries.toml, such as AF"
            )


def _check_sides(
    actors: Mapping[str, Actor], countries: Mapping[str, Country], oppositions: Sequence[Opposition]
) -> None:
    known = {c.side for c in countries.values()} | {a.actor_id for a in actors.values() if a.side == a.actor_id}
    for actor in actors.values():
        if actor.side not in known:
            raise KnowledgeError(
                f"actor [{actor.actor_id}] is on the side {actor.side!r}: no government and no actor on its own side"
            )
    for pair in oppositions:
        if pair.opponent not in known:
            raise KnowledgeError(f"{pair.side} is said to fight {pair.opponent!r}: no side; use the id of a side")


def _index_names(actors: Mapping[str, Actor], countries: Mapping[str, Country]) -> Mapping[str, tuple[Name, ...]]:
    found: dict[str, dict[Name, None]] = {}
    for name in (*_actor_names(actors), *_country_names(countries)):
        found.setdefault(name.words[0], {})[name] = None
    return {first: tuple(sorted(names, key=lambda n: -len(n.words))) for first, names in found.items()}


def _actor_names(actors: Mapping[str, Actor]) -> Iterator[Name]:
    for actor in actors.values():
        for alias in (actor.name, *actor.aliases):
            if alias not in actor.in_context and alias not in actor.places:
                yield _name(alias, NameKind.ACTOR, actor.actor_id)
        for alias in actor.in_context:
            yield _name(alias, NameKind.ACTOR, actor.actor_id, in_context=True)
        for alias in (*actor.places, *actor.seats):
            yield _name(alias, NameKind.TERRITORY, actor.actor_id)
        for person in actor.people:
            yield _name(person, NameKind.PERSON, actor.actor_id)


def _country_names(countries: Mapping[str, Country]) -> Iterator[Name]:
    for country in countries.values():
        for kind, phrases in (
            (NameKind.ADJECTIVE, country.adjectives),
            (NameKind.COUNTRY, (country.name, *country.names)),
            (NameKind.PEOPLE, country.people),
            (NameKind.SEAT, country.seats),
            (NameKind.METONYM, country.metonyms),
        ):
            for phrase in phrases:
                yield _name(phrase, kind, country.code)


def _is_abbreviation(word: str) -> bool:
    return word.isupper() or (len(word) <= _LONGEST_MIXED and sum(c.isupper() for c in word) > 1)


# "LeT", "HeI", "PoK"; longer names with capitals inside are names ("MaiMai").
_LONGEST_MIXED = 4


def _name(phrase: str, kind: NameKind, bearer: str, *, in_context: bool = False) -> Name:
    words = [word.text for word in split_words(phrase)]
    # An abbreviation in other case is another word (IS, US, AA); so is a single common word (Tigers, Polish).
    # So is one with capitals inside (LeT).
    exact = tuple(words) if len(words) == 1 and _is_abbreviation(words[0]) else None
    # A state's or a person's name is always written with a capital ("turkey" is a bird).
    capital = kind is not NameKind.ACTOR or (in_context and len(words) == 1)
    folded = tuple("'s" if word in ("'s", "’s") else fold(word) for word in words)
    return Name(folded, exact, kind, bearer, in_context, capital)
