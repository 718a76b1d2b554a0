"""Weigh the candidates of each mention and choose, or refuse."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from whoholds.reading.claims.place_context import Evidence, Mention
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
PROVINCE_WEIGHT = 2.0  # times the share of the report's other names in the same first-level unit
ROUNDS = 3
MARGIN = 0.4  # the best two closer than this, and apart on the ground: refused
APART_KM = 30.0
# A spelling variant is trusted from here (Kilinochi 0.89); Robotyne and Rybotyn, two villages, have 0.85.
TRUSTED_SPELLING = 0.88
FAMOUS = 5.3  # importance of a place that may be meant without the report being about its country
LONE_KM = 400.0  # a little-known place this far from all others of the report is more likely a homonym
LITTLE_KNOWN = 4.6  # importance
LITTLE_KNOWN_OWN = 3.8  # the same where the name is the one the place is shown with


ONE_SENSE = "one sense in a report"

_UNITS = (PlacePrecision.PROVINCE, PlacePrecision.DISTRICT)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for one mention. `place` None: refused or nothing fits."""

    place: Place | None
    candidates: int
    reasons: tuple[str, ...]


class _Settled:
    """The places chosen so far, and how they spread over provinces."""

    def __init__(self, mentions: Sequence[Mention], anchors: Mapping[int, Place], gazetteer: Gazetteer) -> None:
        self.mentions, self.anchors, self.gazetteer = mentions, anchors, gazetteer
        self._provinces: dict[tuple[str | None, str | None], Counter[str]] = {}
        for index, place in anchors.items():
            if place.admin1 is not None:
                self._provinces.setdefault((place.country, place.admin1), Counter())[mentions[index].key] += 1

    def share_of(self, place: Place, without: str) -> float:
        """The share of the other names that lie in the place's province."""
        if place.admin1 is None:
            return 0.0
        names = {key for keys in self._provinces.values() for key in keys if key != without}
        own = self._provinces.get((place.country, place.admin1), {})
        return len([key for key in own if key != without]) / len(names) if names else 0.0


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    score: float
    reasons: tuple[str, ...]


def choose(mentions: Sequence[Mention], evidence: Evidence, gazetteer: Gazetteer) -> tuple[Choice, ...]:
    """One choice a mention, in order: each round knows the places of the one before."""
    anchors: dict[int, Place] = {}
    choices: list[Choice] = []
    shares = {mention.key: evidence.shares(mention.key) for mention in mentions}
    for _ in range(ROUNDS):
        settled = _Settled(mentions, anchors, gazetteer)
        choices = [_choose_one(mention, shares[mention.key], settled) for mention in mentions]
        choices = _one_sense(mentions, choices)
        anchors = {m.index: c.place for m, c in zip(mentions, choices, strict=True) if c.place is not None}
    return tuple(choices)


def _choose_one(mention: Mention, countries: Mapping[str, float], settled: _Settled) -> Choice:
    gazetteer = settled.gazetteer
    found = _seated(gazetteer.candidates(mention.name), gazetteer)
    fitting = [c for c in found if _is_plausible(c, countries)]
    parent = settled.mentions[mention.parent] if mention.parent is not None else None
    around = _areas(parent, countries, gazetteer) if parent is not None else []
    if not mention.strict and any(c.kind is Kind.COUNTRY and c.how is How.NAME for c in fitting):
        around = [area for area in around if area.precision is not PlacePrecision.COUNTRY]
    inside = [c for c in fitting if any(_contains(area, c.place, gazetteer) for area in around)]
    if around and mention.strict:
        if not inside:
            return Choice(None, len(fitting), (f"no entry of this name in {parent.name if parent else ''}",))
        fitting = inside
    scored = sorted(
        (_score(c, mention, c in inside, countries, settled) for c in fitting),
        key=lambda s: (-s.score, s.candidate.place.place_id),
    )
    return _decide(scored, mention, settled, stated=len(inside) > 0 or not countries)


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
    countries: Mapping[str, float],
    settled: _Settled,
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
    if candidate.kind >= Kind.ADM2:
        score += PROVINCE_WEIGHT * settled.share_of(place, mention.key)
    near, why = _surroundings(candidate, mention, settled)
    return _Scored(candidate, score + _kind_score(candidate, mention) + near, (*reasons, *why))


def _kind_score(candidate: Candidate, mention: Mention) -> float:
    """The sort of unit the text names; without one a province gives way to a town of some size."""
    kind = candidate.kind
    if mention.kind is None:
        return -1.2 if kind is Kind.ADM1 else 0.0
    if mention.kind is Kind.ADM2 and kind is Kind.TOWN:
        return KIND_WEIGHT / 2
    return KIND_WEIGHT if kind is mention.kind else 0.0


def _surroundings(candidate: Candidate, mention: Mention, settled: _Settled) -> tuple[float, list[str]]:
    """What the other places of the report add."""
    place, best, shared, reasons = candidate.place, math.inf, 0.0, []
    for index, other in settled.anchors.items():
        if settled.mentions[index].key == mention.key:
            continue
        gap = mention.sentence - settled.mentions[index].sentence
        units = (other,) if gap else (other, *_units_of(settled.mentions[index].name, settled.gazetteer))
        if any(unit.precision in _UNITS and _contains(unit, place, settled.gazetteer) for unit in units):
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


def _decide(scored: Sequence[_Scored], mention: Mention, settled: _Settled, *, stated: bool) -> Choice:
    if not scored:
        return Choice(None, 0, ("no entry of this name",))
    best = scored[0]
    candidate, count = best.candidate, len(scored)
    about = any("the report is about" in reason for reason in best.reasons)
    anchors = settled.anchors
    if anchors and not about and not stated and candidate.importance < FAMOUS:
        return Choice(None, count, (f"entries of this name only elsewhere ({candidate.place.country})",))
    if _is_lone(candidate, mention, anchors) and not stated:
        return Choice(None, count, ("the entry of this name lies far from all else in the report",))
    for other in scored[1:]:
        if best.score - other.score >= MARGIN:
            break
        rival = other.candidate
        if distance_km(candidate.place, rival.place) > APART_KM and not _is_nested(candidate, rival):
            return Choice(None, count, (f"two candidates too close: {_called(candidate)} and {_called(rival)}",))
    return Choice(_as_unit(candidate, mention, settled.gazetteer), count, best.reasons)


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
    """Mentions of one name follow the one with a stated parent, else what most of them found."""
    chosen: dict[tuple[str, Kind | None], list[tuple[bool, Choice]]] = {}
    for mention, choice in zip(mentions, choices, strict=True):
        if choice.place is not None:
            for kind in {mention.kind, None}:
                chosen.setdefault((mention.key, kind), []).append((mention.strict, choice))
    followed = []
    for mention, choice in zip(mentions, choices, strict=True):
        found = chosen.get((mention.key, mention.kind))
        if mention.strict or not found or (mention.parent is not None and choice.place is not None):
            followed.append(choice)
            continue
        counts = Counter(other.place.place_id for _, other in found if other.place is not None)
        strict = [other for is_strict, other in found if is_strict]
        leader = strict[0] if strict else max((other for _, other in found), key=lambda o: counts[_id(o)])
        followed.append(choice if _id(choice) == _id(leader) else replace(leader, reasons=(*leader.reasons, ONE_SENSE)))
    return followed


def _id(choice: Choice) -> str:
    return choice.place.place_id if choice.place is not None else ""


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance; infinite when either has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b, c, d = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))
