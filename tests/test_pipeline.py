"""Reading into a ledger: once, in any order, killed at any moment."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pytest

from made_readings import load_made, make_report, many_reports, read_made
from whoholds.errors import UnreadableReport
from whoholds.pipeline import BATCH_REPORTS, explain_place, is_up_to_date, list_control, read_each, read_into, settle
from whoholds.reading.reports import Loaded
from whoholds.records import Reading, Report
from whoholds.store import Ledger
from whoholds.views.control import choose_moment
from whoholds.views.places import find_places, list_places

GOT_AT = "2026-01-01T00:00:00+00:00"
HERE = Path(__file__).parent


def dump(path: Path) -> dict[str, list[str]]:
    """Every row of every table of a ledger, sorted; not when and from where a report was got."""
    with duckdb.connect(str(path), read_only=True) as con:
        tables = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        rows = {}
        for table in tables:
            columns = "* EXCLUDE (got_at, got_from)" if table == "reports" else "*"
            rows[table] = sorted(map(repr, con.execute(f"SELECT {columns} FROM {table}").fetchall()))
    return rows


def read_all(path: Path, reports: list[Report]) -> Ledger:
    ledger = Ledger(path)
    read_into(ledger, load_made(reports), read=read_made, got_at=GOT_AT)
    settle(ledger)
    return ledger


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "war.duckdb"
    read_all(path, many_reports())
    return path


def test_all_is_read_and_settled(whole: Path) -> None:
    rows = dump(whole)
    assert {table: len(rows[table]) for table in ("reports", "claims", "uncovered", "settled_from")} == {
        "reports": 400,
        "claims": 800,
        "uncovered": 400,
        "settled_from": 1,
    }
    assert rows["evidence"]
    assert rows["spells"]


def test_a_second_read_adds_nothing(tmp_path: Path) -> None:
    path, reports = tmp_path / "war.duckdb", many_reports(100)
    ledger = read_all(path, reports)
    before = dump(path)
    summary = read_into(ledger, load_made(reports), read=read_made, got_at="2027-01-01T00:00:00+00:00")
    assert (summary.reports, summary.known, summary.claims) == (0, 100, 0)
    assert not settle(ledger)
    assert dump(path) == before


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_changes_nothing(tmp_path: Path, whole: Path, seed: int) -> None:
    shuffled = many_reports()
    random.Random(seed).shuffle(shuffled)
    read_all(tmp_path / "war.duckdb", shuffled)
    assert dump(tmp_path / "war.duckdb") == dump(whole)


def test_a_text_at_two_paths_keeps_the_first_in_the_alphabet(tmp_path: Path) -> None:
    one = make_report("a.txt", "Red took Hill.")
    same = Report(**{field: getattr(one, field) for field in Report.__slots__} | {"path": "b.txt"})
    paths = []
    for number, order in enumerate(([one, same], [same, one])):
        path = tmp_path / f"{number}.duckdb"
        read_all(path, order)
        with Ledger(path).reading() as con:
            paths.append(con.execute("SELECT path FROM reports").fetchall())
    assert paths == [[("a.txt",)], [("a.txt",)]]


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment_a_rerun_ends_with_the_same_rows(tmp_path: Path, whole: Path, seed: int) -> None:
    path = tmp_path / "war.duckdb"
    command = [sys.executable, str(HERE / "killed_reader.py"), str(path)]
    chance = random.Random(seed)
    for _ in range(2):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
            assert reader.stdout is not None
            reader.stdout.readline()  # the first batch is committed
            time.sleep(chance.uniform(0, 0.4))
            reader.send_signal(signal.SIGKILL)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert dump(path) == dump(whole)


def test_a_reader_in_another_process_never_waits_long(tmp_path: Path) -> None:
    path = tmp_path / "war.duckdb"
    read_all(path, [make_report("a.txt", "Red took Hill.")])
    command = [sys.executable, str(HERE / "killed_reader.py"), str(path)]
    waits, seen = [], set()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as writer:
        while writer.poll() is None:
            began = time.monotonic()
            with Ledger(path).reading() as con:
                seen.add(con.execute("SELECT count(*) FROM reports").fetchone())
            waits.append(time.monotonic() - began)
            time.sleep(0.01)
    assert writer.returncode == 0
    assert len(seen) > 3  # it looked in between, batch after batch
    assert max(waits) < 2.0, f"the longest of {len(waits)} waits"


def test_what_cannot_be_read_is_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "war.duckdb")
    foreign = Report("id", "c.txt", "Les rouges ont pris la colline.", "0" * 64, language="fr")
    loaded = [
        *load_made([make_report("a.txt", "Red took Hill.")]),
        Loaded(None, b"{", "application/jsonl", "b.jsonl", problem=UnreadableReport("b.jsonl", "no JSON", 7)),
        Loaded(foreign, b"Les rouges", "text/plain", "c.txt", language="fr"),
    ]
    summary = read_into(ledger, loaded, read=read_made, got_at=GOT_AT)
    assert (summary.reports, summary.foreign, summary.unreadable) == (1, 1, 1)
    assert summary.problems == ("b.jsonl:7: no JSON",)
    with ledger.reading() as con:
        assert con.execute("SELECT path, line, language FROM unread ORDER BY path").fetchall() == [
            ("b.jsonl", 7, None),
            ("c.txt", None, "fr"),
        ]


def test_a_report_that_reading_fails_on_is_told_and_tried_again(tmp_path: Path) -> None:
    def read_badly(reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            if report.path == "b.txt":
                raise IndexError("no such token")
            yield from read_made([report])

    ledger = Ledger(tmp_path / "war.duckdb")
    reports = [make_report(f"{name}.txt", "Red took Hill.") for name in "abc"]
    summary = read_into(ledger, load_made(reports), read=read_badly, got_at=GOT_AT)
    assert summary.reports == 2
    assert "b.txt: reading it failed (IndexError: no such token)" in summary.problems[0]
    told: list[str] = []
    assert len(list(read_each(load_made(reports), read=read_badly, tell=told.append))) == 2
    assert len(told) == 1
    assert read_into(ledger, load_made(reports), read=read_made, got_at=GOT_AT).reports == 1


def test_settling_is_due_until_it_is_done(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "war.duckdb")
    read_into(ledger, load_made(many_reports(BATCH_REPORTS + 1)), read=read_made, got_at=GOT_AT)
    with ledger.reading() as con:
        assert not is_up_to_date(con)
    assert settle(ledger)
    with ledger.reading() as con:
        assert is_up_to_date(con)
    assert not settle(ledger)


def test_a_place_is_explained_as_it_is_decided(whole: Path) -> None:
    with Ledger(whole).reading() as con:
        rows = list_control(con, as_of=None, known_by=None, rules="press")
        assert {row.place.name for row in rows} == {place.name for place in list_places(con)}
        moment = choose_moment(con, as_of="2021-07-09", known_by="2021-07-12", rules="press")
        why = explain_place(con, find_places(list_places(con), "Hill")[0], moment)
        decided = list_control(con, as_of="2021-07-09", known_by="2021-07-12", rules="press")
    assert why.control in decided
    assert why.testimonies
    assert all((t.stated.report.published or "") <= "2021-07-12" for t in why.testimonies)
    assert why.spells
    assert why.spells[-1].day_start <= "2021-07-09"
    last = why.spells[-1]
    assert (last.status, last.holder) == (why.control.status, why.control.holder)


def test_a_ledger_in_memory_is_settled_too() -> None:
    ledger = Ledger(None)
    read_into(ledger, load_made(many_reports(30)), read=read_made, got_at="")
    settle(ledger)
    with ledger.reading() as con:
        assert con.execute("SELECT count(*) FROM stories").fetchone() == (30,)
