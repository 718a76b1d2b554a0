"""whoholds: who holds what, since when, according to whom."""

from __future__ import annotations

__version__ = "0.1.0"

__all__ = ["__version__"]
