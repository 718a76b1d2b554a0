"""Common verbs in another sense: it is no force that is withdrawn, and no town that is kept."""

from __future__ import annotations

from whoholds.reading.claims.actor_phrases import read_actors
from whoholds.reading.claims.clauses import children, objects
from whoholds.reading.claims.phrases import PlaceReader
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.triggers import Construction, Trigger


def takes_away(trigger: Trigger, reader: PlaceReader) -> bool:
    """Whether what is withdrawn is no force: "withdrew its ambassador from the capital"."""
    taken = children(trigger.clause, "dobj") if trigger.entry.construction is Construction.VERB else []
    taken = [t for t in taken if t.lower_ not in load_lexicon("territory")["distances"]]  # "has not moved an inch"
    forces = read_actors(taken, reader.parsed, reader.actors, reader.toponyms)
    is_place = "object" in trigger.entry.frame.place and any(reader.read(t) for t in taken)
    return bool(taken) and not any(f.mention or f.is_pronoun for f in forces) and not is_place


def is_kept_as(trigger: Trigger) -> bool:
    """Whether the place is only kept or left in some condition: "kept the bridge open", "left the depot empty"."""
    found = objects(trigger.clause) if trigger.entry.construction is Construction.VERB else []
    if not found:
        return False
    known = frozenset(load_lexicon("territory")["kept_as"]) - trigger.entry.particles
    said = [c for c in children(trigger.clause, "acomp", "oprd", "advmod", "ccomp", "xcomp", "prt") if c.i > found[0].i]
    if any(c.lower_ in known or (c.dep_ == "oprd" and c.tag_ in {"JJ", "VBN"}) for c in said):
        return True
    under = [n for p in children(trigger.clause, "prep") if p.i > found[0].i for n in children(p, "pobj")]
    return trigger.entry.frame.name == "have" and any(n.lower_ in load_lexicon("territory")["had_under"] for n in under)
