"""What happened, who gained, held or left, and who lost: as the words say, or as they leave to be understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoholds.reading.claims.actor_phrases import ActorPhrase
from whoholds.reading.claims.arguments import leaves_out_side
from whoholds.reading.claims.by_nobody import is_by_nobody
from whoholds.reading.claims.circumstances import is_going_on, is_onset, is_time
from whoholds.reading.claims.clauses import children, is_foiled, is_passive, obliques, surface_subjects
from whoholds.reading.claims.declaring import declarers
from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.claims.gainers import are_enemies, fights_here, is_admission, may_have_gained
from whoholds.reading.claims.newcomers import newcomers
from whoholds.reading.claims.owners import owners_of
from whoholds.reading.claims.parties import (
    as_written,
    go_on,
    implied,
    opponent_named,
    parties_of,
    who_had_last,
)
from whoholds.reading.claims.scene import Occasion, Scene
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.trigger_lexicon import Construction, Frame
from whoholds.records import ClaimActor, ClaimPlace, Span
from whoholds.terms import (
    ActorKind,
    ActorRole,
    Certainty,
    EventType,
    PlacePrecision,
    PlaceRole,
    Polarity,
    Refusal,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened between whom. Grain: one claim."""

    event: EventType
    sides: tuple[ClaimActor, ...]
    lost: tuple[ClaimActor, ...] = ()
    could_be: tuple[str, ...] = ()  # the sides any of which may have gained, if the words leave out which


def disputed(occasion: Occasion) -> tuple[ClaimActor, ...]:
    """The sides that both claim a place ("claimed by both", "by the FPRC and the army alike"), else none."""
    trigger, scene = occasion.arguments.trigger, occasion.scene
    if trigger.entry.frame.self_told:
        named, _ = _named(occasion, ())
        if is_passive(trigger.clause) and len({a.side for a in named.sides if a.side}) > 1:
            return named.sides
        if are_enemies(named.sides, scene):
            return named.sides  # "both the army and the rebels claim the town"
    each = _each_named(occasion)
    if each:
        return each
    claimed = trigger.entry.frame.self_told and named_both(occasion) is not None
    if not claimed and (said_by_both(occasion) is None or occasion.arguments.event is not EventType.HOLDING):
        return ()
    counts = Counter(m.side for m in scene.actors if m.side and fights_here(m.side, scene))
    sides = [side for side, _ in counts.most_common()]
    for first in sides:
        against = scene.index.opponents_of(first, scene.country, scene.report.published)
        second = next((s for s in sides if s in against), None)
        if second is not None:
            return implied(first, ActorRole.SIDE, scene), implied(second, ActorRole.SIDE, scene)
    return ()


def _each_named(occasion: Occasion) -> tuple[ClaimActor, ...]:
    """Two enemies that say of themselves that they hold it: "the army and the rebels each say that they have it"."""
    scene, trigger = occasion.scene, occasion.arguments.trigger
    source = occasion.voice.sources[-1] if occasion.voice.sources else None
    they = any(s.tag_ == "PRP" for s in surface_subjects(trigger.clause)) or trigger.word.lower_ == "theirs"
    if source is None or occasion.arguments.event is not EventType.HOLDING or not they:
        return ()
    inside = [m for m in scene.actors if m.side and source.start <= m.start and m.end <= source.end]
    against = scene.index.opponents_of(inside[0].side or "", scene.country, scene.report.published) if inside else ()
    if len(inside) != 2 or inside[1].side not in against:
        return ()
    one, other = (
        ClaimActor(ActorRole.SIDE, m.name, m.actor_id, m.side, m.kind, m.text, m.start, m.end) for m in inside
    )
    return one, other


def named_both(occasion: Occasion) -> Span | None:
    """The words for both sides by whom something is claimed."""
    known, parsed = load_lexicon("answers")["both"], occasion.parsed
    clause = occasion.arguments.trigger.clause
    heads = [*obliques(clause, ("by",)), *surface_subjects(clause)]
    found = next((h for h in heads if parsed.span(h.left_edge, h).text.lower().removeprefix("the ") in known), None)
    return parsed.span(found.left_edge, found) if found is not None else None


def said_by_both(occasion: Occasion) -> Span | None:
    """The words for both sides that say it of themselves: "both parties say that they have it"."""
    source = occasion.voice.sources[-1] if occasion.voice.sources else None
    if source is None or source.text.lower().removeprefix("the ") not in load_lexicon("answers")["both"]:
        return None
    theirs = any(s.tag_ == "PRP" for s in surface_subjects(occasion.arguments.trigger.clause))
    return Span(source.start, source.end, source.text) if theirs else None


