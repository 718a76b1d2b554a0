"""What kind of happening an attack was: by what it was made with, who made it and on whom; after ACLED's rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from whoholds.reading.claims.clauses import objects
from whoholds.reading.claims.happenings.parties import ARMED_KINDS, GROUP_KINDS, STATE_KINDS
from whoholds.reading.claims.happenings.units import Unit
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.happenings import HappeningLexicon, Tells
from whoholds.reading.sentences import Token
from whoholds.records import Casualty, ClaimActor
from whoholds.terms import ActorKind, CasualtyOutcome, EventType, SubEventType

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
    EventType.OTHER_DEVELOPMENT: SubEventType.OTHER,
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
    sides, targets = parts.sides, parts.targets
    lead = unit.lead.entry
    if lead.frame.family in {"violence", "property"} and (riot := _by_crowd(unit, parts)) is not None:
        return riot
    if lead.frame.family == "crowd":
        is_deadly = lexicon.deadly.stand_in(_joined(tokens))
        return _crowd(unit, parts, is_deadly=is_deadly)
    if lead.frame.family == "law":
        return _law(unit, parts, lexicon)
    if lead.frame.family != "violence":
        return lead.event
    if _at_protest(tokens, parts, lexicon):
        return EventType.FORCE_AGAINST_PROTESTERS
    means = _means(unit, tokens, parts, lexicon)
    if lead.event is EventType.ARMED_CLASH and _among_civilians((*sides, *targets)):
        return EventType.MOB_VIOLENCE
    if any(t.entry.is_laden for t in unit.triggers) and means is EventType.REMOTE_EXPLOSIVE:
        return EventType.SUICIDE_BOMBING
    if lead.tells is Tells.KIND and lead.event not in _BY_WORD:
        return lead.event
    if lead.tells is Tells.KIND:
        return means if means is not None and means in _STRONGER.get(lead.event, ()) else lead.event
    if means is not None:
        return means
    if lead.event in {EventType.AIR_STRIKE, EventType.REMOTE_EXPLOSIVE, EventType.SHELLING}:
        return lead.event
    return _by_parties(parts)


def _means(unit: Unit, tokens: Sequence[Token], parts: Parts, lexicon: HappeningLexicon) -> EventType | None:
    """What it was done with: by its words, by who did it, or by the sentence where the words tell only of harm.

    "A bar was the target of a grenade; three people died."
    """
    told = instrument(tokens, lexicon, done_to=_done_to(unit))
    if told is None and any(_says(a, lexicon.aircraft) for a in parts.sides):
        return EventType.AIR_STRIKE  # "army planes made ten raids"
    harm = all(t.entry.tells is Tells.OUTCOME for t in unit.triggers)
    if told is None and harm and not parts.sides and unit.head.dep_ != "relcl":
        plain = load_lexicon("happenings")["signs"]["of_peace_too"]  # boilers burst too
        return instrument([t for t in unit.head.doc if t.lower_ not in plain], lexicon)
    return told


def _law(unit: Unit, parts: Parts, lexicon: HappeningLexicon) -> EventType:
    """What is done to people taken: the gravest that is told, by who takes whom and where."""
    lead = unit.lead.entry
    if lead.event is EventType.ABDUCTION and lead.is_armed and _are_of_state(parts.sides, lexicon):
        lead = replace(lead, event=EventType.DETENTION)  # whom police or soldiers lead away they arrest
    if any(t.entry.event is EventType.SEXUAL_VIOLENCE for t in unit.triggers):
        return EventType.SEXUAL_VIOLENCE  # "abducted and raped"
    if lead.event is EventType.DETENTION and lead.tells is Tells.OUTCOME and _is_taking(parts):
        return EventType.ABDUCTION
    protesters = any(a.kind is ActorKind.PROTESTERS for a in parts.targets)
    by_law = protesters and not any(a.kind in GROUP_KINDS for a in parts.sides)
    some = (parts.targets or parts.casualties) and not any(a.kind in GROUP_KINDS for a in parts.targets)
    if by_law or (lead.event is EventType.DETENTION and parts.is_crowded and some):
        return EventType.PROTEST_WITH_INTERVENTION  # ACLED: arrests at a protest
    return lead.event


def _among_civilians(parties: Sequence[ClaimActor]) -> bool:
    """Whether only people without arms fight: villagers, students."""
    return bool(parties) and all(a.kind is ActorKind.CIVILIANS for a in parties)


def _is_taking(parts: Parts) -> bool:
    """Whether people without arms are taken by those who hold no office: no arrest, after ACLED."""
    doers, others = {a.kind for a in parts.sides}, {a.kind for a in parts.targets}
    return bool(doers) and doers <= GROUP_KINDS and others == {ActorKind.CIVILIANS}


def _at_protest(tokens: Sequence[Token], parts: Parts, lexicon: HappeningLexicon) -> bool:
    """Whether a state's forces harm people at a protest: "shot a teenager during protests"."""
    law = lexicon.people["lawmen"]
    doers = {ActorKind.STATE_FORCES if _says(a, law) else a.kind for a in parts.sides}
    if any(a.kind is ActorKind.PROTESTERS for a in parts.targets):
        return not doers or not doers <= GROUP_KINDS
    if not doers or not doers <= STATE_KINDS or not _harmed(parts.casualties):
        return False
    if any(a.kind in ARMED_KINDS for a in parts.targets):
        return False
    behind = (t.lower_ for t in tokens if t.dep_ == "pobj" and t.head.lower_ in _DURING)
    return any(word in lexicon.people["gatherings"] or word in lexicon.people["protesters"] for word in behind)


