"""Find the words that carry a control claim, by the lexicon and the parse.

`may_trigger` looks at the letters alone and decides whether a sentence is parsed at all; `find_triggers` looks at
the parse and says which entry of the lexicon stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoholds.errors import KnowledgeError
from whoholds.reading.lexicon import load_lexicon
from whoholds.terms import EventType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Construction(StrEnum):
    """How an entry stands in a sentence."""

    VERB = "verb"
    LIGHT = "light"
    NOUN = "noun"
    STATE = "state"
    STATE_CHANGE = "state_change"
    HELD_BY = "held_by"
    WHOSE = "whose"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a construction keeps its arguments; slots are tried in order."""

    name: str
    event: EventType
    side: tuple[str, ...]
    place: tuple[str, ...]
    lost: tuple[str, ...]  # who loses the place ("from" in the file)
    needs_lost: bool = False  # without a loser it is another sense: "drove to town"
    without_side: EventType | None = None  # what it is when nobody is named who gained
    armed: bool = False  # the side must be a known actor: anybody can leave a town
    place_optional: bool = False  # "regain control" says something even without a place


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to say it."""

    construction: Construction
    frame: Frame
    words: frozenset[str]  # inflected forms of the word that carries it
    particles: frozenset[str] = frozenset()
    governors: frozenset[str] = frozenset()  # light verbs, prepositions or copulas, inflected
    prepositions: frozenset[str] = frozenset()
    weak: bool = False  # counts only beside another trigger
    of_people: bool = False  # said of people too: "captured Abdul Karim"
    loose: bool = False  # common outside war: without a known side it says nothing


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in a parsed sentence. Grain: one mention of one happening or state."""

    entry: Entry
    word: Token  # the word that carries it
    clause: Token  # the word whose arguments count: the verb, or the noun itself


@dataclass(frozen=True, slots=True)
class TriggerLexicon:
    """The lexicon in the form the matcher wants."""

    by_word: dict[str, tuple[Entry, ...]]
    screen: re.Pattern[str]
    state_change: frozenset[str]


@cache
def open_triggers(*extra: Path) -> TriggerLexicon:
    """The trigger lexicon, with the user's own files laid over it.

    Raises:
        KnowledgeError: an entry names a frame that no file defines.
    """
    tables = load_lexicon("triggers", *extra)
    frames = {name: _frame(name, table) for name, table in tables["frame"].items()}
    entries = list(_entries(tables, frames))
    by_word: dict[str, list[Entry]] = {}
    for entry in entries:
        for word in entry.words:
            by_word.setdefault(word, []).append(entry)
    words = sorted(by_word, key=lambda w: (-len(w), w))
    screen = re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)
    change = frozenset(form for lemma in tables["state_change"]["lemmas"] for form in _forms(tables, lemma))
    return TriggerLexicon({w: tuple(es) for w, es in by_word.items()}, screen, change)


def may_trigger(text: str, lexicon: TriggerLexicon) -> bool:
    """Whether any word of the lexicon stands in the text."""
    return lexicon.screen.search(text) is not None


def find_triggers(doc: Doc, lexicon: TriggerLexicon) -> tuple[Trigger, ...]:
    """The triggers of a parsed sentence, in text order.

    Returns:
        One a word, the most specific entry that fits; weak entries only beside others.
    """
    found: list[Trigger] = []
    for token in doc:
        fitting = [t for e in lexicon.by_word.get(token.lower_, ()) if (t := _match(token, e, lexicon)) is not None]
        if fitting:
            found.append(max(fitting, key=_specificity))
    taken = {t.clause.i for t in found if t.entry.construction is not Construction.VERB}
    found = [t for t in found if t.entry.construction is not Construction.VERB or t.word.i not in taken]
    return tuple(t for t in found if not t.entry.weak or len(found) > 1)


def _specificity(trigger: Trigger) -> tuple[bool, bool]:
    return (trigger.entry.construction is not Construction.NOUN, bool(trigger.entry.particles))


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
            hyphen = token.i > 1 and token.doc[token.i - 1].text in {"-", "–"}
            return Trigger(entry, token, token) if hyphen and token.dep_ in {"amod", "compound", "acl"} else None
        case Construction.WHOSE:
            fits = token.head.lower_ in entry.governors and token.dep_ in {"attr", "acomp"}
            return Trigger(entry, token, token.head) if fits else None


def _verb(token: Token, entry: Entry) -> Trigger | None:
    if not token.tag_.startswith("VB"):
        return None
    if token.dep_ in {"amod", "aux", "auxpass"}:
        return None
    if entry.particles:
        near = {c.lower_ for c in token.children if c.dep_ in {"prt", "advmod", "prep"}}
        after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        if not entry.particles & (near | {after}):
            return None
    return Trigger(entry, token, token)


