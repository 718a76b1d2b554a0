"""What is answered from the standing statuses is what the rules answer when asked anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from duckdb import DuckDBPyConnection

from settling.made_up import made_up
from whoholds.pipeline import settle
from whoholds.settling import control_sql, steps
from whoholds.store import Ledger
from whoholds.store.batches import insert_rows
from whoholds.store.rows import iso_day
from whoholds.views.control import Moment, list_control, list_spells, place_control
from whoholds.views.places import ask_places, list_places

DAYS = (209, 225, 241, 300)


@pytest.fixture(scope="module", params=(1, 2))
def con(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    ledger = Ledger(tmp_path_factory.mktemp("standing") / "a.duckdb")
    with ledger.writing() as writing:
        for table, rows in made_up(request.param).rows.items():
            columns = [
                name
                for (name,) in writing.execute(
                    "SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]
                ).fetchall()
            ]
            insert_rows(writing, table, [tuple(row.get(column) for column in columns) for row in rows])
        writing.execute("UPDATE statuses_set SET known_on = 235 WHERE turn = 1")
    settle(ledger)
    with ledger.reading() as reading:
        yield reading


def moments() -> Iterator[Moment]:
    for as_of in DAYS:
        for known_by in DAYS:
            yield Moment(iso_day(as_of) or "", iso_day(known_by) or "", "press")


def test_control_is_the_same(con: DuckDBPyConnection) -> None:
    for moment in moments():
        anew = list_control(con, control_sql(), moment)
        assert list_control(con, control_sql(), moment, is_standing=True) == anew, moment
        assert any(row.newest_evidence for row in anew) or moment.known_by < "1970-08-01"


def test_one_place_is_the_same(con: DuckDBPyConnection) -> None:
    spells = next(step.sql for step in steps() if step.name == "spells")
    for place in list_places(con)[:2]:  # which both have a status that was set
        for moment in list(moments())[1::4]:
            decided = control_sql(one_place=True)
            anew = place_control(con, decided, place, moment)
            assert place_control(con, decided, place, moment, is_standing=True) == anew, (place, moment)
            told = list_spells(con, spells, place.place_id, moment)
            con.execute("DROP TABLE memory.turning_days")
            assert list_spells(con, spells, place.place_id, moment, is_standing=True) == told, (place, moment)
            con.execute("DROP TABLE IF EXISTS memory.turning_days")


def test_a_place_is_found_by_its_id_as_in_the_list(con: DuckDBPyConnection) -> None:
    places = list_places(con)
    assert [ask_places(con, place.place_id) for place in places] == [[place] for place in places]
