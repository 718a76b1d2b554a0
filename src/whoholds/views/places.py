"""The places that claims concern. Grain: one row per place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from duckdb import DuckDBPyConnection

from whoholds.errors import UnknownPlace
from whoholds.reference.gazetteer import open_gazetteer, plain_key, similarity, skeleton
from whoholds.store.rows import Row

NEAR_ENOUGH = 0.5
"""How alike a name must be to be named as near to one the ledger doesn't know: half of the letters, so that a
guess at a spelling still meets it. It decides only what a message lists."""

SAME_NAME = 0.8
"""How alike two names of one skeleton must be to be taken for spellings of one name: one letter in five may differ."""

NEAR_LISTED = 5

# Levels in words; what is written for a place of any other precision is the place itself.
LEVELS = {"district": "district", "province": "province", "country": "country", "region": "region"}


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that any claim concerns."""

    place_id: str
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    admin2: str | None
    precision: str
    spellings: tuple[str, ...]  # as reports write it, sorted

    @property
    def is_provisional(self) -> bool:
        """Whether no gazetteer entry fits it yet."""
        return self.lat is None

    def full_name(self) -> str:
        """Name, level and parents: "Imam Sahib (district), Kunduz, AF"."""
        level = f" ({LEVELS[self.precision]})" if self.precision in LEVELS else ""
        parents = [p for p in (self.admin2, self.admin1, country_name(self.country)) if p and p != self.name]
        return ", ".join([self.name + level, *dict.fromkeys(parents)])


@cache
def country_name(code: str | None) -> str | None:
    """The name of a country by its ISO code; the code itself if no country has it."""
    if code is None:
        return None
    country = open_gazetteer().countries().get(code)
    return country.place.name if country else code


def list_places(con: DuckDBPyConnection, *, all_claims: bool = False) -> list[KnownPlace]:
    """Every place that any claim concerns, by name and place_id.

    Where claims give a place in several forms, the form that most of them give stands.

    Args:
        con: A connection to the ledger.
        all_claims: Also of claims that decisions set aside.
    """
    if all_claims or not has_named_places(con):
        return _known_places(*_places_of_claims(con, all_claims=all_claims))
    rows = con.execute(f"SELECT {FORM} FROM named_places").fetchall()
    return _known_places(rows, con.execute("SELECT place_id, text FROM spellings ORDER BY ALL").fetchall())


FORM = "place_id, name, lat, lon, country, admin1, admin2, precision"


def ask_places(con: DuckDBPyConnection, asked: str) -> list[KnownPlace]:
    """The places that a name or a place_id may mean, as find_places finds them; by an id, without listing all.

    Raises:
        UnknownPlace: None fits; the message lists what is near.
    """
    if has_named_places(con):
        rows = con.execute(f"SELECT {FORM} FROM named_places WHERE place_id = ?", [asked]).fetchall()
        if rows:
            written = con.execute("SELECT place_id, text FROM spellings WHERE place_id = ? ORDER BY ALL", [asked])
            return _known_places(rows, written.fetchall())
    return find_places(list_places(con), asked)


def _known_places(rows: Sequence[Row], written: Sequence[Row]) -> list[KnownPlace]:
    """Places by name: of each the first row, with all that is written for it."""
    spellings: dict[str, list[str]] = {}
    for place_id, text in written:
        spellings.setdefault(place_id, []).append(" ".join(text.split()))
    found: dict[str, KnownPlace] = {}
    for place_id, name, lat, lon, country, admin1, admin2, precision in rows:
        if place_id not in found:
            parents = (country, admin1, admin2)
            found[place_id] = KnownPlace(place_id, name, lat, lon, *parents, precision, tuple(spellings[place_id]))
    return sorted(found.values(), key=lambda place: (place.name, place.country or "", place.place_id))


def has_named_places(con: DuckDBPyConnection) -> bool:
    """Whether settling has listed the places; it has not in a ledger that was only read."""
    found = con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'named_places'").fetchall()
    return bool(found[0][0])


