"""A building or post of a large town is flagged as a part of it; a village's is the village."""

from __future__ import annotations

from datetime import date

import pytest

from whoholds.evaluation.scoring import open_reading
from whoholds.records import Report
from whoholds.terms import FlagKind


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        ("M23 rebels captured Goma airport on Monday.", True),
        ("M23 rebels captured Goma on Monday.", False),
        ("M23 rebels captured the centre of Goma on Monday.", False),
        ("M23 rebels captured the army camp at Rumangabo on Monday.", False),
    ],
)
def test_only_parts_of_large_towns_are(text: str, is_part: bool) -> None:
    report = Report("r", "r.txt", text, "", published=date(2025, 1, 29))
    claims = next(iter(open_reading("control")([report]))).claims
    assert claims
    assert any(flag.kind is FlagKind.PART for claim in claims for flag in claim.flags) is is_part
