"""Lay time expressions on the calendar, one after another, along the text's own thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from whoholds.reading.mentions.times.dates import (
    NEAR_DAYS,
    VAGUE,
    Pair,
    resolve_date,
    resolve_event,
    resolve_quarter,
    resolve_slash,
)
from whoholds.reading.mentions.times.expressions import Expression
from whoholds.reading.mentions.times.lasting import (
    Reading,
    read_duration,
    read_lunar,
    read_nights,
    read_overnight,
    read_reference,
    read_set,
    read_solar,
    read_window,
)
from whoholds.reading.mentions.times.moments import Moment, interval_of
from whoholds.reading.mentions.times.relative import (
    count_from,
    resolve_ago,
    resolve_clock,
    resolve_frame,
    resolve_monthsend,
    resolve_offset,
    resolve_ordinal_day,
    resolve_ordinal_period,
    resolve_part,
    resolve_today,
    resolve_yearturn,
)
from whoholds.reading.mentions.times.thread import Thread
from whoholds.terms import Basis, TimexType

# A bare "3 June" is taken to come if it is so many times nearer than the last one, and near.
_NEARER, _WEEK_DAYS = 3, 7


def resolve(expression: Expression, thread: Thread, *, to_come: bool, told: bool = False) -> Reading:
    """One expression on the calendar.

    Args:
        expression: as written.
        thread: where the text stands; not changed.
        to_come: the sentence tells of what is planned, so that a bare weekday is the next.
        told: it tells of what has happened, so that a bare date is the last.
    """
    other = _OTHERS.get(expression.kind)
    if other is not None:
        return other(expression, thread)
    try:
        pair = _PAIRS[expression.kind](expression, thread)
        if "counted" in expression.flags:
            pair = count_from(pair, expression)
    except OverflowError:  # off the calendar: a week before the year 1
        pair = VAGUE
    if told and pair.past is not None:
        return _reading(_with_part(pair, expression), expression, thread, None)
    return _reading(_with_part(pair, expression), expression, thread, to_come)


def _reading(pair: Pair, expression: Expression, thread: Thread, to_come: bool | None) -> Reading:
    basis = Basis.STATED if pair.stated else Basis.RELATIVE
    past = None if pair.past is None else interval_of(pair.past, basis=basis, mod=expression.mod)
    future = None if pair.future is None else interval_of(pair.future, basis=basis, mod=expression.mod)
    chosen = pair.past or pair.future
    ahead = to_come or "coming" in expression.flags
    if to_come is not None and pair.past and pair.future and _is_ahead(pair.future, pair.past, thread, to_come=ahead):
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
    return ahead <= NEAR_DAYS and ahead * _NEARER < behind and behind > _WEEK_DAYS


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


_PAIRS: dict[str, Callable[[Expression, Thread], Pair]] = {
    "date": resolve_date,
    "year": resolve_date,
    "yearend": resolve_date,
    "season": resolve_date,
    "quarter": resolve_quarter,
    "slash": resolve_slash,
    "frame": resolve_frame,
    "after": resolve_frame,
    "nth": resolve_ordinal_day,
    "nthday": resolve_ordinal_period,
    "today": resolve_today,
    "part": resolve_part,
    "clock": resolve_clock,
    "event": resolve_event,
    "yearturn": resolve_yearturn,
    "monthsend": resolve_monthsend,
    "offset": resolve_offset,
    "ago": resolve_ago,
    "hence": resolve_ago,
}


_OTHERS: dict[str, Callable[[Expression, Thread], Reading]] = {
    "duration": read_duration,
    "window": read_window,
    "overnight": read_overnight,
    "nights": read_nights,
    "set": read_set,
    "every": read_set,
    "ref": read_reference,
    "solar": read_solar,
    "lunar": read_lunar,
}
