"""Flag withdrawals after which nobody came, as the text says: "The town is nobody's"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import Claim, Flag, Sentence, Toponym
from whoholds.terms import EventType, FlagKind, PlaceRole, Polarity

AFTER = 4  # sentences of the paragraph in which it may be said


def flag_vacated(
    claims: Sequence[Claim], sentences: Sequence[Sentence], toponyms: Sequence[Toponym]
) -> tuple[Claim, ...]:
    """The claims, those of a withdrawal flagged of which the paragraph goes on to say that the place is nobody's.

    Args:
        claims: of one report.
        sentences: of the same report, in text order.
        toponyms: its place names; a sentence that names another place says nothing of this one.

    Returns:
        The same claims in the same order, with flags of kind vacated added.
    """
    return tuple(_flagged(claim, sentences, toponyms) for claim in claims)


def _flagged(claim: Claim, sentences: Sequence[Sentence], toponyms: Sequence[Toponym]) -> Claim:
    if claim.event_type is not EventType.WITHDRAWAL or claim.polarity is not Polarity.AFFIRMED:
        return claim
    here = next((i for i, s in enumerate(sentences) if s.start <= claim.trigger.start < s.end), None)
    if here is None:
        return claim
    there = {p.text for p in claim.places if p.role is PlaceRole.AT} | {p.name for p in claim.places}
    for sentence in sentences[here : here + AFTER]:
        named = {t.text for t in toponyms if sentence.start <= t.start < sentence.end}
        if sentence.paragraph != sentences[here].paragraph or not named <= there:
            return claim
        found = _nobodys().search(sentence.text)
        if found is not None:
            why = f"“{found.group()}”: the text says that nobody came after those who left"
            return replace(claim, flags=(*claim.flags, Flag(FlagKind.VACATED, why)))
    return claim


@remembered
def _nobodys() -> re.Pattern[str]:
    phrases = "|".join(re.escape(p).replace("'", "['’]") for p in load_lexicon("echoes")["vacated"]["phrases"])
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)
