"""What a cue verb says: the clause, the infinitive, or the object it hands to its source."""

from __future__ import annotations

from whoholds.reading.mentions.attributions.cues import Cue, open_cues
from whoholds.reading.mentions.attributions.draft import (
    QUOTE_MARKS,
    SUBJECTS,
    WH_TAGS,
    Stretch,
    below,
    children,
    first,
    without,
)
from whoholds.reading.mentions.attributions.source import is_passive
from whoholds.reading.sentences import Token

_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
_INDEFINITE = frozenset({"a", "an"})
_OF_OBJECT = frozenset({"for", "of", "as", "over", "with"})
_OBJECTS = frozenset({"object", "object-for", "object-to+", "as", "named", "among"})
_SUBJECT_OR_OBJECT = frozenset({"nsubj", "nsubjpass", "dobj"})


def content_of(verb: Token, cue: Cue, *, group: Stretch, source: Token | None) -> tuple[list[Stretch], Stretch]:
    """The tokens of the content, and the cue's, widened by a preposition that leads to it."""
    takes = cue.takes
    if "clause" in takes:
        clause = clause_of(verb, source, told=cue.meaning.certainty is None and not cue.meaning.negates)
        if clause:
            return clause, group
    infinitive = first(c for c in children(verb, "xcomp") if c.i > verb.i) or _next_infinitive(verb)
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
    clause = first(behind or clauses) or _clause_hung_on(verb) or _asked(verb)
    if clause is not None:
        return [_without_addition(clause)]
    as_clause = verb.dep_ == "advcl" and any(c.lower_ == "as" for c in children(verb, "mark"))
    aside = verb.dep_ == "parataxis" or (as_clause and told)
    if aside and verb.head.i != verb.i:
        start, end = below(verb.head)
        return without((start, min(end, _another_says(verb))), below(verb))
    return []


def _asked(verb: Token) -> Token | None:
    """What somebody does not say or know: "have not said when they would leave", "did not know what to do"."""
    if not children(verb, "neg"):
        return None
    return first(c for c in children(verb, "advcl", "xcomp") if c.i > verb.i and c.left_edge.tag_ in WH_TAGS)


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

    Not "it fell, they said; the army called it a lie": there the cue has an object, or a clause, of its own. Nor is
    "they hold the camp" disputed where "the town is disputed" stands behind a semicolon.
    """
    end = clause.right_edge.i + 1
    own = children(verb, "dobj", "nsubjpass") or any(c.i > verb.i for c in children(verb, "ccomp"))
    nothing = bool(children(verb, "neg"))  # "…; the ministry has not commented"
    if (own or nothing) and end < len(clause.doc) and clause.doc[end].text == ";":
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
        asked = infinitive or first(c for c in children(verb, "advcl") if c.i > verb.i)
        if patient is not None and asked is not None and _has_to(asked):
            return [(below(patient)[0], below(asked)[1])]
        if patient is not None:
            inner = first(t for t in patient.subtree if t.dep_ == "acl" and _has_to(t))
            if inner is not None:
                return [below(inner if "person" in takes and patient.i != inner.head.i else patient)]
    if infinitive is None:
        return []
    if ("to" in takes and _has_to(infinitive)) or ("ing" in takes and _is_gerund(infinitive)):
        return [below(infinitive)]
    return []


def _next_infinitive(verb: Token) -> Token | None:
    """The infinitive right behind a verb that the parser took for a purpose: "declined to appeal"."""
    return first(c for c in children(verb, "advcl") if _has_to(c) and c.left_edge.i == verb.i + 1)


def _raised(verb: Token, infinitive: Token) -> list[Stretch]:
    """ "The town is said to have fallen": the subject is part of what is said."""
    subject = first(children(verb, "nsubjpass", "nsubj"))
    return [below(subject), below(infinitive)] if subject is not None else [below(infinitive)]


def _object(verb: Token, takes: frozenset[str], patient: Token | None) -> list[Stretch]:
    """What is denied, praised, described: the object, with what is said of it."""
    if "named" in takes:
        return _named(verb)
    patient = patient or first(children(verb, "nsubjpass") if is_passive(verb) else _noun_clauses(verb))
    if patient is None:
        return _without_object(verb, takes)
    about = _about(verb, takes, patient)
    if not about and not takes.isdisjoint({"as", "among"}):
        return []
    pieces = [below(patient)]
    for more in about:
        start, end = below(more)
        if start == pieces[-1][1]:
            pieces[-1] = pieces[-1][0], end
        else:
            pieces.append((start, end))
    return pieces


def _about(verb: Token, takes: frozenset[str], patient: Token) -> list[Token]:
    """What is said of the object behind it: "as a failure", "for its retreat"."""
    about = [c for c in children(verb, "prep", "oprd", "dative") if c.i > verb.i and c.i > patient.i]
    if "object-for" in takes:
        return [c for c in about if c.dep_ == "oprd" or c.lower_ in _OF_OBJECT]
    if "among" in takes:
        return [c for c in about if c.lower_ == "among"]
    if "object-to+" in takes:
        return [c for c in about if c.lower_ in {"to", "with"}]
    if "as" in takes:
        return [c for c in about if c.lower_ == "as" or c.dep_ == "oprd"]
    return [c for c in about if c.dep_ == "oprd"]


def _without_object(verb: Token, takes: frozenset[str]) -> list[Stretch]:
    """What a cue says of an object that stands before it, or of none: "declared free by the general"."""
    if children(verb, "agent"):
        spoken_of = _before_participle(verb)
        if spoken_of:
            return spoken_of
    if is_passive(verb):
        said = children(verb, "oprd")
    elif takes.isdisjoint({"object-for", "as"}) or not children(verb, *SUBJECTS):
        said = []
    else:  # "what the general described as a failure", "which the mayor called a trap"
        said = [c for c in children(verb, "prep", "oprd") if c.dep_ == "oprd" or c.lower_ == "as"]
    return [below(c) for c in said if c.i > verb.i][:1]


def _before_participle(verb: Token) -> list[Stretch]:
    """ "A rule proposed by the council"; "the rule stays, backed by the council": what the participle speaks of."""
    if verb.dep_ == "acl" and verb.head.i < verb.i:
        return [(verb.head.left_edge.i, verb.left_edge.i)]
    if verb.dep_ == "advcl" and verb.tag_ == "VBN":
        subject = first(children(verb.head, "nsubj", "nsubjpass"))
        return [below(subject)] if subject is not None and subject.i < verb.i else []
    return []


def _named(verb: Token) -> list[Stretch]:
    """ "called the talks a trap": what is named, and the name."""
    parts = [c for c in children(verb, "dobj", "dative", "oprd") if c.i > verb.i and c.dep_ != "prep"]
    if not parts:
        return []
    start, end = below(parts[0])[0], below(parts[-1])[1]
    quoted = any(token.text in QUOTE_MARKS or token.tag_ == "``" for token in verb.doc[start:end])
    # Two nouns side by side are the thing and its name: "called the talks a trap", one phrase to the parser.
    named = any(
        t.tag_ == "DT" and t.lower_ in _INDEFINITE and t.nbor(-1).tag_ in _NOUN_TAGS for t in verb.doc[start + 1 : end]
    )
    return [(start, end)] if len(parts) > 1 or quoted or named else []


def _noun_clauses(verb: Token) -> list[Token]:
    """Clauses that stand where an object would: "condemned what it calls", "opposes leaving"."""
    return [
        c for c in children(verb, "ccomp", "xcomp") if c.i > verb.i and (c.left_edge.tag_ in WH_TAGS or c.tag_ == "VBG")
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
