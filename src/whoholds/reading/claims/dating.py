"""Date a trigger: which time of its sentence it belongs to, and the days that time leaves it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from whoholds.reading.claims.dated_days import (
    DatedTrigger,
    Tense,
    day_before,
    days_left,
    lasting_days,
    own_days,
    publication_days,
    reading_of,
    tells_length,
    words_between,
)
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import ClaimTime, Interval, Sentence, TimeMention
from whoholds.terms import Basis, DatePrecision, TimexType

# The longest way back, in characters, to the time a story's next step ("Then they ...") goes on from.
_STEP_BACK = 600
# A date that opens its sentence stands within so many characters of its start ("On the night of", "Around").
_OPENING_CHARS = 14


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
    speech: Sequence[tuple[int, int]] = (),
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
        speech: offsets of the reporting clause's pieces, if any: a time there is when it was said.
        paragraph: offsets of the paragraph; a heading outside it doesn't date the trigger.

    Returns:
        Days, both included, None an open end. Without any time: an event or past state ends on the report's day, a
        present state is that day, a plan begins that day (basis publication).
    """
    trigger = DatedTrigger(trigger_start, trigger_end, clause, sentence, published, tense, is_state, onset)
    return _search(trigger, times, speech, paragraph)


def _search(
    trigger: DatedTrigger,
    times: Sequence[TimeMention],
    speech: Sequence[tuple[int, int]],
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
    told = _of_that_time(trigger, within)
    if told is not None:
        return told
    said = [time for time in within if _is_said(time, trigger, speech)]
    mention = _own_time(trigger, [time for time in within if time not in said])
    if mention is not None:
        return _claim_time(days_left(mention, trigger, within), mention)
    step = _story_step(trigger, usable)
    if step is not None:
        return step
    if said and (trigger.tense == "past" or trigger.is_state):
        return _said_by(said[-1], trigger)
    told = _over(trigger, within) or _heading(trigger, times, paragraph)
    return told or ClaimTime(publication_days(trigger), None, None, None)


def _claim_time(interval: Interval, mention: TimeMention) -> ClaimTime:
    return ClaimTime(interval, mention.text, mention.start, mention.end)


def _counted(trigger: DatedTrigger, within: list[TimeMention]) -> ClaimTime | None:
    """The trigger inside "two days after ...": the time that clause tells."""
    for time in reversed(within):
        if time.told_at is not None and time.end <= trigger.start:
            words = words_between(trigger, time.end, trigger.start)
            return None if "," in words or ";" in words else _claim_time(time.told_at, time)
    return None


def _of_that_time(trigger: DatedTrigger, within: list[TimeMention]) -> ClaimTime | None:
    """The time of which a clause tells more: "since Saturday, when they left", "23 April, the day on which it fell"."""
    before = [time for time in within if time.end <= trigger.start]
    if not before or before[-1].past is None or trigger.tense == "future" or trigger.clause[0] < before[-1].end:
        return None
    if _told_of().match(words_between(trigger, before[-1].end, trigger.start)) is None:
        return None
    return _claim_time(own_days(before[-1].past), before[-1])


@remembered
def _told_of() -> re.Pattern[str]:
    words = "|".join(load_lexicon("times")["list"]["of_which"])
    return re.compile(rf",? (?:{words})\b[^;:]*\Z", re.IGNORECASE)


def _is_said(time: TimeMention, trigger: DatedTrigger, speech: Sequence[tuple[int, int]]) -> bool:
    """Whether a time is when something was said: in the reporting clause, or right before "that"."""
    if any(start <= time.start and time.end <= end for start, end in speech):
        return True
    if any(time.start <= start and end <= time.end for start, end in speech):
        return True  # a piece is one word of the time
    if not time.end <= trigger.clause[0] or _opens(time, trigger.sentence):
        return False  # "for ten years that place was theirs"
    return words_between(trigger, time.end, trigger.clause[0] + 5).lstrip(" ,").lower().startswith("that ")


def _own_time(trigger: DatedTrigger, within: list[TimeMention]) -> TimeMention | None:
    """The nearest time of the clause, else one that opens the sentence."""
    inside = [time for time in within if trigger.clause[0] <= time.start and time.end <= trigger.clause[1]]
    datable = [time for time in inside if _can_date(time, trigger)]
    if datable:
        return min(datable, key=lambda time: (_distance(time, trigger), time.start))
    for time in within:
        gap = words_between(trigger, trigger.clause[1], time.start)
        if time.start >= trigger.clause[1] and gap.strip() in {"", time.signal} and _can_date(time, trigger):
            return time  # a time that is a clause itself: "shortly before the year ended"
    for time in within:
        if time.start >= trigger.start:
            break
        if _can_date(time, trigger):
            quoted = words_between(trigger, time.end, trigger.start).count('"') % 2
            last = not any(_can_date(other, trigger) for other in within if time.end <= other.start < trigger.start)
            return time if _opens(time, trigger.sentence) and last and not quoted else None
    return None


def _can_date(time: TimeMention, trigger: DatedTrigger) -> bool:
    if reading_of(time, trigger.tense) is not None:
        return time.timex_type != TimexType.SET
    return lasting_days(time, trigger) is not None


def _distance(time: TimeMention, trigger: DatedTrigger) -> tuple[int, int]:
    """How far a time stands from the trigger: clause boundaries between them first, then characters."""
    if time.start >= trigger.end:
        words = words_between(trigger, trigger.end, time.start)
    elif time.end <= trigger.start:
        words = words_between(trigger, time.end, trigger.start)
    else:
        words = ""
    return len(_boundary().findall(words)), len(words)


@remembered
def _boundary() -> re.Pattern[str]:
    """What begins another clause between a trigger and a time."""
    words = "|".join(load_lexicon("times")["list"]["clause_words"])
    return re.compile(rf"[;:]| (?:{words}) ", re.IGNORECASE)


def _opens(time: TimeMention, sentence: Sentence) -> bool:
    """Whether a time stands at its sentence's start, after no more than a preposition."""
    lead = sentence.text[: time.start - sentence.start]
    return len(lead.strip("\"'“”‘’ ")) <= _OPENING_CHARS and not any(mark in lead for mark in ",;:")


def _over(trigger: DatedTrigger, within: list[TimeMention]) -> ClaimTime | None:
    """A past state told with its length, "for ten years", and no other time: it ended before the report's day."""
    inside = [t for t in within if trigger.clause[0] <= t.start < trigger.clause[1]] or within
    told_length = len(inside) == 1 and tells_length(inside[0])
    if not told_length or not trigger.is_state or trigger.tense != "past":
        return None
    known = publication_days(trigger)
    return ClaimTime(replace(known, date_end=day_before(known.date_end)), None, None, None)


def _story_step(trigger: DatedTrigger, times: list[TimeMention]) -> ClaimTime | None:
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


def _said_by(mention: TimeMention, trigger: DatedTrigger) -> ClaimTime:
    """Said on Friday to have happened: by that Friday."""
    span = mention.past
    if span is None:
        return ClaimTime(publication_days(trigger), None, None, None)
    if trigger.is_state:
        return _claim_time(span, mention)
    return _claim_time(replace(span, date_start=None, precision=DatePrecision.LONGER), mention)


def _heading(
    trigger: DatedTrigger, times: Sequence[TimeMention], paragraph: tuple[int, int] | None
) -> ClaimTime | None:
    """The day of the heading a trigger stands under; a heading with a clock says when it was posted."""
    above = [time for time in times if time.signal == "heading" and time.end <= trigger.start]
    if not above or trigger.tense == "future" or above[-1].past is None:
        return None
    heading = above[-1]
    if paragraph is not None and not paragraph[0] <= heading.start:
        return None
    if heading.timex_type == TimexType.TIME and not trigger.is_state:
        return _said_by(heading, trigger)
    days = above[-1].past or publication_days(trigger)
    if trigger.published is not None and _is_later(trigger):
        days = replace(days, date_end=trigger.published.isoformat(), precision=DatePrecision.LONGER)
    return _claim_time(days, heading)


def _is_later(trigger: DatedTrigger) -> bool:
    """Whether the clause tells what came after the day its heading gives: "the Red Cross later said the same"."""
    words = re.findall(r"\w+", words_between(trigger, *trigger.clause).lower())
    return any(word in load_lexicon("times")["list"]["later_words"] for word in words)
