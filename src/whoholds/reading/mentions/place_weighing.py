"""Weigh whether a stretch of capitalised words is a place name, by the words around it and how well known it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise

from whoholds.reading.mentions.place_runs import Run, Stretch, cut_run, stretch
from whoholds.reading.mentions.place_words import PlaceWords
from whoholds.reference.gazetteer import Brief, Gazetteer, Kind, plain_key

LONGEST = 6  # words of a name
# Weights of `Brief.importance`, a decimal logarithm of population. Calibrated on the development rows of four news
# corpora; higher values find fewer towns and take fewer surnames for places.
KNOWN_ALONE = 5.3  # a town of 200,000: its name alone is enough
KNOWN_WITH_CUE = 4.5  # a town of 30,000 with a weak cue
KNOWN_A_LITTLE = 4.0
KNOWN_IN_CAPITALS = 4.5
MANY_KNOW = 5.9  # a million people: Moscow says, even where a person's name would stand
ABBREVIATION = 5  # letters; shorter words in capitals are more often a body than a place
SPELT_ALIKE = 0.92  # what a spelling variant needs when nothing but the country speaks for it
LONGEST_UNKNOWN = 4  # words

_OWNED = re.compile(r"['’]s? (\w+)")


class Weight(IntEnum):
    """How much speaks for a place, from one name's own surroundings."""

    NOT = -1
    OPEN = 0  # decided by the rest of the text
    BARE = 1  # known, but nothing around it says that a place is meant
    WEAK = 2  # a place if the text is about its country
    LIKELY = 3  # a place unless the text knows a person of that name
    SURE = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of a text that may be a place name. Grain: one mention."""

    start: int
    end: int
    key: str
    known: bool
    weight: Weight
    person: bool = False
    label: bool = False  # it opens a line or item and a colon, comma or full stop follows


@dataclass(slots=True)
class Found:
    """What the first pass gathers; local to one call."""

    lower: frozenset[str]  # the text's words without a capital
    names: list[Name] = field(default_factory=list)
    people: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Keys:
    """What the first pass says about the whole text."""

    sure: frozenset[str]
    likely: frozenset[str]
    cued: frozenset[str]  # with any cue in any mention
    people: frozenset[str]
    about: frozenset[str]  # countries


class Weigher:
    """The judgement of single names: lexicon and gazetteer together."""

    def __init__(self, words: PlaceWords, gazetteer: Gazetteer) -> None:
        """Join the lexicon's demonyms with those of all countries."""
        countries = gazetteer.countries().values()
        own = {plain_key(word) for country in countries for word in country.demonyms}
        self._words = words
        self._gazetteer = gazetteer
        self._demonyms = frozenset(own | words.demonyms)
        filler = words.directions | words.parts | words.common | words.generic | words.open | words.titles
        self._filler = (filler | self._demonyms) - words.given
        self._skipped = words.parts | words.directions | {"the"}
        self._called = words.generic - words.features
        self._tail = words.open | words.generic | words.features | words.titles | words.directions | self._demonyms

    def weigh_run(self, run: Run, found: Found) -> None:
        """Add the names of a run, and the people."""
        known = list(self._matches(run))
        cuts = [unit.first for town, unit in pairwise(known) if self._is_in(town, unit)]
        if cuts:
            for piece in cut_run(run, cuts):
                self._weigh_piece(piece, list(self._matches(piece)), found)
        else:
            self._weigh_piece(run, known, found)

    def _is_in(self, town: Stretch, unit: Stretch) -> bool:
        """Whether a name and the next are a town and its unit without a comma: "Maiduguri Borno State"."""
        words, after = unit.run.words, unit.right[:1]
        called = (not unit.single and words[unit.last - 1].key in self._words.units) or (
            not unit.closes and after[0] in self._words.units
        )
        if not called or town.last != unit.first or town.key in self._words.given | self._filler:
            return False
        one, other = self._gazetteer.brief(town.key), self._gazetteer.brief(unit.key)
        return one is not None and other is not None and bool(one.countries & other.countries)

    def _weigh_piece(self, run: Run, known: Sequence[Stretch], found: Found) -> None:
        any_place = False
        for part in known:
            name = self._weigh_known(part, found.lower)
            found.names.append(name)
            any_place = any_place or name.weight > Weight.NOT
            if name.person:
                found.people.update(word.key for word in run.words)
        if any_place:
            return
        unknown = self._weigh_unknown(run)
        if unknown is not None:
            found.names.append(unknown)
        taken = {at for part in known for at in range(part.first, part.last)}
        rest = [word for at, word in enumerate(run.words) if at not in taken and word.key not in self._filler]
        if rest and not run.shouted and (len(rest) > 1 or self._is_someone(run)):
            found.people.update(word.key for word in run.words)

    def _is_someone(self, run: Run) -> bool:
        """Whether a title in a run or a verb of saying beside it makes it a person's."""
        titled = any(word.key in self._words.titles for word in run.words)
        return titled or self._speaks(stretch(run, 0, len(run.words)))

    def keeps(self, name: Name, keys: Keys) -> bool:
        """Whether a name is a place, now that the whole text is known."""
        if name.weight in (Weight.NOT, Weight.SURE):
            return name.weight is Weight.SURE
        brief = self._gazetteer.brief(name.key)
        well_known = brief is not None and brief.importance >= KNOWN_ALONE
        if name.key in keys.sure and (well_known or name.key not in keys.people):
            return True
        if name.key in keys.people:
            return False
        if name.weight is Weight.LIKELY or (brief and name.key in keys.likely):
            return True
        if name.weight in (Weight.WEAK, Weight.BARE):
            if brief is None:
                return bool(keys.about - self._words.surname_countries)
            return self._fits(name, brief, keys)
        if name.known or name.key in self._words.common or len(name.key) < 4:
            return False
        return self._gazetteer.spelt(name.key, keys.about, at_least=SPELT_ALIKE)

    def _fits(self, name: Name, brief: Brief, keys: Keys) -> bool:
        """Whether the text is about a country in which a place bears the name."""
        only = brief.countries if len(brief.countries) == 1 else frozenset()
        shared = brief.countries & keys.about if keys.about else only
        if name.weight is Weight.WEAK or name.key in keys.cued or name.label or not shared:
            return bool(shared)
        return brief.importance >= KNOWN_WITH_CUE or bool(shared - self._words.surname_countries)

    def _matches(self, run: Run) -> Iterator[Stretch]:
        """Longest known stretches from the left."""
        at = 0
        while at < len(run.words):
            for last in range(min(len(run.words), at + LONGEST), at, -1):
                key = " ".join(word.key for word in run.words[at:last] if word.key)
                if self._gazetteer.knows(key) and not (last - at == 1 and key in self._words.generic):
                    yield stretch(run, at, last)
                    at = last
                    break
            else:
                at += 1

    def _weigh_known(self, part: Stretch, lower: frozenset[str]) -> Name:
        brief = self._gazetteer.brief(part.key)
        weight, person = self._weight(part, brief) if brief is not None else (Weight.NOT, False)
        words = part.run.words[part.first : part.last]
        ordinary = not part.run.shouted and all(word.key in lower for word in words)
        if ordinary and brief is not None and brief.kind > Kind.COUNTRY:
            # Words that the text also writes small are words, not names, unless a cue says so within a sentence.
            weight = weight if weight is Weight.SURE and not part.run.opens else min(weight, Weight.NOT)
        return Name(words[0].start, words[-1].end, part.key, True, weight, person, part.labels)

    def _weight(self, part: Stretch, brief: Brief) -> tuple[Weight, bool]:
        """The weight of a known name, and whether it is a person's."""
        lexicon, run, key = self._words, part.run, part.key
        country = brief.kind <= Kind.COUNTRY
        excluded = self._exclude(part, brief)
        if excluded is not None:
            return excluded, False
        cue = self._cue(part)
        if not run.shouted:
            if not country and brief.importance < MANY_KNOW and self._is_person(part):
                return Weight.NOT, True
            if self._is_part_of_another(part, brief):
                return Weight.NOT, self._reads_as_person(part)
            if part.single and key in lexicon.given and cue is not Weight.SURE:
                return Weight.OPEN, False
        elif brief.importance < KNOWN_IN_CAPITALS and cue is not Weight.SURE and len(run.words) > 3:
            return Weight.NOT, False
        if country or cue is Weight.SURE:
            return Weight.SURE, False
        if brief.importance >= KNOWN_ALONE or (cue is Weight.WEAK and brief.importance >= KNOWN_WITH_CUE):
            return Weight.LIKELY, False
        return (Weight.WEAK if cue is Weight.WEAK else Weight.BARE), False

    def _exclude(self, part: Stretch, brief: Brief) -> Weight | None:
        """A weight that is settled by the word itself; None for an ordinary name."""
        lexicon, run, key = self._words, part.run, part.key
        country = brief.kind <= Kind.COUNTRY
        if key in self._demonyms:
            return Weight.NOT
        if part.single and self._is_abbreviation(run, part.first):
            return Weight.SURE if country else Weight.NOT
        if country:
            return None
        if key in lexicon.abbreviations:
            return Weight.SURE if run.comma and part.first == 0 else Weight.NOT
        if key in lexicon.phrases or len(key) < 3:
            return Weight.NOT
        if not part.single:
            return None
        if part.left[-1:] == ("the",) and (not part.right or brief.importance < KNOWN_A_LITTLE):
            return None if self._is_listed(part) else Weight.NOT
        if key in lexicon.common:
            if part.closes and part.right[:1] and part.right[0] in lexicon.districts:
                return None  # "Farsi district"
            framed = part.closes and run.mark == "," and self._place_follows(run.behind)
            return Weight.WEAK if framed else Weight.NOT
        return None

    def _is_person(self, part: Stretch) -> bool:
        """Whether the words beside a name make it a person's or a street's."""
        lexicon, left, right = self._words, part.left, part.right
        if left and left[-1] in lexicon.titles:
            return True
        if right and (right[0] in lexicon.person_after or (not part.closes and right[0] in lexicon.streets)):
            return True
        return self._speaks(part)

    def _speaks(self, part: Stretch) -> bool:
        """Whether a verb of saying stands beside a run, and no preposition: doctors in Homs said, not Homs."""
        lexicon, left, right = self._words, part.left[-1:], part.right[:1]
        if part.first or lexicon.speaks.isdisjoint(left + (right if part.closes else ())):
            return False
        return lexicon.strong.isdisjoint(left) and lexicon.weak.isdisjoint(left)

    def _is_abbreviation(self, run: Run, at: int) -> bool:
        """NATO, LA, PTK: capitals among words that are not, and not the dateline."""
        word = run.words[at]
        if not word.capitals or run.shouted or word.end - word.start > ABBREVIATION:
            return False
        return not (run.opens and at == 0 and (run.mark or len(run.words) == 1))

    def _is_part_of_another(self, part: Stretch, brief: Brief) -> bool:
        """Whether what is left of the run makes the name part of another one, of a person or an organisation."""
        lexicon, words = self._words, part.run.words
        if any(word.key and word.key not in self._filler for word in words[: part.first]):
            return True
        right = [word.key for word in words[part.last :] if word.key]
        if not right:
            return False
        if right[-1] in lexicon.organisation_last and right[-1] not in lexicon.open:
            return True
        known = brief.importance >= KNOWN_WITH_CUE or brief.kind <= Kind.ADM2
        body = known and (right[-1] in lexicon.bodies or right[0] in lexicon.common)
        return right[0] not in self._tail and not body

    def _reads_as_person(self, part: Stretch) -> bool:
        """Whether a run that a known name is only a part of may be a person's; an organisation's is not."""
        words = part.run.words
        if words[-1].key in self._words.organisation_last:
            return False
        named = any(word.key not in self._filler for word in words[: part.first])
        return named or not part.single or part.key in self._words.given

    def _cue(self, part: Stretch) -> Weight:
        """How strongly the words around a name say that it is a place."""
        lexicon, run = self._words, part.run
        near = [word for word in part.left if word not in self._skipped]
        word, earlier = (near[-1] if near else ""), (near[-2] if len(near) > 1 else "")
        if word in lexicon.strong or self._is_framed(part):
            return Weight.SURE
        if word == "of" and (earlier in lexicon.heads or earlier in lexicon.generic):
            return Weight.SURE
        taken = (earlier if word == "back" else word) in lexicon.takes  # "seized back Sabiid"
        if part.closes and (taken or self._falls(run.after or self._past_aside(run.behind))):
            return Weight.SURE
        return Weight.WEAK if word in lexicon.weak or (run.opens and run.mark in (":", ",", "(")) else Weight.OPEN

    def _is_listed(self, part: Stretch) -> bool:
        """Whether it is one of a list of units: "the Khanabad and Aliabad districts"."""
        return part.closes and self._words.listed.match(part.run.behind) is not None

    def _is_called(self, part: Stretch) -> bool:
        """Whether a word beside it says what kind of place it is: "Abu Dali village", "the villages of Abu Dali"."""
        before = [word for word in part.left if word != "the"]
        if before[-1:] == ["of"]:
            before.pop()
        near = [*before[-1:], *(part.right[:1] if part.closes else ())]
        return any(word in self._words.generic for word in near)

    def _is_framed(self, part: Stretch) -> bool:
        """A generic word beside it, a place after the comma, or an apposition that says where it is."""
        lexicon, run, left, right = self._words, part.run, part.left, part.right
        if not part.single and run.words[part.last - 1].key in lexicon.units:
            return True
        if right and (right[0] in lexicon.generic or " ".join(right[:2]) in lexicon.generic):
            return True
        if self._is_listed(part):
            return True
        if left and left[-1] in lexicon.generic and part.closes:
            return True
        if left and left[-1] in lexicon.placing and right and right[0] in lexicon.strong:
            return True
        if part.closes and run.mark == "(":
            return self._place_within(run.behind)
        if not part.closes or run.mark != ",":
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

    def _place_within(self, behind: str) -> bool:
        """Whether a bracket says which unit it lies in: "Oicha (Beni, Nord-Kivu)"."""
        inside = behind.lstrip(" (").partition(")")[0]
        briefs = (self._gazetteer.brief(plain_key(part)) for part in inside.split(",")[1:])
        return any(brief is not None and brief.kind <= Kind.ADM1 for brief in briefs)

    def _owns_as_person(self, part: Stretch) -> bool:
        """Whether what follows belongs to a person: "in Rahman's words"."""
        owned = _OWNED.match(part.run.behind) if part.closes else None
        return owned is not None and owned[1].lower() in self._words.person_owns

    def _falls(self, after: Sequence[str]) -> bool:
        if self._words.held.match(" ".join(after)):
            return True
        for word in after[:5]:
            if word in self._words.falls:
                return True
            if word not in self._words.between:
                return False
        return False

    def _past_aside(self, behind: str) -> list[str]:
        """The words of the clause behind an aside: "Brega, meanwhile, was abandoned"."""
        aside = self._words.aside.match(behind)
        return re.findall(r"\w+", behind[aside.end() :])[:5] if aside else []

    def _weigh_unknown(self, run: Run) -> Name | None:
        """A run that no gazetteer row bears, if it can be a place."""
        words = run.words
        first, last = 0, len(words)
        while first < last and (words[first].key in self._filler or not words[first].key):
            first += 1
        while last > first + 1 and words[last - 1].key in self._called:
            last -= 1
        keys = [word.key for word in words[first:last]]
        if not 0 < len(keys) <= LONGEST_UNKNOWN or (run.shouted and len(words) > 3):
            return None
        if any(key in self._demonyms or not key or key[-1].isdigit() for key in keys):
            return None
        part = stretch(run, first, last)
        weight = self._unknown_weight(part, keys)
        if weight is None:
            return None
        return Name(words[first].start, words[last - 1].end, part.key, False, weight, label=part.labels)

    def _unknown_weight(self, part: Stretch, keys: Sequence[str]) -> Weight | None:
        lexicon = self._words
        if len(keys) > 1 and (keys[-1] in lexicon.features or keys[0] in lexicon.first_features):
            return None if keys[-1] in lexicon.organisation_last else Weight.SURE
        if any(key in lexicon.common or key in lexicon.organisation_last or key in lexicon.open for key in keys):
            return None
        called = self._is_called(part)
        person = (bool(part.left) and part.left[-1] in lexicon.titles) or keys[0] in lexicon.given
        if self._is_abbreviation(part.run, part.first) or (person and not called):
            return Weight.OPEN if part.single else None
        if self._owns_as_person(part):
            return None
        if self._cue(part) is Weight.SURE:
            return Weight.SURE
        if self._speaks(part):
            return None
        at = part.single and part.closes and bool(part.left) and part.left[-1] in lexicon.at
        return Weight.WEAK if at else Weight.OPEN
