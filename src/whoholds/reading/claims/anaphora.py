"""Whom role nouns stand for in a report: by kind, by what was named before, by who fights there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whoholds.reading.claims.at_home import at_home, country_told, dated, of_seat, whose_own
from whoholds.reading.claims.called import (
    is_bare,
    is_called,
    is_of_other_creed,
    is_spoken,
    is_told_apart,
    loyal_to,
    of_people,
    owner_of,
)
from whoholds.reading.claims.role_scene import RoleScene
from whoholds.reading.claims.two_wars import Countries
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.lexicon.roles import Hint, Role, Stands, open_roles
from whoholds.records import ActorMention, Report
from whoholds.reference.actors import Actor, ActorIndex, NameKind, split_words
from whoholds.terms import ActorKind

REACH = 200  # mentions before and after, among which whoever is meant is looked for
_NEAR = 300  # characters: about two sentences; beyond it a loose noun ("forces") no longer leans on a name
_OF = re.compile(r"\s+(?:of|from|belonging to|led by|loyal to)\s+(?:the\s+)?")
_GROUPS = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA, ActorKind.UNKNOWN})


def resolve_actors(
    mentions: Sequence[ActorMention],
    *,
    report: Report,
    publisher_side: str | None,
    countries: Countries,
    index: ActorIndex,
) -> tuple[ActorMention, ...]:
    """The mentions with the side each role noun stands for in this report.

    Args:
        mentions: from `find_actors`, in text order.
        report: the report; its date says who governs and who fights.
        publisher_side: whose bulletin it is; then "our forces" are its own and "the enemy" its opponent's.
        countries: the country it is about (ISO 3166-1 alpha-2), and where it speaks of another at war.
        index: the actors known.

    Returns:
        As many mentions, in the same order. A role noun whose bearer is unclear keeps its words as name and no side.
    """
    day, near = report.published, countries.near
    named = [m if m.is_role else dated(at_home(m, near(m.start), day, index), near(m.start), day, index)
             for m in mentions]  # fmt: skip
    whole = RoleScene(index, (), (), publisher_side, None, day, report.text)
    scenes = [replace(whole, country=near(m.start)) for m in named]
    told = [_bearers(m, s) if m.is_role and m.side is None else None for m, s in zip(named, scenes, strict=True)]
    found = [m if b is None else _as(m, b, s) for m, b, s in zip(named, told, scenes, strict=True)]
    for at, mention in enumerate(found):
        if mention.is_role and mention.side is None:
            known = tuple(m for m in found[max(at - REACH, 0) : at + REACH] if m.side)
            unknown = tuple(m for m in found[max(at - REACH, 0) : at] if m.is_role and m.side is None)
            scene = replace(scenes[at], mentions=known, unknown=unknown)
            found[at] = _resolve(mention, scene)
    return tuple(found)


def _resolve(mention: ActorMention, scene: RoleScene) -> ActorMention:
    if mention.text.partition(" ")[0].lower() in load_lexicon("roles")["unidentified"]:
        return mention
    hint = open_roles().hint(mention.text)
    is_unit = mention.kind is ActorKind.STATE_FORCES
    role = hint.role or (Role(Stands.STATE, mention.kind, "army") if is_unit else Role(Stands.GROUP, mention.kind))
    if mention.kind is ActorKind.STATE_FORCES and role.stands is Stands.ANY:
        role = Role(Stands.STATE, ActorKind.STATE_FORCES, "army")
    if hint.own:
        return _on_side(mention, _own(mention, scene), role, scene)
    if role.stands is Stands.ENEMY:
        return _on_side(mention, _enemy(mention, role, scene), role, scene)
    if hint.anti or _is_loyal_to_somebody(mention, scene) or _are_allies(mention, role, scene):
        # "Forces loyal to Saddam" are not those named last.
        only = _known_party(mention, hint, role, scene) if role.stands is Stands.NONSTATE and not hint.anti else None
        return _as(mention, only, scene) if is_called(only, mention.text) and only is not None else mention
    namesake = _group_behind(mention, scene) or _namesake(mention, scene)
    if namesake is not None:
        return _like(mention, namesake)
    if role.stands is Stands.STATE:
        return _of_state(mention, hint, role, scene)
    if _is_somebodys(mention, scene) or (role.stands in {Stands.ANY, Stands.GROUP} and _is_outsider(mention, scene)):
        return mention  # "the movement of Abdel Wahid al-Nur" is not the one named last
    antecedent = _group(mention, hint, role, scene)
    if antecedent is not None:
        return _like(mention, antecedent)
    if role.stands is Stands.ANY and role.force and mention.country is None and hint.people is None:
        return _on_side(mention, scene.own_forces, role, scene)  # a bulletin's "brave forces" are its own
    if role.stands is Stands.MILITIA and is_told_apart(mention, scene.unknown, scene.text):
        return mention
    party = _known_party(mention, hint, role, scene)
    return _as(mention, party, scene) if party else mention


def _of_state(mention: ActorMention, hint: Hint, role: Role, scene: RoleScene) -> ActorMention:
    """The mention with the state that they are of, or the party of their people or of their seat."""
    if role.body and (party := of_seat(scene.text, mention.end, scene.index, scene.day)) is not None:
        return _as(mention, party, scene)
    if mention.country is None and _is_outsider(mention, scene):
        return mention  # "coalition soldiers" are no soldiers of the country's own, nor is "the Wa army" its army
    of_people = _known_party(mention, hint, role, scene) if hint.people is not None else None
    if of_people is not None:
        return _as(mention, of_people, scene)  # "Kurdish officials" in Iraq are not its government's
    return _on_side(mention, _state(mention, role, scene), role, scene)


def _group_behind(mention: ActorMention, scene: RoleScene) -> ActorMention | None:
    """The armed group whose men they are said to be: "the soldiers of Ansar Dine", "fighters from Ansar Dine"."""
    named = (m for m in scene.mentions if m.start > mention.end and not m.is_role and m.kind in _GROUPS)
    return next((m for m in named if _OF.fullmatch(scene.text[mention.end : m.start])), None)


def _is_outsider(mention: ActorMention, scene: RoleScene) -> bool:
    words, outside = {word.folded for word in split_words(mention.text)}, load_lexicon("roles")["outsiders"]
    if _ARMY_OF.search(scene.text, max(mention.start - _NAME, 0), mention.end) or not words.isdisjoint(outside):
        return True
    return _OF_PEOPLE.search(scene.text, max(mention.start - _NAME, 0), mention.start) is not None


def _is_somebodys(mention: ActorMention, scene: RoleScene) -> bool:
    """Whether the words behind say whose group it is, or where from, and it is nobody we know."""
    whose = owner_of(mention, scene.text)
    return whose is not None and not any(whose[0] < m.end and m.start < whose[1] for m in scene.mentions)


def _is_loyal_to_somebody(mention: ActorMention, scene: RoleScene) -> bool:
    """Whether the words behind say whose men they are, and it is nobody we know."""
    whose = loyal_to().match(scene.text, mention.end)
    return whose is not None and not any(whose.start() < m.end and m.start < whose.end() for m in scene.mentions)


def _are_allies(mention: ActorMention, role: Role, scene: RoleScene) -> bool:
    """Whether they are told by whose allies they are ("its forces and allied rebels") or as having left a group."""
    apart = {word.folded for word in split_words(mention.text)} & set(load_lexicon("roles")["breakaways"])
    allied = scene.text[max(mention.start - 7, 0) : mention.start].casefold() == "allied "
    return role.stands is Stands.NONSTATE and (bool(apart) or allied)


_OF_STATE = re.compile(r"\s+of\s+(?:the\s+)?([A-Z]\w+(?:\s[A-Z]\w+)?)")
_ARMY_OF = re.compile(r"\b[Tt]he [A-Z][a-z’'-]+ army\Z")
_OF_PEOPLE, _NAME = re.compile(r"\b[A-Z][a-z’'-]{2,}(?:an|ese|ite) \Z"), 30  # "Baluban soldiers": no state's


def _namesake(mention: ActorMention, scene: RoleScene) -> ActorMention | None:
    """The force named last with the same noun: "the forces" after "Puntland Dervish Force clashed with …"."""
    words = [word.folded for word in split_words(mention.text) if word.folded not in ("the", "'s")]
    bare = is_bare(mention, scene.text) and mention.text.islower()
    if mention.country is not None or not 1 <= len(words) <= 2 or bare:
        return None  # "soldiers chased them out"
    for named in scene.before(mention.start):
        if mention.start - named.end > _NEAR:
            return None
        name = named.text.split(" (")[0]
        tail = [word.folded for word in split_words(name)][-len(words) :]
        longer = len(named.text) > len(mention.text) and not named.is_role  # "the army" is no "rebel army"
        if longer and named.side and [w.rstrip("s") for w in tail] == [w.rstrip("s") for w in words]:
            return named
    return None


def _bearers(mention: ActorMention, scene: RoleScene) -> Actor | None:
    """The actor meant by a name that several bear, told before role nouns are: "rebels of the CPC"."""
    words = split_words(mention.text)
    for at in range(len(words)):
        names = [n for n in scene.index.names_at(words, at) if n.kind in _OF_GROUPS]
        fits = [scene.index.actors[name.bearer] for name in names]
        fits = [a for a in fits if a.lives_on(scene.day) and scene.country is not None and scene.country in a.countries]
        if len(fits) == 1:
            return fits[0]
        # "Congolese forces": the people of two states.
        states = [n.bearer for n in scene.index.names_at(words, at) if n.kind is NameKind.ADJECTIVE]
        if mention.country is None and len(states) > 1 and scene.country in states:
            role = open_roles().hint(mention.text).role
            if role is not None and (role.stands is Stands.STATE or role.force):
                return scene.index.state_actor(scene.country, role.force or "forces", scene.day)
    return None


_OF_GROUPS = frozenset({NameKind.ACTOR, NameKind.TERRITORY, NameKind.PERSON})


def _own(mention: ActorMention, scene: RoleScene) -> str | None:
    if scene.publisher_side is not None:
        return scene.publisher_side
    near = next((m for m in scene.before(mention.start) if mention.start - m.end <= _NEAR), None)
    if near is not None and scene.is_state(near.side):
        return near.side
    # A trader's "our soldiers" are his country's; whose a bulletin is must be known.
    return scene.government if is_spoken(scene.text, mention.start) else None


def _enemy(mention: ActorMention, role: Role, scene: RoleScene) -> str | None:
    """The opponent of whoever speaks: the publisher's side, for occupiers the government, else the side last named."""
    before = [m.side for m in scene.before(mention.start)]
    speaker = scene.publisher_side
    if speaker is None:
        occupied = scene.government if role.kind is ActorKind.EXTERNAL_FORCES else None
        speaker = occupied or (before[0] if before else None)
    if speaker is None:
        return None
    against = scene.index.opponents_of(speaker, scene.country, scene.day)
    if role.kind is ActorKind.EXTERNAL_FORCES:
        against = tuple(side for side in against if scene.index.country_of(side))
    named = [side for side in before if side in against]
    later = dict.fromkeys(m.side for m in scene.mentions if m.side in against)
    return named[0] if named else next(iter(later or against)) if len(later or against) == 1 else None


