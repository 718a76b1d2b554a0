"""How sure the words are: polarity, certainty, what is no claim. After FactBank (Saurí and Pustejovsky 2009).

Looks at the trigger's own clause and at each word that governs it, up to the word that says who speaks; what a cue
such as "denied" does to its content is attribution's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from whoholds.reading.claims.clauses import children, is_verb, objects, surface_subjects
from whoholds.reading.claims.factuality_words import FactualityWords, open_factuality_words
from whoholds.reading.claims.infinitives import read_form
from whoholds.reading.claims.unreal import is_asked, is_conditional, is_judged_false, is_make_believe, is_put_down_to
from whoholds.reading.sentences import Token
from whoholds.terms import Certainty, Polarity, Refusal

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
_AUXILIARIES = ("aux", "auxpass")  # "has not stormed and taken it", "will be stormed and taken"
_ORDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.PLANNED)
Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class Factuality:
    """How a trigger stands in its text, before anybody's denial."""

    polarity: Polarity
    certainty: Certainty
    refused: Refusal | None = None


def read_factuality(clause: Token, speech: frozenset[int]) -> Factuality:
    """How sure the words of the sentence are of the happening that `clause` heads.

    Args:
        clause: the trigger's verb or noun.
        speech: indices of the tokens that introduce a source; the walk up ends there.

    Returns:
        Polarity and certainty in the words' own view; `refused` when they make no claim.
    """
    words = open_factuality_words()
    refused = _why_refused(clause, speech, words)
    if refused is not None:
        return Factuality(Polarity.AFFIRMED, Certainty.CERTAIN, refused)
    if is_judged_false(clause, speech, words) is not None:
        return Factuality(Polarity.NEGATED, Certainty.CERTAIN)
    return _weigh(clause, speech, words)


def _why_refused(clause: Token, speech: frozenset[int], words: FactualityWords) -> Refusal | None:
    if is_conditional(clause, words) or (is_asked(clause) and not speech):
        return Refusal.HYPOTHETICAL
    if clause.dep_ == "conj" and clause.lower_ in words.foiled and clause.head.lower_ in words.attempting:
        return Refusal.HYPOTHETICAL  # "tried to enter but were pushed back": they never were in, so they left nothing
    if is_make_believe(clause, words):
        return Refusal.METAPHOR
    return Refusal.DOUBTED if _is_not_so(clause, words) or is_put_down_to(clause) else None


def _weigh(clause: Token, speech: frozenset[int], words: FactualityWords) -> Factuality:
    """Polarity and certainty by the clause and each word that governs it."""
    negations = -1 if _is_not_until(clause) else 0
    certainty, token, below = Certainty.CERTAIN, clause, clause
    for token in _governors(clause, speech):
        negations += any(c.lower_ in words.foiled for c in children(token, "conj")) and token.lower_ in words.attempting
        if token == clause or token.lower_ not in words.undenied:
            negations += _is_negated(token, below) + (token != clause and token.lower_ in words.negating)
        below = token
        reading = _reading(token, clause, words)
        told = token.head if token.dep_ in {"acl", "relcl"} else None
        if told is not None and (told.lower_ in words.doubt_nouns or _is_talked_of(told, words)):
            reading = Refusal.DOUBTED
        form = read_form(token, speech, words)
        if form is Polarity.NEGATED:
            return Factuality(Polarity.NEGATED, certainty)
        for found in (reading, form):
            if isinstance(found, Refusal):
                return Factuality(Polarity.AFFIRMED, certainty, found)
            if isinstance(found, Certainty):
                certainty = max(certainty, found, key=_ORDER.index)
    if certainty is Certainty.CERTAIN and (_is_hearsay(token, speech, words) or _is_half_known(clause, words)):
        certainty = Certainty.PROBABLE
    return Factuality(Polarity.NEGATED if negations % 2 else Polarity.AFFIRMED, certainty)


def _is_talked_of(noun: Token, words: FactualityWords) -> bool:
    """ "Shooting in the air over a report that the town had fallen": what people did because it was said."""
    above = noun.head
    return noun.lower_ in words.talk and noun.dep_ == "pobj" and above.lower_ in words.about_talk


def _is_not_until(clause: Token) -> bool:
    """ "Were not driven out until 22 July": then they were."""
    if not children(clause, "neg"):
        return False
    found = [c for c in clause.subtree if c.lower_ in {"until", "till"} and c.i > clause.i]
    return any(children(c, "pobj", "npadvmod") for c in found)


def _is_hearsay(last: Token, speech: frozenset[int], words: FactualityWords) -> bool:
    """Whether what is shown or learnt is told as hearsay: "they reportedly raised a flag to show that it is theirs"."""
    if last.dep_ != "ccomp" or last.head.lower_ not in words.factive:
        return False
    above = takewhile(lambda token: token.i not in speech, last.ancestors)
    return any(c.lower_ in words.probable for token in above for c in children(token, "advmod"))


