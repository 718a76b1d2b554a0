"""Join neighbouring expressions that make one time, and share a year said once over a range or list."""

from __future__ import annotations

from dataclasses import replace

from whoholds.reading.mentions.times.expressions import Expression
from whoholds.reading.mentions.times.knowledge import Knowledge
from whoholds.reading.mentions.times.tokens import Tokens

_THIRDS = frozenset({"START", "MID", "END"})
_COUNTABLE = frozenset({"event", "date"})
_LACKS_YEAR = frozenset({"date", "season", "quarter", "event", "nights"})
_FRAMED_YEAR = "of_year"  # the frame (last, that) is the year's: "28 August of last year"
_COUNTED = "counted"  # counted from: "two days before Easter"
_FIRST_NIGHT_HOUR = 6  # "six at night" is 18:00, "five at night" 05:00
_LONGEST_JOINT = 2
_LONGEST_RANGE = 3
# Years before this may stand for years before Christ where the other end of their range does.
_BEFORE_CHRIST_BELOW = 1900


def join_expressions(found: list[Expression], tokens: Tokens, knowledge: Knowledge) -> list[Expression]:
    """Neighbours joined, right to left and then once more, for "late on the evening of 3 May"."""
    for _ in range(2):
        out: list[Expression] = []
        for expression in reversed(found):
            out.append(_joined_with(expression, out, tokens, knowledge))
        found = out[::-1]
    return found


def _joined_with(left: Expression, out: list[Expression], tokens: Tokens, knowledge: Knowledge) -> Expression:
    """An expression with all that follows and belongs to it, taken off `out`."""
    while out:
        joint = _joint(left, out[-1], tokens, knowledge)
        whole = None if joint is None else _join(left, out[-1], joint, knowledge)
        if whole is None:
            break
        left = replace(whole, first=left.first, last=out[-1].last)
        out.pop()
    return left


def _joint(left: Expression, right: Expression, tokens: Tokens, knowledge: Knowledge) -> str | None:
    """The words between two expressions if they can join them."""
    if right.first - left.last > _LONGEST_JOINT:
        return None
    words = " ".join(tokens.words[left.last : right.first])
    return words if not words or words in knowledge.sets["joints"] else None


def _join(left: Expression, right: Expression, joint: str, knowledge: Knowledge) -> Expression | None:
    """One expression of two, or None where they are two times."""
    if left.kind == "edge":
        return _join_edge(left, right, joint, knowledge)
    if joint == "-":
        return None
    return (
        _join_clock(left, right, joint, knowledge) or _join_dates(left, right, joint) or _join_count(left, right, joint)
    )


def _join_edge(left: Expression, right: Expression, joint: str, knowledge: Knowledge) -> Expression | None:
    """Late + June, early + the next morning."""
    if right.kind in {"duration", "set", "ref", "clock", "edge"} or joint in knowledge.sets["pausing_joints"]:
        return None
    return None if right.mod in _THIRDS else replace(right, mod=left.mod, flags=right.flags - {"bare"})


def _join_clock(left: Expression, right: Expression, joint: str, knowledge: Knowledge) -> Expression | None:
    """A time of day and its day, either way round; a clock and its part of the day."""
    mod = left.mod or right.mod
    timed = left.kind in {"clock", "part"} and left.frame is None
    if left.kind == "clock" and right.is_day and right.part is not None and right.clock is None:
        return replace(right, clock=_in_part(left.clock, right.part), zone=left.zone, mod=mod)
    if timed and right.is_day and right.part is None and right.clock is None:
        return replace(right, part=left.part, clock=left.clock, zone=left.zone, mod=mod)
    if left.is_day and left.clock is None and left.part is None and right.kind in {"clock", "part"}:
        if right.frame is not None or (joint and joint not in knowledge.sets["clock_joints"]):
            return None
        return replace(left, part=right.part, clock=right.clock, zone=right.zone, mod=mod)
    if left.kind == "clock" and right.kind == "part" and left.part is None:
        return replace(right, clock=left.clock, zone=left.zone)
    return None


def _in_part(clock: str | None, part: str) -> str | None:
    """A clock of twelve hours in its part of the day: four in the afternoon, ten at night."""
    hour = int(clock[1:3]) if clock else 0
    if clock and ((part in {"AF", "EV"} and 1 <= hour < 12) or (part == "NI" and _FIRST_NIGHT_HOUR <= hour < 12)):
        return f"T{hour + 12:02d}{clock[3:]}"
    return clock


