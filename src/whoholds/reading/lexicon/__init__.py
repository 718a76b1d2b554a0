"""Knowledge of reading as data: TOML files that an analyst can read, correct and extend."""

from __future__ import annotations

from whoholds.reading.lexicon.load import load_lexicon

__all__ = ["load_lexicon"]
