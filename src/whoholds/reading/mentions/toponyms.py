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
from functools import lru_cache

from whoholds.reading.mentions.place_words import PlaceWords, load_place_words
from whoholds.records import Toponym
from whoholds.reference.gazetteer import Brief, Gazetteer, Kind, plain_key

LONGEST = 6  # words of a name
# Weights of `Candidate.importance`: a town of 200,000 is known by itself, one of 20,000 with any cue.
KNOWN_ALONE = 5.3
KNOWN_WITH_CUE = 3.0
MANY_KNOW = 5.9  # a million people: Moscow says, even where a person's name would stand
KNOWN_IN_CAPITALS = 4.5
ABBREVIATION = 5  # letters; shorter words in capitals are more often a body than a place
SPELT_ALIKE = 0.92  # what a spelling variant needs when nothing but the country speaks for it
LONGEST_PARTICLE = 3  # letters of "-ul-", "-e-"; a longer small tail is no part of the name ("-based")
REACH = 64  # characters of context on either side


_LOWER = re.compile(r"(?<![\w'’-])[a-z]{3,}\b")
_JOINED = re.compile(r",? and |, (?:and )?| or ")
_DATED = re.compile(r"[\s\"'“‘\-*•–—]*(?:(?:date )?[\d.:/,\-]+\s*)*(?:[A-Za-z]{3,9}\.?[,:]?\s+)?(?:[\d.:/,\-]+\s*)*")


class _Weight(IntEnum):
    NOT = -1
    OPEN = 0  # decided by the rest of the text
    BARE = 1  # known, but nothing around it says that a place is meant
    WEAK = 2  # a place if the text is about its country
    LIKELY = 3  # a place unless the text knows a person of that name
    SURE = 4


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
    comma: bool  # a comma stands before it
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
    lower: frozenset[str] = frozenset()  # the text's words without a capital


