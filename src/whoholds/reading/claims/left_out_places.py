"""Which place a claim concerns where its words name none: "the army left, and the rebels moved in the same night"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whoholds.reading.claims.antecedents import is_area, names_somebody, sentences_before, topics_of_entry
from whoholds.reading.claims.claim_places import at_place
from whoholds.reading.claims.clauses import children, is_verb, obliques
from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.claims.place_phrases import covering
from whoholds.reading.claims.scene import Draft, Occasion, Scene
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.sentences import Token
from whoholds.records import ClaimPlace, Sentence, Toponym
from whoholds.terms import ActorKind, Certainty, EventType, PlaceRole, Polarity


def place_left_out(occasion: Occasion) -> list[ClaimPlace]:
    """The place that a side left or came into, where the words leave it out; none where it can't be told.

    Of those that come only where others have left (`after_leaving`), the place that they left.
    """
    if occasion.arguments.trigger.entry.frame.after_leaving:
        return _just_left(occasion)
    if _names_one_unknown(occasion) or _went_somewhere(occasion):
        return []
    if (home := _where_the_speaker_is(occasion)) is not None:
        return [at_place(home)]
    entered = _just_entered(occasion)
    if entered is not None:
        return [at_place(entered)]
    at = occasion.at if _may_mean_a_place_in_passing(occasion) else None
    here = occasion.parsed.sentence.start
    beside = bool(occasion.drafts) and occasion.drafts[-1].parsed.sentence.start == here  # "Travnik is theirs; we left"
    leaves = occasion.arguments.event is EventType.WITHDRAWAL and not beside
    drafts = _changes_first(occasion.drafts) if leaves else occasion.drafts
    return _understood_place(occasion.scene, occasion.parsed.sentence, drafts, at=at)


def _went_somewhere(occasion: Occasion) -> bool:
    """Whether a relative clause tells who fled to where: "troops that had fled to Cameroon came back"."""
    clause = occasion.arguments.trigger.clause
    leaves = occasion.arguments.event is EventType.WITHDRAWAL and clause.dep_ == "relcl"
    return leaves and bool(obliques(clause, ("to", "into")))


def _where_the_speaker_is(occasion: Occasion) -> Toponym | None:
    """Where "here" is in the mouth of one whose home is told: "no soldier is left here," said a teacher in Katindo."""
    source = occasion.voice.sources[-1] if occasion.voice.sources and occasion.voice.is_direct else None
    clause = occasion.arguments.trigger.clause
    if source is None:
        return None
    near = [t for t in occasion.scene.toponyms if source.start <= t.start < source.end and not is_area(t)]
    if near and near[0].start == source.start and near[0].place and near[0].place.country == occasion.scene.country:
        label = _LABEL.match(occasion.scene.report.text, near[0].end)
        return near[0] if label is not None else None  # 'Makhmour, one resident: "They have gone"'
    if not any(t.lower_ == "here" for t in clause.subtree):
        return None
    words, lead = load_lexicon("territory")["inside"], occasion.scene.report.text
    home = (t for t in near if set(lead[source.start : t.start].split()[-2:]) & set(words))
    return next(home, None)


# Behind the name of a town: who spoke there; "Salem, a fishmonger" is a man.
_LABEL = re.compile(r", (?!an? |the )[a-z][\w ]*:")


def _names_one_unknown(occasion: Occasion) -> bool:
    """Whether a name right behind the verb may be that of a place no list knows: "vacated Sultanwas"."""
    word, parsed, scene = occasion.arguments.trigger.word, occasion.parsed, occasion.scene
    after = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else word
    at = parsed.at(after)
    known = any(a.start <= at < a.end for a in scene.actors) or any(t.start <= at < t.end for t in scene.times)
    return is_verb(word) and after.tag_ == "NNP" and not known and covering(scene.toponyms, at, at + 1) is None


def _changes_first(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in the order of thought: what changed hands is nearer than what is held besides.

    "They took Goma. They also control Rutshuru. Its troops had fallen back": from Goma.
    """
    held = [d.event is EventType.HOLDING for d in drafts]
    return [d for is_held in (True, False) for d, h in zip(drafts, held, strict=True) if h is is_held]


def _just_left(occasion: Occasion) -> list[ClaimPlace]:
    """The place that the paragraph says others have left, where a side then came."""
    paragraph = occasion.parsed.sentence.paragraph
    near = [d for d in occasion.drafts if d.parsed.sentence.paragraph == paragraph]
    before = any(c.lower_ == "before" for c in children(occasion.arguments.trigger.clause, "mark"))
    if (
        before
        or not near
        or near[-1].event is not EventType.WITHDRAWAL
        or near[-1].factuality.polarity is Polarity.NEGATED
    ):
        return []
    return list(near[-1].places)


def _just_entered(occasion: Occasion) -> Toponym | None:
    """The place of the verb it goes with: "entered Goma and walked out again", "held Goma in 2012, when it left"."""
    clause, parsed = occasion.arguments.trigger.clause, occasion.parsed
    of_time = clause.dep_ == "advcl" and clause.head.i < clause.i
    of_time = of_time and any(c.lower_ in {"when", "before", "after"} for c in children(clause, "mark", "advmod"))
    joined = clause.dep_ == "conj" and not children(clause, "nsubj", "nsubjpass")
    if not (of_time or joined) or not is_verb(clause.head):
        return None
    heads = children(clause.head, "dobj") or obliques(clause.head, ("into",))
    named = (covering(occasion.scene.toponyms, parsed.at(h), parsed.at(h) + len(h)) for h in heads)
    return next((t for t in named if t is not None), None) or _where_it_was(occasion)


