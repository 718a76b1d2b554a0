"""Weigh the candidates of each mention and choose, or refuse."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from whoholds.reading.claims.place_context import Mention
from whoholds.records import Place
from whoholds.reference.gazetteer import Candidate, Gazetteer, How, Kind, plain_key, similarity
from whoholds.terms import PlacePrecision

# Weights, in units of `Candidate.importance` (a decimal logarithm of population); set on the development rows of four
# public corpora of news places and on invented reports. More country weight costs foreign places in home reports.
COUNTRY_WEIGHT = 4.0
ABOUT_BONUS = 1.5  # the text is about the candidate's country at all
STATED_WEIGHT = 6.0
COMMA_WEIGHT = 3.0
SENTENCE_WEIGHT = 2.5
REPORT_WEIGHT = 1.0
KIND_WEIGHT = 3.0
OWN_NAME_WEIGHT = 0.5
NEAR_WEIGHTS = ((30.0, 1.5), (100.0, 1.0), (300.0, 0.5))  # within km of another place of the report
SPELLING_COST = 2.0
MARGIN = 0.4  # the best two closer than this, and apart on the ground: refused
APART_KM = 30.0
# A spelling variant is trusted from here (Kilinochi 0.89); Robotyne and Rybotyn, two villages, have 0.85.
TRUSTED_SPELLING = 0.88
FAMOUS = 5.3  # importance of a place that may be meant without the report being about its country
LONE_KM = 400.0  # a little-known place this far from all others of the report is more likely a homonym
LITTLE_KNOWN = 4.6  # importance
LITTLE_KNOWN_OWN = 3.8  # the same where the name is the one the place is shown with


_UNITS = (PlacePrecision.PROVINCE, PlacePrecision.DISTRICT)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for one mention. `place` None: refused or nothing fits."""

    place: Place | None
    candidates: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    score: float
    reasons: tuple[str, ...]


def choose(mentions: Sequence[Mention], countries: Mapping[str, float], gazetteer: Gazetteer) -> tuple[Choice, ...]:
    """One choice a mention, in order: two rounds, the second knows the surest places of the first."""
    anchors: dict[int, Place] = {}
    choices: list[Choice] = []
    for _ in range(2):
        choices = [_choose_one(mention, mentions, anchors, countries, gazetteer) for mention in mentions]
        choices = _one_sense(mentions, choices)
        anchors = {m.index: c.place for m, c in zip(mentions, choices, strict=True) if c.place is not None}
    return tuple(choices)


def _choose_one(
    mention: Mention,
    mentions: Sequence[Mention],
    anchors: Mapping[int, Place],
    countries: Mapping[str, float],
    gazetteer: Gazetteer,
) -> Choice:
    fitting = [c for c in _seated(gazetteer.candidates(mention.name), gazetteer) if _is_plausible(c, countries)]
    parent = mentions[mention.parent] if mention.parent is not None else None
    around = _areas(parent, countries, gazetteer) if parent is not None else []
    inside = [c for c in fitting if any(_contains(area, c.place, gazetteer) for area in around)]
    if around and mention.strict:
        if not inside:
            return Choice(None, len(fitting), (f"no entry of this name in {parent.name if parent else ''}",))
        fitting = inside
    scored = sorted(
        (_score(c, mention, c in inside, anchors, countries, gazetteer, mentions) for c in fitting),
        key=lambda s: (-s.score, s.candidate.place.place_id),
    )
    return _decide(scored, mention, anchors, len(inside) > 0, gazetteer)


def _seated(candidates: Sequence[Candidate], gazetteer: Gazetteer) -> list[Candidate]:
    """Candidates with each district that has a town of its name standing for that town (one id for both)."""
    places = {c.place.place_id for c in candidates}
    kept = []
    for candidate in candidates:
        seat = gazetteer.seat(candidate.place) if candidate.kind is Kind.ADM2 else None
        if seat is None:
            kept.append(candidate)
        elif seat.place_id not in places:
            kept.append(replace(candidate, place=seat, kind=Kind.TOWN))
    return kept


