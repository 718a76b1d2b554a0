"""One report through every stage of reading, in order: sentences, mentions, parse, claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from whoholds.config import Config, load_config
from whoholds.errors import KnowledgeError
from whoholds.reading.claims.anaphora import resolve_actors
from whoholds.reading.claims.arguments import Arguments, read_arguments
from whoholds.reading.claims.assembly import assemble
from whoholds.reading.claims.attribution import (
    CueReading,
    Quoted,
    SourceReading,
    in_its_words,
    is_hearsay,
    name_sources,
)
from whoholds.reading.claims.date_flags import flag_dates
from whoholds.reading.claims.factuality_words import open_factuality_words
from whoholds.reading.claims.geography import flag_geography
from whoholds.reading.claims.geolocation import country_of, resolve
from whoholds.reading.claims.happenings import read_happenings
from whoholds.reading.claims.namesakes import with_namesakes
from whoholds.reading.claims.part_flags import flag_parts
from whoholds.reading.claims.people_flags import flag_people
from whoholds.reading.claims.phrases import open_sentence
from whoholds.reading.claims.scene import Scene
from whoholds.reading.claims.teller import voice_of
from whoholds.reading.claims.territory import Territory, open_territory
from whoholds.reading.claims.two_wars import countries_told
from whoholds.reading.claims.vacated import flag_vacated
from whoholds.reading.claims.whose import read_whose
from whoholds.reading.lexicon import lay_over, load_lexicon, remembered
from whoholds.reading.lexicon.roles import open_roles
from whoholds.reading.mentions.actors import find_actors, side_of_phrase
from whoholds.reading.mentions.attributions import cue_meaning, find_attributions
from whoholds.reading.mentions.attributions.cues import open_cues
from whoholds.reading.mentions.happenings import HappeningLexicon, open_happenings
from whoholds.reading.mentions.place_words import load_place_words
from whoholds.reading.mentions.quantities import find_quantities
from whoholds.reading.mentions.times import find_times
from whoholds.reading.mentions.times.knowledge import load_knowledge
from whoholds.reading.mentions.toponyms import find_toponyms
from whoholds.reading.mentions.trigger_words import may_trigger
from whoholds.reading.mentions.triggers import Trigger, TriggerLexicon, open_triggers
from whoholds.reading.mentions.war_signs import find_war, tells_of_hands, where_they_fight
from whoholds.reading.reports.fingerprint import fingerprint
from whoholds.reading.selection import Selection, Selector
from whoholds.reading.sentences import LONGEST_SENTENCE, Parsed, cut_entries, open_parser, split_sentences, topics_of
from whoholds.records import ActorMention, Attribution, Claim, Mentions, Reading, Report, Toponym, Uncovered
from whoholds.reference.actors import Actor, ActorIndex, open_actors
from whoholds.reference.gazetteer import Gazetteer, open_gazetteer
from whoholds.reference.publishers import publisher_side
from whoholds.terms import ActorKind, Certainty, PlacePrecision, Refusal, Stance


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs to know, opened once. Grain: one run."""

    config: Config
    gazetteer: Gazetteer
    actors: ActorIndex
    triggers: TriggerLexicon
    territory: Territory
    happenings: HappeningLexicon


def open_reader(config: Config | None = None) -> Reader:
    """A reader with the knowledge that the configuration names; the parser opens when first used."""
    settings = config or load_config()
    _open_lexicons(settings.lexicon.files)
    return Reader(
        config=settings,
        gazetteer=open_gazetteer(settings.gazetteer.place),
        actors=open_actors(*settings.actors.files),
        triggers=open_triggers(),
        territory=open_territory(),
        happenings=open_happenings(),
    )


