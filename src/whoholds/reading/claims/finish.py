"""Drafts → claims: what one sentence says twice is said once, denials are turned, ids are given."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.claims.parties import implied
from whoholds.reading.claims.retelling import count_days, share_days
from whoholds.reading.claims.scene import Draft, Scene
from whoholds.reading.claims.stretches import clause_tokens
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.triggers import Construction
from whoholds.reading.sentences import Token
from whoholds.records import Claim, ClaimActor, ClaimTime, Flag, Interval, Span
from whoholds.terms import (
    ActorKind,
    ActorRole,
    Basis,
    Certainty,
    DatePrecision,
    EventType,
    Fighting,
    FlagKind,
    PlaceRole,
    Polarity,
    Stance,
    SubEventType,
)

# An event this long before its report is background: an earlier campaign, not this one's beginning.
HISTORY_DAYS = 240
NEIGHBOURS = 20  # claims before and after, among which one tells who held what another takes


def finish(scene: Scene, drafts: Sequence[Draft]) -> tuple[Claim, ...]:
    """The claims of a report, in text order."""
    told = share_days(_joined(_narrowed(_undone(_taken_from(drafts)), scene)), scene.report.published)
    kept = _without_repeats(count_days(told, scene.times))
    claims: dict[str, Claim] = {}
    whole: str | None = None
    for draft in kept:
        claim = _claim(scene, draft, whole if draft.divides else None)
        whole = whole if draft.divides else claim.claim_id
        claims.setdefault(claim.claim_id, claim)
    return tuple(claims.values())


def _taken_from(drafts: Sequence[Draft]) -> list[Draft]:
    """ "Captured a rebel-held town" tells who lost it, not who holds it."""
    kept: list[Draft] = []
    for i, draft in enumerate(drafts):
        near = drafts[max(i - NEIGHBOURS, 0) : i + NEIGHBOURS]
        if _is_held(draft):
            if not any(_takes(d, draft) for d in near):
                kept.append(draft)
            continue
        held = (h for h in near if _is_held(h) and _takes(draft, h))
        lost = next((tuple(replace(a, role=ActorRole.FROM) for a in h.sides) for h in held), ())
        gains = bool(lost) and draft.event is EventType.TAKEOVER
        kept.append(replace(draft, lost=draft.lost or lost) if gains else draft)
    return kept


def _is_held(draft: Draft) -> bool:
    trigger = draft.arguments.trigger
    is_called_theirs = trigger.word.lower_ in load_lexicon("territory")["strongholds"]
    is_apposed = trigger.entry.construction is Construction.STATE and trigger.clause.dep_ == "appos"
    theirs = (is_called_theirs or is_apposed) and draft.event is EventType.HOLDING
    return trigger.entry.construction in _WHOSE_IT_WAS or theirs


# "Captured a rebel-held town", "took control of Kidal, a rebel stronghold".
_WHOSE_IT_WAS = frozenset({Construction.HELD_BY, Construction.PREDICATE})


_SURE = Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)


def _takes(draft: Draft, held: Draft) -> bool:
    left = draft.event is EventType.WITHDRAWAL and draft.factuality.polarity is Polarity.AFFIRMED
    left = left and {a.side for a in draft.sides} == {
        a.side for a in held.sides
    }  # "fled their stronghold of Slaviansk"
    same = draft.parsed.sentence.start == held.parsed.sentence.start and not _is_held(draft)
    has = (
        same and draft.event is EventType.HOLDING and draft.factuality == _SURE
    )  # "control the town, a rebel stronghold"
    if draft is held or not (left or has or draft.event is EventType.TAKEOVER):
        return False
    if held.arguments.trigger.entry.construction is Construction.STATE and draft.voice.stance is Stance.CLAIMS:
        return False  # "Russia claimed control of the last city in Ukrainian hands"
    spans = [(p.start, p.end) for p in draft.places if p.role is PlaceRole.AT]
    return any(p.start < end and start < p.end for p in held.places if p.role is PlaceRole.AT for start, end in spans)


def _undone(drafts: Sequence[Draft]) -> list[Draft]:
    """What is told as over by what else is told: "the post, which they seized at dawn, was won back"."""
    return [replace(d, is_over=True) if _is_undone(drafts, i) else d for i, d in enumerate(drafts)]


def _is_undone(drafts: Sequence[Draft], at: int) -> bool:
    draft, before = drafts[at], drafts[max(at - NEIGHBOURS, 0) : at]
    return any(_wins_back(g, draft) for g in _of_sentence(drafts, draft)) or any(_had_been(g, draft) for g in before)


def _had_been(gain: Draft, held: Draft) -> bool:
    """Whether a state in the past perfect is of a place that another was said to have taken: "had been theirs"."""
    clause = held.arguments.trigger.clause
    perfect = held.event is EventType.HOLDING and any(c.lower_ in {"had", "'d"} for c in clause.children)
    affirmed = gain.factuality == held.factuality == Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)
    if not (perfect and affirmed and gain.event is EventType.TAKEOVER) or held.voice.sources:
        return False
    apart = {a.side or a.name for a in gain.sides}.isdisjoint(a.side or a.name for a in held.sides)
    return apart and bool(_place_ids(gain) & _place_ids(held))


def _of_sentence(drafts: Sequence[Draft], draft: Draft) -> list[Draft]:
    at = next(i for i, d in enumerate(drafts) if d is draft)
    near = drafts[max(at - NEIGHBOURS, 0) : at + NEIGHBOURS]
    return [d for d in near if d is not draft and d.parsed.sentence.start == draft.parsed.sentence.start]


def _wins_back(gain: Draft, loss: Draft) -> bool:
    """Whether a main clause tells that a place was taken by whom a relative clause in it says it was taken from."""
    clauses = gain.arguments.trigger.clause, loss.arguments.trigger.clause
    taken = gain.event is loss.event is EventType.TAKEOVER
    affirmed = gain.factuality == loss.factuality == Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)
    apart = {a.side or a.name for a in gain.sides}.isdisjoint(a.side or a.name for a in loss.sides)
    inside = clauses[1].dep_ == "relcl" and clauses[0].is_ancestor(clauses[1])
    return taken and affirmed and apart and inside and bool(_place_ids(gain) & _place_ids(loss))


def _narrowed(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Who left a place did not take it: "the town was captured, the army said; the rebels had slipped out"."""
    return [_without_leavers(d, drafts[max(i - NEIGHBOURS, 0) : i + NEIGHBOURS], scene) for i, d in enumerate(drafts)]


