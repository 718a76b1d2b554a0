"""Flag claims that concern one building, post or field of a large town: they say nothing of who holds the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whoholds.reading.lexicon import load_lexicon
from whoholds.records import Claim, Flag, Toponym
from whoholds.terms import FlagKind, PlaceRole

# Parts that settling knows by these names.
_MEASURED = frozenset({"centre", "outskirts", "share"})


def flag_parts(claims: Sequence[Claim], toponyms: Sequence[Toponym]) -> tuple[Claim, ...]:
    """The claims, those flagged that concern a facility in a town too large to fall with it.

    A village's army post is its only prize, and the press tells its loss as the village's; a city's airport or police
    station is not the city.

    Args:
        claims: of one report.
        toponyms: its place names, resolved.

    Returns:
        The same claims in the same order, with flags of kind part added.
    """
    large = load_lexicon("territory")["large_town"]
    sizes = {t.place.place_id: t.place.population for t in toponyms if t.place and t.place.population >= large}
    return tuple(_flagged(claim, sizes) for claim in claims)


def _flagged(claim: Claim, sizes: dict[str, int]) -> Claim:
    at = [place for place in claim.places if place.role is PlaceRole.AT and place.place_id in sizes]
    whole = {place.place_id for place in at if place.part is None}  # "the town and its bridge"
    part = next((p for p in at if p.part not in {None, *_MEASURED} and p.place_id not in whole), None)
    if part is None or part.place_id is None:
        return claim
    why = f"“{part.part}” is a part of {part.name}, a town of {sizes[part.place_id]:,}: not the whole of it"
    return replace(claim, flags=(*claim.flags, Flag(FlagKind.PART, why)))
