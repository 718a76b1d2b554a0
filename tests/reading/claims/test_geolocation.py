"""Places resolve as the texts say, or honestly not at all; ids hold across spellings and reports."""

from __future__ import annotations

import json
import math
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.reading.claims.geolocation import country_of, resolve
from whoholds.reading.mentions.toponyms import find_toponyms
from whoholds.records import Place, Report, Toponym
from whoholds.reference.gazetteer import open_gazetteer, plain_key, similarity
from whoholds.terms import PlacePrecision

CASES = tomllib.loads((Path(__file__).parent / "geolocation.toml").read_text(encoding="utf-8"))["case"]
SHARED = Path(__file__).parents[4] / "shared"
DOSSIERS = sorted((SHARED / "gold" / "dossiers").glob("*/gold.json"))
NEAR_KM, APPROXIMATE_KM = 25.0, 40.0


def read(text: str, dateline: str | None = None) -> tuple[Toponym, ...]:
    gazetteer = open_gazetteer()
    report = Report(report_id="r", path="p", text=text, sha256="", dateline=dateline)
    return resolve(find_toponyms(text, gazetteer), report, gazetteer)


def mention(resolved: tuple[Toponym, ...], words: str) -> Toponym:
    text, _, which = words.partition("#")
    return [t for t in resolved if t.text == text][int(which or 1) - 1]


def placed(toponym: Toponym) -> Place:
    assert toponym.place is not None
    return toponym.place


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_places_resolve_as_the_text_says(case: dict[str, Any]) -> None:
    resolved = read(case["text"])
    for words, wanted in case["places"].items():
        toponym = mention(resolved, words)
        place = placed(toponym)
        got = {
            "id": place.place_id,
            "country": place.country,
            "admin1": place.admin1,
            "precision": place.precision.value,
            "new": place.place_id.startswith("new:"),
        }
        assert {key: got[key] for key in wanted} == wanted, (words, toponym.reasons)
        assert toponym.reasons
    for one, other in case.get("same", []):
        assert placed(mention(resolved, one)).place_id == placed(mention(resolved, other)).place_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The village of Rabotino in Ukraine was shelled.", "Ukraine lost the village of Robotyne."),
        ("Mali's army left the village of Farabougou.", "In Mali the village of Farabugu was burned."),
        ("Taliban took Imam Saheb in Kunduz province.", "Imam Sahib district in Afghanistan is calm."),
        ("The town of Glubokoye in Kharkiv region, Ukraine.", "Ukraine: the village of Hlyboke in Kharkiv region."),
    ],
)
def test_spellings_and_reports_agree_on_the_id(one: str, other: str) -> None:
    ids = [{placed(t).place_id for t in read(text) if placed(t).precision not in WIDE} for text in (one, other)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 1


WIDE = (PlacePrecision.PROVINCE, PlacePrecision.COUNTRY)


def test_two_provisional_places_of_other_names_stay_two() -> None:
    ids = {placed(t).place_id for t in read("In Mali the village of Kolla and the village of Kille were burned.")}
    assert len(ids) == 3


def test_provisional_places_have_no_point() -> None:
    for toponym in read("In Mali the village of Tabrikole was burned."):
        if placed(toponym).place_id.startswith("new:"):
            place = placed(toponym)
            assert (place.lat, place.lon, place.precision) == (None, None, PlacePrecision.UNRESOLVED)
            break
    else:
        pytest.fail("no provisional place")


def test_the_main_country_is_where_most_places_lie() -> None:
    text = "Fighters in Kunduz and Baghlan fled to Tajikistan."
    assert country_of(Report("r", "p", text, ""), read(text)) == "AF"
    assert country_of(Report("r", "p", "", ""), ()) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Kunduz",
                "Paris",
                "in",
                "Springfield,",
                "the",
                "of",
                "Texas",
                "district",
                ".",
                "Xyq",
                "'s",
                "Georgia\n",
                "(",
            ]
        )
    )
)
def test_no_text_breaks_it(words: list[str]) -> None:
    text = " ".join(words)
    resolved = read(text)
    assert resolved == read(text)
    assert all(t.place is not None for t in resolved)


def distance_km(one: Place, lat: float, lon: float) -> float:
    assert one.lat is not None
    assert one.lon is not None
    a, b, c, d = map(math.radians, (one.lat, one.lon, lat, lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


@pytest.mark.skipif(not DOSSIERS, reason="the development dossiers are not on this machine")
@pytest.mark.parametrize("gold", DOSSIERS, ids=lambda path: path.parent.name)
def test_no_place_of_the_dossiers_lies_on_a_wrong_spot(gold: Path) -> None:
    dossier = json.loads(gold.read_text(encoding="utf-8"))
    found = 0
    for report in dossier["reports"]:
        text = (gold.parent / report["file"]).read_text(encoding="utf-8")
        head = re.match(r"date \S+ (\w+) :", text)
        resolved = read(text, head.group(1) if head else None)
        for claim in dossier["claims"]:
            for place in claim["places"] if claim["file"] == report["file"] else ():
                toponym = _in_claim(resolved, place["text"], text.find(claim["quote"]), len(claim["quote"]))
                if toponym is None or place.get("lat") is None:
                    continue
                found += 1
                got = placed(toponym)
                assert got.country == place["country"], (report["file"], toponym)
                if got.lat is not None:
                    limit = APPROXIMATE_KM if place.get("approx") else NEAR_KM
                    assert distance_km(got, place["lat"], place["lon"]) <= limit, (report["file"], toponym)
    assert found >= 10


def _in_claim(resolved: tuple[Toponym, ...], words: str, start: int, length: int) -> Toponym | None:
    """The mention of a place in the quoted words, else its first in the report."""
    alike = [t for t in resolved if similarity(plain_key(t.text), plain_key(words)) > 0.9]
    inside = [t for t in alike if start <= t.start < start + length]
    return (inside or alike or [None])[0]
