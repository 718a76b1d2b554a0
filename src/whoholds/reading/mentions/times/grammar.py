"""Find time expressions among tokens, and join neighbours that make one time together."""

from __future__ import annotations

import re

from whoholds.reading.mentions.times.expressions import Expression, read_match
from whoholds.reading.mentions.times.joining import join_expressions, share_years
from whoholds.reading.mentions.times.knowledge import PLAIN, Knowledge, Rule
from whoholds.reading.mentions.times.tokens import Tokens


def find_expressions(tokens: Tokens, knowledge: Knowledge) -> list[Expression]:
    """The expressions of a text, in order, none overlapping another.

    Returns:
        Time expressions with neighbours joined and years shared over ranges; not yet on a calendar.
    """
    found: list[Expression] = []
    free = 0
    openers = knowledge.sets["openers"]
    for seed in tokens.seeds:
        if seed < free or (tokens.chars[seed + 1 : seed + 2] == PLAIN and tokens.words[seed] in openers):
            continue
        best = _longest(tokens, seed, knowledge)
        if best is None:
            continue
        expression = read_match(best[0], best[1], tokens, knowledge)
        if expression.kind == "none":
            continue
        if not (_follows_date(found, expression) or _is_time(expression, tokens, knowledge)):
            continue
        found.append(expression)
        free = expression.last
    joined = join_expressions(found, tokens, knowledge)
    kept = [expression for expression in joined if _stands_alone(expression, tokens, knowledge)]
    return share_years(kept, tokens, knowledge)


def _longest(tokens: Tokens, seed: int, knowledge: Knowledge) -> tuple[re.Match[str], Rule] | None:
    best: tuple[re.Match[str], Rule] | None = None
    for rule in knowledge.rules[tokens.chars[seed]]:
        match = rule.pattern.regex.match(tokens.chars, seed)
        if match and match.end() > seed and (best is None or match.end() > best[0].end()):
            best = match, rule
    return best


def _follows_date(found: list[Expression], expression: Expression) -> bool:
    """Whether a number stands where a date's year does: "8 March 1862", "March 8, 1862"."""
    return bool(found) and expression.first - found[-1].last <= 1 and found[-1].month is not None


def _word(tokens: Tokens, at: int) -> str:
    return tokens.words[at] if 0 <= at < len(tokens.words) else ""


def _is_time(expression: Expression, tokens: Tokens, knowledge: Knowledge) -> bool:
    """Whether a lone number of four digits is a year: by its neighbours."""
    if expression.kind != "year" or expression.year is None:
        return True
    before, after = _word(tokens, expression.first - 1), _word(tokens, expression.last)
    if before in knowledge.sets["not_before_years"] or after in knowledge.sets["not_years"] or after in {"%", "°"}:
        return False
    if after in {",", "."} and _word(tokens, expression.last + 1).isdigit():
        return tokens.ends[expression.last] != tokens.starts[expression.last + 1]
    if 1900 <= expression.year <= 2060:
        return True
    if after == "-" and "0" <= _word(tokens, expression.last + 1)[:1] <= "9" and _opens_years(tokens, expression):
        return True
    if before in knowledge.sets["before_years"] or _opens_line(tokens, expression.first):
        return True
    return before in knowledge.sets["before_lone_years"] and not after.isalpha()


def _opens_years(tokens: Tokens, expression: Expression) -> bool:
    """Whether a later year of four digits closes the range a number opens: "Eastern Theater 1861-1863"."""
    closing = _word(tokens, expression.last + 1)
    joined = tokens.ends[expression.last] == tokens.starts[expression.last + 1]
    return joined and len(closing) == 4 and closing.isdigit() and 0 < int(closing) - (expression.year or 0) < 100


def _opens_line(tokens: Tokens, at: int) -> bool:
    return "\n" in tokens.text[tokens.ends[at - 1] if at else 0 : tokens.starts[at]] or at == 0


def _stands_alone(expression: Expression, tokens: Tokens, knowledge: Knowledge) -> bool:
    """Whether an expression nothing was joined to is a time by itself."""
    before, bare = _word(tokens, expression.first - 1), "bare" in expression.flags
    if expression.kind == "edge":
        return False
    if expression.kind == "part" and bare:
        return _part_alone(_word(tokens, expression.first), before, knowledge)
    if expression.kind == "season" and bare:
        return _season_alone(_word(tokens, expression.last - 1), expression, tokens, knowledge)
    if expression.kind == "date" and _is_first_name(expression, before, tokens, knowledge):
        return False
    if "counted" in expression.flags:
        return True
    if "joined" in expression.flags:
        return False
    if expression.event is not None and not knowledge.events[expression.event].get("alone", True):
        return before in knowledge.sets["event_words"]
    if expression.kind == "set" and _is_capital(tokens, expression.first):
        return expression.first == 0 or not _is_capital(tokens, expression.first - 1)  # the China Daily
    return True


def _is_capital(tokens: Tokens, at: int) -> bool:
    return tokens.text[tokens.starts[at]].isupper()


def _part_alone(word: str, before: str, knowledge: Knowledge) -> bool:
    if word in knowledge.sets["part_articles"]:
        return before not in knowledge.sets["not_before_parts"]
    if word in knowledge.sets["lone_parts"]:
        return True
    return word in knowledge.values["point"] and before in knowledge.sets["point_words"]


def _season_alone(word: str, expression: Expression, tokens: Tokens, knowledge: Knowledge) -> bool:
    """Spring and fall are also verbs and nouns: a season is "in spring", "the spring", "in the fall", "Fall"."""
    if word not in knowledge.sets["doubtful_seasons"]:
        return True
    if _is_capital(tokens, expression.last - 1):
        return not _is_surname(expression, tokens, knowledge)
    before, after = _word(tokens, expression.first - 1), _word(tokens, expression.last)
    if before in knowledge.sets["season_words"] or tokens.words[expression.first] == "in":
        return True
    article = expression.last - expression.first > 1
    offensive = before == "a" and after.isalpha() and after not in knowledge.values["function"]  # "a spring offensive"
    return word != "fall" and (article or offensive)


def _is_surname(expression: Expression, tokens: Tokens, knowledge: Knowledge) -> bool:
    """Whether a name stands before a lone season: "Abdoulaziz Fall", not "In Fall"."""
    at = expression.first - 1
    if expression.last - expression.first > 1 or at < 0 or tokens.ends[at] + 1 != tokens.starts[at + 1]:
        return False
    known = _word(tokens, at) in knowledge.sets["season_words"] or tokens.chars[at] != PLAIN
    named = expression.last < len(tokens.chars) and _is_capital(
        tokens, expression.last
    )  # "the Chinese Spring Offensive"
    return _is_capital(tokens, at) and not known and not named


def _is_first_name(expression: Expression, before: str, tokens: Tokens, knowledge: Knowledge) -> bool:
    """Whether a lone month is somebody's name: an unknown capital follows, and no preposition stands before it."""
    if expression.last - expression.first > 1 or _word(tokens, expression.first) not in knowledge.sets["first_names"]:
        return False
    at = expression.last
    named = at < len(tokens.chars) and tokens.chars[at] == PLAIN and _is_capital(tokens, at)
    return named and tokens.ends[at - 1] + 1 == tokens.starts[at] and before not in knowledge.values["prep"]
