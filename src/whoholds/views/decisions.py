"""What analysts decided. Grain: one row per decision, in force or not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from whoholds.records import Decision
from whoholds.store.decisions import read_decisions


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision, and whether it has an effect now. Grain: one decision."""

    decision: Decision
    in_force: bool
    about: str  # the words or the place it is about, for people


def list_decisions(con: DuckDBPyConnection, in_force: Collection[str]) -> list[DecisionRow]:
    """Every decision, in the order in which they were made.

    Args:
        con: A connection to the ledger.
        in_force: decision_ids of those that have an effect (deciding's find_force).
    """
    quotes = dict(con.execute("SELECT claim_id, evidence_text FROM claims").fetchall())
    paths = dict(con.execute("SELECT report_id, path FROM reports").fetchall())
    names = dict(con.execute("SELECT place_id, min(name) FROM claim_places GROUP BY place_id").fetchall())
    return [
        DecisionRow(decision, decision.decision_id in in_force, _about(decision, quotes, paths, names))
        for decision in read_decisions(con)
    ]


def _about(decision: Decision, quotes: dict[str, str], paths: dict[str, str], names: dict[str, str]) -> str:
    if decision.claim_id or decision.made_claim_id:
        return f"“{quotes.get(decision.claim_id or decision.made_claim_id or '', '…')}”"
    if decision.report_id:
        return paths.get(decision.report_id, decision.report_id)
    if decision.undoes:
        return f"decision {decision.undoes}"
    said = dict(decision.details)
    return names.get(said.get("place", ""), said.get("place", ""))


def decision_to_json(row: DecisionRow) -> dict[str, object]:
    """One decision as `whoholds decisions --format jsonl` prints it: the fields to ask for it again, and its fate."""
    decision = row.decision
    asked: dict[str, object] = {
        **{"decision_id": decision.decision_id, "in_force": row.in_force, "decision": decision.kind},
        **{"author": decision.author, "time": decision.made_at, "reason": decision.reason},
        **{"claim": decision.claim_id, "report": decision.report_id, "undoes": decision.undoes},
        "made_claim": decision.made_claim_id,
    }
    return asked | dict(decision.details)
