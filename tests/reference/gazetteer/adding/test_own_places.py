"""A user's own places, names and outlines are known beside the shipped ones, from CSV and GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from made_country import square
from whoholds.errors import KnowledgeError
from whoholds.reference.gazetteer import open_gazetteer
from whoholds.reference.gazetteer.adding import Shelf
from whoholds.reference.outlines import open_outlines


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_places_names_and_outlines_are_added(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    capital = open_gazetteer().lookup("Andorra la Vella")[0]
    heads = "name,names,country,admin1,lat,lon,place_id"
    own = "Xelopol,Kselopol Nova|Zelopil Novy,AND,Ordino,42.6,1.55,"
    rows = f"{heads}\n{own}\nAlaville,,,,,,{capital.place_id}\n"
    shelf.add_file(written(tmp_path / "mine.csv", rows))
    feature = {
        "type": "Feature",
        "properties": {"name": "Camp Square", "country": "AD", "kind": "district"},
        "geometry": square(1.5, 42.5, 0.1),
    }
    shelf.add_file(written(tmp_path / "mine.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]})))
    gazetteer = open_gazetteer(tmp_path / "shelf")
    newton = gazetteer.lookup("Kselopol Nova")[0]
    assert (newton.name, newton.country, newton.admin1, newton.lat) == ("Xelopol", "AD", "Ordino", 42.6)
    assert newton.place_id.startswith("own:")
    assert gazetteer.lookup("Alaville")[0].place_id == capital.place_id
    camp = gazetteer.lookup("Camp Square")[0]
    assert open_outlines(*gazetteer.outlines).contains(camp.place_id, 42.55, 1.55)
    assert shelf.names() == ("mine.csv", "mine.geojson")


def test_the_same_rows_have_the_same_ids_and_removing_takes_them_off(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    mine = written(tmp_path / "mine.csv", "name,country,lat,lon\nXelopol,AD,42.6,1.55\n")
    shelf.add_file(mine)
    first = open_gazetteer(tmp_path / "shelf").lookup("Xelopol")[0].place_id
    shelf.add_file(mine)
    assert open_gazetteer(tmp_path / "shelf").lookup("Xelopol")[0].place_id == first
    shelf.remove("mine.csv")
    assert open_gazetteer(tmp_path / "shelf").find(first) is None
    assert shelf.names() == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title,country\nXelopol,AD\n", "found the columns title"),
        ("name,country\nXelopol,\n", "needs name and country"),
        ("name,country,lat\nXelopol,AD,42.6\n", "only one of lat and lon"),
        ("name,country,lat,lon\nXelopol,AD,142.6,1.5\n", "degrees from -90 to 90"),
        ("name,country,kind\nXelopol,AD,castle\n", "found kind castle"),
        ("name,country,population\nXelopol,AD,many\n", "whole number"),
        ("name,country\n---,AD\n", "expected letters"),
        ("place_id,names\ngn:1,Xelopol\n", "found no place gn:1"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(KnowledgeError, match=words) as told:
        Shelf(tmp_path / "shelf").add_file(written(tmp_path / "mine.csv", text))
    assert "mine.csv" in str(told.value)


def test_another_crs_is_refused(tmp_path: Path) -> None:
    data = {"type": "FeatureCollection", "features": [], "crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::32642"}}}
    with pytest.raises(KnowledgeError, match="EPSG:4326"):
        Shelf(tmp_path / "shelf").add_file(written(tmp_path / "mine.geojson", json.dumps(data)))
