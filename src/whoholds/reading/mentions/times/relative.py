"""Times counted from another: the report's day, or the day the story has come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from whoholds.reading.mentions.times.dates import VAGUE, Pair
from whoholds.reading.mentions.times.expressions import Expression
from whoholds.reading.mentions.times.moments import UNITS_BELOW_DAY, Moment, day_moment, moment_around, shift
from whoholds.reading.mentions.times.thread import Thread, framed


def resolve_frame(expression: Expression, thread: Thread) -> Pair:
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
        return VAGUE
    if unit == "WE":
        return _weekend(around, frame)
    at = framed(around, frame, unit)
    return Pair(at, at, keeps_thread=frame == "previous")


def _weekend(around: Moment, frame: str) -> Pair:
    """The weekend: the last one begun, or the one to come."""
    week = framed(around, frame, "W")
    if week is None or week.days is None or around.days is None:
        return VAGUE
    at = replace(week, sub=f"{week.sub}-WE")
    if frame != "this" or around.days[0].isoweekday() >= 6:
        return Pair(at, at)
    before = shift(week, "W", -1)
    return Pair(None if before is None else replace(before, sub=f"{before.sub}-WE"), at)


def resolve_ordinal_day(expression: Expression, thread: Thread) -> Pair:
    """On the 14th: of the month told or, in news, the last such day not after the report's."""
    day = expression.day or 1
    if thread.narrative or expression.frame == "same":
        anchor = thread.anchor
        if anchor is None or anchor.month is None:
            return VAGUE
        at = Moment(anchor.year, anchor.month, day)
        return Pair(at, at)
    base = thread.base
    if base is None:
        return VAGUE
    this = Moment(base.year, base.month, day)
    if expression.frame is not None:  # the 25th of last month
        of_month = _with_day(framed(day_moment(base), expression.frame, "M"), day)
        return Pair(of_month, of_month)
    past = this if day <= base.day else _with_day(shift(Moment(base.year, base.month), "M", -1), day)
    future = this if day >= base.day else _with_day(shift(Moment(base.year, base.month), "M", 1), day)
    return Pair(past, future)


def _with_day(month: Moment | None, day: int) -> Moment | None:
    return None if month is None else Moment(month.year, month.month, day)


def resolve_ordinal_period(expression: Expression, thread: Thread) -> Pair:
    """The seventh day, a second consecutive day: a day of a story whose start the text may not give."""
    if "running" not in expression.flags:
        return VAGUE
    if expression.unit != "D":  # up for a fourth week: in the week told
        around = thread.around()
        at = None if around is None else framed(around, "this", expression.unit or "W")
        return Pair(at, at)
    told = thread.day_told()  # bombed for a second day: on the day told
    return Pair(told, told)


def resolve_today(expression: Expression, thread: Thread) -> Pair:
    """Today, yesterday, the day after tomorrow."""
    base = thread.base
    if base is None:
        return VAGUE
    try:
        at = day_moment(base + timedelta(expression.days or 0))
    except OverflowError:
        return VAGUE
    return Pair(at, at)


def resolve_part(expression: Expression, thread: Thread) -> Pair:
    """Last night, this morning, the next evening, that afternoon, at noon, at night."""
    frame = expression.frame
    if frame in {"last", "this", "next"} and not (frame == "next" or thread.narrative):
        if thread.base is None:
            return VAGUE
        at = day_moment(thread.base - timedelta(1 if frame == "last" else 0))
        return Pair(at, at)
    if frame is None and expression.part in {"NI", "DT"} and "bare" in expression.flags:
        return VAGUE
    told = thread.day_told()
    if told is None:
        return VAGUE
    step = {"last": -1, "previous": -1, "before": -1, "next": 1, "following": 1}.get(frame or "", 0)
    at_told = shift(told, "D", step)
    return Pair(at_told, at_told, keeps_thread=step < 0)


def resolve_clock(expression: Expression, thread: Thread) -> Pair:
    """A clock time without its day: on the day told."""
    told = thread.day_told()
    return VAGUE if told is None else Pair(told, told)


def resolve_yearturn(expression: Expression, thread: Thread) -> Pair:
    """Shortly before the year ended: its last day; in a report, of the last year ended, or of its own if to come."""
    around = thread.around()
    if around is None:
        return VAGUE
    ended = around.year if thread.narrative or (around.month, around.day) == (12, 31) else around.year - 1
    return Pair(Moment(ended, 12, 31), Moment(around.year, 12, 31))


def resolve_monthsend(expression: Expression, thread: Thread) -> Pair:
    """Month's end, year's end."""
    around = thread.anchor if thread.narrative else thread.around()
    at = None if around is None else framed(around, "this", expression.unit or "M")
    return Pair(at, at)


def resolve_offset(expression: Expression, thread: Thread) -> Pair:
    """Two days later, a year earlier."""
    if not isinstance(expression.count, float):
        return VAGUE
    unit, count = _calendar_unit(expression.unit or "D", expression.count)
    anchor = thread.day if unit in {"D", "W"} else thread.anchor
    if unit is None or anchor is None:
        return VAGUE
    at = shift(anchor, unit, expression.way * count)
    if at is not None and unit in {"Y", "DE"} and thread.narrative and "exact" not in expression.flags:
        at = Moment(at.year)
    return Pair(at, at, keeps_thread=expression.way < 0)


def resolve_ago(expression: Expression, thread: Thread) -> Pair:
    """Two days ago, three weeks from now."""
    base = thread.published if thread.heading is None else thread.base
    if base is None or not isinstance(expression.count, float):
        return VAGUE
    length = 1.5 if "half" in expression.flags else expression.count  # "a year and a half ago"
    unit, count = _calendar_unit(expression.unit or "D", length)
    way = 1 if expression.kind == "hence" else -1
    if unit is None:
        return Pair(day_moment(base), day_moment(base)) if expression.unit == "TM" else VAGUE
    at = shift(day_moment(base), unit, way * count)
    if at is not None and unit != "D" and at.days is not None:
        at = moment_around(at.days[0], unit)
    return Pair(at, at, keeps_thread=True)


def count_from(pair: Pair, expression: Expression) -> Pair:
    """Two days before X, the day after X."""
    if not isinstance(expression.count, float) or expression.value is None:
        return VAGUE
    unit, count = _calendar_unit(expression.value, expression.count)
    if unit is None:
        return VAGUE
    moved = [None if at is None else shift(at, unit, expression.way * count) for at in (pair.past, pair.future)]
    return replace(pair, past=moved[0], future=moved[1], stated=False, keeps_thread=True)


def _calendar_unit(unit: str, count: float) -> tuple[str | None, int]:
    if count != int(count) and unit in _PARTS:
        unit, count = _PARTS[unit][0], float(round(count * _PARTS[unit][1]))
    if unit in UNITS_BELOW_DAY or count != int(count):
        return None, 0
    return ("W", int(count) * 2) if unit == "F" else (unit, int(count))


# What half of a unit is counted in, and how many of those make one; no day is told by it.
_PARTS = {"Y": ("M", 12.0), "M": ("W", 4.35), "W": ("W", 1.0)}
