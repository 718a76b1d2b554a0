"""Find the words that carry a control claim, by the lexicon and the parse.

Which sentences are worth a parse, `may_trigger` tells by their letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.lexicon.roles import open_roles
from whoholds.reading.mentions.trigger_lexicon import Construction, Entry, TriggerLexicon, open_triggers
from whoholds.reading.sentences import Token, Tree
from whoholds.terms import EventType

__all__ = ["Construction", "Trigger", "TriggerLexicon", "find_triggers", "open_triggers"]

_PREDICATIVE = frozenset({"acomp", "attr", "ROOT", "ccomp", "oprd", "conj"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in a parsed sentence. Grain: one mention of one happening or state."""

    entry: Entry
    word: Token  # the word that carries it
    clause: Token  # the word whose arguments count: the verb, or the noun itself
    others: tuple[Entry, ...] = ()  # other senses of the same word, tried when this one finds no ground


def find_triggers(doc: Tree, lexicon: TriggerLexicon) -> tuple[Trigger, ...]:
    """The triggers of a parsed sentence, in text order.

    Returns:
        One a word, the most specific entry that fits; weak entries only beside others.
    """
    found: list[Trigger] = []
    for token in doc:
        entries = lexicon.entries_of(token.lower_)
        if not entries or _is_other_control(token):
            continue
        found.extend(t for e in entries for t in _seen(token, e))
        fitting = [t for e in entries if (t := _match(token, e, lexicon)) is not None]
        if fitting:
            best = max(fitting, key=_specificity)
            others = tuple(t.entry for t in fitting if t.clause == best.clause and t.entry is not best.entry)
            found.append(replace(best, others=others))
    taken = {t.clause.i for t in found if t.entry.construction is not Construction.VERB}
    found = [t for t in found if t.entry.construction is not Construction.VERB or t.word.i not in taken]
    phrased = {t.clause.i for t in found if t.entry.construction in {Construction.LIGHT, Construction.STATE}}
    found = [t for t in found if t.entry.construction is not Construction.COPULAR or t.clause.i not in phrased]
    ended = {t.clause.i for t in found if t.entry.after == "no" and t.entry.construction is Construction.COPULAR}
    found = [t for t in found if t.clause.i not in ended or t.entry.after == "no"]  # "are no more in the town"
    absent = {t.word.i for t in found if t.entry.construction is Construction.ABSENCE}
    found = [t for t in found if t.clause.dep_ not in {"acl", "relcl"} or t.clause.head.i not in absent]
    return tuple(t for t in found if not t.entry.weak or len(found) > 1)


def _is_other_control(token: Token) -> bool:
    """Whether a noun's compound makes another thing of it: "under Russian fire control"."""
    others = load_lexicon("territory")["other_controls"]
    return token.tag_ == "NN" and any(c.dep_ == "compound" and c.lower_ in others for c in token.lefts)


# "Have been occupying it since May" tells a state, "occupying it" a change.
_BEING = frozenset({"be", "been", "is", "are", "was", "were", "am", "'s", "'re"})


def _specificity(trigger: Trigger) -> tuple[int, bool, bool]:
    """More words make the surer reading: "in Taliban control" before "control", whatever the parser's tag."""
    rank = {Construction.NOUN: 0, Construction.VERB: 1}.get(trigger.entry.construction, 2)
    return rank, bool(trigger.entry.particles) or trigger.entry.progressive, not trigger.entry.weak


def _match(token: Token, entry: Entry, lexicon: TriggerLexicon) -> Trigger | None:
    match entry.construction:
        case Construction.VERB:
            return _verb(token, entry)
        case Construction.LIGHT:
            return _light(token, entry)
        case Construction.NOUN:
            nominal = token.tag_ in {"NN", "NNS"} and token.dep_ not in {"compound", "npadvmod"}
            return Trigger(entry, token, token) if nominal else None
        case Construction.STATE | Construction.STATE_CHANGE:
            return _state(token, entry, lexicon)
        case Construction.HELD_BY:
            return _held(token, entry)
        case Construction.WHOSE if not token.is_alpha:
            return _owned(token, entry)
        case Construction.ABSENCE:
            return _absent(token, entry)
        case Construction.SEEN | Construction.BARE:
            return None  # one word may have seen several: `_seen`
        case _:
            return _predicated(token, entry)


