"""Find the times of one text: the mention stage's one function, and how the text's thread runs through it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from statistics import median_low

from whoholds.reading.mentions.times.beside import from_beside
from whoholds.reading.mentions.times.doubts import doubt_of
from whoholds.reading.mentions.times.expressions import Expression
from whoholds.reading.mentions.times.grammar import find_expressions
from whoholds.reading.mentions.times.knowledge import Knowledge, load_knowledge
from whoholds.reading.mentions.times.lasting import Reading, period_value
from whoholds.reading.mentions.times.moments import Moment, day_moment, days_interval, shift
from whoholds.reading.mentions.times.posted import without_hours
from whoholds.reading.mentions.times.resolve import resolve
from whoholds.reading.mentions.times.thread import Thread
from whoholds.reading.mentions.times.tokens import Tokens, tokenise
from whoholds.records import Interval, TimeMention
from whoholds.terms import Basis, DatePrecision, TimexType

HEADING = "heading"
# A day outside these years is no report's: a field read wrong. Counting from it would leave the calendar.
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
# A text tells history if it states so many years, so many times more than times counted from its own day, and the
# middle one lies more than so many years before its report.
_HISTORY_DATES, _HISTORY_SHARE, _HISTORY_YEARS = 5, 8, 1
_SENTENCE_END = frozenset({".", "!", "?", "…"})
_BULLET_CHARS = 8
_CLAUSE_WORDS, _SHORTEST_PAST = 14, 4
# "Years after" is two years after at least; "nearly a week after" says little of which day it was.
_SEVERAL, _LONG_UNITS = 2.0, frozenset({"M", "Y", "DE"})
_OPENING = re.compile(r"(?:\A|\n)[ \t>*•·–—-]*\Z")


def find_times(text: str, *, published: date | None, body_start: int = 0) -> tuple[TimeMention, ...]:
    """The time expressions of a text, laid on the calendar.

    Args:
        text: the report's text.
        published: the report's day; without it, times counted from that day have no days.
        body_start: offset to begin at.

    Returns:
        One record a mention, in text order, none overlapping another. `past` and `future` are its days, both ends
        included, if what it dates lies behind or ahead of the report; `value` is the TIMEX3 value. `signal` is the
        word before it (since, by, until, between, ...), "heading" for a date that opens a line and dates what
        follows; a mention after "since" runs on to the report's day.

    Source:
        TimeML 1.2.1 (TIMEX3); thirds of months and "overnight" as in the record contract.
    """
    if published is not None and not _FIRST_YEAR <= published.year <= _LAST_YEAR:
        published = None
    knowledge = load_knowledge()
    tokens = tokenise(text, body_start, knowledge)
    if not tokens.seeds:
        return ()
    expressions = without_hours(find_expressions(tokens, knowledge), tokens, published)
    thread = Thread(published, _tells_history(expressions, published))
    mentions: list[TimeMention] = []
    for index, expression in enumerate(expressions):
        before = expressions[index - 1] if index else None
        mentions.append(_mention(expression, before, mentions, _Text(tokens, thread, knowledge)))
    return tuple(mentions)


class _Text:
    """What reading one mention needs of the text around it."""

    __slots__ = ("knowledge", "thread", "tokens")

    def __init__(self, tokens: Tokens, thread: Thread, knowledge: Knowledge) -> None:
        self.tokens, self.thread, self.knowledge = tokens, thread, knowledge


def _tells_history(expressions: list[Expression], published: date | None) -> bool:
    """Whether a text's years lie before its report's, and little counts from the report's day."""
    years = [found.year for found in expressions if found.year is not None and found.years == 1]
    if published is None:
        return bool(years)
    today = [found for found in expressions if _counts_from_today(found)]
    if len(years) < _HISTORY_DATES or len(years) < len(today) * _HISTORY_SHARE:
        return False
    return published.year - median_low(years) > _HISTORY_YEARS


