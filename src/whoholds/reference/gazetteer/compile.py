"""Compile places with their names into the files that `open_gazetteer` maps.

Pure but for writing: the same places give the same bytes. `script/build-gazetteer` gets the places from the pinned
packages; what else may become places later (a user's own list, a country's full dump) comes in the same records.
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import marisa_trie

from whoholds.reference.gazetteer.names import plain_key, skeleton
from whoholds.reference.gazetteer.table import COLUMNS, DEGREE, MANY, NO_COORDINATE, NONE, OWN, Kind, write_table

SHORTEST_SKELETON = 3  # consonants; shorter ones fit too many names to help
SEAT_KM = 40.0
DEGREE_KM = 111.2
CELL_DEGREES = 0.5  # towns are counted once a cell, so that a crowded coast doesn't pull the middle of a province


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to compile. `parent` is the id of the smallest known unit around it."""

    geoname: int | str  # GeoNames' number; a text is an id of another's ("pcode:AF0101", "own:…")
    kind: Kind
    name: str  # as shown
    names: tuple[str, ...]  # all names it is found by, its own among them
    parent: int | str | None
    country: str | None
    lat: float | None = None
    lon: float | None = None
    population: int = 0


def compile_gazetteer(
    entries: Iterable[Entry],
    folder: Path,
    *,
    slavic: frozenset[str],
    header: Mapping[str, object],
    drawn: frozenset[int | str] = frozenset(),
) -> None:
    """Write the compiled files.

    Args:
        entries: the places; order does not matter.
        folder: where the files go.
        slavic: countries whose names are also keyed with h and g as one letter.
        drawn: units whose outlines told which towns are theirs: none but those can share their id.
        header: what else goes into the header: `sources` (version a package), `capitals` and `neighbours` by country.
    """
    ordered = sorted(entries, key=lambda e: (e.kind, isinstance(e.geoname, str), e.geoname))
    ids = [entry.geoname for entry in ordered if isinstance(entry.geoname, str)]
    row_of = {entry.geoname: row for row, entry in enumerate(ordered)}
    ordered = _place_units(ordered, row_of)
    keys = _keys(ordered)
    names = marisa_trie.Trie(sorted(keys))
    displays = marisa_trie.Trie(sorted({entry.name for entry in ordered}))
    columns = _columns(ordered, row_of, displays, drawn)
    columns["posting"], columns["shared"] = _postings(names, keys)
    columns["bone"], columns["boned"] = _bones(names, keys, ordered, slavic)
    starts = [sum(entry.kind < kind for entry in ordered) for kind in Kind] + [len(ordered)]
    countries = [entry.country for entry in ordered if entry.kind is Kind.COUNTRY]
    laid_out = {"starts": starts, "countries": countries, "slavic": sorted(slavic)}
    write_table(folder, {**header, **laid_out, **({"ids": ids} if ids else {})}, columns)
    names.save(str(folder / "names.marisa"))
    displays.save(str(folder / "displays.marisa"))


def _place_units(ordered: Sequence[Entry], row_of: Mapping[int | str, int]) -> list[Entry]:
    """Units without a coordinate get the median of their member towns' cells."""
    members: dict[int | str, set[tuple[float, float]]] = defaultdict(set)
    people: dict[int | str, int] = defaultdict(int)
    for entry in ordered:
        if entry.kind is Kind.TOWN and entry.lat is not None and entry.lon is not None:
            cell = (_cell(entry.lat), _cell(entry.lon))
            unit = entry.parent
            while unit is not None:
                around = ordered[row_of[unit]]
                members[unit].add((entry.lat, entry.lon) if around.kind is Kind.ADM2 else cell)
                people[unit] += entry.population
                unit = around.parent
    placed = []
    for entry in ordered:
        cells = members.get(entry.geoname)
        if entry.kind < Kind.TOWN and cells and entry.lat is None:
            lat, lon = (median(axis) for axis in zip(*sorted(cells), strict=True))
            entry = replace(entry, lat=lat, lon=lon)  # noqa: PLW2901
        placed.append(replace(entry, population=entry.population or people.get(entry.geoname, 0)))
    return placed


