"""What must hold of settling whatever the claims are."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from settling.base_tables import BaseTables, all_rows, control, load, settle, settled
from whoholds.engines.sqlite import SQLiteEngine

DAYS = 14
PLACES = ("p", "q")
SIDES = ("G", "T", "X")

made = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)

claims = st.fixed_dictionaries(
    {
        "report": st.integers(0, 4),
        "what": st.sampled_from(("takeover", "takeover", "holding", "withdrawal", "armed_clash", "air_strike")),
        "side": st.sampled_from(SIDES),
        "loser": st.sampled_from((None, None, *SIDES)),
        "place": st.sampled_from(PLACES),
        "end": st.integers(1, DAYS),
        "length": st.sampled_from((None, 0, 0, 3, 9)),
        "by": st.sampled_from((None, "witness", *SIDES)),
        "polarity": st.sampled_from(("affirmed", "affirmed", "negated")),
        "certainty": st.sampled_from(("certain", "certain", "planned", "possible")),
        "historical": st.sampled_from((0, 0, 0, 1)),
        "fighting": st.sampled_from(("unknown", "yes")),
        "vacated": st.booleans(),
    }
)
ledgers = st.tuples(st.lists(st.integers(1, DAYS), min_size=5, max_size=5), st.lists(claims, min_size=1, max_size=10))


def tables_of(ledger: tuple[list[int], list[dict[str, Any]]], *, known_by: int = DAYS) -> BaseTables:
    """The base tables of a made-up ledger, as they stood at the end of a day."""
    tables = BaseTables()
    published, told = ledger
    for number, day in enumerate(published):
        if day <= known_by:
            tables.report(f"r{number}", day, side="T" if number == 4 else None)
            for shingle in range(20):
                tables.add("fingerprints", report_id=f"r{number}", shingle=1000 * number + shingle)
    for number, claim in enumerate(told):
        if published[claim["report"]] <= known_by:
            _add(tables, f"c{number}", f"r{claim['report']}", claim)
    return tables


def _add(tables: BaseTables, claim_id: str, report_id: str, claim: dict[str, Any]) -> None:
    start = None if claim["length"] is None else claim["end"] - claim["length"]
    tables.claim(
        claim_id, report_id, claim["what"], side=claim["side"], loser=claim["loser"], place=claim["place"],
        when=(start, claim["end"]), source=claim["by"], vacated=claim["vacated"],
        source_side=claim["by"] if claim["by"] in SIDES else None,
        source_kind="official" if claim["by"] in SIDES else "resident",
        **{key: claim[key] for key in ("polarity", "certainty", "historical", "fighting")},
    )  # fmt: skip


def said(engine: SQLiteEngine, as_of: int, known_by: int) -> dict[str, tuple[Any, ...]]:
    rows = control(engine, as_of, known_by)
    return {place: tuple(row.values()) for place, row in rows.items() if row["newest_evidence"] is not None}


@made
@given(ledger=ledgers, data=st.data())
def test_any_order_of_rows_gives_the_same_tables(ledger: Any, data: st.DataObject) -> None:
    tables = tables_of(ledger)
    shuffled = BaseTables({table: data.draw(st.permutations(rows)) for table, rows in tables.rows.items()})
    assert all_rows(settled(tables, sqlite=True)) == all_rows(settled(shuffled, sqlite=True))


@made
@given(ledger=ledgers)
def test_a_second_run_changes_nothing(ledger: Any) -> None:
    engine = settled(tables_of(ledger), sqlite=True)
    before = all_rows(engine)
    assert all_rows(settle(engine)) == before


@made
@given(ledger=ledgers, known_by=st.integers(1, DAYS), as_of=st.integers(1, DAYS))
def test_nothing_published_later_changes_an_answer(ledger: Any, known_by: int, as_of: int) -> None:
    whole = settled(tables_of(ledger), sqlite=True)
    then = settled(tables_of(ledger, known_by=known_by), sqlite=True)
    assert said(whole, as_of, known_by) == said(then, as_of, known_by)


@made
@given(ledger=ledgers, copied=st.integers(0, 4), later=st.integers(0, 4))
def test_a_copy_changes_no_status(ledger: Any, copied: int, later: int) -> None:
    published, told = ledger
    tables = tables_of(ledger)
    with_copy = tables.copied()
    # zz: after its original, also when both come out on one day
    with_copy.report("zz", published[copied] + later, side="T" if copied == 4 else None)
    for shingle in range(18):
        with_copy.add("fingerprints", report_id="zz", shingle=1000 * copied + shingle)
    for number, claim in enumerate(told):
        if claim["report"] == copied:
            _add(with_copy, f"z{number}", "zz", claim)
    one, two = settled(tables, sqlite=True), settled(with_copy, sqlite=True)
    for as_of in range(0, DAYS + 6, 3):
        for known_by in (published[copied], DAYS + 5):
            assert _status(said(one, as_of, known_by)) == _status(said(two, as_of, known_by)), (as_of, known_by)


@made
@given(ledger=ledgers)
def test_spells_say_what_control_says_of_each_day(ledger: Any) -> None:
    engine = settled(tables_of(ledger), sqlite=True)
    spells = engine.read("SELECT place_id, day_start, day_end, status, holder, contested_by FROM spells")
    latest = engine.read("SELECT MAX(published) FROM evidence")[0][0] or DAYS
    for day in range(-10, DAYS + 10):
        of_day = {
            place: tuple(rest)
            for place, start, end, *rest in spells
            if start <= day and (end is None or day <= end) and rest[0] != "unknown"
        }
        asked = {
            place: (row["status"], row["holder"], row["contested_by"])
            for place, row in control(engine, day, latest).items()
            if row["status"] != "unknown"
        }
        assert of_day == asked, day


def _status(rows: dict[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    # Place, days, status, holder, contest and parties; then what counts as evidence, which a copy adds nothing to.
    return {place: row[:-1] for place, row in rows.items()}


def test_a_ledger_without_claims_settles() -> None:
    engine = settle(load(SQLiteEngine.open(), BaseTables()))
    assert control(engine, 1, 1) == {}
