"""Knowledge of reading as data: TOML files that an analyst can read, correct and extend."""

from __future__ import annotations

from whoholds.reading.lexicon.load import laid_over, lay_over, lexicon_names, load_lexicon, remembered

__all__ = ["laid_over", "lay_over", "lexicon_names", "load_lexicon", "remembered"]
