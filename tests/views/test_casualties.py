"""The same words as UCDP and as ACLED count them."""

from __future__ import annotations

import pytest

from whoholds.records import Casualty
from whoholds.terms import CasualtyOutcome
from whoholds.views.casualties import code_casualty


@pytest.mark.parametrize(
    ("text", "low", "high", "ucdp", "acled"),
    [
        ("three soldiers", 3, 3, (3, 3, 3), 3),
        ("at least 11 people", 11, None, (11, 11, 11), 11),
        ("up to 20 rebels", None, 20, (0, 20, 20), 20),
        ("between 10 and 14 rebels", 10, 14, (10, 12, 14), 10),
        ("several insurgents", 3, None, (3, 3, 3), 3),
        ("dozens of civilians", 24, None, (24, 24, 24), 12),
        ("hundreds of people", 200, None, (200, 200, 200), 100),
        ("soldiers", 2, None, (2, 2, 2), 3),
    ],
)
def test_figures(text: str, low: int | None, high: int | None, ucdp: tuple[int, int, int], acled: int) -> None:
    coded = code_casualty(Casualty("people", None, CasualtyOutcome.KILLED, 0, low, high, text, 0, len(text)))
    assert (coded.low, coded.best, coded.high) == ucdp
    assert coded.acled == acled
    assert coded.rule
    assert coded.acled_rule


def test_a_range_and_a_number_have_different_rules() -> None:
    told = Casualty("people", None, CasualtyOutcome.KILLED, 0, 3, 3, "three", 0, 5)
    ranged = Casualty("people", None, CasualtyOutcome.KILLED, 0, 3, 5, "3 to 5", 0, 6)
    assert code_casualty(told).rule != code_casualty(ranged).rule
    assert code_casualty(told).acled_rule != code_casualty(ranged).acled_rule
