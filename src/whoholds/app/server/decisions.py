"""The API's review: what to look at next, and the one way to write, a decision."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from whoholds.app.server.shapes import DecisionAsked, DecisionMade, QueueAsked
from whoholds.app.server.views import CopyNow
from whoholds.deciding import Asked
from whoholds.errors import DecisionRefused
from whoholds.pipeline import decide
from whoholds.store.decisions import read_decisions
from whoholds.views.agreement import measure_agreement
from whoholds.views.review import list_due, queue_to_json

router = APIRouter(prefix="/api/v1")


@router.get("/review/{queue}", summary="What to look at next")
def show_queue(copy: CopyNow, queue: str, asked: Annotated[QueueAsked, Query()]) -> dict[str, Any]:
    """Claims of a queue, each with why it is there: new, contradicted, doubtful, flagged or decided."""
    with copy.reading() as con:
        return queue_to_json(list_due(con, queue, limit=asked.limit, offset=asked.offset, claim_id=asked.claim))


@router.get("/agreement", summary="How far analysts agree")
def show_agreement(copy: CopyNow) -> list[dict[str, Any]]:
    """One row per pair of authors who decided on the same claims."""
    with copy.reading() as con:
        return [asdict(pair) for pair in measure_agreement(read_decisions(con))]


@router.post("/decisions", summary="Decide", status_code=201)
def make_decision(request: Request, asked: DecisionAsked) -> DecisionMade:
    """Keep one decision, as `whoholds decide` would, and settle anew; the answer comes when everything follows it.

    Only the page of this server may write: it sends its own origin and the token it was given.
    """
    copies, config = request.app.state.copies, request.app.state.config
    made_at = datetime.now(UTC).isoformat(timespec="milliseconds")
    with copies.writing() as ledger:
        summary = decide(ledger, [Asked(asked.fields)], made_at=made_at, config=config)
    if summary.problems:
        raise DecisionRefused(summary.problems[0])
    version = copies.latest(at_once=True).version
    return DecisionMade(decision_id=summary.made[0].decision_id if summary.made else None, version=version)
