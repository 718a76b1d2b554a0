"""The trigger lexicon, opened: frames, and the ways to say each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Literal

from whoholds.errors import KnowledgeError
from whoholds.reading.lexicon import laid_over, load_lexicon, remembered
from whoholds.reference.actors import NameKind, open_actors
from whoholds.terms import EventType, Stance


class Construction(StrEnum):
    """How an entry stands in a sentence."""

    VERB = "verb"
    LIGHT = "light"
    NOUN = "noun"
    PREDICATE = "predicate"  # "was the group's stronghold"
    COPULAR = "copular"  # "is with the army"
    ABSENCE = "absence"  # "there is no army there"
    STATE = "state"
    STATE_CHANGE = "state_change"
    HELD_BY = "held_by"
    WHOSE = "whose"
    SEEN = "seen"  # "found troops in the town"
    BARE = "bare"  # "Goma: M23", with no verb at all
    ADJECTIVE = "adjective"  # "the town is Ukrainian again"


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
    place_understood: bool = False  # "they pulled out": of the place just told
    side_optional: bool = False  # "the flag went up": whose is left to the context
    follows: bool = False  # the side is the last one that took a place in the paragraph
    calm: bool = False  # tells of no force: "took control of"
    self_told: bool = False  # the side is the source: "the army claims the town"
    present: bool = False  # control told by who is there: only of a side that fights in the country
    now: bool = False  # says something only of now, or of what is to come: "they are in it"
    witnessed: bool = False  # the subject is the source: "a reporter found troops"
    after_leaving: bool = False  # only where the others have just left: "they arrived at night"
    denied: bool = False  # says that it is not so: "outside government control"
    beside: bool = False  # the place may stand by the noun in its slot: "the garrison of the town surrendered"
    yielded: bool = False  # no capture by itself: "entered the town", unless nobody resisted
    fighters: bool = False  # only of armed men who fight in the country: "overtook the town"
    freed: bool = False  # whatever it is freed of must be a party: "free of mines"


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to say it."""

    construction: Construction
    frame: Frame
    words: frozenset[str]  # inflected forms of the word that carries it
    particles: frozenset[str] = frozenset()
    governors: frozenset[str] = frozenset()  # light verbs or copulas, inflected
    prepositions: frozenset[str] = frozenset()
    weak: bool = False  # counts only beside another trigger
    of_people: bool = False  # said of people too: "captured Abdul Karim"
    loose: bool = False  # common outside war: without a known side it says nothing
    named_only: bool = False  # the place must be named, or all or most of what is counted
    negated_only: bool = False  # says something of control only when denied: "has not entered"
    calm: bool = False  # tells of no force: "occupied"
    predicate: bool = False  # a participle after a copula: "is gone"
    bases_only: bool = False  # of a base or a camp, not of a town or a parliament: "stormed the base"
    wilds_only: bool = False  # with where fighters hide: "went back into the forest"
    intransitive: bool = False  # only without an object: "the town is holding"
    dated: bool = False  # only with a day and nothing else: "the town went last June"
    progressive: bool = False  # only in the progressive: "have been occupying it"
    everywhere: bool = False  # only with "every" or "all": "are at every crossroads"
    objects: frozenset[str] = frozenset()  # the preposition's only, and somebody's own: "is at its post"
    by_witness: bool = False  # only where a resident or a journalist does it: "met rebels in the town"
    via: str | None = None  # the noun hangs by "to" on this object: "put an end to their rule"
    after: str | None = None  # the word before: "is no more"
    told_by: Literal["loser", "gainer"] | None = None
    stance: Stance | None = None

    @property
    def is_common(self) -> bool:
        """Whether the words often stand outside war."""
        return self.loose or self.construction in _COMMON

    @property
    def needs_side(self) -> bool:
        """Whether the clause must name who is there, or have a pronoun for them; an adjective names them itself."""
        told = self.construction not in {Construction.ADJECTIVE, Construction.BARE}
        return self.frame.present and not self.frame.side_optional and told

    def may_stand_among(self, words: Set[str]) -> bool:
        """Whether the other words that the construction needs are among those of the sentence, in any order."""
        needed = (self.particles, self.governors, self.prepositions, self.objects)
        return all(not some or not _with_first_words(some).isdisjoint(words) for some in needed)


@cache
def _with_first_words(phrases: frozenset[str]) -> frozenset[str]:
    return phrases | {phrase.split()[0] for phrase in phrases}


