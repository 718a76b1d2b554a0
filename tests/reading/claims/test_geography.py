"""What can't lie where a report says is flagged with distances; what can, or can't be tested, is not."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from whoholds.reading.read import open_reader, read_report
from whoholds.records import Report
from whoholds.terms import FlagKind

CASES = tomllib.loads(Path(__file__).with_name("geography.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_only_what_cannot_be_is_flagged(case: dict[str, Any]) -> None:
    report = Report("r", "r", case["text"], "", published=date(2022, 7, 5))
    claims = read_report(report, open_reader()).claims
    assert claims
    whys = [flag.why for claim in claims for flag in claim.flags if flag.kind is FlagKind.GEOGRAPHY]
    assert bool(whys) == bool(case["says"]), whys
    for words in case["says"]:
        assert words in whys[0]
