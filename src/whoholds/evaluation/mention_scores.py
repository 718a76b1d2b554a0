"""Scores of mentions against annotated places, times and attributions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Any

from whoholds.evaluation.figures import Figure, Tally, share

Row = Mapping[str, Any]
Item = Mapping[str, Any]

NEAR_KM = 161  # 100 miles: the geoparsing literature's measure (Acc@161km)
_EARTH_RADIUS_KM = 6371.0


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points given as latitude and longitude in degrees, in km."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(half))


def overlaps(one: Item, other: Item) -> bool:
    """Whether two items share a character."""
    return bool(min(one["end"], other["end"]) > max(one["start"], other["start"]))


def pair_up(
    gold: Sequence[Item], found: Sequence[Item], *tests: Callable[[Item, Item], bool]
) -> list[tuple[Item, Item]]:
    """Each gold item with one found item, each found item used once; earlier tests are tried before later ones."""
    free, pairs = list(found), list[tuple[Item, Item]]()
    for item in gold:
        match = next((it for test in tests for it in free if test(item, it)), None)
        if match is not None:
            free.remove(match)
            pairs.append((item, match))
    return pairs


def same_span(one: Item, other: Item) -> bool:
    """Whether two items are the same characters."""
    return (one["start"], one["end"]) == (other["start"], other["end"])


def score_places(gold: Sequence[Row], predicted: Mapping[str, Row]) -> list[Figure]:
    """Toponyms found, and how many of those with known coordinates we put within NEAR_KM.

    In the GeoWebNews rows only toponyms with coordinates are places; a prediction on another counts neither way.
    """
    right = n_found = n_gold = n_located = n_paired = n_resolved = n_near = 0
    for row in gold:
        only_located = row["id"].startswith("gwn-")
        wanted = [t for t in row["toponyms"] if t["start"] >= 0 and (t["lat"] is not None or not only_located)]
        passed = [t for t in row["toponyms"] if t not in wanted]
        found = [
            t
            for t in predicted.get(row["id"], {}).get("toponyms", [])
            if any(overlaps(t, w) for w in wanted) or not any(overlaps(t, p) for p in passed)
        ]
        pairs = pair_up(wanted, found, same_span, overlaps)
        right, n_found, n_gold = right + len(pairs), n_found + len(found), n_gold + len(wanted)
        n_located += sum(t["lat"] is not None for t in wanted)
        n_paired += sum(w["lat"] is not None for w, _ in pairs)
        both = [(w, t) for w, t in pairs if w["lat"] is not None and t["lat"] is not None]
        n_resolved += len(both)
        n_near += sum(distance_km((w["lat"], w["lon"]), (t["lat"], t["lon"])) <= NEAR_KM for w, t in both)
    return [
        Figure("toponym F1", Tally(right, n_found, n_gold).f1, n_gold, 0.0),
        Figure("within 161 km, of all", share(n_near, n_located), n_located, 0.0),
        Figure("within 161 km, of found", share(n_near, n_paired), n_paired, is_held=False),
        Figure("within 161 km, of resolved", share(n_near, n_resolved), n_resolved, is_held=False),
    ]


def score_times(gold: Sequence[Row], predicted: Mapping[str, Row]) -> list[Figure]:
    """Time expressions: found at all, found with the same words, found with the same value.

    Recall stands beside F1, as some corpora annotate only the first sentences of a text.
    """
    relaxed = strict = value = n_found = n_gold = 0
    for row in gold:
        wanted = [t for t in row["timexes"] if t["text"].strip()]
        found = predicted.get(row["id"], {}).get("timexes", [])
        n_found, n_gold = n_found + len(found), n_gold + len(wanted)
        for one, other in pair_up(wanted, found, _same_time, _near_time):
            relaxed += 1
            strict += _same_time(one, other)
            value += (one["value"] or "") == (other["value"] or "")
    return [
        Figure(name, Tally(right, n_found, n_gold).f1, n_gold, 0.0)
        for name, right in (("extent F1, relaxed", relaxed), ("extent F1, strict", strict), ("value F1", value))
    ] + [
        Figure("extent recall, relaxed", Tally(relaxed, n_found, n_gold).recall, n_gold, 0.0),
        Figure("value recall", Tally(value, n_found, n_gold).recall, n_gold, 0.0),
    ]


def _same_time(one: Item, other: Item) -> bool:
    # Some corpora give no offsets (start -1): the words decide there.
    return same_span(one, other) if one["start"] >= 0 else _letters(one) == _letters(other)


def _near_time(one: Item, other: Item) -> bool:
    if one["start"] >= 0:
        return overlaps(one, other)
    return _letters(one) in _letters(other) or _letters(other) in _letters(one)


def _letters(item: Item) -> str:
    return "".join(str(item["text"]).lower().split())


def score_attributions(gold: Sequence[Row], predicted: Mapping[str, Row]) -> list[Figure]:
    """Sources, cues and contents: with the same pieces, and overlapping."""
    figures: list[Figure] = []
    for part in ("source", "cue", "content"):
        exact = overlapping = n_found = n_gold = 0
        for row in gold:
            wanted = _pieces(row, part)
            found = _pieces(predicted.get(row["id"], {}), part)
            n_gold, n_found = n_gold + len(wanted), n_found + len(found)
            exact += sum((Counter(wanted) & Counter(found)).values())
            free = list(found)
            for one in wanted:
                match = next((other for other in free if _share_piece(one, other)), None)
                if match is not None:
                    free.remove(match)
                    overlapping += 1
        figures.append(Figure(f"{part} F1, exact", Tally(exact, n_found, n_gold).f1, n_gold, 0.0))
        figures.append(Figure(f"{part} F1, overlap", Tally(overlapping, n_found, n_gold).f1, n_gold, 0.0))
    return figures


_Pieces = tuple[tuple[int, int], ...]


def _pieces(row: Row, part: str) -> list[_Pieces]:
    return [tuple((start, end) for start, end in a[part]) for a in row.get("attributions", []) if a.get(part)]


def _share_piece(one: _Pieces, other: _Pieces) -> bool:
    return any(min(e1, e2) > max(s1, s2) for s1, e1 in one for s2, e2 in other)