def _predicated(token: Token, entry: Entry) -> Trigger | None:
    """What a copula says of its subject: "is with the army", "is theirs", "was their stronghold", "is Ukrainian"."""
    governed = token.head.lower_ in entry.governors
    match entry.construction:
        case Construction.WHOSE:
            whose = token.lower_ != "own" or any(c.dep_ == "poss" for c in token.children)
            return Trigger(entry, token, token.head) if whose and governed and token.dep_ in {"attr", "acomp"} else None
        case Construction.ADJECTIVE:
            said = token.i > 0 and token.dep_ in {"acomp", "attr"} and governed
            return Trigger(entry, token, token.head) if said else None
        case Construction.PREDICATE:
            copular = token.dep_ == "attr" and any(c.dep_ == "nsubj" for c in token.head.children)
            return Trigger(entry, token, token) if copular or token.dep_ == "appos" else None
        case _ if entry.frame.name == "declare_free":
            is_clause = any(c.dep_ in {"aux", "auxpass"} for c in token.children)  # "announced that it was captured"
            said = token.dep_ in _DECLARED and token.head.lower_ in entry.governors and not is_clause
            return Trigger(entry, token, token.head) if said else None
        case _ if entry.frame.name == "count_own":
            by_as = token.dep_ == "pobj" and token.head.lower_ == "as" and token.head.head.lower_ in entry.governors
            owned = by_as and any(c.dep_ == "poss" for c in token.children)
            return Trigger(entry, token, token.head.head) if owned else None
        case _ if entry.frame.name == "count_among":
            towns = token.head if token.dep_ == "amod" else token
            among = towns.dep_ == "pobj" and towns.head.lower_ == "among" and towns.head.head.lower_ in entry.governors
            return Trigger(entry, token, towns.head.head) if among and towns != token else None
        case _:
            if (entry.everywhere and not _is_everywhere(token)) or (entry.objects and not _is_at_own(token, entry)):
                return None
            again = token.head.lower_ == "back" or _is_once_more(token.head)
            if token.dep_ == "prep" and again and token.head.head.lower_ in entry.governors:
                return Trigger(entry, token, token.head.head)  # "is back with the government"
            calm = token.dep_ == "conj" and token.tag_ == "IN" and token.head.dep_ == "acomp"
            if calm and token.head.head.lower_ in entry.governors and entry.after is None:
                return Trigger(entry, token, token.head.head)  # "is calm and with the army"
            near = token.dep_ in {"prep", "advmod", "attr", "acomp", "conj"} and governed
            near = near and token.i > token.head.i  # "in Taiz the old city is quiet"
            near = near and (entry.after is None or (token.i > 0 and token.doc[token.i - 1].lower_ == entry.after))
            if not near and entry.frame.name == "belong" and _opens(token):
                return Trigger(entry, token, token)
            return Trigger(entry, token, token.head) if near else None


def _is_once_more(more: Token) -> bool:
    """Whether it ends "once more": "the town is once more with the regime"."""
    return more.lower_ == "more" and more.i > 0 and more.doc[more.i - 1].lower_ == "once"


# "Declared the town free", "it was declared free": the parser makes a clause or a complement of the two.
_DECLARED = frozenset({"oprd", "ccomp", "xcomp", "acomp", "advmod"})


def _is_everywhere(preposition: Token) -> bool:
    """Whether every part of it is meant: "at every crossroads", "on all the roads"."""
    watched = load_lexicon("territory")["watched"]
    nouns = [c for c in preposition.children if c.dep_ == "pobj" and c.lower_ in watched]
    return any(c.lower_ in {"every", "each", "all"} for n in nouns for c in n.children if c.dep_ in {"det", "predet"})


def _is_at_own(preposition: Token, entry: Entry) -> bool:
    """Whether somebody is at what is his: "at its post", "at their desks"."""
    nouns = [c for c in preposition.children if c.dep_ == "pobj" and c.lower_ in entry.objects]
    return any(c.dep_ == "poss" for n in nouns for c in n.children)


