"""Trigger by trigger, in the order of the text: arguments, voice, factuality, place, party and day become a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from whoholds.reading.claims.abroad import of_its_country
from whoholds.reading.claims.answers import answers
from whoholds.reading.claims.antecedents import places_of, topics_of_entry
from whoholds.reading.claims.arguments import Arguments, leaves_out_place
from whoholds.reading.claims.asides import beside_what_is_said
from whoholds.reading.claims.attribution import SourceReading, Voice, own_voice, stray_voice, voices_of
from whoholds.reading.claims.circumstances import (
    fighting_of,
    have_gone,
    is_onset,
    is_over,
    is_said_of_now,
    is_time,
    when_of,
)
from whoholds.reading.claims.clauses import children
from whoholds.reading.claims.counts import count_of_places, elliptic_count, split_count
from whoholds.reading.claims.echoes import denied_behind, echoes, likewise
from whoholds.reading.claims.elisions import elided
from whoholds.reading.claims.entering import goes_elsewhere, has_left, is_anybody, is_passing, is_yielded
from whoholds.reading.claims.factuality import Factuality, is_now, read_factuality
from whoholds.reading.claims.factuality_words import open_factuality_words
from whoholds.reading.claims.finish import finish
from whoholds.reading.claims.gapped_sites import gapped_sites
from whoholds.reading.claims.heads import is_of_head, told_at_head
from whoholds.reading.claims.in_turn import each_on_its_day, taken_in_turn
from whoholds.reading.claims.lasting import still_so
from whoholds.reading.claims.left_out_places import place_left_out
from whoholds.reading.claims.place_phrases import PlacePhrase, Reference
from whoholds.reading.claims.retractions import is_taken_back
from whoholds.reading.claims.scene import BLOCK, Draft, Occasion, Scene
from whoholds.reading.claims.sides import Outcome, disputed, named_both, outcome_of, said_by_both
from whoholds.reading.claims.successions import held_in_turn
from whoholds.reading.claims.whose import read_speaker
from whoholds.reading.claims.witnesses import witness
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.trigger_lexicon import Construction
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import Claim, ClaimActor, ClaimPlace, ClaimSource, Uncovered
from whoholds.terms import (
    ActorKind,
    Certainty,
    EventType,
    PlacePrecision,
    PlaceRole,
    Polarity,
    Refusal,
    SourceKind,
    Stance,
)

RECENT = 80  # so many claims before one may say what it leaves out: who gained, of how many, which place


def assemble(
    scene: Scene, read: Iterable[tuple[Parsed, Sequence[Arguments]]]
) -> tuple[tuple[Claim, ...], tuple[Uncovered, ...]]:
    """The control claims of a report and the triggers that gave none, each in text order.

    Args:
        scene: what the stages before know of the report.
        read: its parsed sentences in text order, each with the arguments of its triggers.
    """
    drafts: list[Draft] = []
    asked: list[Draft] = []
    refused: list[Uncovered] = []
    numbers = {sentence.start: i for i, sentence in enumerate(scene.sentences)}
    for block, sentences in groupby(read, key=lambda r: numbers[r[0].sentence.start] // BLOCK):
        near = scene.around(block)
        for parsed, all_arguments in sentences:
            turn = _turn(near, parsed)
            telling = [a.trigger.word for a in all_arguments if a.refused is None]
            for echo in echoes(near, parsed, tuple(drafts[-RECENT:]), turn, telling):
                _take_back(echo, drafts)
                drafts.append(echo)
            drafts.extend(likewise(near, parsed, tuple(drafts[-RECENT:])))
            drafts.extend(answers(near, parsed, turn, asked, tuple(drafts[-RECENT:])))
            before = len(drafts)
            for arguments in all_arguments:
                _add(near, parsed, arguments, drafts, refused)
                asked.extend(_asked(near, parsed, arguments, drafts))
            drafts[before:] = held_in_turn(near, parsed, each_on_its_day(near, parsed, drafts[before:]))
            drafts.extend(elided(near, parsed, tuple(drafts[before:]), tuple(drafts[-1:])))
            drafts.extend(echoes(near, parsed, tuple(drafts[-RECENT:]), turn, telling) if len(drafts) > before else ())
            drafts.extend(denied_behind(near, parsed, tuple(drafts[before:])))
            drafts.extend(gapped_sites(near, parsed, tuple(drafts[before:])))
            drafts.extend(taken_in_turn(near, parsed, tuple(drafts[before:])))
            drafts.extend(still_so(near, parsed, tuple(drafts[-RECENT:])))
    return finish(scene, drafts), tuple(refused)


def _take_back(echo: Draft, drafts: list[Draft]) -> None:
    """Takes out what the report itself says is not so: "we carried a line that the town had fallen. It has not"."""
    if echo.voice.sources or echo.factuality.polarity is Polarity.AFFIRMED:
        return
    there = {p.place_id or p.text for p in echo.places}
    for draft in reversed(drafts):
        same = draft.event is echo.event and bool(there & {p.place_id or p.text for p in draft.places})
        if same and not draft.voice.sources and draft.parsed.sentence.paragraph == echo.parsed.sentence.paragraph:
            drafts.remove(draft)
            return


def _add(scene: Scene, parsed: Parsed, arguments: Arguments, drafts: list[Draft], refused: list[Uncovered]) -> None:
    """Puts what one trigger says to the drafts, a draft a voice, or its refusals to the refused."""
    voices = _voices(scene, parsed, arguments)
    first = Occasion(scene, parsed, arguments, voices[0], tuple(drafts[-RECENT:]))
    both = disputed(first)
    if both:
        drafts.extend(_each(first, both))
        return
    for voice in voices:
        made = _draft(Occasion(scene, parsed, arguments, voice, tuple(drafts[-RECENT:])))
        if isinstance(made, Refusal):
            refused.append(_uncovered(scene, parsed, arguments, made))
            continue
        drafts.append(made)
        drafts.extend(split_count(made))


def _voices(scene: Scene, parsed: Parsed, arguments: Arguments) -> tuple[Voice, ...]:
    """Who says it; whose a place is called in passing ("a rebel-held town") is the report's word, unless it quotes."""
    voices = voices_at(scene, parsed, arguments.trigger.word)
    in_passing = arguments.trigger.entry.construction is Construction.HELD_BY
    if in_passing and voices[-1].quoted and not voices[-1].is_direct:
        return (_fallback(scene, parsed),)
    return voices


