"""Whose side a source is on and what sort it is, by the words of its phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from whoholds.reading.lexicon.roles import Belongs, SourceRole, open_roles, phrase_at
from whoholds.reference.actors import Actor, ActorIndex, Name, NameKind, Word, split_words
from whoholds.reference.publishers import Outlet, open_outlets
from whoholds.terms import ActorKind, SourceKind

_WHERE = frozenset({"in", "inside", "across"})  # "the UN mission in Mali" is not Mali's
_GOVERNS = frozenset({Belongs.GOVERNMENT, Belongs.ARMY})  # "the junta in Ouagadougou", not a resident or a rebel there
_BYSTANDERS = frozenset({SourceKind.RESIDENT, SourceKind.JOURNALIST, SourceKind.MONITOR})


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a source phrase holds, in its order."""

    sides: tuple[str, ...]  # of the groups and people it names
    states: tuple[str, ...]  # countries it names
    seats: tuple[str, ...]  # countries in whose capital it is
    outlets: tuple[Outlet, ...]
    roles: tuple[SourceRole, ...]


def side_of_phrase(  # noqa: PLR0913
    text: str,
    index: ActorIndex,
    *,
    country: str | None,
    sides_in_report: Sequence[str],
    publisher_side: str | None = None,
    on: date | None = None,
) -> tuple[str | None, SourceKind]:
    """The side a source belongs to and its kind.

    Args:
        text: the source as the report names it, with its apposition: "Inamuddin Rahmani, the Kunduz police spokesman".
        index: the actors known.
        country: the country the report is about.
        sides_in_report: the sides it names, in order.
        publisher_side: whose bulletin the report is; then unnamed officials are its own.
        on: the day of the report: governments change.

    Returns:
        Officials, police, councils and officers belong to the government of the country, unless the phrase names
        another side; residents, journalists and monitors to nobody (None). A phrase without a word we know is unnamed.
    """
    seen = _look(split_words(text), index, country, sides_in_report, on)
    role = seen.roles[0] if seen.roles else None
    kinds = [r.kind for r in seen.roles]
    if SourceKind.JOURNALIST in kinds:
        return None, SourceKind.JOURNALIST
    if role is not None and role.kind in _BYSTANDERS and not (seen.outlets and seen.outlets[0].side):
        return None, role.kind
    if seen.outlets and (seen.outlets[0].side or not seen.sides):
        return seen.outlets[0].side, seen.outlets[0].kind
    if seen.sides:
        return seen.sides[0], _kind_of(seen.sides[0], role, index)
    named = seen.states or (seen.seats if role is not None and role.belongs in _GOVERNS else ())
    state = index.government_of(named[0], on) if named else None
    if role is None:
        return state, SourceKind.OFFICIAL if state else SourceKind.UNNAMED
    return _by_role(text, role, index, state=state, country=country, sides=sides_in_report, own=publisher_side, on=on)


def _by_role(  # noqa: PLR0913
    text: str,
    role: SourceRole,
    index: ActorIndex,
    *,
    state: str | None,
    country: str | None,
    sides: Sequence[str],
    own: str | None,
    on: date | None,
) -> tuple[str | None, SourceKind]:
    """The side of a source that only its office or rank tells of, or the people or country it is of."""
    if text.lower() in open_roles().bare_ranks:
        role = SourceRole(role.kind, Belongs.EITHER)  # "the general" whom nobody introduced may be of either army
    of_army = role.belongs in (Belongs.ARMY, Belongs.EITHER)
    serves = of_army or role.belongs is Belongs.GOVERNMENT
    people = _party_of_people(text, index, country, sides) if state is None and serves else None
    if people is not None:
        return people or None, SourceKind.PARTY if people else role.kind  # "a Kurdish official": no government's
    home = _home(country, index, sides, own, on)
    if of_army and own is None:
        home = _army_at_war(home, index, country, sides, on)
    named = () if role.belongs is Belongs.EITHER and own is not None else sides  # a bulletin's commander is its own
    return _unnamed_side(role, index, home=home, state=state, sides=named)


