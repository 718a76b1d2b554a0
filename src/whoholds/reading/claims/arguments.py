"""A trigger's arguments: who gains or holds, who loses, and which ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whoholds.reading.claims.actor_phrases import ActorPhrase, are_people, read_actors
from whoholds.reading.claims.clauses import (
    at_distance,
    children,
    clause_tokens,
    directions,
    is_passive,
    is_verb,
    objects,
    obliques,
    shared_objects,
    subjects,
    surface_subjects,
)
from whoholds.reading.claims.kinds_told import told_by_kind
from whoholds.reading.claims.other_senses import is_in_passing, is_repeated, takes_away
from whoholds.reading.claims.phrases import PlacePhrase, PlaceReader, Reference
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.triggers import Construction, Trigger
from whoholds.terms import EventType, Refusal

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = {"possessive": ("poss",), "compound": ("compound", "amod", "nmod")}


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a trigger says, in phrases; or why it says nothing. Grain: one trigger."""

    trigger: Trigger
    event: EventType
    places: tuple[PlacePhrase, ...]
    sides: tuple[ActorPhrase, ...]
    lost: tuple[ActorPhrase, ...]
    refused: Refusal | None = None


def read_arguments(trigger: Trigger, reader: PlaceReader) -> Arguments:
    """The arguments of one trigger.

    Returns:
        Phrases as the words give them, pronouns not yet resolved; `refused` set when no ground is concerned.
    """
    first = _read(trigger, reader)
    if first.refused is None:
        return first
    others = [_read(replace(trigger, entry=entry, others=()), reader) for entry in trigger.others]
    return next((a for a in others if a.refused is None), None) or next(
        (a for a in (first, *others) if _is_understood(a)), first
    )


def _is_understood(arguments: Arguments) -> bool:
    """Whether the place is left out as English may: "the army moved in"."""
    frame = arguments.trigger.entry.frame
    somebody = any(s.mention or s.is_pronoun for s in arguments.sides)
    return arguments.refused is Refusal.NO_PLACE and frame.place_understood and somebody


def _read(trigger: Trigger, reader: PlaceReader) -> Arguments:
    frame = trigger.entry.frame
    places, blocked = _places(trigger, reader)
    sides = _actors(trigger, _side_slots(trigger), reader)
    lost = _actors(trigger, frame.lost, reader)
    if frame.present and trigger.entry.construction not in {Construction.ADJECTIVE, Construction.BARE}:
        persons = load_lexicon("territory")["persons"]
        sides = [s for s in sides if not s.is_pronoun or s.span.text.lower() not in persons]
        # A capital may stand for those who fight: "the town went to Baku".
        sides = [s for s in sides if s.is_pronoun or s.is_whole or s.toponym is not None]
    if frame.armed and frame.event is EventType.WITHDRAWAL:
        persons = load_lexicon("territory")["persons"]
        sides = [s for s in sides if s.is_whole or (s.is_pronoun and s.span.text.lower() not in persons)]
        if takes_away(trigger, reader):
            return Arguments(trigger, frame.event, (), (), (), Refusal.NOT_TERRITORY)
    if not frame.side and is_repeated(trigger.clause):
        return Arguments(trigger, frame.event, (), (), (), Refusal.NO_SIDE)  # "has changed hands four times"
    if is_in_passing(trigger, reader):
        return Arguments(trigger, frame.event, (), (), (), Refusal.NOT_TERRITORY)
    if frame.now:
        sides = [s for s in sides if s.span.text.lower() != "it"]  # "it is in West Kordofan": the town
    if frame.present and not sides and not frame.side_optional:
        return Arguments(trigger, frame.event, (), (), (), Refusal.NO_SIDE)
    if frame.side[:1] == ("dative",) and any(reader.names(n) for n in children(trigger.clause, "dative")):
        return Arguments(trigger, frame.event, (), (), (), Refusal.NO_SIDE)  # "gave the town two million"
    of = [h for slot in frame.lost for h in _slot(trigger, slot)] if frame.freed else []
    if of and not any(p.mention or p.is_pronoun for p in lost):
        return Arguments(trigger, frame.event, (), (), (), Refusal.NOT_TERRITORY)  # "free of mines"
    if frame.needs_lost and not any(p.mention or p.is_pronoun for p in lost):
        return Arguments(trigger, frame.event, (), (), (), Refusal.NO_SIDE)
    event = frame.event if sides or frame.without_side is None else frame.without_side
    if not places and (blocked or not frame.place_optional):
        blocked = blocked and not frame.witnessed
        refusal = Refusal.NOT_TERRITORY if blocked else Refusal.NO_PLACE
        return Arguments(trigger, event, (), tuple(sides), tuple(lost), refusal)
    return Arguments(trigger, event, tuple(places), tuple(sides), tuple(lost))


