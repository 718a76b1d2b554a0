"""Which time a trigger belongs to, and the days it leaves the claim."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from whoholds.reading.claims.dating import date_trigger
from whoholds.reading.mentions.times import find_times
from whoholds.records import Sentence

CASES = tomllib.loads(Path(__file__).with_name("dating.toml").read_text(encoding="utf-8"))["case"]
REPORT = date(2021, 7, 5)


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.rindex(words)
    return start, start + len(words)


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case['trigger']}: {case['text'][:50]}") for case in CASES])
def test_dating(case: dict[str, Any]) -> None:
    text = case.get("before", "") + case["text"]
    start, end = _span(text, case["trigger"])
    when = date_trigger(
        start,
        end,
        _span(text, case.get("clause", case["text"])),
        Sentence(len(case.get("before", "")), len(text), case["text"], 0),
        find_times(text, published=REPORT),
        published=REPORT,
        tense=case.get("tense", "past"),
        is_state=case.get("state", False),
        onset=case.get("onset", False),
        speech=[_span(text, case["speech"])] if "speech" in case else [],
    )
    span = when.interval
    assert [span.date_start or "", span.date_end or "", span.basis] == case["when"]
    if when.text is not None:
        assert text[when.start : when.end] == when.text


def test_without_a_report_day_nothing_is_known() -> None:
    text = "They took the town."
    when = date_trigger(5, 9, (0, 19), Sentence(0, 19, text, 0), (), published=None, tense="past", is_state=False)
    assert (when.interval.date_start, when.interval.date_end, when.text) == (None, None, None)


def test_a_heading_of_another_paragraph_does_not_date() -> None:
    text = "2 July: The pass falls.\n\nThe army left the town."
    sentence = Sentence(25, len(text), text[25:], 1)
    times = find_times(text, published=REPORT)
    when = date_trigger(
        34,
        38,
        (25, len(text)),
        sentence,
        times,
        published=REPORT,
        tense="past",
        is_state=False,
        paragraph=(25, len(text)),
    )
    assert (when.interval.date_start, when.interval.date_end) == (None, "2021-07-05")
