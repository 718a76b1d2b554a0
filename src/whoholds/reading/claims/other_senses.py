"""Common verbs in another sense: it is no force that is withdrawn, and no town that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoholds.reading.claims.actor_phrases import read_actors
from whoholds.reading.claims.clauses import children, coordinated, is_verb, objects, obliques
from whoholds.reading.claims.phrases import PlaceReader
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.triggers import Construction, Trigger
from whoholds.terms import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token


def takes_away(trigger: Trigger, reader: PlaceReader) -> bool:
    """Whether what is withdrawn is no force: "withdrew its ambassador from the capital"."""
    taken = children(trigger.clause, "dobj") if trigger.entry.construction is Construction.VERB else []
    taken = [t for t in taken if t.lower_ not in load_lexicon("territory")["distances"]]  # "has not moved an inch"
    taken = [t for t in taken if not _is_aside(t)]  # "pulled out of the town, an admission that it was lost"
    forces = read_actors(taken, reader.parsed, reader.actors, reader.toponyms)
    is_place = "object" in trigger.entry.frame.place and any(reader.read(t) for t in taken)
    return bool(taken) and not any(f.mention or f.is_pronoun for f in forces) and not is_place


def _is_aside(noun: Token) -> bool:
    """Whether a comma parts a noun with an article from the verb: it tells of the whole clause."""
    edge = noun.left_edge
    return edge.dep_ == "det" and edge.i > 0 and noun.doc[edge.i - 1].text in {",", "–", "—"}


def is_kept_as(trigger: Trigger) -> bool:
    """Whether the place is only kept or left in some condition: "kept the bridge open", "left the depot empty"."""
    found = objects(trigger.clause) if trigger.entry.construction is Construction.VERB else []
    if not found:
        return False
    if trigger.entry.frame.event is EventType.WITHDRAWAL and _is_left_so(trigger.clause, found[0]):
        return True
    known = frozenset(load_lexicon("territory")["kept_as"]) - trigger.entry.particles
    said = [c for c in children(trigger.clause, "acomp", "oprd", "advmod", "ccomp", "xcomp", "prt") if c.i > found[0].i]
    if any(c.lower_ in known or (c.dep_ == "oprd" and c.tag_ in {"JJ", "VBN"}) for c in said):
        return True
    under = [n for p in trigger.clause.subtree if p.dep_ == "prep" and p.i > found[0].i for n in children(p, "pobj")]
    return trigger.entry.frame.name == "have" and any(n.lower_ in load_lexicon("territory")["had_under"] for n in under)


def _is_left_so(verb: Token, place: Token) -> bool:
    """Whether it is brought into some condition: "left the city without water", "in ruins", "as the only one"."""
    words = load_lexicon("territory")["left_so"]
    behind = [p for p in verb.subtree if p.dep_ == "prep" and p.i > place.i and p.head in {verb, place}]
    if any(p.lower_ == "as" for p in behind):
        return True
    return any(n.lower_ in words.get(p.lower_, ()) for p in behind for o in children(p, "pobj") for n in coordinated(o))


def is_in_passing(trigger: Trigger, reader: PlaceReader) -> bool:
    """Whether the place is only touched: shelled, kept open, or where soldiers who are told of came from."""
    frame = trigger.entry.frame
    if frame.name == "moved_from" and trigger.clause.dep_ == "acl":
        return True  # "troops airlifted from the border"
    if frame.name == "fall" and any(reader.names(n) for n in obliques(trigger.clause, ("on", "upon"))):
        return True  # "rockets fell on the town"
    return frame.event in {EventType.HOLDING, EventType.WITHDRAWAL} and is_kept_as(trigger)


def is_repeated(clause: Token) -> bool:
    """Whether it happened over and over: "has changed hands four times" says nothing of who has the town."""
    verb = clause if is_verb(clause) else clause.head
    return any(c.lower_ in load_lexicon("grammar")["over_and_over"] for c in children(verb, "npadvmod"))
