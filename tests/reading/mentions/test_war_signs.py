from __future__ import annotations

from datetime import date

import pytest

from whoholds.reading.mentions.actors import find_actors
from whoholds.reading.mentions.war_signs import War, find_war
from whoholds.records import Sentence
from whoholds.reference.actors import open_actors

DAY = date(2021, 7, 5)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("The rebels have the town.", None, True),
        ("Troops held the bridge.", None, True),
        ("Taliban fighters kept the road.", None, True),
        ("Police took the driver to hospital.", DAY, False),
        ("Kabul has the town.", DAY, True),
        ("Kabul has the town.", None, True),
        ("Washington has the town.", None, False),
        ("Kosovar police hold the bridge.", None, True),
        ("Norwegian officials have a plan.", DAY, False),
        ("The council took a vote.", DAY, False),
    ],
)
def test_a_war_needs_a_party_to_it(text: str, day: date | None, expected: bool) -> None:
    assert _war(text, day=day).is_told is expected


PEACE = ["The council met again on Monday."] * 20


def test_a_long_report_is_of_war_only_around_a_party_named_once() -> None:
    report = [*PEACE[:10], "The rebels had a town.", *PEACE[10:]]
    assert _war(*report).near == {9, 10, 11, 12}


def test_a_party_named_often_makes_all_of_it_of_war() -> None:
    report = [*PEACE[:5], "The rebels had a town.", *PEACE[:5], "The rebels left.", *PEACE[:4]]
    assert _war(*report).near == set(range(16))


def test_a_party_that_speaks_tells_of_war_throughout() -> None:
    assert _war(*PEACE, is_partys=True).near == set(range(20))


def _war(*lines: str, day: date | None = DAY, is_partys: bool = False) -> War:
    index, text = open_actors(), " ".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    sentences = [Sentence(start, start + len(line), line, 0) for start, line in zip(starts, lines, strict=True)]
    return find_war(sentences, find_actors(text, index), index, day, is_partys=is_partys)
