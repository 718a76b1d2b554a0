"""Date a trigger: which time of its sentence it belongs to, and the days that time leaves it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from whoholds.reading.lexicon import load_lexicon
from whoholds.records import ClaimTime, Interval, Sentence, TimeMention
from whoholds.terms import Basis, DatePrecision, TimexType

Tense = Literal["past", "present", "future"]

# The longest way back, in characters, to the time a story's next step ("Then they ...") goes on from.
_STEP_BACK = 600
_DURATION = re.compile(r"P(\d+)(D|W|M|Y|DE)$")
_DAYS_OF = {"D": 1, "W": 7}
_MONTHS_OF = {"M": 1, "Y": 12, "DE": 120}
# A date that opens its sentence stands within so many characters of its start ("On the night of", "Around").
_OPENING_CHARS = 14


@dataclass(frozen=True, slots=True)
class _Trigger:
    """What is being dated."""

    start: int
    end: int
    clause: tuple[int, int]
    sentence: Sentence
    published: date | None
    tense: Tense
    is_state: bool
    onset: bool


def date_trigger(  # noqa: PLR0913
    trigger_start: int,
    trigger_end: int,
    clause: tuple[int, int],
    sentence: Sentence,
    times: Sequence[TimeMention],
    *,
    published: date | None,
    tense: Tense,
    is_state: bool,
    onset: bool = False,
    speech: tuple[int, int] | None = None,
    paragraph: tuple[int, int] | None = None,
) -> ClaimTime:
    """The days a trigger's claim concerns, and the words they rest on; the order of search is `_search`'s.

    Args:
        trigger_start: offset of the trigger; `trigger_end` is exclusive, `clause` the offsets of its own clause.
        trigger_end: see there.
        clause: see there.
        sentence: the sentence it stands in.
        times: the report's time mentions, in text order.
        published: the report's day.
        tense: past and perfect "past", present "present", planned or to come "future".
        is_state: a state (holds) rather than an event (fell).
        onset: an event told by the state that followed ("has been theirs since Monday"): it fell on that Monday.
        speech: offsets of the reporting clause, if any: a time there is when it was said.
        paragraph: offsets of the paragraph; a heading outside it doesn't date the trigger.

    Returns:
        Days, both included, None an open end. Without any time: an event or past state ends on the report's day, a
        present state is that day, a plan begins that day (basis publication).
    """
    trigger = _Trigger(trigger_start, trigger_end, clause, sentence, published, tense, is_state, onset)
    return _search(trigger, times, speech, paragraph)


def _search(
    trigger: _Trigger,
    times: Sequence[TimeMention],
    speech: tuple[int, int] | None,
    paragraph: tuple[int, int] | None,
) -> ClaimTime:
    """A clause counted from ("two days after they left"), the trigger's own clause, a time that opens the sentence,
    the time before in a story told in steps ("Then ..."), the saying of it (which only bounds the end), a heading,
    the report's day: the first that there is.
    """
    sentence = trigger.sentence
    usable = [time for time in times if time.signal != "heading"]
    within = [time for time in usable if sentence.start <= time.start and time.end <= sentence.end]
    counted = _counted(trigger, within)
    if counted is not None:
        return counted
    said = [time for time in within if _is_said(time, trigger, speech)]
    mention = _own_time(trigger, [time for time in within if time not in said])
    if mention is not None:
        return _claim_time(_days(mention, trigger, within), mention)
    step = _story_step(trigger, usable)
    if step is not None:
        return step
    if said and trigger.tense == "past":
        return _said_by(said[-1], trigger)
    return _heading(trigger, times, paragraph) or ClaimTime(_publication(trigger), None, None, None)


def _claim_time(interval: Interval, mention: TimeMention) -> ClaimTime:
    return ClaimTime(interval, mention.text, mention.start, mention.end)


def _reading(mention: TimeMention, tense: Tense) -> Interval | None:
    return mention.future or mention.past if tense == "future" else mention.past


def _between(trigger: _Trigger, first: int, last: int) -> str:
    """The sentence's words between two offsets."""
    sentence = trigger.sentence
    return sentence.text[max(first - sentence.start, 0) : max(last - sentence.start, 0)]


def _counted(trigger: _Trigger, within: list[TimeMention]) -> ClaimTime | None:
    """The trigger inside "two days after ...": the time that clause tells."""
    for time in reversed(within):
        if time.told_at is not None and time.end <= trigger.start:
            words = _between(trigger, time.end, trigger.start)
            return None if "," in words or ";" in words else _claim_time(time.told_at, time)
    return None


def _is_said(time: TimeMention, trigger: _Trigger, speech: tuple[int, int] | None) -> bool:
    """Whether a time is when something was said: in the reporting clause, or right before "that"."""
    if speech is not None and speech[0] <= time.start and time.end <= speech[1]:
        return True
    if not time.end <= trigger.clause[0]:
        return False
    return _between(trigger, time.end, trigger.clause[0] + 5).lstrip(" ,").lower().startswith("that ")


