"""Test what a report says of where a claim's place lies against coordinates and outlines; flag what can't be.

"A town in P opposite C", "near the border with C", "30 km north of X": a source that gets this wrong may mean another
place or have copied badly, and a reader should see it. The claim stays as it is; only a flag is added.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from whoholds.reading.claims.place_context import demonym_countries, says_inside
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import Claim, Flag, Place, Report, Toponym
from whoholds.reference.gazetteer import Gazetteer
from whoholds.reference.outlines import Outlines, great_circle_km, open_outlines
from whoholds.terms import FlagKind, PlacePrecision

LEAD = 90  # characters before the second name in which the words and the first name must stand
KM_A_MILE = 1.609
# Roads wind and reporters round: what "N km from X" may be as the crow flies, in parts of N, and km either way.
SHORTEST_PART, LONGEST_PART, SLACK_KM = 0.35, 1.4, 12.0
WIDEST_DEGREES = 80.0  # off the stated direction; less than a right angle, as towns are no points
TOO_NEAR_KM = 4.0  # below it a direction can't be tested with points
MOST_NEIGHBOURS = 2  # named in a flag beside the country that the text names

_POINTS = (PlacePrecision.PLACE, PlacePrecision.DISTRICT)
_STOP = re.compile(r"[.!?;]\s|\n")


@dataclass(frozen=True, slots=True)
class _Relation:
    """What is said to hold between two places. Grain: one statement of a report."""

    subjects: tuple[Toponym, ...]  # whom it may be said of; it must hold of one of them
    said: str  # the words as written, second name included
    other: Place
    most_km: float | None = None
    abroad: bool = False
    of_area: bool = False
    degrees: float | None = None
    stated_km: float | None = None


@dataclass(frozen=True, slots=True)
class _Sort:
    """What some words promise; see relations.toml."""

    most_km: float
    abroad: bool
    of_area: bool


@dataclass(frozen=True, slots=True)
class _Words:
    relation: re.Pattern[str]
    border: re.Pattern[str]
    kinds: dict[str, _Sort]
    borders: dict[str, str]
    degrees: dict[str, float]
    filler: re.Pattern[str]


def flag_geography(
    claims: Sequence[Claim], report: Report, toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> tuple[Claim, ...]:
    """The claims, those flagged whose place can't lie where the report says it does.

    Args:
        claims: of one report.
        report: for its words.
        toponyms: of the report, in text order, resolved.
        gazetteer: for countries, their neighbours and their people's names.

    Returns:
        The same claims in the same order, with flags of kind geography added.
    """
    if not claims:
        return ()
    flags: dict[tuple[int, int], list[Flag]] = {}
    for relation in _relations(report.text, toponyms, gazetteer):
        why = _objection(relation, gazetteer, open_outlines(*gazetteer.outlines))
        if why is not None:
            for subject in relation.subjects:
                flags.setdefault((subject.start, subject.end), []).append(Flag(FlagKind.GEOGRAPHY, why))
    return tuple(_flagged(claim, flags) for claim in claims) if flags else tuple(claims)


def _flagged(claim: Claim, flags: dict[tuple[int, int], list[Flag]]) -> Claim:
    found = [
        flag
        for place in claim.places
        for (start, end), of_it in flags.items()
        if place.start < end and start < place.end
        for flag in of_it
    ]
    return replace(claim, flags=(*claim.flags, *dict.fromkeys(found))) if found else claim


def _relations(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Iterator[_Relation]:
    words = _words()
    for at, other in enumerate(toponyms):
        if other.place is None or at == 0:
            continue
        start = max(0, other.start - LEAD)
        match = words.relation.search(text[start : other.start])
        if match is None or not (match["plain"] or match["number"] or match["direction"]):
            continue
        subjects = _subjects(text, toponyms[:at], start + match.start())
        if subjects:
            yield _relation(match, subjects, f"{match.group().strip()} {other.text}", other.place)
    people = demonym_countries(gazetteer)
    for match in words.border.finditer(text):
        subjects = _subjects(text, [t for t in toponyms if t.end <= match.start()], match.start())
        own = {t.place.country for t in subjects if t.place is not None}
        named = [people.get(name.casefold()) for name in re.findall(r"\w+", match.group("people"))]
        abroad = [code for code in named if code is not None and code not in own]
        if subjects and abroad:
            sort = words.kinds[words.borders[match.group("near").casefold()]]
            country = gazetteer.countries()[abroad[0]].place
            yield _Relation(subjects, match.group().strip(), country, sort.most_km, sort.abroad, sort.of_area)


def _relation(match: re.Match[str], subjects: tuple[Toponym, ...], said: str, other: Place) -> _Relation:
    words = _words()
    if match["plain"] is not None:
        sort = words.kinds[" ".join(match["plain"].casefold().split())]
        return _Relation(subjects, said, other, sort.most_km, sort.abroad, sort.of_area)
    number = float(match["number"].replace(",", "")) if match["number"] else None
    km = None if number is None else number * (KM_A_MILE if match["unit"].casefold().startswith("mi") else 1.0)
    degrees = words.degrees[match["direction"].casefold()] if match["direction"] else None
    return _Relation(subjects, said, other, degrees=degrees, stated_km=km)


def _subjects(text: str, before: Sequence[Toponym], cue: int) -> tuple[Toponym, ...]:
    """The place that the words at `cue` speak of, and the places that are said to lie in it."""
    if not before or cue - before[-1].end > LEAD:
        return ()
    between = text[before[-1].end : cue]
    if _STOP.search(between) or _words().filler.fullmatch(between) is None:
        return ()
    found = [before[-1]]
    for one, other in zip(reversed(before[:-1]), reversed(before), strict=False):
        if not says_inside(text[one.end : other.start]):
            break
        found.append(one)
    return tuple(t for t in found if t.place is not None)


def _objection(relation: _Relation, gazetteer: Gazetteer, outlines: Outlines) -> str | None:
    """Why what is said can't hold; None when it may, or can't be tested.

    "X, a town in P opposite C" speaks of X; "X in P, bordering C" may as well speak of P.
    """
    subjects = relation.subjects if relation.of_area else relation.subjects[-1:]
    whys = [_tested(subject, relation, gazetteer, outlines) for subject in subjects]
    return whys[-1] if whys and all(whys) else None


def _tested(subject: Toponym, relation: _Relation, gazetteer: Gazetteer, outlines: Outlines) -> str | None:
    place, other = subject.place, relation.other
    if place is None or place.place_id == other.place_id:
        return None
    if relation.abroad and (other.precision is not PlacePrecision.COUNTRY or other.country == place.country):
        return None
    km = distance_of(place, other, outlines)
    if km is None:
        return None
    if relation.most_km is not None:
        if km <= relation.most_km:
            return None
        return f"“{subject.text} … {relation.said}”: it lies {_distances(place, other, km, gazetteer, outlines)}"
    stated = relation.stated_km
    if stated is not None and not SHORTEST_PART * stated - SLACK_KM <= km <= LONGEST_PART * stated + SLACK_KM:
        return f"“{subject.text} … {relation.said}”: it lies {_distances(place, other, km, gazetteer, outlines)}"
    if relation.degrees is None or km < TOO_NEAR_KM or not {place.precision, other.precision} <= set(_POINTS):
        return None
    off, bearing = _off(place, other, relation.degrees)
    if off <= WIDEST_DEGREES:
        return None
    return f"“{subject.text} … {relation.said}”: it lies {_compass(bearing)} of {other.name}, {km:.0f} km away"


def distance_of(place: Place, other: Place, outlines: Outlines) -> float | None:
    """How far a place is from another, to the outline of a country or unit that has one; None when it isn't known.

    Returns:
        Kilometres; 0 inside, or where the two outlines touch.
    """
    if place.precision is PlacePrecision.REGION or other.precision is PlacePrecision.REGION:
        return None
    there = _outline_of(other, outlines)
    here = _outline_of(place, outlines)
    if here and there:
        return 0.0 if outlines.touches(here, there) else outlines.gap_km(here, there)
    point, area = (place, there) if there else (other, here)
    if point.lat is None or point.lon is None:
        return None
    if area:
        found = outlines.distance(area, point.lat, point.lon)
        return None if found is None else found.km
    far = other if point is place else place
    if far.lat is None or far.lon is None or {place.precision, other.precision} - set(_POINTS):
        return None
    return great_circle_km(point.lat, point.lon, far.lat, far.lon)


def _outline_of(place: Place, outlines: Outlines) -> str | None:
    if place.precision is PlacePrecision.COUNTRY:
        return place.country if place.country and outlines.knows(place.country) else None
    units = (PlacePrecision.PROVINCE, PlacePrecision.DISTRICT)
    return place.place_id if place.precision in units and outlines.knows(place.place_id) else None


def _distances(place: Place, other: Place, km: float, gazetteer: Gazetteer, outlines: Outlines) -> str:
    """ "11 km from Tajikistan, 100 km from Uzbekistan": nearer neighbours first, where a country is meant."""
    named = [(km, other.name)]
    if other.precision is PlacePrecision.COUNTRY:
        countries = gazetteer.countries()
        around = countries[place.country].neighbours if place.country and place.country in countries else ()
        for code in around:
            near = distance_of(place, countries[code].place, outlines) if code in countries else None
            if near is not None and near < km and code != other.country:
                named.append((near, countries[code].place.name))
    nearest = sorted(named)[:MOST_NEIGHBOURS]
    listed = nearest if (km, other.name) in nearest else [*nearest, (km, other.name)]
    return ", ".join(f"{far:.0f} km from {name}" for far, name in listed)


def _off(place: Place, other: Place, degrees: float) -> tuple[float, float]:
    """By how many degrees the place lies off the stated direction from the other, and where it lies."""
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return 0.0, degrees
    east = (place.lon - other.lon) * math.cos(math.radians((place.lat + other.lat) / 2))
    bearing = math.degrees(math.atan2(east, place.lat - other.lat)) % 360
    return abs((bearing - degrees + 180) % 360 - 180), bearing


def _compass(bearing: float) -> str:
    points = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
    return points[round(bearing / 45) % 8]


@remembered
def _words() -> _Words:
    tables = load_lexicon("relations")
    sorts = ("facing", "at_the_border", "near_the_border", "near")
    by_sort = {s: _Sort(float(tables[s]["most_km"]), tables[s]["abroad"], tables[s]["of_area"]) for s in sorts}
    kinds = by_sort | {word: by_sort[s] for s in sorts for word in tables[s]["words"]}
    borders = {w: s for s in ("at_the_border", "near_the_border") for w in tables["borders"][s]}
    degrees = {word: float(angle) for word, angle in tables["directions"]["degrees"].items()}
    plain = _any(w for s in sorts for w in tables[s]["words"])
    unit = _any(w for words in tables["distances"].values() for w in words)
    of, to = _any(tables["directions"]["of"]), _any(tables["directions"]["to"])
    number = rf"(?:(?P<number>\d[\d,]*(?:\.\d+)?)[\s-]*(?P<unit>{unit})\s+)?"
    direction = rf"(?:(?:(?:{to})\s+)?(?P<direction>{_any(degrees)})\s+)?"
    nouns = _any(tables["borders"]["nouns"])
    fillers = _any((*tables["fillers"]["words"], *(w for ws in load_lexicon("places")["generic"].values() for w in ws)))
    return _Words(
        relation=re.compile(rf"\b(?:(?P<plain>{plain})|{number}{direction}(?:{of}))\s+(?:the\s+)?$", re.IGNORECASE),
        border=re.compile(rf"\b(?P<near>{_any(borders)})\s+(?P<people>[A-Z]\w+(?:[-–][A-Z]\w+)?)\s+(?:{nouns})\b"),
        kinds=kinds,
        borders=borders,
        degrees=degrees,
        filler=re.compile(rf"(?:[\s,(–—-]+|\b(?:{fillers})\b)*", re.IGNORECASE),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
