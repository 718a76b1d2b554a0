"""The head of a report: header line, dateline, dated heading, credit; what they say and where the text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.reports.dates import WrittenDate, date_pattern, find_dates, find_iso, infer_year

HEAD_LINES = 12  # press releases carry up to nine lines of numbers and furniture above the dateline
HEADING_CHARS = 160  # a longer line is a paragraph
CREDIT_WORDS = 6
DATED_WORDS = 3  # "Kabul, 5 July 2021" is a dated heading; with more words it needs one of the lexicon's kinds of text

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# The end of a sentence, or a second sentence: a headline may ask, but it doesn't stop and go on.
_SENTENCE = re.compile(r"[.…][\"'”’)\]]*\s*$|[^\W\d_]{2}[.!?…][\"'”’)\]]*\s+[^\W\da-z_]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of a text says about it. Grain: one report."""

    body_start: int = 0
    published: date | None = None
    dateline: str | None = None
    agency: str | None = None  # the dateline's, or the header block's publisher
    title: str | None = None
    url: str | None = None
    language: str | None = None
    credit: str | None = None  # whom the text credits: an agency in its dateline or under the headline, "source: X"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that isn't blank. Grain: one line of a text; `after` is where the next begins."""

    start: int
    end: int
    after: int
    text: str
    is_spaced: bool  # a blank line, or nothing, follows
    is_last: bool  # nothing follows


@dataclass(frozen=True, slots=True)
class _Seen:
    """The scan's state: the head so far, its date as written, and whether all lines so far were no text."""

    head: Head
    written: WrittenDate | None = None
    is_meta: bool = True
    is_done: bool = False
    scanned: int = 0  # where the head's lines end
    candidate: str | None = (
        None  # a short line right above: a headline if a credit or dateline follows, else wrapped text
    )


def read_head(text: str, *, names: tuple[str, ...] = ()) -> Head:
    """What the top of `text` says of its date, place, publisher, title and credit.

    Args:
        text: the report's whole text.
        names: the file's name and the URL, which may carry the date or its year.

    Returns:
        The head; `published` None if no day with its year is found, never a guessed year.
    """
    lines = _head_lines(text)
    seen = _read_block(lines)
    for line in lines:
        if line.start < seen.head.body_start:
            continue
        seen = _read_line(seen, line, text)
        if seen.is_done:
            break
        seen = replace(seen, scanned=line.after)
    head = replace(
        seen.head, credit=seen.head.credit or _tail_credit(text), body_start=_first_letter(text, seen.head.body_start)
    )
    return _settle_date(head, seen, names, text)


def _first_letter(text: str, at: int) -> int:
    """Where the text goes on after a head that ends `at`; 0 if nothing follows, as the head is then all there is."""
    while 0 < at < len(text) and text[at].isspace():
        at += 1
    return at if at < len(text) else 0


def _settle_date(head: Head, seen: _Seen, names: tuple[str, ...], text: str) -> Head:
    """The head with its day: as written, its year inferred, or from the file's name or URL."""
    if written := seen.written:
        day = written.on(None) or infer_year(written, text[: seen.scanned], names, text[seen.scanned :])
        if day is None:
            return replace(head, notes=(*head.notes, "the date on top has no year and nothing near it gives one"))
        basis = () if written.year else ("the year of the date on top is inferred",)
        return replace(head, published=day, notes=(*head.notes, *basis))
    day = next(filter(None, map(find_iso, names)), None)
    if day is None:
        return head
    return replace(head, published=day, notes=(*head.notes, "the date is taken from the file's name or the URL"))


def _head_lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    at = 0
    while at < len(text) and len(lines) < HEAD_LINES:
        match = _LINE_END.search(text, at)
        end, after = match.span() if match else (len(text), len(text))
        start = at + len(text[at:end]) - len(text[at:end].lstrip())
        following = _LINE_END.search(text, after)
        is_spaced = not text[after : following.start() if following else len(text)].strip()
        if start < end:
            lines.append(_Line(start, end, after, text[start:end].rstrip(), is_spaced, not text[after:].strip()))
        at = after
    return lines