def _open_lexicons(own: Sequence[Path]) -> None:
    """Lay the user's files over ours; what can't be used is found here, not in the middle of a run.

    Raises:
        KnowledgeError: names the file, or the lexicons laid over where only a word of them is at fault.
    """
    lay_over(own)
    for path in own:
        load_lexicon(path.stem)
    openers = (open_roles, open_cues, open_factuality_words, load_place_words, load_knowledge, open_happenings)
    try:
        for opens in openers if own else ():
            opens()
    except (KeyError, ValueError, TypeError) as why:
        raise KnowledgeError(f"{', '.join(map(str, own))}: {why}; see the comments in the lexicon laid over") from why


def read_reports(reports: Iterable[Report], reader: Reader) -> Iterator[Reading]:
    """The reading of each report, in the order given."""
    return (read_report(report, reader) for report in reports)


def read_report(report: Report, reader: Reader, *, all_mentions: bool = False) -> Reading:
    """All that one report says of control and of other happenings, with every mention found on the way.

    Args:
        report: in English.
        reader: from `open_reader`.
        all_mentions: parse each sentence that may carry an attribution, not only those near a claim.

    Returns:
        The claims and refusals in text order, and what copies of the report will be known by.
    """
    lay_over(reader.config.lexicon.files)  # another reader of this process may have laid its own
    text = report.text
    named_actors = find_actors(text, reader.actors)
    names = _without_groups(find_toponyms(text, reader.gazetteer), named_actors, reader.actors)
    sentences, heads = cut_entries(split_sentences(report), names, named_actors, cues=_cue_forms())
    names = tuple(sorted((*names, *heads), key=lambda t: t.start))
    publisher = publisher_side(report.publisher, reader.actors)
    is_partys = publisher is not None or tells_of_hands(text, reader.actors, report.published)
    war = find_war(sentences, named_actors, reader.actors, report.published, is_partys=is_partys)
    selection = _selector(reader).select(sentences, names, named_actors, war, all_mentions=all_mentions)
    is_told = selection.is_promising or bool(selection.telling) or all_mentions
    toponyms = selection.toponyms
    if is_told:  # where a place lies, when, how many and who says so matter only to a claim
        fought_in = where_they_fight(named_actors, reader.actors, report.published)
        toponyms = with_namesakes(resolve(toponyms, report, reader.gazetteer, fought_in), report, reader.gazetteer)
    country = _country(report, toponyms, named_actors, reader.actors, publisher)
    side = voice_of(publisher, country, report.published, reader.actors)
    countries = countries_told(report, toponyms, named_actors, country, reader.actors)
    actors = resolve_actors(named_actors, report=report, publisher_side=side, countries=countries, index=reader.actors)
    times = find_times(text, published=report.published, body_start=report.body_start) if is_told else ()
    attributions = find_attributions(selection.parsed, text) if is_told else ()
    quantities = find_quantities(text) if is_told else ()
    scene = Scene(
        report, sentences, toponyms, actors, times, quantities, (), reader.actors, country, side,
        _source_reader(reader.actors, country, actors, side, report.published), topics_of(sentences, toponyms),
    )  # fmt: skip
    claims, uncovered = _claims_of(_with_quotes(scene, attributions), selection, reader)
    mentions = Mentions(_without(toponyms, heads), times, attributions, actors, quantities)
    return Reading(report, publisher, mentions, claims, uncovered, fingerprint(text))


def _selector(reader: Reader) -> Selector:
    parser = open_parser(reader.config.reading.pipeline)
    return Selector(parser, reader.triggers, reader.territory, reader.happenings, reader.actors)


def _claims_of(scene: Scene, selection: Selection, reader: Reader) -> tuple[tuple[Claim, ...], tuple[Uncovered, ...]]:
    """The claims of a report, of control and of other happenings, and what gave none; each in text order."""
    found = zip(selection.parsed, selection.triggers, strict=True)
    controls, refused = assemble(scene, [(p, _arguments(p, t, scene, reader)) for p, t in found])
    telling = [p for p in selection.parsed if p.sentence.start in selection.telling]
    happened, untold = read_happenings(scene, telling, controls, reader.happenings, plain=selection.plain)
    missed = _without_trigger(scene, {p.sentence.start for p in selection.parsed}, reader)
    claims = sorted((*controls, *happened), key=lambda c: c.trigger.start)
    uncovered = sorted((*refused, *untold, *missed), key=lambda u: (u.start, u.trigger or ""))
    return _flagged(claims, scene, reader.gazetteer), tuple(uncovered)


