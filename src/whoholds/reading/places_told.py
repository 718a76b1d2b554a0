"""Resolved place names in words: what each was taken for, why, and what else it may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whoholds.records import Place, Toponym
from whoholds.reference.gazetteer import Gazetteer
from whoholds.terms import PlacePrecision

MOST_OTHERS = 5


def tell_places(toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Iterator[str]:
    """Lines for people, in text order; a name that was told before with the same reasons is told by reference.

    Args:
        toponyms: resolved.
        gazetteer: for what else a name may mean.
    """
    told: dict[tuple[str, str, tuple[str, ...]], int] = {}
    for toponym in toponyms:
        place = toponym.place
        key = (toponym.text, place.place_id if place else "", toponym.reasons)
        head = f"  {toponym.start}–{toponym.end} “{toponym.text}”: {_called(place)}"
        if key in told:
            yield f"{head} (as at {told[key]})"
            continue
        told[key] = toponym.start
        yield head
        yield f"      why: {'; '.join(toponym.reasons) or 'nothing spoke for any'}"
        candidates = gazetteer.candidates(toponym.full or toponym.text)
        others = [c for c in candidates if place is None or c.place.place_id != place.place_id]
        if others:
            shown = "; ".join(f"{_called(c.place)} (by {c.how.value})" for c in others[:MOST_OTHERS])
            more = f"; and {len(others) - MOST_OTHERS} more" if len(others) > MOST_OTHERS else ""
            yield f"      not: {shown}{more}"


def _called(place: Place | None) -> str:
    if place is None:
        return "no place"
    parents = ", ".join(dict.fromkeys(p for p in (place.admin2, place.admin1, place.country) if p and p != place.name))
    if place.precision is PlacePrecision.UNRESOLVED:
        return f"not resolved: {place.name}{', ' + parents if parents else ''} ({place.place_id})"
    point = "no point" if place.lat is None else f"{place.lat:.3f}, {place.lon:.3f}"
    return f"{place.name} ({place.precision.value}){', ' + parents if parents else ''}; {point} ({place.place_id})"
