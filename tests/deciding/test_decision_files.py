"""Decisions in files: CSV and TOML; a bad row is named with its line, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from deciding.made_ledger import NOW, claim_ids, make_ledger
from whoholds.deciding import read_asked
from whoholds.errors import DecisionRefused
from whoholds.pipeline import decide


def test_a_bad_row_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    ledger = make_ledger()
    claims = list(claim_ids(ledger).values())
    path = tmp_path / "mine.csv"
    rows = [
        "decision,claim,author,reason,side",
        f'reject,{claims[0]},Me,"two\nlines",',
        "reject,zzzz,Me,no such claim,",
        "",
        f"correct,{claims[1]},Me,it was Red,Red",
        f"reject,{claims[2]},,nobody says so,",
    ]
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    summary = decide(ledger, read_asked(path), made_at=NOW)
    assert [decision.kind for decision in summary.made] == ["reject", "correct"]
    assert [problem.partition(": ")[0] for problem in summary.problems] == [f"{path}:4", f"{path}:7"]
    times = [decision.made_at for decision in summary.made]
    assert times == sorted(set(times))


def test_toml(tmp_path: Path) -> None:
    ledger = make_ledger()
    claims = list(claim_ids(ledger).values())
    path = tmp_path / "mine.toml"
    path.write_text(
        f'[[decision]]\ndecision = "reject"\nclaim = "{claims[0]}"\nauthor = "Me"\nreason = "no"\n'
        "time = 2026-01-01T10:00:00Z\n\n"
        '[[decision]]\ndecision = "reject"\nclaim = "zzzz"\nauthor = "Me"\nreason = "no"\n'
    )
    summary = decide(ledger, read_asked(path), made_at=NOW)
    assert [decision.made_at for decision in summary.made] == ["2026-01-01T10:00:00.000+00:00"]
    assert [problem.partition(": ")[0] for problem in summary.problems] == [f"{path}:8"]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.csv", "kind,claim\n", "expected 'decision' among them"),
        ("a.toml", "[[decision]\n", "is no TOML"),
        ("a.toml", "decision = 1\n", "expected one for each decision"),
        ("a.json", "{}", "expected .csv or .toml"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(DecisionRefused, match=says):
        list(read_asked(tmp_path / name))
