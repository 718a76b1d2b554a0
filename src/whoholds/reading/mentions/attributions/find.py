"""Find the attributions of one report: cues of every kind, joined with the quotations they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby, pairwise

from whoholds.reading.mentions.attributions.citations import citation_drafts
from whoholds.reading.mentions.attributions.cues import open_cues
from whoholds.reading.mentions.attributions.draft import Draft, Stretch, trimmed
from whoholds.reading.mentions.attributions.nouns import adjective_drafts, noun_drafts
from whoholds.reading.mentions.attributions.phrases import phrase_drafts
from whoholds.reading.mentions.attributions.quotes import Quote, Quotes
from whoholds.reading.mentions.attributions.verbs import verb_drafts
from whoholds.reading.sentences import Parsed
from whoholds.records import Attribution, Sentence, Span

_WORD = re.compile(r"[\w-]+")
_DASHES = frozenset("―—–")  # a sentence that opens with one may sign the quotation before it
_QUOTATION = re.compile(r"[“”„«»\"]|''|``|(?<!\w)[‘'](?=\w)")
_BETWEEN = " \t\u00a0,.:;–—-"
# Characters between a cue and the quotation it introduces, and between a quotation and its cue: longer is unrelated.
_LONGEST_LEAD = 80
_LONGEST_SOURCE = 160
_STOP = re.compile(r"[.?!]+(?=\s|$)|\n")
_JOINT = re.compile(r"[\s,;:.–—-]*(but |and |because |while )?")
_SENTENCE_END = re.compile(r"[.?!…][\"'”’»]*$")


def worth_parsing(sentence: Sentence, *, attitudes: bool = True) -> bool:
    """Whether a sentence may carry an attribution: it has a cue word or a quotation mark.

    Args:
        sentence: looked at by its words only, which costs a hundredth of a parse.
        attitudes: whether cues of attitudes and acts (want, support, order) count, or statements alone.
    """
    lexicon = open_cues()
    words = _WORD.findall(sentence.text.lower())
    pairs = (f"{one} {two}" for one, two in pairwise(words))
    if any(word in lexicon.statements or (attitudes and word in lexicon.attitudes) for word in chain(words, pairs)):
        return True
    introduces = sentence.text.endswith(":") or sentence.text[:1] in _DASHES or _LABEL.match(sentence.text)
    return bool(introduces) or _QUOTATION.search(sentence.text) is not None


def find_attributions(parsed: Sequence[Parsed], text: str) -> tuple[Attribution, ...]:
    """Who says what in one report.

    Args:
        parsed: the parsed sentences of the report, in text order; those not parsed give no cue, but a quotation that
            a parsed sentence introduces runs on over them.
        text: the report's text, which all spans count in.

    Returns:
        One record a cue, in text order of the cues; the content of an outer link covers the inner link.
        The source is empty where the text names none ("it was reported that").
    """
    lexicon = open_cues()
    quotes = Quotes(text)
    found: list[Attribution] = []
    for sentence in parsed:
        drafts = [
            *citation_drafts(sentence, lexicon),
            *verb_drafts(sentence, lexicon),
            *noun_drafts(sentence, lexicon),
            *adjective_drafts(sentence, lexicon),
            *phrase_drafts(sentence, lexicon),
        ]
        for draft in sorted(drafts, key=lambda d: d.cue):
            attribution = _finish(draft, sentence.sentence, quotes)
            if attribution is not None:
                found.append(attribution)
    return tuple(_unlike([*found, *_labelled(parsed, found)]))


def _labelled(parsed: Sequence[Parsed], found: Sequence[Attribution]) -> Iterator[Attribution]:
    """ "Army: rebels driven out of Kidal": headlines labelled with what can speak, or with a name that speaks below."""
    cited = open_cues().cited
    names = [s.text.split() for a in found for s in a.source]
    speaking = {words[-1] for words in names if all(word[0].isupper() for word in words)}
    for sentence in parsed:
        base, text = sentence.sentence.start, sentence.sentence.text
        label = _LABEL.match(text)
        if label is None or sentence.sentence.speaker is not None:
            continue
        last = label.group(1).rpartition(" ")[2]
        said = trimmed(text, (label.end(), len(text)))
        if said is not None and (last.lower() in cited or last in speaking):
            parts = label.span(1), (label.end(1), label.end(1) + 1), said
            source, cue, content = ((Span(base + start, base + end, text[start:end]),) for start, end in parts)
            yield Attribution(source, cue, content)


# What stands before a colon at the beginning of a headline: a name, or what somebody is.
_LABEL = re.compile(r"([A-Z][\w.’'-]*(?: [\w.’'-]+){0,3}):\s+(?=\S)")


def find_turns(sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """The turns of a transcript as attributions: the label speaks, the colon is the cue, the turn the content.

    Args:
        sentences: all sentences of the report, in text order.

    Returns:
        One record a turn; none where the report is no transcript.
    """
    turns: list[Attribution] = []
    for speaker, group in groupby(sentences, key=lambda s: s.speaker):
        said = list(group)
        if speaker is None:
            continue
        content = tuple(Span(s.start, s.end, s.text) for s in said)
        turns.append(Attribution((speaker,), (Span(speaker.end, speaker.end + 1, ":"),), content))
    return tuple(turns)


def outermost(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Those whose cue isn't part of what another says: the flat view that PolNeAR annotates.

    What is said of "I", "we" and "you" is part of somebody's speech, be it the author's, and is left out too.
    """
    pieces = sorted((p.start, p.end) for a in attributions for p in a.content)

    def is_inside(cue: Span, own: Sequence[Span]) -> bool:
        return any(
            start <= cue.start and cue.end <= end and (start, end) not in {(p.start, p.end) for p in own}
            for start, end in pieces
        )

    speakers = open_cues().speakers
    return tuple(
        a
        for a in attributions
        if not any(is_inside(cue, a.content) for cue in a.cue)
        and not (a.source and a.source[0].text.lower() in speakers)
    )


