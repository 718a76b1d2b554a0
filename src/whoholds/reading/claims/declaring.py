"""Who has taken a place that an official declares free: "General Daboun declared Hit liberated"."""

from __future__ import annotations

from whoholds.reading.claims.clauses import obliques, subjects
from whoholds.reading.claims.parties import implied
from whoholds.reading.claims.scene import Occasion
from whoholds.records import ClaimActor
from whoholds.terms import ActorRole


def declarers(occasion: Occasion) -> list[ClaimActor]:
    """The side of whoever declares it, an official or an officer; of a passive that names nobody, the government's.

    Only a side at war in the report's country on its day.
    """
    scene, trigger = occasion.scene, occasion.arguments.trigger
    heads = subjects(trigger.clause) or obliques(trigger.word, ("by",))
    day = scene.report.published
    if heads:
        words = occasion.parsed.span(heads[0].left_edge, heads[0]).text
        side = scene.read_source(words).side
    else:
        side = scene.index.government_of(scene.country, day)
    if side is None or day is None or not scene.index.opponents_of(side, scene.country, day):
        return []
    return [implied(side, ActorRole.SIDE, scene)]
