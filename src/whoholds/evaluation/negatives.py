"""The negative set: sentences that hold a word of the trigger lexicon and say nothing of who holds a place."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whoholds.errors import ConfigError
from whoholds.evaluation.figures import Figure, share
from whoholds.pipeline import ReadReports
from whoholds.records import Claim, Report
from whoholds.terms import CONTROL_TYPES, ActorRole, Certainty, Polarity

# A fixed day, on which the wars that the sentences allude to have parties the index knows: the harder case.
PUBLISHED = date(2023, 6, 1)


@dataclass(frozen=True, slots=True)
class Negative:
    """A sentence that makes no control claim. Grain: one sentence."""

    kind: str  # sport, business, elections ...
    word: str  # the lexicon's word in it
    text: str
    allows: tuple[str, ...] = ()  # what a careful reader may find there all the same: historical, withdrawal, own


@dataclass(frozen=True, slots=True)
class FalseClaim:
    """A control claim read where there is none. Grain: one claim."""

    negative: Negative
    claim: Claim

    @property
    def is_affirmed(self) -> bool:
        """Whether it would give somebody a place: affirmed, no plan, and nothing its kind allows."""
        claim, allows = self.claim, self.negative.allows
        allowed = (claim.historical and "historical" in allows) or claim.event_type in allows
        allowed = allowed or ("own" in allows and self._is_own_claim())
        return claim.polarity is Polarity.AFFIRMED and claim.certainty is not Certainty.PLANNED and not allowed

    def _is_own_claim(self) -> bool:
        """Whether the side that gains is itself the source, as where another denies its claim."""
        sides = {a.side or a.name for a in self.claim.actors if a.role is ActorRole.SIDE}
        return any((s.side or s.name) in sides for s in self.claim.sources)


def load_negatives(path: Path) -> list[Negative]:
    """The sentences of a negative set, in the file's order.

    Raises:
        ConfigError: The file isn't tables of `sentences`, each a pair of word and text.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return [
            Negative(kind, word, text, tuple(table.get("allows", ())))
            for kind, table in tables.items()
            for word, text in table["sentences"]
        ]
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as why:
        raise ConfigError(
            f"{path}: found no negative sentences ({why}), expected tables of pairs of word and text"
        ) from why


def find_false_claims(negatives: Sequence[Negative], read: ReadReports) -> list[FalseClaim]:
    """Every control claim read from the negatives, each sentence read as a report of its own, in their order."""
    reports = [Report(f"n{i}", f"n{i}", n.text, "", published=PUBLISHED) for i, n in enumerate(negatives)]
    return [
        FalseClaim(negative, claim)
        for negative, reading in zip(negatives, read(reports), strict=True)
        for claim in reading.claims
        if claim.event_type in CONTROL_TYPES
    ]


def score_negatives(path: Path, read: ReadReports) -> list[Figure]:
    """Shares of the negatives that gave no false claim: none that gives a place to somebody, and none at all."""
    negatives = load_negatives(path)
    false = find_false_claims(negatives, read)
    affirmed = {f.negative for f in false if f.is_affirmed}
    n = len(negatives)
    return [
        Figure("no false control claim", 1 - share(len(affirmed), n), n, 1.0),
        Figure("no claim, plan or denial either", 1 - share(len({f.negative for f in false}), n), n, 1.0),
    ]


def find_false_happenings(negatives: Sequence[Negative], read: ReadReports) -> list[FalseClaim]:
    """Every claim of whatever kind read from sentences that tell of no happening of a war, in their order."""
    reports = [Report(f"h{i}", f"h{i}", n.text, "", published=PUBLISHED) for i, n in enumerate(negatives)]
    return [
        FalseClaim(negative, claim)
        for negative, reading in zip(negatives, read(reports), strict=True)
        for claim in reading.claims
    ]


def score_happening_negatives(path: Path, read: ReadReports) -> list[Figure]:
    """The share of sentences on disasters, accidents, crime and diplomacy that gave no claim."""
    negatives = load_negatives(path)
    false = {f.negative for f in find_false_happenings(negatives, read)}
    return [Figure("no claim of a happening", 1 - share(len(false), len(negatives)), len(negatives), 1.0)]
