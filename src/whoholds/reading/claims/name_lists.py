"""Names in a row: where a list of places begins, and what it spells out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from whoholds.reading.claims.clauses import children
from whoholds.reading.mentions.quantities import count_of
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import Toponym

LIST_GAPS = frozenset({",", "and", ", and", "& ", "as well as", ", as well as"})
# What stands between a counted lot, or the area it lies in, and the names that spell it out.
_SPELLS_OUT = re.compile(r"(?: [a-z]+)?(?:,| [-–—]|:| ?\()\s*(?:namely,? )?")


def names_between(toponyms: Sequence[Toponym], start: int, end: int) -> list[Toponym]:
    """The place names, in text order, that begin between two offsets."""
    return list(toponyms[bisect_left(toponyms, start, key=_start) : bisect_left(toponyms, end, key=_start)])


def _start(toponym: Toponym) -> int:
    return toponym.start


def list_from(parsed: Parsed, toponyms: Sequence[Toponym], start: int) -> list[Toponym]:
    """The names that a list beginning there holds."""
    base, text = parsed.sentence.start, parsed.sentence.text
    found: list[Toponym] = []
    for toponym in names_between(toponyms, start, parsed.sentence.end):
        gap = text[start - base : toponym.start - base].strip().lower()
        if gap and not (found and gap in LIST_GAPS):
            break
        found.append(toponym)
        start = toponym.end
    return found


def in_brackets(parsed: Parsed, toponyms: Sequence[Toponym], name: Toponym) -> list[Toponym]:
    """Names in brackets right behind a name: "Nassougou (Matiacoali, Gourma)"."""
    text, base = parsed.sentence.text, parsed.sentence.start
    rest = text[name.end - base : name.end - base + 80]
    opened = rest.find("(")
    if not 0 <= opened <= 10:
        return []
    closed = rest.find(")", opened)
    return names_between(toponyms, name.end + opened, name.end + (closed if closed > 0 else len(rest)))


def after_colon(parsed: Parsed, toponyms: Sequence[Toponym], head: Token) -> list[Toponym]:
    """The names that a lot is spelt out in: "three districts are theirs: Nirkh, Jalrez and Sayedabad"."""
    base, text = parsed.sentence.start, parsed.sentence.text
    colon = text.find(": ", parsed.at(head) - base)
    return list_from(parsed, toponyms, base + colon + 2) if colon >= 0 else []


def spelt_out(parsed: Parsed, toponyms: Sequence[Toponym], head: Token) -> list[Toponym]:
    """The names of a counted lot, right behind it or the area it lies in: "two towns in Aleppo, Azaz and Marea".

    Returns:
        As many as were counted; none if there are more or fewer.
    """
    count, _ = count_of(" ".join(number.text for number in children(head, "nummod")))
    if count is None or count < _FEWEST:
        return []
    end = parsed.at(head) + len(head)
    base, text = parsed.sentence.start, parsed.sentence.text
    area = next(iter(names_between(toponyms, end, end + _REACH)), None)
    for start in (end, area.end if area is not None else end):
        opening = _SPELLS_OUT.match(text, start - base)
        names = list_from(parsed, toponyms, base + opening.end()) if opening else []
        if len(names) == count:
            return names
    return []


_FEWEST = 2
_REACH = 25  # characters between a counted lot and the area it lies in: "of the eastern province of"
