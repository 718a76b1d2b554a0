"""The parts of a phrase that names a conflict actor: names, role nouns and the words that qualify and tie them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.lexicon.roles import Role, Roles, Stands, phrase_at
from whoholds.reference.actors import Actor, ActorIndex, Name, NameKind, Word
from whoholds.terms import ActorKind

_HYPHEN = re.compile(r"[-–‑]")
_ORDINAL = re.compile(r"(?:\d+(?:st|nd|rd|th)|[ivx]{1,6})$")  # "34th", "IV"
_STATE = (NameKind.COUNTRY, NameKind.ADJECTIVE, NameKind.SEAT, NameKind.METONYM)
_TITLE_REACH = 4  # words behind "of" among which a leader's name begins
_LOYAL_REACH = 6  # words between "loyal to" and the name: "eastern Libyan commander Khalifa Haftar"


@remembered
def _openers(index: ActorIndex, roles: Roles) -> frozenset[str]:
    """The words, folded, that any name, role noun, unit or qualifier begins with."""
    units = (unit.split()[0] for unit in roles.units)
    return frozenset((*index.names, *roles.nouns, *roles.modifiers, *roles.ties, *roles.unit_ordinals, *units))


@remembered
def _small_openers(index: ActorIndex, roles: Roles) -> frozenset[str]:
    """Those of them that may be written small: "is" opens no name, as "IS" does."""
    large = {word for word, names in index.names.items() if all(map(_is_large, names))}
    return _openers(index, roles) - (large - {*roles.nouns, *roles.modifiers, *roles.ties})


def _is_large(name: Name) -> bool:
    """Whether a name must begin with a capital."""
    return name.capital or bool(name.exact and name.exact[0][:1].isupper())


@remembered
def _held_in() -> frozenset[str]:
    """Before these an adjective stands for its forces: "in federal hands", "under loyalist control"."""
    return frozenset(load_lexicon("places")["cues"]["held_in"])


def openings(reader: Reader) -> Iterator[int]:
    """The words with which a mention may begin: most words of a text are asked nothing more."""
    small = _small_openers(reader.index, reader.roles)
    for at, word in enumerate(reader.words):
        first = word.text[0]
        if word.folded in small if first.islower() else (first.isupper() or reader.may_begin(at)):
            yield at


class Part(StrEnum):
    """What a piece of a phrase does."""

    ACTOR = "actor"
    TERRITORY = "territory"
    PERSON = "person"
    COUNTRY = "country"
    PEOPLE = "people"
    PATRON = "patron"
    PRO = "pro"
    ANTI = "anti"
    QUALIFIER = "qualifier"
    HEAD = "head"
    UNIT = "unit"
    POSSESSIVE = "possessive"
    LOYAL = "loyal"


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a phrase. Grain: one run of words, `at` to `to` in word numbers, end exclusive."""

    part: Part
    at: int
    to: int
    names: tuple[Name, ...] = ()
    role: Role | None = None
    mark: str | None = None  # of a qualifier
    holding: bool = False  # "-held" follows: the phrase ends here


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to read phrases of one text. Grain: one text."""

    text: str
    words: Sequence[Word]
    index: ActorIndex
    roles: Roles
    local: Mapping[str, Actor]  # abbreviations the text itself introduces

    def may_begin(self, at: int) -> bool:
        """Whether a phrase may begin with this word: most words of a text are asked nothing more."""
        word = self.words[at]
        if word.text[:1].islower():
            return word.folded in _small_openers(self.index, self.roles)
        opens = word.folded in _openers(self.index, self.roles) or _ORDINAL.match(word.folded) is not None
        return opens or bool(self.local)

    def phrase(self, at: int) -> tuple[Piece, ...]:
        """The pieces that follow one another from this word on; empty if the word begins none."""
        pieces: list[Piece] = []
        while at < len(self.words) and (not pieces or self.tight(at)):
            piece = self.piece(at, first=not pieces)
            if piece is None:
                break
            pieces.append(piece)
            at = piece.to
            if piece.holding or piece.part is Part.LOYAL:
                break
        return tuple(pieces)

    def tight(self, at: int) -> bool:
        """Whether nothing but a space, a hyphen or a slash parts the word from the one before."""
        return self.words[at].joined

    def hyphen(self, at: int) -> bool:
        """Whether the word is joined to the one before by a hyphen."""
        return 0 < at < len(self.words) and bool(
            _HYPHEN.fullmatch(self.text[self.words[at - 1].end : self.words[at].start])
        )

    def piece(self, at: int, *, first: bool) -> Piece | None:
        """The longest piece that begins with this word."""
        word = self.words[at]
        if word.folded == "'s":
            return None if first else Piece(Part.POSSESSIVE, at, at + 1)
        names = self._names(at)
        tie = self.roles.ties.get(word.folded)
        if not names and tie in ("pro", "anti") and at + 1 < len(self.words) and self.tight(at + 1):
            return self._opposed(at, Part.PRO if tie == "pro" else Part.ANTI)
        if not first and (loyal := self._loyal(at) or self._of_leader(at)):
            return loyal
        noun = self.roles.noun_at(self.words, at)
        if word.folded == "the" and noun and self._names(at + 1):
            return None  # "the Movement for Unity and Jihad" is more than "the movement"
        size = self._size(names, at)
        if names and (noun is None or size >= noun[0]):
            return self._named(names, at, at + size)
        if unit := self._unit(at):
            return unit
        if noun:
            return self._noun(at, at + noun[0], noun[1])
        mark = self.roles.modifiers.get(word.folded)
        if mark == "state" and at + 1 < len(self.words) and self.words[at + 1].folded in _held_in():
            return Piece(Part.HEAD, at, at + 1, role=Role(Stands.STATE, ActorKind.STATE_FORCES, "security-forces"))
        return Piece(Part.QUALIFIER, at, at + 1, mark=mark) if mark else None

    def _names(self, at: int) -> tuple[Name, ...]:
        if self.local and (actor := self.local.get(self._joined(at)[0])):
            return (Name((self._joined(at)[0],), None, NameKind.ACTOR, actor.actor_id),)
        return self.index.names_at(self.words, at)

    def _joined(self, at: int) -> tuple[str, int]:
        """The word with those that hyphens or slashes tie to it, as written: "YPG/PKK", "RCD-ML"."""
        to = at + 1
        while to < len(self.words) and self.text[self.words[to - 1].end : self.words[to].start] in ("-", "/"):
            to += 1
        whole = self.text[self.words[at].start : self.words[to - 1].end]
        return (whole, to - at) if whole in self.local else (self.words[at].text, 1)

    def _size(self, names: Sequence[Name], at: int) -> int:
        if not names:
            return 0
        return self._joined(at)[1] if self._joined(at)[0] in self.local else len(names[0].words)

    def _named(self, names: tuple[Name, ...], at: int, to: int) -> Piece:
        kinds = {name.kind for name in names}
        groups = (NameKind.ACTOR, NameKind.TERRITORY, NameKind.PERSON)
        part = next((Part(kind.value) for kind in groups if kind in kinds), None)
        if part is None:
            part = Part.COUNTRY if kinds & set(_STATE) else Part.PEOPLE
        names = tuple(name for name in names if part is Part.COUNTRY or name.kind.value == part.value)
        return self._tied(Piece(part, at, to, names))

    def _tied(self, piece: Piece) -> Piece:
        """The piece with the word tied to it by a hyphen: "-backed" makes a patron, "-held" ends the phrase."""
        to = piece.to
        tie = self.roles.ties.get(self.words[to].folded) if to < len(self.words) else None
        joined = tie is not None and self.hyphen(to)
        if tie == "patron" and (joined or self._goes_on(to)):
            return Piece(Part.PATRON, piece.at, to + 1, piece.names, piece.role)
        if tie == "led" and joined:
            return Piece(piece.part, piece.at, to + 1, piece.names, piece.role)
        if tie == "holding" and joined:
            return Piece(piece.part, piece.at, to, piece.names, piece.role, holding=True)
        return piece

    def _goes_on(self, at: int) -> bool:
        """Whether a loose "linked" stands inside a phrase ("al Qaeda linked militants"), not at a verb's place."""
        if not self.tight(at) or at + 1 >= len(self.words) or self.roles.noun_at(self.words, at):
            return False  # "Turkish armed forces"
        return self.piece(at + 1, first=True) is not None

    def _noun(self, at: int, to: int, role: Role) -> Piece:
        return self._tied(Piece(Part.HEAD, at, to, role=role))

    def _opposed(self, at: int, part: Part) -> Piece | None:
        names = self._names(at + 1)
        size = self._size(names, at + 1)
        noun = self.roles.noun_at(self.words, at + 1)
        if names:
            return Piece(part, at, at + 1 + size, names)
        return Piece(part, at, at + 1 + noun[0], role=noun[1]) if noun else None

    def _loyal(self, at: int) -> Piece | None:
        """ "loyal to eastern Libyan commander Khalifa Haftar": the last name within reach."""
        start = phrase_at(self.roles.loyal, self.words, at)
        if start is None:
            return None
        found: Piece | None = None
        here = at + start[0]
        stop = min(here + _LOYAL_REACH, len(self.words))
        past_name = False  # behind a name that no list knows stands no part of it: "loyal to Alassane Ouattara took"
        while here < stop and (here == at + start[0] or self.tight(here)):
            names = self._names(here)
            if past_name and self.words[here].text[:1].islower():
                break
            past_name = not names and self.words[here].text[:1].isupper()
            size = max(self._size(names, here), 1)
            strong = any(name.kind in (NameKind.ACTOR, NameKind.PERSON) for name in names)
            if names and (strong or found is None):
                found = Piece(Part.LOYAL, at, here + size, names)
            if strong:
                break
            here += size
        return found

    def _of_leader(self, at: int) -> Piece | None:
        """ "Of Khalifa Haftar", "of President Hadi": a leader's name, no more than a title before it."""
        if self.words[at].folded != "of":
            return None
        for here in range(at + 1, min(at + _TITLE_REACH, len(self.words))):
            people = tuple(n for n in self._names(here) if n.kind is NameKind.PERSON) if self.tight(here) else ()
            if people:
                return Piece(Part.LOYAL, at, here + self._size(people, here), people)
            title = phrase_at(self.roles.sources, self.words, here)
            if not self.tight(here) or (title is None and self.words[here].folded != "the"):
                return None
        return None

    def _unit(self, at: int) -> Piece | None:
        """ "59th Division", "First Division", "25th Separate Airborne Brigade", "Task Force 1", "battalion 57"."""
        words, roles = self.words, self.roles
        written = words[at].folded in roles.unit_ordinals and words[at].text[:1].isupper()
        if written or _ORDINAL.match(words[at].folded):
            to = at + 1
            while to < len(words) and words[to].folded in roles.unit_words and self.tight(to):
                to += 1
            # The last word that names a unit, so that "3rd Army Corps" is whole.
            ends = [n for n in range(at + 1, min(to + 1, len(words))) if words[n].folded in roles.units]
            return Piece(Part.UNIT, at, ends[-1] + 1) if ends else None
        if (numbered := self._numbered(at)) is not None:
            return Piece(Part.UNIT, at, numbered)
        for number in (at + 2, at + 1):
            if number < len(words) and words[number].text.isdigit() and self.tight(number):
                name = " ".join(word.folded for word in words[at:number])
                if name in roles.units:
                    return Piece(Part.UNIT, at, number + 1)
        return None

    def _numbered(self, at: int) -> int | None:
        """The end of "57 Division", "57 and 58 Divisions", without the letters of an ordinal."""
        words, to = self.words, at
        while to < len(words) and (words[to].text.isdigit() or (to > at and words[to].folded == "and")):
            to += 1
        named = at < to < min(len(words), at + 4) and words[to].text[:1].isupper() and self.tight(to)
        return to + 1 if named and words[to].folded.rstrip("s") in self.roles.units else None
