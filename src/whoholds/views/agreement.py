"""How far two analysts agree. Grain: one row per pair of authors who decided on the same claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from whoholds.records import Decision
from whoholds.terms import DecisionKind

JUDGEMENTS = (DecisionKind.ACCEPT, DecisionKind.CORRECT, DecisionKind.REJECT)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two authors and the claims that both decided on."""

    one: str
    other: str
    claims: int
    agreed: int
    kappa: float | None  # Cohen's; None: both said the same of every claim, so that chance can't be told


def measure_agreement(decisions: Iterable[Decision]) -> list[Agreement]:
    """The agreement of each pair of authors, by their names.

    Each author's last judgement of a claim counts, unless it was undone. Two corrections agree if they say the same.

    Args:
        decisions: All decisions, in the order in which they were made.

    Source: Cohen, J. (1960), A coefficient of agreement for nominal scales.
    """
    made = list(decisions)
    undone = {decision.undoes for decision in made}
    judged: dict[str, dict[str, str]] = {}
    for decision in made:
        if decision.kind in JUDGEMENTS and decision.claim_id and decision.decision_id not in undone:
            said = f"{decision.kind} {decision.details}" if decision.kind is DecisionKind.CORRECT else decision.kind
            judged.setdefault(decision.author, {})[decision.claim_id] = str(said)
    pairs = (_compare(one, judged[one], other, judged[other]) for one, other in combinations(sorted(judged), 2))
    return [pair for pair in pairs if pair.claims]


def _compare(one: str, mine: dict[str, str], other: str, theirs: dict[str, str]) -> Agreement:
    both = sorted(mine.keys() & theirs.keys())
    agreed = sum(mine[claim_id] == theirs[claim_id] for claim_id in both)
    my_share, their_share = Counter(mine[c] for c in both), Counter(theirs[c] for c in both)
    by_chance = sum(my_share[said] * their_share[said] for said in my_share) / len(both) ** 2 if both else 1.0
    kappa = None if by_chance == 1.0 else (agreed / len(both) - by_chance) / (1 - by_chance)
    return Agreement(one, other, len(both), agreed, kappa)
