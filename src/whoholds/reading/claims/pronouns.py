"""Whom a pronoun stands for: the nearest party that fits, or whoever speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whoholds.reading.claims.scene import Scene
from whoholds.reading.lexicon.roles import Stands, open_roles
from whoholds.records import ActorMention, ClaimSource, Span
from whoholds.reference.actors import fold, open_actors
from whoholds.terms import ActorKind, SourceKind

_PAIRED = 12  # characters: two sides this close are joined by "and" or a comma, so that "they" may be both or either
_AS_NEAR = 200  # characters: a plural noun this close before is meant rather than a state
_OWN_WORDS = frozenset({"we", "us", "our", "ours", "ourselves"})
_SINGULAR = frozenset({"it", "its", "itself"})


def resolve_pronoun(
    word: str, at: int, mentions: Sequence[ActorMention], *, speaker_side: str | None
) -> ActorMention | None:
    """The mention a pronoun stands for.

    Args:
        word: the pronoun; we, us, our and ours are the speaker's side.
        at: where it stands.
        mentions: the report's, resolved, in text order.
        speaker_side: the side of whoever says it; None: not known, or nobody's.

    Returns:
        The nearest mention before it that has a side and fits in number; for the speaker's side the nearest mention of
        that side, or one made for it. None if two sides stand side by side and either could be meant.
    """
    before = [m for m in reversed(mentions) if m.end <= at and m.side]
    if fold(word) in _OWN_WORDS:
        if speaker_side is None:
            return None
        own = next((m for m in before if m.side == speaker_side), None)
        return own or _made(word, at, speaker_side)
    fits = [m for m in before if may_stand_for(word, m.text)]
    if fold(word) == "theirs" and len({m.side for m in fits if at - m.end < _AS_NEAR}) > 1:
        return None  # "the army took Mubi from the rebels; Gombi is theirs"
    if fold(word) not in _SINGULAR and fits and fits[0].text in _states_named(fits):
        people = next((m for m in fits if _is_plural(m.text) and at - m.end < _AS_NEAR), None)
        fits = [people, *fits] if people is not None else fits  # "they" are the troops rather than the state
    if fits and fold(word) not in _SINGULAR and _may_be_others(fits[0], at, mentions):
        return None
    if len(fits) > 1 and fits[0].side != fits[1].side and fits[0].start - fits[1].end <= _PAIRED:
        return None
    return fits[0] if fits else None


def _made(word: str, at: int, side: str) -> ActorMention:
    index = open_actors()
    country = index.country_of(side)
    known = index.actors.get(side)
    kind = ActorKind.STATE_FORCES if country else known.kind if known else ActorKind.UNKNOWN
    actor_id = side if country or known else None
    return ActorMention(at, at + len(word), word, index.name_of(side), actor_id, side, kind, country, is_role=True)


def _states_named(mentions: Sequence[ActorMention]) -> set[str]:
    """The names of states among the mentions' words: "Azerbaijan", no "Azerbaijani army"."""
    index = open_actors()
    return {m.text for m in mentions if not m.is_role and index.state_named(m.text) is not None}


def _may_be_others(found: ActorMention, at: int, mentions: Sequence[ActorMention]) -> bool:
    """Whether a plural noun whose side isn't known stands as near as a name that is no plural.

    "The separatists agreed when Baku said so; the town is in their hands."
    """
    plural = next((m for m in reversed(mentions) if m.end <= at and _is_plural(m.text)), None)
    if plural is None or plural.side is not None or plural.kind is ActorKind.CIVILIANS or _is_plural(found.text):
        return False
    return found.end - plural.start < _AS_NEAR


def may_stand_for(pronoun: str, words: str) -> bool:
    """Whether a pronoun fits the words in number: "it" stands for a body or a name, not for "troops"."""
    return fold(pronoun) not in _SINGULAR or not _is_plural(words)


def _is_plural(words: str) -> bool:
    last = words.rsplit(maxsplit=1)[-1] if words.strip() else ""
    return last.islower() and last.endswith("s") and open_roles().hint(last).role is not None


def is_of_speaker(word: Span, found: ActorMention, sources: Sequence[ClaimSource]) -> bool:
    """Whether "it" is a body that speaks and is nobody's we know: "the joint force said that it controls the wells"."""
    source = sources[-1] if sources else None
    if source is None or source.side is not None or fold(word.text) not in _SINGULAR:
        return False
    role = open_roles().hint(source.text or "").role
    if role is not None and role.stands is Stands.GROUP:
        return False  # "the same group says it took a post": whoever was told of before
    between = found.start < source.start and source.end <= word.start
    return between and source.kind is SourceKind.UNNAMED and not (source.text or "").endswith("s")


def goes_on_from(word: Span, scene: Scene) -> int:
    """Where the same pronoun stood before in its sentence: "they wiped out a unit; that month they took the town".

    Returns:
        The place before which whoever is meant was named: the first "they" of the sentence, else the word's own.
    """
    if fold(word.text) != "they":
        return word.start
    start = max((s.start for s in scene.sentences if s.start <= word.start), default=0)
    first = re.search(r"\bthey\b", scene.report.text[start : word.start], re.IGNORECASE)
    return start + first.start() if first is not None else word.start
