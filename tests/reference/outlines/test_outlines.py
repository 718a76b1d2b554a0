"""Outlines tell what lies in what and how far a border is, within what simplifying may have moved it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.errors import KnowledgeError
from whoholds.reference.gazetteer import open_gazetteer
from whoholds.reference.outlines import great_circle_km, open_outlines
from whoholds.reference.outlines.outlines import SHIPPED

IMAM_SAHIB = (37.19, 68.94)
# Points well inside: country, unit, latitude, longitude.
INSIDE = [
    ("AF", "gn:1135690", *IMAM_SAHIB),
    ("UA", "gn:703883", 45.04, 34.1),  # by GeoNames' code, whoever governs there
    ("SY", "gn:170062", 36.2, 37.16),
    ("AF", "gn:6957555", 35.35, 69.6),  # a province that the source labels with its neighbour's name
]


@pytest.mark.parametrize(("country", "unit", "lat", "lon"), INSIDE)
def test_points_lie_in_their_units(country: str, unit: str, lat: float, lon: float) -> None:
    outlines = open_outlines()
    assert outlines.contains(country, lat, lon)
    assert outlines.contains(unit, lat, lon)
    assert outlines.around(lat, lon, country) == (unit,)


def test_distances_run_to_the_nearest_point_of_a_border() -> None:
    outlines = open_outlines()
    near, far = outlines.distance("TJ", *IMAM_SAHIB), outlines.distance("UZ", *IMAM_SAHIB)
    assert near is not None
    assert far is not None
    assert near.km == pytest.approx(10, abs=3)
    assert far.km == pytest.approx(100, abs=3)
    assert great_circle_km(*IMAM_SAHIB, near.lat, near.lon) == pytest.approx(near.km)
    inside = outlines.distance("AF", *IMAM_SAHIB)
    assert inside is not None
    assert inside.km == 0.0


def test_neighbours_touch_and_others_do_not() -> None:
    outlines = open_outlines()
    assert outlines.touches("AF", "TJ")
    assert not outlines.touches("AF", "IN")
    gap = outlines.gap_km("AF", "IN")
    assert gap is not None
    assert gap > 100


def test_what_has_no_outline_is_not_known() -> None:
    outlines = open_outlines()
    assert not outlines.knows("gn:1")
    assert outlines.contains("gn:1", 0.0, 0.0) is None
    assert outlines.distance("ZZ", 0.0, 0.0) is None
    assert outlines.geojson("ZZ") is None


def test_nearly_every_unit_of_the_world_is_drawn_once_under_two_megabytes() -> None:
    assert SHIPPED.stat().st_size < 2_000_000
    outlines, countries = open_outlines(), open_gazetteer().countries()
    drawn = [code for code in countries if outlines.knows(code)]
    assert len(drawn) >= 230
    geometry = outlines.geojson("gn:1135690")
    assert geometry is not None
    assert geometry["type"] == "MultiPolygon"


@given(st.floats(-89, 89), st.floats(-179, 179))
def test_a_country_is_at_no_distance_exactly_inside(lat: float, lon: float) -> None:
    outlines = open_outlines()
    distance = outlines.distance("AF", lat, lon)
    assert distance is not None
    assert (distance.km < 1e-6) == bool(outlines.contains("AF", lat, lon))


def test_a_user_s_file_takes_the_place_of_ours(tmp_path: Path) -> None:
    square = '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}'
    path = tmp_path / "outlines.tsv.gz"
    path.write_bytes(gzip.compress(f"gn:1135690\tAF\t{square}\n".encode()))
    assert open_outlines(path).contains("gn:1135690", 0.5, 0.5)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "outlines.tsv.gz"
    path.write_bytes(gzip.compress(b"only one column\n"))
    with pytest.raises(KnowledgeError, match=r"outlines\.tsv\.gz"):
        open_outlines(path)
