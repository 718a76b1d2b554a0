"""Dates that name themselves: calendar dates, weekdays, seasons, quarters, holidays and dated events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from whoholds.reading.mentions.times.calendars import occurrences
from whoholds.reading.mentions.times.doubts import is_day
from whoholds.reading.mentions.times.expressions import Expression
from whoholds.reading.mentions.times.knowledge import load_knowledge
from whoholds.reading.mentions.times.moments import Moment, day_moment, moment_around, shift
from whoholds.reading.mentions.times.thread import (
    Thread,
    framed,
    last_weekday,
    next_weekday,
    season_start,
    year_in_story,
    years_around,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """The two moments a bare date may name, and whether the text gave it in full."""

    past: Moment | None
    future: Moment | None
    stated: bool = False
    keeps_thread: bool = False  # looks back ("the previous evening"): the story doesn't go on from it


VAGUE = Pair(None, None)
NEAR_DAYS = 120
"""A bare "3 June" may be taken to come if it is within so many days."""


def resolve_date(expression: Expression, thread: Thread) -> Pair:
    """A calendar date, month, year, season or weekday: by its own words, else by the report's day or the story."""
    found = expression
    if found.weekday is not None and found.day is None:
        return _weekday(found, thread)
    if found.frame is not None:
        return _dated_by_frame(found, thread)
    if found.day is not None and not is_day(found):
        return VAGUE  # the 31st of June
    if found.year is not None:
        at = Moment(_full_year(found, thread), found.month, found.day, found.sub, years=found.years)
        return Pair(at, at, stated=True)
    if found.sub is not None:
        return _season(found, thread)
    if found.month is None:
        return VAGUE
    if thread.narrative:
        if thread.anchor is None:
            return VAGUE
        at = Moment(year_in_story(thread.anchor, found.month), found.month, found.day)
        return Pair(at, at, stated=True)
    if thread.base is None:
        return VAGUE
    past, future = years_around(thread.base, found.month, found.day)
    readings = Moment(past, found.month, found.day), Moment(future, found.month, found.day)
    return _on_weekday(*readings, found, thread.base)


def _on_weekday(past: Moment, future: Moment, expression: Expression, base: date) -> Pair:
    """Both readings of a date without year; with a weekday, the one that falls on it, if that is the past or near."""
    if expression.weekday is not None and past.days is not None and future.days is not None:
        fits = [at.days is not None and at.days[0].isoweekday() == expression.weekday for at in (past, future)]
        if fits[0] or (fits[1] and (future.days[0] - base).days <= NEAR_DAYS):
            at = past if fits[0] else future
            return Pair(at, at, stated=True)
    return Pair(past, future, stated=True)


def _full_year(expression: Expression, thread: Thread) -> int:
    """A year of two digits in the text's own century."""
    year = expression.year or 0
    if "yy" in expression.flags and thread.narrative and thread.anchor is not None and thread.anchor.year > 0:
        return thread.anchor.year // 100 * 100 + year % 100
    return year


def _weekday(expression: Expression, thread: Thread) -> Pair:
    weekday = expression.weekday or 1
    if thread.narrative and thread.day is not None and thread.day.days is not None:
        told = thread.day.days[0]
        following = expression.frame in {"next", "following"}
        at = day_moment(next_weekday(told, weekday, after=True) if following else last_weekday(told, weekday))
        return Pair(at, at)
    if thread.base is None or thread.narrative:
        return VAGUE
    base, frame = thread.base, expression.frame
    if "of_week" in expression.flags:
        monday = base - timedelta(base.isoweekday() - 1 + 7 * (1 if frame in {"last", "previous"} else 0))
        at = day_moment(monday + timedelta(weekday - 1 + (7 if frame in {"next", "following"} else 0)))
        return Pair(at, at)
    if frame in {"same", "previous", "following"} and thread.day is not None and thread.day.days is not None:
        told = thread.day.days[0]
        at = day_moment(
            next_weekday(told, weekday, after=True)
            if frame == "following"
            else last_weekday(told, weekday, before=frame == "previous")
        )
        return Pair(at, at)
    past = day_moment(last_weekday(base, weekday, before=frame in {"last", "previous"}))
    future = day_moment(next_weekday(base, weekday, after=frame in {"next", "following"}))
    if frame in {"last", "previous"}:
        return Pair(past, past)
    if frame in {"next", "following"}:
        return Pair(future, future)
    return Pair(past, future)


