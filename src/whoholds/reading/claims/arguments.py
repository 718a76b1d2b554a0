"""A trigger's arguments: who gains or holds, who loses, and which ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoholds.reading.claims.actor_phrases import ActorPhrase, are_people, read_actors
from whoholds.reading.claims.clauses import (
    children,
    is_passive,
    is_verb,
    objects,
    obliques,
    planned_by,
    surface_subjects,
)
from whoholds.reading.claims.factuality_words import open_factuality_words
from whoholds.reading.claims.kinds_told import told_by_kind
from whoholds.reading.claims.other_senses import is_in_passing, is_no_ground, is_repeated, takes_away
from whoholds.reading.claims.phrases import PlaceReader
from whoholds.reading.claims.place_phrases import PlacePhrase, Reference
from whoholds.reading.claims.slots import heads_in
from whoholds.reading.claims.stretches import clause_tokens
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.lexicon.roles import open_roles
from whoholds.reading.mentions.triggers import Construction, Trigger
from whoholds.reading.sentences import Token
from whoholds.records import ActorMention
from whoholds.terms import EventType, Refusal


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
        (a for a in (first, *others) if leaves_out_place(a) and any(s.mention or s.is_pronoun for s in a.sides)), first
    )


def leaves_out_place(arguments: Arguments) -> bool:
    """Whether the place is left out as English may: "the army moved in"; a government that fled left its capital."""
    frame = arguments.trigger.entry.frame
    fled = frame.event is EventType.WITHDRAWAL and any(s.mention and _governs(s.mention) for s in arguments.sides)
    understood = frame.place_understood or _is_of_place_told(arguments)
    return arguments.refused is Refusal.NO_PLACE and understood and not fled


def _is_of_place_told(arguments: Arguments) -> bool:
    """Whether a certain gain is meant, of which something was told: "announced the capture", "the takeover by M23"."""
    trigger = arguments.trigger
    of_gain = trigger.entry.frame.name in {"declare", "capture_noun"} and bool(arguments.sides)
    return of_gain and any(c.lower_ in {"the", "this", "that"} for c in children(trigger.word, "det"))


def _is_whither(trigger: Trigger) -> bool:
    """Whether it says where they went: "Kismayu, where the rebels had fled"."""
    leaves = trigger.entry.frame.armed and trigger.entry.frame.event is EventType.WITHDRAWAL
    relative = trigger.clause.dep_ == "relcl" and not is_passive(trigger.clause)
    return leaves and relative and any(c.lower_ == "where" for c in children(trigger.clause, "advmod"))


def _are_own(trigger: Trigger) -> bool:
    """Whether it is his own men that somebody sends away: "ordered his soldiers out"."""
    moved = children(trigger.clause, "dobj")
    return any(c.tag_ == "PRP$" for noun in moved for c in children(noun, "poss"))


def _governs(mention: ActorMention) -> bool:
    """Whether it is a government, not its men."""
    role = open_roles().hint(mention.text).role
    return role is not None and role.force == "government"


def _read(trigger: Trigger, reader: PlaceReader) -> Arguments:
    frame = trigger.entry.frame
    places, blocked = _places(trigger, reader)
    sides = _fitting(trigger, _actors(trigger, _side_slots(trigger), reader), places, reader)
    lost = _actors(trigger, frame.lost, reader)
    if frame.armed and frame.event is EventType.WITHDRAWAL and takes_away(trigger, reader):
        return Arguments(trigger, frame.event, (), (), (), Refusal.NOT_TERRITORY)
    if (not sides or trigger.entry.construction is Construction.NOUN) and is_repeated(trigger.clause):
        return Arguments(trigger, frame.event, (), (), (), Refusal.NO_SIDE)  # "has changed hands four times"
    if is_in_passing(trigger, reader) or _is_whither(trigger):
        return Arguments(trigger, frame.event, (), (), (), Refusal.NOT_TERRITORY)
    if frame.present and not sides and not frame.side_optional:
        return Arguments(trigger, frame.event, (), (), (), Refusal.NO_SIDE)
    if frame.side[:1] == ("dative",) and any(reader.names(n) for n in children(trigger.clause, "dative")):
        return Arguments(trigger, frame.event, (), (), (), Refusal.NO_SIDE)  # "gave the town two million"
    of = [h for slot in frame.lost for h in heads_in(trigger, slot) if not _is_yoke(h)] if frame.freed else []
    if of and not any(p.mention or p.is_pronoun for p in lost):
        return Arguments(trigger, frame.event, (), (), (), Refusal.NOT_TERRITORY)  # "free of mines"
    if frame.needs_lost and (_are_own(trigger) or not any(p.mention or p.is_pronoun for p in lost)):
        return Arguments(trigger, frame.event, (), (), (), Refusal.NO_SIDE)
    event = frame.event if sides or frame.without_side is None else frame.without_side
    if not places and (blocked or not frame.place_optional):
        blocked = blocked and not frame.witnessed
        refusal = Refusal.NOT_TERRITORY if blocked else Refusal.NO_PLACE
        return Arguments(trigger, event, (), tuple(sides), tuple(lost), refusal)
    return Arguments(trigger, event, tuple(places), tuple(sides), tuple(lost))


def _fitting(
    trigger: Trigger, sides: Sequence[ActorPhrase], places: Sequence[PlacePhrase], reader: PlaceReader
) -> list[ActorPhrase]:
    """The phrases that may name a side of the frame."""
    frame, persons = trigger.entry.frame, load_lexicon("territory")["persons"]
    found = list(sides)
    if trigger.entry.construction is Construction.VERB:  # "they say it is gone": the town
        found = [s for s in found if not s.is_pronoun or all(s.span != p.span for p in places)]
    if frame.present and trigger.entry.construction not in {Construction.ADJECTIVE, Construction.BARE}:
        found = [s for s in found if not s.is_pronoun or s.span.text.lower() not in persons]
        # A capital may stand for those who fight: "the town went to Baku".
        staff = bool(trigger.entry.objects)  # a party's officials at their desks are as good as its soldiers
        found = [s for s in found if s.is_pronoun or s.is_whole or s.toponym is not None or (staff and s.mention)]
    if frame.name == "belong":  # "with the army's help"
        found = [s for s in found if s.is_pronoun or s.is_whole or s.toponym is not None or s.mention is None]
    if trigger.entry.construction is Construction.VERB:
        found = [s for s in found if not _is_anothers(trigger.clause, s, reader)]
    if frame.fighters or (frame.armed and frame.event is EventType.WITHDRAWAL):
        found = [s for s in found if s.is_whole or (s.is_pronoun and s.span.text.lower() not in persons)]
    if frame.now:  # "it is in West Kordofan": the town
        found = [s for s in found if s.span.text.lower() != "it"]
    return found


def _is_anothers(verb: Token, side: ActorPhrase, reader: PlaceReader) -> bool:
    """Whether a pronoun stands for somebody of its sentence who is no party: "the plane crashed after it left".

    Nor is whoever is ordered to leave the one who orders it: "the police told them to leave".
    """
    above = verb.head
    if not side.is_pronoun or above == verb:
        return False
    pronoun = next((t for t in verb.doc if reader.parsed.at(t) == side.span.start), None)
    if pronoun is None or not is_verb(above):
        return False
    named = [a.start for a in reader.actors]
    first = [s for s in surface_subjects(above) if s.i < pronoun.i]
    if pronoun.dep_ == "dobj" and pronoun.head == above:
        others = [start for start in named if start < side.span.start]
        return bool(first) and bool(others) and all(_covers(first, start, reader) for start in others)
    if verb.dep_ != "advcl" or pronoun.head != verb or pronoun.lower_ not in {"it", "they"}:
        return False
    nouns = [s for s in first if s.tag_ == ("NN" if pronoun.lower_ == "it" else "NNS")]
    near = any(nouns and reader.parsed.at(nouns[0].left_edge) <= start < side.span.start for start in named)
    return bool(nouns) and not near and not any(map(reader.read, nouns))


def _covers(heads: Sequence[Token], start: int, reader: PlaceReader) -> bool:
    """Whether a name that begins there belongs to one of the phrases."""
    return any(reader.parsed.at(h.left_edge) <= start <= reader.parsed.at(h) for h in heads)


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
        infinite = clause.tag_ in {"VB", "VBG"} and (planned_by(clause) is not None or not children(clause, "nsubj"))
        return is_passive(clause) or infinite
    return True


def place_heads(trigger: Trigger) -> list[Token]:
    """The heads in the first slot of the trigger that holds any and is for the place."""
    for slot in trigger.entry.frame.place:
        heads = [h for h in heads_in(trigger, slot) if h != trigger.word]
        if heads:
            return heads
    return []


def _places(trigger: Trigger, reader: PlaceReader) -> tuple[list[PlacePhrase], bool]:
    """The ground concerned, from the first slot that names any; and whether a slot held something else."""
    found = _without_verb(trigger, reader)
    if found or trigger.entry.construction is Construction.BARE:
        return found, False
    blocked, on = False, trigger.entry.construction is Construction.LIGHT and _stands_before_on(trigger.word)
    for slot in trigger.entry.frame.place:
        if on and slot != "on":
            continue  # "tightened its grip on the group with a victory over Chad": what it is on decides
        heads = _without_apposed([h for h in heads_in(trigger, slot) if h != trigger.word])
        if trigger.entry.frame.name == "claim" and any(h.lower_ in load_lexicon("territory")["had"] for h in heads):
            return [], True  # "claimed control of the town" is told by "control"
        people = trigger.entry.frame.event is EventType.TAKEOVER and are_people(heads)
        named = (
            told_by_kind(trigger.clause, reader)
            if slot == "object" and trigger.entry.construction is Construction.VERB
            else []
        )
        grounds = [] if people else [head for head in heads if not is_no_ground(head, reader)]
        found = named or [phrase for head in grounds for phrase in reader.read(head)]
        if not found and trigger.entry.frame.beside:
            found = [p for n in _beside(trigger, slot, heads) for p in reader.read(n)]
        loose = slot in {"of", "over"} or (slot == "in" and trigger.entry.frame.needs_lost)
        if not found and loose and trigger.entry.construction is Construction.LIGHT:
            found = [phrase for head in _later(trigger, slot) for phrase in reader.read(head)]
        if not found and slot == "from" and trigger.entry.construction is Construction.VERB:
            # "Drove the separatists of the MNLA from Gao": the parser hangs it on the nearest name.
            later = [p for head in _later(trigger, slot) if not is_no_ground(head, reader) for p in reader.read(head)]
            found = [phrase for phrase in later if phrase.reference is Reference.NAMED]
        if found:
            return _all_of_list(trigger, heads, found, reader), blocked
        blocked = blocked or bool(heads)
        if heads and trigger.entry.construction is Construction.LIGHT and slot in {"of", "over"}:
            break  # "control of the match in the third quarter": what it is of decides
    headed = reader.headed() if _lacks_subject(trigger) else []
    return headed, blocked and not headed


def _all_of_list(
    trigger: Trigger, heads: Sequence[Token], found: list[PlacePhrase], reader: PlaceReader
) -> list[PlacePhrase]:
    """The places listed right before "all": "Kunduz, Taloqan and Imam Sahib, all held by the Northern Alliance"."""
    word = heads[0] if len(heads) == 1 and heads[0].lower_ in {"all", "both"} else None
    if word is None or trigger.clause.dep_ not in {"acl", "appos"} or word.i < 2 or word.doc[word.i - 1].text != ",":
        return found
    listed = [p for p in reader.before(word) if p.reference is Reference.NAMED]
    gap = reader.parsed.at(word) - listed[-1].span.end if listed else None
    return listed if gap == len(", ") and len(listed) > 1 else found


def _without_verb(trigger: Trigger, reader: PlaceReader) -> list[PlacePhrase]:
    """The places of which an entry's words without a verb tell whose they are."""
    if opens_entry(trigger):
        return reader.headed()
    if trigger.clause != trigger.word or trigger.entry.construction not in _VERBLESS:
        return []
    found = reader.before(trigger.word)
    of_all = all(p.reference is Reference.ELLIPTIC for p in found)
    return (reader.headed() or found) if of_all else found  # "A, B and C: all three under the government"