def _side_slots(trigger: Trigger) -> tuple[str, ...]:
    """A capture that somebody announces or completes without saying whose it is belongs to who announces it."""
    slots = trigger.entry.frame.side
    return (*slots, "governor") if trigger.entry.construction is Construction.NOUN and "by" in slots else slots


def leaves_out_side(trigger: Trigger) -> bool:
    """Whether English lets the construction go without naming who gained: a passive, a noun, "the town fell".

    Where it doesn't, a side not found is one the parser lost, and guessing another would be wrong.
    """
    entry, clause = trigger.entry, trigger.clause
    if entry.construction in {Construction.VERB, Construction.LIGHT} and entry.frame.side[:1] == ("subject",):
        infinite = clause.tag_ in {"VB", "VBG"} and not children(clause, "nsubj")
        return is_passive(clause) or infinite
    return True


def place_heads(trigger: Trigger) -> list[Token]:
    """The heads in the first slot of the trigger that holds any and is for the place."""
    for slot in trigger.entry.frame.place:
        heads = [h for h in _slot(trigger, slot) if h != trigger.word]
        if heads:
            return heads
    return []


def _places(trigger: Trigger, reader: PlaceReader) -> tuple[list[PlacePhrase], bool]:
    """The ground concerned, from the first slot that names any; and whether a slot held something else."""
    if trigger.clause == trigger.word and trigger.entry.construction in _VERBLESS:
        found = reader.before(trigger.word)
        if found or trigger.entry.construction is Construction.BARE:
            return found, False
    blocked, on = False, trigger.entry.construction is Construction.LIGHT and _stands_before_on(trigger.word)
    for slot in trigger.entry.frame.place:
        if on and slot != "on":
            continue  # "tightened its grip on the group with a victory over Chad": what it is on decides
        heads = _without_apposed([h for h in _slot(trigger, slot) if h != trigger.word])
        people = trigger.entry.frame.event is EventType.TAKEOVER and are_people(heads)
        named = (
            told_by_kind(trigger.clause, reader)
            if slot == "object" and trigger.entry.construction is Construction.VERB
            else []
        )
        found = named or ([] if people else [phrase for head in heads for phrase in reader.read(head)])
        if not found and trigger.entry.frame.beside:
            # "Directs the traffic in the town", "prays in its mosque", "the garrison of the town surrendered".
            garrisons = load_lexicon("territory")["garrisons"] if slot == "subject" else None
            near = [h for h in heads if garrisons is None or h.lower_ in garrisons]
            found = [p for h in near for n in obliques(h, ("in", "of", "at")) for p in reader.read(n)]
        loose = slot in {"of", "over"} or (slot == "in" and trigger.entry.frame.needs_lost)
        if not found and loose and trigger.entry.construction is Construction.LIGHT:
            found = [phrase for head in _later(trigger, slot) for phrase in reader.read(head)]
        if not found and slot == "from" and trigger.entry.construction is Construction.VERB:
            # "Drove the separatists of the MNLA from Gao": the parser hangs it on the nearest name.
            later = [phrase for head in _later(trigger, slot) for phrase in reader.read(head)]
            found = [phrase for phrase in later if phrase.reference is Reference.NAMED]
        if found:
            return found, blocked
        blocked = blocked or bool(heads)
        if heads and trigger.entry.construction is Construction.LIGHT and slot in {"of", "over"}:
            break  # "control of the match in the third quarter": what it is of decides
    headed = reader.headed() if _lacks_subject(trigger) else []
    return headed, blocked and not headed


