"""Where two answers about one place differ: by two rule sets, at two days, or by what was known on two days.

Grain: one place on which they differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from whoholds.terms import Status
from whoholds.views.control import ControlRow


class Difference(StrEnum):
    """How far apart two answers are."""

    HOLDER = "who has it"
    """Each names a side, and not the same."""
    CERTAINTY = "how sure"
    """They name the same side, one as held, the other as claimed."""
    CONTEST = "whether it is contested"
    """One names a side; by the other the place is contested, or contested otherwise."""
    SILENCE = "whether anything is known"
    """By one of them nothing is known."""


class Cause(StrEnum):
    """Why an answer of today differs from one of an earlier day."""

    WORLD = "changed hands"
    """The place's status was another on the earlier day, by all that is known now."""
    LEARNED = "learned since"
    """The status of the earlier day is told otherwise now than it could be told then."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A place on which two answers differ."""

    one: ControlRow
    other: ControlRow
    difference: Difference
    cause: Cause | None = None  # of changes over time; None: two rule sets are compared


def list_differences(
    one: Sequence[ControlRow], other: Sequence[ControlRow], *, cause: Cause | None = None
) -> list[Differing]:
    """The places on which two lists of control differ, in the order of the first.

    Args:
        one: Control of every place, by name.
        other: The same places, asked otherwise.
        cause: What the two lists differ in, if it is time.
    """
    answers = {row.place.place_id: row for row in other}
    pairs = ((row, answers[row.place.place_id]) for row in one if row.place.place_id in answers)
    return [
        Differing(a, b, _difference(a, b), cause)
        for a, b in pairs
        if (a.status, a.holder, a.contested_by) != (b.status, b.holder, b.contested_by)
    ]


def _difference(one: ControlRow, other: ControlRow) -> Difference:
    if Status.UNKNOWN in (one.status, other.status):
        return Difference.SILENCE
    if one.holder and other.holder:
        return Difference.HOLDER if one.holder != other.holder else Difference.CERTAINTY
    return Difference.CONTEST


def count_differences(found: Sequence[Differing]) -> list[tuple[Difference, int]]:
    """How many places differ in what, the gravest first."""
    counts = Counter(item.difference for item in found)
    return [(kind, counts[kind]) for kind in Difference if counts[kind]]
