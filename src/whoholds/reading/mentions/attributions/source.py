"""Whose words they are: the noun phrase that a cue has for its source."""

from __future__ import annotations

from whoholds.reading.mentions.attributions.draft import SUBJECTS, Stretch, below, children, first
from whoholds.reading.sentences import Token

_TAKES_OVER = frozenset({"conj", "advcl", "xcomp", "pcomp", "ccomp", "dep", "prep", "parataxis", "acomp", "oprd"})
_LOOKS_LIKE_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "WP", "CD"})
_EMPTY_SUBJECTS = frozenset({"it", "there"})


def source_of(verb: Token) -> Token | None:
    """The word at the head of the source: the subject, or by-agent, that a cue verb has or shares.

    Returns:
        None: a passive without agent, an empty subject ("it was reported"), or none found.
    """
    if is_passive(verb):
        agent = first(children(verb, "agent"))
        return first(children(agent, "pobj")) if agent is not None else None
    own = subject_of(verb)
    if own is not None:
        return own if own.dep_ != "nsubjpass" else None
    inverted = _inverted(verb)
    if inverted is not None:
        return inverted
    return _outer_speaker(verb) or _shared(verb)


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject; the parser sometimes hangs it on the auxiliary."""
    for word in (verb, *children(verb, "aux", "auxpass")):
        subjects = children(word, *SUBJECTS)
        if subjects:
            return _own(subjects, word)
    return None


def _own(subjects: list[Token], verb: Token) -> Token:
    """Of two subjects the one behind the closing mark: the other is from the quotation, whose verb the parse lost."""
    nearest = next((s for s in reversed(subjects) if s.i < verb.i), subjects[0])
    before = nearest.left_edge.i - 1
    return nearest if before > subjects[0].i and verb.doc[before].text in _CLOSING_MARKS else subjects[0]


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: it has a passive auxiliary, or is a participle after a noun ("cited by police")."""
    if children(verb, "auxpass"):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not children(verb, "aux")


def empty_subject(verb: Token) -> bool:
    """Whether the subject stands for nobody: "it is feared that"."""
    subject = first(children(verb, "nsubj", "nsubjpass", "expl"))
    return subject is not None and subject.lower_ in _EMPTY_SUBJECTS


def source_stretch(head: Token, *, cue: Stretch, content: list[Stretch]) -> Stretch:
    """The full noun phrase of a source, apposition and closing comma included, without cue and content."""
    start, end = _without_aside(head)
    for low, high in [cue, *content]:
        if low <= head.i < high:
            continue
        if start <= low <= end and low > head.i:
            end = min(end, low)
        if start < high <= end and high <= head.i:
            start = max(start, high)
    doc = head.doc
    while start < head.i and (doc[start].is_space or (doc[start].is_punct and not _opens(doc[start]))):
        start += 1
    while end > head.i + 1 and doc[end - 1].dep_ == "cc":
        end -= 1
    while end > head.i + 1 and (doc[end - 1].is_space or doc[end - 1].text in ",;:.–—--"):
        end -= 1
    has_comma = any(token.text == "," for token in doc[start:end]) and children(head, "appos", "relcl", "acl")
    if has_comma and end < len(doc) and doc[end].text == "," and end == cue[0] - 1:
        end += 1  # PARC's convention: the comma that closes an apposition belongs to it
    return start, end


def _opens(mark: Token) -> bool:
    """Whether a mark may open a source: a quotation mark or bracket, not one that closed the quotation before it."""
    return mark.text in "\"“'‘(" and mark.tag_ != "''"


def lost_source(verb: Token, *, before: int) -> list[Stretch]:
    """The noun phrase that runs up to a cue whose subject the parser hung elsewhere; none if no such words stand there.

    "Getachew Reda, for his part, wrote that": a name it took for a verb. "Of Dessie the rebels no longer say".
    """
    doc, end = verb.doc, before
    if end and doc[end - 1].text == ",":  # an aside between two commas
        opening = next((i for i in range(end - 2, -1, -1) if doc[i].text == ","), 0)
        aside = doc[opening + 1 : end - 1]
        if not opening or any(token.tag_ in _FINITE for token in aside):
            return []
        end = opening
    start = end
    while start and doc[start - 1].tag_ in _OF_NOUN_PHRASE:
        start -= 1
        if doc[start].tag_ == "DT":
            break
    opens = start == 0 or doc[start].tag_ == "DT" or doc[start - 1].text in _CLOSES_SPEECH
    named = any(doc[i].tag_ in _LOOKS_LIKE_NOUN - {"DT", "CD"} for i in range(start, end))
    return [(start, end)] if opens and named else []


_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_OF_NOUN_PHRASE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "CD", "POS", "HYPH"})


def _without_aside(head: Token) -> Stretch:
    """The noun phrase up to a clause that only adds to it: "the general, who had fled"."""
    start, end = below(head)
    for clause in children(head, "relcl", "acl"):
        opening = clause.left_edge.i
        if clause.i > head.i and head.doc[opening - 1].text in {",", "--", "–", "—", "―", "("}:
            end = min(end, opening - 1)
    return start, end


def _inverted(verb: Token) -> Token | None:
    """The noun after the verb, taken by the parser for its object: `"...," said Rahmani`."""
    if verb.tag_ not in _CAN_STAND_FIRST or not verb.i or verb.nbor(-1).text not in _CLOSES_SPEECH:
        return None
    for child in verb.children:
        if child.i > verb.i and child.dep_ in {"dobj", "attr", "oprd", "dep"}:
            return child if child.tag_ in _LOOKS_LIKE_NOUN else None
    return None


# Speech ends in one of these. Behind a participle stands its object, never who speaks: "fled, citing a threat".
_CLOSING_MARKS = frozenset({'"', "”", "''", "'"})
_CLOSES_SPEECH = _CLOSING_MARKS | {",", "?", "!"}
_CAN_STAND_FIRST = frozenset({"VB", "VBD", "VBN", "VBP", "VBZ"})


def _outer_speaker(verb: Token) -> Token | None:
    """ "said it fell, adding that": a participle behind a comma speaks for who said, wherever the parser hung it."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or not verb.i or verb.nbor(-1).text != ",":
        return None
    above = verb.head
    while above.dep_ in {"ccomp", "xcomp"} and above.head.i < above.i:
        above = above.head
    return subject_of(above) if above.i != verb.head.i else None


def _shared(verb: Token) -> Token | None:
    """The subject a verb has from the verb or noun above it: "left, adding that"; "officials saying that"."""
    seen = verb
    while seen.dep_ in _TAKES_OVER and seen.head.i != seen.i:
        above = seen.head
        if seen.dep_ == "xcomp" and seen.tag_ == "VB":
            controlled = first(c for c in children(above, "dobj", "dative") if c.i < seen.i)
            if controlled is not None:
                return controlled
        if seen.dep_ == "prep" and seen.lower_ == "as":
            quoted = first(children(above, "dobj", "nsubjpass"))
            if quoted is not None:
                return quoted
        subject = first(children(above, *SUBJECTS))
        if subject is not None and subject.i != seen.i and subject.lower_ not in _EMPTY_SUBJECTS:
            return subject
        seen = above
    if seen.dep_ in {"acl", "relcl"} and seen.head.tag_ in _LOOKS_LIKE_NOUN:
        return seen.head
    return None
