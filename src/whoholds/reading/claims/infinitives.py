"""Infinitives and gerunds: done only where what governs them says so.

"Managed to take the town" took it; "were sent to take it", "stopped short of taking it" and "edged towards taking it"
did not, whatever word stands there: the lexicon lists what brings a thing about, not what leaves it open.
"""

from __future__ import annotations

from whoholds.reading.claims.clauses import children, is_verb
from whoholds.reading.claims.factuality_words import FactualityWords
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.sentences import Token
from whoholds.terms import Certainty, Polarity, Refusal

_BELOW = frozenset({"xcomp", "advcl", "acl", "relcl", "ccomp", "pcomp", "csubj", "ROOT", "acomp", "oprd"})


def read_form(verb: Token, speech: frozenset[int], words: FactualityWords) -> Certainty | Polarity | Refusal | None:
    """What the form of a verb and what governs it make of it.

    Args:
        verb: the clause's verb, or one that governs it.
        speech: indices of the tokens that introduce a source.
        words: the lexicon's.

    Returns:
        Planned; negated, for "short of taking"; a refusal; None where the form says nothing.
    """
    if is_infinitive(verb):
        return _infinitive(verb, speech, words)
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp":
        return _gerund(verb, words)
    return None


def is_infinitive(verb: Token) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(c.lower_ == "to" for c in children(verb, "aux"))


def _infinitive(verb: Token, speech: frozenset[int], words: FactualityWords) -> Certainty | Polarity | Refusal | None:
    above, known = verb.head, words.infinitives
    if verb.dep_ == "advcl" and any(c.lower_ == "only" for c in children(verb, "advmod")):
        return None  # "took it in April, only to lose it in May"
    if any(c.lower_ in known.not_yet for c in children(above, "advmod")):
        return Polarity.NEGATED  # "have yet to take it"
    perfect = any(c.lower_ == "have" for c in children(verb, "aux"))
    if perfect:
        # "The column was to have taken it": it did not. "Claims to have taken it" says it did.
        return Refusal.HYPOTHETICAL if above.lower_ in {"was", "were"} and above != verb else None
    if verb.dep_ not in _BELOW or above.lower_ in known.happened or above.lower_ in words.negating:
        return None
    if above.lower_ in words.attempting and any(c.lower_ in words.foiled for c in children(above, "conj")):
        return None  # "tried to take it but were pushed back": the outcome is told
    if above.lower_ in known.lasting and _has_span(above):
        return None  # "it took them three days to capture the town"
    if above.i in speech:
        told = above.lower_ in known.telling and bool(children(above, "dobj", "dative"))
        return Certainty.PLANNED if told else None
    if not is_verb(above) and _is_ordinal(above, known.ordinals):
        return None
    if any(c.lower_ in known.happened or c.lower_ in words.negating for c in children(above, "acomp", "oprd")):
        return None  # "was able to take", "proved unable to hold"
    return Certainty.PLANNED


def _has_span(verb: Token) -> bool:
    """Whether it is said how long something took."""
    days = load_lexicon("grammar")["day_words"]
    return any(n.lower_ in days for n in children(verb, "dobj", "npadvmod", "dative"))


def _is_ordinal(noun: Token, ordinals: frozenset[str]) -> bool:
    """ "The first to fall", "the second town to fall", "one of the last villages to be retaken"."""
    inner = [n for p in children(noun, "prep") if p.lower_ == "of" for n in children(p, "pobj")]
    return any(t.lower_ in ordinals or any(c.lower_ in ordinals for c in t.children) for t in (noun, *inner))


def _gerund(verb: Token, words: FactualityWords) -> Certainty | Polarity | None:
    preposition, known = verb.head, words.infinitives
    above = preposition.head
    if preposition.lower_ == "of" and above.lower_ in known.short:
        return Polarity.NEGATED
    done = above.lower_ in known.done or above.lower_ in known.happened
    if preposition.lower_ in known.open_prepositions and not done:
        return Certainty.PLANNED
    return None
