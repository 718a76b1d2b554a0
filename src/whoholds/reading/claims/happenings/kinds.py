"""What kind of happening an attack was: by what it was made with, who made it and on whom; after ACLED's rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whoholds.reading.claims.happenings.parties import ARMED_KINDS, GROUP_KINDS, STATE_KINDS
from whoholds.reading.claims.happenings.units import Unit
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.happenings import HappeningLexicon, Tells
from whoholds.records import Casualty, ClaimActor
from whoholds.terms import ActorKind, CasualtyOutcome, EventType, SubEventType

if TYPE_CHECKING:
    from spacy.tokens import Token

SUB_EVENTS: dict[EventType, SubEventType] = {
    EventType.ARMED_CLASH: SubEventType.ARMED_CLASH,
    EventType.AIR_STRIKE: SubEventType.AIR_STRIKE,
    EventType.SHELLING: SubEventType.SHELLING,
    EventType.REMOTE_EXPLOSIVE: SubEventType.REMOTE_EXPLOSIVE,
    EventType.SUICIDE_BOMBING: SubEventType.SUICIDE_BOMB,
    EventType.GRENADE: SubEventType.GRENADE,
    EventType.CHEMICAL_WEAPON: SubEventType.CHEMICAL_WEAPON,
    EventType.ATTACK_ON_CIVILIANS: SubEventType.ATTACK,
    EventType.ABDUCTION: SubEventType.ABDUCTION,
    EventType.SEXUAL_VIOLENCE: SubEventType.SEXUAL_VIOLENCE,
    EventType.DETENTION: SubEventType.ARRESTS,
    EventType.LOOTING: SubEventType.LOOTING,
    EventType.DISRUPTED_WEAPONS_USE: SubEventType.DISRUPTED_WEAPONS_USE,
    EventType.BASE_ESTABLISHED: SubEventType.BASE_ESTABLISHED,
    EventType.AGREEMENT: SubEventType.AGREEMENT,
    EventType.GROUP_CHANGE: SubEventType.GROUP_CHANGE,
    EventType.SURRENDER: SubEventType.AGREEMENT,
    EventType.MOBILISATION: SubEventType.GROUP_CHANGE,
    EventType.DISPLACEMENT: SubEventType.OTHER,
    EventType.PROTEST: SubEventType.PEACEFUL_PROTEST,
    EventType.PROTEST_WITH_INTERVENTION: SubEventType.PROTEST_WITH_INTERVENTION,
    EventType.FORCE_AGAINST_PROTESTERS: SubEventType.EXCESSIVE_FORCE,
    EventType.VIOLENT_DEMONSTRATION: SubEventType.VIOLENT_DEMONSTRATION,
    EventType.MOB_VIOLENCE: SubEventType.MOB_VIOLENCE,
}
"""ACLED's sub-event type of each kind that has one; a takeover's depends on who took it and how."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Who takes part in a happening and what becomes of them. Grain: one happening in one voice."""

    sides: tuple[ClaimActor, ...]
    targets: tuple[ClaimActor, ...]
    casualties: tuple[Casualty, ...]
    is_crowded: bool = False  # whether the sentence tells of protesters


def kind_of_unit(unit: Unit, tokens: Sequence[Token], parts: Parts, lexicon: HappeningLexicon) -> EventType:
    """The kind of the happening, as far as its words, its parties and its means tell."""
    sides, targets, casualties = parts.sides, parts.targets, parts.casualties
    lead = unit.lead.entry
    if lead.frame.family in {"violence", "property"} and (riot := _by_crowd(unit, parts)) is not None:
        return riot
    if lead.frame.family == "crowd":
        return _crowd(unit, casualties)
    if lead.event is EventType.DETENTION and targets and parts.is_crowded:
        return EventType.PROTEST_WITH_INTERVENTION  # ACLED: arrests at a protest
    if lead.frame.family != "violence":
        return lead.event
    if any(a.kind is ActorKind.PROTESTERS for a in targets):
        return EventType.FORCE_AGAINST_PROTESTERS
    means = instrument(tokens, lexicon)
    if lead.event is EventType.ARMED_CLASH and _among_civilians((*sides, *targets)):
        return EventType.MOB_VIOLENCE
    if lead.tells is Tells.KIND and lead.event not in _BY_WORD:
        return lead.event
    if lead.tells is Tells.KIND:
        return means if means is not None and means in _STRONGER.get(lead.event, ()) else lead.event
    if means is not None:
        return means
    if lead.event in {EventType.AIR_STRIKE, EventType.REMOTE_EXPLOSIVE}:
        return lead.event
    return _by_parties(sides, targets)


