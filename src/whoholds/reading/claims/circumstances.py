"""When a claim's happening was, whether a state has ended, and whether there was a fight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from whoholds.reading.claims.clauses import children, is_passive, is_verb
from whoholds.reading.claims.dating import date_trigger
from whoholds.reading.claims.endings import is_for_long, is_told_as_over
from whoholds.reading.claims.factuality import Tense, is_now, tense_of
from whoholds.reading.claims.factuality_words import open_factuality_words
from whoholds.reading.claims.fights import read_fighting
from whoholds.reading.claims.finish import is_history
from whoholds.reading.claims.place_phrases import covering
from whoholds.reading.claims.scene import Occasion, Scene
from whoholds.reading.claims.stretches import clause_tokens, is_inserted
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.mentions.trigger_lexicon import Construction
from whoholds.reading.sentences import Token
from whoholds.records import ClaimTime, Span, TimeMention
from whoholds.terms import Basis, DatePrecision, EventType, Fighting, TimexType


def fighting_of(occasion: Occasion, event: EventType) -> Fighting:
    """By the sentence's own words, else by its neighbours' in the paragraph. A state says nothing of a fight."""
    if event in {EventType.HOLDING, EventType.ARMED_CLASH}:
        return Fighting.YES if event is EventType.ARMED_CLASH else Fighting.UNKNOWN
    here = occasion.parsed.sentence
    word, gained = occasion.arguments.trigger.word.text, event is EventType.TAKEOVER
    own = read_fighting(here.text, word, gained=gained)
    if own is not Fighting.UNKNOWN:
        return own
    beside = [s for s in occasion.scene.sentences if s.paragraph == here.paragraph]
    at = next(i for i, s in enumerate(beside) if s.start == here.start)
    for near in (*beside[at + 1 : at + 2], *beside[max(at - 1, 0) : at]):
        found = read_fighting(near.text, word, gained=False)
        if found is not Fighting.UNKNOWN:
            return found
    return Fighting.UNKNOWN


def when_of(occasion: Occasion, event: EventType, *, is_planned: bool = False) -> ClaimTime:
    """The days of the happening, by the words that date it.

    Args:
        occasion: the trigger in its voice.
        event: what is told.
        is_planned: it is yet to come, though the verb may be an infinitive or say "would".
    """
    parsed, trigger = occasion.parsed, occasion.arguments.trigger
    tense, times = _tense(occasion, event), _times(occasion)
    if is_planned and tense == "past" and _is_ahead(trigger.clause):
        tense, here = "future", parsed.sentence.start
        times = [t for t in times if t.end <= here or t.start >= occasion.at]
    tokens = clause_tokens(trigger.clause)
    while event is EventType.HOLDING and is_now(trigger.clause) and tokens[-1].is_punct and tokens[1:]:
        tokens.pop()  # what another clause dates is not now: "now holds ten; in September it held half as many"
    when = date_trigger(
        occasion.at,
        occasion.at + len(trigger.word),
        (parsed.at(tokens[0]), parsed.at(tokens[-1]) + len(tokens[-1])),
        parsed.sentence,
        times,
        published=occasion.scene.report.published,
        tense=tense,
        is_state=event is EventType.HOLDING,
        onset=trigger.entry.construction is Construction.ABSENCE or arguments_began(occasion, event),
        speech=_speech(occasion),
        paragraph=_paragraph(occasion),
    )
    if when.interval.basis is Basis.PUBLICATION and event in _HAPPENINGS and tense_of(trigger.clause) == "past":
        when = _day_of_the_story(occasion) or _day_covered(occasion) or when
    if when.interval.basis is Basis.PUBLICATION and (long_ago := _day_of_main_clause(occasion)) is not None:
        return long_ago
    if event in _HAPPENINGS and tense_of(trigger.clause) == "present":
        when = _not_before(when, occasion)
    return _ended(_since_then(when, occasion, event), occasion)


def _day_of_main_clause(occasion: Occasion) -> ClaimTime | None:
    """When the verb it goes with was, where that tells of long ago: "held it in 2012, when it left", "and left"."""
    clause, published = occasion.arguments.trigger.clause, occasion.scene.report.published
    marks = {c.lower_ for c in children(clause, "mark", "advmod")}
    of_time = clause.dep_ == "advcl" and not marks.isdisjoint(load_lexicon("grammar")["at_that_time"])
    main = clause.head
    if clause.dep_ == "pcomp" and main.lower_ in load_lexicon("grammar")["at_that_time"]:
        of_time, main = True, main.head  # "held it in 2012 before pulling out"
    joined = clause.dep_ == "conj" and {clause.tag_, clause.head.tag_} <= {"VBD", "VBN"}
    joined = joined and not any(t.lower_ in load_lexicon("times")["list"]["later_words"] for t in clause.subtree)
    if not (of_time or (joined and not is_now(clause))):
        return None
    here = occasion.parsed.sentence.start
    same = (d for d in occasion.drafts if d.parsed.sentence.start == here and d.arguments.trigger.clause == main)
    told = next((d.when for d in same if d.when.start is not None), None)
    if told is None:
        return None
    began = next((t.past for t in occasion.scene.times if of_time and t.start == told.start and t.past), None)
    interval = began if began is not None and "when" in marks else told.interval  # "has held it since 1995, when"
    return replace(told, interval=replace(interval, basis=Basis.RELATIVE)) if is_history(interval, published) else None


def _since_then(when: ClaimTime, occasion: Occasion, event: EventType) -> ClaimTime:
    """A state told without a tense, with what came before it: "Goma: held by the rebels after a battle in June"."""
    clause, published = occasion.arguments.trigger.clause, occasion.scene.report.published
    bare = clause.tag_ == "VBN" and clause.dep_ == "ROOT" and not children(clause, "aux", "auxpass")
    if event is not EventType.HOLDING or not bare or when.start is None or published is None:
        return when
    between = occasion.scene.report.text[occasion.at : when.start].lower().split()
    if "after" not in between:
        return when
    day = published.isoformat()
    return replace(when, interval=replace(when.interval, date_end=day, precision=DatePrecision.LONGER))


def _tense(occasion: Occasion, event: EventType) -> Tense:
    """A state told by a noun or an adjective is of the report's day: "the areas under their control"."""
    clause = occasion.arguments.trigger.clause
    nominal = event is EventType.HOLDING and (not is_verb(clause) or occasion.arguments.trigger.word.dep_ == "amod")
    if nominal and clause.dep_ in {"attr", "acomp"} and clause.head.tag_ == "VBD":
        return "past"  # "was their fortress"
    return "present" if nominal else tense_of(clause)


