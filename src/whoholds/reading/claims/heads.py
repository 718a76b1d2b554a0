"""What an entry's first words say of the place at its head: "Gao: with the army since May, though no lorry comes"."""

from __future__ import annotations

from whoholds.reading.claims.arguments import opens_entry
from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.claims.factuality_words import open_factuality_words
from whoholds.reading.claims.scene import Occasion
from whoholds.terms import Certainty, Polarity


def is_of_head(occasion: Occasion) -> bool:
    """Whether a phrase tells whose the entry's place is, whatever clause follows: "in rebel hands; no one went"."""
    return opens_entry(occasion.arguments.trigger) and occasion.parsed.sentence.start in occasion.scene.topics


def told_at_head(occasion: Occasion) -> Factuality:
    """How sure an entry's first words are that say whose the place is: "apparently the army's"."""
    before = {t.lower_ for t in occasion.parsed.doc[: occasion.arguments.trigger.word.i]}
    is_sure = before.isdisjoint(open_factuality_words().probable)
    return Factuality(Polarity.AFFIRMED, Certainty.CERTAIN if is_sure else Certainty.PROBABLE)
