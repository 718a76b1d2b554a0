"""Who a claim is said by: the chain from the outlet's own voice to the person quoted, and what the cue makes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import ActorMention, Attribution, ClaimSource, Report, Sentence, Span
from whoholds.terms import Certainty, SourceKind, Stance

# How far back, in characters, a pronoun may find the source it stands for.
LONGEST_REACH = 1200
LAST_SOURCES = 100  # sources named before, among which a last name finds its full one
_FIRST_LINE = re.compile(r"\S[^\n]*")
_SAID_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class SourceReading:
    """Whose side a source phrase is on and what sort it is."""

    side: str | None
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class CueReading:
    """What a cue makes of what it introduces."""

    stance: Stance
    negates: bool
    certainty: Certainty | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """An attribution with its source and cue understood. Grain: one attribution."""

    attribution: Attribution
    cue: CueReading
    source: Span | None  # as written
    named: Span | None  # the fullest phrase for the same source in the report
    reading: SourceReading | None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a claim and how. Grain: one claim."""

    sources: tuple[ClaimSource, ...] = ()
    stance: Stance = Stance.STATES
    negates: bool = False
    certainty: Certainty | None = None
    quoted: tuple[Quoted, ...] = field(default=(), compare=False)

    @property
    def is_direct(self) -> bool:
        """Whether the words are the source's own, in quotation marks."""
        return any(q.attribution.content[0].text[:1] in "\"“‘'«" for q in self.quoted[-1:] if q.attribution.content)

    @property
    def side(self) -> str | None:
        """The side of whoever says it, innermost first; None if nobody's or unknown."""
        return next((s.side for s in reversed(self.sources) if s.side), None)


def voices_of(start: int, quoted: Sequence[Quoted], *, fallback: Voice) -> tuple[Voice, ...]:
    """Who says the words at `start`: one voice, or two where a source denies what another is said to claim.

    "The ministry rejected the Taliban's claim that the town had fallen" is the ministry's, negated, and the Taliban's.

    Args:
        start: where the trigger stands.
        quoted: the report's attributions, understood.
        fallback: the voice when nobody is quoted: the speaker's turn, the bulletin's own side, or the report.
    """
    covering = [q for q in quoted if _covers(q.attribution, start)]
    covering.sort(key=lambda q: -sum(c.end - c.start for c in q.attribution.content))
    denial = next((i for i, q in enumerate(covering) if q.cue.negates), None)
    if denial is not None and any(q.named is not None for q in covering[denial + 1 :]):
        whole = tuple(covering)
        denier, claimant = _voice(covering[: denial + 1], fallback), _voice(covering[denial + 1 :], fallback)
        return replace(denier, quoted=whole), replace(claimant, quoted=whole)
    return (_voice(covering, fallback),)


def _voice(covering: Sequence[Quoted], fallback: Voice) -> Voice:
    if not covering:
        return fallback
    sources = tuple(_source(q) for q in covering if q.named is not None)
    return Voice(
        sources=_distinct(sources or fallback.sources),
        stance=covering[-1].cue.stance,
        negates=sum(q.cue.negates for q in covering) % 2 == 1,
        certainty=covering[-1].cue.certainty,
        quoted=tuple(covering),
    )


def in_its_words(attribution: Attribution, text: str) -> bool:
    """Whether what is quoted is the denial, not what it denies: 'Russia denies it: "There are no soldiers there."'."""
    cue, content = attribution.cue[-1:], attribution.content[:1]
    if not cue or not content or not cue[0].end <= content[0].start:
        return False
    between = text[cue[0].end : content[0].start + 1]
    return re.fullmatch(r"\s+(?:it|this|that|(?:the|this|that) \w+):\s*[\"“«'‘]", between) is not None


def is_hearsay(attribution: Attribution, lemma: str) -> bool:
    """Whether it is only said, by nobody in particular: "it has been said that the guerrillas occupied the town"."""
    if attribution.source or lemma not in load_lexicon("voices")["hearsay"]:
        return False
    words = " ".join(cue.text for cue in attribution.cue).lower().split()
    return not {*load_lexicon("voices")["passive"]}.isdisjoint(words)


def _covers(attribution: Attribution, start: int) -> bool:
    inside = any(c.start <= start < c.end for c in attribution.content)
    return inside and not any(c.start <= start < c.end for c in attribution.cue)


