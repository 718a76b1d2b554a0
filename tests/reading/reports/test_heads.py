"""Heads of reports, as data: what a text's top says, and where the text proper begins."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from whoholds.reading.reports.heads import read_head

CASES = tomllib.loads(Path(__file__).with_name("heads.toml").read_text(encoding="utf-8"))["case"]
FIELDS = ("dateline", "agency", "title", "credit")


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_head(case: dict[str, Any]) -> None:
    head = read_head(case["text"], names=tuple(case.get("names", ())))
    found = {"published": head.published.isoformat() if head.published else None}
    found |= {name: getattr(head, name) for name in FIELDS}
    assert found == {name: case.get(name) for name in ("published", *FIELDS)}
    assert case["text"][head.body_start :].lstrip().startswith(case["body"])


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "9 July 2021", "(NW)", "HERAT, July 9 (NW) - ", "date 2021-07-02 Termez :"]
)
def test_a_head_without_a_text_is_the_text(text: str) -> None:
    assert read_head(text).body_start == 0


def test_a_missing_year_is_said() -> None:
    assert "no year" in read_head("HERAT, July 9 (NW) - It fell.").notes[0]