_DURING = frozenset({"during", "at", "in", "amid"})
_BY_WORD = frozenset({EventType.REMOTE_EXPLOSIVE, EventType.SHELLING, EventType.AIR_STRIKE})
# What tells more than that there was an explosion, or that something was fired.
_STRONGER = {
    EventType.REMOTE_EXPLOSIVE: (EventType.CHEMICAL_WEAPON, EventType.SUICIDE_BOMBING),
    EventType.SHELLING: (EventType.CHEMICAL_WEAPON, EventType.AIR_STRIKE),
    EventType.AIR_STRIKE: (EventType.CHEMICAL_WEAPON,),
}


def _by_crowd(unit: Unit, parts: Parts) -> EventType | None:
    """What violence is when protesters or a mob do it, or when protesters are whom somebody clashes with."""
    doers = {a.kind for a in parts.sides}
    others = {a.kind for a in parts.targets}
    if unit.lead.entry.frame.family == "property" and any(_says(a, {"rioters", "rioter"}) for a in parts.sides):
        return EventType.VIOLENT_DEMONSTRATION
    if ActorKind.RIOTERS in doers or _are_vigilantes(parts.sides):
        return EventType.MOB_VIOLENCE
    fought = unit.lead.entry.event is EventType.ARMED_CLASH and unit.lead.entry.tells is Tells.KIND
    crowds = {ActorKind.PROTESTERS, ActorKind.RIOTERS}
    unarmed = parts.is_crowded and not GROUP_KINDS & (doers | others)
    crowd = doers == {ActorKind.CIVILIANS} and parts.is_crowded and any(_is_several(a) for a in parts.sides)
    people = crowd and ActorKind.CIVILIANS not in others  # a crowd that harms one of its own is a mob
    if ActorKind.PROTESTERS in doers or people or (fought and (crowds & others or unarmed)):
        return EventType.VIOLENT_DEMONSTRATION
    return None


def _is_several(actor: ClaimActor) -> bool:
    text = (actor.text or "").lower()
    return text.endswith("s") and not text[:1].isdigit()


def _are_vigilantes(sides: Sequence[ClaimActor]) -> bool:
    """Whether people who take the law into their own hands do it, organised or not."""
    return any(_says(a, {"vigilante", "vigilantes", "mob", "mobs"}) for a in sides)


def _are_of_state(actors: Sequence[ClaimActor], lexicon: HappeningLexicon) -> bool:
    return bool(actors) and all(a.kind in STATE_KINDS or _says(a, lexicon.people["lawmen"]) for a in actors)


def _says(actor: ClaimActor, words: Set[str]) -> bool:
    return not words.isdisjoint((actor.text or "").lower().split())


def instrument(
    tokens: Sequence[Token], lexicon: HappeningLexicon, *, done_to: Set[int] = frozenset()
) -> EventType | None:
    """What it was made with, from the words of the happening; None: not told.

    Args:
        tokens: its words.
        lexicon: from `open_happenings`.
        done_to: where the words stand for whom it was done to: who kills a suicide bomber does so with something else.
    """
    if not tokens:
        return None
    tokens = [*tokens, *_used(tokens)]
    carrying = load_lexicon("happenings")["carrying"]["words"]
    carriers = [t for t in tokens if t.lower_ in carrying]
    carried = {c.i for t in carriers for c in t.subtree}
    own = {c.i for t in carriers if t.head.dep_ in {"nsubj", "agent"} for c in t.subtree}
    used = _joined(t for t in tokens if t.i not in carried)
    # A vest that the attacker wears is what he attacks with; a rifle or a grenade may be for another day.
    worn = _joined(t for t in tokens if t.i not in (carried - own) | done_to)
    for event, words in lexicon.instruments:
        if words.stand_in(worn if event is EventType.SUICIDE_BOMBING else used):
            return event
    return None


