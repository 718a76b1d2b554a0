"""Clauses that say nothing of this world: conditions, questions, drills and films, and what is called false.

Each function looks at the tree around a trigger's clause; the words are in `factuality.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from whoholds.reading.claims.clauses import children, is_verb
from whoholds.reading.claims.factuality_words import FactualityWords, Unreal
from whoholds.reading.sentences import Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_PREDICATES = ("acomp", "attr", "oprd", "advmod", "dobj")
_OF_NOUN = frozenset({"acl", "relcl", "ccomp", "xcomp", "prep", "pobj", "pcomp", "advcl"})


def is_conditional(clause: Token, words: FactualityWords) -> bool:
    """ "Had they captured it", "were they to take it", "unless help comes, it falls", "once it is retaken, we will"."""
    unreal = words.unreal
    if _is_inverted(clause) or _is_of_condition(clause, unreal) or _is_to_come(clause, unreal):
        return True
    if clause.doc[0].lower_.split(" ")[0] in unreal.openers:  # the name after it may have swallowed it
        return True
    if any(n.lower_ in unreal.adjuncts for p in children(clause, "prep") for n in children(p, "pobj")):
        return True
    whole = (
        (clause, clause.head) if clause.dep_ == "xcomp" else (clause,)
    )  # "if troops come, they will have to secure it"
    conditions = (c for verb in whole for c in children(verb, "advcl") if not _is_settled(verb))
    return not _is_settled(clause) and any(_is_condition(c, words) for c in conditions)


def _is_inverted(clause: Token) -> bool:
    auxiliary = next((c for c in children(clause, "aux", "auxpass") if c.lower_ in {"had", "should", "were"}), None)
    were = next((t for t in clause.ancestors if t.i == 0 and t.lower_ == "were"), None)
    if auxiliary is None and were is not None:
        auxiliary, clause = were, were  # "were they to take it"
    subjects = children(clause, "nsubj", "nsubjpass")
    before = auxiliary is not None and bool(subjects) and auxiliary.i < subjects[0].i
    return before and clause.doc[-1].text != "?"


def _is_of_condition(clause: Token, unreal: Unreal) -> bool:
    """ "In case they take it", "as long as they hold it"."""
    above = clause.head
    in_case = clause.dep_ in {"relcl", "acl", "ccomp"} and above.lower_ in unreal.conditions and above.dep_ == "pobj"
    fronted = clause.dep_ == "advcl" and any(
        n.lower_ in unreal.conditions and not [*children(n, "prep"), *children(n, "det")]
        for p in children(clause, "prep")
        for n in children(p, "pobj")
    )
    as_long = above.lower_ in unreal.condition_adverbs and any(c.lower_ == "as" for c in children(clause, "mark"))
    return in_case or fronted or as_long


def _is_to_come(clause: Token, unreal: Unreal) -> bool:
    """A clause of time in the present whose main clause lies ahead: "once the army retakes it, we will rebuild"."""
    marks = children(clause, "mark", "advmod")
    if clause.dep_ != "advcl" or not any(m.lower_ in unreal.to_come for m in marks):
        return False
    auxiliaries = children(clause, "aux", "auxpass")
    present = clause.tag_ in {"VBZ", "VBP"} or any(a.tag_ in {"VBZ", "VBP"} and a.lower_ != "had" for a in auxiliaries)
    above = clause.head
    ahead = any(c.lower_ in unreal.modals_to_come for c in children(above, "aux"))
    would = any(c.lower_ in unreal.would for c in children(above, "aux"))
    if would and any(m.lower_ in unreal.waiting for m in marks):
        return True  # "said there would be no talks until his men were back in the town"
    return present and (ahead or (above.tag_ == "VB" and not children(above, "aux", *_SUBJECTS)))


def _is_settled(clause: Token) -> bool:
    """Whether the clause tells what has happened, whatever else may depend on something."""
    if not is_verb(clause):
        return False
    auxiliaries = children(clause, "aux", "auxpass")
    if any(a.tag_ == "MD" or a.lower_ == "to" for a in auxiliaries):
        return False
    perfect = any(a.lower_ in {"has", "have", "had", "'ve", "'s", "was", "were"} for a in auxiliaries)
    return perfect or (clause.tag_ == "VBD" and not auxiliaries)


def _is_condition(clause: Token, words: FactualityWords) -> bool:
    for mark in children(clause, "mark"):
        if mark.lower_ in words.hypothetical and mark.lower_ != "whether":
            before = clause.doc[mark.i - 1].lower_ if mark.i else ""
            return before not in words.unreal.no_condition
    return False


def is_asked(clause: Token) -> bool:
    """Whether a sentence that ends in a question mark asks about the clause, not about one joined to it."""
    if clause.doc[-1].text != "?":
        return False
    top = clause
    while top.head.i != top.i and not (top.dep_ == "conj" and children(top, *_SUBJECTS)):
        top = top.head
    later = [c for c in children(top, "conj") if is_verb(c) and children(c, *_SUBJECTS)]
    subjects = children(top, *_SUBJECTS)
    inverted = bool(subjects) and any(a.i < subjects[0].i for a in children(top, "aux", "auxpass"))
    return not later or inverted or any(t.tag_ in {"WP", "WRB", "WDT", "WP$"} for t in top.lefts)


def is_make_believe(clause: Token, words: FactualityWords) -> bool:
    """Whether the clause is told of a drill, a game or a work of fiction, or of a place or party made up for one."""
    unreal = words.unreal
    chain = [clause, *clause.ancestors]
    return (
        any(t.lower_ in unreal.make_believe for t in chain[1:])
        or any(c.lower_ in unreal.faked for t in chain[1:] if not is_verb(t) for c in _before_noun(t))
        or any(_is_played(t, unreal) for t in chain if is_verb(t) or t == clause)
        or _is_in_work(clause, unreal)
        or any(c.lower_ in unreal.make_believe_adjectives for a in _arguments(clause) for c in _before_noun(a))
    )


def _is_played(token: Token, unreal: Unreal) -> bool:
    """Whether it happens in a drill or a game, or is told by one: "in a drill", "the novel opens on the night"."""
    subjects = [n for s in children(token, "nsubj", "nsubjpass") for n in (s, *children(s, "compound"))]
    put_in = [
        n
        for p in children(token, "prep")
        if p.lower_ in unreal.make_believe_prepositions and not children(p, "neg")
        for n in children(p, "pobj")
    ]
    inner = [
        n
        for a in _arguments(token)
        for p in children(a, "prep")
        if p.lower_ in {"in", "during"}
        for n in children(p, "pobj")
    ]
    return any(n.lower_ in unreal.make_believe for n in (*subjects, *put_in, *inner))


def _is_in_work(clause: Token, unreal: Unreal) -> bool:
    """ "In her play ghosts hold Kharkov", "the film of paratroopers taking it": told in a work, not shown by one."""
    above = list(clause.ancestors)
    inside = [
        n
        for t in (clause, *above)
        for p in children(t, "prep")
        if p.lower_ in {"in", "during"}
        for n in children(p, "pobj")
    ]
    hung_on = [t for t in above if not is_verb(t)]
    shot = any(t.lower_ in unreal.works and any(p.lower_ == "of" for p in children(t, "prep")) for t in hung_on)
    return any(n.lower_ in unreal.works for n in inside) or shot


def _arguments(clause: Token) -> Iterator[Token]:
    """The nouns that the clause is about, those after its prepositions included."""
    for child in clause.children:
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            yield child
        elif child.dep_ in {"prep", "agent"}:
            yield from children(child, "pobj")


def _before_noun(noun: Token) -> list[Token]:
    return children(noun, "amod", "compound", "nmod")


def is_judged_false(clause: Token, speech: frozenset[int], words: FactualityWords) -> Token | None:
    """The word that calls the clause false: "reports that it fell were untrue", "it's a lie that it fell"; or None."""
    unreal = words.unreal
    for i in sorted(speech):
        cue = clause.doc[i]
        adverb = next((t for t in (cue, *children(cue, "advmod")) if t.lower_ in unreal.false_adverbs), None)
        if adverb is not None and cue.is_ancestor(clause):
            return adverb
    below = clause
    for above in clause.ancestors:
        if below.dep_ not in _OF_NOUN and below.dep_ != "csubj":
            return None
        if below.dep_ == "csubj":
            return _predicate(above, unreal)  # "what they say of the fall of the town is a lie"
        found = _extraposed(above, unreal) if is_verb(above) else _judgement_of(above, clause, unreal)
        if found is not None:
            return found
        below = above
    return None


def _judgement_of(noun: Token, clause: Token, unreal: Unreal) -> Token | None:
    """What calls a saying false: the saying's own name, a word before it, or what is said of it."""
    if noun.lower_ in unreal.false and not children(noun, "neg") and not _is_denied(noun.head):
        return noun
    if noun.lower_ not in unreal.sayings:
        return None
    before = next((c for c in children(noun, "amod") if c.lower_ in unreal.false), None)
    if before is not None:
        return before
    verb = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass"} and is_verb(verb):
        found = _predicate(verb, unreal)
        if found is not None:
            return found
    if noun.dep_ == "dobj" and any(s.lower_ in unreal.nobody for s in children(verb, "nsubj")):
        return verb
    return _judged_later(clause, unreal)