def _each(first: Occasion, both: Sequence[ClaimActor]) -> list[Draft]:
    """A holding of each side: "claimed by both", "both say that they have it"."""
    told = named_both(first) or said_by_both(first)
    source = (ClaimSource(told.text, told.text, SourceKind.PARTY, None, None, told.start, told.end),) if told else ()
    occasion = replace(first, voice=Voice(source, Stance.CLAIMS))
    fact = Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)
    places, _ = _places(occasion, fact)
    if not any(p.role is PlaceRole.AT for p in places):
        return []
    voices = [occasion.voice if told else _told_by((side,), occasion.voice, Stance.CLAIMS) for side in both]
    made = [_put_together(occasion, fact, places, Outcome(EventType.HOLDING, (side,))) for side in both]
    return [replace(draft, voice=voice) for draft, voice in zip(made, voices, strict=True)]


def _asked(scene: Scene, parsed: Parsed, arguments: Arguments, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """What a question asks, to be affirmed or denied by its answer."""
    if not parsed.sentence.text.rstrip(_QUOTES).endswith("?") or arguments.refused is not None:
        return
    occasion = Occasion(scene, parsed, arguments, Voice(), tuple(drafts[-RECENT:]))
    fact = Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)
    places, _ = _places(occasion, fact)
    outcome = outcome_of(occasion, fact, places) if any(p.role is PlaceRole.AT for p in places) else Refusal.NO_PLACE
    if not isinstance(outcome, Refusal):
        yield _put_together(occasion, fact, places, outcome)


_QUOTES = "\"”’'» "


def _turn(scene: Scene, parsed: Parsed) -> Voice:
    """Whose turn the sentence is, or whose quotation."""
    return voices_of(parsed.sentence.start + 1, scene.quoted, fallback=_fallback(scene, parsed))[0]


