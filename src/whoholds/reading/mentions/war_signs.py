"""Whether a report tells of a war at all: the cheap question that spares most news the parser."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from whoholds.reading.lexicon.roles import open_roles
from whoholds.records import ActorMention
from whoholds.reference.actors import ActorIndex


def tells_of_war(actors: Sequence[ActorMention], index: ActorIndex, day: date | None) -> bool:
    """Whether any of the actors is a party to a war, or armed: "the rebels", "troops", a government that is at war.

    Args:
        actors: the report's, from `find_actors`.
        index: the actors known.
        day: the day of publication; without one no government is known to be at war.

    Returns:
        False where only police and governments at peace are named.
    """
    return any(_is_at_war(mention, index, day) for mention in actors)


def _is_at_war(mention: ActorMention, index: ActorIndex, day: date | None) -> bool:
    role = open_roles().hint(mention.text).role
    if role is not None and role.civil:
        return False
    is_of_state = mention.side is not None and index.country_of(mention.side) is not None
    is_government = is_of_state if role is None else role.force == "government"
    if not is_government:
        return True
    return day is not None and (mention.side is None or bool(index.opponents_of(mention.side, on=day)))
