"""Whose a place is told to be that somebody takes: "the MNLA's headquarters", "the LNA's last stronghold"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whoholds.reading.claims.clauses import is_passive, surface_subjects
from whoholds.reading.claims.parties import implied
from whoholds.reading.claims.scene import Occasion, Scene
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.trigger_lexicon import Construction
from whoholds.records import ClaimActor, ClaimPlace
from whoholds.reference.actors import NameKind, split_words
from whoholds.terms import ActorRole, PlaceRole


def owners_of(places: Sequence[ClaimPlace], occasion: Occasion, *, alone: bool) -> list[ClaimActor]:
    """Who loses a place by what it is called, at most one.

    Args:
        places: the claim's.
        occasion: the trigger that tells of the gain.
        alone: whether nobody is named who gained.
    """
    site = _owners_of_site(occasion) if alone else []
    return [*_owners(places, occasion.scene), *_whose_stronghold(places, occasion), *site][:1]


def _owners_of_site(occasion: Occasion) -> list[ClaimActor]:
    """Whose base the subject is told to be that is taken: "Piochar, a Taliban chief's base, was captured".

    "Tarhuna, the last town in the LNA's hands, fell" is of the LNA's town too.
    """
    clause, parsed, known = occasion.arguments.trigger.clause, occasion.parsed, load_lexicon("territory")
    sites = {*known["facilities"], *known["strongholds"], *known["keeping_hands"]}
    subject = surface_subjects(clause)[:1]
    heads = [t for s in subject for t in s.subtree if t.lower_ in sites]
    falls = occasion.arguments.trigger.entry.frame.name == "fall" and clause not in heads
    if not heads or not (is_passive(clause) or falls):
        return []
    start, end = parsed.at(subject[0].left_edge), parsed.at(heads[0])
    inside = (m for m in occasion.scene.actors if start <= m.start < end and m.side)
    named = [ClaimActor(ActorRole.FROM, m.name, m.actor_id, m.side, m.kind, m.text, m.start, m.end) for m in inside]
    return named[:1] or _of_leader(occasion, start, end)


def _of_leader(occasion: Occasion, start: int, end: int) -> list[ClaimActor]:
    """The group whose leader a stretch of the text names: "Haftar's last bastion"."""
    scene = occasion.scene
    words = split_words(scene.report.text[start:end])
    led = [n.bearer for at in range(len(words)) for n in scene.index.names_at(words, at) if n.kind is NameKind.PERSON]
    found = [scene.index.actors[bearer] for bearer in dict.fromkeys(led)]
    if len(found) != 1 or not found[0].lives_on(scene.report.published):
        return []
    return [implied(found[0].side, ActorRole.FROM, scene)]


def _owners(places: Sequence[ClaimPlace], scene: Scene) -> list[ClaimActor]:
    """Whose the words say a facility is: "the MNLA's headquarters was taken", "the Chadian base"."""
    parts = [p for p in places if p.role is PlaceRole.AT and p.part]
    spans = [(p.start, p.end) for p in parts]
    inside = (m for m in scene.actors if any(start <= m.start and m.end < end for start, end in spans) and m.side)
    named = [ClaimActor(ActorRole.FROM, m.name, m.actor_id, m.side, m.kind, m.text, m.start, m.end) for m in inside]
    return named[:1] or [army for p in parts if (army := _army_of(p.part or "", scene)) is not None][:1]


def _army_of(site: str, scene: Scene) -> ClaimActor | None:
    """The army of the state by whose adjective a site is called."""
    words = split_words(site)
    states = {n.bearer for n in scene.index.names_at(words, 0) if n.kind is NameKind.ADJECTIVE} if words else set()
    if len(states) != 1:
        return None
    army = scene.index.state_actor(states.pop(), "army", scene.report.published)
    return ClaimActor(ActorRole.FROM, army.name, army.actor_id, army.side, army.kind, None, None, None)


def _whose_stronghold(places: Sequence[ClaimPlace], occasion: Occasion) -> list[ClaimActor]:
    """Whose the same sentence calls the place: "Tarhuna, the LNA's last stronghold, fell"."""
    there = {(p.start, p.end) for p in places if p.role is PlaceRole.AT}
    for draft in reversed(occasion.drafts):
        if draft.parsed.sentence.start != occasion.parsed.sentence.start:
            return []
        called = draft.arguments.trigger.entry.construction is Construction.PREDICATE
        if called and there & {(p.start, p.end) for p in draft.places}:
            return [replace(a, role=ActorRole.FROM) for a in draft.sides]
    return []
