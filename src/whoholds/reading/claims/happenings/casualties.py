"""How many people a happening killed, wounded or took, in the words' own bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whoholds.reading.claims.clauses import children, is_verb, objects, surface_subjects
from whoholds.reading.claims.coordination import coordinated
from whoholds.reading.claims.happenings.parties import heads_in
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.happenings import Happening, HappeningLexicon, Tells
from whoholds.reading.mentions.quantities import first_count
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import ActorMention, Casualty
from whoholds.terms import CasualtyOutcome

# A bare plural is two or more: the least that the form allows. "A number of" is several.
PLURAL = 2
SEVERAL = 3
_INCLUDED = frozenset({"including", "among", "included"})


# "A 12-year-old boy" is one.
_AGE = re.compile(r"\b[\w-]+[- ]years?[- ]old\b", re.IGNORECASE)


def victims_of(happening: Happening, lexicon: HappeningLexicon) -> list[Token]:
    """The heads of the phrases for those whom the trigger's outcome befell."""
    word, entry = happening.word, happening.entry
    if happening.is_noun:
        return _of_noun(word, happening, lexicon)
    for slot in entry.frame.target:
        heads = heads_in(happening, slot, lexicon)
        if heads:
            return [*heads, *(n for h in heads for n in _listed_after(h)), *_along_with(word, heads)]
    joined = [c for c in children(word, "conj") if is_verb(c) and c.i - word.i <= 3]
    return [o for c in joined for o in objects(c)]  # "killed and wounded several insurgents"


def _listed_after(head: Token) -> list[Token]:
    """The second of a list that the parser took for a name of the first: "a chief, his deputy and two men"."""
    named = [a for a in children(head, "appos") if a.i > head.i and children(a, "conj")]
    return [a for a in named if any(_is_another(t) for t in coordinated(a))]


def _is_another(noun: Token) -> bool:
    """Whether a member of a list is somebody of his own: "his deputy", "several others"."""
    own = [c.lower_ for c in noun.lefts]
    return any(c.dep_ in {"poss", "nummod"} for c in noun.lefts) or bool({"other", "several", "additional"} & set(own))


def _along_with(verb: Token, heads: Sequence[Token]) -> list[Token]:
    """Who else it befell: "killed a commander along with two guards"; behind a comma whatever clause it hangs on."""
    inside = {t for h in heads for t in h.subtree}
    ways = [
        t
        for t in verb.doc[verb.i :]
        if t.lower_ == "along" and (t.head in {verb, *heads} or (t in inside and t.i and t.nbor(-1).text == ","))
    ]
    return [o for way in ways for p in children(way, "prep") if p.lower_ == "with" for o in children(p, "pobj")]


def _of_noun(word: Token, happening: Happening, lexicon: HappeningLexicon) -> list[Token]:
    if any(c.dep_ == "nummod" for c in word.children):
        return [word]  # "five dead", "two deaths"
    if word.tag_.startswith("NN"):
        return heads_in(happening, "of", lexicon) or heads_in(happening, "possessive", lexicon) or [word]
    governor = word.head
    own = children(word, "nsubj")
    if own:
        return own  # "left three soldiers dead"
    if is_verb(governor):
        return children(governor, "dobj") or surface_subjects(governor)
    return [governor]


def read_casualties(
    happening: Happening, parsed: Parsed, actors: Sequence[ActorMention], lexicon: HappeningLexicon
) -> Iterator[Casualty]:
    """The people whom the trigger says something befell, a record a group."""
    if happening.entry.outcome is None:
        return
    for head in victims_of(happening, lexicon):
        for noun in coordinated(head):
            if noun.lower_ in {"which", "that"} or _is_part(noun):
                continue
            found = _casualty(noun, happening, parsed, actors, lexicon)
            if found is not None:
                yield found


def _is_part(noun: Token) -> bool:
    """ "Five people, including two children": counted already."""
    edge = noun.left_edge.i
    before = {t.lower_ for t in noun.doc[max(edge - 2, 0) : edge]}
    return bool(before & _INCLUDED)