def _read_block(lines: list[_Line]) -> _Seen:
    """What a block of "Key: value" lines on top gives, if it is one: known keys only, ended by a blank line."""
    fields: dict[str, str] = {}
    for line in lines:
        key, colon, value = line.text.partition(":")
        field = _lists()["keys"].get(key.strip().lower())
        if not (colon and field and value.strip()):
            break
        fields.setdefault(field, value.strip())
        if line.is_spaced:
            stated = fields.get("published", "")
            dates = find_dates(stated)
            notes = (f"found '{stated}' on top, which is no date we can tell",) if stated and not dates else ()
            head = Head(
                body_start=line.after, dateline=fields.get("dateline"), agency=fields.get("publisher"),
                title=fields.get("title"), url=fields.get("url"), language=fields.get("language"), notes=notes,
            )  # fmt: skip
            return _Seen(head, written=dates[0] if dates else None)
    return _Seen(Head())


def _read_line(seen: _Seen, line: _Line, text: str) -> _Seen:
    """The state after one more line."""
    if match := _patterns()["header"].match(text, line.start, line.end):
        return _take_header(seen, match, line)
    if match := _patterns()["dateline"].match(text, line.start, line.end):
        taken = _take_dateline(seen, match, text)
        if taken:
            return taken
    credit = _read_credit(line.text)
    if credit or _is_furniture(line.text):
        taken = _take_meta(seen, line)
        title = taken.head.title or (seen.candidate if credit else None)
        return replace(taken, head=replace(taken.head, credit=credit or taken.head.credit, title=title))
    if len(line.text) > HEADING_CHARS or _SENTENCE.search(line.text):
        return replace(seen, is_done=True, written=seen.written or _newest_entry(text, line))
    return replace(seen, is_done=True) if line.is_last else _take_heading(seen, line, text)


def _newest_entry(text: str, line: _Line) -> WrittenDate | None:
    """The latest date that opens a paragraph of a digest or live page, if the first paragraph opens with one."""
    entry = _patterns()["entry"]
    if not entry.match(text, line.start, line.end):
        return None
    opened = [find_dates(text, start=match.start(), end=match.end()) for match in entry.finditer(text, line.start)]
    return max((dates[0] for dates in opened if dates), key=lambda it: (it.year or 0, it.month, it.day), default=None)


def _take_heading(seen: _Seen, line: _Line, text: str) -> _Seen:
    """A short line: a dated heading, which is no text, or a headline, which is."""
    dates = find_dates(text, start=line.start, end=line.end)
    words = [word.lower() for word in _WORD.findall(line.text)]
    if dates:
        outside = _WORD.findall(text[line.start : dates[0].start] + text[dates[0].end : line.end])
        if _lists()["kinds"].keys() & set(words) or len(outside) <= DATED_WORDS:
            taken = _take_meta(seen, line)
            title = seen.head.title or (line.text if outside else None)
            return replace(taken, written=seen.written or dates[0], head=replace(taken.head, title=title))
        if _patterns()["entry"].match(text, line.start, line.end):
            seen = replace(seen, written=seen.written or dates[0])
    return _take_title(seen, line)


def _take_meta(seen: _Seen, line: _Line) -> _Seen:
    return replace(seen, head=replace(seen.head, body_start=line.after)) if seen.is_meta else seen


def _take_title(seen: _Seen, line: _Line) -> _Seen:
    """A headline, if it has the look of one. It stays part of the text, as it may claim something."""
    credit = _patterns()["bracketed"].search(line.text)
    head = replace(seen.head, credit=credit["name"] if credit else seen.head.credit)
    candidate = seen.candidate
    if head.title is candidate is None and len(_WORD.findall(line.text)) > 1:
        candidate = line.text[: credit.start()].rstrip() if credit else line.text
    title = candidate if line.is_spaced else head.title
    return replace(seen, head=replace(head, title=head.title or title), candidate=candidate, is_meta=False)


def _take_header(seen: _Seen, match: re.Match[str], line: _Line) -> _Seen:
    dates = find_dates(match["date"])
    notes = () if dates else (f"found '{match['date']}' on top, which is no date of the calendar",)
    rest = line.text[match.end() - line.start :]
    is_title = line.is_spaced and rest and len(rest) <= HEADING_CHARS and not _SENTENCE.search(rest)
    head = replace(
        seen.head,
        body_start=match.end(),
        dateline=(match["place"] or "").strip(" ,") or None,
        title=seen.head.title or (rest if is_title else None),
        notes=(*seen.head.notes, *notes),
    )
    return replace(seen, head=head, written=dates[0] if dates else None, is_done=True)


