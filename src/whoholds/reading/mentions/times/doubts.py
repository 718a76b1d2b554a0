"""Dates that can't be: a Monday that was a Tuesday, the 31st of June."""

from __future__ import annotations

from calendar import day_name, month_name
from datetime import date

from whoholds.reading.mentions.times.expressions import Expression
from whoholds.reading.mentions.times.moments import Moment
from whoholds.records import Interval

_LEAP_YEAR = 2000  # stands for a year not known: it has every day that any year has


def doubt_of(expression: Expression, past: Interval | None) -> str | None:
    """Why a date can't be, in plain words; None if it can.

    Args:
        expression: as written.
        past: the days it was read as.
    """
    if expression.month is None or expression.day is None or expression.kind not in {"date", "slash", "nth"}:
        return None
    if not is_day(expression):
        when = month_name[expression.month] + (f" {expression.year}" if expression.year else "")
        return f"{when} has no {expression.day}{_ending(expression.day)} day"
    if expression.weekday is None or past is None or past.date_start is None:
        return None
    day = date.fromisoformat(past.date_start[:10])
    if day.isoweekday() == expression.weekday:
        return None
    named, was = day_name[expression.weekday - 1], day_name[day.weekday()]
    return f"{day.day} {month_name[day.month]} {day.year} is a {was}; the text says {named}"


def is_day(expression: Expression) -> bool:
    """Whether the calendar has the day and month said, in the year said if one is."""
    year = expression.year if expression.year is not None and expression.year > 0 else _LEAP_YEAR
    return Moment(year, expression.month, expression.day).days is not None


def _ending(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number // 10 != 1 else 0, "th")
