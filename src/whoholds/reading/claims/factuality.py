"""How sure the words are: polarity, certainty, what is no claim. After FactBank (Saurí and Pustejovsky 2009).

Looks at the trigger's own clause and at each word that governs it, up to the word that says who speaks; what a cue
such as "denied" does to its content is attribution's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from whoholds.reading.claims.clauses import children, is_verb, surface_subjects
from whoholds.reading.lexicon import load_lexicon
from whoholds.terms import Certainty, Fighting, Polarity, Refusal

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENT = frozenset(
    {
        "xcomp",
        "ccomp",
        "pcomp",
        "acl",
        "prep",
        "pobj",
        "dobj",
        "nsubj",
        "nsubjpass",
        "attr",
        "relcl",
        "csubj",
        "oprd",
        "acomp",
        "dep",
        "appos",
    }
)
_ORDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.PLANNED)
Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class Factuality:
    """How a trigger stands in its text, before anybody's denial."""

    polarity: Polarity
    certainty: Certainty
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    negating: frozenset[str]
    planning: frozenset[str]
    attempting: frozenset[str]
    foiled: frozenset[str]
    not_so: frozenset[str]
    possible: frozenset[str]
    probable: frozenset[str]
    hypothetical: frozenset[str]
    modals: dict[str, str]
    doubt_nouns: frozenset[str]
    doubt_words: frozenset[str]


@cache
def _words() -> _Words:
    tables: dict[str, Any] = load_lexicon("factuality")
    lists = {
        k: frozenset(tables[k])
        for k in ("negating", "planning", "attempting", "foiled", "not_so", "possible", "probable", "hypothetical")
    }
    doubt = tables["doubt"]
    return _Words(
        **lists, modals=tables["modals"], doubt_nouns=frozenset(doubt["nouns"]), doubt_words=frozenset(doubt["words"])
    )


def read_factuality(clause: Token, speech: frozenset[int]) -> Factuality:
    """How sure the words of the sentence are of the happening that `clause` heads.

    Args:
        clause: the trigger's verb or noun.
        speech: indices of the tokens that introduce a source; the walk up ends there.

    Returns:
        Polarity and certainty in the words' own view; `refused` when they make no claim.
    """
    words = _words()
    negations = 0
    certainty = Certainty.CERTAIN
    if _is_conditional(clause, words):
        return Factuality(Polarity.AFFIRMED, certainty, Refusal.HYPOTHETICAL)
    if _is_not_so(clause, words):
        return Factuality(Polarity.AFFIRMED, certainty, Refusal.DOUBTED)
    if _is_judged_false(clause, speech, words):
        return Factuality(Polarity.AFFIRMED, certainty, Refusal.DOUBTED)
    for token in _governors(clause, speech):
        negations += any(c.lower_ in words.foiled for c in children(token, "conj")) and token.lower_ in words.attempting
        negations += _is_negated(token) + (token is not clause and token.lower_ in words.negating)
        reading = _reading(token, clause, words)
        if token.dep_ in {"acl", "relcl"} and token.head.lower_ in words.doubt_nouns:
            reading = Refusal.DOUBTED
        if isinstance(reading, Refusal):
            return Factuality(Polarity.AFFIRMED, certainty, reading)
        certainty = max(certainty, reading, key=_ORDER.index)
    if clause.doc[-1].text == "?" and not speech:
        return Factuality(Polarity.AFFIRMED, certainty, Refusal.HYPOTHETICAL)
    return Factuality(Polarity.NEGATED if negations % 2 else Polarity.AFFIRMED, certainty)


def _governors(clause: Token, speech: frozenset[int]) -> Iterator[Token]:
    """The clause's head and the words it depends on for its truth, from below."""
    token = clause
    for _ in range(12):
        yield token
        above = token.head
        bare_conj = (
            token.dep_ == "conj"
            and is_verb(token)
            and token.tag_ in {"VB", "VBG"}
            and not children(token, "nsubj", "nsubjpass")
        )
        purpose = token.dep_ == "relcl" and token.tag_ == "VB" and any(c.lower_ == "to" for c in children(token, "aux"))
        purpose = purpose or _is_purpose_of_a_plan(token)
        governed = purpose or (token.dep_ in _COMPLEMENT and not (token.dep_ == "relcl" and token is not clause))
        if (
            above is token
            or above.i in speech
            or not (governed or bare_conj)
            or (token.dep_ == "relcl" and not purpose)
        ):
            return
        token = above


def _is_purpose_of_a_plan(token: Token) -> bool:
    """Whether it is what somebody will do something for: "they would return to take it"."""
    infinitive = token.tag_ == "VB" and any(c.lower_ == "to" for c in children(token, "aux"))
    return token.dep_ == "advcl" and infinitive and any(c.tag_ == "MD" for c in children(token.head, "aux"))


def _is_conditional(clause: Token, words: _Words) -> bool:
    """ "Had they captured it, …" and "unless help comes, it will fall": said of no world in particular."""
    auxiliary = next((c for c in children(clause, "aux") if c.lower_ in {"had", "should", "were"}), None)
    subjects = children(clause, "nsubj", "nsubjpass")
    inverted = auxiliary is not None and bool(subjects) and auxiliary.i < subjects[0].i and clause.doc[-1].text != "?"
    conditions = [m for c in children(clause, "advcl") for m in children(c, "mark") if m.lower_ in words.hypothetical]
    return inverted or bool(conditions)


