"""Attributions whose cue is no verb: according to X, X's claim that, and a heading with a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.mentions.attributions.cues import CueLexicon
from whoholds.reading.mentions.attributions.draft import Draft, Stretch, below, characters, children, first, without
from whoholds.reading.mentions.attributions.source import is_passive, source_of, source_stretch
from whoholds.reading.sentences import Parsed, Token

# What opens a sentence before a colon and a quotation mark, the day and hour of an entry left out: whose words follow.
_HEADING = re.compile(
    r"(?:[\w ,]{0,20}?\b\d{1,2}[:.h]\d{2}[\s.,:–—-]{1,4})?([A-Z\d][^:;\"“„«\n]{0,110}?):\s*(?=[“„«\"‘]|$)"
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# The longest source told behind its sentence: "it fell, two teachers and a nurse said".
_LONGEST_CLOSING = 110

# A name that signs the quotation before it: ”…” ― Carla Sanchez.
_SIGNED = re.compile(
    r"(?:^|[\"”»])[\s\u00a0]*([―—–])[\s\u00a0]*([A-Z][\w'’-]+(?: [A-Z][\w.'’-]*){1,3})(?=[\s\u00a0]*(?:$|\n|[.,(]))"
)

# A turn of a transcript pasted as a quotation.
_QUOTED_LABEL = re.compile(r"[\"“]([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):\s+(?=\S)")


def phrase_drafts(parsed: Parsed, lexicon: CueLexicon) -> Iterator[Draft]:
    """One draft for each phrase of a sentence that hands its clause to a source."""
    yield from _according_to(parsed)
    yield from _heading(parsed)
    yield from _closing(parsed, lexicon)
    yield from _turned_closing(parsed, lexicon)
    yield from _signature(parsed)
    yield from _had_from(parsed)
    yield from _has_it(parsed)


def _according_to(parsed: Parsed) -> Iterator[Draft]:
    for token in parsed.doc:
        if token.lower_ != "according" or token.i + 1 >= len(parsed.doc) or parsed.doc[token.i + 1].lower_ != "to":
            continue
        to = parsed.doc[token.i + 1]
        head = first(children(to, "pobj")) or first(children(token, "pobj"))
        if head is None or (not head.children and head.lower_ in load_lexicon("cues")["plans"]):
            continue
        cue = (token.i, to.i + 1)
        source = source_stretch(head, cue=cue, content=[])
        clause = token.head
        if clause.i == token.i:
            yield from _opening(parsed, cue)
            continue
        while (
            clause.dep_ in {"prep", "pobj", "nsubj", "dobj", "compound", "amod", "conj", "appos"}
            and clause.head.i != clause.i
        ):
            clause = clause.head
        content = [piece for piece in without(below(clause), (token.i, source[1])) if _holds(piece, clause, token)]
        source = source[0], _end_of_apposition(parsed, source[1])
        yield Draft(
            (characters(parsed, source),),
            (characters(parsed, cue),),
            tuple(characters(parsed, piece) for piece in content),
            may_quote=True,
        )


def _has_it(parsed: Parsed) -> Iterator[Draft]:
    """ "State radio has it taken": what it has is what it says."""
    base, text = parsed.sentence.start, parsed.sentence.text
    for match in _small_clause().finditer(text):
        source, cue, content = ((base + start, base + end) for start, end in map(match.span, (1, 2, 3)))
        yield Draft((source,), (cue,), (content,), may_quote=False)


@remembered
def _small_clause() -> re.Pattern[str]:
    channels = "|".join(map(re.escape, load_lexicon("voices")["channels"]))
    source = rf"\b((?:[\w’'-]+ ){{0,3}}(?:{channels}))"
    return re.compile(rf"{source} (ha(?:s|ve|d)) ((?:it|them) \w+(?:ed|en|t|n)\b[^,.;:]{{0,40}})")


def _had_from(parsed: Parsed) -> Iterator[Draft]:
    """ "That the port fell we have from the rebels alone": what stands before is what they say."""
    match = _HAVE_FROM.search(parsed.sentence.text)
    if match is not None:
        base = parsed.sentence.start
        cue, source = (base + match.start(1), base + match.end(1)), (base + match.start(2), base + match.end(2))
        yield Draft((source,), (cue,), ((base, base + match.start()),), may_quote=False)


_HAVE_FROM = re.compile(r",? (we have(?: it| this| that)? from) ([^,.;:]{3,80}?)(?: alone| only)?(?=[,.;]|$)")


def _signature(parsed: Parsed) -> Iterator[Draft]:
    """A quotation signed behind a dash; what is signed is the quotation that ends before the dash."""
    base, text = parsed.sentence.start, parsed.sentence.text
    for match in _SIGNED.finditer(text):
        source = base + match.start(2), base + match.end(2)
        yield Draft((source,), ((base + match.start(1), base + match.end(1)),), (), may_quote=True)


def _holds(piece: Stretch, clause: Token, phrase: Token) -> bool:
    """Whether a piece around the phrase belongs to the clause: it stands before it, or has the clause's verb."""
    return piece[1] <= phrase.i or piece[0] <= clause.i < piece[1]


