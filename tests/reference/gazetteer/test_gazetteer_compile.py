"""Compiling is deterministic; units take their point from their towns."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from whoholds.reference.gazetteer import Gazetteer, Kind
from whoholds.reference.gazetteer.compile import Entry, compile_gazetteer
from whoholds.reference.gazetteer.table import open_table

ENTRIES = [
    Entry(1, Kind.COUNTRY, "Ruritania", ("Ruritania",), None, "RR", population=1000),
    Entry(2, Kind.ADM1, "North", ("North", "North Province"), 1, "RR"),
    Entry(3, Kind.ADM2, "Zenda", ("Zenda", "Zenda District"), 2, "RR"),
    Entry(4, Kind.ADM2, "Hofbau", ("Hofbau",), 2, "RR"),
    Entry(10, Kind.TOWN, "Zenda", ("Zenda", "Senda"), 3, "RR", 10.0, 20.0, 700),
    Entry(11, Kind.TOWN, "Strelsau", ("Strelsau",), 3, "RR", 10.2, 20.2, 900),
    Entry(12, Kind.TOWN, "Hofbau", ("Hofbau",), 2, "RR", 12.0, 22.0, 50),
]


def compiled(entries: list[Entry], folder: Path) -> Gazetteer:
    header = {"sources": {"test": "1"}, "capitals": {"RR": "Strelsau"}, "neighbours": {}}
    compile_gazetteer(entries, folder, slavic=frozenset(), header=header)
    return Gazetteer([open_table(folder)], {})


def test_order_of_the_places_does_not_matter(tmp_path: Path) -> None:
    shuffled = list(ENTRIES)
    random.Random(7).shuffle(shuffled)
    compiled(ENTRIES, tmp_path / "one")
    compiled(shuffled, tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_units_lie_among_their_towns(tmp_path: Path) -> None:
    gazetteer = compiled(ENTRIES, tmp_path)
    unit = next(p for p in gazetteer.lookup("Zenda District"))
    assert (unit.lat, unit.lon) == (pytest.approx(10.1), pytest.approx(20.1))
    assert unit.population == 1600


def test_a_unit_without_towns_has_no_point(tmp_path: Path) -> None:
    gazetteer = compiled([e for e in ENTRIES if e.kind is not Kind.TOWN], tmp_path)
    assert gazetteer.lookup("Zenda")[0].lat is None


def test_seats_are_own_towns_or_the_provinces(tmp_path: Path) -> None:
    gazetteer = compiled(ENTRIES, tmp_path)
    seats = {
        p.name: s.place_id for p in (gazetteer.find("gn:3"), gazetteer.find("gn:4")) if p and (s := gazetteer.seat(p))
    }
    assert seats == {"Zenda": "gn:10", "Hofbau": "gn:12"}
