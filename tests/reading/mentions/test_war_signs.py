from __future__ import annotations

from datetime import date

import pytest

from whoholds.reading.mentions.actors import find_actors
from whoholds.reading.mentions.war_signs import tells_of_war
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
    index = open_actors()
    assert tells_of_war(find_actors(text, index), index, day) is expected
