"""Whose side a publisher speaks for."""

from __future__ import annotations

import pytest

from whoholds.reference.actors import open_actors
from whoholds.reference.publishers import open_outlets, publisher_side


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Ministry of Interior, Kabul", "government-of-afghanistan"),
        ("Ukrainian General Staff (evening note)", "government-of-ukraine"),
        ("Presidency of Mali", "government-of-mali"),
        ("Sri Lanka Army", "government-of-sri-lanka"),
        ("Taliban media office", "taliban"),
        ("FARDC", "government-of-democratic-republic-of-congo"),
        ("TamilNet", "ltte"),
        ("Amaq News Agency", "islamic-state"),
        ("TASS", "government-of-russia"),
        ("Defence Headquarters, Islamabad", "government-of-pakistan"),
        ("Council of Ministers, Addis Ababa", "government-of-ethiopia"),
        ("Hamas media centre", "hamas"),
        ("Kabul Press Centre", None),
        ("Kabul Times", None),
        ("Army Times", None),
        ("Reuters", None),
        ("Damascus Gazette", None),
        ("tass", None),
        ("", None),
        (None, None),
    ],
)
def test_publishers(name: str | None, side: str | None) -> None:
    assert publisher_side(name, open_actors()) == side


def test_outlets_belong_to_sides_that_exist() -> None:
    sides = {row[0] for row in open_actors().side_rows()}
    outlets = [outlet for group in open_outlets().by_word.values() for outlet in group]
    assert all(outlet.side is None or outlet.side in sides for outlet in outlets)
