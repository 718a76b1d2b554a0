"""What a status rests on: every claim about one place and how it bears on it. Grain: one claim, copies folded in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from duckdb import DuckDBPyConnection

from whoholds.records import Claim
from whoholds.store.rows import claims_from, day_number, iso_day
from whoholds.terms import Certainty, Stance
from whoholds.views.claims import ReportedIn, StatedClaim, as_counted, reports_of
from whoholds.views.control import ControlRow, Moment, Side, Spell, list_sides, list_spells, place_control
from whoholds.views.places import KnownPlace


class Bearing(StrEnum):
    """How a claim bears on a status."""

    FOR = "for"
    """It speaks for the holder, or for the first party of a contest."""
    AGAINST = "against"
    """It speaks for somebody else, from the day on that the holder came."""
    FIGHTING = "fighting"
    """It speaks for nobody: both sides are there."""
    EARLIER = "earlier"
    """It speaks of days before the holder came."""
    UNCOUNTED = "not counted"
    """The rules leave it out."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """A claim about a place, as evidence. Grain: one claim; copies folded in."""

    stated: StatedClaim
    bearing: Bearing
    for_side: Side | None
    against_side: Side | None
    evidence_class: str | None  # against_interest, own_interest, independent, report_itself; None: not counted
    day: str  # the last day it speaks of
    copies: tuple[ReportedIn, ...]  # other reports that carry the same text
    why_uncounted: str | None = None
    is_implied: bool = False  # said of the whole of its province, not of the place itself


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a place has its status."""

    control: ControlRow
    testimonies: tuple[Testimony, ...]
    spells: tuple[Spell, ...]
    sides: dict[str, Side]


@dataclass(frozen=True, slots=True)
class Asking:
    """How a rule set is asked about one place."""

    decided: str  # SQL (settling's control_sql)
    spells: str  # SQL: settling's step that makes spells
    is_standing: bool  # whether the ledger's settled tables were made by these rules


def explain_place(con: DuckDBPyConnection, place: KnownPlace, moment: Moment, asking: Asking) -> Explanation:
    """Everything that speaks for or against a place's status at a moment.

    Args:
        con: A connection to the ledger.
        place: The place.
        moment: The day in the world, the last day of publication, the rules.
        asking: How the rule set is asked.
    """
    row = place_control(con, asking.decided, place, moment, is_standing=asking.is_standing)
    sides = list_sides(con)
    return Explanation(
        control=row,
        testimonies=tuple(_testimonies(con, row, sides)),
        spells=tuple(list_spells(con, asking.spells, place.place_id, moment, is_standing=asking.is_standing)),
        sides=sides,
    )


@dataclass(frozen=True, slots=True)
class _Heard:
    claim_id: str
    kind: str
    for_side: str | None
    against_side: str | None
    evidence_class: str
    day: int
    is_implied: int


def _testimonies(con: DuckDBPyConnection, row: ControlRow, sides: dict[str, Side]) -> list[Testimony]:
    claims = claims_from(con, _quoted(_told(con, row.place.place_id)))
    stated = {claim.claim_id: claim for claim in as_counted(con, claims)}
    told = {}
    reports = reports_of(con, _quoted({claim.report_id for claim in stated.values()}))
    for claim_id, claim in stated.items():
        report = reports[claim.report_id]
        if report.story_id is not None and report.published is not None and report.published <= row.moment.known_by:
            told[claim_id] = StatedClaim(claim, report)
    heard = _heard(con, row)
    copies, rest = _fold(list(told.values()), {item.claim_id for item in heard})
    counted = [
        Testimony(
            stated=told[item.claim_id],
            bearing=_bearing(item, row),
            for_side=_side(item.for_side, sides),
            against_side=_side(item.against_side, sides),
            evidence_class=item.evidence_class,
            day=iso_day(item.day) or "",
            copies=tuple(dict.fromkeys(copies.get(item.claim_id, ()))),
            is_implied=bool(item.is_implied),
        )
        for item in heard
    ]
    return counted + [_uncounted(one, row) for one in rest]


def _told(con: DuckDBPyConnection, place_id: str) -> list[str]:
    """Every claim about the place, or about the whole of its province, that counts, by claim_id."""
    rows = con.execute(
        """
        SELECT claim_id FROM claim_places
        WHERE role = 'at' AND place_id = $place_id AND claim_id NOT IN (SELECT claim_id FROM left_out)
        UNION SELECT claim_id FROM evidence WHERE place_id = $place_id AND is_implied = 1
        ORDER BY claim_id
        """,
        {"place_id": place_id},
    )
    return [claim_id for (claim_id,) in rows.fetchall()]


