"""Deciding: what an analyst holds against the reading, kept with author, time and reason; nothing is ever deleted."""

from whoholds.deciding.apply import DecisionSummary, apply_asked, decisions_in_force, refresh_effects
from whoholds.deciding.asked import Asked
from whoholds.deciding.files import read_asked, read_baseline

__all__ = [
    "Asked",
    "DecisionSummary",
    "apply_asked",
    "decisions_in_force",
    "read_asked",
    "read_baseline",
    "refresh_effects",
]
