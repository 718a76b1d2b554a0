"""Whether a sentence may carry a control claim, by its letters alone: if not, it is not parsed at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whoholds.reading.mentions.trigger_lexicon import Construction, Entry, TriggerLexicon

# "'s" is a word, "it's in rebel hands", and so is the mark of "the rebels'".
_WORD = re.compile(r"['’]?[^\W\d_]+|(?<=s)['’](?![^\W\d_])")
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")  # "re-establish", and its parts
_TIED = re.compile(r"[-–]\s?([^\W\d_]+)")  # "rebel-held"


def may_trigger(
    text: str, lexicon: TriggerLexicon, *, has_parties: bool, has_sides: bool = True, is_entry: bool = True
) -> bool:
    """Whether the sentence may carry a claim.

    Args:
        text: the sentence.
        lexicon: from `open_triggers`.
        has_parties: whether a war's party is near; without one a word that is common outside war is no reason to
            parse.
        has_sides: whether the sentence has an actor's name or a word that may stand for one; without one no word says
            who is there.
        is_entry: whether it may go on with the words of the sentence before, and lack some of its own.
    """
    listed = [word.lower() for word in _WORD.findall(text.replace("’", "'"))]
    words = {*listed, *_HYPHENED.findall(text.lower())} if "-" in text else set(listed)
    for word in words & lexicon.by_word.keys():
        for entry in lexicon.by_word[word]:
            told = (has_parties or not entry.is_common) and (has_sides or is_entry or not entry.needs_side)
            apart = (
                not is_entry and entry.construction is Construction.HELD_BY and word not in _TIED.findall(text.lower())
            )
            if told and not apart and entry.may_stand_among(words) and (is_entry or _may_follow(word, entry, listed)):
                return True
    return False


def _may_follow(word: str, entry: Entry, words: Sequence[str]) -> bool:
    """Whether what the construction needs before the word stands there.

    "Is with the army", not "in it is"; "in rebel hands", not "hands in"; "is the army's", not "the army's is".
    """
    if word not in words or entry.frame.name == "belong":
        return True
    places = [n for n, w in enumerate(words) if w == word]
    match entry.construction:
        case Construction.COPULAR:
            return any(w in entry.governors for w in words[: places[-1]])
        case Construction.WHOSE if word.startswith("'"):
            return any(w in entry.governors for w in words[: places[-1]])
        case Construction.STATE | Construction.STATE_CHANGE:
            needed = {p.split()[-1] for p in entry.prepositions}
            return any(not needed.isdisjoint(words[max(n - _PHRASE, 0) : n]) for n in places)
    return True


_PHRASE = 12  # words between a preposition and its noun: "in the iron and by now ten years old grip"
