"""The lexicon of happenings, opened: frames, the ways to say each, and the words of context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from whoholds.errors import KnowledgeError
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.mentions.trigger_lexicon import inflect
from whoholds.terms import CasualtyOutcome, EventType


class Tells(StrEnum):
    """How much an entry's words say of what kind of happening it is."""

    KIND = "kind"  # which it is
    VIOLENCE = "violence"  # that there was an attack; with what and on whom decides
    OUTCOME = "outcome"  # only what became of people


@dataclass(frozen=True, slots=True)
class HappeningFrame:
    """Where a construction keeps who takes part; slots are tried in order. Grain: one frame."""

    name: str
    event: EventType
    family: str  # what is told of one happening is of one family
    side: tuple[str, ...]
    target: tuple[str, ...]
    other: tuple[str, ...] = ()
    is_plain: bool = False  # what its entries tell needs no other sign of war or unrest in the text
    place_from: tuple[str, ...] = ()
    place_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HappeningEntry:
    """One way to say it. Grain: one entry of the lexicon."""

    name: str
    frame: HappeningFrame
    event: EventType
    tells: Tells
    outcome: CasualtyOutcome | None = None
    beside: frozenset[str] = frozenset()  # one of these words must stand by the verb
    objects: frozenset[str] = frozenset()  # what it is done to must be one of these
    subjects: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()  # a noun must be of one of these: "the release of prisoners"
    is_armed: bool = False  # who does it must be a party or a force
    is_of_group: bool = False  # an armed group must take part: "talks with the rebels"
    is_bare: bool = False  # it is done to nothing: "demonstrated in Basra", not "demonstrated hostile intent"
    of_crowd: bool = False  # only in a report that tells of protesters
    is_laden: bool = False  # with explosives it is a suicide attack: "drove a lorry into the gate"
    is_any_cause: bool = False  # people die of other things than violence too

    @property
    def is_sign(self) -> bool:
        """Whether its words, standing together, are a sign of war or unrest by themselves: "fired" and "mortars"."""
        return self.frame.is_plain and bool(self.beside or self.objects or self.subjects)

    def may_stand_among(self, words: Set[str]) -> bool:
        """Whether the other words that the entry wants are among those of the sentence, in any order."""
        needed = (self.beside, self.objects, self.subjects, self.of)
        return all(not some or not _last_words(some).isdisjoint(words) for some in needed)


@cache
def _last_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.rpartition(" ")[2] for phrase in phrases)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words and phrases to look for, each where its first word stands. Grain: one list."""

    by_first: Mapping[str, str]  # the first word, lower-case → the pattern of those that begin with it, longest first

    def stand_in(self, text: str) -> bool:
        """Whether any of them stands in the text."""
        there = self.by_first.keys() & _first_words(text)
        return any(_compiled(self.by_first[word]).search(text) for word in there)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Where they stand, in order, the longest first where several begin."""
        if self.by_first.keys().isdisjoint(_first_words(text)):
            return
        end = 0
        for word in _FIRST_WORD.finditer(text):
            pattern = self.by_first.get(word.group().lower())
            if pattern is not None and word.start() >= end:
                match = _compiled(pattern).match(text, word.start())
                if match is not None:
                    yield match
                    end = match.end()


_FIRST_WORD = re.compile(r"\w+")


