"""Where sentences end, in the forms that news arrives in."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.reading.sentences import split_sentences
from whoholds.records import Report

CASES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["about"]) for case in CASES])
def test_sentences(case: dict[str, Any]) -> None:
    found = split_sentences(Report("r", "r", case["text"], ""))
    if "known_gap" in case:
        assert [s.text for s in found] != case["sentences"], f"right now: take known_gap off ({case['known_gap']})"
        return
    assert [s.text for s in found] == case["sentences"]
    if "speakers" in case:
        assert [s.speaker.text if s.speaker else "" for s in found] == case["speakers"]


def test_a_head_is_no_sentence() -> None:
    text = "date 2021-06-10 Kabul : The army left."
    assert [s.text for s in split_sentences(Report("r", "r", text, "", body_start=24))] == ["The army left."]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='AbZ .!?\n"-1,:()’', max_size=60))
def test_every_letter_is_in_one_sentence_and_none_in_two(text: str) -> None:
    found = split_sentences(Report("r", "r", text, ""))
    assert all(text[s.start : s.end] == s.text for s in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.paragraph <= other.paragraph for one, other in pairwise(found))
    if not any(s.speaker for s in found):
        within = sum(sum(c.isalnum() for c in s.text) for s in found)
        assert within == sum(c.isalnum() for c in text)