def _is_ahead(clause: Token) -> bool:
    """Whether a verb tells of what was to come: "would retake it by Wednesday", "is to leave by Friday".

    "Went in on Monday to take the hill" tells of the same day.
    """
    modal = any(c.tag_ == "MD" for c in children(clause, "aux"))
    return modal or (clause.dep_ == "xcomp" and clause.head.lower_ in {"is", "are"})


_DAILY = frozenset({"P1D", "PT24H"})
# How many days a story's last day may lie back for what is seen now to have come after it.
_STORY_DAYS = 3


def arguments_began(occasion: Occasion, event: EventType) -> bool:
    """Whether a takeover is told by the state that it began."""
    return event is EventType.TAKEOVER and occasion.arguments.event is EventType.HOLDING


def _times(occasion: Occasion) -> Sequence[TimeMention]:
    """The report's times without those of relative clauses on a place or party: "rebels who rose on Sunday hold it".

    Whoever met with it when he "left last night" tells of that night; "for the first time since 2011" dates nothing.
    """
    parsed, at = occasion.parsed, occasion.at
    apart = [t for t in parsed.doc if (t.dep_ == "relcl" and _is_known(occasion, t.head)) or is_inserted(t)]
    spans = [(parsed.at(t.left_edge), parsed.at(t.right_edge) + len(t.right_edge)) for t in apart]
    times = [m for m in occasion.scene.times if not any(a <= m.start < b and not a <= at < b for a, b in spans)]
    text = occasion.scene.report.text
    return [m for m in times if not _is_first_since(text[max(m.start - _FIRST_SINCE, 0) : m.start])]


def _is_first_since(before: str) -> bool:
    return "since" in before.lower() and _first_since().search(before) is not None


def _is_known(occasion: Occasion, noun: Token) -> bool:
    start, end, scene = occasion.parsed.at(noun), occasion.parsed.at(noun) + len(noun), occasion.scene
    party = any(a.start < end and start < a.end for a in scene.actors)
    return party or covering(scene.toponyms, start, end) is not None


