"""Cut a text into words, numbers and marks, and say of each which characters of the rules it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whoholds.reading.mentions.times.knowledge import PLAIN, Knowledge

_TOKEN = re.compile(r"[0-9]+(?:st|nd|rd|th)?|[^\W\d_]+|[^\w\s]|\n[ \t\r]*\n")
# The number of a document, which no day stands in: "2010-06-CA-074".
_REFERENCE = re.compile(r"\b\d{2,4}(?:-\d{1,4})?-[A-Z]{1,4}-\d{1,5}\b")
_MARKS = {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "´": "'"}


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens, side by side: where each stands, what it is, and all their characters as one string."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]  # lower-cased
    chars: str
    seeds: list[int]  # tokens that some rule may begin with


def tokenise(text: str, start: int, knowledge: Knowledge) -> Tokens:
    """The tokens of a text from an offset on."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    chars: list[str] = []
    seeds: list[int] = []
    references = [m.span() for m in _REFERENCE.finditer(text, start)]
    known, capital, rules = knowledge.words, knowledge.capital, knowledge.rules
    for match in _TOKEN.finditer(text, start):
        written = match.group()
        word = written.lower()
        if "0" <= word[0] <= "9":
            inside = any(first <= match.start() < last for first, last in references)
            char = PLAIN if inside or _glued(text, match.start()) else knowledge.char_of_number(word)
        else:
            word = _MARKS.get(word, word)
            char = known.get(word, PLAIN)
            if char is not PLAIN and word in capital and not written[0].isupper():
                char = PLAIN
        if char in rules:
            seeds.append(len(starts))
        starts.append(match.start())
        ends.append(match.end())
        words.append(word)
        chars.append(char)
    return Tokens(text, starts, ends, words, "".join(chars), seeds)


def _glued(text: str, at: int) -> bool:
    """Whether digits go on a name or a longer number (B52, 10,2008), so that they name no day or year."""
    if at == 0:
        return False
    before = text[at - 1]
    return before.isalpha() or before in "_$£€" or (before == "," and at > 1 and text[at - 2].isdigit())
