"""Random and hostile texts: no exception, and time that grows no faster than the text.

A sample runs here; WHOHOLDS_HOSTILE=100000 runs that many.
"""

from __future__ import annotations

import os
import random
import time
from itertools import islice

import pytest

from whoholds.reading.claims.geolocation import resolve
from whoholds.reading.mentions.toponyms import find_toponyms
from whoholds.records import Report
from whoholds.reference.gazetteer import open_gazetteer

STRINGS = int(os.environ.get("WHOHOLDS_HOSTILE", "600"))
# CPU time of finding alone on a quiet machine is below 50 ms for 10 kB; the bound leaves room for a busy one.
MOST_SECONDS_10KB = 0.4
PIECES = [
    *(
        "Kabul ",
        "al-",
        "A. ",
        "in ",
        "the town of ",
        "(",
        ")",
        ", ",
        " and ",
        "\n",
        "St. ",
        "District ",
        "X ",
        "é",
        "Ж",
    ),
    *("ع", "-", "'", "’s ", "Mt. ", "of ", "KABUL ", "Washington, ", "de la ", "\u200b", "\t", "1 ", "…", "\U0001f600"),
    *("Khan-e-", "O'", "north of ", "opposite ", "20 km "),
]
JOINS = [", ", " ", " and ", ". ", "-", "; in ", " district of ", " in "]


def make(pick: random.Random, names: list[str], size: int) -> str:
    """A string of some size: any characters, one piece again and again, pieces, names, or invented names."""
    sort = pick.randrange(5)
    if sort == 0:
        ranges = [(32, 126), (160, 0x600), (0x4E00, 0x4E40), (0x1F300, 0x1F320)]
        return "".join(chr(pick.randint(*pick.choice(ranges))) for _ in range(size))
    if sort == 1:
        return (pick.choice(PIECES) * size)[:size]
    if sort == 2:
        return "".join(pick.choice(PIECES) for _ in range(size))[:size]
    if sort == 3:
        return pick.choice(JOINS).join(pick.choice(names) for _ in range(size // 8 + 1))[:size]
    letters = ["".join(pick.choice("aeioukrstmnbhgdz") for _ in range(pick.randint(3, 12))) for _ in range(size // 8)]
    return " ".join(word.capitalize() for word in letters)[:size]


@pytest.fixture(scope="module")
def names() -> list[str]:
    return [place.name for place in islice(open_gazetteer().towns(), 0, None, 97)]


def test_no_string_raises_and_spans_are_the_text_s_own(names: list[str]) -> None:
    pick, gazetteer = random.Random(11), open_gazetteer()
    for _ in range(STRINGS):
        text = make(pick, names, pick.choice([0, 1, 2, 5, 20, 100, 300]))
        found = resolve(find_toponyms(text, gazetteer), Report("r", "r", text, ""), gazetteer)
        assert all(text[t.start : t.end] == t.text for t in found)


def test_ten_kilobytes_take_no_time_to_find_places_in(names: list[str]) -> None:
    pick, gazetteer = random.Random(12), open_gazetteer()
    for _ in range(15):
        text = make(pick, names, 10_000)
        started = time.process_time()
        find_toponyms(text, gazetteer)
        assert time.process_time() - started < MOST_SECONDS_10KB, text[:60]
