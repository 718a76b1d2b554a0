"""Where a happening was, and where a movement starts and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whoholds.reading.claims.claim_places import claim_area
from whoholds.reading.claims.clauses import children
from whoholds.reading.claims.coordination import coordinated
from whoholds.reading.claims.scene import Scene
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import ClaimPlace, Sentence, Toponym
from whoholds.terms import PlacePrecision, PlaceRole

_AREAS = frozenset({PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.REGION})
_FINENESS = {
    PlacePrecision.COUNTRY: 3,
    PlacePrecision.REGION: 2,
    PlacePrecision.PROVINCE: 2,
    PlacePrecision.DISTRICT: 1,
}
_GAPS = frozenset(
    {
        ",",
        "in",
        "of",
        ", in",
        "(",
        "near",
        ", near",
        "province",
        "district, ",
        "district of",
        "city,",
        "town,",
        "district in",
        "district,",
        "province,",
        "'s",
        "’s",
        "area of",
        "area in",
    }
)


def toponyms_at(heads: Sequence[Token], parsed: Parsed, scene: Scene) -> list[Toponym]:
    """The place names that noun phrases are or hold: "Goma", "the city of Goma"."""
    found: dict[int, Toponym] = {}
    for head in heads:
        for noun in coordinated(head):
            start, end = parsed.at(noun.left_edge), parsed.at(noun) + len(noun)
            inner = [t for t in scene.toponyms if start <= t.start < end]
            inner += [
                t
                for p in children(noun, "prep")
                if p.lower_ == "of"
                for o in children(p, "pobj")
                for t in scene.toponyms
                if t.start < parsed.at(o) + len(o) and parsed.at(o) < t.end
            ]
            found.update({t.start: t for t in inner if not names_party(t, scene)})
    return [found[start] for start in sorted(found)]


def named_places(
    tokens: Sequence[Token], parsed: Parsed, scene: Scene, *, without: Sequence[Toponym] = ()
) -> list[Toponym]:
    """The place names among the words of a happening, without those in a party's or a source's name."""
    if not tokens:
        return []
    spans = [(parsed.at(t), parsed.at(t) + len(t)) for t in tokens]
    return [
        t
        for t in scene.toponyms
        if any(t.start < end and start < t.end for start, end in spans)
        and not names_party(t, scene)
        and not any(t.start == w.start for w in without)
    ]


def places_before(here: Sentence, scene: Scene) -> list[Toponym]:
    """The place names of the last sentence before, in the same paragraph, that has any: where the scene was set."""
    before = [s for s in scene.sentences if s.paragraph == here.paragraph and s.start < here.start]
    for sentence in reversed(before):
        start = max(sentence.start, scene.report.body_start)
        named = [t for t in scene.toponyms if start <= t.start < sentence.end and not names_party(t, scene)]
        if named:
            return named
    return []


def names_party(toponym: Toponym, scene: Scene) -> bool:
    """Whether the name is part of what an actor or a source is called."""
    if any(a.start <= toponym.start < a.end for a in scene.actors):
        return True
    return any(q.source is not None and q.source.start <= toponym.start < q.source.end for q in scene.quoted)


def arrange(toponyms: Sequence[Toponym], scene: Scene) -> list[ClaimPlace]:
    """The places of a happening: the finest names where it was, what they lie in `within`."""
    unique = {t.place.place_id if t.place else t.text: t for t in reversed(toponyms)}
    named = sorted(unique.values(), key=lambda t: t.start)
    if not named:
        return []
    finest = min(_fineness(t) for t in named)
    at: list[ClaimPlace] = []
    within: list[ClaimPlace] = []
    for i, toponym in enumerate(named):
        place = claim_area(toponym)
        before = named[i - 1] if i else None
        if _fineness(toponym) > finest or (before is not None and _lies_in(before, toponym, scene)):
            within.append(place)
        else:
            at.append(replace(place, role=PlaceRole.AT))
    return at + within


def _fineness(toponym: Toponym) -> int:
    return _FINENESS.get(toponym.place.precision, 0) if toponym.place is not None else 0


def _lies_in(inner: Toponym, outer: Toponym, scene: Scene) -> bool:
    """Whether the words put one place in another: "Sawara, Kirkuk", "a village in Kirkuk"."""
    gap = scene.report.text[inner.end : outer.start].strip().lower()
    return gap in _GAPS


def moved(toponyms: Sequence[Toponym], role: PlaceRole) -> list[ClaimPlace]:
    """The places as the start or the end of a movement."""
    return [replace(claim_area(t), role=role) for t in toponyms]