def _draft(occasion: Occasion) -> Draft | Refusal:
    arguments, voice = occasion.arguments, occasion.voice
    trigger, entry = arguments.trigger, arguments.trigger.entry
    placeless = leaves_out_place(arguments)
    if arguments.refused is not None and not placeless:
        return arguments.refused
    speech = frozenset(t.i for t in occasion.parsed.doc if is_cue(occasion.parsed.at(t), voice))
    factuality = read_factuality(trigger.clause, speech)
    if entry.construction is Construction.BARE or is_of_head(occasion):
        factuality = told_at_head(occasion)  # "LNA, never seriously challenged"
    ended = factuality.refused is Refusal.DOUBTED and _is_no_longer(occasion)
    if ended:
        factuality = Factuality(Polarity.AFFIRMED, Certainty.CERTAIN)
    if factuality.refused is not None:
        return factuality.refused
    negated = (factuality.polarity is Polarity.NEGATED) != voice.negates
    if entry.construction is Construction.ABSENCE or entry.after == "no":
        factuality = replace(factuality, polarity=Polarity.AFFIRMED)  # "no" is what it is made of
    if entry.frame.denied or _is_state_denied(arguments):
        factuality = _turned(factuality)
    if not negated and is_taken_back(occasion.scene, occasion.parsed.sentence):
        return Refusal.DOUBTED
    beside_the_point = entry.negated_only and not negated
    beside_the_point = beside_the_point or _comes_and_goes(occasion, factuality, negated=negated)
    beside_the_point = beside_the_point or (entry.by_witness and not _is_witnessed(occasion))
    if beside_the_point or (entry.frame.now and not (ended or _is_of_now(occasion, factuality))):
        return Refusal.NOT_TERRITORY
    places, is_open = _places(occasion, factuality)
    if not any(p.role is PlaceRole.AT for p in places) and not entry.frame.place_optional:
        return Refusal.OPEN_REFERENCE if is_open else Refusal.NO_PLACE
    outcome = outcome_of(occasion, factuality, places)
    if isinstance(outcome, Refusal):
        return outcome
    if ended:  # who no longer holds it has lost it
        outcome = replace(outcome, event=EventType.WITHDRAWAL, lost=())
    if entry.construction is Construction.ABSENCE and not have_gone(occasion):  # who isn't there need not have been
        outcome, factuality = replace(outcome, event=EventType.HOLDING), _turned(factuality)
    return _put_together(occasion, factuality, places, outcome)


def _comes_and_goes(occasion: Occasion, factuality: Factuality, *, negated: bool) -> bool:
    """Whether those who came into a place are not said to have taken it, or to have gone again."""
    entry = occasion.arguments.trigger.entry
    frame = entry.frame
    if frame.yielded and not occasion.arguments.places and goes_elsewhere(occasion):
        return True
    if negated:
        return frame.yielded and (
            bool(entry.particles) or is_anybody(occasion)
        )  # who did not break into a house may yet have the town
    if frame.yielded:
        return factuality.certainty is Certainty.PLANNED or not is_yielded(occasion)
    return frame.event is EventType.TAKEOVER and "into" in frame.place and is_passing(occasion)


def _is_witnessed(occasion: Occasion) -> bool:
    """Whether a resident or a journalist tells what he met with; an envoy meets rebels to talk."""
    seen = witness(occasion.scene, occasion.parsed, occasion.arguments.trigger.clause)
    return seen is not None and seen.sources[-1].kind in {SourceKind.RESIDENT, SourceKind.JOURNALIST}


def _is_of_now(occasion: Occasion, factuality: Factuality) -> bool:
    """Whether a state is told of now, or of what is to come; "said they were still in the building" is of now too."""
    clause = occasion.arguments.trigger.clause
    still = bool(occasion.voice.quoted) and any(c.lower_ == "still" for c in clause.children)
    to_come = factuality.certainty is Certainty.PLANNED and clause.lower_ not in {"stay", "remain"}  # they are there
    return still or to_come or is_now(clause) or is_onset(occasion) or is_said_of_now(occasion)


def _is_no_longer(occasion: Occasion) -> bool:
    """ "No longer controls", "is no longer theirs", "ceased to hold": a state that has ended."""
    trigger = occasion.arguments.trigger
    words = open_factuality_words().no_longer
    near = [trigger.word, trigger.clause, trigger.clause.head, *trigger.word.children, *trigger.clause.children]
    near += [c for t in near for c in t.children if c.dep_ in {"advmod", "npadvmod"}]
    return occasion.arguments.event is EventType.HOLDING and any(t.lower_ in words for t in near)


