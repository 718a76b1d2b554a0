"""Lists of places with coordinates: how many are put on the right spot, and how many on a wrong one.

Each row is asked for in a sentence, as a report would name it, and read by the same code.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from whoholds.evaluation.figures import Figure, share
from whoholds.reading.claims.geolocation import resolve
from whoholds.reading.mentions.toponyms import find_toponyms
from whoholds.records import Place, Report
from whoholds.reference.gazetteer import Gazetteer, open_gazetteer
from whoholds.reference.gazetteer.adding import Origin, Shelf
from whoholds.reference.outlines import great_circle_km

SPOT_KM = 25.0
Row = Mapping[str, str]

DISTRICTS = "geodata/af_districts.csv"  # province, name, lat, lon, geoboundaries_shape_id
OUTLINES = "geodata/geoboundaries/geoBoundaries-AFG-ADM2_simplified.geojson"
TOWNS = "geodata/conflict_places.csv"  # cc, name, lat, lon


def score_located(folder: Path) -> Iterator[tuple[str, Figure]]:
    """The figures of each list that the folder holds, with the list's name.

    Args:
        folder: the corpora's; districts are measured with what is shipped, and after adding the country from it.
    """
    if (folder / TOWNS).exists():
        rows = _rows(folder / TOWNS)
        countries = open_gazetteer().countries()
        texts = [f"Fighters captured the town of {r['name']} in {countries[r['cc']].place.name}." for r in rows]
        for figure in _score(rows, texts, open_gazetteer(), {}):
            yield "conflict_places", figure
    if (folder / DISTRICTS).exists():
        rows = _rows(folder / DISTRICTS)
        texts = [f"The Taliban captured {r['name']} district in {r['province']} province of Afghanistan." for r in rows]
        shapes = _shapes(folder / OUTLINES)
        for figure in _score(rows, texts, open_gazetteer(), shapes):
            yield "af_districts", figure
        with tempfile.TemporaryDirectory() as added:
            origin = Origin(folder=folder / "geodata")
            Shelf(Path(added)).add_country("AFG", origin, lambda *_: None, got_on="1970-01-01")
            for figure in _score(rows, texts, open_gazetteer(Path(added)), shapes):
                yield "af_districts, AFG added", figure
        open_gazetteer.cache_clear()


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _shapes(path: Path) -> dict[str, object]:
    """The outlines by id, as shapely geometries; none without the file."""
    if not path.exists():
        return {}
    from whoholds.reference.gazetteer.adding.boundaries import read_shapes

    return {shape.shape_id: shape.geometry for shape in read_shapes(path, "ADM2")}


def _score(
    rows: Sequence[Row], texts: Sequence[str], gazetteer: Gazetteer, shapes: Mapping[str, object]
) -> list[Figure]:
    right = wrong = 0
    for row, text in zip(rows, texts, strict=True):
        place = _placed(row["name"], text, gazetteer)
        if place is not None and place.lat is not None and place.lon is not None:
            good = _is_right(place.lat, place.lon, row, shapes)
            right, wrong = right + good, wrong + (not good)
    return [
        Figure("right spot", share(right, len(rows)), len(rows), 0.0),
        Figure("not on a wrong spot", share(len(rows) - wrong, len(rows)), len(rows), 1.0),
    ]


def _placed(name: str, text: str, gazetteer: Gazetteer) -> Place | None:
    start = text.index(f" {name} ") + 1 if f" {name} " in text else text.index(name)
    report = Report("r", "r", text, "")
    found = resolve(find_toponyms(text, gazetteer), report, gazetteer)
    return next((t.place for t in found if t.start <= start < t.end), None)


def _is_right(lat: float, lon: float, row: Row, shapes: Mapping[str, object]) -> bool:
    import shapely

    if great_circle_km(lat, lon, float(row["lat"]), float(row["lon"])) <= SPOT_KM:
        return True
    outline = shapes.get(row.get("geoboundaries_shape_id", ""))
    return outline is not None and bool(shapely.covers(outline, shapely.Point(lon, lat)))