def _predicate(verb: Token, unreal: Unreal) -> Token | None:
    if _is_denied(verb):
        return _not_true(verb, unreal)
    if verb.lower_ in unreal.false or any(
        unreal.false_particles.get(verb.lower_) == p.lower_ for p in children(verb, "prt")
    ):
        return verb
    said = [*children(verb, *_PREDICATES), *(n for p in children(verb, "prep") if p.lower_ == "as" for n in p.children)]
    dismissed = (c for c in said if c.lower_ in unreal.false or c.lower_ in unreal.hearsay)
    found = next((c for c in dismissed if not any(d.lower_ == "no" for d in c.children)), None)
    if found is not None:
        return found
    inner = next((c for c in children(verb, "xcomp", "acomp", "ccomp") if is_verb(c)), None)
    return _predicate(inner, unreal) if inner is not None and verb.lower_ in unreal.linking else None


def _not_true(verb: Token, unreal: Unreal) -> Token | None:
    """What denies that a saying is true: "is not correct", "does not correspond to reality"."""
    said = next((c for c in children(verb, *_PREDICATES) if c.lower_ in unreal.true), None)
    if said is not None or verb.lower_ not in unreal.agreeing:
        return said
    nouns = [*children(verb, "dobj"), *(n for p in children(verb, "prep") for n in children(p, "pobj"))]
    return next((n for n in nouns if n.lower_ in unreal.truth), None)