def _counts_from_today(expression: Expression) -> bool:
    by_frame = expression.frame in {"last", "this"} and expression.kind in {"frame", "part", "date"}
    lone_weekday = expression.weekday is not None and expression.day is None
    return expression.kind in {"today", "ago", "overnight"} or by_frame or lone_weekday


def _mention(
    expression: Expression, before: Expression | None, mentions: list[TimeMention], around: _Text
) -> TimeMention:
    tokens, thread = around.tokens, around.thread
    start, end = tokens.starts[expression.first], tokens.ends[expression.last - 1]
    thread.reach(start)
    signal = _signal(expression, mentions, around)
    opens = _opens_section(expression, around)
    if opens and expression.kind == "clock" and not expression.is_day:
        _turn_to_posted(thread)
    to_come = _is_to_come(expression, around)
    reading = resolve(
        expression, thread, to_come=to_come, told=not to_come and not thread.narrative and _is_told(expression, around)
    )
    reading = from_beside(expression, reading, _beside(expression, mentions, tokens), thread, to_come=to_come)
    told_at: Interval | None = None
    if expression.kind in {"offset", "after"}:
        reading, told_at = _counted_clause(expression, reading, mentions, around)
    if opens:
        signal = HEADING
        _open_heading(expression, reading, around)
    if reading.moment is not None and not (signal == "to" and reading.moment.grain == "Y"):
        thread.advance(reading.moment)
    past, future = _by_report(reading, thread.published)
    if signal == "since" and past is not None:
        past = _until_report(past, thread.published)
    return TimeMention(
        *(start, end, tokens.text[start:end], reading.timex_type, reading.value, past, future, signal, told_at),
        doubt=doubt_of(expression, past),
    )


def _beside(expression: Expression, mentions: list[TimeMention], tokens: Tokens) -> TimeMention | None:
    """The time told last, if it is of the same sentence."""
    if not mentions:
        return None
    at = expression.first - 1
    while at >= 0 and tokens.starts[at] >= mentions[-1].end:
        if tokens.words[at] in _SENTENCE_END or "\n" in tokens.words[at]:
            return None
        at -= 1
    return mentions[-1]


def _by_report(reading: Reading, published: date | None) -> tuple[Interval | None, Interval | None]:
    """A period the report's day lies in ("this week") is past up to that day, and to come from it on."""
    past, future = reading.past, reading.future
    if published is None:
        return past, future
    day = published.isoformat()
    if past is not None and past.date_start and past.date_end and past.date_start[:10] <= day < past.date_end[:10]:
        past = replace(past, date_end=day)
    if future is not None and future.date_start and future.date_end and future.date_start[:10] < day <= future.date_end:
        future = replace(future, date_start=day)
    return past, future


def _until_report(span: Interval, published: date | None) -> Interval:
    """Since X: from X on to the report's day; the precision stays X's own."""
    end = None if published is None else published.isoformat()
    if end is not None and span.date_start is not None and end < span.date_start[:10]:
        return span
    return replace(span, date_end=end)


def _signal(expression: Expression, mentions: list[TimeMention], around: _Text) -> str | None:
    """The word that relates a time to what it dates; "and" and "to" close what between and from opened."""
    tokens, knowledge = around.tokens, around.knowledge
    at = expression.first - 1
    if expression.kind == "yearturn":
        return None
    while at >= 0 and tokens.words[at] in knowledge.sets["signal_fillers"]:
        at -= 1
    if at < 0:
        return None
    at = _before_apposition(at, mentions, tokens)
    if tokens.words[max(at - 1, 0) : at + 1] == ["as", "of"]:
        return "as of"
    word = tokens.words[at]
    if mentions and mentions[-1].end <= tokens.starts[at] and word in knowledge.sets["range_ends"]:
        opened = mentions[-1].signal
        adjacent = not tokens.text[mentions[-1].end : tokens.starts[at]].strip()
        if adjacent and opened in {"between", "from"} and word != "-":
            return "and" if opened == "between" else "to"
        if adjacent and word == "-":
            return "to"
    return word if word in knowledge.sets["signals"] else None


