"""Other calendars and holidays, against published days."""

from __future__ import annotations

from datetime import date

import pytest

from whoholds.reading.mentions.times.calendars import lunar_days, occurrences, solar_days
from whoholds.reading.mentions.times.knowledge import load_knowledge


@pytest.mark.parametrize(
    ("holiday", "year", "days"),
    [
        ("eid-al-fitr", 2021, ["2021-05-13"]),
        ("eid-al-adha", 2021, ["2021-07-20"]),
        ("eid", 2023, ["2023-04-21", "2023-06-28"]),
        ("ashura", 2021, ["2021-08-18"]),
        ("nowruz", 2021, ["2021-03-21"]),
        ("nowruz", 2024, ["2024-03-20"]),
        ("orthodox-easter", 2024, ["2024-05-05"]),
        ("easter", 2024, ["2024-03-31"]),
        ("september-11", 2021, ["2001-09-11"]),
    ],
)
def test_holidays(holiday: str, year: int, days: list[str]) -> None:
    events = load_knowledge().events
    assert [first.isoformat() for first, _ in occurrences(events[holiday], events, year)] == days


def test_solar_months_and_days() -> None:
    assert solar_days(1400, 4, 4) == (date(2021, 6, 25), date(2021, 6, 25))
    assert solar_days(1399, 12, None) == (date(2021, 2, 19), date(2021, 3, 20))
    assert solar_days(1400, 12, 30) is None


def test_lunar_months_and_days() -> None:
    assert lunar_days(1442, 9, None) == (date(2021, 4, 13), date(2021, 5, 12))
    assert lunar_days(1300, 9, 1) is None
