"""Which happenings a text tells apart itself, in our own words."""

from __future__ import annotations

from datetime import date

import pytest

from whoholds.reading.read import Reader, open_reader, read_report
from whoholds.records import Report
from whoholds.terms import FlagKind

# A text, and the triggers of what it tells as another than a first one.
TEXTS = (
    ("A bomb killed four people in Kunduz on Wednesday. A second blast there wounded nine people.", ["blast"]),
    ("A bomb exploded in Kunduz. Another bomb went off in the city and killed two people.", ["went"]),
    ("A bomb blast hit Kunduz. A second bomb blast rocked the city. The blast killed two.", ["bomb blast", "blast"]),
    ("A bomb exploded in Kunduz. Another bomb went off in Kabul.", []),
    ("A bomb exploded in Kunduz. The blast killed two people, and another soldier was wounded.", []),
    ("A bomb exploded in Kunduz on Tuesday. Another bomb went off in Kunduz on Wednesday.", []),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader()


@pytest.mark.parametrize(("text", "triggers"), TEXTS)
def test_what_the_text_tells_apart_is_flagged(text: str, triggers: list[str], reader: Reader) -> None:
    claims = read_report(Report("r", "case", text, "", published=date(2021, 6, 3)), reader).claims
    flagged = [c.trigger.text for c in claims if any(f.kind is FlagKind.ANOTHER for f in c.flags)]
    assert flagged == triggers
