"""Names are found however they are spelt; units, seats, parents and countries hang together; opening is quick."""

from __future__ import annotations

import statistics
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from whoholds.errors import KnowledgeError
from whoholds.records import Place
from whoholds.reference.gazetteer import ATTRIBUTION, Gazetteer, How, Kind, open_gazetteer, plain_key
from whoholds.reference.gazetteer.gazetteer import FOLDER
from whoholds.reference.gazetteer.table import open_table
from whoholds.terms import PlacePrecision

CASES = tomllib.loads((Path(__file__).parent / "lookups.toml").read_text(encoding="utf-8"))["case"]
IMAM_SAHIB, KUNDUZ_CITY, KUNDUZ_PROVINCE = "gn:1142545", "gn:1135689", "gn:1135690"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def found(gazetteer: Gazetteer, place_id: str) -> Place:
    place = gazetteer.find(place_id)
    assert place is not None
    return place


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_name_is_found_however_it_is_spelt(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    at_home = [p for p in gazetteer.lookup(case["name"]) if p.country == case["country"]]
    ids = {p.place_id for p in at_home} | {s.place_id for p in at_home if (s := gazetteer.seat(p)) is not None}
    assert case["place_id"] in ids


@pytest.mark.parametrize("name", ["", " ", "-", "''", "Qwrtzpxk", "😀", "\x00", "x" * 5000])
def test_what_is_no_name_finds_nothing(name: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup(name) == ()


def test_two_villages_of_like_names_stay_two(gazetteer: Gazetteer) -> None:
    named, *others = gazetteer.candidates("Robotyne")
    assert (named.how, named.place.admin1) == (How.NAME, "Zaporizhzhia")
    assert all(other.how is not How.NAME and other.similarity < 0.87 for other in others)


def test_candidates_come_best_known_first(gazetteer: Gazetteer) -> None:
    first = gazetteer.candidates("Paris")[0]
    assert (first.place.country, first.kind, first.how) == ("FR", Kind.TOWN, How.NAME)
    ranked = [c.importance for c in gazetteer.candidates("Paris") if c.how is How.NAME]
    assert ranked == sorted(ranked, reverse=True)


def test_parents_are_smallest_first_and_contain(gazetteer: Gazetteer) -> None:
    town = found(gazetteer, IMAM_SAHIB)
    parents = gazetteer.parents(town)
    assert [p.precision for p in parents] == [
        PlacePrecision.DISTRICT,
        PlacePrecision.PROVINCE,
        PlacePrecision.COUNTRY,
    ]
    assert all(gazetteer.within(town, parent) for parent in parents)
    assert not gazetteer.within(parents[0], town)
    assert (town.country, town.admin1, town.admin2) == ("AF", "Kunduz", "Imam Sahib")


def test_a_district_knows_the_town_it_is_named_after(gazetteer: Gazetteer) -> None:
    town = found(gazetteer, IMAM_SAHIB)
    seat = gazetteer.seat(gazetteer.parents(town)[0])
    assert seat is not None
    assert seat.place_id == IMAM_SAHIB
    assert gazetteer.seat(town) is None


def test_a_city_and_its_province_are_two_places(gazetteer: Gazetteer) -> None:
    city, province = found(gazetteer, KUNDUZ_CITY), found(gazetteer, KUNDUZ_PROVINCE)
    assert (city.precision, province.precision) == (PlacePrecision.PLACE, PlacePrecision.PROVINCE)
    assert gazetteer.within(city, province)


def test_countries_have_people_capitals_and_neighbours(gazetteer: Gazetteer) -> None:
    countries = gazetteer.countries()
    assert len(countries) == 250
    assert "Afghan" in countries["AF"].demonyms
    assert countries["AF"].capital == "Kabul"
    assert {"TJ", "UZ", "TM", "IR", "PK"} <= set(countries["AF"].neighbours)
    assert all(gazetteer.find(c.place.place_id) == c.place for c in countries.values())


def test_regions_lie_over_the_table(gazetteer: Gazetteer) -> None:
    donbas = gazetteer.lookup("Donbass")[0]
    assert (donbas.country, donbas.precision) == ("UA", PlacePrecision.REGION)
    assert gazetteer.within(found(gazetteer, "gn:713174"), donbas)


@pytest.mark.parametrize("place_id", ["", "gn:", "gn:0", "gn:x", "new:1", "region:none", "gn:99999999999999999999"])
def test_an_unknown_id_is_nothing(place_id: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.find(place_id) is None


@pytest.mark.parametrize(
    ("one", "other"), [("Şanlıurfa", "Sanliurfa"), ("Fāryāb", "Faryab"), ("St. Louis", "saint louis")]
)
def test_plain_keys_forgive(one: str, other: str) -> None:
    assert plain_key(one) == plain_key(other)


def test_it_opens_in_under_50_ms() -> None:
    def once() -> float:
        start = time.process_time()
        open_table(FOLDER / "data")
        return time.process_time() - start

    assert statistics.median(once() for _ in range(5)) < 0.05


def test_it_is_shipped_in_at_most_25_megabytes() -> None:
    assert sum(path.stat().st_size for path in (FOLDER / "data").iterdir()) <= 25_000_000


def test_a_broken_table_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="script/build-gazetteer"):
        open_table(tmp_path)


def test_the_attribution_names_source_licence_and_versions(gazetteer: Gazetteer) -> None:
    for word in ("GeoNames", "CC BY 4.0", *(f"{name} {version}" for name, version in gazetteer.sources.items())):
        assert word in ATTRIBUTION
