"""The parse of one sentence: its words in order, and which word hangs on which.

What the rules ask of a word is asked a million times in a hundred reports, so each answer is a plain attribute; their
names follow spaCy's, whose tags and relations (Penn Treebank, ClearNLP) they hold.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache, wraps
from typing import NamedTuple, overload


class Word(NamedTuple):
    """A word and the parser's judgement of it. Grain: one token."""

    start: int
    text: str
    whitespace: str
    tag: str
    dep: str
    head: int


_NONE: tuple[Token, ...] = ()


class Token:
    """A word, a mark, or a name of several words. Grain: one token of a sentence; equal to nothing but itself."""

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "head", "i", "idx", "left_edge", "lefts", "lower_", "right_edge",
        "rights", "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Tree
    head: Token  # itself, where it hangs on nothing
    children: tuple[Token, ...]  # what hangs on it, in order
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    left_edge: Token  # the first word of all below it
    right_edge: Token

    def __init__(self, i: int, word: Word) -> None:
        """A token that hangs on nothing yet."""
        self.i = i
        self.idx = word.start  # in characters, from the sentence's start
        self.text = word.text
        self.lower_ = word.text.lower()
        self.whitespace_ = word.whitespace
        self.tag_ = word.tag
        self.dep_ = word.dep
        self.children = self.lefts = self.rights = _NONE
        self.left_edge = self.right_edge = self
        self._subtree: tuple[Token, ...] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    def nbor(self, by: int = 1) -> Token:
        """The token so many places on.

        Raises:
            IndexError: the sentence ends before.
        """
        at = self.i + by
        if at < 0:
            raise IndexError(at)
        return self.doc.tokens[at]

    @property
    def subtree(self) -> tuple[Token, ...]:
        """It and all below it: what stands to its left, itself, what stands to its right."""
        if self._subtree is None:
            below: list[Token] = []
            for child in self.lefts:
                below.extend(child.subtree)
            below.append(self)
            for child in self.rights:
                below.extend(child.subtree)
            self._subtree = tuple(below)
        return self._subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """What it hangs on, what that hangs on, and so on up."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        """Whether the other hangs somewhere below it."""
        return any(above is self for above in other.ancestors)

    @property
    def is_punct(self) -> bool:
        """Whether it is a mark and no word."""
        return _is_mark(self.text)

    @property
    def is_space(self) -> bool:
        """Whether nothing is written there."""
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        """Whether it is all letters."""
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        """Whether it is all digits."""
        return self.text.isdigit()


@lru_cache(maxsize=10_000)
def _is_mark(text: str) -> bool:
    return all(unicodedata.category(c).startswith("P") for c in text)


class Tree(Sequence[Token]):
    """The words of a sentence, each hung on another or on nothing. Grain: one sentence."""

    def __init__(self, words: Sequence[Word]) -> None:
        """The words in order, hung on one another."""
        self.kept: dict[object, tuple[Token, ...]] = {}  # what rules found in it, by question and word
        self.tokens = tuple(Token(i, word) for i, word in enumerate(words))
        below: list[list[Token]] = [[] for _ in words]
        for token, word in zip(self.tokens, words, strict=True):
            token.doc = self
            token.head = self.tokens[word.head]
            if word.head != token.i:
                below[word.head].append(token)
        for token, hung in zip(self.tokens, below, strict=True):
            if hung:
                before = sum(t.i < token.i for t in hung)
                token.children, token.lefts, token.rights = tuple(hung), tuple(hung[:before]), tuple(hung[before:])
        for token in self.tokens:
            _widen(token)

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, at: int | slice) -> Token | tuple[Token, ...]:
        return self.tokens[at]

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @cached_property
    def text(self) -> str:
        """The sentence as the parser read it: each character where the report has it, its quotation marks plain."""
        return "".join(token.text + token.whitespace_ for token in self.tokens)

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens from one offset in the sentence to another; none unless both are edges of tokens."""
        inside = tuple(t for t in self.tokens if start <= t.idx and t.idx + len(t.text) <= end)
        whole = inside and inside[0].idx == start and inside[-1].idx + len(inside[-1].text) == end
        return inside if whole else ()


def _widen(token: Token) -> None:
    """Let all above a token know how far it reaches."""
    above = token
    while above.head is not above:
        above = above.head
        if token.i < above.left_edge.i:
            above.left_edge = token
        elif token.i > above.right_edge.i:
            above.right_edge = token


def asked_once(find: Callable[[Token], list[Token]]) -> Callable[[Token], list[Token]]:
    """Keep what is found from a word with its tree: many rules ask the same of it."""

    @wraps(find)
    def found(token: Token) -> list[Token]:
        kept, key = token.doc.kept, (find, token.i)
        if key not in kept:
            kept[key] = tuple(find(token))
        return [*kept[key]]

    return found
