"""A press release of a raid in thirteen fields, from its claims and mentions; the coding is in `codings.toml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from whoholds.evaluation.event_predictions import codings
from whoholds.evaluation.isaf_people import Told, count_people, tell
from whoholds.records import Claim, ClaimPlace, Reading
from whoholds.terms import Basis, CasualtyOutcome, Certainty, EventType, PlacePrecision, PlaceRole, Polarity

Json = dict[str, Any]

_RAIDS = frozenset(
    {
        EventType.DETENTION,
        EventType.ARMED_CLASH,
        EventType.AIR_STRIKE,
        EventType.SHELLING,
        EventType.ATTACK_ON_CIVILIANS,
        EventType.REMOTE_EXPLOSIVE,
        EventType.DISRUPTED_WEAPONS_USE,
    }
)


def predict_isaf(reading: Reading) -> Iterator[Json]:
    """The thirteen fields of one release."""
    claims = [c for c in reading.claims if _counts(c)]
    told = tell(claims, reading.report.text)
    killed, leaders_killed = count_people(told, CasualtyOutcome.KILLED)
    captured, leaders_captured = count_people(told, CasualtyOutcome.CAPTURED)
    killed = killed or _bystanders(told)
    strikes: list[str] = codings()["isaf"]["strikes"]
    struck = [c.evidence.text.lower() for c in claims if c.event_type is EventType.AIR_STRIKE]
    air = any(word in text for text in struck for word in strikes)
    silent = any(c.polarity is Polarity.NEGATED and _of_shots(c) for c in reading.claims)
    yield {
        "id": reading.report.path,
        "start_date": _day(reading, claims),
        "event_type": [_event(killed, captured, air=air)],
        "province": _provinces(claims or reading.claims),
        "target_group": [_group(reading)],
        "min_killed": killed,
        "min_captured": captured,
        "killq": killed > 0,
        "captureq": captured > 0,
        "killcaptureraid": _is_raid(reading, claims, captured),
        "airstrike": air,
        "noshotsfired": silent,
        "min_leaders_killed": leaders_killed,
        "min_leaders_captured": leaders_captured,
    }


def _counts(claim: Claim) -> bool:
    affirmed = claim.polarity is Polarity.AFFIRMED and claim.certainty is not Certainty.PLANNED
    return affirmed and not claim.historical and claim.event_type in _RAIDS and not _is_long(claim)


def _is_long(claim: Claim) -> bool:
    """Whether it sums up more than a week, or a country: "since May, more than 200 were detained"."""
    when = claim.when.interval
    if any(p.role is PlaceRole.AT and p.precision is PlacePrecision.COUNTRY for p in claim.places):
        return True
    if when.date_start is None or when.date_end is None:
        return False
    return (date.fromisoformat(when.date_end[:10]) - date.fromisoformat(when.date_start[:10])).days > 7


def _bystanders(told: Sequence[Told]) -> int:
    """Civilians killed, which the coders count where nobody else was."""
    words = codings()["isaf"]["bystanders"]
    return max(
        (
            k.low or 1
            for t in told
            for k in t.claim.casualties
            if k.outcome is CasualtyOutcome.KILLED and k.group.lower() in words
        ),
        default=0,
    )


def _of_shots(claim: Claim) -> bool:
    return claim.trigger.text.lower() in codings()["isaf"]["shots"]


def _is_raid(reading: Reading, claims: Sequence[Claim], captured: int) -> bool:
    """Whether the release tells of an operation to kill or capture: no patrol, no find of weapons by chance.

    The coders took it so where somebody was sought by what he is, whoever was found.
    """
    table = codings()["isaf"]
    told = " ".join(c.evidence.text.lower() for c in claims)
    sought = re.compile(rf"\b(?:{'|'.join(table['seeking'])})\b[^.]*?\b(?:{'|'.join(table['sought'])})")
    return bool(sought.search(reading.report.text.lower())) or (
        captured > 0 and not any(word in told for word in table["by_chance"])
    )


def _event(killed: int, captured: int, *, air: bool) -> str:
    if killed and captured:
        return "captureandkill"
    if air and not captured:
        return "airstrike"
    return "insurgentskilled" if killed else "detention"


def _day(reading: Reading, claims: Sequence[Claim]) -> str | None:
    """The first day told of people harmed or taken, else of anything that was done, else the release's own."""
    for claim in sorted(claims, key=lambda c: not c.casualties):
        when = claim.when.interval
        if when.basis is not Basis.PUBLICATION and when.date_start is not None and when.date_end is not None:
            return when.date_start[:10]
    return reading.report.published.isoformat() if reading.report.published else None


def _provinces(claims: Sequence[Claim]) -> list[str]:
    spelt: dict[str, str] = codings()["isaf"]["provinces"]
    votes: Counter[str] = Counter()
    for claim in claims:
        names = dict.fromkeys(
            p.name if p.precision is PlacePrecision.PROVINCE else p.admin1
            for p in sorted(claim.places, key=_is_exact)
            if p.role in {PlaceRole.AT, PlaceRole.WITHIN}
            and p.country == "AF"
            and p.precision is not PlacePrecision.COUNTRY
        )
        votes.update(n.lower() for n in names if n)  # of two told as often the first counts
    if not votes:
        return []
    top = max(votes, key=lambda n: votes[n])
    return [spelt.get(top, top)]


def _is_exact(place: ClaimPlace) -> tuple[bool, int]:
    """The province that the words state comes before the one a village is looked up in; then the order of the text."""
    return place.role is PlaceRole.AT, place.start


def _group(reading: Reading) -> str:
    groups: dict[str, str] = codings()["isaf"]["groups"]
    for mention in reading.mentions.actors:
        label = groups.get(mention.actor_id or "")
        if label is not None and any(w in mention.text.lower() for w in mention.name.lower().split()):
            return label
    return ""
