"""Put decisions into a ledger, and make what follows from them anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from duckdb import DuckDBPyConnection

from whoholds.deciding.asked import Asked, Wish, check_asked
from whoholds.deciding.force import find_force
from whoholds.deciding.knowledge import Knowledge
from whoholds.deciding.making import Made, make_decision
from whoholds.errors import DecisionRefused
from whoholds.records import Decision, Mentions, Reading
from whoholds.reference.actors import ActorIndex
from whoholds.reference.publishers import publisher_side
from whoholds.store import Batch, Got, add_batch
from whoholds.store.batches import insert_rows
from whoholds.store.decisions import add_decisions, read_decisions, replace_effects
from whoholds.store.rows import Row, claim_rows, day_number

STEP = timedelta(milliseconds=1)
"""What stands between the moments of two decisions made at once, so that their order is kept."""


@dataclass(frozen=True, slots=True)
class DecisionSummary:
    """What came of decisions asked for."""

    made: tuple[Decision, ...]
    known: int  # passed over, as the ledger has them
    problems: tuple[str, ...]  # of what was refused: file, line, why


def apply_asked(
    con: DuckDBPyConnection, asked: Iterable[Asked], *, actors: ActorIndex, made_at: str
) -> DecisionSummary:
    """Make the decisions asked for; one that can't be made is named, and the rest goes on.

    Args:
        con: A connection inside the transaction that is to hold them.
        asked: What is asked for, in order.
        actors: Who is known.
        made_at: Now, ISO 8601 in UTC; the decisions get this moment and those after it, a millisecond apart.
    """
    knowledge, moment = Knowledge(con, actors), datetime.fromisoformat(made_at)
    made: list[Decision] = []
    problems: list[str] = []
    known = 0
    earlier = read_decisions(con)
    for one in asked:
        try:
            new = make_decision(check_asked(one), knowledge, moment.isoformat(timespec="milliseconds"))
        except DecisionRefused as why:
            problems.append(_named(one, why))
            continue
        if _is_known(new.decision, check_asked(one), earlier):
            known += 1
            continue
        _add(con, new, made_at=made_at, side=publisher_side(new.report.publisher, actors) if new.report else None)
        earlier.append(new.decision)
        made.append(new.decision)
        moment += STEP
    refresh_effects(con)
    return DecisionSummary(tuple(made), known, tuple(problems))


def _named(asked: Asked, why: DecisionRefused) -> str:
    where = f"{asked.where}:{asked.line}" if asked.line is not None else asked.where
    return f"{where}: {why}" if where else str(why)


def _is_known(decision: Decision, wish: Wish, earlier: Sequence[Decision]) -> bool:
    """Whether it was made before; one asked for without a time, whether the last on the matter says the same."""
    if any(other.decision_id == decision.decision_id for other in earlier):
        return True
    if wish.made_at is not None:
        return False
    about = _about(decision)
    last = max((d for d in earlier if _about(d) == about), key=lambda d: (d.made_at, d.decision_id), default=None)
    if last is None or any(other.undoes == last.decision_id for other in earlier):
        return False
    return replace(last, decision_id="", made_at="") == replace(decision, decision_id="", made_at="")


def _about(decision: Decision) -> tuple[object, ...]:
    if decision.claim_id:
        return ("claim", decision.claim_id)
    if decision.made_claim_id:
        return ("claim", decision.made_claim_id)
    if decision.undoes:
        return ("undo", decision.undoes)
    if decision.report_id:
        return ("report", decision.report_id)
    return ("place", dict(decision.details).get("place"))


def _add(con: DuckDBPyConnection, new: Made, *, made_at: str, side: str | None) -> None:
    add_decisions(con, [new.decision])
    if new.claim is None:
        return
    if new.report is not None:
        got = Got(new.report.sha256, "text/plain", new.report.text.encode(), "a decision", made_at)
        add_batch(con, Batch([(Reading(new.report, side, Mentions(), (), (), ()), got)]))
    there = con.execute("SELECT count(*) FROM claims WHERE claim_id = ?", [new.claim.claim_id]).fetchall()[0][0]
    if not there:
        for table, rows in claim_rows([new.claim]).items():
            insert_rows(con, table, rows)


def refresh_effects(con: DuckDBPyConnection) -> None:
    """Make the tables that follow from the decisions anew, from all decisions that the ledger has.

    Args:
        con: A connection inside a transaction.
    """
    decisions = read_decisions(con)
    report_of = _report_of(con, decisions)
    force = find_force(decisions, report_of)
    gone = force.withdrawn | _made_reports(decisions, report_of, aside=force.set_aside)
    query = f"SELECT claim_id FROM claims WHERE report_id IN ({_listed(gone)})"
    claims_gone = {claim_id for (claim_id,) in con.execute(query).fetchall()}
    replace_effects(
        con,
        {
            "claims_set_aside": [(one,) for one in sorted((force.set_aside & report_of.keys()) | claims_gone)],
            "reports_set_aside": [(one,) for one in sorted(gone)],
            "claims_decided": sorted((c, d) for c, d in force.decided.items() if c in report_of),
            "statuses_set": [_status_row(decision, turn) for turn, decision in enumerate(force.statuses)],
        },
    )


def decisions_in_force(con: DuckDBPyConnection) -> frozenset[str]:
    """The decision_ids of those that have an effect."""
    decisions = read_decisions(con)
    return find_force(decisions, _report_of(con, decisions)).in_force


def _report_of(con: DuckDBPyConnection, decisions: Iterable[Decision]) -> dict[str, str]:
    """The reports of the claims that decisions speak of."""
    spoken_of = {one for decision in decisions for one in (decision.claim_id, decision.made_claim_id) if one}
    query = f"SELECT claim_id, report_id FROM claims WHERE claim_id IN ({_listed(spoken_of)})"
    return dict(con.execute(query).fetchall())


def _listed(ids: Iterable[str]) -> str:
    # Ids are our own hashes: nothing in them needs escaping.
    return ", ".join(f"'{one}'" for one in sorted(ids)) or "NULL"


def _made_reports(decisions: Iterable[Decision], report_of: dict[str, str], *, aside: frozenset[str]) -> set[str]:
    """Reports made of a quote none of whose claims counts."""
    made = {d.made_claim_id for d in decisions if d.made_claim_id and d.claim_id is None and d.report_id is None}
    reports = {report_of[claim_id] for claim_id in made if claim_id in report_of}
    counting = {report_of[claim_id] for claim_id in made if claim_id in report_of and claim_id not in aside}
    # A claim corrected from an added one stands in the same report.
    counting |= {report for claim_id, report in report_of.items() if report in reports and claim_id not in aside}
    return reports - counting


def _status_row(decision: Decision, turn: int) -> Row:
    said = dict(decision.details)
    days = (day_number(said.get(name)) for name in ("date_start", "date_end", "known_on", "seen_on"))
    return (
        *(decision.decision_id, said["place"], *days),
        *(said["status"], said.get("holder"), said.get("contested_by"), turn),
    )
