"""Times in many orders of words: extent, value and days of each, from times_orders.toml."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from whoholds.reading.mentions.times import find_times
from whoholds.records import Interval

TABLES = tomllib.loads(Path(__file__).with_name("times_orders.toml").read_text(encoding="utf-8"))
BRACED = re.compile(r"\{([^}]*)\}")


def rows(table: str) -> list[Any]:
    return [
        pytest.param(group["published"], *row, id=f"{group['published']}: {row[0]}")
        for group in TABLES[table]
        for row in group["rows"]
    ]


def days_of(span: Interval | None) -> str:
    if span is None:
        return ""
    return str(span.date_start) if span.date_start == span.date_end else f"{span.date_start}/{span.date_end}"


def expected_and_found(published: str, text: str, value: Any, days: Any) -> tuple[list[Any], list[Any]]:
    marked = BRACED.findall(text)
    values, spans = (value, days) if isinstance(value, list) else ([value], [days])
    expected = list(zip(marked, values, spans, strict=True)) if marked else []
    times = find_times(BRACED.sub(r"\1", text), published=date.fromisoformat(published))
    ahead = [span.startswith("+") for span in spans] + [False] * len(times)
    found = [
        (m.text, m.value or "", "+" + days_of(m.future) if is_ahead else days_of(m.past))
        for m, is_ahead in zip(times, ahead, strict=False)
    ]
    return expected, found


@pytest.mark.parametrize(("published", "text", "value", "days"), rows("report"))
def test_a_time_in_any_order_of_words(published: str, text: str, value: Any, days: Any) -> None:
    expected, found = expected_and_found(published, text, value, days)
    assert found == expected


@pytest.mark.parametrize(("published", "text", "value", "days"), rows("still_wrong"))
def test_a_row_that_comes_right_moves_up(published: str, text: str, value: Any, days: Any) -> None:
    expected, found = expected_and_found(published, text, value, days)
    assert found != expected
