"""One report as it was read: the untouched text, its claims, and what gave none. Grain: one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from whoholds.errors import NotFound
from whoholds.records import Claim
from whoholds.store.rows import claims_from, iso_day
from whoholds.views.claims import COUNTS, ReportedIn, StatedClaim, as_counted, has_table
from whoholds.views.contract import claim_to_json
from whoholds.views.coverage import Gap, explain_reason


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report and what reading made of it."""

    report: ReportedIn
    title: str | None
    text: str
    body_start: int
    claims: tuple[Claim, ...]  # in text order
    gaps: tuple[Gap, ...]  # in text order


def open_report(con: DuckDBPyConnection, report_id: str) -> ReadReport:
    """A report with its claims and gaps.

    Args:
        con: A connection to the ledger.
        report_id: The report.

    Raises:
        NotFound: No such report.
    """
    found = con.execute(
        "SELECT path, publisher, publisher_side, published, dateline, url, title, body_start, text "
        "FROM reports WHERE report_id = ?",
        [report_id],
    ).fetchone()
    if found is None:
        raise NotFound(f"found no report “{report_id}” in the ledger: reports are named by their report_id")
    path, publisher, side, published, dateline, url, title, body_start, text = found
    stories = "SELECT min(story_id) FROM stories WHERE report_id = ?"
    story = con.execute(stories, [report_id]).fetchall()[0][0] if has_table(con, "stories") else None
    report = ReportedIn(report_id, path, story, publisher, side, iso_day(published), dateline, url)
    chosen = con.execute(f"SELECT c.claim_id FROM claims c WHERE c.report_id = ? AND {COUNTS}", [report_id]).fetchall()
    quoted = ", ".join(f"'{claim_id}'" for (claim_id,) in chosen) or "NULL"
    claims = sorted(
        as_counted(con, claims_from(con, quoted)),
        key=lambda claim: (claim.evidence.start, claim.trigger.start, claim.claim_id),
    )
    gaps = con.execute(
        "SELECT start_at, end_at, text, trigger_text, reason FROM uncovered WHERE report_id = ? ORDER BY ALL",
        [report_id],
    ).fetchall()
    return ReadReport(report, title, text, body_start, tuple(claims), tuple(Gap(path, *gap) for gap in gaps))


def report_to_json(read: ReadReport) -> dict[str, Any]:
    """A report as the API gives it; spans count code points of `text`."""
    report = read.report
    return {
        **{"report_id": report.report_id, "path": report.path, "story_id": report.story_id, "title": read.title},
        **{"publisher": report.publisher, "publisher_side": report.publisher_side, "published": report.published},
        **{"dateline": report.dateline, "url": report.url, "body_start": read.body_start, "text": read.text},
        "claims": [claim_to_json(StatedClaim(claim, report)) for claim in read.claims],
        "gaps": [
            {
                **{"start": gap.start, "end": gap.end, "trigger": gap.trigger, "reason": gap.reason},
                "meaning": explain_reason(gap.reason),
            }
            for gap in read.gaps
        ],
    }
