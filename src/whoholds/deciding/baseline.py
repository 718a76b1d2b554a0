"""A row of a baseline as evidence: news tells of changes only, so a table says who held what before the reports begin.

Such a row becomes a claim of the one who made the table, of the day that it speaks of, in a report that holds nothing
else; so that every rule set weighs it as it weighs a report, and whatever is told of later days stands before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from whoholds.deciding.knowledge import Knowledge, precision_of
from whoholds.records import Claim, ClaimActor, ClaimPlace, ClaimSource, ClaimTime, Interval, Report, Span
from whoholds.terms import (
    ActorRole,
    Basis,
    Certainty,
    DatePrecision,
    EventType,
    Fighting,
    PlaceRole,
    Polarity,
    SourceKind,
    Stance,
    Status,
)

SAID = {
    Status.HELD: "{place}: held by {holder} on {day} ({source})",
    Status.CLAIMED: "{place}: claimed by {holder} on {day} ({source})",
    Status.CONTESTED: "{place}: fought over on {day} ({source})",
}
"""A row in words: what stands as the quote."""


def state_baseline(details: Mapping[str, str], knowledge: Knowledge, *, claim_id: str) -> tuple[Report, Claim]:
    """The report and the claim that a row of a baseline makes.

    Held is said by the table's maker, claimed by the holder itself as the maker tells it, contested is a fight.

    Args:
        details: place and holder by their ids, status, day, source, published and url.
        knowledge: What the ids mean.
        claim_id: Of the claim made.
    """
    status, place = Status(details["status"]), knowledge.place(details["place"])
    actor = knowledge.actor(details["holder"], ActorRole.SIDE) if "holder" in details else None
    said = SAID[status].format(
        place=place.name, holder=actor.name if actor else "", day=details["day"], source=details["source"]
    )
    report = _report(said, details)
    at = ClaimPlace(
        *(PlaceRole.AT, place.name, place.place_id, place.name, 0, len(place.name), place.lat, place.lon),
        *(place.country, place.admin1, place.admin2, precision_of(place), None, 1),
    )
    quote = Span(0, len(said), said)
    claim = Claim(
        *(claim_id, report.report_id, EventType.HOLDING if actor else EventType.ARMED_CLASH, None, quote, quote),
        actors=(actor,) if actor else (),
        places=(at,),
        when=ClaimTime(_of_day(details["day"]), None, None, None),
        fighting=Fighting.UNKNOWN if actor else Fighting.YES,
        polarity=Polarity.AFFIRMED,
        certainty=Certainty.CERTAIN,
        stance=Stance.CLAIMS if status is Status.CLAIMED else Stance.STATES,
        sources=_sources(status, actor, said, details["source"]),
    )
    return report, claim


def _report(said: str, details: Mapping[str, str]) -> Report:
    published = details.get("published", details["day"])
    written = "\x1f".join((said, details["source"], published, details.get("url", "")))
    report_id = hashlib.sha256(f"baseline\x1f{written}".encode()).hexdigest()[:32]
    return Report(
        report_id=report_id,
        path=f"baseline:{report_id[:12]}",
        text=said,
        sha256=hashlib.sha256(said.encode()).hexdigest(),
        published=date.fromisoformat(published),
        publisher=details["source"],
        url=details.get("url"),
    )


def _of_day(day: str) -> Interval:
    return Interval(day, day, DatePrecision.DAY, Basis.STATED)


def _sources(status: Status, actor: ClaimActor | None, said: str, source: str) -> tuple[ClaimSource, ...]:
    at = said.rindex(source)
    maker = ClaimSource(source, source, SourceKind.DOCUMENT, None, None, at, at + len(source))
    if status is not Status.CLAIMED or actor is None:
        return (maker,)
    at = said.index(actor.name)
    claimant = ClaimSource(actor.name, actor.name, SourceKind.PARTY, actor.side, None, at, at + len(actor.name))
    return (maker, claimant)
