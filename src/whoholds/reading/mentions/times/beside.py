"""Times counted from one of their own sentence: a day of the month told there, so long after it, the night before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from whoholds.reading.mentions.times.expressions import Expression
from whoholds.reading.mentions.times.lasting import Reading
from whoholds.reading.mentions.times.moments import UNITS_BELOW_DAY, Moment, days_interval
from whoholds.reading.mentions.times.thread import Thread
from whoholds.records import Interval, TimeMention
from whoholds.terms import Basis, DatePrecision

_DAYS_OF = {"D": 1, "W": 7}
_BY_ANOTHER = frozenset({"previous", "following", "same", "before"})


def from_beside(
    expression: Expression, reading: Reading, beside: TimeMention | None, thread: Thread, *, to_come: bool
) -> Reading:
    """The reading by the time told just before, where that says more; what is told is never ahead of the report.

    Args:
        expression: as written.
        reading: by the report's day and the text's thread.
        beside: the time told last, if of the same sentence.
        thread: where the text stands.
        to_come: the sentence tells of what is planned.
    """
    if thread.published is None or thread.narrative or to_come:
        return reading
    told = None if beside is None else beside.past
    if told is not None:
        if expression.kind == "nth" and expression.frame is None:
            return _day_of_its_month(expression, reading, told, thread.published)
        if told.precision is DatePrecision.MONTH and _is_counted(expression):
            return replace(reading, past=_counted(expression, told, thread.published), moment=None)
    ahead = reading.past is not None and (reading.past.date_start or "")[:10] > thread.published.isoformat()
    if ahead and _is_counted(expression):
        return replace(reading, past=None, moment=None)
    return reading


def _is_counted(expression: Expression) -> bool:
    """Whether it counts from another time: "a week afterwards", "the night before", "that same evening"."""
    if expression.kind == "offset":
        return True
    return (
        expression.kind in {"part", "frame", "after"} and expression.frame in _BY_ANOTHER and expression.unit in _NEAR
    )


_NEAR = frozenset({None, "D", "W"})


def _counted(expression: Expression, told: Interval, published: date) -> Interval | None:
    """So many days or weeks on from all days of a month; a night or an hour off is still of that month."""
    count = expression.count if expression.kind == "offset" else 0.0
    unit = expression.unit or "D"
    if unit in UNITS_BELOW_DAY:
        count = 0.0
    if not isinstance(count, float) or told.date_start is None or told.date_end is None:
        return None
    if unit not in _DAYS_OF and count:
        return None
    step = timedelta(int(count * _DAYS_OF.get(unit, 1)) * expression.way)
    first, last = date.fromisoformat(told.date_start[:10]) + step, date.fromisoformat(told.date_end[:10]) + step
    return days_interval(first, min(last, published), Basis.RELATIVE) if first <= published else None


def _day_of_its_month(expression: Expression, reading: Reading, told: Interval, published: date) -> Reading:
    """ "In February: they came on the 22nd", "lost on 3 October and regained on the 11th"."""
    if told.precision not in {DatePrecision.MONTH, DatePrecision.DAY} or told.date_start is None:
        return reading
    month = date.fromisoformat(told.date_start[:10])
    if (month.year, month.month) == (published.year, published.month):
        return reading
    at = Moment(month.year, month.month, expression.day)  # `month` is the day told, or the month's first
    if at.days is None or at.days[0] > published or at.days[1] < month:
        return reading  # "on the 28th and on the 3rd" of the next
    return Reading(reading.timex_type, at.value, days_interval(*at.days, Basis.RELATIVE), None, at)
