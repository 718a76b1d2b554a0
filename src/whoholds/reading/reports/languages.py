"""Tell English from what is not, by frequent words and by script; in doubt a text is English and gets read."""

from __future__ import annotations

import re
from collections import Counter

from whoholds.reading.lexicon import load_lexicon, remembered

UNDETERMINED = "und"  # ISO 639-2: some language, we can't say which

# Measured on English headlines, telegrams and lists of names against short news in other languages
# (tests/reading/reports/languages.toml): lower values drop English lists of foreign names, higher ones read Spanish.
LEAST_HITS = 3  # distinct words of another language before it counts at all
LEAST_SHARE = 0.15  # of all words
SHARE_WITHOUT_ENGLISH = 0.05  # of all words, if not one English word stands among them: Turkish has few small words
OVER_ENGLISH = 2.0  # times the English words
# Foreign beyond our lists: running text this long, hardly an English word in it, most words in lower case.
LONG_TEXT_WORDS = 60
HARDLY_ENGLISH_SHARE = 0.03
SAMPLE_CHARS = 2000  # from each end of the text

_WORD = re.compile(r"[^\W\d_]+(?:['’‘][^\W\d_]+)*")


def guess_language(text: str) -> str:
    """The ISO 639-1 code of a text's language, "en" if in doubt, "und" if plainly not English but no language we know.

    Args:
        text: the report's text; its two ends are looked at.
    """
    sample = text if len(text) <= 2 * SAMPLE_CHARS else f"{text[:SAMPLE_CHARS]}\n{text[-SAMPLE_CHARS:]}"
    return _by_script(sample) or _by_words(sample)


def name_language(stated: str) -> str:
    """The code for a language as stated ("EN-gb", "English"); names we don't know come back in lower case."""
    code = re.split(r"[-_]", stated.strip().lower())[0]
    return "en" if code in load_lexicon("languages")["english"]["names"] else code


def _by_words(sample: str) -> str:
    words = _WORD.findall(sample)
    if not words:
        return "en"
    counts = Counter(word.lower() for word in words)
    english, others = _tables()
    in_english = sum(count for word, count in counts.items() if word in english)
    hits = {code: [counts[word] for word in listed if word in counts] for code, listed in others.items()}
    best = max(hits, key=lambda code: (sum(hits[code]), code))
    found = sum(hits[best])
    needed = (
        max(LEAST_SHARE * len(words), OVER_ENGLISH * in_english) if in_english else SHARE_WITHOUT_ENGLISH * len(words)
    )
    if len(hits[best]) >= LEAST_HITS and found >= needed:
        return best
    running = sum(word[0].islower() for word in words) > len(words) / 2
    if running and len(words) >= LONG_TEXT_WORDS and in_english < HARDLY_ENGLISH_SHARE * len(words):
        return UNDETERMINED
    return "en"


def _by_script(sample: str) -> str | None:
    """The language of a script that isn't Latin, if most letters are of one."""
    if sample.isascii():
        return None
    letters = sum(map(str.isalpha, sample))
    for pattern, default, marks in _scripts():
        found = pattern.findall(sample)
        if 2 * len(found) <= letters:
            continue
        weights = {code: sum(letter in listed for letter in found) for code, listed in marks.items()}
        best = max(weights, key=lambda code: weights[code], default=default)
        return best if weights.get(best) else default
    return None


@remembered
def _tables() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    tables = load_lexicon("languages")
    return frozenset(tables["english"]["words"]), {code: frozenset(words) for code, words in tables["latin"].items()}


@remembered
def _scripts() -> tuple[tuple[re.Pattern[str], str, dict[str, str]], ...]:
    return tuple(
        (re.compile(f"[{script['from']}-{script['to']}]"), script["default"], script.get("marks", {}))
        for script in load_lexicon("languages")["scripts"]
    )