def _is_half_known(clause: Token, words: FactualityWords) -> bool:
    """Whether who did it is only suspected, or the verb it is coordinated with is hearsay: both hold for this one too.

    "Suspected rebels took the mine"; "they reportedly attacked and took the hill".
    """
    if not is_verb(clause):
        return False
    suspects = any(t.lower_ in words.probable and t.i < s.i for s in surface_subjects(clause) for t in s.subtree)
    first = clause.head if clause.dep_ == "conj" and not children(clause, "nsubj", "nsubjpass") else clause
    return suspects or any(c.lower_ in words.probable and c.i < first.i for c in children(first, "advmod"))


def _governors(clause: Token, speech: frozenset[int]) -> Iterator[Token]:
    """The clause's head and the words it depends on for its truth, from below."""
    token, factive = clause, open_factuality_words().factive
    for _ in range(12):
        yield token
        if token.dep_ == "acl" and token.tag_ == "VBN":
            return  # "parts of the city occupied by militants": so whatever becomes of the rest
        above = token.head
        bare_conj = (
            token.dep_ == "conj"
            and is_verb(token)
            and (
                token.tag_ in {"VB", "VBG"}
                or (token.tag_ == above.tag_ == "VBN" and not children(token, *_AUXILIARIES))
            )
            and above.tag_ not in {"VBD", "VBZ"}  # "left nothing there and hold Bria": mistaken for an infinitive
            and not children(token, "nsubj", "nsubjpass")
        )
        purpose = token.dep_ == "relcl" and token.tag_ == "VB" and any(c.lower_ == "to" for c in children(token, "aux"))
        purpose = purpose or _is_purpose_of_a_plan(token)
        governed = purpose or (token.dep_ in _COMPLEMENT and not (token.dep_ == "relcl" and token != clause))
        if (
            above == token
            or above.i in speech
            or not (governed or bare_conj)
            or (token.dep_ == "relcl" and not purpose)
            or _is_beside(token)
            or (token.dep_ == "ccomp" and above.lower_ in factive)
        ):
            return
        token = above


def _is_purpose_of_a_plan(token: Token) -> bool:
    """Whether it is what somebody will do something for: "they would return to take it"."""
    infinitive = token.tag_ == "VB" and any(c.lower_ == "to" for c in children(token, "aux"))
    return token.dep_ == "advcl" and infinitive and any(c.tag_ == "MD" for c in children(token.head, "aux"))


def _is_beside(token: Token) -> bool:
    """A clause before another that the parser hung under it: "it has fallen; what follows will be worse"."""
    own = bool(children(token, "nsubj", "nsubjpass")) and not children(token, "mark")
    return token.dep_ == "ccomp" and token.i < token.head.i and own and is_verb(token.head)


def _is_not_so(clause: Token, words: FactualityWords) -> bool:
    """ "No longer control", "nearly captured", "neither holds it", "kept them from taking it": not so, or not today."""
    near = {clause, *children(clause, "advmod", "npadvmod")}
    adverbs = [c for c in clause.subtree if c.dep_ in {"advmod", "npadvmod"} and c.head in near]
    former = [] if is_verb(clause) else children(clause, "amod")  # "a former stronghold"
    again = {c.i for c in adverbs if c.lower_ == "once" and c.i + 1 < len(c.doc) and c.nbor(1).lower_ == "more"}
    held = any(c.lower_ in words.not_so for c in (*adverbs, *former) if c.i not in again)
    above = clause.head.lower_ in words.not_so and clause.dep_ in {"xcomp", "ccomp", "pcomp", "prep"}
    kept = (
        clause.dep_ == "pcomp"
        and clause.head.lower_ in {"from", "of", "to"}
        and (clause.head.lower_ == "from" or clause.head.head.lower_ in words.not_so)
    )
    neither = is_verb(clause) and (
        any(t.lower_ == "neither" for s in surface_subjects(clause) for t in s.subtree)
        or any(t.lower_ == "neither" for o in objects(clause) for t in o.children)
    )
    return held or above or kept or neither


def _is_negated(token: Token, below: Token) -> int:
    """Whether "not", "never" or "no" negates the word or one of its arguments, but for the one counted below it."""
    own = bool(children(token, "neg")) or any(c.lower_ in {"never", "neither", "hardly"} for c in token.children)
    own = own or _is_at_no_time(token)
    if not is_verb(token):
        return int(own or any(c.lower_ == "no" for c in children(token, "det")))
    arguments = [a for a in (*surface_subjects(token), *children(token, "dobj", "attr")) if a != below]
    empty = any(a.lower_ in {"nobody", "none", "nothing"} or _is_none_of(a) for a in arguments)
    return int(own) + int(empty)


