"""The words of `lexicon/places.toml` as sets of plain keys, and what a capitalised run looks like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reference.gazetteer import plain_key


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Sets of plain keys; the field names are those of the file."""

    generic: frozenset[str]
    districts: frozenset[str]  # of them, those of second-level units
    units: frozenset[str]  # those of second- and first-level units
    features: frozenset[str]
    first_features: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    at: frozenset[str]
    heads: frozenset[str]
    takes: frozenset[str]
    falls: frozenset[str]
    between: frozenset[str]
    placing: frozenset[str]
    appositions: tuple[str, ...]
    aside: re.Pattern[str]  # behind a name: ", meanwhile, "
    parts: frozenset[str]
    directions: frozenset[str]
    titles: frozenset[str]
    person_after: frozenset[str]
    person_owns: frozenset[str]
    speaks: frozenset[str]
    given: frozenset[str]
    surname_countries: frozenset[str]
    organisation_last: frozenset[str]
    organisation_first: frozenset[str]
    bodies: frozenset[str]
    streets: frozenset[str]
    open: frozenset[str]
    common: frozenset[str]
    phrases: frozenset[str]
    abbreviations: frozenset[str]
    demonyms: frozenset[str]
    run: re.Pattern[str]
    held: re.Pattern[str]  # behind a name: "is in Russian hands", "remains under rebel control"
    numbered: re.Pattern[str]  # "Point 1742", "Hill 881"
    listed: re.Pattern[str]  # behind a name: the rest of a list of units ("and Aliabad districts")
    abbreviated: re.Pattern[str]  # behind a name: its abbreviation, in group 1 or 2


@remembered
def load_place_words() -> PlaceWords:
    """The lexicon's place words; KnowledgeError where its file is missing or isn't TOML."""
    tables = load_lexicon("places")
    cues, persons, bodies, features = (tables[name] for name in ("cues", "persons", "organisations", "features"))
    near = ("strong", "weak", "at", "heads", "takes", "falls", "between", "placing")
    return PlaceWords(
        **{name: _keys(cues[name]) for name in near},
        generic=_keys(word for words in tables["generic"].values() for word in words),
        districts=_keys(tables["generic"]["district"]),
        units=_keys(_units(tables)),
        features=_keys(features["last"]),
        first_features=_keys(features["first"]),
        appositions=tuple(cues["appositions"]),
        aside=re.compile(rf",\s+(?:{'|'.join(map(re.escape, cues['asides']))}),\s+"),
        parts=_keys(tables["parts"]["before"]),
        directions=_keys(tables["directions"]["adjectives"]),
        titles=_keys(persons["titles"]),
        person_after=_keys(persons["after"]),
        person_owns=_keys(persons["own"]),
        speaks=_keys(persons["speaks"]),
        given=_keys(persons["given"]),
        surname_countries=frozenset(persons["surname_countries"]),
        organisation_last=_keys(bodies["last"]),
        organisation_first=_keys(bodies["first"]),
        bodies=_keys(bodies["bodies"]),
        streets=_keys(bodies["streets"]),
        open=_keys(bodies["open"]),
        common=_keys(tables["common"]["words"]),
        phrases=_keys(tables["common"]["phrases"]),
        abbreviations=_keys(tables["common"]["abbreviations"]),
        demonyms=_keys(tables["demonyms"]["words"]),
        run=_run_pattern(tables["run"]),
        held=_held_pattern(cues["held_in"]),
        numbered=_numbered_pattern(features["numbered"]),
        listed=_listed_pattern(_units(tables)),
        abbreviated=_abbreviated_pattern(tables["run"]["also"]),
    )


def _units(tables: dict[str, Any]) -> list[str]:
    return [*tables["generic"]["district"], *tables["generic"]["province"]]


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(key for word in words if (key := plain_key(word)))


def _run_pattern(parts: dict[str, Sequence[str]]) -> re.Pattern[str]:
    """A run: capitalised words, single spaces and the small words that stand inside names."""
    upper = "".join(c for c in map(chr, range(0x2000)) if unicodedata.category(c) == "Lu")
    big = f"[{re.escape(upper)}]"
    article = "|".join(map(re.escape, parts["articles"]))
    hyphened = "|".join(map(re.escape, parts["hyphened"]))
    inside = "|".join(map(re.escape, parts["inside"]))
    short = "|".join(map(re.escape, parts["abbreviations"]))
    owning = "|".join(map(re.escape, parts["possessives"]))
    word = (
        rf"(?:(?:{big}\.){{2,}}|{big}\.(?= {big})|(?:{short})\.(?= {big})"
        rf"|(?:{owning})['’]s"
        rf"|(?:(?:{article})[-'’ ]|(?:{hyphened})[-'’])?{big}\w*(?:[-'’ʻʼ‘](?!s\b)\w+)*)"
    )
    return re.compile(rf"(?<![\w-]){word}(?: (?:(?:{inside}) )?{word})*")


def _held_pattern(words: Sequence[str]) -> re.Pattern[str]:
    is_ = "is|are|was|were|remains|remained|stays|stayed"
    return re.compile(rf"(?:{is_}) (?:\w+ ){{0,2}}(?:in|under) (?:\w+ ){{0,3}}(?:{'|'.join(words)})\b")


def _numbered_pattern(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}) \d{{2,}}\b")


def _listed_pattern(units: Sequence[str]) -> re.Pattern[str]:
    plurals = "|".join(re.escape(word) for word in units if word.endswith("s"))
    return re.compile(rf"(?:,| and|, and) [^.;:()\n]{{1,50}}? (?:{plurals})\b")


def _abbreviated_pattern(also: Sequence[str]) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, also), key=len, reverse=True))
    return re.compile(rf"\s+\((?:(?:{words})\s+)?([A-Z]{{2,5}})\)|,\s+(?:{words})\s+([A-Z]{{2,5}})\b")
