"""What a denial or a boast leaves standing: clauses behind a comma that tell more, or tell against it."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from whoholds.reading.claims.attribution import Voice
from whoholds.reading.claims.clauses import children
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.sentences import Parsed, Token
from whoholds.terms import Stance


def beside_what_is_said(parsed: Parsed, word: Token, voice: Voice, own: Voice) -> Voice:
    """The voice of a word in reported words, where a clause in them is set apart from what is said.

    "Denied that it had lost the town, which remained under its control": that it remained is not denied. "Claims that
    the town is held by its troops, though it fell on Monday": that it fell is said by whoever reports the claim.

    Args:
        parsed: the sentence.
        word: the trigger's.
        voice: who says it, by the attributions that cover it.
        own: whose words the sentence is where nobody is quoted.
    """
    if voice.is_direct or not (voice.negates or voice.stance is Stance.CLAIMS):
        return voice
    cues = [(c.start, c.end) for q in voice.quoted for c in q.attribution.cue]
    inside = takewhile(lambda t: not any(a <= parsed.at(t) < b for a, b in cues), (word, *word.ancestors))
    for token in inside:
        if token.dep_ == "advcl" and _is_set_off(token) and _concedes(token):
            return own
        if token.dep_ == "relcl" and _is_set_off(token) and voice.negates:
            return replace(voice, negates=False, stance=Stance.STATES)
    return voice


def _concedes(clause: Token) -> bool:
    return any(c.lower_ in load_lexicon("grammar")["conceding"] for c in children(clause, "mark"))


def _is_set_off(clause: Token) -> bool:
    """Whether a comma stands before the clause, and its noun or verb before that."""
    edge = clause.left_edge
    return edge.i > clause.head.i and edge.doc[edge.i - 1].text == ","
