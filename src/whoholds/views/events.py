"""What claims agree is one happening. Grain: one row per event."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from whoholds.store.rows import day_number, iso_day
from whoholds.terms import ActorRole, SubEventType
from whoholds.views.control import Side, has_settled, list_sides
from whoholds.views.event_figures import EventFigure, figures_of
from whoholds.views.places import KnownPlace, list_places


@dataclass(frozen=True, slots=True)
class EventRow:
    """One happening at one place."""

    event_id: str
    event_type: str
    sub_event_type: SubEventType | None  # ACLED's, as most of its claims have it
    place: KnownPlace
    side: Side | None  # who did it; of a party that nobody knows, as claims name it, without an id
    from_side: Side | None  # who lost by it, or the other party
    targets: tuple[str, ...]  # whom it was done to, as claims name them
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
    figures: tuple[EventFigure, ...]  # of people killed, wounded, captured, missing and displaced


@dataclass(frozen=True, slots=True)
class _Members:
    """What the claims of events say beside what settling keeps. Each by event_id."""

    claims: dict[str, list[tuple[str, int]]]
    kinds: dict[str, SubEventType]
    doers: dict[str, str]
    targets: dict[str, tuple[str, ...]]
    figures: dict[str, tuple[EventFigure, ...]]


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
    members = _members(con, day_number(known_by))
    rows = con.execute(
        "SELECT event_id, event_type, place_id, side, from_side, day_start, day_end, low_day, high_day, fighting, "
        "claims, claims_against, stories, sources, first_published FROM events "
        "WHERE ($as_of IS NULL OR day_start IS NULL OR day_start <= $as_of) "
        "AND ($known_by IS NULL OR first_published <= $known_by) ORDER BY day_end, event_id",
        {"as_of": day_number(as_of), "known_by": day_number(known_by)},
    ).fetchall()
    return [_event(row, places, sides, members) for row in rows]


def _members(con: DuckDBPyConnection, known_by: int | None) -> _Members:
    claims: dict[str, list[tuple[str, int]]] = {}
    for event_id, claim_id, agrees in con.execute(
        "SELECT event_id, claim_id, agrees FROM event_claims ORDER BY ALL"
    ).fetchall():
        claims.setdefault(event_id, []).append((claim_id, agrees))
    kinds = con.execute("""
        SELECT e.event_id, c.sub_event_type
        FROM event_claims e JOIN claims c ON c.claim_id = e.claim_id
        WHERE e.agrees = 1 AND c.sub_event_type IS NOT NULL
        GROUP BY ALL ORDER BY e.event_id, count(*), c.sub_event_type DESC
    """).fetchall()
    doers = con.execute(f"{_NAMED} AND a.side IS NULL AND a.actor_id IS NULL {_MOST_LAST}", [ActorRole.SIDE]).fetchall()
    targets: dict[str, list[str]] = {}
    for event_id, name in con.execute(f"{_NAMED} {_MOST_LAST}", [ActorRole.TARGET]).fetchall():
        targets.setdefault(event_id, []).insert(0, name)
    return _Members(
        claims,
        {event_id: SubEventType(kind) for event_id, kind in kinds},
        dict(doers),
        {event_id: tuple(names) for event_id, names in targets.items()},
        figures_of(con, known_by=known_by),
    )


_NAMED = """
    SELECT e.event_id, a.name
    FROM event_claims e JOIN claim_actors a ON a.claim_id = e.claim_id
    WHERE e.agrees = 1 AND a.role = ?
"""
_MOST_LAST = "GROUP BY ALL ORDER BY e.event_id, count(*), a.name DESC"


def _event(
    row: tuple[object, ...],
    places: dict[str, KnownPlace],
    sides: dict[str, Side],
    members: _Members,
) -> EventRow:
    event_id, event_type, place_id, side, from_side, *days, fighting, claims, against, stories, sources, first = row

    def named(one: object) -> Side | None:
        return sides.get(str(one), Side(str(one), str(one), None)) if one else None

    key = str(event_id)
    told = members.claims.get(key, [])
    doer = Side("", members.doers[key], None) if key in members.doers else None
    start, end, low, high = (iso_day(day) if isinstance(day, int) else None for day in days)
    return EventRow(
        event_id=key,
        event_type=str(event_type),
        sub_event_type=members.kinds.get(key),
        place=places[str(place_id)],
        side=named(side) or doer,
        from_side=named(from_side),
        targets=members.targets.get(key, ()),
        date_start=start,
        date_end=end,
        date_low=low,
        date_high=high,
        fighting=str(fighting),
        claims=_number(claims),
        claims_against=_number(against),
        stories=_number(stories),
        sources=_number(sources),
        first_published=iso_day(first) if isinstance(first, int) else None,
        claim_ids=tuple(claim_id for claim_id, _ in told),
        dissenting=tuple(claim_id for claim_id, agrees in told if not agrees),
        aliases=tuple(one for claim_id, agrees in told if agrees and (one := f"{claim_id}@{place_id}") != event_id),
        figures=members.figures.get(key, ()),
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
