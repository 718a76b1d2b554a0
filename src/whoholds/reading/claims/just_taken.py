"""Whose "theirs" is: of whoever was said to take the place just before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whoholds.reading.claims.actor_phrases import ActorPhrase
from whoholds.reading.claims.scene import Draft, Scene
from whoholds.records import ClaimActor, Sentence
from whoholds.terms import EventType, Polarity


def took_it(phrase: ActorPhrase, sentence: Sentence | None, scene: Scene, drafts: Sequence[Draft]) -> ClaimActor | None:
    """Who was said to take a place in the sentence before, nobody named since: "they took it. It is theirs"."""
    last = drafts[-1] if drafts else None
    if last is None or sentence is None or not _is_told(last):
        return None
    before = last.parsed.sentence
    since = any(before.end <= m.start < phrase.span.start for m in scene.actors)
    if since or before.paragraph != sentence.paragraph or before.start == sentence.start:
        return None
    return replace(last.sides[0], text=phrase.span.text, start=phrase.span.start, end=phrase.span.end)


def _is_told(draft: Draft) -> bool:
    """Whether it tells who took a place."""
    affirmed = draft.factuality.polarity is Polarity.AFFIRMED
    return draft.event is EventType.TAKEOVER and affirmed and bool(draft.sides) and not draft.could_be