def _turned(factuality: Factuality) -> Factuality:
    """The opposite: "outside their control" says that they don't hold it."""
    negated = factuality.polarity is Polarity.NEGATED
    return replace(factuality, polarity=Polarity.AFFIRMED if negated else Polarity.NEGATED)


def _is_state_denied(arguments: Arguments) -> bool:
    """Whether "not" stands by the phrase itself: "the last province not under their rule", "is not with us"."""
    trigger = arguments.trigger
    if trigger.entry.construction is Construction.COPULAR and not trigger.entry.after:
        return trigger.word != trigger.clause and bool(children(trigger.word, "neg"))
    is_state = trigger.entry.construction is Construction.STATE and not children(trigger.clause, "neg")
    return is_state and bool(children(trigger.word.head, "neg"))


def _put_together(occasion: Occasion, factuality: Factuality, places: Sequence[ClaimPlace], outcome: Outcome) -> Draft:
    entry, voice = occasion.arguments.trigger.entry, occasion.voice
    at = [p for p in places if p.role is PlaceRole.AT]
    if entry.frame.witnessed and not voice.sources:
        voice = witness(occasion.scene, occasion.parsed, occasion.arguments.trigger.clause) or voice
    if entry.frame.self_told:
        voice = _told_by(outcome.sides, voice, entry.stance or Stance.CLAIMS)
    return Draft(
        parsed=occasion.parsed,
        arguments=occasion.arguments,
        factuality=factuality,
        voice=voice,
        event=outcome.event,
        places=_shared(occasion, places),
        sides=of_its_country(outcome.sides, at, occasion.scene),
        lost=of_its_country(outcome.lost, at, occasion.scene),
        could_be=outcome.could_be,
        when=when_of(occasion, outcome.event, is_planned=factuality.certainty is Certainty.PLANNED),
        fighting=fighting_of(occasion, outcome.event),
        count=count_of_places(occasion.scene, at) or elliptic_count(at, occasion.drafts),
        is_over=is_over(occasion, outcome.event),
    )


def _shared(occasion: Occasion, places: Sequence[ClaimPlace]) -> tuple[ClaimPlace, ...]:
    """The places, each only a share of them where they are "partly" or "largely" held."""
    adverbs = {c.lower_ for c in children(occasion.arguments.trigger.clause, "advmod")}
    if adverbs.isdisjoint(load_lexicon("territory")["partly"]):
        return tuple(places)
    return tuple(replace(p, part=p.part or "share") if p.role is PlaceRole.AT else p for p in places)


def _places(occasion: Occasion, factuality: Factuality) -> tuple[list[ClaimPlace], bool]:
    """The places of a claim, and whether a reference stayed open; none where the phrases are too vague for the word."""
    scene, arguments, entry = occasion.scene, occasion.arguments, occasion.arguments.trigger.entry
    phrases = [p for p in arguments.places if not is_time(scene, p.span)]
    if entry.frame.after_leaving:
        return place_left_out(occasion), False
    if not phrases and entry.named_only and entry.frame.present:
        return [], False  # "Ukraine celebrated": nowhere in particular
    if not phrases and (entry.frame.place_understood or arguments.refused is Refusal.NO_PLACE):
        return place_left_out(occasion), False
    civil = load_lexicon("territory")["civil"] if entry.bases_only else ()
    if entry.bases_only and not all(p.is_facility and p.noun not in civil for p in phrases):
        return (has_left(occasion, phrases), False) if entry.construction is Construction.VERB else ([], False)
    certain = {Reference.NAMED, Reference.DEFINITE} if entry.frame.present else {Reference.NAMED}
    named = any(p.reference in certain or (p.noun and not p.is_facility) for p in phrases)
    vague = all(p.toponym is None and p.reference is Reference.UNNAMED for p in phrases)
    common = entry.loose or entry.frame.name == "hold_of"
    known = named or _is_bare_answer(occasion) or _has_it(occasion)
    too_weak = (entry.named_only and not known) or (common and all(_is_weak_ground(p) for p in phrases))
    if too_weak or (factuality.certainty is Certainty.PLANNED and vague):
        return [], False  # "to secure a road": a purpose, and nowhere to look for it
    return places_of(phrases, scene, occasion.parsed.sentence, occasion.drafts)