def _join_dates(left: Expression, right: Expression, joint: str) -> Expression | None:
    """A weekday and its date, a date and its year, a day and its month, a holiday and its month."""
    plain = left.clock is None and left.frame is None
    if left.weekday is not None and left.day is None and plain and right.day is not None and right.month is not None:
        return replace(right, weekday=left.weekday, part=left.part or right.part, mod=left.mod or right.mod)
    if left.kind == "nth" and joint == "of" and right.month is not None and right.day is None:
        return replace(right, kind="date", day=left.day)
    if right.kind == "nth" and right.frame is None and joint in {",", ", on"} and left.month and left.day is None:
        return replace(left, day=right.day)  # "last June, on the 28th"
    if left.year is not None or left.frame is not None or left.weekday is not None or left.kind not in _LACKS_YEAR:
        return None
    if _is_lone_year(right) and right.first - left.last <= 1 and joint in {"", ",", "of", "in"}:
        return replace(left, year=right.year, flags=left.flags - {"bare"})
    if right.kind != "frame" or joint not in {"", "of", "of the", ","}:
        return None
    if right.unit == "Y" and joint != ",":
        return replace(left, frame=right.frame, flags=(left.flags - {"bare"}) | {_FRAMED_YEAR})
    if left.kind == "event" and right.unit == "M":
        return replace(left, frame=right.frame, unit="M")
    return None


def _is_lone_year(expression: Expression) -> bool:
    return (
        expression.kind in {"year", "date"}
        and expression.year is not None
        and expression.month is None
        and expression.sub is None
        and expression.years == 1
    )


def _join_count(left: Expression, right: Expression, joint: str) -> Expression | None:
    """Two days before + Easter, the day after + 3 May, the eve of + Nowruz, the first day of + Ramadan."""
    if left.kind == "nthday" and left.unit == "D" and joint in {"of", "of the"} and isinstance(left.count, int):
        if right.kind == "lunar" and right.day is None and left.count:
            return replace(right, day=left.count)
        if right.kind == "frame" and right.unit == "M" and right.frame in {"this", "last"} and left.count:
            return replace(right, kind="nth", day=left.count)  # "the first day of this month"
        if right.kind == "event" and left.count:
            return replace(right, way=1, count=float(left.count - 1), value="D", flags=right.flags | {_COUNTED})
        return None
    if right.kind not in _COUNTABLE or joint not in {"", "the"}:
        return None
    flags = right.flags | {_COUNTED}
    if left.kind == "offset" and left.way:
        return replace(right, way=left.way, count=left.count, days=None, value=left.unit, flags=flags)
    if left.kind == "after" and left.unit == "D":
        return replace(right, way=1 if left.frame == "following" else -1, count=1.0, value="D", flags=flags)
    return None


def share_years(found: list[Expression], tokens: Tokens, knowledge: Knowledge) -> list[Expression]:
    """A year or month said once for a range or list: "12-14 July 1951", "from 499 to 493 BC"."""
    out = list(found)
    words, fillers = knowledge.sets["range_words"], knowledge.sets["range_fillers"]
    for index in range(len(out) - 2, -1, -1):
        between = tokens.words[out[index].last : out[index + 1].first]
        linked = any(word in words for word in between) and all(word in words | fillers for word in between)
        if linked and len(between) <= _LONGEST_RANGE:
            out[index] = _borrow(out[index], out[index + 1])
    for index in range(1, len(out)):
        if "tail" in out[index].flags and out[index].month is None:
            out[index] = replace(out[index], month=out[index - 1].month, year=out[index].year or out[index - 1].year)
    return out


def _borrow(left: Expression, right: Expression) -> Expression:
    """The first of a range with what only the second says."""
    if left.kind not in {"date", "season", "nth"} or left.frame is not None or (left.weekday and not left.day):
        return left
    if left.year is not None:
        both = right.year is not None and right.year < 0 < left.year < _BEFORE_CHRIST_BELOW
        return replace(left, year=-left.year) if both else left
    lone_day = left.month is None and left.day is not None and left.sub is None
    month = right.month if lone_day else left.month
    year = right.year if right.month or right.sub else None
    if year and month and right.month and month > right.month:
        year -= 1  # December to February 1986
    kind = "date" if month and left.kind == "nth" else left.kind
    return replace(left, kind=kind, month=month, year=year, frame=right.frame if _FRAMED_YEAR in right.flags else None)