def _dated_by_frame(expression: Expression, thread: Thread) -> Pair:
    """28 August of last year, September of that year, last May, next summer."""
    frame = expression.frame or "this"
    around = thread.anchor if frame in {"same", "previous", "following"} and thread.anchor else thread.around()
    if around is None:
        return VAGUE
    if "of_year" in expression.flags:
        year = framed(around, frame, "Y")
        at = None if year is None else Moment(year.year, expression.month, expression.day, expression.sub)
        return Pair(at, at, stated=frame == "same")
    bare = replace(expression, frame=None)
    pair = resolve_date(bare, thread)
    if thread.narrative or around.days is None:
        return pair
    base = around.days[0]
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(frame, 0)
    at = pair.past if step <= 0 else pair.future
    if step and at is not None and at.days is not None and at.days[0] <= base <= at.days[1]:
        at = shift(at, "Y", step)
    if not step and pair.past is not None and pair.future is not None:
        at = pair.past if pair.past.year == base.year else pair.future
    return Pair(at, at)


def _season(expression: Expression, thread: Thread) -> Pair:
    sub = expression.sub or "SP"
    if thread.narrative:
        if thread.anchor is None:
            return VAGUE
        late = (sub == "WI" and (thread.anchor.month or 0) >= 9) or (sub == "WI" and thread.anchor.sub == "FA")
        at = Moment(thread.anchor.year + late, sub=sub)
        return Pair(at, at)
    if thread.base is None:
        return VAGUE
    if sub in {"SP", "SU", "FA", "WI"}:
        return Pair(*season_start(thread.base, sub))
    return resolve_quarter(expression, thread)


def resolve_quarter(expression: Expression, thread: Thread) -> Pair:
    """The fourth quarter, the last half: of a year told, or the last such."""
    sub = expression.sub or ""
    if expression.frame is not None:
        return _dated_by_frame(expression, thread) if len(sub) > 1 else VAGUE
    if expression.year is not None and sub:
        number = sub if len(sub) > 1 else f"{sub}{4 if sub == 'Q' else 2}"
        at = Moment(expression.year, sub=number)
        return Pair(at, at, stated=True)
    around = thread.around()
    if around is None or around.days is None:
        return VAGUE
    base = around.days[0]
    if len(sub) == 1:  # the last quarter
        if sub != "Q":
            return VAGUE
        before = moment_around(date(base.year, (base.month - 1) // 3 * 3 + 1, 1) - timedelta(1), "Q")
        return Pair(before, before)
    this_year = Moment(base.year, sub=sub)
    days = this_year.days
    began = days is not None and days[0] <= base
    past = this_year if began else Moment(base.year - 1, sub=sub)
    return Pair(past, past if days and days[1] >= base and began else Moment(past.year + 1, sub=sub))


def resolve_slash(expression: Expression, thread: Thread) -> Pair:
    """7/8/07: the reading nearer to the report, and not after it if the other is."""
    year = _full_year(expression, thread)
    readings = [Moment(year, expression.month, expression.day), Moment(year, expression.day, expression.month)]
    base = thread.published
    fit = [at for at in readings if at.days is not None]
    if not fit:
        return VAGUE
    if base is None:
        return Pair(fit[0], fit[0], stated=True) if len(fit) == 1 or fit[0] == fit[1] else VAGUE
    best = min(fit, key=lambda at: (at.days[0] > base, abs((at.days[0] - base).days)) if at.days else (True, 0))
    return Pair(best, best, stated=True)


def resolve_event(expression: Expression, thread: Thread) -> Pair:
    """A dated event, or a holiday in the year or month said, else the last and the next."""
    events = load_knowledge().events
    event = events[expression.event or ""]
    if "start" in event:
        day = date.fromisoformat(event["start"])
        if thread.published is not None and day > thread.published:
            return VAGUE  # an earlier fall of Kabul than the one we know
        return Pair(day_moment(day), day_moment(day), stated=True)
    if expression.year is not None:
        return _only(occurrences(event, events, expression.year), stated=True)
    around = thread.around()
    if around is None or around.days is None:
        return VAGUE
    base = around.days[0]
    dates = [days[0] for year in range(base.year - 1, base.year + 2) for days in occurrences(event, events, year)]
    if expression.frame is not None:
        period = framed(around, expression.frame, expression.unit or "Y")
        span = None if period is None else period.days
        return VAGUE if span is None else _only(tuple((d, d) for d in dates if span[0] <= d <= span[1]))
    past = [d for d in dates if d <= base]
    future = [d for d in dates if d >= base]
    return Pair(day_moment(past[-1]) if past else None, day_moment(future[0]) if future else None)


def _only(dates: tuple[tuple[date, date], ...], *, stated: bool = False) -> Pair:
    """The one day that fits; with two, neither is chosen."""
    if len(dates) != 1:
        return VAGUE
    at = day_moment(dates[0][0])
    return Pair(at, at, stated=stated)