def _places_of_claims(con: DuckDBPyConnection, *, all_claims: bool) -> tuple[list[Row], list[Row]]:
    """What settling's named_places and spellings hold, from the claims themselves; the most frequent form first."""
    aside = "" if all_claims else "AND claim_id NOT IN (SELECT claim_id FROM left_out)"
    forms = con.execute(f"""
        SELECT {FORM}
        FROM claim_places WHERE role IN ('at', 'from', 'to') AND place_id IS NOT NULL {aside}
        GROUP BY ALL
        ORDER BY place_id, count(*) DESC, name, country, admin1, admin2, precision, lat, lon
    """).fetchall()
    written = con.execute(f"""
        SELECT DISTINCT place_id, text
        FROM claim_places WHERE role IN ('at', 'from', 'to') AND place_id IS NOT NULL {aside}
        ORDER BY ALL
    """).fetchall()
    return forms, written


def find_places(places: Sequence[KnownPlace], asked: str) -> list[KnownPlace]:
    """The places that a name may mean: by id, by name, by a spelling of a report, then by a like spelling.

    Args:
        places: What the ledger knows.
        asked: A place_id, or a name, with its parents after commas if need be ("Imam Sahib, Kunduz").

    Returns:
        One or more places, all of the closest kind of match.

    Raises:
        UnknownPlace: None fits; the message lists what is near.
    """
    by_id = [place for place in places if place.place_id == asked]
    if by_id:
        return by_id
    name, *parents = [plain_key(part) for part in asked.split(",")]
    within = [place for place in places if all(_is_within(place, parent) for parent in parents)]
    for fits in (_is_named, _is_written, _is_spelt_alike, _is_part):
        found = [place for place in within if fits(place, name)]
        if found:
            return found
    raise UnknownPlace(_what_is_near(places, asked, name))


def _is_within(place: KnownPlace, parent: str) -> bool:
    above = (place.admin2, place.admin1, place.country, country_name(place.country))
    parents = [plain_key(p) for p in above if p]
    return parent in parents or (parent in LEVELS and LEVELS[parent] == place.precision)


def _is_named(place: KnownPlace, name: str) -> bool:
    return plain_key(place.name) == name


def _is_written(place: KnownPlace, name: str) -> bool:
    return any(plain_key(spelling) == name for spelling in place.spellings)


def _is_spelt_alike(place: KnownPlace, name: str) -> bool:
    keys = {plain_key(spelling) for spelling in (place.name, *place.spellings)}
    return any(skeleton(key) == skeleton(name) != "" and similarity(key, name) >= SAME_NAME for key in keys)


def _is_part(place: KnownPlace, name: str) -> bool:
    # "Imam Sahib district" asks for Imam Sahib, and "Sahib" may.
    mine, asked = set(plain_key(place.name).split()), set(name.split())
    return bool(mine) and bool(asked) and (asked <= mine or mine <= asked)


def _what_is_near(places: Sequence[KnownPlace], asked: str, name: str) -> str:
    if not places:
        return f"found no place “{asked}”: no claim in this ledger concerns a place; `whoholds coverage` says why"
    scored = [(max(similarity(plain_key(s), name) for s in (p.name, *p.spellings)), p) for p in places]
    near = [p for score, p in sorted(scored, key=lambda pair: (-pair[0], pair[1].name)) if score >= NEAR_ENOUGH]
    listed = "; ".join(place.full_name() for place in near[:NEAR_LISTED])
    if listed:
        return f"found no place “{asked}”; near in spelling: {listed}"
    return (
        f"found no place “{asked}” among the {len(places):,} that claims concern; `whoholds control LEDGER` lists them"
    )


def which_of(found: Sequence[KnownPlace], asked: str) -> str:
    """The message for a name that means several places: each with the id to ask for it by."""
    listed = "\n".join(f"  {place.full_name()}  [{place.place_id}]" for place in found)
    return f"“{asked}” may mean {len(found)} places; ask again with a parent (“Name, Province”) or the id:\n{listed}"
