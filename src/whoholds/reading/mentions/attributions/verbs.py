"""Attributions whose cue is a verb, or an adjective with its copula: said, was quoted as saying, is confident."""

from __future__ import annotations

from collections.abc import Iterator

from whoholds.reading.mentions.attributions.contents import content_of
from whoholds.reading.mentions.attributions.cues import Cue, CueLexicon
from whoholds.reading.mentions.attributions.draft import (
    QUOTE_MARKS,
    WH_TAGS,
    Draft,
    Stretch,
    characters,
    children,
    first,
    without,
)
from whoholds.reading.mentions.attributions.source import (
    empty_subject,
    is_passive,
    lost_source,
    source_of,
    source_stretch,
)
from whoholds.reading.sentences import Parsed, Token

_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})  # of names that the parser took for adverbs: "CNS reported that"
_AUXILIARIES = frozenset({"aux", "auxpass"})
_BEFORE_VERB = frozenset({"neg", "advmod"})


def verb_drafts(parsed: Parsed, lexicon: CueLexicon) -> Iterator[Draft]:
    """One draft for each verb of a sentence that the lexicon knows and that has a content or stands by a quotation."""
    for token in parsed.doc:
        cue, particle = _entry(token, lexicon)
        if cue is None or not _is_verb(token):
            continue
        if is_passive(token) and ("active" in cue.takes or token.lower_ in lexicon.adjectives):
            continue
        if (cue.takes == {"quote"} or particle) and _goes_on(token):
            continue
        group = with_catenative(token, verb_group(token), lexicon)
        draft = _draft(parsed, token, cue, group=(group[0], max(group[1], token.i + 1 + particle)))
        if draft is not None:
            yield draft


def _is_verb(token: Token) -> bool:
    """Whether a word stands as a verb of its own; one with a subject does, whatever it is tagged: "the army plans"."""
    if token.dep_ in {"aux", "auxpass", "amod", "compound"}:
        return False
    return token.tag_ in _VERB_TAGS or (token.tag_ in {"NN", "NNS"} and bool(children(token, "nsubj")))


def _goes_on(verb: Token) -> bool:
    """Whether it tells what lasts, not what is said: "fighting was going on", beside a quotation."""
    return verb.tag_ == "VBG" and any(c.lower_ in {"is", "are", "was", "were", "been"} for c in children(verb, "aux"))


def _entry(verb: Token, lexicon: CueLexicon) -> tuple[Cue | None, int]:
    """The verb's entry, with the word behind it if there is one for both, and how many words that took."""
    if verb.i + 1 < len(verb.doc):
        both = lexicon.verbs.get(f"{verb.lower_} {verb.nbor(1).lower_}")
        if both is not None:
            return both, 1
    for particle in children(verb, "prt"):  # further off: "ruled the offer out"
        both = lexicon.verbs.get(f"{verb.lower_} {particle.lower_}")
        if both is not None:
            return both, 0
    return lexicon.verbs.get(verb.lower_), 0


def _draft(parsed: Parsed, verb: Token, cue: Cue, *, group: Stretch) -> Draft | None:
    head = source_of(verb)
    content, group = content_of(verb, cue, group=group, source=head)
    content = content or _set_beside(verb, cue, head)
    may_quote = not content and not cue.takes.isdisjoint({"clause", "quote"}) and not _says_something_else(verb, cue)
    if not content and not may_quote:
        return None
    source = [source_stretch(head, cue=group, content=content)] if head is not None else []
    if not source and content and not is_passive(verb) and "clause" in cue.takes:
        source = lost_source(verb, before=group[0])
    content = _fronted(verb, content, before=min(start for start, _ in [*source, group]))
    agent = first(children(verb, "agent"))
    if agent is not None and agent.i == group[1] and source:
        group = group[0], agent.i + 1
    content = [piece for whole in content for piece in without(whole, group, *source)]
    if not source and not may_quote and not (is_passive(verb) or empty_subject(verb)):
        return None
    return Draft(
        tuple(characters(parsed, piece) for piece in source),
        (characters(parsed, group),),
        tuple(characters(parsed, piece) for piece in content),
        may_quote,
    )


