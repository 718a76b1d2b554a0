"""Who fights whom: conflict actors, states and their names, known before reading."""

from __future__ import annotations

from whoholds.reference.actors.index import ActorIndex, open_actors
from whoholds.reference.actors.records import Actor, Country, Name, NameKind, Opposition, Side
from whoholds.reference.actors.words import Word, fold, goes_on, next_word, slug, split_words

__all__ = [
    "Actor",
    "ActorIndex",
    "Country",
    "Name",
    "NameKind",
    "Opposition",
    "Side",
    "Word",
    "fold",
    "goes_on",
    "next_word",
    "open_actors",
    "slug",
    "split_words",
]