def _absent(token: Token, entry: Entry) -> Trigger | None:
    """ "There is no army there", "there was not one soldier in the streets", "not a single soldier is left there"."""
    noun = token.head if token.head.lower_ != "more" else token.head.head
    verb = noun.head
    is_left = verb.lower_ == "left" and any(c.dep_ == "auxpass" for c in verb.children)
    if token.dep_ not in {"det", "nummod", "amod", "neg"} or not (verb.lower_ in entry.governors or is_left):
        return None
    there = noun.dep_ in {"attr", "nsubj"} and any(c.dep_ == "expl" for c in verb.children)
    there = there or (is_left and noun.dep_ == "nsubjpass")
    denied = entry.after is None or any(t.lower_ == entry.after for t in (*verb.children, *noun.lefts, *token.lefts))
    return Trigger(entry, noun, verb) if there and denied else None


def _opens(token: Token) -> bool:
    """Whether an entry's body begins with the phrase: "back with the army since Monday"."""
    return token.i <= 2 and not any(t.tag_.startswith("VB") or t.dep_ == "nsubj" for t in token.doc[: token.i])


def _owned(mark: Token, entry: Entry) -> Trigger | None:
    """ "The town is the army's": the mark of the possessive on a predicate."""
    owner = mark.nbor(-1) if mark.i else mark
    said = _first_predicate(owner)
    fits = said.dep_ in _SAID and said.head.lower_ in entry.governors
    return Trigger(entry, owner, said.head) if fits else None


# How what is said of a subject hangs on its copula; the parser knows no name for a possessive behind "and".
_SAID = frozenset({"attr", "acomp", "poss", "dep", "npadvmod"})


def _first_predicate(said: Token) -> Token:
    """What a copula says first, where "and" joins more to it: "is quiet and the army's", "calm and with the army"."""
    first = said.head
    joined = said.dep_ in {"conj", "prep"} and first.dep_ in {"acomp", "attr"} and first.tag_.startswith("JJ")
    between = {t.lower_ for t in said.doc[first.i : said.i]} if joined and first.i < said.i else set()
    return first if between & {"and", "but", "though", "if"} else said


# "Sees the rebels in the town as a threat", "counts them among its enemies", "have yet to see a soldier".
_NOT_SEEING = frozenset({"as", "among", "for", "like", "to"})


def _seen(verb: Token, entry: Entry) -> Iterator[Trigger]:
    """Each of those seen, with the place beside it: "found troops in the south and militants in the north"."""
    another = any(c.dep_ == "prt" or c.lower_ in _NOT_SEEING for c in verb.children)
    if entry.construction is Construction.SEEN and verb.tag_.startswith("VB") and not another:
        for seen in (c for c in verb.children if c.dep_ == "dobj" and c.tag_ in {"NN", "NNS"}):
            yield Trigger(entry, seen, verb)
            yield from (Trigger(entry, noun, verb) for noun in verb.subtree if noun.i > seen.i and _is_joined(noun))


def _is_joined(noun: Token) -> bool:
    """Whether "and" stands before the noun and its adjective, whatever the parse made of them."""
    before = [t.lower_ for t in noun.doc[max(noun.i - 3, 0) : noun.i]]
    return noun.tag_ in {"NN", "NNS"} and "and" in before[-2:]


def _held(token: Token, entry: Entry) -> Trigger | None:
    """ "Rebel-held Douma", "Douma is rebel-held"."""
    if token.i < 2 or token.doc[token.i - 1].text not in {"-", "–"}:
        return None
    attributive = token.dep_ in {"amod", "compound", "acl"}
    return Trigger(entry, token, token) if attributive or token.dep_ in _PREDICATIVE else None


