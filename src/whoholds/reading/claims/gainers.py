"""Who may have gained a place, where the words name nobody: "Nerkh was overrun", "the loss was admitted"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.claims.attribution import Voice
from whoholds.reading.claims.clauses import is_passive
from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.claims.scene import Occasion, Scene
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.trigger_lexicon import Construction, captures_of
from whoholds.records import ClaimActor
from whoholds.terms import ActorKind, Certainty, EventType, Polarity, Stance


def may_have_gained(occasion: Occasion, lost: Sequence[ClaimActor], *, denied: bool) -> tuple[str, ...]:
    """Who may have gained, when the words name nobody ("Nerkh was overrun"): the parties that fit, the likeliest first.

    A plan nobody is named for is the speaker's own. A word that gainers use ("liberated") makes the speaker's side the
    gainer; one that losers use makes it the loser. Otherwise the speaker gained if it gained before in the report,
    and if it didn't it may have either way: "the camp was taken, says the governor".
    """
    scene, entry = occasion.scene, occasion.arguments.trigger.entry
    voice, drafts = occasion.voice, occasion.drafts
    gained = [a.side for d in reversed(drafts) if d.event is EventType.TAKEOVER for a in d.sides if a.side]
    speaker = voice.side if voice.side is not None and fights_here(voice.side, scene) else None
    if not denied and speaker is None and (theirs := _state_of_sources(occasion)) is not None:
        return (theirs,)
    if speaker is not None and (_announces(voice) if not denied else _is_to_come(occasion, speaker)):
        return (speaker,)  # "the army announced its fall": nobody announces its own loss
    loses = denied or is_admission(occasion) or _is_deplored(occasion)  # nobody denies its own gain
    loses = loses and speaker is not None and entry.told_by != "gainer"
    if loses or (entry.told_by != "gainer" and any(a.side == speaker for a in lost)):
        return _who_challenges(scene, gained, speaker, occasion.at) or (_own_foe(scene, speaker) if denied else ())
    own_story = set(gained) == {speaker} and not denied  # "The army took A. The government says B fell."
    if speaker and (entry.told_by == "gainer" or own_story or (entry.told_by is None and speaker in gained)):
        return (speaker,)
    abroad = scene.index.country_of(speaker or "") != scene.country and entry.frame.name != "concede"
    if speaker is not None and abroad and voice.stance is not Stance.CONFIRMS:
        return (speaker,)  # rebels, and a foreign army, tell of what they took; not "it was handed over", who had it
    loser = next((a.side for a in lost if a.side), speaker)
    own = scene.index.government_of(scene.country, scene.report.published)
    here = any(m.side == own for m in scene.actors) and fights_here(own, scene)
    retakes = entry.told_by == "gainer" and speaker is None and own not in {None, loser}
    if retakes and (lost or not _is_leaving(occasion, own)) and (back := _who_retakes(scene, own, lost, gained, here)):
        return back
    others = _who_challenges(scene, gained, loser or (own if denied else None), occasion.at)  # "it never fell": to them
    just = _gained_last(occasion) if speaker is None and not denied else None
    if just is not None and others and just not in others and not _named_here(others, occasion):
        return (just, *others)
    if others and not denied and set(gained) == {speaker}:
        return (*gained[:1], *others)  # "the army took A and B; C fell too, it says": it is the one that advances
    swapped = entry.frame.name == "swap" and speaker is None and here
    other = own if swapped else voice.side if _may_be_either(occasion, denied=denied) else None
    return (*others, other) if others and other is not None and other not in others else others


def _is_to_come(occasion: Occasion, speaker: str) -> bool:
    """Whether rebels tell of what they mean to take: "the last camp had not yet been taken"."""
    rebels = occasion.scene.index.country_of(speaker) is None
    return rebels and any(t.lower_ == "yet" for t in occasion.arguments.trigger.clause.children)


def _is_leaving(occasion: Occasion, side: str | None) -> bool:
    """Whether the paragraph tells that the side left places, and took none: it then liberates nothing there."""
    paragraph = occasion.parsed.sentence.paragraph
    near = [d for d in occasion.drafts if d.parsed.sentence.paragraph == paragraph and not d.is_over]
    told = {d.event for d in near if any(a.side == side for a in d.sides) and d.factuality == _SURE}
    return EventType.WITHDRAWAL in told and EventType.TAKEOVER not in told


_SURE = Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)


def _who_retakes(
    scene: Scene, own: str | None, lost: Sequence[ClaimActor], gained: Sequence[str], here: bool
) -> tuple[str, ...]:
    """Who may have recaptured or liberated: the press says it of governments, first of all from whom they fight."""
    if own is None:
        return ()
    if here or any(own in scene.index.opponents_of(a.side or "", scene.country, scene.report.published) for a in lost):
        return (own,)
    return () if lost else _who_took_back(scene, own, gained)


def _own_foe(scene: Scene, rebels: str | None) -> tuple[str, ...]:
    """The government to whom rebels deny that a town is lost, where nobody is named."""
    own, day = scene.index.government_of(scene.country, scene.report.published), scene.report.published
    fights = own is not None and own in scene.index.opponents_of(rebels or "", scene.country, day)
    return (own,) if fights and own is not None else ()


def _who_took_back(scene: Scene, own: str, gained: Sequence[str]) -> tuple[str, ...]:
    """The government, where nothing but those who fight it is named: "the militants hold A; B was recaptured".

    Where others at home fight both, any of them may have.
    """
    day = scene.report.published
    against = scene.index.opponents_of(own, scene.country, day)
    foe = next((s for s in (*gained, *(m.side for m in reversed(scene.actors))) if s in against), None)
    if foe is None:
        return ()
    rivals = [s for s in scene.index.opponents_of(foe, scene.country, day) if s in against]
    at_home = [s for s in rivals if (a := scene.index.actors.get(s)) and a.countries[:1] == (scene.country,)]
    return (own, *at_home) if len(at_home) > 1 else (own,)


def _may_be_either(occasion: Occasion, *, denied: bool) -> bool:
    """Whether the words leave open if the speaker gained or lost: "the camp was taken, says the governor"."""
    trigger = occasion.arguments.trigger
    agentless = trigger.entry.construction is Construction.NOUN or is_passive(trigger.clause)
    agentless = agentless and trigger.entry.frame.name != "concede"
    return trigger.entry.told_by is None and not denied and agentless


def _gained_last(occasion: Occasion) -> str | None:
    """Who the paragraph says gained last, surely: "the division won the town; the base fell on Monday"."""
    paragraph = occasion.parsed.sentence.paragraph
    near = [d for d in occasion.drafts if d.parsed.sentence.paragraph == paragraph and d.event is EventType.TAKEOVER]
    sure = [d for d in near if d.factuality == _SURE and not d.is_over]
    return next((a.side for a in sure[-1].sides if a.side), None) if sure else None


def _named_here(sides: Sequence[str], occasion: Occasion) -> bool:
    """Whether the sentence itself names one of the sides: "the base, seized on Monday, was left by the Russians"."""
    here = occasion.parsed.sentence
    return any(m.side in sides for m in occasion.scene.actors if here.start <= m.start < here.end)


def _announces(voice: Voice) -> bool:
    """Whether the innermost source announces what it says."""
    cue = [c.text.lower() for q in voice.quoted[-1:] for c in q.attribution.cue]
    return any(word in load_lexicon("voices")["announcing"] for text in cue for word in text.split())


def _state_of_sources(occasion: Occasion) -> str | None:
    """The state at war whose "sources" claim a capture: "Russian sources claimed that the village was captured"."""
    voice, scene = occasion.voice, occasion.scene
    words = voice.sources[-1].text.split() if voice.sources and voice.stance is Stance.CLAIMS else []
    if len(words) != 2 or words[1] not in load_lexicon("voices")["many_sources"]:
        return None
    state = scene.index.state_named(words[0], scene.report.published)
    return state.side if state is not None and fights_here(state.side, scene) else None


def is_admission(occasion: Occasion) -> bool:
    """Whether the innermost source admits what it says; whoever admits a capture or a fall has lost by it."""
    voice = occasion.voice
    return voice.stance is Stance.ADMITS and not voice.negates and bool(voice.sources)


def _is_deplored(occasion: Occasion) -> bool:
    """Whether the speaker condemns the capture of what may have been his own; a foreign state has lost nothing."""
    scene, word, speaker = occasion.scene, occasion.arguments.trigger.word, occasion.voice.side
    deplored = word.dep_ == "dobj" and word.head.lower_ in captures_of()["deplored"]
    return deplored and speaker is not None and scene.index.country_of(speaker) in {None, scene.country}


def fights_here(side: str | None, scene: Scene) -> bool:
    """Whether the side is party to a war in the report's country on its day; without a day no war is known to be on."""
    if side is None or scene.country is None or scene.report.published is None:
        return False
    return bool(scene.index.opponents_of(side, scene.country, scene.report.published))


