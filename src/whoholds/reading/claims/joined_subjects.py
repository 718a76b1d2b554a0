"""Subjects that the parser joined to the noun before them: "left Sinjar on Sunday and IS fighters walked in"."""

from __future__ import annotations

from whoholds.reading.sentences import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OF_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "CD", "POS", "PRP$"})
_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def behind_and(verb: Token) -> Token | None:
    """The noun between "and" and a coordinated verb that no noun was given to; None where no such noun stands.

    "Left Sinjar on Sunday and IS fighters walked in": the day is no fighter, and who left did not walk in.
    """
    if verb.dep_ != "conj" or verb.tag_ not in _FINITE:
        return None
    first = min((verb, *(c for c in verb.lefts if c.dep_ in _BEFORE_VERB)), key=lambda t: t.i)
    start = first.i
    while start > verb.head.i + 1 and verb.doc[start - 1].tag_ in _OF_NOUN:
        start -= 1
    noun, joint = verb.doc[first.i - 1], verb.doc[start - 1]
    fits = start < first.i and noun.tag_.startswith("NN") and noun.dep_ not in _SUBJECTS
    return noun if fits and joint.i > verb.head.i and joint.lower_ == "and" else None