def _has_it(occasion: Occasion) -> bool:
    """Whether a party has "it", and a place was told of or asked about just before."""
    arguments, here = occasion.arguments, occasion.parsed.sentence
    if arguments.trigger.entry.frame.name not in {"have", "get"} or not occasion.arguments.sides:
        return False
    near = any(here.paragraph - d.parsed.sentence.paragraph <= 1 for d in occasion.drafts)
    is_it = all(p.reference is Reference.PRONOUN for p in arguments.places)
    return is_it and (near or bool(topics_of_entry(occasion.scene, here)))


def _is_bare_answer(occasion: Occasion) -> bool:
    """Whether a quoted clause is no more than "they have it", and "it" a place claimed just before."""
    clause, places = occasion.arguments.trigger.clause, occasion.arguments.places
    bare = all(c.dep_ in _BARE for c in clause.children)
    near = any(occasion.parsed.sentence.paragraph - d.parsed.sentence.paragraph <= 1 for d in occasion.drafts)
    return bare and near and bool(occasion.voice.sources) and all(p.reference is Reference.PRONOUN for p in places)


# What a bare answer has beside its verb: "Yes, they have it now."
_BARE = frozenset({"nsubj", "dobj", "intj", "punct", "advmod", "aux", "neg", "cc", "conj", "npadvmod"})


def _is_weak_ground(phrase: PlacePhrase) -> bool:
    """What a common verb takes, clears or leaves every day: a country in sport, a road, positions."""
    place = phrase.toponym.place if phrase.toponym is not None else None
    is_country = place is not None and place.precision is PlacePrecision.COUNTRY
    terrain = load_lexicon("territory")["weak"]
    if phrase.reference is Reference.NAMED:
        return is_country
    roads = load_lexicon("territory")["roads"]
    return is_country or phrase.noun in roads or (phrase.reference is Reference.UNNAMED and phrase.noun in terrain)


def _told_by(sides: Sequence[ClaimActor], voice: Voice, stance: Stance) -> Voice:
    """The voice of a side that itself makes the claim: "the army claims the town"."""
    own = [
        ClaimSource(a.name, a.text, SourceKind.OFFICIAL if a.kind is ActorKind.STATE_FORCES else SourceKind.PARTY,
                    a.side, None, a.start, a.end)
        for a in sides if a.text is not None and a.start is not None and a.end is not None
        and not any(s.start < a.end and a.start < s.end for s in voice.sources)
    ]  # fmt: skip
    return replace(voice, sources=(*voice.sources, *own), stance=stance)


def voices_at(scene: Scene, parsed: Parsed, word: Token) -> tuple[Voice, ...]:
    """Who says what the word tells: a voice, or two where one denies what another says."""
    own = _fallback(scene, parsed)
    voices = voices_of(parsed.at(word), scene.quoted, fallback=own)
    return tuple(beside_what_is_said(parsed, word, voice, own) for voice in voices)


def _fallback(scene: Scene, parsed: Parsed) -> Voice:
    """Whose words a sentence is, where nobody is quoted."""
    speaker = parsed.sentence.speaker
    reading: SourceReading | None = read_speaker(scene, speaker) if speaker else None
    fallback = own_voice(scene.report, parsed.sentence, scene.publisher_side, reading)
    if _is_stray_quotation(parsed.sentence.text):
        fallback = Voice((stray_voice(parsed.sentence, scene.sentences, scene.quoted),))
    return fallback


def _is_stray_quotation(text: str) -> bool:
    """Whether a sentence is all in quotation marks: somebody's words, never the report's own, whoever said them."""
    return text[:1] in _OPENING and text.rstrip(" .,!?")[-1:] in _CLOSING


_OPENING, _CLOSING = frozenset('"“«'), frozenset('"”»')


def is_cue(at: int, voice: Voice) -> bool:
    """Whether a word at that place introduces one of the voice's sources."""
    return any(c.start <= at < c.end for q in voice.quoted for c in q.attribution.cue)


def _uncovered(scene: Scene, parsed: Parsed, arguments: Arguments, reason: Refusal) -> Uncovered:
    sentence = parsed.sentence
    return Uncovered(
        scene.report.report_id, sentence.start, sentence.end, sentence.text, arguments.trigger.word.text, reason
    )
