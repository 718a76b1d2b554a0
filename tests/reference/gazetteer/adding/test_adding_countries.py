"""A country is added from a folder or over the network, whole or not at all, and taken off again."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from made_country import ROWS, dump_row, make_files, serving, shapes, square, zipped
from whoholds.errors import ConfigError, DownloadError, KnowledgeError
from whoholds.reference.gazetteer import Gazetteer, find_places, open_gazetteer
from whoholds.reference.gazetteer.adding import Origin, Shelf, codes_of
from whoholds.reference.outlines import open_outlines

SAMPLES = Path(__file__).parents[5] / "shared/bench/geodata"
TODAY = "2026-01-01"


def quiet(*_: object) -> None:
    pass


def add(folder: Path, origin: Origin, code: str = "AND") -> Shelf:
    shelf = Shelf(folder)
    shelf.add_country(code, origin, quiet, got_on=TODAY)
    return shelf


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    files = make_files(tmp_path_factory.mktemp("files"))
    folder = tmp_path_factory.mktemp("shelf")
    add(folder, Origin(folder=files))
    return open_gazetteer(folder)


def test_places_are_found_by_all_their_names_in_every_script(added: Gazetteer) -> None:
    for name in ("Qarabagh", "Qara Bagh", "Карабаг", "قره باغ", "Black Garden"):
        assert any(place.place_id == "gn:900003" for place in added.lookup(name)), name
    place = added.find("gn:900003")
    assert place is not None
    assert (place.admin1, place.admin2, place.country, place.population) == ("Westland", "Hill", "AD", 1200)


def test_only_features_that_reports_name_become_places(added: Gazetteer) -> None:
    assert added.lookup("Qarabagh Airfield")[0].place_id == "gn:900004"
    assert added.find("gn:900005") is None


def test_units_of_three_publishers_are_one_however_they_are_spelt(added: Gazetteer) -> None:
    hill = added.find_pcode("AD9101")
    assert hill is not None
    assert hill.place_id == "gn:900002"
    assert open_outlines(*added.outlines).contains("gn:900002", 42.2, 1.3)
    assert open_outlines(*added.outlines).contains("gn:900001", 42.9, 1.9)
    marsh, fen = added.lookup("Marsh"), added.find_pcode("AD9109")
    assert any(place.place_id == "gb:ANDADM21" and place.admin1 == "Westland" for place in marsh)
    assert fen is not None
    assert (fen.place_id, fen.lat) == ("pcode:AD9109", None)


def test_towns_go_to_the_unit_they_lie_in(added: Gazetteer) -> None:
    place = added.find("gn:900006")  # the dump says Hill; it lies in the marsh
    assert place is not None
    assert place.admin2 == "Marsh"


def test_what_is_shipped_of_the_country_stays_and_other_countries_are_untouched(added: Gazetteer) -> None:
    shipped = open_gazetteer()
    capital = shipped.lookup("Andorra la Vella")[0]
    assert added.find(capital.place_id) is not None
    assert [p.place_id for p in added.lookup("Paris")] == [p.place_id for p in shipped.lookup("Paris")]


def test_found_near_a_place_the_nearest_come_first(added: Gazetteer) -> None:
    found = find_places(added, "Qarabagh", near="Westland")
    assert found[0].place.place_id == "gn:900003"
    assert found[0].km == 0.0


def test_a_folder_and_a_server_give_the_same_files(tmp_path: Path) -> None:
    files = make_files(tmp_path / "files")
    add(tmp_path / "one", Origin(folder=files))
    with serving(files) as (address, _):
        add(tmp_path / "two", Origin(mirror=address))
    for path in sorted((tmp_path / "one").rglob("*")):
        if path.is_file() and path.name != "sources.json":
            assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes(), path.name
    sources = json.loads((tmp_path / "two/AD/sources.json").read_text())
    assert all(source["checked"].startswith("sha256:") for source in sources)
    assert {source["licence"] for source in sources if source["sort"] == "boundaries"} == {"CC0 1.0"}


def test_a_broken_download_goes_on_where_it_stopped(tmp_path: Path) -> None:
    files = make_files(tmp_path / "files")
    with serving(files) as (address, server):
        server.breaks = 2
        add(tmp_path / "shelf", Origin(mirror=address))
        assert len(server.ranges) == 2
    assert open_gazetteer(tmp_path / "shelf").find("gn:900003") is not None


def test_bytes_that_disagree_with_their_checksum_are_refused(tmp_path: Path) -> None:
    files = make_files(tmp_path / "files")
    with serving(files) as (address, server):
        server.wrong = True
        with pytest.raises(DownloadError, match="as the server says"):
            add(tmp_path / "shelf", Origin(mirror=address))
    assert Shelf(tmp_path / "shelf").names() == ()


def test_a_server_that_is_not_there_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="--from"):
        add(tmp_path / "shelf", Origin(mirror="http://127.0.0.1:9"))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("geonames/AD.zip", zipped("AD.txt", [dump_row(ROWS[0])[:-1]]), "found 18 columns, expected 19"),
        ("geonames/AD.zip", b"no zip at all", "columns"),
        ("geonames/alternatenames/AD.zip", zipped("AD.txt", [(1, "x", "en", "Y")]), "expected 8 or 10"),
        (
            "geoboundaries/geoBoundaries-AND-ADM2_simplified.geojson",
            shapes("ADM1", [("Hil", square(1, 42, 1))]),
            "expected ADM2",
        ),
        ("geoboundaries/geoBoundaries-AND-ADM2_simplified.geojson", b"{}", "found no FeatureCollection"),
        ("geoboundaries/geoBoundaries-AND-ADM1-metaData.json", b"{}", "boundaryLicense"),
        ("global_pcodes_adm_1_2.csv", b"Country,Level\nAND,1\n", "found no column Location"),
    ],
)
def test_a_changed_format_is_named_and_what_was_there_stays(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    files = make_files(tmp_path / "files")
    shelf = add(tmp_path / "shelf", Origin(folder=files))
    (files / name).write_bytes(content)
    with pytest.raises(KnowledgeError, match=words) as told:
        shelf.add_country("AND", Origin(folder=files), quiet, got_on=TODAY)
    assert Path(name).name in str(told.value)
    assert open_gazetteer(tmp_path / "shelf").find("gn:900003") is not None


def test_removing_brings_back_what_is_shipped(tmp_path: Path) -> None:
    shelf = add(tmp_path / "shelf", Origin(folder=make_files(tmp_path / "files")))
    assert [a.name for a in shelf.list_added()] == ["AD"]
    shelf.remove("AD")
    assert shelf.names() == ()
    assert open_gazetteer(tmp_path / "shelf").find("gn:900003") is None
    with pytest.raises(ConfigError, match="nothing added"):
        shelf.remove("AND")


def test_codes_are_told_from_what_is_none() -> None:
    assert codes_of("and") == codes_of("AD") == ("AD", "AND")
    with pytest.raises(ConfigError, match="no country"):
        codes_of("QQ")


def test_contradictory_origins_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="one of them"):
        Origin(folder=tmp_path, mirror="https://example.org")
    with pytest.raises(ConfigError, match="https"):
        Origin(mirror="ftp://example.org")


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    with pytest.raises(KnowledgeError, match=r"AD\.zip"):
        add(tmp_path / "shelf", Origin(folder=tmp_path / "files"))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of the official formats lie outside the project")
def test_the_official_samples_are_read_from_a_server(tmp_path: Path) -> None:
    with serving(SAMPLES) as (address, _):
        shelf = add(tmp_path / "shelf", Origin(mirror=address), "AFG")
        add(tmp_path / "shelf", Origin(mirror=address), "AND")
    gazetteer = open_gazetteer(tmp_path / "shelf")
    listed = {a.name: a for a in shelf.list_added()}
    assert listed["AF"].outlines > 400
    assert gazetteer.lookup("Port de la Cabanette")[0].country == "AD"
    assert {s["licence"] for s in listed["AF"].sources if s["sort"] == "boundaries"} == {"Public Domain"}
    kajaki = gazetteer.find_pcode("AF3009") or gazetteer.lookup("Kajaki")[0]
    assert kajaki.lat is not None


def test_every_publisher_names_its_licence() -> None:
    path = Path(__file__).parents[4] / "src/whoholds/reference/gazetteer/adding/publishers.toml"
    tables: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    assert all(table["licence"] and table["credit"] and table["publisher"] for table in tables.values())
