"""The sample dossier, read and settled, against the table of control written by hand before."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from whoholds.config import load_config
from whoholds.evaluation.golden import (
    Judged,
    judge_control,
    list_false_claims,
    list_stories,
    load_expected,
    read_csv,
    settled_ledger,
)
from whoholds.pipeline import open_read
from whoholds.samples import sample_dossier

GOLDEN = Path(__file__).parent / "afghanistan-2021"
QUALITY = Path(__file__).parents[2] / "quality"
EXPECTED = load_expected(GOLDEN)
KNOWN_WRONG = {(row["place"], row["as_of"], row["known_by"]) for row in read_csv(QUALITY / "known_wrong.csv")}
FALSE_CLAIMS_LEFT = frozenset(row["quote"] for row in read_csv(QUALITY / "known_false_claims.csv"))


def texts() -> dict[str, str]:
    """Each report's text as the dossier has it, by file name or row id."""
    found: dict[str, str] = {}
    for path in sorted(sample_dossier().iterdir()):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            found |= {row["id"]: row["text"] for row in map(json.loads, text.splitlines())}
        else:
            found[path.name] = text
    return found


@pytest.fixture(scope="module")
def con() -> Iterator[DuckDBPyConnection]:
    with settled_ledger(sample_dossier(), open_read(load_config())) as connection:
        yield connection


@pytest.fixture(scope="module")
def judged(con: DuckDBPyConnection) -> dict[tuple[str, str, str], Judged]:
    rows = judge_control(con, EXPECTED)
    return {(row.expected.place.name, row.expected.as_of, row.expected.known_by): row for row in rows}


def test_the_table_has_six_moments_of_each_place() -> None:
    moments = {(row.as_of, row.known_by) for row in EXPECTED}
    assert len(moments) == 6
    assert set(Counter(row.place.name for row in EXPECTED).values()) == {6}
    assert {row.reason[-1] for row in EXPECTED} == {"."}


def test_the_dossier_has_sixteen_short_reports() -> None:
    assert len(texts()) == 16
    # The page is left out: its furniture is no part of the report.
    lengths = {name: len(text.split()) for name, text in texts().items() if not name.endswith(".html")}
    assert {name: n for name, n in lengths.items() if not 60 <= n <= 180} == {}


def test_each_negative_stands_in_its_report() -> None:
    for row in read_csv(GOLDEN / "negatives.csv"):
        assert texts()[row["report"]].count(row["quote"]) == 1, row["quote"]


@pytest.mark.parametrize("key", [(r.place.name, r.as_of, r.known_by) for r in EXPECTED], ids="/".join)
def test_control_is_what_the_table_says(judged: dict[tuple[str, str, str], Judged], key: tuple[str, str, str]) -> None:
    row = judged[key]
    if key in KNOWN_WRONG:
        assert not row.is_right, "it comes right now: take it off known_wrong.csv"
    else:
        assert row.is_right, f"expected {' or '.join(row.expected.answers)}, got {row.answer}: {row.expected.reason}"


def test_what_must_give_no_claim_gives_none(con: DuckDBPyConnection) -> None:
    assert {quote for quote, _ in list_false_claims(con, GOLDEN)} == FALSE_CLAIMS_LEFT


def test_a_reprint_is_one_story_with_its_original(con: DuckDBPyConnection) -> None:
    assert list_stories(con) == [tuple(sorted(row.values())) for row in read_csv(GOLDEN / "copies.csv")]