def _flagged(claims: Sequence[Claim], scene: Scene, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """The claims, those flagged whose place, date or people can't be as the report has them."""
    claims = flag_geography(claims, scene.report, scene.toponyms, gazetteer)
    claims = flag_dates(claims, scene.times, scene.report.published)
    claims = flag_parts(claims, scene.toponyms)
    claims = flag_vacated(claims, scene.sentences, scene.toponyms)
    return flag_people(claims, scene.report, scene.sentences, gazetteer)


def _country(
    report: Report, toponyms: Sequence[Toponym], actors: Sequence[ActorMention], index: ActorIndex, side: str | None
) -> str | None:
    """The country a report is about: where most of its places lie, unless none of its armed parties fights there.

    A village that no gazetteer has may bear the name of one abroad; who fights where is known better.
    """
    country = country_of(
        report, toponyms, lambda code: bool(index.parties_in(code, report.published)),
        lambda t: _SEAT_WEIGHT if _is_seat(t, index) else 1.0,
    )  # fmt: skip
    if country is None:
        own = index.country_of(side) if side is not None else None
        at_home = own is not None and bool(index.opponents_of(side or "", own, report.published))
        return own if at_home else _country_of_parties(actors)
    if any(t.place and t.place.country == country and _names_country(t, index) for t in toponyms):
        return country
    if any(a.country == country and a.kind is ActorKind.STATE_FORCES for a in actors):
        return country  # "Mozambican troops" and Islamic State in Cabo Delgado
    known = (index.actors.get(a.actor_id or "") for a in actors if not a.is_role)
    named = [actor for actor in known if actor is not None and actor.lives_on(report.published)]
    groups = [_homes(actor, index) for actor in named if actor.kind in _AT_HOME and actor.countries]
    elsewhere = [countries for countries in groups if country not in countries]
    if not elsewhere or any(len(c) == 1 and country in c for c in groups):
        return country
    common = set.intersection(*(set(countries) for countries in groups))
    if len(common) == 1:
        return common.pop()  # where all of them fight
    votes = Counter(countries[0] for countries in groups if len(countries) <= _FEW)
    if not votes:  # Islamic State is at home in no one country: its news from elsewhere is not Syria's
        return country if index.parties_in(country, report.published) else None
    home, most = votes.most_common(1)[0]
    return home if most > len(groups) / 2 else country


def _homes(actor: Actor, index: ActorIndex) -> tuple[str, ...]:
    """Where a group of that name fights: "the Taliban" are Afghan and Pakistani."""
    others = (other for other in index.actors.values() if actor.name in other.in_context)
    return (*actor.countries, *(code for other in others for code in other.countries))


def _is_seat(toponym: Toponym, index: ActorIndex) -> bool:
    """Whether it is where a government sits, and so may be the government: "Moscow denied it"."""
    is_town = toponym.place is not None and toponym.place.precision is PlacePrecision.PLACE
    return is_town and index.state_named(toponym.text) is not None


_SEAT_WEIGHT = 0.5
_FEW = 3  # countries in which a group may fight and still say where a report's places lie


def _names_country(toponym: Toponym, index: ActorIndex) -> bool:
    """Whether it is a country itself or its seat of government: no village is taken for one."""
    place = toponym.place
    is_whole = place is not None and place.precision is PlacePrecision.COUNTRY
    return is_whole or index.state_named(toponym.text) is not None


# Parties that fight where they are from; a state's army may be abroad.
_AT_HOME = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})


def _without_groups(names: Sequence[Toponym], actors: Sequence[ActorMention], index: ActorIndex) -> tuple[Toponym, ...]:
    """The place names that are no group's: in "Hit: Peshmerga" the colon is no sign of a place behind it."""
    named = {(a.start, a.end) for a in actors if index.names_only_actors(a.text)}
    return tuple(t for t in names if (t.start, t.end) not in named)


