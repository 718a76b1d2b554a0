"""Hours that a live blog writes like years: "1430 Officials say the town has fallen. 1455 The army denies it." """

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from whoholds.reading.mentions.times.expressions import Expression
from whoholds.reading.mentions.times.tokens import Tokens

_FIRST_NEWS = 1800  # no report's day lies before; an entry that opens with an earlier "year" opens with an hour
_HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_ENTRY = re.compile(r"(?:^|[.!?][\"”’]?)\s*$|\n\s*$")
_OPENING = re.compile(r"(?:^|\n|[.!?][\"”’]? )[ \t]*(\d{4})(?::|\.| [-–—])? (?=[A-ZÀ-Þ])")


def without_hours(expressions: list[Expression], tokens: Tokens, published: date | None) -> list[Expression]:
    """The expressions without the "years" that open the entries of a text whose entries open with hours.

    Args:
        expressions: of one text, in order.
        tokens: the text's.
        published: the report's day; a later "year" is an hour too.
    """
    if not _tells_hours(tokens.text, published):
        return expressions
    return [e for e in expressions if not _is_hour(e, tokens)]


def _tells_hours(text: str, published: date | None) -> bool:
    opening: Sequence[str] = _OPENING.findall(text)
    last = published.year if published is not None else None
    odd = [n for n in opening if int(n) < _FIRST_NEWS or (last is not None and int(n) > last)]
    return bool(odd) and all(_HOUR.fullmatch(n) for n in opening)


def _is_hour(expression: Expression, tokens: Tokens) -> bool:
    start, end = tokens.starts[expression.first], tokens.ends[expression.last - 1]
    return _HOUR.fullmatch(tokens.text[start:end]) is not None and _ENTRY.search(tokens.text, 0, start) is not None