def _without_leavers(draft: Draft, near: Sequence[Draft], scene: Scene) -> Draft:
    guessed = bool(draft.sides) and all(a.text is None for a in draft.sides) and not draft.lost
    guessed = guessed and draft.factuality == _SURE and draft.arguments.trigger.entry.told_by != "gainer"
    if not (draft.could_be or guessed) or draft.event is not EventType.TAKEOVER:
        return draft
    paragraph = draft.parsed.sentence.paragraph
    left = [d for d in near if d.event is EventType.WITHDRAWAL and d.parsed.sentence.paragraph == paragraph]
    left = [d for d in left if d.factuality.polarity is Polarity.AFFIRMED and _place_ids(d) & _place_ids(draft)]
    gone = {a.side for d in left if not _is_later(d, draft) for a in d.sides}
    could_be = tuple(side for side in draft.could_be if side not in gone)
    if not draft.could_be and {a.side for a in draft.sides} <= gone:
        return replace(draft, event=EventType.WITHDRAWAL)  # "It was lost overnight. The rebels pulled out"
    if not could_be or could_be == draft.could_be:
        return draft
    gainer = implied(could_be[0], ActorRole.SIDE, scene)
    return replace(draft, sides=(gainer,), could_be=could_be if len(could_be) > 1 else ())


def _is_later(loss: Draft, gain: Draft) -> bool:
    """Whether somebody left on a later day than the place was taken: it may be he who had taken it."""
    left, taken = loss.when.interval.date_start, gain.when.interval.date_end
    return left is not None and taken is not None and taken[:10] < left[:10]


def _joined(drafts: Sequence[Draft]) -> list[Draft]:
    """A withdrawal and a takeover of the same place in one sentence are one takeover, with its loser."""
    kept: list[Draft] = []
    for _, group in groupby(drafts, key=lambda d: d.parsed.sentence.start):
        there = list(group)
        gains = [d for d in there if d.event is EventType.TAKEOVER]
        told = [d for d in there if d.event is EventType.WITHDRAWAL and any(_same_happening(g, d) for g in gains)]
        # A draft is itself: two that say the same are two.
        rest = (d for d in there if not any(d is loss for loss in told))
        kept.extend(_with_loser(d, told) if d.event is EventType.TAKEOVER else d for d in rest)
    return kept


def _with_loser(gain: Draft, losses: Sequence[Draft]) -> Draft:
    for loss in losses:
        if _same_happening(gain, loss):
            lost = gain.lost or tuple(replace(a, role=ActorRole.FROM) for a in loss.sides)
            fighting = gain.fighting if gain.fighting is Fighting.YES else Fighting.NO
            return replace(gain, lost=lost, fighting=fighting)
    return gain


