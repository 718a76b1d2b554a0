"""Which kind of happening is read from sentences that each tell of one: recall by kind, beside the constant answer."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from whoholds.errors import ConfigError
from whoholds.evaluation.event_predictions import main_claim
from whoholds.evaluation.figures import Figure, share
from whoholds.pipeline import ReadReports
from whoholds.records import Report
from whoholds.terms import EventType


def load_kinds(path: Path) -> list[tuple[EventType, str]]:
    """The sentences of the set with the kind that each tells of, in the file's order.

    Raises:
        ConfigError: The file isn't tables of `sentences` by kind of happening.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return [(EventType(kind), text) for kind, table in tables.items() for text in table["sentences"]]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as why:
        raise ConfigError(f"{path}: found no sentences ({why}), expected tables of sentences by event type") from why


def score_kinds(path: Path, read: ReadReports) -> list[Figure]:
    """The share of sentences whose main claim is of their kind, over all and by kind."""
    wanted = load_kinds(path)
    reports = [Report(f"k{i}", f"k{i}", text, "") for i, (_, text) in enumerate(wanted)]
    told = [main_claim(reading) for reading in read(reports)]
    right = Counter(kind for (kind, _), claim in zip(wanted, told, strict=True) if claim and claim.event_type is kind)
    of = Counter(kind for kind, _ in wanted)
    common = share(of.most_common(1)[0][1] if of else 0, len(wanted))
    return [
        Figure("kind of happening right", share(right.total(), len(wanted)), len(wanted), common),
        *(Figure(f"recall {kind}", share(right[kind], n), n, 0.0, is_held=False) for kind, n in of.items()),
    ]
