"""Records to rows of schema.sql and back: the only place that knows both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from duckdb import DuckDBPyConnection

from whoholds.records import (
    Casualty,
    Claim,
    ClaimActor,
    ClaimPlace,
    ClaimSource,
    ClaimTime,
    Flag,
    Interval,
    Quantity,
    Reading,
    Report,
    Span,
)
from whoholds.terms import (
    ActorKind,
    ActorRole,
    Basis,
    CasualtyOutcome,
    Certainty,
    DatePrecision,
    EventType,
    Fighting,
    FlagKind,
    PlacePrecision,
    PlaceRole,
    Polarity,
    SourceKind,
    Stance,
    SubEventType,
)

Row = tuple[Any, ...]

EPOCH = date(1970, 1, 1).toordinal()

DAYS_KEPT = 4096
"""How many days are remembered in both forms: ten years, as thousands of rows name the same few."""


@lru_cache(DAYS_KEPT)
def day_number(iso: str | None) -> int | None:
    """Days since 1970-01-01 of an ISO date or date and time; None stays None."""
    return None if iso is None else date.fromisoformat(iso[:10]).toordinal() - EPOCH


@lru_cache(DAYS_KEPT)
def iso_day(day: int | None) -> str | None:
    """The ISO date of a number of days since 1970-01-01; None stays None."""
    return None if day is None else date.fromordinal(day + EPOCH).isoformat()


def reading_rows(reading: Reading, *, got_from: str, got_at: str) -> dict[str, list[Row]]:
    """The rows that one reading adds, by table, in the tables' column order.

    Two claims of one id say the same of the same: the first stands for both.
    """
    claims = {claim.claim_id: claim for claim in reversed(reading.claims)}
    return {
        "reports": [_report_row(reading.report, reading.publisher_side, got_from, got_at)],
        "fingerprints": [(reading.report.report_id, shingle) for shingle in reading.fingerprint],
        "uncovered": [(u.report_id, u.start, u.end, u.text, u.trigger, u.reason) for u in reading.uncovered],
        **claim_rows(claims.values()),
    }


def claim_rows(claims: Iterable[Claim]) -> dict[str, list[Row]]:
    """The rows of claims, by table, in the tables' column order."""
    rows: dict[str, list[Row]] = {
        table: []
        for table in ("claims", "claim_actors", "claim_places", "claim_sources", "claim_flags", "claim_casualties")
    }
    for claim in claims:
        rows["claims"].append(_claim_row(claim))
        for table, children in _child_rows(claim).items():
            rows[table].extend(children)
    return rows


def _report_row(report: Report, publisher_side: str | None, got_from: str, got_at: str) -> Row:
    published = report.published.toordinal() - EPOCH if report.published else None
    return (
        *(report.report_id, report.path, report.sha256, got_from, got_at),
        *(report.publisher, publisher_side, published, report.dateline, report.url, report.title, report.language),
        *(report.body_start, report.text, hashlib.sha256(report.text.encode()).hexdigest()),
    )


def _claim_row(claim: Claim) -> Row:
    when, count = claim.when, claim.count
    interval = when.interval
    counted: Row = (None,) * 9
    if count:
        counted = (
            *(count.unit, count.low, count.high, count.of, count.share_low, count.share_high),
            *(count.text, count.start, count.end),
        )
    return (
        *(claim.claim_id, claim.report_id, claim.event_type, claim.sub_event_type),
        *(claim.evidence.start, claim.evidence.end, claim.evidence.text),
        *(claim.trigger.start, claim.trigger.end, claim.trigger.text),
        *(day_number(interval.date_start), day_number(interval.date_end), interval.date_start, interval.date_end),
        *(interval.precision, interval.basis, when.text, when.start, when.end),
        *counted,
        *(claim.fighting, claim.polarity, claim.certainty, claim.stance, int(claim.historical), claim.part_of),
    )


def _child_rows(claim: Claim) -> dict[str, list[Row]]:
    key = claim.claim_id
    return {
        "claim_actors": [
            (key, i, a.role, a.name, a.actor_id, a.side, a.kind, a.start, a.end, a.text)
            for i, a in enumerate(claim.actors)
        ],
        "claim_places": [
            (
                *(key, i, p.role, p.name, p.place_id, p.start, p.end, p.text, p.lat, p.lon),
                *(p.country, p.admin1, p.admin2, p.precision, p.part, p.candidates),
            )
            for i, p in enumerate(claim.places)
        ],
        "claim_sources": [
            (key, i, s.name, s.kind, s.side, s.said_on, s.start, s.end, s.text) for i, s in enumerate(claim.sources)
        ],
        "claim_flags": [(key, i, f.kind, f.why) for i, f in enumerate(claim.flags)],
        "claim_casualties": [
            (key, i, c.group, c.actor_id, c.outcome, c.leaders, c.low, c.high, c.text, c.start, c.end)
            for i, c in enumerate(claim.casualties)
        ],
    }


