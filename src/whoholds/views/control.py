"""Who holds each place on one day, by what was published until another. Grain: one row per place of any claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from whoholds.errors import ConfigError, LedgerError
from whoholds.store.rows import day_number, iso_day
from whoholds.terms import ContestedBy, Status
from whoholds.views.claims import has_table
from whoholds.views.places import KnownPlace, list_places
from whoholds.views.reasons import say_reason


@dataclass(frozen=True, slots=True)
class Side:
    """A side by its name."""

    side: str
    name: str
    actor_id: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """What a view is asked for: a day in the world, the last day of publication, the rules of evidence."""

    as_of: str
    known_by: str
    rules: str


@dataclass(frozen=True, slots=True)
class ControlRow:
    """The status of a place at a moment. Grain: one place."""

    place: KnownPlace
    moment: Moment
    status: Status
    label: str  # the rule set's own word
    holder: Side | None
    parties: tuple[Side, ...]
    contested_by: ContestedBy | None
    since: tuple[str | None, str | None] | None  # the days within which it began; None: not known or no holder
    claims_for: int
    claims_against: int
    independent_sources: int
    newest_evidence: str | None
    reason_code: str
    reason: str  # in plain words; a long silence since is said

    @property
    def age_days(self) -> int | None:
        """How old the newest evidence is on the day asked about, in days; None: there is none."""
        return _age_days(self.newest_evidence, self.moment)


SILENT_DAYS = 30
"""From this age of the newest evidence on, a status says how old it is: a judgement. News tells of falls more often
than of recaptures, so an old status is less sure than it looks."""


def _silent_days(newest: str | None, moment: Moment) -> int | None:
    age = _age_days(newest, moment)
    return age if age is not None and age >= SILENT_DAYS else None


def _age_days(newest: str | None, moment: Moment) -> int | None:
    if newest is None:
        return None
    return max(0, (day_number(moment.as_of) or 0) - (day_number(newest) or 0))


def choose_moment(con: DuckDBPyConnection, *, as_of: str | None, known_by: str | None, rules: str) -> Moment:
    """The moment asked for, what was left open filled in.

    Args:
        con: A connection to the ledger.
        as_of: The day in the world; None: the last day of publication that counts.
        known_by: The last day of publication; None: the last the ledger has.
        rules: The rule set.

    Raises:
        LedgerError: No day was given and no report of the ledger has a day of publication.
    """
    limit = day_number(known_by) if known_by else None
    condition = "WHERE report_id NOT IN (SELECT report_id FROM reports_set_aside)"
    condition += f" AND published <= {limit}" if limit is not None else ""
    last = iso_day(con.execute(f"SELECT max(published) FROM reports {condition}").fetchall()[0][0])
    known_by, as_of = known_by or last or as_of, as_of or last or known_by
    if as_of is None or known_by is None:
        raise LedgerError(
            "no report of this ledger has a day of publication, so nothing can be dated: "
            "give the reports one (a header line, or the column `published`), or name --as-of and --known-by"
        )
    return Moment(as_of, known_by, rules)


def list_control(
    con: DuckDBPyConnection, decided: str, moment: Moment, *, is_standing: bool = False
) -> list[ControlRow]:
    """The status of every place that any claim concerns, by name.

    Args:
        con: A connection to the ledger.
        decided: The rule set's SQL, with parameters $as_of and $known_by (settling's control_sql).
        moment: What is asked for.
        is_standing: Whether `standing` was made by these rules; then only places of which something is told after the
            moment are asked anew.

    Raises:
        ConfigError: A rule set of the user's own fails.
    """
    if not has_settled(con):
        return []
    answers = {str(answer["place_id"]): answer for answer in _all_answers(con, decided, moment, is_standing)}
    named = _named(con, answers.values())
    return [_control_row(place, moment, answers.get(place.place_id, {}), named) for place in list_places(con)]


PARTIES = ("party_a", "party_b", "party_c", "party_d")

UNSETTLED_SINCE = """
    SELECT place_id FROM evidence WHERE day_to > $as_of OR published > $known_by
    UNION SELECT place_id FROM turning_days WHERE as_of > $as_of
    UNION SELECT place_id FROM statuses_set WHERE known_on > $known_by
