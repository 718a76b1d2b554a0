"""A phrase for ground as it was read, and how it refers to a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from whoholds.records import Span, Toponym


class Reference(StrEnum):
    """How a phrase refers to a place."""

    NAMED = "named"
    DEFINITE = "definite"  # "the town": a place named before
    PRONOUN = "pronoun"  # "it", "there"
    UNNAMED = "unnamed"  # "a village", "ten districts"
    ELLIPTIC = "elliptic"  # "eight", "most": of what was counted before


ONE = frozenset({Reference.NAMED, Reference.DEFINITE})


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A phrase for ground that can be held. Grain: one place, or one counted lot of places."""

    span: Span
    reference: Reference
    noun: str | None = None  # the head noun, lower-cased: "district"
    toponym: Toponym | None = None
    part: str | None = None
    within: tuple[Toponym, ...] = ()
    is_facility: bool = False


def covering(mentions: Sequence[Toponym], start: int, end: int) -> Toponym | None:
    """The mention that shares a character with the span, the first if several do."""
    at = bisect_left(mentions, start, key=lambda m: m.end - 1)
    return mentions[at] if at < len(mentions) and mentions[at].start < end else None
