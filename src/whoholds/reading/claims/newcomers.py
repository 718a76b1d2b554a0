"""Groups that no list knows, by the names the text writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whoholds.reading.claims.actor_phrases import ActorPhrase
from whoholds.reading.claims.parties import as_written
from whoholds.reading.lexicon.roles import open_roles
from whoholds.records import ClaimActor, Sentence, Span
from whoholds.reference.actors import slug
from whoholds.terms import ActorKind, ActorRole

_ARMED = frozenset(
    {
        *(ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES, ActorKind.REBEL_GROUP),
        *(ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA),
    }
)


def newcomers(phrases: Sequence[ActorPhrase], enemy: ClaimActor | None, sentence: Sentence) -> list[ClaimActor]:
    """Groups no list knows, by the names the text writes: who takes ground from an armed party is one himself."""
    if enemy is None or enemy.side is None or enemy.kind not in _ARMED:
        return []
    nobody = [p for p in phrases if p.mention is None and (p.toponym is None or not p.toponym.candidates)]
    named = [p for p in nobody if _is_name(p.span, sentence)]
    written = [as_written(p, ActorRole.SIDE) for p in named]
    return [replace(a, actor_id=f"new:{slug(a.name)}", side=f"new:{slug(a.name)}") for a in written]


def _is_name(span: Span, sentence: Sentence) -> bool:
    """Whether the words are letters ("QRTX") or a name in the plural ("the Zanda Boys"), no officer's."""
    words = re.split(r"[\s/-]+", span.text)
    if len(words) == 1:
        return words[0].isupper() and len(words[0]) > 2
    opens = span.start - sentence.start <= 1
    capital = all(w[:1].isupper() for w in words) and (not opens or words[0].isupper())
    titled = words[0].lower().strip(".") in open_roles().sources
    return capital and not titled and words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is"))
