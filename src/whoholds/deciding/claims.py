"""The claims that decisions make: one read from a report with some of its fields changed, or a new one from a quote."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from whoholds.deciding.asked import CLEARED, YES
from whoholds.deciding.knowledge import Knowledge, precision_of
from whoholds.errors import DecisionRefused
from whoholds.records import Claim, ClaimActor, ClaimPlace, ClaimSource, ClaimTime, Interval, Report, Span
from whoholds.store.rows import iso_day
from whoholds.terms import (
    ActorRole,
    Basis,
    Certainty,
    DatePrecision,
    EventType,
    Fighting,
    PlacePrecision,
    PlaceRole,
    Polarity,
    SourceKind,
    Stance,
)

Details = Mapping[str, str]

SPANNING = ((1, DatePrecision.DAY), (7, DatePrecision.WEEK), (31, DatePrecision.MONTH), (366, DatePrecision.YEAR))
"""The longest interval, in days, that each precision is given to."""


def correct_claim(claim: Claim, details: Details, knowledge: Knowledge, *, claim_id: str) -> Claim:
    """A claim with the fields that were given put in the place of its own; the words it rests on stay.

    Args:
        claim: As it was read.
        details: The new fields, places and actors by their ids; `none` empties a field.
        knowledge: What the ids mean.
        claim_id: Of the claim made.
    """
    corrected = replace(claim, claim_id=claim_id, flags=())
    for role, name in ((ActorRole.SIDE, "side"), (ActorRole.FROM, "from")):
        if name in details:
            corrected = replace(corrected, actors=_with_actor(corrected, role, details[name], knowledge))
    if "place" in details or "part" in details:
        corrected = replace(corrected, places=_with_place(corrected, details, knowledge))
    if "date_start" in details or "date_end" in details:
        corrected = replace(corrected, when=_with_days(corrected.when, details))
    if "source" in details or "source_kind" in details or "source_side" in details:
        corrected = replace(corrected, sources=_with_source(corrected, details))
    if {"event_type", "side", "fighting"} & details.keys():
        # ACLED's name for it rests on these three; what it would be now nobody said.
        corrected = replace(corrected, sub_event_type=None)
    return _with_words(corrected, details)


def _with_words(claim: Claim, details: Details) -> Claim:
    return replace(
        claim,
        event_type=EventType(details.get("event_type", claim.event_type)),
        polarity=Polarity(details.get("polarity", claim.polarity)),
        certainty=Certainty(details.get("certainty", claim.certainty)),
        stance=Stance(details.get("stance", claim.stance)),
        fighting=Fighting(details.get("fighting", claim.fighting)),
        historical=details["historical"] == YES if "historical" in details else claim.historical,
    )


def _with_actor(claim: Claim, role: ActorRole, asked: str, knowledge: Knowledge) -> tuple[ClaimActor, ...]:
    others = tuple(actor for actor in claim.actors if actor.role is not role)
    if asked == CLEARED:
        return others
    written = next((actor for actor in claim.actors if actor.role is role), None)
    actor = knowledge.actor(asked, role)
    if written is not None:
        actor = replace(actor, text=written.text, start=written.start, end=written.end)
    return (actor, *others) if role is ActorRole.SIDE else (*others, actor)


def _with_place(claim: Claim, details: Details, knowledge: Knowledge) -> tuple[ClaimPlace, ...]:
    at = [place for place in claim.places if place.role is PlaceRole.AT]
    others = tuple(place for place in claim.places if place.role is not PlaceRole.AT)
    part = details.get("part")
    if "place" in details:
        written = at[0] if at else None
        span = Span(written.start, written.end, written.text) if written else claim.evidence
        at = [_place(details["place"], span, written.part if written else None, knowledge)]
    if part is not None:
        at = [replace(place, part=None if part == CLEARED else part) for place in at]
    return (*at, *others)


def _place(place_id: str, span: Span, part: str | None, knowledge: Knowledge) -> ClaimPlace:
    if place_id == CLEARED:
        return ClaimPlace(
            *(PlaceRole.AT, span.text, None, span.text, span.start, span.end, None, None, None, None, None),
            *(PlacePrecision.UNRESOLVED, part, 0),
        )
    known = knowledge.place(place_id)
    return ClaimPlace(
        *(PlaceRole.AT, known.name, known.place_id, span.text, span.start, span.end, known.lat, known.lon),
        *(known.country, known.admin1, known.admin2, precision_of(known), part, 1),
    )


def _with_days(when: ClaimTime, details: Details) -> ClaimTime:
    start = _cleared(details.get("date_start", when.interval.date_start))
    end = _cleared(details.get("date_end", when.interval.date_end))
    if start and end and start[:10] > end[:10]:
        raise DecisionRefused(f"the days would run from {start} to {end}: give date_start and date_end together")
    return replace(when, interval=Interval(start, end, _precision(start, end), Basis.STATED))


def _cleared(text: str | None) -> str | None:
    return None if text == CLEARED else text


def _precision(start: str | None, end: str | None) -> DatePrecision:
    if start is None or end is None:
        return DatePrecision.LONGER
    days = (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days + 1
    return next((precision for longest, precision in SPANNING if days <= longest), DatePrecision.LONGER)


def _with_source(claim: Claim, details: Details) -> tuple[ClaimSource, ...]:
    name = details.get("source")
    if name == CLEARED:
        return ()
    if name is None:
        if not claim.sources:
            raise DecisionRefused("the claim cites no source: give source, its name, too")
        changed = claim.sources[-1]
    else:
        span = _within(name, claim.evidence)
        changed = ClaimSource(name, span.text, SourceKind.UNNAMED, None, None, span.start, span.end)
    changed = replace(
        changed,
        kind=SourceKind(details.get("source_kind", changed.kind)),
        side=_cleared(details.get("source_side", changed.side)),
    )
    return (changed,) if name else (*claim.sources[:-1], changed)


def _within(words: str, quote: Span) -> Span:
    """The span of words in a quote; the quote itself where it hasn't got them."""
    at = quote.text.lower().find(words.lower())
    # Lower-casing keeps the length of nearly every text; where it doesn't, the spans would not fit.
    if at < 0 or len(quote.text.lower()) != len(quote.text):
        return quote
    return Span(quote.start + at, quote.start + at + len(words), quote.text[at : at + len(words)])