def _heard(con: DuckDBPyConnection, row: ControlRow) -> list[_Heard]:
    """The evidence that counts, newest first.

    A claim may be evidence twice (a defence under fire): what it says for a side stands for it.
    """
    rows = con.execute(
        """
        SELECT claim_id, kind, for_side, against_side, class, day_to, is_implied
        FROM evidence
        WHERE place_id = ? AND published <= ? AND day_from <= ?
        ORDER BY kind = 'fighting', day_to DESC, published DESC, claim_id, kind
        """,
        [row.place.place_id, day_number(row.moment.known_by), day_number(row.moment.as_of)],
    ).fetchall()
    first: dict[str, _Heard] = {}
    for values in rows:
        first.setdefault(values[0], _Heard(*values))
    return sorted(first.values(), key=lambda item: -item.day)


def _fold(told: Sequence[StatedClaim], counted: set[str]) -> tuple[dict[str, list[ReportedIn]], list[StatedClaim]]:
    """Reports that carry a counted claim again, by its claim_id; and the claims that neither count nor repeat one."""
    originals: dict[tuple[str | None, ...], StatedClaim] = {}
    for one in told:
        if one.claim.claim_id in counted:
            originals.setdefault(_saying(one), one)
    copies: dict[str, list[ReportedIn]] = {}
    rest: list[StatedClaim] = []
    for one in told:
        original = originals.get(_saying(one))
        if one.claim.claim_id in counted:
            continue
        if original is None:
            rest.append(one)
        elif original.report != one.report:
            copies.setdefault(original.claim.claim_id, []).append(one.report)
    return copies, rest


def _saying(stated: StatedClaim) -> tuple[str | None, ...]:
    claim = stated.claim
    sides = sorted(f"{actor.role}:{actor.side or actor.name}" for actor in claim.actors)
    return (stated.report.story_id, claim.event_type, claim.polarity, str(claim.certainty is Certainty.PLANNED), *sides)


def _bearing(item: _Heard, row: ControlRow) -> Bearing:
    if item.kind == "fighting":
        return Bearing.FIGHTING
    favoured = row.holder.side if row.holder else row.parties[0].side if row.parties else None
    day = iso_day(item.day) or ""
    began = row.since[0] or row.since[1] if row.since else None
    if began is not None and day < began[:10]:
        return Bearing.EARLIER
    return Bearing.FOR if item.for_side is not None and item.for_side == favoured else Bearing.AGAINST


def _side(side: str | None, sides: dict[str, Side]) -> Side | None:
    return sides.get(side, Side(side, side, None)) if side else None


def _uncounted(stated: StatedClaim, row: ControlRow) -> Testimony:
    interval = stated.claim.when.interval
    day = interval.date_end or stated.report.published or ""
    return Testimony(stated, Bearing.UNCOUNTED, None, None, None, day, (), _why_uncounted(stated.claim, row))


def _why_uncounted(claim: Claim, row: ControlRow) -> str:
    start = claim.when.interval.date_start
    if start and start[:10] > row.moment.as_of:
        return f"it speaks of days after {row.moment.as_of}"
    if claim.certainty is Certainty.POSSIBLE:
        return "its source calls it no more than possible"
    if claim.stance in (Stance.FEARS, Stance.THREATENS):
        return "it is a fear or a threat, not a report"
    if claim.historical:
        return "it is told as background, without a day"
    if not any(actor.side or actor.actor_id for actor in claim.actors):
        return "it names no side that is known"
    return "the rules find nothing in it that settles who holds the place"


def _quoted(ids: Iterable[str]) -> str:
    listed = ", ".join(f"'{one}'" for one in ids)
    return listed or "NULL"


def speaker_side(stated: StatedClaim) -> str | None:
    """The side that says it: of the last source that belongs to one, else the publisher's."""
    sides = [source.side for source in stated.claim.sources if source.side]
    return sides[-1] if sides else stated.report.publisher_side


STRENGTH = ("against_interest", "independent", "report_itself", "own_interest", None)
"""Classes of evidence, the strongest first."""


def by_bearing(testimonies: Sequence[Testimony], bearing: Bearing) -> list[Testimony]:
    """The testimonies of one bearing, the strongest first, of those the newest."""
    return sorted(
        (testimony for testimony in testimonies if testimony.bearing is bearing),
        key=lambda testimony: STRENGTH.index(testimony.evidence_class),
    )
