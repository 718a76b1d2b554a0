"""A place for a name that no gazetteer entry fits: its own name, its parents as far as known, no coordinates."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from whoholds.reading.claims.place_context import Mention
from whoholds.reading.claims.place_settled import Choice
from whoholds.records import Place
from whoholds.reference.gazetteer import Gazetteer, plain_key, skeleton
from whoholds.terms import PlacePrecision

SAFE_SKELETON = 4  # consonants; with fewer, two places may share them, and vowels count too
_COARSE = str.maketrans({"e": "i", "y": "i", "u": "o", "w": "o"})


def provisional_place(mention: Mention, choices: Sequence[Choice], main: str | None, gazetteer: Gazetteer) -> Place:
    """The provisional place of a mention.

    Args:
        mention: the name in its report.
        choices: what was chosen for all mentions of the report, by index.
        main: the country the report is mainly about.
        gazetteer: for units and homonyms.

    Returns:
        A place without coordinates, precision unresolved. Its id is made from the skeleton of the name and the
        country, so that spelling variants and reports agree; the province is part of it only when it was stated and
        the gazetteer has a place of that very name elsewhere in the country.
    """
    parent = choices[mention.parent].place if mention.parent is not None else None
    country = parent.country if parent is not None and parent.country else main
    admin1 = admin2 = None
    if parent is not None and parent.country == country:
        admin1 = parent.name if parent.precision is PlacePrecision.PROVINCE else parent.admin1
        admin2 = parent.admin2 if parent.precision in (PlacePrecision.DISTRICT, PlacePrecision.PLACE) else None
    bearers = (gazetteer.place_at(row) for row in gazetteer.rows(plain_key(mention.name)))
    homonym = any(place.country == country for place in bearers)
    slavic = gazetteer.is_slavic(country)
    return _made(mention.name, country, (admin1, admin2), slavic=slavic, apart=homonym)


def unlisted_namesake(name: str, area: Place, gazetteer: Gazetteer) -> Place:
    """The provisional place of a name in an area where the gazetteer has none of that name, though it has elsewhere."""
    admin1 = area.name if area.precision is PlacePrecision.PROVINCE else area.admin1
    return _made(name, area.country, (admin1, None), slavic=gazetteer.is_slavic(area.country), apart=True)


def _made(name: str, country: str | None, units: tuple[str | None, str | None], *, slavic: bool, apart: bool) -> Place:
    admin1, admin2 = units
    parts = (name_id(name, slavic=slavic), country or "", admin1 or "" if apart else "")
    return Place(
        place_id="new:" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:16],
        name=name,
        lat=None,
        lon=None,
        country=country,
        admin1=admin1,
        admin2=admin2,
        precision=PlacePrecision.UNRESOLVED,
    )


def name_id(name: str, *, slavic: bool) -> str:
    """What spelling variants of a name have in common: its consonants, with coarse vowels when they are few."""
    key = plain_key(name)
    bones = skeleton(key, slavic=slavic)
    if len(bones) >= SAFE_SKELETON:
        return bones
    coarse = key.replace(" ", "").translate(_COARSE)
    return "".join(letter for at, letter in enumerate(coarse) if letter != coarse[at - 1 : at])