def _judged_later(clause: Token, unreal: Unreal) -> Token | None:
    """A judgement that the parser hung elsewhere: "the notion that they hold it is nonsense, he wrote"."""
    doc = clause.doc
    for token in doc[clause.i + 1 :]:
        if token.lower_ in unreal.false:
            near = [t.lower_ for t in doc[max(token.i - 4, clause.i + 1) : token.i]]
            if any(w in unreal.linking for w in near) and not {"not", "n't", "no"} & set(near):
                return token
    return None


def _extraposed(verb: Token, unreal: Unreal) -> Token | None:
    """ "It is untrue that", "it was a mistake to write that"."""
    if not any(s.lower_ in {"it", "that", "this"} for s in children(verb, "nsubj", "nsubjpass")):
        return None
    return _predicate(verb, unreal)


def _is_denied(verb: Token) -> bool:
    return bool(children(verb, "neg"))


def is_put_down_to(clause: Token) -> bool:
    """Whether it is held against those who say so: "it is people from elsewhere who say the town is gone"."""
    if clause.dep_ not in {"ccomp", "relcl"}:
        return False
    said = [t for t in clause.doc[: clause.i] if t.dep_ == "relcl" and t.head.dep_ == "attr" and t != clause]
    clefts = [t for t in said if any(s.lower_ == "it" for s in children(t.head.head, "nsubj"))]
    return any(clause.head in {t, t.head.head} and not children(t, "dobj") for t in clefts)
