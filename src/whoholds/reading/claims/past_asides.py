"""Who acts past an aside between commas, where the parser loses him: "until the army, helped by others, retook it"."""

from __future__ import annotations

from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.sentences import Token

_LONGEST = 14  # words from the noun to the verb
_PARTICIPLES, _PAST = frozenset({"VBG", "VBN"}), frozenset({"VBD", "VBN", "VBZ", "VBP"})


def past_aside(verb: Token) -> Token | None:
    """The noun behind "until", read as a preposition, that the verb past the aside is said of; None where none is.

    The parser joins such a verb to the main one, whose subject it is not.
    """
    if verb.dep_ not in {"conj", "advcl"} or verb.tag_ not in _PAST or verb.doc[verb.i - 1].text != ",":
        return None
    opened = [t.i for t in verb.doc[max(verb.i - _LONGEST, 1) : verb.i - 1] if t.text == ","]
    if not opened or verb.doc[opened[-1] + 1].tag_ not in _PARTICIPLES:
        return None
    noun = verb.doc[opened[-1] - 1]
    told = noun.dep_ == "pobj" and noun.head.lower_ in load_lexicon("grammar")["subordinating"]
    return noun if told else None
