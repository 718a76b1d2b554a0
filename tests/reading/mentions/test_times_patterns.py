"""The pattern language of times.toml: mistakes are named, not swallowed."""

from __future__ import annotations

import pytest

from whoholds.errors import KnowledgeError
from whoholds.reading.mentions.times.knowledge import load_knowledge
from whoholds.reading.mentions.times.patterns import compile_pattern


@pytest.mark.parametrize("pattern", ["day={nosuchclass}", "( the", "the )", "?the", "the & day", "zzz"])
def test_a_pattern_that_cannot_be_read(pattern: str) -> None:
    with pytest.raises(KnowledgeError):
        compile_pattern(pattern, load_knowledge().charset)


def test_what_a_pattern_may_begin_with() -> None:
    knowledge = load_knowledge()
    first = compile_pattern("the? ( {weekday} | of )", knowledge.charset).first
    assert first == knowledge.charset("the") | knowledge.charset("{weekday}") | knowledge.charset("of")
