"""Look places up: exact key, then spelling variants by skeleton, then one slip of the pen."""

from __future__ import annotations

import math
import tomllib
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from string import ascii_lowercase

from whoholds.records import Place
from whoholds.reference.gazetteer.names import plain_key, similarity, skeleton
from whoholds.reference.gazetteer.table import DEGREE, MANY, NO_COORDINATE, NONE, Kind, Table, open_table
from whoholds.terms import PlacePrecision

FOLDER = Path(__file__).parent

# Below, a shared skeleton is chance: Hlyboke and Glubokoye have 0.74, Robotyne and Rybotyn, two villages, 0.81.
LEAST_SIMILARITY = 0.7
# One slip in a shorter word makes another word: Kona and Konna, Sala and Saba.
SHORTEST_FUZZY = 6

_PRECISION = {
    Kind.CONTINENT: PlacePrecision.REGION,
    Kind.COUNTRY: PlacePrecision.COUNTRY,
    Kind.ADM1: PlacePrecision.PROVINCE,
    Kind.ADM2: PlacePrecision.DISTRICT,
    Kind.TOWN: PlacePrecision.PLACE,
}
_KINDS = tuple(Kind)
# How much a kind weighs beside the decimal logarithm of its population; a unit holds more people than its name fame.
_WEIGHT = {Kind.CONTINENT: 9.0, Kind.COUNTRY: 3.0, Kind.ADM1: 0.3, Kind.ADM2: -1.2, Kind.TOWN: 0.0}
_CAPITAL_WEIGHT = 1.0
LEAST_CAPITAL = 50_000  # people; a village may share the capital's name


class How(StrEnum):
    """How a name was matched, best first."""

    NAME = "name"
    """Its plain key is one of the place's names."""
    SPELLING = "spelling"
    """A transliteration of one of its names."""
    NEAR = "near"
    """One letter away from one of its names."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a name may mean. Grain: one place, with the best way it matched."""

    place: Place
    kind: Kind
    how: How
    similarity: float  # of the keys, 0 to 1
    own: bool  # the name is the one the place is shown with
    importance: float  # decimal logarithm of the population, weighed by kind


@dataclass(frozen=True, slots=True)
class Brief:
    """What a plain key stands for, without its places. Grain: one key."""

    importance: float  # of the best-known place of that name
    kind: Kind  # of that place
    country: str | None  # of that place
    countries: frozenset[str]  # in which any place bears it


@dataclass(frozen=True, slots=True)
class Country:
    """A country with what its people are called. Grain: one ISO code."""

    code: str
    place: Place
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str | None
    neighbours: tuple[str, ...]