def _among_civilians(parties: Sequence[ClaimActor]) -> bool:
    """Whether only people without arms fight: villagers, students."""
    return bool(parties) and all(a.kind is ActorKind.CIVILIANS for a in parties)


_BY_WORD = frozenset({EventType.REMOTE_EXPLOSIVE, EventType.SHELLING})
# What tells more than that there was an explosion, or that something was fired.
_STRONGER = {
    EventType.REMOTE_EXPLOSIVE: (EventType.CHEMICAL_WEAPON, EventType.SUICIDE_BOMBING),
    EventType.SHELLING: (EventType.CHEMICAL_WEAPON, EventType.AIR_STRIKE),
}


def _by_crowd(unit: Unit, parts: Parts) -> EventType | None:
    """What violence is when protesters or a mob do it, or when protesters are whom somebody clashes with."""
    doers = {a.kind for a in parts.sides}
    others = {a.kind for a in parts.targets}
    if ActorKind.RIOTERS in doers:
        return EventType.MOB_VIOLENCE
    fought = unit.lead.entry.event is EventType.ARMED_CLASH and unit.lead.entry.tells is Tells.KIND
    crowds = {ActorKind.PROTESTERS, ActorKind.RIOTERS}
    unarmed = parts.is_crowded and not GROUP_KINDS & (doers | others)
    if ActorKind.PROTESTERS in doers or (fought and (crowds & others or unarmed)):
        return EventType.VIOLENT_DEMONSTRATION
    return None


def instrument(tokens: Sequence[Token], lexicon: HappeningLexicon) -> EventType | None:
    """What it was made with, from the words of the happening; None: not told."""
    if not tokens:
        return None
    carrying = load_lexicon("happenings")["carrying"]["words"]
    carried = {c.i for t in tokens if t.lower_ in carrying for c in t.subtree}
    text = " ".join(t.text for t in tokens if t.i not in carried)
    text = text.replace(" - ", "-")
    return next((event for event, words in lexicon.instruments if words.stand_in(text)), None)


def _harmed(casualties: Sequence[Casualty]) -> bool:
    return any(c.outcome in {CasualtyOutcome.KILLED, CasualtyOutcome.WOUNDED} for c in casualties)


def _crowd(unit: Unit, casualties: Sequence[Casualty]) -> EventType:
    """A protest becomes what was done at it: dispersed, shot at, or violent itself."""
    order = (
        EventType.MOB_VIOLENCE,
        EventType.VIOLENT_DEMONSTRATION,
        EventType.FORCE_AGAINST_PROTESTERS,
        EventType.PROTEST_WITH_INTERVENTION,
        EventType.PROTEST,
    )
    told = {t.entry.event for t in unit.triggers}
    found = next(kind for kind in order if kind in told)
    if found in {EventType.PROTEST, EventType.PROTEST_WITH_INTERVENTION} and _harmed(casualties):
        return EventType.FORCE_AGAINST_PROTESTERS
    return found


def _by_parties(sides: Sequence[ClaimActor], targets: Sequence[ClaimActor]) -> EventType:
    """An attack on armed people is a fight, one on others is violence against civilians; a mob's is a mob's."""
    kinds, doers = {a.kind for a in targets}, {a.kind for a in sides}
    if ActorKind.RIOTERS in doers:
        return EventType.MOB_VIOLENCE
    if kinds & ARMED_KINDS or any(a.kind is ActorKind.UNKNOWN and a.name.split()[-1].islower() for a in targets):
        return EventType.ARMED_CLASH
    if ActorKind.CIVILIANS in kinds:
        return EventType.ATTACK_ON_CIVILIANS
    if doers & STATE_KINDS and not kinds:
        return EventType.ARMED_CLASH  # of those whom a state's forces fight, unless called civilians
    return EventType.ATTACK_ON_CIVILIANS