def _state(mention: ActorMention, role: Role, scene: RoleScene) -> str | None:
    """The state whose army, police or troops these are."""
    if mention.country is not None:
        return scene.index.government_of(mention.country, scene.day)
    named = _OF_STATE.match(scene.text, mention.end)
    state = scene.index.state_named(named[1], scene.day) if named else None
    if state is not None:
        return state.side  # "the army of Ukraine"
    if (owner := whose_own(scene.text, mention.start, scene.index)) is not None:
        return scene.index.government_of(owner, scene.day)
    if scene.is_state(scene.own_forces):
        return scene.own_forces
    near = next((m for m in scene.before(mention.start) if scene.is_state(m.side)), None)
    if scene.government is None:
        states = list(dict.fromkeys(m.side for m in scene.mentions if scene.is_state(m.side)))
        return states[0] if len(states) == 1 else (near.side if near else None)
    if (only := _only_state_at_war(scene)) is not None:
        return only
    governments = (
        open_roles().modifiers.get(split_words(mention.text)[0].folded) == "state"
    )  # "government paratroopers"
    if role.body or governments or near is None or mention.start - near.end > _NEAR:
        return scene.government
    # In a war between states "its troops" are those of the one last named, if it fights the other.
    against = scene.index.opponents_of(scene.government, scene.country, scene.day)
    told = {m.side for m in scene.mentions}
    theirs = scene.index.opponents_of(near.side or "", scene.country, scene.day)
    fights = near.side in against or (told.isdisjoint(against) and not told.isdisjoint(theirs))
    return near.side if fights else scene.government  # of Israel and Hezbollah, in Lebanon, Israel has soldiers


