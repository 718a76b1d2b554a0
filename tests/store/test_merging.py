"""Joining ledgers: nothing is lost, and whichever is joined to which, the rows are the same."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deciding.made_ledger import REPORTS, claim_ids, decided, exports, make_ledger
from whoholds.errors import LedgerError
from whoholds.pipeline import is_up_to_date, merge
from whoholds.store import Ledger
from whoholds.views.verify import verify_ledger


def rows_of(path: Path) -> dict[str, list[str]]:
    """Every row of every table, sorted."""
    with duckdb.connect(str(path), read_only=True) as con:
        tables = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        return {table: sorted(map(repr, con.execute(f"SELECT * FROM {table}").fetchall())) for table in tables}


@settings(max_examples=4, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_merging_in_either_order_gives_the_same_rows(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    ledgers = []
    for name in ("a", "b"):
        reports = data.draw(st.lists(st.sampled_from(REPORTS), min_size=1, unique_by=lambda report: report.path))
        ledger = make_ledger(folder / f"{name}.duckdb", reports)
        claims = sorted(claim_ids(ledger).values())
        decided(
            ledger,
            data.draw(st.sampled_from(("reject", "accept"))),
            claim=claims[0],
            at=f"2026-01-01T00:0{name == 'a':d}",
        )
        decided(ledger, "correct", claim=claims[-1], side="Blue", at="2026-01-02T00:00:00+00:00")
        ledgers.append(ledger)
    for name, order in (("ab", ledgers), ("ba", ledgers[::-1])):
        merge(Ledger(folder / f"{name}.duckdb"), order)
    assert rows_of(folder / "ab.duckdb") == rows_of(folder / "ba.duckdb")
    merge(ledgers[0], ledgers[1:])
    assert rows_of(folder / "a.duckdb") == rows_of(folder / "ab.duckdb")


def test_a_merged_ledger_equals_one_that_read_all(tmp_path: Path) -> None:
    one, two = make_ledger(tmp_path / "1.duckdb", REPORTS[:3]), make_ledger(tmp_path / "2.duckdb", REPORTS[1:])
    (added,) = merge(one, [two])
    assert (added.reports, added.claims, added.decisions, added.read_otherwise) == (1, 1, 0, 0)
    assert exports(one) == exports(make_ledger())
    with one.reading() as con:
        assert is_up_to_date(con)
        assert verify_ledger(con).mismatches == ()
    assert merge(one, [two])[0].reports == 0


def test_decisions_come_along_and_the_later_stands(tmp_path: Path) -> None:
    one, two = make_ledger(tmp_path / "1.duckdb"), make_ledger(tmp_path / "2.duckdb")
    claim = claim_ids(one)["c.txt: Red took Dale"]
    decided(one, "reject", claim=claim, at="2026-01-02T00:00:00+00:00")
    decided(two, "accept", claim=claim, at="2026-01-03T00:00:00+00:00")
    merge(one, [two])
    assert claim in claim_ids(one).values()
    assert exports(one) == exports(two)


def test_a_report_read_otherwise_is_told(tmp_path: Path) -> None:
    one, two = make_ledger(tmp_path / "1.duckdb"), make_ledger(tmp_path / "2.duckdb")
    with two.writing() as con:
        con.execute("UPDATE claims SET claim_id = 'other' WHERE evidence_text = 'Red took Dale'")
    assert merge(one, [two])[0].read_otherwise == 1


def test_what_is_no_ledger_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    one = make_ledger(tmp_path / "1.duckdb")
    before = rows_of(tmp_path / "1.duckdb")
    duckdb.connect(str(tmp_path / "x.duckdb")).execute("CREATE TABLE t (a INTEGER)").close()
    for other, says in ((Ledger(tmp_path / "x.duckdb"), "not a whoholds ledger"), (Ledger(None), "in memory")):
        with pytest.raises(LedgerError, match=says):
            merge(one, [other])
    assert rows_of(tmp_path / "1.duckdb") == before
