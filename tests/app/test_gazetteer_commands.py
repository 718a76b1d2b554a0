"""`whoholds gazetteer`: from a place that is missing to one that is on the map."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from made_country import make_files
from whoholds.app import cli

TEXT = "The Taliban captured Zarghandokht in Kunduz province on Sunday, officials in Afghanistan said."


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = cli.run([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text('[gazetteer]\nfolder = ["shelf"]\n', encoding="utf-8")
    return path


def test_a_missing_place_is_listed_added_and_placed(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, ledger = tmp_path / "a.txt", tmp_path / "war.duckdb"
    report.write_text(f"date 2021-06-21 Kunduz : {TEXT}", encoding="utf-8")
    assert run(capsys, "read", report, "--into", ledger, "--config", config)[0] == 0
    status, out, _ = run(capsys, "gazetteer", "missing", ledger, "--format", "csv")
    assert status == 0
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["name"], row["country"], row["admin1"], row["lat"]) == ("Zarghandokht", "AF", "Kunduz", "")
    mine = tmp_path / "mine.csv"
    mine.write_text(out, encoding="utf-8")
    told = run(capsys, "gazetteer", "add", mine, "--config", config)[1]
    assert "0 places" in told
    assert "1 without lat and lon" in told
    assert "Placed 0 of 1" in run(capsys, "gazetteer", "place", ledger, "--config", config)[1]
    with mine.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row.keys())
        writer.writeheader()
        writer.writerow({**row, "lat": "36.9", "lon": "68.8"})
    assert run(capsys, "gazetteer", "add", mine, "--config", config)[0] == 0
    status, out, _ = run(capsys, "gazetteer", "place", ledger, "--config", config)
    assert "Placed 1 of 1" in out
    assert run(capsys, "gazetteer", "missing", ledger, "--format", "jsonl")[1] == ""
    placed = json.loads(run(capsys, "control", ledger, "--format", "jsonl")[1])["place"]
    assert (placed["lat"], placed["lon"], placed["admin1"]) == (36.9, 68.8, "Kunduz")
    # The same as a fresh reading gives.
    afresh = tmp_path / "afresh.duckdb"
    run(capsys, "read", report, "--into", afresh, "--config", config)
    both = [run(capsys, "claims", one, "--format", "jsonl")[1] for one in (ledger, afresh)]
    assert both[0] == both[1]


def test_countries_are_added_listed_found_and_removed(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = make_files(tmp_path / "files")
    status, out, err = run(capsys, "gazetteer", "add", "AND", "--from", files, "--config", config)
    assert (status, err) == (0, "")
    assert "CC0 1.0" in out
    listed = run(capsys, "gazetteer", "list", "--format", "jsonl", "--config", config)[1]
    assert json.loads(listed)["name"] == "AD"
    found = run(capsys, "gazetteer", "find", "Qarabagh", "--near", "Westland", "--format", "jsonl", "--config", config)[
        1
    ]
    assert json.loads(found.splitlines()[0])["place_id"] == "gn:900003"
    assert "AD9101" in run(capsys, "gazetteer", "find", "AD9101", "--config", config)[1]
    assert run(capsys, "gazetteer", "remove", "AND", "--config", config)[0] == 0
    assert json.loads("[]") == list(run(capsys, "gazetteer", "list", "--format", "jsonl", "--config", config)[1])


def test_a_slip_costs_nothing_and_says_what_to_do(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "gazetteer", "add", "AND", "QQ", "--from", tmp_path, "--config", config)
    assert (status, out) == (1, "")
    assert "ISO 3166-1" in err
    assert run(capsys, "gazetteer", "find", "Xyzzyplugh", "--config", config)[0] == 1
    far = run(capsys, "gazetteer", "find", "Kunduz", "--near", "Nowhereville", "--config", config)
    assert "found no place called “Nowhereville”" in far[2]
    assert "found no such file" in run(capsys, "gazetteer", "add", tmp_path / "no.csv", "--config", config)[2]


def test_explain_tells_what_each_name_was_taken_for_and_why(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "a.txt"
    report.write_text("In Kunduz province Imam Sahib was calm.", encoding="utf-8")
    status, out, _ = run(capsys, "gazetteer", "explain", report, "--config", config)
    assert status == 0
    assert "gn:1142545" in out
    assert "why: " in out