def _only_state_at_war(scene: RoleScene) -> str | None:
    """The one state of the report that fights in the country, where its own government does not: Israel in Gaza."""
    if scene.day is None or scene.index.opponents_of(scene.government or "", scene.country, scene.day):
        return None
    states = dict.fromkeys(m.side for m in scene.mentions if m.side is not None and scene.is_state(m.side))
    fighting = [s for s in states if scene.index.opponents_of(s, scene.country, scene.day)]
    return fighting[0] if len(fighting) == 1 else None


def _group(mention: ActorMention, hint: Hint, role: Role, scene: RoleScene) -> ActorMention | None:
    """The group named in the report that a role noun stands for, if one stands out."""
    fits = [m for m in scene.mentions if _compatible(m, mention, hint, role, scene)]
    # "fighters of the al-Qaeda affiliate JNIM"; "Kurdish guerrillas of the PUK", whatever people the list says it is of
    groups = [m for m in scene.mentions if m.kind in _GROUPS and not m.is_role]
    behind = (m for m in (*fits, *groups) if _OF.fullmatch(scene.text[mention.end : max(m.start, mention.end)]))
    whose = next(behind, None)
    if whose is not None:
        return whose
    before = [m for m in reversed(fits) if m.start < mention.start and not _is_foe_of_teller(m, role, scene)]
    again = next(
        (m for m in before if " " in m.text and m.text.split()[-1].casefold() == mention.text.split()[-1].casefold()),
        None,
    )
    if again is not None and not is_called(_actor(before[0], scene), mention.text):
        return again  # "the insurgents" who were said to be somebody's, whoever else was named since
    if role.stands is Stands.ANY and (not before or mention.start - before[0].end > _NEAR):
        return None
    called = [m for m in fits if is_called(_actor(m, scene), mention.text)]
    if len({m.side for m in called}) == 1 and len({m.side for m in fits}) > 1:
        return called[0]
    sides = list(dict.fromkeys(m.side for m in fits))
    if len(sides) > 1 and role.stands is Stands.NONSTATE and is_bare(mention, scene.text):
        return None  # of several groups "rebels" without an article may be any
    if before:
        return before[0] if len(sides) == 1 or mention.start - before[0].end <= 2 * _NEAR else None
    return fits[0] if len(sides) == 1 and role.stands is not Stands.GROUP else None