def _beside(trigger: Trigger, slot: str, heads: Sequence[Token]) -> list[Token]:
    """What stands by the nouns of a slot: "directs the traffic in the town", "prays in its mosque", "the garrison of".

    Or before the verb: "in the town they are in every street".
    """
    garrisons = load_lexicon("territory")["garrisons"] if slot == "subject" else None
    near = [h for h in heads if garrisons is None or h.lower_ in garrisons]
    found = [n for h in near for n in obliques(h, ("in", "of", "at"))]
    found += [m for n in found for m in obliques(n, ("in", "of", "at"))]  # "the ticket booth of the museum in the town"
    first = obliques(trigger.clause, ("in", "at")) if heads else []
    return found or [n for n in first if n.i < trigger.clause.i and n not in heads]


def opens_entry(trigger: Trigger) -> bool:
    """Whether a phrase opens the sentence as what is said of the place at its entry's head: "with the army again"."""
    if trigger.entry.frame.place != ("subject",) or trigger.entry.construction not in _STATES:
        return False
    phrase = trigger.word if trigger.entry.construction is Construction.COPULAR else trigger.word.head
    before = list(phrase.doc[: phrase.i])
    plain = all(t.tag_ in {"RB", "CC", "PDT", "CD", "``"} and t.dep_ != "neg" for t in before)
    return phrase.dep_ in {"prep", "ROOT"} and plain and not _is_no_longer(before)


