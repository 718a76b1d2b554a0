"""Sentences → claims of what happened besides changes of control."""

from whoholds.reading.claims.happenings.assembly import read_happenings

__all__ = ["read_happenings"]
