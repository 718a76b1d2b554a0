"""English is read, other languages are named; in doubt a text is English."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from whoholds.reading.reports.languages import guess_language, name_language

CASES = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", CASES["read"])
def test_english_is_read(text: str) -> None:
    assert guess_language(text) == "en"
    assert guess_language(text.upper()) == "en"


@pytest.mark.parametrize("case", CASES["leave"], ids=[case["code"] for case in CASES["leave"]])
def test_other_languages_are_named(case: dict[str, str]) -> None:
    assert guess_language(case["text"]) == case["code"]


def test_stated_names() -> None:
    assert [name_language(name) for name in ("EN-gb", "English", "eng", "fr_FR", " es ")] == [
        "en",
        "en",
        "en",
        "fr",
        "es",
    ]
