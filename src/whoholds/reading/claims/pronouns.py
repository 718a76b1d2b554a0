"""Whom a pronoun stands for: the nearest party that fits, or whoever speaks."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.lexicon.roles import open_roles
from whoholds.records import ActorMention
from whoholds.reference.actors import fold, open_actors
from whoholds.terms import ActorKind

_PAIRED = 12  # characters: two sides this close are joined by "and" or a comma, so that "they" may be both or either
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


def may_stand_for(pronoun: str, words: str) -> bool:
    """Whether a pronoun fits the words in number: "it" stands for a body or a name, not for "troops"."""
    last = words.rsplit(maxsplit=1)[-1] if words.strip() else ""
    plural = last.islower() and last.endswith("s") and open_roles().hint(last).role is not None
    return fold(pronoun) not in _SINGULAR or not plural