def _finish(draft: Draft, sentence: Sentence, quotes: Quotes) -> Attribution | None:
    """The draft with its quotations, or None if it has no content after all."""
    text = quotes.text
    cue_start, cue_end = draft.cue[0][0], draft.cue[-1][1]
    low = min(s for s, _ in (*draft.source, *draft.cue))
    high = max(e for _, e in (*draft.source, *draft.cue))
    within = quotes.around(cue_start)
    pieces = [p for p in (trimmed(text, piece) for piece in draft.content) if p is not None]
    if within is not None:
        pieces = [p for p in (_clipped(piece, within) for piece in pieces) if p is not None]
    elif pieces:
        pieces = [_widened(piece, quotes, cue=(cue_start, cue_end)) for piece in pieces]
    elif draft.may_quote:
        beside = _beside(quotes, (low, high), sentence)
        pieces = [(beside.start, beside.end)] if beside is not None else _next_paragraph(text, high, sentence)
        if beside is not None and not draft.source and beside.end <= low:
            draft = replace(draft, source=_between(text, beside.end, low))
    if not pieces or (draft.may_quote and not draft.source):
        return None
    if within is None:
        pieces = _continued(pieces, quotes, after=high, sentence=sentence)
        pieces = _chained(pieces, text, after=high, end=sentence.end)
    pieces = _merged(pieces)
    cue = [*draft.cue[:-1], (draft.cue[-1][0], _with_colon(text, cue_end, pieces))]
    return Attribution(_spans(text, draft.source), _spans(text, cue), _spans(text, pieces))


def _with_colon(text: str, end: int, pieces: list[Stretch]) -> int:
    """Where the cue ends: behind the colon that opens its content."""
    return end + 1 if text[end : end + 1] == ":" and pieces[0][0] > end else end


def _beside(quotes: Quotes, cue: Stretch, sentence: Sentence) -> Quote | None:
    """The quotation a cue without a clause introduces: next to it, or behind a comma or colon in its sentence."""
    text = quotes.text
    following = quotes.opening_after(cue[1], over=_BETWEEN)
    if following is not None and text[cue[1] - 1] == ":":
        return following  # a label speaks what follows, never what closed before it
    near = quotes.closing_before(cue[0], over=_BETWEEN) or following
    if near is not None:
        return near
    for quote in quotes.meeting(cue[1], sentence.end):
        lead = text[cue[1] : quote.start].rstrip()
        if quote.start >= cue[1] and lead.endswith((",", ":")) and len(lead) < _LONGEST_LEAD:
            return quote
        break
    before = [q for q in quotes.meeting(sentence.start, cue[0]) if q.end <= cue[0]]
    if before and text[before[-1].end - before[-1].mark - 1] in ",?!" and cue[0] - before[-1].end < _LONGEST_SOURCE:
        return before[-1]
    return None


