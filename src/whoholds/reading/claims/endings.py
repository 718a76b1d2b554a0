"""What is told as over: a stay of hours, a state until something, a capture with its own undoing, an anniversary."""

from __future__ import annotations

from whoholds.reading.claims.clauses import children, is_verb
from whoholds.reading.claims.factuality_words import Ended, open_factuality_words
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.sentences import Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def is_told_as_over(clause: Token, *, is_state: bool) -> bool:
    """Whether the words themselves end what the clause tells, or look back on it.

    Args:
        clause: the trigger's verb or noun.
        is_state: a holding; else a takeover or withdrawal.
    """
    ended = open_factuality_words().ended
    return (
        any(c.lower_ in ended.adverbs for c in (*children(clause, "advmod", "amod"), *children(clause.head, "advmod")))
        or (is_state and _has_until(clause))
        or (not is_state and (_for_hours(clause, ended) or _is_undone(clause, ended)))
        or _is_looked_back_on(clause, ended)
        or _is_years_ago(clause, ended)
    )


def is_for_long(clause: Token) -> bool:
    """Whether it is told how long it lasted: "had occupied it for seven weeks"."""
    spans = [n for p in children(clause, "prep") if p.lower_ == "for" for n in children(p, "pobj")]
    return any(n.lower_ in load_lexicon("entering")["staying"] for n in spans)


def _has_until(clause: Token) -> bool:
    """ "Held it until the army came", "until last spring they ruled it": a past state with its end."""
    if clause.tag_ != "VBD" and not any(c.lower_ in {"was", "were", "had"} for c in children(clause, "aux", "auxpass")):
        return False
    ends = {"until", "till"}
    own = [c for c in children(clause, "prep", "mark", "advmod") if c.lower_ in ends]
    below = [m for c in children(clause, "advcl", "prep") for m in children(c, "mark") if m.lower_ in ends]
    return bool(own or below) and not children(clause, "neg")


def _for_hours(clause: Token, ended: Ended) -> bool:
    spans = [n for p in children(clause, "prep") if p.lower_ == "for" for n in children(p, "pobj")]
    return any(n.lower_ in ended.spans for n in spans)


def _is_undone(clause: Token, ended: Ended) -> bool:
    """ "Captured it before being driven out", "seized it and were chased off the same night"."""
    before = [
        v
        for c in children(clause, "prep", "advcl")
        if c.lower_ == "before" or any(m.lower_ == "before" for m in children(c, "mark"))
        for v in ([c] if is_verb(c) else children(c, "pcomp"))
    ]
    after = [
        c
        for c in children(clause, "conj")
        if is_verb(c) and not children(c, *_SUBJECTS) and children(c, "prt", "advmod") and children(c, "auxpass")
    ]
    if any(v.lower_ in ended.undone and not children(v, "nsubj", "dobj") for v in (*before, *after)):
        return True
    whole = clause.head  # "rebels who overran it at dawn had been expelled by noon"
    perfect = any(c.lower_ in {"had", "have", "has"} for c in children(whole.head, "aux"))
    return clause.dep_ == "relcl" and whole.dep_ == "nsubjpass" and whole.head.lower_ in ended.undone and perfect


def _is_years_ago(clause: Token, ended: Ended) -> bool:
    """ "Forty years ago": a story of its own time, whatever day else is named."""
    return any(
        c.lower_ == "ago" and any(n.lower_ in ended.distances and n.lower_.endswith("s") for n in c.children)
        for c in children(clause, "advmod")
    )


def _is_looked_back_on(clause: Token, ended: Ended) -> bool:
    """ "The anniversary of the capture", "eighty years since the fall", "recalled the day when they took it"."""
    below = clause
    for above in clause.ancestors:
        if above.lower_ in ended.looking_back and below.dep_ not in _SUBJECTS and below.dep_ != "conj":
            return not is_verb(above) or below.dep_ in {"dobj", "npadvmod", "prep", "ccomp"}
        if above.lower_ == "since" and any(
            t.lower_ in ended.distances
            for t in (above.head, *above.children, *children(above.head, "attr", "npadvmod"))
        ):
            return True
        if below.dep_ in {"conj", "parataxis", *_SUBJECTS}:
            return False
        below = above
    return False
