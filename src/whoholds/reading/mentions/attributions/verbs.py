"""Attributions whose cue is a verb, or an adjective with its copula: said, was quoted as saying, is confident."""

from __future__ import annotations

from collections.abc import Iterator

from whoholds.reading.mentions.attributions.cues import Cue, CueLexicon, open_cues
from whoholds.reading.mentions.attributions.draft import (
    Draft,
    Stretch,
    below,
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
_AUXILIARIES = frozenset({"aux", "auxpass"})
_BEFORE_VERB = frozenset({"neg", "advmod"})
_OF_OBJECT = frozenset({"for", "of", "as", "over", "with"})
_OBJECTS = frozenset({"object", "object-for", "object-to+", "as", "named", "among"})
_QUOTE_MARKS = frozenset({'"', "''", "``", "“", "”"})
_WH_TAGS = frozenset({"WP", "WDT", "WRB", "WP$"})
_SUBJECT_OR_OBJECT = frozenset({"nsubj", "nsubjpass", "dobj"})


def verb_drafts(parsed: Parsed, lexicon: CueLexicon) -> Iterator[Draft]:
    """One draft for each verb of a sentence that the lexicon knows and that has a content or stands by a quotation."""
    for token in parsed.doc:
        cue, particle = _entry(token, lexicon)
        if cue is None or token.tag_ not in _VERB_TAGS or token.dep_ in {"aux", "auxpass", "amod", "compound"}:
            continue
        if is_passive(token) and ("active" in cue.takes or token.lower_ in lexicon.adjectives):
            continue
        if cue.takes == {"quote"} and _goes_on(token):
            continue
        group = with_catenative(token, verb_group(token), lexicon)
        draft = _draft(parsed, token, cue, group=(group[0], max(group[1], token.i + 1 + particle)))
        if draft is not None:
            yield draft


def _goes_on(verb: Token) -> bool:
    """Whether it tells what lasts, not what is said: "fighting was continuing", beside a quotation."""
    return verb.tag_ == "VBG" and any(c.lower_ in {"is", "are", "was", "were", "been"} for c in children(verb, "aux"))


def _entry(verb: Token, lexicon: CueLexicon) -> tuple[Cue | None, int]:
    """The verb's entry, with the word behind it if there is one for both, and how many words that took."""
    if verb.i + 1 < len(verb.doc):
        both = lexicon.verbs.get(f"{verb.lower_} {verb.nbor(1).lower_}")
        if both is not None:
            return both, 1
    return lexicon.verbs.get(verb.lower_), 0


def _draft(parsed: Parsed, verb: Token, cue: Cue, *, group: Stretch) -> Draft | None:
    head = source_of(verb)
    content, group = _content(verb, cue, group=group, source=head)
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
    return has_speaker and "person" not in cue.takes and any(c.i > verb.i for c in children(verb, "dobj"))


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
    opens = doc[0].tag_ in _WH_TAGS or (doc[0].dep_ == "mark" and doc[0].head.head.i == verb.i)
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
    before = {c.i for c in verb.lefts if c.dep_ in _AUXILIARIES or (c.dep_ in _BEFORE_VERB and not list(c.children))}
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
    if any(token.text in _QUOTE_MARKS for token in verb.doc[start:before]):
        return content
    return [(start, before)]


def _content(verb: Token, cue: Cue, *, group: Stretch, source: Token | None) -> tuple[list[Stretch], Stretch]:
    """The tokens of the content, and the cue's, widened by a preposition that leads to it."""
    takes = cue.takes
    if "clause" in takes:
        clause = clause_of(verb, source, told=cue.meaning.certainty is None and not cue.meaning.negates)
        if clause:
            return clause, group
    infinitive = first(c for c in children(verb, "xcomp") if c.i > verb.i)
    patient = first(c for c in children(verb, "dobj", "dative") if c.i > verb.i)
    if infinitive is not None and _has_to(infinitive) and is_passive(verb) and "clause" in takes:
        return _raised(verb, infinitive), group
    found = _infinitive(verb, takes, patient, infinitive)
    if not found and takes & _OBJECTS:
        found = _object(verb, takes, patient)
    if found:
        return found, group
    found, group = _after_preposition(verb, takes, group)
    return found or (_relative(verb) if takes & _OBJECTS else []), group


def _relative(verb: Token) -> list[Stretch]:
    """ "a claim that the army denied": what the clause hangs on is the content."""
    if verb.dep_ != "relcl" or is_passive(verb) or verb.head.i > verb.i:
        return []
    return [(verb.head.left_edge.i, verb.left_edge.i)]


def clause_of(verb: Token, source: Token | None, *, told: bool = True) -> list[Stretch]:
    """The clause said: after the verb, before it, or around it.

    Args:
        verb: the cue.
        source: who says it, which is no content.
        told: whether the cue tells of what is so; "it fell, as they had threatened" tells of a fall, not of a threat.
    """
    clauses = [c for c in children(verb, "ccomp") if c != source and (c.i > verb.i or _is_set_off(c, verb))]
    # "The rebels took Gao; the army denied that Kidal had fallen": what stands before tells for itself.
    apart = source is not None and verb.doc[max(source.left_edge.i - 1, 0)].text == ";"
    behind = [c for c in clauses if c.i > verb.i and (apart or any(m.lower_ == "that" for m in children(c, "mark")))]
    clause = first(behind or clauses) or _clause_hung_on(verb)
    if clause is not None:
        return [_without_addition(clause)]
    as_clause = verb.dep_ == "advcl" and any(c.lower_ == "as" for c in children(verb, "mark"))
    aside = verb.dep_ == "parataxis" or (as_clause and told)
    if aside and verb.head.i != verb.i:
        start, end = below(verb.head)
        return without((start, min(end, _another_says(verb))), below(verb))
    return []


def _another_says(verb: Token) -> int:
    """Where somebody else answers behind an aside: "it fell, the mayor said, but the ministry denied that"."""
    verbs = open_cues().verbs
    for joined in children(verb.head, "conj"):
        if joined.i > verb.i and joined.lower_ in verbs and children(joined, "nsubj"):
            opening = joined.left_edge.i
            while opening > verb.i + 1 and (joined.doc[opening - 1].dep_ == "cc" or joined.doc[opening - 1].is_punct):
                opening -= 1
            return opening
    return len(verb.doc)


def _without_addition(clause: Token) -> Stretch:
    """A clause up to a participle that goes on with the telling: "it fell, adding that"."""
    start, end = below(clause)
    verbs = open_cues().verbs
    for token in clause.doc[clause.i + 1 : end]:
        if token.tag_ == "VBG" and token.dep_ == "advcl" and token.nbor(-1).text == "," and token.lower_ in verbs:
            return start, token.i - 1
    return start, end


def _is_set_off(clause: Token, verb: Token) -> bool:
    """Whether a comma or a quotation mark parts a clause before the cue from what follows: "It fell, he said".

    Not "it fell, they said; the army called it a lie": there the cue has an object, or a clause, of its own.
    """
    end = clause.right_edge.i + 1
    own = children(verb, "dobj") or any(c.i > verb.i for c in children(verb, "ccomp"))
    if own and end < len(clause.doc) and clause.doc[end].text == ";":
        return False
    return clause.right_edge.is_punct or (end < len(clause.doc) and clause.doc[end].is_punct)


def _clause_hung_on(verb: Token) -> Token | None:
    """The clause that the parser hung on who is told or on where it is said.

    "Told a meeting of elders that few understood"; "said in a video posted on the web that troops took the town".
    """
    hearers = children(verb, "dobj", "dative")
    media = [t for p in children(verb, "prep") if p.i > verb.i for t in p.subtree]
    for noun in (*hearers, *media):
        for clause in children(noun, "relcl", "acl"):
            that = clause.left_edge
            own = bool(children(clause, "nsubj", "nsubjpass")) or noun in hearers
            if that.lower_ == "that" and that.dep_ not in _SUBJECT_OR_OBJECT and own:
                return clause
    return None


def _infinitive(verb: Token, takes: frozenset[str], patient: Token | None, infinitive: Token | None) -> list[Stretch]:
    """What somebody is told to do, vows to do, or denies doing."""
    if "object-to" in takes:
        clause = first(c for c in children(verb, "ccomp") if c.i > verb.i and _has_to(c))
        if clause is not None:
            return [below(clause)]
        if patient is not None and infinitive is not None and _has_to(infinitive):
            return [(below(patient)[0], below(infinitive)[1])]
        if patient is not None:
            inner = first(t for t in patient.subtree if t.dep_ == "acl" and _has_to(t))
            if inner is not None:
                return [below(inner if "person" in takes and patient.i != inner.head.i else patient)]
    if infinitive is None:
        return []
    if ("to" in takes and _has_to(infinitive)) or ("ing" in takes and _is_gerund(infinitive)):
        return [below(infinitive)]
    return []


def _raised(verb: Token, infinitive: Token) -> list[Stretch]:
    """ "The town is said to have fallen": the subject is part of what is said."""
    subject = first(children(verb, "nsubjpass", "nsubj"))
    return [below(subject), below(infinitive)] if subject is not None else [below(infinitive)]


def _object(verb: Token, takes: frozenset[str], patient: Token | None) -> list[Stretch]:
    """What is denied, praised, described: the object, with what is said of it."""
    if "named" in takes:
        return _named(verb)
    patient = patient or first(children(verb, "nsubjpass") if is_passive(verb) else _noun_clauses(verb))
    if patient is None:  # "declared free by the general", its subject left out
        return [below(c) for c in children(verb, "oprd") if is_passive(verb) and c.i > verb.i][:1]
    pieces = [below(patient)]
    about = [c for c in children(verb, "prep", "oprd", "dative") if c.i > verb.i and c.i > patient.i]
    if "object-for" in takes:
        about = [c for c in about if c.dep_ == "oprd" or c.lower_ in _OF_OBJECT]
    elif "among" in takes:
        about = [c for c in about if c.lower_ == "among"]
        if not about:
            return []
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


def _named(verb: Token) -> list[Stretch]:
    """ "called the talks a trap": what is named, and the name."""
    parts = [c for c in children(verb, "dobj", "dative", "oprd") if c.i > verb.i and c.dep_ != "prep"]
    if not parts:
        return []
    start, end = below(parts[0])[0], below(parts[-1])[1]
    quoted = any(token.text in _QUOTE_MARKS for token in verb.doc[start:end])
    return [(start, end)] if len(parts) > 1 or quoted else []


def _noun_clauses(verb: Token) -> list[Token]:
    """Clauses that stand where an object would: "condemned what it calls", "opposes leaving"."""
    return [
        c
        for c in children(verb, "ccomp", "xcomp")
        if c.i > verb.i and (c.left_edge.tag_ in _WH_TAGS or c.tag_ == "VBG")
    ]


def _after_preposition(verb: Token, takes: frozenset[str], group: Stretch) -> tuple[list[Stretch], Stretch]:
    """ "called for talks": the noun, and the cue with its preposition."""
    for prep in children(verb, "prep", "prt"):
        word = prep.lower_ + "+" if prep.lower_ == "to" else prep.lower_
        inside = first(children(prep, "pobj", "pcomp"))
        if word not in takes or prep.i < verb.i or inside is None:
            continue
        asked = first(c for c in children(verb, "xcomp") if c.i > inside.i and _has_to(c))
        start, end = below(inside)
        content = (start, below(asked)[1]) if asked is not None and asked.left_edge.i == end else (start, end)
        return [content], (group[0], max(group[1], prep.i + 1)) if prep.i <= group[1] else group
    return [], group


def _is_gerund(verb: Token) -> bool:
    return verb.tag_ == "VBG" or any(child.tag_ == "VBG" for child in children(verb, "aux", "auxpass"))


def _has_to(verb: Token) -> bool:
    return any(child.tag_ == "TO" or (child.dep_ == "aux" and child.lower_ == "to") for child in verb.lefts)
