"""What a report says about each of its toponyms: the sort of unit, the parent, the direction, the sentence it is in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import Report, Toponym
from whoholds.reference.gazetteer import Gazetteer, Kind, plain_key

# How much each kind of evidence says about the country a report is about.
COUNTRY_VOTE = 1.0
DEMONYM_VOTE = 0.5
DATELINE_VOTE = 3.0
ONLY_THERE_VOTE = 0.7  # a name borne in one country only
FAMOUS_VOTE = 0.7
GROUP_VOTE = 1.0  # a group that fights in one country only
FAMOUS = 5.3  # importance: a town of 200,000

_NOTHING = 1e-9  # what is left of equal sums of floats

_STOP = re.compile(r"(?<=[a-z0-9)\"”'’])[.!?][\"”'’)]*\s+(?=[A-Z\"“‘'])|\n\s*")
_BEFORE_UNIT = re.compile(r"(?:\s+\w+)?,\s+|\s+\(")
_LISTED = re.compile(r",? and |, (?:and )?")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym with what the text around it says. Grain: one toponym."""

    index: int
    text: str
    name: str  # without generic and directional words
    key: str
    kind: Kind | None  # the sort of unit the text says it is
    plural: bool  # "districts", which speaks of the names before it too
    direction: str | None  # north, southwest, centre
    parent: int | None  # the mention that is stated to lie around it
    strict: bool  # the parent is stated beyond doubt ("in Faryab province"), not only after a comma
    sentence: int
    start: int
    end: int
    told_in: str | None = None  # the country an adjective puts it in: "the Mozambican town of Palma"


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: Mapping[str, Kind | None]
    directions: Mapping[str, str]
    placing: frozenset[str]
    bodies: frozenset[str]  # also words for public bodies, when "of" follows
    inside: re.Pattern[str]


@remembered
def _words() -> _Words:
    tables = load_lexicon("places")
    kinds: dict[str, Kind | None] = {}
    for sort, kind in (("area", None), ("province", Kind.ADM1), ("district", Kind.ADM2), ("place", Kind.TOWN)):
        kinds.update({plain_key(word): kind for word in tables["generic"][sort]})
    directions = {word: part for part, words in tables["directions"].items() if part != "adjectives" for word in words}
    bodies = frozenset(plain_key(word) for word in tables["organisations"]["of"])
    generic = "|".join(sorted((re.escape(w) for ws in tables["generic"].values() for w in ws), key=len, reverse=True))
    part = "|".join(sorted((re.escape(w) for w in tables["parts"]["before"]), key=len, reverse=True))
    inside = re.compile(
        rf"(?:\s+(?:{generic}))?,?\s*(?:[(–—-]\s*)?"
        rf"(?:(?:an?|the|one of the|its)\s+(?:[\w'’-]+\s+){{0,3}}?(?:{generic})\s+)?"
        rf"(?:in|of|inside|within|lies in|located in)\s+(?:the\s+)?(?:(?:{part})\s+)?(?:(?:{generic})\s+of\s+)?",
        re.IGNORECASE,
    )
    return _Words(kinds, directions, frozenset(tables["cues"]["placing"]), bodies, inside)


def says_inside(between: str) -> bool:
    """Whether the words between two names say that the first lies in the second: ", a town in "."""
    return _words().inside.fullmatch(between) is not None


