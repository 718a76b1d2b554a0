"""Decisions as rows: they are added and read, never changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from duckdb import DuckDBPyConnection

from whoholds.records import Decision
from whoholds.store.batches import insert_rows, replace_rows
from whoholds.store.rows import Row
from whoholds.terms import DecisionKind

COLUMNS = "decision_id, kind, author, made_at, reason, claim_id, report_id, undoes, made_claim_id, details"

EFFECTS = ("claims_set_aside", "reports_set_aside", "claims_decided", "statuses_set")
"""The tables that are made from the decisions."""


def read_decisions(con: DuckDBPyConnection) -> list[Decision]:
    """Every decision, in the order in which they were made; decisions of one moment stand by their id."""
    rows = con.execute(f"SELECT {COLUMNS} FROM decisions ORDER BY made_at, decision_id").fetchall()
    return [_decision(row) for row in rows]


def _decision(row: Row) -> Decision:
    decision_id, kind, author, made_at, reason, claim_id, report_id, undoes, made, details = row
    said = tuple(sorted(json.loads(details).items()))
    return Decision(
        *(decision_id, DecisionKind(kind), author, made_at, reason), *(claim_id, report_id, undoes, made, said)
    )


def add_decisions(con: DuckDBPyConnection, decisions: Sequence[Decision]) -> None:
    """Add decisions; those that are there already add nothing.

    Args:
        con: A connection inside the transaction that is to hold them.
        decisions: What was decided.
    """
    known = {decision_id for (decision_id,) in con.execute("SELECT decision_id FROM decisions").fetchall()}
    new = {decision.decision_id: decision for decision in decisions if decision.decision_id not in known}
    insert_rows(con, "decisions", [_row(decision) for decision in new.values()])


def _row(decision: Decision) -> Row:
    return (
        *(decision.decision_id, decision.kind, decision.author, decision.made_at, decision.reason),
        *(decision.claim_id, decision.report_id, decision.undoes, decision.made_claim_id),
        write_details(decision.details),
    )


def write_details(details: Sequence[tuple[str, str]]) -> str:
    """Details as one JSON text, the same whatever their order."""
    return json.dumps(dict(details), ensure_ascii=False, sort_keys=True)


def replace_effects(con: DuckDBPyConnection, effects: Mapping[str, Sequence[Row]]) -> None:
    """Make the tables that follow from the decisions hold exactly these rows.

    Args:
        con: A connection inside a transaction.
        effects: Rows of each of EFFECTS, in the tables' column order.
    """
    replace_rows(con, {table: effects[table] for table in EFFECTS})
