"""How many people an event harmed, by all that is told of it. Grain: one row per event and outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from whoholds.records import Casualty
from whoholds.store.rows import casualties_of
from whoholds.terms import CasualtyOutcome
from whoholds.views.casualties import Coded, code_casualty, event_rule


@dataclass(frozen=True, slots=True)
class Told:
    """What one claim says of one outcome, its groups added up. Grain: one claim and outcome."""

    claim_id: str
    story_id: str
    source_key: str  # who says it, so that independent voices are told apart
    low: int
    best: int
    high: int
    acled: int


@dataclass(frozen=True, slots=True)
class EventFigure:
    """One outcome of an event: UCDP's low, best and high, and ACLED's single figure, each with its rule."""

    outcome: CasualtyOutcome
    low: int
    best: int
    high: int
    rule: str
    acled: int
    acled_rule: str
    told: tuple[Told, ...]  # every figure given, claim by claim


def figures_of(con: DuckDBPyConnection, *, known_by: int | None) -> dict[str, tuple[EventFigure, ...]]:
    """The figures of every event of which any are told, by event_id.

    A claim of several places gives its figures to the first of them, as its words don't divide them.

    Args:
        con: A connection to a settled ledger.
        known_by: Leave out what was published after this day; None: nothing.
    """
    rows = con.execute(
        """
        SELECT event_id, claim_id, story_id, source_key
        FROM (
            SELECT e.event_id, h.claim_id, h.story_id, h.source_key,
                ROW_NUMBER() OVER (PARTITION BY h.claim_id ORDER BY p.ordinal, e.event_id) AS turn
            FROM event_claims e
            JOIN happenings h ON h.claim_id = e.claim_id AND h.place_id = e.place_id
            JOIN claim_places p ON p.claim_id = e.claim_id AND p.place_id = e.place_id
            WHERE e.agrees = 1 AND ($known_by IS NULL OR h.published <= $known_by)
        ) placed
        WHERE turn = 1
        ORDER BY ALL
        """,
        {"known_by": known_by},
    ).fetchall()
    casualties = casualties_of(con, "SELECT claim_id FROM happenings")
    told: dict[str, dict[CasualtyOutcome, list[Told]]] = {}
    for event_id, claim_id, story_id, source_key in rows:
        for outcome, coded in _added(casualties.get(claim_id, ())).items():
            one = Told(claim_id, story_id, source_key, *coded)
            told.setdefault(event_id, {}).setdefault(outcome, []).append(one)
    return {
        event_id: tuple(fuse(outcome, given) for outcome, given in sorted(outcomes.items()))
        for event_id, outcomes in told.items()
    }


def _added(casualties: Iterable[Casualty]) -> dict[CasualtyOutcome, tuple[int, int, int, int]]:
    """Low, best, high and ACLED's figure of one claim by outcome, its groups added up."""
    sums: dict[CasualtyOutcome, tuple[int, int, int, int]] = {}
    for casualty in casualties:
        coded = code_casualty(casualty)
        if coded.low is not None:
            before = sums.get(casualty.outcome, (0, 0, 0, 0))
            sums[casualty.outcome] = tuple(a + b for a, b in zip(before, _numbers(coded), strict=True))  # type: ignore[assignment]
    return sums


def _numbers(coded: Coded) -> tuple[int, int, int, int]:
    return coded.low or 0, coded.best or 0, coded.high or 0, coded.acled or 0


def fuse(outcome: CasualtyOutcome, given: Sequence[Told]) -> EventFigure:
    """One outcome's figures out of all that claims give.

    Within a story the greatest figure stands, since a part is told beside its total. Between stories: low is the
    least, high the greatest; best is the figure that most sources give, of two given by as many the lower; ACLED's is
    the lowest but where two sources give a higher one.

    Args:
        outcome: What befell the people.
        given: What claims say of it, at least one.

    Source: UCDP GED codebook 24.1, definitions (of figures that differ and are equally reliable, the lower); ACLED
    codebook 2023, section on fatalities (the lowest until corroborated).
    """
    totals: dict[str, Told] = {}
    for one in given:
        before = totals.get(one.story_id)
        if before is None or (one.best, one.low, one.claim_id) > (before.best, before.low, before.claim_id):
            totals[one.story_id] = one
    stories = list(totals.values())
    best, rule = _most_told([(t.best, t.source_key) for t in stories])
    acled, acled_rule = _corroborated([(t.acled, t.source_key) for t in stories])
    low, high = min(t.low for t in stories), max(t.high for t in stories)
    return EventFigure(outcome, low, best, high, event_rule(rule), acled, event_rule(acled_rule), tuple(given))


def _voices(figures: Iterable[tuple[int, str]]) -> dict[int, int]:
    """How many independent sources give each figure."""
    sources: dict[int, set[str]] = {}
    for figure, source in figures:
        sources.setdefault(figure, set()).add(source)
    return {figure: len(who) for figure, who in sources.items()}


def _most_told(figures: Sequence[tuple[int, str]]) -> tuple[int, str]:
    voices = _voices(figures)
    if len(voices) == 1:
        return figures[0][0], "one figure"
    most = max(voices.values())
    best = min(figure for figure, count in voices.items() if count == most)
    return best, "most sources" if list(voices.values()).count(most) == 1 else "lower of equals"


def _corroborated(figures: Sequence[tuple[int, str]]) -> tuple[int, str]:
    voices = _voices(figures)
    if len(voices) == 1:
        return figures[0][0], "one figure"
    sure = [figure for figure, count in voices.items() if count > 1]
    return (max(sure), "corroborated") if sure else (min(voices), "lowest")