@lru_cache(maxsize=512)  # many lists are looked for in the sentences of one report
def _first_words(text: str) -> frozenset[str]:
    return frozenset(_FIRST_WORD.findall(text.lower()))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HappeningLexicon:
    """The lexicon in the form the matcher wants; made by `open_happenings`."""

    verbs: Mapping[str, tuple[HappeningEntry, ...]]  # by inflected form
    signs_by_form: Mapping[str, tuple[HappeningEntry, ...]]  # the verbs' entries that are signs by themselves
    adjectives: Mapping[str, HappeningEntry]
    nouns: Mapping[str, tuple[HappeningEntry, ...]]  # by phrase, lower-case, one blank between words
    noun_phrases: Phrases
    light: frozenset[str]
    instruments: tuple[tuple[EventType, Phrases], ...]  # in order of precedence
    peace: Phrases
    signs: Phrases
    crowds: Phrases
    demands: Phrases  # what crowds want, and others too
    crime: Phrases
    deadly: Phrases
    habit: frozenset[str]
    people: Mapping[str, frozenset[str]]
    things: frozenset[str]  # weapons, buildings and all else that is no people
    ground: frozenset[str]  # nouns for places that people live, work or stay in
    aircraft: frozenset[str]
    property: frozenset[str]
    movers: frozenset[str]  # who comes and goes in a war: forces, fighters, officials
    homes: frozenset[str]  # where people live and work, which are searched
    marks: frozenset[str]  # traces of violence
    figures: frozenset[str]  # nouns that are figures of speech where nobody takes part
    bearers: frozenset[str]  # nouns that bear another before them: "a looting spree"

    def is_sign(self, text: str) -> bool:
        """Whether the sentence has words for a happening that together are a sign of war or unrest."""
        forms = self.signs_by_form.keys() & text.lower().split()
        words = _words_in(text) if forms else set()
        told = [e for form in forms for e in self.signs_by_form[form] if e.may_stand_among(words)]
        return any(not e.of_crowd for e in told) or (bool(told) and self.demands.stand_in(text))

    def may_tell(self, text: str) -> bool:
        """Whether the sentence has a word that may tell of a happening, and the others that the entry wants."""
        words = _words_in(text)
        if any(entry.may_stand_among(words) for word in words for entry in self.verbs.get(word, ())):
            return True
        if not words.isdisjoint(self.adjectives):
            return True
        found = (" ".join(m.group().lower().replace("-", " ").split()) for m in self.noun_phrases.find(text))
        return any(entry.may_stand_among(words) for noun in found for entry in self.nouns.get(noun, ()))


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _words_in(text: str) -> set[str]:
    """The words of a text in small letters, what hyphens join both whole and in parts: "hand-grenades"."""
    words = set(_WORD.findall(text.lower()))
    return words | {part for word in words if "-" in word for part in word.split("-")} if "-" in text else words


@remembered
def open_happenings() -> HappeningLexicon:
    """The lexicon of happenings.

    Raises:
        KnowledgeError: an entry names a frame that the file does not define.
    """
    tables = load_lexicon("happenings")
    verbs, nouns, adjectives = _entries(tables)
    people = _people_by_list(tables)
    return HappeningLexicon(
        verbs={form: tuple(entries) for form, entries in verbs.items()},
        signs_by_form={
            form: told for form, entries in verbs.items() if (told := tuple(e for e in entries if e.is_sign))
        },
        adjectives=adjectives,
        nouns={noun: tuple(entries) for noun, entries in nouns.items()},
        noun_phrases=_any_of(nouns),
        light=frozenset(f for lemma in tables["light"]["verbs"] for f in tables["forms"].get(lemma) or inflect(lemma)),
        instruments=tuple((EventType(name), _any_of(words)) for name, words in tables["instruments"].items()),
        peace=_any_of(tables["peace"]["words"]),
        signs=_any_of({*_signs(tables), *tables["crowds"]["words"]}),
        crowds=_any_of((*people["protesters"], *people["rioters"], *_crowd_nouns(tables), *tables["crowds"]["words"])),
        demands=_any_of(tables["crowds"]["demands"]),
        crime=_any_of(tables["crime"]["words"]),
        deadly=_any_of(tables["deadly"]["words"]),
        habit=frozenset(tables["habit"]["governors"]),
        people=people,
        things=frozenset(word for words in tables["things"].values() for word in words) - _people(tables),
        ground=_ground(tables),
        aircraft=frozenset(tables["things"]["aircraft"]) - {*tables["things"]["aircraft_or_not"]},
        property=frozenset(tables["property"]["words"]),
        movers=(people["armed"] | people["officials"] | frozenset(tables["things"]["forces"])) - {"police"},
        homes=frozenset(tables["things"]["homes"]),
        marks=frozenset(tables["marks"]["words"]),
        figures=frozenset(tables["figures"]["words"]),
        bearers=frozenset(tables["light"]["nouns"]),
    )


def _entries(
    tables: dict[str, Any],
) -> tuple[dict[str, list[HappeningEntry]], dict[str, list[HappeningEntry]], dict[str, HappeningEntry]]:
    """The entries by the forms of their verbs, by their nouns and by their adjectives."""
    frames = {name: _frame(name, table) for name, table in tables["frame"].items()}
    verbs: dict[str, list[HappeningEntry]] = {}
    nouns: dict[str, list[HappeningEntry]] = {}
    adjectives: dict[str, HappeningEntry] = {}
    for table in tables["entry"]:
        entry = _entry(table, frames, tables)
        for lemma in table.get("verbs", ()):
            for form in dict.fromkeys(tables["forms"].get(lemma) or inflect(lemma)):
                verbs.setdefault(form, []).append(entry)
        bare = _without_conditions(entry)
        for noun in table.get("nouns", ()):
            nouns.setdefault(noun.replace("-", " "), []).append(bare)
        adjectives.update(dict.fromkeys(table.get("adjectives", ()), bare))
    return verbs, nouns, adjectives


