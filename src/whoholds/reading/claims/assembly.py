"""Trigger by trigger, in the order of the text: arguments, voice, factuality, place, party and day become a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from whoholds.reading.claims.antecedents import places_of, understood_place
from whoholds.reading.claims.arguments import Arguments, leaves_out_side
from whoholds.reading.claims.attribution import SourceReading, Voice, own_voice, voices_of
from whoholds.reading.claims.clauses import children, clause_tokens
from whoholds.reading.claims.counts import count_of_places, split_count
from whoholds.reading.claims.dating import date_trigger
from whoholds.reading.claims.echoes import echoes
from whoholds.reading.claims.factuality import Factuality, read_factuality, read_fighting, tense_of
from whoholds.reading.claims.finish import finish
from whoholds.reading.claims.parties import as_written, implied, opponent_named, parties_of, understood
from whoholds.reading.claims.phrases import ActorPhrase, PlacePhrase, Reference
from whoholds.reading.claims.scene import Draft, Scene
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.triggers import Construction
from whoholds.reading.sentences import Parsed
from whoholds.records import Claim, ClaimActor, ClaimPlace, ClaimSource, ClaimTime, Span, Uncovered
from whoholds.terms import (
    ActorKind,
    ActorRole,
    Basis,
    Certainty,
    EventType,
    Fighting,
    PlacePrecision,
    PlaceRole,
    Polarity,
    Refusal,
    SourceKind,
    Stance,
    TimexType,
)


def assemble(
    scene: Scene, read: Iterable[tuple[Parsed, Sequence[Arguments]]]
) -> tuple[tuple[Claim, ...], tuple[Uncovered, ...]]:
    """The control claims of a report and the triggers that gave none, each in text order.

    Args:
        scene: what the stages before know of the report.
        read: its parsed sentences in text order, each with the arguments of its triggers.
    """
    drafts: list[Draft] = []
    refused: list[Uncovered] = []
    for parsed, all_arguments in read:
        drafts.extend(echoes(scene, parsed, tuple(drafts)))
        for arguments in all_arguments:
            for voice in _voices(scene, parsed, arguments):
                made = _draft(scene, parsed, arguments, voice, drafts)
                if isinstance(made, Refusal):
                    refused.append(_uncovered(scene, parsed, arguments, made))
                    continue
                drafts.append(made)
                drafts.extend(split_count(made))
    return finish(scene, drafts), tuple(refused)


def _draft(
    scene: Scene, parsed: Parsed, arguments: Arguments, voice: Voice, drafts: Sequence[Draft]
) -> Draft | Refusal:
    trigger = arguments.trigger
    entry = trigger.entry
    placeless = arguments.refused is Refusal.NO_PLACE and entry.frame.place_understood
    if arguments.refused is not None and not placeless:
        return arguments.refused
    speech = frozenset(t.i for t in parsed.doc if _is_cue(parsed.at(t), voice))
    factuality = read_factuality(trigger.clause, speech)
    if factuality.refused is not None:
        return factuality.refused
    negated = (factuality.polarity is Polarity.NEGATED) != voice.negates
    if entry.construction is Construction.ABSENCE:
        factuality = replace(factuality, polarity=Polarity.AFFIRMED)  # "no" is what it is made of
    if entry.negated_only and not negated:
        return Refusal.NOT_TERRITORY
    places, open_place = _places(scene, parsed, arguments, factuality, drafts)
    if not any(p.role is PlaceRole.AT for p in places) and not entry.frame.place_optional:
        return Refusal.OPEN_REFERENCE if open_place else Refusal.NO_PLACE
    return _with_parties(scene, parsed, arguments, drafts, (voice, factuality, places))


def _places(
    scene: Scene, parsed: Parsed, arguments: Arguments, factuality: Factuality, drafts: Sequence[Draft]
) -> tuple[list[ClaimPlace], bool]:
    """The places of a claim, and whether a reference stayed open; none where the phrases are too vague for the word."""
    phrases = [p for p in arguments.places if not _is_time(scene, p.span)]
    if not phrases and (arguments.trigger.entry.frame.place_understood or arguments.refused is Refusal.NO_PLACE):
        return understood_place(parsed.sentence, drafts), False
    named = any(p.reference is Reference.NAMED or (p.noun and not p.is_facility) for p in phrases)
    vague = all(p.toponym is None and p.reference is Reference.UNNAMED for p in phrases)
    if arguments.trigger.entry.named_only and not named:
        return [], False
    if arguments.trigger.entry.loose and all(_is_weak_ground(p) for p in phrases):
        return [], False
    if factuality.certainty is Certainty.PLANNED and vague:
        return [], False  # "to secure a road": a purpose, and nowhere to look for it
    return places_of(phrases, scene, parsed.sentence, drafts)


def _is_weak_ground(phrase: PlacePhrase) -> bool:
    """What a common verb takes, clears or leaves every day: a country in sport, a road, positions."""
    place = phrase.toponym.place if phrase.toponym is not None else None
    is_country = place is not None and place.precision is PlacePrecision.COUNTRY
    terrain = load_lexicon("territory")["weak"]
    if phrase.reference is Reference.NAMED:
        return is_country
    roads = load_lexicon("territory")["roads"]
    return is_country or phrase.noun in roads or (phrase.reference is Reference.UNNAMED and phrase.noun in terrain)


def _with_parties(
    scene: Scene,
    parsed: Parsed,
    arguments: Arguments,
    drafts: Sequence[Draft],
    known: tuple[Voice, Factuality, list[ClaimPlace]],
) -> Draft | Refusal:
    voice, factuality, places = known
    made = _parties(scene, parsed, arguments, drafts, (voice, factuality, places))
    if isinstance(made, Refusal):
        return made
    event, sides, lost = made
    if event is EventType.HOLDING and factuality == Factuality(Polarity.AFFIRMED, Certainty.PLANNED):
        event = EventType.TAKEOVER  # to hold it one day is to take it
    if arguments.trigger.entry.frame.self_told:
        voice = _told_by(sides, voice, arguments.trigger.entry.stance or Stance.CLAIMS)
    if event is EventType.TAKEOVER and not lost:
        opponent = opponent_named(scene, parsed.sentence, sides, voice, parsed.at(arguments.trigger.word))
        lost = [opponent] if opponent else []
    when = _ended(_when(scene, parsed, arguments, event), parsed, arguments, drafts)
    fighting = _fighting(scene, parsed, arguments, event)
    count = count_of_places(scene, [p for p in places if p.role is PlaceRole.AT])
    return Draft(
        parsed, arguments, factuality, voice, event, tuple(places), tuple(sides), tuple(lost), when, fighting, count,
        is_over=_is_over(scene, parsed, arguments, event),
    )  # fmt: skip


def _parties(
    scene: Scene,
    parsed: Parsed,
    arguments: Arguments,
    drafts: Sequence[Draft],
    known: tuple[Voice, Factuality, list[ClaimPlace]],
) -> tuple[EventType, list[ClaimActor], list[ClaimActor]] | Refusal:
    """What happened, who gained, held or left, and who lost."""
    voice, factuality, places = known
    event, entry = arguments.event, arguments.trigger.entry
    phrases = [p for p in _apart(arguments.sides, places) if not _is_time(scene, p.span)]
    sides, open_side = parties_of(phrases, ActorRole.SIDE, scene, voice, drafts)
    if not sides and entry.construction is Construction.HELD_BY:
        sides = [as_written(p, ActorRole.SIDE) for p in arguments.sides]  # "rebel-held": the form itself names a party
    lost, _ = parties_of(_apart(arguments.lost, places), ActorRole.FROM, scene, voice, drafts)
    if event is EventType.WITHDRAWAL and entry.frame.without_side is event:
        sides, lost = [replace(a, role=ActorRole.SIDE) for a in lost], []
        if not sides and entry.told_by == "loser" and voice.side is not None:
            sides = [implied(voice.side, ActorRole.SIDE, scene)]
    if event is EventType.ARMED_CLASH:
        return event, sides, []
    if entry.frame.follows:
        return _following(parsed, drafts)
    if sides:
        return event, sides, lost
    if arguments.lost and not lost and event is not EventType.HOLDING:
        return Refusal.NO_SIDE  # "whoever loses it": somebody lost it, and it is nobody we know
    if entry.frame.side_optional and factuality.polarity is Polarity.NEGATED:
        return Refusal.NO_SIDE  # "no flag flies there": nobody's
    passive = not phrases and leaves_out_side(arguments.trigger) and not entry.frame.self_told
    leaves_out = passive or entry.frame.side_optional
    if not leaves_out or (entry.frame.armed and event is EventType.WITHDRAWAL):
        return Refusal.OPEN_REFERENCE if open_side else Refusal.NO_SIDE
    at = parsed.at(arguments.trigger.word)
    if (factuality.certainty is Certainty.PLANNED or entry.frame.side_optional) and voice.side is not None:
        gainer: ClaimActor | None = implied(voice.side, ActorRole.SIDE, scene)
    elif event is EventType.HOLDING and not entry.frame.side_optional:
        gainer = None
    else:
        told = voice.side is not None or any(_is_somewhere(p) for p in places)
        gainer = understood(scene, drafts, voice, arguments, at) if told else None
    kept = event if event is EventType.HOLDING else EventType.TAKEOVER
    return Refusal.NO_SIDE if gainer is None else (kept, [gainer], lost)


def _is_somewhere(place: ClaimPlace) -> bool:
    """Whether the place is one that a status could be given to; only then may a side be understood."""
    return place.role is PlaceRole.AT and place.place_id is not None and place.precision is not PlacePrecision.COUNTRY


def _following(
    parsed: Parsed, drafts: Sequence[Draft]
) -> tuple[EventType, list[ClaimActor], list[ClaimActor]] | Refusal:
    for draft in reversed(drafts):
        if draft.event is EventType.TAKEOVER and draft.parsed.sentence.paragraph == parsed.sentence.paragraph:
            return EventType.TAKEOVER, list(draft.sides), list(draft.lost)
    return Refusal.NO_SIDE


def _told_by(sides: Sequence[ClaimActor], voice: Voice, stance: Stance) -> Voice:
    """The voice of a side that itself makes the claim: "the army claims the town"."""
    own = [
        ClaimSource(a.name, a.text, SourceKind.OFFICIAL if a.kind is ActorKind.STATE_FORCES else SourceKind.PARTY,
                    a.side, None, a.start, a.end)
        for a in sides if a.text is not None and a.start is not None and a.end is not None
    ]  # fmt: skip
    return replace(voice, sources=(*voice.sources, *own), stance=stance)


def _fighting(scene: Scene, parsed: Parsed, arguments: Arguments, event: EventType) -> Fighting:
    """By the sentence's own words, else by its neighbours' in the paragraph. A state says nothing of a fight."""
    if event in {EventType.HOLDING, EventType.ARMED_CLASH}:
        return Fighting.YES if event is EventType.ARMED_CLASH else Fighting.UNKNOWN
    word, gained = arguments.trigger.word.text, event is EventType.TAKEOVER
    own = read_fighting(parsed.sentence.text, word, gained=gained)
    if own is not Fighting.UNKNOWN:
        return own
    here = parsed.sentence
    beside = [s for s in scene.sentences if s.paragraph == here.paragraph]
    at = next(i for i, s in enumerate(beside) if s.start == here.start)
    for near in (*beside[at + 1 : at + 2], *beside[max(at - 1, 0) : at]):
        found = read_fighting(near.text, word, gained=False)
        if found is not Fighting.UNKNOWN:
            return found
    return Fighting.UNKNOWN


def _is_time(scene: Scene, span: Span) -> bool:
    """Whether the parser took a day for an agent or a place: "retaken by Saturday", "back in 1998"."""
    return any(t.start < span.end and span.start < t.end for t in scene.times)


def _apart(phrases: Sequence[ActorPhrase], places: Sequence[ClaimPlace]) -> list[ActorPhrase]:
    """The phrases that aren't the place itself."""
    return [p for p in phrases if not any(q.role is PlaceRole.AT and q.start <= p.span.start < q.end for q in places)]