def _end_of_apposition(parsed: Parsed, end: int) -> int:
    """Where a source ends whose apposition runs up to the sentence's end: "to the Observatory, a monitor"."""
    doc = parsed.doc
    if end + 1 >= len(doc) or doc[end].text != "," or doc[end + 1].tag_ != "DT":
        return end
    last = len(doc)
    while last > end and doc[last - 1].is_punct:
        last -= 1
    rest = doc[end + 1 : last]
    return end if any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.text == "," for token in rest) else last


def _opening(parsed: Parsed, cue: Stretch) -> Iterator[Draft]:
    """ "According to X, Y" where the parse lost the clause: the source runs to the comma, the content is the rest."""
    comma = first(token for token in parsed.doc[cue[1] :] if token.text == ",")
    if comma is None or cue[0] > 1 or comma.i == cue[1] or comma.i + 1 >= len(parsed.doc):
        return
    yield Draft(
        (characters(parsed, (cue[1], comma.i)),),
        (characters(parsed, cue),),
        (characters(parsed, (comma.i + 1, len(parsed.doc))),),
        may_quote=True,
    )


def _heading(parsed: Parsed) -> Iterator[Draft]:
    """`JNIM: "The town is ours"`, or `"MAYOR: The town is ours"`: whose words, a colon and a quotation."""
    text, base = parsed.sentence.text, parsed.sentence.start
    match = _HEADING.match(text)
    if match is not None and not _has_verb(parsed, match.end(1)):
        start, end = base + match.start(1), base + match.end(1)
        yield Draft(((start, end),), ((end, end + 1),), (), may_quote=True)
    label = _QUOTED_LABEL.match(text)
    if label is not None and parsed.sentence.speaker is None:
        start, end = base + label.start(1), base + label.end(1)
        yield Draft(((start, end),), ((end, end + 1),), ((base + label.end(), parsed.sentence.end),), may_quote=False)


def _has_verb(parsed: Parsed, end: int) -> bool:
    """Whether the words up to an offset of the sentence hold a finite verb, and so are more than a name."""
    return any(token.tag_ in _FINITE for token in parsed.doc if token.idx < end)


def _closing(parsed: Parsed, lexicon: CueLexicon) -> Iterator[Draft]:
    """ "It fell, two teachers and a nurse said", where the parse hung the source on the clause.

    Or said in so many words: "It fell, this is what the governor, Sultan al-Arada, says".
    """
    words = [token for token in parsed.doc if not token.is_punct and not token.is_space]
    if len(words) < 3 or words[-1].tag_ not in _FINITE:
        return
    cue = words[-1]
    entry = lexicon.verbs.get(cue.lower_)
    if entry is None or "clause" not in entry.takes or is_passive(cue):
        return
    text, base = parsed.sentence.text, parsed.sentence.start
    cleft = _CLEFT.search(text, 0, cue.idx)
    comma = cleft.start() if cleft else text.rfind(", ", 0, cue.idx)
    opening = cleft.end() if cleft else comma + 2
    between = [token for token in words if opening <= token.idx < cue.idx]
    if cleft is None and source_of(cue) is not None:
        return
    if comma <= 0 or not between or cue.idx - comma > _LONGEST_CLOSING or any(t.tag_ in _FINITE for t in between):
        return
    source = base + opening, base + between[-1].idx + len(between[-1])
    yield Draft((source,), ((base + cue.idx, base + cue.idx + len(cue)),), ((base, base + comma),), may_quote=False)


def _turned_closing(parsed: Parsed, lexicon: CueLexicon) -> Iterator[Draft]:
    """ "The rebels left on Friday, say the few people who stayed", where the parse took the rebels for who speaks.

    Of "The town, says the mayor, fell" the verb behind the source shows that the sentence goes on.
    """
    doc = parsed.doc
    for cue in doc:
        entry = lexicon.verbs.get(cue.lower_)
        if entry is None or "clause" not in entry.takes or not entry.meaning.speech or cue.tag_ not in _FINITE:
            continue
        opens = 2 if cue.i > 1 and doc[cue.i - 1].lower_ == "so" else 1  # "until Friday, so relate two nuns"
        if cue.i <= opens or doc[cue.i - opens].text != ",":
            continue
        last = max((t.i for t in doc if not t.is_punct and not t.is_space), default=cue.i)
        source, behind = source_of(cue), doc[cue.i + 1 : last + 1]
        if not behind or behind[0].tag_ not in _OPENS_SOURCE or (source is not None and source.i > cue.i):
            continue
        if any(t.text == "," or (t.tag_ in _FINITE and t.dep_ != "relcl") for t in behind):
            continue
        if cue.tag_ == "VBD" and cue.lower_ != "said":
            continue  # "entered the town, announced a curfew"
        base, text = parsed.sentence.start, parsed.sentence.text
        said = base, base + doc[cue.i - opens].idx
        if re.search(r"[\"“”]", text[: said[1] - base]):
            continue
        end = base + behind[-1].idx + len(behind[-1])
        yield Draft(((base + behind[0].idx, end),), ((base + cue.idx, base + cue.idx + len(cue)),), (said,), False)


_OPENS_SOURCE = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "PRP$", "CD", "JJ"})


_CLEFT = re.compile(r"[,;:–—-]\s+(?:this|that|it|so) is what (?=\S)")
