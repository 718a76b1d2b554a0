"""Role nouns and the words around them, looked up by the words of a text; the knowledge is in roles.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from whoholds.errors import KnowledgeError
from whoholds.reading.lexicon.load import load_lexicon, remembered
from whoholds.reference.actors import Word, fold, goes_on, next_word, split_words
from whoholds.terms import ActorKind, SourceKind


class Stands(StrEnum):
    """Whom a role noun may stand for."""

    STATE = "state"
    NONSTATE = "nonstate"
    MILITIA = "militia"
    ANY = "any"
    GROUP = "group"
    ENEMY = "enemy"


class Belongs(StrEnum):
    """Whose a source is, if no name says so."""

    GOVERNMENT = "government"
    ARMY = "army"
    PARTY = "party"
    EITHER = "either"  # the government's where the report names no group
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun. Grain: one noun of the lexicon."""

    stands: Stands
    kind: ActorKind
    force: str | None = None
    alone: bool = True
    body: bool = False
    civil: bool = False


@dataclass(frozen=True, slots=True)
class SourceRole:
    """A noun for who speaks. Grain: one noun of the lexicon."""

    kind: SourceKind
    belongs: Belongs


@dataclass(frozen=True, slots=True)
class Hint:
    """What the words of a mention say of whom they stand for. Grain: one mention."""

    role: Role | None
    own: bool = False  # our forces
    anti: bool = False  # anti-Taliban fighters
    people: str | None = None  # Kurdish fighters


Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Any], ...]]  # first word → (words, what they mean), longest first


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """The lexicon of roles; made by `open_roles`."""

    nouns: Phrases
    sources: Phrases
    loyal: Phrases
    modifiers: Mapping[str, str]  # folded word → state, nonstate, militia, identity, own, people, plain
    people_nouns: Mapping[str, str]  # "kurds" → "kurdish"
    ties: Mapping[str, str]  # folded word → patron, led, holding, pro, anti
    bare_ranks: frozenset[str]  # "the general", of no army said
    units: frozenset[str]
    unit_words: frozenset[str]
    unit_ordinals: frozenset[str]
    group_nouns: Mapping[str, bool]  # as written → whether it needs a qualifier
    group_openers: frozenset[str]  # what a group's name opens with
    group_heads: frozenset[str]  # what one opens with whose qualifier follows
    qualifiers: frozenset[str]
    not_first: frozenset[str]
    acts: frozenset[str]
    leads: frozenset[str]
    auxiliaries: frozenset[str]
    before_actor: frozenset[str]
    before_place: frozenset[str]

    def noun_at(self, words: Sequence[Word], at: int) -> tuple[int, Role] | None:
        """The longest role noun written there, and how many words it has."""
        found = phrase_at(self.nouns, words, at)
        return None if found is None else (found[0], found[1])

    def hint(self, text: str) -> Hint:
        """What the words of a mention say; its last role noun decides, the words before it qualify."""
        return _hint(self, text)


@lru_cache(maxsize=4096)
def _hint(roles: Roles, text: str) -> Hint:
    words = split_words(text)
    role: Role | None = None
    people = next((p for word in words if (p := roles.people_nouns.get(word.folded))), None)
    marks: dict[str, str] = {"people": people} if people is not None else {}
    at = 0
    while at < len(words):
        for mark in filter(None, (roles.modifiers.get(words[at].folded), roles.ties.get(words[at].folded))):
            marks.setdefault(mark, words[at].folded)
        noun = roles.noun_at(words, at)
        role = _sharper(role, noun[1]) if noun else role
        at += noun[0] if noun else 1
    if role is None and len(words) == 1 and "state" in marks:  # "in federal hands"
        role = Role(Stands.STATE, ActorKind.STATE_FORCES, "security-forces", body=True)
    return Hint(_qualified(role, marks), "own" in marks, "anti" in marks, marks.get("people"))


def _sharper(before: Role | None, role: Role) -> Role:
    """The later noun's role, unless it says nothing and the earlier one does: "junta forces", "army units"."""
    vague = role.stands is Stands.ANY and role.kind is ActorKind.UNKNOWN
    return before if vague and before is not None else role


