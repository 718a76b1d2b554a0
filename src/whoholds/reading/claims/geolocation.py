"""Choose the gazetteer entry each toponym of a report means, or say honestly that none can be chosen.

What the text states comes first ("X, a town in Y", "X district of P"); then what the report is about, what stands in
the same sentence, how near the other places are, how well known each candidate is. One name has one sense in a report
unless different parents are stated for it. A name whose entries all lie elsewhere, or that has none, becomes a
provisional place. How ids of districts and their towns go together is in docs/decisions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from whoholds.reading.claims.place_choice import LONE_KM, choose
from whoholds.reading.claims.place_context import Mention, demonym_countries, is_patron, read_evidence, read_mentions
from whoholds.reading.claims.place_settled import distance_km
from whoholds.reading.claims.provisional import provisional_place
from whoholds.reading.lexicon import load_lexicon
from whoholds.records import Place, Report, Toponym
from whoholds.reference.gazetteer import Gazetteer
from whoholds.terms import PlacePrecision

DATELINE_VOTE = 3


def resolve(
    toponyms: Sequence[Toponym], report: Report, gazetteer: Gazetteer, fought_in: Mapping[str, float] | None = None
) -> tuple[Toponym, ...]:
    """The toponyms with their places.

    Args:
        toponyms: place names of the report, in text order.
        report: the report they stand in.
        gazetteer: the places to choose from.
        fought_in: how much the groups named say of each country, from `where_they_fight`.

    Returns:
        One record a toponym, in the same order, with `place`, the count of `candidates` and `reasons`. `place` is a
        gazetteer entry or a provisional place (no coordinates, precision unresolved); None for no toponym.
    """
    if not toponyms:
        return ()
    mentions = read_mentions(toponyms, report, gazetteer)
    evidence = read_evidence(mentions, report, gazetteer, fought_in or {})
    choices = choose(mentions, evidence, gazetteer)
    real = [c for c, m in zip(choices, mentions, strict=True) if not is_patron(report.text, m.end)]
    found = [choice.place for choice in real if choice.place is not None]
    main = _main_country(evidence.shares(), found)
    people = demonym_countries(gazetteer)
    resolved = []
    for toponym, mention, choice in zip(toponyms, mentions, choices, strict=True):
        place = choice.place
        if mention.text.casefold() in people and (place is None or place.precision is not PlacePrecision.COUNTRY):
            place = gazetteer.countries()[people[mention.text.casefold()]].place
        if place is not None and place.country != main and _is_only_a_name(toponym, place, found, report.text):
            place = None
        place = place or provisional_place(mention, choices, main, gazetteer)
        place = _directed(place, mention)
        resolved.append(replace(toponym, place=place, candidates=choice.candidates, reasons=choice.reasons))
    return tuple(resolved)


def country_of(
    report: Report,
    toponyms: Sequence[Toponym],
    is_at_war: Callable[[str], bool] = lambda code: False,
    weight: Callable[[Toponym], float] = lambda toponym: 1.0,
) -> str | None:
    """The ISO code of the country a report is mainly about: most of its resolved places lie there; None without any.

    Where it was filed counts for most if the text tells of that country too; much news of wars is filed from next door.
    Of two countries named as often it is the one at war at home: "Konna in Mali fell; France sent troops".

    Args:
        report: the report.
        toponyms: its places, resolved.
        is_at_war: whether any party fights in a country.
        weight: how much a name says; "Moscow denied it" tells less than a town does.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    filed: defaultdict[str, float] = defaultdict(float)
    for toponym in toponyms:
        if toponym.place is not None and toponym.place.country is not None and not _is_neighbour(toponym, report.text):
            dateline = report.dateline is not None and toponym.text.casefold() in report.dateline.casefold()
            (filed if dateline else votes)[toponym.place.country] += weight(toponym)
    for code, count in filed.items():
        if code in votes or not votes:
            votes[code] += DATELINE_VOTE * count
    return min(votes, key=lambda code: (-votes[code], not is_at_war(code), code)) if votes else None


def _is_only_a_name(toponym: Toponym, place: Place, found: Sequence[Place], text: str) -> bool:
    """Whether a site is only named after a town far away: "the Ouagadougou convention hall" of Sirte."""
    if place.precision is not PlacePrecision.PLACE or not text[: toponym.start].lower().endswith(" the "):
        return False
    behind = _NOUNS.match(text, toponym.end)
    if behind is None or set(behind[0].split()).isdisjoint(load_lexicon("territory")["facilities"]):
        return False
    others = [p for p in found if p.place_id != place.place_id and p.lat is not None]
    return bool(others) and all(p.country != place.country and distance_km(p, place) > LONE_KM for p in others)


_NOUNS = re.compile(r"(?: [a-z]+){1,3}")


def _is_neighbour(toponym: Toponym, text: str) -> bool:
    """Whether it is only named as what lies next to where it happened: "bordering Mali"; or backs who did it."""
    if is_patron(text, toponym.end):
        return True
    before = text[max(toponym.start - _NEXT_TO, 0) : toponym.start].lower().removesuffix("the ").rstrip()
    return before.endswith(tuple(load_lexicon("places")["cues"]["next_to"]))


_NEXT_TO = 24  # characters: "along its border with the "


def _main_country(countries: dict[str, float], found: Sequence[Place]) -> str | None:
    votes = dict(countries)
    for place in found:
        if place.country:
            votes[place.country] = votes.get(place.country, 0.0) + 1.0
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:2]
    alike = len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _NOTHING
    return ranked[0][0] if ranked and not alike else None  # of two alike neither


_NOTHING = 1e-9  # what is left of equal sums of floats


def _directed(place: Place, mention: Mention) -> Place:
    """Northern Afghanistan: a region of its own, at the middle of the whole, never a unit."""
    if mention.direction is None:
        return place
    return replace(
        place,
        place_id=f"region:{place.place_id}:{mention.direction}",
        name=mention.text,
        precision=PlacePrecision.REGION if place.lat is not None else PlacePrecision.UNRESOLVED,
    )


__all__ = ["country_of", "resolve"]
