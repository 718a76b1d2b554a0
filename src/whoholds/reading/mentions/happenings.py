"""Find the words that tell of a happening: an attack, an arrest, a protest, a move; by the lexicon and the parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.happening_lexicon import HappeningEntry, HappeningLexicon, Tells, open_happenings
from whoholds.reading.sentences import Token, Tree

__all__ = ["Happening", "HappeningLexicon", "Tells", "find_happenings", "open_happenings"]

_NO_PREDICATES = frozenset({"aux", "auxpass", "amod", "compound", "nmod"})
_NOT_A_HEAD = frozenset({"compound", "npadvmod", "amod", "nmod", "poss"})


@dataclass(frozen=True, slots=True)
class Happening:
    """A trigger of a happening in a parsed sentence. Grain: one mention."""

    entry: HappeningEntry
    word: Token  # the word that carries it
    first: Token  # the first word of a phrase such as "roadside bomb attack"
    is_noun: bool
    others: tuple[HappeningEntry, ...] = ()  # what else the verb may tell: "marched" of troops and of protesters


def find_happenings(doc: Tree, lexicon: HappeningLexicon, *, has_crowd: bool) -> tuple[Happening, ...]:
    """The triggers of a parsed sentence, in text order; of several entries of a word the most telling one.

    Args:
        doc: the sentence.
        lexicon: from `open_happenings`.
        has_crowd: whether the report tells of protesters; if not, the entries for crowds mean something else.
    """
    found = {h.word.i: h for h in _nouns(doc, lexicon) if has_crowd or not h.entry.of_crowd}
    for token in doc:
        if token.lower_ in lexicon.adjectives and token.i not in found and _is_predicate(token):
            found[token.i] = Happening(lexicon.adjectives[token.lower_], token, token, is_noun=True)
        if token.i in found or not token.tag_.startswith("VB") or token.dep_ in _NO_PREDICATES:
            continue
        entries = (e for e in lexicon.verbs.get(token.lower_, ()) if has_crowd or not e.of_crowd)
        fitting = [e for e in entries if _fits(token, e)]
        if fitting:
            best, *others = sorted(fitting, key=_specificity, reverse=True)
            found[token.i] = Happening(best, token, token, is_noun=False, others=tuple(others))
    told = {i for h in found.values() for i in _part_of(h, found)}
    return tuple(found[i] for i in sorted(found) if i not in told)


def _part_of(happening: Happening, found: Mapping[int, Happening]) -> Iterator[int]:
    """The nouns that only say what a verb is done to: "foiled an attack", "observed a strike" tell one thing."""
    word, entry = happening.word, happening.entry
    if happening.is_noun or entry.tells is not Tells.KIND or not entry.objects:
        return
    for noun in word.children:
        other = found.get(noun.i)
        if other is None or not other.is_noun or noun.dep_ not in {"dobj", "nsubjpass"}:
            continue
        if other.entry.frame.family != entry.frame.family and _names(noun, entry.objects):
            yield noun.i


def _is_predicate(token: Token) -> bool:
    """ "Left three soldiers dead", "two are missing", "five dead": what is said of people, not what they are called."""
    if any(c.dep_ == "nummod" for c in token.children):
        return True
    verbal = token.tag_.startswith("VB") and any(c.dep_ in {"auxpass", "dobj", "agent"} for c in token.children)
    return (
        token.tag_ in {"JJ", "VBN", "VBD", "RB", "NN"}
        and token.dep_ in {"acomp", "oprd", "ccomp", "advmod", "xcomp", "acl"}
        and not verbal
    )


def _specificity(entry: HappeningEntry) -> tuple[int, bool]:
    conditions = bool(entry.objects) + bool(entry.subjects) + bool(entry.beside)
    return conditions, entry.tells is Tells.KIND


def _nouns(doc: Tree, lexicon: HappeningLexicon) -> Iterator[Happening]:
    for match in lexicon.noun_phrases.find(doc.text):
        words = doc.between(match.start(), match.end())
        if not words:
            continue
        word, first = words[-1], words[0]
        if not _is_nominal(word):
            continue
        phrase = " ".join(match.group().lower().replace("-", " ").split())
        entries = lexicon.nouns.get(phrase, ())
        entry = next((e for e in entries if not e.of or _is_of(word, e.of)), None)
        if entry is None:
            continue
        above = word.head
        if (
            word.dep_ in _NOT_A_HEAD
            and above.tag_.startswith("NN")
            and above.i > word.i
            and above.lower_ not in lexicon.bearers
        ):
            continue  # "attack helicopters", "protest leaders"
        yield Happening(entry, word, first, is_noun=True)


def _is_nominal(word: Token) -> bool:
    """Whether the word stands as a noun, whatever the tagger took it for; "have been bombing" is none."""
    return word.tag_.startswith("NN") or not any(c.dep_ in {"dobj", "aux", "nsubj"} for c in word.children)


def _is_of(noun: Token, words: frozenset[str]) -> bool:
    heads = [o for p in noun.children if p.dep_ == "prep" and p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]
    return any(_names(head, words) for head in heads)


def _fits(verb: Token, entry: HappeningEntry) -> bool:
    return (
        not (entry.is_bare and any(c.dep_ == "dobj" for c in verb.children))
        and (not entry.beside or _stands_beside(verb, entry.beside))
        and (not entry.objects or _has_object(verb, entry.objects))
        and (not entry.subjects or _has_subject(verb, entry.subjects))
    )


def _stands_beside(verb: Token, words: frozenset[str]) -> bool:
    """Whether one of the words hangs on the verb, by a preposition if need be, or follows it."""
    near = {c.lower_ for c in verb.children}
    near |= {
        g.lower_
        for c in verb.children
        if c.dep_ in {"prep", "dobj", "xcomp", "ccomp", "advmod", "agent"}
        for g in c.children
        if g.dep_ != "aux"  # "going to press": no way that leads to anything
    }
    away = [p for c in verb.children if c.dep_ == "advmod" for p in c.children]
    near |= {o.lower_ for p in away for o in p.children}  # "led away in handcuffs"
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    return bool(words & (near | ({after.lower_} if after.dep_ != "aux" else set())))


def _has_object(verb: Token, words: frozenset[str]) -> bool:
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl"} and verb.head.tag_.startswith("NN"):
        heads = [verb.head]  # "shells fired by the army"
    elif passive:
        heads = [c for c in verb.children if c.dep_ == "nsubjpass"]
    elif verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.head.head.tag_.startswith("NN") for c in verb.children):
        heads = [verb.head, *_objects(verb)]  # "workers they seized"
    else:
        heads = _objects(verb)
    return any(_names(head, words) for head in heads) or (not passive and _follow(verb, words))


def _objects(verb: Token) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in {"dobj", "dative", "pobj"}]
    if any(c.lower_ in load_lexicon("happenings")["opening"]["fire"] for c in own):
        return own  # "opened fire on a camp" opens none
    return own + [g for c in verb.children if c.dep_ in {"prep", "prt"} for g in c.children if g.dep_ == "pobj"]


# So far behind the verb its object is looked for where the parser has lost it.
_NEAR = 7


def _follow(verb: Token, words: frozenset[str]) -> bool:
    """Whether one of the words comes soon after the verb, with no other verb or preposition of place between."""
    for token in verb.doc[verb.i + 1 : verb.i + 1 + _NEAR]:
        if token.tag_.startswith("VB") or token.tag_ in {",", "."} or token.lower_ in {"in", "at", "near", "by"}:
            return False
        if token.lower_ in words and token.tag_.startswith("NN"):
            return True
    return False


def _has_subject(verb: Token, words: frozenset[str]) -> bool:
    heads = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if verb.dep_ in {"acl", "relcl"} and (not heads or heads[0].lower_ in {"that", "which", "who"}):
        heads = [verb.head]
    shared = verb.dep_ in {"conj", "xcomp", "advcl"} and verb.tag_ != "VB"
    if not heads and shared and verb.head.tag_.startswith("VB"):
        heads = [c for c in verb.head.children if c.dep_ in {"nsubj", "nsubjpass"}]  # "rose and crossed over"
    if any(c.dep_ in {"auxpass", "agent"} for c in verb.children):  # who does it, not whom it is done to
        heads = [o for c in verb.children if c.dep_ == "agent" for o in c.children if o.dep_ == "pobj"] or heads
    return any(_names(head, words) for head in heads)


# What roads are called: "the N1", "the M-20".
_ROAD = re.compile(r"[A-Z]{1,2}-?\d{1,4}")


def _names(head: Token, words: frozenset[str]) -> bool:
    """Whether the phrase's head, one joined to it or what it is a number of is one of the words."""
    before = f"{head.doc[head.i - 1].lower_} " if head.i else ""
    if head.lower_ in words or before + head.lower_ in words or ("road" in words and _ROAD.fullmatch(head.text)):
        return True
    joined = [c for c in head.children if c.dep_ in {"conj", "compound", "appos"} and c.tag_.startswith("NN")]
    laden = [c for c in head.children if c.lower_ in load_lexicon("happenings")["carrying"]["laden"]]
    joined += [o for c in laden for p in (c, *c.children) for o in p.children if o.dep_ in {"pobj", "dobj"}]
    of = [g for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    return any(_names(t, words) for t in (*(j for j in joined if j.i != head.i), *of))
