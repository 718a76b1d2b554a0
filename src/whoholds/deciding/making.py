"""From a wish to a decision: what its words mean in this ledger, and the claim that it makes, if it makes one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from whoholds.deciding.asked import CLAIM_FIELDS, CLEARED, Wish
from whoholds.deciding.baseline import state_baseline
from whoholds.deciding.claims import add_claim, correct_claim, report_of_quote
from whoholds.deciding.knowledge import Knowledge
from whoholds.errors import DecisionRefused
from whoholds.records import Claim, Decision, Report
from whoholds.store.decisions import write_details
from whoholds.store.rows import claims_from, iso_day
from whoholds.terms import ActorRole, DecisionKind, Status

ID_BYTES = 10


@dataclass(frozen=True, slots=True)
class Made:
    """A decision with what it adds to the ledger."""

    decision: Decision
    claim: Claim | None = None
    report: Report | None = None  # of an added claim whose text was not read


def make_decision(wish: Wish, knowledge: Knowledge, made_at: str) -> Made:
    """The decision that is wished for.

    Args:
        wish: What is asked for.
        knowledge: The ledger it is about.
        made_at: When it is made, unless the wish says so itself.

    Raises:
        DecisionRefused: Its words mean nothing in this ledger, or several things.
    """
    bare = Decision("", wish.kind, wish.author, wish.made_at or made_at, wish.reason)
    match wish.kind:
        case DecisionKind.ACCEPT | DecisionKind.REJECT:
            return Made(_signed(replace(bare, claim_id=_claim_id(wish, knowledge))))
        case DecisionKind.CORRECT:
            return _correct(wish, knowledge, bare)
        case DecisionKind.ADD:
            return _add(wish, knowledge, bare)
        case DecisionKind.BASELINE:
            return _baseline(wish, knowledge, bare)
        case DecisionKind.STATUS:
            return Made(_signed(replace(bare, details=_sorted(_status_details(wish, knowledge)))))
        case DecisionKind.WITHDRAW:
            return Made(_signed(replace(bare, report_id=knowledge.report_id(_needed(wish, "report")))))
        case DecisionKind.UNDO:
            return Made(_signed(replace(bare, undoes=knowledge.decision_id(_needed(wish, "undoes")))))


def _sorted(details: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(details.items()))


def _claim_id(wish: Wish, knowledge: Knowledge) -> str:
    return knowledge.claim_id(_needed(wish, "claim"))


def _needed(wish: Wish, name: str) -> str:
    text = wish.given(name)
    if text is None:
        raise DecisionRefused(f"found no {name} in the decision “{wish.kind}”: it needs one")
    return text


def _signed(decision: Decision) -> Decision:
    """The decision with its id, a hash of all that it says."""
    parts = (decision.kind, decision.author, decision.made_at, decision.reason)
    about = (decision.claim_id, decision.report_id, decision.undoes, write_details(decision.details))
    return replace(decision, decision_id=hash_of(*parts, *about))


def hash_of(*parts: str | None) -> str:
    """An id: a hash of texts in order, of which some may be missing."""
    written = "\x1f".join("" if part is None else part for part in parts)
    return hashlib.blake2b(written.encode(), digest_size=ID_BYTES).hexdigest()


def _correct(wish: Wish, knowledge: Knowledge, bare: Decision) -> Made:
    claim_id = _claim_id(wish, knowledge)
    details = _claim_details(wish, knowledge)
    if not details:
        raise DecisionRefused(f"found nothing to correct: give at least one of {', '.join(CLAIM_FIELDS)}")
    (claim,) = claims_from(knowledge.con, f"'{claim_id}'")
    made_id = hash_of("correct", claim_id, write_details(tuple(details.items())))
    corrected = correct_claim(claim, details, knowledge, claim_id=made_id)
    decision = replace(bare, claim_id=claim_id, made_claim_id=made_id, details=_sorted(details))
    return Made(_signed(decision), corrected)


def _baseline(wish: Wish, knowledge: Knowledge, bare: Decision) -> Made:
    for name in ("place", "status", "day", "source"):
        _needed(wish, name)
    details = dict(wish.fields)
    status = Status(details["status"])
    if status is Status.UNKNOWN:
        raise DecisionRefused("found the status unknown: a baseline says what was known; leave the row out")
    if (status is Status.CONTESTED) == ("holder" in details):
        raise DecisionRefused("held and claimed need a holder; contested has none")
    details["place"] = knowledge.place(details["place"]).place_id
    if "holder" in details:
        actor = knowledge.actor(details["holder"], ActorRole.SIDE)
        details["holder"] = actor.actor_id or actor.side or details["holder"]
    if details.get("published", details["day"]) < details["day"]:
        raise DecisionRefused(
            f"found published {details['published']} before the day {details['day']}: it must be known"
        )
    made_id = hash_of("baseline", write_details(_sorted(details)))
    report, claim = state_baseline(details, knowledge, claim_id=made_id)
    decision = replace(bare, made_claim_id=made_id, details=_sorted(details))
    return Made(_signed(decision), claim, report)


def _add(wish: Wish, knowledge: Knowledge, bare: Decision) -> Made:
    for name in ("quote", "event_type", "place"):
        _needed(wish, name)
    details = _claim_details(wish, knowledge)
    details |= {name: wish.fields[name] for name in ("quote", "published", "publisher", "url") if wish.given(name)}
    if CLEARED in details.values():
        raise DecisionRefused(f"found {CLEARED!r} in a claim to add: leave out what isn't known")
    asked = wish.given("report")
    beside = next((name for name in ("published", "publisher", "url") if wish.given(name)), None)
    if asked and beside:
        raise DecisionRefused(f"found {beside} beside report: the report has its own; give one or the other")
    report_id = knowledge.report_id(asked) if asked else None
    report = None if report_id else report_of_quote(details)
    made_id = hash_of("add", report_id, write_details(tuple(details.items())))
    claim = add_claim(details, knowledge, claim_id=made_id, report=report, report_id=report_id)
    decision = replace(bare, report_id=report_id, made_claim_id=made_id, details=_sorted(details))
    return Made(_signed(decision), claim, report)


def _claim_details(wish: Wish, knowledge: Knowledge) -> dict[str, str]:
    """The claim's fields that are given, places and actors by their ids, so that they mean the same in any ledger."""
    details = {name: wish.fields[name] for name in CLAIM_FIELDS if wish.given(name)}
    if details.get("place", CLEARED) != CLEARED:
        details["place"] = knowledge.place(details["place"]).place_id
    for name in ("side", "from", "source_side"):
        if details.get(name, CLEARED) != CLEARED:
            actor = knowledge.actor(details[name], ActorRole.SIDE)
            # A source is on a side; who takes or loses a place is an actor.
            known = actor.side if name == "source_side" else actor.actor_id
            details[name] = known or actor.side or details[name]
    start, end = details.get("date_start"), details.get("date_end")
    if start and end and CLEARED not in (start, end) and start > end:
        raise DecisionRefused(f"found date_start {start} after date_end {end}")
    return details


