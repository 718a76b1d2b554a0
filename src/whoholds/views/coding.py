"""What the CSV exports say in columns of their own: how closely days are known, and how many people an event harmed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from whoholds.terms import CasualtyOutcome

CODED_COLUMNS = ("date_prec", "time_precision")
"""UCDP's and ACLED's names for the two codes; empty where the days are open, or wider than the code reaches."""

FIGURE_COLUMNS = tuple(
    f"{outcome}_{figure}" for outcome in CasualtyOutcome for figure in ("low", "best", "high", "acled")
)
"""Of an event: UCDP's three figures and ACLED's one for each outcome; empty where none is told."""

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


def with_figures(row: Mapping[str, Any]) -> dict[str, Any]:
    """An event's row with its figures of people harmed as columns.

    Args:
        row: its JSON.
    """
    figures: dict[str, Any] = dict.fromkeys(FIGURE_COLUMNS)
    for told in row["casualties"]:
        for figure in ("low", "best", "high"):
            figures[f"{told['outcome']}_{figure}"] = told["ucdp"][figure]
        figures[f"{told['outcome']}_acled"] = told["acled"]["number"]
    return {**row, **figures}


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