def find_toponyms(text: str, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The place names of a text, in text order, not overlapping and not yet resolved.

    Args:
        text: the report's text, untouched.
        gazetteer: what names are known.

    Returns:
        One record a mention; names that the gazetteer doesn't know are among them when the words around them say
        that they are places. Names of peoples (Afghan) are none.
    """
    finder = _finder(gazetteer)
    words = load_place_words()
    found = _Found(lower=frozenset(_LOWER.findall(text)))
    for run in _runs(text, words, gazetteer):
        finder.weigh_run(run, found)
    keys = _Keys(
        sure=frozenset(name.key for name in found.names if name.weight is _Weight.SURE),
        likely=frozenset(name.key for name in found.names if name.weight is _Weight.LIKELY),
        cued=frozenset(name.key for name in found.names if name.weight is _Weight.WEAK),
        people=frozenset(found.people),
        about=_countries(found.names, gazetteer),
    )
    kept, rest = [], []
    for name in found.names:
        (kept if finder.keeps(name, keys) else rest).append(name)
    kept += _beside(text, rest, kept, found.people)
    return tuple(Toponym(name.start, name.end, text[name.start : name.end]) for name in _directed(text, kept, words))


@dataclass(frozen=True, slots=True)
class _Keys:
    """What the first pass says about the whole text."""

    sure: frozenset[str]
    likely: frozenset[str]
    cued: frozenset[str]  # with any cue in any mention
    people: frozenset[str]
    about: frozenset[str]  # countries


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
            name = self._weigh_known(run, first, last, found.lower)
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

    def keeps(self, name: _Name, keys: _Keys) -> bool:
        """Whether a name is a place, now that the whole text is known."""
        if name.weight in (_Weight.NOT, _Weight.SURE):
            return name.weight is _Weight.SURE
        brief = self._gazetteer.brief(name.key)
        well_known = brief is not None and brief.importance >= KNOWN_ALONE
        if name.key in keys.sure and (well_known or name.key not in keys.people):
            return True
        if name.key in keys.people:
            return False
        if name.weight is _Weight.LIKELY or (brief and name.key in keys.likely):
            return True
        if name.weight in (_Weight.WEAK, _Weight.BARE):
            return brief is not None and self._fits(name, brief, keys)
        if name.known or name.key in self._words.common or len(name.key) < 4:
            return False
        return self._gazetteer.spelt(name.key, keys.about, at_least=SPELT_ALIKE)

    def _fits(self, name: _Name, brief: Brief, keys: _Keys) -> bool:
        """Whether the text is about a country in which a place bears the name."""
        shared = brief.countries & keys.about if keys.about else brief.countries if len(brief.countries) == 1 else frozenset()
        if name.weight is _Weight.WEAK or name.key in keys.cued or name.label:
            return bool(shared)
        return bool(shared) and (
            brief.importance >= KNOWN_WITH_CUE + 1.5 or bool(shared - self._words.surname_countries)
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

    def _weigh_known(self, run: _Run, first: int, last: int, lower: frozenset[str]) -> _Name:
        words, lexicon = run.words[first:last], self._words
        key = " ".join(word.key for word in words if word.key)
        weight, person = self._weight(run, first, last, key)
        if weight > _Weight.NOT and not run.shouted and all(word.key in lower for word in words):
            country = (brief := self._gazetteer.brief(key)) is not None and brief.kind <= Kind.COUNTRY
            weight = weight if country or (weight is _Weight.SURE and not run.opens) else _Weight.NOT
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
        if key in lexicon.abbreviations and not country:
            return (_Weight.SURE if run.comma and first == 0 else _Weight.NOT), False
        if key in lexicon.phrases or (len(key) < 3 and not country):
            return _Weight.NOT, False
        cue = self._cue(run, left, right, last)
        if single and left[-1:] == ("the",) and not country and (not right or brief.importance < KNOWN_WITH_CUE + 1):
            return _Weight.NOT, False
        if single and key in lexicon.common and not country:
            framed = last == len(run.words) and run.mark == "," and self._place_follows(run.behind)
            return (_Weight.WEAK if framed else _Weight.NOT), False
        if not run.shouted:
            against = self._against(run, first, last, left, right)
            if against and not country and brief.importance < MANY_KNOW:
                return _Weight.NOT, True
            rest = self._rest(run, first, last, brief)
            if rest is not None:
                return rest, not single or key in lexicon.given or first > 0
            if single and key in lexicon.given and cue is not _Weight.SURE:
                return _Weight.OPEN, False
        elif brief.importance < KNOWN_IN_CAPITALS and cue is not _Weight.SURE and len(run.words) > 3:
            return _Weight.NOT, False
        return self._by_fame(cue, country, brief.importance), False

    def _by_fame(self, cue: _Weight, country: bool, importance: float) -> _Weight:  # noqa: FBT001
        if country or cue is _Weight.SURE:
            return _Weight.SURE
        if importance >= KNOWN_ALONE or (cue is _Weight.WEAK and importance >= KNOWN_WITH_CUE + 1.5):
            return _Weight.LIKELY
        return _Weight.WEAK if cue is _Weight.WEAK else _Weight.BARE

    def _against(self, run: _Run, first: int, last: int, left: Sequence[str], right: Sequence[str]) -> bool:
        """Whether the words beside a name make it a person's or a street's."""
        lexicon = self._words
        if left and left[-1] in lexicon.titles:
            return True
        if right and (right[0] in lexicon.person_after or (last < len(run.words) and right[0] in lexicon.streets)):
            return True
        spoken = last == len(run.words) and bool(right) and right[0] in lexicon.speaks
        return first == 0 and (spoken or (bool(left) and left[-1] in lexicon.speaks))

    def _is_abbreviation(self, run: _Run, at: int) -> bool:
        """NATO, LA, PTK: capitals among words that are not, and not the dateline."""
        word = run.words[at]
        if not word.capitals or run.shouted or word.end - word.start > ABBREVIATION:
            return False
        return not (run.opens and at == 0 and (run.mark or len(run.words) == 1))

    def _rest(self, run: _Run, first: int, last: int, brief: Brief) -> _Weight | None:
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
        known = brief.importance >= KNOWN_WITH_CUE + 1.5 or brief.kind <= Kind.ADM2
        if right[0] in self._tail or (known and (right[-1] in lexicon.bodies or right[0] in lexicon.common)):
            return None
        return _Weight.NOT

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
        called = bool(right) and right[0] in lexicon.generic and last == len(run.words)
        person = (bool(left) and left[-1] in lexicon.titles) or keys[0] in lexicon.given
        if self._is_abbreviation(run, at) or (person and not called):
            return _Name(*name, known=False, weight=_Weight.OPEN) if len(words) == 1 else None
        sure = self._cue(run, left, right, last) is _Weight.SURE
        label = _is_label(run, last)
        return _Name(*name, known=False, weight=_Weight.SURE if sure else _Weight.OPEN, label=label)


@lru_cache(maxsize=2)
def _finder(gazetteer: Gazetteer) -> _Finder:
    words = load_place_words()
    return _Finder(words, gazetteer, _demonyms(words, gazetteer))


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
                votes.update([brief.country] if brief.country else [])
    return frozenset(votes)


def _runs(text: str, lexicon: PlaceWords, gazetteer: Gazetteer) -> Iterator[_Run]:
    """Capitalised runs with their surroundings."""
    for match in lexicon.run.finditer(text):
        start, end = match.span()
        words = tuple(_split(match.group(), start, gazetteer))
        lead = text[max(0, start - REACH) : start]
        behind = text[end : end + REACH]
        mark = behind[:1] if behind[:1] in ",:;.(" else "("  if behind[:2] == " (" else ""
        line = lead.rfind("\n")
        opens = (line >= 0 or start < REACH) and _DATED.fullmatch(lead[line + 1 :]) is not None
        capitals = [word for word in words if word.capitals]
        shouted = len(capitals) == len(words) and (len(words) > 2 or _is_shouted(text, start, end))
        comma = lead.endswith(", ")
        yield _Run(words, _left(lead), _right(behind), mark, behind, comma, opens, shouted)


def _is_label(run: _Run, last: int) -> bool:
    return run.opens and not run.shouted and last == len(run.words) and run.mark in (":", ",", ".", "(")


def _split(run: str, offset: int, gazetteer: Gazetteer) -> Iterator[_Word]:
    """The words of a run. Hyphenated names stay whole, two names or a name and a tail ("London-based") come apart."""
    at = offset
    for piece in run.split(" "):
        parts = piece.split("-") if "-" in piece else [piece]
        if len(parts) > 1 and not _is_hyphenated_name(piece, parts, gazetteer):
            for part in parts:
                if part[:1].isupper():
                    yield _Word(at, at + len(part), plain_key(part), len(part) > 1 and part.isupper())
                at += len(part) + 1
        else:
            yield _Word(at, at + len(piece), plain_key(piece), len(piece) > 1 and piece.isupper())
            at += len(piece) + 1


def _is_hyphenated_name(piece: str, parts: Sequence[str], gazetteer: Gazetteer) -> bool:
    if gazetteer.knows(plain_key(piece)):
        return True
    tail = parts[-1]
    if tail.islower() and len(tail) > LONGEST_PARTICLE:
        return False
    briefs = [gazetteer.brief(plain_key(part)) for part in parts if part[:1].isupper()]
    return not any(brief is not None and brief.importance >= KNOWN_WITH_CUE + 1.5 for brief in briefs)


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
