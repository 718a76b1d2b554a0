"""What is said of a whole province, and of all its districts, for the districts that claims name."""

from __future__ import annotations

from typing import Any

import pytest

from settling.base_tables import BaseTables, control, settled

DISTRICTS = ("Jurm", "Yamgan", "Faizabad", "Badakhshan")


def told(words: str, *, counted: bool = False, **columns: Any) -> BaseTables:
    """Four districts that the government held on day 1, of which a report of day 9 tells all at once."""
    tables = BaseTables()
    tables.report("r0", 1)
    tables.report("r1", 9)
    for number, name in enumerate(DISTRICTS):
        tables.claim(f"c{number}", "r0", "holding", side="G", place=name, when=(1, 1))
    more = {"count_unit": "district", "share_low": 1.0, "count_text": "all districts"} if counted else {}
    tables.claim(
        "c9", "r1", "takeover", side="T", place="Province", when=(9, 9), evidence_text=words, **more, **columns
    )
    for place in tables.rows["claim_places"]:
        place["admin1"] = "Badakhshan"
        is_area = place["name"] == "Province"
        place["precision"] = "province" if is_area else "district"
        if is_area and counted:
            place["role"] = "within"
    return tables


def taken(tables: BaseTables) -> set[str]:
    rows = control(settled(tables, sqlite=True), 9, 9)
    return {place for place, row in rows.items() if (row["status"], row["holder"]) == ("held", "T")}


@pytest.mark.parametrize(
    ("words", "counted", "held"),
    [
        ("they captured Badakhshan province", False, {"Province"}),
        ("they fully captured Badakhshan province", False, {"Province", *DISTRICTS}),
        ("the whole of the province fell", False, {"Province", *DISTRICTS}),
        ("all districts of the province fell", True, {"Jurm", "Yamgan", "Faizabad"}),
        ("all districts fell except the capital, Faizabad", True, {"Jurm", "Yamgan"}),
        ("all districts but the capital fell", True, set()),
        ("the whole province fell but for Jurm", False, {"Province", "Yamgan", "Faizabad", "Badakhshan"}),
    ],
)
def test_a_whole_province_implies_its_districts(words: str, counted: bool, held: set[str]) -> None:
    assert taken(told(words, counted=counted)) == held


@pytest.mark.parametrize(
    "columns",
    [{"polarity": "negated"}, {"certainty": "planned"}, {"certainty": "possible"}, {"stance": "fears"}],
)
def test_what_is_not_so_implies_nothing(columns: dict[str, str]) -> None:
    assert not taken(told("they fully captured Badakhshan province", **columns)) & set(DISTRICTS)


def test_of_two_provinces_only_its_own_districts() -> None:
    tables = told("they fully captured Badakhshan province")
    for place in tables.rows["claim_places"]:
        if place["name"] == "Jurm":
            place["admin1"] = "Takhar"
    assert taken(tables) == {"Province", "Yamgan", "Faizabad", "Badakhshan"}


def test_later_word_of_a_district_stands_before_it() -> None:
    tables = told("they fully captured Badakhshan province")
    tables.report("r2", 12)
    tables.claim("c10", "r2", "takeover", side="G", place="Jurm", when=(12, 12))
    rows = control(settled(tables, sqlite=True), 12, 12)
    assert rows["Jurm"]["reason"] == "report_itself"
    assert (rows["Jurm"]["holder"], rows["Yamgan"]["holder"]) == ("G", "T")


def test_the_area_of_counted_districts_gets_no_status() -> None:
    rows = control(settled(told("all districts of the province fell", counted=True), sqlite=True), 9, 9)
    assert "Province" not in rows
    assert rows["Jurm"]["reason"] == "implied"


@pytest.mark.parametrize(("low", "places", "held"), [(10, ["A"], False), (2, ["A", "B"], True), (1, ["A"], True)])
def test_of_counted_districts_those_named_count_and_their_area_does_not(
    low: int, places: list[str], *, held: bool
) -> None:
    tables = BaseTables()
    tables.report("r", 9)
    tables.claim("c", "r", "takeover", side="T", place=places, when=(9, 9), count_unit="district", count_low=low)
    assert bool(control(settled(tables, sqlite=True), 9, 9)["A"]["holder"]) is held