def _status_details(wish: Wish, knowledge: Knowledge) -> dict[str, str]:
    details = dict(wish.fields)
    for name in ("place", "status", "date_start"):
        _needed(wish, name)
    status = Status(details["status"])
    details["place"] = knowledge.known_place(details["place"]).place_id
    if (status in (Status.HELD, Status.CLAIMED)) != ("holder" in details):
        raise DecisionRefused("held and claimed need a holder; contested and unknown have none")
    if (status is Status.CONTESTED) != ("contested_by" in details):
        raise DecisionRefused("contested, and only contested, needs contested_by: fighting or sources")
    if details.get("date_end", details["date_start"]) < details["date_start"]:
        raise DecisionRefused(f"found date_end {details['date_end']} before date_start {details['date_start']}")
    if "holder" in details:
        actor = knowledge.actor(details["holder"], ActorRole.SIDE)
        details["holder"] = actor.side or actor.actor_id or details["holder"]
    if "claims" in details:
        ids = [knowledge.claim_id(part.strip()) for part in details["claims"].split(";") if part.strip()]
        details["claims"] = "; ".join(sorted(set(ids)))
        details.setdefault("known_on", _last_published(knowledge, ids) or "")
    details.setdefault("seen_on", _last_published(knowledge, None) or "")
    return {name: text for name, text in details.items() if text}


def _last_published(knowledge: Knowledge, claim_ids: list[str] | None) -> str | None:
    """The last day of publication of some claims, or of all reports (None)."""
    query = "SELECT max(published) FROM reports"
    if claim_ids is not None:
        listed = ", ".join(f"'{claim_id}'" for claim_id in claim_ids)
        query += f" WHERE report_id IN (SELECT report_id FROM claims WHERE claim_id IN ({listed}))"
    return iso_day(knowledge.con.execute(query).fetchall()[0][0])
