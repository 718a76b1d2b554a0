"""How many people a release tells of, in our own words: what is told twice counts once."""

from __future__ import annotations

from datetime import date

import pytest

from whoholds.evaluation.isaf_predictions import predict_isaf
from whoholds.reading.read import Reader, open_reader, read_report
from whoholds.records import Report

# A release, and how many of it were killed and captured.
RELEASES = (
    (
        "Troops detained a Taliban bomb maker in Zormat. They detained the bomb maker and one other suspect in a barn.",
        0,
        2,
    ),
    (
        "Troops detained a Taliban leader in Zormat. The troops detained the leader and two other insurgents there.",
        0,
        3,
    ),
    ("Troops detained two Taliban insurgents in Zormat. Another three insurgents were detained in Sangin.", 0, 5),
    (
        "Troops detained four Taliban insurgents in Zormat, including a commander. The commander was detained at home.",
        0,
        4,
    ),
    (
        "Troops killed several Taliban insurgents in Zormat. Four insurgents were killed as they fired at the troops.",
        4,
        0,
    ),
    ("Troops detained a Taliban leader in Zormat yesterday. They detained nine insurgents in Sangin last week.", 0, 1),
    ("Troops killed six Taliban insurgents during separate operations in Zormat and Sangin.", 6, 0),
    ("Troops killed six Taliban insurgents during separate operations. In Sangin, troops killed one insurgent.", 1, 0),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader()


@pytest.mark.parametrize(("text", "killed", "captured"), RELEASES)
def test_people_are_counted_once(text: str, killed: int, captured: int, reader: Reader) -> None:
    (found,) = predict_isaf(read_report(Report("r", "case", text, "", published=date(2011, 6, 15)), reader))
    assert (found["min_killed"], found["min_captured"]) == (killed, captured)
