"""Places that a clause tells the kind of: "A and B were among the posts taken", "the posts taken are A and B"."""

from __future__ import annotations

from whoholds.reading.claims.clauses import children, surface_subjects
from whoholds.reading.claims.phrases import PlaceReader
from whoholds.reading.claims.place_phrases import PlacePhrase, Reference
from whoholds.reading.sentences import Token

_ARE = frozenset({"is", "are", "was", "were"})


def told_by_kind(clause: Token, reader: PlaceReader) -> list[PlacePhrase]:
    """The places that a participle's noun is said to be, or to be among; none where no clause says so.

    Args:
        clause: the participle behind the noun: "taken".
        reader: of its sentence.
    """
    noun = clause.head
    if clause.dep_ != "acl" or clause.tag_ != "VBN":
        return []
    verb = noun.head
    heads: list[Token] = []
    if noun.dep_ == "pobj" and noun.head.lower_ == "among":
        verb = noun.head.head
        heads = children(verb, "dobj") or surface_subjects(verb)
    elif noun.dep_ == "nsubj" and verb.lower_ in _ARE:
        heads = children(verb, "attr")
    told = [phrase for head in heads for phrase in reader.read(head)]
    return [p for p in told if p.reference in {Reference.NAMED, Reference.PRONOUN}]
