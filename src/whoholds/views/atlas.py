"""All that a map needs to show any day: each place's history, and how fresh its evidence was. Grain: one ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from whoholds.store.rows import day_number, iso_day
from whoholds.views.control import has_settled, list_sides
from whoholds.views.places import country_name

Column = list[Any]


@dataclass(frozen=True, slots=True)
class Atlas:
    """Columns of equal length under each head; days are integers since 1970-01-01.

    A place is named by its position in `places`, a side by its position in `sides`.
    """

    known_by: str
    rules: str
    places: dict[str, Column]  # place_id, name, lat, lon, country, admin1, admin2, precision, written, claims
    countries: dict[str, str]  # names by ISO code
    sides: list[dict[str, str]]  # those that any evidence speaks for, who most speaks for first; alike for every day
    spells: dict[str, Column]  # place, start, status, holder (None: nobody), contested_by; by place and start
    evidence: dict[str, Column]  # place, day, published: from `day` on the newest evidence is of `published`


PLACES = """
    WITH written AS (
        SELECT place_id, string_agg(text, '|' ORDER BY text) AS written FROM spellings GROUP BY place_id
    )
    SELECT p.place_id, p.name, p.lat, p.lon, p.country, p.admin1, p.admin2, p.precision, w.written, n.claims
    FROM settled_places p
    JOIN named_places n ON n.place_id = p.place_id
    JOIN written w ON w.place_id = p.place_id
    ORDER BY p.place_id
"""

SIDES = """
    SELECT for_side FROM evidence WHERE for_side IS NOT NULL GROUP BY for_side ORDER BY count(*) DESC, for_side
"""

SPELLS = """
    SELECT o.place, s.day_start AS start, s.status, s.holder, s.contested_by
    FROM ({spells}) s JOIN memory.ordinals o ON o.place_id = s.place_id
    ORDER BY o.place, s.day_start
"""

EVIDENCE = """
    WITH days AS (
        SELECT place_id, day_from AS day, max(published) AS published
        FROM evidence WHERE published <= $known_by
        GROUP BY place_id, day_from
    ),
    newest AS (
        SELECT *, max(published) OVER (
            PARTITION BY place_id ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
        FROM days
    )
    SELECT o.place, n.day, n.published
    FROM newest n JOIN memory.ordinals o ON o.place_id = n.place_id
    WHERE n.before IS NULL OR n.published > n.before
    ORDER BY o.place, n.day
"""


def draw_atlas(con: DuckDBPyConnection, spells: str, *, known_by: str | None, rules: str) -> Atlas:
    """The history of every place that a claim of control concerns, as known by a day.

    Args:
        con: A connection to the ledger, over which tables may be made.
        spells: Settling's step that makes spells from turning_days.
        known_by: The last day of publication that counts; None: the last the ledger has.
        rules: The rule set that the spells follow.
    """
    last = "SELECT max(published) FROM reports WHERE report_id NOT IN (SELECT report_id FROM reports_set_aside)"
    known_by = known_by or iso_day(con.execute(last).fetchall()[0][0]) or "1970-01-01"
    if not has_settled(con):
        return Atlas(known_by, rules, {}, {}, [], {}, {})
    until = day_number(known_by)
    places = _columns(con, PLACES)
    con.execute(
        "CREATE OR REPLACE TABLE memory.ordinals AS "
        "SELECT place_id, CAST(row_number() OVER (ORDER BY place_id) - 1 AS INTEGER) AS place FROM settled_places"
    )
    con.execute(
        "CREATE OR REPLACE TABLE memory.turning_days AS "
        "SELECT place_id, as_of, CAST(? AS INTEGER) AS known_by FROM ledger.turning_days",
        [until],
    )
    history = _columns(con, SPELLS.format(spells=spells))
    names = list_sides(con)
    order = [side for (side,) in con.execute(SIDES).fetchall()]
    number = {side: i for i, side in enumerate(order)}
    history["holder"] = [None if side is None else number[side] for side in history["holder"]]
    sides = [{"side": side, "name": names[side].name if side in names else side} for side in order]
    countries = {code: country_name(code) or code for code in sorted({code for code in places["country"] if code})}
    return Atlas(known_by, rules, places, countries, sides, history, _columns(con, EVIDENCE, {"known_by": until}))


def _columns(con: DuckDBPyConnection, sql: str, parameters: dict[str, Any] | None = None) -> dict[str, Column]:
    cursor = con.execute(sql, parameters)
    heads = [column[0] for column in cursor.description or []]
    rows = cursor.fetchall()
    columns = zip(*rows, strict=True) if rows else ((),) * len(heads)
    return {head: list(column) for head, column in zip(heads, columns, strict=True)}