def _light(token: Token, entry: Entry) -> Trigger | None:
    head = token.head
    if entry.prepositions:
        if (
            token.dep_ != "pobj"
            or head.lower_ not in entry.prepositions
            or any(c.dep_ == "poss" for c in token.children)
        ):
            return None
        verb = head.head
        placed = any(c.dep_ == "prep" and c.lower_ in {"of", "over"} for c in token.children)
        return Trigger(entry, token, verb) if placed and verb.lower_ in entry.governors else None
    while head.dep_ in {"conj"} and head.tag_.startswith("N"):
        head = head.head
    fits = (
        token.dep_ in {"dobj", "nsubjpass", "nsubj"} and head.lower_ in entry.governors and head.tag_.startswith("VB")
    )
    return Trigger(entry, token, head) if fits else None


def _state(token: Token, entry: Entry, lexicon: TriggerLexicon) -> Trigger | None:
    preposition = token.head
    while token.dep_ == "conj" and preposition.tag_.startswith("N"):
        token, preposition = preposition, preposition.head
    if token.dep_ != "pobj" or preposition.lower_ not in entry.prepositions:
        return None
    governor = preposition.head
    is_change = governor.lower_ in lexicon.state_change
    if is_change != (entry.construction is Construction.STATE_CHANGE):
        return None
    return Trigger(entry, token, governor)


def _frame(name: str, table: dict[str, Any]) -> Frame:
    without = table.get("without_side")
    return Frame(
        name=name,
        event=EventType(table["event"]),
        side=tuple(table["side"]),
        place=tuple(table["place"]),
        lost=tuple(table["from"]),
        needs_lost=table.get("needs_from", False),
        without_side=EventType(without) if without else None,
        armed=table.get("armed", False),
        place_optional=table.get("place_optional", False),
    )


def _entries(tables: dict[str, Any], frames: dict[str, Frame]) -> Iterator[Entry]:
    def frame(table: dict[str, Any]) -> Frame:
        name = table["frame"]
        if name not in frames:
            raise KnowledgeError(f"triggers: found frame {name!r}, expected one of {', '.join(sorted(frames))}")
        return frames[name]

    for verb in tables["verb"]:
        yield Entry(
            Construction.VERB,
            frame(verb),
            frozenset(inflect(verb["lemma"], verb.get("past"), verb.get("participle"), verb.get("ing"))),
            particles=frozenset(verb.get("particle", ())),
            weak=verb.get("weak", False),
            loose=verb.get("loose", False),
            of_people=verb.get("of_people", False),
        )
    for light in tables["light"]:
        governors = frozenset(form for lemma in light["verbs"] for form in _forms(tables, lemma))
        prepositions = frozenset(light.get("preposition", ()))
        yield Entry(
            Construction.LIGHT, frame(light), frozenset(light["nouns"]), governors=governors, prepositions=prepositions
        )
    for noun in tables["noun"]:
        yield Entry(Construction.NOUN, frame(noun), frozenset(noun["nouns"]), weak=noun.get("weak", False))
    for state in tables["state"]:
        words, prepositions = frozenset(state["nouns"]), frozenset(state["prepositions"])
        yield Entry(Construction.STATE, frames["state"], words, prepositions=prepositions)
        yield Entry(Construction.STATE_CHANGE, frames["state_gain"], words, prepositions=prepositions)
    held = frozenset(tables["held_by"]["words"])
    yield Entry(Construction.HELD_BY, frames["state"], held)
    copulas = frozenset(form for lemma in tables["whose"]["copulas"] for form in _forms(tables, lemma))
    yield Entry(Construction.WHOSE, frames["state"], frozenset(tables["whose"]["words"]), governors=copulas)


def _forms(tables: dict[str, Any], lemma: str) -> tuple[str, ...]:
    """The forms of a lemma: given outright, known from a verb entry, or regular."""
    if lemma in tables["forms"]:
        return tuple(tables["forms"][lemma])
    for verb in tables["verb"]:
        if verb["lemma"] == lemma:
            return inflect(lemma, verb.get("past"), verb.get("participle"), verb.get("ing"))
    return inflect(lemma)


def inflect(
    lemma: str, past: str | None = None, participle: str | None = None, ing: str | None = None
) -> tuple[str, ...]:
    """The forms of an English verb: lemma, third person, past, participle, gerund."""
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "ye")) else lemma
    y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    third = lemma[:-1] + "ies" if y else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    regular = lemma[:-1] + "ied" if y else stem + "ed"
    return lemma, third, past or regular, participle or past or regular, ing or stem + "ing"