def outcome_of(occasion: Occasion, factuality: Factuality, places: Sequence[ClaimPlace]) -> Outcome | Refusal:
    """What happened, by whom and from whom; or why the words don't say enough.

    A side is understood only where English may leave it out, and only one that fights in the report's country.
    """
    named, is_open = _named(occasion, places)
    event, entry, scene = named.event, occasion.arguments.trigger.entry, occasion.scene
    if event is EventType.ARMED_CLASH:
        return replace(named, lost=())
    if entry.frame.follows:
        followed = _following(occasion)
        if not isinstance(followed, Refusal) or not any(e.dated for e in occasion.arguments.trigger.others):
            return followed  # "Kidal went on Monday": it need not follow another
    if not named.sides and is_open:
        own = _who_lost(occasion, places) if event is EventType.WITHDRAWAL else None
        named = replace(named, sides=(own,)) if own is not None else named
    if not named.sides:
        could_be = () if _has_stayed(occasion, factuality) else _left_out(occasion, factuality, places, named)
        if not could_be:
            return _untold(occasion, factuality, places, named, is_open=is_open)
        kept = event if event is EventType.HOLDING or entry.frame.event is EventType.WITHDRAWAL else EventType.TAKEOVER
        gainer = implied(could_be[0], ActorRole.SIDE, scene)
        lost = tuple(a for a in named.lost if a.side != gainer.side)  # "their police station was taken back", they said
        named = Outcome(kept, (gainer,), lost, could_be if len(could_be) > 1 else ())
    if _is_for_fighters(entry.frame, factuality) and not any(fights_here(a.side, scene) for a in named.sides):
        return Refusal.NO_SIDE  # soldiers anywhere: only of those at war here does it tell who holds a place
    if entry.frame.after_leaving and _left_last(occasion) & {a.side or a.name for a in named.sides}:
        return Refusal.NO_SIDE
    named = _as_lasting(named, occasion, factuality)
    if named.event is EventType.TAKEOVER and {a.side for a in named.sides if a.side} & {a.side for a in named.lost}:
        # Nobody takes a place from himself: whom a role noun means beside a named party stays open.
        return replace(named, lost=_unnamed(named)) if _unnamed(named) else Refusal.OPEN_REFERENCE
    if named.event is EventType.TAKEOVER and not named.lost:
        told = _scene_of_clause(occasion)
        opponent = opponent_named(told, occasion.parsed.sentence, named.sides, occasion.voice, occasion.at)
        named = replace(named, lost=(opponent,) if opponent else ())
    return named


def _untold(
    occasion: Occasion, factuality: Factuality, places: Sequence[ClaimPlace], named: Outcome, *, is_open: bool
) -> Outcome | Refusal:
    """What is told where nobody can say who gained: who lost, or that it was taken."""
    lost = _lost_alone(occasion, places, named) or _who_admits(occasion, factuality)
    if lost and named.event is EventType.TAKEOVER:
        return Outcome(EventType.WITHDRAWAL, tuple(replace(a, role=ActorRole.SIDE) for a in lost))
    if is_open:
        return Refusal.OPEN_REFERENCE
    return Outcome(EventType.TAKEOVER, ()) if is_by_nobody(occasion, factuality, places) else Refusal.NO_SIDE


def _is_for_fighters(frame: Frame, factuality: Factuality) -> bool:
    """Whether it says something only of those who fight in the report's country."""
    return frame.present or frame.fighters or (frame.yielded and factuality.polarity is Polarity.AFFIRMED)


def _has_stayed(occasion: Occasion, factuality: Factuality) -> bool:
    """ "Never left Israeli hands": nobody else gained it."""
    leaves = occasion.arguments.trigger.entry.frame.name == "leave_control"
    return leaves and factuality.polarity is Polarity.NEGATED


def _scene_of_clause(occasion: Occasion) -> Scene:
    """The scene without whoever acts in the clause that a passive hangs on.

    "The militants retook the town, hours after troops had seized it": the troops need not have taken it from them.
    """
    parsed, clause = occasion.parsed, occasion.arguments.trigger.clause
    if clause.dep_ not in {"advcl", "pcomp", "relcl", "acl"} or not is_passive(clause):
        return occasion.scene
    acting = [t for verb in clause.ancestors for s in children(verb, "nsubj") for t in s.subtree]
    if clause.tag_ == "VBN" and clause.left_edge.i and clause.left_edge.nbor(-1).text == ",":
        inside = set(clause.subtree)  # "Aden, freed in July, is in the government's hands": not freed from it
        acting = [t for t in clause.doc if t not in inside]
    starts = {parsed.at(t) for t in acting}
    return replace(occasion.scene, actors=[a for a in occasion.scene.actors if a.start not in starts])


