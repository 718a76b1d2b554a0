"""True control sentences with the words of the negatives: a reader that refuses everything shows here."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from whoholds.errors import ConfigError
from whoholds.evaluation.claim_scores import words
from whoholds.evaluation.figures import Figure, share
from whoholds.evaluation.negatives import PUBLISHED
from whoholds.pipeline import ReadReports
from whoholds.records import Claim, Report
from whoholds.terms import ActorRole, Certainty, EventType, PlaceRole, Polarity


@dataclass(frozen=True, slots=True)
class Positive:
    """A sentence that makes one control claim at least. Grain: one sentence."""

    kind: str  # the kind of negative it answers
    word: str  # the lexicon's word in it
    event: EventType
    side: str  # as written
    places: tuple[str, ...]  # as written; any of them will do
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of a positive. Grain: one sentence."""

    positive: Positive
    claims: tuple[Claim, ...]

    @property
    def is_found(self) -> bool:
        """Whether a claim of the right kind, affirmed and of today, concerns the place."""
        return bool(self._fitting())

    @property
    def is_right(self) -> bool:
        """Whether such a claim also names the side."""
        wanted = words(self.positive.side)
        sides = (a for c in self._fitting() for a in c.actors if a.role is ActorRole.SIDE)
        return any(wanted & (words(a.name) | words(a.text)) for a in sides)

    def _fitting(self) -> list[Claim]:
        return [c for c in self.claims if _is_told(c, self.positive.event) and _is_at(c, self.positive.places)]


def _is_told(claim: Claim, event: EventType) -> bool:
    affirmed = claim.polarity is Polarity.AFFIRMED and claim.certainty is not Certainty.PLANNED
    return claim.event_type is event and affirmed and not claim.historical


def _is_at(claim: Claim, places: Sequence[str]) -> bool:
    at = [p.text.lower() for p in claim.places if p.role is PlaceRole.AT]
    return any(name.lower() in text or text in name.lower() for name in places for text in at)


def load_positives(path: Path) -> list[Positive]:
    """The sentences of a positive set, in the file's order.

    Raises:
        ConfigError: The file isn't tables of `sentences`, each word, kind of claim, side, places and text.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return [
            Positive(kind, word, EventType(event), side, tuple(places), text)
            for kind, table in tables.items()
            for word, event, side, places, text in table["sentences"]
        ]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as why:
        raise ConfigError(
            f"{path}: found no positive sentences ({why}), expected tables of word, kind, side, places and text"
        ) from why


def read_positives(positives: Sequence[Positive], read: ReadReports) -> list[Found]:
    """What is read of each sentence, each a report of its own, in their order."""
    reports = [Report(f"p{i}", f"p{i}", p.text, "", published=PUBLISHED) for i, p in enumerate(positives)]
    return [Found(p, reading.claims) for p, reading in zip(positives, read(reports), strict=True)]


def score_positives(path: Path, read: ReadReports) -> list[Figure]:
    """Shares of the true sentences whose claim is found, and found with its side."""
    found = read_positives(load_positives(path), read)
    n = len(found)
    return [
        Figure("claim found", share(sum(f.is_found for f in found), n), n, 0.0),
        Figure("claim found with its side", share(sum(f.is_right for f in found), n), n, 0.0),
    ]