def _without_apposed(heads: Sequence[Token]) -> list[Token]:
    """The heads without what tells of the first behind a comma: "took Kunduz on Monday, the first capital to fall"."""
    told = [h for h in heads[1:] if h.dep_ == "dobj" and h.left_edge.dep_ == "det" and h.left_edge.i > 0]
    apposed = {h.i for h in told if h.doc[h.left_edge.i - 1].text == ","}
    return [h for h in heads if h.i not in apposed]


def _stands_before_on(noun: Token) -> bool:
    """Whether "on" ties the noun of a light verb to what is held: "its grip on the town"; not "on Friday"."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    return after.lower_ in {"on", "upon"} and after.head == noun and not any(c.ent_type_ for c in after.children)


def _lacks_subject(trigger: Trigger) -> bool:
    """Whether the place would be the subject, and none is written: "lost to the rebels on 29 August"."""
    slot, clause = trigger.entry.frame.place[:1], trigger.clause
    opening = clause.i <= 1 and clause.tag_ in {"VBN", "VBD"} and not children(clause, "nsubj", "nsubjpass")
    if opening and slot in {("subject",), ("object",)} and not children(clause, "dobj"):
        return True  # "Taken yesterday, says the army"
    if slot == ("subject",):
        return not surface_subjects(clause)
    return (
        slot == ("object",) and clause.tag_ in {"VBN", "VBD"} and not surface_subjects(clause) and not objects(clause)
    )


def _actors(trigger: Trigger, slots: Sequence[str], reader: PlaceReader) -> list[ActorPhrase]:
    for slot in slots:
        heads = [h for h in _slot(trigger, slot) if h != trigger.word or trigger.entry.construction in _OWN_WORD]
        if slot == "by" or (slot == "subject" and is_passive(trigger.clause)):
            heads = heads[:1]  # "captured by the army on Tuesday and Gao by the rebels": the next is another's
        found = read_actors(heads, reader.parsed, reader.actors, reader.toponyms)
        if trigger.entry.construction is Construction.NOUN:
            found = [p for p in found if p.mention or p.is_pronoun or p.toponym]  # "a tactical withdrawal"
        loose = "by" if slot == "subject" and is_passive(trigger.clause) else slot
        if not found and loose in _ATTACHED_LOOSELY:
            found = [p for p in _loose(trigger, loose, reader) if p.mention is not None]
        if slot == "from":  # "from their military positions": what is held, not who held it
            grounds = load_lexicon("territory")["facilities"]
            found = [p for p in found if p.is_whole or p.span.text.rpartition(" ")[2].lower() not in grounds]
        if found:
            return found
    return []


# Constructions whose carrying word is itself the party: "theirs", "no army".
_OWN_WORD = frozenset(
    {Construction.WHOSE, Construction.ABSENCE, Construction.SEEN, Construction.BARE, Construction.ADJECTIVE}
)

# Constructions that need no verb: "Goma: M23", "Hadrut and Shusha, Azerbaijani", "Sittwe: the army's".
_VERBLESS = frozenset({Construction.BARE, Construction.ADJECTIVE, Construction.WHOSE})

# Prepositions that the parser often hangs on another word of the clause: "handed the camp back to the army".
_ATTACHED_LOOSELY = frozenset({"to", "from", "by"})


def _loose(trigger: Trigger, slot: str, reader: PlaceReader) -> list[ActorPhrase]:
    """The actors after that preposition anywhere later in the clause."""
    return read_actors(_later(trigger, slot), reader.parsed, reader.actors, reader.toponyms)


def _later(trigger: Trigger, slot: str) -> list[Token]:
    """The objects of that preposition anywhere later in the clause: "took control by force of several areas"."""
    clause = trigger.clause
    if not is_verb(clause) and is_verb(clause.head):
        clause = clause.head  # "mourned the loss of Douma to the army"
    helpers = {t for a in children(clause, "agent") for t in a.subtree}  # "by troops backed by forces from Kismayo"
    after = [t for t in clause_tokens(clause) if t.i > trigger.word.i and t.lower_ == slot and t not in helpers]
    return [n for t in after if t.dep_ in {"prep", "agent", "dative"} for n in children(t, "pobj")]


def _slot(trigger: Trigger, slot: str) -> list[Token]:
    """The heads that stand in a slot of the trigger's construction."""
    match trigger.entry.construction:
        case Construction.VERB:
            return _verb_slot(trigger.clause, slot) or _particle_objects(trigger, slot) or _mistaken(trigger, slot)
        case Construction.LIGHT:
            return _light_slot(trigger, slot)
        case Construction.NOUN:
            return _noun_slot(trigger.word, slot)
        case Construction.STATE | Construction.STATE_CHANGE:
            return _state_slot(trigger, slot)
        case Construction.HELD_BY:
            return _held_slot(trigger.word, slot)
        case Construction.PREDICATE:
            return _predicate_slot(trigger.word, slot)
        case Construction.COPULAR:
            return _copular_slot(trigger, slot)
        case Construction.ABSENCE:
            return _absence_slot(trigger, slot)
        case Construction.BARE:
            return [trigger.word] if slot == "itself" else []
        case Construction.ADJECTIVE:
            return [trigger.word] if slot == "itself" else surface_subjects(trigger.clause)
        case Construction.SEEN:
            return _seen_slot(trigger, slot)
        case Construction.WHOSE:
            return (
                surface_subjects(trigger.clause)
                if slot == "subject"
                else [trigger.word]
                if slot == "possessive"
                else []
            )