class Gazetteer:
    """Places by name and id. Rows from the compiled table, after them the regions of regions.toml."""

    def __init__(self, table: Table, regions: Mapping[str, Mapping[str, Sequence[object]]]) -> None:
        """Lay the regions over the table."""
        self._table = table
        self._regions = tuple(_read_region(slug, region) for slug, region in regions.items())
        self._region_rows: dict[str, list[int]] = {}
        for row, region in enumerate(regions.values(), table.starts[-1]):
            for name in region["names"]:
                self._region_rows.setdefault(plain_key(str(name)), []).append(row)
        self.place_at = lru_cache(maxsize=65536)(self._read_place)
        self.candidates = lru_cache(maxsize=16384)(self._find_candidates)
        self.brief = lru_cache(maxsize=65536)(self._read_brief)
        self._countries: dict[str, Country] = {}

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places a name may mean, the likeliest without any context first; empty when nothing is near."""
        return tuple(candidate.place for candidate in self.candidates(name))

    def knows(self, key: str) -> bool:
        """Whether a plain key is a name of some place."""
        return key in self._table.names or key in self._region_rows

    def spelt(self, key: str, countries: frozenset[str], *, at_least: float) -> bool:
        """Whether a place in one of the countries has a name that is a spelling variant of the key."""
        return any(
            likeness >= at_least and any(self._country_at(row) in countries for row in self._rows_of(name))
            for name, likeness in self._spellings(key, at_least=at_least)
        )

    def rows(self, key: str) -> tuple[int, ...]:
        """Table rows that bear this plain key, in row order: continents, countries, ADM1, ADM2, towns, regions."""
        table = self._table
        regions = tuple(self._region_rows.get(key, ()))
        name = table.names.get(key)
        return (*self._rows_of(name), *regions) if name is not None else regions

    def kind_at(self, row: int) -> Kind:
        """The kind of a row."""
        starts = self._table.starts
        return Kind.CONTINENT if row >= starts[-1] else _KINDS[bisect_right(starts, row) - 1]

    def find(self, place_id: str) -> Place | None:
        """The place with an id of this gazetteer."""
        row = self._row_of(place_id)
        return None if row is None else self.place_at(row)

    def parents(self, place: Place) -> tuple[Place, ...]:
        """The units around a place, smallest first, its country last."""
        row = self._row_of(place.place_id)
        return tuple(self.place_at(parent) for parent in self._parents_of(row)) if row is not None else ()

    def within(self, place: Place, parent: Place) -> bool:
        """Whether a place is another or lies in it by the hierarchy of units."""
        if place.place_id == parent.place_id or parent in self.parents(place):
            return True
        row, first = self._row_of(parent.place_id), self._table.starts[-1]
        return row is not None and row >= first and place.country in self._regions[row - first][1]

    def towns(self) -> Iterator[Place]:
        """Every populated place, in row order."""
        starts = self._table.starts
        return (self._read_place(row) for row in range(starts[Kind.TOWN], starts[Kind.TOWN + 1]))

    def seat(self, unit: Place) -> Place | None:
        """The town an ADM2 unit shares its name with."""
        row = self._row_of(unit.place_id)
        if row is None or self.kind_at(row) is not Kind.ADM2:
            return None
        town = self._table.seat[row - self._table.starts[Kind.ADM2]]
        return None if town == NONE else self.place_at(town)

    def countries(self) -> Mapping[str, Country]:
        """All countries by ISO code, with names, demonyms, capital and neighbours."""
        if not self._countries:
            known = tomllib.loads((FOLDER / "countries.toml").read_text(encoding="utf-8"))
            table = self._table
            for offset, code in enumerate(table.countries):
                place = self.place_at(table.starts[Kind.COUNTRY] + offset)
                more = known.get(code, {})
                self._countries[code] = Country(
                    code=code,
                    place=place,
                    names=(place.name, *more.get("names", ())),
                    demonyms=tuple(more.get("demonyms", ())),
                    capital=table.capitals.get(code),
                    neighbours=table.neighbours.get(code, ()),
                )
        return self._countries

    def is_slavic(self, country: str | None) -> bool:
        """Whether a country's names are keyed with h and g as one letter."""
        return country in self._table.slavic

    @property
    def sources(self) -> Mapping[str, str]:
        """The version of each package the table was compiled from."""
        return self._table.sources

    def _read_brief(self, key: str) -> Brief | None:
        """What a plain key stands for; None when it names nothing."""
        rows = self.rows(key)
        if not rows:
            return None
        importance, row = max((self._importance(row), -row) for row in rows)
        countries = frozenset(code for row in rows if (code := self._country_at(row)) is not None)
        return Brief(importance, self.kind_at(-row), self._country_at(-row), countries)

    def _find_candidates(self, name: str) -> tuple[Candidate, ...]:
        key = plain_key(name)
        found = {row: self._candidate(row, key, How.NAME, 1.0) for row in self.rows(key)}
        for other, likeness in self._spellings(key):
            for row in self._rows_of(other):
                best = found.get(row)
                if best is None or (best.how is How.SPELLING and best.similarity < likeness):
                    found[row] = self._candidate(row, key, How.SPELLING, likeness)
        if not found and len(key.replace(" ", "")) >= SHORTEST_FUZZY:
            likeness = 1.0 - 1.0 / len(key)
            rows = [row for other in _slips(key) for row in self.rows(other)]
            found = {row: self._candidate(row, key, How.NEAR, likeness) for row in rows}
        order = list(How)
        return tuple(sorted(found.values(), key=lambda c: (order.index(c.how), -c.importance, c.place.place_id)))

    def _candidate(self, row: int, key: str, how: How, likeness: float) -> Candidate:
        place = self.place_at(row)
        own = plain_key(place.name) == key
        return Candidate(place, self.kind_at(row), how, likeness, own, self._importance(row))

    def _spellings(self, key: str, *, at_least: float = LEAST_SIMILARITY) -> Iterator[tuple[int, float]]:
        """Names that share a skeleton with the key and look alike."""
        table = self._table
        for slavic in (False, True):
            bones = skeleton(key, slavic=slavic)
            if len(bones) < 2 or not key:
                continue
            bone = zlib.crc32(bones.encode())
            at = bisect_left(table.bone, bone)
            while at < len(table.bone) and table.bone[at] == bone:
                other = table.names.restore_key(table.boned[at])
                likeness = similarity(key, other, at_least=at_least)
                if other != key and likeness >= at_least and skeleton(other, slavic=slavic) == bones:
                    yield table.boned[at], likeness
                at += 1

    def _rows_of(self, name: int) -> tuple[int, ...]:
        table = self._table
        posting = table.posting[name]
        if not posting & MANY:
            return (posting,)
        at = posting - MANY
        return tuple(table.shared[at + 1 : at + 1 + table.shared[at]])

    def _importance(self, row: int) -> float:
        table = self._table
        if row >= table.starts[-1]:
            return 8.0
        kind = self.kind_at(row)
        weight = math.log10(1 + table.population[row]) + _WEIGHT[kind]
        if kind is Kind.TOWN:
            weight += _CAPITAL_WEIGHT if self._is_capital(row) else 0.0
        return weight

    def _is_capital(self, row: int) -> bool:
        """Whether a town of some size bears the name of its country's capital."""
        if self._table.population[row] < LEAST_CAPITAL:
            return False
        capital = self._table.capitals.get(self._country_at(row) or "")
        name = self._table.displays.restore_key(self._table.display[row])
        return capital is not None and plain_key(capital) == plain_key(name)

    def _parents_of(self, row: int) -> list[int]:
        table, parents = self._table, []
        while row < table.starts[-1] and table.parent[row] != NONE:
            row = table.parent[row]
            parents.append(row)
        return parents

    def _row_of(self, place_id: str) -> int | None:
        scheme, _, rest = place_id.partition(":")
        starts = self._table.starts
        if scheme == "region":
            ids = [place.place_id for place, _ in self._regions]
            return starts[-1] + ids.index(place_id) if place_id in ids else None
        if scheme != "gn" or not rest.isdecimal():
            return None
        for kind in Kind:
            row = bisect_left(self._table.geoname, int(rest), starts[kind], starts[kind + 1])
            if row < starts[kind + 1] and self._table.geoname[row] == int(rest):
                return row
        return None

    def _country_at(self, row: int) -> str | None:
        table = self._table
        if row >= table.starts[-1]:
            return self.place_at(row).country
        while table.parent[row] != NONE:
            row = table.parent[row]
        at = row - table.starts[Kind.COUNTRY]
        return table.countries[at] if 0 <= at < len(table.countries) else None

    def _read_place(self, row: int) -> Place:
        table = self._table
        if row >= table.starts[-1]:
            return self._regions[row - table.starts[-1]][0]
        around = {self.kind_at(parent): parent for parent in (row, *self._parents_of(row))}
        names = {kind: table.displays.restore_key(table.display[at]) for kind, at in around.items()}
        country = around.get(Kind.COUNTRY)
        lat, lon = table.lat[row], table.lon[row]
        return Place(
            place_id=f"gn:{table.geoname[row]}",
            name=names[self.kind_at(row)],
            lat=None if lat == NO_COORDINATE else lat / DEGREE,
            lon=None if lon == NO_COORDINATE else lon / DEGREE,
            country=None if country is None else table.countries[country - table.starts[Kind.COUNTRY]],
            admin1=names.get(Kind.ADM1),
            admin2=names.get(Kind.ADM2),
            precision=_PRECISION[self.kind_at(row)],
            population=table.population[row],
        )


