"""A user's own places, outlines and names, from CSV or GeoJSON."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoholds.errors import KnowledgeError
from whoholds.reference.gazetteer.adding.boundaries import check_crs
from whoholds.reference.gazetteer.names import plain_key
from whoholds.reference.gazetteer.table import Kind

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

COLUMNS = ("id", "name", "names", "kind", "country", "admin1", "admin2", "lat", "lon", "population", "place_id")
KINDS = {"place": Kind.TOWN, "district": Kind.ADM2, "province": Kind.ADM1, "feature": Kind.FEATURE}
_SHAPE = "a row needs name and country (ISO code), or place_id and names for more names of a place that is known"


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """What a user's row says. Grain: one row."""

    place_id: str  # of a place that is known, or "own:" and a hash of the row's id, or of name, parents and country
    is_known: bool  # only names, or an outline, for a place that is known
    kind: Kind
    name: str
    names: tuple[str, ...]
    country: str | None  # as written: a two- or three-letter code
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int
    outline: BaseGeometry | None

    @property
    def lacks_point(self) -> bool:
        """Whether it is a new town or feature without coordinates: no place on a map, however well it is called."""
        return not self.is_known and self.lat is None and self.kind in (Kind.TOWN, Kind.FEATURE)


def read_own(path: Path) -> list[OwnPlace]:
    """The places, outlines and names of a user's file, in its order.

    Args:
        path: CSV with a head line, or a GeoJSON FeatureCollection in longitude and latitude. Columns, or properties:
            id, name, names (more names, between |), kind (place, district, province, feature), country, admin1,
            admin2, lat, lon, population; or place_id with names.

    Raises:
        KnowledgeError: a column is unknown, a value can't be read, or a row hasn't what it needs; names file and line.
    """
    rows = _features(path) if path.suffix.lower() in {".json", ".geojson"} else _lines(path)
    return [_own(row, outline, f"{path}:{number}") for number, row, outline in rows]


def _lines(path: Path) -> Iterator[tuple[int, Mapping[str, str], None]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            unknown = sorted(set(rows.fieldnames or ()) - set(COLUMNS))
            if unknown or not rows.fieldnames:
                raise KnowledgeError(
                    f"{path}: found the columns {', '.join(unknown) or 'none'}, expected a head line with some of "
                    f"{', '.join(COLUMNS)}"
                )
            for row in rows:
                yield rows.line_num, {key: (value or "").strip() for key, value in row.items() if key is not None}, None
    except FileNotFoundError as why:
        raise KnowledgeError(f"{path}: found no such file, expected CSV or GeoJSON with your places") from why
    except (OSError, UnicodeDecodeError, csv.Error) as why:
        raise KnowledgeError(f"{path}: not readable as CSV ({why}); save it as CSV in UTF-8") from why


def _features(path: Path) -> Iterator[tuple[int, Mapping[str, str], BaseGeometry | None]]:
    import shapely
    from shapely.geometry import shape

    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        features = data["features"]
    except FileNotFoundError as why:
        raise KnowledgeError(f"{path}: found no such file, expected CSV or GeoJSON with your places") from why
    except (OSError, ValueError, TypeError, KeyError) as why:
        raise KnowledgeError(f"{path}: found no GeoJSON ({why!r}), expected a FeatureCollection") from why
    check_crs(data, path)
    for number, feature in enumerate(features, start=1):
        try:
            geometry = shapely.make_valid(shape(feature["geometry"]))
            row = {k: str(v) for k, v in feature["properties"].items() if k in COLUMNS and v is not None}
        except (KeyError, TypeError, AttributeError, ValueError) as why:
            raise KnowledgeError(
                f"{path}:{number}: found no {why}, expected a feature with properties and a geometry"
            ) from why
        point = geometry if geometry.geom_type == "Point" else geometry.representative_point()
        located = {"lat": repr(point.y), "lon": repr(point.x)} | row
        yield number, located, None if geometry.geom_type == "Point" else geometry


def _own(row: Mapping[str, str], outline: BaseGeometry | None, where: str) -> OwnPlace:
    names = tuple(name.strip() for name in row.get("names", "").split("|") if name.strip())
    known = row.get("place_id", "")
    name = row.get("name", "") or (names[0] if names else "")
    if not (known and (name or outline is not None)) and not (name and row.get("country")):
        raise KnowledgeError(f"{where}: found {dict(row)}; {_SHAPE}")
    if not known and not plain_key(name):
        raise KnowledgeError(f"{where}: found the name {name!r}, expected letters")
    kind = row.get("kind") or ("district" if outline is not None else "place")
    if kind not in KINDS:
        raise KnowledgeError(f"{where}: found kind {kind}, expected one of {', '.join(KINDS)}")
    lat, lon = _degrees(row, "lat", 90.0, where), _degrees(row, "lon", 180.0, where)
    if (lat is None) != (lon is None):
        raise KnowledgeError(f"{where}: found only one of lat and lon, expected both or none")
    parts = (
        (row["id"],) if row.get("id") else (name, row.get("admin1", ""), row.get("admin2", ""), row.get("country", ""))
    )
    own = "own:" + hashlib.sha256("\x1f".join(map(plain_key, parts)).encode()).hexdigest()[:16]
    return OwnPlace(
        place_id=known or own,
        is_known=bool(known),
        kind=KINDS[kind],
        name=name,
        names=(name, *names) if name else names,
        country=row.get("country") or None,
        admin1=row.get("admin1") or None,
        admin2=row.get("admin2") or None,
        lat=lat,
        lon=lon,
        population=_people(row, where),
        outline=outline,
    )


def _degrees(row: Mapping[str, str], column: str, most: float, where: str) -> float | None:
    if not row.get(column):
        return None
    try:
        degrees = float(row[column])
    except ValueError:
        degrees = most + 1
    if not -most <= degrees <= most:
        raise KnowledgeError(f"{where}: found {column} {row[column]}, expected degrees from {-most:.0f} to {most:.0f}")
    return degrees


def _people(row: Mapping[str, str], where: str) -> int:
    people = row.get("population") or "0"
    if not people.isdecimal():
        raise KnowledgeError(f"{where}: found population {people}, expected a whole number")
    return int(people)