def _is_foe_of_teller(named: ActorMention, role: Role, scene: RoleScene) -> bool:
    """Whether "the forces" of a side's own bulletin would be those it fights."""
    return role.force is not None and named.side in scene.index.opponents_of(
        scene.publisher_side or "", scene.country, scene.day
    )


def _compatible(named: ActorMention, mention: ActorMention, hint: Hint, role: Role, scene: RoleScene) -> bool:
    if hint.people is not None and not of_people(_actor(named, scene), hint.people):
        return False
    actor = _actor(named, scene)
    homes = actor.countries if actor is not None else (named.country,)
    if mention.country is not None and named.country is not None and mention.country not in homes:
        return False
    if role.stands is Stands.ANY:
        return role.force is not None or not (scene.is_state(named.side) or named.kind is ActorKind.EXTERNAL_FORCES)
    if role.stands is Stands.MILITIA:
        return named.kind is role.kind or is_called(_actor(named, scene), mention.text)
    if role.stands is Stands.NONSTATE and (_fights_beside_it(named, scene) or is_of_other_creed(actor, mention)):
        return False
    return named.kind in _GROUPS and (not scene.is_state(named.side) or named.kind is ActorKind.REBEL_GROUP)


def _fights_beside_it(named: ActorMention, scene: RoleScene) -> bool:
    """Whether a group is at war in the report's country, but not with its government: it is not "the rebels" there."""
    against = scene.index.opponents_of(named.side or "", scene.country, scene.day)
    return bool(against) and scene.government is not None and scene.government not in against


