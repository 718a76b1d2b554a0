"""Attributions whose cue is a noun or an adjective: the army's claim that, made a pledge to, was confident that."""

from __future__ import annotations

from collections.abc import Iterator

from whoholds.reading.mentions.attributions.cues import Cue, CueLexicon
from whoholds.reading.mentions.attributions.draft import Draft, Stretch, below, characters, children, first
from whoholds.reading.mentions.attributions.source import source_of, source_stretch, subject_of
from whoholds.reading.mentions.attributions.verbs import verb_group
from whoholds.reading.sentences import Parsed, Token
from whoholds.terms import Certainty

_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ADJECTIVE_TAGS = frozenset({"JJ", "VBN", "VBD"})


def noun_drafts(parsed: Parsed, lexicon: CueLexicon) -> Iterator[Draft]:
    """One draft for each noun of the lexicon that has a content."""
    for token in parsed.doc:
        cue = lexicon.nouns.get(token.lower_)
        if cue is None or token.tag_ not in _NOUN_TAGS or token.dep_ == "compound":
            continue
        draft = _noun_draft(parsed, token, cue, lexicon)
        if draft is not None:
            yield draft


def adjective_drafts(parsed: Parsed, lexicon: CueLexicon) -> Iterator[Draft]:
    """One draft for each predicative adjective of the lexicon that has a content."""
    for token in parsed.doc:
        cue = lexicon.adjectives.get(token.lower_)
        if cue is None or token.tag_ not in _ADJECTIVE_TAGS:
            continue
        copula = token.head if token.dep_ in {"acomp", "oprd"} else token
        if copula == token and not children(token, "auxpass", "aux"):
            continue
        group = verb_group(copula)
        found = _complement(token, cue.takes, group[0]) or (
            copula != token and _complement(copula, cue.takes, group[0])
        )
        head = subject_of(copula) or source_of(copula)
        if not found or head is None:
            continue
        content, end = found
        cue_stretch = group[0], max(end, token.i + 1)
        yield _built(parsed, head, cue_stretch, content)


def _noun_draft(parsed: Parsed, noun: Token, cue: Cue, lexicon: CueLexicon) -> Draft | None:
    start = noun.i
    while start > 0 and noun.doc[start - 1].head == noun and noun.doc[start - 1].dep_ in {"amod", "compound", "nmod"}:
        start -= 1
    found = _complement(noun, cue.takes, start)
    if found is None:
        return None
    content, end = found
    owner = first(children(noun, "poss"))
    if owner is not None:
        tail = first(children(owner, "case"))
        source = owner.left_edge.i, tail.i if tail is not None else owner.i + 1
        return _written(parsed, [source], (start, end), content)
    by = first(c for c in children(noun, "prep") if c.lower_ in {"by", "from"} and c.i < content[0])
    author = first(children(by, "pobj")) if by is not None else None
    if author is not None:
        return _built(parsed, author, (start, noun.i + 1), content)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lower_ in lexicon.light_verbs:
        head = source_of(verb)
        if head is not None:
            return _built(parsed, head, (verb_group(verb)[0], end), content)
    if "clause" in cue.takes and any(token.dep_ == "mark" for token in noun.doc[content[0] : content[0] + 1]):
        return _written(parsed, [], (start, end), content)
    if cue.meaning.speech and cue.meaning.certainty is not Certainty.PLANNED:
        return _written(parsed, [], (start, end), content)
    return None


def _complement(word: Token, takes: frozenset[str], start: int) -> tuple[Stretch, int] | None:
    """The content that hangs from a noun or adjective, and where the cue ends."""
    for clause in children(word, "acl", "ccomp", "xcomp", "relcl"):
        if clause.i < word.i or clause.left_edge.i < start:
            continue
        opening = clause.left_edge
        if "clause" in takes and opening.lower_ == "that" and opening.dep_ == "mark":
            return below(clause), word.i + 1
        if "clause" in takes and clause.dep_ == "ccomp":
            return below(clause), word.i + 1
        if "to" in takes and any(c.lower_ == "to" for c in children(clause, "aux")):
            return below(clause), word.i + 1
    for prep in children(word, "prep"):
        name = prep.lower_ + "+" if prep.lower_ == "to" else prep.lower_
        inside = first(children(prep, "pobj", "pcomp"))
        if name in takes and inside is not None and prep.i > word.i:
            return below(inside), prep.i + 1 if prep.i == word.i + 1 else word.i + 1
    return None


def _built(parsed: Parsed, head: Token, cue: Stretch, content: Stretch) -> Draft:
    source = source_stretch(head, cue=cue, content=[content])
    return _written(parsed, [source], cue, content)


def _written(parsed: Parsed, source: list[Stretch], cue: Stretch, content: Stretch) -> Draft:
    return Draft(
        tuple(characters(parsed, piece) for piece in source),
        (characters(parsed, cue),),
        (characters(parsed, content),),
        may_quote=False,
    )
