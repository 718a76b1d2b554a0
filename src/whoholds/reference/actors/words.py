"""The words of a text, folded so that spellings of one name meet: accents, apostrophes, hyphens and case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# A word with inner apostrophes (Ta'ang, Sana'a), or an abbreviation with stops (U.S.).
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['’ʼ‘`]\w+)*")
_POSSESSIVE = re.compile(r"['’ʼ‘`][sS]$")
_JOINT = re.compile(r"[ \t\xa0]*\n?[ \t\xa0]*|[-–‑/’']")
_APOSTROPHES = re.compile(r"['’ʼ‘`.]")


class Word(NamedTuple):
    """One word of a text. Grain: one token; a possessive 's is a token of its own."""

    start: int
    end: int
    text: str
    folded: str  # lower-cased, without accents, apostrophes and stops
    joined: bool = False  # nothing but a space, a hyphen, a slash or an initial's stop parts it from the word before


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """The word lower-cased, without accents, apostrophes and stops: "Ta'ang" and "Taang" meet."""
    if word.isascii() and word.isalnum():
        return word.lower()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return _APOSTROPHES.sub("", word).lower()


def split_words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; hyphens, slashes and stops part them, inner apostrophes do not."""
    return _split_phrase(text) if len(text) <= _PHRASE else _split(text)


_PHRASE = 80  # characters: names and noun phrases, which many ask for


@lru_cache(maxsize=20_000)
def _split_phrase(phrase: str) -> tuple[Word, ...]:
    return _split(phrase)


def _split(text: str) -> tuple[Word, ...]:
    found: list[Word] = []
    ended = 0  # where the word before does
    for match in _WORD.finditer(text):
        word, (start, end) = match.group(), match.span()
        between = text[ended:start]
        joined = bool(found) and (between == " " or _is_joint(between, found[-1]))
        if word[-1] in "sS" and _POSSESSIVE.search(word):
            found.append(Word(start, end - 2, word[:-2], fold(word[:-2]), joined))
            found.append(Word(end - 2, end, word[-2:], "'s", joined=True))
        else:
            found.append(Word(start, end, word, fold(word), joined))
        ended = end
    return tuple(found)


def next_word(words: Sequence[Word], at: int) -> str | None:
    """The folded word behind one; None where something parts the two."""
    behind = words[at + 1] if at + 1 < len(words) else None
    return behind.folded if behind is not None and behind.joined else None


def goes_on(words: Sequence[Word], at: int, wanted: Sequence[str]) -> bool:
    """Whether the words behind the first one wanted are written there, and nothing parts them."""
    end = at + len(wanted)
    if end > len(words):
        return False
    return all(words[n].joined and words[n].folded == wanted[n - at] for n in range(at + 1, end))


def _is_joint(between: str, before: Word) -> bool:
    if _JOINT.fullmatch(between) is not None:
        return True
    owns = between in {"' ", "’ "} and before.text[-1] == "s"  # "United Arab Emirates' forces"
    return owns or (between == ". " and len(before.text) == 1)


def slug(name: str) -> str:
    """The name as a readable id: "Government of Côte d'Ivoire" is "government-of-cote-divoire"."""
    return "-".join(w.folded for w in split_words(name) if w.folded != "'s")
