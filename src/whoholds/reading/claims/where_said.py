"""Whether a place is only where somebody speaks of another: "in Damascus the ministry denied it"."""

from __future__ import annotations

from whoholds.reading.claims.place_phrases import PlacePhrase
from whoholds.reading.claims.scene import Scene
from whoholds.records import Sentence, Toponym
from whoholds.terms import SourceKind

_BEHIND_CUE = 5  # characters: "said in Tripoli"


def is_where_said(toponym: Toponym, phrase: PlacePhrase, sentence: Sentence, scene: Scene) -> bool:
    """Whether it is where the source speaks: "in Damascus the ministry denied", "said in Tripoli that the town"."""
    before = sentence.text[: toponym.start - sentence.start].strip().lower().split()
    if ";" in sentence.text[toponym.end - sentence.start : phrase.span.start - sentence.start]:
        return False  # another clause says where it was
    cues = {c.end for q in scene.quoted for c in q.attribution.cue}
    behind_cue = any(0 <= toponym.start - end <= _BEHIND_CUE for end in cues)
    if not before or before[-1] not in {"in", "at", "from"} or not (len(before) == 1 or behind_cue):
        return False
    aside = sentence.text[toponym.end - sentence.start :].startswith(",") and not behind_cue
    if aside and scene.index.state_named(toponym.text) is None and _is_a_party(phrase, toponym.end, scene):
        return False  # "In Kutum, the RSF announced that it had taken the town"
    return any(
        any(c.start <= phrase.span.start < c.end for c in q.attribution.content)
        and not any(c.start <= toponym.start < c.end for c in q.attribution.content)
        for q in scene.quoted
        if behind_cue or (q.reading is not None and q.reading.kind in {SourceKind.OFFICIAL, SourceKind.PARTY})
    )


def _is_a_party(phrase: PlacePhrase, start: int, scene: Scene) -> bool:
    """Whether whoever says the phrase is a party itself, which has no seat that it speaks in."""
    covering = [q for q in scene.quoted if any(c.start <= phrase.span.start < c.end for c in q.attribution.content)]
    there = [q.source for q in covering if q.source is not None and start <= q.source.start]
    return bool(there) and all(any(a.end == s.end and a.side for a in scene.actors) for s in there)
