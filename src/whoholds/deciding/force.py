"""Which decisions are in force, and what follows from them: a pure function of all decisions ever made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whoholds.records import Decision
from whoholds.terms import DecisionKind

ON_CLAIMS = frozenset({DecisionKind.ACCEPT, DecisionKind.CORRECT, DecisionKind.REJECT})


@dataclass(frozen=True, slots=True)
class Force:
    """What follows from the decisions."""

    in_force: frozenset[str]  # decision_ids that have an effect
    set_aside: frozenset[str]  # claim_ids that count for nothing; those of withdrawn reports are not among them
    withdrawn: frozenset[str]  # report_ids
    decided: Mapping[str, str]  # claim_id that counts → the last decision on it
    statuses: tuple[Decision, ...]  # set by decisions in force, in order; the later stands before the earlier


def find_force(decisions: Sequence[Decision], report_of: Mapping[str, str]) -> Force:
    """What follows from decisions.

    An undone decision counts as never made; undoing an undo restores. Of several decisions on one claim the last
    stands. A claim that a decision made counts for as long as that decision has an effect.

    Args:
        decisions: All that were made, in the order of time.
        report_of: report_ids of the claims that decisions speak of.
    """
    standing = _standing(decisions)
    docket = _Docket(standing, decisions, report_of)
    spoken_of = sorted({*docket.last, *docket.makers})
    counting = [claim_id for claim_id in spoken_of if docket.counts(claim_id)]
    return Force(
        in_force=frozenset(decision.decision_id for decision in standing if docket.has_effect(decision)),
        set_aside=frozenset(spoken_of) - frozenset(counting),
        withdrawn=docket.withdrawn,
        decided={claim_id: docket.last_on(claim_id) for claim_id in counting},
        statuses=tuple(decision for decision in standing if decision.kind is DecisionKind.STATUS),
    )


def _standing(decisions: Sequence[Decision]) -> list[Decision]:
    undoers: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.undoes:
            undoers.setdefault(decision.undoes, []).append(decision)

    # An undo names a hash that was there before it, so that no chain of undoing can lead back to itself.
    def is_undone(decision: Decision) -> bool:
        return any(not is_undone(undoer) for undoer in undoers.get(decision.decision_id, ()))

    return [decision for decision in decisions if not is_undone(decision)]


class _Docket:
    """The decisions that stand, by the claims they speak of."""

    def __init__(
        self, standing: Sequence[Decision], decisions: Sequence[Decision], report_of: Mapping[str, str]
    ) -> None:
        self._report_of = report_of
        self.last = {d.claim_id: d for d in standing if d.kind in ON_CLAIMS and d.claim_id}
        self.withdrawn = frozenset(d.report_id for d in standing if d.kind is DecisionKind.WITHDRAW and d.report_id)
        self.makers: dict[str, list[Decision]] = {d.made_claim_id: [] for d in decisions if d.made_claim_id}
        for decision in standing:
            if decision.made_claim_id:
                self.makers[decision.made_claim_id].append(decision)

    def counts(self, claim_id: str) -> bool:
        """Whether a claim is there, and the last decision on it lets it stand as it is."""
        verdict = self.last.get(claim_id)
        return self._is_there(claim_id) and (verdict is None or verdict.kind is DecisionKind.ACCEPT)

    def _is_there(self, claim_id: str) -> bool:
        """Whether a claim's report is not withdrawn and, if a decision made the claim, one that has an effect did."""
        if self._report_of.get(claim_id) in self.withdrawn:
            return False
        return claim_id not in self.makers or any(map(self.has_effect, self.makers[claim_id]))

    def has_effect(self, decision: Decision) -> bool:
        """Whether a standing decision is the last on a claim that is there, or is on no claim."""
        if decision.kind not in ON_CLAIMS or decision.claim_id is None:
            return True
        last = self.last[decision.claim_id]
        # Two analysts may make one and the same correction; the later has the effect of both.
        same = last is decision or (decision.made_claim_id is not None and last.made_claim_id == decision.made_claim_id)
        return same and self._is_there(decision.claim_id)

    def last_on(self, claim_id: str) -> str:
        """The decision that says last that a claim counts."""
        if claim_id in self.last:
            return self.last[claim_id].decision_id
        return max(self.makers[claim_id], key=lambda maker: (maker.made_at, maker.decision_id)).decision_id
