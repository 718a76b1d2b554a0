"""Who says what: the sources, cues and contents of one report."""

from __future__ import annotations

from whoholds.reading.mentions.attributions.cues import CueMeaning, cue_meaning
from whoholds.reading.mentions.attributions.find import find_attributions, find_turns, outermost, worth_parsing

__all__ = ["CueMeaning", "cue_meaning", "find_attributions", "find_turns", "outermost", "worth_parsing"]
