"""Find place names in a text by its capitalised runs, the gazetteer and the words around them; no parser.

Two passes. The first weighs each name by itself: a cue ("in", "the town of", "district", "has fallen"), how well
known a place of that name is, and what speaks against it (a title or first name before it, a rest of the run that
makes it a person or an organisation, an ordinary word). The second lets the sure ones help the others: the same name
again, or a place in a country that the text is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from whoholds.reading.mentions.place_words import PlaceWords, load_place_words
from whoholds.records import Toponym
from whoholds.reference.gazetteer import Gazetteer, How, Kind, plain_key

LONGEST = 6  # words of a name
# Weights of `Candidate.importance`: a town of 200,000 is known by itself, one of 20,000 with any cue.
KNOWN_ALONE = 5.3
KNOWN_WITH_CUE = 3.0
KNOWN_IN_CAPITALS = 4.5
ABBREVIATION = 5  # letters; shorter words in capitals are more often a body than a place
SPELT_ALIKE = 0.92  # what a spelling variant needs when nothing but the country speaks for it
REACH = 64  # characters of context on either side


_JOINED = re.compile(r",? and |, (?:and )?| or ")
_DATED = re.compile(r"[\s\"'“‘\-*•–—]*(?:(?:date )?[\d.:/,\-]+\s*)*(?:[A-Za-z]{3,9}\.?[,:]?\s+)?(?:[\d.:/,\-]+\s*)*")


class _Weight(IntEnum):
    NOT = -1
    OPEN = 0  # decided by the rest of the text
    WEAK = 1  # a place if the text is about its country
    SURE = 2


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    key: str
    capitals: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row with what stands around them."""

    words: tuple[_Word, ...]
    before: tuple[str, ...]  # plain keys left of it within the clause, nearest last
    after: tuple[str, ...]  # plain keys right of it within the clause
    mark: str  # the punctuation after it, if any
    behind: str  # the characters after it
    opens: bool  # it opens a line
    shouted: bool  # it is part of a line in capitals


@dataclass(frozen=True, slots=True)
class _Name:
    """A stretch of a run that may be a place name."""

    start: int
    end: int
    key: str
    known: bool
    weight: _Weight
    person: bool = False
    label: bool = False  # it opens a line or item and a colon, comma or full stop follows


@dataclass(slots=True)
class _Found:
    """What the first pass gathered; local to one call."""

    names: list[_Name] = field(default_factory=list)
    people: set[str] = field(default_factory=set)