def _joined(tokens: Iterable[Token]) -> str:
    """The words with blanks between them, those joined by hyphens as they were."""
    return " ".join(t.text for t in tokens).replace(" - ", "-")


def _done_to(unit: Unit) -> Set[int]:
    """Where the words stand for whom it was done to, without a clause about them: "Omar, whom a bomber killed"."""
    return {
        word.i
        for t in unit.triggers
        if not t.is_noun and t.entry.outcome is not None
        for head in objects(t.word)
        if head.lower_ not in _SELVES
        for word in head.subtree
        if word.i <= head.i or not head.is_ancestor(t.word)
    }


_SELVES = frozenset({"himself", "herself", "itself", "themselves"})


def _used(tokens: Sequence[Token]) -> list[Token]:
    """What is used to do it, where the clause hangs on "use": "used helicopters to attack a camp"."""
    users = {
        t.head
        for t in tokens
        if t.dep_ in {"xcomp", "advcl", "relcl"} and t.head.lower_ in load_lexicon("happenings")["accusing"]["using"]
    }
    return [w for user in users for o in user.children if o.dep_ == "dobj" for w in o.subtree if w not in tokens]


def _harmed(casualties: Sequence[Casualty]) -> bool:
    return any(c.outcome in {CasualtyOutcome.KILLED, CasualtyOutcome.WOUNDED} for c in casualties)


def _crowd(unit: Unit, parts: Parts, *, is_deadly: bool) -> EventType:
    """A protest becomes what was done at it: dispersed, shot at, or violent itself."""
    order = (
        EventType.MOB_VIOLENCE,
        EventType.VIOLENT_DEMONSTRATION,
        EventType.FORCE_AGAINST_PROTESTERS,
        EventType.PROTEST_WITH_INTERVENTION,
        EventType.PROTEST,
    )
    armed = bool(ARMED_KINDS & {a.kind for a in (*parts.sides, *parts.targets)})
    if unit.lead.entry.frame.name == "mob" and armed and not _are_vigilantes(parts.sides):
        return EventType.ARMED_CLASH  # soldiers and rebels who fight each other are no mob
    told = {t.entry.event for t in unit.triggers}
    if EventType.PROTEST in told and not (parts.targets or parts.casualties):
        told.discard(EventType.MOB_VIOLENCE)  # a mob has somebody to harm
    found = next((kind for kind in order if kind in told), EventType.PROTEST)
    if found is EventType.VIOLENT_DEMONSTRATION and EventType.PROTEST not in told and _are_vigilantes(parts.sides):
        return EventType.MOB_VIOLENCE
    was_met = found in {EventType.PROTEST, EventType.PROTEST_WITH_INTERVENTION}
    if was_met and (_harmed(parts.casualties) or (is_deadly and found is not EventType.PROTEST)):
        return EventType.FORCE_AGAINST_PROTESTERS
    return found


def _by_parties(parts: Parts) -> EventType:
    """An attack on armed people is a fight, one on others is violence against civilians; a mob's is a mob's."""
    sides, targets = parts.sides, parts.targets
    kinds, doers = {a.kind for a in targets}, {a.kind for a in sides}
    if ActorKind.RIOTERS in doers:
        return EventType.MOB_VIOLENCE
    if kinds & ARMED_KINDS or any(a.kind is ActorKind.UNKNOWN and a.name.split()[-1].islower() for a in targets):
        return EventType.ARMED_CLASH
    if doers == {ActorKind.CIVILIANS} and any(_is_several(a) for a in sides):
        # ACLED: people who come together to hurt others are rioters.
        return EventType.VIOLENT_DEMONSTRATION if parts.is_crowded else EventType.MOB_VIOLENCE
    if ActorKind.CIVILIANS in kinds:
        return EventType.ATTACK_ON_CIVILIANS
    if doers & STATE_KINDS and not kinds:
        return EventType.ARMED_CLASH  # of those whom a state's forces fight, unless called civilians
    return EventType.ATTACK_ON_CIVILIANS