def _casualty(
    noun: Token, happening: Happening, parsed: Parsed, actors: Sequence[ActorMention], lexicon: HappeningLexicon
) -> Casualty | None:
    first, of, outcome = noun.left_edge, _of(noun), happening.entry.outcome
    if outcome is None:
        return None
    if noun.lower_ in {"him", "her"} or (noun.lower_ in {"he", "she"} and noun.dep_ == "nsubjpass"):
        return _one(noun, outcome, parsed)
    if noun.tag_ in {"PRP", "PRP$", "WP", "EX"}:
        return None
    span, end = parsed.span(first, noun), parsed.at(noun) + len(noun)
    who = of or noun
    mention = next((a for a in actors if a.start < end and parsed.at(who) < a.end), None)
    is_name = noun.tag_.startswith("NNP") and not any(c.dep_ == "det" for c in noun.children)
    alone = of is None and noun.lower_ in _counting("standing_alone")  # "killing several"
    people = alone or _is_person(who, lexicon) or _is_person(noun, lexicon) or _is_arrested(who, happening, lexicon)
    if mention is None and not is_name and not people:
        return None
    counted = (SEVERAL, None, None, None) if noun.lower_ == "number" else first_count(_AGE.sub("", span.text))
    if counted is not None:
        low, high, _, _ = counted
    elif noun.tag_ == "NNS" or (noun.tag_ == "NNPS" and not is_name) or (of is not None and of.tag_ == "NNS"):
        low, high = PLURAL, None
    elif noun.tag_ == "CD" or who.lower_ in _counting("mass"):
        return None
    else:
        low, high = 1, 1
    return Casualty(
        group=_group(who),
        actor_id=mention.actor_id if mention is not None else None,
        outcome=outcome,
        leaders=_leaders(noun, low, lexicon),
        low=low,
        high=high,
        text=span.text,
        start=span.start,
        end=span.end,
    )


def _one(noun: Token, outcome: CasualtyOutcome, parsed: Parsed) -> Casualty:
    """Who was named before: "killing him"."""
    span = parsed.span(noun, noun)
    return Casualty("person", None, outcome, 0, 1, 1, span.text, span.start, span.end)


def _group(who: Token) -> str:
    """Who they are, in the words of the text."""
    if who.tag_ in {"CD", "PRP"} or who.lower_ in _counting("harmed") or who.lower_ in _counting("amounts"):
        return "people"
    return who.text if who.tag_.startswith("NNP") else who.lower_


def _counting(name: str) -> list[str]:
    words: list[str] = load_lexicon("happenings")["counting"][name]
    return words


def _is_arrested(noun: Token, happening: Happening, lexicon: HappeningLexicon) -> bool:
    """Whether a noun behind a verb that is only done to people names one: "a bomb maker", "the kidnapper"."""
    entry = happening.entry
    if entry.frame.name != "detain" or entry.tells is not Tells.KIND:
        return False
    listed = any(noun.lower_ in words for words in (lexicon.property, lexicon.ground, lexicon.things))
    return noun.tag_ in {"NN", "NNS"} and not listed and noun.lower_ not in _counting("mass")


def _is_person(noun: Token, lexicon: HappeningLexicon) -> bool:
    others = {name for names in load_lexicon("happenings")["not_people"].values() for name in names}
    listed = any(noun.lower_ in words for name, words in lexicon.people.items() if name not in others)
    trade = noun.lower_.endswith(_TRADES) and not (noun.lower_ in lexicon.things or noun.lower_ in lexicon.ground)
    return (
        listed
        or trade
        or noun.tag_ == "CD"
        or noun.lower_ in _counting("states")
        or (noun.tag_ == "PRP" and noun.lower_ == "them")
    )


# Endings of nouns for what people do: "an editor", "two cyclists".
_TRADES = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women")


def _of(noun: Token) -> Token | None:
    """Who they are, where the head is a number: "dozens of civilians", "one of the men"."""
    numbers = noun.tag_ == "CD" or noun.lower_ in _counting("amounts")
    inner = [o for p in children(noun, "prep") if p.lower_ == "of" for o in children(p, "pobj")]
    return inner[0] if numbers and inner else None


def _leaders(noun: Token, low: int | None, lexicon: HappeningLexicon) -> int:
    """How many of them the words call leaders: "two commanders", "three insurgents, including a leader"."""
    leaders = lexicon.people["leaders"]
    if noun.lower_ in leaders:
        return low or 1
    included = _included(noun)
    for part in (*noun.subtree, *included):
        if part.lower_ in leaders and part.i > noun.i and (part.dep_ == "appos" or part in included):
            counted = first_count(part.doc.text[part.left_edge.idx : part.idx])
            return counted[0] if counted is not None and counted[0] else 1
    before = [t for t in noun.lefts if t.lower_ in leaders]
    return 1 if before else 0


def _included(noun: Token) -> list[Token]:
    """The words of "including ..." hung on the verb: "detained four men on Friday including a leader"."""
    hung = (*children(noun.head, "prep"), *(t for t in noun.subtree if t.dep_ == "prep"))
    ways = [p for p in hung if p.lower_ in _INCLUDED and p.i > noun.i]
    return [t for way in ways for t in way.subtree]
