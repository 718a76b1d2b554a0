"""Time expressions: what is one, its TIMEX3 value, and its days."""

from __future__ import annotations

import random
import time
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.reading.mentions.times import find_times
from whoholds.reading.mentions.times.knowledge import load_knowledge
from whoholds.records import Interval, TimeMention

CASES = tomllib.loads(Path(__file__).with_name("times.toml").read_text(encoding="utf-8"))["case"]
REPORT = date(2021, 7, 5)
DAYS = [None, REPORT, date.min, date.max, date(2020, 2, 29)]
ODD = [
    "0",
    "00",
    "99",
    "9999",
    "1st",
    "31st",
    "12:61",
    "9" * 30,
    "²",
    "٣",
    "\n",
    "\n\n",
    "’",
    "—",
    "İ",
    "\x00",
    "'",
    "$",
]
PLAIN = "Several districts were captured by the fighters, according to officials who fled across the border. "


def _days(span: Interval | None) -> str:
    if span is None:
        return ""
    return str(span.date_start) if span.date_start == span.date_end else f"{span.date_start}/{span.date_end}"


def _row(mention: TimeMention) -> list[Any]:
    past, future = _days(mention.past), _days(mention.future)
    return [mention.text, mention.value, past, "=" if past == future else future, mention.signal or ""]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"][:60]) for case in CASES])
def test_times(case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    found = find_times(case["text"], published=published)
    assert [_row(mention) for mention in found] == case["found"]
    if "told_at" in case:
        assert [_days(mention.told_at) for mention in found] == case["told_at"]


def test_begins_at_the_body() -> None:
    text = "date 2021-07-05 Kunduz: on Sunday"
    assert [m.text for m in find_times(text, published=REPORT, body_start=23)] == ["Sunday"]


def test_a_text_without_time_words_costs_little() -> None:
    find_times(PLAIN, published=REPORT)
    text = PLAIN * 1500
    began = time.process_time()
    assert find_times(text, published=REPORT) == ()
    assert len(text.split()) / (time.process_time() - began) > 100_000  # words a second; half of what is promised


@pytest.mark.parametrize("piece", ["2001-", "1 ", "two days before ", "9 Jan: \n", "in the past ", "May ", "'", "\n "])
def test_no_long_row_of_anything_is_slow(piece: str) -> None:
    began = time.process_time()
    find_times(piece * 4000, published=REPORT)
    assert time.process_time() - began < 3


def test_hostile_strings() -> None:
    words = [*sorted(load_knowledge().words), *map(str, range(0, 2300, 23)), *ODD]
    chance = random.Random(5)
    for _ in range(1500):
        text = chance.choice(["", " ", " "]).join(chance.choices(words, k=chance.randint(1, 40)))
        found = find_times(text, published=chance.choice(DAYS), body_start=chance.choice([0, 3, 500]))
        assert all(text[m.start : m.end] == m.text for m in found)
        assert all(one.end <= other.start for one, other in pairwise(found))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.sampled_from(DAYS))
def test_any_text(text: str, published: date | None) -> None:
    assert all(text[m.start : m.end] == m.text for m in find_times(text, published=published))


def test_days_are_in_order() -> None:
    for case in CASES:
        for mention in find_times(case["text"], published=REPORT):
            for span in (mention.past, mention.future):
                if span is not None and span.date_start and span.date_end:
                    assert span.date_start <= span.date_end
