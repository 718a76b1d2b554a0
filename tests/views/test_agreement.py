"""Cohen's kappa against a table worked out by hand."""

from __future__ import annotations

import pytest

from whoholds.records import Decision
from whoholds.terms import DecisionKind
from whoholds.views.agreement import Agreement, measure_agreement


def judge(author: str, said: str, *, start: int = 0) -> list[Decision]:
    kinds = {"a": DecisionKind.ACCEPT, "r": DecisionKind.REJECT}
    return [
        Decision(
            f"{author}{start + i}", kinds[one], author, f"2026-01-01T00:00:{start + i:02}", "why", claim_id=f"c{i}"
        )
        for i, one in enumerate(said)
    ]


def test_agreement_beyond_chance() -> None:
    # Each accepts 6 of 10, and they differ on two.
    pairs = measure_agreement([*judge("Ada", "aaaarrrara"), *judge("Boris", "aaaarrrraa")])
    assert [(pair.one, pair.other, pair.claims, pair.agreed) for pair in pairs] == [("Ada", "Boris", 10, 8)]
    by_chance = 0.6 * 0.6 + 0.4 * 0.4
    assert pairs[0].kappa == pytest.approx((0.8 - by_chance) / (1 - by_chance))


def test_only_the_last_judgement_that_was_not_undone_counts() -> None:
    earlier, later = judge("Ada", "rr"), judge("Ada", "aa", start=10)
    undo = Decision("u", DecisionKind.UNDO, "Ada", "2026-01-01T01:00", "slip", undoes=later[1].decision_id)
    (pair,) = measure_agreement([*earlier, *later, undo, *judge("Boris", "aa")])
    assert (pair.claims, pair.agreed) == (2, 1)


def test_who_judged_nothing_in_common_has_no_agreement() -> None:
    assert (
        measure_agreement([*judge("Ada", "a"), Decision("x", DecisionKind.ACCEPT, "Boris", "t", "why", claim_id="z")])
        == []
    )


def test_where_all_say_the_same_chance_cant_be_told() -> None:
    assert measure_agreement([*judge("Ada", "aa"), *judge("Boris", "aa")]) == [Agreement("Ada", "Boris", 2, 2, None)]