def _cell(degrees: float) -> float:
    return (degrees // CELL_DEGREES + 0.5) * CELL_DEGREES


def _keys(ordered: Sequence[Entry]) -> dict[str, list[int]]:
    """Rows by plain key, each row once, in row order."""
    keys: dict[str, list[int]] = defaultdict(list)
    for row, entry in enumerate(ordered):
        for key in sorted({plain_key(name) for name in (entry.name, *entry.names)} - {""}):
            keys[key].append(row)
    return keys


def _columns(
    ordered: Sequence[Entry], row_of: Mapping[int | str, int], displays: marisa_trie.Trie, drawn: frozenset[int | str]
) -> dict[str, array[int]]:
    columns: dict[str, array[int]] = {name: array("i" if name in ("lat", "lon") else "I") for name in COLUMNS}
    seats = _seats(ordered, row_of, drawn)
    own = 0
    for row, entry in enumerate(ordered):
        columns["geoname"].append(OWN | own if isinstance(entry.geoname, str) else entry.geoname)
        own += isinstance(entry.geoname, str)
        columns["lat"].append(NO_COORDINATE if entry.lat is None else round(entry.lat * DEGREE))
        columns["lon"].append(NO_COORDINATE if entry.lon is None else round(entry.lon * DEGREE))
        columns["population"].append(min(entry.population, NONE))
        columns["parent"].append(NONE if entry.parent is None else row_of[entry.parent])
        columns["display"].append(displays[entry.name])
        if entry.kind is Kind.ADM2:
            columns["seat"].append(seats.get(row, NONE))
    return columns


def _seats(ordered: Sequence[Entry], row_of: Mapping[int | str, int], drawn: frozenset[int | str]) -> dict[int, int]:
    """The town an ADM2 unit shares a name with, by row: of its own towns the most populous, else one of its province's.

    A town of the province that is listed under another unit counts when it lies no farther than SEAT_KM from the
    unit's own towns, or the unit has none: the sources put many towns into the nearest unit they know. Spelling
    variants count as one name.
    """
    towns: dict[tuple[int | str, str], tuple[int, int]] = {}
    for row, entry in enumerate(ordered):
        if entry.kind is Kind.TOWN and entry.parent is not None:
            around = ordered[row_of[entry.parent]]
            scopes = {entry.parent, around.parent} if around.kind is Kind.ADM2 else {entry.parent}
            for scope, key in ((scope, key) for scope in scopes if scope is not None for key in _name_keys(entry)):
                best = towns.get((scope, key))
                if best is None or (entry.population, -row) > (best[0], -best[1]):
                    towns[scope, key] = (entry.population, row)
    seats = {}
    for row, entry in enumerate(ordered):
        if entry.kind is Kind.ADM2:
            keys = _name_keys(entry)
            for unit in (entry.geoname,) if entry.geoname in drawn else (entry.geoname, entry.parent):
                own = [towns[unit, key] for key in keys if unit is not None and (unit, key) in towns]
                own = [town for town in own if unit == entry.geoname or _is_near(entry, ordered[town[1]])]
                if own:
                    seats[row] = max(own, key=lambda town: (town[0], -town[1]))[1]
                    break
    return seats


def _is_near(unit: Entry, town: Entry) -> bool:
    if unit.lat is None or unit.lon is None or town.lat is None or town.lon is None:
        return True
    east = (unit.lon - town.lon) * math.cos(math.radians(unit.lat))
    return math.hypot(unit.lat - town.lat, east) * DEGREE_KM <= SEAT_KM


def _name_keys(entry: Entry) -> list[str]:
    """Plain keys and, marked, long skeletons of all names of a place."""
    plain = {plain_key(name) for name in (entry.name, *entry.names)}
    bones = {"~" + skeleton(key) for key in plain if len(skeleton(key)) > SHORTEST_SKELETON}
    return sorted((plain | bones) - {""})


def _postings(names: marisa_trie.Trie, keys: Mapping[str, Sequence[int]]) -> tuple[array[int], array[int]]:
    posting, shared = array("I", bytes(4 * len(names))), array("I")
    for name in range(len(names)):
        rows = keys[names.restore_key(name)]
        if len(rows) == 1:
            posting[name] = rows[0]
        else:
            posting[name] = MANY | len(shared)
            shared.append(len(rows))
            shared.extend(rows)
    return posting, shared


def _bones(
    names: marisa_trie.Trie, keys: Mapping[str, Sequence[int]], ordered: Sequence[Entry], slavic: frozenset[str]
) -> tuple[array[int], array[int]]:
    """Sorted hashes of skeletons, and the name each belongs to."""
    pairs = set()
    for key, rows in keys.items():
        flavours = {ordered[row].country in slavic for row in rows}
        for flavour in flavours:
            bones = skeleton(key, slavic=flavour)
            if len(bones) >= SHORTEST_SKELETON:
                pairs.add((zlib.crc32(bones.encode()), names[key]))
    ranked = sorted(pairs)
    return array("I", (bone for bone, _ in ranked)), array("I", (name for _, name in ranked))
