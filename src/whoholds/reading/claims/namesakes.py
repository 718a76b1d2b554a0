"""Another place of the same name, told apart by where it lies: "that one, in Balkh", "the other one, in Donetsk"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whoholds.reading.claims.provisional import unlisted_namesake
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import Place, Report, Toponym
from whoholds.reference.gazetteer import Gazetteer, Kind
from whoholds.terms import PlacePrecision

ALIKE = 0.95  # similarity of two spellings of one name
REACH = 400  # characters back to the name that the two share


def with_namesakes(toponyms: Sequence[Toponym], report: Report, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The toponyms with those that only point at a name told before and say in which area theirs lies.

    Args:
        toponyms: of the report, resolved, in text order.
        report: the report they stand in.
        gazetteer: where the other place of that name is looked for; where it has none, nothing is added.
    """
    added = list(_namesakes(toponyms, report.text, gazetteer))
    return tuple(sorted((*toponyms, *added), key=lambda t: t.start)) if added else tuple(toponyms)


def _namesakes(toponyms: Sequence[Toponym], text: str, gazetteer: Gazetteer) -> Iterator[Toponym]:
    starts = {t.start: t for t in toponyms}
    for match in _pointers().finditer(text):
        area = starts.get(match.end())
        if area is None or area.place is None:
            continue
        near = [t for t in toponyms if match.start() - REACH <= t.start < match.start() and _is_settlement(t)]
        other = next((p for t in reversed(near) for p in _others(t, area.place, gazetteer)), None)
        last = near[-1].place if near else None
        if other is None and last is not None and not _lies_in(last, area.place, gazetteer):
            other = unlisted_namesake(last.name, area.place, gazetteer)
        if other is not None:
            start, end = match.span("one")
            yield Toponym(start, end, match["one"], place=other, candidates=1, reasons=("namesake",))


def _is_settlement(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.place.precision not in _AREAS


def _others(named: Toponym, area: Place, gazetteer: Gazetteer) -> Iterator[Place]:
    """The places in the area that bear the name of another, and aren't it."""
    for candidate in gazetteer.candidates(named.text):
        seat = gazetteer.seat(candidate.place) if candidate.kind is Kind.ADM2 else None
        place = seat or candidate.place  # a district goes by the id of its town
        is_other = named.place is not None and place.place_id != named.place.place_id
        if is_other and candidate.similarity >= ALIKE and _lies_in(place, area, gazetteer):
            yield place


def _lies_in(place: Place, area: Place, gazetteer: Gazetteer) -> bool:
    """Whether it lies in the area, or in the province of the town that bears the area's name."""
    same = place.country == area.country and place.admin1 is not None and place.admin1 == area.admin1
    return gazetteer.within(place, area) or (same and place.place_id != area.place_id)


_AREAS = frozenset({PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.REGION})


@remembered
def _pointers() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("places")["cues"]["namesakes"]))
    return re.compile(rf"\b(?P<one>{words}),? (?:which (?:is|lies) )?in (?:the )?", re.IGNORECASE)