def _verb_slot(verb: Token, slot: str) -> list[Token]:
    if slot == "subject":
        intransitive = not is_passive(verb)
        return surface_subjects(verb) if intransitive else subjects(verb)
    if slot == "object":
        return objects(verb) or shared_objects(verb)
    if slot == "dative":
        return children(verb, "dative")
    if slot == "there":
        return [c for c in children(verb, "advmod") if c.lower_ == "there"]
    found = at_distance(obliques(verb, (slot,)))
    if not found and slot in {"from", "to", "of"}:
        found = [n for o in objects(verb) for n in obliques(o, (slot,))] if slot != "of" else []
    return [n for n in found if n.ent_type_ == "" and not _is_time(n)]


def _seen_slot(trigger: Trigger, slot: str) -> list[Token]:
    """Who was seen, and where: what stands by the one seen, else by the seeing."""
    if slot == "seen":
        return [trigger.word]
    return obliques(trigger.word, (slot,)) or directions(trigger.word, slot) or obliques(trigger.clause, (slot,))


def _particle_objects(trigger: Trigger, slot: str) -> list[Token]:
    """What stands after a particle that the parser took for a preposition: "took over the town"."""
    return obliques(trigger.clause, sorted(trigger.entry.particles)) if slot == "object" else []


def _mistaken(trigger: Trigger, slot: str) -> list[Token]:
    """The subject of a past that the parser took for a participle of it: "rebel fighters paraded in the town"."""
    verb, place = trigger.clause, trigger.entry.frame.place
    headless = verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.head.tag_.startswith("NN")
    told = slot == "subject" and "object" not in place[:1] and not children(verb, "agent", "dobj")
    return [verb.head] if headless and told and verb.tag_ == "VBN" else []