def _unnamed(named: Outcome) -> tuple[ClaimActor, ...]:
    """The losers as the text writes them, where their words aren't those of the side that gained."""
    words = {a.text for a in named.sides}
    return tuple(
        replace(a, name=a.text, actor_id=None, side=None, kind=ActorKind.UNKNOWN)
        for a in named.lost
        if a.text is not None and a.text not in words
    )


def _as_lasting(named: Outcome, occasion: Occasion, factuality: Factuality) -> Outcome:
    """The outcome as a change where a state is told as one, and as a state where a change is."""
    if named.event is EventType.HOLDING and is_onset(occasion):
        return replace(named, event=EventType.TAKEOVER)
    planned = factuality == Factuality(Polarity.AFFIRMED, Certainty.PLANNED)
    keeps = occasion.arguments.trigger.clause.lower_ in load_lexicon("territory")["keeping"]
    if named.event is EventType.HOLDING and planned and not keeps:
        return replace(named, event=EventType.TAKEOVER)  # to hold it one day is to take it
    if named.event is EventType.TAKEOVER and is_going_on(occasion):
        return replace(named, event=EventType.HOLDING, lost=())
    return named


def _named(occasion: Occasion, places: Sequence[ClaimPlace]) -> tuple[Outcome, bool]:
    """The parties the words name, and whether a pronoun among them stayed open."""
    scene, voice, arguments = occasion.scene, occasion.voice, occasion.arguments
    entry, event = arguments.trigger.entry, arguments.event
    phrases = _phrases(occasion, places)
    if event is EventType.TAKEOVER and _is_lost_to_us(occasion, phrases):
        event = EventType.WITHDRAWAL
    goes_on = event is EventType.TAKEOVER or all(p.span.text == "It" for p in phrases)
    if goes_on and event is not EventType.WITHDRAWAL and not voice.is_direct:
        phrases = [go_on(p, scene) for p in phrases]
    sides, is_open = parties_of(phrases, ActorRole.SIDE, scene, voice, occasion.drafts)
    if event is EventType.HOLDING and not voice.is_direct and (same := who_had_last(phrases, scene, occasion.drafts)):
        sides, is_open = [same], False
    if not sides and entry.construction is Construction.HELD_BY:
        sides = [as_written(p, ActorRole.SIDE) for p in arguments.sides]  # "rebel-held": the form itself names a party
    apart = replace(scene, actors=[m for m in scene.actors if not any(m.start == a.start for a in sides)])
    lost, _ = parties_of(_apart(arguments.lost, places), ActorRole.FROM, apart, voice, occasion.drafts)
    if event is EventType.WITHDRAWAL and entry.frame.without_side is event:
        sides, lost = [replace(a, role=ActorRole.SIDE) for a in lost], []
        # "Admits the loss of the town"; whom he blames for it is another matter.
        own = entry.construction is not Construction.NOUN or arguments.trigger.word.dep_ in {"dobj", "nsubjpass"}
        if not sides and own and entry.told_by == "loser" and voice.side is not None:
            sides = [implied(voice.side, ActorRole.SIDE, scene)]
    if not sides and entry.frame.freed and entry.frame.self_told:
        sides = declarers(occasion)
    if event is EventType.TAKEOVER and not sides:
        enemy = lost[0] if lost else opponent_named(scene, occasion.parsed.sentence, (), voice, occasion.at)
        sides = newcomers(phrases, enemy, occasion.parsed.sentence)
    if event is EventType.TAKEOVER and not lost:
        lost = [a for a in owners_of(places, occasion, alone=not sides) if a.side not in {s.side for s in sides}]
    return Outcome(event, tuple(sides), tuple(lost)), is_open


def _is_lost_to_us(occasion: Occasion, phrases: Sequence[ActorPhrase]) -> bool:
    """Whether who speaks says that he has lost it: "the town has been lost to us for two days"."""
    clause, known = occasion.arguments.trigger.clause, load_lexicon("territory")["lost_to"]
    return clause.lower_ in known and any(p.is_pronoun and p.span.text.lower() == "us" for p in phrases)


