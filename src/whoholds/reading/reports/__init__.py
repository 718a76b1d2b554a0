"""Bytes to reports: text with a date header or dateline, saved web pages, JSON Lines, CSV, folders, standard input."""

from __future__ import annotations

from whoholds.reading.reports.loaded import Loaded
from whoholds.reading.reports.loading import load_reports

__all__ = ["Loaded", "load_reports"]
