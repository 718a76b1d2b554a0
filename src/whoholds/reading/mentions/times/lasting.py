"""What is no single moment: durations, windows, sets, vague words; and dates of other calendars."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from whoholds.reading.mentions.times.calendars import lunar_days, lunar_year, solar_days
from whoholds.reading.mentions.times.dates import resolve_date
from whoholds.reading.mentions.times.expressions import Expression
from whoholds.reading.mentions.times.moments import UNITS_BELOW_DAY, Moment, day_moment, days_interval, moment_around
from whoholds.reading.mentions.times.thread import Thread, last_weekday, window
from whoholds.records import Interval
from whoholds.terms import Basis, TimexType


@dataclass(frozen=True, slots=True)
class Reading:
    """A time laid on the calendar: its value, its days read as past and as to come, and where the thread goes on."""

    timex_type: TimexType
    value: str | None
    past: Interval | None = None
    future: Interval | None = None
    moment: Moment | None = None  # None: the thread stays where it was


def period_value(count: float | str | None, unit: str | None) -> str:
    """A TIMEX3 duration: P2W, PT30M, P2.5Y, PXD."""
    unit = unit or "D"
    if unit == "F":
        count, unit = (count * 2 if isinstance(count, float) else "X"), "W"
    if unit == "TH" and isinstance(count, float) and count != int(count):
        count, unit = count * 60, "TM"
    amount = f"{count:g}" if isinstance(count, float) else "X"
    return f"PT{amount}{unit[1:]}" if unit in UNITS_BELOW_DAY else f"P{amount}{unit}"


def read_duration(expression: Expression, thread: Thread) -> Reading:
    """Two weeks, a year and a half: a length without days."""
    count = expression.count
    if "half" in expression.flags:
        count = 1.5
    return Reading(TimexType.DURATION, period_value(count, expression.unit))


def read_window(expression: Expression, thread: Thread) -> Reading:
    """The last three days: from three days back to the report's day."""
    count = expression.count
    value = period_value(count if count is not None else "X", expression.unit)
    frame = expression.frame or "last"
    base = thread.base
    if base is None or thread.narrative or not isinstance(count, float) or count != int(count):
        return Reading(TimexType.DURATION, value)
    unit, number = ("W", int(count) * 2) if expression.unit == "F" else (expression.unit or "D", int(count))
    if frame not in {"last", "next"} or number > 10_000:
        return Reading(TimexType.DURATION, value)
    days = window(base, frame, unit, number)
    span = None if days is None else days_interval(days[0], days[1], Basis.RELATIVE)
    back = frame == "last"
    return Reading(TimexType.DURATION, value, span if back else None, None if back else span)


def read_overnight(expression: Expression, thread: Thread) -> Reading:
    """The day before and the day."""
    base = thread.base
    if thread.narrative or base is None:
        told = thread.day
        return Reading(TimexType.TIME, f"{told.value}TNI" if told else "XXXX-XX-XXTNI")
    if expression.weekday is not None:
        base = last_weekday(base, expression.weekday)
    if "from" in expression.flags and base < date.max:
        base += timedelta(1)  # overnight from Thursday ends on Friday
    if base <= date(1, 1, 2):
        return Reading(TimexType.TIME, "XXXX-XX-XXTNI")
    before = base - timedelta(1)
    span = days_interval(before, base, Basis.RELATIVE)
    ahead = None if base >= date.max else days_interval(base, base + timedelta(1), Basis.RELATIVE)
    return Reading(TimexType.TIME, f"{before.isoformat()}TNI", span, ahead, day_moment(base))


def read_nights(expression: Expression, thread: Thread) -> Reading:
    """The night of 14 to 15 October: both days."""
    pair = resolve_date(expression, thread)
    spans = []
    for at in (pair.past, pair.future):
        days = None if at is None else at.days
        spans.append(None if days is None or days[0] == date.min else (days[0] - timedelta(1), days[0]))
    if spans[0] is None:
        return Reading(TimexType.TIME, None)
    past, future = (None if span is None else days_interval(*span, Basis.STATED) for span in spans)
    return Reading(TimexType.TIME, f"{spans[0][0].isoformat()}TNI", past, future, day_moment(spans[0][1]))


def read_set(expression: Expression, thread: Thread) -> Reading:
    """Daily, every Friday, twice a week."""
    if expression.value is not None:
        return Reading(TimexType.SET, expression.value)
    if expression.weekday is not None:
        return Reading(TimexType.SET, f"XXXX-WXX-{expression.weekday}")
    if expression.part is not None:
        return Reading(TimexType.SET, f"XXXX-XX-XXT{expression.part}")
    return Reading(
        TimexType.SET, period_value(expression.count if expression.count is not None else 1.0, expression.unit)
    )


def read_reference(expression: Expression, thread: Thread) -> Reading:
    """Now, recently, the future: kept vague."""
    return Reading(TimexType.DATE, expression.value or None)


def read_solar(expression: Expression, thread: Thread) -> Reading:
    """4 Saratan 1400; without its year the last such day."""
    if expression.year is None:
        return _solar_without_year(expression, thread)
    days = solar_days(expression.year or 0, expression.month or 1, expression.day)
    return _other_calendar(days, thread)


def _solar_without_year(expression: Expression, thread: Thread) -> Reading:
    base = thread.base
    if base is None or thread.narrative:
        return Reading(TimexType.DATE, None)
    spans = [
        span
        for year in range(base.year - 623, base.year - 619)
        if (span := solar_days(year, expression.month or 1, expression.day))
    ]
    past = [span for span in spans if span[0] <= base]
    future = [span for span in spans if span[1] >= base]
    reading = _other_calendar(past[-1] if past else None, thread)
    return replace(reading, future=days_interval(*future[0], Basis.STATED) if future else None)


def read_lunar(expression: Expression, thread: Thread) -> Reading:
    """Ramadan 1442, or this year's, last or next Ramadan."""
    month = expression.month or 9
    if expression.year is not None:
        common = expression.year > 1600  # "Ramadan 2021"
        if not common:
            return _other_calendar(lunar_days(expression.year, month, expression.day), thread)
    base = thread.base if expression.year is None else date(min(expression.year, 2070), 12, 31)
    year = None if base is None or (thread.narrative and expression.year is None) else lunar_year(base)
    if base is None or year is None:
        return Reading(TimexType.DATE, None)
    spans = [span for near in (year - 1, year, year + 1) if (span := lunar_days(near, month, expression.day))]
    past = [span for span in spans if span[0] <= base]
    future = [span for span in spans if span[1] >= base]
    reading = _other_calendar(past[-1] if past else None, thread)
    ahead = days_interval(*future[0], Basis.RELATIVE) if future else None
    return replace(reading, future=ahead)


def _other_calendar(days: tuple[date, date] | None, thread: Thread) -> Reading:
    if days is None:
        return Reading(TimexType.DATE, None)
    span = days_interval(days[0], days[1], Basis.STATED)
    moment = day_moment(days[0]) if days[0] == days[1] else None
    return Reading(TimexType.DATE, moment.value if moment else moment_around(days[0], "M").value, span, span, moment)
