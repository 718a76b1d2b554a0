"""How many people a press release says were killed or captured, told in several sentences and often twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from whoholds.evaluation.event_predictions import codings
from whoholds.records import Casualty, Claim
from whoholds.terms import Basis, CasualtyOutcome

# An operation of a night has two dates.
_ONE_NIGHT = 1
_COUNTED = frozenset({CasualtyOutcome.KILLED, CasualtyOutcome.CAPTURED})


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and the sentence that it stands in. Grain: one claim."""

    claim: Claim
    sentence: str

    def sums_up(self) -> bool:
        """Whether it sums up several operations, which the release tells one by one or not at all."""
        return any(re.search(words, self.sentence, re.IGNORECASE) for words in _table()["sums"])


def tell(claims: Sequence[Claim], text: str) -> list[Told]:
    """The claims of what the release is about, in their order: none of another, earlier day.

    Args:
        claims: of one release.
        text: of the same.
    """
    days = [_day(c) for c in claims if c.casualties]
    first = next((day for day in days if day is not None), None)
    return [Told(c, _sentence_at(text, c.trigger.start)) for c in claims if not _is_earlier(c, first)]


def count_people(told: Sequence[Told], outcome: CasualtyOutcome) -> tuple[int, int]:
    """How many in all and how many leaders.

    A release tells first what happened in all and then how: of what is told twice the larger number counts, and of
    different people the sum. Who comes with "the" was told before; "another" comes on top.
    """
    apart = [t for t in told if not t.sums_up()]
    counted = any(c.outcome in _COUNTED for t in apart for c in t.claim.casualties)
    count = _Count()
    for one in apart if counted else told:
        count.add(one, outcome)
    return count.total(), count.leaders


@dataclass(slots=True)
class _Count:
    """The people counted so far. Grain: one outcome of one release."""

    kinds: dict[str, int] = field(default_factory=dict)  # of each kind the largest number told at once
    more: int = 0  # said to come on top
    leaders: int = 0
    is_within: bool = False  # whether the leader is among the others

    def total(self) -> int:
        """All of them."""
        apart = (n for kind, n in self.kinds.items() if not (self.is_within and n == 1 and kind != "insurgents"))
        return sum(apart) + self.more

    def add(self, told: Told, outcome: CasualtyOutcome) -> None:
        """Count those of a claim who were not counted before."""
        table, before = _table(), self.total()
        own = [c for c in told.claim.casualties if c.outcome is outcome and c.group.lower() not in table["own"]]
        new = [c for c in own if not (before and _is_again(c, told.sentence))]
        for one in own:
            self.leaders = max(self.leaders, _number(one) if one.group.lower() in table["leaders"] else one.leaders)
        for one in new:
            number, kind = _number(one), _kind(one)
            if before and len(own) == 1 and self._comes_on_top(one, told, number):
                self.more += number
            else:
                self.kinds[kind] = max(self.kinds.get(kind, 0), number)
            self.is_within = self.is_within or self._holds_single(one, told)

    def _holds_single(self, one: Casualty, told: Told) -> bool:
        """Whether one told by himself is among a group: "four, including a leader", "two, one of whom ..."."""
        among = any(words in told.sentence.lower() for words in _table()["among"])
        return _number(one) > 1 and _kind(one) == "insurgents" and (one.leaders > 0 or among)

    def _comes_on_top(self, one: Casualty, told: Told, number: int) -> bool:
        """Whether they are none of those told: "another two"; "two others were also held" may be told twice."""
        table, words = _table(), one.text.lower().split()[:3]
        if any(w in table["added"] for w in words):
            return True
        loosely = any(w in table["added_loosely"] for w in words) or " also " in told.claim.evidence.text.lower()
        return loosely and (number == 1 or number not in self.kinds.values())


def _is_again(casualty: Casualty, sentence: str) -> bool:
    """Whether it tells of people counted before: "the leader", "all three", one by his name, one an update confirms."""
    table = _table()
    first = casualty.text.lower().split()[0]
    single = casualty.low == 1 and casualty.high == 1
    named = single and casualty.group[:1].isupper()
    confirmed = any(word in sentence.lower() for word in table["confirming"])
    return named or confirmed or first in table["again"]


def _number(casualty: Casualty) -> int:
    vague = _table()["vague"]
    words = casualty.text.lower().split()
    return next((vague[w] for w in words if w in vague), casualty.low or casualty.high or 1)


def _kind(casualty: Casualty) -> str:
    table, group = _table(), casualty.group.lower()
    if group in table["leaders"]:
        return "leader"
    return "insurgents" if group in table["alike"] else group.rstrip("s")


def _day(claim: Claim) -> date | None:
    when = claim.when.interval
    stated = when.basis is not Basis.PUBLICATION and when.date_end is not None
    return date.fromisoformat(when.date_end[:10]) if stated and when.date_end else None


def _is_earlier(claim: Claim, first: date | None) -> bool:
    own = _day(claim)
    return own is not None and first is not None and (first - own).days > _ONE_NIGHT


def _sentence_at(text: str, at: int) -> str:
    stops = [m.end() for m in re.finditer(r"[.!?]\s+(?=[A-Z\"“])|\n\s*\n", text)]
    start = max((s for s in stops if s <= at), default=0)
    return text[start : min((s for s in stops if s > at), default=len(text))]


def _table() -> dict[str, Any]:
    table: dict[str, Any] = codings()["isaf"]
    return table
