"""The text's own thread: the day it is written on, the day it tells of, and what lies near either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from whoholds.reading.mentions.times.moments import Moment, day_moment, moment_around, shift

# A story told so many days before its report is no anchor for a bare clock time: the report's own day is.
_RECENT_DAYS = 31
# A year so far from the story's is told in passing.
_ASIDE_YEARS = 5
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(slots=True)
class Thread:
    """What relative times count from. Changes as the text is read; lives for one text only."""

    published: date | None
    narrative: bool  # the text tells of another time than its own (history, chronology)
    anchor: Moment | None = None  # the last time told
    day: Moment | None = None  # the last day told
    aside: Moment | None = None  # a time far from the story, told in passing ("the first since 1813")
    heading: Moment | None = None  # the day a heading dates what follows with
    posted: Moment | None = None  # the last heading's day, for the clock times that follow it in a live report
    heading_ends: int = 0  # offset; 0: until the next heading

    @property
    def base(self) -> date | None:
        """The day that today is: a heading's while it governs, else the report's."""
        if self.heading is not None and self.heading.days is not None:
            return self.heading.days[0]
        return self.published

    def advance(self, moment: Moment) -> None:
        """Go on from a time just told; history does not go on from one far off, unless the next is near it too."""
        if self.narrative and self.anchor is not None and abs(moment.year - self.anchor.year) > _ASIDE_YEARS:
            near_aside = self.aside is not None and abs(moment.year - self.aside.year) <= _ASIDE_YEARS
            if not near_aside:
                self.aside = moment
                return
        self.aside = None
        self.anchor = moment
        if moment.day is not None:
            self.day = Moment(moment.year, moment.month, moment.day)
        elif self.narrative:
            self.day = None  # a report's days go on past a month told as background

    def reach(self, offset: int) -> None:
        """Leave a heading behind once the text is past what it dates."""
        if self.heading is not None and self.heading_ends and offset >= self.heading_ends:
            self.heading = None

    def day_told(self) -> Moment | None:
        """The day a bare clock time or part of the day belongs to."""
        base = self.base
        if self.day is not None and self.day.days is not None:
            told = self.day.days[0]
            if self.narrative or base is None or abs((base - told).days) <= _RECENT_DAYS:
                return self.day
        if self.narrative or base is None:
            return None
        return day_moment(base)

    def around(self) -> Moment | None:
        """What "this", "last" and "next" count from: the report's day, or the story's where it tells history."""
        if self.narrative and self.anchor is not None:
            return self.anchor
        return None if self.base is None else day_moment(self.base)


def last_weekday(base: date, weekday: int, *, before: bool = False) -> date:
    """The latest such weekday not after a day, or before it."""
    return base - timedelta((base.isoweekday() - weekday - before) % 7 + before)


def next_weekday(base: date, weekday: int, *, after: bool = False) -> date:
    """The earliest such weekday not before a day, or after it."""
    return base + timedelta((weekday - base.isoweekday() - after) % 7 + after)


def years_around(base: date, month: int, day: int | None) -> tuple[int, int]:
    """The years of the last such day or month not after a day, and of the next not before it."""
    if day is None:
        return base.year - (month > base.month), base.year + (month < base.month)
    at = (month, day)
    return base.year - (at > (base.month, base.day)), base.year + (at < (base.month, base.day))


def year_in_story(anchor: Moment, month: int) -> int:
    """The year of a month that history tells next: the story's own, or the next if the month lies far behind."""
    if anchor.month is not None and anchor.month - month > 6:
        return anchor.year + 1
    return anchor.year


def season_start(base: date, season: str) -> tuple[Moment, Moment]:
    """The last such season that began by a day, and the next that ends after it."""
    first = _SEASON_STARTS[season]
    began = base.year if base.month >= first else base.year - 1
    past = Moment(began + (season == "WI"), sub=season)
    running = past.days is not None and past.days[1] >= base
    return past, past if running else Moment(past.year + 1, sub=season)


def framed(around: Moment, frame: str, unit: str) -> Moment | None:
    """Last, this or next week, month, year: of the length of `unit`, counted from a moment."""
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(frame, 0)
    if unit == "D":
        return shift(around, "D", step) if around.day is not None else None
    holder = _holder(around, unit)
    return None if holder is None else shift(holder, unit, step)


def _holder(around: Moment, unit: str) -> Moment | None:
    """The unit a moment lies in; None where the moment is the longer."""
    if unit == "Y":
        return Moment(around.year)
    if unit == "M":
        return Moment(around.year, around.month) if around.month is not None else None
    if unit == "DE":
        return Moment(abs(around.year) // 10 * 10 * (-1 if around.year < 0 else 1), years=10)
    if unit == "CE":
        return Moment(abs(around.year) // 100 * 100 * (-1 if around.year < 0 else 1), years=100)
    days = around.days
    return None if days is None or around.grain not in {"D", "W"} else moment_around(days[0], unit)


def window(base: date, frame: str, unit: str, count: int) -> tuple[date, date] | None:
    """The days of "the last three days", "the next two weeks": from a day so far back, or on."""
    from_day = day_moment(base)
    try:
        if unit in {"TH", "TM", "TS"}:
            moved = day_moment(base - timedelta(hours=count) if unit == "TH" else base)
            if unit == "TH":
                moved = day_moment(base - timedelta((count + 23) // 24 * (1 if frame in {"last", "previous"} else -1)))
        else:
            step = shift(from_day, unit, count * (-1 if frame in {"last", "previous"} else 1))
            if step is None:
                return None
            moved = step
    except OverflowError:
        return None
    days = moved.days
    if days is None:
        return None
    return (days[0], base) if days[0] <= base else (base, days[0])
