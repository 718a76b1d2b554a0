"""Text → sentences, and the parse of those worth parsing."""

from __future__ import annotations

from whoholds.reading.sentences.entries import cut_entries, topics_of
from whoholds.reading.sentences.parse import LONGEST_SENTENCE, Name, NameSort, Parsed, Parser, open_parser
from whoholds.reading.sentences.split import split_sentences
from whoholds.reading.sentences.tree import Token, Tree, asked_once

__all__ = [
    "LONGEST_SENTENCE",
    "Name",
    "NameSort",
    "Parsed",
    "Parser",
    "Token",
    "Tree",
    "asked_once",
    "cut_entries",
    "open_parser",
    "split_sentences",
    "topics_of",
]
