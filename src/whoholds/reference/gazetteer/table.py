"""The files of a compiled gazetteer: how rows and names are laid out, so that compiler and look-up agree.

Grain: one row a place, ordered continents, countries, ADM1, ADM2, populated places, other features, each by id.
Columns are arrays of 32-bit numbers in the machine-independent little-endian order, read through memory maps.
"""

from __future__ import annotations

import json
import mmap
import sys
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Literal

import marisa_trie

from whoholds.errors import KnowledgeError

FORMAT = 2
NONE = 0xFFFFFFFF
OWN = 0x80000000  # a number with this bit stands for an id that isn't GeoNames': its place in the header's `ids`
MANY = 0x80000000  # a posting with this bit is an offset into `shared`: a count, then that many rows
DEGREE = 100_000  # coordinates are whole hundred-thousandths of a degree, about a metre
NO_COORDINATE = 0x7FFFFFFF
COLUMNS = ("geoname", "lat", "lon", "population", "parent", "display", "seat")
INDEXES = ("posting", "shared", "bone", "boned")
SIGNED = frozenset({"lat", "lon"})


class Kind(IntEnum):
    """GeoNames feature class, as far as it matters here, in row order."""

    CONTINENT = 0
    COUNTRY = 1
    ADM1 = 2
    ADM2 = 3
    TOWN = 4
    FEATURE = 5


@dataclass(frozen=True, slots=True)
class Table:
    """A compiled gazetteer, memory-mapped.

    `posting[k]` is the row of name k, or MANY and an offset into `shared`. `bone` are sorted hashes of skeletons,
    `boned` the name each belongs to.
    """

    starts: tuple[int, ...]  # first row of each kind, and the end
    countries: tuple[str, ...]  # ISO codes, in row order of the countries
    slavic: frozenset[str]  # countries whose names are keyed with h and g as one letter
    sources: Mapping[str, str]  # version a package
    capitals: Mapping[str, str]  # name of the capital by country
    neighbours: Mapping[str, tuple[str, ...]]  # countries with a common border
    iso3: Mapping[str, str]  # two-letter codes by three-letter code
    ids: tuple[str, ...]  # of places that aren't GeoNames'
    pcodes: Mapping[str, str]  # place ids by OCHA p-code
    names: marisa_trie.Trie
    displays: marisa_trie.Trie
    geoname: memoryview[int]
    lat: memoryview[int]
    lon: memoryview[int]
    population: memoryview[int]
    parent: memoryview[int]
    display: memoryview[int]
    seat: memoryview[int]  # the row of the town an ADM2 unit is named after
    posting: memoryview[int]
    shared: memoryview[int]
    bone: memoryview[int]
    boned: memoryview[int]


def write_table(folder: Path, header: Mapping[str, object], columns: Mapping[str, array[int]]) -> None:
    """Write header and columns; the tries are the caller's."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"format": FORMAT, **header}, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "header.json").write_text(text + "\n", encoding="utf-8")
    for name in (*COLUMNS, *INDEXES):
        values = columns[name]
        if sys.byteorder == "big":
            values = array(values.typecode, values)
            values.byteswap()
        (folder / f"{name}.bin").write_bytes(values.tobytes())


def open_table(folder: Path) -> Table:
    """Map a compiled gazetteer into memory.

    Raises:
        KnowledgeError: files are missing or of another format.
    """
    try:
        header = json.loads((folder / "header.json").read_text(encoding="utf-8"))
        if header["format"] != FORMAT:
            raise KnowledgeError(f"{folder}: format {header['format']}, expected {FORMAT}; run script/build-gazetteer")
        tries = {}
        for name in ("names", "displays"):
            tries[name] = marisa_trie.Trie()
            tries[name].mmap(str(folder / f"{name}.marisa"))
        columns = {name: _map_column(folder / f"{name}.bin", signed=name in SIGNED) for name in (*COLUMNS, *INDEXES)}
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        raise KnowledgeError(f"{folder}: not a compiled gazetteer ({error}); run script/build-gazetteer") from error
    return Table(
        starts=tuple(header["starts"]),
        countries=tuple(header["countries"]),
        slavic=frozenset(header["slavic"]),
        sources=header["sources"],
        capitals=header["capitals"],
        neighbours={iso: tuple(around) for iso, around in header["neighbours"].items()},
        iso3=header.get("iso3", {}),
        ids=tuple(header.get("ids", ())),
        pcodes=header.get("pcodes", {}),
        **tries,
        **columns,
    )


def _map_column(path: Path, *, signed: bool) -> memoryview[int]:
    """The column as 32-bit numbers; big-endian machines pay for a copy."""
    code: Literal["i", "I"] = "i" if signed else "I"
    if path.stat().st_size == 0:  # an empty file can't be mapped
        return memoryview(array(code))
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if sys.byteorder == "little":
        return memoryview(mapped).cast("i") if signed else memoryview(mapped).cast("I")
    values = array(code, mapped[:])
    values.byteswap()
    return memoryview(values)
