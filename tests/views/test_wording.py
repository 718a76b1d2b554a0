"""Days and names as people write them."""

import pytest

from whoholds.views.columns import cell
from whoholds.views.wording import join_names, say_days, say_happening


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2021-07-05", "2021-07-05", "5 July 2021"),
        ("2021-06-01", "2021-06-30", "1 to 30 June 2021"),
        ("2021-06-29", "2021-07-05", "29 June to 5 July 2021"),
        ("2020-12-31", "2021-01-01", "31 December 2020 to 1 January 2021"),
        (None, "2021-07-05", "by 5 July 2021"),
        ("2021-07-05", None, "from 5 July 2021"),
        ("2021-07-05T18:30", "2021-07-05T18:30", "5 July 2021, 18:30"),
        (None, None, "no day given"),
    ],
)
def test_days(start: str | None, end: str | None, said: str) -> None:
    assert say_days(start, end) == said


def test_names() -> None:
    assert [join_names(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_happenings() -> None:
    assert say_happening("takeover", "Red", "Blue", negated=True) == "not taken by Red, from Blue"
    assert say_happening("withdrawal", None, None) == "left or lost by somebody not named"


def test_cells_follow_paths_through_records_and_lists() -> None:
    row = {"a": {"b": [{"c": 1}, {"c": None}, {"c": True}]}, "d": None, "e": ["x", "y"]}
    assert [cell(row, path) for path in ("a.b.c", "d", "d.f", "e", "g")] == ["1; ; true", "", "", "x; y", ""]
