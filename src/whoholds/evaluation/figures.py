"""What a score is: a share with its name, how many it is taken over, and what a constant answer would get."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One score. Grain: one measure of one corpus."""

    name: str
    value: float  # 0 to 1, higher is better; for `speed` reports a second
    of: int  # what it is a share of
    constant: float | None = None  # what the empty or most common answer would get, where that makes sense
    is_held: bool = True  # whether the gate holds it: a share of what was found falls when more is found, so it isn't


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, predicted and gold items. Grain: one measure."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 if nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 if there is no gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def share(right: int, of: int) -> float:
    """Right of all, 0 if there are none."""
    return right / of if of else 0.0