def _next_paragraph(text: str, after: int, sentence: Sentence) -> list[Stretch]:
    """What a sentence that ends in its cue and a colon introduces: the paragraph below it."""
    if text[after : sentence.end].strip() != ":":
        return []
    paragraph = _PARAGRAPH.match(text, sentence.end)
    return [paragraph.span(1)] if paragraph is not None else []


_PARAGRAPH = re.compile(r"\s*\n\s*([^\n]+)")


def _between(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    """The words between a quotation and its cue, lost by the parse: `"...," Rahmani, the spokesman, said`."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return ((start, end),) if start < end and text[start].isalnum() else ()


def _clipped(piece: Stretch, quote: Quote) -> Stretch | None:
    """A piece of what somebody says inside a quotation stays inside it."""
    start, end = max(piece[0], quote.start + quote.mark), min(piece[1], quote.end - quote.mark)
    return (start, end) if start < end else None


def _widened(piece: Stretch, quotes: Quotes, *, cue: Stretch) -> Stretch:
    """A piece with the whole of each quotation it has part of."""
    start, end = piece
    for quote in quotes.meeting(start - 1, end + 1):
        if quote.start < cue[1] and cue[0] < quote.end:
            continue
        start, end = min(start, quote.start), max(end, quote.end)
    return start, end


def _continued(pieces: list[Stretch], quotes: Quotes, *, after: int, sentence: Sentence) -> list[Stretch]:
    """The pieces, with the quotation that goes on behind the cue: `"A," he said. "B."`."""
    text = quotes.text
    if quotes.around(pieces[0][0]) is None:
        return pieces
    more = list(pieces)
    if pieces[-1][1] <= after:
        joint = _JOINT.match(text, after)
        within = quotes.opening_after(joint.end(), over="") if joint is not None else None
        if joint is not None and within is not None and within.start < sentence.end:
            more.append((joint.start(1) if joint.group(1) else within.start, within.end))
    at = max(sentence.end, more[-1][1])
    following = quotes.opening_after(at, over=" \u00a0")
    if following is not None:
        end = _end_of_own(text, following)
        more += [(following.start, end)] if end is not None else []
    return more


def _chained(pieces: list[Stretch], text: str, *, after: int, end: int) -> list[Stretch]:
    """The pieces, with what a semicolon goes on with: "the town, he said, was not lost; the division was in it".

    A clause with a cue or a quotation of its own is somebody's of its own.
    """
    last = max(after, pieces[-1][1])
    match = _SEMICOLON.match(text, last, end)
    rest = text[match.end() : end] if match is not None else ""
    if match is None or _QUOTATION.search(rest) or not open_cues().verbs.keys().isdisjoint(_WORD.findall(rest.lower())):
        return pieces
    said = trimmed(text, (match.end(), end))
    return [*pieces, said] if said is not None else pieces


_SEMICOLON = re.compile(r"\s*;\s+")


def _end_of_own(text: str, quote: Quote) -> int | None:
    """Where a sentence that opens with a quotation ends, or None if it has a cue of its own behind it."""
    if text[quote.end - quote.mark - 1 : quote.end - quote.mark] == ",":
        return None
    if _SENTENCE_END.search(text, quote.start, quote.end):
        rest = text[quote.end : quote.end + 2]
        return None if len(rest) == 2 and rest[0] == " " and rest[1].islower() else quote.end
    stop = _STOP.search(text, quote.end)
    end = stop.start() if stop is not None else len(text)
    verbs = open_cues().verbs
    if any(word in verbs for word in _WORD.findall(text[quote.end : end].lower())):
        return None
    return end


def _merged(pieces: list[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _spans(text: str, stretches: Sequence[Stretch]) -> tuple[Span, ...]:
    return tuple(Span(start, end, text[start:end]) for start, end in stretches)


def _unlike(found: list[Attribution]) -> Iterator[Attribution]:
    """Each cue once: of two that share a word the longer ("expressed concern about", not "expressed")."""
    reached = -1
    for attribution in sorted(found, key=lambda a: (a.cue[0].start, -a.cue[-1].end)):
        if attribution.cue[0].start >= reached:
            reached = attribution.cue[-1].end
            yield attribution
