"""What was chosen so far for a report's places: where they lie, sentence by sentence and province by province."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from whoholds.reading.claims.place_context import Mention
from whoholds.records import Place
from whoholds.reference.gazetteer import Gazetteer
from whoholds.terms import PlacePrecision

EARTH_RADIUS_KM = 6371.0
# Bounds that keep the time linear; a report of real length stays below them.
MOST_ANCHORS = 60
MOST_BESIDE = 24
MOST_CANDIDATES, FEWEST_CANDIDATES = 40, 5
MOST_NAMES = 120  # in a report; with more of them each has fewer candidates


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for one mention. `place` None: refused or nothing fits."""

    place: Place | None
    candidates: int
    reasons: tuple[str, ...]


class Settled:
    """The places chosen so far, each name once, and how they spread over sentences and provinces."""

    def __init__(self, mentions: Sequence[Mention], choices: Sequence[Choice], gazetteer: Gazetteer) -> None:
        """Gather what the choices, one a mention or none yet, say."""
        self.mentions, self.gazetteer = mentions, gazetteer
        names = len({mention.key for mention in mentions})
        self.most_candidates = max(FEWEST_CANDIDATES, MOST_CANDIDATES * MOST_NAMES // max(names, MOST_NAMES))
        counts: Counter[tuple[str, str]] = Counter()
        places: dict[tuple[str, str], Place] = {}
        self._sentences: dict[int, dict[str, tuple[str, Place]]] = {}
        for mention, choice in zip(mentions, choices, strict=False):
            if choice.place is not None:
                counts[mention.key, choice.place.place_id] += 1
                places[mention.key, choice.place.place_id] = choice.place
                beside = self._sentences.setdefault(mention.sentence, {})
                if len(beside) < MOST_BESIDE:
                    beside.setdefault(mention.key, (mention.name, choice.place))
        self.others = [(key, places[key, place_id]) for (key, place_id), _ in counts.most_common(MOST_ANCHORS)]
        self._points = [(key, place, at) for key, place in self.others if (at := _vector(place)) is not None]
        self._provinces: dict[tuple[str | None, str], set[str]] = {}
        for (key, _), place in places.items():
            if place.admin1 is not None:
                self._provinces.setdefault((place.country, place.admin1), set()).add(key)
        self._names = {key for keys in self._provinces.values() for key in keys}

    def share_of(self, place: Place, without: str) -> float:
        """The share of the other names that lie in the place's province."""
        own = self._provinces.get((place.country, place.admin1), set()) if place.admin1 is not None else set()
        whole = len(self._names) - (without in self._names)
        return (len(own) - (without in own)) / whole if whole else 0.0

    def beside(self, sentence: int) -> Mapping[str, tuple[str, Place]]:
        """Name and place of what was chosen in a sentence, by key."""
        return self._sentences.get(sentence, {})

    def nearest_km(self, place: Place, without: str, precisions: Collection[PlacePrecision]) -> float:
        """How far the nearest of the other names' places of these precisions is; infinite without any."""
        here = _vector(place)
        if here is None:
            return math.inf
        x, y, z = here
        closest = max(
            (
                x * a + y * b + z * c
                for key, other, (a, b, c) in self._points
                if key != without and other.precision in precisions
            ),
            default=None,
        )
        return math.inf if closest is None else EARTH_RADIUS_KM * math.acos(max(-1.0, min(1.0, closest)))


def _vector(place: Place) -> tuple[float, float, float] | None:
    """The point on a sphere of radius 1; None without coordinates."""
    if place.lat is None or place.lon is None:
        return None
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance; infinite when either has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b, c, d = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))
