"""Claims as they were read, each with the report it stands in. Grain: one row per claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from duckdb import DuckDBPyConnection

from whoholds.records import Claim, Flag, Interval
from whoholds.store.rows import claims_from, day_number, iso_day
from whoholds.terms import Basis, DatePrecision, DecisionKind, FlagKind

COUNTS = "c.claim_id NOT IN (SELECT claim_id FROM left_out)"
"""The condition that a claim c counts: that decisions left neither it nor what it repeats out."""

DONE = {
    DecisionKind.ACCEPT: "accepted",
    DecisionKind.CORRECT: "corrected",
    DecisionKind.ADD: "added",
    DecisionKind.BASELINE: "a row of a baseline, added",
}


@dataclass(frozen=True, slots=True)
class ReportedIn:
    """What a claim's row says of its report. Grain: one report."""

    report_id: str
    path: str
    story_id: str | None  # shared by copies; None: not settled yet
    publisher: str | None
    publisher_side: str | None
    published: str | None
    dateline: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """A claim and where it stands. Grain: one claim."""

    claim: Claim
    report: ReportedIn


def list_claims(
    con: DuckDBPyConnection, *, as_of: str | None = None, known_by: str | None = None
) -> Iterator[StatedClaim]:
    """Every claim that counts, in the order of the reports' paths and of the text.

    Args:
        con: A connection to the ledger.
        as_of: Leave out what is said to have begun after this day (ISO date).
        known_by: Leave out what was published after this day, or at no known day (ISO date).
    """
    chosen = _choose(as_of, known_by)
    reports = reports_of(con)
    claims = as_counted(con, claims_from(con, chosen))
    claims.sort(key=lambda claim: (reports[claim.report_id].path, *_position(claim)))
    for claim in claims:
        yield StatedClaim(claim, reports[claim.report_id])


def as_first_told(con: DuckDBPyConnection, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims, those that a copy repeats with the days that the original gave them; their words stay the copy's."""
    if not has_table(con, "repeated"):
        yield from claims
        return
    claims = list(claims)
    days = "c.date_start, c.date_end, c.when_precision, c.when_basis"
    rows = con.execute(
        f"SELECT r.claim_id, {days} FROM repeated r JOIN claims c ON c.claim_id = r.of_claim_id "
        "WHERE r.claim_id IN (SELECT unnest(?::TEXT[]))",
        [[claim.claim_id for claim in claims]],
    )
    told = {
        key: Interval(start, end, DatePrecision(precision), Basis(basis))
        for key, start, end, precision, basis in rows.fetchall()
    }
    for claim in claims:
        interval = told.get(claim.claim_id)
        yield claim if interval is None else replace(claim, when=replace(claim.when, interval=interval))


def as_counted(con: DuckDBPyConnection, claims: Iterable[Claim]) -> list[Claim]:
    """Claims as they count: those of copies with their original's days, those decided on with who did so and why."""
    return _with_decisions(con, as_first_told(con, claims))


def _with_decisions(con: DuckDBPyConnection, claims: Iterable[Claim]) -> list[Claim]:
    """Claims, those that an analyst accepted, corrected or added flagged with who did so, when and why."""
    rows = con.execute("""
        SELECT c.claim_id, d.kind, d.author, d.made_at, d.reason
        FROM claims_decided c JOIN decisions d ON d.decision_id = c.decision_id
    """).fetchall()
    flags = {
        claim_id: Flag(FlagKind.DECISION, f"{DONE[kind]} by {author} on {made_at[:10]}: {reason}")
        for claim_id, kind, author, made_at, reason in rows
    }
    return [
        replace(claim, flags=(*claim.flags, flags[claim.claim_id])) if claim.claim_id in flags else claim
        for claim in claims
    ]


def _position(claim: Claim) -> tuple[str, int, int, str]:
    return claim.report_id, claim.evidence.start, claim.trigger.start, claim.claim_id


def _choose(as_of: str | None, known_by: str | None) -> str:
    conditions = [COUNTS]
    if as_of is not None:
        conditions.append(f"(c.when_start IS NULL OR c.when_start <= {day_number(as_of)})")
    if known_by is not None:
        conditions.append(f"r.published <= {day_number(known_by)}")
    return "SELECT c.claim_id FROM claims c JOIN reports r ON r.report_id = c.report_id WHERE " + " AND ".join(
        conditions
    )


def reports_of(con: DuckDBPyConnection, wanted: str | None = None) -> dict[str, ReportedIn]:
    """Every report of the ledger, by report_id.

    Args:
        con: A connection to the ledger.
        wanted: SQL that selects one column, the report_ids wanted; None: all.
    """
    has_stories = has_table(con, "stories")
    told = "LEFT JOIN stories s ON s.report_id = r.report_id" if has_stories else ""
    story = "s.story_id" if has_stories else "NULL"
    columns = f"r.report_id, r.path, {story}, r.publisher, r.publisher_side, r.published, r.dateline, r.url"
    which = f"WHERE r.report_id IN ({wanted})" if wanted else ""
    rows = con.execute(f"SELECT {columns} FROM reports r {told} {which}").fetchall()
    found: dict[str, ReportedIn] = {}
    for report_id, path, story_id, publisher, publisher_side, published, dateline, url in rows:
        found[report_id] = ReportedIn(
            *(report_id, path, story_id, publisher, publisher_side, iso_day(published), dateline, url)
        )
    return found


def has_table(con: DuckDBPyConnection, table: str) -> bool:
    """Whether the ledger has a table of this name (the settled ones are missing until it is settled)."""
    found = con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", [table]).fetchone()
    return found is not None and found[0] > 0
