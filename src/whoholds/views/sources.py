"""What became of what each publisher and source said. Grain: one row per publisher, and one per source."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from duckdb import DuckDBPyConnection

from whoholds.store.rows import iso_day
from whoholds.views.contradictions import contradictions_sql, days_asked
from whoholds.views.control import has_settled


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The record of a publisher, or of a source that reports cite."""

    who: str  # publisher or source
    name: str | None  # None: publisher not named
    kind: str | None  # of a source
    side: str | None
    claims: int  # copies' repetitions not counted
    corroborated: int  # another source told of the same event on its day or later
    contradicted: int  # a later claim denies it, or can't be so beside it
    never_again: int  # neither
    lead_days: float | None  # median, from its first telling of an event to the next source's
    lag_days: float | None  # median, from the first source's telling to its own
    first_published: str | None
    last_published: str | None


def list_sources(con: DuckDBPyConnection, *, as_of: str | None = None, known_by: str | None = None) -> list[SourceRow]:
    """Publishers, then sources, who claims most first.

    Args:
        con: A connection to the ledger, over which tables may be made.
        as_of: Leave out what is said of days after this one.
        known_by: Leave out what was published after this day.
    """
    if not has_settled(con):
        return []
    asked = days_asked(as_of, known_by)
    con.execute(f"CREATE OR REPLACE TEMPORARY TABLE contradictions AS {contradictions_sql()}", asked)
    sql = (files("whoholds.views") / "sources.sql").read_text(encoding="utf-8")
    rows = con.execute(sql, asked).fetchall()
    con.execute("DROP TABLE contradictions")
    return [_source(row) for row in rows]


def _source(row: tuple[Any, ...]) -> SourceRow:
    who, name, kind, side, claims, corroborated, contradicted, never_again, lead_days, lag_days, first, last = row
    return SourceRow(
        *(who, name, kind, side, claims, int(corroborated), int(contradicted), int(never_again)),
        *(lead_days, lag_days, iso_day(first), iso_day(last)),
    )


def source_to_json(row: SourceRow) -> dict[str, object]:
    """One publisher or source as `whoholds sources --format jsonl` prints it."""
    return {
        **{"who": row.who, "name": row.name, "kind": row.kind, "side": row.side, "claims": row.claims},
        **{"corroborated": row.corroborated, "contradicted": row.contradicted, "never_again": row.never_again},
        **{"lead_days": row.lead_days, "lag_days": row.lag_days},
        **{"first_published": row.first_published, "last_published": row.last_published},
    }
