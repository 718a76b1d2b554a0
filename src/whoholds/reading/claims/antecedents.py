"""Which place "the town", "it" or "there" means, and which area "ten districts" lie in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from whoholds.reading.claims.attribution import Quoted
from whoholds.reading.claims.capitals import capital_meant, is_epithet, stands_for_state
from whoholds.reading.claims.claim_places import claim_area, claim_place, is_site_told_of, place_named
from whoholds.reading.claims.place_phrases import PlacePhrase, Reference
from whoholds.reading.claims.scene import Draft, Scene
from whoholds.reading.claims.where_said import is_where_said
from whoholds.reading.claims.wider import is_quarter, is_river, words_of
from whoholds.reading.lexicon import load_lexicon
from whoholds.records import ClaimPlace, Sentence, Toponym
from whoholds.terms import PlacePrecision, PlaceRole, SourceKind

_AREAS = (PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.REGION)
# A pronoun reaches back this many sentences, a definite noun this many paragraphs.
PRONOUN_SENTENCES = 3
NOUN_PARAGRAPHS = 2


def places_of(
    phrases: Sequence[PlacePhrase], scene: Scene, sentence: Sentence, drafts: Sequence[Draft]
) -> tuple[list[ClaimPlace], bool]:
    """The places of a claim, and whether a reference stayed open.

    Returns:
        `at` places first, as the phrases name them or the text before makes clear; then the areas they lie in. A
        counted or unnamed place stands as written with its area; a pronoun without a clear antecedent gives nothing.
    """
    at: list[ClaimPlace] = []
    within: dict[int, Toponym] = {}
    is_open = False
    for phrase in phrases:
        if phrase.toponym is None and (ground := _ground_somewhere(phrase, scene, sentence, drafts)) is not None:
            at.append(place_named(ground, PlaceRole.AT, "share"))
            continue
        if (site := _site_again(phrase, sentence, drafts)) is not None:
            at.append(site)
            continue
        if pair := _both(scene, sentence, phrase, drafts):
            at.extend(pair)
            continue
        if (unlisted := _unlisted_just_told(phrase, scene, sentence, drafts)) is not None:
            at.append(unlisted)
            continue
        toponym = phrase.toponym or _antecedent(phrase, scene, sentence, drafts)
        if toponym is None and phrase.reference is Reference.PRONOUN:
            is_open = True
            continue
        at.append(claim_place(phrase, toponym))
        for area in phrase.within or (() if toponym else _area_before(phrase, scene, sentence)):
            within.setdefault(area.start, area)
    areas = [claim_area(t) for t in within.values() if not any(p.start == t.start for p in at)]
    return at + areas, is_open


def _unlisted_just_told(
    phrase: PlacePhrase, scene: Scene, sentence: Sentence, drafts: Sequence[Draft]
) -> ClaimPlace | None:
    """The site without a name of its own that "it" is, told of last in the sentence: "lost Gate 27 after taking it"."""
    last = drafts[-1] if drafts and drafts[-1].parsed.sentence.start == sentence.start else None
    at = [p for p in last.places if p.role is PlaceRole.AT] if last is not None else []
    bare = phrase.reference is Reference.PRONOUN and len(at) == 1 and at[0].place_id is None
    if not bare or any(at[0].end <= t.start < phrase.span.start for t in scene.toponyms):
        return None
    return at[0] if at[0].end <= phrase.span.start else None


def _both(scene: Scene, sentence: Sentence, phrase: PlacePhrase, drafts: Sequence[Draft]) -> list[ClaimPlace]:
    """The two places that "both" stands for: those of the entry's head, of the claims right before, or named there."""
    if phrase.reference is not Reference.ELLIPTIC or phrase.span.text.lower() != "both":
        return []
    topics = topics_of_entry(scene, sentence)
    if len(topics) == _PAIR:
        return [place_named(t, PlaceRole.AT, None) for t in topics]
    for near in (sentence, *sentences_before(scene, sentence, 1)):
        if near.paragraph != sentence.paragraph:
            break
        told = [p for d in drafts if d.parsed.sentence.start == near.start for p in d.places if p.role is PlaceRole.AT]
        told = [p for p in told if near.start <= p.start < phrase.span.start]
        claimed = list({(p.place_id or p.text, p.part): p for p in told}.values())
        if len(claimed) == _PAIR and (near is not sentence or all(p.part for p in claimed)):
            return claimed
        there = [t for t in scene.toponyms if near.start <= t.start < min(near.end, phrase.span.start)]
        towns = [t for t in there if not is_area(t) and not names_somebody(t, scene)]
        if len(towns) == _PAIR:
            return [place_named(t, PlaceRole.AT, None) for t in towns]
    return []