def _is_no_longer(words: Sequence[Token]) -> bool:
    return any(t.lower_ in {"not", "never", "no", "hardly", *open_factuality_words().no_longer} for t in words)


_STATES = frozenset({Construction.STATE, Construction.COPULAR})


def _without_apposed(heads: Sequence[Token]) -> list[Token]:
    """The heads without what tells of the first behind a comma: "took Kunduz on Monday, the first capital to fall"."""
    told = [h for h in heads[1:] if h.dep_ == "dobj" and h.left_edge.dep_ == "det" and h.left_edge.i > 0]
    apposed = {h.i for h in told if h.doc[h.left_edge.i - 1].text == ","}
    return [h for h in heads if h.i not in apposed]


def _stands_before_on(noun: Token) -> bool:
    """Whether "on" ties the noun of a light verb to what is held: "its grip on the town"; not "on Friday"."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    return after.lower_ in {"on", "upon"} and after.head == noun


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
        heads = [h for h in heads_in(trigger, slot) if h != trigger.word or trigger.entry.construction in _OWN_WORD]
        heads = [h for h in heads if not _is_yoke(h)]
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
        last = slot == slots[-1] or not (trigger.entry.frame.armed and slot == "subject")
        persons = load_lexicon("territory")["persons"]
        if found and (last or any(not p.is_pronoun or p.span.text.lower() not in persons for p in found)):
            return found  # of "he had pulled his men out" the men count
    return []


def _is_yoke(noun: Token) -> bool:
    """Whether a place is freed of it, whoever brought it: "freed from occupation"."""
    words = load_lexicon("territory")["yokes"]
    return noun.lower_ in words and not any(c.dep_ in {"poss", "compound", "prep"} for c in noun.children)


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
    if not is_verb(clause) and is_verb(clause.head) and clause.dep_ not in {"nsubj", "nsubjpass"}:
        clause = clause.head  # "mourned the loss of Douma to the army"; not "the loss was a blow to the army"
    others = {t for a in children(clause, "agent") for t in a.subtree}  # "by troops backed by forces from Kismayo"
    beside = (t for t in clause.subtree if t.dep_ == "pcomp" and is_verb(t) and t != clause)
    others |= {t for verb in beside for t in verb.subtree}  # "after dropping commandos from helicopters"
    after = [t for t in clause_tokens(clause) if t.i > trigger.word.i and t.lower_ == slot and t not in others]
    return [n for t in after if t.dep_ in {"prep", "agent", "dative"} for n in children(t, "pobj")]
