"""Common verbs in another sense: it is no force that is withdrawn, and no town that is kept."""

from __future__ import annotations

from whoholds.reading.claims.actor_phrases import read_actors
from whoholds.reading.claims.clauses import (
    antecedent,
    children,
    is_passive,
    is_verb,
    objects,
    obliques,
    surface_subjects,
)
from whoholds.reading.claims.coordination import coordinated
from whoholds.reading.claims.phrases import PlaceReader
from whoholds.reading.claims.stretches import clause_tokens
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.happening_lexicon import open_happenings
from whoholds.reading.mentions.triggers import Construction, Trigger
from whoholds.reading.sentences import Token
from whoholds.terms import EventType


def takes_away(trigger: Trigger, reader: PlaceReader) -> bool:
    """Whether what is withdrawn is no force: "withdrew its ambassador from the capital"."""
    taken = children(trigger.clause, "dobj") if trigger.entry.construction is Construction.VERB else []
    taken = [t for t in taken if t.lower_ not in load_lexicon("territory")["distances"]]  # "has not moved an inch"
    taken = [t for t in taken if not _is_aside(t)]  # "pulled out of the town, an admission that it was lost"
    taken = [antecedent(t) for t in taken]  # "Kabul, which they left"
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
    if any(c.lower_ in known or (c.dep_ == "oprd" and c.tag_ in {"JJ", "VBN", "VBG"}) for c in said):
        return True
    behind = [p for p in clause_tokens(trigger.clause) if p.dep_ == "prep" and p.i > found[0].i]
    besieged = {n.lower_ for p in behind for n in children(p, "pobj")} & {*load_lexicon("territory")["had_under"]}
    return bool(besieged) and trigger.entry.frame.name in {"have", "hold"}


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
    if frame.event in {EventType.HOLDING, EventType.WITHDRAWAL} and is_kept_as(trigger):
        return True
    return (
        _is_figure(trigger, reader)
        if trigger.entry.construction is Construction.VERB
        else _is_of_nobody(trigger, reader)
    )


def _is_figure(trigger: Trigger, reader: PlaceReader) -> bool:
    """Whether a verb stands in a phrase that says something else of it."""
    verb, frame, words = trigger.clause, trigger.entry.frame, load_lexicon("other_senses")
    if verb.dep_ == "prep":
        return True  # "given the state of siege"
    match frame.name:
        case "fall":  # "fell 13 %"
            return any(c.lower_ in words["measures"] for c in verb.children if c.i > verb.i)
        case "claim":  # "whom they claimed to be their leader"
            return bool(children(verb, "xcomp")) and not children(verb, "dobj")
        case "clear":  # "got rid of them", "cleared a mine near the town"
            hidden = [o for o in objects(verb) if o.lower_ in words["hidden"] and not children(o, "poss", "compound")]
            of = obliques(verb, ("of", "from"))
            if of and all(n.lower_ in words["rubble"] for n in of):
                return True  # "cleared the town of mines"
            return bool(hidden and not of) or any(c.lower_ in words["getting"] for c in children(verb, "auxpass"))
        case "hold":
            return _is_held_to(verb) or _is_kept_out(verb)
        case "oust":  # one person who is kicked is no army
            persons = load_lexicon("territory")["persons"]
            return any(o.lower_ in persons for o in objects(verb))
        case "concede":
            return _is_idiom(verb) or _follows_arrest(verb)
        case "gain" | "take_out" if [o.lower_ for o in objects(verb)] == ["it"]:  # "implored her to bring it back"
            persons = load_lexicon("territory")["persons"]
            return any(t.dep_ == "dobj" and t.lower_ in persons for t in surface_subjects(verb))
        case "gain" if any(n.lower_ in words["occasions"] for n in obliques(verb, ("for",))):
            return True  # "secured the stadium for the final"
        case "gain" if verb.dep_ == "relcl":  # "the direction in which he is taking the country"
            return verb.head.lower_ in words["ways"] and bool(children(verb, "dobj"))
    return False


def _is_held_to(verb: Token) -> bool:
    """ "Held the factories to a standard", "kept the plan on the back burner"; not "held the town to the end"."""
    found, words = objects(verb), load_lexicon("other_senses")
    behind = [p for p in clause_tokens(verb) if p.dep_ == "prep" and found and p.i > found[-1].i]
    kept = any(n.lower_ in words["kept_on"] for p in behind for n in children(p, "pobj"))
    ends = [n for p in behind if p.lower_ == "to" and p.head == verb for n in children(p, "pobj")]
    to = [n for end in ends for n in coordinated(end)]
    return kept or any(n.lower_ in words["held_to"] for n in to)