_PAIR = 2


def topics_of_entry(scene: Scene, sentence: Sentence) -> tuple[Toponym, ...]:
    """The places that the entry of a digest or a live blog is headed with: "Netailove: claimed by both"."""
    return scene.topics.get(sentence.start, ())


def _antecedent(phrase: PlacePhrase, scene: Scene, sentence: Sentence, drafts: Sequence[Draft]) -> Toponym | None:
    """The place named before that the phrase refers to; None if unnamed or unclear."""
    match phrase.reference:
        case Reference.PRONOUN if phrase.span.text.lower() in {"former", "latter"}:
            return _of_two(phrase, scene, sentence)
        case Reference.PRONOUN:
            found = next(_salient(phrase, scene, sentence, drafts, reach=PRONOUN_SENTENCES), None)
            return found or _named_next(phrase, scene, sentence)
        case Reference.DEFINITE if phrase.noun in load_lexicon("territory")["seats"]:
            found = capital_meant(phrase, scene)  # a certain town, not the last one named
            if found is None and is_epithet(phrase):
                found = next(_salient(phrase, scene, sentence, drafts, reach=1), None)
            return found
        case Reference.DEFINITE if phrase.noun in load_lexicon("territory")["compass"]:
            return None
        case _ if is_site_told_of(phrase):
            return _right_behind(phrase, scene) or _facility_before(phrase, scene, sentence, drafts)
        case Reference.DEFINITE:
            near = _salient(phrase, scene, sentence, drafts, reach=None)
            found = next((t for t in near if not is_quarter(t, phrase, scene)), None)
            return None if found is not None and _beside_one_unnamed(phrase, found, scene) else found
        case Reference.UNNAMED if phrase.is_facility:
            there = [*(t for t in phrase.within if not is_area(t)), *phrase.within[:1]]  # "a checkpoint at Zawiya"
            return there[0] if there else next(_located(phrase, scene, sentence), None)
    return None


def _ground_somewhere(phrase: PlacePhrase, scene: Scene, sentence: Sentence, drafts: Sequence[Draft]) -> Toponym | None:
    """Where "territory" lies that is neither named nor counted: where the clash was, else what was told of before."""
    bare = phrase.reference is Reference.UNNAMED and phrase.noun in load_lexicon("territory")["bare_ground"]
    if not bare or phrase.within or phrase.part:
        return None
    words = load_lexicon("territory")["inside"]
    for toponym in scene.toponyms:
        if phrase.span.end <= toponym.start < sentence.end and not is_area(toponym):
            before = scene.report.text[phrase.span.end : toponym.start].split()
            return toponym if before and before[-1] in words else None
    near = next(iter(sentences_before(scene, sentence, 1)), None)
    starts = {t.start: t for t in scene.toponyms}
    told = _claimed(drafts, starts, near) if near is not None else iter(())
    return next((t for t in told if not is_area(t)), None)


def _site_again(phrase: PlacePhrase, sentence: Sentence, drafts: Sequence[Draft]) -> ClaimPlace | None:
    """The site just told of that "the camp" is again: "left the Taji base. They handed the camp to the army"."""
    sites = load_lexicon("territory")["military_sites"]
    again = phrase.reference is Reference.DEFINITE and phrase.noun in sites and phrase.toponym is None
    if not again or phrase.within or not drafts:
        return None
    last = drafts[-1]
    near = last.parsed.sentence.paragraph == sentence.paragraph
    told = [
        p for p in last.places if p.role is PlaceRole.AT and words_of(p.text)[-1] in sites and p.text != p.text.lower()
    ]
    return told[0] if near and len(told) == 1 else None