def _is_not_so(clause: Token, words: _Words) -> bool:
    """ "No longer control", "nearly captured", "neither holds it", "kept them from taking it": not so, or not today."""
    near = {clause, *children(clause, "advmod", "npadvmod")}
    adverbs = [c for c in clause.subtree if c.dep_ in {"advmod", "npadvmod"} and c.head in near]
    former = [] if is_verb(clause) else children(clause, "amod")  # "a former stronghold"
    held = any(c.lower_ in words.not_so for c in (*adverbs, *former))
    above = clause.head.lower_ in words.not_so and clause.dep_ in {"xcomp", "ccomp", "pcomp", "prep"}
    kept = (
        clause.dep_ == "pcomp"
        and clause.head.lower_ in {"from", "of", "to"}
        and (clause.head.lower_ == "from" or clause.head.head.lower_ in words.not_so)
    )
    neither = (
        any(t.lower_ == "neither" for s in surface_subjects(clause) for t in s.subtree) if is_verb(clause) else False
    )
    return held or above or kept or neither


def _is_judged_false(clause: Token, speech: frozenset[int], words: _Words) -> bool:
    """Whether the report of it is called false in the same breath: "reports that it had fallen were false"."""
    for above in clause.ancestors:
        if above.i in speech and above.tag_.startswith("NN") and above.dep_ in {"nsubj", "nsubjpass"}:
            return any(c.lower_ in words.doubt_words for c in children(above.head, "acomp", "attr", "advmod", "oprd"))
    return False


def _is_negated(token: Token) -> int:
    """Whether "not", "never" or "no" negates the word or one of its arguments."""
    own = bool(children(token, "neg")) or any(c.lower_ in {"never", "neither", "hardly"} for c in token.children)
    if not is_verb(token):
        return int(own or any(c.lower_ == "no" for c in children(token, "det")))
    arguments = [*surface_subjects(token), *children(token, "dobj", "attr")]
    empty = any(c.lower_ in {"no", "neither"} for a in arguments for c in children(a, "det")) or any(
        a.lower_ in {"nobody", "none", "nothing"} for a in arguments
    )
    return int(own) + int(empty)


def _reading(token: Token, clause: Token, words: _Words) -> Certainty | Refusal:
    """What a governing word and its auxiliaries make of what is below."""
    near = [token.lower_] if token is not clause else []
    near += [c.lower_ for c in token.children if c.dep_ in {"mark", "advmod", "amod", "acomp"}]
    if any(w in words.hypothetical for w in near):
        return Refusal.HYPOTHETICAL
    modal = next((words.modals[c.lower_] for c in children(token, "aux") if c.lower_ in words.modals), None)
    if modal == "hypothetical":
        return Refusal.HYPOTHETICAL
    if token is not clause and (token.lower_ in words.doubt_nouns or any(w in words.doubt_words for w in near)):
        return Refusal.DOUBTED
    if token is not clause and token.lower_ in words.attempting and token.tag_ in {"VBD", "VBN"}:
        if any(c.lower_ in words.foiled for c in children(token, "conj")):
            return Certainty.CERTAIN  # "tried but were pushed back": told as failed
        return Refusal.HYPOTHETICAL  # an attempt that is over, its outcome not told here
    if modal == "planned" or (token is not clause and token.lower_ in words.planning):
        return Certainty.PLANNED
    if modal == "possible" and children(token, "neg"):
        return Certainty.CERTAIN  # what could not be done was not done
    if modal == "possible" or any(w in words.possible for w in near):
        return Certainty.POSSIBLE
    return Certainty.PROBABLE if any(w in words.probable for w in near) else Certainty.CERTAIN


def tense_of(clause: Token) -> Tense:
    """The time the clause's verb speaks of; a noun is past."""
    verb = clause
    if not is_verb(verb):
        return "past"
    auxiliaries = {c.lower_ for c in children(verb, "aux", "auxpass")}
    if auxiliaries & {"will", "shall", "'ll", "wo"} or any(
        c.lower_ == "going" for c in (verb.head,) if verb.dep_ == "xcomp"
    ):
        return "future"
    if verb.tag_ in {"VBP", "VBZ"} or (verb.tag_ in {"VBN", "VBG"} and auxiliaries & {"is", "are", "am", "'s", "'re"}):
        return "present"
    return "past"


@cache
def _fighting() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    tables = load_lexicon("factuality")["fighting"]

    def pattern(words: list[str]) -> re.Pattern[str]:
        return re.compile(
            r"\b(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words) + r")\b", re.IGNORECASE
        )

    return pattern(tables["no"]), pattern(tables["after_leaving"]), pattern(tables["yes"])


def read_fighting(text: str, trigger: str, *, gained: bool) -> Fighting:
    """Whether the change came with a fight, in the words of the sentence.

    Args:
        text: the sentence.
        trigger: the trigger's own words, which don't count as a reason ("withdrew" is no proof of an empty town).
        gained: whether the claim is a takeover, which after the others left needed no fight.
    """
    no, left, yes = _fighting()
    if no.search(text):
        return Fighting.NO
    if gained and any(m.group().lower() != trigger.lower() for m in left.finditer(text)):
        return Fighting.NO
    return Fighting.YES if yes.search(text) else Fighting.UNKNOWN
