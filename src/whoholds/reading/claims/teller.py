"""In whose voice a publisher tells of a country's war: a state far from it has no officials and no army there."""

from __future__ import annotations

from datetime import date

from whoholds.reference.actors import ActorIndex
from whoholds.terms import ActorKind


def voice_of(side: str | None, country: str | None, day: date | None, index: ActorIndex) -> str | None:
    """The publisher's side, where it is a party to the country's affairs; None where it only reports them.

    Of Kunduz Xinhua tells as any agency does: "an official" there is no Chinese one.

    Args:
        side: whose the publisher is; None: nobody's.
        country: the country the report is about (ISO 3166-1 alpha-2).
        day: of the report.
        index: the actors known.
    """
    home = index.country_of(side) if side is not None else None
    if side is None or home is None or country in {None, home}:
        return side
    return side if index.opponents_of(side, country, day) else None


def own_forces_of(side: str | None, country: str | None, day: date | None, index: ActorIndex) -> str | None:
    """Whose a publisher's "the army", "the forces" are: its own, unless it is the guest of that country's government.

    In a peacekeepers' bulletin they are the country's, and in Russian news of Syria, where Russia is an ally.
    """
    known, home = index.actors.get(side or ""), index.country_of(side) if side is not None else None
    if known is not None and known.kind is ActorKind.EXTERNAL_FORCES:
        return None
    if side is None or home is None or country in {None, home}:
        return side
    host = index.government_of(country, day) if country is not None else None
    return side if host in index.opponents_of(side, country, day) else None
