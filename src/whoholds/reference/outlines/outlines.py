"""Point in polygon and distance to a border, on outlines that are simplified to about two kilometres.

Outlines are lines of text until they are asked for: a report that speaks of one border parses two countries. Distances
are measured in a plane laid at the point (a degree of longitude shrunk by the cosine of the latitude), then along the
great circle to the nearest point found there: good to the outline's own accuracy up to some hundreds of kilometres.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoholds.errors import KnowledgeError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SHIPPED = Path(__file__).parent / "data" / "outlines.tsv.gz"
ACCURACY_KM = 2.0  # what simplifying may have moved a border by
_EARTH_DIAMETER_KM = 12742.0


@dataclass(frozen=True, slots=True)
class Distance:
    """From a point to the nearest of an outline. Grain: one point and outline."""

    km: float  # great circle; 0.0 inside
    lat: float  # of the nearest point of the outline, degrees
    lon: float


@dataclass(frozen=True, slots=True)
class _Line:
    place_id: str  # "" where no unit of the gazetteer answers
    country: str
    geometry: str  # GeoJSON


class Outlines:
    """Units by id and country, parsed when asked for. EPSG:4326, lon then lat inside geometries."""

    def __init__(self, lines: Iterable[_Line]) -> None:
        """Lay the lines out by country and id; a later line takes the place of an earlier one of its id."""
        by_id: dict[str, _Line] = {}
        loose: list[_Line] = []
        for line in lines:
            if line.place_id:
                by_id[line.place_id] = line
            else:
                loose.append(line)
        self._by_id = by_id
        self._by_country: dict[str, list[_Line]] = {}
        for line in (*by_id.values(), *loose):
            self._by_country.setdefault(line.country, []).append(line)
        self.shape = lru_cache(maxsize=512)(self._read_shape)
        self.country_shape = lru_cache(maxsize=64)(self._read_country)

    def knows(self, place_id: str) -> bool:
        """Whether there is an outline of a unit, or of a country given by its ISO code."""
        return place_id in self._by_id or place_id in self._by_country

    def contains(self, where: str, lat: float, lon: float) -> bool | None:
        """Whether a point lies in a unit (a place id) or country (an ISO code); None without an outline of it."""
        outline = self._outline(where)
        if outline is None:
            return None
        from shapely.geometry import Point

        return bool(outline.covers(Point(lon, lat)))

    def distance(self, where: str, lat: float, lon: float) -> Distance | None:
        """How far a point is from a unit or country, 0 inside; None without an outline of it."""
        outline = self._outline(where)
        if outline is None:
            return None
        from shapely.geometry import Point
        from shapely.ops import nearest_points

        shrunk = math.cos(math.radians(lat)) or 1e-9
        _, nearest = nearest_points(Point(lon * shrunk, lat), _shrunk(outline, shrunk))
        return Distance(great_circle_km(lat, lon, nearest.y, nearest.x / shrunk), nearest.y, nearest.x / shrunk)

    def touches(self, one: str, other: str) -> bool | None:
        """Whether two units or countries come within the outlines' accuracy of each other; None without an outline."""
        first, second = self._outline(one), self._outline(other)
        if first is None or second is None:
            return None
        return bool(first.distance(second) <= ACCURACY_KM / 111.2)

    def gap_km(self, one: str, other: str) -> float | None:
        """How far two units or countries are from each other at the nearest, in km; None without an outline."""
        first, second = self._outline(one), self._outline(other)
        if first is None or second is None:
            return None
        from shapely.ops import nearest_points

        shrunk = math.cos(math.radians(first.centroid.y)) or 1e-9
        here, there = nearest_points(_shrunk(first, shrunk), _shrunk(second, shrunk))
        return great_circle_km(here.y, here.x / shrunk, there.y, there.x / shrunk)

    def around(self, lat: float, lon: float, country: str) -> tuple[str, ...]:
        """The ids of a country's units that a point lies in, the smallest first."""
        from shapely.geometry import Point

        point = Point(lon, lat)
        shapes = [(shape.area, i) for i in self.units(country) if (shape := self.shape(i)).covers(point)]
        return tuple(i for _, i in sorted(shapes))

    def units(self, country: str) -> tuple[str, ...]:
        """The ids of a country's units that have an outline, in their own order."""
        return tuple(sorted(line.place_id for line in self._by_country.get(country, []) if line.place_id))

    def geojson(self, where: str) -> Mapping[str, Any] | None:
        """The geometry of a unit or country as GeoJSON; None without an outline of it."""
        if where in self._by_id:
            geometry: Mapping[str, Any] = json.loads(self._by_id[where].geometry)
            return geometry
        from shapely.geometry import mapping

        outline = self._outline(where)
        found: Mapping[str, Any] | None = None if outline is None else mapping(outline)
        return found

    def _outline(self, where: str) -> BaseGeometry | None:
        if where in self._by_id:
            return self.shape(where)
        return self.country_shape(where) if where in self._by_country else None

    def _read_shape(self, place_id: str) -> BaseGeometry:
        return _parsed(self._by_id[place_id])

    def _read_country(self, country: str) -> BaseGeometry:
        import shapely

        return shapely.union_all([_parsed(line) for line in self._by_country[country]])


def _parsed(line: _Line) -> BaseGeometry:
    import shapely

    found = shapely.from_geojson(line.geometry)
    return found if found.is_valid else shapely.make_valid(found)


def _shrunk(geometry: BaseGeometry, factor: float) -> BaseGeometry:
    import shapely

    return shapely.transform(geometry, lambda points: points * [factor, 1.0])


def great_circle_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points given in degrees, in km."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return _EARTH_DIAMETER_KM * math.asin(math.sqrt(min(1.0, half)))


def read_lines(path: Path) -> list[_Line]:
    """The lines of an outline file: place id, ISO code, GeoJSON geometry, between tabs.

    Raises:
        KnowledgeError: the file is missing or has other columns.
    """
    try:
        text = gzip.decompress(path.read_bytes()).decode()
        return [_Line(*line.split("\t")) for line in text.splitlines()]
    except (OSError, EOFError, TypeError, UnicodeDecodeError) as why:
        raise KnowledgeError(
            f"{path}: found no outlines ({why}), expected lines of id, country and geometry; get whoholds "
            "again, or the country with `whoholds gazetteer add`"
        ) from why


@cache
def open_outlines(*more: Path) -> Outlines:
    """The shipped outlines, after them those of files that `whoholds gazetteer add` made; opened once a process.

    Raises:
        KnowledgeError: a file is missing or unreadable.
    """
    return Outlines([line for path in (SHIPPED, *more) for line in read_lines(path)])