def _known_party(mention: ActorMention, hint: Hint, role: Role, scene: RoleScene) -> Actor | None:
    """The group that the country's wars leave as the only one meant, when the report names none."""
    country = mention.country or country_told(mention.text, scene.index) or scene.country
    faceless = mention.text.lower().removeprefix("the ") in load_lexicon("roles")["faceless"]
    if country is None or scene.day is None or faceless or _is_taken_up(mention, scene):
        return None  # without a day, every war the country has had is a candidate
    active = [a for a in scene.index.actors.values() if a.countries[:1] == (country,) and a.lives_on(scene.day)]
    called = [a for a in active if is_called(a, mention.text)]
    if role.stands is Stands.MILITIA and hint.people is None:
        return called[0] if len(called) == 1 else None
    if hint.people is not None and len(called) == 1:
        return called[0]  # "Kurdish forces" in Iraq are no party to its war
    if role.stands is not Stands.NONSTATE and hint.people is None:
        return None
    sides = scene.index.parties_in(country, scene.day)
    parties = [scene.index.actors[side] for side in sides if side in scene.index.actors]
    parties = [a for a in parties if a.kind is ActorKind.REBEL_GROUP and a.lives_on(scene.day)]
    parties = [a for a in parties if not is_of_other_creed(a, mention)]
    if hint.people is not None:
        parties = [actor for actor in parties if of_people(actor, hint.people)]
        theirs = {a.side for a in scene.index.actors.values() if country in a.countries and of_people(a, hint.people)}
        if role.kind is ActorKind.UNKNOWN and role.civil and len(theirs) > 1:
            return None  # "the Kurds" of several parties may be any's
    else:
        parties = [actor for actor in parties if is_called(actor, mention.text)] or parties
    at_home = [actor for actor in parties if actor.countries[:1] == (country,)]
    parties = at_home or parties  # raiders from next door are not "the rebels"
    return parties[0] if len(parties) == 1 else None


def _is_taken_up(mention: ActorMention, scene: RoleScene) -> bool:
    """Whether "the militants" are those of the same sentence whose side isn't known: "Iran-backed militias ..."."""
    definite = scene.text[: mention.start].endswith(("the ", "The "))
    armed = (m for m in scene.unknown if m.kind in _GROUPS and m.end <= mention.start)
    return definite and any("." not in scene.text[m.end : mention.start] for m in armed)


def _actor(mention: ActorMention, scene: RoleScene) -> Actor | None:
    own = scene.index.actors.get(mention.actor_id or "")  # Nusra's were no "rebels", whatever its side is called later
    return own if own is not None and own.called else scene.index.actors.get(mention.side or "") or own


def _on_side(mention: ActorMention, side: str | None, role: Role, scene: RoleScene) -> ActorMention:
    """The mention as a force of that side."""
    if side is None:
        return mention
    country = scene.index.country_of(side)
    if country is None:
        actor = scene.index.actors.get(side)
        return _as(mention, actor, scene) if actor else replace(mention, name=scene.index.name_of(side), side=side)
    force = role.force or ("army" if role.stands is Stands.STATE else "forces")
    return _as(mention, scene.index.state_actor(country, force, scene.day), scene)


def _as(mention: ActorMention, actor: Actor, scene: RoleScene) -> ActorMention:
    home = actor.countries[0] if actor.countries else mention.country
    new = replace(
        mention, name=actor.name, actor_id=actor.actor_id, side=actor.side, kind=actor.kind, country=home, is_role=True
    )
    return dated(new, scene.country, scene.day, scene.index)


def _like(mention: ActorMention, other: ActorMention) -> ActorMention:
    return replace(
        mention, name=other.name, actor_id=other.actor_id, side=other.side, kind=other.kind, country=other.country
    )
