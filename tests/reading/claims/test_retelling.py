"""A happening told twice, counted from another, or said on a day: its days, whole reports read."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from whoholds.reading.read import open_reader, read_report
from whoholds.records import Report

CASES = tomllib.loads(Path(__file__).with_name("retelling.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_the_days_of_a_claim(case: dict[str, Any]) -> None:
    text = case["text"]
    start = text.index(case["quote"])
    claims = read_report(Report("r", "r", text, "", published=date(2021, 7, 8)), open_reader()).claims
    found = [c for c in claims if start <= c.trigger.start < start + len(case["quote"])]
    assert len(found) == 1, [(c.trigger.text, c.evidence.text) for c in claims]
    interval = found[0].when.interval
    assert [interval.date_start or "", interval.date_end or ""] == case["when"]
