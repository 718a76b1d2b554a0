"""Actor mentions and source phrases against cases an analyst can read."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.reading.mentions.actors import find_actors, side_of_phrase
from whoholds.reference.actors import open_actors

HERE = Path(__file__).parent
WORDS = ["Taliban", "the", "army", "Syrian", "(SNA)", "SNA", "-held", "pro-", "Force", "59th", "Division", "'s", "and"]
WORDS += ["loyal to", "Haftar", ";", "Liberation", "Front"]


def _cases(name: str) -> list[Any]:
    cases = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case.get("about", case["text"])) for case in cases]


@pytest.mark.parametrize("case", _cases("actors"))
def test_mentions(case: dict[str, Any]) -> None:
    found = find_actors(case["text"], open_actors())
    assert [[m.text, m.side or ""] for m in found] == case["actors"]
    assert all(m.is_role for m in found if m.side is None)


@pytest.mark.parametrize("case", _cases("sources"))
def test_sources(case: dict[str, Any]) -> None:
    side, kind = side_of_phrase(
        case["text"],
        open_actors(),
        country=case.get("country"),
        sides_in_report=case["sides"],
        publisher_side=case.get("publisher_side"),
    )
    assert (side or "", kind.value) == (case["side"], case["kind"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_spans_are_the_text_in_order_without_overlap(text: str) -> None:
    found = find_actors(text, open_actors())
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