def _voices(scene: Scene, parsed: Parsed, arguments: Arguments) -> tuple[Voice, ...]:
    speaker = parsed.sentence.speaker
    reading: SourceReading | None = scene.read_source(speaker.text) if speaker else None
    fallback = own_voice(scene.report, parsed.sentence, scene.publisher_side, reading)
    return voices_of(parsed.at(arguments.trigger.word), scene.quoted, fallback=fallback)


def _is_cue(at: int, voice: Voice) -> bool:
    return any(c.start <= at < c.end for q in voice.quoted for c in q.attribution.cue)


def _when(scene: Scene, parsed: Parsed, arguments: Arguments, event: EventType) -> ClaimTime:
    trigger = arguments.trigger
    tokens = clause_tokens(trigger.clause)
    clause = (parsed.at(tokens[0]), parsed.at(tokens[-1]) + len(tokens[-1]))
    return date_trigger(
        parsed.at(trigger.word),
        parsed.at(trigger.word) + len(trigger.word),
        clause,
        parsed.sentence,
        scene.times,
        published=scene.report.published,
        tense=tense_of(trigger.clause),
        is_state=event is EventType.HOLDING,
    )


def _ended(when: ClaimTime, parsed: Parsed, arguments: Arguments, drafts: Sequence[Draft]) -> ClaimTime:
    """A state of the past perfect ended when the sentence's main happening began; "nobody since" is gone since.

    "Troops cleared the town on Thursday; it had been with the rebels since Sunday": Sunday to Thursday.
    """
    interval = when.interval
    if arguments.trigger.entry.construction is Construction.ABSENCE and interval.basis is not Basis.PUBLICATION:
        return replace(when, interval=replace(interval, date_end=interval.date_start))
    perfect = any(c.lower_ in {"had", "'d"} for c in children(arguments.trigger.clause, "aux"))
    if arguments.event is not EventType.HOLDING or not perfect:
        return when
    same = [d for d in drafts if d.parsed.sentence.start == parsed.sentence.start and d.event is EventType.TAKEOVER]
    began = next((d.when.interval.date_start for d in same if d.when.interval.date_start), None)
    later = began is not None and interval.date_end is not None and began < interval.date_end
    return replace(when, interval=replace(interval, date_end=began)) if later else when


def _is_over(scene: Scene, parsed: Parsed, arguments: Arguments, event: EventType) -> bool:
    """Whether a state is told as ended: the simple past with how long it lasted."""
    clause = arguments.trigger.clause
    if event is not EventType.HOLDING or clause.tag_ != "VBD" or children(clause, "aux"):
        return False
    start, end = parsed.sentence.start, parsed.sentence.end
    return any(t.timex_type is TimexType.DURATION and start <= t.start < end for t in scene.times)


def _uncovered(scene: Scene, parsed: Parsed, arguments: Arguments, reason: Refusal) -> Uncovered:
    sentence = parsed.sentence
    return Uncovered(
        scene.report.report_id, sentence.start, sentence.end, sentence.text, arguments.trigger.word.text, reason
    )
