"""Sums against names: "ten districts fell" beside those that claims name. Grain: one row per counted claim and area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from duckdb import DuckDBPyConnection

from whoholds.store.rows import claims_from
from whoholds.views.claims import StatedClaim, as_counted, has_table, reports_of
from whoholds.views.contradictions import days_asked


@dataclass(frozen=True, slots=True)
class Sum:
    """How many are said to have changed hands in an area, and which of them claims name."""

    stated: StatedClaim
    area_id: str
    area: str
    unit: str | None  # district, village, post
    low: int
    high: int | None
    names: tuple[str, ...]  # in alphabetical order

    @property
    def unnamed(self) -> int:
        """How many of the least number said nobody names."""
        return max(0, self.low - len(self.names))

    @property
    def is_exceeded(self) -> bool:
        """Whether more are named than the sum allows."""
        return self.high is not None and len(self.names) > self.high


def list_sums(con: DuckDBPyConnection, *, as_of: str | None = None, known_by: str | None = None) -> list[Sum]:
    """Every sum, that of the newest report first.

    Args:
        con: A connection to the ledger.
        as_of: Leave out what is said of days after this one.
        known_by: Leave out what was published after this day.
    """
    if not has_table(con, "named_places"):
        return []
    rows = con.execute(sums_sql(), days_asked(as_of, known_by)).fetchall()
    claims = as_counted(con, claims_from(con, _quoted(row[0] for row in rows)))
    reports = reports_of(con, _quoted(claim.report_id for claim in claims))
    stated = {claim.claim_id: StatedClaim(claim, reports[claim.report_id]) for claim in claims}
    return [
        Sum(stated[claim_id], area_id, area, unit, low, high, tuple(names.split("; ")) if names else ())
        for claim_id, area_id, area, unit, low, high, _side, _named, names in rows
    ]


def _quoted(ids: Iterable[str]) -> str:
    return ", ".join(f"'{one}'" for one in sorted(set(ids))) or "NULL"


def sums_sql() -> str:
    """The SELECT that finds them; parameters $as_of and $known_by, days as integers."""
    return (files("whoholds.views") / "sums.sql").read_text(encoding="utf-8")


def sum_to_json(found: Sum) -> dict[str, object]:
    """A sum as `whoholds sums --format jsonl` prints it."""
    claim, report = found.stated.claim, found.stated.report
    return {
        **{"area": found.area, "area_id": found.area_id, "unit": found.unit, "low": found.low, "high": found.high},
        **{"named": len(found.names), "unnamed": found.unnamed, "exceeded": found.is_exceeded},
        **{"names": list(found.names), "claim_id": claim.claim_id, "quote": claim.evidence.text},
        **{"event_type": claim.event_type, "path": report.path, "published": report.published},
    }
