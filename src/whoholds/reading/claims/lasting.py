"""A state said to last, its words left out: "claimed the town was under its authority and that it remained so"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whoholds.reading.claims.attribution import voices_of
from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.claims.scene import Draft, Scene
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.sentences import Parsed
from whoholds.records import ClaimTime, Interval, Span
from whoholds.terms import Basis, Certainty, DatePrecision, EventType, Polarity


def still_so(scene: Scene, parsed: Parsed, told: Sequence[Draft]) -> Iterator[Draft]:
    """The holding that goes on from what the sentence, or the one before, tells of a place.

    Args:
        scene: the report.
        parsed: the sentence.
        told: the drafts up to it; the last before "it remained so" says whose the place was.

    Returns:
        One draft of the report's day; none where nothing was told in the paragraph, or it was denied or only planned.
    """
    match = _remains_so().search(parsed.sentence.text)
    published = scene.report.published
    if match is None or published is None:
        return
    start, end = parsed.sentence.start + match.start(), parsed.sentence.start + match.end()
    before = next((d for d in reversed(told) if d.start < start), None)
    if before is None or before.parsed.sentence.paragraph != parsed.sentence.paragraph:
        return
    if before.event is EventType.WITHDRAWAL or before.factuality != Factuality(Polarity.AFFIRMED, Certainty.CERTAIN):
        return
    day = published.isoformat()
    span = Span(start, end, match.group())
    yield replace(
        before, parsed=parsed, event=EventType.HOLDING, lost=(), evidence=span, trigger=span, count=None, divides=False,
        voice=voices_of(start, scene.quoted, fallback=before.voice)[0],
        when=ClaimTime(Interval(day, day, DatePrecision.DAY, Basis.PUBLICATION), None, None, None),
    )  # fmt: skip


@remembered
def _remains_so() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("elisions")["lasting"]))
    return re.compile(rf"\b(?:it|they|both|this)\s+(?:{words})\b", re.IGNORECASE)
