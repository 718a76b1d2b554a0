"""Whether a change of control came with a fight, in the words of the sentence."""

from __future__ import annotations

import re

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.terms import Fighting


@remembered
def _fighting() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    tables = load_lexicon("factuality")["fighting"]

    def pattern(words: list[str]) -> re.Pattern[str]:
        return re.compile(
            r"\b(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words) + r")\b", re.IGNORECASE
        )

    return tuple(pattern(tables[name]) for name in ("no", "after_leaving", "yes", "elsewhere"))  # type: ignore[return-value]


def read_fighting(text: str, trigger: str, *, gained: bool) -> Fighting:
    """Whether the change came with a fight, in the words of the sentence.

    Args:
        text: the sentence.
        trigger: the trigger's own words, which don't count as a reason ("withdrew" is no proof of an empty town).
        gained: whether the claim is a takeover, which after the others left needed no fight.
    """
    no, left, yes, elsewhere = _fighting()
    text = elsewhere.sub("", text)
    if no.search(text):
        return Fighting.NO
    if gained and any(m.group().lower() != trigger.lower() for m in left.finditer(text)):
        return Fighting.NO
    return Fighting.YES if yes.search(text) else Fighting.UNKNOWN