def claims_from(con: DuckDBPyConnection, chosen: str) -> Iterator[Claim]:
    """Claims as they were read, in the order of claim_id.

    Args:
        con: A connection to the ledger.
        chosen: SQL that selects one column, the claim_ids wanted.
    """
    actors = _children(con, "claim_actors", "role, name, actor_id, side, kind, text, start_at, end_at", chosen)
    places = _children(
        con,
        "claim_places",
        "role, name, place_id, text, start_at, end_at, lat, lon, country, admin1, admin2, precision, part, candidates",
        chosen,
    )
    sources = _children(con, "claim_sources", "name, text, kind, side, said_on, start_at, end_at", chosen)
    flags = _children(con, "claim_flags", "kind, why", chosen)
    casualties = casualties_of(con, chosen)
    query = f"SELECT * FROM claims WHERE claim_id IN ({chosen}) ORDER BY claim_id"
    cursor = con.execute(query)
    names = [column[0] for column in cursor.description or []]
    for values in cursor.fetchall():
        row = dict(zip(names, values, strict=True))
        key = row["claim_id"]
        claim = _claim(
            row,
            actors=tuple(_actor(a) for a in actors.get(key, ())),
            places=tuple(_place(p) for p in places.get(key, ())),
            sources=tuple(_source(s) for s in sources.get(key, ())),
            flags=tuple(Flag(FlagKind(kind), why) for kind, why in flags.get(key, ())),
        )
        yield replace(claim, casualties=casualties.get(key, ()))


def casualties_of(con: DuckDBPyConnection, chosen: str) -> dict[str, tuple[Casualty, ...]]:
    """The casualties of claims, in text order, by claim_id.

    Args:
        con: A connection to the ledger.
        chosen: SQL that selects one column, the claim_ids wanted.
    """
    harmed = "people, actor_id, outcome, leaders, low, high, text, start_at, end_at"
    found = _children(con, "claim_casualties", harmed, chosen)
    return {key: tuple(_casualty(row) for row in rows) for key, rows in found.items()}


def _children(con: DuckDBPyConnection, table: str, columns: str, chosen: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    query = f"SELECT claim_id, {columns} FROM {table} WHERE claim_id IN ({chosen}) ORDER BY claim_id, ordinal"
    for key, *rest in con.execute(query).fetchall():
        found.setdefault(key, []).append(tuple(rest))
    return found


def _actor(row: Row) -> ClaimActor:
    role, name, actor_id, side, kind, *words = row
    return ClaimActor(ActorRole(role), name, actor_id, side, ActorKind(kind), *words)


def _place(row: Row) -> ClaimPlace:
    role, name, place_id, *between, precision, part, candidates = row
    text, start, end, lat, lon, country, admin1, admin2 = between
    return ClaimPlace(
        *(PlaceRole(role), name, place_id, text, start, end, lat, lon, country, admin1, admin2),
        *(PlacePrecision(precision), part, candidates),
    )


def _source(row: Row) -> ClaimSource:
    name, text, kind, *rest = row
    return ClaimSource(name, text, SourceKind(kind), *rest)


def _casualty(row: Row) -> Casualty:
    people, actor_id, outcome, *rest = row
    return Casualty(people, actor_id, CasualtyOutcome(outcome), *rest)


def _claim(
    row: dict[str, Any],
    *,
    actors: tuple[ClaimActor, ...],
    places: tuple[ClaimPlace, ...],
    sources: tuple[ClaimSource, ...],
    flags: tuple[Flag, ...],
) -> Claim:
    interval = Interval(
        row["date_start"], row["date_end"], DatePrecision(row["when_precision"]), Basis(row["when_basis"])
    )
    count = None
    if row["count_text"] is not None:
        count = Quantity(
            *(row["count_start"], row["count_end"], row["count_text"], row["count_unit"]),
            *(row["count_low"], row["count_high"], row["count_of"], row["share_low"], row["share_high"]),
        )
    return Claim(
        claim_id=row["claim_id"],
        report_id=row["report_id"],
        event_type=EventType(row["event_type"]),
        sub_event_type=SubEventType(row["sub_event_type"]) if row["sub_event_type"] else None,
        evidence=Span(row["evidence_start"], row["evidence_end"], row["evidence_text"]),
        trigger=Span(row["trigger_start"], row["trigger_end"], row["trigger_text"]),
        actors=actors,
        places=places,
        when=ClaimTime(interval, row["time_text"], row["time_start"], row["time_end"]),
        fighting=Fighting(row["fighting"]),
        polarity=Polarity(row["polarity"]),
        certainty=Certainty(row["certainty"]),
        stance=Stance(row["stance"]),
        historical=bool(row["historical"]),
        count=count,
        part_of=row["part_of"],
        sources=sources,
        flags=flags,
    )
