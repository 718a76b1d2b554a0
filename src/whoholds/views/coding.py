"""How closely a happening's days are known, as UCDP and ACLED code it: two columns of the CSV exports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

CODED_COLUMNS = ("date_prec", "time_precision")
"""UCDP's and ACLED's names for the two codes; empty where the days are open, or wider than the code reaches."""

# Days of a span, at most, and its code. ACLED's week is read as ten days, a third of a month ("early in June").
_UCDP = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
_ACLED = ((2, 1), (10, 2), (31, 3))


def with_codes(row: Mapping[str, Any]) -> dict[str, Any]:
    """A claim's or an event's row with its two codes.

    Args:
        row: its JSON; the days are its `when` or its own date_start and date_end.
    """
    when = row.get("when", row)
    days = _length(when["date_start"], when["date_end"])
    return {**row, "date_prec": _code(days, _UCDP), "time_precision": _code(days, _ACLED)}


def _length(first: str | None, last: str | None) -> int | None:
    if first is None or last is None:
        return None
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days + 1


def _code(days: int | None, codes: tuple[tuple[int, int], ...]) -> int | None:
    """The code of a span of days.

    Source: UCDP GED codebook 24.1 (date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 up to a year); ACLED
    codebook 2023 (time_precision: 1 the day, 2 the week, 3 the month).
    """
    return None if days is None else next((code for most, code in codes if days <= most), None)