def read_mentions(toponyms: Sequence[Toponym], report: Report, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """One mention a toponym, in the same order."""
    text = report.text
    breaks = [match.end() for match in _STOP.finditer(text)]
    plain = [_read_one(index, toponym, text, breaks, gazetteer) for index, toponym in enumerate(toponyms)]
    parents = _stated_parents(plain, text, gazetteer)
    mentions = [
        _with_parent(mention, *parents.get(mention.index, (mention.parent, mention.strict))) for mention in plain
    ]
    return tuple(_share(mentions, text))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each country, by the name that says so ("" for what is no toponym)."""

    votes: Mapping[str, Mapping[str, float]]
    total: Mapping[str, float]

    def shares(self, without: str = "") -> dict[str, float]:
        """The share of the evidence for each country, 0 to 1, leaving one name's own out; empty when there is none."""
        own = self.votes.get(without, {}) if without else {}
        left = {code: votes - own.get(code, 0.0) for code, votes in self.total.items()}
        left = {code: votes for code, votes in left.items() if votes > _NOTHING}
        whole = sum(left.values())
        return {code: left[code] / whole for code in sorted(left)}


def is_patron(text: str, end: int) -> bool:
    """Whether the name that ends there only says who backs somebody: "the Iran-aligned movement"."""
    return _patron().match(text, end) is not None


@remembered
def _patron() -> re.Pattern[str]:
    return re.compile(
        rf"[-–](?:{'|'.join(map(re.escape, load_lexicon('roles')['ties']['patron']))}|led)\b", re.IGNORECASE
    )


def read_evidence(
    mentions: Sequence[Mention], report: Report, gazetteer: Gazetteer, fought_in: Mapping[str, float]
) -> Evidence:
    """What the report says of its countries: their names, people, places found only there, groups that fight there."""
    votes: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        brief = gazetteer.brief(mention.key)
        if brief is None or brief.country is None or is_patron(report.text, mention.end):
            continue
        mine = votes[mention.key]
        if brief.kind is Kind.COUNTRY:
            mine[brief.country] += COUNTRY_VOTE
        elif len(brief.countries) == 1:
            mine[brief.country] += ONLY_THERE_VOTE
        elif brief.importance >= FAMOUS:
            mine[brief.country] += FAMOUS_VOTE
    demonyms = demonym_countries(gazetteer)
    for word, count in Counter(_WORD.findall(report.text)).items():
        if word[0].isupper() and word.casefold() in demonyms:
            votes[""][demonyms[word.casefold()]] += DEMONYM_VOTE * min(count, 4)
    dateline = gazetteer.brief(plain_key(report.dateline or ""))
    if dateline is not None and dateline.country is not None:
        votes[""][dateline.country] += DATELINE_VOTE
    for code, weight in fought_in.items():
        votes[""][code] += GROUP_VOTE * weight
    total: defaultdict[str, float] = defaultdict(float)
    for mine in votes.values():
        for code, weight in mine.items():
            total[code] += weight
    return Evidence(votes, total)


@lru_cache(maxsize=2)
def demonym_countries(gazetteer: Gazetteer) -> dict[str, str]:
    """Country by each one-word name of its people, in small letters."""
    return {word.casefold(): c.code for c in gazetteer.countries().values() for word in c.demonyms if " " not in word}


def _read_one(index: int, toponym: Toponym, text: str, breaks: Sequence[int], gazetteer: Gazetteer) -> Mention:
    words = _words()
    before = _words_before(text[max(0, toponym.start - 40) : toponym.start])
    after = re.match(r"[ \-]+([\w-]+)(?:\s+([\w'’-]+))?", text[toponym.end : toponym.end + 40])
    follows = [plain_key(word) for word in after.groups() if word] if after else []
    if follows[1:] == ["of"] and follows[0] in words.bodies:
        follows = []  # the Indiana Department of Labor is no department called Indiana
    direction, name = _strip_direction(toponym.full or toponym.text, words)
    kind, named = _own_kind(name, words, gazetteer)
    plural = False
    two = " ".join(follows)
    for word in (two, *follows[:1]):
        if kind is None and word in words.kinds:
            kind, plural = words.kinds[word], word.endswith("s")
    if kind is None and len(before) > 1 and before[-1] in ("of", "the") and before[-2] in words.kinds:
        kind = words.kinds[before[-2]]
    if kind is None and before and not before[-1].endswith("s"):
        kind = words.kinds.get(before[-1])
    return Mention(
        index=index,
        text=toponym.text,
        name=named,
        key=plain_key(named),
        kind=kind,
        plural=plural,
        direction=direction,
        parent=None,
        strict=not (before and before[-1] in words.placing),
        sentence=bisect_right(breaks, toponym.start),
        start=toponym.start,
        end=toponym.end,
        told_in=_told_in(text[max(0, toponym.start - 40) : toponym.start], words, gazetteer),
    )


def _told_in(text: str, words: _Words, gazetteer: Gazetteer) -> str | None:
    """The country of "the Mozambican town of" or "the Syrian city" before a name, on its own line."""
    before = _words_before(text.rpartition("\n")[2])
    lead = before[:-1] if before[-1:] == ["of"] else before
    if len(lead) < 2 or lead[-1] not in words.kinds:
        return None
    return demonym_countries(gazetteer).get(lead[-2])


def _words_before(lead: str) -> list[str]:
    """Plain keys of up to three words before a name, back to the last punctuation."""
    words: list[str] = []
    for word in reversed(lead.split()[-3:]):
        if not word[-1].isalnum():
            break
        words.insert(0, plain_key(word))
    return words


def _strip_direction(text: str, words: _Words) -> tuple[str | None, str]:
    first, _, rest = text.partition(" ")
    part = words.directions.get(first.casefold())
    return (part, rest) if part is not None and rest and first[0].islower() else (None, text)


def _own_kind(name: str, words: _Words, gazetteer: Gazetteer) -> tuple[Kind | None, str]:
    """The generic word inside a name ("Kunduz Province"), which the gazetteer may list with or without it."""
    pieces = name.split(" ")
    if len(pieces) > 1 and words.kinds.get(plain_key(pieces[-1])) is not None:
        whole = gazetteer.knows(plain_key(name))
        return words.kinds[plain_key(pieces[-1])], name if whole else " ".join(pieces[:-1])
    return None, name


def _stated_parents(mentions: Sequence[Mention], text: str, gazetteer: Gazetteer) -> dict[int, tuple[int, bool]]:
    """For each mention the one that is stated to lie around it, and whether beyond doubt."""
    parents: dict[int, tuple[int, bool]] = {}
    for this, other in pairwise(mentions):
        between = text[this.end : other.start]
        if len(between) > 90 or this.sentence != other.sentence:
            continue
        if re.fullmatch(r"['’]s\s+|['’]\s+", between):
            parents[other.index] = (this.index, False)
        elif not this.strict:
            continue
        elif _words().inside.fullmatch(between) and not _lists_units(between):
            parents[this.index] = (other.index, True)
        elif _stands_before_unit(this, other, between, gazetteer):
            parents[this.index] = (other.index, False)
    return parents


def _lists_units(between: str) -> bool:
    """Whether units follow, and not what lies around the name before: "In Takhar, the districts of Farkhar and"."""
    match = _UNITS.search(between)
    return match is not None and plain_key(match[1]) in _words().kinds


_UNITS = re.compile(r"(?<!of )\bthe\s+(?:[\w-]+\s+){0,2}?(\w+s)\s+of\s+$")


def _stands_before_unit(this: Mention, other: Mention, between: str, gazetteer: Gazetteer) -> bool:
    """Whether the other is what lies around this one: "Gwoza, Borno", or without a comma "Gwoza Borno State"."""
    if between == " ":
        return other.kind in (Kind.ADM1, Kind.ADM2)
    return _BEFORE_UNIT.fullmatch(between) is not None and not _are_listed(this, other, gazetteer)


def _are_listed(this: Mention, other: Mention, gazetteer: Gazetteer) -> bool:
    """Whether a comma parts two units in a list: "Kansas, Illinois and Ohio" speaks of no Kansas in Illinois."""
    first, second = gazetteer.brief(this.key), gazetteer.brief(other.key)
    if first is None or second is None or first.kind > Kind.ADM1 or first.importance < FAMOUS:
        return False
    return second.kind is Kind.ADM1 and this.key != other.key


def _with_parent(mention: Mention, parent: int | None, strict: bool) -> Mention:
    strict = strict and parent is not None
    is_so = (mention.parent, mention.strict) == (parent, strict)
    return mention if is_so else replace(mention, parent=parent, strict=strict)


def _share(mentions: list[Mention], text: str) -> list[Mention]:
    """In "X, Y and Z districts of P" the last name's kind and parent hold for all; "X districts" alone are in X."""
    lists = {
        at + 1 for at in range(len(mentions) - 1) if _LISTED.fullmatch(text[mentions[at].end : mentions[at + 1].start])
    }
    for at in range(len(mentions)):
        if mentions[at].plural and at not in lists:
            mentions[at] = replace(mentions[at], kind=None, plural=False)
    for at in range(len(mentions) - 2, -1, -1):
        this, other = mentions[at], mentions[at + 1]
        if other.plural and this.kind is None and at + 1 in lists:
            shared = _with_parent(this, other.parent, other.strict)
            mentions[at] = replace(shared, kind=other.kind, plural=True)
    return mentions