def _where_it_was(occasion: Occasion) -> Toponym | None:
    """Where the object of the verb it goes with lies: "took a line of bunkers at Muhamalai but had to pull back"."""
    scene, text = occasion.scene, occasion.scene.report.text
    start = occasion.parsed.at(occasion.arguments.trigger.clause.head)
    there = [t for t in scene.toponyms if start < t.start < occasion.at and not is_area(t)]
    inside = load_lexicon("territory")["locatives"]
    return next((t for t in there if text[start : t.start].split()[-1:][0].lower() in inside), None)


def _may_mean_a_place_in_passing(occasion: Occasion) -> bool:
    """Whether a place named before, of which nothing was claimed, may be meant.

    Raiders come and withdraw and never held the place: of them something must have been claimed.
    """
    frame, sides = occasion.arguments.trigger.entry.frame, occasion.arguments.sides
    state = any(s.mention is not None and s.mention.kind is ActorKind.STATE_FORCES for s in sides)
    gains = frame.event is EventType.TAKEOVER and not frame.needs_lost
    return frame.witnessed or gains or state


def _understood_place(scene: Scene, sentence: Sentence, drafts: Sequence[Draft], *, at: int | None) -> list[ClaimPlace]:
    """Where a side left or came back to, when the words leave it out.

    The place that opens the sentence ("In Jalrez, a shopkeeper said they walked in"); the paragraph's last claim of
    being there; the place its entry is headed with; the settlement named last before, in the sentence or the two before
    it; the last claim of the paragraph before.

    `at` is where the word stands that leaves it out; None where a place of which nothing was claimed can't be meant.
    """
    fronted = _fronted(scene, sentence)
    if fronted is not None:
        return [at_place(fronted)]
    own = _opens(scene, sentence, at) if at is not None else None
    if own is not None:
        return [at_place(own)]
    headed = topics_of_entry(scene, sentence)
    since = headed[0].start if headed else -1  # "The army took Ber. Kidal, a trader: 'They left'"
    same = [d for d in reversed(drafts) if d.parsed.sentence.paragraph == sentence.paragraph]
    same = [d for d in same if d.parsed.sentence.start > since]
    clauses = [d.arguments.trigger.clause for d in same if d.parsed.sentence.start < sentence.start]
    # "Overran Palmyra, days after they had seized Ramadi": what is told beside is not where the story goes on.
    same = [d for d in same if d.arguments.trigger.clause.dep_ != "advcl" or not _is_under(d, clauses)] or same
    sure = next((d for d in same if d.factuality == Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)), None)
    held = [p for p in sure.places if p.role is PlaceRole.AT] if sure is not None else []
    if sure is not None and sure.event is EventType.HOLDING and len(held) > 1:
        return []  # "holds A, B and C. The others withdrew": from which, nobody says
    if sure is not None:
        return list(sure.places)
    passing = _named_in_passing(scene, sentence, at) if at is not None else None
    topics = headed or ((passing,) if passing is not None else ())
    if topics:
        return [at_place(topic) for topic in topics]
    near = (d for d in reversed(drafts) if sentence.paragraph - d.parsed.sentence.paragraph <= 1)
    last = next((d for d in near if d.factuality.polarity is Polarity.AFFIRMED), None)
    told = last is not None and last.factuality.certainty is not Certainty.PLANNED
    return list(last.places) if last is not None and told else []


def _is_under(draft: Draft, clauses: Sequence[Token]) -> bool:
    """Whether the draft's clause hangs on one of the others."""
    return any(
        c is not draft.arguments.trigger.clause and c.is_ancestor(draft.arguments.trigger.clause) for c in clauses
    )


_GOES_ON = frozenset({"and", "or", "to"})
# "The Dnipro" is no town, nor is where somebody goes the one he left.
_NO_TOWN = re.compile(r"\b(?:(?:to|toward|towards|for)\s+(?:the\s+)?|the\s+)$", re.IGNORECASE)


def _named_in_passing(scene: Scene, sentence: Sentence, at: int) -> Toponym | None:
    """The settlement named last before, in this sentence or the two before it in the paragraph."""
    before = [s for s in sentences_before(scene, sentence, 2) if s.paragraph == sentence.paragraph]
    start = before[-1].start if before else sentence.start
    text = scene.report.text
    near = [t for t in scene.toponyms if start <= t.start < at and not is_area(t) and not names_somebody(t, scene)]
    near = [t for t in near if not _NO_TOWN.search(text[max(t.start - 12, 0) : t.start])]
    return near[-1] if near else None


def _opens(scene: Scene, sentence: Sentence, at: int) -> Toponym | None:
    """The settlement that the sentence begins with: "Brega was abandoned by the army on Sunday; rebels walked in"."""
    there = (t for t in scene.toponyms if t.start == sentence.start and t.end < at and not is_area(t))
    return next((t for t in there if not names_somebody(t, scene)), None)


def _fronted(scene: Scene, sentence: Sentence) -> Toponym | None:
    """The settlement that the sentence opens with, behind a preposition."""
    words = load_lexicon("territory")["locatives"]
    for toponym in scene.toponyms:
        if sentence.start <= toponym.start < sentence.end and not is_area(toponym):
            before = sentence.text[: toponym.start - sentence.start].lower().split()
            after = sentence.text[toponym.end - sentence.start :].lstrip()
            # "In Dinder people fled as the soldiers pulled out": what follows is no part of the name
            apart = after.startswith(",") or (after[:1].islower() and after.split()[0] not in _GOES_ON)
            return toponym if len(before) == 1 and before[0] in words and apart else None
    return None