_COMMON = frozenset(
    {
        Construction.PREDICATE, Construction.COPULAR, Construction.ABSENCE, Construction.WHOSE, Construction.ADJECTIVE
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TriggerLexicon:
    """The lexicon in the form the matcher wants."""

    by_word: dict[str, tuple[Entry, ...]]
    state_change: frozenset[str]
    bare: Entry  # what an entry says whose body is a party and nothing more

    def entries_of(self, word: str) -> tuple[Entry, ...]:
        """The entries that a lower-case word may carry; "re-captured" is "recaptured"."""
        return self.by_word.get(word) or self.by_word.get(word.replace("re-", "re", 1), ())


@remembered
def open_triggers() -> TriggerLexicon:
    """The trigger lexicon, with the user's own files laid over it.

    Raises:
        KnowledgeError: an entry names a frame that no file defines.
    """
    tables = load_lexicon("triggers")
    _check_words(tables, " or ".join(["triggers.toml", *map(str, laid_over("triggers"))]))
    frames = {name: _frame(name, table) for name, table in tables["frame"].items()}
    by_word: dict[str, list[Entry]] = {}
    for entry in _entries(tables, frames):
        for word in sorted(entry.words):
            by_word.setdefault(word, []).append(entry)
    for slip, word in tables["spellings"].items():
        by_word.setdefault(slip, []).extend(by_word[word])
    change = frozenset(form for lemma in tables["state_change"]["lemmas"] for form in _forms(tables, lemma))
    found = {word: tuple(entries) for word, entries in by_word.items()}
    bare = Entry(Construction.BARE, frames[tables["bare"]["frame"]], frozenset())
    return TriggerLexicon(found, change, bare)


def _check_words(tables: dict[str, Any], where: str) -> None:
    """Nothing, if each word of a closed list is one of it."""
    events = [str(member) for member in EventType]
    for name, frame in tables["frame"].items():
        for key in ("event", "without_side"):
            _check_word(frame.get(key), events, f"{where}: [frame.{name}] {key}")
    for kind in ("verb", "field", "light", "noun", "state", "predicate", "copular", "absence"):
        for entry in tables[kind]:
            name = entry.get("lemma") or entry.get("lemmas") or entry.get("nouns") or entry.get("words")
            at = f"{where}: [[{kind}]] {name!r}"
            _check_word(entry["frame"], sorted(tables["frame"]), f"{at} frame")
            _check_word(entry.get("told_by"), ["loser", "gainer"], f"{at} told_by")
            _check_word(entry.get("stance"), [str(member) for member in Stance], f"{at} stance")


def _check_word(found: str | None, known: Sequence[str], where: str) -> None:
    if found is not None and found not in known:
        raise KnowledgeError(f"{where}: found {found!r}, expected one of {', '.join(known)}")


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
        place_understood=table.get("place_understood", False),
        side_optional=table.get("side_optional", False),
        follows=table.get("follows", False),
        calm=table.get("calm", False),
        self_told=table.get("self_told", False),
        present=table.get("present", False),
        now=table.get("now", False),
        witnessed=table.get("witnessed", False),
        after_leaving=table.get("after_leaving", False),
        denied=table.get("denied", False),
        beside=table.get("beside", False),
        fighters=table.get("fighters", False),
        freed=table.get("freed", False),
        yielded=table.get("yielded", False),
    )


def _entries(tables: dict[str, Any], frames: dict[str, Frame]) -> Iterator[Entry]:
    def frame(table: dict[str, Any]) -> Frame:
        name = table["frame"]
        if name not in frames:
            raise KnowledgeError(f"triggers: found frame {name!r}, expected one of {', '.join(sorted(frames))}")
        return frames[name]

    for verb in (*tables["verb"], *_verbs_of_fields(tables)):
        yield _verb_entry(tables, verb, frame(verb))
    for light in tables["light"]:
        governors = _all_forms(tables, light["verbs"])
        prepositions = frozenset(light.get("preposition", ()))
        yield Entry(
            Construction.LIGHT, frame(light), frozenset(light["nouns"]), governors=governors, prepositions=prepositions,
            via=light.get("via"),
        )  # fmt: skip
    for noun in tables["noun"]:
        yield _noun_entry(noun, frame(noun))
    for state in tables["state"]:
        yield from _state_entries(state, frame(state), frames["state_gain"])
    yield Entry(Construction.HELD_BY, frames["state"], frozenset(tables["held_by"]["words"]))
    whose = tables["whose"]
    words = frozenset((*whose["words"], *whose["marks"]))
    yield Entry(Construction.WHOSE, frames["state"], words, governors=_all_forms(tables, whose["copulas"]))
    for noun in tables["predicate"]:
        yield Entry(Construction.PREDICATE, frame(noun), frozenset(noun["nouns"]))
    for kind in (Construction.COPULAR, Construction.ABSENCE):
        for table in tables[kind]:
            governors = _all_forms(tables, table["copulas"])
            yield Entry(
                kind, frame(table), frozenset(table["words"]), governors=governors, after=table.get("after"),
                told_by=table.get("told_by"), bases_only=table.get("bases_only", False),
                everywhere=table.get("everywhere", False), objects=frozenset(table.get("objects", ())),
            )  # fmt: skip
    copulas = _all_forms(tables, tables["adjective"]["copulas"])
    words = (_adjectives() - frozenset(tables["adjective"]["never"])) | frozenset(tables["adjective"]["words"])
    yield Entry(Construction.ADJECTIVE, frame(tables["adjective"]), words, governors=copulas)
    for seen in tables["seen"]:
        forms, by_witness = _all_forms(tables, seen["verbs"]), seen.get("by_witness", False)
        yield Entry(Construction.SEEN, frame(seen), forms, loose=True, by_witness=by_witness)


@remembered
def captures_of() -> Mapping[str, frozenset[str]]:
    """The forms of the verbs whose object is a capture: the subject's `own`, or one `deplored` by it."""
    tables = load_lexicon("triggers")
    return {whose: _all_forms(tables, lemmas) for whose, lemmas in tables["captures"].items()}


def _verbs_of_fields(tables: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A verb for each lemma of a field of synonyms."""
    for field in tables["field"]:
        for lemma in field["lemmas"]:
            yield {**field, "lemma": lemma, "forms": _forms(tables, lemma)}


def _state_entries(state: dict[str, Any], told: Frame, gained: Frame) -> Iterator[Entry]:
    """A state told as one, and as what a change led to."""
    words, prepositions = frozenset(state["nouns"]), frozenset(state["prepositions"])
    is_held = told.event is EventType.HOLDING
    if is_held:
        yield Entry(Construction.STATE, told, words, prepositions=prepositions)
    if not told.denied:
        changed = gained if is_held else told
        told_by = state.get("told_by")
        yield Entry(Construction.STATE_CHANGE, changed, words, prepositions=prepositions, told_by=told_by)


def _adjectives() -> frozenset[str]:
    """What the people and things of a state or a party are called: "Ukrainian", "Houthi"."""
    kinds = {NameKind.ADJECTIVE, NameKind.ACTOR}
    named = (n for names in open_actors().names.values() for n in names if n.kind in kinds)
    return frozenset(name.words[0] for name in named if len(name.words) == 1)


def _noun_entry(noun: dict[str, Any], frame: Frame) -> Entry:
    words, told_by = frozenset(noun["nouns"]), noun.get("told_by")
    return Entry(Construction.NOUN, frame, words, weak=noun.get("weak", False), told_by=told_by)


def _verb_entry(tables: dict[str, Any], verb: dict[str, Any], frame: Frame) -> Entry:
    forms = verb.get("forms") or inflect(verb["lemma"], verb.get("past"), verb.get("participle"), verb.get("ing"))
    flags = {name: verb.get(name, False) for name in _FLAGS}
    stance = Stance(verb["stance"]) if "stance" in verb else None
    particles = frozenset(verb.get("particle", ()))
    return Entry(
        Construction.VERB, frame, frozenset(forms), particles, told_by=verb.get("told_by"), stance=stance, **flags
    )


_FLAGS = (
    "weak", "of_people", "loose", "named_only", "negated_only", "predicate", "calm", "bases_only", "wilds_only",
    "progressive", "intransitive", "dated",
)  # fmt: skip


def _all_forms(tables: dict[str, Any], lemmas: list[str]) -> frozenset[str]:
    return frozenset(form for lemma in lemmas for form in _forms(tables, lemma))


def _forms(tables: dict[str, Any], lemma: str) -> tuple[str, ...]:
    """The forms of a lemma: given outright, known from a verb entry, or regular."""
    if lemma in tables["forms"]:
        return tuple(tables["forms"][lemma])
    for verb in tables["verb"]:
        if verb["lemma"] == lemma and "forms" not in verb:
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