def _read_region(slug: str, region: Mapping[str, Sequence[object]]) -> tuple[Place, frozenset[str]]:
    countries = frozenset(str(code) for code in region["countries"])
    lat, lon = (float(str(degrees)) for degrees in region["middle"])
    place = Place(
        place_id=f"region:{slug}",
        name=str(region["names"][0]),
        lat=lat,
        lon=lon,
        country=next(iter(countries)) if len(countries) == 1 else None,
        admin1=None,
        admin2=None,
        precision=PlacePrecision.REGION,
    )
    return place, countries


def _slips(key: str) -> Iterator[str]:
    """All strings one insertion, deletion, substitution or swap away; the first letter stays."""
    for at in range(1, len(key) + 1):
        head, tail = key[:at], key[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in ascii_lowercase + " ":
            yield head + letter + tail
            if tail and tail[0] != letter:
                yield head + letter + tail[1:]


@lru_cache(maxsize=1)
def open_gazetteer() -> Gazetteer:
    """The shipped gazetteer, memory-mapped and opened once a process.

    Raises:
        KnowledgeError: its files are missing or unreadable.
    """
    regions = tomllib.loads((FOLDER / "regions.toml").read_text(encoding="utf-8"))
    return Gazetteer(open_table(FOLDER / "data"), regions)