def _verb(token: Token, entry: Entry) -> Trigger | None:
    if not token.tag_.startswith("VB") or token.dep_ in {"amod", "aux", "auxpass"}:
        return None
    if entry.predicate and not any(c.dep_ in {"aux", "auxpass"} for c in token.children) and token.dep_ != "acomp":
        return None
    if entry.progressive and not any(c.dep_ == "aux" and c.lower_ in _BEING for c in token.children):
        return None
    if _is_hyphened(token) or _is_what_remains(token):
        return None
    if not entry.particles and any(_is_particle(c, entry) for c in token.children):
        return None  # "took up positions", "held up a bank": another word; "seized back" is the same
    if entry.intransitive and any(c.dep_ in _COMPLEMENTS and not _is_temporal(c) for c in token.children):
        return None
    if entry.dated and not _is_only_dated(token):
        return None
    if entry.frame.place_understood and entry.particles == {"in"} and not _has_bare_in(token):
        return None  # "went for the camp in vain"
    if entry.wilds_only and not _goes_into_the_wild(token):
        return None
    if entry.particles:
        beside = [c for c in token.children if c.dep_ in {"prt", "advmod", "prep"} and c.i > token.i]
        beside = [c for c in beside if not _is_temporal(c)]  # "left the city in the night to Thursday"
        beside += [c for b in beside if b.lower_ == "back" for c in b.children]  # "walked back into the town"
        near = {c.lower_ for c in beside}
        after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        if not entry.particles & (near | {after}):
            return None
        if entry.frame.event is EventType.TAKEOVER and any(
            c.lower_ in load_lexicon("territory")["advancing"] for c in token.subtree if c.dep_ == "advmod"
        ):
            return None
    return Trigger(entry, token, token)


def _is_what_remains(verb: Token) -> bool:
    """Whether "left" tells that nothing else is: "the last port left to Biafra"."""
    if verb.lower_ != "left" or verb.dep_ != "acl" or not any(c.lower_ == "to" for c in verb.rights):
        return False
    return any(c.lower_ in load_lexicon("grammar")["remaining"] for c in verb.head.lefts)


def _is_hyphened(token: Token) -> bool:
    """Whether it is the end of a longer word: "rebel-held" is not "held"; a dash has blanks around it."""
    before = token.doc[token.i - 1] if token.i > 1 else None
    return before is not None and before.text == "-" and not before.whitespace_


def _is_particle(child: Token, entry: Entry) -> bool:
    """Whether it makes another word of the verb; "walked away" is no walking about."""
    if child.dep_ == "prt" and child.i + 1 < len(child.doc) and _is_of_time(child.nbor(1)):
        return False  # "took in December"
    bare = not any(c.dep_ in {"pobj", "pcomp"} for c in child.children)
    gone = entry.frame.present and bare and child.lower_ in {"away", "off", "out", "in", "back"}
    return (child.dep_ == "prt" and child.lower_ != "back") or gone


_COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp", "acomp", "attr", "oprd", "prep", "prt"})


def _is_only_dated(verb: Token) -> bool:
    """Whether a day is all that is said of what its subject did: "the town went last June", not "went dark"."""
    words = {*load_lexicon("grammar")["day_words"], *load_lexicon("grammar")["day_adverbs"]}
    after = [c for c in verb.children if c.i > verb.i and c.dep_ not in {"punct", "cc", "conj", "ccomp", "dep"}]
    dated = [c for c in after if _is_temporal(c) or c.lower_ in words]
    bare = verb.dep_ != "aux" and not any(c.dep_ in {"aux", "neg"} for c in verb.children)
    return bare and bool(dated) and len(dated) == len(after)


def _has_bare_in(verb: Token) -> bool:
    """Whether "in" stands right behind the verb without a noun of its own: "they moved in at dawn"."""
    found = [t for t in verb.doc[verb.i + 1 : verb.i + 3] if t.lower_ == "in"]
    return any(_is_temporal(t) or not any(c.dep_ == "pobj" for c in t.children) for t in found)


def _is_temporal(preposition: Token) -> bool:
    """Whether it is one of time: "on Monday", and "in that same evening" of "moved in that same evening"."""
    nouns = [c for c in preposition.children if c.dep_ == "pobj"]
    return bool(nouns) and all(map(_is_of_time, nouns))


def _is_of_time(noun: Token) -> bool:
    """Whether it is a day, a month, a year or the like: "Monday", "1998", "the 28th"."""
    is_year = noun.is_digit and len(noun) == _YEAR
    return noun.lower_ in load_lexicon("grammar")["day_words"] or is_year or _ORDINAL.fullmatch(noun.lower_) is not None


_YEAR = 4  # digits
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")


