"""Numbers of places and people, as the words bound them: "more than 300" is 301 and open above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, NamedTuple

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import Quantity

# "roughly a third" allows this much either way; the same for "about 300".
ABOUT = 0.1
# Longer words are none; the limit keeps a hostile text from being read over and over.
_WORD = r"[^\W\d_][\w’'-]{0,30}|(?-i:(?:[A-Z]\.){2,5})"
_DIGITS = r"\d{1,3}(?:,\d{3}){1,2}(?:\.\d{1,3})?|\d{1,9}(?:\.\d{1,3})?"
# A number inside a longer word or number is none.
_START = r"(?<![-\w])(?<!\d[.,–—])"
_NOUN_END = r"\b(?![’']s\b|-\w)"
# A name in capitals has one word, lest it be a headline's next.
_NAME = r"(?-i:(?:the\s+)?[A-ZÀ-Þ][\w’'-]{1,30}(?:\s+(?:[a-z]{2}-)?[A-ZÀ-Þ][a-zß-ÿ][\w’'-]{0,30}){0,2})"
# Characters around a countable noun that are searched for its number; the longest phrases have half as many.
_REACH = 200
_PARAGRAPH = re.compile(r"\n\s*\n")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PREVIOUS = re.compile(r"(?:\b(?P<first>[^\W\d_]{1,12})\s{1,3})?\b(?P<last>[^\W\d_]{1,12})[\s-]{1,3}$")


@dataclass(frozen=True, slots=True)
class _Grammar:
    nouns: re.Pattern[str]
    counted: re.Pattern[str]
    shared: re.Pattern[str]
    bare: re.Pattern[str]
    openers: frozenset[str]  # the words that a count or a share begins with, where it begins with no digit
    unit_of: dict[str, str]
    tables: dict[str, Any]


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The counts and shares of places in a text, in text order; no two overlap.

    Returns:
        One a mention; `low` and `high` are whole numbers, None where the words leave them open; shares run 0 to 1. The
        name of the whole is part of it ("12 of the 19 districts of Ghazni"). "All but two" without a whole counts
        nothing.
    """
    grammar = _grammar()
    found: list[Quantity] = []
    for start, end in _stretches(text, grammar):
        stretch, at = _Stretch(text, _openings(text, start, end, grammar)), start
        for share in _shares(stretch, end, grammar):
            found += (*_counts(stretch, at, share.start, grammar), share)
            at = share.end
        found += _counts(stretch, at, end, grammar)
    return tuple(found)


def count_of(words: str) -> tuple[int | None, int | None]:
    """Low and high of a bare number phrase such as "eight" or "more than 300"; both None: no number."""
    grammar = _grammar()
    match = grammar.bare.fullmatch(words.strip())
    return _read(match, grammar.tables) if match else (None, None)


def first_count(words: str) -> tuple[int | None, int | None, int, int] | None:
    """Low, high and where they stand, of the first number phrase of some words; None: they hold no number."""
    grammar = _grammar()
    for match in grammar.bare.finditer(words):
        before = words[match.start() - 1 : match.start()]
        if not before.isalnum() and before not in {"-", "/"}:
            return (*_read(match, grammar.tables), match.start(), match.end())
    return None


def _stretches(text: str, grammar: _Grammar) -> Iterator[tuple[int, int]]:
    """The parts of the text that a countable noun is near enough to, in order, none over another."""
    start = end = 0
    for noun in grammar.nouns.finditer(text):
        if noun.start() - _REACH > end:
            yield start, end
            start = noun.start() - _REACH
        end = min(noun.end() + _REACH, len(text))
    yield start, end


