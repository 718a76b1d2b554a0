"""geoBoundaries' outlines with their licence, and OCHA's p-codes → units to match with ours."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoholds.errors import KnowledgeError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_READ_AGAIN = "the format may have changed: compare the file with the publisher's readme and look for a newer whoholds"
PCODE_COLUMNS = ("Location", "Admin Level", "P-Code", "Name", "Parent P-Code")


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline as published. Grain: one unit."""

    shape_id: str
    name: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Terms:
    """What a file of outlines says about itself."""

    licence: str
    source: str
    year: str
    url: str | None  # of the simplified outlines


@dataclass(frozen=True, slots=True)
class Code:
    """A unit of OCHA's list. Grain: one p-code."""

    pcode: str
    level: int  # 1 or 2
    name: str
    parent: str


def read_terms(path: Path) -> Terms:
    """What a metadata file of geoBoundaries says: licence, source, year, where the outlines are.

    Raises:
        KnowledgeError: it is no such file, or names no licence.
    """
    data = _json(path)
    data = data[0] if isinstance(data, list) and data else data
    if not isinstance(data, dict) or not data.get("boundaryLicense"):
        raise KnowledgeError(f"{path}: found no boundaryLicense, expected geoBoundaries' metadata; {_READ_AGAIN}")
    year = data.get("boundaryYearRepresented") or data.get("boundaryYear") or ""
    url = data.get("simplifiedGeometryGeoJSON") or data.get("gjDownloadURL")
    return Terms(
        str(data["boundaryLicense"]), str(data.get("boundarySource", "")), str(year), str(url) if url else None
    )


def read_shapes(path: Path, level: str) -> list[Shape]:
    """The outlines of a geoBoundaries file, in the order of their ids.

    Raises:
        KnowledgeError: it is no GeoJSON of that level, in another CRS, or a feature has no name or area.
    """
    import shapely
    from shapely.geometry import shape

    data = _json(path)
    if (
        not isinstance(data, dict)
        or data.get("type") != "FeatureCollection"
        or not isinstance(data.get("features"), list)
    ):
        raise KnowledgeError(f"{path}: found no FeatureCollection, expected geoBoundaries' GeoJSON; {_READ_AGAIN}")
    check_crs(data, path)
    shapes = []
    for number, feature in enumerate(data["features"], start=1):
        try:
            properties = feature["properties"]
            name, shape_id, kind = properties["shapeName"], properties["shapeID"], properties.get("shapeType", level)
            geometry = shapely.make_valid(shape(feature["geometry"]))
        except (KeyError, TypeError, AttributeError, ValueError) as why:
            raise KnowledgeError(
                f"{path}, feature {number}: found no {why}, expected shapeName, shapeID and a geometry; {_READ_AGAIN}"
            ) from why
        if kind != level:
            raise KnowledgeError(
                f"{path}, feature {number}: found shapeType {kind}, expected {level}; get the right file"
            )
        shapes.append(Shape(str(shape_id), " ".join(str(name).split()), geometry))
    return sorted(shapes, key=lambda s: s.shape_id)


def check_crs(data: Mapping[str, Any], path: Path) -> None:
    """Refuse any but longitude and latitude.

    Raises:
        KnowledgeError: the file names another coordinate reference system.
    """
    crs = str(((data.get("crs") or {}).get("properties") or {}).get("name", "CRS84"))
    if not crs.upper().endswith(("CRS84", "4326")):
        raise KnowledgeError(f"{path}: found CRS {crs}, expected longitude and latitude (EPSG:4326); convert it first")


def read_pcodes(path: Path, iso3: str) -> list[Code]:
    """A country's units in OCHA's list, provinces first.

    Raises:
        KnowledgeError: a column is missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [name for name in PCODE_COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise KnowledgeError(
                    f"{path}: found no column {', '.join(missing)}, expected {', '.join(PCODE_COLUMNS)}; {_READ_AGAIN}"
                )
            codes = [
                Code(row["P-Code"], int(row["Admin Level"]), row["Name"].strip(), row["Parent P-Code"])
                for row in rows
                if row["Location"] == iso3 and row["Admin Level"] in {"1", "2"}
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as why:
        raise KnowledgeError(f"{path}: not readable as CSV ({why}); get it again") from why
    return sorted(codes, key=lambda code: (code.level, code.pcode))


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as why:
        raise KnowledgeError(f"{path}: found no JSON ({why}), expected geoBoundaries' file; get it again") from why
