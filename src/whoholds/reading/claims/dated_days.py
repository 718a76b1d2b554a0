"""The days that a time leaves the trigger it dates: by the word that relates them, by how long, by the report's day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from whoholds.reading.lexicon import load_lexicon
from whoholds.records import Interval, Sentence, TimeMention
from whoholds.terms import Basis, DatePrecision, TimexType

Tense = Literal["past", "present", "future"]

_DURATION = re.compile(r"P(\d+)(D|W|M|Y|DE)$")
_DAYS_OF = {"D": 1, "W": 7}
_MONTHS_OF = {"M": 1, "Y": 12, "DE": 120}
_MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class DatedTrigger:
    """What is being dated."""

    start: int
    end: int
    clause: tuple[int, int]
    sentence: Sentence
    published: date | None
    tense: Tense
    is_state: bool
    onset: bool


def reading_of(mention: TimeMention, tense: Tense) -> Interval | None:
    """A time's days, read as past or as still to come."""
    return mention.future or mention.past if tense == "future" else mention.past


def words_between(trigger: DatedTrigger, first: int, last: int) -> str:
    """The sentence's words between two offsets."""
    sentence = trigger.sentence
    return sentence.text[max(first - sentence.start, 0) : max(last - sentence.start, 0)]


def days_left(mention: TimeMention, trigger: DatedTrigger, within: list[TimeMention]) -> Interval:
    """The days a time leaves the trigger, by the word that relates them."""
    lasting = lasting_days(mention, trigger)
    if lasting is not None:
        return lasting
    span = reading_of(mention, trigger.tense)
    if span is None:
        return publication_days(trigger)
    ranged = _range(mention, span, trigger, within)
    if ranged is not None:
        return ranged
    if trigger.tense == "future":
        return _planned(mention, span, trigger)
    return _told(mention, span, trigger, within)


def _range(mention: TimeMention, span: Interval, trigger: DatedTrigger, within: list[TimeMention]) -> Interval | None:
    """From X to Y, between X and Y."""
    at = within.index(mention)
    if mention.signal in {"between", "from"} and at + 1 < len(within):
        other = within[at + 1]
        closing = reading_of(other, trigger.tense)
        if other.signal in {"and", "to"}:
            return _joined(span, closing, other)
    if mention.signal in {"and", "to"} and at:
        other = within[at - 1]
        opening = reading_of(other, trigger.tense)
        near = len(words_between(trigger, other.end, mention.start).split()) <= 2
        if opening is not None and near and (other.signal in {"between", "from"} or mention.signal == "to"):
            return _joined(opening, span, mention)
    return None


def _joined(first: Interval, last: Interval | None, closing: TimeMention) -> Interval | None:
    """From the first to the last; where that runs backwards, the last as still to come, or no range at all."""
    for end in (last, closing.future):
        if end is None or end.date_end is None or first.date_start is None:
            continue
        if first.date_start[:10] <= end.date_end[:10]:
            return Interval(first.date_start, end.date_end, first.precision, first.basis)
    return None


def _planned(mention: TimeMention, span: Interval, trigger: DatedTrigger) -> Interval:
    """A plan runs from the report's day to its bound."""
    start = trigger.published.isoformat() if trigger.published else None
    if start is not None and span.date_end is not None and span.date_end[:10] < start:
        start = None  # a plan of which a chronology tells long afterwards
    if mention.signal in {"by", "until", "till", "within", "in", "over"} and (
        mention.signal in {"by", "until", "till"} or mention.timex_type == TimexType.DURATION
    ):
        return replace(span, date_start=start)
    if mention.signal == "before" and mention.timex_type == TimexType.DATE:
        closed = set(mention.text.lower().split()) & set(load_lexicon("times")["list"]["closing_words"])
        return replace(span, date_start=start, date_end=span.date_end if closed else day_before(span.date_start))
    if mention.signal in {"after", "since", "from"}:
        return replace(span, date_end=None)
    return span


def _told(mention: TimeMention, span: Interval, trigger: DatedTrigger, within: list[TimeMention]) -> Interval:
    """The days of what has happened or holds."""
    today = trigger.published.isoformat() if trigger.published else None
    signal, within_day = mention.signal, mention.timex_type == TimexType.TIME
    if signal == "since" or _after_since(mention, trigger):
        return own_days(span) if trigger.onset and not trigger.is_state else replace(span, date_end=today)
    if signal == "as of" or (signal == "from" and not within_day):
        return replace(span, date_end=today) if trigger.is_state else span
    if signal in {"by", "until", "till"}:
        begun = _begun_before(mention, span, trigger, within)
        if begun is not None or not within_day:
            return replace(span, date_start=begun)
    if signal == "before" and not within_day:
        return replace(span, date_start=None, date_end=day_before(span.date_start))
    if signal == "after" and not within_day:
        return replace(span, date_start=_day_after(span.date_end), date_end=today)
    return span


