"""A small ledger to decide on, and all that it says as one text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from made_readings import load_made, make_report, read_made
from whoholds.deciding import Asked, DecisionSummary
from whoholds.pipeline import decide, list_control, read_into, settle
from whoholds.store import Ledger
from whoholds.views.claims import list_claims
from whoholds.views.contract import claim_to_json, control_to_json, event_to_json
from whoholds.views.coverage import gap_to_json, list_gaps
from whoholds.views.events import list_events

NOW = "2026-01-01T12:00:00+00:00"
BY = {"author": "A. Reader", "reason": "read again"}

REPORTS = [
    make_report("a.txt", "Red took Hill on Monday, a spokesman said. Prices fell.", publisher="Paper"),
    make_report("b.txt", "Blue took Hill.", published="2021-07-06", publisher="Radio"),
    make_report("c.txt", "Blue took Hill. Red took Dale.", published="2021-07-08", publisher="Copyist"),
    make_report("d.txt", "Red took 10 posts in Ridge.", published="2021-07-03"),
]


def make_ledger(path: Path | None = None, reports: Iterable[object] = REPORTS) -> Ledger:
    """A ledger of the reports, settled."""
    ledger = Ledger(path)
    read_into(ledger, load_made(reports), read=read_made, got_at=NOW)  # type: ignore[arg-type]
    settle(ledger)
    return ledger


def decided(ledger: Ledger, decision: str, *, at: str = NOW, **fields: str) -> DecisionSummary:
    """Make one decision."""
    asked = Asked({"decision": decision, **BY, **{name.rstrip("_"): text for name, text in fields.items()}})
    return decide(ledger, [asked], made_at=at)


def claim_ids(ledger: Ledger) -> dict[str, str]:
    """The claims that count, by path and words."""
    with ledger.reading() as con:
        return {f"{s.report.path}: {s.claim.evidence.text}": s.claim.claim_id for s in list_claims(con)}


def exports(ledger: Ledger) -> str:
    """Claims, events, control on several days and coverage, as they are printed."""
    with ledger.reading() as con:
        rows: list[object] = [claim_to_json(stated) for stated in list_claims(con)]
        rows += [event_to_json(event) for event in list_events(con)]
        rows += [gap_to_json(gap) for gap in list_gaps(con)]
        for day in ("2021-07-04", "2021-07-06", "2021-07-08", "2021-07-20"):
            for known_by in ("2021-07-06", "2021-07-31"):
                rows += map(control_to_json, list_control(con, as_of=day, known_by=known_by, rules="press"))
        rows += map(list, con.execute("SELECT * FROM spells ORDER BY ALL").fetchall())
    return "\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows)


def status_of(ledger: Ledger, place: str, as_of: str, known_by: str | None = None) -> tuple[str, str | None, str]:
    """Status, holder and reason of a place."""
    with ledger.reading() as con:
        for row in list_control(con, as_of=as_of, known_by=known_by, rules="press"):
            if row.place.name == place:
                return str(row.status), row.holder.name if row.holder else None, row.reason
    return "no such place", None, ""
