"""What "the city" and "the airport" are not of: a quarter, a suburb, a river named just before."""

from __future__ import annotations

from whoholds.reading.claims.place_phrases import PlacePhrase
from whoholds.reading.claims.scene import Scene
from whoholds.reading.lexicon import load_lexicon
from whoholds.records import Toponym

_NEAR = 60  # characters around a name in which the noun for its kind stands


def is_quarter(toponym: Toponym, phrase: PlacePhrase, scene: Scene) -> bool:
    """Whether the name is no town's: "the flag over the Zavodskoi district ... left the city", "the Hantoub bridge"."""
    words, text = load_lexicon("territory"), scene.report.text
    behind = words_of(text[toponym.end : toponym.end + _NEAR])[:1]
    before = words_of(text[max(toponym.start - _NEAR, 0) : toponym.start])[-2:]
    of_city = phrase.noun in words["cities"] and bool(behind) and behind[0] in words["quarters"]
    wider = phrase.noun in {*words["cities"], *words["town_sites"]}
    of_way = bool(behind) and behind[0] in words["ways"] and phrase.noun != behind[0]
    return of_city or of_way or (wider and before[1:] == ["of"] and before[0] in words["quarters_of_towns"])


def is_river(toponym: Toponym, scene: Scene) -> bool:
    """Whether "the" stands before the name and no noun behind it, as with no town: "the right bank of the Sunzha"."""
    text = scene.report.text
    after = words_of(text[toponym.end : toponym.end + _NEAR])[:1]
    bare = text[toponym.end : toponym.end + 1] in {".", ",", ";", ""} or after in (["is"], ["was"], ["and"])
    return bare and text[max(toponym.start - 4, 0) : toponym.start].lower() == "the "


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without the marks around them."""
    return [word.strip('.,;:!?"“”') for word in text.lower().split()]
