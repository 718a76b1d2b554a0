"""A stretch of the calendar at one grain, its TIMEX3 value and its days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from whoholds.records import Interval
from whoholds.terms import Basis, DatePrecision

# First and last month of a season (northern half); winter of year Y ends in Y.
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}
# Days of the month that open and close a third: early 1 to 10, mid 11 to 20, late 21 to the end.
_MONTH_THIRDS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}
_YEAR_THIRDS = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}
# Longest span in days that still counts as a day, a week, a month, a year.
_PRECISIONS = (
    (2, DatePrecision.DAY),
    (10, DatePrecision.WEEK),
    (31, DatePrecision.MONTH),
    (366, DatePrecision.YEAR),
)
UNITS_BELOW_DAY = frozenset({"TH", "TM", "TS"})
_MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


@dataclass(frozen=True, slots=True)
class Moment:
    """One stretch of the calendar: a century, decade, year, season, quarter, month, week, day or part of a day."""

    year: int  # before Christ: negative
    month: int | None = None
    day: int | None = None
    sub: str | None = None  # SP SU FA WI, Q1 to Q4, H1 H2, W01 to W53, W01-WE
    time: str | None = None  # TMO, T18:30, T16:00Z
    years: int = 1  # 10 a decade, 100 a century

    @property
    def value(self) -> str:
        """The TIMEX3 value: 1861-02-07, 2008-SU, 196, BC0480."""
        year = f"{abs(self.year):04d}"
        if self.years > 1:
            year = year[: 5 - len(str(self.years))]
        text = ("BC" if self.year < 0 else "") + year
        for part in (self.sub, self.month, self.day):
            if part is not None:
                text += f"-{part:02d}" if isinstance(part, int) else f"-{part}"
        if self.time and self.day is None:
            text += "-XX" if self.month else "-XX-XX"
        return text + (self.time or "")

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day; None before the year 1, after 9999, and for days no calendar has."""
        if self.year < 1 or self.year + self.years - 1 > 9999:
            return None
        try:
            return self._days()
        except (ValueError, OverflowError):
            return None

    def _days(self) -> tuple[date, date]:
        if self.day is not None:
            day = date(self.year, self.month or 1, self.day)
            return day, day
        if self.month is not None:
            return date(self.year, self.month, 1), month_end(self.year, self.month)
        if self.sub is None:
            return date(self.year, 1, 1), date(self.year + self.years - 1, 12, 31)
        if self.sub[0] == "W" and self.sub != "WI":
            weekend = self.sub.endswith("-WE")
            monday = date.fromisocalendar(self.year, int(self.sub[1:3]), 1)
            return monday + timedelta(5 if weekend else 0), monday + timedelta(6)
        if self.sub == "WI":
            return date(max(self.year - 1, 1), 12, 1), month_end(self.year, 2)
        first, last = _SEASONS.get(self.sub) or _part_months(self.sub)
        return date(self.year, first, 1), month_end(self.year, last)

    @property
    def grain(self) -> str:
        """The TIMEX3 unit of its length: D, W, M, Q (and seasons, halves), Y, DE, CE."""
        if self.day is not None:
            return "D"
        if self.month is not None:
            return "M"
        if self.sub is not None:
            return "W" if self.sub[0] == "W" and self.sub != "WI" else "Q"
        return {1: "Y", 10: "DE", 100: "CE"}[self.years]


def _part_months(sub: str) -> tuple[int, int]:
    length = 3 if sub[0] == "Q" else 6
    number = int(sub[1:])
    return (number - 1) * length + 1, number * length


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1) if year < 9999 else date(year, month, 28)


def day_moment(day: date, time: str | None = None) -> Moment:
    """The moment of one day."""
    return Moment(day.year, day.month, day.day, time=time)


