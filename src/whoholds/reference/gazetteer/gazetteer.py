"""Look places up: exact key, then spelling variants by skeleton, then one slip of the pen."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from string import ascii_lowercase

from whoholds.records import Place
from whoholds.reference.gazetteer.names import plain_key
from whoholds.reference.gazetteer.rows import Rows
from whoholds.reference.gazetteer.table import Kind, Table, open_table
from whoholds.terms import PlacePrecision

FOLDER = Path(__file__).parent

# Below, a shared skeleton is chance: Hlyboke and Glubokoye have 0.74, Robotyne and Rybotyn, two villages, 0.81.
LEAST_SIMILARITY = 0.7
# One slip in a shorter word makes another word: Kona and Konna, Sala and Saba.
SHORTEST_FUZZY = 6
REGION_IMPORTANCE = 8.0  # of "Sahel" and the like: above any town


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
    is_seat: bool = False  # a district goes by this town's id


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

    def __init__(
        self,
        tables: Sequence[Table],
        regions: Mapping[str, Mapping[str, Sequence[object]]],
        *,
        outlines: tuple[Path, ...] = (),
    ) -> None:
        """Lay the regions over the tables: the shipped one, after it those of added countries with their outlines."""
        self.outlines = outlines
        self._rows = Rows(tables)
        self._regions = tuple(_read_region(slug, region) for slug, region in regions.items())
        self._region_rows: dict[str, list[int]] = {}
        for row, region in enumerate(regions.values(), self._rows.end):
            for name in region["names"]:
                self._region_rows.setdefault(plain_key(str(name)), []).append(row)
        self.place_at = lru_cache(maxsize=65536)(self._read_place)
        self._row_of = lru_cache(maxsize=65536)(self._find_row)
        self.candidates = lru_cache(maxsize=16384)(self._find_candidates)
        self.spelt = lru_cache(maxsize=16384)(self._is_spelt)
        self.brief = lru_cache(maxsize=65536)(self._read_brief)
        self._countries: dict[str, Country] = {}

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places a name may mean, the likeliest without any context first; empty when nothing is near."""
        return tuple(candidate.place for candidate in self.candidates(name))

    def knows(self, key: str) -> bool:
        """Whether a plain key is a name of some place."""
        return self._rows.knows(key) or key in self._region_rows

    def _is_spelt(self, key: str, countries: frozenset[str], *, at_least: float) -> bool:
        """Whether a place in one of the countries has a name that is a spelling variant of the key."""
        return next(self._rows.spellings(key, at_least=at_least, countries=countries), None) is not None

    def rows(self, key: str) -> tuple[int, ...]:
        """Table rows that bear this plain key, in row order: continents, countries, ADM1, ADM2, towns, regions."""
        return (*self._rows.of_key(key), *self._region_rows.get(key, ()))

    def kind_at(self, row: int) -> Kind:
        """The kind of a row."""
        return Kind.CONTINENT if row >= self._rows.end else self._rows.kind(row)

    def find(self, place_id: str) -> Place | None:
        """The place with an id of this gazetteer."""
        row = self._row_of(place_id)
        return None if row is None else self.place_at(row)

    def parents(self, place: Place) -> tuple[Place, ...]:
        """The units around a place, smallest first, its country last."""
        row = self._row_of(place.place_id)
        if row is None or row >= self._rows.end:
            return ()
        return tuple(self.place_at(parent) for parent in self._rows.around(row))

    def within(self, place: Place, parent: Place) -> bool:
        """Whether a place is another or lies in it by the hierarchy of units."""
        if place.place_id == parent.place_id or parent in self.parents(place):
            return True
        row, first = self._row_of(parent.place_id), self._rows.end
        return row is not None and row >= first and place.country in self._regions[row - first][1]

    def towns(self) -> Iterator[Place]:
        """Every populated place, in row order."""
        return (self._rows.place(row) for row in self._rows.of_kind(Kind.TOWN))

    def units(self, kind: Kind) -> Iterator[Place]:
        """Every unit of a kind, in row order."""
        return (self._rows.place(row) for row in self._rows.of_kind(kind))

    def find_pcode(self, pcode: str) -> Place | None:
        """The unit with an OCHA p-code, where its country was added."""
        ids = (table.pcodes.get(pcode.upper()) for table in self._rows.tables)
        return next((self.find(place_id) for place_id in ids if place_id is not None), None)

    def pcode(self, place_id: str) -> str | None:
        """OCHA's p-code of a unit, where its country was added."""
        return next((code for table in self._rows.tables for code, i in table.pcodes.items() if i == place_id), None)

    def seat(self, unit: Place) -> Place | None:
        """The town an ADM2 unit shares its name with."""
        row = self._row_of(unit.place_id)
        town = self._rows.seat(row) if row is not None and row < self._rows.end else None
        return None if town is None else self.place_at(town)

    def countries(self) -> Mapping[str, Country]:
        """All countries by ISO code, with names, demonyms, capital and neighbours."""
        if not self._countries:
            known = tomllib.loads((FOLDER / "countries.toml").read_text(encoding="utf-8"))
            table = self._rows.tables[0]
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
        return country in self._rows.tables[0].slavic

    @property
    def sources(self) -> Mapping[str, str]:
        """The version of each package the table was compiled from."""
        return self._rows.tables[0].sources

    def _read_brief(self, key: str) -> Brief | None:
        """What a plain key stands for; None when it names nothing."""
        rows = self.rows(key)
        if not rows:
            return None
        importance, row = max((self._importance(row), -row) for row in rows)
        countries = frozenset(code for row in rows if (code := self._country_at(row)) is not None)
        return Brief(importance, self.kind_at(-row), self._country_at(-row), countries)

    def _find_candidates(
        self, name: str, countries: frozenset[str] | None = None, at_least: float = LEAST_SIMILARITY
    ) -> tuple[Candidate, ...]:
        """Places that may be meant, best first; with countries, spellings only of places in them."""
        key = plain_key(name)
        found = {row: self._candidate(row, key, How.NAME, 1.0) for row in self.rows(key)}
        for rows, likeness in self._rows.spellings(key, at_least=at_least, countries=countries):
            for row in rows:
                best = found.get(row)
                if best is None or (best.how is How.SPELLING and best.similarity < likeness):
                    found[row] = self._candidate(row, key, How.SPELLING, likeness)
        likeness = 1.0 - 1.0 / max(len(key), 1)
        if not found and likeness >= at_least and len(key.replace(" ", "")) >= SHORTEST_FUZZY:
            near = [row for other in _slips(key) for row in self.rows(other)]
            found = {row: self._candidate(row, key, How.NEAR, likeness) for row in near}
        order = list(How)
        return tuple(sorted(found.values(), key=lambda c: (order.index(c.how), -c.importance, c.place.place_id)))

    def _candidate(self, row: int, key: str, how: How, likeness: float) -> Candidate:
        place = self.place_at(row)
        own = plain_key(place.name) == key
        return Candidate(place, self.kind_at(row), how, likeness, own, self._importance(row))

    def _importance(self, row: int) -> float:
        return REGION_IMPORTANCE if row >= self._rows.end else self._rows.importance(row)

    def _find_row(self, place_id: str) -> int | None:
        if place_id.startswith("region:"):
            ids = [place.place_id for place, _ in self._regions]
            return self._rows.end + ids.index(place_id) if place_id in ids else None
        return self._rows.of_id(place_id)

    def _country_at(self, row: int) -> str | None:
        return self.place_at(row).country if row >= self._rows.end else self._rows.country(row)

    def _read_place(self, row: int) -> Place:
        end = self._rows.end
        return self._regions[row - end][0] if row >= end else self._rows.place(row)


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


@lru_cache(maxsize=4)
def open_gazetteer(added: Path | None = None) -> Gazetteer:
    """The shipped gazetteer, with the countries of a folder laid over it, memory-mapped and opened once a process.

    Args:
        added: the folder that `whoholds gazetteer add` fills; None, or a folder that isn't there: nothing is added.

    Raises:
        KnowledgeError: its files are missing or unreadable.
    """
    regions = tomllib.loads((FOLDER / "regions.toml").read_text(encoding="utf-8"))
    folders = sorted(path.parent for path in added.glob("*/table")) if added is not None else []
    tables = [open_table(path) for path in (FOLDER / "data", *(folder / "table" for folder in folders))]
    drawn = tuple(path for folder in folders if (path := folder / "outlines.tsv.gz").exists())
    return Gazetteer(tables, regions, outlines=drawn)
