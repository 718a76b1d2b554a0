"""Takeovers that name nobody, where nobody can be understood either: "the town fell overnight", with many at war."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.claims.circumstances import is_time
from whoholds.reading.claims.clauses import is_passive, obliques
from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.claims.scene import Occasion
from whoholds.reading.mentions.trigger_lexicon import Construction
from whoholds.records import ClaimPlace
from whoholds.terms import Certainty, EventType, PlacePrecision, PlaceRole, Polarity


def is_by_nobody(occasion: Occasion, factuality: Factuality, places: Sequence[ClaimPlace]) -> bool:
    """Whether a place of a country at war is said outright to be taken, and nobody is named: "it fell overnight".

    What is told in passing ("since the town fell", "the town, which fell in May") is no news.
    """
    scene, arguments, voice = occasion.scene, occasion.arguments, occasion.voice
    trigger = arguments.trigger
    verb = trigger.entry.construction is Construction.VERB and is_passive(trigger.clause)
    if trigger.entry.frame.event is not EventType.TAKEOVER or not (verb or trigger.entry.frame.name in _AGENTLESS):
        return False
    told = factuality.polarity is Polarity.AFFIRMED and factuality.certainty in _TOLD and not voice.negates
    outright = trigger.clause.dep_ in _OUTRIGHT and trigger.clause.tag_ in _FINITE
    at = [p for p in places if p.role is PlaceRole.AT and p.part is None]  # a bridge that fell is down
    known = any(p.lat is not None and p.precision in _GROUND for p in at)
    at_war = bool(scene.country and scene.index.parties_in(scene.country, scene.report.published))
    beside = obliques(trigger.clause, ("to", "by", "on", "from"))  # "won by the ruling party", "captured on film"
    if any(c.lower_ == "still" for c in trigger.clause.children):
        return False  # "the town is still occupied": by whoever had it
    alone = all(is_time(scene, occasion.parsed.span(n.left_edge, n)) for n in beside)
    return told and outright and known and at_war and alone and not arguments.sides and not arguments.lost


_AGENTLESS = frozenset({"fall", "swap"})
_TOLD = frozenset({Certainty.CERTAIN, Certainty.PROBABLE})
_OUTRIGHT = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP"})
_GROUND = frozenset({PlacePrecision.PLACE, PlacePrecision.DISTRICT})