def _own_time(trigger: _Trigger, within: list[TimeMention]) -> TimeMention | None:
    """The nearest time of the clause, else one that opens the sentence."""
    inside = [time for time in within if trigger.clause[0] <= time.start and time.end <= trigger.clause[1]]
    datable = [time for time in inside if _can_date(time, trigger)]
    if datable:
        return min(datable, key=lambda time: (_distance(time, trigger), time.start))
    for time in within:
        gap = _between(trigger, trigger.clause[1], time.start)
        if time.start >= trigger.clause[1] and gap.strip() in {"", time.signal} and _can_date(time, trigger):
            return time  # a time that is a clause itself: "shortly before the year ended"
    for time in within:
        if time.start >= trigger.start:
            break
        if _can_date(time, trigger):
            quoted = _between(trigger, time.end, trigger.start).count('"') % 2
            last = not any(_can_date(other, trigger) for other in within if time.end <= other.start < trigger.start)
            return time if _opens(time, trigger.sentence) and last and not quoted else None
    return None


def _can_date(time: TimeMention, trigger: _Trigger) -> bool:
    if _reading(time, trigger.tense) is not None:
        return time.timex_type != TimexType.SET
    return _lasting(time, trigger) is not None


def _distance(time: TimeMention, trigger: _Trigger) -> tuple[int, int]:
    """How far a time stands from the trigger: clause boundaries between them first, then characters."""
    if time.start >= trigger.end:
        words = _between(trigger, trigger.end, time.start)
    elif time.end <= trigger.start:
        words = _between(trigger, time.end, trigger.start)
    else:
        words = ""
    return len(_boundary().findall(words)), len(words)


@cache
def _boundary() -> re.Pattern[str]:
    """What begins another clause between a trigger and a time."""
    words = "|".join(load_lexicon("times")["list"]["clause_words"])
    return re.compile(rf"[;:]| (?:{words}) ", re.IGNORECASE)


def _opens(time: TimeMention, sentence: Sentence) -> bool:
    """Whether a time stands at its sentence's start, after no more than a preposition."""
    lead = sentence.text[: time.start - sentence.start]
    return len(lead.strip("\"'“”‘’ ")) <= _OPENING_CHARS and not any(mark in lead for mark in ",;:")


def _days(mention: TimeMention, trigger: _Trigger, within: list[TimeMention]) -> Interval:
    """The days a time leaves the trigger, by the word that relates them."""
    lasting = _lasting(mention, trigger)
    if lasting is not None:
        return lasting
    span = _reading(mention, trigger.tense)
    if span is None:
        return _publication(trigger)
    ranged = _range(mention, span, trigger, within)
    if ranged is not None:
        return ranged
    if trigger.tense == "future":
        return _planned(mention, span, trigger)
    return _told(mention, span, trigger, within)


def _range(mention: TimeMention, span: Interval, trigger: _Trigger, within: list[TimeMention]) -> Interval | None:
    """From X to Y, between X and Y."""
    at = within.index(mention)
    if mention.signal in {"between", "from"} and at + 1 < len(within):
        other = within[at + 1]
        closing = _reading(other, trigger.tense)
        if other.signal in {"and", "to"}:
            return _joined(span, closing, other)
    if mention.signal in {"and", "to"} and at:
        other = within[at - 1]
        opening = _reading(other, trigger.tense)
        near = len(_between(trigger, other.end, mention.start).split()) <= 2
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


def _planned(mention: TimeMention, span: Interval, trigger: _Trigger) -> Interval:
    """A plan runs from the report's day to its bound."""
    start = trigger.published.isoformat() if trigger.published else None
    if mention.signal in {"by", "until", "till", "within", "in", "over"} and (
        mention.signal in {"by", "until", "till"} or mention.timex_type == TimexType.DURATION
    ):
        return replace(span, date_start=start)
    if mention.signal == "before" and mention.timex_type == TimexType.DATE:
        return replace(span, date_start=start, date_end=_day_before(span.date_start))
    if mention.signal in {"after", "since", "from"}:
        return replace(span, date_end=None)
    return span


def _told(mention: TimeMention, span: Interval, trigger: _Trigger, within: list[TimeMention]) -> Interval:
    """The days of what has happened or holds."""
    today = trigger.published.isoformat() if trigger.published else None
    signal, within_day = mention.signal, mention.timex_type == TimexType.TIME
    if signal == "since" or _after_since(mention, trigger):
        return _itself(span) if trigger.onset and not trigger.is_state else replace(span, date_end=today)
    if signal == "as of" or (signal == "from" and not within_day):
        return replace(span, date_end=today) if trigger.is_state else span
    if signal in {"by", "until", "till"}:
        begun = _begun_before(mention, span, trigger, within)
        if begun is not None or not within_day:
            return replace(span, date_start=begun)
    if signal == "before" and not within_day:
        return replace(span, date_start=None, date_end=_day_before(span.date_start))
    if signal == "after" and not within_day:
        return replace(span, date_start=_day_after(span.date_end), date_end=today)
    return span