def _crowd_nouns(tables: dict[str, Any]) -> Iterable[str]:
    return (noun for entry in tables["entry"] if entry.get("crowd") for noun in entry.get("nouns", ()))


def _signs(tables: dict[str, Any]) -> set[str]:
    """The words that tell of war or unrest, those for what attacks are made with among them."""
    means = {word for words in tables["instruments"].values() for word in words}
    return {*tables["signs"]["words"], *_sign_verbs(tables), *(means - set(tables["signs"]["of_peace_too"]))}


def _sign_verbs(tables: dict[str, Any]) -> Iterator[str]:
    return (form for lemma in tables["signs"]["verbs"] for form in tables["forms"].get(lemma) or inflect(lemma))


def _people_by_list(tables: dict[str, Any]) -> dict[str, frozenset[str]]:
    """The lists of people; trades, one and several, are civilians."""
    lists = {name: frozenset(words) for name, words in tables["people"].items()}
    civilians = lists["civilians"] | lists.pop("trades")
    return lists | {"civilians": civilians | {_plural(word) for word in civilians if not word.endswith("s")}}


def _plural(noun: str) -> str:
    """The regular plural, and that of man and woman."""
    if noun.endswith("man"):
        return f"{noun[:-2]}en"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _people(tables: dict[str, Any]) -> frozenset[str]:
    no_people = tables["not_people"]["words"]
    named = (words for name, words in _people_by_list(tables).items() if name not in no_people)
    return frozenset(word for words in named for word in words)


def _ground(tables: dict[str, Any]) -> frozenset[str]:
    territory = load_lexicon("territory")
    listed = [territory[name] for name in ("settlements", "units", "facilities", "terrain")]
    return frozenset(noun for nouns in (*listed, tables["things"]["buildings"]) for noun in nouns)


def _frame(name: str, table: dict[str, Any]) -> HappeningFrame:
    return HappeningFrame(
        name=name,
        event=EventType(table["event"]),
        family=table["family"],
        side=tuple(table["side"]),
        target=tuple(table["target"]),
        other=tuple(table.get("with", ())),
        is_plain=table.get("plain", False),
        place_from=tuple(table.get("place_from", ())),
        place_to=tuple(table.get("place_to", ())),
    )


def _entry(table: dict[str, Any], frames: Mapping[str, HappeningFrame], tables: dict[str, Any]) -> HappeningEntry:
    if table["frame"] not in frames:
        raise KnowledgeError(
            f"happenings.toml: entry {table['id']!r}: found frame {table['frame']!r}, "
            f"expected one of {', '.join(sorted(frames))}"
        )
    frame = frames[table["frame"]]
    return HappeningEntry(
        name=table["id"],
        frame=frame,
        event=EventType(table.get("event", frame.event)),
        tells=Tells(table.get("role", "kind")),
        outcome=CasualtyOutcome(table["outcome"]) if "outcome" in table else None,
        beside=frozenset(table.get("with", ())),
        objects=_listed(table.get("object", ()), tables),
        subjects=_listed(table.get("subject", ()), tables),
        of=_listed(table.get("of", ()), tables),
        is_armed=table.get("armed", False),
        is_of_group=table.get("group", False),
        is_bare=table.get("bare", False),
        of_crowd=table.get("crowd", False),
        is_laden=table.get("laden", False),
        is_any_cause=table.get("any_cause", False),
    )


def _listed(names: Iterable[str], tables: dict[str, Any]) -> frozenset[str]:
    """The words that a list of words and of names of lists stands for; `persons` and `armed` are all people."""
    words: set[str] = set()
    for name in names:
        if name == "persons":
            words.update(_people(tables) - set(tables["people"]["peoples"]) | set(tables["people"]["posts"]))
        words.update(tables["things"].get(name) or tables["people"].get(name) or (name,))
    return frozenset(words)


def _without_conditions(entry: HappeningEntry) -> HappeningEntry:
    """A noun says by itself what a verb says only with its object."""
    none: frozenset[str] = frozenset()
    return replace(entry, beside=none, objects=none, subjects=none, is_armed=False, is_bare=False)


def _any_of(words: Iterable[str]) -> Phrases:
    longest = sorted(set(words), key=lambda w: (-len(w), w))
    by_first: dict[str, list[str]] = {}
    for phrase in longest:
        first = _FIRST_WORD.match(phrase)
        if first is None:
            raise KnowledgeError(f"happenings.toml: found {phrase!r}, expected a phrase that begins with a word")
        by_first.setdefault(first.group().lower(), []).append(re.escape(phrase).replace(r"\ ", r"[\s-]+"))
    return Phrases({w: rf"(?<![\w-])(?:{'|'.join(told)})(?![\w])" for w, told in by_first.items()})
