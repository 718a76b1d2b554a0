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
_PARTICLES = frozenset(["e", "i", "ye", "al", "el", "ul", "ad", "ar", "as", "ash", "at", "az", "an", "ez", "er", "es", "et"])


@lru_cache(maxsize=65536)
def plain_key(name: str) -> str:
    """The name lower-cased, without diacritics and apostrophes, other gaps a single space; "" if nothing is left."""
    text = _APOSTROPHES.sub("", name).casefold()
    if not text.isascii():
        parted = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in parted if not unicodedata.combining(c))
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
    """How alike two plain keys are, 0 to 1, word gaps left out; what transliterations differ in costs little."""
    one, other = one.replace(" ", ""), other.replace(" ", "")
    if one == other:
        return 1.0
    row = [0.0]
    for j, b in enumerate(other):
        row.append(row[-1] + _extra(b, other[j - 1] if j else ""))
    for i, a in enumerate(one):
        drop = _extra(a, one[i - 1] if i else "")
        above, row = row, [row[0] + drop]
        for j, b in enumerate(other):
            add = _extra(b, other[j - 1] if j else "")
            row.append(min(above[j + 1] + drop, row[j] + add, above[j] + _exchange(a, b)))
    return max(0.0, 1.0 - row[-1] / max(len(one), len(other), 1))


_FRONT, _BACK = frozenset("eiy"), frozenset("ouw")
_EQUAL = frozenset(map(frozenset, ("gh", "kq", "kc", "cs", "vw", "sz", "jz", "ck", "ao", "ae", "yj", "td", "bp")))


def _extra(letter: str, before: str) -> float:
    """The cost of a letter that one spelling has and the other hasn't."""
    if letter in "hy'" or letter == before:
        return 0.2
    return 0.5 if letter in "aeiou" else 1.0


def _exchange(one: str, other: str) -> float:
    """The cost of one letter for another."""
    if one == other:
        return 0.0
    for sounds in (_FRONT, _BACK):
        if one in sounds and other in sounds:
            return 0.2
    return 0.3 if frozenset((one, other)) in _EQUAL else 1.0
