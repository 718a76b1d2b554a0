"""Happening by happening, in the order of the text: who, whom, where, when, how many and who says so become a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from whoholds.reading.claims.arguments import Arguments
from whoholds.reading.claims.assembly import is_cue, voices_at
from whoholds.reading.claims.attribution import Voice
from whoholds.reading.claims.factuality import Factuality, read_factuality
from whoholds.reading.claims.finish import claim_id_of, clamp, is_history, trimmed
from whoholds.reading.claims.happenings.another import Telling, flag_another, telling_of
from whoholds.reading.claims.happenings.casualties import read_casualties
from whoholds.reading.claims.happenings.days import day_of, entry_like
from whoholds.reading.claims.happenings.figures import among_strangers, is_caused
from whoholds.reading.claims.happenings.kinds import SUB_EVENTS, Parts, kind_of_unit
from whoholds.reading.claims.happenings.moves import count_of_people, is_abroad, places_of_move
from whoholds.reading.claims.happenings.parties import (
    ARMED_KINDS,
    GROUP_KINDS,
    STATE_KINDS,
    Casting,
    heads_in,
    told_behind,
)
from whoholds.reading.claims.happenings.places import arrange, named_places, places_before
from whoholds.reading.claims.happenings.protests import gravest_protest, may_join
from whoholds.reading.claims.happenings.retelling import share_days
from whoholds.reading.claims.happenings.units import Unit, tokens_of, units_of, without_arms
from whoholds.reading.claims.scene import Occasion, Scene
from whoholds.reading.mentions.happenings import HappeningLexicon, Tells, find_happenings
from whoholds.reading.mentions.triggers import Trigger
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import Casualty, Claim, ClaimActor, ClaimPlace, Sentence, Span, Uncovered
from whoholds.terms import (
    ActorKind,
    ActorRole,
    Certainty,
    EventType,
    Fighting,
    Polarity,
    Refusal,
    Stance,
)

_MOVES = frozenset({"moves"})
_NO: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim and where it was told. Grain: one claim."""

    claim: Claim
    sentence: Sentence
    family: str
    telling: Telling


def read_happenings(
    scene: Scene,
    parsed: Iterable[Parsed],
    controls: Sequence[Claim],
    lexicon: HappeningLexicon,
    *,
    plain: Set[int] = _NO,
) -> tuple[tuple[Claim, ...], tuple[Uncovered, ...]]:
    """The claims of a report that are not of control, and the triggers that gave none, each in text order.

    Args:
        scene: what the stages before know of the report.
        parsed: its parsed sentences in text order.
        controls: the control claims read before; their triggers tell nothing else.
        lexicon: from `open_happenings`.
        plain: where the sentences start that tell only what the words for it show to be of war or unrest.
    """
    told: list[_Told] = []
    refused: list[Uncovered] = []
    taken = {c.trigger.start for c in controls}
    has_crowd = any(some.stand_in(scene.report.text) for some in (lexicon.crowds, lexicon.demands))
    for sentence in parsed:
        found = [
            h
            for h in find_happenings(sentence.doc, lexicon, has_crowd=has_crowd)
            if sentence.at(h.word) not in taken and not any(t.start <= sentence.at(h.word) < t.end for t in scene.times)
        ]
        first = len(told)
        alone = sentence.sentence.start in plain
        for unit in (u for u in units_of(found, lexicon) if not alone or any(t.entry.is_sign for t in u.triggers)):
            made, family = _read_unit(unit, _Reading(scene, sentence, unit, lexicon, tuple(told[-20:])))
            if isinstance(made, Refusal):
                text, word = sentence.sentence, unit.lead.word.text
                refused.append(Uncovered(scene.report.report_id, text.start, text.end, text.text, word, made))
                continue
            told.extend(_Told(c, sentence.sentence, family, telling_of(unit, lexicon)) for c in made)
        told[first:] = _one_protest(told[first:])
    last = {t.claim.claim_id: t for t in told}
    claims = share_days([t.claim for t in last.values()], scene.sentences)
    return tuple(flag_another([(c, last[c.claim_id].telling) for c in claims])), tuple(refused)


