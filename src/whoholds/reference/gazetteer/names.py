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
_PARTICLES = frozenset(
    ["e", "i", "ye", "al", "el", "ul", "ad", "ar", "as", "ash", "at", "az", "an", "ez", "er", "es", "et"]
)


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


def similarity(one: str, other: str, *, at_least: float = 0.0) -> float:
    """How alike two plain keys are, 0 to 1, word gaps left out; what transliterations differ in costs little.

    Args:
        one: a plain key.
        other: another.
        at_least: below this the answer may be 0.0 instead, sooner.
    """
    one, other = one.replace(" ", ""), other.replace(" ", "")
    if one == other:
        return 1.0
    longer = max(len(one), len(other), 1)
    limit = (1.0 - at_least) * longer + 1e-9
    adds = [_extra(b, before) for b, before in zip(other, " " + other, strict=False)]
    row = [0.0]
    for add in adds:
        row.append(row[-1] + add)
    before, least = "", row[0]
    for a in one:
        drop = _extra(a, before)
        diagonal, left = row[0], row[0] + drop
        row[0] = least = left
        for j, b in enumerate(other, 1):
            above = row[j]
            cost = diagonal if a == b else diagonal + _EXCHANGE.get(a + b, 1.0)
            if above + drop < cost:  # noqa: PLR1730 - a third of the time of min()
                cost = above + drop
            if left + adds[j - 1] < cost:  # noqa: PLR1730
                cost = left + adds[j - 1]
            diagonal, row[j], left = above, cost, cost
            if cost < least:  # noqa: PLR1730
                least = cost
        if least > limit:
            return 0.0
        before = a
    return max(0.0, 1.0 - row[-1] / longer)


def _exchanges() -> dict[str, float]:
    """The cost of one letter for another where it is less than a whole letter."""
    costs = {}
    for sounds, cost in (("eiy", 0.2), ("ouw", 0.2), *((pair, 0.3) for pair in _CLOSE)):
        costs.update({a + b: cost for a in sounds for b in sounds if a != b})
    return costs


_CLOSE = ("gh", "kq", "kc", "cs", "vw", "sz", "jz", "ao", "ae", "yj", "td", "bp")
_EXCHANGE = _exchanges()


def _extra(letter: str, before: str) -> float:
    """The cost of a letter that one spelling has and the other hasn't."""
    if letter in "hy'" or letter == before:
        return 0.2
    return 0.5 if letter in "aeiou" else 1.0
