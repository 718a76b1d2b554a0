"""Readings made by hand, and a reader that knows one form of sentence, so that tests of the ledger need no parser.

The reader turns "SIDE took PLACE." into a takeover claim with all that a claim can carry.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date

from whoholds.reading.reports import Loaded
from whoholds.records import (
    ActorMention,
    Claim,
    ClaimActor,
    ClaimPlace,
    ClaimSource,
    ClaimTime,
    Flag,
    Interval,
    Mentions,
    Quantity,
    Reading,
    Report,
    Span,
    Uncovered,
)
from whoholds.terms import (
    ActorKind,
    ActorRole,
    Basis,
    Certainty,
    DatePrecision,
    EventType,
    Fighting,
    FlagKind,
    PlacePrecision,
    PlaceRole,
    Polarity,
    Refusal,
    SourceKind,
    Stance,
)

FORM = re.compile(
    r"(?P<evidence>(?P<side>Red|Blue) (?P<trigger>took) (?P<count>\d+ posts in )?(?P<place>[^\W\d_][\w ]*?)"
    r"(?P<when> on Monday)?(?:, (?P<source>[\w ]+?) said)?)\."
)


def make_report(path: str, text: str, *, published: str | None = "2021-07-05", publisher: str | None = None) -> Report:
    key = "|".join((path, text, str(published), str(publisher)))
    return Report(
        report_id=hashlib.sha256(key.encode()).hexdigest()[:16],
        path=path,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        published=date.fromisoformat(published) if published else None,
        publisher=publisher,
    )


def load_made(reports: Iterable[Report]) -> list[Loaded]:
    return [Loaded(r, r.text.encode(), "text/plain", r.path, language=r.language) for r in reports]


def read_made(reports: Iterable[Report]) -> Iterator[Reading]:
    for report in reports:
        claims = tuple(_claim(report, match) for match in FORM.finditer(report.text))
        uncovered = tuple(
            Uncovered(report.report_id, m.start(), m.end(), m[0], "fell", Refusal.NO_PLACE)
            for m in re.finditer(r"[^.]*\bfell\b[^.]*\.", report.text)
        )
        yield Reading(report, None, _mentions(report), claims, uncovered, _fingerprint(report.text))


def _fingerprint(text: str) -> tuple[int, ...]:
    # A text's own ten numbers: copies are alike in all of them, other texts in none.
    start = int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")
    return tuple(range(start, start + 10))


def _mentions(report: Report) -> Mentions:
    return Mentions(
        actors=tuple(
            ActorMention(m.start("side"), m.end("side"), m["side"], m["side"], m["side"], m["side"], ActorKind.UNKNOWN)
            for m in FORM.finditer(report.text)
        )
    )


def _claim(report: Report, match: re.Match[str]) -> Claim:
    day = report.published.isoformat() if report.published else None
    place, side, source = match["place"], match["side"], match["source"]
    count = None
    if match["count"]:
        number = int(match["count"].split()[0])
        count = Quantity(match.start("count"), match.end("count"), match["count"], "post", number, number)
    sources = ()
    if source:
        sources = (
            ClaimSource(source, source, SourceKind.PARTY, "red", None, match.start("source"), match.end("source")),
        )
    return Claim(
        claim_id=hashlib.sha256(f"{report.report_id}{match.start()}".encode()).hexdigest()[:16],
        report_id=report.report_id,
        event_type=EventType.TAKEOVER,
        sub_event_type=None,
        evidence=_span(match, "evidence"),
        trigger=_span(match, "trigger"),
        actors=(
            ClaimActor(
                *(ActorRole.SIDE, side, f"actor:{side.lower()}", side.lower(), ActorKind.REBEL_GROUP),
                *(side, match.start("side"), match.end("side")),
            ),
            ClaimActor(ActorRole.FROM, "Nobody named", None, None, ActorKind.UNKNOWN, None, None, None),
        ),
        places=(
            ClaimPlace(
                *(PlaceRole.AT, place, f"gn:{len(place)}{place}", place, match.start("place"), match.end("place")),
                *(36.5, 68.9, "AF", "Kunduz", place, PlacePrecision.DISTRICT, None, 1),
            ),
        ),
        when=ClaimTime(
            Interval(None if not match["when"] else day, day, DatePrecision.DAY, Basis.PUBLICATION),
            match["when"],
            match.start("when") if match["when"] else None,
            match.end("when") if match["when"] else None,
        ),
        fighting=Fighting.UNKNOWN,
        polarity=Polarity.AFFIRMED,
        certainty=Certainty.CERTAIN,
        stance=Stance.STATES,
        count=count,
        sources=sources,
        flags=(Flag(FlagKind.DATE, "a Monday, but which?"),) if match["when"] else (),
    )


def _span(match: re.Match[str], group: str) -> Span:
    return Span(match.start(group), match.end(group), match[group])


def many_reports(count: int = 400) -> list[Report]:
    """Reports of two sides that take turns at twenty places; every tenth is a copy of the one before it."""
    made: list[Report] = []
    for number in range(count):
        day, place = f"2021-07-{number % 28 + 1:02}", f"Town{'abcdefghijklmnopqrst'[number % 20]}"
        side = "Red" if number % 3 else "Blue"
        text = f"Report {number}. {side} took {place} on Monday, a spokesman said. Prices fell. {side} took Hill."
        if number % 10 == 9:
            text, day = made[-1].text, str(made[-1].published)
        made.append(make_report(f"{number:04}.txt", text, published=day, publisher=f"Paper {number % 5}"))
    return made
