"""Where a trigger's construction keeps its arguments: the heads of noun phrases in each of its slots."""

from __future__ import annotations

from whoholds.reading.claims.clauses import (
    children,
    is_passive,
    is_verb,
    objects,
    obliques,
    shared_objects,
    subjects,
    surface_subjects,
)
from whoholds.reading.claims.coordination import coordinated
from whoholds.reading.claims.stretches import clause_tokens
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.trigger_lexicon import captures_of
from whoholds.reading.mentions.triggers import Construction, Trigger
from whoholds.reading.sentences import Token

_NOMINAL = {"possessive": ("poss",), "compound": ("compound", "amod", "nmod")}


def heads_in(trigger: Trigger, slot: str) -> list[Token]:
    """The heads that stand in a slot of the trigger's construction, in text order."""
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
                else (children(trigger.word, "poss") or [trigger.word])  # "is its own"
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
    if slot == "attack by":
        return _attackers(verb)
    found = _at_distance(obliques(verb, (slot,)))
    if not found and slot in {"from", "to", "of"}:
        found = [n for o in objects(verb) for n in obliques(o, (slot,))] if slot != "of" else []
    return [n for n in found if not _is_time(n)]


def _attackers(verb: Token) -> list[Token]:
    """By whom it was attacked before it was lost: "lost the base after an assault by the rebels"."""
    attacks = load_lexicon("territory")["attacks"]
    before = [t for t in clause_tokens(verb) if t.lower_ in {"after", "following", "in", "during", "amid"}]
    blows = [n for t in before if t.i > verb.i for n in children(t, "pobj")]
    blows += [m for n in blows for m in obliques(n, ("of",))]  # "following three days of assaults"
    struck = any(n.lower_ in attacks for n in blows)
    return [n for blow in blows for n in obliques(blow, ("by", "from"))] if struck else []


def _seen_slot(trigger: Trigger, slot: str) -> list[Token]:
    """Who was seen, and where: what stands by the one seen, else by the seeing."""
    if slot == "seen":
        return [trigger.word]
    return obliques(trigger.word, (slot,)) or _directions(trigger.word, slot) or obliques(trigger.clause, (slot,))


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
        if noun.dep_ == "pobj" and above.lower_ == "with" and above.head.lower_ in captures_of()["crowned"]:
            return [] if is_passive(above.head) else subjects(above.head)
        return subjects(above) if noun.dep_ in {"dobj", "nsubjpass"} and above.lower_ in captures_of()["own"] else []
    return [n for n in obliques(noun, (slot,)) or _right_behind(noun, slot) if not _is_time(n)]


def _right_behind(noun: Token, slot: str) -> list[Token]:
    """What a preposition right behind an object leads to, hung on its verb: "claimed control over Rama, the last"."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    hung = after.dep_ == "prep" and after.lower_ == slot and noun.dep_ == "dobj" and after.head == noun.head
    return children(after, "pobj") if hung else []


def _state_slot(trigger: Trigger, slot: str) -> list[Token]:
    word, governor = trigger.word, trigger.clause
    if slot == "compound" and word.tag_.startswith("VB"):
        return [word.doc[word.i - 1]]  # "in Taliban hands", the noun taken for a verb
    if slot != "subject":
        return _noun_slot(word, slot) or (_causers(trigger) if slot == "of" else [])
    if not is_verb(governor):
        return [governor, *obliques(governor, ("of",))]
    near = governor.doc[word.head.i - 1]
    is_never = any(c.lower_ == "no" for c in near.children)  # "was at no time in their hands"
    is_never = is_never or near.head.lower_ == "since"  # "is since Sunday in their hands"
    is_never = is_never or near.lower_ in load_lexicon("grammar")["day_words"]
    if word.head.i > governor.i + 1 and near.tag_.startswith("NN") and not is_never and not objects(governor):
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
    nouns = coordinated(trigger.word)  # "no soldier and no policeman in the town"
    return [n for t in (*nouns, *left, trigger.clause) for n in obliques(t, (slot,))][:1]


def _directions(noun: Token, slot: str) -> list[Token]:
    """ "Infantry north of the river": a direction that the parser took for an adverb or an adjective."""
    way, _, of = slot.partition(" ")
    words = [c for c in noun.children if c.lower_ == way and of]
    return [n for w in words for n in obliques(w, (of,))]


def _at_distance(nouns: list[Token]) -> list[Token]:
    """ "Within ten kilometres of it": what the distance is from."""
    measures = load_lexicon("territory")["distances"]
    return [p for n in nouns for p in (obliques(n, ("of", "from")) if n.lower_ in measures else [n])]


def _is_time(noun: Token) -> bool:
    return noun.dep_ == "npadvmod"