def _light_slot(trigger: Trigger, slot: str) -> list[Token]:
    verb, noun = trigger.clause, trigger.word
    if slot in {"subject", "object"}:
        return [h for h in _verb_slot(verb, slot) if h != noun] if slot == "subject" else []
    if slot == "there":
        return [c for c in verb.children if c.lower_ == "there" and c.dep_ in {"advmod", "nsubj"}]
    if slot in _NOMINAL:
        return children(noun, *_NOMINAL[slot])
    days = load_lexicon("grammar")["day_words"]  # "took control on Friday"
    return [n for t in (noun, verb) for n in obliques(t, (slot,)) if not _is_time(n) and n.lower_ not in days]


def _noun_slot(noun: Token, slot: str) -> list[Token]:
    if slot in _NOMINAL:
        mistaken = [noun.head] if noun.dep_ == "appos" and noun.head.i == noun.i - 1 else []  # "Houthi control of"
        return children(noun, *_NOMINAL[slot]) or (mistaken if slot == "compound" else [])
    if slot == "from":
        # "The expulsion of the rebels from the town": hung on either noun.
        own = [n for n in (noun, *obliques(noun, ("of",))) for n in obliques(n, (slot,))]
        return [n for n in own if not _is_time(n)]
    if slot == "governor":
        above = noun.head
        return subjects(above) if noun.dep_ in {"dobj", "nsubjpass"} and is_verb(above) else []
    return [n for n in obliques(noun, (slot,)) if not _is_time(n)]


def _state_slot(trigger: Trigger, slot: str) -> list[Token]:
    word, governor = trigger.word, trigger.clause
    if slot == "compound" and word.tag_.startswith("VB"):
        return [word.doc[word.i - 1]]  # "in Taliban hands", the noun taken for a verb
    if slot != "subject":
        return _noun_slot(word, slot) or (_causers(trigger) if slot == "of" else [])
    if not is_verb(governor):
        return [governor, *obliques(governor, ("of",))]
    near = governor.doc[word.head.i - 1]
    if word.head.i > governor.i + 1 and near.tag_.startswith("NN") and not objects(governor):
        return [near]  # "runs through the areas under Taliban control"
    return objects(governor) or surface_subjects(governor)


def _causers(trigger: Trigger) -> list[Token]:
    """Who brought it under control, when the words don't say whose control."""
    governor = trigger.clause
    return subjects(governor) if is_verb(governor) and objects(governor) else []


def _held_slot(word: Token, slot: str) -> list[Token]:
    if slot == "subject":
        return surface_subjects(word.head) if word.dep_ in {"acomp", "attr", "oprd"} else [word.head]
    before = word.doc[word.i - 2] if word.i > 1 else None
    return [before] if slot == "compound" and before is not None else []


def _predicate_slot(noun: Token, slot: str) -> list[Token]:
    if slot == "subject":
        return [noun.head] if noun.dep_ == "appos" else surface_subjects(noun.head)
    return _noun_slot(noun, slot)


def _copular_slot(trigger: Trigger, slot: str) -> list[Token]:
    if trigger.entry.frame.self_told and slot in {"subject", "object"}:  # "declared the town free"
        named = subjects(trigger.clause) if slot == "subject" else objects(trigger.clause)
        return named or (children(trigger.word, "nsubj") if slot == "object" else [])
    if slot == "subject":
        return surface_subjects(trigger.clause)
    if trigger.word.lower_ == slot:
        return children(trigger.word, "pobj")
    found = obliques(trigger.word, (slot,)) or obliques(trigger.clause, (slot,))
    # "The garrison of Ghazni is no more"
    return found or [n for s in surface_subjects(trigger.clause) for n in obliques(s, (slot,)) if trigger.entry.after]


def _absence_slot(trigger: Trigger, slot: str) -> list[Token]:
    if slot == "subject":
        return [trigger.word]
    if slot == "there":
        return [c for c in trigger.clause.subtree if c.lower_ == "there" and c.dep_ == "advmod"]
    left = children(trigger.word, "acl")  # "no soldiers left in the town"
    return [n for t in (trigger.word, *left, trigger.clause) for n in obliques(t, (slot,))][:1]


def _is_time(noun: Token) -> bool:
    return noun.dep_ == "npadvmod"
