"""Answers to questions: "Has Kombolcha gone?" "It has." "And Dessie?" "The same." """

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whoholds.reading.claims.attribution import Voice
from whoholds.reading.claims.claim_places import claim_area
from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.claims.scene import Draft, Scene
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.sentences import Parsed
from whoholds.records import ClaimTime, Interval, Sentence, Span
from whoholds.terms import Basis, Certainty, DatePrecision, EventType, PlaceRole, Polarity


def answers(
    scene: Scene, parsed: Parsed, voice: Voice, asked: Sequence[Draft], told: Sequence[Draft]
) -> Iterator[Draft]:
    """The claim that a sentence makes by answering the question before it.

    Args:
        scene: the report.
        parsed: the sentence.
        voice: whose turn it is.
        asked: what the questions of the report ask, in text order.
        told: the claims before the sentence.

    Returns:
        One draft at most: what was asked, affirmed or negated; or of the place asked about what was told before.
    """
    sentence = parsed.sentence
    before, match = _sentence_before(scene, sentence), _opening().match(sentence.text)
    if before is None or match is None:
        return
    if not before.text.rstrip("\"”’' ").endswith("?"):
        yield from _denied_to_face(parsed, before, voice, match, told)
        yield from _same_of_entry(scene, parsed, voice, match, told)
        return
    kind = next(kind for kind, words in match.groupdict().items() if words)
    question = next((d for d in reversed(asked) if d.parsed.sentence.start == before.start), None)
    topic = scene.topics.get(sentence.start, ())
    if kind == "same" and topic and told and _ends_so(sentence.text, match):
        places = tuple(replace(claim_area(t), role=PlaceRole.AT) for t in topic)
        yield _answer(parsed, replace(told[-1], places=places), voice, match)
    elif kind in {"yes", "no"} and question is not None:
        polarity = Polarity.AFFIRMED if kind == "yes" else Polarity.NEGATED
        asked_of = replace(question, factuality=Factuality(polarity, question.factuality.certainty))
        yield _answer(parsed, _of_now(asked_of, scene), voice, match)


def _denied_to_face(
    parsed: Parsed, before: Sentence, voice: Voice, match: re.Match[str], told: Sequence[Draft]
) -> Iterator[Draft]:
    """What another's turn told last, where the whole answer denies it: "The rebels say they took it." "Not taken."."""
    sentence = parsed.sentence
    another = None not in (sentence.speaker, before.speaker) and sentence.speaker != before.speaker
    is_all = match["no"] is not None and not sentence.text[match.end() :].strip("\"”’'.!, ")
    last = told[-1] if told else None
    if not another or not is_all or last is None or last.parsed.sentence.start != before.start:
        return
    if last.factuality == Factuality(Polarity.AFFIRMED, Certainty.CERTAIN):
        denied = replace(last, factuality=Factuality(Polarity.NEGATED, Certainty.CERTAIN), could_be=())
        yield _answer(parsed, denied, voice, match)


def _same_of_entry(
    scene: Scene, parsed: Parsed, voice: Voice, match: re.Match[str], told: Sequence[Draft]
) -> Iterator[Draft]:
    """What the entry before says, of the next entry's place: "Bouar: the army. Bozoum: likewise, since Sunday."."""
    sentence, topic = parsed.sentence, scene.topics.get(parsed.sentence.start, ())
    is_all = match["same"] is not None and _ends_so(sentence.text, match)
    told = [d for d in told if d.factuality.certainty is not Certainty.PLANNED]
    if topic and is_all and told and told[-1].parsed.sentence.paragraph in {sentence.paragraph, sentence.paragraph - 1}:
        places = tuple(replace(claim_area(t), role=PlaceRole.AT) for t in topic)
        same = _answer(parsed, replace(told[-1], places=places), voice, match)
        after = sentence.start + match.end()
        own = next((t for t in scene.times if after <= t.start < after + _NEAR), None)
        day = ClaimTime(own.past, own.text, own.start, own.end) if own is not None and own.past is not None else None
        yield replace(same, when=day) if day is not None else same


def _ends_so(text: str, match: re.Match[str]) -> bool:
    """Whether nothing is said with the word: not "Also theirs"."""
    return text[match.end() :].lstrip('"”’ ')[:1] in {"", ".", ",", ";", "!", "…"}


# How far behind the word its own day may begin, in characters: "likewise, since 18 May".
_NEAR = 16


def _answer(parsed: Parsed, draft: Draft, voice: Voice, match: re.Match[str]) -> Draft:
    start = parsed.sentence.start + match.start(1)
    span = Span(start, start + len(match.group(1)), match.group(1))
    return replace(draft, parsed=parsed, voice=voice, evidence=span, trigger=span, count=None, divides=False)


def _of_now(draft: Draft, scene: Scene) -> Draft:
    """What is asked is asked of the day of the report."""
    published = scene.report.published.isoformat() if scene.report.published else None
    start = published if draft.event is EventType.HOLDING else None
    return replace(
        draft, when=ClaimTime(Interval(start, published, DatePrecision.DAY, Basis.PUBLICATION), None, None, None)
    )


def _sentence_before(scene: Scene, sentence: Sentence) -> Sentence | None:
    before = [s for s in scene.sentences if s.end <= sentence.start]
    return before[-1] if before and sentence.paragraph - before[-1].paragraph <= 1 else None


@remembered
def _opening() -> re.Pattern[str]:
    tables = load_lexicon("answers")
    kinds = (
        f"(?P<{kind}>{'|'.join(re.escape(w) for w in sorted(tables[kind], key=len, reverse=True))})"
        for kind in ("no", "same", "yes")
    )
    # "No one knows" and "no confirmation came" answer nothing.
    return re.compile(rf"[\"“«]?((?:{'|'.join(kinds)}))(?=(?<!\bno)\s|[.,;:!…\"”»]|$)", re.IGNORECASE)
