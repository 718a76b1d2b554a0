"""Places for a person who looks a name up: ranked, with parents and how the name matched."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from whoholds.errors import UnknownPlace
from whoholds.records import Place
from whoholds.reference.gazetteer.gazetteer import Gazetteer, How
from whoholds.reference.outlines import great_circle_km
from whoholds.terms import PlacePrecision

ALIKE = 0.85  # of a place that others are to be near to: Faryab for Fariab, and no Nahariyya for Nowhereville


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that a name may mean. Grain: one place."""

    place: Place
    how: str  # name, spelling, near, or id
    km: float | None  # from the place it is to be near; 0 inside a unit
    pcode: str | None

    def as_json(self) -> dict[str, Any]:
        """The finding as a JSON object."""
        place = self.place
        return {
            "place_id": place.place_id, "name": place.name, "lat": place.lat, "lon": place.lon,
            "country": place.country, "admin1": place.admin1, "admin2": place.admin2,
            "precision": place.precision.value, "population": place.population,
            "pcode": self.pcode, "matched": self.how, "km": None if self.km is None else round(self.km, 1),
        }  # fmt: skip

    def cells(self) -> tuple[str, ...]:
        """The finding as cells of a table."""
        place = self.place
        parents = ", ".join(
            dict.fromkeys(p for p in (place.admin2, place.admin1, place.country) if p and p != place.name)
        )
        point = "" if place.lat is None else f"{place.lat:.3f}, {place.lon:.3f}"
        shown = place.place_id if self.pcode is None else f"{place.place_id} {self.pcode}"
        return (
            shown,
            place.name,
            place.precision.value,
            parents,
            point,
            self.how,
            "" if self.km is None else f"{self.km:.0f}",
        )


def find_places(gazetteer: Gazetteer, name: str, *, near: str | None = None, limit: int = 20) -> list[Finding]:
    """The places that a name, an id or a p-code may mean.

    Args:
        gazetteer: where to look.
        name: as written, in any script; or an id ("gn:1142545"), or a p-code.
        near: a place: what lies in it or nearest to it comes first.
        limit: how many at most.

    Returns:
        Best first: by how the name matched, then by nearness or else by importance.

    Raises:
        UnknownPlace: `near` names no place.
    """
    known = gazetteer.find(name) or gazetteer.find_pcode(name)
    if known is not None:
        return [Finding(known, "id", None, gazetteer.pcode(known.place_id))]
    anchors = _anchors(near, gazetteer) if near else []
    if near and not anchors:
        raise UnknownPlace(f"found no place called “{near}”, expected a place to look near to; try another spelling")
    order, found = list(How), []
    for rank, candidate in enumerate(gazetteer.candidates(name)):
        km = min((_km(candidate.place, anchor, gazetteer) for anchor in anchors), default=None)
        key = (order.index(candidate.how), math.inf if km is None else km, rank)
        found.append(
            (key, Finding(candidate.place, candidate.how.value, km, gazetteer.pcode(candidate.place.place_id)))
        )
    if near:
        found.sort(key=lambda item: (item[0][1], item[0][0], item[0][2]))
    return [finding for _, finding in found[:limit]]


def _anchors(near: str, gazetteer: Gazetteer) -> list[Place]:
    """The places of this very name, or of its other spellings where there are none."""
    found = [candidate for candidate in gazetteer.candidates(near) if candidate.how is not How.NEAR]
    named = [candidate for candidate in found if candidate.how is How.NAME]
    return [candidate.place for candidate in named or found if candidate.similarity >= ALIKE]


def _km(place: Place, anchor: Place, gazetteer: Gazetteer) -> float:
    if anchor.precision is not PlacePrecision.PLACE and gazetteer.within(place, anchor):
        return 0.0
    if place.lat is None or place.lon is None or anchor.lat is None or anchor.lon is None:
        return math.inf
    return great_circle_km(place.lat, place.lon, anchor.lat, anchor.lon)
