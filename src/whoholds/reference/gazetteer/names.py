"""Names as keys: what two spellings of one name have in common. The compiler and the look-up share these functions.

Two keys. The plain key forgives case, diacritics, hyphens and apostrophes. The skeleton forgives transliteration as
well: vowels, h after a consonant, doubled letters and the ways to write one consonant fall together. A skeleton only
proposes; `similarity` decides.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h"}
)
_APOSTROPHES = re.compile("['’‘ʼʻ`´ʹ′ʾʿ\"”“ːّ]")
_GAPS = re.compile(r"[\W_]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

# Order matters: the longer spelling of a sound first.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sch|tsh", "S"),
        (r"tch|ch", "C"),
        (r"sh", "S"),
        (r"dzh|zh|dj", "j"),
        (r"ts|tz", "T"),
        (r"kh|q|ck|k", "k"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c(?![eiy])", "k"),
    )
)
_DIPHTHONG = re.compile(r"(?<=[aeo])w(?=[^aeiouyhw])")
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")
_PARTICLES = frozenset("e i ye al el ul ad ar as ash at az an ez er es et".split())


@lru_cache(maxsize=65536)
def plain_key(name: str) -> str:
    """The name lower-cased, without diacritics and apostrophes, every other gap a single space; "" if nothing is left."""
    text = _APOSTROPHES.sub("", name).casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text.translate(_LETTERS)) if not unicodedata.combining(c))
        text = text.translate(_LETTERS)
    words = _GAPS.sub(" ", text).split()
    return " ".join(_SHORT.get(word, word) for word in words)


@lru_cache(maxsize=65536)
def skeleton(key: str, *, slavic: bool = False) -> str:
    """The consonants of a plain key, spelling differences removed; "" for a key that isn't in Latin letters.

    Args:
        key: what `plain_key` returned.
        slavic: where one letter is written h or g (Hlyboke, Glubokoye): every h counts as g; elsewhere h is silent.
    """
    if not key.isascii():
        return ""
    words = key.split()
    kept = [w for i, w in enumerate(words) if w not in _PARTICLES or len(words) == 1] or words
    text = "".join(kept)
    initial = text[:1]
    text = _DIPHTHONG.sub("", text)
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    text = text.replace("h", "g") if slavic else text[:1] + text[1:].replace("h", "")
    text = _VOWELS.sub("", text).replace("w", "v")
    text = _DOUBLED.sub(r"\1", text)
    return ("a" if initial in "aeiou" else "") + text


def similarity(one: str, other: str) -> float:
    """How alike two plain keys are, 0 to 1: the edit distance over the longer length, word gaps left out."""
    one, other = one.replace(" ", ""), other.replace(" ", "")
    longer = max(len(one), len(other))
    return 1.0 if one == other else 1.0 - edit_distance(one, other) / longer


def edit_distance(one: str, other: str) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours that turn one string into the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        current = [i]
        for j, b in enumerate(other, 1):
            best = min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            current.append(best)
        before, row = row, current
    return row[-1]