def _is_none_of(noun: Token) -> bool:
    """ "No village", "neither town", "not one street", "not a single village"."""
    if any(c.lower_ in {"no", "neither"} for c in children(noun, "det")):
        return True
    if noun.lower_ == "all" and any(c.lower_ == "not" for c in noun.lefts):
        return True  # "not all of the town is lost"
    negated = any(c.dep_ == "neg" for t in (noun, *children(noun, "nummod", "amod", "det")) for c in t.children)
    return negated and any(c.lower_ in {"one", "single", "a"} for c in children(noun, "nummod", "amod", "det"))


def _is_at_no_time(token: Token) -> bool:
    """ "At no time", "at no moment", "in no way": another "never"."""
    split = token.dep_ == "advcl" and token.tag_ == "VBN" and token.head.lower_ in {"was", "were", "is", "are"}
    prepositions = [p for t in (token, token.head if split else token) for p in children(t, "prep")]
    nouns = [(p, n) for p in prepositions for n in children(p, "pobj") if any(c.lower_ == "no" for c in n.children)]
    return any(f"{p.lower_} {n.lower_}" in open_factuality_words().never for p, n in nouns)


def _reading(token: Token, clause: Token, words: FactualityWords) -> Certainty | Refusal:
    """What a governing word and its auxiliaries make of what is below."""
    near = [token.lower_] if token != clause else []
    near += [c.lower_ for c in token.children if c.dep_ in {"mark", "advmod", "amod", "acomp"}]
    if any(w in words.hypothetical for w in near):
        return Refusal.HYPOTHETICAL
    modal = next((words.modals[c.lower_] for c in children(token, "aux") if c.lower_ in words.modals), None)
    perfect = any(c.lower_ == "have" for c in children(token, "aux"))
    if modal == "planned" and _is_weighed(token, clause, words):
        return Refusal.HYPOTHETICAL
    if modal == "hypothetical" or (modal == "planned" and perfect) or (modal == "able" and token.tag_ == "VB"):
        return Refusal.HYPOTHETICAL  # "should hold", "would have fallen", "can seize"
    if token != clause and (token.lower_ in words.doubt_nouns or any(w in words.doubt_words for w in near)):
        return Refusal.DOUBTED
    if token != clause and token.lower_ in words.attempting and token.tag_ in {"VBD", "VBN"}:
        if any(c.lower_ in words.foiled for c in children(token, "conj")):
            return Certainty.CERTAIN  # "tried but were pushed back": told as failed
        return Refusal.HYPOTHETICAL  # an attempt that is over, its outcome not told here
    plans = (
        token != clause and token.lower_ in words.planning and not children(token, "pobj")
    )  # "reports about its fall"
    if modal == "planned" or plans or _is_pending(token, words):
        return Certainty.PLANNED
    if token.dep_ == "advcl" and token.tag_ == "VB" and token.head.lower_ in words.purposive:
        return Certainty.PLANNED
    if modal == "possible" and children(token, "neg"):
        return Certainty.CERTAIN  # what could not be done was not done
    if modal == "possible" and any(c.lower_ in words.future for c in children(token, "advmod")):
        return Certainty.PLANNED  # "may soon seize": of what is still to come
    if modal == "possible" or any(w in words.possible for w in near):
        return Certainty.POSSIBLE
    return Certainty.PROBABLE if any(w in words.probable for w in near) else Certainty.CERTAIN


def _is_weighed(token: Token, clause: Token, words: FactualityWords) -> bool:
    """ "The town's capture would be a blow": what it would mean, not whether it came or is to come."""
    would = any(c.lower_ in words.weighing for c in children(token, "aux"))
    return would and clause.head == token and clause.dep_ == "nsubj" and not is_verb(clause)


def _is_pending(token: Token, words: FactualityWords) -> bool:
    """ "Its capture is a matter of time", "the goal is the capture of the town": equated with what is to come."""
    other = {"nsubj": ("attr",), "csubj": ("attr",), "attr": ("nsubj",), "xcomp": ("nsubj",)}.get(token.dep_)
    copula = token.head
    if other is None or copula.lower_ not in {"is", "was", "be", "been", "remains", "remained", "are", "were"}:
        return False
    return any(c.lower_ in words.pending for c in children(copula, *other))


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


def is_now(clause: Token) -> bool:
    """Whether the clause speaks of now: in the present, or the present perfect."""
    return tense_of(clause) == "present" or any(c.lower_ in {"have", "has", "'ve"} for c in children(clause, "aux"))