_FIRST_SINCE = 60  # characters: "for the first time in its history since "


@remembered
def _first_since() -> re.Pattern[str]:
    words = "|".join(load_lexicon("grammar")["ordinals"])
    return re.compile(rf"\b(?:{words}|\w+est|most(?! of))\b[^.;,]*\bsince\s+(?:\w+\s+)?$", re.IGNORECASE)


_WHOSE_AGAIN = frozenset({Construction.WHOSE, Construction.ADJECTIVE})

# Words that make a state the end of a change: "the camp was theirs by ten".
_ONSETS = frozenset({"by", "as of"})


def is_onset(occasion: Occasion) -> bool:
    """Whether a state is told as the outcome of a change.

    "The camp was theirs by ten", "it had been with the enemy since Sunday", "back with the army since May", "first they
    held the gates, then they went in".
    """
    clause, sentence = occasion.arguments.trigger.clause, occasion.parsed.sentence
    if tense_of(clause) == "future":
        return False
    words = {t.lower_ for t in clause.children} | {t.lower_ for c in clause.children for t in c.children}
    if any(c.lower_ == "still" for c in clause.children):
        return False  # "by nightfall they still held it"
    near = [m for m in _times(occasion) if sentence.start <= m.start < sentence.end]
    signals = {m.signal for m in near}
    if "again" in words and occasion.arguments.trigger.entry.frame.name == "flag_flies":
        return True
    if "again" in words and occasion.arguments.trigger.entry.construction in _WHOSE_AGAIN:
        whose = occasion.arguments.trigger.entry.construction is Construction.WHOSE
        return not whose or not is_now(clause) or "since" in signals  # "is Ukrainian again", "was ours again"
    if "back" in words and signals & {"since", "after"}:
        return True
    if is_now(clause) or not is_verb(clause):
        return False
    if "back" in words and occasion.arguments.trigger.entry.construction is Construction.COPULAR:
        return True  # "confirmed that the town was back with the government"
    if occasion.arguments.trigger.entry.frame.name in {"hold_of", "in_control"}:
        return False  # "by Saturday were in control": that day they had it
    perfect = any(c.lower_ in {"had", "'d"} for c in children(clause, "aux"))
    if perfect:  # of a day it tells the change; "since August 2014", and what is said to have been, tell how long
        days = [m for m in near if m.signal == "since" and m.past is not None]
        return not occasion.voice.quoted and any(m.past.precision is DatePrecision.DAY for m in days if m.past)
    first = any(c.lower_ in {"first", "then"} for c in children(clause, "advmod"))
    in_turn = any(c.tag_.startswith("NN") for c in children(clause, "conj"))  # "first the army held it, then others"
    return bool(signals & _ONSETS) or (first and clause.tag_ == "VBD" and not in_turn)


def is_said_of_now(occasion: Occasion) -> bool:
    """Whether a past only follows the saying: "residents said that soldiers were in the streets", with no other day."""
    clause, sentence = occasion.arguments.trigger.clause, occasion.parsed.sentence
    told = clause.head if clause.dep_ == "conj" else clause  # "that they had fled, but that soldiers were in town"
    if not occasion.voice.quoted or told.dep_ != "ccomp" or clause.tag_ != "VBD" or children(clause, "advcl"):
        return False
    published, spans = occasion.scene.report.published, [p.span for p in occasion.arguments.places]
    parts, inside = load_lexicon("territory")["parts"], children(occasion.arguments.trigger.word, "pobj")
    if not any(s.start <= occasion.parsed.at(n) < s.end or n.lower_ in parts for n in inside for s in spans):
        return False  # "were in retreat near the town"
    ends = [m.past.date_end for m in _times(occasion) if sentence.start <= m.start < sentence.end and m.past]
    return published is not None and all(end is not None and _is_recent(end, published) for end in ends)


def _is_recent(day: str, published: date) -> bool:
    return (published - date.fromisoformat(day[:10])).days <= 1


