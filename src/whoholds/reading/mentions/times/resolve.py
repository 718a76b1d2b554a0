"""Lay time expressions on the calendar, one after another, along the text's own thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from whoholds.reading.mentions.times.calendars import lunar_days, lunar_year, occurrences, solar_days
from whoholds.reading.mentions.times.expressions import Expression
from whoholds.reading.mentions.times.knowledge import load_knowledge
from whoholds.reading.mentions.times.moments import (
    UNITS_BELOW_DAY,
    Moment,
    day_moment,
    days_interval,
    interval_of,
    moment_around,
    shift,
)
from whoholds.reading.mentions.times.thread import (
    Thread,
    framed,
    last_weekday,
    next_weekday,
    season_start,
    window,
    year_in_story,
    years_around,
)
from whoholds.records import Interval
from whoholds.terms import Basis, TimexType

# A bare "3 June" is taken to come if it is so many times nearer than the last one, and within so many days.
_NEARER, _NEAR_DAYS, _WEEK_DAYS = 3, 120, 7


@dataclass(frozen=True, slots=True)
class Reading:
    """A time laid on the calendar: its value, its days read as past and as to come, and where the thread goes on."""

    timex_type: TimexType
    value: str | None
    past: Interval | None = None
    future: Interval | None = None
    moment: Moment | None = None  # None: the thread stays where it was


@dataclass(frozen=True, slots=True)
class Pair:
    """The two moments a bare date may name, and whether the text gave it in full."""

    past: Moment | None
    future: Moment | None
    stated: bool = False
    keeps_thread: bool = False  # looks back ("the previous evening"): the story doesn't go on from it


_VAGUE = Pair(None, None)


def resolve(expression: Expression, thread: Thread, *, to_come: bool) -> Reading:
    """One expression on the calendar.

    Args:
        expression: as written.
        thread: where the text stands; not changed.
        to_come: the sentence tells of what is planned, so that a bare weekday is the next.
    """
    other = _OTHERS.get(expression.kind)
    if other is not None:
        return other(expression, thread)
    try:
        pair = _PAIRS[expression.kind](expression, thread)
        if "counted" in expression.flags:
            pair = _count_from(pair, expression)
    except OverflowError:  # off the calendar: a week before the year 1
        pair = _VAGUE
    return _reading(_with_part(pair, expression), expression, thread, to_come)


def _reading(pair: Pair, expression: Expression, thread: Thread, to_come: bool) -> Reading:
    basis = Basis.STATED if pair.stated else Basis.RELATIVE
    past = None if pair.past is None else interval_of(pair.past, basis=basis, mod=expression.mod)
    future = None if pair.future is None else interval_of(pair.future, basis=basis, mod=expression.mod)
    chosen = pair.past or pair.future
    to_come = to_come or "coming" in expression.flags
    if pair.past and pair.future and _is_ahead(pair.future, pair.past, thread, to_come=to_come):
        chosen = pair.future
    value = chosen.value if chosen else _unplaced_value(expression)
    kind = TimexType.TIME if expression.part or expression.clock else TimexType.DATE
    return Reading(kind, value, past, future, None if pair.keeps_thread else chosen)


def _is_ahead(future: Moment, past: Moment, thread: Thread, *, to_come: bool) -> bool:
    """Whether a bare date ("3 June", "Saturday") is more likely the coming one."""
    base = thread.base
    if base is None or past.days is None or future.days is None:
        return to_come
    ahead, behind = (future.days[0] - base).days, (base - past.days[1]).days
    if to_come:
        return ahead <= _WEEK_DAYS or ahead <= behind * _NEARER
    return ahead <= _NEAR_DAYS and ahead * _NEARER < behind and behind > _WEEK_DAYS


def _unplaced_value(expression: Expression) -> str | None:
    """What can be said without a day to count from: XXXX-06-03, XXXX-WXX-2, XXXX-XX-XXTNI."""
    time = expression.clock or (f"T{expression.part}" if expression.part else "")
    if expression.weekday is not None and expression.day is None:
        return f"XXXX-WXX-{expression.weekday}{time}"
    if expression.month is not None:
        day = f"-{expression.day:02d}" if expression.day is not None else ""
        return f"XXXX-{expression.month:02d}{day}{time}"
    if expression.sub is not None:
        return f"XXXX-{expression.sub}"
    if expression.unit in {"Y", "M", "W"}:
        return {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX"}[expression.unit]
    return f"XXXX-XX-XX{time}"


def _with_part(pair: Pair, expression: Expression) -> Pair:
    """The time of day, on both readings."""
    if expression.clock:
        time = expression.clock + (expression.zone or "")
    elif expression.part:
        time = f"T{expression.part}"
    else:
        return pair
    past = replace(pair.past, time=time) if pair.past and pair.past.day is not None else pair.past
    future = replace(pair.future, time=time) if pair.future and pair.future.day is not None else pair.future
    return replace(pair, past=past, future=future)


def _count_from(pair: Pair, expression: Expression) -> Pair:
    """Two days before X, the day after X."""
    if not isinstance(expression.count, float) or expression.value is None:
        return _VAGUE
    unit, count = _calendar_unit(expression.value, expression.count)
    if unit is None:
        return _VAGUE
    moved = [None if at is None else shift(at, unit, expression.way * count) for at in (pair.past, pair.future)]
    return replace(pair, past=moved[0], future=moved[1], stated=False, keeps_thread=True)


def _calendar_unit(unit: str, count: float) -> tuple[str | None, int]:
    if unit in UNITS_BELOW_DAY or count != int(count):
        return None, 0
    return ("W", int(count) * 2) if unit == "F" else (unit, int(count))


# ------------------------------------------------------------------ dates


def _date(expression: Expression, thread: Thread) -> Pair:
    found = expression
    if found.weekday is not None and found.day is None:
        return _weekday(found, thread)
    if found.frame is not None:
        return _dated_by_frame(found, thread)
    if found.year is not None:
        at = Moment(_full_year(found, thread), found.month, found.day, found.sub, years=found.years)
        return Pair(at, at, stated=True)
    if found.sub is not None:
        return _season(found, thread)
    if found.month is None:
        return _VAGUE
    if thread.narrative:
        if thread.anchor is None:
            return _VAGUE
        at = Moment(year_in_story(thread.anchor, found.month), found.month, found.day)
        return Pair(at, at, stated=True)
    if thread.base is None:
        return _VAGUE
    past, future = years_around(thread.base, found.month, found.day)
    return Pair(Moment(past, found.month, found.day), Moment(future, found.month, found.day), stated=True)


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
        return _VAGUE
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
        return _VAGUE
    if "of_year" in expression.flags:
        year = framed(around, frame, "Y")
        at = None if year is None else Moment(year.year, expression.month, expression.day, expression.sub)
        return Pair(at, at, stated=frame == "same")
    bare = replace(expression, frame=None)
    pair = _date(bare, thread)
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
            return _VAGUE
        late = (sub == "WI" and (thread.anchor.month or 0) >= 9) or (sub == "WI" and thread.anchor.sub == "FA")
        at = Moment(thread.anchor.year + late, sub=sub)
        return Pair(at, at)
    if thread.base is None:
        return _VAGUE
    if sub in {"SP", "SU", "FA", "WI"}:
        return Pair(*season_start(thread.base, sub))
    return _quarter(expression, thread)


def _quarter(expression: Expression, thread: Thread) -> Pair:
    """The fourth quarter, the last half: of a year told, or the last such."""
    sub = expression.sub or ""
    if expression.frame is not None:
        return _dated_by_frame(expression, thread) if len(sub) > 1 else _VAGUE
    if expression.year is not None and (len(sub) > 1 or sub):
        number = sub if len(sub) > 1 else f"{sub}{4 if sub == 'Q' else 2}"
        at = Moment(expression.year, sub=number)
        return Pair(at, at, stated=True)
    around = thread.around()
    if around is None or around.days is None:
        return _VAGUE
    base = around.days[0]
    if len(sub) == 1:  # the last quarter
        at = shift(moment_around(base, "Q"), "Y", 0) if sub == "Q" else None
        months = date(base.year, (base.month - 1) // 3 * 3 + 1, 1) - timedelta(1)
        return Pair(moment_around(months, "Q"), moment_around(months, "Q")) if at else _VAGUE
    this_year = Moment(base.year, sub=sub)
    days = this_year.days
    began = days is not None and days[0] <= base
    past = this_year if began else Moment(base.year - 1, sub=sub)
    return Pair(past, past if days and days[1] >= base and began else Moment(past.year + 1, sub=sub))


def _slash(expression: Expression, thread: Thread) -> Pair:
    """7/8/07: the reading nearer to the report, and not after it if the other is."""
    year = _full_year(expression, thread)
    readings = [Moment(year, expression.month, expression.day), Moment(year, expression.day, expression.month)]
    base = thread.published
    fit = [at for at in readings if at.days is not None]
    if not fit:
        return _VAGUE
    if base is None:
        return Pair(fit[0], fit[0], stated=True) if len(fit) == 1 or fit[0] == fit[1] else _VAGUE
    best = min(fit, key=lambda at: (at.days[0] > base, abs((at.days[0] - base).days)) if at.days else (True, 0))
    return Pair(best, best, stated=True)


def _frame(expression: Expression, thread: Thread) -> Pair:
    """Last month, this week, the next day, the weekend."""
    frame, unit = expression.frame or "this", expression.unit or "D"
    told = thread.day if unit in {"D", "W", "WE"} else thread.anchor
    by_story = frame in {"previous", "following", "same"} or thread.narrative or (frame == "next" and unit == "D")
    if frame == "within" and thread.narrative:
        told = thread.day if unit == "D" else thread.anchor
    if by_story:
        around = told if told is not None or unit != "M" else None
        if around is None and not thread.narrative and frame == "same" and thread.base is not None and unit != "D":
            around = day_moment(thread.base)
    else:
        around = None if thread.base is None else day_moment(thread.base)
    if around is None:
        return _VAGUE
    if unit == "WE":
        return _weekend(around, frame)
    at = framed(around, frame, unit)
    return Pair(at, at, keeps_thread=frame == "previous")


def _weekend(around: Moment, frame: str) -> Pair:
    """The weekend: the last one begun, or the one to come."""
    week = framed(around, frame, "W")
    if week is None or week.days is None or around.days is None:
        return _VAGUE
    at = replace(week, sub=f"{week.sub}-WE")
    if frame != "this" or around.days[0].isoweekday() >= 6:
        return Pair(at, at)
    before = shift(week, "W", -1)
    return Pair(None if before is None else replace(before, sub=f"{before.sub}-WE"), at)


def _ordinal_day(expression: Expression, thread: Thread) -> Pair:
    """On the 14th: of the month told or, in news, the last such day not after the report's."""
    day = expression.day or 1
    if thread.narrative or expression.frame == "same":
        anchor = thread.anchor
        if anchor is None or anchor.month is None:
            return _VAGUE
        at = Moment(anchor.year, anchor.month, day)
        return Pair(at, at)
    base = thread.base
    if base is None:
        return _VAGUE
    this = Moment(base.year, base.month, day)
    past = this if day <= base.day else _with_day(shift(Moment(base.year, base.month), "M", -1), day)
    future = this if day >= base.day else _with_day(shift(Moment(base.year, base.month), "M", 1), day)
    return Pair(past, future)