def _qualified(role: Role | None, marks: Mapping[str, str]) -> Role | None:
    """The role as the words before it make it: "rebel units" are rebels, "government fighters" the state's."""
    if role is None or role.stands is not Stands.ANY or role.kind is not ActorKind.UNKNOWN:
        return role
    if "nonstate" in marks or "anti" in marks:
        return Role(Stands.NONSTATE, ActorKind.REBEL_GROUP)
    if "militia" in marks:
        return Role(Stands.MILITIA, ActorKind.POLITICAL_MILITIA)
    if "identity" in marks:
        return Role(Stands.MILITIA, ActorKind.IDENTITY_MILITIA)
    if "state" in marks:
        return Role(Stands.STATE, ActorKind.STATE_FORCES, "security-forces", body=True)
    return role


def phrase_at(phrases: Phrases, words: Sequence[Word], at: int) -> tuple[int, Any] | None:
    """The longest phrase of the lexicon written there: its number of words and its meaning."""
    told = phrases.get(words[at].folded)
    if told is None:
        return None
    behind = next_word(words, at)
    for wanted, meaning in told:
        if len(wanted) == 1 or (wanted[1] == behind and goes_on(words, at, wanted)):
            return len(wanted), meaning
    return None


@remembered
def open_roles() -> Roles:
    """The lexicon of roles, with the user's own files laid over ours; read once.

    Raises:
        KnowledgeError: a file can't be used or an entry has a word that isn't known.
    """
    tables = load_lexicon("roles")
    try:
        return _roles(tables)
    except (KeyError, ValueError) as error:
        raise KnowledgeError(f"roles.toml: {error}; see the comments at its top for what an entry needs") from error


def _roles(tables: Mapping[str, Any]) -> Roles:
    nouns = [(word, _role(entry)) for entry in tables["role"] for word in entry["words"]]
    sources = [
        (word, SourceRole(SourceKind(entry["kind"]), Belongs(entry["side"])))
        for entry in tables["source"]
        for word in entry["words"]
    ]
    groups, acts, ties = tables["new_groups"], tables["acts"], tables["ties"]
    modifiers: dict[str, str] = {}
    for mark, words in tables["modifiers"].items():
        for word in words:
            modifiers.setdefault(fold(word), "people" if mark == "peoples" else mark)
    return Roles(
        nouns=_phrases(nouns),
        sources=_phrases(sources),
        loyal=_phrases([(word, True) for word in ties["loyal"]]),
        modifiers=modifiers,
        people_nouns=tables["people_nouns"],
        ties={fold(word): mark for mark in ("pro", "anti", "led", "patron", "holding") for word in ties[mark]},
        bare_ranks=frozenset(tables["bare_ranks"]),
        units=frozenset(fold(word) for word in tables["units"]["nouns"]),
        unit_words=frozenset(fold(word) for word in tables["units"]["between"]),
        unit_ordinals=frozenset(tables["units"]["ordinals"]),
        group_nouns={**dict.fromkeys(groups["weak"], True), **dict.fromkeys(groups["strong"], False)},
        group_openers=frozenset(groups["openers"]),
        group_heads=frozenset(groups["heads"]),
        qualifiers=frozenset(groups["qualifiers"]),
        not_first=frozenset(groups["not_first"]),
        acts=frozenset(acts["verbs"]),
        leads=frozenset(acts["leads"]),
        auxiliaries=frozenset(acts["auxiliaries"]),
        before_actor=frozenset(acts["before"]),
        before_place=frozenset(acts["before_place"]),
    )


def _role(entry: Mapping[str, Any]) -> Role:
    stands, kind = Stands(entry["stands"]), ActorKind(entry["kind"])
    flags = (entry.get("alone", True), entry.get("body", False), entry.get("civil", False))
    return Role(stands, kind, entry.get("force"), *flags)


def _phrases(entries: Sequence[tuple[str, Any]]) -> Phrases:
    found: dict[str, dict[tuple[str, ...], Any]] = {}
    for text, meaning in entries:
        words = tuple(word.folded for word in split_words(text))
        found.setdefault(words[0], {}).setdefault(words, meaning)
    return {first: tuple(sorted(group.items(), key=lambda item: -len(item[0]))) for first, group in found.items()}
