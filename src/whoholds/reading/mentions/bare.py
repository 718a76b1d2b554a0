"""What an entry of a list of places says with no verb at all: whose the place is. "Goma: M23", "Hit. Ours again"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.mentions.trigger_lexicon import Construction, TriggerLexicon
from whoholds.reading.mentions.triggers import Trigger
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import ActorMention


def find_bare(
    parsed: Parsed, actors: Sequence[ActorMention], lexicon: TriggerLexicon, *, start: int = 0
) -> Trigger | None:
    """The party that the body of an entry opens with, as a trigger; None where a verb follows it.

    Args:
        parsed: the sentence behind the entry's head, or with it.
        actors: the report's, in text order.
        lexicon: from `open_triggers`.
        start: where the body begins in the sentence.

    Returns:
        A party's name or role ("the army"), its possessive ("M23's"), a state's adjective ("Nigerian") or a pronoun
        ("ours"), whichever opens the body; of two parties the first.
    """
    text, base = parsed.sentence.text, parsed.sentence.start
    opening = _opening().match(text, start)
    at = opening.end() if opening else start
    named = _joined(text, [a for a in actors if a.start >= base + at], base, at)
    if named:
        end = named[-1].end - base
        owned = _POSSESSIVE.match(text, end)
        first = named[-1] if _OF.fullmatch(text, named[0].end - base, named[-1].start - base) else named[0]
        word = _word_at(parsed, first.end - base) if _ends().match(text, owned.end() if owned else end) else None
        return Trigger(lexicon.bare, word, word) if word is not None and not _acts(word) else None
    word = next((t for t in parsed.doc if t.idx == at), None)
    if word is None or not _ends().match(text, at + len(word)):
        return None
    entry = next((e for e in lexicon.entries_of(word.lower_) if e.construction in _SAID_OF_PLACES), None)
    return Trigger(entry, word, word) if entry is not None else None


def _acts(word: Token) -> bool:
    """Whether the party is the subject of a verb right behind it: "the junta still had Kyaukme"."""
    verb = word.head
    between = word.doc[word.i + 1 : verb.i] if word.dep_ == "nsubj" and verb.tag_.startswith("VB") else []
    return len(between) > 0 and not any(t.is_punct for t in between)


_SAID_OF_PLACES = frozenset({Construction.ADJECTIVE, Construction.WHOSE})
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?!\w)")
_JOINED = re.compile(r",? and (?:the )?| of (?:the )?")
_OF = re.compile(r" of (?:the )?")


def _joined(text: str, actors: Sequence[ActorMention], base: int, at: int) -> list[ActorMention]:
    """The party that begins there and those joined to it: "the army and the Wazalendo"."""
    found: list[ActorMention] = []
    for actor in actors:
        if actor.start != base + at:
            break
        found.append(actor)
        joint = _JOINED.match(text, actor.end - base)
        if joint is None:
            break
        at = joint.end()
    return found


def _word_at(parsed: Parsed, end: int) -> Token | None:
    """The word that ends there."""
    return next((t for t in parsed.doc if t.idx + len(t) == end), None)


@remembered
def _opening() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("triggers")["bare"]["before"]))
    return re.compile(rf"[\"“]?(?:(?:{words}) )*", re.IGNORECASE)


@remembered
def _ends() -> re.Pattern[str]:
    """What may follow the party: a stop, a comma, since when."""
    after, relative = (
        "|".join(map(re.escape, load_lexicon("triggers")["bare"][name])) for name in ("after", "never_after")
    )
    return re.compile(rf"\s*(?:[.;\"”]|,(?!\s+(?:{relative})\b)|$)|\s+(?:{after})\b", re.IGNORECASE)