def _beside_one_unnamed(phrase: PlacePhrase, named: Toponym, scene: Scene) -> bool:
    """Whether "the village" is one that was told of without its name: "a village near the city of Sinjar"."""
    before = scene.report.text[max(named.start - _ASIDE, 0) : named.start]
    near = "|".join(map(re.escape, load_lexicon("territory")["beside"]))
    unnamed = rf"\b(?:an?|another) (?:[\w-]+ ){{0,3}}{re.escape(phrase.noun or '')} (?:{near}) [^.;:,]*$"
    return re.search(unnamed, before, re.IGNORECASE) is not None


_ASIDE = 60  # characters: "a village some ten kilometres from the city of "


def _right_behind(phrase: PlacePhrase, scene: Scene) -> Toponym | None:
    """The settlement that the words right behind put it in: "the palace in Bangui", "the base of the army in Goma"."""
    of, end = {" of ", " of the "}, phrase.span.end
    end = next((a.end for a in scene.actors if scene.report.text[end : a.start] in of), end)
    for toponym in scene.toponyms:
        if toponym.start >= end and not is_area(toponym):
            gap = scene.report.text[end : toponym.start].split()
            named = all(w[:1].isupper() for w in gap[1:])  # "its camp at Camp Ranao"
            return toponym if gap and named and gap[0] in load_lexicon("territory")["inside"] else None
    return None


def _facility_before(phrase: PlacePhrase, scene: Scene, sentence: Sentence, drafts: Sequence[Draft]) -> Toponym | None:
    """Where "the base" lies: in the place its own paragraph is about, else where the last base claimed does.

    Every town has an airport; one that nobody named before is not that of a place some paragraphs up, unless the
    sentence speaks of "the town" too, or somebody is being asked about one.
    """
    near = [t for t in _salient(phrase, scene, sentence, drafts, reach=None) if not is_quarter(t, phrase, scene)]
    near = [t for t in near if not is_river(t, scene)]
    listed = {p.start for d in drafts for p in d.places if sum(q.role is PlaceRole.AT for q in d.places) > 1}
    near = [t for t in near if t.start >= sentence.start or t.start not in listed]  # of A, B and C, nobody says which
    opening = min(s.start for s in scene.sentences if s.paragraph == sentence.paragraph)
    own = next((t for t in near if t.start >= opening), None)
    if own is not None:
        return own
    told = (p for d in reversed(drafts) for p in d.places if p.role is PlaceRole.AT and p.place_id is not None)
    before = next((p.place_id for p in told if words_of(p.text)[-1:] == [phrase.noun]), None)
    named = [t for t in scene.toponyms if t.place and t.place.place_id == before and t.start < phrase.span.start]
    if before is not None and named:
        return named[-1]
    words = words_of(sentence.text)
    is_of_town = any(b in load_lexicon("territory")["settlements"] for a, b in pairwise(words) if a == "the")
    return next(iter(near), None) if is_of_town or sentence.speaker is not None else None


def _named_next(phrase: PlacePhrase, scene: Scene, sentence: Sentence) -> Toponym | None:
    """The town that a clause set first speaks of before it is named: "hours after they lost it, Kobane was quiet"."""
    at = phrase.span.start - sentence.start
    before, comma = sentence.text[:at].lower().split(), sentence.text.find(",", at)
    after = [t for t in scene.toponyms if phrase.span.end <= t.start < sentence.end]
    first = next((t for t in after if not is_area(t)), None)
    if comma < 0 or first is None or not set(before) & set(load_lexicon("grammar")["subordinating"]):
        return None
    lead = sentence.text[comma + 1 : first.start - sentence.start].split()
    return first if sentence.start + comma < first.start and all(w.islower() for w in lead) else None


def _of_two(phrase: PlacePhrase, scene: Scene, sentence: Sentence) -> Toponym | None:
    """Of the two places named last, the first or the second; None unless they stand in one sentence."""
    for near in (sentence, *sentences_before(scene, sentence, PRONOUN_SENTENCES)):
        there = [t for t in scene.toponyms if near.start <= t.start < min(near.end, phrase.span.start)]
        towns = [t for t in there if not is_area(t) and not names_somebody(t, scene)]
        if len(towns) > 1:
            return towns[-2] if phrase.span.text.lower() == "former" else towns[-1]
    return None