def _with_day(month: Moment | None, day: int) -> Moment | None:
    return None if month is None else Moment(month.year, month.month, day)


def _today(expression: Expression, thread: Thread) -> Pair:
    base = thread.base
    if base is None:
        return _VAGUE
    try:
        at = day_moment(base + timedelta(expression.days or 0))
    except OverflowError:
        return _VAGUE
    return Pair(at, at)


def _part(expression: Expression, thread: Thread) -> Pair:
    """Last night, this morning, the next evening, that afternoon, at noon, at night."""
    frame = expression.frame
    if frame in {"last", "this", "next"} and not (frame == "next" or thread.narrative):
        if thread.base is None:
            return _VAGUE
        at = day_moment(thread.base - timedelta(1 if frame == "last" else 0))
        return Pair(at, at)
    if frame is None and expression.part in {"NI", "DT"} and "bare" in expression.flags:
        return _VAGUE
    told = thread.day_told()
    if told is None:
        return _VAGUE
    step = {"last": -1, "previous": -1, "before": -1, "next": 1, "following": 1}.get(frame or "", 0)
    at_told = shift(told, "D", step)
    return Pair(at_told, at_told, keeps_thread=step < 0)


def _clock(expression: Expression, thread: Thread) -> Pair:
    told = thread.day_told()
    return _VAGUE if told is None else Pair(told, told)


