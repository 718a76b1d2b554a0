"""Names that no gazetteer knows, told to be places by the grammar: "recaptured Elka Geele", "the Walid crossing"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whoholds.reading.claims.arguments import place_heads
from whoholds.reading.claims.clauses import SUBJECTS, children
from whoholds.reading.claims.coordination import coordinated
from whoholds.reading.claims.place_phrases import covering
from whoholds.reading.claims.territory import Territory
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.triggers import Trigger
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import ActorMention, Toponym

_PROPER = frozenset({"NNP", "NNPS"})


def unknown_places(
    triggers: Sequence[Trigger],
    parsed: Parsed,
    toponyms: Sequence[Toponym],
    actors: Sequence[ActorMention],
    territory: Territory,
) -> tuple[Toponym, ...]:
    """Names in a trigger's place slot that the toponym finder passed over, unresolved, in text order.

    A name alone counts after a word that is never said of people; after one that is ("captured Abdul Karim"), only with
    a noun for ground beside it or a known place joined to it.
    """
    found: dict[int, Toponym] = {}
    for trigger in triggers:
        if trigger.entry.frame.present and trigger.entry.frame.place[:1] not in {("of",), ("to",)}:
            continue  # who is seen somewhere is no proof that the words name a place
        for head in place_heads(trigger):
            meant = _meant_by(head, parsed, toponyms, actors, territory)
            if meant is not None:
                found[meant.start] = meant
            joined = coordinated(head)
            sure = not trigger.entry.of_people or any(_is_ground(t, parsed, toponyms, territory) for t in joined)
            for noun in joined:
                for first, last in _names(noun, sure, territory):
                    span = parsed.span(first, last)
                    whole = _covers(toponyms, parsed.at(last), span.end)
                    whole = (
                        whole or parsed.sentence.text[span.end - parsed.sentence.start :][:2] == ": "
                    )  # "State TV: "
                    if not whole and not _is_actor(actors, span.start, span.end):
                        found[span.start] = Toponym(span.start, span.end, span.text)
    return tuple(found[start] for start in sorted(found))


def _meant_by(
    head: Token, parsed: Parsed, toponyms: Sequence[Toponym], actors: Sequence[ActorMention], territory: Territory
) -> Toponym | None:
    """The name that "the town" stands for, where the sentence names no known place before it.

    "Raiders at Konduga were beaten and the town was never lost": else it would be the town of the paragraph before.
    """
    at = parsed.at(head)
    bare = [c.lower_ for c in head.children if c.dep_ != "punct"] == ["the"] and head.lower_ in territory.settlements
    if not bare or any(parsed.sentence.start <= t.start < at for t in toponyms):
        return None
    days = load_lexicon("grammar")["day_words"]
    for name in (t for t in head.doc[: head.i] if t.dep_ == "pobj" and t.head.lower_ in {"at", "in"}):
        if name.tag_ == "NNP" and name.lower_ not in days and not any(c.tag_ != "NNP" for c in name.children):
            span = parsed.span(*_run(name))
            return None if _is_actor(actors, span.start, span.end) else Toponym(span.start, span.end, span.text)
    return None


def _names(noun: Token, sure: bool, territory: Territory) -> Iterator[tuple[Token, Token]]:
    """The first and last token of each name that the noun is, or that says what the noun is called."""
    if noun.lower_ in territory.contests or (noun.tag_ == "NNPS" and children(noun, "det")):
        return  # "the Kurds have gone" is said of a people
    if (noun.tag_ in _PROPER or _is_capitalised(noun)) and sure and not territory.holds(noun.lower_):
        yield _run(noun)
        yield from _list_behind(noun)
    elif territory.holds(noun.lower_):
        named = [c for c in noun.lefts if c.tag_ in _PROPER and c.dep_ in {"compound", "nmod"} and c.text[0].isupper()]
        if named and not _says_what_for(named):
            yield _run(named[-1])
        for preposition in children(noun, "prep"):
            listed = [o for p in children(preposition, "pobj") for o in coordinated(p)]
            # "Districts of Kunduz" lie in it; "the villages of A, B and C" are called so.
            if preposition.lower_ == "of" and (noun.tag_ != "NNS" or len(listed) > 1):
                yield from (_run(o) for o in listed if o.tag_ in _PROPER)
        yield from (_run(a) for a in children(noun, "appos") if a.tag_ in _PROPER and not _says_it(a))


def _says_it(name: Token) -> bool:
    """Whether it is the name of who says all before it: "they hold the town, the town's doctor, Ali Hassan, said"."""
    behind = [t for t in name.doc[name.i + 1 : name.i + 3] if not t.is_punct]
    says = behind[0] if behind else name
    told = says.dep_ == "ROOT" and any(c.is_ancestor(name) for c in children(says, "ccomp"))
    return told and not children(says, *SUBJECTS)


def _says_what_for(words: Sequence[Token]) -> bool:
    """Whether the capitals only say what a building is: "the Republican Palace", "the TV building"."""
    tables = load_lexicon("places")
    common = {*tables["common"]["words"], *tables["organisations"]["last"], *tables["organisations"]["first"]}
    return all(word.lower_ in common for word in words)


def _list_behind(noun: Token) -> Sequence[tuple[Token, Token]]:
    """The names of a list that the parser broke off behind its first: "Karadi, Akhu Hadleh and Rasm Amoun"."""
    doc, at, ended = noun.doc, noun.i + 1, False
    found: list[tuple[Token, Token]] = []
    while at < len(doc) and not ended:
        joint = at
        while at < len(doc) and (doc[at].text == "," or doc[at].lower_ == "and"):
            ended = ended or doc[at].lower_ == "and"
            at += 1
        first = at
        while at < len(doc) and (doc[at].tag_ in _PROPER or (at > first and doc[at].text in {"-", "–", "al"})):
            at += 1
        if first in {joint, at} or not doc[first].text[:1].isupper():
            return ()
        found.append((doc[first], doc[at - 1]))
    is_list = ended and len(found) > 1 and not (at < len(doc) and doc[at].tag_ in {"VBD", "VBZ", "VBP", "MD"})
    return found if is_list else ()


def _is_capitalised(noun: Token) -> bool:
    """Whether the word, or the hyphenated word it ends, is written as a name though the parser took it for a noun."""
    first = noun
    while first.i > 1 and noun.doc[first.i - 1].text in {"-", "–"}:
        first = noun.doc[first.i - 2]
    return first.i > 0 and first.text[:1].isupper() and noun.tag_.startswith("NN")


def _run(noun: Token) -> tuple[Token, Token]:
    """The proper nouns that end with this one, hyphens and particles between them included."""
    first = noun
    while first.i > 0:
        before = noun.doc[first.i - 1]
        joins = before.tag_ in _PROPER or before.text in {"-", "–"} or before.tag_ == "HYPH"
        if not joins or (
            not before.is_ancestor(noun) and before.head not in {noun, first} and before.text not in {"-", "–"}
        ):
            break
        first = before
    return (first if first.text[:1].isupper() else noun), noun


def _is_ground(token: Token, parsed: Parsed, toponyms: Sequence[Toponym], territory: Territory) -> bool:
    start = parsed.at(token)
    described = any(territory.holds(a.lower_) for a in children(token, "appos"))
    return described or territory.holds(token.lower_) or covering(toponyms, start, start + len(token)) is not None


def _covers(toponyms: Sequence[Toponym], start: int, end: int) -> bool:
    """Whether a known toponym reaches to the end of the name; a shorter one is a part mistaken for the whole."""
    known = covering(toponyms, start, end)
    return known is not None and known.end >= end


def _is_actor(actors: Sequence[ActorMention], start: int, end: int) -> bool:
    return any(a.start < end and start < a.end for a in actors)
