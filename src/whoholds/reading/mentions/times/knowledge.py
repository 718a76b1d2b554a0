"""What times.toml and dated_events.toml know, made ready to match: one character a token, patterns by first token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from whoholds.errors import KnowledgeError
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.mentions.times.patterns import Pattern, compile_pattern

_WORD = re.compile(r"'''|'[^']+'|(?<![\w{])[a-z]\w*(?![\w=}])")
_MACRO = re.compile(r"<(\w+)>")
_PHRASE = re.compile(r"[a-z]+|[0-9]+(?:st|nd|rd|th)?|[^\s\w]")
PLAIN = "\ue000"  # a token no rule knows
_ORDINAL_ENDS = ("st", "nd", "rd", "th")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a time. Grain: one entry of times.toml, or one phrase of dated_events.toml."""

    kind: str
    pattern: Pattern
    fixed: dict[str, Any]  # fields the rule sets itself
    order: int


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the tagger knows of words."""

    chars: dict[frozenset[str], str]  # what a token is to the rules, as one character
    words: dict[str, str]  # a word's character
    capital: frozenset[str]  # words that name a time only with a capital: may, march
    values: dict[str, dict[str, Any]]  # a class's words and what they stand for
    rules: dict[str, tuple[Rule, ...]]  # by the character a match begins with
    sets: dict[str, frozenset[str]]  # lists of words by name
    events: dict[str, dict[str, Any]]  # dated events and holidays by id
    literals: frozenset[str]

    def char_of_number(self, text: str) -> str:
        """The character of a token of digits, with or without st, nd, rd, th."""
        return self.chars.get(_roles_of_number(text, self.literals), PLAIN)

    def charset(self, item: str) -> frozenset[str]:
        """The characters of one item of a pattern."""
        if item == "any":
            return frozenset(self.chars.values())
        name = item[1:-1] if item[0] == "{" else "=" + (item[1:-1] if item[0] == "'" else item)
        chars = frozenset(char for classes, char in self.chars.items() if name in classes)
        if not chars:
            raise KnowledgeError(
                f"times.toml: a pattern names {item}, which is no class of the file; add or correct it"
            )
        return chars


def _number_classes(text: str) -> frozenset[str]:
    """The classes of a number in digits: what it may count or name."""
    digits = text.rstrip("stndrh")
    value = int(digits) if len(digits) <= 4 else 10_000
    if len(digits) != len(text):
        return frozenset({"nth", "ordinal"} | ({"day"} if 1 <= value <= 31 else set()))
    if value == 10_000:
        return frozenset({"long"})
    classes = {"num", "anyyear"}
    if len(digits) <= 2:
        classes |= {"day"} if 1 <= value <= 31 else set()
        classes |= {"monthnum"} if 1 <= value <= 12 else set()
        classes |= {"hour"} if value <= 24 else set()
        classes |= {"two"} if len(digits) == 2 else {"one"}
        classes |= {"minute"} if len(digits) == 2 and value <= 59 else set()
        classes |= {"tens"} if len(digits) == 2 and value % 10 == 0 else set()
    if len(digits) >= 3 and value % 10 == 0:
        classes |= {"tenth"}
    if len(digits) == 4:
        classes |= {"year"} if 1000 <= value < 2200 else set()
        classes |= {"military"} if value < 2400 and value % 100 < 60 else set()
    return frozenset(classes)


def _roles_of_number(text: str, literals: frozenset[str]) -> frozenset[str]:
    return _number_classes(text) | ({"=" + text} if text in literals else set())


def _sample_numbers() -> Iterator[str]:
    yield from (str(n) for n in range(10000))
    yield from (f"{n:04d}" for n in range(1000))
    yield from (f"{n:02d}" for n in range(10))
    yield from (f"{n}{end}" for n in range(100) for end in _ORDINAL_ENDS)
    yield "100000"


@remembered
def load_knowledge() -> Knowledge:
    """The tagger's knowledge, read once.

    Raises:
        KnowledgeError: a file that can't be read, or a rule that names no known class.
    """
    tables, events = load_lexicon("times"), load_lexicon("dated_events")
    classes: dict[str, dict[str, Any]] = {
        name: words if isinstance(words, dict) else dict.fromkeys(words) for name, words in tables["class"].items()
    }
    written = [_expand(rule["pattern"], tables["macro"]) for rule in tables["rule"]]
    phrases = [(event, phrase) for event in events["event"] for phrase in event["names"]]
    items = set(chain.from_iterable(map(_WORD.findall, written))) - {"any"}
    literals = {item[1:-1] if item[0] == "'" else item for item in items}
    literals |= {piece for _, phrase in phrases for piece in _PHRASE.findall(phrase.lower())}
    chars, words = _characters(classes, frozenset(literals))
    knowledge = Knowledge(
        chars=chars, words=words, values=classes, literals=frozenset(literals), rules={},
        capital=frozenset(tables["capital_only"]),
        sets={name: frozenset(words) for name, words in tables["list"].items()},
        events={event["id"]: event for event in events["event"]},
    )  # fmt: skip
    compiled = [
        Rule(rule["kind"], compile_pattern(pattern, knowledge.charset), rule.get("set", {}), order)
        for order, (rule, pattern) in enumerate(zip(tables["rule"], written, strict=True))
    ]
    for event, phrase in phrases:
        pattern = "('the')? " + " ".join(f"'{piece}'" for piece in _PHRASE.findall(phrase.lower()))
        compiled.append(Rule("event", compile_pattern(pattern, knowledge.charset), {"event": event["id"]}, -1))
    for rule in compiled:
        for char in rule.pattern.first:
            knowledge.rules[char] = (*knowledge.rules.get(char, ()), rule)
    return knowledge


def _expand(pattern: str, macros: dict[str, str]) -> str:
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda match: f"( {macros[match.group(1)]} )", pattern)
    return pattern


def _characters(
    classes: dict[str, dict[str, Any]], literals: frozenset[str]
) -> tuple[dict[frozenset[str], str], dict[str, str]]:
    """One character for each set of classes and literals a token can belong to."""
    roles: dict[str, set[str]] = {word: {"=" + word} for word in literals}
    for name, members in classes.items():
        for word in members:
            roles.setdefault(word, set()).add(name)
    chars: dict[frozenset[str], str] = {frozenset(): PLAIN}
    words: dict[str, str] = {}
    for word in sorted(roles):
        if word[0].isdigit():
            continue
        words[word] = chars.setdefault(frozenset(roles[word]), chr(0xE000 + len(chars)))
    for number in _sample_numbers():
        chars.setdefault(_roles_of_number(number, literals), chr(0xE000 + len(chars)))
    return chars, words