def _who_challenges(scene: Scene, gained: Sequence[str], loser: str | None, at: int) -> tuple[str, ...]:
    """The parties there that may have gained from `loser`, or from the government if no loser is known."""
    before = [m.side for m in reversed(scene.actors) if m.side and m.start < at]
    after = [m.side for m in scene.actors if m.side and m.start >= at]
    named = [s for s in dict.fromkeys([*gained, *before, *after]) if s != loser]
    candidates = [s for s in named if s in gained or fights_here(s, scene)]
    published = scene.report.published
    against = set(scene.index.opponents_of(loser, scene.country, published)) if loser else set()
    fitting = [s for s in candidates if s in against] or ([] if against else _challengers(candidates, scene))
    if not fitting and scene.country is not None:
        parties = [s for s in _challengers(scene.index.parties_in(scene.country, published), scene) if s != loser]
        parties = [s for s in parties if s in candidates or not _own_foe(scene, loser)]
        fitting = [s for s in parties if s in candidates] or (parties if len(parties) == 1 and (named or loser) else [])
    found = tuple(_named_beside(fitting, scene, at) or fitting)
    guests = {scene.index.country_of(s) for s in found}.isdisjoint({None, scene.country})
    return () if guests and found and not set(found) & set(gained) and _has_unknown_rebels(scene, at) else found


