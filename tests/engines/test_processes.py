from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from whoholds.config import ReadingConfig, load_config
from whoholds.engines.processes import Workers
from whoholds.pipeline import open_read
from whoholds.records import Report

REPORTS = [Report(str(i), str(i), f"The rebels took Goma on day {i}.", "") for i in range(20)]


def length_of_text(unit: int, report: Report) -> int:
    if not report.text:
        raise ValueError("found no text")
    return len(report.text) // unit


def open_length(unit: int) -> Callable[[Report], int]:
    return partial(length_of_text, unit)


def test_results_come_in_the_order_of_the_reports() -> None:
    workers = Workers(partial(open_length, 2), 2)
    assert list(workers.map_reports(REPORTS)) == [len(r.text) // 2 for r in REPORTS]
    assert list(workers.map_reports([])) == []


def test_an_error_of_a_report_is_raised_here() -> None:
    with pytest.raises(ValueError, match="found no text"):
        list(Workers(partial(open_length, 1), 2).map_reports([Report("r", "r", "", "")]))


def test_two_processes_read_as_one() -> None:
    settings = load_config(None)
    two = replace(settings, reading=ReadingConfig(settings.reading.pipeline, workers=2))
    assert list(open_read(two)(REPORTS)) == list(open_read(settings)(REPORTS))
