"""What claims agree is one happening. Grain: one row per event."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from whoholds.store.rows import day_number, iso_day
from whoholds.views.control import Side, has_settled, list_sides
from whoholds.views.places import KnownPlace, list_places


@dataclass(frozen=True, slots=True)
class EventRow:
    """One happening at one place."""

    event_id: str
    event_type: str
    place: KnownPlace
    side: Side | None
    from_side: Side | None
    date_start: str | None  # the days that most of its claims could share
    date_end: str | None
    date_low: str | None  # the first day that any of its claims allows
    date_high: str | None
    fighting: str
    claims: int
    claims_against: int
    stories: int  # copies counted once
    sources: int
    first_published: str | None
    claim_ids: tuple[str, ...]  # of those that tell of it, and of those that deny it
    dissenting: tuple[str, ...]  # of those that deny it
    aliases: tuple[str, ...]  # ids it had, or would have, if its earlier claims were not there


def list_events(con: DuckDBPyConnection, *, as_of: str | None = None, known_by: str | None = None) -> list[EventRow]:
    """Every event, by its last day and place.

    Args:
        con: A connection to the ledger.
        as_of: Leave out what began after this day.
        known_by: Leave out what was first published after this day.
    """
    if not has_settled(con):
        return []
    places = {place.place_id: place for place in list_places(con)}
    sides = list_sides(con)
    members: dict[str, list[tuple[str, int]]] = {}
    told = con.execute("SELECT event_id, claim_id, agrees FROM event_claims ORDER BY ALL").fetchall()
    for event_id, claim_id, agrees in told:
        members.setdefault(event_id, []).append((claim_id, agrees))
    rows = con.execute(
        "SELECT event_id, event_type, place_id, side, from_side, day_start, day_end, low_day, high_day, fighting, "
        "claims, claims_against, stories, sources, first_published FROM events "
        "WHERE ($as_of IS NULL OR day_start IS NULL OR day_start <= $as_of) "
        "AND ($known_by IS NULL OR first_published <= $known_by) ORDER BY day_end, event_id",
        {"as_of": day_number(as_of), "known_by": day_number(known_by)},
    ).fetchall()
    return [_event(row, places, sides, members) for row in rows]


def _event(
    row: tuple[object, ...],
    places: dict[str, KnownPlace],
    sides: dict[str, Side],
    members: dict[str, list[tuple[str, int]]],
) -> EventRow:
    event_id, event_type, place_id, side, from_side, *days, fighting, claims, against, stories, sources, first = row

    def named(one: object) -> Side | None:
        return sides.get(str(one), Side(str(one), str(one), None)) if one else None

    told = members.get(str(event_id), [])
    start, end, low, high = (iso_day(day) if isinstance(day, int) else None for day in days)
    return EventRow(
        *(str(event_id), str(event_type), places[str(place_id)], named(side), named(from_side)),
        *(start, end, low, high, str(fighting)),
        *(_number(claims), _number(against), _number(stories), _number(sources)),
        iso_day(first) if isinstance(first, int) else None,
        tuple(claim_id for claim_id, _ in told),
        tuple(claim_id for claim_id, agrees in told if not agrees),
        tuple(one for claim_id, agrees in told if agrees and (one := f"{claim_id}@{place_id}") != event_id),
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
