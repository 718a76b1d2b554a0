"""What one rule matched, as fields: a time expression not yet laid on a calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from dataclasses import fields as fields_of
from typing import Any

from whoholds.reading.mentions.times.knowledge import Knowledge, Rule
from whoholds.reading.mentions.times.patterns import group_name
from whoholds.reading.mentions.times.tokens import Tokens

_NUMBER = re.compile(r"\d+")
_EARLIEST_LATE_HOUR = 4  # "three at night" is 3 am, "four in the afternoon" 4 pm
_YEARS_OF_TWO_DIGITS_FROM = 30  # '30 to '99 is 19.., '00 to '29 is 20.., unless the text lives in another century


@dataclass(frozen=True, slots=True)
class Expression:
    """A time as written. Grain: one stretch of tokens; what isn't said is None."""

    first: int  # token
    last: int  # token, exclusive
    kind: str
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    years: int = 1
    sub: str | None = None
    frame: str | None = None  # last, this, next: by the report's day; previous, following, same: by the thread
    unit: str | None = None
    count: float | str | None = None  # "X": vague
    way: int = 0  # -1 before, 1 after
    part: str | None = None
    clock: str | None = None
    zone: str | None = None
    mod: str | None = None
    event: str | None = None
    value: str | None = None
    days: int | None = None  # today 0, yesterday -1
    flags: frozenset[str] = frozenset()

    @property
    def is_day(self) -> bool:
        """Whether it names a day, or something within one day."""
        return (
            self.day is not None
            or self.weekday is not None
            or self.days is not None
            or (self.kind in {"frame", "after", "offset", "ago", "nthday"} and self.unit == "D")
        )


def read_match(match: re.Match[str], rule: Rule, tokens: Tokens, knowledge: Knowledge) -> Expression:
    """The fields of what a rule matched."""
    groups: dict[str, list[str]] = {}
    for name, written in match.groupdict().items():
        if written is not None:
            first, last = match.span(name)
            groups[group_name(name)] = tokens.words[first:last]
    fields: dict[str, Any] = {"flags": frozenset(key for key, on in rule.fixed.items() if on is True)}
    fields |= {key: value for key, value in rule.fixed.items() if key in _FIELDS and value is not True}
    for name, words in groups.items():
        fields |= _read_group(name, words, knowledge)
    found = Expression(match.start(), match.end(), rule.kind, **fields)
    return _finish(found, groups, knowledge)


_FIELDS = frozenset(field.name for field in fields_of(Expression))
_BY_CLASS = {
    "month": "month solarmonth lunarmonth", "weekday": "weekday shortday", "season": "season", "unit": "unit units",
    "edge": "edge", "part": "part", "frame": "frame after", "value": "daily presentref pastref futureref",
    "zone": "zone",
}  # fmt: skip
_INTO = {"season": "sub", "edge": "mod"}


def _read_group(name: str, words: list[str], knowledge: Knowledge) -> dict[str, Any]:
    """The fields one named group gives."""
    word = words[0]
    if name in _BY_CLASS:
        classes = _BY_CLASS[name].split()
        for candidate in words:
            for known in classes:
                if candidate in knowledge.values[known]:
                    return {_INTO.get(name, name): knowledge.values[known][candidate]}
        return {}
    if name in {"day", "mon", "year"}:
        value = _integer(word, knowledge)
        return {} if value is None else {"month" if name == "mon" else name: value}
    if name == "yy":
        value = int(word)
        return {"year": value + (1900 if value >= _YEARS_OF_TWO_DIGITS_FROM else 2000), "flags": frozenset({"yy"})}
    if name == "number":
        return {"count": count_of(words, knowledge)}
    if name == "way":
        return {"way": knowledge.values["way"][word]}
    return {}


def _integer(word: str, knowledge: Knowledge) -> int | None:
    digits = _NUMBER.match(word)
    if digits:
        return int(digits.group())
    for known in ("ordinal", "hourword", "numword", "tenyears"):
        if word in knowledge.values[known]:
            return int(knowledge.values[known][word])
    return None


def count_of(words: list[str], knowledge: Knowledge) -> float | str:
    """How many: a number, or X for a vague one."""
    joined = " ".join(words)
    if any(word in knowledge.values["vague"] for word in words):
        return "X"
    if "dozens" in words:
        return "X"
    total = 0.0
    if "." in words or any("0" <= word[0] <= "9" for word in words):
        digits = "".join(word for word in words if word not in {",", "and", "a", "half"})
        try:
            total = float(digits)
        except ValueError:
            return "X"
    else:
        for word in words:
            value = knowledge.values["numword"].get(word, 0)
            total = max(total, 1) * 100 if value == 100 else total + value
    if "dozen" in words:
        total = 12.0
    if "couple" in words:
        total = 2.0
    if "half" in words:
        total += 0.5
    if total == 0 and (joined.startswith(("a", "an")) or joined == "single"):
        total = 1.0
    return total or "X"