def _after_since(mention: TimeMention, trigger: DatedTrigger) -> bool:
    """Whether a time dates what a gain is counted from: "gains since the end was announced in mid-April"."""
    words = words_between(trigger, trigger.end, mention.start)
    return mention.start >= trigger.end and " since " in words and "," not in words.partition(" since ")[2]


def _begun_before(mention: TimeMention, span: Interval, trigger: DatedTrigger, within: list[TimeMention]) -> str | None:
    """By X after what began at Y: not before Y."""
    for other in within:
        days = reading_of(other, trigger.tense)
        if other.start <= mention.end or days is None or days.date_start is None or span.date_end is None:
            continue
        if " after " in words_between(trigger, mention.end, other.start) and days.date_start[:10] < span.date_end[:10]:
            return days.date_start
    return None


def own_days(span: Interval) -> Interval:
    """The days of X in "since X", which its record runs on to the report's day: as long as its precision says."""
    if span.date_start is None:
        return span
    first = date.fromisoformat(span.date_start[:10])
    last = first
    if span.precision == DatePrecision.MONTH:
        last = (first.replace(day=1) + timedelta(31)).replace(day=1) - timedelta(1)
    elif span.precision == DatePrecision.YEAR:
        last = first.replace(month=12, day=31)
    elif span.precision == DatePrecision.WEEK:
        last = first + timedelta(6)
    return replace(span, date_end=max(last.isoformat(), span.date_start))


def lasting_days(mention: TimeMention, trigger: DatedTrigger) -> Interval | None:
    """A present state "for over a year": from so long ago to the report's day."""
    running = trigger.tense == "present" or (trigger.tense == "past" and _is_perfect(trigger))
    if mention.signal != "for" or not trigger.is_state or not running or trigger.published is None:
        return None
    return _so_long_before(mention, trigger.published)


def _so_long_before(mention: TimeMention, published: date) -> Interval | None:
    """From so long before the report's day to that day."""
    match = _DURATION.match(mention.value or "")
    if match is None or len(match.group(1)) > _MOST_DIGITS:
        return None
    try:
        first = _back(published, int(match.group(1)), match.group(2))
    except (ValueError, OverflowError):
        return None
    return Interval(first.isoformat(), published.isoformat(), DatePrecision.LONGER, Basis.RELATIVE)


def _is_perfect(trigger: DatedTrigger) -> bool:
    """Whether the clause says "have held": a state that goes on."""
    before = re.findall(r"\w+", words_between(trigger, trigger.clause[0], trigger.start).lower())[-3:]
    return any(word in load_lexicon("times")["list"]["perfect_words"] for word in before)


def _back(day: date, count: int, unit: str) -> date:
    """A day so many days, weeks, months, years or decades earlier; the 31st becomes a shorter month's last day."""
    if unit in _DAYS_OF:
        return day - timedelta(count * _DAYS_OF[unit])
    year, month = divmod(day.year * 12 + day.month - 1 - count * _MONTHS_OF[unit], 12)
    last = (date(year, month + 1, 28) + timedelta(4)).replace(day=1) - timedelta(1)
    return last.replace(day=min(day.day, last.day))


def publication_days(trigger: DatedTrigger) -> Interval:
    """What the report's day alone says."""
    day = trigger.published.isoformat() if trigger.published else None
    if day is None:
        return Interval(None, None, DatePrecision.LONGER, Basis.PUBLICATION)
    if trigger.tense == "future":
        return Interval(day, None, DatePrecision.LONGER, Basis.PUBLICATION)
    if trigger.is_state and trigger.tense == "present":
        return Interval(day, day, DatePrecision.DAY, Basis.PUBLICATION)
    return Interval(None, day, DatePrecision.LONGER, Basis.PUBLICATION)


def day_before(stamp: str | None) -> str | None:
    """The day before one written in ISO 8601."""
    return _days_off(stamp, -1)


def _day_after(stamp: str | None) -> str | None:
    return _days_off(stamp, 1)


def _days_off(stamp: str | None, count: int) -> str | None:
    if stamp is None:
        return None
    try:
        return (date.fromisoformat(stamp[:10]) + timedelta(count)).isoformat()
    except OverflowError:
        return None


def tells_length(time: TimeMention) -> bool:
    """Whether it says for how long: "for three months"."""
    return time.signal == "for" and _DURATION.match(time.value or "") is not None


def counted_from(days: Interval, time: TimeMention) -> Interval | None:
    """The day "three days after" counts to, from what is known to a day; None where the count or the day is not."""
    match = _DURATION.match(time.value or "")
    if (
        match is None
        or days.date_start is None
        or days.date_start != days.date_end
        or len(match.group(1)) > _MOST_DIGITS
    ):
        return None
    count = int(match.group(1)) * (1 if time.text.lower().endswith("before") else -1)
    try:
        at = _back(date.fromisoformat(days.date_start[:10]), count, match.group(2)).isoformat()
    except (ValueError, OverflowError):
        return None
    return Interval(at, at, DatePrecision.DAY, Basis.RELATIVE)
