"""An attribution in the making, and the small grammar its finders share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from whoholds.reading.sentences import Parsed, Token

Stretch = tuple[int, int]  # characters of the report, or tokens of a sentence; end exclusive

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
QUOTE_MARKS = frozenset({'"', "''", "``", "“", "”"})
WH_TAGS = frozenset({"WP", "WDT", "WRB", "WP$"})
_AROUND = " \t\n\r\u00a0,;:.–—-―"


@dataclass(frozen=True, slots=True)
class Draft:
    """Source, cue and content as characters of the report. Grain: one cue."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    may_quote: bool  # a quotation beside the cue may be its content


def characters(parsed: Parsed, tokens: Stretch) -> Stretch:
    """The report's characters from a first token up to, not including, an end token."""
    first, last = parsed.doc[tokens[0]], parsed.doc[tokens[1] - 1]
    return parsed.at(first), parsed.at(last) + len(last)


def below(token: Token) -> Stretch:
    """The tokens of a word's subtree, from its left edge to its right edge."""
    return token.left_edge.i, token.right_edge.i + 1


def without(whole: Stretch, *holes: Stretch) -> list[Stretch]:
    """What is left of a stretch when others are cut out of it."""
    left = [whole]
    for start, end in holes:
        cut: list[Stretch] = []
        for first, last in left:
            if end <= first or last <= start:
                cut.append((first, last))
                continue
            cut += [piece for piece in ((first, start), (end, last)) if piece[0] < piece[1]]
        left = cut
    return left


def trimmed(text: str, stretch: Stretch) -> Stretch | None:
    """A stretch of text without the commas, dashes, stops and blanks around it; None: nothing else is there."""
    start, end = stretch
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        if text[end - 1] == "." and _is_initialism(text, start, end):
            break
        end -= 1
    return (start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None


def _is_initialism(text: str, start: int, end: int) -> bool:
    """Whether the full stop at the end belongs to its word: "the U.S."."""
    return end - start >= 4 and text[end - 3] == "." and text[end - 2].isupper()


def children(token: Token, *labels: str) -> list[Token]:
    """Those that hang from a word by one of these dependencies, in text order."""
    return [child for child in token.children if child.dep_ in labels]


def first(tokens: Iterable[Token]) -> Token | None:
    """The first, if any."""
    return next(iter(tokens), None)