def _event(expression: Expression, thread: Thread) -> Pair:
    """A dated event, or a holiday in the year or month said, else the last and the next."""
    events = load_knowledge().events
    event = events[expression.event or ""]
    if "start" in event:
        at = day_moment(date.fromisoformat(event["start"]))
        return Pair(at, at, stated=True)
    if expression.year is not None:
        return _only(occurrences(event, events, expression.year), stated=True)
    around = thread.around()
    if around is None or around.days is None:
        return _VAGUE
    base = around.days[0]
    dates = [days[0] for year in range(base.year - 1, base.year + 2) for days in occurrences(event, events, year)]
    if expression.frame is not None:
        period = framed(around, expression.frame, expression.unit or "Y")
        span = None if period is None else period.days
        return _VAGUE if span is None else _only(tuple((d, d) for d in dates if span[0] <= d <= span[1]))
    past = [d for d in dates if d <= base]
    future = [d for d in dates if d >= base]
    return Pair(day_moment(past[-1]) if past else None, day_moment(future[0]) if future else None)


def _only(dates: tuple[tuple[date, date], ...], *, stated: bool = False) -> Pair:
    """The one day that fits; with two, neither is chosen."""
    if len(dates) != 1:
        return _VAGUE
    at = day_moment(dates[0][0])
    return Pair(at, at, stated=stated)


