"""Groups that share a name: which is meant in a report on the country of one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from whoholds.records import ActorMention
from whoholds.reference.actors import ActorIndex, NameKind, split_words


def at_home(mention: ActorMention, country: str | None, day: date | None, index: ActorIndex) -> ActorMention:
    """The mention as the group of that name in the report's own country: "the Taliban" of Swat are Pakistan's."""
    bearer = index.actors.get(mention.actor_id or "")
    if bearer is None or country is None or country in bearer.countries:
        return mention
    words = split_words(mention.text)
    names = [n for at in range(len(words)) for n in index.names_at(words, at) if n.kind is NameKind.ACTOR]
    if not any(name.bearer == bearer.actor_id for name in names):
        return mention  # the text itself says whom an abbreviation stands for
    fits = [a for a in (index.actors[n.bearer] for n in names) if a.countries[:1] == (country,) and a.lives_on(day)]
    if len(fits) != 1:
        return mention
    other = fits[0]
    return replace(mention, name=other.name, actor_id=other.actor_id, side=other.side, kind=other.kind, country=country)


def country_told(text: str, index: ActorIndex) -> str | None:
    """The country whose adjective stands before a role noun: "Syrian rebels", in whatever report."""
    named = (n for word in split_words(text) for n in index.names_at((word,), 0) if n.kind is NameKind.ADJECTIVE)
    return next((name.bearer for name in named), None)