def _source(quoted: Quoted) -> ClaimSource:
    named, written = quoted.named, quoted.source
    if named is None or written is None or quoted.reading is None:
        raise ValueError("found an attribution without a source, expected one with; ask only for those that have one")
    return ClaimSource(
        named.text, written.text, quoted.reading.kind, quoted.reading.side, None, written.start, written.end
    )


def _distinct(sources: Sequence[ClaimSource]) -> tuple[ClaimSource, ...]:
    kept: dict[int, ClaimSource] = {}
    for source in sources:
        kept.setdefault(source.start, source)
    return tuple(kept.values())


def name_sources(
    report: Report, attributions: Sequence[Attribution], actors: Sequence[ActorMention]
) -> list[tuple[Attribution, Span | None, Span | None]]:
    """Each attribution with its source as written and the fullest phrase of the report for the same source.

    Returns:
        In text order of the sources; a stand-in ("he", "Rahman", "the officer") is traced to the phrase it stands for,
        the report's own voice ("this report says") has none.
    """
    words = load_lexicon("voices")["stand_ins"]
    found: list[tuple[Attribution, Span | None, Span | None]] = []
    seen: list[Span] = []
    for attribution in sorted(attributions, key=_position):
        written = _past_comma(_joined(report.text, attribution.source), attribution)
        if written is None or written.text.lower() in words["report"] + words["relative"]:
            found.append((attribution, None, None))
            continue
        named = _fullest(report.text, written, seen[-LAST_SOURCES:], words, actors)
        if named is written:
            seen.append(written)
        found.append((attribution, written, named))
    return found


def _position(attribution: Attribution) -> tuple[int, int]:
    spans = attribution.source or attribution.cue or attribution.content
    return spans[0].start, spans[-1].end


def _joined(text: str, spans: Sequence[Span]) -> Span | None:
    """The source's pieces as one span, if only a few words part them; else the first piece."""
    if not spans:
        return None
    start, end = spans[0].start, spans[-1].end
    if end - start > 160:
        start, end = spans[0].start, spans[0].end
    end = start + len(text[start:end].rstrip(" ,;:"))
    return Span(start, end, text[start:end])


def _past_comma(written: Span | None, attribution: Attribution) -> Span | None:
    """The name right before the cue, where a comma that no second closes parts it from what is said.

    "They took city hall, the jail and the hospital, Secretary Delfin Lorenzana said": no jail says so.
    """
    before, comma, name = written.text.rpartition(", ") if written is not None else ("", "", "")
    cue = next(iter(attribution.cue), None)
    if written is None or cue is None or cue.start - written.end != 1 or not name[:1].isupper() or " and " in name:
        return written
    said = before.startswith(("the ", "a ", "an ")) and comma != ""
    return Span(written.end - len(name), written.end, name) if said else written


def _fullest(
    text: str, written: Span, seen: Sequence[Span], words: dict[str, list[str]], actors: Sequence[ActorMention]
) -> Span:
    """The phrase named before that a source stands for; itself if it stands for none."""
    lowered = written.text.lower()
    near = [s for s in seen if written.start - s.end < LONGEST_REACH]
    if lowered in words["one"] or lowered in words["many"]:
        person = lowered in words["person"]
        called = [s for s in near if _calls(s.text, lowered)]
        if not called and lowered in words["many"] and " " in lowered:
            return written  # "the residents" are not the captain who was quoted last
        if not called and " " in lowered:
            near = [s for s in near if _is_mere_name(s, actors)]  # "the mayor" is no spokesman of the army
        found = next((s for s in reversed(called or near) if not (person and _is_group(s, actors))), None)
        introduced = _introduced(text, written) if person else None
        later = [s for s in (found, introduced) if s is not None]
        return max(later, key=lambda s: s.start, default=written)
    tokens = _SAID_WORD.findall(written.text)
    names = [t for t in tokens if t[:1].isupper()]
    if not names or len(tokens) > 3:
        return written
    return next(
        (s for s in reversed(seen) if len(s.text) > len(written.text) and _ends_name(names[-1], s.text)), written
    )


def _calls(source: str, stand_in: str) -> bool:
    """Whether the source has the noun of a stand-in: "two residents and a captain" for "the residents"."""
    noun = stand_in.rpartition(" ")[2].rstrip("s")
    return " " in stand_in and any(word.lower().rstrip("s") == noun for word in _SAID_WORD.findall(source))


def _introduced(text: str, written: Span) -> Span | None:
    """Who was said to be somebody shortly before: "Ahmed al-Mismari, spokesman of the army, would not hear of it"."""
    start = max(written.start - INTRODUCED_REACH, 0)
    found = list(_who_is().finditer(text, start, written.start))
    return Span(found[-1].start(), found[-1].end(), found[-1].group()) if found else None