def _finish(found: Expression, groups: dict[str, list[str]], knowledge: Knowledge) -> Expression:
    """Fields that depend on one another: eras, clock times, centuries, quarters."""
    if "era" in groups and any(word in {"bc", "bce"} for word in groups["era"]) and found.year is not None:
        found = replace(found, year=-found.year)
    if "hour" in groups or "military" in groups:
        found = replace(found, clock=_clock(groups, knowledge))
    if found.kind == "century":
        found = _century(found, groups, knowledge)
    if found.kind == "decade":
        found = _decade(found)
    if found.kind == "slash":
        found = _slash(found, groups)
    if "sub" in groups:
        number = _ordinal_of(groups, knowledge)
        found = replace(found, sub=f"{groups['sub'][0][0].upper()}{number}" if number else groups["sub"][0][0].upper())
    if found.kind == "weekof":
        found = replace(found, kind="date", mod=f"WEEK{_ordinal_of(groups, knowledge)}")
    if "single" in found.flags and found.count is None:
        found = replace(found, count=1.0)  # the past week, a single-day loss
    if found.kind == "nthday":
        found = replace(found, count=_ordinal_of(groups, knowledge))
    return found


def _ordinal_of(groups: dict[str, list[str]], knowledge: Knowledge) -> int:
    """Which in a row: 0 where it is the last and the number depends on the year."""
    word = groups["ordinal"][0]
    digits = _NUMBER.match(word)
    if digits:
        return int(digits.group())
    if word in knowledge.values["ordinal"]:
        return int(knowledge.values["ordinal"][word])
    return max(int(knowledge.values["final"].get(word, 0)), 0)


def _clock(groups: dict[str, list[str]], knowledge: Knowledge) -> str | None:
    """T18:30 of what was written, or None where no clock shows it."""
    if "military" in groups:
        digits = groups["military"][0]
        return f"T{digits[:2]}:{digits[2:]}"
    word = groups["hour"][0]
    hours = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    hour = hours.index(word) + 1 if word in hours else int(word)
    minute = int(groups["minute"][0]) if "minute" in groups else 0
    if "offset" in groups:
        minute = _minutes_off(groups, knowledge)
        hour, minute = (hour, minute) if minute >= 0 else (hour - 1 if hour > 1 else 12, 60 + minute)
    if "ampm" in groups and hour <= 12:
        hour = hour % 12 + (12 if groups["ampm"][0].startswith("p") else 0)
    late = groups.get("part", [""])[-1] in knowledge.values["latepart"]
    if late and _EARLIEST_LATE_HOUR <= hour < 12:
        hour += 12
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 else None


def _minutes_off(groups: dict[str, list[str]], knowledge: Knowledge) -> int:
    """Minutes past the hour, negative before it: half past, a quarter to, twenty-five past."""
    words = groups["offset"]
    named = {"half": 30, "quarter": 15}
    minutes = sum(named.get(word, int(knowledge.values["numword"].get(word, 0))) for word in words)
    return min(minutes, 59) * (-1 if groups["side"][0] == "to" else 1)


def _century(found: Expression, groups: dict[str, list[str]], knowledge: Knowledge) -> Expression:
    number = _ordinal_of(groups, knowledge) + (20 if "tens" in groups else 0)
    if not 1 <= number <= 30:
        return replace(found, kind="none")
    sign = -1 if any(word in {"bc", "bce"} for word in groups.get("era", [])) else 1
    return replace(found, kind="date", year=sign * (number - 1) * 100, years=100)


def _decade(found: Expression) -> Expression:
    year = found.year or 0
    if abs(year) < 100:
        year += 1900
    if year % 10:
        return replace(found, kind="none")
    return replace(found, kind="date", year=year, years=10)


def _slash(found: Expression, groups: dict[str, list[str]]) -> Expression:
    """Both readings of 7/8/07 are kept apart until the report's day can tell; 25/6 has one."""
    a, b = int(groups["a"][0]), int(groups["b"][0])
    day_first = a > 12 or "dayfirst" in found.flags
    if day_first and b > 12:
        return replace(found, kind="none")
    if day_first or b > 12:
        return replace(found, kind="date", day=a if day_first else b, month=b if day_first else a)
    return replace(found, day=b, month=a)
