"""What is shipped of a country, with all that was added to it → entries to compile, outlines and p-codes."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from whoholds.reference.gazetteer.adding.boundaries import Code, Shape
from whoholds.reference.gazetteer.adding.geonames import Feature
from whoholds.reference.gazetteer.adding.matching import Named, keys, match
from whoholds.reference.gazetteer.adding.own import OwnPlace
from whoholds.reference.gazetteer.compile import Entry
from whoholds.reference.gazetteer.names import plain_key
from whoholds.reference.gazetteer.table import Kind

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Id = int | str
_GENERICS = Path(__file__).parents[1] / "generics.toml"
_SORTS = {"town": Kind.TOWN, "adm1": Kind.ADM1, "adm2": Kind.ADM2, "feature": Kind.FEATURE}


@dataclass(slots=True)
class Country:
    """A country as it is put together; local to one call of `merge`."""

    iso2: str
    entries: dict[Id, Entry]
    outlines: dict[Id, BaseGeometry] = field(default_factory=dict)
    pcodes: dict[str, Id] = field(default_factory=dict)

    def units(self, kind: Kind) -> list[Entry]:
        """The units of a kind, in the order of their ids."""
        return sorted((e for e in self.entries.values() if e.kind is kind), key=lambda e: str(e.geoname))

    def put(self, entry: Entry, *more: str) -> None:
        """Add an entry, or take the place of the one of its id, with more names."""
        self.entries[entry.geoname] = replace(entry, names=tuple(dict.fromkeys((*entry.names, *more))))


@dataclass(frozen=True, slots=True)
class Parts:
    """What has been added to a country, each part perhaps empty."""

    features: Sequence[Feature] = ()
    names: Mapping[int, tuple[list[str], str | None]] = field(default_factory=dict)
    provinces: Sequence[Shape] = ()
    districts: Sequence[Shape] = ()
    codes: Sequence[Code] = ()
    own: Sequence[OwnPlace] = ()


def merge(iso2: str, base: Iterable[Entry], parts: Parts) -> Country:
    """A country with everything that is known of it; the same parts give the same, in whatever order rows come.

    Args:
        iso2: the country's code.
        base: its entries in the shipped gazetteer.
        parts: what was added.
    """
    country = Country(iso2, {entry.geoname: entry for entry in base})
    _add_features(country, parts)
    provinces = _add_provinces(country, parts.provinces)
    _add_districts(country, parts.districts, provinces)
    _add_codes(country, parts.codes)
    _add_own(country, parts.own)
    if country.outlines:
        _rehouse(country)
    return country


def root_of(country: Country) -> Id:
    """The id of the country itself."""
    return next(e.geoname for e in country.entries.values() if e.kind is Kind.COUNTRY)


def _add_features(country: Country, parts: Parts) -> None:
    root = root_of(country)
    features = sorted(parts.features, key=lambda f: (f.sort != "adm1", f.sort != "adm2", f.geoname))
    adm1 = {f.adm1: f.geoname for f in features if f.sort == "adm1"}
    adm2 = {(f.adm1, f.adm2): f.geoname for f in features if f.sort == "adm2" and f.adm2}
    for feature in features:
        kind = _SORTS[feature.sort]
        around = adm1.get(feature.adm1, root)
        parent = (
            root
            if kind is Kind.ADM1
            else around
            if kind is Kind.ADM2
            else adm2.get((feature.adm1, feature.adm2), around)
        )
        more, english = parts.names.get(feature.geoname, ([], None))
        known = country.entries.get(feature.geoname)
        if known is None:
            name = bare(english or feature.name) if kind in (Kind.ADM1, Kind.ADM2) else english or feature.name
            known = Entry(feature.geoname, kind, name, (name,), parent, country.iso2)
        located = replace(
            known, lat=feature.lat, lon=feature.lon, population=feature.population or known.population,
            parent=parent if parent in country.entries else known.parent,
        )  # fmt: skip
        if kind in (Kind.ADM1, Kind.ADM2):
            more = [*more, *map(bare, (*feature.names, *more))]
        country.put(located, *feature.names, *more)


def _add_provinces(country: Country, shapes: Sequence[Shape]) -> dict[str, Id]:
    """Outlines of first-level units; the unit of each shape."""
    root = root_of(country)
    units = [Named(e.geoname, keys(e.name, *e.names), None) for e in country.units(Kind.ADM1)]
    found = match([Named(s.shape_id, keys(s.name), None) for s in shapes], units, bare_key)
    units_of: dict[str, Id] = {}
    for shape in shapes:
        unit = found.get(shape.shape_id, f"gb:{shape.shape_id}")
        assert isinstance(unit, int | str)
        entry = country.entries.get(unit) or Entry(unit, Kind.ADM1, shape.name, (shape.name,), root, country.iso2)
        _draw(country, entry, shape)
        units_of[shape.shape_id] = unit
    return units_of


def _add_districts(country: Country, shapes: Sequence[Shape], provinces: Mapping[str, Id]) -> None:
    """Outlines of second-level units, each matched within its province."""
    around = {shape.shape_id: _province_of(country, shape.geometry, provinces) for shape in shapes}
    units = [Named(e.geoname, keys(e.name, *e.names), e.parent) for e in country.units(Kind.ADM2)]
    found = match([Named(s.shape_id, keys(s.name), around[s.shape_id]) for s in shapes], units, bare_key)
    for shape in shapes:
        unit = found.get(shape.shape_id, f"gb:{shape.shape_id}")
        assert isinstance(unit, int | str)
        made = Entry(unit, Kind.ADM2, shape.name, (shape.name,), around[shape.shape_id], country.iso2)
        _draw(country, country.entries.get(unit) or made, shape)


def _draw(country: Country, entry: Entry, shape: Shape) -> None:
    import shapely

    point = shapely.Point(entry.lon, entry.lat) if entry.lat is not None and entry.lon is not None else None
    if point is None or not shape.geometry.covers(point):  # a point among its towns says more than the middle
        point = shape.geometry.representative_point()
    country.outlines[entry.geoname] = shape.geometry
    country.put(replace(entry, lat=point.y, lon=point.x), *keys(shape.name))


def _province_of(country: Country, geometry: BaseGeometry, provinces: Mapping[str, Id]) -> Id:
    """The first-level unit that most of an area lies in; the country without outlines of its units."""
    shares = [(geometry.intersection(country.outlines[unit]).area, str(unit), unit) for unit in provinces.values()
              if geometry.intersects(country.outlines[unit])]  # fmt: skip
    return max(shares)[2] if shares else root_of(country)


def _add_codes(country: Country, codes: Sequence[Code]) -> None:
    """P-codes and OCHA's names; a unit that nobody else has becomes one of its own."""
    for level, kind in ((1, Kind.ADM1), (2, Kind.ADM2)):
        mine = [code for code in codes if code.level == level]
        units = [
            Named(e.geoname, keys(e.name, *e.names), e.parent if level == 2 else None) for e in country.units(kind)
        ]
        root = root_of(country)
        around = {code.pcode: country.pcodes.get(code.parent, root) if level == 2 else root for code in mine}
        wanted = [Named(c.pcode, keys(c.name), around[c.pcode] if level == 2 else None) for c in mine]
        found = match(wanted, units, bare_key)
        for code in mine:
            unit = found.get(code.pcode, f"pcode:{code.pcode}")
            assert isinstance(unit, int | str)
            made = Entry(unit, kind, code.name, (code.name,), around[code.pcode], country.iso2)
            country.put(country.entries.get(unit) or made, code.name, code.pcode)
            country.pcodes[code.pcode] = unit