def _same_happening(gain: Draft, loss: Draft) -> bool:
    apart = {a.side or a.name for a in gain.sides}.isdisjoint(a.side or a.name for a in loss.sides)
    one, other = ({s.side or s.name for s in d.voice.sources} for d in (gain, loss))
    apart = apart and (bool(one & other) or not one or not other)  # each source's claim is its own
    affirmed = gain.factuality.polarity is loss.factuality.polarity is Polarity.AFFIRMED
    return apart and affirmed and bool(_place_ids(gain) & _place_ids(loss)) and _may_be_one_day(gain, loss)


def _may_be_one_day(one: Draft, other: Draft) -> bool:
    """Whether the days of two drafts can meet; "flown out on Tuesday, two days after they stormed the base" can't."""
    a, b = one.when.interval, other.when.interval
    if a.date_end is None or b.date_end is None:
        return True
    ends = [date.fromisoformat(i.date_end[:10]) for i in (a, b) if i.date_end is not None]
    if Basis.PUBLICATION in {a.basis, b.basis} or a.date_start is None or b.date_start is None:
        return abs((ends[0] - ends[1]).days) <= HISTORY_DAYS
    return a.date_start[:10] <= b.date_end[:10] and b.date_start[:10] <= a.date_end[:10]


def _place_ids(draft: Draft) -> set[str]:
    """The places whatever their part: who left the airfield left the base."""
    return {p.place_id or p.text.lower() for p in draft.places if p.role is PlaceRole.AT}


def _place_keys(draft: Draft) -> set[str]:
    return {f"{p.place_id or p.text.lower()}:{p.part}" for p in draft.places if p.role is PlaceRole.AT}


def _without_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """One claim where a report says the same thing of one source twice: in its headline or lead and below."""
    kept: list[Draft] = []
    told: dict[Hashable, list[Draft]] = {}
    more: dict[int, Draft] = {}  # by the identity of the draft kept
    for draft in drafts:
        sides = frozenset(a.side or a.name for a in draft.sides)
        keys = [(draft.event, draft.voice.sources, sides, place) for place in sorted(_place_keys(draft))]
        same = next((k for key in keys for k in told.get(key, ()) if _repeats(draft, k)), None)
        if same is None or draft.divides:
            kept.append(draft)
            for key in keys:
                told.setdefault(key, []).append(draft)
        else:
            more.setdefault(id(same), draft)
    return [_with_more(d, more.get(id(d))) for d in kept]


def _with_more(draft: Draft, repeat: Draft | None) -> Draft:
    """The draft with what only its repetition tells: who lost the place, whether there was a fight."""
    if repeat is None:
        return draft
    fighting = repeat.fighting if draft.fighting is Fighting.UNKNOWN else draft.fighting
    evidence = _both(draft, repeat) if draft.parsed.sentence.start == repeat.parsed.sentence.start else draft.evidence
    return replace(draft, lost=draft.lost or repeat.lost, fighting=fighting, evidence=evidence)


def _both(draft: Draft, repeat: Draft) -> Span:
    """The clauses of both: "drove into the town and took it without a shot"."""
    base, text = draft.parsed.sentence.start, draft.parsed.sentence.text
    spans = _evidence(draft), _evidence(repeat)
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return Span(start, end, text[start - base : end - base])


def _repeats(draft: Draft, other: Draft) -> bool:
    """Whether a draft of the same event, source, side and place says nothing new."""
    same_sentence = draft.parsed.sentence.start == other.parsed.sentence.start
    at_top = other.parsed.sentence.paragraph == 0  # further down, what is told once more is told by other words
    dateless = draft.when.interval.basis is Basis.PUBLICATION
    return (
        (same_sentence or at_top)
        and _as_sure(draft, other)
        and draft.is_over is other.is_over
        and (dateless or draft.when.interval == other.when.interval)
    )


def _as_sure(draft: Draft, other: Draft) -> bool:
    """Whether two drafts say it alike; in one sentence "reportedly" holds for both."""
    same_sentence = draft.parsed.sentence.start == other.parsed.sentence.start
    alike = draft.factuality.polarity is other.factuality.polarity
    planned = Certainty.PLANNED in {draft.factuality.certainty, other.factuality.certainty}
    return draft.factuality == other.factuality or (same_sentence and alike and not planned)


