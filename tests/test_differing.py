"""Where two answers differ: by rule sets, by days, by what was known."""

from __future__ import annotations

from pathlib import Path

from settling.made_up import made_up
from store.test_resettling import add
from whoholds.differing import compare_rules, list_changes
from whoholds.pipeline import list_control, settle
from whoholds.store import Ledger
from whoholds.store.rows import iso_day
from whoholds.views.control import SILENT_DAYS
from whoholds.views.differences import Cause, Difference, count_differences


def made(path: Path) -> Ledger:
    ledger = Ledger(path / "a.duckdb")
    add(ledger, made_up(1), lambda report: True)
    settle(ledger)
    return ledger


def test_rule_sets_differ_where_their_lists_do(tmp_path: Path) -> None:
    with made(tmp_path).reading() as con:
        places, found = compare_rules(con, "press", "claimed", as_of=None, known_by=None)
        press = list_control(con, as_of=None, known_by=None, rules="press")
        assert compare_rules(con, "press", "press", as_of=None, known_by=None) == (places, [])
    assert len(press) == places
    assert found
    assert all(item.one in press and item.cause is None for item in found)
    assert sum(n for _, n in count_differences(found)) == len(found)
    assert {item.difference for item in found} <= set(Difference)


def test_changes_are_told_apart_by_their_cause(tmp_path: Path) -> None:
    since, until = iso_day(225) or "", iso_day(259) or ""
    with made(tmp_path).reading() as con:
        found = list_changes(con, since, as_of=None, known_by=None, rules="press")
        then, told_now, now = (
            {row.place.place_id: row for row in list_control(con, as_of=day, known_by=known, rules="press")}
            for day, known in ((since, since), (since, until), (until, until))
        )
    assert {item.cause for item in found} == {Cause.WORLD, Cause.LEARNED}
    for item in found:
        earlier, later = (told_now, now) if item.cause is Cause.WORLD else (then, told_now)
        assert (item.one, item.other) == (earlier[item.one.place.place_id], later[item.one.place.place_id])


def test_a_long_silence_is_said(tmp_path: Path) -> None:
    with made(tmp_path).reading() as con:
        rows = list_control(con, as_of=iso_day(259 + SILENT_DAYS), known_by=iso_day(259), rules="press")
    told = [row for row in rows if row.newest_evidence]
    assert told
    for row in told:
        assert row.age_days is not None
        assert f"for {row.age_days:,} days" in row.reason
