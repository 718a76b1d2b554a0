"""One ledger file: made whole, opened shortly, refused with a reason."""

import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from whoholds.errors import LedgerError
from whoholds.store import Ledger
from whoholds.store.migrations import MIGRATIONS

HOLD = """
import duckdb, sys, time
con = duckdb.connect(sys.argv[1])
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


def hold_open(path: Path, seconds: float) -> "subprocess.Popen[bytes]":
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path), str(seconds)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    return holder


def test_a_missing_ledger_is_made_whole_and_migrated_once(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "war.duckdb")
    for _ in range(2):
        with ledger.writing() as con:
            assert con.execute("SELECT count(*) FROM migrations").fetchone() == (len(MIGRATIONS),)
    assert [path.name for path in tmp_path.iterdir()] == ["war.duckdb"]


def test_a_ledger_of_an_earlier_version_is_brought_up_to_date_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "war.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE migrations (ordinal INTEGER PRIMARY KEY, name TEXT NOT NULL)")
        for ordinal, step in enumerate(MIGRATIONS[:2]):
            step(con)
            con.execute("INSERT INTO migrations VALUES (?, ?)", [ordinal, step.__name__])
    with Ledger(path).reading() as con:
        assert con.execute("SELECT count(*) FROM decisions").fetchone() == (0,)


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "war.duckdb")
    with pytest.raises(duckdb.CatalogException), ledger.writing() as con:  # noqa: PT012  # the whole block is one transaction
        con.execute("INSERT INTO unread VALUES ('a.txt', NULL, NULL, NULL, 'why')")
        con.execute("INSERT INTO nowhere VALUES (1)")
    with ledger.reading() as con:
        assert con.execute("SELECT count(*) FROM unread").fetchone() == (0,)


def test_reading_what_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with (
        pytest.raises(LedgerError, match=r"no ledger at .*whoholds read PATH --into"),
        Ledger(tmp_path / "x").reading(),
    ):
        pass


def test_another_file_and_another_database_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("these are notes, no ledger\n" * 100)
    with pytest.raises(LedgerError, match=r"notes\.txt is no ledger"), Ledger(other).writing():
        pass
    foreign = tmp_path / "sales.duckdb"
    with duckdb.connect(str(foreign)) as con:
        con.execute("CREATE TABLE sales (amount INTEGER)")
    for opened in (Ledger(foreign).reading(), Ledger(foreign).writing()):
        with pytest.raises(LedgerError, match="not a whoholds ledger"), opened:
            pass


def test_a_newer_ledger_is_refused_by_name_of_the_change(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "war.duckdb")
    with ledger.writing() as con:
        con.execute("INSERT INTO migrations VALUES (99, 'add_wishes')")
    for opened in (ledger.reading(), ledger.writing()):
        with pytest.raises(LedgerError, match="add_wishes"), opened:
            pass


def test_whoever_finds_the_door_shut_waits(tmp_path: Path) -> None:
    path = tmp_path / "war.duckdb"
    with Ledger(path).writing():
        pass
    holder = hold_open(path, 0.4)
    began = time.monotonic()
    with Ledger(path).reading() as con:
        assert con.execute("SELECT count(*) FROM reports").fetchone() == (0,)
    assert 0.2 < time.monotonic() - began < 5
    holder.wait()
    assert holder.stdout is not None
    holder.stdout.close()


def test_patience_ends_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "war.duckdb"
    with Ledger(path).writing():
        pass
    holder = hold_open(path, 30)
    try:
        with (
            pytest.raises(LedgerError, match=r"in use by another program for 0\.2 s"),
            Ledger(path, patience_s=0.2).writing(),
        ):
            pass
    finally:
        holder.kill()
        holder.wait()
        assert holder.stdout is not None
        holder.stdout.close()


def test_a_ledger_in_memory_lives_as_long_as_its_object() -> None:
    ledger = Ledger(None)
    with ledger.writing() as con:
        con.execute("INSERT INTO unread VALUES ('a.txt', NULL, NULL, NULL, 'why')")
    with ledger.reading() as con:
        assert con.execute("SELECT count(*) FROM unread").fetchone() == (1,)