def _look(
    words: Sequence[Word], index: ActorIndex, country: str | None, sides: Sequence[str], on: date | None
) -> _Seen:
    roles, outlets = open_roles(), open_outlets()
    found_sides: list[str] = []
    states: list[str] = []
    seats: list[str] = []
    found_outlets: list[Outlet] = []
    found_roles: list[SourceRole] = []
    at = 0
    while at < len(words):
        outlet = outlets.outlet_at(words, at)
        names = index.names_at(words, at)
        phrase = phrase_at(roles.sources, words, at)
        step = max(len(names[0].words) if names else 1, len(outlet.words) if outlet else 1)
        if phrase is not None and phrase[0] >= step:
            found_roles.append(phrase[1])
            step = phrase[0]
        elif outlet is not None and len(outlet.words) == step:
            found_outlets.append(outlet)
        for name in _at_home(names, index, country):
            if name.kind in (NameKind.ACTOR, NameKind.TERRITORY, NameKind.PERSON):
                side = index.actors[name.bearer].side
                is_then = name.kind is not NameKind.PERSON or index.actors[name.bearer].lives_on(on)
                if is_then and _fits(name, side, index, country, sides):
                    found_sides.append(side)
            elif at == 0 or (words[at - 1].folded not in _WHERE and words[at - 2].folded not in _WHERE):
                states.append(name.bearer)
            elif name.kind is NameKind.SEAT and words[at - 1].folded in _WHERE:
                seats.append(name.bearer)
        at += step
    return _Seen(tuple(found_sides), tuple(states), tuple(seats), tuple(found_outlets), tuple(found_roles))


def _at_home(names: Sequence[Name], index: ActorIndex, country: str | None) -> Sequence[Name]:
    """Of groups that share a name those of the report's country, if any are: Swat's Taliban are Pakistan's."""
    bearers = [(name, index.actors.get(name.bearer)) for name in names]
    here = [name for name, actor in bearers if actor is not None and actor.countries[:1] == (country,)]
    here = here or [name for name in names if name.bearer == country]  # "a Congolese colonel": of two states
    return here or names


def _fits(name: Name, side: str, index: ActorIndex, country: str | None, sides: Sequence[str]) -> bool:
    return (
        not name.in_context or side in sides or (country is not None and country in index.actors[name.bearer].countries)
    )


def _kind_of(side: str, role: SourceRole | None, index: ActorIndex) -> SourceKind:
    if role is not None and role.kind in (SourceKind.IMAGE, SourceKind.DOCUMENT):
        return role.kind
    return SourceKind.OFFICIAL if index.country_of(side) else SourceKind.PARTY


def _home(
    country: str | None, index: ActorIndex, sides: Sequence[str], publisher_side: str | None, on: date | None
) -> str | None:
    """The side that officials of no named side are taken to serve."""
    known = index.actors.get(publisher_side or "")
    if publisher_side is not None and not (known is not None and known.kind is ActorKind.EXTERNAL_FORCES):
        return publisher_side  # of a peacekeepers' bulletin "the government" is the country's
    if country is not None:
        return index.government_of(country, on)
    states = [side for side in dict.fromkeys(sides) if index.country_of(side)]
    return states[0] if len(states) == 1 else None


def _party_of_people(text: str, index: ActorIndex, country: str | None, sides: Sequence[str]) -> str | None:
    """The party of the people that the words name: "" where it is none the report names, None without such a party."""
    known = open_roles().modifiers
    people = next((w.folded for w in split_words(text) if known.get(w.folded) == "people"), None)
    theirs = [a for a in index.actors.values() if people and country in a.countries and _is_of(a, people)]
    if not theirs or people is None:
        return None
    named = {a.side for a in theirs} & set(sides)
    return named.pop() if len(named) == 1 else ""


def _is_of(actor: Actor, people: str) -> bool:
    """Whether one of the group's names has the people's: "Kurdish fighters"."""
    names = (actor.name, *actor.aliases, *actor.in_context, *actor.called)
    return any(people == word.folded for name in names for word in split_words(name))


def _army_at_war(
    home: str | None, index: ActorIndex, country: str | None, sides: Sequence[str], on: date | None
) -> str | None:
    """The one foreign army that fights in the country, where its own does not: Israel's in Gaza; else the country's."""
    if country is None or on is None or index.opponents_of(home or "", country, on):
        return home
    states = [s for s in dict.fromkeys(sides) if index.country_of(s) and index.opponents_of(s, country, on)]
    return states[0] if len(states) == 1 else home


def _unnamed_side(
    role: SourceRole, index: ActorIndex, *, home: str | None, state: str | None, sides: Sequence[str]
) -> tuple[str | None, SourceKind]:
    """The side of a source described by its office or trade alone, or with a country."""
    if role.belongs in (Belongs.GOVERNMENT, Belongs.ARMY):
        side = state or home
        party = side is not None and index.country_of(side) is None
        return side, SourceKind.PARTY if party and role.kind is SourceKind.OFFICIAL else role.kind
    groups = [side for side in dict.fromkeys(sides) if index.country_of(side) is None]
    if role.belongs is Belongs.EITHER:
        side = state or (home if not groups else None)  # "a commander in the plains" may be anybody's
        return side, role.kind if side is not None else SourceKind.UNNAMED
    if role.belongs is Belongs.PARTY:
        return (groups[0] if len(groups) == 1 else None), role.kind
    # "Russian sources": a party to the report's fight speaks, without a name.
    return (state if role.kind is SourceKind.UNNAMED and state in sides else None), role.kind
