"""What an analyst should look at next, and why. Grain: one row per claim in a queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from whoholds.errors import NotFound
from whoholds.records import Decision
from whoholds.store.decisions import read_decisions
from whoholds.store.rows import claims_from
from whoholds.views.claims import StatedClaim, as_counted, reports_of
from whoholds.views.contract import claim_to_json

UNDECIDED = """
    SELECT c.claim_id, c.evidence_start, r.published, r.path
    FROM claims c JOIN reports r ON r.report_id = c.report_id
    WHERE c.claim_id NOT IN (SELECT claim_id FROM claims_decided)
      AND c.claim_id NOT IN (SELECT claim_id FROM left_out)
"""

DOUBTS = """
    SELECT claim_id, 'the place is in no gazetteer' AS why FROM claim_places WHERE role = 'at' AND place_id LIKE 'new:%'
    UNION ALL
    SELECT claim_id, candidates || ' places bear the name' FROM claim_places
    WHERE role = 'at' AND precision = 'unresolved' AND candidates > 1
    UNION ALL
    SELECT claim_id, 'its source calls it ' || certainty FROM claims WHERE certainty <> 'certain'
    UNION ALL
    SELECT claim_id, 'no day is said' FROM claims WHERE when_basis = 'publication' AND event_type <> 'holding'
    UNION ALL
    SELECT c.claim_id, 'who takes, holds or leaves it is of no known side' FROM claims c
    LEFT JOIN claim_actors a ON a.claim_id = c.claim_id AND a.role = 'side' AND a.side IS NOT NULL
    WHERE a.claim_id IS NULL
"""
"""What makes a reading doubtful, in words. Grain: one row per claim and doubt."""

DISPUTES = """
    SELECT DISTINCT e.claim_id, 'sources disagree about ' || p.name AS why
    FROM evidence e
    JOIN spells s ON s.place_id = e.place_id AND s.contested_by = 'sources'
     AND s.day_start <= e.day_to AND (s.day_end IS NULL OR s.day_end >= e.day_from)
    JOIN settled_places p ON p.place_id = e.place_id
"""

FLAGS = "SELECT claim_id, kind || ': ' || why AS why FROM claim_flags"

NEWS = "SELECT claim_id, 'nobody has looked at it' AS why FROM claims"

DECIDED = """
    SELECT claim_id, kind || ' by ' || author AS why, made_at FROM decisions
    WHERE claim_id IS NOT NULL
      AND decision_id NOT IN (SELECT undoes FROM decisions WHERE undoes IS NOT NULL)
"""

QUEUES = {"new": NEWS, "contradicted": DISPUTES, "doubtful": DOUBTS, "flagged": FLAGS}
"""The queues of claims that nobody has decided on; each says why a claim is in it."""


@dataclass(frozen=True, slots=True)
class Due:
    """A claim to look at. Grain: one claim."""

    stated: StatedClaim
    why: tuple[str, ...]
    decisions: tuple[Decision, ...]  # made on it so far, in their order


@dataclass(frozen=True, slots=True)
class Queue:
    """Some of a queue, with how long each is."""

    due: tuple[Due, ...]
    lengths: dict[str, int]


def list_due(con: DuckDBPyConnection, queue: str, *, limit: int, offset: int = 0, claim_id: str | None = None) -> Queue:
    """The claims of a queue: those with most reasons first, of those the newest; decided ones by what was done last.

    Args:
        con: A connection to a settled ledger.
        queue: One of QUEUES, or "decided".
        limit: How many at most.
        offset: How many to leave out before.
        claim_id: A claim to be put first if it isn't among these.

    Raises:
        NotFound: No such queue.
    """
    if queue not in (*QUEUES, "decided"):
        raise NotFound(f"found the queue “{queue}”, expected one of {', '.join((*QUEUES, 'decided'))}")
    lengths = {
        name: con.execute(
            f"SELECT count(DISTINCT q.claim_id) FROM ({of}) q JOIN ({UNDECIDED}) u USING (claim_id)"
        ).fetchall()[0][0]
        for name, of in QUEUES.items()
    }
    lengths["decided"] = con.execute(f"SELECT count(DISTINCT claim_id) FROM ({DECIDED})").fetchall()[0][0]
    rows = con.execute(_chosen(queue), [limit, offset]).fetchall()
    why = {key: tuple(reasons) for key, reasons in rows}
    if claim_id and claim_id not in why:
        there = con.execute("SELECT claim_id FROM claims WHERE claim_id = ?", [claim_id]).fetchall()
        why = {**{key: ("asked for",) for (key,) in there}, **why}
    listed = ", ".join(f"'{key}'" for key in why) or "NULL"
    claims = {claim.claim_id: claim for claim in as_counted(con, claims_from(con, listed))}
    reports = reports_of(con)
    made: dict[str, list[Decision]] = {}
    undone = {decision.undoes for decision in read_decisions(con)}
    for decision in read_decisions(con):
        if decision.claim_id in why and decision.decision_id not in undone:
            made.setdefault(str(decision.claim_id), []).append(decision)
    due = [
        Due(StatedClaim(claims[key], reports[claims[key].report_id]), why[key], tuple(made.get(key, ()))) for key in why
    ]
    return Queue(tuple(due), lengths)


def _chosen(queue: str) -> str:
    if queue == "decided":
        return f"""
            SELECT claim_id, list(why ORDER BY made_at) FROM ({DECIDED})
            GROUP BY claim_id ORDER BY max(made_at) DESC, claim_id LIMIT ? OFFSET ?
        """
    return f"""
        SELECT u.claim_id, list(DISTINCT q.why ORDER BY q.why) AS whys
        FROM ({UNDECIDED}) u JOIN ({QUEUES[queue]}) q ON q.claim_id = u.claim_id
        GROUP BY u.claim_id, u.published, u.path, u.evidence_start
        ORDER BY count(DISTINCT q.why) DESC, u.published DESC NULLS LAST, u.path, u.evidence_start, u.claim_id
        LIMIT ? OFFSET ?
    """


def queue_to_json(queue: Queue) -> dict[str, Any]:
    """A queue as the API gives it."""
    return {
        "lengths": queue.lengths,
        "due": [
            {
                "claim": claim_to_json(due.stated),
                "why": list(due.why),
                "decisions": [
                    {
                        **{"decision_id": one.decision_id, "kind": one.kind, "author": one.author},
                        **{"made_at": one.made_at, "reason": one.reason},
                    }
                    for one in due.decisions
                ],
            }
            for due in queue.due
        ],
    }
