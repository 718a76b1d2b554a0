"""Weigh the candidates of each mention and choose, or refuse."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from whoholds.reading.claims.place_context import Evidence, Mention
from whoholds.reading.claims.place_settled import Choice, Settled, distance_km
from whoholds.reading.lexicon import load_lexicon, remembered
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
BEFORE_WEIGHT = 1.8
REPORT_WEIGHT = 1.0
KIND_WEIGHT = 3.0
OWN_NAME_WEIGHT = 1.5  # the name it is shown with, not an alias: of towns called Salisbury none is Harare
NEAR_WEIGHTS = ((30.0, 1.5), (100.0, 1.0), (300.0, 0.5))  # within km of another place of the report
SPELLING_COST = 2.0
PROVINCE_WEIGHT = 2.0  # times the share of the report's other names in the same first-level unit
SEAT_COST = 2.0
SEAT_SPELLING = 0.82
SEAT_BELOW = 1.5  # importance: a chief town is no village of the same name
ROUNDS = 3
MARGIN = 0.4  # the best two closer than this, and apart on the ground: refused
APART_KM = 30.0
# A spelling variant is trusted from here (Kilinochi 0.89, one slip in eight letters 0.875); Robotyne and Rybotyn,
# two villages, have 0.85.
TRUSTED_SPELLING = 0.87
# Where names are written in Latin letters by those who live there, they are spelt one way, and a city that all know is
# spelt right anywhere: Kyondo (0.88) is not the city of Kindu, Kibumba (0.93) not Kibombo, 570 km away.
EXACT_SPELLING = 0.94
# A variant is of a country told of at least so much as the main one: "lies on the road to China" leads to none there.
SPELLING_SHARE = 0.25
KNOWN_SPELLING = 5.0  # importance: a city whose name the press spells one way
DWARFED = 1.5  # importance
TOLD_SHARE = 0.15  # of the evidence for countries: the report speaks of this one
ALL_KNOW = 5.9  # importance: a city of a million is itself in whatever report
FAMOUS = 5.3  # importance of a place that may be meant without the report being about its country
LONE_KM = 400.0  # a little-known place this far from all others of the report is more likely a homonym
VARIANT_KM = 200.0  # the same for one that is only spelt much like the name
LITTLE_KNOWN = 4.6  # importance
LITTLE_KNOWN_OWN = 3.8  # the same where the name is the one the place is shown with


_POINTS = (PlacePrecision.PLACE, PlacePrecision.DISTRICT)
ONE_SENSE = "one sense in a report"

_UNITS = (PlacePrecision.PROVINCE, PlacePrecision.DISTRICT)


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    score: float
    reasons: tuple[str, ...]


def choose(mentions: Sequence[Mention], evidence: Evidence, gazetteer: Gazetteer) -> tuple[Choice, ...]:
    """One choice a mention, in order: each round knows the places of the one before."""
    choices: list[Choice] = []
    shares = {key: evidence.shares(key) for key in {mention.key for mention in mentions}}
    for _ in range(ROUNDS):
        settled = Settled(mentions, choices, gazetteer)
        known: dict[tuple[object, ...], Choice] = {}
        found = []
        for mention in mentions:
            parent = mentions[mention.parent].key if mention.parent is not None else None
            around = tuple(tuple(settled.beside(mention.sentence - back)) for back in (0, 1))
            same = (mention.key, mention.name, mention.kind, parent, mention.strict, mention.told_in, around)
            if same not in known:
                known[same] = _choose_one(mention, shares[mention.key], settled)
            found.append(known[same])
        before, choices = choices, _one_sense(mentions, found)
        if choices == before:
            break  # another round would know no more
    return tuple(choices)


def _choose_one(mention: Mention, countries: Mapping[str, float], settled: Settled) -> Choice:
    gazetteer = settled.gazetteer
    about = frozenset(countries)
    found = _seated(gazetteer.candidates(mention.name, about, TRUSTED_SPELLING), gazetteer)
    known = max((c.importance for c in found if c.how is How.NAME), default=0.0)
    fitting = _at_home([c for c in found if _is_plausible(c, countries, known)], countries)
    if mention.told_in is not None and all(c.place.country != mention.told_in for c in fitting):
        return Choice(None, len(fitting), (f"the text puts it in {mention.told_in}, where no entry has this name",))
    if mention.told_in is not None:
        fitting = [c for c in fitting if c.place.country == mention.told_in]
    parent = settled.mentions[mention.parent] if mention.parent is not None else None
    around = _areas(parent, countries, gazetteer) if parent is not None else []
    if not mention.strict and any(c.kind is Kind.COUNTRY and c.how is How.NAME for c in fitting):
        around = [area for area in around if area.precision is not PlacePrecision.COUNTRY]
    inside = {c.place.place_id for c in fitting if any(_contains(area, c.place, gazetteer) for area in around)}
    if around and mention.strict:
        if not inside:
            return Choice(None, len(fitting), (f"no entry of this name in {parent.name if parent else ''}",))
        fitting = [c for c in fitting if c.place.place_id in inside]
    if mention.kind is Kind.ADM2 and any(_is_district(c) for c in fitting):
        fitting = [c for c in fitting if c.kind is not Kind.TOWN or c.is_seat]
    scored = [_score(c, mention, c.place.place_id in inside, countries, settled) for c in fitting]
    scored = [_beside_its_seat(s, fitting, mention, gazetteer) for s in scored]
    scored = sorted(scored, key=_by_score)[: settled.most_candidates]
    scored = sorted((_with_surroundings(s, mention, settled) for s in scored), key=_by_score)
    return _decide(scored, mention, settled, stated=bool(inside) or not countries)


def _beside_its_seat(
    scored: _Scored, candidates: Sequence[Candidate], mention: Mention, gazetteer: Gazetteer
) -> _Scored:
    """A province whose chief town has its name gives way to it: "took Raqqa" is said of the town."""
    province = scored.candidate
    if mention.kind is not None or province.kind is not Kind.ADM1:
        return scored
    towns = (c for c in candidates if c.kind is Kind.TOWN and c.how is How.NAME and _is_called(c, mention))
    named = (c for c in towns if c.importance >= province.importance - SEAT_BELOW)
    is_beside = any(_contains(province.place, c.place, gazetteer) for c in named)
    return replace(scored, score=scored.score - SEAT_COST) if is_beside else scored


def _is_called(candidate: Candidate, mention: Mention) -> bool:
    """Whether the town is shown with much the same name: Ar Raqqah is Raqqa, Oklahoma City is not Oklahoma."""
    return similarity(mention.key, plain_key(candidate.place.name)) >= SEAT_SPELLING


def _is_district(candidate: Candidate) -> bool:
    """Whether a candidate is a second-level unit by its own name, or the town that stands for one."""
    return (candidate.kind is Kind.ADM2 or candidate.is_seat) and candidate.how is How.NAME


def _by_score(scored: _Scored) -> tuple[float, str]:
    return -scored.score, scored.candidate.place.place_id


def _seated(candidates: Sequence[Candidate], gazetteer: Gazetteer) -> list[Candidate]:
    """Candidates with each district that has a town of its name standing for that town (one id for both).

    The town is matched as well as the better of the two: "Surobi" is the district, "Alaqahdari Sarobi" its town.
    """
    kept = {c.place.place_id: c for c in candidates}
    for candidate in candidates:
        seat = gazetteer.seat(candidate.place) if candidate.kind is Kind.ADM2 else None
        if seat is None:
            continue
        del kept[candidate.place.place_id]
        town = kept.get(seat.place_id)
        seated = replace(candidate, place=seat, kind=Kind.TOWN, is_seat=True)
        if town is None:
            kept[seat.place_id] = seated
        elif (town.how is How.NAME, town.similarity) < (candidate.how is How.NAME, candidate.similarity):
            kept[seat.place_id] = replace(seated, importance=town.importance, own=town.own or candidate.own)
        else:
            kept[seat.place_id] = replace(town, is_seat=True)
    return list(kept.values())


def _is_plausible(candidate: Candidate, countries: Mapping[str, float], known: float = 0.0) -> bool:
    """Spelling variants and slips need the text to be about their country, and no place of the very name that all know.

    Args:
        candidate: what the name may mean.
        countries: what the report is about.
        known: the importance of the best known place of the very name.
    """
    if candidate.how is How.NAME:
        return True
    if known >= max(FAMOUS, candidate.importance + DWARFED):
        return False
    told = countries.get(candidate.place.country or "", 0.0)
    exact = candidate.place.country in _spelt_one_way() or candidate.importance >= KNOWN_SPELLING
    exact = exact and candidate.kind > Kind.COUNTRY  # "Sri Lankan"
    least = EXACT_SPELLING if exact else TRUSTED_SPELLING
    return told >= SPELLING_SHARE * max(countries.values(), default=1.0) and candidate.similarity >= least


@remembered
def _spelt_one_way() -> frozenset[str]:
    return frozenset(load_lexicon("places")["spelling"]["one_way"])


def _at_home(candidates: list[Candidate], countries: Mapping[str, float]) -> list[Candidate]:
    """Without namesakes abroad of which nothing else speaks, where a country the report tells of has the very name.

    A district without a count of people weighs next to nothing, and loses to any holiday island: Palma in Mozambique.
    """
    told = {code for code, share in countries.items() if share >= TOLD_SHARE}
    if not any(c.place.country in told and c.how is How.NAME and c.own for c in candidates):
        return candidates
    return [c for c in candidates if c.place.country in countries or c.importance >= ALL_KNOW]


def _areas(parent: Mention, countries: Mapping[str, float], gazetteer: Gazetteer) -> list[Place]:
    """What a stated parent may be."""
    found = gazetteer.candidates(parent.name, frozenset(countries), TRUSTED_SPELLING)
    return [c.place for c in found if _is_plausible(c, countries)]


def _contains(area: Place, place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a place lies in an area: by the names of its units, which are unique within a country."""
    if area.place_id == place.place_id or area.precision in (PlacePrecision.PLACE, PlacePrecision.UNRESOLVED):
        return False
    if area.precision is PlacePrecision.REGION:
        return gazetteer.within(place, area)
    if area.country != place.country or area.precision is PlacePrecision.COUNTRY:
        return area.country == place.country
    if area.admin1 != place.admin1 or area.precision is PlacePrecision.PROVINCE:
        return area.admin1 == place.admin1
    return area.admin2 is not None and area.admin2 == place.admin2


