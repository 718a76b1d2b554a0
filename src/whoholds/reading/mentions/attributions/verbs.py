"""Attributions whose cue is a verb, or an adjective with its copula: said, was quoted as saying, is confident."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from whoholds.reading.mentions.attributions.cues import Cue, CueLexicon
from whoholds.reading.mentions.attributions.draft import (
    Draft,
    Stretch,
    below,
    characters,
    children,
    first,
    without,
)
from whoholds.reading.mentions.attributions.source import empty_subject, is_passive, source_of, source_stretch
from whoholds.reading.sentences import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
_OF_OBJECT = frozenset({"for", "of", "as", "over", "with"})
_OBJECTS = frozenset({"object", "object-for", "object-to+", "object-out", "as"})


def verb_drafts(parsed: Parsed, lexicon: CueLexicon) -> Iterator[Draft]:
    """One draft for each verb of a sentence that the lexicon knows and that has a content or stands by a quotation."""
    for token in parsed.doc:
        cue = lexicon.verbs.get(token.lower_)
        if cue is None or token.tag_ not in _VERB_TAGS or token.dep_ in {"aux", "auxpass", "amod", "compound"}:
            continue
        draft = _draft(parsed, token, cue)
        if draft is not None:
            yield draft


def _draft(parsed: Parsed, verb: Token, cue: Cue) -> Draft | None:
    head = source_of(verb)
    group = _verb_group(verb)
    content, group = _content(verb, cue, group=group, source=head)
    may_quote = not content and not cue.takes.isdisjoint({"clause", "quote"})
    if not content and not may_quote:
        return None
    source = [source_stretch(head, cue=group, content=content)] if head is not None else []
    content = [piece for whole in content for piece in without(whole, group, *source)]
    if head is None and not (is_passive(verb) or empty_subject(verb)):
        return None
    return Draft(
        tuple(characters(parsed, piece) for piece in source),
        (characters(parsed, group),),
        tuple(characters(parsed, piece) for piece in content),
        may_quote,
    )


def _verb_group(verb: Token) -> Stretch:
    """The verb with the auxiliaries, negation and adverbs that run up to it, and its particle."""
    start, end = verb.i, verb.i + 1
    before = {child.i for child in verb.lefts if child.dep_ in _BEFORE_VERB and child.left_edge.i == child.right_edge.i}
    while start - 1 in before:
        start -= 1
    while start < verb.i and verb.doc[start].dep_ == "advmod" and verb.doc[start].lower_ in {"when", "where", "how"}:
        start += 1
    particle = first(children(verb, "prt"))
    if particle is not None and particle.i == end:
        end += 1
    return start, end


def _content(verb: Token, cue: Cue, *, group: Stretch, source: Token | None) -> tuple[list[Stretch], Stretch]:
    """The tokens of the content, and the cue's, widened by a preposition that leads to it."""
    takes = cue.takes
    if "clause" in takes:
        clause = _clause(verb, source)
        if clause:
            return clause, group
    infinitive = first(c for c in children(verb, "xcomp") if c.i > verb.i)
    patient = first(c for c in children(verb, "dobj", "dative") if c.i > verb.i and c is not source)
    if infinitive is not None and _has_to(infinitive) and is_passive(verb) and "clause" in takes:
        return _raised(verb, infinitive), group
    found = _infinitive(verb, takes, patient, infinitive)
    if not found and takes & _OBJECTS and (patient is not None or is_passive(verb)):
        found = _object(verb, takes, patient)
    if found:
        return found, group
    return _after_preposition(verb, takes, group)


def _clause(verb: Token, source: Token | None) -> list[Stretch]:
    """The clause said: after the verb, before it, or around it."""
    clause = first(c for c in children(verb, "ccomp") if c is not source)
    if clause is not None:
        return [below(clause)]
    if verb.dep_ == "parataxis" and verb.head.i != verb.i:
        return without(below(verb.head), below(verb))
    return []


def _infinitive(
    verb: Token, takes: frozenset[str], patient: Token | None, infinitive: Token | None
) -> list[Stretch]:
    """What somebody is told to do, vows to do, or denies doing."""
    if "object-to" in takes:
        clause = first(c for c in children(verb, "ccomp") if c.i > verb.i and _has_to(c))
        if clause is not None:
            return [below(clause)]
        if patient is not None and infinitive is not None and _has_to(infinitive):
            return [(below(patient)[0], below(infinitive)[1])]
    if infinitive is None:
        return []
    if "to" in takes and _has_to(infinitive) or "ing" in takes and infinitive.tag_ == "VBG":
        return [below(infinitive)]
    return []


def _raised(verb: Token, infinitive: Token) -> list[Stretch]:
    """ "The town is said to have fallen": the subject is part of what is said."""
    subject = first(children(verb, "nsubjpass", "nsubj"))
    return [below(subject), below(infinitive)] if subject is not None else [below(infinitive)]


def _object(verb: Token, takes: frozenset[str], patient: Token | None) -> list[Stretch]:
    """What is denied, praised, described: the object, with what is said of it."""
    patient = patient or first(children(verb, "nsubjpass"))
    if patient is None or "object-out" in takes and not children(verb, "prt"):
        return []
    pieces = [below(patient)]
    about = [c for c in children(verb, "prep", "oprd", "dative") if c.i > verb.i and c.i > patient.i]
    if "object-for" in takes:
        about = [c for c in about if c.dep_ == "oprd" or c.lower_ in _OF_OBJECT]
    elif "object-to+" in takes:
        about = [c for c in about if c.lower_ in {"to", "with"}]
    elif "as" in takes:
        about = [c for c in about if c.lower_ == "as" or c.dep_ == "oprd"]
        if not about:
            return []
    else:
        about = [c for c in about if c.dep_ == "oprd"]
    for more in about:
        start, end = below(more)
        if start == pieces[-1][1]:
            pieces[-1] = pieces[-1][0], end
        else:
            pieces.append((start, end))
    return pieces


def _after_preposition(verb: Token, takes: frozenset[str], group: Stretch) -> tuple[list[Stretch], Stretch]:
    """ "called for talks": the noun, and the cue with its preposition."""
    for prep in children(verb, "prep"):
        word = prep.lower_ + "+" if prep.lower_ == "to" else prep.lower_
        inside = first(children(prep, "pobj", "pcomp"))
        if word not in takes or prep.i < verb.i or inside is None:
            continue
        return [below(inside)], (group[0], prep.i + 1) if prep.i == group[1] else group
    return [], group


def _has_to(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.lefts)
