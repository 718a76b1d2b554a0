"""Attributions whose cue is no verb: according to X, X's claim that, and a heading with a colon."""

from __future__ import annotations

from collections.abc import Iterator

from whoholds.reading.mentions.attributions.cues import CueLexicon
from whoholds.reading.mentions.attributions.draft import Draft, below, characters, children, first, without
from whoholds.reading.mentions.attributions.source import source_stretch
from whoholds.reading.sentences import Parsed


def phrase_drafts(parsed: Parsed, lexicon: CueLexicon) -> Iterator[Draft]:
    """One draft for each phrase of a sentence that hands its clause to a source."""
    yield from _according_to(parsed)


def _according_to(parsed: Parsed) -> Iterator[Draft]:
    for token in parsed.doc:
        if token.lower_ != "according" or token.i + 1 >= len(parsed.doc) or parsed.doc[token.i + 1].lower_ != "to":
            continue
        to = parsed.doc[token.i + 1]
        head = first(children(to, "pobj")) or first(children(token, "pobj"))
        if head is None:
            continue
        cue = (token.i, to.i + 1)
        source = source_stretch(head, cue=cue, content=[])
        clause = token.head
        if clause.i == token.i:
            continue
        while clause.dep_ in {"prep", "pobj", "nsubj", "dobj", "compound", "amod", "conj", "appos"} and clause.head.i != clause.i:
            clause = clause.head
        content = without(below(clause), (token.i, source[1]))
        yield Draft(
            (characters(parsed, source),),
            (characters(parsed, cue),),
            tuple(characters(parsed, piece) for piece in content),
            may_quote=True,
        )
