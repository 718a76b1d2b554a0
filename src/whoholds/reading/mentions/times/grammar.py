"""Find time expressions among tokens, and join neighbours that make one time together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from whoholds.reading.mentions.times.expressions import Expression, read_match
from whoholds.reading.mentions.times.knowledge import PLAIN, Knowledge, Rule
from whoholds.reading.mentions.times.tokens import Tokens

_JOINTS = frozenset(
    {"", ",", "on", "of", "at", "in", "in the", "on the", "of the", ", at", ", on", "the", ", the", "-", "'s"}
)


def find_expressions(tokens: Tokens, knowledge: Knowledge) -> list[Expression]:
    """The expressions of a text, in order, none overlapping another.

    Returns:
        Time expressions with neighbours joined and years shared over ranges; not yet on a calendar.
    """
    found: list[Expression] = []
    free = 0
    openers = knowledge.sets["openers"]
    for seed in tokens.seeds:
        if seed < free or (tokens.chars[seed + 1 : seed + 2] == PLAIN and tokens.words[seed] in openers):
            continue
        best = _longest(tokens, seed, knowledge)
        if best is None:
            continue
        expression = read_match(best[0], best[1], tokens, knowledge)
        if expression.kind == "none":
            continue
        if not (_follows_date(found, expression) or _is_time(expression, tokens, knowledge)):
            continue
        found.append(expression)
        free = expression.last
    joined = _join_all(found, tokens)
    kept = [expression for expression in joined if _stands_alone(expression, tokens, knowledge)]
    return _share_years(kept, tokens)


def _longest(tokens: Tokens, seed: int, knowledge: Knowledge) -> tuple[re.Match[str], Rule] | None:
    best: tuple[re.Match[str], Rule] | None = None
    for rule in knowledge.rules[tokens.chars[seed]]:
        match = rule.pattern.regex.match(tokens.chars, seed)
        if match and match.end() > seed and (best is None or match.end() > best[0].end()):
            best = match, rule
    return best


def _follows_date(found: list[Expression], expression: Expression) -> bool:
    """Whether a number stands where a date's year does: "8 March 1862", "March 8, 1862"."""
    return bool(found) and expression.first - found[-1].last <= 1 and found[-1].month is not None


def _word(tokens: Tokens, at: int) -> str:
    return tokens.words[at] if 0 <= at < len(tokens.words) else ""


def _is_time(expression: Expression, tokens: Tokens, knowledge: Knowledge) -> bool:
    """Whether a lone number of four digits is a year: by its neighbours."""
    if expression.kind != "year" or expression.year is None:
        return True
    before, after = _word(tokens, expression.first - 1), _word(tokens, expression.last)
    if before in knowledge.sets["not_before_years"] or after in knowledge.sets["not_years"] or after in {"%", "°"}:
        return False
    if after in {",", "."} and _word(tokens, expression.last + 1).isdigit():
        return tokens.ends[expression.last] != tokens.starts[expression.last + 1]
    if 1900 <= expression.year <= 2060:
        return True
    if before in knowledge.sets["before_years"] or _opens_line(tokens, expression.first):
        return True
    return before in knowledge.sets["before_lone_years"] and not after.isalpha()


def _opens_line(tokens: Tokens, at: int) -> bool:
    return "\n" in tokens.text[tokens.ends[at - 1] if at else 0 : tokens.starts[at]] or at == 0


def _stands_alone(expression: Expression, tokens: Tokens, knowledge: Knowledge) -> bool:
    """Whether an expression nothing was joined to is a time by itself."""
    before = _word(tokens, expression.first - 1)
    if expression.kind == "edge":
        return False
    if expression.kind == "part" and "bare" in expression.flags:
        return _part_alone(expression, before, tokens, knowledge)
    if expression.kind == "season" and "bare" in expression.flags and _word(tokens, expression.first) == "fall":
        return tokens.text[tokens.starts[expression.first]] == "F" and before in knowledge.values["prep"]
    if expression.kind == "season" and _word(tokens, expression.first) == "spring":
        return (
            before in knowledge.values["prep"]
            or tokens.text[tokens.starts[expression.first]] == "S"
            or "bare" not in expression.flags
        )
    if expression.event is not None and not knowledge.events[expression.event].get("alone", True):
        return before in {"since", "after", "before", "until", "following"}
    if expression.kind == "set" and tokens.text[tokens.starts[expression.first]].isupper():
        named = expression.first > 0 and tokens.text[tokens.starts[expression.first - 1]].isupper()
        return not named  # the China Daily
    return True


def _part_alone(expression: Expression, before: str, tokens: Tokens, knowledge: Knowledge) -> bool:
    word = _word(tokens, expression.first)
    if word in {"the", "one"}:
        return before not in {"say", "saved"}
    if word in {"night", "nighttime", "daytime"}:
        return True
    return word in knowledge.values["point"] and before in {
        "at",
        "by",
        "before",
        "after",
        "until",
        "till",
        "around",
        "near",
        "since",
        "from",
        "towards",
    }


def _join_all(found: list[Expression], tokens: Tokens) -> list[Expression]:
    """Neighbours joined, left to right and then once more, for "late on the evening of 3 May"."""
    for _ in range(2):
        out: list[Expression] = []
        for expression in reversed(found):
            while out:
                joint = _joint(expression, out[-1], tokens)
                whole = None if joint is None else _join(expression, out[-1], joint)
                if whole is None:
                    break
                expression = whole
                out.pop()
            out.append(expression)
        found = out[::-1]
    return found