# How far back, in characters, somebody may have been introduced whom "he" stands for.
INTRODUCED_REACH = 400


@remembered
def _who_is() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("voices")["who_is"]))
    name = r"[A-ZÀ-Þ][\w'’-]+(?:\s(?:al|el|bin|ben|ould|ag|de|von)?-?[A-ZÀ-Þ][\w'’-]+)+"
    return re.compile(rf"{name}, (?:(?:the|a|an|its|their) )?(?:[\w'’-]+ ){{0,4}}?(?:{words})\b[^,.;:!?\"“”\n]{{0,80}}")


def _is_group(source: Span, actors: Sequence[ActorMention]) -> bool:
    """Whether the source is a group or a body as a whole, which is no "he": the name of an actor and nothing more."""
    words = source.text.removeprefix("The ").removeprefix("the ")
    return any(a.start <= source.end - len(words) and source.end <= a.end for a in actors)


def _is_mere_name(source: Span, actors: Sequence[ActorMention]) -> bool:
    """Whether the source is somebody's name, without a noun that says what he is: "Sirwan Barzani"."""
    name = source.text.partition(",")[0]
    return all(word[:1].isupper() for word in name.split()) and not _is_group(source, actors)


def _ends_name(name: str, phrase: str) -> bool:
    """Whether the phrase has a longer name that ends with this one: "Mohib-ul Rahman" for "Rahman"."""
    return re.search(rf"[A-Z][\w'’-]*\s+{re.escape(name)}\b", phrase) is not None


def own_voice(report: Report, sentence: Sentence, publisher_side: str | None, reading: SourceReading | None) -> Voice:
    """The voice of a sentence that quotes nobody.

    Args:
        report: where it stands.
        sentence: its turn's speaker is the source, unless that is the outlet's own voice.
        publisher_side: a bulletin by a side is that side speaking.
        reading: whose side and sort the speaker is; None: not known.
    """
    speaker = sentence.speaker
    if speaker is not None and not _is_outlet(report.text, speaker):
        known = reading or SourceReading(None, SourceKind.RESIDENT)
        return Voice(
            (ClaimSource(speaker.text.title(), speaker.text, known.kind, known.side, None, speaker.start, speaker.end),)
        )
    if publisher_side is not None:
        match = _FIRST_LINE.search(report.text)
        if match:
            name = report.publisher or match.group().strip()
            return Voice(
                (
                    ClaimSource(
                        name,
                        match.group().strip(),
                        SourceKind.OFFICIAL,
                        publisher_side,
                        None,
                        match.start(),
                        match.start() + len(match.group().strip()),
                    ),
                )
            )
    return Voice()


def stray_voice(sentence: Sentence, sentences: Sequence[Sentence], quoted: Sequence[Quoted]) -> ClaimSource:
    """Whose a quotation is that stands alone: of the only one quoted right before, else the quotation itself is it."""
    before = next((s for s in reversed(sentences) if s.end <= sentence.start), None)
    if before is not None and before.paragraph == sentence.paragraph:
        near = [q for q in quoted if q.source is not None and before.start <= q.source.start < before.end]
        said = {q.source.start: q for q in near if q.source is not None and q.named is not None and not q.cue.negates}
        if len(said) == 1 == len(near):
            return _source(next(iter(said.values())))
    return ClaimSource(sentence.text, sentence.text, SourceKind.UNNAMED, None, None, sentence.start, sentence.end)


def _is_outlet(text: str, speaker: Span) -> bool:
    lexicon = load_lexicon("voices")
    label = speaker.text.lower()
    if label in lexicon["own_voice"]:
        return True
    called = "|".join(map(re.escape, lexicon["own_people"]))
    if re.search(rf"\b(?:{called})\s+(?:\w+\s+)?{re.escape(label)}\b", text, re.IGNORECASE) is not None:
        return True
    return _is_on_first_names(text, speaker.text.title())


def _is_on_first_names(text: str, name: str) -> bool:
    """Whether the studio calls a speaker by the first name: "Rima Kassab is in Gaziantep. Rima, who has the town?"."""
    first = re.search(rf"\b([A-Z][\w'’-]+) {re.escape(name)}\b", text)
    if first is None and " " not in name:
        return False
    whom = re.escape(first[1] if first is not None else name)
    return re.search(rf"(?:[.?!:]\s|\n){whom}, [^.!\n]*\?|, {whom}\?", text) is not None