def _claim(scene: Scene, draft: Draft, part_of: str | None) -> Claim:
    voice, factuality = draft.voice, draft.factuality
    turned = voice.negates != (factuality.polarity is Polarity.NEGATED)
    polarity = Polarity.NEGATED if turned else Polarity.AFFIRMED
    certainty = max(factuality.certainty, voice.certainty or Certainty.CERTAIN, key=list(Certainty).index)
    stance = Stance.DENIES if voice.negates else voice.stance
    when = clamp(draft.when, scene.report.published, certainty)
    actors = (*draft.sides, *draft.lost)
    evidence, trigger = _evidence(draft), _trigger(draft)
    made = Claim(
        claim_id="",
        report_id=scene.report.report_id,
        event_type=draft.event,
        sub_event_type=_sub_event(scene, draft) if draft.event is EventType.TAKEOVER and draft.sides else None,
        evidence=evidence,
        trigger=trigger,
        actors=actors,
        places=draft.places,
        when=when,
        fighting=draft.fighting,
        polarity=polarity,
        certainty=certainty,
        stance=stance,
        historical=draft.is_over or is_history(when.interval, scene.report.published),
        count=draft.count,
        part_of=part_of,
        sources=voice.sources,
        flags=_left_open(scene, draft),
    )
    return replace(made, claim_id=claim_id_of(made))


def _left_open(scene: Scene, draft: Draft) -> tuple[Flag, ...]:
    """A flag where the words leave out who gained and several may have; who denies a gain leaves nothing open."""
    if not draft.could_be or draft.factuality.polarity is Polarity.NEGATED or draft.voice.negates:
        return ()
    names = ", ".join(scene.index.name_of(side) for side in draft.could_be)
    return (Flag(FlagKind.SIDE, f"“{_trigger(draft).text}” leaves out who gained, and it may be any of: {names}"),)


def _evidence(draft: Draft) -> Span:
    """The clause relied on: the trigger's, widened to hold the trigger and the words of its first place."""
    if draft.evidence is not None:
        return draft.evidence
    sentence, trigger = draft.parsed.sentence, draft.arguments.trigger
    tokens = trimmed(clause_tokens(trigger.clause)) or [trigger.word]
    spans = [draft.parsed.span(t, t) for t in (tokens[0], tokens[-1], trigger.word)]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return Span(start, end, sentence.text[start - sentence.start : end - sentence.start])


def trimmed(tokens: list[Token]) -> list[Token]:
    """The clause without the "that" before it and the "and" after it."""
    edge = {"punct", "cc", "mark", "preconj"}
    kept = [i for i, t in enumerate(tokens) if t.dep_ not in edge]
    return tokens[kept[0] : kept[-1] + 1] if kept else []


def _trigger(draft: Draft) -> Span:
    word = draft.arguments.trigger.word
    return draft.trigger or draft.parsed.span(word, word)


def _sub_event(scene: Scene, draft: Draft) -> SubEventType:
    entry = draft.arguments.trigger.entry
    untold = draft.fighting is Fighting.UNKNOWN and (entry.calm or entry.frame.calm)
    if draft.fighting is Fighting.NO or untold:
        return SubEventType.NON_VIOLENT_TRANSFER  # ACLED's coders: of a transfer that no violence is told of
    country = next((p.country for p in draft.places if p.country), scene.country)
    return (
        SubEventType.GOVERNMENT_REGAINS
        if any(_is_state(scene, a, country) for a in draft.sides)
        else SubEventType.NON_STATE_OVERTAKES
    )


def _is_state(scene: Scene, actor: ClaimActor, country: str | None) -> bool:
    """Whether the actor fights for the country's own government; a foreign army that fights against it does not."""
    if actor.kind not in {ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES}:
        return False
    own = scene.index.government_of(country, scene.report.published)
    if own is None or actor.side in {own, None}:
        return True
    return own not in scene.index.opponents_of(actor.side or "", country, scene.report.published)


def clamp(when: ClaimTime, published: date | None, certainty: Certainty) -> ClaimTime:
    """A plan without a day of its own runs from its report on."""
    if certainty is Certainty.PLANNED and when.interval.basis is Basis.PUBLICATION and published is not None:
        return replace(when, interval=Interval(published.isoformat(), None, DatePrecision.DAY, Basis.PUBLICATION))
    return when


def is_history(interval: Interval, published: date | None) -> bool:
    """Whether the days lie so long before the report that it tells of them as background."""
    if published is None or interval.date_end is None:
        return False
    return (published - date.fromisoformat(interval.date_end[:10])).days > HISTORY_DAYS


def claim_id_of(claim: Claim) -> str:
    """A hash of what makes the claim this one: report, type, words, place, party, voice."""
    parts = [
        claim.report_id,
        claim.event_type,
        claim.polarity,
        str(claim.trigger.start),
        str(claim.evidence.start),
        *(f"{p.role}:{p.place_id or p.text}" for p in claim.places),
        *(f"{a.role}:{a.side or a.name}" for a in claim.actors),
        *(f"{s.start}" for s in claim.sources),
    ]
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()
