"""What a text takes back: its own earlier words that it puts right, an announcement that its source took down."""

from __future__ import annotations

import re

from whoholds.reading.claims.scene import Scene
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import Sentence


def is_taken_back(scene: Scene, sentence: Sentence) -> bool:
    """Whether what the sentence tells is told only to be taken back.

    "At nine we wrote that troops had re-entered the town. That was wrong"; "the ministry said that the town had been
    recaptured, and within the hour took the announcement down".
    """
    if sentence.speaker is not None:
        return False
    earlier, righted, withdrawn = _patterns()
    if withdrawn.search(sentence.text) or _called_false().search(sentence.text):
        return True
    if not earlier.search(sentence.text):
        return False
    return any(righted.search(s.text) for s in scene.sentences if s.paragraph == sentence.paragraph)


@remembered
def _called_false() -> re.Pattern[str]:
    """What a clause behind says of the one before it: "television reported its fall; it was wrong"."""
    false = "|".join(map(re.escape, load_lexicon("factuality")["judged_false"]["predicates"]))
    tells = r"(?:it|that|this|which)(?: later| soon)? (?:is|was|were|has been|proved|turned out)(?: to be)?"
    return re.compile(
        rf"[;,–—-] (?:but )?{tells} (?:(?:all|simply|quite|a|an|completely) )?(?:{false})\b", re.IGNORECASE
    )


@remembered
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    tables = load_lexicon("echoes")["retractions"]
    earlier, righted, withdrawn = (
        re.compile(rf"\b(?:{'|'.join(map(re.escape, tables[name]))})\b", re.IGNORECASE)
        for name in ("earlier", "righted", "withdrawn")
    )
    return earlier, righted, withdrawn
