"""The figures of people harmed that an event gets from what several claims tell."""

from __future__ import annotations

import pytest

from whoholds.terms import CasualtyOutcome
from whoholds.views.event_figures import Told, fuse


def told(*figures: tuple[str, str, int]) -> list[Told]:
    """Claims, each its story, its source and its number."""
    return [Told(f"c{i}", story, source, n, n, n, n) for i, (story, source, n) in enumerate(figures)]


@pytest.mark.parametrize(
    ("figures", "low", "best", "high", "acled"),
    [
        ([("s", "police", 6)], 6, 6, 6, 6),
        ([("s", "police", 6), ("s", "police", 2)], 6, 6, 6, 6),  # a part beside its total
        ([("s", "police", 6), ("t", "governor", 11)], 6, 6, 11, 6),
        ([("s", "police", 6), ("t", "governor", 11), ("u", "doctor", 11)], 6, 11, 11, 11),
        ([("s", "police", 6), ("t", "governor", 11), ("u", "governor", 11)], 6, 6, 11, 6),  # one voice in two reports
        ([("s", "a", 6), ("t", "b", 6), ("u", "c", 9), ("v", "d", 9)], 6, 6, 9, 9),
    ],
)
def test_figures(figures: list[tuple[str, str, int]], low: int, best: int, high: int, acled: int) -> None:
    figure = fuse(CasualtyOutcome.KILLED, told(*figures))
    assert (figure.low, figure.best, figure.high, figure.acled) == (low, best, high, acled)
    assert len(figure.told) == len(figures)
    assert figure.rule
    assert figure.acled_rule