def _before_apposition(at: int, mentions: list[TimeMention], tokens: Tokens) -> int:
    """Past a name that a date explains: the "before" of "before Independence Day, 4 February"."""
    if tokens.words[at] != "," or (mentions and mentions[-1].end == tokens.ends[at - 1]):
        return at
    first = at - 1
    while first > max(0, at - 5) and tokens.text[tokens.starts[first]].isupper():
        first -= 1
    return first if first < at - 1 and first >= 0 else at


def _is_to_come(expression: Expression, around: _Text) -> bool:
    """Whether the sentence tells of what is planned: a cue before the mention, or a little after it."""
    tokens, cues = around.tokens, around.knowledge.sets["future_cues"]
    at = expression.first - 1
    while (
        at >= max(0, expression.first - 25) and tokens.words[at] not in _SENTENCE_END and "\n" not in tokens.words[at]
    ):
        word = tokens.words[at]
        if word in cues or (word == "to" and tokens.words[max(at - 1, 0)] in around.knowledge.sets["future_before_to"]):
            return True
        passive = tokens.words[max(at - 1, 0)] == "be"  # "will be handed over by Thursday"
        if (word.endswith("ed") and not passive) or word in around.knowledge.sets["past_verbs"] | {";"}:
            break  # "will cut jobs, as announced in January"; "promised to go; it did so on Thursday"
        at -= 1
    for word in tokens.words[expression.last : expression.last + 6]:
        if word in _SENTENCE_END:
            break
        if word in {"will", "shall"}:
            return True
    return False


def _is_told(expression: Expression, around: _Text) -> bool:
    """Whether the nearest verb before the mention is in the past, so that "on 30 November" is the last one."""
    tokens, sets = around.tokens, around.knowledge.sets
    for at in range(expression.first - 1, max(-1, expression.first - _CLAUSE_WORDS), -1):
        word = tokens.words[at]
        if word in _SENTENCE_END or "\n" in word or word in sets["present_verbs"]:
            return False
        participle = word.endswith("ed") and len(word) > _SHORTEST_PAST
        if word in sets["told_verbs"] or participle:
            return tokens.words[max(at - 1, 0)] != "be"  # "may be signed on 12 September"
    return False


def _opens_section(expression: Expression, around: _Text) -> bool:
    """Whether a date opens a line and is set off from what follows: "9 Jan: ...", "Aug. 6 - ...", "07:40."."""
    tokens = around.tokens
    if expression.kind not in {"date", "year", "clock", "slash"} or (expression.weekday and not expression.day):
        return False
    start, end = tokens.starts[expression.first], tokens.ends[expression.last - 1]
    if not _OPENING.search(tokens.text, max(0, start - _BULLET_CHARS), start):
        return False
    following = tokens.words[expression.last] if expression.last < len(tokens.words) else "\n"
    if "\n" in tokens.text[end : tokens.starts[expression.last]] if expression.last < len(tokens.starts) else True:
        return True
    if following == "." or tokens.text[end - 1] == ".":
        return expression.clock is not None
    if following == "-":
        return not tokens.text[end : tokens.ends[expression.last] + 1].strip().endswith(tuple("0123456789"))
    return following == ":"


def _turn_to_posted(thread: Thread) -> None:
    """A clock time that opens a line is of the day the report is posted on, not of the day told last."""
    if thread.posted is not None:
        thread.advance(thread.posted)
    elif thread.published is not None and not thread.narrative:
        thread.advance(day_moment(thread.published))


