"""Quotations of a text: where each opens and closes, over as many sentences and paragraphs as it takes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"[“”„«»\"]|''|``|(?<![\w‘’'])[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
_PARAGRAPH = re.compile(r"(?:[^\n]+(?:\n(?!\s*\n))?)+")
_OPENS = frozenset("“„«‘") | {"``"}
_CLOSES = frozenset("”»’")
_PAIRS = {"“": "”", "„": "”", "«": "»", "‘": "’", '"': '"', "''": "''", "``": "''", "'": "'"}
# A single quotation mark is taken for an apostrophe when its partner is further off than this.
_LONGEST_SINGLE = 300


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks. Grain: one stretch from opening to closing mark, or to where the text lets it go."""

    start: int
    end: int
    mark: int  # characters of the opening mark


def find_quotes(text: str) -> tuple[Quote, ...]:
    """The outer quotations of a text, in order; those inside another are left out.

    A quotation left open at the end of a paragraph goes on if the next paragraph opens with the same mark.
    """
    found: list[Quote] = []
    opened: tuple[int, str] | None = None
    for paragraph in _PARAGRAPH.finditer(text):
        marks = list(_MARK.finditer(text, paragraph.start(), paragraph.end()))
        first = _first_word(text, paragraph.start())
        if opened is not None and not (marks and marks[0].start() == first and marks[0].group() == opened[1]):
            opened = None
        yielded, opened = _within(text, paragraph.end(), marks, opened)
        found += yielded
    return tuple(found)


def _within(
    text: str, end: int, marks: list[re.Match[str]], carried: tuple[int, str] | None
) -> tuple[list[Quote], tuple[int, str] | None]:
    """The quotations that close in one paragraph, and the one it leaves open."""
    found: list[Quote] = []
    opened = carried
    rest = iter(marks[1:] if carried else marks)
    for mark in rest:
        kind, at = mark.group(), mark.start()
        if opened is None:
            if _may_open(text, mark) and (kind not in "‘'" or _closes_soon(text, at, end)):
                opened = at, kind
        elif kind == _PAIRS[opened[1]] and _may_close(text, mark):
            found.append(Quote(opened[0], mark.end(), len(opened[1])))
            opened = None
    if opened is not None and opened[1] in "‘'":
        opened = None
    return found, opened


def _may_open(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in _OPENS:
        return True
    if mark.group() in _CLOSES:
        return False
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    return not after.isspace() and not before.isalnum()


def _may_close(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1] if mark.start() else " "
    return mark.group() in _CLOSES or not before.isspace()


def _closes_soon(text: str, at: int, end: int) -> bool:
    close = "’" if text[at] == "‘" else "'"
    pattern = re.compile(rf"(?<=[\w.,!?…]){close}(?!\w)")
    return pattern.search(text, at + 1, min(end, at + _LONGEST_SINGLE)) is not None


def _first_word(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


class Quotes:
    """The quotations of one text, asked by place."""

    __slots__ = ("_all", "_starts", "text")

    def __init__(self, text: str) -> None:
        """Find them once."""
        self.text = text
        self._all = find_quotes(text)
        self._starts = [q.start for q in self._all]

    def around(self, at: int) -> Quote | None:
        """The quotation that holds this character."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at < self._all[index].end:
            return self._all[index]
        return None

    def meeting(self, start: int, end: int) -> Iterator[Quote]:
        """Those that share a character with the span."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        for quote in self._all[index:]:
            if quote.start >= end:
                return
            if quote.end > start:
                yield quote

    def opening_after(self, at: int, *, over: str) -> Quote | None:
        """The one that opens next, if only characters of `over` stand between."""
        while at < len(self.text) and self.text[at] in over:
            at += 1
        index = bisect_right(self._starts, at) - 1
        return self._all[index] if index >= 0 and self._starts[index] == at else None

    def closing_before(self, at: int, *, over: str) -> Quote | None:
        """The one that closed last, if only characters of `over` stand between."""
        while at > 0 and self.text[at - 1] in over:
            at -= 1
        quote = self.around(at - 1) if at else None
        return quote if quote is not None and quote.end == at else None
