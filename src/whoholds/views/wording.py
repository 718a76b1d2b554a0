"""Records in words: how a claim, its day, its place and its sources are said to people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from whoholds.records import Claim, ClaimPlace, Interval
from whoholds.terms import CONTROL_TYPES, ActorRole, Certainty, EventType, PlaceRole, Polarity
from whoholds.views.claims import ReportedIn, StatedClaim
from whoholds.views.event_figures import EventFigure
from whoholds.views.events import EventRow
from whoholds.views.places import country_name

HAPPENINGS: dict[str, str] = {
    EventType.TAKEOVER: "taken by",
    EventType.HOLDING: "held by",
    EventType.WITHDRAWAL: "left or lost by",
}
"""What happened to a place, before the name of who did it; so no verb need agree with the name's number."""

SHARED = frozenset({EventType.ARMED_CLASH, EventType.AGREEMENT})
"""What two parties have in common, whoever is named first."""


def say_day(iso: str) -> str:
    """A day as people write it: 5 July 2021; with the minute, if it is known."""
    day = date.fromisoformat(iso[:10])
    said = f"{day.day} {day:%B} {day.year}"
    return f"{said}, {iso[11:16]}" if len(iso) > 10 else said


def say_days(start: str | None, end: str | None) -> str:
    """An interval as people write it; open ends are said to be open."""
    if start is None:
        return f"by {say_day(end)}" if end else "no day given"
    if end is None:
        return f"from {say_day(start)}"
    if start == end:
        return say_day(start)
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    if len(start) > 10 or len(end) > 10 or first.year != last.year:
        return f"{say_day(start)} to {say_day(end)}"
    if first.month != last.month:
        return f"{first.day} {first:%B} to {say_day(end)}"
    return f"{first.day} to {say_day(end)}"


def claim_words(claim: Claim) -> str:
    """What a claim says, without place and time: "not taken by Taliban from Afghan Army (planned)"."""
    others = (ActorRole.FROM,) if claim.event_type in CONTROL_TYPES else (ActorRole.TARGET, ActorRole.WITH)
    said = say_happening(
        claim.event_type,
        actor_names(claim, ActorRole.SIDE) or None,
        join_names([names for role in others if (names := actor_names(claim, role))]) or None,
        negated=claim.polarity is Polarity.NEGATED,
    )
    marks = [str(claim.certainty)] if claim.certainty is not Certainty.CERTAIN else []
    marks += ["history"] if claim.historical else []
    return f"{said} ({', '.join(marks)})" if marks else said


def say_happening(event_type: str, side: str | None, other: str | None, *, negated: bool = False) -> str:
    """What happened, by whom, to whose loss, on whom or with whom."""
    denied = "not " if negated else ""
    if event_type in HAPPENINGS:
        words = f"{denied}{HAPPENINGS[event_type]} {side or 'somebody not named'}"
        return f"{words}, from {other}" if other else words
    happening = denied + event_type.replace("_", " ")
    if event_type in SHARED and side and other:
        return f"{happening}: {side} and {other}"
    words = f"{happening} by {side or 'somebody not named'}"
    return f"{words}, against {other}" if other else words


def say_event(event: EventRow) -> str:
    """What an event was: who did it, and on whom or with whom."""
    control = event.event_type in HAPPENINGS or event.event_type in SHARED
    others = [] if control else list(event.targets)
    side, other = (party.name if party else None for party in (event.side, event.from_side))
    return say_happening(event.event_type, side, join_names(others) or other)


def say_figure(figure: EventFigure) -> str:
    """How many people something befell: "killed 6 (4 to 9)"."""
    span = "" if figure.low == figure.high else f" ({figure.low} to {figure.high})"
    return f"{figure.outcome} {figure.best}{span}"


def actor_names(claim: Claim, role: ActorRole) -> str:
    """The names of a claim's actors in a role, joined by commas and an "and"."""
    return join_names(list(dict.fromkeys(actor.name for actor in claim.actors if actor.role == role)))


def join_names(names: list[str]) -> str:
    """Names as a list in a sentence: a; a and b; a, b and c."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def claim_place(claim: Claim) -> str:
    """The places a claim concerns, with their parents."""
    at = [say_place(place) for place in claim.places if place.role is PlaceRole.AT]
    within = [place.name for place in claim.places if place.role is PlaceRole.WITHIN]
    said = "\n".join(at)
    return f"{said}\n(in {join_names(within)})" if within else said


def say_place(place: ClaimPlace) -> str:
    """A place with its part and parents: "the airport of Herat, Herat, AF"."""
    parents = [above for above in (place.admin1, country_name(place.country)) if above and above != place.name]
    said = ", ".join([place.name, *parents])
    return f"{said} ({place.part})" if place.part else said


def claim_when(claim: Claim) -> str:
    """When, in days, with the words it rests on."""
    days = say_interval(claim.when.interval)
    return f"{days}\n(“{claim.when.text}”)" if claim.when.text else days


def say_interval(interval: Interval) -> str:
    """An interval's days in words."""
    return say_days(interval.date_start, interval.date_end)


def claim_sources(stated: StatedClaim, sides: Mapping[str, str]) -> str:
    """Who says so, outermost first; the report itself if it cites nobody.

    Args:
        stated: The claim.
        sides: Names of sides by their ids.
    """
    sources = stated.claim.sources
    if not sources:
        return f"{say_publisher(stated.report)} itself"
    return ", citing ".join(
        f"{source.name} ({sides.get(source.side, source.side) if source.side else source.kind})" for source in sources
    )


def say_publisher(report: ReportedIn) -> str:
    """A report by its publisher, where none is known by its file's name."""
    return report.publisher or say_file(report.path)


def say_file(path: str) -> str:
    """The last part of a path, which is what tells files apart in a table."""
    return path.replace("\\", "/").rpartition("/")[2] or path