def is_going_on(occasion: Occasion) -> bool:
    """Whether a change is told as a state that lasts.

    "The town is still occupied by the rebels", "partly occupied"; "shelled parts of the town occupied by the rebels".
    """
    clause = occasion.arguments.trigger.clause
    if clause.dep_ == "acl" and clause.tag_ == "VBN" and clause.lower_ in load_lexicon("triggers")["held_by"]["words"]:
        start, end = occasion.parsed.at(clause), occasion.parsed.at(clause.right_edge)
        return not any(start < m.start <= end and m.signal != "since" for m in _times(occasion))
    adverbs = {c.lower_ for c in children(clause, "advmod")}
    if clause.lower_ in load_lexicon("territory")["lasting"]:
        perfect = any(c.lower_ in {"has", "have", "had", "'ve", "'d"} for c in children(clause, "aux"))
        since = any(c.lower_ == "since" for c in children(clause, "prep", "mark")) or is_for_long(clause)
        goes_on = clause.dep_ == "xcomp" and clause.head.lower_ in load_lexicon("territory")["continuing"]
        is_so = "still" in adverbs or any(c.lower_ in {"is", "are"} for c in children(clause, "auxpass"))
        if (perfect and since) or goes_on or is_so:
            return True  # "had occupied it since March", "continue to occupy it", "is secured by French troops"
    lasts = not adverbs.isdisjoint({*load_lexicon("territory")["partly"], "still"})
    return lasts and is_verb(clause) and is_passive(clause) and tense_of(clause) == "present"


def have_gone(occasion: Occasion) -> bool:
    """Whether those who are said to be absent were there: "no soldier is left", "no army since Monday"."""
    start, end = occasion.parsed.sentence.start, occasion.parsed.sentence.end
    since = any(m.signal == "since" for m in occasion.scene.times if start <= m.start < end)
    words = open_factuality_words().gone
    return since or any(t.lower_ in words for t in occasion.arguments.trigger.clause.subtree)


_HAPPENINGS = frozenset(EventType) - {EventType.HOLDING, EventType.ARMED_CLASH}
# A day told this early in a sentence is the story's: "On 7 April 2025, troops attacked the village. They took it."
FRONT = 12


def _day_of_the_story(occasion: Occasion) -> ClaimTime | None:
    """The day that opened a sentence before, in the same paragraph and the same voice; None if none did."""
    here, scene = occasion.parsed.sentence, occasion.scene
    if occasion.voice.quoted:
        return None
    before = [s for s in scene.sentences if s.paragraph == here.paragraph and s.start < here.start]
    for sentence in reversed(before):
        for time in scene.times:
            fronted = sentence.start <= time.start < min(sentence.start + FRONT, sentence.end)
            if fronted and time.past is not None and time.past.precision is DatePrecision.DAY and time.past.date_start:
                return ClaimTime(replace(time.past, basis=Basis.RELATIVE), time.text, time.start, time.end)
    return None


def _day_covered(occasion: Occasion) -> ClaimTime | None:
    """The day that a party's daily bulletin is about: it counts something "in the past day"."""
    scene = occasion.scene
    if scene.publisher_side is None or occasion.voice.quoted:
        return None
    for time in scene.times:
        if time.value in _DAILY and time.past is not None and time.past.date_start is not None:
            return ClaimTime(time.past, time.text, time.start, time.end)
    return None


def _not_before(when: ClaimTime, occasion: Occasion) -> ClaimTime:
    """A change seen as a state ("our men are back this morning") came at some time after the day told before."""
    interval = when.interval
    if interval.basis is Basis.PUBLICATION or when.start is None or interval.date_start is None:
        return when
    day = interval.date_start[:10]
    if interval.date_end is None or interval.date_end[:10] != day:
        return when
    told = [t.past.date_start[:10] for t in occasion.scene.times if t.end <= when.start and _is_day(t)]  # type: ignore[union-attr, index]
    if not told or not 0 < (date.fromisoformat(day) - date.fromisoformat(told[-1])).days <= _STORY_DAYS:
        return when
    return replace(when, interval=replace(interval, date_start=told[-1]))


def _is_day(time: TimeMention) -> bool:
    span = time.past
    return span is not None and span.date_start is not None and span.date_start == span.date_end


def _speech(occasion: Occasion) -> list[tuple[int, int]]:
    """Where it is told who says it: source and cue of the innermost attribution, and the clause of the saying verb."""
    here = occasion.parsed.sentence
    spans = _reporting_clause(occasion)
    for quoted in reversed(occasion.voice.quoted):
        parts = [s for s in (*quoted.attribution.source, *quoted.attribution.cue) if here.start <= s.start < here.end]
        if parts:
            return [*spans, (min(s.start for s in parts), max(s.end for s in parts))]
    return spans