def _salient(
    phrase: PlacePhrase, scene: Scene, sentence: Sentence, drafts: Sequence[Draft], *, reach: int | None
) -> Iterator[Toponym]:
    """Places the phrase may stand for, the most salient first: the last claim's, the topic of the sentences before."""
    if phrase.noun in load_lexicon("territory")["countries"]:
        yield from _country_of(scene)
        return
    for toponym in _near_first(phrase, scene, sentence, drafts, reach=reach):
        if toponym.place is None or toponym.place.precision is not PlacePrecision.COUNTRY:
            yield toponym  # no "region" is a whole country


def _near_first(
    phrase: PlacePhrase, scene: Scene, sentence: Sentence, drafts: Sequence[Draft], *, reach: int | None
) -> Iterator[Toponym]:
    wants_area = phrase.noun in load_lexicon("territory")["wide"]
    near = list(sentences_before(scene, sentence, reach))
    starts = {t.start: t for t in scene.toponyms}
    if phrase.within and not wants_area:
        yield from (t for t in phrase.within if not is_area(t))
    own = [t for t in scene.toponyms if sentence.start <= t.start < phrase.span.start and not names_somebody(t, scene)]
    own = [t for t in own if not _is_dateline(t, scene)]
    own = [t for t in own if not _AWAY.search(sentence.text[: t.start - sentence.start])]
    own = [t for t in own if not is_where_said(t, phrase, sentence, scene)]
    if own and phrase.reference is Reference.PRONOUN and _is_right_before(own[-1], phrase, sentence):
        yield own[-1]
    yield from (t for t in _claimed(drafts, starts, sentence) if is_area(t) == wants_area)
    yield from (t for t in own if is_area(t) == wants_area)
    if phrase.reference is Reference.PRONOUN:
        yield from _claimed(drafts, starts, sentence)  # "left the Lachin district, and they entered it"
    if near:
        yield from (t for t in _claimed(drafts, starts, near[0]) if is_area(t) == wants_area)
    away: list[Toponym] = []
    for before in near:
        there = [t for t in scene.toponyms if before.start <= t.start < before.end and not names_somebody(t, scene)]
        there = [t for t in there if not _ORIGIN.fullmatch(scene.report.text[before.start : t.start])]
        # "Moscow's announcement about Robotyne" is about Robotyne.
        there.sort(key=lambda t: scene.index.state_named(t.text) is not None)
        there = [t for t in there if is_area(t) == wants_area]
        away += [t for t in there if _AWAY.search(scene.report.text[before.start : t.start])]
        yield from (t for t in there if t not in away)
    yield from away
    yield from _topic(scene, sentence, wants_area=wants_area)


def _is_right_before(toponym: Toponym, phrase: PlacePhrase, sentence: Sentence) -> bool:
    """Whether what is done to "it" is done on the way to the place before: "reached Manbij without entering it"."""
    before = sentence.text[: toponym.start - sentence.start].split()
    between = sentence.text[toponym.end - sentence.start : phrase.span.start - sentence.start]
    loose = before and before[-1].lower() in load_lexicon("territory")["locatives"] and before[-1].lower() != "of"
    return not loose and re.fullmatch(r",? (?:without|before) \w+ing ", between) is not None


def _is_dateline(toponym: Toponym, scene: Scene) -> bool:
    """Whether the name tells only where the report was filed."""
    dateline = scene.report.dateline
    return dateline is not None and toponym.start < _LEAD and toponym.text.casefold() in dateline.casefold()


_LEAD = 80  # characters of a text in which its dateline stands


def _country_of(scene: Scene) -> Iterator[Toponym]:
    """The country a report is about, where it names it: what else "the country" means is not the area named last."""
    named = (t for t in scene.toponyms if t.place and t.place.precision is PlacePrecision.COUNTRY)
    yield from (t for t in named if t.place and t.place.country == scene.country)


# "Two traders who got away to El Obeid": not where it happened; "As to El Obeid" is.
_AWAY = re.compile(r"(?<!\bas )\b(?:to|toward|towards|for)\s+(?:the\s+)?$", re.IGNORECASE)


# Where those who act are from: "Hunters from Gombi swept through it" is not about Gombi.
_ORIGIN = re.compile(r"\W*(?:\w+ ){0,3}(?!\w+(?:ed|en) )\w+ from ", re.IGNORECASE)


