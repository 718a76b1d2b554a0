"""The grammar of a clause: who its subject and object are, once voice, control, raising and relatives are undone.

Works on spaCy's dependency labels (ClearNLP); knows function words and no vocabulary but `grammar.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whoholds.reading.claims.joined_subjects import behind_and
from whoholds.reading.claims.past_asides import past_aside
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.sentences import Token, asked_once

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_BLAMED_FOR = frozenset({"of", "from"})  # "accused them of taking it", "kept them from taking it"
_PREPOSITION = ("prep", "agent", "dative")


def children(token: Token, *deps: str) -> list[Token]:
    """The children with one of these relations, in text order."""
    return [c for c in token.children if c.dep_ in deps] if token.children else []


def is_verb(token: Token) -> bool:
    """Whether the token is a verb form."""
    return token.tag_.startswith("VB") or token.tag_ == "MD"


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive, its auxiliary written or not."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.lower_ in load_lexicon("grammar")["never_passive"]:
        return False
    if children(verb, "auxpass", "nsubjpass", "agent") or _in_small_clause(verb) is not None:
        return True
    if _is_said_behind(verb) or _in_clause_of_time(verb) is not None:
        return False
    if verb.tag_ != "VBN" or children(verb, "dobj"):
        return False
    if verb.dep_ == "ROOT":  # "Both retaken", "Besieged, not taken"
        return not children(verb, "aux", *SUBJECTS)
    if verb.dep_ in {"acl", "advcl", "amod"}:
        return not children(verb, "aux", "nsubj")
    return verb.dep_ == "conj" and not children(verb, "aux", *SUBJECTS) and is_passive(verb.head)


def _is_said_behind(verb: Token) -> bool:
    """Whether it is the verb of what the sentence says before who says so: "the rebels left on Friday, say residents".

    The parser takes it for a participle of its own subject.
    """
    above = verb.head.head
    behind = verb.dep_ == "acl" and verb.head.dep_ == "nsubj" and is_verb(above) and above.i > verb.i
    return behind and above.doc[above.i - 1].text == "," and bool(children(above, "dobj"))


def _in_clause_of_time(verb: Token) -> Token | None:
    """Who "since the last soldiers left" says left: the parser takes "since" for a preposition, "left" for passive."""
    if (told := past_aside(verb)) is not None:
        return told
    noun = verb.head
    since = noun.dep_ == "pobj" and noun.head.lower_ in load_lexicon("grammar")["subordinating"]
    return noun if since and verb.dep_ == "acl" and verb.tag_ == "VBN" and not children(verb, "agent") else None


@asked_once
def surface_subjects(verb: Token) -> list[Token]:
    """Who stands as the verb's subject, written with it or understood from the clause above.

    Returns:
        Heads of noun phrases, coordinated ones included; relatives stand for their antecedent.
    """
    return _subjects_above(verb, 0)


def _subjects_above(verb: Token, depth: int) -> list[Token]:
    """The subjects of a verb found so many verbs below the one asked about."""
    if (plan := planned_by(verb)) is not None:
        return _owners(plan, depth)
    if own := _written_with(verb):
        return _behind_colon(own, verb) or own
    head = verb.head
    if depth > 6 or head == verb:
        return []
    if verb.dep_ == "conj" and (is_verb(head) or children(head, *SUBJECTS)):
        return _subjects_above(_joined_to(verb), depth + 1)
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in children(verb, "aux"))
    if verb.dep_ in {"acl", "relcl"}:
        if head.dep_ == "attr" and head.lower_ in load_lexicon("grammar")["ordinals"]:
            return _subjects_above(head.head, depth + 1)  # "the gate was the first to fall"
        return _owners(head, depth) if infinitive else [_agreeing(verb)]
    if verb.dep_ == "pobj" and verb.tag_ == "VBG":
        return children(verb, "amod", "compound", "poss")[-1:]  # "resulting in the military gaining control"
    if verb.dep_ == "pcomp":
        above = head.head
        owners = _subjects_above(above, depth + 1) if is_verb(above) else _owners(above, depth)
        return _blamed(head) or owners
    if verb.dep_ in {"acomp", "oprd"} and is_verb(head):
        return _subjects_above(head, depth + 1)  # "is gone"
    if verb.dep_ in {"xcomp", "ccomp", "prep"} and head.dep_ in {"acomp", "oprd"}:
        return _subjects_above(head.head, depth + 1)  # "is about to fall"
    if verb.dep_ in {"xcomp", "ccomp"} and is_verb(head):
        # Things are used to do it, people are made to: "used gunfire to take", "forced the rebels to leave".
        controlled = [o for o in children(head, "dobj") if verb.dep_ == "xcomp" and o.tag_ not in {"NN", "CD"}]
        return controlled or _subjects_above(head, depth + 1)
    if verb.dep_ in {"advcl", "prep", "dep"} and is_verb(head):
        return _told_behind_comma(verb) or _subjects_above(head, depth + 1)
    return []


def _blamed(preposition: Token) -> list[Token]:
    """Who is said or kept to do it: "accuses Rwanda of wanting to annex it", "was accused by the army of taking it"."""
    above = preposition.head
    if preposition.lower_ not in _BLAMED_FOR:
        return []
    if above.dep_ == "pobj" and above.head.dep_ == "agent":
        return children(above.head.head, "nsubjpass")
    if above.dep_ == "dobj" and above.head.lower_ in load_lexicon("grammar")["accusing"]:
        return [above]
    return [o for o in children(above, "dobj") if o.i < preposition.i]


def _told_behind_comma(verb: Token) -> list[Token]:
    """The name that a participle behind a comma tells of: "was seen in Bria, captured by the rebels in March"."""
    by, first = children(verb, "agent"), verb.left_edge.i
    if verb.dep_ != "advcl" or verb.tag_ != "VBN" or not by or first < 2 or verb.doc[first - 1].text != ",":
        return []
    name = verb.doc[first - 2]
    return [name] if name.tag_ == "NNP" and name.dep_ in {"pobj", "dobj"} else []


def _behind_colon(found: list[Token], verb: Token) -> list[Token]:
    """Those between a colon and the verb: in "Border guards: the rebels took the crossing" the guards only say so."""
    colons = [t.i for t in verb.doc[found[0].i : verb.i] if t.text == ":"] if len(found) > 1 else []
    return [s for s in found if s.i > colons[-1]] if colons else []


def _written_with(verb: Token) -> list[Token]:
    """The subject that stands with the verb, or that the parser gave to another."""
    small = _in_small_clause(verb)
    fronted = _fronted(verb)
    own = [small] if small is not None else [antecedent(s) for s in children(verb, *SUBJECTS) if s not in fronted]
    own = own or [s for a in children(verb, "aux") for s in children(a, *SUBJECTS)]  # "troops have this week taken it"
    own = own or [
        s for a in children(verb, "auxpass") if a.i > verb.i for s in children(a, "attr")
    ]  # "taken were A, B"
    own = own or [
        c for c in children(verb, "amod") if verb.tag_ in _FINITE and c.i + 1 == verb.i and c.text[0].isupper()
    ]
    if own:
        return own
    stolen = (
        _read_as_object(verb)
        or behind_and(verb)
        or _in_clause_of_time(verb)
        or _before_aside(verb)
        or _behind_fronted(verb)
    )
    return [] if stolen is None else [stolen]


def _behind_fronted(verb: Token) -> Token | None:
    """The subject that the parser joined to where a sentence opens: "In Chechnya, Shali and Argun are under siege"."""
    opening = verb.doc[0]
    fronted = verb.dep_ == "ROOT" and opening.dep_ == "prep" and opening.head is verb and verb.tag_ in _FINITE
    where = children(opening, "pobj")[:1] if fronted else []
    joined = [c for noun in where if noun.nbor(1).text == "," for c in children(noun, "conj") if c.i < verb.i]
    return joined[0] if joined and joined[0].left_edge.nbor(-1).text == "," else None


def _before_aside(verb: Token) -> Token | None:
    """The subject that the parser gave to an aside between commas: "Homs, attacked last week, did not fall"."""
    for aside in children(verb, "advcl"):
        opening = next(iter(children(aside, "nsubj")), None)
        if verb.dep_ == "ROOT" and opening is not None and opening.i < aside.i < verb.i and aside.tag_ in _PAST:
            return opening if opening.nbor(1).text == "," else None
    return None


_PAST, _FINITE = frozenset({"VBD", "VBN"}), frozenset({"VBD", "VBZ", "VBP"})


def planned_by(verb: Token) -> Token | None:
    """The noun an infinitive hangs on, which the parser took for who acts: "the operation to retake it will begin"."""
    to = any(c.lower_ == "to" for c in children(verb, "aux"))
    if verb.dep_ != "csubj" or verb.tag_ != "VB" or not to or children(verb, "mark"):
        return None
    return next(iter(children(verb, "nsubj")), None)


def _in_small_clause(verb: Token) -> Token | None:
    """What "television has it liberated" says is liberated; None where no such clause stands."""
    if verb.i < 2 or verb.tag_ not in {"VBN", "VBD"}:
        return None
    it, above = verb.doc[verb.i - 1], verb.doc[verb.i - 2]
    fits = it.lower_ in {"it", "them"} and above.lower_ in load_lexicon("grammar")["small_clauses"]
    return it if fits else None


def _read_as_object(verb: Token) -> Token | None:
    """The subject that the parser joined to the object before, or to the verb: "the police left and rebels came in"."""
    loose = verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ in _FINITE and not children(verb, "mark"))
    if not loose or not is_verb(verb.head):
        return None
    beside = [c for c in children(verb.head, "conj") if c.i < verb.i and c.tag_.startswith("NN")]
    if children(verb.head, "cc"):
        return beside[-1] if beside and children(verb.head, "nsubj") and not children(verb.head, "dobj") else None
    first = min((verb, *children(verb, "aux", "auxpass", "neg", "advmod")), key=lambda t: t.i)
    before = first.doc[first.i - 1] if first.i > verb.head.i + 1 else None
    is_joined = before is not None and before.dep_ == "conj" and before.tag_.startswith("NN")
    return before if before is not None and is_joined and children(before.head, "cc") else None


def _joined_to(verb: Token) -> Token:
    """The verb that a coordinated one goes with, past a clause set off by commas.

    "They reached the town, days after the police had left, and took it": who reached it took it, not who left.
    """
    head = verb.head
    if head.dep_ == "advcl" and is_verb(head.head) and head.head.i < head.i:
        conjunction = next((t for t in verb.lefts if t.dep_ == "cc"), None) or next(
            (c for c in children(head, "cc") if c.i < verb.i), None
        )
        set_off = conjunction is not None and conjunction.i > 0 and head.doc[conjunction.i - 1].text == ","
        return head.head if set_off else head
    return head


def _owners(noun: Token, depth: int) -> list[Token]:
    """Whose plan, attempt or operation it is: the possessor, else the subject of the verb that governs the noun."""
    owned = children(noun, "poss") or [
        o for p in children(noun, "prep", "agent") if p.lower_ == "by" for o in children(p, "pobj")
    ]
    if owned:
        return owned
    named = [c for c in children(noun, "compound", "amod") if c.tag_ in {"NNP", "NNPS", "JJ", "NN"}]
    head = noun.head
    if noun.dep_ in {"dobj", "attr"} and is_verb(head) and not _repels(head):
        return _subjects_above(head, depth + 1) or named
    return named


def _repels(verb: Token) -> bool:
    """Whether who does it did not make the attempt that is its object."""
    return verb.lower_ in load_lexicon("echoes")["foiled"]["verbs"]


def is_foiled(clause: Token) -> bool:
    """Whether a clause tells what an attempt was that somebody repelled: "repulsed an attempt to capture the town"."""
    return clause.dep_ in {"acl", "relcl"} and clause.head.dep_ == "dobj" and _repels(clause.head.head)


def antecedent(token: Token) -> Token:
    """The noun a relative pronoun stands for; any other token is its own."""
    if token.lower_ in _RELATIVE:
        for above in token.ancestors:
            if above.dep_ == "relcl":
                return _agreeing(above) if token.dep_ in SUBJECTS else _set_off(above)
    return token


def _set_off(verb: Token) -> Token:
    """The noun a relative clause hangs on, past where that lies: "Shoqra, to the east, which they took"."""
    noun, start = verb.head, verb.left_edge.i
    preposition = noun.head
    way = preposition.head  # "the post at Gate 27, west of the capital, which they took"
    if noun.dep_ == "pobj" and way.dep_ == "appos" and way.lower_ in load_lexicon("territory")["compass"]:
        return way.head if noun.doc[start - 1].text == "," else noun
    to_side = preposition.lower_ == "to" and noun.lower_ in load_lexicon("territory")["compass"]
    if noun.dep_ != "pobj" or not (to_side or preposition.lower_ in {"in", "near"}) or preposition.i < 2:
        return noun
    commas = noun.doc[start - 1].text == "," and noun.doc[preposition.i - 1].text == ","
    before = noun.doc[preposition.i - 2]
    return before if commas and (before.tag_.startswith("NN") or before.lower_ == "one") else noun


def _agreeing(verb: Token) -> Token:
    """The noun a clause hangs on; where its verb is plural and the noun is not, the plural before it.

    "Parts of the town in the centre of the region that were captured": the parts were.
    """
    noun = _set_off(verb)
    plural = any(c.lower_ in {"were", "are", "have"} for c in children(verb, "aux", "auxpass"))
    joined = noun.dep_ == "conj" or children(noun, "conj")
    if not plural or joined or noun.tag_ in {"NNS", "NNPS"} or not noun.tag_.startswith("NN"):
        return noun
    before = [t for t in noun.doc[: noun.i] if t.tag_ == "NNS" or is_verb(t)]
    return before[-1] if before and before[-1].tag_ == "NNS" else noun


def subjects(verb: Token) -> list[Token]:
    """Who does it: the subject, or the agent of a passive."""
    if is_passive(verb):
        return obliques(verb, ("by",))
    return surface_subjects(verb)


@asked_once
def objects(verb: Token) -> list[Token]:
    """What it is done to: the object, or the subject of a passive."""
    if is_passive(verb):
        return surface_subjects(verb)
    if _is_what_was_told(verb):
        return [o for o in children(verb, "dobj", "dative") if o.lower_ != "that"]
    own = children(verb, "dobj", "dative") or (
        [_equated(verb.head) or _plural_above(verb.head)] if _gapped(verb) else _fronted(verb) or _clefted(verb)
    )
    return [antecedent(o) for o in own]


def _is_what_was_told(verb: Token) -> bool:
    """Whether a clause with a subject of its own tells what was said: "a report that the town had surrendered"."""
    named = any(s.lower_ not in _RELATIVE for s in children(verb, "nsubj"))
    return verb.dep_ in {"relcl", "acl"} and named and verb.head.lower_ in load_lexicon("grammar")["told_nouns"]


def _equated(noun: Token) -> Token | None:
    """What a noun is said of by its name: "El Fasher is the only capital that they hold"."""
    named = [s for s in children(noun.head, "nsubj") if s.tag_ in {"NNP", "NNPS"}] if noun.dep_ == "attr" else []
    return named[0] if len(named) == 1 and not children(noun.head, "neg") else None


def _plural_above(noun: Token) -> Token:
    """The plural a relative clause tells of, hung on its last word: "districts of the capital that they seized"."""
    preposition = noun.head
    plural = noun.dep_ == "pobj" and preposition.lower_ == "of" and preposition.head.tag_ == "NNS"
    known = plural and preposition.head.lower_ in load_lexicon("grammar")["lots"]
    return preposition.head if known and noun.tag_ == "NN" else noun


def _fronted(verb: Token) -> list[Token]:
    """The object that opens a sentence: "Weldiya, further north, the rebels have held since August"."""
    nominal = children(verb, "nsubj")
    if not nominal or children(verb, "dobj", "auxpass", "nsubjpass"):
        return []
    before = [c for c in verb.lefts if c.i < nominal[-1].left_edge.i and c.tag_ in {"NNP", "NNPS"}]
    first = 1 if verb.doc[0].dep_ == "cc" else 0  # "But Herat they never took"
    fronted = [c for c in before if c.left_edge.i == first and c.dep_ in {"npadvmod", "dep", "nsubj", "nmod", "appos"}]
    return fronted[:1]


def _clefted(verb: Token) -> list[Token]:
    """The object that a cleft puts first: "it was Kobo they entered"."""
    copula = verb.head
    it = any(s.lower_ == "it" for s in children(copula, "nsubj")) and copula.lower_ in {"is", "was"}
    left_out = (
        verb.dep_ in {"ccomp", "advcl", "acl"} and children(verb, "nsubj") and not children(verb, "mark", "auxpass")
    )
    return [c for c in children(copula, "attr") if c.i < verb.i] if it and left_out else []


def _gapped(verb: Token) -> bool:
    """Whether the verb's object is the noun its relative clause hangs on: "the town they took"."""
    return (
        verb.dep_ == "relcl"
        and bool(children(verb, "nsubj"))
        and not any(s.lower_ in _RELATIVE for s in children(verb, "nsubj"))
        and not any(p.lower_ in _RELATIVE for c in children(verb, "prep") for p in children(c, "pobj"))  # "in which"
    )


