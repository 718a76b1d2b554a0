"""Which town "the capital" is, by what the report itself names, and when a capital stands for its state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whoholds.reading.claims.place_phrases import PlacePhrase
from whoholds.reading.claims.scene import Scene
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import Toponym
from whoholds.reference.gazetteer import plain_key
from whoholds.terms import PlacePrecision


def capital_meant(phrase: PlacePhrase, scene: Scene) -> Toponym | None:
    """The only town of the report that can be the capital meant; None where it names none or several.

    A province's is the town that bears its name or that the report calls so, and the province the one spoken of last;
    a country's is known by its name.
    """
    of_province = _of_province().search(phrase.span.text) is not None
    towns = _of_province_told(phrase, scene) if of_province else _of_countries(phrase, scene)
    found = {t.place.place_id: t for t in towns if t.place is not None and not phrase.within}
    return next(iter(found.values())) if len(found) == 1 else None


def is_epithet(phrase: PlacePhrase) -> bool:
    """Whether the words only say what a town is like: "the jungle capital"; no state's or province's."""
    words = phrase.span.text.removeprefix("the ").split()
    return words[1:] == [phrase.noun] and words[0].islower() and _of_province().search(words[0]) is None


def _of_province_told(phrase: PlacePhrase, scene: Scene) -> Iterator[Toponym]:
    text = scene.report.text
    before = [t for t in scene.toponyms if t.start < phrase.span.start and t.place and t.place.admin1]
    who = {a.start for a in scene.actors}  # "officials appointed by Addis Ababa fled the regional capital"
    told = [t.place.admin1 for t in before if t.place and t.start not in who]
    for toponym in scene.toponyms if told else ():
        place = toponym.place
        if place is None or place.precision is not PlacePrecision.PLACE or place.admin1 != told[-1]:
            continue
        bears_name = place.admin1 is not None and plain_key(place.name) == plain_key(place.admin1)
        if bears_name or _called_so().match(text, toponym.end) is not None:
            yield toponym


def _of_countries(phrase: PlacePhrase, scene: Scene) -> Iterator[Toponym]:
    if phrase.noun != phrase.span.text.lower().removeprefix("the "):
        return  # "the diamond capital"
    for toponym in scene.toponyms:
        place = toponym.place
        if place is None or place.precision is not PlacePrecision.PLACE or place.country != scene.country:
            continue
        if scene.index.state_named(toponym.text, scene.report.published) is not None:
            yield toponym


@remembered
def _of_province() -> re.Pattern[str]:
    """ "The provincial capital", "the province's capital"."""
    words = "|".join(map(re.escape, load_lexicon("territory")["capitals_of"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@remembered
def _called_so() -> re.Pattern[str]:
    """Behind a name: ", the provincial capital"."""
    words = "|".join(map(re.escape, load_lexicon("territory")["capitals_of"]))
    return re.compile(rf",? (?:is |was )?(?:the |its )?(?:\w+ )?(?:{words}) capital\b", re.IGNORECASE)


def stands_for_state(toponym: Toponym, scene: Scene) -> bool:
    """Whether a capital stands for its state: "Moscow's envoy flew in", no "Moscow's suburbs"."""
    behind = scene.report.text[toponym.end : toponym.end + _BEHIND_CAPITAL]
    owned = re.match(r"['’]s\s+(\w+)", behind)
    if owned is None or scene.index.state_named(toponym.text) is None:
        return False
    known, noun = load_lexicon("territory"), owned[1].lower()
    return not any(noun in known[words] for words in ("parts", "settlements", "facilities", "units", "terrain"))


_BEHIND_CAPITAL = 30  # characters: "'s spokesman"
