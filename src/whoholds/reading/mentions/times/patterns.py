"""Rules over tokens: a small pattern language, compiled to a regular expression over one character a token.

A pattern is a row of items: a bare word stands for itself, 'x' for a punctuation mark, {class} for any word of a
class, `any` for any token; (a | b), ?, *, and the look-arounds (?= ), (?! ), (?<= ), (?<! ) mean what they mean in
regular expressions; name=item names what matched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from whoholds.errors import KnowledgeError

_ITEM = re.compile(r"\s*(\(\?<?[=!]|\w+=|\{\w+\}|'''|'[^']+'|[a-z]\w*|[()|?*])")
_LOOK = ("(?=", "(?!", "(?<=", "(?<!")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern and the characters it may begin with."""

    regex: re.Pattern[str]
    first: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Node:
    regex: str
    first: frozenset[str]
    empty: bool  # may match no token


def compile_pattern(text: str, charset: Callable[[str], frozenset[str]]) -> Pattern:
    """A pattern ready to match.

    Args:
        text: the pattern.
        charset: the characters of an item: "{class}", "word", "'x'" or "any".

    Raises:
        KnowledgeError: an item no rule knows, or brackets that don't close.
    """
    items = list(_items(text))
    node, rest = _alternatives(items, 0, charset)
    if rest != len(items):
        raise KnowledgeError(f"time pattern {text!r}: found a ) that closes nothing; balance the brackets")
    return Pattern(re.compile(node.regex), node.first)


def group_name(name: str) -> str:
    """A group's name without the number that keeps repeated names apart."""
    return name.rsplit("__", 1)[0]


def _items(text: str) -> Iterator[str]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _ITEM.match(text, at)
        if match is None:
            raise KnowledgeError(f"time pattern {text!r}: can't read {text[at:]!r}; see the head of times.toml")
        yield match.group(1)
        at = match.end()


def _alternatives(items: list[str], at: int, charset: Callable[[str], frozenset[str]]) -> tuple[_Node, int]:
    nodes: list[_Node] = []
    while True:
        node, at = _sequence(items, at, charset)
        nodes.append(node)
        if at >= len(items) or items[at] != "|":
            break
        at += 1
    first = frozenset().union(*(node.first for node in nodes))
    return _Node("|".join(node.regex for node in nodes), first, any(node.empty for node in nodes)), at


def _sequence(items: list[str], at: int, charset: Callable[[str], frozenset[str]]) -> tuple[_Node, int]:
    regex, first, empty = "", frozenset[str](), True
    while at < len(items) and items[at] not in {"|", ")"}:
        node, at = _quantified(items, at, charset)
        regex += node.regex
        if empty:
            first |= node.first
            empty = node.empty
    return _Node(regex, first, empty), at


def _quantified(items: list[str], at: int, charset: Callable[[str], frozenset[str]]) -> tuple[_Node, int]:
    node, at = _one(items, at, charset)
    if at < len(items) and items[at] in {"?", "*"}:
        return _Node(f"(?:{node.regex}){items[at]}", node.first, True), at + 1
    return node, at


def _one(items: list[str], at: int, charset: Callable[[str], frozenset[str]]) -> tuple[_Node, int]:
    item = items[at]
    if item.endswith("="):
        if item in _LOOK:
            return _bracket(items, at, charset)
        node, rest = _one(items, at + 1, charset)
        return _Node(f"(?P<{item[:-1]}__{at}>{node.regex})", node.first, node.empty), rest
    if item == "(" or item in _LOOK:
        return _bracket(items, at, charset)
    if item == "any":
        return _Node(".", charset(item), False), at + 1
    chars = charset(item)
    return _Node("[" + "".join(sorted(re.escape(char) for char in chars)) + "]", chars, False), at + 1


def _bracket(items: list[str], at: int, charset: Callable[[str], frozenset[str]]) -> tuple[_Node, int]:
    opened = items[at]
    node, rest = _alternatives(items, at + 1, charset)
    if rest >= len(items) or items[rest] != ")":
        raise KnowledgeError(f"time pattern {' '.join(items)!r}: a bracket isn't closed; balance the brackets")
    if opened in _LOOK:
        return _Node(f"{opened}{node.regex})", frozenset(), True), rest + 1
    return _Node(f"(?:{node.regex})", node.first, node.empty), rest + 1