def obliques(token: Token, names: Iterable[str]) -> list[Token]:
    """The objects of these prepositions under a token, "out of" and the like included.

    Returns:
        Heads of noun phrases, in the order of `names`, then of the text.
    """
    wanted = tuple(names)
    by_name: dict[str, list[Token]] = {name: [] for name in wanted}
    for name, noun in _prepositional(token):
        if name in by_name:
            by_name[name].append(antecedent(noun))
    return [noun for name in wanted for noun in by_name[name]]


def _prepositional(token: Token) -> Iterator[tuple[str, Token]]:
    for preposition in children(token, *_PREPOSITION, "advmod", "prt"):
        # "withdrew from there"
        nouns = children(preposition, "pobj") + [
            c for c in children(preposition, "pcomp", "advmod") if c.lower_ in {"there", "here"} and c.i > preposition.i
        ]
        yield from ((preposition.lower_, noun) for noun in nouns)
        for joined in (c for t in (preposition, *nouns) for c in children(t, "conj") if c.tag_ == "IN"):
            yield from ((joined.lower_, noun) for noun in children(joined, "pobj"))  # "present in A and in B"
        if preposition.lower_ in load_lexicon("grammar")["citing"]:
            continue  # "with the army, according to a trader": not "to" anybody
        for inner in children(preposition, "prep"):
            for noun in children(inner, "pobj"):
                yield f"{preposition.lower_} {inner.lower_}", noun
                if inner.lower_ != "of":  # "north of the city", "out of the city": not the city's
                    yield inner.lower_, noun


def shared_objects(verb: Token) -> list[Token]:
    """The object that coordinated verbs share: "attacked and took over the town"."""
    return [
        o for c in children(verb, "conj") if is_verb(c) and not children(c, "nsubj", "nsubjpass") for o in objects(c)
    ]
