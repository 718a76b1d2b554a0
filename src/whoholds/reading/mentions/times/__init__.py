"""Times: TIMEX3 expressions by rules over tokens, laid on the calendar along the text's own thread."""

from __future__ import annotations

from whoholds.reading.mentions.times.find import find_times

__all__ = ["find_times"]