def _after_since(mention: TimeMention, trigger: _Trigger) -> bool:
    """Whether a time dates what a gain is counted from: "gains since the end was announced in mid-April"."""
    words = _between(trigger, trigger.end, mention.start)
    return mention.start >= trigger.end and " since " in words and "," not in words.partition(" since ")[2]


def _begun_before(mention: TimeMention, span: Interval, trigger: _Trigger, within: list[TimeMention]) -> str | None:
    """By X after what began at Y: not before Y."""
    for other in within:
        days = _reading(other, trigger.tense)
        if other.start <= mention.end or days is None or days.date_start is None or span.date_end is None:
            continue
        if " after " in _between(trigger, mention.end, other.start) and days.date_start[:10] < span.date_end[:10]:
            return days.date_start
    return None


def _itself(span: Interval) -> Interval:
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


def _lasting(mention: TimeMention, trigger: _Trigger) -> Interval | None:
    """A present state "for over a year": from so long ago to the report's day."""
    running = trigger.tense == "present" or (trigger.tense == "past" and _is_perfect(trigger))
    if mention.signal != "for" or not trigger.is_state or not running or trigger.published is None:
        return None
    match = _DURATION.match(mention.value or "")
    if match is None or len(match.group(1)) > 4:
        return None
    try:
        first = _back(trigger.published, int(match.group(1)), match.group(2))
    except (ValueError, OverflowError):
        return None
    return Interval(first.isoformat(), trigger.published.isoformat(), DatePrecision.LONGER, Basis.RELATIVE)


def _is_perfect(trigger: _Trigger) -> bool:
    """Whether the clause says "have held": a state that goes on."""
    before = re.findall(r"\w+", _between(trigger, trigger.clause[0], trigger.start).lower())[-3:]
    return any(word in load_lexicon("times")["list"]["perfect_words"] for word in before)


def _back(day: date, count: int, unit: str) -> date:
    """A day so many days, weeks, months, years or decades earlier; the 31st becomes a shorter month's last day."""
    if unit in _DAYS_OF:
        return day - timedelta(count * _DAYS_OF[unit])
    year, month = divmod(day.year * 12 + day.month - 1 - count * _MONTHS_OF[unit], 12)
    last = (date(year, month + 1, 28) + timedelta(4)).replace(day=1) - timedelta(1)
    return last.replace(day=min(day.day, last.day))


def _story_step(trigger: _Trigger, times: list[TimeMention]) -> ClaimTime | None:
    """First they ..., then they ...: on the day told last, if the sentence goes on with the story."""
    if trigger.tense != "past" or trigger.is_state:
        return None
    words = re.findall(r"\w+", trigger.sentence.text[:60].lower())[:2]
    openers = load_lexicon("times")["list"]["story_openers"]
    if not words or (words[0] not in openers and " ".join(words) not in openers):
        return None
    before = [time for time in times if time.end <= trigger.sentence.start]
    told = [time for time in before if time.past is not None and time.past.date_start == time.past.date_end]
    if not told or trigger.sentence.start - told[-1].end > _STEP_BACK or told[-1].past is None:
        return None
    return _claim_time(replace(told[-1].past, basis=Basis.RELATIVE), told[-1])


def _said_by(mention: TimeMention, trigger: _Trigger) -> ClaimTime:
    """Said on Friday to have happened: by that Friday."""
    span = mention.past
    if span is None:
        return ClaimTime(_publication(trigger), None, None, None)
    if trigger.is_state:
        return _claim_time(span, mention)
    return _claim_time(replace(span, date_start=None, precision=DatePrecision.LONGER), mention)


def _heading(trigger: _Trigger, times: Sequence[TimeMention], paragraph: tuple[int, int] | None) -> ClaimTime | None:
    """The day of the heading a trigger stands under; a heading with a clock says when it was posted."""
    above = [time for time in times if time.signal == "heading" and time.end <= trigger.start]
    if not above or trigger.tense == "future" or above[-1].past is None:
        return None
    heading = above[-1]
    if paragraph is not None and not paragraph[0] <= heading.start:
        return None
    if heading.timex_type == TimexType.TIME and not trigger.is_state:
        return _said_by(heading, trigger)
    return _claim_time(above[-1].past or _publication(trigger), heading)


def _publication(trigger: _Trigger) -> Interval:
    """What the report's day alone says."""
    day = trigger.published.isoformat() if trigger.published else None
    if day is None:
        return Interval(None, None, DatePrecision.LONGER, Basis.PUBLICATION)
    if trigger.tense == "future":
        return Interval(day, None, DatePrecision.LONGER, Basis.PUBLICATION)
    if trigger.is_state and trigger.tense == "present":
        return Interval(day, day, DatePrecision.DAY, Basis.PUBLICATION)
    return Interval(None, day, DatePrecision.LONGER, Basis.PUBLICATION)


def _day_before(stamp: str | None) -> str | None:
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
