"""Find the attributions of one report: cues of every kind, joined with the quotations they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whoholds.reading.mentions.attributions.cues import open_cues
from whoholds.reading.mentions.attributions.draft import Draft, Stretch, trimmed
from whoholds.reading.mentions.attributions.phrases import phrase_drafts
from whoholds.reading.mentions.attributions.quotes import Quote, Quotes
from whoholds.reading.mentions.attributions.verbs import verb_drafts
from whoholds.reading.sentences import Parsed
from whoholds.records import Attribution, Sentence, Span

_WORD = re.compile(r"[\w-]+")
_QUOTATION = re.compile(r"[“”„«»\"]|''|``|(?<!\w)[‘'](?=\w)")
_BETWEEN = " \t\u00a0,.:;–—-"
_SENTENCE_END = re.compile(r"[.?!…][\"'”’»]*$")


def worth_parsing(sentence: Sentence) -> bool:
    """Whether a sentence may carry an attribution: it has a cue word or a quotation mark. Cheap; looks at words only."""
    words = open_cues().words
    text = sentence.text
    return any(word in words for word in _WORD.findall(text.lower())) or _QUOTATION.search(text) is not None


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
        drafts = [*verb_drafts(sentence, lexicon), *phrase_drafts(sentence, lexicon)]
        for draft in sorted(drafts, key=lambda d: d.cue):
            attribution = _finish(draft, sentence.sentence, quotes)
            if attribution is not None:
                found.append(attribution)
    return tuple(_unlike(found))


def outermost(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Those whose cue isn't part of what another says: the flat view that PolNeAR annotates."""
    pieces = sorted((p.start, p.end) for a in attributions for p in a.content)

    def is_inside(cue: Span, own: Sequence[Span]) -> bool:
        return any(
            start <= cue.start and cue.end <= end and (start, end) not in {(p.start, p.end) for p in own}
            for start, end in pieces
        )

    return tuple(a for a in attributions if not any(is_inside(cue, a.content) for cue in a.cue))


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
        beside = quotes.closing_before(low, over=_BETWEEN) or quotes.opening_after(high, over=_BETWEEN)
        pieces = [(beside.start, beside.end)] if beside is not None else []
    if not pieces:
        return None
    if within is None:
        pieces = _continued(pieces, quotes, after=high, sentence=sentence)
    pieces = _merged(pieces)
    return Attribution(_spans(text, draft.source), _spans(text, draft.cue), _spans(text, pieces))


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
    first = pieces[0]
    if quotes.around(first[0]) is None or quotes.around(first[0]) is not quotes.around(first[1] - 1):
        return pieces
    more = list(pieces)
    if pieces[-1][1] <= after:
        within = quotes.opening_after(after, over=_BETWEEN)
        if within is not None and within.start < sentence.end:
            more.append((within.start, within.end))
    at = max(sentence.end, more[-1][1])
    following = quotes.opening_after(at, over=" \u00a0")
    if following is not None and following.end <= len(text) and _is_own_sentence(text, following):
        more.append((following.start, following.end))
    return more


def _is_own_sentence(text: str, quote: Quote) -> bool:
    """Whether a quotation ends as a sentence does, with nothing behind it that could be its own cue."""
    if not _SENTENCE_END.search(text, quote.start, quote.end):
        return False
    rest = text[quote.end : quote.end + 2]
    return not rest or rest[0] in "\n\r" or (rest[0].isspace() and (len(rest) < 2 or not rest[1].islower()))


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
    """Each cue once: the first draft that claimed it."""
    seen: set[int] = set()
    for attribution in sorted(found, key=lambda a: (a.cue[0].start, -a.cue[-1].end)):
        last = attribution.cue[-1].end
        if last not in seen:
            seen.add(last)
            yield attribution