def _score(
    candidate: Candidate,
    mention: Mention,
    inside: bool,
    countries: Mapping[str, float],
    settled: Settled,
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
    if candidate.kind >= Kind.ADM2 and not _is_dwarfed_at_home(candidate, mention, settled.gazetteer):
        score += PROVINCE_WEIGHT * settled.share_of(place, mention.key)
    return _Scored(candidate, score + _kind_score(candidate, mention), tuple(reasons))


def _kind_score(candidate: Candidate, mention: Mention) -> float:
    """The sort of unit the text names; without one a province gives way to a town of some size."""
    kind = candidate.kind
    if mention.kind is None:
        return -1.2 if kind is Kind.ADM1 else 0.0
    if mention.kind is Kind.ADM2 and kind is Kind.TOWN:
        return KIND_WEIGHT if candidate.is_seat else KIND_WEIGHT / 2
    return KIND_WEIGHT if kind is mention.kind else 0.0


def _with_surroundings(scored: _Scored, mention: Mention, settled: Settled) -> _Scored:
    """What the other places of the report add."""
    place, reasons = scored.candidate.place, list(scored.reasons)
    shared = 0.0 if _is_dwarfed(scored.candidate, mention, settled.gazetteer) else _shared_unit(place, mention, settled)
    best = settled.nearest_km(place, mention.key, _POINTS)
    if shared:
        reasons.append("lies in a unit the text names")
    close = next((weight for km, weight in NEAR_WEIGHTS if best <= km), 0.0)
    if close:
        reasons.append(f"{best:.0f} km from another place of the report")
    return _Scored(scored.candidate, scored.score + shared + close, tuple(reasons))


def _is_dwarfed(candidate: Candidate, mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether the name is far better known as a unit: in a list of states every one has namesakes in the others."""
    if candidate.kind <= Kind.ADM1 or mention.strict:
        return False
    brief = gazetteer.brief(mention.key)
    return brief is not None and brief.kind <= Kind.ADM1 and brief.importance >= candidate.importance + DWARFED


def _is_dwarfed_at_home(candidate: Candidate, mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether that unit is of the same country: of "England and Wales" the second is no village of the first."""
    brief = gazetteer.brief(mention.key)
    same = brief is not None and brief.country == candidate.place.country
    return same and _is_dwarfed(candidate, mention, gazetteer)


def _shared_unit(place: Place, mention: Mention, settled: Settled) -> float:
    """The weight of a unit around the place that the text names: best in the same sentence, then the one before."""
    for back, weight in ((0, SENTENCE_WEIGHT), (1, BEFORE_WEIGHT)):
        for key, (name, other) in settled.beside(mention.sentence - back).items():
            units = (other,) if back else (other, *_units_of(name, settled.gazetteer))
            if key != mention.key and any(_is_unit_around(unit, place, settled.gazetteer) for unit in units):
                return weight
    wide = any(key != mention.key and _is_unit_around(unit, place, settled.gazetteer) for key, unit in settled.others)
    return REPORT_WEIGHT if wide else 0.0


def _is_unit_around(unit: Place, place: Place, gazetteer: Gazetteer) -> bool:
    return unit.precision in _UNITS and _contains(unit, place, gazetteer)


@lru_cache(maxsize=4096)
def _units_of(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The units of this very name: "in Balkh" may be the province though the town is likelier."""
    units = (row for row in gazetteer.rows(plain_key(name)) if gazetteer.kind_at(row) in (Kind.ADM1, Kind.ADM2))
    return tuple(gazetteer.place_at(row) for row in units)


def _decide(scored: Sequence[_Scored], mention: Mention, settled: Settled, *, stated: bool) -> Choice:
    if not scored:
        return Choice(None, 0, ("no entry of this name",))
    best = scored[0]
    candidate, count = best.candidate, len(scored)
    about = any("the report is about" in reason for reason in best.reasons)
    if settled.others and not about and not stated and candidate.importance < FAMOUS:
        return Choice(None, count, (f"entries of this name only elsewhere ({candidate.place.country})",))
    if _is_lone(candidate, mention, settled) and not stated:
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


def _is_lone(candidate: Candidate, mention: Mention, settled: Settled) -> bool:
    """A little-known place far from every other of the report."""
    enough = LITTLE_KNOWN_OWN if candidate.own and candidate.how is How.NAME else LITTLE_KNOWN
    enough = enough if candidate.how is How.NAME else FAMOUS
    if candidate.importance >= enough or candidate.kind is not Kind.TOWN:
        return False
    nearest = settled.nearest_km(candidate.place, mention.key, (*_POINTS, PlacePrecision.PROVINCE))
    return (LONE_KM if candidate.how is How.NAME else VARIANT_KM) < nearest < math.inf


def _is_nested(one: Candidate, other: Candidate) -> bool:
    """Whether one is the province the other lies in: town and province of one name are no two places far apart."""
    if one.place.country != other.place.country or one.place.admin1 != other.place.admin1:
        return False
    return Kind.ADM1 in (one.kind, other.kind)


def _called(candidate: Candidate) -> str:
    return ", ".join(filter(None, (candidate.place.name, candidate.place.admin1, candidate.place.country)))


def _one_sense(mentions: Sequence[Mention], choices: Sequence[Choice]) -> list[Choice]:
    """Mentions of one name follow the one with a stated parent, else what most of them found."""
    found: dict[tuple[str, Kind | None], list[tuple[bool, Choice]]] = {}
    for mention, choice in zip(mentions, choices, strict=True):
        if choice.place is not None:
            for kind in {mention.kind, None}:
                found.setdefault((mention.key, kind), []).append((mention.strict, choice))
    leaders = {key: _leader(senses) for key, senses in found.items()}
    followed = []
    for mention, choice in zip(mentions, choices, strict=True):
        leader = leaders.get((mention.key, mention.kind))
        if mention.strict or leader is None or (mention.parent is not None and choice.place is not None):
            followed.append(choice)
        else:
            same = _id(choice) == _id(leader)
            followed.append(choice if same else replace(leader, reasons=(*leader.reasons, ONE_SENSE)))
    return followed


def _leader(senses: Sequence[tuple[bool, Choice]]) -> Choice:
    counts = Counter(_id(choice) for _, choice in senses)
    strict = [choice for is_strict, choice in senses if is_strict]
    return strict[0] if strict else max((choice for _, choice in senses), key=lambda choice: counts[_id(choice)])


def _id(choice: Choice) -> str:
    return choice.place.place_id if choice.place is not None else ""
