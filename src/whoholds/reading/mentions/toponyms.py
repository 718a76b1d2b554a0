"""Find place names in a text by its capitalised runs, the gazetteer and the words around them; no parser.

Two passes. The first weighs each name by itself: a cue ("in", "the town of", "district", "has fallen"), how well
known a place of that name is, and what speaks against it (a title or first name before it, a rest of the run that
makes it a person or an organisation, an ordinary word). The second lets the sure ones help the others: the same name
again, another spelling of it, its abbreviation, its neighbour in a list, or a place in a country the text is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whoholds.reading.lexicon import remembered
from whoholds.reading.mentions.place_runs import read_runs
from whoholds.reading.mentions.place_weighing import KNOWN_ALONE, Found, Keys, Name, Weigher, Weight
from whoholds.reading.mentions.place_words import PlaceWords, load_place_words
from whoholds.records import Toponym
from whoholds.reference.gazetteer import Gazetteer, Kind, similarity, skeleton

SAME_SPELLING = 0.88  # of two unknown names in one text (Farabougou, Farabugu: 0.90)
SHORTEST_SKELETON = 3

_LOWER = re.compile(r"(?<![\w'’-])[a-z]{3,}\b")
_JOINED = re.compile(r",? and |, (?:and )?| or ")
# The same behind a name with its kind and where it lies: "Gumare village (Bulo Burto, Hiraan) and Xagar".
_LISTED = re.compile(rf"(?: [a-z]+)?(?: \([^()\n]*\))?(?:{_JOINED.pattern})")
LONGEST_GAP = 60


def find_toponyms(text: str, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The place names of a text, in text order, not overlapping and not yet resolved.

    Args:
        text: the report's text, untouched.
        gazetteer: what names are known.

    Returns:
        One record a mention; names that the gazetteer doesn't know are among them when the words around them say
        that they are places. "northern Afghanistan" is one mention. Names of peoples (Afghan) are none. An
        abbreviation that the text explains ("Puthukkudiyiruppu, often PTK") carries the name it stands for.
    """
    weigher, words = _weigher(gazetteer), load_place_words()
    found = Found(lower=frozenset(_LOWER.findall(text)))
    for run in read_runs(text, words, gazetteer):
        weigher.weigh_run(run, found)
    keys = _read_keys(found, gazetteer)
    kept: list[Name] = []
    rest: list[Name] = []
    for name in found.names:
        (kept if weigher.keeps(name, keys) else rest).append(name)
    kept += _beside(text, rest, kept, found.people)
    toponyms = [_directed(text, name, words, gazetteer) for name in kept]
    numbered = (Toponym(m.start(), m.end(), m.group()) for m in words.numbered.finditer(text))
    return tuple(_apart([*toponyms, *_abbreviated(text, kept, words), *numbered]))


@remembered
def _weigher(gazetteer: Gazetteer) -> Weigher:
    return Weigher(load_place_words(), gazetteer)


def _read_keys(found: Found, gazetteer: Gazetteer) -> Keys:
    def of(weight: Weight) -> frozenset[str]:
        return frozenset(name.key for name in found.names if name.weight is weight)

    return Keys(
        sure=of(Weight.SURE),
        likely=of(Weight.LIKELY),
        cued=of(Weight.WEAK),
        people=frozenset(found.people),
        about=_countries(found, gazetteer),
    )


def _countries(found: Found, gazetteer: Gazetteer) -> frozenset[str]:
    """The countries of a text's sure names: of those borne in one country only, and of well-known places."""
    about = set()
    for name in found.names:
        brief = gazetteer.brief(name.key) if name.known and name.weight >= Weight.LIKELY else None
        if brief is None or brief.country is None:
            continue
        well_known = brief.importance >= KNOWN_ALONE
        sure = name.weight is Weight.SURE and (well_known or len(brief.countries) == 1)
        if sure or (well_known and name.key not in found.people):
            about.add(brief.country)
    return frozenset(about)


def _beside(text: str, rest: Sequence[Name], kept: Sequence[Name], people: set[str]) -> list[Name]:
    """Open names that share a list with places, open an item as places do or respell one, and their repetitions."""
    starts, ends = {name.start for name in kept}, {name.end for name in kept}
    labels = any(name.label for name in kept)
    listed_on = _listed_on(text, rest, kept)
    spelt: dict[str, list[str]] = {}
    for name in kept:
        if not name.known:
            spelt.setdefault(skeleton(name.key), []).append(name.key)
    added: set[str] = set()
    for name in rest:
        if name.weight is not Weight.OPEN or name.key in people or name.known:
            continue
        ahead = _JOINED.match(text, name.end)
        back = _JOINED.search(text, max(0, name.start - 6), name.start)
        listed = (ahead and ahead.end() in starts) or (back and back.end() == name.start and back.start() in ends)
        bones = skeleton(name.key)
        known = spelt.get(bones, []) if len(bones) >= SHORTEST_SKELETON else []
        respelt = any(similarity(name.key, key, at_least=SAME_SPELLING) >= SAME_SPELLING for key in known)
        if listed or name.start in listed_on or respelt or (name.label and labels):
            added.add(name.key)
    return [name for name in rest if name.key in added and name.weight is not Weight.NOT]


def _listed_on(text: str, rest: Sequence[Name], kept: Sequence[Name]) -> set[int]:
    """Where the names begin that a list goes on with, from one that is surely a place.

    "The villages of Abu Dali, Tell Sukaig, Mushayrifah and Rasm Amoun".
    """
    ends = {name.end for name in kept if name.weight is Weight.SURE}
    found: set[int] = set()
    for name in sorted((*rest, *kept), key=lambda n: n.start):
        near = (end for end in ends if name.start - LONGEST_GAP <= end < name.start)
        if any(_LISTED.fullmatch(text, end, name.start) for end in near):
            found.add(name.start)
            ends.add(name.end)
    return found


def _directed(text: str, name: Name, lexicon: PlaceWords, gazetteer: Gazetteer) -> Toponym:
    """The mention, with the direction before a country, province or region taken in: "northern Afghanistan"."""
    start, brief = name.start, gazetteer.brief(name.key)
    if brief is not None and brief.kind <= Kind.ADM1 and text[start - 1 : start] == " ":
        before = text[max(0, start - 16) : start - 1].rsplit(None, 1)
        if before and before[-1].islower() and before[-1] in lexicon.directions:
            start -= len(before[-1]) + 1
    return Toponym(start, name.end, text[start : name.end])


def _abbreviated(text: str, kept: Sequence[Name], lexicon: PlaceWords) -> Iterator[Toponym]:
    """Mentions of abbreviations that stand explained behind a place name."""
    full: dict[str, str] = {}
    for name in kept:
        match = lexicon.abbreviated.match(text, name.end)
        short = match.group(1) or match.group(2) if match else ""
        if short and short[0] == text[name.start]:
            full.setdefault(short, text[name.start : name.end])
    for short, long in full.items():
        for match in re.finditer(rf"\b{re.escape(short)}\b", text):
            yield Toponym(match.start(), match.end(), short, full=long)


def _apart(toponyms: Sequence[Toponym]) -> Iterator[Toponym]:
    """In text order, without those inside another."""
    end = -1
    for toponym in sorted(toponyms, key=lambda t: (t.start, -t.end)):
        if toponym.start >= end:
            end = toponym.end
            yield toponym
