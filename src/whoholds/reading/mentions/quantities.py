"""Numbers of places and people, as the words bound them: "more than 300" is 301 and open above."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from whoholds.reading.lexicon import load_lexicon
from whoholds.records import Quantity

# "roughly a third" allows this much either way; the same for "about 300".
ABOUT = 0.1


@dataclass(frozen=True, slots=True)
class _Grammar:
    counted: re.Pattern[str]
    shared: re.Pattern[str]
    unit_of: dict[str, str]
    tables: dict[str, Any]


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The counts and shares of places in a text, in text order; no two overlap.

    Returns:
        One a mention; `low` and `high` are whole numbers, None where the words leave them open; shares run 0 to 1.
    """
    grammar = _grammar()
    found = [_share(m, grammar) for m in grammar.shared.finditer(text)]
    taken = [(q.start, q.end) for q in found]
    for match in grammar.counted.finditer(text):
        if not any(match.start() < end and start < match.end() for start, end in taken):
            found.append(_count(match, grammar))
    return tuple(sorted(found, key=lambda q: q.start))


def count_of(words: str) -> tuple[int | None, int | None]:
    """Low and high of a bare number phrase such as "eight" or "more than 300"; both None: no number."""
    match = re.fullmatch(_number_pattern(), words.strip(), re.IGNORECASE)
    return _read(match, _grammar().tables) if match else (None, None)


def _number_pattern() -> str:
    tables = load_lexicon("numbers")
    bounds = sorted({b for bs in tables["bounds"].values() for b in bs}, key=len, reverse=True)
    words = sorted({*tables["words"], *tables["vague"]}, key=len, reverse=True)
    tens = "|".join(sorted(w for w, value in tables["words"].items() if 20 <= value < 100))
    units = "|".join(sorted(w for w, value in tables["words"].items() if value < 10))
    number = rf"\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,9}}|(?:{tens})[- ](?:{units})|" + "|".join(words)
    bound = rf"(?:(?P<bound>{'|'.join(bounds)})\s+)?(?:between\s+)?(?:(?P<least>{number})\s+(?:and|to)\s+)?"
    # "all but two" is no two; a number inside a longer word is none.
    return rf"(?<!\bbut )(?<![-\w]){bound}(?:the\s+|a\s+|another\s+)?(?P<number>{number})"


@cache
def _grammar() -> _Grammar:
    tables = load_lexicon("numbers")
    unit_of = {form: unit for unit, forms in tables["units"].items() for form in forms}
    units = "|".join(sorted(map(re.escape, unit_of), key=len, reverse=True))
    between = r"(?:\s+(?!of\b|in\b|at\b|from\b|to\b|by\b|and\b|with\b)[\w’'-]+){0,3}?"
    of_whole = r"(?:\s+of\s+(?:the\s+|its\s+|their\s+|\S+[’']s\s+)?(?P<of>\d[\d,]{0,8})?)?"
    counted = re.compile(rf"\b{_number_pattern()}{of_whole}{between}\s*\b(?P<unit>{units})\b", re.IGNORECASE)
    shares = "|".join(sorted(tables["shares"], key=len, reverse=True))
    bounds = "|".join(sorted({b for bs in tables["bounds"].values() for b in bs}, key=len, reverse=True))
    shared = re.compile(
        rf"\b(?:(?P<bound>{bounds})\s+)?(?:the\s+|a\s+)?(?P<share>{shares})\s+(?:of\s+)?(?:the\s+|its\s+|their\s+|[A-Z]\w+[’']s\s+)?"
        rf"(?:(?P<of>\d[\d,]{{0,8}})\s+)?(?:[\w-]+\s+)?(?P<unit>{units})\b",
        re.IGNORECASE,
    )
    return _Grammar(counted, shared, unit_of, tables)


def _count(match: re.Match[str], grammar: _Grammar) -> Quantity:
    low, high = _read(match, grammar.tables)
    whole = int(match["of"].replace(",", "")) if match["of"] else None
    return Quantity(match.start(), match.end(), match.group(), grammar.unit_of[match["unit"].lower()], low, high, whole)


def _read(match: re.Match[str], tables: dict[str, Any]) -> tuple[int | None, int | None]:
    """Low and high of a number phrase: a range, or a number with its bound."""
    if match["least"]:
        least, most = _bounds(None, match["least"], tables)[0], _bounds(None, match["number"], tables)[1]
        if least is None or most is None or least <= most:
            return least, most
    return _bounds(match["bound"], match["number"], tables)


def _value(word: str, words: dict[str, int]) -> int:
    """A number in digits, a word, or two words ("twenty-two")."""
    if word in words:
        return words[word]
    parts = re.split(r"[- ]", word)
    return sum(words[p] for p in parts) if all(p in words for p in parts) else int(word.replace(",", ""))


def _bounds(bound: str | None, number: str, tables: dict[str, Any]) -> tuple[int | None, int | None]:
    word = number.lower()
    if word in tables["vague"]:
        return tables["vague"][word], None
    value = _value(word, tables["words"])
    kind = next((k for k, bs in tables["bounds"].items() if bound and bound.lower() in bs), None)
    match kind:
        case "at_least":
            return value, None
        case "more_than":
            return value + 1, None
        case "at_most":
            return None, value
        case "less_than":
            return None, value - 1
        case "about":
            return round(value * (1 - ABOUT)), round(value * (1 + ABOUT))
    return value, value


def _share(match: re.Match[str], grammar: _Grammar) -> Quantity:
    low, high = grammar.tables["shares"][match["share"].lower()]
    whole = int(match["of"].replace(",", "")) if match["of"] else None
    vague = match["bound"] is not None and match["bound"].lower() in grammar.tables["bounds"]["about"]
    spread = ABOUT if vague else 0.0
    bound_low = round(whole * low * (1 - spread)) if whole else None
    bound_high = round(whole * high * (1 + spread)) if whole else None
    unit = grammar.unit_of[match["unit"].lower()]
    share_high = high if high < 1 or low == 1 else None
    return Quantity(match.start(), match.end(), match.group(), unit, bound_low, bound_high, whole, low, share_high)
