"""Every entry of the lexicon of happenings carries an example; each is read and must give what it says."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from whoholds.reading.mentions.happening_lexicon import open_happenings
from whoholds.reading.read import Reader, open_reader, read_report
from whoholds.records import Report
from whoholds.terms import CONTROL_TYPES, EventType

DAY = date(2015, 6, 1)
TABLES = tomllib.loads(files("whoholds.reading.lexicon").joinpath("happenings.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader()


@pytest.mark.parametrize("entry", TABLES["entry"], ids=lambda e: e["id"])
def test_example_gives_what_it_says(entry: dict[str, Any], reader: Reader) -> None:
    claims = read_report(Report("r", "example", entry["example"], "", published=DAY), reader).claims
    assert EventType(entry["says"]) in {claim.event_type for claim in claims}


def test_each_kind_of_happening_has_an_entry() -> None:
    said = {EventType(entry["says"]) for entry in TABLES["entry"]}
    assert set(EventType) - CONTROL_TYPES - said == set()


def test_an_entry_without_its_words_is_not_found() -> None:
    assert not open_happenings().may_tell("The committee praised its new chairwoman.")