def _open_heading(expression: Expression, reading: Reading, around: _Text) -> None:
    """From here on, today is the heading's day: to the end of its line or, if it stands alone, to the next heading."""
    thread, tokens = around.thread, around.tokens
    moment = reading.moment
    if moment is None or moment.day is None:
        return
    end = tokens.ends[expression.last - 1]
    stop = tokens.text.find("\n", end)
    rest = tokens.text[end : stop if stop >= 0 else len(tokens.text)]
    thread.heading = thread.posted = Moment(moment.year, moment.month, moment.day)
    thread.heading_ends = end + len(rest) if rest.strip(" .:-–—") else 0


def _counted_clause(
    expression: Expression, reading: Reading, mentions: list[TimeMention], around: _Text
) -> tuple[Reading, Interval | None]:
    """Two days after JNIM stormed the base: the time of what is told, and of what the clause after it tells."""
    tokens, thread = around.tokens, around.thread
    following = tokens.words[expression.last] if expression.last < len(tokens.words) else "."
    last = tokens.words[expression.last - 1]
    if last not in {"after", "before"} or not following.isalpha():
        return reading, None
    way, count = (
        (expression.way, expression.count) if expression.kind == "offset" else (1 if last == "after" else -1, 1.0)
    )
    told = _in_apposition(expression, mentions, around)
    if told is None and not thread.narrative:
        present = _present_day(expression, around)
        lasted = Reading(TimexType.DURATION, period_value(count, expression.unit))
        if present is None:
            return lasted, _long_before(expression, count, thread) if way > 0 else None
        return lasted, _moved(present, expression.unit, -way, count)
    if told is None:
        return reading, None
    clause = _moved(told, expression.unit, -way, count)
    days = None if told.days is None else days_interval(*told.days, Basis.RELATIVE)
    return Reading(TimexType.DATE, told.value, days, days), clause


def _moved(told: Moment, unit: str | None, way: int, count: float | str | None) -> Interval | None:
    if not isinstance(count, float) or count != int(count):
        return None
    at = shift(told, unit or "D", way * int(count))
    return None if at is None or at.days is None else days_interval(*at.days, Basis.RELATIVE)


def _long_before(expression: Expression, count: float | str | None, thread: Thread) -> Interval | None:
    """No later than so long before the report: "retook it, more than two years after the rebels captured it"."""
    if thread.base is None or expression.unit not in _LONG_UNITS:
        return None
    least = count if isinstance(count, float) else _SEVERAL
    base = Moment(thread.base.year, thread.base.month, thread.base.day)
    latest = _moved(base, expression.unit, -1, least)
    return None if latest is None else replace(latest, date_start=None, precision=DatePrecision.LONGER)


def _in_apposition(expression: Expression, mentions: list[TimeMention], around: _Text) -> Moment | None:
    """The day a mention right before it names: "on Tuesday, two days after ..."."""
    tokens, thread = around.tokens, around.thread
    if not mentions or thread.day is None:
        return None
    between = tokens.text[mentions[-1].end : tokens.starts[expression.first]].strip()
    return thread.day if between in {",", "-", "–", "—", "("} else None


def _present_day(expression: Expression, around: _Text) -> Moment | None:
    """The report's day, if the main clause after "Two days after X was lost," is in the present."""
    tokens, thread = around.tokens, around.thread
    first = expression.first
    if thread.base is None or (
        first and tokens.words[first - 1] not in _SENTENCE_END | {":"} and not tokens.words[first - 1].startswith("\n")
    ):
        return None
    words = tokens.words[expression.last : expression.last + 40]
    stop = next((at for at, word in enumerate(words) if word in _SENTENCE_END), len(words))
    if "," not in words[:stop]:
        return None
    main = words[words.index(",") : stop]
    verb = next(
        (word for word in main if word in around.knowledge.sets["present_verbs"] | around.knowledge.sets["past_verbs"]),
        None,
    )
    if verb is None or verb in around.knowledge.sets["past_verbs"]:
        return None
    return Moment(thread.base.year, thread.base.month, thread.base.day)
