"""The glossary and the closed vocabularies say the same."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from whoholds import terms

PAGE = (Path(__file__).parents[1] / "docs" / "glossary.md").read_text(encoding="utf-8")
VOCABULARIES = [
    item
    for item in vars(terms).values()
    if isinstance(item, type) and issubclass(item, StrEnum) and item is not StrEnum
]
SECTIONS = {
    match["name"]: match["body"]
    for match in re.finditer(r"^### (?P<name>\w+)[^\n]*\n(?P<body>.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
}
# The house's own words; each has its row.
WORDS = (
    *(
        "report",
        "story",
        "publisher",
        "source",
        "cue",
        "mention",
        "trigger",
        "toponym",
        "place",
        "DCT",
        "TIMEX3",
        "claim",
    ),
    *(
        "certainty",
        "polarity",
        "confidence",
        "event",
        "side",
        "actor",
        "district",
        "status",
        "spell",
        "as_of",
        "known_by",
    ),
    *("rule set", "corroboration", "against interest", "grain"),
)


def test_there_are_vocabularies() -> None:
    assert len(VOCABULARIES) > 10


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda v: v.__name__)
def test_each_member_stands_in_its_section(vocabulary: type[StrEnum]) -> None:
    section = SECTIONS[vocabulary.__name__]
    assert [member.value for member in vocabulary if f"`{member.value}`" not in section] == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda v: v.__name__)
def test_a_section_names_no_other_value(vocabulary: type[StrEnum]) -> None:
    quoted = set(re.findall(r"`([^`]+)`", SECTIONS[vocabulary.__name__]))
    assert quoted <= {member.value for member in vocabulary}


def test_no_section_is_left_over() -> None:
    assert SECTIONS.keys() == {vocabulary.__name__ for vocabulary in VOCABULARIES}


@pytest.mark.parametrize("word", WORDS)
def test_each_word_of_the_house_has_one_row(word: str) -> None:
    assert len(re.findall(rf"^\| {re.escape(word)} \|", PAGE, re.MULTILINE)) == 1
