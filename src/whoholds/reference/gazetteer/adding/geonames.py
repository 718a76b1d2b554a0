"""GeoNames' country dump and alternate names → entries to compile."""

from __future__ import annotations

import csv
import io
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from whoholds.errors import KnowledgeError

COLUMNS = 19  # of the geoname table, as its readme lists them
NAME_COLUMNS = (8, 10)  # of the alternate names: without and with the columns from and to
_SCRIPTS = frozenset(("LATIN", "CYRILLIC", "ARABIC"))
_READ_AGAIN = "the format may have changed: compare the file with the publisher's readme and look for a newer whoholds"


@dataclass(frozen=True, slots=True)
class Feature:
    """A row of the dump that becomes a place. Grain: one GeoNames id."""

    geoname: int
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    sort: str  # town, adm1, adm2 or feature
    adm1: str
    adm2: str
    population: int


@cache
def _sorts() -> Mapping[str, str]:
    tables = tomllib.loads(Path(__file__).with_name("features.toml").read_text(encoding="utf-8"))
    sorts = {"towns": "town", "adm1": "adm1", "adm2": "adm2", "features": "feature"}
    return {code: sort for key, sort in sorts.items() for code in tables[key]}


@cache
def _no_names() -> frozenset[str]:
    tables = tomllib.loads(Path(__file__).with_name("features.toml").read_text(encoding="utf-8"))
    return frozenset(tables["no_names"])


def read_dump(path: Path, iso2: str) -> Iterator[Feature]:
    """The features of a country's dump (AF.zip, holding AF.txt) that become places.

    Raises:
        KnowledgeError: it is no such zip, or a row hasn't the columns that the readme lists.
    """
    for number, row in _rows(path, f"{iso2}.txt"):
        if len(row) != COLUMNS:
            raise KnowledgeError(f"{path}, line {number}: found {len(row)} columns, expected {COLUMNS}; {_READ_AGAIN}")
        sort = _sorts().get(row[7])
        if sort is None or row[8] != iso2:
            continue
        try:
            geoname, lat, lon, population = int(row[0]), float(row[4]), float(row[5]), int(row[14] or 0)
        except ValueError as why:
            raise KnowledgeError(
                f"{path}, line {number}: found {why}, expected id, latitude, longitude and population as numbers; "
                f"{_READ_AGAIN}"
            ) from why
        names = tuple(readable([row[1], row[2], *row[3].split(",")]))
        yield Feature(geoname, row[1], names, lat, lon, sort, row[10], row[11], population)


def read_names(path: Path, iso2: str) -> dict[int, tuple[list[str], str | None]]:
    """Alternate names by GeoNames id, with the preferred English one, from a country's file of them.

    Raises:
        KnowledgeError: it is no such zip, or a row hasn't the columns that the readme lists.
    """
    found: dict[int, tuple[list[str], str | None]] = {}
    for number, row in _rows(path, f"{iso2}.txt"):
        if not NAME_COLUMNS[0] <= len(row) <= NAME_COLUMNS[1] or not row[1].isdecimal():
            raise KnowledgeError(
                f"{path}, line {number}: found {len(row)} columns, expected {NAME_COLUMNS[0]} or {NAME_COLUMNS[1]} "
                f"with a GeoNames id in the second; {_READ_AGAIN}"
            )
        language, name = row[2].casefold(), row[3]
        if language in _no_names() or not list(readable([name])):
            continue
        names, english = found.get(int(row[1]), ([], None))
        names.append(name)
        preferred = language == "en" and row[4] == "1" and row[7] != "1"
        found[int(row[1])] = (names, name if preferred else english)
    return found


def _rows(path: Path, member: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows of a tab-separated file, in a zip or bare."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive, archive.open(member) as file:
                yield from _split(io.TextIOWrapper(file, encoding="utf-8", newline=""))
        else:
            with path.open(encoding="utf-8", newline="") as text:
                yield from _split(text)
    except (KeyError, UnicodeDecodeError, zipfile.BadZipFile, OSError) as why:
        raise KnowledgeError(
            f"{path}: found no readable {member} ({why}), expected GeoNames' dump of the country; get it again"
        ) from why


def _split(lines: io.TextIOBase | io.TextIOWrapper) -> Iterator[tuple[int, list[str]]]:
    yield from enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), start=1)


def readable(names: list[str]) -> Iterator[str]:
    """Names in the scripts we read, without codes (KBL) and machine transliterations (all lower case)."""
    for name in dict.fromkeys(name.strip() for name in names):
        letter = next((c for c in name if c.isalpha()), "")
        script = unicodedata.name(letter, "").split(" ")[0] if letter else ""
        if script in _SCRIPTS and (script != "LATIN" or _is_proper(name)):
            yield name


def _is_proper(name: str) -> bool:
    return any(c.isupper() for c in name) and not (name.isupper() and len(name) <= 5) and not name[0].isdigit()
