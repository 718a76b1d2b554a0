"""Marked texts give their marked places and no others; nothing written can break or slow the finder."""

from __future__ import annotations

import re
import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whoholds.reading.mentions.toponyms import find_toponyms
from whoholds.records import Toponym
from whoholds.reference.gazetteer import Gazetteer, open_gazetteer

CASES = tomllib.loads((Path(__file__).parent / "toponyms.toml").read_text(encoding="utf-8"))["case"]
RUN = [case for case in CASES if "skip" not in case]
WORDS = [
    "Kabul",
    "the",
    "in",
    "Paris,",
    "of",
    "Kunduz district",
    "X",
    "-",
    "al-Bab",
    "'s",
    "St.",
    "\n",
    "É",
    "a-B-c",
    "٣",
    "’",
]
# Each would be slow if any step looked at all names for each name, or at a run again from each of its words.
HOSTILE = {
    "one word": "A" * 10_000,
    "one run": "Aa " * 3_333,
    "particles": "Aa of " * 1_600,
    "hyphens": "A-" * 5_000,
    "initials": "A. " * 3_300,
    "capitals": "KABUL AND " * 1_000,
    "list": "Kabul, " * 1_400,
    "ambiguous": "Paris and London in Springfield. " * 300,
    "dates": "28 Jan: " * 1_200,
    "apostrophes": "A'" * 5_000,
    "blank": " " * 10_000 + "Kabul",
}
SECONDS_FOR_10_KB = 0.05
PATIENCE = 4  # machines that run tests are shared; a quadratic step is off by hundreds


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    opened = open_gazetteer()
    find_toponyms("Warm up in Kabul.", opened)
    return opened


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and the spans they stood around."""
    spans, plain = [], ""
    for piece in re.split(r"(\[[^\]]*\])", text):
        if piece.startswith("["):
            spans.append((len(plain), len(plain) + len(piece) - 2))
            plain += piece[1:-1]
        else:
            plain += piece
    return plain, spans


@pytest.mark.parametrize("case", RUN, ids=lambda case: case["what"])
def test_a_text_gives_its_places(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    plain, spans = unmarked(case["text"])
    found = find_toponyms(plain, gazetteer)
    assert [plain[t.start : t.end] for t in found] == [plain[start:end] for start, end in spans]
    assert [(t.start, t.end) for t in found] == spans
    assert {t.text: t.full for t in found if t.full} == case.get("abbreviations", {})


def check(text: str, found: tuple[Toponym, ...]) -> None:
    assert all(text[t.start : t.end] == t.text and t.text for t in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)))
def test_no_text_breaks_it(text: str) -> None:
    opened = open_gazetteer()
    found = find_toponyms(text, opened)
    check(text, found)
    assert found == find_toponyms(text, opened)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_slows_it(text: str, gazetteer: Gazetteer) -> None:
    def once() -> float:
        start = time.process_time()
        check(text, find_toponyms(text, gazetteer))
        return time.process_time() - start

    assert min(once() for _ in range(3)) < SECONDS_FOR_10_KB * PATIENCE