def _reporting_clause(occasion: Occasion) -> list[tuple[int, int]]:
    """The words of the verb that the trigger's clause is the content of, if that verb introduces a source."""
    told = occasion.arguments.trigger.clause
    while told.dep_ == "conj" and told.head != told:
        told = told.head
    saying = told.head
    if told.dep_ not in {"ccomp", "parataxis"} or not is_verb(saying):
        return []
    at = occasion.parsed.at(saying)
    if not any(c.start <= at < c.end for q in occasion.scene.quoted for c in q.attribution.cue):
        return []
    content = {t.i for t in told.subtree}
    end = min((t.i for t in saying.doc[saying.i :] if t.text == ";"), default=len(saying.doc))
    own = [t for t in clause_tokens(saying) if t.i not in content and t.i < end]
    return [(occasion.parsed.at(t), occasion.parsed.at(t) + len(t)) for t in own]


def _paragraph(occasion: Occasion) -> tuple[int, int]:
    here = occasion.parsed.sentence
    same = [s for s in occasion.scene.sentences if s.paragraph == here.paragraph]
    return same[0].start, same[-1].end


def _ended(when: ClaimTime, occasion: Occasion) -> ClaimTime:
    """A state of the past perfect ended when the sentence's main happening began; "nobody since" is gone since.

    "Troops cleared the town on Thursday; it had been with the rebels since Sunday": Sunday to Thursday.
    """
    interval, arguments = when.interval, occasion.arguments
    if arguments.trigger.entry.construction is Construction.ABSENCE and interval.basis is not Basis.PUBLICATION:
        return replace(when, interval=replace(interval, date_end=interval.date_start))
    published = occasion.scene.report.published
    if published is not None and interval.date_end == published.isoformat() and _had_lasted(occasion):
        return replace(when, interval=replace(interval, date_end=(published - timedelta(days=1)).isoformat()))
    perfect = any(c.lower_ in {"had", "'d"} for c in children(arguments.trigger.clause, "aux"))
    if arguments.event is not EventType.HOLDING or not perfect:
        return when
    here = occasion.parsed.sentence.start
    same = [d for d in occasion.drafts if d.parsed.sentence.start == here and d.event is EventType.TAKEOVER]
    began = next((d.when.interval.date_start for d in same if d.when.interval.date_start), None)
    later = began is not None and interval.date_end is not None and began < interval.date_end
    return replace(when, interval=replace(interval, date_end=began)) if later else when


def is_over(occasion: Occasion, event: EventType) -> bool:
    """Whether it is told as ended: "briefly captured", "held it until"; or the simple past with how long it lasted."""
    clause, is_state = occasion.arguments.trigger.clause, event is EventType.HOLDING
    if is_told_as_over(clause, is_state=is_state) or _had_lasted(occasion):
        return True
    if is_state and clause.dep_ == "relcl" and any(c.lower_ == "had" for c in children(clause, "aux")):
        return True  # "the last city that Kyiv had held"
    if (
        not is_state
        or clause.tag_ != "VBD"
        or children(clause, "aux")
        or any(c.lower_ == "still" for c in clause.children)
    ):
        return False
    start, end = occasion.parsed.sentence.start, occasion.parsed.sentence.end
    return any(t.timex_type is TimexType.DURATION and start <= t.start < end for t in occasion.scene.times)


def _had_lasted(occasion: Occasion) -> bool:
    """ "They had occupied the base since March", "for weeks", in the report's own words: until what it tells of."""
    clause = occasion.arguments.trigger.clause
    past = any(c.lower_ in {"had", "'d"} for c in children(clause, "aux"))
    since = any(c.lower_ == "since" for c in children(clause, "prep")) or is_for_long(clause)
    negated = bool(children(clause, "neg"))
    return past and since and not negated and not occasion.voice.quoted


def is_time(scene: Scene, span: Span) -> bool:
    """Whether the parser took a day for an agent or a place: "retaken by Saturday", "back in 1998"."""
    return any(t.start < span.end and span.start < t.end for t in scene.times)