def _joint(left: Expression, right: Expression, tokens: Tokens) -> str | None:
    """The words between two expressions if they can join them."""
    if right.first - left.last > 2:
        return None
    words = " ".join(tokens.words[left.last : right.first])
    return words if words in _JOINTS else None


def _join(left: Expression, right: Expression, joint: str) -> Expression | None:
    """One expression of two, or None where they are two times."""
    span: dict[str, Any] = {"first": left.first, "last": right.last}
    if left.kind == "edge":
        return _join_edge(left, right, joint)
    if joint == "-":
        return None
    if (
        left.kind in {"clock", "part"}
        and left.frame is None
        and right.is_day
        and right.part is None
        and right.clock is None
    ):
        return replace(right, **span, part=left.part, clock=left.clock, zone=left.zone, mod=left.mod or right.mod)
    if left.is_day and left.clock is None and right.kind in {"clock", "part"} and right.frame is None:
        if left.part is None and joint in {"", ",", "at", ", at", "'s", "in the", "-"}:
            return replace(left, **span, part=right.part, clock=right.clock, zone=right.zone, mod=left.mod or right.mod)
        return None
    if left.kind == "clock" and right.kind == "part" and left.part is None:
        return replace(right, **span, kind=right.kind, clock=left.clock, zone=left.zone)
    return _join_dates(left, right, joint)


def _join_edge(left: Expression, right: Expression, joint: str) -> Expression | None:
    if right.kind in {"duration", "set", "ref", "clock", "edge"} or joint in {",", "'s", ", at", ", on", ", the"}:
        return None
    if right.mod is not None and right.mod in {"START", "MID", "END"}:
        return None
    return replace(right, first=left.first, last=right.last, mod=left.mod, flags=right.flags - {"bare"})


def _join_dates(left: Expression, right: Expression, joint: str) -> Expression | None:
    """A weekday and its date, a date and its year, a quarter and its year, a count and what it counts from."""
    span: dict[str, Any] = {"first": left.first, "last": right.last}
    plain = left.clock is None and left.frame is None
    if left.weekday is not None and left.day is None and plain and right.day is not None and right.month is not None:
        return replace(right, **span, weekday=left.weekday, part=left.part or right.part, mod=left.mod or right.mod)
    if (
        left.year is None
        and left.frame is None
        and left.kind in {"date", "season", "quarter", "event"}
        and left.weekday is None
    ):
        if (
            right.kind in {"year", "date"}
            and right.year is not None
            and right.month is None
            and right.years == 1
            and right.sub is None
        ):
            if right.first - left.last <= 1 and joint in {"", ",", "of", "in", "of the"}:
                return replace(left, **span, year=right.year, flags=left.flags - {"bare"})
        if right.kind == "frame" and right.unit == "Y" and joint in {"of", "", "of the"}:
            return replace(left, **span, frame=right.frame, flags=(left.flags - {"bare"}) | {"of_year"})
        if left.kind == "event" and right.kind == "frame" and right.unit == "M" and joint in {"", "of", ","}:
            return replace(left, **span, frame=right.frame, unit="M")
    if left.kind == "nth" and right.month is not None and right.day is None and joint in {"of"}:
        return replace(right, **span, kind="date", day=left.day)
    if left.kind == "offset" and left.way and joint in {"", "the"} and right.kind in {"event", "date"}:
        return replace(
            right, **span, way=left.way, count=left.count, days=None, value=left.unit, flags=right.flags | {"counted"}
        )
    if left.kind in {"frame", "after"} and left.unit == "D" and left.frame in {"previous", "following"}:
        if right.kind in {"event", "date"} and joint in {"", "the"} and tokens_after(left):
            return replace(
                right,
                **span,
                way=1 if left.frame == "following" else -1,
                count=1.0,
                value="D",
                flags=right.flags | {"counted"},
            )
    return None


def tokens_after(left: Expression) -> bool:
    """Whether "the day before" can take what follows as what it counts from."""
    return left.kind == "after"


_RANGE_WORDS = frozenset({"-", "/", "to", "and", "or", "until", ",", "till", "through"})


def _share_years(found: list[Expression], tokens: Tokens) -> list[Expression]:
    """A year or month said once for a range or list: "12-14 July 1951", "from 499 to 493 BC"."""
    out = list(found)
    for index in range(len(out) - 2, -1, -1):
        left, right = out[index], out[index + 1]
        between = tokens.words[left.last : right.first]
        if len(between) > 3 or not between or not any(word in _RANGE_WORDS for word in between):
            continue
        if not all(word in _RANGE_WORDS or word in {"the", "on", "from"} for word in between):
            continue
        out[index] = _borrow(left, right)
    for index in range(1, len(out)):
        if "tail" in out[index].flags and out[index].month is None:
            out[index] = replace(out[index], month=out[index - 1].month, year=out[index].year or out[index - 1].year)
    return out


def _borrow(left: Expression, right: Expression) -> Expression:
    if left.kind not in {"date", "season", "nth"} or left.frame is not None or (left.weekday and not left.day):
        return left
    if left.year is not None:
        return replace(left, year=-left.year) if right.year is not None and right.year < 0 < left.year < 1900 else left
    month = left.month
    if month is None and left.day is not None and left.sub is None:
        month = right.month
    year = (
        right.year if (right.years == 1 and right.month == (month or right.month)) or right.month or right.sub else None
    )
    if year and month and right.month and month > right.month:
        year -= 1
    kind = "date" if month and left.kind == "nth" else left.kind
    return replace(left, kind=kind, month=month, year=year, frame=right.frame if "of_year" in right.flags else None)
