"""Split a report into sentences, by rules over lines and full stops.

News arrives wrapped at a column, as lists, factboxes, transcripts and upper-case headlines. A statistical splitter
joins a headline to the sentence below it; these rules don't, and cost a hundredth of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whoholds.reading.lexicon import load_lexicon
from whoholds.records import Report, Sentence, Span

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
_ITEM = re.compile(r"\s*(?:[-*•–—]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s)")
_SPEAKER = re.compile(r"\s*([A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){0,3}):\s+(?=\S)")
_WORD_BEFORE = re.compile(r"[\w.-]+$")
# A line this long that ends without a stop was broken by a text width, not by its author (columns of 60 and more).
_WRAPPED_AT = 55


def split_sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of a report's body, in text order.

    Returns:
        One record a sentence, headline, list item or speaker's turn; spans count in `report.text` and never overlap.
    """
    text = report.text
    speakers = _speakers(text, report.body_start)
    found: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_blocks(text, report.body_start)):
        label = speakers.get(start)
        opening = _skip_space(text, label.end + 1, end) if label is not None else start
        for first, last in _stops(text, opening, end):
            found.append(Sentence(first, last, text[first:last], paragraph, label))
    return tuple(found)


def _speakers(text: str, body_start: int) -> dict[int, Span]:
    """The label that opens each turn of a transcript, by the turn's start; none unless there are two turns."""
    turns: dict[int, Span] = {}
    for start, end in _blocks(text, body_start):
        match = _SPEAKER.match(text, start, end)
        if match:
            turns[start] = Span(match.start(1), match.end(1), match.group(1))
    return turns if len(turns) > 1 else {}


def _blocks(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Paragraphs, headlines and list items: lines joined where only a text width broke them."""
    opened: int | None = None
    closed = start
    for line in _LINE.finditer(text, start):
        first, last = _trim(text, line.start(), line.end())
        if first == last:
            if opened is not None:
                yield opened, closed
                opened = None
            continue
        if opened is not None and not _continues(text, opened, closed, first):
            yield opened, closed
            opened = None
        opened = first if opened is None else opened
        closed = last
    if opened is not None:
        yield opened, closed


def _continues(text: str, opened: int, closed: int, first: int) -> bool:
    """Whether the line at `first` goes on with the block that ended at `closed`."""
    if text.count("\n", closed, first) > 1 or _ITEM.match(text, first) or _SPEAKER.match(text, first):
        return False
    last_line = closed - max(text.rfind("\n", opened, closed), opened - 1)
    if _CLOSED.search(text, max(opened, closed - 8), closed):
        return last_line >= _WRAPPED_AT and not text[first].isdigit()
    return last_line >= _WRAPPED_AT or text[first].islower()


def _stops(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one block."""
    first = start
    for stop in _STOP.finditer(text, start, end):
        if not _ends(text, first, stop.start(), stop.end(), end):
            continue
        yield first, stop.end()
        first = _skip_space(text, stop.end(), end)
    if first < end:
        yield first, end


def _ends(text: str, first: int, stop: int, after: int, end: int) -> bool:
    """Whether the stop at `stop` ends a sentence."""
    nxt = _skip_space(text, after, end)
    if nxt >= end:
        return True
    if text[stop] == "." and after == stop + 1 and _is_abbreviation(text, first, stop, nxt):
        return False
    if text[nxt].islower() and text[first].isupper():
        # "…?" he asked: the sentence goes on, unless the report knows no capitals.
        return False
    return bool(text[nxt].isalnum() or text[nxt] in "\"'“‘«([—–-•*")


def _is_abbreviation(text: str, first: int, stop: int, nxt: int) -> bool:
    lexicon = load_lexicon("sentences")
    match = _WORD_BEFORE.search(text, first, stop)
    word = match.group().lower() if match else ""
    if len(word) == 1 and word.isalpha():
        return True  # an initial: "J. Smith"
    if word.isdigit() and stop - first == len(word):
        return True  # a list number: "1. In Balkh"
    if word not in lexicon["abbreviations"]:
        return False
    return not (word in lexicon["may_end"] and (text[nxt].isupper() or text[nxt] in '"“'))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at
