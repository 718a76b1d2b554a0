"""The parse keeps the report's words, whatever the parser is shown in their place."""

from __future__ import annotations

import pytest

from whoholds.errors import ConfigError
from whoholds.reading.sentences import Name, NameSort, open_parser, split_sentences
from whoholds.reading.sentences.parse import LONGEST_SENTENCE
from whoholds.records import Report


def _parsed(text: str, *names: Name) -> list[list[tuple[str, str, str]]]:
    sentences = split_sentences(Report("r", "r", text, ""))
    return [[(t.text, t.dep_, t.head.text) for t in p.doc] for p in open_parser().parse(sentences, names)]


def test_a_name_is_one_token_and_keeps_its_words() -> None:
    text = "Jabhat al-Nusra overran Tell Rifaat."
    (tree,) = _parsed(text, Name(0, 15, NameSort.GROUP), Name(24, 35, NameSort.PLACE))
    assert ("Jabhat al-Nusra", "nsubj", "overran") in tree
    assert ("Tell Rifaat", "dobj", "overran") in tree


def test_the_tree_is_the_same_whoever_it_is() -> None:
    one = _parsed("Houthis control Sanaa.", Name(0, 7, NameSort.GROUP), Name(16, 21, NameSort.PLACE))
    other = _parsed("Separatists control Lviv.", Name(0, 11, NameSort.GROUP), Name(20, 24, NameSort.PLACE))
    assert [dep for _, dep, _ in one[0]] == [dep for _, dep, _ in other[0]]


def test_spans_are_the_reports_words() -> None:
    text = "Nobody stayed. The rebels took “the hill”\nof Sake."
    sentences = split_sentences(Report("r", "r", text, ""))
    for parsed in open_parser().parse(sentences):
        span = parsed.span(parsed.doc[0], parsed.doc[len(parsed.doc) - 1])
        assert text[span.start : span.end] == span.text == parsed.sentence.text


def test_a_list_without_a_stop_is_passed_over() -> None:
    assert _parsed("Nerkh, " * (LONGEST_SENTENCE // 7 + 1)) == []


def test_an_unknown_pipeline_is_named() -> None:
    with pytest.raises(ConfigError, match="en_none"):
        open_parser("en_none")
