"""Where forces and people go, and how many of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whoholds.reading.claims.claim_places import claim_area
from whoholds.reading.claims.happenings.parties import heads_in
from whoholds.reading.claims.happenings.places import moved, toponyms_at
from whoholds.reading.claims.scene import Scene
from whoholds.reading.mentions.happenings import Happening, HappeningLexicon
from whoholds.reading.mentions.quantities import first_count
from whoholds.reading.sentences import Parsed
from whoholds.records import Claim, ClaimActor, ClaimPlace, Quantity, Toponym
from whoholds.terms import ActorRole, EventType, PlacePrecision, PlaceRole

_ABROAD = frozenset({EventType.BORDER_CROSSING, EventType.PASSAGE_GRANTED, EventType.ADVANCE})
_THAT_COUNTRY = frozenset({"country", "border", "frontier"})


def places_of_move(
    happening: Happening, parsed: Parsed, scene: Scene, told: Sequence[Claim], lexicon: HappeningLexicon
) -> list[ClaimPlace]:
    """Where a movement starts and ends, as far as it is told; "the border" is that of the country told of before."""
    frame = happening.entry.frame
    found: list[ClaimPlace] = []
    for slots, role in ((frame.place_from, PlaceRole.FROM), (frame.place_to, PlaceRole.TO)):
        for slot in slots:
            names = toponyms_at(heads_in(happening, slot, lexicon), parsed, scene)
            if names:
                found.extend(moved(names, role))
                break
    untold = happening.entry.event in _ABROAD and not any(p.role is PlaceRole.TO for p in found)
    if untold and _means_country(happening):
        found.extend(_that_country(parsed, scene, told, at=parsed.at(happening.word)))
    return found


def _means_country(happening: Happening) -> bool:
    """Whether "the country" or "the border" stands where the movement goes."""
    return any(t.lower_ in _THAT_COUNTRY for t in happening.word.subtree)


def _that_country(parsed: Parsed, scene: Scene, told: Sequence[Claim], *, at: int) -> list[ClaimPlace]:
    """The country that whoever speaks or lets in is from, else the one gone to before in the report."""
    own = [t for t in scene.toponyms if parsed.sentence.start <= t.start < at and _is_country(t)]
    if own:
        return [replace(claim_area(own[-1]), role=PlaceRole.TO)]
    for claim in reversed(told):
        before = [p for p in claim.places if p.role is PlaceRole.TO and p.country]
        if before:
            return [before[0]]
    return []


def _is_country(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.place.precision is PlacePrecision.COUNTRY


def count_of_people(actors: Sequence[ClaimActor], parsed: Parsed) -> Quantity | None:
    """How many move, where the words count them."""
    base = parsed.sentence.start
    for actor in actors:
        if actor.role not in {ActorRole.SIDE, ActorRole.TARGET} or actor.start is None or actor.end is None:
            continue
        if not parsed.sentence.start <= actor.start < parsed.sentence.end:
            continue
        token = next((t for t in parsed.doc if t.idx + len(t) == actor.end - base), None)
        if token is None:
            continue
        start = token.left_edge.idx
        counted = first_count(parsed.sentence.text[start : token.idx])
        if counted is not None:
            low, high, _, _ = counted
            return Quantity(
                base + start, actor.end, parsed.sentence.text[start : actor.end - base], "person", low, high
            )
    return None


def is_abroad(place: ClaimPlace, sides: Sequence[ClaimActor], scene: Scene) -> bool:
    """Whether the movement ends in another country than the one that those who move are from."""
    ends = place.role is PlaceRole.TO and place.precision is PlacePrecision.COUNTRY
    return ends and any(place.country != scene.index.country_of(a.side) for a in sides if a.side)