def _is_kept_out(verb: Token) -> bool:
    """ "Keeps the town out of the talks"."""
    found = objects(verb)
    return any(c.lower_ == "out" and found and c.i > found[0].i for c in children(verb, "prep", "advmod", "prt"))


def _is_idiom(verb: Token) -> bool:
    """ "I am losing it", "leaving it to his niece to decide"."""
    if [o.lower_ for o in objects(verb)] != ["it"]:
        return False
    persons = load_lexicon("territory")["persons"]
    to = obliques(verb, ("to",))
    left = any(c.tag_ == "VB" and c.i > n.i for n in to for c in (*children(verb, "advcl", "xcomp"), *n.children))
    return left or (not to and any(t.lower_ in persons for t in surface_subjects(verb)))


def _follows_arrest(verb: Token) -> bool:
    """ "Was arrested and handed over to the authorities": a person."""
    done = open_happenings().verbs.get(verb.head.lower_, ()) if verb.dep_ == "conj" else ()
    return is_passive(verb.head) and any(entry.outcome is not None for entry in done)


def _is_of_nobody(trigger: Trigger, reader: PlaceReader) -> bool:
    """Whether the words mean nobody's hold: "stay in power", "radiation-free", "the evacuation of workers"."""
    word, entry = trigger.word, trigger.entry
    if entry.construction in {Construction.STATE, Construction.STATE_CHANGE}:
        whose = children(word, "poss", "compound", "amod", "nmod") or obliques(word, ("of",))
        return word.lower_ in load_lexicon("other_senses")["needs_owner"] and not whose
    if entry.construction is Construction.NOUN and entry.frame.name == "withdrawal_noun":
        gone = obliques(word, ("of",))
        return bool(gone) and not any(
            a.mention for a in read_actors(gone, reader.parsed, reader.actors, reader.toponyms)
        )
    return entry.frame.freed and word.i > 0 and word.doc[word.i - 1].tag_ == "HYPH"


def is_no_ground(head: Token, reader: PlaceReader) -> bool:
    """Whether a noun for ground means something else: "the post of chief", "the single market", "6 billion"."""
    words, noun = load_lexicon("other_senses"), head.lower_
    of = [n for p in children(head, "prep") if p.lower_ == "of" for n in children(p, "pobj")]
    if head.tag_ == "CD" or head.text.endswith("$"):
        return (noun in words["sums"] and not of) or any(_is_money(t) for t in (head, *head.lefts))
    if noun in words["counts"] or noun in words["offices"]:
        nothing = [o for o in of if not reader.read(o) and o.tag_ != "PRP"]
        actors = read_actors(nothing, reader.parsed, reader.actors, reader.toponyms)
        return (
            bool(nothing)
            and len(nothing) == len(of)
            and (noun in words["counts"] or not any(a.mention for a in actors))
        )
    if _is_contested_in_play(head, reader):
        return True
    described = {c.lower_ for c in children(head, "amod", "compound", "nmod", "det", "poss", "nummod")}
    if noun in words["abstract"] and head.tag_ == "NN" and not described and not of:
        return True  # "gave up command"
    return not described.isdisjoint(words["figures"].get(noun, ()))


def _is_contested_in_play(head: Token, reader: PlaceReader) -> bool:
    """Whether it is a match by its name, or is won by votes: "the Multan Test", "captured Istanbul in the race"."""
    named = " " in head.text and head.text.rpartition(" ")[2].lower() in reader.territory.contests
    where = (p for p in children(head.head, "prep") if p.lower_ in {"in", "at", "during"})
    contests = load_lexicon("other_senses")["won_in"]
    return named or any(n.lower_ in contests for p in where for n in children(p, "pobj"))


def _is_money(token: Token) -> bool:
    return token.tag_ == "$" or token.text.endswith(("$", "€", "£"))


def is_repeated(clause: Token) -> bool:
    """Whether it happened over and over: "has changed hands four times" says nothing of who has the town."""
    verb = clause if is_verb(clause) else clause.head
    behind = [t for t in clause_tokens(verb) if verb.i < t.i <= verb.i + _SHORTLY]
    over_and_over = load_lexicon("grammar")["over_and_over"]
    return any(t.lower_ in over_and_over and t.dep_ in {"npadvmod", "advmod", "predet"} for t in behind)


_SHORTLY = 5  # words: "has changed hands at least four times"
