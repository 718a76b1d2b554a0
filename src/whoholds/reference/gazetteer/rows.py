"""The rows of several compiled tables as one: the shipped one, after it those of countries that were added in full.

An added country holds all that the shipped table knows of it, and more; the shipped rows of that country are hidden.
Rows are numbered through the tables in order; after the last table's come the regions, which the gazetteer keeps.
"""

from __future__ import annotations

import math
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from whoholds.records import Place
from whoholds.reference.gazetteer.names import plain_key, similarity, skeleton
from whoholds.reference.gazetteer.table import DEGREE, MANY, NO_COORDINATE, NONE, OWN, Kind, Table
from whoholds.terms import PlacePrecision

PRECISION = {
    Kind.CONTINENT: PlacePrecision.REGION,
    Kind.COUNTRY: PlacePrecision.COUNTRY,
    Kind.ADM1: PlacePrecision.PROVINCE,
    Kind.ADM2: PlacePrecision.DISTRICT,
    Kind.TOWN: PlacePrecision.PLACE,
    Kind.FEATURE: PlacePrecision.PLACE,
}
_KINDS = tuple(Kind)
# How much a kind weighs beside the decimal logarithm of its population; a unit holds more people than its name fame.
_WEIGHT = {Kind.CONTINENT: 9.0, Kind.COUNTRY: 3.0, Kind.ADM1: 0.3, Kind.ADM2: -1.2, Kind.TOWN: 0.0, Kind.FEATURE: -0.6}
_CAPITAL_WEIGHT = 1.0
LEAST_CAPITAL = 50_000  # people; a village may share the capital's name