def _without(toponyms: Sequence[Toponym], heads: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """The toponyms that are told by themselves, not by the form of the report."""
    new = {h.start for h in heads}
    return tuple(t for t in toponyms if t.start not in new)


@remembered
def _cue_forms() -> frozenset[str]:
    """The inflected verbs of saying; a bare stem may be a noun: "off the record"."""
    return frozenset(form for form, cue in open_cues().verbs.items() if form != cue.meaning.lemma)


def _country_of_parties(actors: Sequence[ActorMention]) -> str | None:
    """The country most of the named parties are from, where no place of the report is known."""
    votes = Counter(a.country for a in actors if a.country and not a.is_role)
    return min(votes, key=lambda code: (-votes[code], code)) if votes else None


def _arguments(parsed: Parsed, triggers: Sequence[Trigger], scene: Scene, reader: Reader) -> list[Arguments]:
    topics = scene.topics.get(parsed.sentence.start, ())
    place_reader = open_sentence(parsed, scene.toponyms, scene.actors, reader.territory, topics)
    return [read_arguments(t, place_reader) for t in triggers]


def _with_quotes(scene: Scene, attributions: Sequence[Attribution]) -> Scene:
    """The scene with its attributions understood: whose they are and what their cues mean."""
    quoted: list[Quoted] = []
    for attribution, written, named in name_sources(scene.report, attributions, scene.actors):
        meanings = [m for c in attribution.cue if (m := cue_meaning(c.text)) is not None]
        if meanings and not meanings[-1].speech and meanings[-1].stance is Stance.STATES:
            continue  # wishing is not telling
        cue = (
            CueReading(
                meanings[-1].stance,
                meanings[-1].negates and not in_its_words(attribution, scene.report.text),
                Certainty.POSSIBLE if is_hearsay(attribution, meanings[-1].lemma) else meanings[-1].certainty,
            )
            if meanings
            else CueReading(Stance.STATES, False, None)
        )
        quoted.append(Quoted(attribution, cue, written, named, read_whose(scene, named) if named else None))
    return replace(scene, quoted=quoted)


@dataclass(frozen=True, slots=True)
class _SourceReader:
    index: ActorIndex
    country: str | None
    sides: tuple[str, ...]
    publisher_side: str | None
    day: date | None

    def __call__(self, phrase: str) -> SourceReading:
        side, kind = side_of_phrase(
            phrase,
            self.index,
            country=self.country,
            sides_in_report=self.sides,
            publisher_side=self.publisher_side,
            on=self.day,
        )
        return SourceReading(side, kind)


def _source_reader(
    index: ActorIndex, country: str | None, actors: Sequence[ActorMention], side: str | None, day: date | None
) -> _SourceReader:
    return _SourceReader(index, country, tuple(dict.fromkeys(a.side for a in actors if a.side)), side, day)


def _without_trigger(scene: Scene, parsed: set[int], reader: Reader) -> Iterator[Uncovered]:
    """Sentences with a place and an actor but no word the lexicon knows, or such a word but nobody, or too long."""
    for sentence in scene.sentences:
        report_id, start, end = scene.report.report_id, sentence.start, sentence.end
        if len(sentence.text) > LONGEST_SENTENCE and may_trigger(sentence.text, reader.triggers, has_parties=False):
            yield Uncovered(report_id, start, end, sentence.text, None, Refusal.TOO_LONG)
            continue
        if not any(start <= t.start < end for t in scene.toponyms):
            continue
        if sentence.start in parsed and may_trigger(sentence.text, reader.triggers, has_parties=True):
            continue
        if any(start <= a.start < end for a in scene.actors):
            yield Uncovered(report_id, start, end, sentence.text, None, Refusal.NO_TRIGGER)
        elif may_trigger(sentence.text, reader.triggers, has_parties=False):
            yield Uncovered(report_id, start, end, sentence.text, None, Refusal.NO_SIDE)