def _is_plausible(candidate: Candidate, countries: Mapping[str, float]) -> bool:
    """Spelling variants and slips need the text to be about their country."""
    if candidate.how is How.NAME:
        return True
    return candidate.place.country in countries and candidate.similarity >= TRUSTED_SPELLING


def _areas(parent: Mention, countries: Mapping[str, float], gazetteer: Gazetteer) -> list[Place]:
    """What a stated parent may be."""
    return [c.place for c in gazetteer.candidates(parent.name) if _is_plausible(c, countries)]


def _contains(area: Place, place: Place, gazetteer: Gazetteer) -> bool:
    if area.place_id == place.place_id:
        return False
    if area.precision is PlacePrecision.COUNTRY:
        return area.country == place.country
    return gazetteer.within(place, area)


def _score(
    candidate: Candidate,
    mention: Mention,
    inside: bool,
    anchors: Mapping[int, Place],
    countries: Mapping[str, float],
    gazetteer: Gazetteer,
    mentions: Sequence[Mention],
) -> _Scored:
    place, reasons, score = candidate.place, [f"importance {candidate.importance:.1f}"], candidate.importance
    share = countries.get(place.country or "", 0.0)
    if share:
        score += ABOUT_BONUS + COUNTRY_WEIGHT * share
        reasons.append(f"the report is about {place.country} ({share:.0%})")
    if inside:
        score += STATED_WEIGHT if mention.strict else COMMA_WEIGHT
        reasons.append("lies where the text says")
    if candidate.own:
        score += OWN_NAME_WEIGHT
    if candidate.how is not How.NAME:
        score -= SPELLING_COST
        reasons.append(f"by spelling ({candidate.similarity:.2f})")
    score += _kind_score(candidate, mention, gazetteer)
    near, why = _surroundings(candidate, mention, anchors, mentions, gazetteer)
    return _Scored(candidate, score + near, (*reasons, *why))


def _kind_score(candidate: Candidate, mention: Mention, gazetteer: Gazetteer) -> float:
    """The sort of unit the text names; without one a province gives way to a town of some size."""
    kind = candidate.kind
    if mention.kind is None:
        return -1.2 if kind is Kind.ADM1 else 0.0
    if mention.kind is Kind.ADM2 and kind is Kind.TOWN:
        return KIND_WEIGHT / 2
    return KIND_WEIGHT if kind is mention.kind else 0.0


def _surroundings(
    candidate: Candidate,
    mention: Mention,
    anchors: Mapping[int, Place],
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
) -> tuple[float, list[str]]:
    """What the other places of the report add."""
    place, best, shared, reasons = candidate.place, math.inf, 0.0, []
    for index, other in anchors.items():
        if mentions[index].key == mention.key:
            continue
        gap = mention.sentence - mentions[index].sentence
        units = (other,) if gap else (other, *_units_of(mentions[index].name, gazetteer))
        if any(unit.precision in _UNITS and _contains(unit, place, gazetteer) for unit in units):
            shared = max(shared, SENTENCE_WEIGHT if gap == 0 else REPORT_WEIGHT + (0.8 if gap == 1 else 0.0))
        if other.precision in (PlacePrecision.PLACE, PlacePrecision.DISTRICT):
            best = min(best, distance_km(place, other))
    if shared:
        reasons.append("lies in a unit the text names")
    close = next((weight for km, weight in NEAR_WEIGHTS if best <= km), 0.0)
    if close:
        reasons.append(f"{best:.0f} km from another place of the report")
    return shared + close, reasons