def _add_own(country: Country, own: Sequence[OwnPlace]) -> None:
    """A user's places, provinces first; unknown parents become the country."""
    for place in sorted(own, key=lambda p: (p.kind, p.place_id)):
        number: Id = int(place.place_id[3:]) if place.place_id.startswith("gn:") else place.place_id
        entry = country.entries.get(number)
        if entry is None and place.is_known:
            continue
        if entry is None:
            entry = Entry(number, place.kind, place.name, place.names, _parent_of(country, place), country.iso2)
        if not place.is_known:
            entry = replace(entry, lat=place.lat, lon=place.lon, population=place.population)
        if place.outline is not None:
            country.outlines[number] = place.outline
        country.put(entry, *place.names)


def _parent_of(country: Country, place: OwnPlace) -> Id:
    parent = root_of(country)
    for kind, name in ((Kind.ADM1, place.admin1), (Kind.ADM2, place.admin2)):
        if name is None or place.kind <= kind:
            continue
        units = [
            e
            for e in country.units(kind)
            if plain_key(name) in keys(e.name, *e.names) and (kind is Kind.ADM1 or e.parent == parent)
        ]
        parent = units[0].geoname if units else parent
    return parent


def _rehouse(country: Country) -> None:
    """Towns go to the second-level unit whose outline they lie in: sources put many into the nearest unit they know."""
    import shapely

    drawn = [e.geoname for e in country.units(Kind.ADM2) if e.geoname in country.outlines]
    if not drawn:
        return
    tree = shapely.STRtree([country.outlines[unit] for unit in drawn])
    towns = [e for e in country.entries.values() if e.kind >= Kind.TOWN and e.lat is not None and e.lon is not None]
    points = shapely.points([(e.lon, e.lat) for e in towns])
    for town, unit in sorted(zip(*tree.query(points, predicate="within").tolist(), strict=True), reverse=True):
        country.entries[towns[town].geoname] = replace(towns[town], parent=drawn[unit])


@cache
def _generic() -> tuple[frozenset[str], frozenset[str]]:
    tables = tomllib.loads(_GENERICS.read_text(encoding="utf-8"))
    return frozenset((*tables["english"], *tables["other"])), frozenset(tables["joining"])


def bare(name: str) -> str:
    """A name without generic words at its ends: "Faryab Province", "Wilayat-e Takhar"."""
    words = name.replace("-", " - ").split()
    generic, joining = _generic()
    while len(words) > 1 and plain_key(words[-1]) in generic:
        words.pop()
    start = 0
    while start < len(words) - 1 and (
        plain_key(words[start]) in (generic if not start else generic | joining) or words[start] == "-"
    ):
        start += 1
    return " ".join(words[start:]).replace(" - ", "-")


def bare_key(key: str) -> str:
    """A plain key without generic words at its ends."""
    return plain_key(bare(key))


def outline_lines(country: Country, seats: Mapping[Id, str]) -> str:
    """The outlines as lines for `open_outlines`: place id, ISO code, geometry rounded to about ten metres.

    Args:
        country: with outlines.
        seats: the id that reports go by, for units whose town's id stands for them.
    """
    import shapely

    lines = []
    for unit, geometry in sorted(country.outlines.items(), key=lambda item: str(item[0])):
        place_id = seats.get(unit) or (f"gn:{unit}" if isinstance(unit, int) else unit)
        rounded = shapely.set_precision(geometry, 0.0001)
        text = json.dumps(json.loads(shapely.to_geojson(rounded)), separators=(",", ":"))
        lines.append(f"{place_id}\t{country.iso2}\t{text}\n")
    return "".join(lines)