def _claimed(drafts: Sequence[Draft], starts: Mapping[int, Toponym], sentence: Sentence) -> Iterator[Toponym]:
    """The places of the claims read from a sentence, the last first."""
    for draft in reversed(drafts):
        if draft.parsed.sentence.start == sentence.start:
            yield from (starts[p.start] for p in draft.places if p.role is PlaceRole.AT and p.start in starts)


def _topic(scene: Scene, sentence: Sentence, *, wants_area: bool) -> Iterator[Toponym]:
    """The only place the report has named so far, however far back."""
    before = [t for t in scene.toponyms if t.start < sentence.start and is_area(t) == wants_area]
    if len({t.place.place_id if t.place else t.text for t in before}) == 1:
        yield before[0]


def names_somebody(toponym: Toponym, scene: Scene) -> bool:
    """Whether the name is part of what a source or an actor is called: "the Kunduz police spokesman"."""
    sources = any(_is_office(q, toponym) for q in scene.quoted)
    whose = _OF_WHOM.search(scene.report.text, max(toponym.start - _NEAR, 0), toponym.start)
    end = whose.start() if whose else -1
    within = any(a.start <= toponym.start < a.end or a.end == end for a in scene.actors)
    return sources or within or stands_for_state(toponym, scene)


_OF_WHOM = re.compile(r"\s+of(?:\s+the)?\s+$")  # "the army of the Ukraine is leaving the region"
_NEAR = 10  # characters before a name among which that is looked for: " of the ", with a line's end or two


def _is_office(quoted: Quoted, toponym: Toponym) -> bool:
    """Whether the name tells what a source is, not where it has been: not "shopkeepers who walked out of Qaysar"."""
    source, reading = quoted.source, quoted.reading
    if source is None or reading is None or not source.start <= toponym.start < source.end:
        return False
    lead = source.text[: toponym.start - source.start]
    known = reading.side is not None or reading.kind is not SourceKind.UNNAMED
    at_home = reading.kind is SourceKind.RESIDENT and _HOME.search(lead)  # "residents of Beit Hanoun"
    return known and not at_home and " who " not in lead


_HOME = re.compile(r" (?:of|in|from) $")


def sentences_before(scene: Scene, sentence: Sentence, reach: int | None) -> Iterator[Sentence]:
    """The sentences before this one, nearest first, as far as a reference reaches."""
    before = [s for s in scene.sentences if s.end <= sentence.start]
    if reach is not None:
        before = before[-reach:]
    yield from (s for s in reversed(before) if sentence.paragraph - s.paragraph <= NOUN_PARAGRAPHS)


def _located(phrase: PlacePhrase, scene: Scene, sentence: Sentence) -> Iterator[Toponym]:
    """The settlement that the sentence itself puts an unnamed facility in: "In Sollé, … an army post"."""
    words = load_lexicon("territory")["locatives"]
    text, base = sentence.text, sentence.start
    for toponym in scene.toponyms:
        if sentence.start <= toponym.start < sentence.end and not is_area(toponym):
            before = text[: toponym.start - base].split()
            if before and before[-1].lower() in words:
                yield toponym


def _area_before(phrase: PlacePhrase, scene: Scene, sentence: Sentence) -> tuple[Toponym, ...]:
    """The area that counted places lie in: the last one named in the sentence, else in the text before."""
    here = [t for t in scene.toponyms if sentence.start <= t.start < sentence.end and _could_hold(t, scene)]
    nearest = sorted(here, key=lambda t: abs(t.start - phrase.span.start))
    if nearest:
        return (nearest[0],)
    for before in reversed([s for s in scene.sentences if s.end <= sentence.start]):
        found = [t for t in scene.toponyms if before.start <= t.start < before.end and _could_hold(t, scene)]
        if found:
            return (found[0],)
    return ()


def _could_hold(toponym: Toponym, scene: Scene) -> bool:
    """Whether counted places may lie in it: an area of the report's country."""
    return is_area(toponym) and toponym.place is not None and toponym.place.country in {None, scene.country}


def is_area(toponym: Toponym) -> bool:
    """Whether it is a province, a region or a country: no town."""
    return toponym.place is not None and toponym.place.precision in _AREAS