def _has_unknown_rebels(scene: Scene, at: int) -> bool:
    """Whether the next sentence names rebels of no known side: then a foreign army beside them need not be the gainer.

    "The town changed hands. Opposition factions with Turkish guns behind them entered at dawn."
    """
    ends = [s.end for s in scene.sentences if s.start > at][:1]
    near = (m for m in scene.actors if ends and at <= m.start < ends[0])
    return any(m.is_role and m.side is None and m.kind in _REBELS for m in near)


_REBELS = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})


def _named_beside(sides: Sequence[str], scene: Scene, at: int) -> list[str]:
    """The one of several sides that the sentence names, else the paragraph; none where it names several or none."""
    here = max((s.start for s in scene.sentences if s.start <= at), default=0)
    paragraph = next((s.paragraph for s in scene.sentences if s.start == here), None)
    near = [(s.start, s.end) for s in scene.sentences if s.start == here and len(sides) > 1]
    around = [(s.start, s.end) for s in scene.sentences if s.paragraph == paragraph]
    for spans in (near, around):
        there = {m.side for m in scene.actors if any(start <= m.start < end for start, end in spans)}
        found = [s for s in sides if s in there]
        if len(found) == 1:
            return found
    return []


def _challengers(candidates: Sequence[str], scene: Scene) -> list[str]:
    """Of the sides named, those that challenge a government; its allies don't."""
    own = scene.index.government_of(scene.country, scene.report.published)
    against = scene.index.opponents_of(own, scene.country, scene.report.published) if own else ()
    return [s for s in candidates if s != own and (not against or s in against)]


def are_enemies(sides: Sequence[ClaimActor], scene: Scene) -> bool:
    """Whether two sides are named that fight each other there."""
    named = list(dict.fromkeys(a.side for a in sides if a.side))
    day = scene.report.published
    return len(named) > 1 and named[1] in scene.index.opponents_of(named[0], scene.country, day)
