"""Whose "the army" is in a report that tells of several countries: of each the one that the place lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whoholds.reading.claims.at_home import country_told
from whoholds.reading.claims.parties import implied
from whoholds.reading.claims.scene import Scene
from whoholds.records import ClaimActor, ClaimPlace
from whoholds.terms import PlacePrecision, PlaceRole


def of_its_country(actors: Sequence[ClaimActor], places: Sequence[ClaimPlace], scene: Scene) -> tuple[ClaimActor, ...]:
    """The actors, a state's forces that only a role noun names being those of the country where the places are.

    "JNIM lost Ber in Mali. In Burkina Faso the army retook Arbinda": not Mali's army.

    Args:
        actors: of a claim; those named, and states that fight where the places lie, stay as they are.
        places: of the claim.
        scene: the report.
    """
    there = {p.country for p in places if p.role is PlaceRole.AT}
    country = next(iter(there)) if len(there) == 1 else None
    if country is None or scene.country is None or country == scene.country:
        return tuple(actors)
    day, index = scene.report.published, scene.index
    own, host = index.government_of(scene.country, day), index.government_of(country, day)
    at_war = host is not None and own is not None and bool(index.opponents_of(host, country, day))
    if host is None or not at_war or index.opponents_of(own or "", country, day) or not _is_told_of(country, scene):
        return tuple(actors)
    return tuple(_hosts(a, host, scene) if a.side == own and _is_untold(a, scene) else a for a in actors)


def _is_told_of(country: str, scene: Scene) -> bool:
    """Whether the report names the country or its capital: one village there may only bear a name of here."""
    there = [t for t in scene.toponyms if t.place is not None and t.place.country == country]
    return any(t.place.precision is PlacePrecision.COUNTRY or scene.index.state_named(t.text) for t in there if t.place)


def _is_untold(actor: ClaimActor, scene: Scene) -> bool:
    """Whether nothing but a role noun says which state's they are, or nothing at all."""
    mention = next((m for m in scene.actors if m.start == actor.start), None)
    return actor.text is None or (mention is not None and mention.is_role and not country_told(actor.text, scene.index))


def _hosts(actor: ClaimActor, host: str, scene: Scene) -> ClaimActor:
    theirs = implied(host, actor.role, scene)
    return replace(theirs, text=actor.text, start=actor.start, end=actor.end)