def _phrases(occasion: Occasion, places: Sequence[ClaimPlace]) -> list[ActorPhrase]:
    holds = occasion.arguments.trigger.entry.construction is Construction.HELD_BY
    sides = occasion.arguments.sides if holds else _apart(occasion.arguments.sides, places)
    phrases = [p for p in sides if p.mention is not None or not is_time(occasion.scene, p.span)]
    entry = occasion.arguments.trigger.entry
    if entry.construction is Construction.NOUN or entry.frame.self_told:
        # Who announces a capture need not be who took it: "their spokesman announced the capture of the prison".
        return [p for p in phrases if p.mention or p.is_pronoun or p.toponym]
    return phrases


def _apart(phrases: Sequence[ActorPhrase], places: Sequence[ClaimPlace]) -> list[ActorPhrase]:
    """The phrases that aren't the place itself."""
    return [p for p in phrases if not any(q.role is PlaceRole.AT and q.start <= p.span.start < q.end for q in places)]


def _left_out(
    occasion: Occasion, factuality: Factuality, places: Sequence[ClaimPlace], named: Outcome
) -> tuple[str, ...]:
    """The sides that may have gained or hold, where the words name nobody, the likeliest first; none: no telling."""
    entry, voice = occasion.arguments.trigger.entry, occasion.voice
    frame = entry.frame
    if occasion.arguments.lost and not named.lost and named.event is not EventType.HOLDING:
        return ()  # "whoever loses it": somebody lost it, and it is nobody we know
    if (frame.armed and entry.construction is Construction.COPULAR) or is_foiled(occasion.arguments.trigger.clause):
        return ()  # "the town was back": what is back is no army; "repulsed an attempt to take it": another's
    if frame.side_optional and factuality.polarity is Polarity.NEGATED:
        return ()  # "no flag flies there": nobody's
    if frame.name == "stand" and not fights_here(voice.side, occasion.scene):
        return ()  # the town is "secure" or "stands" for whoever says so
    if frame.side_optional and (state := _state_whose_flag(occasion)) is not None:
        return (state,)
    if _is_own_leaving(occasion) and fights_here(voice.side, occasion.scene) and voice.side is not None:
        return (voice.side,)
    if entry.construction is Construction.NOUN and entry.told_by == "loser":
        return ()  # "the loss of the town was a blow to the militia": whose loss it was need not be named
    own = named.event is EventType.WITHDRAWAL and entry.construction is Construction.NOUN
    if own and not occasion.arguments.sides and fights_here(voice.side, occasion.scene) and voice.side is not None:
        return (voice.side,)  # "the redeployment from the town is complete"
    if frame.self_told and entry.construction is Construction.LIGHT and fights_here(voice.side, occasion.scene):
        return (voice.side or "",)  # a spokesman announces his side's capture
    passive = not _phrases(occasion, places) and leaves_out_side(occasion.arguments.trigger) and not frame.self_told
    if not (passive or frame.side_optional) or (frame.armed and named.event is EventType.WITHDRAWAL):
        return ()
    gained = {a.side for d in occasion.drafts if d.event is EventType.TAKEOVER for a in d.sides}
    feared = frame.name in {"fall", "fall_noun"} and voice.side == _government(occasion)
    feared = feared and bool(gained) and voice.side not in gained  # "the town will fall next", says who loses
    if (factuality.certainty is Certainty.PLANNED or frame.side_optional) and voice.side is not None and not feared:
        return (voice.side,)
    if named.event is EventType.HOLDING and not frame.side_optional:
        word = occasion.arguments.trigger.word
        own = word.lower_ == "control" and word.head.lower_ == "under" and fights_here(voice.side, occasion.scene)
        return (voice.side,) if own and voice.side is not None else ()
    told = bool(voice.sources) or any(_is_somewhere(p) for p in places)
    denied = (factuality.polarity is Polarity.NEGATED) != voice.negates
    return may_have_gained(occasion, named.lost, denied=denied) if told else ()


def _government(occasion: Occasion) -> str | None:
    scene = occasion.scene
    return scene.index.government_of(scene.country, scene.report.published)


def _lost_alone(occasion: Occasion, places: Sequence[ClaimPlace], named: Outcome) -> tuple[ClaimActor, ...]:
    """Who lost, where nobody knows to whom: "slipped from the army's hands", "was retaken from the rebels"."""
    trigger = occasion.arguments.trigger
    agentless = is_passive(trigger.clause) or trigger.entry.construction is Construction.NOUN
    away = trigger.entry.frame.without_side is EventType.WITHDRAWAL and trigger.entry.construction is Construction.VERB
    away = away and any(
        fights_here(a.side, occasion.scene) for a in named.lost
    )  # "the army left the town to the tribes"
    known = (agentless or away) and any(p.lat is not None for p in places)  # "Weapons were seized from them"
    return named.lost if known or not trigger.entry.frame.side else ()