@lru_cache(maxsize=4096)
def _units_of(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The units of this very name: "in Balkh" may be the province though the town is likelier."""
    return tuple(c.place for c in gazetteer.candidates(name) if c.how is How.NAME and c.kind in (Kind.ADM1, Kind.ADM2))


def _decide(scored: Sequence[_Scored], mention: Mention, anchors: Mapping[int, Place], stated: bool, gazetteer: Gazetteer) -> Choice:
    if not scored:
        return Choice(None, 0, ("no entry of this name",))
    best = scored[0]
    candidate, count = best.candidate, len(scored)
    about = any("the report is about" in reason for reason in best.reasons)
    if anchors_countries(anchors) and not about and not stated and candidate.importance < FAMOUS:
        return Choice(None, count, (f"entries of this name only elsewhere ({candidate.place.country})",))
    if _is_lone(candidate, mention, anchors) and not stated:
        return Choice(None, count, ("the entry of this name lies far from all else in the report",))
    for other in scored[1:]:
        if best.score - other.score >= MARGIN:
            break
        if distance_km(candidate.place, other.candidate.place) > APART_KM and not _is_nested(candidate, other.candidate):
            return Choice(None, count, (f"two candidates too close: {_called(candidate)} and {_called(other.candidate)}",))
    return Choice(_as_unit(candidate, mention, gazetteer), count, best.reasons)


def _as_unit(candidate: Candidate, mention: Mention, gazetteer: Gazetteer) -> Place:
    """The place in the rank the text gives it: a district by its town's id, a province for a town that names one."""
    place = candidate.place
    if candidate.kind is Kind.TOWN and mention.kind is Kind.ADM2:
        return replace(place, precision=PlacePrecision.DISTRICT)
    if candidate.kind is Kind.TOWN and mention.kind is Kind.ADM1:
        for unit in gazetteer.parents(place):
            if unit.precision is PlacePrecision.PROVINCE:
                alike = similarity(plain_key(unit.name), plain_key(place.name)) >= TRUSTED_SPELLING
                return unit if alike else place
    return place


def anchors_countries(anchors: Mapping[int, Place]) -> set[str]:
    """The countries the surest places lie in."""
    return {place.country for place in anchors.values() if place.country}


def _is_lone(candidate: Candidate, mention: Mention, anchors: Mapping[int, Place]) -> bool:
    """A little-known place far from every other of its country in the report."""
    enough = LITTLE_KNOWN_OWN if candidate.own and candidate.how is How.NAME else LITTLE_KNOWN
    if candidate.importance >= enough or candidate.kind is not Kind.TOWN:
        return False
    others = [
        distance_km(candidate.place, place)
        for index, place in anchors.items()
        if index != mention.index
        and place.place_id != candidate.place.place_id
        and place.precision in (PlacePrecision.PLACE, PlacePrecision.DISTRICT, PlacePrecision.PROVINCE)
    ]
    return bool(others) and min(others) > LONE_KM


def _is_nested(one: Candidate, other: Candidate) -> bool:
    """Whether one is the province the other lies in: town and province of one name are no two places far apart."""
    if one.place.country != other.place.country or one.place.admin1 != other.place.admin1:
        return False
    return Kind.ADM1 in (one.kind, other.kind)


def _called(candidate: Candidate) -> str:
    return ", ".join(filter(None, (candidate.place.name, candidate.place.admin1, candidate.place.country)))


def _one_sense(mentions: Sequence[Mention], choices: Sequence[Choice]) -> list[Choice]:
    """Mentions of one name follow the one with a stated parent, else the first that found a place."""
    leaders: dict[tuple[str, Kind | None], Choice] = {}
    for mention, choice in sorted(zip(mentions, choices, strict=True), key=lambda pair: not pair[0].strict):
        for key in ((mention.key, mention.kind), (mention.key, None)):
            if choice.place is not None:
                leaders.setdefault(key, choice)
    followed = []
    for mention, choice in zip(mentions, choices, strict=True):
        leader = leaders.get((mention.key, mention.kind))
        if mention.strict or leader is None or mention.parent is not None and choice.place is not None:
            followed.append(choice)
        else:
            followed.append(replace(leader, reasons=(*leader.reasons, "one sense in a report")))
    return followed


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance; infinite when either has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b, c, d = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))
