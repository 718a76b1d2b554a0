"""UCDP's date_prec and ACLED's time_precision, by the days known."""

from __future__ import annotations

import pytest

from whoholds.views.coding import with_codes

DAYS = {
    "the minute": ("2021-07-03T18:30", "2021-07-03T18:30", 1, 1),
    "the day": ("2021-07-03", "2021-07-03", 1, 1),
    "overnight": ("2021-07-04", "2021-07-05", 2, 1),
    "the last three days": ("2021-07-02", "2021-07-05", 2, 2),
    "the week": ("2021-06-28", "2021-07-04", 3, 2),
    "early June": ("2021-06-01", "2021-06-10", 4, 2),
    "last month": ("2021-06-01", "2021-06-30", 4, 3),
    "July": ("2021-07-01", "2021-07-31", 4, 3),
    "the summer": ("2021-06-01", "2021-08-31", 5, None),
    "the year 2020": ("2020-01-01", "2020-12-31", 5, None),
    "two years": ("2020-01-01", "2021-12-31", None, None),
    "by its report": (None, "2021-07-05", None, None),
    "a plan": ("2021-07-05", None, None, None),
}


@pytest.mark.parametrize("name", DAYS)
def test_codes(name: str) -> None:
    first, last, ucdp, acled = DAYS[name]
    span = {"date_start": first, "date_end": last}
    for row in (span, {"when": span}):
        coded = with_codes(row)
        assert (coded["date_prec"], coded["time_precision"]) == (ucdp, acled)
