"""What a text is about in the labels of corpora of events, from its claims alone; the labels are in `codings.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from whoholds.reading.mentions.happening_lexicon import open_happenings
from whoholds.records import Claim, Reading
from whoholds.terms import ActorKind, ActorRole, Certainty, EventType, Fighting, Polarity, SubEventType

Json = dict[str, Any]


@cache
def codings() -> dict[str, Any]:
    """The tables of `codings.toml`."""
    return tomllib.loads(files("whoholds.evaluation").joinpath("codings.toml").read_text(encoding="utf-8"))


def predict_case2021(reading: Reading) -> Iterator[Json]:
    """The one label of a snippet; None where nothing is claimed that has one."""
    claim = main_claim(reading)
    yield {"id": reading.report.path, "sub_type": None if claim is None else _label(claim)}


def main_claim(reading: Reading) -> Claim | None:
    """The claim that tells what the text is about: asserted, told early, of the most telling kind."""
    table = codings()["case2021"]
    claims = [c for c in reading.claims if c.event_type is not EventType.HOLDING]
    asserted = [c for c in claims if not _is_weak(c)] or list(claims)
    if not asserted:
        return None
    opening = min(asserted, key=lambda c: c.trigger.start)
    if opening.event_type is EventType.DISPLACEMENT:
        return opening  # what people fled from is told behind
    first = [
        c
        for c in asserted
        if c.trigger.start <= opening.trigger.start + table["reach"] or _is_its_cause(c, opening, reading.report.text)
    ]
    main = min(_not_prevented(first), key=lambda c: (table["order"].index(c.event_type), c.trigger.start))
    if main.event_type in _CROWDS:  # one protest, coded by the gravest that the whole text tells of it
        return min((c for c in asserted if c.event_type in _CROWDS), key=lambda c: table["order"].index(c.event_type))
    return main


def _is_its_cause(claim: Claim, opening: Claim, text: str) -> bool:
    """Whether it tells, in the same sentence, what did the harm that is told first of nobody's doing."""
    bare = opening.event_type in _HARMS and not any(a.role is ActorRole.SIDE for a in opening.actors)
    return bare and claim.event_type in _BY_MEANS and ". " not in text[opening.trigger.start : claim.trigger.start]


_HARMS = frozenset({EventType.LOOTING, EventType.ATTACK_ON_CIVILIANS, EventType.ARMED_CLASH})
_BY_MEANS = frozenset(
    {
        *(EventType.SHELLING, EventType.AIR_STRIKE, EventType.REMOTE_EXPLOSIVE, EventType.GRENADE),
        *(EventType.SUICIDE_BOMBING, EventType.CHEMICAL_WEAPON),
    }
)
_CROWDS = frozenset({EventType.PROTEST, EventType.PROTEST_WITH_INTERVENTION, EventType.VIOLENT_DEMONSTRATION})


def _not_prevented(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those of what another prevented: "intercepted a missile fired at the port"."""
    prevented = {
        c.claim_id
        for d in claims
        if d.event_type is EventType.DISRUPTED_WEAPONS_USE
        for c in claims
        if d.trigger.start < c.trigger.start < d.evidence.end and c.event_type in _PREVENTABLE
    }
    return [c for c in claims if c.claim_id not in prevented]


_PREVENTABLE = frozenset({EventType.SHELLING, EventType.SUICIDE_BOMBING, EventType.REMOTE_EXPLOSIVE})


def _is_weak(claim: Claim) -> bool:
    planned = claim.certainty is Certainty.PLANNED and claim.event_type not in _OFTEN_TO_COME
    return claim.polarity is not Polarity.AFFIRMED or claim.historical or planned


# What is news already when it is agreed or called for.
_OFTEN_TO_COME = frozenset({EventType.AGREEMENT, EventType.PROTEST})


def _label(claim: Claim) -> str | None:
    labels: dict[str, str] = codings()["case2021"]["labels"]
    if claim.event_type is not EventType.TAKEOVER:
        return labels.get(claim.event_type)
    kind = claim.sub_event_type
    if kind is SubEventType.NON_VIOLENT_TRANSFER and claim.fighting is not Fighting.NO:
        state = any(a.role is ActorRole.SIDE and a.kind in _STATES for a in claim.actors)
        kind = SubEventType.GOVERNMENT_REGAINS if state else SubEventType.NON_STATE_OVERTAKES
    return labels[kind] if kind is not None else None


_STATES = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES})


def predict_muc4(reading: Reading) -> Iterator[Json]:
    """Who did it, by what group, to what and whom, with what.

    A claim has no field for weapons or for what is damaged, so the clause it relies on is asked for words for them. The
    corpus names its victims: those told only by a common noun are left out.
    """
    violent = [c for c in reading.claims if c.event_type in _VIOLENT and c.polarity is Polarity.AFFIRMED]
    sides = [a for c in violent for a in c.actors if a.role is ActorRole.SIDE]
    targets = [a for c in violent for a in c.actors if a.role is ActorRole.TARGET]
    people = [c.text for claim in violent for c in claim.casualties]
    yield {
        "id": reading.report.path,
        "PerpInd": [a.text for a in sides if a.text and a.actor_id is None],
        "PerpOrg": [a.text for a in sides if a.text and a.actor_id is not None],
        "Target": list(dict.fromkeys(w for c in violent if c.event_type in _DAMAGING for w in _told_of(c, "targets"))),
        "Victim": [t for t in dict.fromkeys((*people, *(a.text or "" for a in targets))) if _is_name(t)],
        "Weapon": list(dict.fromkeys(w for c in violent for w in _told_of(c, "weapons"))),
    }


def _is_name(text: str) -> bool:
    """Whether the words may name somebody: several, no number or article before, no word for people at the end."""
    words = text.lower().split()
    people = open_happenings().people.values()
    plain = not words or words[0] in codings()["muc4"]["unnamed"] or words[0][:1].isdigit()
    return not plain and len(words) > 1 and not any(words[-1] in listed for listed in people)


def _told_of(claim: Claim, what: str) -> list[str]:
    """The words for weapons or for what is damaged in the claim's clause, the longest of each, in its order."""
    named = sorted(codings()["muc4"][what], key=len, reverse=True)
    found = re.finditer(rf"\b(?:{'|'.join(named)})s?\b", claim.evidence.text, re.IGNORECASE)
    return [match.group() for match in found]


_DAMAGING = frozenset(
    {
        *(EventType.REMOTE_EXPLOSIVE, EventType.LOOTING, EventType.GRENADE),
        *(EventType.AIR_STRIKE, EventType.ATTACK_ON_CIVILIANS),
    }
)
_VIOLENT = frozenset(
    {
        *(EventType.ARMED_CLASH, EventType.ATTACK_ON_CIVILIANS, EventType.REMOTE_EXPLOSIVE, EventType.SHELLING),
        *(EventType.GRENADE, EventType.SUICIDE_BOMBING, EventType.AIR_STRIKE, EventType.ABDUCTION, EventType.LOOTING),
    }
)