class _Stretch(NamedTuple):
    """A part of a text with where in it a number phrase may begin. Grain: one part near countable nouns."""

    text: str
    openings: tuple[int, ...]

    def each(self, pattern: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
        """As `finditer`, but tried only at openings: the patterns have hundreds of words to try at each letter."""
        for at in self.openings:
            if start <= at < end and (match := pattern.match(self.text, at, end)):
                yield match
                start = match.end()


def _openings(text: str, start: int, end: int, grammar: _Grammar) -> tuple[int, ...]:
    words = ((word.start(), word[0]) for word in _OPENING.finditer(text, start, end))
    return tuple(at for at, word in words if word[0].isdigit() or word.lower() in grammar.openers)


_OPENING = re.compile(r"\w+")


def _counts(stretch: _Stretch, start: int, end: int, grammar: _Grammar) -> Iterator[Quantity]:
    for match in stretch.each(grammar.counted, start, end):
        if not _PARAGRAPH.search(match.group()) and not _is_year(match, grammar.tables):
            count = _count(match, grammar)
            if count is not None:
                yield count


def _shares(stretch: _Stretch, end: int, grammar: _Grammar) -> Iterator[Quantity]:
    rules = grammar.tables["grammar"]
    for match in stretch.each(grammar.shared, 0, end):
        # "one of the most violent cities", "two and a half positions"
        superlative = match["alone"] is not None and _words_before(match)[0] in rules["before_superlative"]
        if not _PARAGRAPH.search(match.group()) and not superlative:
            yield _share(match, grammar)


def _words_before(match: re.Match[str]) -> tuple[str, str]:
    """The word before a match and the two before it, lower-cased; empty where a stop or a figure stands there."""
    before = _PREVIOUS.search(match.string[max(match.start() - 30, 0) : match.start()])
    if before is None:
        return "", ""
    last = before["last"].lower()
    return last, f"{before['first'].lower()} {last}" if before["first"] else ""


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; blanks stand for any white space."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(set(words), key=lambda w: (-len(w), w)))


def _number() -> str:
    """A number in digits or words: 1,200; twenty-two; half a dozen; two hundred and fifty; tens of thousands."""
    tables = load_lexicon("numbers")
    values: dict[str, int] = tables["words"]
    times = _any(tables["grammar"]["multipliers"])
    tens, units = (_any(w for w, v in values.items() if low <= v < high) for low, high in ((20, 100), (1, 10)))
    small = rf"(?:(?:{tens})[-\s](?:{units})|{_any(w for w, v in values.items() if v < 100)}|{_DIGITS})\b"
    rest = rf"(?:\s+(?:and\s+)?{small}(?:\s+(?:{times})\b)?)?"
    many = rf"(?:(?:{small}|half(?:[-\s]an?)?)[-\s]+)?(?:{times})\b(?:\s+(?:{times})\b)?{rest}"
    return rf"(?:(?:{_any(tables['vague'])})\b(?:\s+(?:of\s+)?(?:{times})\b)?|{many}|{small})"


def _amount(singular: str) -> str:
    """A number with its bounds, or a range. Groups: bound, least or less, number, behind; `singular` stands for one."""
    tables, number = load_lexicon("numbers"), _number()
    bounds = _any(b for bs in tables["bounds"].values() for b in bs)
    behind = _any(b for bs in tables["bounds_behind"].values() for b in bs)
    # Of "rose from 5 to 10 villages" the last number is meant.
    dash = r"(?<=[\d%])\s?[-–—]\s?(?=\d)|\s+(?:to|or)\s+"
    ranged = rf"(?:between\s+(?P<least>{number})\s*%?\s+and\s+|(?<!from\s)(?P<less>{number})\s*%?(?:{dash}))?"
    before = rf"(?:(?:{_any(tables['grammar']['before_number'])})\s+)?"
    after = rf"(?:(?:\s+|-)(?P<behind>{behind})\b)?"
    return rf"(?:(?P<bound>{bounds})\s+)?{ranged}{before}(?P<number>{singular}{number}){after}"


def _whole() -> str:
    """What follows the "of": the whole's number (group of) and whose it is: the province's 12."""
    tables = load_lexicon("numbers")
    bounds = _any(b for bs in tables["bounds"].values() for b in bs)
    owner = rf"(?:\s+(?:{_WORD})){{0,2}}?\s+[^\W\d_][\w-]{{0,30}}(?:[’']s|(?<=s)[’'])(?!\w)"
    determiner = rf"(?:\s+(?:{_any(tables['grammar']['determiners'])})\b)?"
    return rf"{determiner}(?:{owner})?(?:\s+(?:{bounds}))?(?:\s+(?P<of>{_number()}))?"


def _gap() -> str:
    """Up to three words between number and noun: ten strategic Afghan districts. No noun in the plural."""
    tables = load_lexicon("numbers")
    stops = _any((*tables["grammar"]["not_between"], *tables["words"], *tables["vague"]))
    return rf"(?:\s+(?!(?:{stops})\b)(?!(?-i:[a-z-]{{2,30}}[^us\W]s)\b)(?:{_WORD})){{0,3}}?"


def _counted(units: list[str]) -> str:
    """A count and its noun; the singular only after "one". Groups: those of `_amount`, of, unit."""
    rules = load_lexicon("numbers")["grammar"]
    one = rf"(?P<one>(?:one|1)\b(?![-.,’'%]|\s+(?:{_any(rules['multipliers'])})\b))|"
    noun = rf"(?P<unit>(?(one)(?:{_any(units)})|(?:{_any(_plurals(units))})))"
    whole = rf"(?:\s+(?:out\s+)?of(?:\s+all)?{_whole()})?"
    return rf"{_START}{_amount(one)}{whole}{_gap()}\s+{noun}{_NOUN_END}(?(of){_named(units)})"


def _shared(units: list[str]) -> str:
    """A share and what it is of. Groups: those of `_amount` for percents, else around and the share's; of, unit."""
    tables = load_lexicon("numbers")
    rules = tables["grammar"]
    bounds = _any(b for bs in tables["bounds"].values() for b in bs)
    percent = rf"{_amount('')}\s*(?:{_any(rules['percent'])})(?!\w)\s+of\b"
    share = rf"(?:the\s+|a\s+)?(?P<share>{_any(tables['shares'])})\s+of\b"
    units_of_ten = _any(w for w, value in tables["words"].items() if value < 10)
    fraction = rf"(?:(?P<parts>an?|{units_of_ten}|\d)[-\s])(?P<part>{_any(tables['fractions'])})\s+of\b"
    determined = rf"(?=\s+(?:{_any(rules['determiners'])})\b)"
    free = rf"(?P<free>{_any(rules['shares_without_of'])})\b(?:\s+of\b|{determined}|(?P<alone>))"
    # "most senior district officials" is no share of a district.
    wholes = (form for forms in tables["wholes"].values() for form in forms)
    noun = rf"(?P<unit>(?(alone)(?:{_any(_plurals(units))})|(?:{_any((*units, *wholes))})))"
    head = rf"(?:{percent}|(?:(?P<around>{bounds})\s+)?(?:{free}|{fraction}|{share}))"
    return rf"{_START}{head}{_whole()}{_gap()}\s+{noun}{_NOUN_END}{_named(units)}"


def _plurals(units: list[str]) -> Iterator[str]:
    return (form for form in units if not {f"{form}s", f"{form[:-1]}ies"} & {*units})


def _named(units: list[str]) -> str:
    """The whole's own name: of Ghazni, of Deir ez-Zor province."""
    return rf"(?:\s+of\s+{_NAME}(?:\s+(?:{_any(units)})\b)?)?"


@remembered
def _grammar() -> _Grammar:
    tables = load_lexicon("numbers")
    units = [form for forms in tables["units"].values() for form in forms]
    unit_of = {form: unit for table in ("units", "wholes") for unit, forms in tables[table].items() for form in forms}
    nouns = rf"\b(?:{_any(unit_of)})\b"
    sources = (nouns, _counted(units), _shared(units), _amount(""))
    near, counted, shared, bare = (re.compile(p, re.IGNORECASE) for p in sources)
    return _Grammar(near, counted, shared, bare, _openers(), unit_of, tables)


def _openers() -> frozenset[str]:
    tables = load_lexicon("numbers")
    rules = tables["grammar"]
    lists = (*tables["bounds"].values(), tables["words"], tables["vague"], tables["shares"], tables["fractions"])
    lists += (rules["before_number"], rules["multipliers"], rules["shares_without_of"])
    return _BY_GRAMMAR | {word.split()[0].split("-")[0] for words in lists for word in words}


_BY_GRAMMAR = frozenset({"between", "half", "the", "a", "an", "one"})  # what the patterns above begin with besides


def _is_year(match: re.Match[str], tables: dict[str, Any]) -> bool:
    """Whether the number is a year that a preposition stands before: "in 2021 districts fell"."""
    if match["bound"] or match["least"] or match["less"] or match["of"] or not _YEAR.fullmatch(match["number"]):
        return False
    return _words_before(match)[0] in tables["grammar"]["before_year"]


def _count(match: re.Match[str], grammar: _Grammar) -> Quantity | None:
    """The count a match says; None for "all but two" of an unknown whole."""
    tables = grammar.tables
    unit = _unit(match, grammar)
    whole = _whole_number(match, tables)
    if _kind(match["bound"], tables["bounds"]) == "all_but":
        left, most = _value(match["number"], tables)
        if whole is None or most is None:
            return None
        low, high = max(whole - ceil(most), 0), max(whole - floor(left), 0)
        return Quantity(match.start(), match.end(), match.group(), unit, low, high, whole)
    # "by 5 to 3 villages" is no range.
    start = match.start("number") if _falls(match, tables) or _is_preposition(match, tables) else match.start()
    return Quantity(start, match.end(), match.string[start : match.end()], unit, *_read(match, tables), whole)


def _is_preposition(match: re.Match[str], tables: dict[str, Any]) -> bool:
    """Whether the bound belongs to the word before it: "took over ten districts" says ten."""
    bound = match["bound"]
    after = set(tables["not_bounds"].get(bound.lower(), ())) if bound else set()
    return bool(after & {*_words_before(match)})


def _unit(match: re.Match[str], grammar: _Grammar) -> str:
    return grammar.unit_of[" ".join(match["unit"].lower().split())]


def _whole_number(match: re.Match[str], tables: dict[str, Any]) -> int | None:
    """The whole, where the words give it exactly."""
    low, high = _value(match["of"], tables) if match["of"] else (None, None)
    return round(low) if low is not None and low == high else None


def _value(words: str, tables: dict[str, Any]) -> tuple[float, float | None]:
    """A number in digits and words, least and most: vague ones have no most."""
    parts = re.split(r"[-\s]+", words.lower())
    vague = next((n for n in (3, 2, 1) if " ".join(parts[:n]) in tables["vague"]), 0)
    total, current = 0.0, float(tables["vague"][" ".join(parts[:vague])]) if vague else None
    for part in parts[vague:]:
        if part in tables["grammar"]["multipliers"]:
            current = (1 if current is None else current) * tables["words"][part]
            if current >= tables["words"]["thousand"]:
                total, current = total + current, None
        elif part in tables["words"] or part[0].isdigit():
            current = (current or 0) + float(tables["words"].get(part) or part.replace(",", ""))
        elif part == "half":
            current = 0.5
    value = total + (current or 0)
    return value, None if vague else value


def _kind(bound: str | None, kinds: dict[str, list[str]]) -> str | None:
    said = " ".join(bound.lower().split()) if bound else None
    return next((kind for kind, bounds in kinds.items() if said in bounds), None)


def _falls(match: re.Match[str], tables: dict[str, Any]) -> bool:
    """Whether what looks like a range goes down."""
    first = match["least"] or match["less"]
    most = _value(match["number"], tables)[1]
    return bool(first) and most is not None and _value(first, tables)[0] > most


def _range(match: re.Match[str], tables: dict[str, Any]) -> tuple[float, float | None, str | None]:
    """Least, most and the kind of bound of a match with the groups of `_amount`."""
    least, most = _value(match["number"], tables)
    if _falls(match, tables):
        return least, most, _kind(match["behind"], tables["bounds_behind"])
    first = match["least"] or match["less"]
    if first:
        least = _value(first, tables)[0]
    bound = None if _is_preposition(match, tables) else match["bound"]
    kind = _kind(match["behind"], tables["bounds_behind"]) or _kind(bound, tables["bounds"])
    return least, most, kind


def _read(match: re.Match[str], tables: dict[str, Any]) -> tuple[int | None, int | None]:
    """Low and high of a number phrase as whole numbers."""
    least, most, kind = _range(match, tables)
    if most is None:
        # "more than several" is no more than several says.
        return floor(least), None
    match kind:
        case "at_least":
            return floor(least), None
        case "more_than":
            return floor(least) + 1, None
        case "at_most":
            return None, ceil(most)
        case "less_than":
            return None, ceil(most) - 1
        case "about":
            return round(least * (1 - ABOUT)), round(most * (1 + ABOUT))
    return floor(least), ceil(most)


def _share(match: re.Match[str], grammar: _Grammar) -> Quantity:
    tables = grammar.tables
    low, high, kind = _share_said(match, tables)
    spread = ABOUT if kind == "about" else 0.0
    share_low = None if kind in {"at_most", "less_than"} else low
    share_high = None if kind in {"at_least", "more_than"} else high
    whole = _whole_number(match, tables)
    count_low = round(whole * share_low * (1 - spread)) if whole and share_low is not None else None
    if whole and kind == "more_than":
        count_low = floor(whole * low) + 1
    count_high = round(whole * high * (1 + spread)) if whole and share_high is not None else None
    # Open above: "most" may be all.
    share_high = None if share_high == 1 and low < 1 else share_high
    unit = _unit(match, grammar)
    return Quantity(
        match.start(), match.end(), match.group(), unit, count_low, count_high, whole, share_low, share_high
    )


def _share_said(match: re.Match[str], tables: dict[str, Any]) -> tuple[float, float, str | None]:
    """Least and most of a share, 0 to 1, and the kind of its bound."""
    if match["number"]:
        least, most, kind = _range(match, tables)
        return _part_of_one(least / 100), _part_of_one((least if most is None else most) / 100), kind
    kind = _kind(match["around"], tables["bounds"])
    if match["part"]:
        parts = match["parts"].lower()
        times = 1 if parts in {"a", "an"} else _value(parts, tables)[0]
        share = _part_of_one(times / tables["fractions"][match["part"].lower()])
        return share, share, kind
    word = " ".join((match["free"] or match["share"]).lower().split())
    hedged = f"{match['around']} {word}".lower()
    if hedged in tables["shares"]:
        # "almost all" is a share of its own.
        word, kind = hedged, None
    low, high = tables["shares"][word]
    return low, high, kind


def _part_of_one(share: float) -> float:
    return min(round(share, 4), 1.0)