def _says_something_else(verb: Token, cue: Cue) -> bool:
    """Whether the verb has an object of its own, so that no quotation beside it is: "he adds the base to the list"."""
    has_speaker = any(c.i < verb.i for c in children(verb, "nsubj"))
    objects = [c for c in children(verb, "dobj") if c.i > verb.i and not _opens_quotation(c)]
    return has_speaker and "person" not in cue.takes and bool(objects)


def _opens_quotation(noun: Token) -> bool:
    """Whether a quotation begins with this noun's phrase: `they said, "Poor town, so far from help"`."""
    opening = noun.left_edge
    return opening.text in QUOTE_MARKS or (opening.i > 0 and opening.nbor(-1).text in QUOTE_MARKS)


def _set_beside(verb: Token, cue: Cue, source: Token | None) -> list[Stretch]:
    """What stands before a cue that a comma parts from it: "taken yesterday, says the army"; "it fell, he said".

    The parser hangs the one clause on the other as if they told two things; no "and" joins them.
    """
    if source is None or "clause" not in cue.takes or is_passive(verb) or verb.tag_ not in _FINITE or not _closes(verb):
        return []
    doc, inverted = verb.doc, source.i > verb.i
    end = (verb.i if inverted else source.left_edge.i) - 1
    if end < 1 or doc[end].text not in {",", ";"}:
        return []
    if verb.dep_ == "conj" and source.head.i == verb.i:
        return [(verb.head.left_edge.i, end)]
    told = {t for t in doc[:end] if t.tag_ in {*_FINITE, "VBN"}}
    opens = doc[0].tag_ in WH_TAGS or (doc[0].dep_ == "mark" and doc[0].head.head.i == verb.i)
    return [(0, end)] if verb.dep_ == "ROOT" and told and not opens else []


def _closes(verb: Token) -> bool:
    """Whether nothing but who was told, when and how stands behind the cue."""
    after = [c for c in verb.children if c.i > verb.i and not c.is_punct]
    return all(c.dep_ in _BEHIND_CUE for c in after)


_BEHIND_CUE = frozenset({"nsubj", "dobj", "dative", "advmod", "npadvmod", "prep", "punct"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})


def verb_group(verb: Token) -> Stretch:
    """The verb with the auxiliaries, negation and adverbs that run up to it, and its particle."""
    start, end = verb.i, verb.i + 1
    before = {
        c.i
        for c in verb.lefts
        if c.dep_ in _AUXILIARIES or (c.dep_ in _BEFORE_VERB and c.tag_ not in _NAME_TAGS and not list(c.children))
    }
    before |= {t.i for c in verb.lefts if c.lower_ == "longer" for t in c.subtree}
    while start - 1 in before:
        start -= 1
    while start < verb.i and verb.doc[start].dep_ == "advmod" and verb.doc[start].lower_ in {"when", "where", "how"}:
        start += 1
    particle = first(children(verb, "prt"))
    if particle is not None and particle.i == end:
        end += 1
    return start, end


def with_catenative(verb: Token, group: Stretch, lexicon: CueLexicon) -> Stretch:
    """The verb group widened by the verb that leads up to it: "tried to explain", "keeps saying"."""
    above = verb.head
    if verb.dep_ != "xcomp" or above.lower_ not in lexicon.catenatives:
        return group
    start, end = verb_group(above)
    return (start, group[1]) if end == group[0] else group


def _fronted(verb: Token, content: list[Stretch], *, before: int) -> list[Stretch]:
    """Content before source and cue runs from the clause's beginning up to them, unless a quotation bounds it."""
    if len(content) != 1 or content[0][1] > before or verb.dep_ not in {"ROOT", "conj"}:
        return content
    start = min(verb.left_edge.i, content[0][0])
    marks = {";", *QUOTE_MARKS} if is_passive(verb) else QUOTE_MARKS  # "they hold the camp; the town is disputed"
    if any(token.text in marks for token in verb.doc[start:before]):
        return content
    return [(start, before)]
