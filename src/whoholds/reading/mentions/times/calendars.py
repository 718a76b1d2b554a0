"""Holidays and the calendars of Islam and of Iran and Afghanistan, laid on the common calendar.

hijridate holds the published Umm al-Qura tables (a moon sighted elsewhere may move a feast by a day), persiantools the
Solar Hijri year; both are small and without dependencies. dateutil counts both Easters.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from hijridate import Gregorian, Hijri
from persiantools.jdatetime import JalaliDate

from whoholds.reading.mentions.times.moments import month_end

_LUNAR_YEARS = range(1343, 1501)  # the years of the Umm al-Qura tables


def solar_days(year: int, month: int, day: int | None) -> tuple[date, date] | None:
    """The days of a Solar Hijri day or month (4 Saratan 1400); None if that calendar has none such."""
    try:
        first = JalaliDate(year, month, day or 1).to_gregorian()  # type: ignore[no-untyped-call]
        if day is not None:
            return first, first
        after = JalaliDate(year + month // 12, month % 12 + 1, 1).to_gregorian()  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        return None
    return first, after - timedelta(1)


def lunar_days(year: int, month: int, day: int | None) -> tuple[date, date] | None:
    """The days of an Islamic day or month (12 Ramadan 1442); None outside the tables."""
    if year not in _LUNAR_YEARS:
        return None
    try:
        first = Hijri(year, month, day or 1).to_gregorian()
        length = Hijri(year, month, 1).month_length()
    except (ValueError, OverflowError):
        return None
    return first, first if day is not None else first + timedelta(length - 1)


def lunar_year(day: date) -> int | None:
    """The Islamic year a day lies in; None outside the tables."""
    try:
        return Gregorian(day.year, day.month, day.day).to_hijri().year
    except (ValueError, OverflowError):
        return None


def occurrences(event: dict[str, Any], events: dict[str, dict[str, Any]], year: int) -> tuple[tuple[date, date], ...]:
    """The days on which a holiday of dated_events.toml falls in a common year, in order; a dated event's own days.

    Args:
        event: its entry.
        events: all entries, for those that are one of several.
        year: the common year.
    """
    if "start" in event:
        first = date.fromisoformat(event["start"])
        return ((first, date.fromisoformat(event.get("end", event["start"]))),)
    length = timedelta(event.get("days", 1) - 1)
    return tuple(sorted((first, first + length) for first in _first_days(event, events, year)))


def _first_days(event: dict[str, Any], events: dict[str, dict[str, Any]], year: int) -> Iterator[date]:
    if not 1 < year < 9998:
        return
    for other in event.get("any", []):
        yield from _first_days(events[other], events, year)
    if "fixed" in event:
        yield date(year, *event["fixed"])
    if "easter" in event and year >= 1583:
        yield easter(year, EASTER_WESTERN) + timedelta(event["easter"])
    if "orthodox" in event and year >= 1583:
        yield easter(year, EASTER_ORTHODOX) + timedelta(event["orthodox"])
    if "solar" in event:
        days = solar_days(year - 621, *event["solar"])
        if days:
            yield days[0]
    if "lunar" in event:
        yield from _lunar_first_days(event["lunar"], year)


def _lunar_first_days(when: list[int], year: int) -> Iterator[date]:
    """An Islamic day falls once or twice in a common year."""
    opened, closed = lunar_year(date(year, 1, 1)), lunar_year(month_end(year, 12))
    if opened is None or closed is None:
        return
    for lunar in range(opened, closed + 1):
        days = lunar_days(lunar, when[0], when[1])
        if days and days[0].year == year:
            yield days[0]