def _read_unit(unit: Unit, reading: _Reading) -> tuple[list[Claim] | Refusal, str]:
    """A happening's claims, or why it gives none, and the family that its words were read as."""
    made = reading.claims()
    other = without_arms(unit) if made == [] else None
    if other is None:
        return made, unit.lead.entry.frame.family
    return _read_unit(other, replace(reading, unit=other))


def _one_protest(told: Sequence[_Told]) -> list[_Told]:
    """What a sentence tells; a protest and what was done at it are one happening, of the gravest kind."""
    protests = gravest_protest([t.claim for t in told])
    if protests is None:
        return list(told)
    last = next(t for t in told if t.claim.trigger == protests.trigger)
    rest = [t for t in told if not may_join(t.claim, protests)]
    return [*rest, replace(last, claim=protests)]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One happening of a sentence being read. Grain: one unit."""

    scene: Scene
    parsed: Parsed
    unit: Unit
    lexicon: HappeningLexicon
    told: Sequence[_Told]

    def claims(self) -> list[Claim] | Refusal:
        """The happening's claim in each voice; or why it gives none."""
        voices = self._voices()
        made: list[Claim] = []
        for voice in voices:
            factuality = self._factuality(voice)
            if factuality.refused is not None:
                return factuality.refused
            claim = self._claim(voice, factuality)
            if claim is not None:
                made.append(claim)
        return made

    def _voices(self) -> tuple[Voice, ...]:
        """Who tells of it; what a source is of ("videos of the attack show") is told by that source."""
        word = self.unit.anchor.word
        at = self.parsed.at(word)
        for quoted in self.scene.quoted:
            source, content = quoted.source, quoted.attribution.content
            if source is not None and content and source.start <= at < source.end:
                inside = [t for t in self.parsed.doc if self.parsed.at(t) == content[0].start]
                return voices_at(self.scene, self.parsed, inside[0] if inside else word)
        return voices_at(self.scene, self.parsed, word)

    def _factuality(self, voice: Voice) -> Factuality:
        speech = frozenset(t.i for t in self.parsed.doc if is_cue(self.parsed.at(t), voice))
        word = self.unit.anchor.word
        found = read_factuality(word, speech)
        over = [above.lower_ for above in list(word.ancestors)[:2]]
        if word.tag_ == "VBG" and "addition" in over:
            return replace(found, certainty=Certainty.CERTAIN)  # "in addition to detaining two men": no aim
        if "without" in over:
            return replace(found, polarity=Polarity.NEGATED)  # "without firing their weapons"
        return found

    def _claim(self, voice: Voice, factuality: Factuality) -> Claim | None:
        unit, lead = self.unit, self.unit.lead.entry
        tokens = tokens_of(unit)
        sides = self._parties(ActorRole.SIDE, voice) or self._shown(voice) or self._mob(tokens, voice)
        if factuality.polarity is Polarity.NEGATED and unit.anchor.is_noun and not sides:
            return None  # "without fighting": nothing of its own
        targets = self._targets(voice, sides)
        casualties = self._casualties()
        if lead.is_armed and not any(self._may_act(a) for a in sides):
            return None
        crowded = self.lexicon.crowds.stand_in(self.parsed.sentence.text)
        parts = Parts(tuple(sides), tuple(targets), casualties, crowded)
        kind = kind_of_unit(unit, tokens, parts, self.lexicon)
        before = self._before() if lead.frame.family == "violence" else None
        vague = all(t.entry.tells is not Tells.KIND for t in unit.triggers) and kind in _BY_PARTIES
        natural = all(t.entry.is_any_cause and not is_caused(t.word) for t in unit.triggers)
        if vague and not sides and (natural or not any(a.kind in ARMED_KINDS for a in targets)):
            if not casualties and (crowded or not lead.outcome) and not unit.anchor.is_noun:
                return None
            marked = bool(casualties or targets) and any(t.lower_ in self.lexicon.marks for t in tokens)
            if before is None and not (crowded and casualties) and not marked:
                return None
            if crowded or before is not None:
                kind = EventType.FORCE_AGAINST_PROTESTERS if crowded or before is None else before.event_type
        if self._is_none(kind, parts, vague=vague):
            return None
        places = self._places(tokens, before)
        if kind is EventType.MOVEMENT and any(is_abroad(p, sides, self.scene) for p in places):
            kind = EventType.BORDER_CROSSING
        parts = replace(parts, targets=(*targets, *self._parties(ActorRole.WITH, voice)))
        return self._put_together(kind, voice, factuality, parts, places=places)

    def _is_none(self, kind: EventType, parts: Parts, *, vague: bool) -> bool:
        """Whether what the words say and who takes part make it no happening of a war or of unrest."""
        lead, sides, targets = self.unit.lead.entry, parts.sides, parts.targets
        groups = [a for a in targets if a.kind in GROUP_KINDS]
        helped = lead.event is EventType.DISPLACEMENT  # who evacuates people need not be at war
        may_be_peace = lead.frame.family in _OF_PEACE_TOO and not lead.is_sign
        others = {a.kind for a in targets}
        joined = lead.frame.name == "join" and others == {ActorKind.CIVILIANS}  # "joined the pilgrims"
        takes = lead.frame.family == "law" and lead.tells is Tells.OUTCOME
        return (
            (vague and (self._is_of_things(parts) or self._is_search(parts)))
            or (lead.is_of_group and not groups and not any(a.kind in GROUP_KINDS for a in sides))
            or joined
            or (kind in _BY_PARTIES and among_strangers(sides, self.scene, self.lexicon))
            or (may_be_peace and self._is_peaceful(() if helped else (*sides, *groups)))
            or self._is_figure(parts)
            or (takes and not targets and not parts.casualties)  # "seized the top of its group": nobody is taken
        )

    def _may_act(self, actor: ClaimActor) -> bool:
        """Whether they are a party, or officials or fighters of nobody named; only people and forces go anywhere."""
        words = set((actor.text or "").lower().split())
        if self.unit.lead.entry.event is EventType.MOVEMENT and actor.kind not in GROUP_KINDS:
            return not words.isdisjoint(self.lexicon.movers) and not words & {"police", "air"}
        armed = (self.lexicon.people["armed"], self.lexicon.people["officials"])
        return actor.kind in ARMED_KINDS or any(not words.isdisjoint(listed) for listed in armed)

    def _is_peaceful(self, parties: Sequence[ClaimActor]) -> bool:
        armed = any(a.kind in ARMED_KINDS for a in parties)
        return not armed and self.lexicon.peace.stand_in(self.parsed.sentence.text)

    def _is_figure(self, parts: Parts) -> bool:
        """Whether it is a figure of speech: a battle of nobody, a rally of shares."""
        lead = self.unit.lead
        if parts.sides or parts.targets or parts.casualties:
            return False
        if lead.entry.frame.family == "crowd":
            led = not lead.is_noun and "subject" in lead.entry.frame.side
            return led and bool(heads_in(lead, "subject", self.lexicon))
        return lead.word.lower_ in self.lexicon.figures

    def _is_of_things(self, parts: Parts) -> bool:
        """Whether what is attacked is nothing that people are harmed with: a resolution, a budget."""
        if parts.targets or parts.casualties:
            return False
        heads = [
            h
            for t in self.unit.triggers
            if not t.is_noun and not t.entry.objects
            for h in heads_in(t, "object", self.lexicon)
        ]
        places = named_places(heads, self.parsed, self.scene)
        return bool(heads) and not places and not any(h.lower_ in self.lexicon.ground for h in heads)

    def _is_search(self, parts: Parts) -> bool:
        """Whether a state's forces only enter homes: "raided houses and arrested ten" tells of no fight."""
        if parts.targets or parts.casualties or not {a.kind for a in parts.sides} <= STATE_KINDS:
            return False
        heads = [h for t in self.unit.triggers for slot in ("object", "on") for h in heads_in(t, slot, self.lexicon)]
        return bool(heads) and all(h.lower_ in self.lexicon.homes for h in heads)

    def _parties(self, role: ActorRole, voice: Voice) -> list[ClaimActor]:
        for trigger in self.unit.triggers:
            frame = trigger.entry.frame
            for slot in frame.side if role is ActorRole.SIDE else frame.other:
                found = self._cast(voice).read(heads_in(trigger, slot, self.lexicon), role)
                if found:
                    return found
        return []

    def _cast(self, voice: Voice) -> Casting:
        return Casting(self.parsed, self.scene, voice, self.lexicon)

    def _targets(self, voice: Voice, sides: Sequence[ClaimActor]) -> list[ClaimActor]:
        """Whom it was done to, those harmed first."""
        found: list[ClaimActor] = []
        for trigger in sorted(self.unit.triggers, key=lambda t: t.entry.tells is not Tells.OUTCOME):
            for slot in trigger.entry.frame.target:
                there = self._cast(voice).read(heads_in(trigger, slot, self.lexicon), ActorRole.TARGET)
                found.extend(a for a in there if not any(a.start == s.start for s in sides))
                if there:
                    break
        unique = {(a.name, a.start): a for a in found}
        return list(unique.values())

    def _shown(self, voice: Voice) -> list[ClaimActor]:
        """Who does it where a noun tells of it and a clause shows it: "videos of surrenders show soldiers"."""
        word = self.unit.lead.word
        if self.unit.lead.entry.event is not EventType.SURRENDER or not self.unit.lead.is_noun:
            return []
        after = [t for t in self.parsed.doc if t.dep_ == "nsubj" and t.i > word.i]
        found = self._cast(voice).read(after[:1], ActorRole.SIDE)
        return [a for a in found if a.kind in ARMED_KINDS]

    def _mob(self, tokens: Sequence[Token], voice: Voice) -> list[ClaimActor]:
        """The mob or group that the words tell of, whatever the grammar makes of it: "died when a mob stripped him"."""
        lead = self.unit.lead
        if lead.entry.frame.family != "violence":
            return []
        mobs = [t for t in tokens if t.lower_ in self.lexicon.people["rioters"] and t.dep_ == "pobj"]
        if mobs or lead.entry.tells is not Tells.OUTCOME:
            return self._cast(voice).read(mobs[:1], ActorRole.SIDE)
        return [a for a in self._cast(voice).read(told_behind(lead), ActorRole.SIDE) if a.kind in GROUP_KINDS]

    def _casualties(self) -> tuple[Casualty, ...]:
        found = [
            c
            for t in sorted(self.unit.triggers, key=lambda t: t.word.i)
            for c in read_casualties(t, self.parsed, self.scene.actors, self.lexicon)
        ]
        return tuple({(c.start, c.outcome): c for c in found}.values())

    def _before(self) -> Claim | None:
        """The happening told just before, which this sentence may go on with."""
        here = self.parsed.sentence
        for told in reversed(self.told):
            if told.family == "violence":
                near = here.paragraph - told.sentence.paragraph <= 1 and told.claim.polarity is Polarity.AFFIRMED
                return told.claim if near else None
        return None

    def _places(self, tokens: Sequence[Token], before: Claim | None) -> list[ClaimPlace]:
        lead = self.unit.lead
        if lead.entry.frame.family in _MOVES:
            earlier = [t.claim for t in self.told]
            moved = places_of_move(lead, self.parsed, self.scene, earlier, self.lexicon)
            used = {p.start for p in moved}
            rest = [t for t in named_places(tokens, self.parsed, self.scene) if t.start not in used]
            return [
                *moved,
                *(arrange(rest, self.scene) if not moved or lead.entry.event is EventType.MOBILISATION else ()),
            ]
        named = named_places(tokens, self.parsed, self.scene)
        if not named:
            named = named_places(list(self.parsed.doc), self.parsed, self.scene)
        if named:
            return arrange(named, self.scene)
        here = self.parsed.sentence
        same = [t for t in self.told if here.paragraph - t.sentence.paragraph <= 1 and t.claim.places]
        told = [t for t in same if t.sentence.paragraph == here.paragraph]
        if told or (same and not places_before(here, self.scene)):
            return list((told or same)[-1].claim.places)
        return arrange(places_before(here, self.scene), self.scene)

    def _put_together(
        self, kind: EventType, voice: Voice, factuality: Factuality, parts: Parts, *, places: Sequence[ClaimPlace]
    ) -> Claim:
        actors = (*parts.sides, *parts.targets)
        scene, lead = self.scene, self.unit.lead
        negated = voice.negates != (factuality.polarity is Polarity.NEGATED)
        certainty = max(factuality.certainty, voice.certainty or Certainty.CERTAIN, key=list(Certainty).index)
        when = clamp(day_of(self._occasion(kind, voice), kind), scene.report.published, certainty)
        made = Claim(
            claim_id="",
            report_id=scene.report.report_id,
            event_type=kind,
            sub_event_type=SUB_EVENTS.get(kind),
            evidence=self._evidence(actors),
            trigger=self.parsed.span(lead.first, lead.word),
            actors=actors,
            places=tuple(places),
            when=when,
            fighting=Fighting.YES if self._is_fought(kind) and not negated else Fighting.UNKNOWN,
            polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
            certainty=certainty,
            stance=Stance.DENIES if voice.negates else voice.stance,
            historical=is_history(when.interval, scene.report.published),
            count=count_of_people(actors, self.parsed) if lead.entry.frame.family in _MOVES else None,
            sources=voice.sources,
            casualties=parts.casualties,
        )
        return replace(made, claim_id=claim_id_of(made))

    def _is_fought(self, kind: EventType) -> bool:
        """Whether both sides are said to fight; an attack or a raid tells of one."""
        return kind is EventType.ARMED_CLASH and any(t.entry.frame.name == "clash" for t in self.unit.triggers)

    def _occasion(self, kind: EventType, voice: Voice) -> Occasion:
        word = self.unit.anchor.word
        entry = entry_like(self.unit.lead.entry.frame.name, kind, is_noun=self.unit.anchor.is_noun)
        trigger = Trigger(entry, word, word)
        return Occasion(self.scene, self.parsed, Arguments(trigger, kind, (), (), ()), voice, ())

    def _evidence(self, actors: Sequence[ClaimActor]) -> Span:
        """The clause relied on, wide enough to hold the triggers and who takes part."""
        sentence = self.parsed.sentence
        tokens = trimmed(tokens_of(self.unit)) or [self.unit.lead.word]
        spans = [(s.start, s.end) for t in (tokens[0], tokens[-1]) for s in (self.parsed.span(t, t),)]
        spans += [(a.start, a.end) for a in actors if a.start is not None and a.end is not None]
        inside = [(a, b) for a, b in spans if sentence.start <= a and b <= sentence.end]
        start, end = min(a for a, _ in inside), max(b for _, b in inside)
        return Span(start, end, sentence.text[start - sentence.start : end - sentence.start])


# Families whose words tell of accidents and disasters too.
_OF_PEACE_TOO = frozenset({"violence", "moves", "law", "setting"})
# Kinds that rest on who is who alone.
_BY_PARTIES = frozenset({EventType.ARMED_CLASH, EventType.ATTACK_ON_CIVILIANS})
