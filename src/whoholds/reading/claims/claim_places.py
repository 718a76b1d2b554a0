"""Place phrases and names → the places of a claim."""

from __future__ import annotations

from whoholds.reading.claims.place_phrases import PlacePhrase, Reference
from whoholds.reading.lexicon import load_lexicon
from whoholds.records import ClaimPlace, Toponym
from whoholds.terms import PlacePrecision, PlaceRole


def at_place(toponym: Toponym) -> ClaimPlace:
    """The place itself, as what a claim concerns."""
    return place_named(toponym, PlaceRole.AT, None)


def claim_area(toponym: Toponym) -> ClaimPlace:
    """An area that a claim's places lie in."""
    return place_named(toponym, PlaceRole.WITHIN, None)


def claim_place(phrase: PlacePhrase, toponym: Toponym | None) -> ClaimPlace:
    """The place a phrase names or stands for, with the words that do; without a toponym as written."""
    if toponym is None:
        span = phrase.span
        return ClaimPlace(
            PlaceRole.AT, span.text, None, span.text, span.start, span.end, None, None, None, None, None,
            PlacePrecision.UNRESOLVED, phrase.part, 0,
        )  # fmt: skip
    place = place_named(toponym, PlaceRole.AT, phrase.part)
    if not phrase.is_facility and phrase.reference in (Reference.PRONOUN, Reference.DEFINITE):
        return place  # what the words stand for says more than the words
    span = phrase.span
    name = toponym.place.name if toponym.place else toponym.text
    return ClaimPlace(
        place.role, name, place.place_id, span.text, span.start, span.end, place.lat, place.lon, place.country,
        place.admin1, place.admin2, place.precision, phrase.part, place.candidates,
    )  # fmt: skip


def place_named(toponym: Toponym, role: PlaceRole, part: str | None) -> ClaimPlace:
    """The place that a name stands for, in that role."""
    place = toponym.place
    if place is None:
        return ClaimPlace(
            role, toponym.text, None, toponym.text, toponym.start, toponym.end, None, None, None, None, None,
            PlacePrecision.UNRESOLVED, part, toponym.candidates,
        )  # fmt: skip
    return ClaimPlace(
        role, place.name, place.place_id, toponym.text, toponym.start, toponym.end, place.lat, place.lon, place.country,
        place.admin1, place.admin2, place.precision, part, toponym.candidates,
    )  # fmt: skip


def is_site_told_of(phrase: PlacePhrase) -> bool:
    """Whether it is a part of the place told of: "the airport", or each of a kind there: "every hangar is ours"."""
    if phrase.within:
        return False
    each = phrase.span.text.split()[0].lower() in load_lexicon("territory")["each"]
    return phrase.is_facility and (phrase.reference is Reference.DEFINITE or each)