def _who_admits(occasion: Occasion, factuality: Factuality) -> tuple[ClaimActor, ...]:
    """Whoever admits that a place fell has lost it, though nobody says to whom."""
    admits = is_admission(occasion) and factuality == Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)
    side = occasion.voice.side
    return (implied(side, ActorRole.SIDE, occasion.scene),) if admits and side else ()


def _is_own_leaving(occasion: Occasion) -> bool:
    """Whether a passive leaves out who left, and only soldiers do what it says: "the base was vacated, they said"."""
    trigger = occasion.arguments.trigger
    entry, leaves = trigger.entry, trigger.entry.frame.event is EventType.WITHDRAWAL and trigger.entry.frame.armed
    said = entry.told_by == "loser" and not entry.of_people and is_passive(trigger.clause)
    return leaves and said and not occasion.arguments.sides


def _state_whose_flag(occasion: Occasion) -> str | None:
    """The country's government, where the flag is called the nation's or the republic's."""
    word, scene = occasion.arguments.trigger.word, occasion.scene
    near = {t.lower_ for t in word.subtree} if word.lower_ != "the" else set()
    if near.isdisjoint(load_lexicon("territory")["of_the_state"]):
        return None
    own = scene.index.government_of(scene.country, scene.report.published)
    return own if fights_here(own, scene) else None


def _is_somewhere(place: ClaimPlace) -> bool:
    """Whether the place is one that a status could be given to; only then may a side be understood."""
    return place.role is PlaceRole.AT and place.place_id is not None and place.precision is not PlacePrecision.COUNTRY


def _who_lost(occasion: Occasion, places: Sequence[ClaimPlace]) -> ClaimActor | None:
    """Who "we" are that left a place, when nobody says who speaks: whoever fights those said to have it."""
    scene, there = occasion.scene, {p.place_id for p in places if p.place_id}
    if not any(p.is_pronoun and p.span.text.lower() in {"we", "us"} for p in occasion.arguments.sides):
        return None
    for draft in reversed(occasion.drafts):
        has_it = (
            draft.event in {EventType.TAKEOVER, EventType.HOLDING} and draft.factuality.polarity is not Polarity.NEGATED
        )
        holder = next((a.side for a in draft.sides if a.side), None)
        if has_it and holder is not None and there & {p.place_id for p in draft.places}:
            against = scene.index.opponents_of(holder, scene.country, scene.report.published)
            named = [m.side for m in scene.actors if m.side in against]
            lost = named[0] if named else (against[0] if len(against) == 1 else None)
            return implied(lost, ActorRole.SIDE, scene) if lost else None
    return None


def _left_last(occasion: Occasion) -> set[str]:
    """Who the last claim says has left; an empty set where it says no such thing."""
    last = occasion.drafts[-1] if occasion.drafts else None
    return {a.side or a.name for a in last.sides} if last is not None and last.event is EventType.WITHDRAWAL else set()


def _following(occasion: Occasion) -> Outcome | Refusal:
    """What became of the place before, in the same paragraph: "Goma fell on Monday; Bukavu followed"."""
    trigger = occasion.arguments.trigger
    if trigger.entry.construction is Construction.COPULAR and trigger.clause.tag_ in {"VBZ", "VBP"}:
        return Refusal.HYPOTHETICAL  # "Homs is next"
    for draft in reversed(occasion.drafts):
        same = draft.parsed.sentence.paragraph == occasion.parsed.sentence.paragraph
        if same and draft.event in {EventType.TAKEOVER, EventType.WITHDRAWAL}:
            return Outcome(draft.event, draft.sides, draft.lost, draft.could_be)
    if occasion.arguments.trigger.entry.construction is not Construction.COPULAR or occasion.voice.side is None:
        return Refusal.NO_SIDE
    gained = (d for d in reversed(occasion.drafts) if d.event is EventType.TAKEOVER)
    own = next((d for d in gained if any(a.side == occasion.voice.side for a in d.sides)), None)
    # "The port would be next, said the general": his men took the town before.
    return Outcome(own.event, own.sides, own.lost, own.could_be) if own is not None else Refusal.NO_SIDE
