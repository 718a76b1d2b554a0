"""How many places a claim counts, and counts divided in the same breath: "10 districts, eight without fighting"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whoholds.reading.claims.scene import Draft, Scene
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import ClaimPlace, Quantity, Span
from whoholds.terms import Fighting


def count_of_places(scene: Scene, places: Sequence[ClaimPlace]) -> Quantity | None:
    """The number of places the words give, if they count any."""
    for place in places:
        for quantity in scene.quantities:
            if quantity.start < place.end and place.start < quantity.end:
                return quantity
    return None


def elliptic_count(places: Sequence[ClaimPlace], drafts: Sequence[Draft]) -> Quantity | None:
    """ "Most", "eight": so many of what was counted before; None if nothing was."""
    unit = next((d.count.unit for d in reversed(drafts) if d.count is not None), None)
    if unit is None:
        return None
    shares: dict[str, list[float]] = load_lexicon("numbers")["shares"]
    for place in places:
        word, number = place.text.lower(), _number(place.text)
        if word in shares:
            low, high = shares[word]
            top = high if high < 1 or low == 1 else None
            return Quantity(place.start, place.end, place.text, unit, None, None, None, low, top)
        if number is not None:
            return Quantity(place.start, place.end, place.text, unit, number, number)
    return None


def split_count(draft: Draft) -> Iterator[Draft]:
    """The part of a counted claim that the same sentence sets apart by how it came about.

    Returns:
        A draft with its own count and without fighting, its evidence the words of the part; nothing if the sentence
        divides nothing. Who, where and when are the whole's.
    """
    if draft.count is None:
        return
    sentence = draft.parsed.sentence
    for match in _part().finditer(sentence.text):
        start = sentence.start + match.start("part")
        number = _number(match["number"])
        if start < draft.count.end or number is None:
            continue
        count = Quantity(start, start + len(match["number"]), match["number"], draft.count.unit, number, number)
        words = Span(start, start + len(match["part"]), match["part"])
        trigger = Span(count.start, count.end, count.text)
        yield replace(draft, fighting=Fighting.NO, count=count, evidence=words, trigger=trigger, divides=True)
        return


def _number(word: str) -> int | None:
    words: dict[str, int] = load_lexicon("numbers")["words"]
    return int(word) if word.isdigit() else words.get(word.lower())


@remembered
def _part() -> re.Pattern[str]:
    numbers = "|".join(sorted(load_lexicon("numbers")["words"], key=len, reverse=True))
    without = "|".join(re.escape(w) for w in load_lexicon("factuality")["fighting"]["no"])
    return re.compile(
        rf"[—–,;(-]\s*(?P<part>(?P<number>\d+|{numbers})\s+(?:of\s+(?:them|which|these)\s+)?(?:{without}))",
        re.IGNORECASE,
    )
