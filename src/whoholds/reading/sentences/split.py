"""Split a report into sentences, by rules over lines and full stops.

News arrives wrapped at a column, as lists, factboxes, transcripts and upper-case headlines. A statistical splitter
joins a headline to the sentence below it; these rules don't, and cost a hundredth of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import Report, Sentence, Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK = re.compile(r"[\n\u2028\u2029]|\r(?!\n)")
_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
_ITEM = re.compile(r"\s*(?:[-*•–—]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s)")
# What looks like an item at the head of a line but may be a dash or a day that a text width put there.
_DOUBTFUL_ITEM = re.compile(r"[-–—]\s+[a-z]|\d{1,2}\.\s")
# A label in capitals, at its first turn with an office in small letters: "SALIM AL-HADI, interior minister: Ours."
_SPEAKER = re.compile(r"\s*([A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){0,3}(?:, [a-z][\w'’ -]{2,50})?):\s+(?=\S)")
# The head of an entry: "Goma and Bukavu: M23", "Sirte - LNA".
_ENTRY = re.compile(r"[A-Z][\w'’-]*(?: (?:and )?[A-Z][\w'’-]*){0,4}(?: [-–—] |: )(?=\S)")
_OPENING_MARK = re.compile(r"[\"“«]?")
_WORD_BEFORE = re.compile(r"[\w.-]{1,24}$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_LETTER = re.compile(r"[^\W\d_]")
_SHOUTED = re.compile(r"[!?…][\"'”’»)\]]*[\"'”’»]")
_STAMP_PART = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*|\d+")
# A line this long that ends without a stop was broken by a text width, not by its author (columns of 60 and more).
_WRAPPED_AT = 55
# Characters looked at: for the first letter of a sentence, a day and hour at its head, the bracket a stop stands in.
_HEAD = 200
_LONGEST_STAMP = 40
_LONGEST_BRACKET = 300


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
    """The label that opens each turn of a transcript, by the turn's start; none unless it looks like a transcript.

    There a label comes back or is the outlet's own; "MOSUL: the jihadists." and "HIT: the army." are a list of places.
    """
    sections = load_lexicon("sentences")["sections"]
    turns: dict[int, Span] = {}
    for start, end in _blocks(text, body_start):
        match = _SPEAKER.match(text, start, end)
        if match and match.group(1).lower() not in sections:
            turns[start] = Span(match.start(1), match.end(1), match.group(1))
    labels = [label.text.lower() for label in turns.values()]
    own = load_lexicon("voices")["own_voice"]
    is_talk = len(set(labels)) < len(labels) or any(word in own for label in labels for word in label.split())
    return turns if len(turns) > 1 and is_talk else {}


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
    if len(_BREAK.findall(text, closed, first)) > 1:
        return False
    # A turn of a transcript that is quoted keeps its label: with the mark it is an attribution like any other.
    opening = _OPENING_MARK.match(text, first)
    if opening and _SPEAKER.match(text, opening.end()):
        return False
    line_start = max(*(text.rfind(mark, opened, closed) for mark in "\n\r\u2028\u2029"), opened - 1) + 1
    wrapped = closed - line_start >= _WRAPPED_AT - 1
    is_closed = _CLOSED.search(text, max(opened, closed - 8), closed) is not None
    in_item = _ITEM.match(text, opened) is not None
    if _ITEM.match(text, first):
        return wrapped and not is_closed and not in_item and _DOUBTFUL_ITEM.match(text, first) is not None
    if not in_item and text[first - 1] == "\t" and not text[first].islower():
        return False  # an indented paragraph
    if is_closed and _ENTRY.match(text, first):
        return False
    if is_closed:
        return wrapped and not text[first].isdigit()
    return wrapped or text[first].islower()


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
    if not _says_anything(text, first, stop) or _in_bracket(text, first, after, end):
        return False
    bare = text[stop] == "." and after == stop + 1
    if bare and (_is_stamp(text, first, stop) or _is_abbreviation(text, first, stop, nxt)):
        return False
    if _SHOUTED.match(text, stop, after) and _is_cue(text, nxt, end):
        return False
    if text[nxt].islower() and _opens_with_capital(text, first, stop):
        # "…?" he asked: the sentence goes on, unless the report knows no capitals.
        return False
    return bool(text[nxt].isalnum() or text[nxt] in "\"'“‘«([—–-•*")


def _says_anything(text: str, first: int, stop: int) -> bool:
    """Whether a word stands before the stop; "..." at a head belongs to what follows."""
    return stop - first > _HEAD or any(c.isalnum() for c in text[first:stop])


def _opens_with_capital(text: str, first: int, stop: int) -> bool:
    letter = _LETTER.search(text, first, min(stop, first + _HEAD))
    return letter is not None and letter.group().isupper()


def _in_bracket(text: str, first: int, after: int, end: int) -> bool:
    """Whether a stop that ends at `after` stands in a bracket opened within the sentence and closed soon after."""
    since = max(first + 1, after - _LONGEST_BRACKET)
    depth = sum(text.count(o, since, after) - text.count(c, since, after) for o, c in ("()", "[]"))
    return depth > 0 and any(text.find(c, after, min(end, after + _LONGEST_BRACKET)) >= 0 for c in ")]")


def _is_stamp(text: str, first: int, stop: int) -> bool:
    """Whether all before the stop is a day, an hour or a number: "21 AUG, 07:40." and "1." open an entry."""
    if stop - first > _LONGEST_STAMP:
        return False
    words = load_lexicon("sentences")["stamp_words"]
    parts = _STAMP_PART.findall(text, first, stop)
    return any(p.isdigit() for p in parts) and all(p.isdigit() or p.lower() in words for p in parts)


def _is_cue(text: str, nxt: int, end: int) -> bool:
    """Whether who spoke follows a quotation: "Who holds it?" Col. Rahman asked."""
    lexicon = load_lexicon("sentences")
    opener = _WORD_AFTER.match(text, nxt, end)
    if opener and opener.group()[0].isupper() and opener.group().lower() in lexicon["openers"]:
        return False
    return _cue().match(text, nxt, end) is not None


@remembered
def _cue() -> re.Pattern[str]:
    lexicon = load_lexicon("sentences")
    verbs, others = "|".join(lexicon["after_quotation"]), "|".join(lexicon["not_before_cue"])
    word = rf"(?!(?:{others})\b)[\w.’'-]{{1,30}}\s{{1,3}}"
    return re.compile(rf"(?:[-–—]\s+)?(?:{word}){{0,6}}?(?:[-–—]\s+)?(?:{verbs})\b")


def _is_abbreviation(text: str, first: int, stop: int, nxt: int) -> bool:
    lexicon = load_lexicon("sentences")
    match = _WORD_BEFORE.search(text, max(first, stop - 24), stop)
    if match is not None and match.group() == "s" and text[match.start() - 1] in "'’":
        return False  # "the town is the army's"
    written = match.group() if match else ""
    word = written.lower()
    if word in lexicon["also_words"] and not text[nxt].isdigit():
        # "They sat." but "on Sat. morning": a capital, in a sentence that isn't all capitals.
        return written[0].isupper() and not text[max(first, stop - _LONGEST_STAMP) : stop].isupper()
    match = _WORD_AFTER.match(text, nxt)
    following = match.group() if match else ""
    opens = following[:1].isupper() and following.lower() in lexicon["openers"]
    if word in lexicon["may_end"]:
        # "at 2 p.m. Thursday"
        dated = following.lower() in lexicon["stamp_words"] and not opens
        return dated or not (text[nxt].isupper() or text[nxt] in '"“')
    if word in lexicon["abbreviations"]:
        return True
    # An initial or a name in letters: "J. Smith", "the U.S. Army"; "to the U.S. Nobody stayed" ends.
    return _INITIALS.fullmatch(word) is not None and (not opens or stop - len(word) == first)


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