"""
"""Places of which something is told of a later day, or later, than a moment: the standing status may not hold."""


def _all_answers(con: DuckDBPyConnection, decided: str, moment: Moment, is_standing: bool) -> list[dict[str, Any]]:
    if not is_standing or not has_table(con, "standing") or not _is_attached(con):
        return _answers(con, decided, moment)
    days = _days(moment)
    con.execute(f"CREATE OR REPLACE TABLE memory.unsettled AS {UNSETTLED_SINCE}", days)
    stood = con.execute("SELECT * FROM standing WHERE place_id NOT IN (SELECT place_id FROM memory.unsettled)")
    answers = _as_dicts(stood)
    if con.execute("SELECT 1 FROM memory.unsettled LIMIT 1").fetchall():
        con.execute("""
            CREATE OR REPLACE TABLE memory.settled_places AS
            SELECT * FROM ledger.settled_places WHERE place_id IN (SELECT place_id FROM memory.unsettled)
        """)
        answers += _answers(con, decided, moment)
        con.execute("DROP TABLE memory.settled_places")
    con.execute("DROP TABLE memory.unsettled")
    return answers


def _is_attached(con: DuckDBPyConnection) -> bool:
    """Whether the ledger is a file, over whose tables others can be laid; one in memory is small."""
    return bool(con.execute("SELECT 1 FROM duckdb_databases() WHERE database_name = 'ledger'").fetchall())


def _days(moment: Moment) -> dict[str, int | None]:
    return {"as_of": day_number(moment.as_of), "known_by": day_number(moment.known_by)}


@dataclass(frozen=True, slots=True)
class _Named:
    sides: dict[str, Side]
    decisions: dict[str, str]  # who set a status, when and why, by decision_id


def _named(con: DuckDBPyConnection, answers: Iterable[Mapping[str, Any]]) -> _Named:
    if not any(answer["decision_id"] for answer in answers):
        return _Named(list_sides(con), {})
    rows = con.execute("""
        SELECT decision_id, author, made_at, reason
        FROM decisions WHERE decision_id IN (SELECT decision_id FROM statuses_set)
    """).fetchall()
    said = {key: f"{author} decided so on {made_at[:10]}: {reason}" for key, author, made_at, reason in rows}
    return _Named(list_sides(con), said)


def place_control(
    con: DuckDBPyConnection, decided: str, place: KnownPlace, moment: Moment, *, is_standing: bool = False
) -> ControlRow:
    """The status of one place.

    Args:
        con: A connection to the ledger.
        decided: The rule set's SQL for one place, with the further parameter $place_id.
        place: The place.
        moment: What is asked for.
        is_standing: Whether `standing` was made by these rules.

    Raises:
        ConfigError: A rule set of the user's own fails.
    """
    if not has_settled(con):
        answers = []
    elif is_standing and has_table(con, "standing") and _is_settled_since(con, place.place_id, moment):
        answers = _as_dicts(con.execute("SELECT * FROM standing WHERE place_id = ?", [place.place_id]))
    else:
        answers = _answers(con, decided, moment, place_id=place.place_id)
    return _control_row(
        place, moment, answers[0] if answers else {}, _named(con, answers) if answers else _Named({}, {})
    )


def _is_settled_since(con: DuckDBPyConnection, place_id: str, moment: Moment) -> bool:
    asked = f"SELECT 1 FROM ({UNSETTLED_SINCE}) later WHERE place_id = $place_id LIMIT 1"
    return not con.execute(asked, {**_days(moment), "place_id": place_id}).fetchall()


def _answers(con: DuckDBPyConnection, decided: str, moment: Moment, **more: str) -> list[dict[str, Any]]:
    try:
        return _as_dicts(con.execute(decided, {**_days(moment), **more}))
    except (duckdb.BinderException, duckdb.ParserException, duckdb.CatalogException) as error:
        raise ConfigError(
            f"the rule set {moment.rules} fails: {str(error).splitlines()[0]}; expected a SELECT that gives, for each "
            "of `moments`, moment_id, status, label, holder, contested_by, party_a to party_d and finding"
        ) from error


def _as_dicts(cursor: DuckDBPyConnection) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def has_settled(con: DuckDBPyConnection) -> bool:
    """Whether the ledger was ever settled."""
    return has_table(con, "settled_sides")


def side_names(con: DuckDBPyConnection) -> dict[str, str]:
    """Names of sides by their ids; empty in a ledger that was never settled."""
    return {side: found.name for side, found in list_sides(con).items()} if has_settled(con) else {}


def list_sides(con: DuckDBPyConnection) -> dict[str, Side]:
    """Every side that claims name or reference/actors knows, by its id."""
    rows = con.execute("SELECT side, name, actor_id FROM settled_sides ORDER BY side").fetchall()
    return {side: Side(side, name, actor_id) for side, name, actor_id in rows}


def _control_row(place: KnownPlace, moment: Moment, answer: Mapping[str, Any], named: _Named) -> ControlRow:
    status = Status(answer.get("status") or Status.UNKNOWN)
    holder, *parties = [_side_of(answer.get(column), named) for column in ("holder", *PARTIES)]
    since = (iso_day(answer.get("since_start")), iso_day(answer.get("since_end")))
    code = answer.get("reason") or "nothing_heard"
    contested_by = answer.get("contested_by")
    newest = iso_day(answer.get("newest_evidence"))
    contesting = tuple(side for side in parties if side)
    reason = named.decisions.get(answer.get("decision_id") or "") or say_reason(
        code,
        holder=holder.name if holder else None,
        parties=tuple(party.name for party in contesting),
        silent_days=_silent_days(newest, moment),
    )
    return ControlRow(
        place=place,
        moment=moment,
        status=status,
        label=answer.get("label") or str(status),
        holder=holder,
        parties=contesting,
        contested_by=ContestedBy(contested_by) if contested_by else None,
        since=since if holder and any(since) else None,
        claims_for=answer.get("claims_for") or 0,
        claims_against=answer.get("claims_against") or 0,
        independent_sources=answer.get("independent_sources") or 0,
        newest_evidence=newest,
        reason_code=code,
        reason=reason,
    )


def _side_of(side: str | None, named: _Named) -> Side | None:
    return named.sides.get(side) or Side(side, side, None) if side else None


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of days with one status at a place. Grain: one place and stretch."""

    day_start: str
    day_end: str | None  # None: until as_of
    status: Status
    holder: Side | None
    contested_by: ContestedBy | None