def moment_around(day: date, unit: str) -> Moment:
    """The day, week, month, quarter, year, decade or century a day lies in."""
    if unit == "W":
        year, week, _ = day.isocalendar()
        return Moment(year, sub=f"W{week:02d}")
    if unit == "M":
        return Moment(day.year, day.month)
    if unit == "Q":
        return Moment(day.year, sub=f"Q{(day.month + 2) // 3}")
    if unit in {"Y", "DE", "CE"}:
        years = {"Y": 1, "DE": 10, "CE": 100}[unit]
        return Moment(day.year // years * years, years=years)
    return day_moment(day)


def shift(moment: Moment, unit: str, count: int) -> Moment | None:
    """A moment `count` units later (earlier if negative), at the coarser grain of both; None off the calendar."""
    if unit in _MONTHS_OF:
        return _shift_months(moment, unit, count)
    days = moment.days
    if days is None or moment.grain not in {"D", "W"}:
        return None
    try:
        moved = days[0] + timedelta(count * (7 if unit == "W" else 1))
    except OverflowError:
        return None
    if moment.grain == "W":
        return moment_around(moved, "W")
    return day_moment(moved, moment.time if unit == "D" and count == 0 else None)


def _shift_months(moment: Moment, unit: str, count: int) -> Moment | None:
    months = _MONTHS_OF[unit] * count
    if unit in {"DE", "CE"}:
        size = 10 if unit == "DE" else 100
        sign = -1 if moment.year < 0 else 1
        year = abs(moment.year) // size * size * sign + count * size
        return Moment(year, years=size) if abs(year) < 9999 else None
    if moment.month is None:
        year = moment.year + (months // 12 if months % 12 == 0 else 0)
        if months % 12 or not 0 < abs(year) < 9999:
            return None
        return replace(moment, year=year)
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    if not 0 < abs(year) < 9999:
        return None
    day = moment.day
    if day is not None and year > 0:
        day = min(day, month_end(year, month + 1).day)
    return Moment(year, month + 1, day)


def interval_of(moment: Moment, *, basis: Basis, mod: str | None = None) -> Interval | None:
    """The days of a moment, narrowed to its early, middle or late third; None where it has no days.

    Args:
        moment: what to lay on the calendar.
        basis: how it is known.
        mod: TIMEX3's START, MID or END; WEEK1 to WEEK5 of a month, WEEK0 its last.

    Returns:
        Days, both included; a clock time keeps its minute.
    """
    days = moment.days
    if days is None:
        return None
    if mod is not None and mod in _MONTH_THIRDS and moment.grain != "D":
        days = _third(moment, days, mod)
    if mod is not None and mod.startswith("WEEK") and moment.grain == "M":
        days = _week_of_month(days, int(mod[4:]))
    clock = moment.time if moment.time and moment.time[1:2].isdigit() and ":" in moment.time else None
    if clock and moment.day is not None:
        stamp = f"{days[0].isoformat()}{clock[:6]}"
        return Interval(stamp, stamp, DatePrecision.MINUTE, basis)
    return days_interval(days[0], days[1], basis)


def _third(moment: Moment, days: tuple[date, date], mod: str) -> tuple[date, date]:
    if moment.grain == "M":
        first, last = _MONTH_THIRDS[mod]
        return days[0].replace(day=first), days[0].replace(day=min(last, days[1].day))
    if moment.grain == "Y":
        first, last = _YEAR_THIRDS[mod]
        return date(moment.year, first, 1), month_end(moment.year, last)
    third = (days[1] - days[0]).days // 3
    if mod == "START":
        return days[0], days[0] + timedelta(third)
    if mod == "END":
        return days[1] - timedelta(third), days[1]
    return days[0] + timedelta(third), days[1] - timedelta(third)


def _week_of_month(days: tuple[date, date], number: int) -> tuple[date, date]:
    """The first seven days, the next seven, ...; 0 the last seven."""
    if number == 0:
        return days[1] - timedelta(6), days[1]
    first = min(days[0] + timedelta(7 * (number - 1)), days[1])
    return first, min(first + timedelta(6), days[1])


def days_interval(first: date, last: date, basis: Basis) -> Interval:
    """Days as a record; its precision is its length: up to 2 days a day, 10 a week, 31 a month, 366 a year."""
    length = (last - first).days + 1
    precision = next((name for most, name in _PRECISIONS if length <= most), DatePrecision.LONGER)
    return Interval(first.isoformat(), last.isoformat(), precision, basis)