def _yearturn(expression: Expression, thread: Thread) -> Pair:
    """Shortly before the year ended: its last day; of the year before, if the report is from its first months."""
    around = thread.around()
    if around is None:
        return _VAGUE
    year = around.year - ((around.month or 12) <= 6 and not thread.narrative)
    at = Moment(year, 12, 31)
    return Pair(at, at)


def _monthsend(expression: Expression, thread: Thread) -> Pair:
    around = thread.anchor if thread.narrative else thread.around()
    at = None if around is None else framed(around, "this", expression.unit or "M")
    return Pair(at, at)


def _ordinal_period(expression: Expression, thread: Thread) -> Pair:
    """The seventh day, a second consecutive day: a day of a story whose start the text may not give."""
    if "running" not in expression.flags or expression.unit != "D":
        return _VAGUE
    told = thread.day_told()  # bombed for a second day: on the day told
    return Pair(told, told)


def _offset(expression: Expression, thread: Thread) -> Pair:
    """Two days later, a year earlier."""
    if not isinstance(expression.count, float):
        return _VAGUE
    unit, count = _calendar_unit(expression.unit or "D", expression.count)
    anchor = thread.day if unit in {"D", "W"} else thread.anchor
    if unit is None or anchor is None:
        return _VAGUE
    at = shift(anchor, unit, expression.way * count)
    if at is not None and unit in {"Y", "DE"} and thread.narrative and "exact" not in expression.flags:
        at = Moment(at.year)
    return Pair(at, at, keeps_thread=expression.way < 0)


