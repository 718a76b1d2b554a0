"""A date that can't be is flagged and says why; what can be is not."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from whoholds.reading.read import open_reader, read_report
from whoholds.records import Report
from whoholds.terms import FlagKind

CASES = tomllib.loads(Path(__file__).with_name("date_flags.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_only_what_cannot_be_is_flagged(case: dict[str, Any]) -> None:
    report = Report("r", "r", case["text"], "", published=date(2021, 7, 8))
    claims = read_report(report, open_reader()).claims
    assert claims
    whys = [flag.why for claim in claims for flag in claim.flags if flag.kind is FlagKind.DATE]
    assert bool(whys) == bool(case["says"]), whys
    for words in case["says"]:
        assert words in whys[0]