class Rows:
    """Rows of one or several tables by number, key, skeleton and id."""

    def __init__(self, tables: Sequence[Table]) -> None:
        """Number the rows of the tables, the shipped one first."""
        self.tables = tuple(tables)
        self._firsts = (0, *accumulate(table.starts[-1] for table in tables))
        self._hidden = frozenset(code for table in self.tables[1:] for code in table.countries)
        self.end = self._firsts[-1]
        self.country = lru_cache(maxsize=65536)(self._country)

    def knows(self, key: str) -> bool:
        """Whether some row bears the plain key."""
        for table in self.tables:  # noqa: SIM110 - asked of each capitalised word, where a generator takes twice the time
            if key in table.names:
                return True
        return False

    def of_key(self, key: str) -> tuple[int, ...]:
        """The rows that bear a plain key, by table and kind."""
        found: list[int] = []
        for at, table in enumerate(self.tables):
            name = table.names.get(key)
            if name is not None:
                found += self._of_name(at, name)
        return tuple(found)

    def spellings(
        self, key: str, *, at_least: float, countries: frozenset[str] | None = None
    ) -> Iterator[tuple[tuple[int, ...], float]]:
        """Rows of names that share a skeleton with the key and look alike, a name at a time, with how alike.

        Args:
            key: a plain key.
            at_least: how alike, 0 to 1.
            countries: only rows in these; None: all.
        """
        for slavic in (False, True):
            bones = skeleton(key, slavic=slavic)
            if len(bones) < 2 or not key:
                continue
            for at, table in enumerate(self.tables):
                for name, other in _sharing(table, bones):
                    rows = self._of_name(at, name) if countries is not None else ()
                    if countries is not None:  # before the letters are compared, which takes longest
                        rows = tuple(row for row in rows if self.country(row) in countries)
                        if not rows:
                            continue
                    likeness = similarity(key, other, at_least=at_least)
                    if other != key and likeness >= at_least and skeleton(other, slavic=slavic) == bones:
                        yield rows or self._of_name(at, name), likeness

    def _of_name(self, at: int, name: int) -> tuple[int, ...]:
        table, first = self.tables[at], self._firsts[at]
        posting = table.posting[name]
        rows: Sequence[int]
        if posting & MANY:
            start = posting - MANY
            rows = table.shared[start + 1 : start + 1 + table.shared[start]]
        else:
            rows = (posting,)
        if at or not self._hidden:
            return tuple(first + row for row in rows)
        return tuple(row for row in rows if self.country(row) not in self._hidden)

    def at(self, row: int) -> tuple[Table, int]:
        """The table of a row, and the row in it."""
        if len(self.tables) == 1:
            return self.tables[0], row
        at = bisect_right(self._firsts, row) - 1
        return self.tables[at], row - self._firsts[at]

    def kind(self, row: int) -> Kind:
        """The kind of a row."""
        table, own = self.at(row)
        return _KINDS[bisect_right(table.starts, own) - 1]

    def around(self, row: int) -> list[int]:
        """The rows of the units around a row, smallest first."""
        table, own = self.at(row)
        first, found = row - own, []
        while table.parent[own] != NONE:
            own = table.parent[own]
            found.append(first + own)
        return found

    def _country(self, row: int) -> str | None:
        """The ISO code of the country a row lies in."""
        table, own = self.at(row)
        while table.parent[own] != NONE:
            own = table.parent[own]
        at = own - table.starts[Kind.COUNTRY]
        return table.countries[at] if 0 <= at < len(table.countries) else None

    def importance(self, row: int) -> float:
        """The decimal logarithm of the population, weighed by kind."""
        table, own = self.at(row)
        kind = self.kind(row)
        weight = math.log10(1 + table.population[own]) + _WEIGHT[kind]
        if kind is Kind.TOWN:
            weight += _CAPITAL_WEIGHT if self._is_capital(row) else 0.0
        return weight

    def _is_capital(self, row: int) -> bool:
        """Whether a town of some size bears the name of its country's capital."""
        table, own = self.at(row)
        if table.population[own] < LEAST_CAPITAL:
            return False
        capital = self.tables[0].capitals.get(self.country(row) or "")
        name = table.displays.restore_key(table.display[own])
        return capital is not None and plain_key(capital) == plain_key(name)

    def seat(self, row: int) -> int | None:
        """The row of the town that an ADM2 row shares its name with."""
        table, own = self.at(row)
        if self.kind(row) is not Kind.ADM2:
            return None
        town = table.seat[own - table.starts[Kind.ADM2]]
        return None if town == NONE else row - own + town

    def of_id(self, place_id: str) -> int | None:
        """The row with an id, of an added country rather than its hidden twin."""
        for at in reversed(range(len(self.tables))):
            own = _own_row(self.tables[at], place_id)
            if own is not None:
                return self._firsts[at] + own
        return None

    def of_kind(self, kind: Kind) -> Iterator[int]:
        """All rows of a kind that aren't hidden, in order."""
        for at, table in enumerate(self.tables):
            for own in range(table.starts[kind], table.starts[kind + 1]):
                row = self._firsts[at] + own
                if at or not self._hidden or self.country(row) not in self._hidden:
                    yield row

    def place(self, row: int) -> Place:
        """The record of a row."""
        table, own = self.at(row)
        around = {self.kind(parent): parent for parent in (row, *self.around(row))}
        first = row - own
        names = {kind: table.displays.restore_key(table.display[at - first]) for kind, at in around.items()}
        lat, lon = table.lat[own], table.lon[own]
        return Place(
            place_id=id_of(table, own),
            name=names[self.kind(row)],
            lat=None if lat == NO_COORDINATE else lat / DEGREE,
            lon=None if lon == NO_COORDINATE else lon / DEGREE,
            country=self.country(row) if Kind.COUNTRY in around else None,
            admin1=names.get(Kind.ADM1),
            admin2=names.get(Kind.ADM2),
            precision=PRECISION[self.kind(row)],
            population=table.population[own],
        )


def id_of(table: Table, own: int) -> str:
    """The place id of a table's row."""
    number = table.geoname[own]
    return table.ids[number - OWN] if number & OWN else f"gn:{number}"


def _own_row(table: Table, place_id: str) -> int | None:
    scheme, _, rest = place_id.partition(":")
    if scheme == "gn" and rest.isdecimal() and int(rest) < OWN:
        number = int(rest)
    elif place_id in table.ids:
        number = OWN | table.ids.index(place_id)
    else:
        return None
    for kind in Kind:
        row = bisect_left(table.geoname, number, table.starts[kind], table.starts[kind + 1])
        if row < table.starts[kind + 1] and table.geoname[row] == number:
            return row
    return None


def _sharing(table: Table, bones: str) -> Iterator[tuple[int, str]]:
    """Names, and their keys, whose skeleton has the hash of this one."""
    bone = zlib.crc32(bones.encode())
    at = bisect_left(table.bone, bone)
    while at < len(table.bone) and table.bone[at] == bone:
        yield table.boned[at], table.names.restore_key(table.boned[at])
        at += 1