def find_toponyms(text: str, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The place names of a text, in text order, not overlapping and not yet resolved.

    Args:
        text: the report's text, untouched.
        gazetteer: what names are known.

    Returns:
        One record a mention; names that the gazetteer doesn't know are among them when the words around them say
        that they are places. Names of peoples (Afghan) are none.
    """
    words = load_place_words()
    found = _Found()
    finder = _Finder(words, gazetteer, _demonyms(words, gazetteer))
    for run in _runs(text, words):
        finder.weigh_run(run, found)
    sure = {name.key for name in found.names if name.weight is _Weight.SURE}
    about = _countries(found.names, gazetteer)
    kept = [name for name in found.names if finder.keeps(name, sure, about, found.people)]
    kept += _beside(text, [name for name in found.names if name not in kept], kept, found.people)
    return tuple(Toponym(name.start, name.end, text[name.start : name.end]) for name in _directed(text, kept, words))


class _Finder:
    """The judgement of single names: lexicon and gazetteer together."""

    def __init__(self, words: PlaceWords, gazetteer: Gazetteer, demonyms: frozenset[str]) -> None:
        self._words = words
        self._gazetteer = gazetteer
        self._demonyms = demonyms
        filler = words.directions | words.parts | words.common | demonyms | words.generic | words.open | words.titles
        self._filler = filler - words.given
        self._tail = words.open | words.generic | words.features | words.titles | words.directions | demonyms

    def weigh_run(self, run: _Run, found: _Found) -> None:
        """Add the names of a run, and the people."""
        known = list(self._matches(run))
        taken = {at for first, last in known for at in range(first, last)}
        any_place = False
        for first, last in known:
            name = self._weigh_known(run, first, last)
            found.names.append(name)
            any_place = any_place or name.weight > _Weight.NOT
            if name.person:
                found.people.update(word.key for word in run.words)
        if not any_place:
            unknown = self._weigh_unknown(run)
            if unknown is not None:
                found.names.append(unknown)
        rest = [word.key for at, word in enumerate(run.words) if at not in taken and word.key not in self._filler]
        if not run.shouted and len(run.words) > 1 and not any_place and rest:
            found.people.update(word.key for word in run.words)

    def keeps(self, name: _Name, sure: set[str], about: frozenset[str], people: set[str]) -> bool:
        """Whether a name is a place, now that the whole text is known."""
        if name.weight in (_Weight.NOT, _Weight.SURE):
            return name.weight is _Weight.SURE
        if name.key in sure:
            return True
        if name.key in people:
            return False
        if name.weight is _Weight.WEAK:
            brief = self._gazetteer.brief(name.key)
            if brief is None or brief.importance >= KNOWN_ALONE:
                return brief is not None
            return bool(brief.countries & about) or (not about and len(brief.countries) == 1)
        if name.known or name.key in self._words.common or len(name.key) < 4:
            return False
        return any(
            c.how is How.SPELLING and c.similarity >= SPELT_ALIKE and c.place.country in about
            for c in self._gazetteer.candidates(name.key)
        )

    def _matches(self, run: _Run) -> Iterator[tuple[int, int]]:
        """Longest known stretches from the left."""
        at = 0
        while at < len(run.words):
            for last in range(min(len(run.words), at + LONGEST), at, -1):
                key = " ".join(word.key for word in run.words[at:last] if word.key)
                if self._gazetteer.knows(key) and not (last - at == 1 and key in self._words.generic):
                    yield at, last
                    at = last
                    break
            else:
                at += 1

    def _weigh_known(self, run: _Run, first: int, last: int) -> _Name:
        words, lexicon = run.words[first:last], self._words
        key = " ".join(word.key for word in words if word.key)
        weight, person = self._weight(run, first, last, key)
        end = words[-1].end
        if weight > _Weight.NOT and last < len(run.words) and run.words[last].key in lexicon.features and not run.shouted:
            longer = " ".join((key, run.words[last].key))
            end, key = (run.words[last].end, longer) if self._gazetteer.knows(longer) else (end, key)
        return _Name(words[0].start, end, key, known=True, weight=weight, person=person, label=_is_label(run, last))

    def _weight(self, run: _Run, first: int, last: int, key: str) -> tuple[_Weight, bool]:
        lexicon, brief = self._words, self._gazetteer.brief(key)
        if brief is None or key in self._demonyms:
            return _Weight.NOT, False
        left = run.before + tuple(word.key for word in run.words[:first])
        right = tuple(word.key for word in run.words[last:]) + run.after
        single, country = last - first == 1, brief.kind <= Kind.COUNTRY
        if single and self._is_abbreviation(run, first):
            return (_Weight.SURE if country and not run.shouted else _Weight.NOT), False
        cue = self._cue(run, left, right, last)
        if single and left[-1:] == ("the",) and not country and (not right or brief.importance < KNOWN_WITH_CUE + 1):
            return _Weight.NOT, False
        if single and key in lexicon.common and not country:
            return (_Weight.WEAK if cue is _Weight.SURE and self._is_framed(run, left, right, last) else _Weight.NOT), False
        if not run.shouted:
            if left and left[-1] in lexicon.titles and not country:
                return _Weight.NOT, True
            rest = self._rest(run, first, last, brief.importance, cue)
            if rest is not None:
                return rest, not single or key in lexicon.given or first > 0
            if single and key in lexicon.given and cue is not _Weight.SURE:
                return _Weight.OPEN, False
        elif brief.importance < KNOWN_IN_CAPITALS and cue is not _Weight.SURE and len(run.words) > 3:
            return _Weight.NOT, False
        if country or cue is _Weight.SURE or (brief.importance >= KNOWN_ALONE and key not in lexicon.given):
            return _Weight.SURE, False
        if cue is _Weight.WEAK and brief.importance >= KNOWN_WITH_CUE and key not in lexicon.given:
            return _Weight.SURE if brief.importance >= KNOWN_WITH_CUE + 1.5 else _Weight.WEAK, False
        return _Weight.WEAK, False

    def _is_abbreviation(self, run: _Run, at: int) -> bool:
        """NATO, LA, PTK: capitals among words that are not, and not the dateline."""
        word = run.words[at]
        if not word.capitals or run.shouted or word.end - word.start > ABBREVIATION:
            return False
        return not (run.opens and at == 0 and (run.mark or len(run.words) == 1))

    def _rest(self, run: _Run, first: int, last: int, importance: float, cue: _Weight) -> _Weight | None:
        """NOT when what is left of the run makes the name part of another; None when it doesn't."""
        lexicon = self._words
        left = [w.key for w in run.words[:first] if w.key and w.key not in self._filler]
        right = [w.key for w in run.words[last:] if w.key]
        if left:
            return _Weight.NOT
        if not right:
            return None
        if right[-1] in lexicon.organisation_last and right[-1] not in lexicon.open:
            return _Weight.NOT
        if right[0] in self._tail or self._gazetteer.knows(right[0]) and right[0] in self._demonyms:
            return None
        return None if cue is _Weight.SURE and importance >= KNOWN_WITH_CUE + 1.5 else _Weight.NOT

    def _cue(self, run: _Run, left: Sequence[str], right: Sequence[str], last: int) -> _Weight:
        """How strongly the words around a name say that it is a place."""
        lexicon = self._words
        near = [word for word in left if word not in lexicon.parts and word not in lexicon.directions and word != "the"]
        word, earlier = (near[-1] if near else ""), (near[-2] if len(near) > 1 else "")
        if word in lexicon.strong or self._is_framed(run, left, right, last):
            return _Weight.SURE
        if word == "of" and (earlier in lexicon.heads or earlier in lexicon.generic):
            return _Weight.SURE
        if word in lexicon.takes and last == len(run.words):
            return _Weight.SURE
        if last == len(run.words) and self._falls(run.after):
            return _Weight.SURE
        return _Weight.WEAK if word in lexicon.weak or (run.opens and run.mark in (":", ",", "(")) else _Weight.OPEN

    def _is_framed(self, run: _Run, left: Sequence[str], right: Sequence[str], last: int) -> bool:
        """A generic word beside it, a place after the comma, a dateline, or an apposition that says where it is."""
        lexicon = self._words
        if right and (right[0] in lexicon.generic or " ".join(right[:2]) in lexicon.generic):
            return True
        if left and left[-1] in lexicon.generic and last == len(run.words):
            return True
        if left and left[-1] in lexicon.placing and right and right[0] in lexicon.strong:
            return True
        if last < len(run.words) or run.mark != ",":
            return False
        after = run.behind[1:].lstrip().lower()
        return after.startswith(lexicon.appositions) or self._place_follows(run.behind)

    def _place_follows(self, behind: str) -> bool:
        """Whether a country or first-level unit stands after the comma."""
        match = self._words.run.match(behind[1:].lstrip())
        if match is None:
            return False
        parts = match.group().split(" ")
        for last in range(min(len(parts), 3), 0, -1):
            key = plain_key(" ".join(parts[:last]))
            brief = self._gazetteer.brief(key)
            if brief is not None and brief.kind <= Kind.ADM1 and key not in self._words.common:
                return True
        return False

    def _falls(self, after: Sequence[str]) -> bool:
        for word in after[:5]:
            if word in self._words.falls:
                return True
            if word not in self._words.between:
                return False
        return False

    def _weigh_unknown(self, run: _Run) -> _Name | None:
        """A run that no gazetteer row bears, if it can be a place."""
        lexicon, words = self._words, list(run.words)
        if run.shouted and len(words) > 3:
            return None
        while words and (words[0].key in self._filler or not words[0].key):
            words.pop(0)
        while words and words[-1].key in lexicon.generic and len(words) > 1 and words[-1].key not in lexicon.features:
            words.pop()
        keys = [word.key for word in words]
        if not 0 < len(words) <= 4 or any(key in self._demonyms or key[-1].isdigit() for key in keys):
            return None
        at = run.words.index(words[0])
        last = at + len(words)
        left = run.before + tuple(word.key for word in run.words[:at])
        right = tuple(word.key for word in run.words[last:]) + run.after
        name = (words[0].start, words[-1].end, " ".join(keys))
        if len(words) > 1 and (keys[-1] in lexicon.features or keys[0] in ("fort", "camp", "lake", "mount")):
            sure = keys[-1] not in lexicon.organisation_last
            return _Name(*name, known=False, weight=_Weight.SURE, label=_is_label(run, last)) if sure else None
        if any(key in lexicon.common or key in lexicon.organisation_last or key in lexicon.open for key in keys):
            return None
        if self._is_abbreviation(run, at) or (left and left[-1] in lexicon.titles) or keys[0] in lexicon.given:
            return _Name(*name, known=False, weight=_Weight.OPEN) if len(words) == 1 else None
        sure = self._cue(run, left, right, last) is _Weight.SURE
        label = _is_label(run, last)
        return _Name(*name, known=False, weight=_Weight.SURE if sure else _Weight.OPEN, label=label)


def _beside(text: str, rest: Sequence[_Name], kept: Sequence[_Name], people: set[str]) -> list[_Name]:
    """Open names that stand in one list with places, or open an item as places do, and their repetitions."""
    starts, ends = {name.start for name in kept}, {name.end for name in kept}
    labels = any(name.label for name in kept)
    added: set[str] = set()
    for name in rest:
        if name.weight is not _Weight.OPEN or name.key in people or name.known:
            continue
        ahead = _JOINED.match(text, name.end)
        back = _JOINED.search(text, max(0, name.start - 6), name.start)
        listed = (ahead and ahead.end() in starts) or (back and back.end() == name.start and back.start() in ends)
        if listed or (name.label and labels):
            added.add(name.key)
    return [name for name in rest if name.key in added and name.weight is not _Weight.NOT]


def _demonyms(words: PlaceWords, gazetteer: Gazetteer) -> frozenset[str]:
    own = {plain_key(word) for country in gazetteer.countries().values() for word in country.demonyms}
    return frozenset(own | words.demonyms)


def _countries(names: Sequence[_Name], gazetteer: Gazetteer) -> frozenset[str]:
    """The countries that sure names of a text lie in: the best place of a name, or all when it is little known."""
    votes: Counter[str] = Counter()
    for name in names:
        brief = gazetteer.brief(name.key) if name.weight is _Weight.SURE and name.known else None
        if brief is not None:
            if len(brief.countries) == 1 or brief.importance >= KNOWN_ALONE:
                best = gazetteer.candidates(name.key)[0].place.country
                votes.update([best] if best else [])
    return frozenset(votes)


def _runs(text: str, lexicon: PlaceWords) -> Iterator[_Run]:
    """Capitalised runs with their surroundings."""
    for match in lexicon.run.finditer(text):
        start, end = match.span()
        words = tuple(_split(match.group(), start))
        lead = text[max(0, start - REACH) : start]
        behind = text[end : end + REACH]
        mark = behind[:1] if behind[:1] in ",:;.(" else "("  if behind[:2] == " (" else ""
        line = lead.rfind("\n")
        opens = (line >= 0 or start < REACH) and _DATED.fullmatch(lead[line + 1 :]) is not None
        capitals = [word for word in words if word.capitals]
        shouted = len(capitals) == len(words) and (len(words) > 2 or _is_shouted(text, start, end))
        yield _Run(words, _left(lead), _right(behind), mark, behind, opens, shouted)


def _is_label(run: _Run, last: int) -> bool:
    return run.opens and not run.shouted and last == len(run.words) and run.mark in (":", ",", ".", "(")


def _split(run: str, offset: int) -> Iterator[_Word]:
    """The words of a run; hyphenated names stay whole."""
    at = 0
    for piece in run.split(" "):
        letters = [c for c in piece if c.isalpha()]
        capitals = len(letters) > 1 and piece.isupper()
        yield _Word(offset + at, offset + at + len(piece), plain_key(piece), capitals)
        at += len(piece) + 1


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too."""
    around = text[max(0, start - 40) : start] + text[end : end + 40]
    letters = [c for c in around if c.isalpha()]
    return len(letters) > 10 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _left(lead: str) -> tuple[str, ...]:
    """Plain keys of the words left of a run, back to the first punctuation."""
    if not lead or not lead[-1].isspace() or lead.endswith("\n\n"):
        return ()
    words: list[str] = []
    for word in reversed(lead.split()[-5:]):
        if words and word[-1] in ".,;:!?)\"”—–":
            break
        if not words and word[-1] in ".,;:!?)\"”—–-":
            return ()
        words.append(plain_key(word))
    return tuple(reversed(words))


def _right(behind: str) -> tuple[str, ...]:
    """Plain keys of the words right of a run, up to the first punctuation."""
    if behind[:1] != " ":
        return ()
    words = []
    for word in behind.split()[:7]:
        words.append(plain_key(word))
        if not word[-1].isalnum():
            break
    return tuple(words)


def _directed(text: str, names: Sequence[_Name], lexicon: PlaceWords) -> Iterator[_Name]:
    """The names, without those inside another."""
    end = -1
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if name.start >= end:
            end = name.end
            yield name