def _ago(expression: Expression, thread: Thread) -> Pair:
    base = thread.published if thread.heading is None else thread.base
    if base is None or not isinstance(expression.count, float):
        return _VAGUE
    unit, count = _calendar_unit(expression.unit or "D", expression.count)
    way = 1 if expression.kind == "hence" else -1
    if unit is None:
        return Pair(day_moment(base), day_moment(base)) if expression.unit == "TM" else _VAGUE
    at = shift(day_moment(base), unit, way * count)
    if at is not None and unit != "D" and at.days is not None:
        at = moment_around(at.days[0], unit)
    return Pair(at, at, keeps_thread=True)


_PAIRS: dict[str, Callable[[Expression, Thread], Pair]] = {
    "date": _date,
    "year": _date,
    "yearend": _date,
    "season": _date,
    "quarter": _quarter,
    "slash": _slash,
    "frame": _frame,
    "after": _frame,
    "nth": _ordinal_day,
    "nthday": _ordinal_period,
    "today": _today,
    "part": _part,
    "clock": _clock,
    "event": _event,
    "yearturn": _yearturn,
    "monthsend": _monthsend,
    "offset": _offset,
    "ago": _ago,
    "hence": _ago,
}


# ------------------------------------------------------------------ what is no single moment


def period_value(count: float | str | None, unit: str | None) -> str:
    """A TIMEX3 duration: P2W, PT30M, P2.5Y, PXD."""
    unit = unit or "D"
    if unit == "F":
        count, unit = (count * 2 if isinstance(count, float) else "X"), "W"
    amount = f"{count:g}" if isinstance(count, float) else "X"
    return f"PT{amount}{unit[1:]}" if unit in UNITS_BELOW_DAY else f"P{amount}{unit}"


def _duration(expression: Expression, thread: Thread) -> Reading:
    count = expression.count
    if "half" in expression.flags:
        count = 1.5
    elif count is None and ("bare" not in expression.flags and "single" not in expression.flags):
        count = "X" if expression.unit is None else count
    return Reading(TimexType.DURATION, period_value(count, expression.unit))


def _window(expression: Expression, thread: Thread) -> Reading:
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
    return Reading(TimexType.DURATION, value, span, span)


def _overnight(expression: Expression, thread: Thread) -> Reading:
    """The day before and the day."""
    base = thread.base
    if thread.narrative or base is None:
        told = thread.day
        return Reading(TimexType.TIME, f"{told.value}TNI" if told else "XXXX-XX-XXTNI")
    if expression.weekday is not None:
        base = last_weekday(base, expression.weekday)
    if base <= date(1, 1, 2):
        return Reading(TimexType.TIME, "XXXX-XX-XXTNI")
    before = base - timedelta(1)
    span = days_interval(before, base, Basis.RELATIVE)
    return Reading(TimexType.TIME, f"{before.isoformat()}TNI", span, span, day_moment(base))


def _set(expression: Expression, thread: Thread) -> Reading:
    if expression.value is not None:
        return Reading(TimexType.SET, expression.value)
    if expression.weekday is not None:
        return Reading(TimexType.SET, f"XXXX-WXX-{expression.weekday}")
    if expression.part is not None:
        return Reading(TimexType.SET, f"XXXX-XX-XXT{expression.part}")
    return Reading(
        TimexType.SET, period_value(expression.count if expression.count is not None else 1.0, expression.unit)
    )


def _ref(expression: Expression, thread: Thread) -> Reading:
    return Reading(TimexType.DATE, expression.value or None)


def _solar(expression: Expression, thread: Thread) -> Reading:
    days = solar_days(expression.year or 0, expression.month or 1, expression.day)
    return _other_calendar(days, thread)


def _lunar(expression: Expression, thread: Thread) -> Reading:
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


_OTHERS: dict[str, Callable[[Expression, Thread], Reading]] = {
    "duration": _duration,
    "window": _window,
    "overnight": _overnight,
    "set": _set,
    "every": _set,
    "ref": _ref,
    "solar": _solar,
    "lunar": _lunar,
}