def _take_dateline(seen: _Seen, match: re.Match[str], text: str) -> _Seen | None:
    """The state with a dateline; None if what matched is a heading or too little to be one."""
    place, agency, region = match["place"], match["agency"] or match["slashed"], match["region"]
    written = find_dates(text, start=match.start(), end=match.end())
    is_shouted = place.isupper()
    is_own_line = match["break"] is not None
    words = set(_WORD.findall(place.lower()))
    if words & _lists()["kinds"].keys() or (is_own_line and not (written and region)):
        return None
    is_plain = match["colon"] is None and (
        is_shouted or (region and region.strip(" ,")[:1].isupper() and match["dash"] in ("–", "—"))
    )
    if not (written or agency or is_plain):
        return None
    head = replace(
        seen.head,
        body_start=match.end(),
        dateline=f"{place}{region or ''}".strip(),
        agency=seen.head.agency or agency,
        title=seen.head.title or seen.candidate,
        credit=agency or seen.head.credit,
    )
    return replace(seen, head=head, written=written[0] if written else seen.written, is_done=True)


def _read_credit(line: str) -> str | None:
    """The name on a line that is nothing but a credit: "(TP)", "Source: X", "From the X"."""
    match = _patterns()["credit"].match(line)
    return match["alone"] or match["cued"] if match else None


def _tail_credit(text: str) -> str | None:
    """A credit on the text's last line."""
    last = text.rstrip().rpartition("\n")[2].strip()
    return _read_credit(last) if len(last) < len(text.strip()) else None


def _is_furniture(line: str) -> bool:
    lowered = line.lower().strip(" .:*-")
    if lowered in _lists()["furniture"]:
        return True
    return len(line) <= HEADING_CHARS and any(
        re.match(rf"{re.escape(cue)}\s+(?-i:[A-Z])", line, re.I) for cue in _lists()["bylines"]
    )


@remembered
def _lists() -> dict[str, dict[str, str]]:
    tables = load_lexicon("heads")
    lists = {name: dict.fromkeys(tables["headings"][name], "") for name in ("kinds", "furniture", "bylines")}
    return {**lists, "keys": {key: field for field, keys in tables["keys"].items() for key in keys}}


@remembered
def _patterns() -> dict[str, re.Pattern[str]]:
    tables = load_lexicon("heads")
    a_date = f"(?i:{date_pattern()})"
    weekday = f"(?i:(?:{'|'.join(tables['weekdays']['names'])})\\.?,?\\s+)?"
    letter, name = r"[^\W\d_]", r"[^\W\d_](?:[\w'’ʻ`.&-]*\w)?\.?"
    upper = rf"(?!\d)(?-i:(?=[^\W\d_a-z]){name})"
    place = rf"{upper}(?:[ /]{upper}){{0,4}}"
    region = rf"(?:,\s(?!{a_date}){letter}[\w'’.-]*(?:\s(?!{a_date}){letter}[\w'’.-]*){{0,3}}){{0,2}}"
    agency = rf"\((?!{weekday}{a_date})(?P<agency>{upper}(?:\s(?:of|and|the|{upper})){{0,{CREDIT_WORDS}}})\)"
    cues = "|".join(map(re.escape, sorted(tables["credits"]["cues"], key=len, reverse=True)))
    credited = rf"(?:the\s+)?(?P<%s>{upper}(?:\s(?:of|and|the|du|de|{upper})){{0,{CREDIT_WORDS}}})"
    clock = r"\d{1,2}[:.]\d\d(?:\s?(?i:[ap]\.?m\.?|gmt|utc|local time))?"
    return {
        "header": re.compile(
            rf"(?i:date)[:\s]\s*(?P<date>\d{{4}}-\d\d?-\d\d?|{a_date})(?P<place>[^:\r\n]{{0,80}}?)\s*:(?:\s|$)\s*"
        ),
        "dateline": re.compile(
            rf"(?P<place>{place})(?P<region>{region})"
            rf"(?:[,.]?\s+\(?{weekday}{a_date}\)?)?(?:,?\s+{agency}|,?\s+/(?P<slashed>{upper}(?:\s{upper})*)/)?"
            rf"(?:\s*(?P<dash>--?|–|—)\s+(?![a-z])|(?<=\))(?P<colon>\s?:)\s+|(?<=/)\.\s+|\s*(?P<break>[\r\n\u2028]|$)\s*)"
        ),
        "entry": re.compile(rf"^{weekday}{a_date}(?:,?\s+{clock})?\s*[.:–—-]\s+\S", re.M),
        "credit": re.compile(
            rf"(?:\((?P<alone>{upper}(?:\s{upper}){{0,4}})\)|\(?(?i:{cues})\b:?\s+{credited % 'cued'}\)?)\.?$"
        ),
        "bracketed": re.compile(rf"\((?i:{cues})\b:?\s+{credited % 'name'}\)\s*$"),
    }
