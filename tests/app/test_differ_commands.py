"""`whoholds compare` and `whoholds changes`, as a user types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from app.test_commands import REPORTS, run
from made_readings import load_made, read_made
from whoholds.pipeline import read_into, settle
from whoholds.store import Ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Red says on the 5th that it took Imam Sahib; on the 6th a radio says that Blue did."""
    path = tmp_path_factory.mktemp("differ") / "war.duckdb"
    made = Ledger(path)
    read_into(made, load_made(REPORTS), read=read_made, got_at="2026-01-01T00:00:00+00:00")
    settle(made)
    return path


def test_compare_lists_where_and_in_what(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "compare", ledger, "press", "claimed", "--format", "jsonl")
    assert (status, err) == (0, "")
    found = {row["place"]["name"]: row for row in map(json.loads, out.splitlines())}
    row = found["Imam Sahib"]
    assert (row["difference"], row["one"]["status"], row["other"]["status"]) == ("how sure", "held", "claimed")
    assert (row["one"]["rules"], row["other"]["rules"]) == ("press", "claimed")


def test_compare_counts_in_words(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "compare", ledger, "press", "claimed")
    assert "Imam Sahib" in out
    assert out.splitlines()[-1] == "2 of 2 places differ: 2 in how sure."


def test_a_rule_set_differs_from_itself_nowhere(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "compare", ledger, "press", "press")
    assert (status, out) == (0, "0 of 2 places differ.\n")


def test_compare_with_a_rule_set_that_is_none(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "compare", ledger, "press", "guess")
    assert status == 1
    assert "no rule set 'guess': there are press, acled, claimed, lwj, strict" in err


def test_changes_tells_what_changed_hands(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "changes", ledger, "--since", "2021-07-05", "--format", "csv")
    assert (status, err) == (0, "")
    (row,) = [row for row in csv.DictReader(io.StringIO(out)) if row["cause"] == "changed hands"]
    assert row["place.name"] == "Imam Sahib"
    assert (row["one.status"], row["one.holder.name"]) == ("claimed", "Red")
    assert (row["other.status"], row["other.holder.name"]) == ("held", "Blue")


def test_changes_says_so_where_nothing_did(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "changes", ledger, "--since", "2021-07-07")
    assert out == "Changed since 7 July 2021: nothing.\n\nLearned since 7 July 2021 about that day: nothing.\n"


def test_changes_needs_a_day(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "changes", ledger)[0] == 2
    status, _, err = run(capsys, "changes", ledger, "--since", "yesterday")
    assert status == 2
    assert "yesterday" in err
    status, out, err = run(capsys, "changes", ledger, "--since", "2021-07-06", "--as-of", "2021-07-05")
    assert (status, out) == (2, "")
    assert "found 2021-07-06 for --since and 2021-07-05 for --as-of" in err