def report_of_quote(details: Details) -> Report:
    """The report that an added claim stands in, if that was not read: nothing but the quote, with its day.

    Raises:
        DecisionRefused: The day of publication is missing, without which nobody can say when it was known.
    """
    if "published" not in details:
        raise DecisionRefused(
            "found neither report nor published: name the report that the quote stands in, or, of a text that was not "
            "read, the day on which it was published"
        )
    quote, names = details["quote"], ("quote", "published", "publisher", "url")
    written = "\x1f".join(details.get(name, "") for name in names)
    report_id = hashlib.sha256(f"quoted by an analyst\x1f{written}".encode()).hexdigest()[:32]
    return Report(
        report_id=report_id,
        path=f"quoted:{report_id[:12]}",
        text=quote,
        sha256=hashlib.sha256(quote.encode()).hexdigest(),
        published=date.fromisoformat(details["published"]),
        publisher=details.get("publisher"),
        url=details.get("url"),
    )


def add_claim(
    details: Details, knowledge: Knowledge, *, claim_id: str, report: Report | None, report_id: str | None
) -> Claim:
    """A new claim.

    Args:
        details: Its fields, places and actors by their ids.
        knowledge: What the ids mean.
        claim_id: Of the claim made.
        report: The report made of the quote; None: it stands in one of the ledger.
        report_id: That report.

    Raises:
        DecisionRefused: The quote doesn't stand in the report, or more than once.
    """
    if report is not None:
        quote, report_id = Span(0, len(report.text), report.text), report.report_id
        published: str | None = details["published"]
    else:
        quote, published = _find_quote(details["quote"], str(report_id), knowledge)
    event_type = EventType(details["event_type"])
    actors = _actors(details, knowledge)
    if not actors and event_type is not EventType.ARMED_CLASH:
        raise DecisionRefused("found no side: say who takes, holds or leaves the place")
    words = _within(knowledge.place(details["place"]).name, quote)
    place = _place(details["place"], words, details.get("part"), knowledge)
    claim = Claim(
        *(claim_id, str(report_id), event_type, None, quote, quote, actors, (place,)),
        when=ClaimTime(_interval(details, event_type, published), None, None, None),
        fighting=Fighting.YES if event_type is EventType.ARMED_CLASH else Fighting.UNKNOWN,
        polarity=Polarity.AFFIRMED,
        certainty=Certainty.CERTAIN,
        stance=Stance.STATES,
    )
    if "source" in details:
        claim = replace(claim, sources=_with_source(claim, details))
    return _with_words(claim, details)


def _actors(details: Details, knowledge: Knowledge) -> tuple[ClaimActor, ...]:
    roles = ((ActorRole.SIDE, "side"), (ActorRole.FROM, "from"))
    return tuple(knowledge.actor(details[name], role) for role, name in roles if name in details)


def _interval(details: Details, event_type: EventType, published: str | None) -> Interval:
    start, end = details.get("date_start"), details.get("date_end")
    if start is None and end is None:
        began = published if event_type is EventType.HOLDING else None
        return Interval(began, published, DatePrecision.DAY, Basis.PUBLICATION)
    end = end or published
    return Interval(start, end, _precision(start, end), Basis.STATED)


def _find_quote(words: str, report_id: str, knowledge: Knowledge) -> tuple[Span, str | None]:
    query = "SELECT text, published FROM reports WHERE report_id = ?"
    text, published = knowledge.con.execute(query, [report_id]).fetchall()[0]
    times = text.count(words)
    if times != 1:
        found = f"{times} times" if times else "not"
        raise DecisionRefused(f"the quote stands {found} in that report: give words that stand there once, as written")
    start = text.index(words)
    return Span(start, start + len(words), words), iso_day(published)