def list_spells(
    con: DuckDBPyConnection, spells: str, place_id: str, moment: Moment, *, is_standing: bool = False
) -> list[Spell]:
    """The history of one place as it was known at a moment, oldest first.

    Args:
        con: A connection to the ledger; a table made over it hides the ledger's own of that name.
        spells: Settling's step that makes spells from turning_days.
        place_id: The place.
        moment: Up to which day, by what was known when.
        is_standing: Whether the ledger's own spells were made by these rules; they are by all that is known.
    """
    sides = list_sides(con)
    return [
        Spell(
            *(iso_day(start) or "", iso_day(end), Status(status)),
            *(
                sides.get(holder, Side(holder, holder, None)) if holder else None,
                contested_by and ContestedBy(contested_by),
            ),
        )
        for start, end, status, holder, contested_by in _spell_rows(con, spells, place_id, moment, is_standing)
    ]


LAST_KNOWN = """
    SELECT greatest(
        (SELECT max(published) FROM evidence WHERE place_id = $place_id),
        (SELECT max(known_on) FROM statuses_set WHERE place_id = $place_id))
"""


def _spell_rows(
    con: DuckDBPyConnection, spells: str, place_id: str, moment: Moment, is_standing: bool
) -> Sequence[tuple[Any, ...]]:
    as_of, known_by = day_number(moment.as_of), day_number(moment.known_by)
    if is_standing and (con.execute(LAST_KNOWN, {"place_id": place_id}).fetchall()[0][0] or 0) <= (known_by or 0):
        columns = "day_start, CASE WHEN day_end < $as_of THEN day_end END, status, holder, contested_by"
        asked = f"SELECT {columns} FROM spells WHERE place_id = $place_id AND day_start <= $as_of ORDER BY day_start"
        return con.execute(asked, {"place_id": place_id, "as_of": as_of}).fetchall()
    con.execute(
        "CREATE OR REPLACE TABLE memory.turning_days AS SELECT place_id, as_of, CAST(? AS INTEGER) AS known_by "
        "FROM ledger.turning_days WHERE place_id = ? AND as_of <= ?",
        [known_by, place_id, as_of],
    )
    columns = "day_start, day_end, status, holder, contested_by"
    return con.execute(f"SELECT {columns} FROM ({spells}) ORDER BY day_start").fetchall()


def control_geojson(rows: Sequence[dict[str, object]]) -> dict[str, object]:
    """Control rows as a GeoJSON FeatureCollection: EPSG:4326, longitude first; null geometry for a provisional place.

    Args:
        rows: What `control_to_json` gives.
    """
    features = []
    for row in rows:
        place = row["place"]
        assert isinstance(place, dict)
        lat, lon = place["lat"], place["lon"]
        point = {"type": "Point", "coordinates": [lon, lat]} if lat is not None and lon is not None else None
        features.append({"type": "Feature", "id": place["place_id"], "geometry": point, "properties": row})
    return {"type": "FeatureCollection", "features": features}