def _goes_into_the_wild(verb: Token) -> bool:
    wilds = load_lexicon("territory")["wilds"]
    ways = [t for t in verb.subtree if t.dep_ == "prep" and t.lower_ in {"into", "to", "toward", "towards"}]
    ends = [n for way in ways for n in way.children if n.dep_ == "pobj"]
    flees = verb.lower_ in load_lexicon("territory")["fleeing"]
    return any(n.lower_ in wilds or (flees and n.tag_ == "NNP") for n in ends)


def _light(token: Token, entry: Entry) -> Trigger | None:
    head = token.head
    if entry.via:
        verb = head.head if head.head.lower_ != entry.via else head.head.head
        ended = any(c.lower_ == entry.via and c.dep_ in {"dobj", "nsubjpass"} for c in verb.children)
        fits = token.dep_ == "pobj" and head.lower_ == "to" and ended and verb.lower_ in entry.governors
        return Trigger(entry, token, verb) if fits else None
    if entry.prepositions:
        if (
            token.dep_ != "pobj"
            or head.lower_ not in entry.prepositions
            or any(c.dep_ == "poss" for c in token.children)
        ):
            return None
        verb = head.head if head.head.lower_ != "back" else head.head.head  # "is back in control of"
        placed = any(c.dep_ == "prep" and c.lower_ in {"of", "over"} for c in token.children)
        fits = placed != entry.frame.place_understood  # "were in full control"
        return Trigger(entry, token, verb) if fits and verb.lower_ in entry.governors else None
    while head.dep_ in {"conj"} and head.tag_.startswith("N"):
        head = head.head
    if token.dep_ == "pobj" and head.lower_ == "of" and head.head.lower_ in load_lexicon("territory")["spans"]:
        token_, head = head.head, head.head.head  # "ended three years of rebel rule"
        fits = token_.dep_ == "dobj" and head.lower_ in entry.governors and head.tag_.startswith("VB")
        return Trigger(entry, token, head) if fits else None
    fits = token.dep_ in _LIGHT_NOUN and head.lower_ in entry.governors and head.tag_.startswith("VB")
    if entry.frame.name == "flag" and token.dep_ == "dobj":  # "troops hoisted the flag": theirs
        fits = fits and not any(c.dep_ == "nsubj" and c.lower_ in open_roles().nouns for c in head.children)
    return Trigger(entry, token, head) if fits else None


# "Took control", "control was taken", "the flag went up", "are masters of the town".
_LIGHT_NOUN = frozenset({"dobj", "nsubjpass", "nsubj", "attr"})


def _lost_preposition(token: Token, entry: Entry) -> Token | None:
    """The preposition before a noun that the parser took for a verb: "in Taliban hands"."""
    before = token.doc[token.i - 2] if token.i > 1 else None
    mistaken = token.tag_.startswith("VB") and token.doc[token.i - 1].tag_.startswith(("NN", "JJ"))
    return before if mistaken and before is not None and before.lower_ in entry.prepositions else None


def _state(token: Token, entry: Entry, lexicon: TriggerLexicon) -> Trigger | None:
    preposition = token.head
    while token.dep_ == "conj" and preposition.tag_.startswith("N"):
        token, preposition = preposition, preposition.head
    name = "out of" if preposition.lower_ == "of" and preposition.head.lower_ == "out" else preposition.lower_
    if token.dep_ != "pobj" or name not in entry.prepositions:
        lost = _lost_preposition(token, entry)
        if lost is None:
            return None
        preposition = lost
    governor = _above_adverbs(preposition.head if name != "out of" else preposition.head.head)
    is_change = governor.lower_ in lexicon.state_change
    if is_change != (entry.construction is Construction.STATE_CHANGE):
        return None
    return Trigger(entry, token, governor)


def _above_adverbs(governor: Token) -> Token:
    """What is said to be so, where an adverb stands between: "firmly in the grip", "once more in government hands"."""
    while governor.tag_ in {"RB", "RBR", "JJR"} and governor.dep_ in {"advmod", "acomp"}:
        governor = governor.head
    if governor.tag_ == "JJ" and governor.dep_ == "acomp" and any(c.dep_ == "cc" for c in governor.children):
        return governor.head  # "is calm and in government hands"
    if governor.dep_ == "pobj" and any(c.lower_ == "no" for c in governor.children):
        return governor.head.head  # "was at no time in their hands"
    return governor
