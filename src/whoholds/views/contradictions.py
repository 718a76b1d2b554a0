"""Claims that cannot both be so, both quotes side by side. Grain: one row per kind, place and later claim."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from duckdb import DuckDBPyConnection

from whoholds.store.rows import claims_from, day_number
from whoholds.terms import ContradictionKind
from whoholds.views.claims import StatedClaim, as_counted, reports_of
from whoholds.views.control import has_settled

MEANINGS = {
    ContradictionKind.WHO_HOLDS: "two sides are said to hold it on one day",
    ContradictionKind.WHO_DID_IT: "two sides are said to have taken it within the same days",
    ContradictionKind.WHETHER: "one affirms what the other denies",
    ContradictionKind.WHEN: "one change is given days that have none in common",
    ContradictionKind.HOW_MANY: "two numbers of one thing that have none in common",
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that cannot both be so. Grain: one kind, place and later claim."""

    kind: ContradictionKind
    place_id: str  # of the place; of counted places, of their area
    place: str
    earlier: StatedClaim
    later: StatedClaim


def list_contradictions(
    con: DuckDBPyConnection, *, as_of: str | None = None, known_by: str | None = None
) -> list[Contradiction]:
    """Every contradiction, that of the newest report first.

    Args:
        con: A connection to the ledger.
        as_of: Leave out what is said of days after this one.
        known_by: Leave out what was published after this day.
    """
    if not has_settled(con):
        return []
    rows = con.execute(contradictions_sql(), days_asked(as_of, known_by)).fetchall()
    ids = sorted({claim_id for row in rows for claim_id in row[2:4]})
    quoted = ", ".join(f"'{claim_id}'" for claim_id in ids) or "NULL"
    reports = reports_of(con)
    claims = as_counted(con, claims_from(con, quoted))
    stated = {claim.claim_id: StatedClaim(claim, reports[claim.report_id]) for claim in claims}
    names = dict(con.execute("SELECT place_id, min(name) FROM claim_places GROUP BY place_id").fetchall())
    return [
        Contradiction(ContradictionKind(kind), place_id, names[place_id], stated[one], stated[two])
        for kind, place_id, one, two, *_ in rows
    ]


def contradictions_sql() -> str:
    """The SELECT that finds them; parameters $as_of and $known_by, days as integers."""
    return (files("whoholds.views") / "contradictions.sql").read_text(encoding="utf-8")


def days_asked(as_of: str | None, known_by: str | None) -> dict[str, int | None]:
    """The days as parameters; those left open are after every day."""
    return {"as_of": day_number(as_of or "9999-12-31"), "known_by": day_number(known_by or "9999-12-31")}
