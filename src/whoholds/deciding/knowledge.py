"""What the words of a decision mean: claims, reports, places and sides, looked up in the ledger and in reference."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from duckdb import DuckDBPyConnection

from whoholds.errors import DecisionRefused, UnknownPlace
from whoholds.records import ClaimActor
from whoholds.reference.actors import Actor, ActorIndex
from whoholds.reference.gazetteer import open_gazetteer, plain_key
from whoholds.terms import ActorKind, ActorRole, PlacePrecision
from whoholds.views.places import KnownPlace, find_places, list_places

MANY = 5
"""How many candidates a message lists."""


class Knowledge:
    """A ledger and the actors known, to look words up in."""

    def __init__(self, con: DuckDBPyConnection, actors: ActorIndex) -> None:
        """Look up in a ledger, by a connection to it, and in an index of actors. Nothing is read yet."""
        self.con = con
        self.actors = actors

    @cached_property
    def _places(self) -> list[KnownPlace]:
        return list_places(self.con, all_claims=True)

    def claim_id(self, asked: str) -> str:
        """The claim_id that begins so.

        Raises:
            DecisionRefused: No claim's does, or those of several do.
        """
        return self._one("claims", "claim_id", asked, "`whoholds claims LEDGER --format csv` lists them")

    def decision_id(self, asked: str) -> str:
        """The decision_id that begins so."""
        return self._one("decisions", "decision_id", asked, "`whoholds decisions LEDGER` lists them")

    def report_id(self, asked: str) -> str:
        """The report with this path, or whose report_id begins so."""
        by_path = self.con.execute("SELECT report_id FROM reports WHERE path = ? ORDER BY 1", [asked]).fetchall()
        if len(by_path) == 1:
            return str(by_path[0][0])
        return self._one("reports", "report_id", asked, "name it by its path or report_id, as `whoholds claims` does")

    def _one(self, table: str, column: str, asked: str, hint: str) -> str:
        query = f"SELECT {column} FROM {table} WHERE starts_with({column}, ?) ORDER BY 1"
        found = [row[0] for row in self.con.execute(query, [asked]).fetchall()]
        if len(found) == 1 or asked in found:
            return asked if asked in found else str(found[0])
        noun = column.removesuffix("_id")
        if not found:
            raise DecisionRefused(f"found no {noun} {asked!r} in this ledger: {hint}")
        raise DecisionRefused(f"{asked!r} begins the ids of {len(found)} {noun}s: write more of it")

    def known_place(self, asked: str) -> KnownPlace:
        """The place that some claim concerns.

        Raises:
            DecisionRefused: No claim concerns it, or the words may mean several.
        """
        found = self._in_ledger(asked)
        if not found:
            raise DecisionRefused(f"no claim concerns a place {asked!r}: add a claim about it instead of a status")
        return _only(found, asked)

    def place(self, asked: str) -> KnownPlace:
        """The place that the words mean: one that claims concern, else one of the gazetteer.

        Raises:
            DecisionRefused: Neither knows it, or the words may mean several.
        """
        return _only(self._in_ledger(asked) or _in_gazetteer(asked), asked)

    def _in_ledger(self, asked: str) -> list[KnownPlace]:
        try:
            found = find_places(self._places, asked)
        except UnknownPlace:
            return []
        # Spellings that are merely alike will do to ask by, not to decide by.
        name = plain_key(asked.partition(",")[0])
        return [p for p in found if p.place_id == asked or name in (plain_key(p.name), *map(plain_key, p.spellings))]

    def actor(self, asked: str, role: ActorRole) -> ClaimActor:
        """The actor that an id or a name means, in a role.

        Raises:
            DecisionRefused: Neither reference/actors nor a claim of the ledger names it, or the name means several.
        """
        known = self._known_actors(asked)
        if len(known) == 1:
            one = known[0]
            return ClaimActor(role, one.name, one.actor_id, one.side, one.kind, None, None, None)
        if known:
            listed = ", ".join(sorted(one.actor_id for one in known)[:MANY])
            raise DecisionRefused(f"{asked!r} may mean several actors: name one by its id ({listed})")
        named = self._named_in_claims.get(asked)
        if named is None:
            raise DecisionRefused(
                f"found no actor {asked!r} in reference/actors or in a claim of this ledger: name it as a claim does, "
                "or give it an entry in an actors file of your own (see docs/settings.md)"
            )
        name, actor_id, side, kind = named
        return ClaimActor(role, name, actor_id, side, ActorKind(kind), None, None, None)

    def _known_actors(self, asked: str) -> Sequence[Actor]:
        if asked in self.actors.actors:
            return (self.actors.actors[asked],)
        country = self.actors.country_of(asked)
        if country is not None:
            return (self.actors.state_actor(country),)
        named = [actor for actor in self.actors.named(asked) if actor.name == asked] or self.actors.named(asked)
        if named:
            return named
        by_full_name = [s.country for s in self.actors.sides() if s.name == asked and s.country]
        if by_full_name:
            return (self.actors.state_actor(by_full_name[0]),)
        state = self.actors.state_named(asked)
        return (state,) if state else ()

    @cached_property
    def _named_in_claims(self) -> dict[str, tuple[str, str | None, str | None, str]]:
        # By side, id and name; where one stands for several, the first in the alphabet.
        rows = self.con.execute("""
            SELECT DISTINCT name, actor_id, side, kind FROM claim_actors
            WHERE coalesce(side, actor_id) IS NOT NULL ORDER BY ALL DESC
        """).fetchall()
        found: dict[str, tuple[str, str | None, str | None, str]] = {}
        for key in (0, 2, 1):
            found.update({row[key]: row for row in rows if row[key] is not None})
        return found


def _in_gazetteer(asked: str) -> list[KnownPlace]:
    gazetteer = open_gazetteer()
    by_id = gazetteer.find(asked) if ":" in asked else None
    name, *parents = [part.strip() for part in asked.split(",")]
    found: list[KnownPlace] = []
    for candidate in (by_id,) if by_id else gazetteer.lookup(name):
        place = KnownPlace(
            *(candidate.place_id, candidate.name, candidate.lat, candidate.lon, candidate.country),
            *(candidate.admin1, candidate.admin2, candidate.precision, ()),
        )
        above = {plain_key(p.name) for p in gazetteer.parents(candidate)} | {(candidate.country or "").lower()}
        if by_id or all(plain_key(parent) in above or parent.lower() in above for parent in parents):
            found.append(place)
    return found


def _only(found: Sequence[KnownPlace], asked: str) -> KnownPlace:
    if len(found) == 1:
        return found[0]
    if not found:
        raise DecisionRefused(f"found no place {asked!r} in this ledger or in the gazetteer: check the spelling")
    listed = "; ".join(f"{place.full_name()} [{place.place_id}]" for place in found[:MANY])
    raise DecisionRefused(f"{asked!r} may mean {len(found)} places: add a parent, or name one by its id: {listed}")


def precision_of(place: KnownPlace) -> PlacePrecision:
    """The precision of a claim's place made from a known one."""
    return PlacePrecision(place.precision)
