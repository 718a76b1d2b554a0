"""Entries of digests, live blogs and factboxes: the hour and the place at their head stand apart from what they say.

"09:15. Sake: claimed by both." gives the parser two words too many and no sentence; cut at its head it gives the
place that the entry is about and a clause the grammar knows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import ActorMention, Sentence, Toponym

_HOUR = re.compile(
    r"(?:\d{1,2} [A-Z][A-Za-z]{2,8}\.?,? )?\(?\d{1,2}[:.h]\d{2}\)?"
    r"(?:\s?(?:GMT|UTC|CET|EAT|local time|[ap]\.?m\.?))?\s*[.,:–—-]?\s+(?=[A-Z“\"«])"
)
# A name that no list may know, and what stands between it and the colon: "Klishchiivka, just north of Bakhmut:".
_NAME = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}")
_REST_OF_HEAD = re.compile(r"[^:;.?!\"“”\n]{0,60}:\s+(?=[^\s\"“«])")
_SPEAKER = re.compile(r"[A-Z\d][^:;.?!\"“”„«\n]{0,110}:\s+(?=[“„«\"])")
_DASH = re.compile(r"\s[–—-]\s+(?=\w)")
_LEAST_BODY = 3  # characters: "M23" is all that some entries say


def cut_entries(
    sentences: Sequence[Sentence],
    toponyms: Sequence[Toponym],
    actors: Sequence[ActorMention],
    *,
    cues: Container[str] = frozenset(),
) -> tuple[tuple[Sentence, ...], tuple[Toponym, ...]]:
    """The sentences with the heads of entries cut off as sentences of their own, and the names of places new in heads.

    Args:
        sentences: of one report, in text order.
        toponyms: its place names; a head is known by one.
        actors: a name that is an actor's is who speaks, not where it happened.
        cues: words of saying; a head before a quotation that has none is who speaks: `An officer: "They have it."`

    Returns:
        As many sentences or more, in text order. Where one head names a known place, the other heads of the report name
        places too, known or not.
    """
    starts = [t.start for t in toponyms]
    known = [_head(s, toponyms, starts) for s in sentences]
    is_digest = bool(actors) and any(cut is not None for _, cut in known)
    taken = {a.start for a in actors}
    found: list[Sentence] = []
    new: list[Toponym] = []
    for sentence, (opening, cut) in zip(sentences, known, strict=True):
        end = cut
        asked = _asked_name(sentence, toponyms, starts) if actors else None
        if asked is not None and asked.start not in taken and not _is_first_name(asked.text, sentences):
            new.append(asked)
        if cut is None and is_digest and sentence.speaker is None and sentence.start + opening not in taken:
            named = _unknown(sentence, opening)
            if named is not None:
                new.append(named)
                rest = _rest_of_head(sentence.text, named.end - sentence.start)
                end = rest.end() if rest else None
        end = end or _speaker(sentence, opening, cues) or opening
        found.extend(_pieces(sentence, (opening, end)))
    return tuple(found), tuple(n for n in new if not any(n.start < t.end and t.start < n.end for t in toponyms))


def topics_of(sentences: Sequence[Sentence], toponyms: Sequence[Toponym]) -> dict[int, tuple[Toponym, ...]]:
    """The places that the entry of a sentence is headed with, by the sentence's start: "Goma and Bukavu: M23"."""
    starts = [t.start for t in toponyms]
    found: dict[int, tuple[Toponym, ...]] = {}
    paragraph = -1
    topics: tuple[Toponym, ...] = ()  # of an entry, as long as it goes on
    asked: tuple[Toponym, ...] = ()  # of a question, until another place is named
    for at, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            paragraph, topics = sentence.paragraph, ()
        there = toponyms[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if there and _asks(sentence):
            asked = (_asked_about(sentence, there),)
        elif there and _is_head(sentence, there[0]):
            body = sentences[at + 1].text if at + 1 < len(sentences) else ""
            topics, asked = tuple(_listed(there, sentence, body)), ()
        elif topics:
            found[sentence.start] = topics
        elif asked:
            found[sentence.start] = asked
            asked = () if there else asked
    return found


def _asked_about(sentence: Sentence, there: Sequence[Toponym]) -> Toponym:
    """The place named last in a question, that tells where the other lies left out: "Sheikh Maqsoud, in Aleppo"."""
    apart = [t for t in there if not sentence.text[: t.start - sentence.start].rstrip().endswith((" in", ",in", "("))]
    return apart[-1] if apart else there[0]


# A question this short asks about the place that it names: "And Maarat al-Numan?"
_SHORT_QUESTION = 90


def _asks(sentence: Sentence) -> bool:
    """Whether a turn or a quotation asks about a place, so that the next turn answers about it."""
    return sentence.text.rstrip("\"”’' ").endswith("?") and len(sentence.text) <= _SHORT_QUESTION


def _listed(toponyms: Sequence[Toponym], head: Sentence, body: str) -> Iterator[Toponym]:
    """The first name and those joined to it; behind a comma alone stands where it lies, unless all are spoken of."""
    yield toponyms[0]
    of_all = " and " in head.text[:80] or _all().search(body) is not None
    for before, name in pairwise(toponyms):
        gap = head.text[before.end - head.start : name.start - head.start].strip()
        if gap not in {"and", ",", ", and", "&"} or (gap == "," and not of_all):
            return
        yield name


@remembered
def _all() -> re.Pattern[str]:
    """What speaks of all of a list of places: "All three under the government", "M23, both"."""
    words = "|".join(load_lexicon("sentences")["entries"]["all"])
    return re.compile(rf"(?:^\W*|[,:] |[–—-] )(?:{words})\b", re.IGNORECASE)


def _is_head(sentence: Sentence, toponym: Toponym) -> bool:
    """Whether a sentence is nothing but the head of an entry: a place, and where it lies."""
    lead = sentence.text[: toponym.start - sentence.start]
    is_first = not any(c.islower() for c in lead) and len(lead) <= 24
    return is_first and len(sentence.text) - len(toponym.text) <= 60 and _is_bare(sentence.text)


def _is_bare(text: str) -> bool:
    """Whether words without a clause: a head ends in a colon, or is a name and what lies around it."""
    words = re.findall(r"[^\W\d_]+", text)
    return text.endswith((":", "-", "–", "—")) or sum(w[0].isupper() for w in words) * 2 >= len(words)


def _head(sentence: Sentence, toponyms: Sequence[Toponym], starts: Sequence[int]) -> tuple[int, int | None]:
    """Where the hour at the sentence's head ends, and where a head with a known place ends, in its characters."""
    hour = _HOUR.match(sentence.text)
    opening = hour.end() if hour else 0
    at = bisect_left(starts, sentence.start + opening)
    if sentence.speaker is not None or at == len(starts) or starts[at] != sentence.start + opening:
        return opening, None
    there = toponyms[at : bisect_left(starts, sentence.end)]
    after = list(_listed(there, sentence, sentence.text))[-1].end - sentence.start
    rest = _rest_of_head(sentence.text, after)
    return opening, rest.end() if rest and len(sentence.text) - rest.end() >= _LEAST_BODY else None


def _rest_of_head(text: str, at: int) -> re.Match[str] | None:
    return _DASH.match(text, at) or _REST_OF_HEAD.match(text, at)


def _speaker(sentence: Sentence, opening: int, cues: Container[str]) -> int | None:
    """Where a head ends that says whose words the quotation behind it is."""
    head = _SPEAKER.match(sentence.text, opening)
    if head is None or any(word in cues for word in re.findall(r"[\w-]+", head.group().lower())):
        return None
    return head.end()


def _unknown(sentence: Sentence, opening: int) -> Toponym | None:
    name = _NAME.match(sentence.text, opening)
    rest = _rest_of_head(sentence.text, name.end()) if name else None
    if name is None or rest is None or len(sentence.text) - rest.end() < _LEAST_BODY:
        return None
    plain = rest.group().strip() in {":", "-", "–", "—"} or rest.group().startswith((",", " ("))
    return Toponym(sentence.start + name.start(), sentence.start + name.end(), name.group()) if plain else None


# "And Maarat al-Numan?", "What about Hays?"
_QUESTION = re.compile(
    r"[\"“]?(?:And |But |So |What about |How about |What of |And what of |In |Then )?"
    r"(?P<name>(?!And )(?:[a-z]{2,3}-)?[A-ZÀ-Þ][\w'’-]*(?:[ -](?:al|el|de)?-?[A-ZÀ-Þ][\w'’-]*){0,2})"
    r"(?:, then|, now|, too)?\?[\"”]?$"
)


def _asked_name(sentence: Sentence, toponyms: Sequence[Toponym], starts: Sequence[int]) -> Toponym | None:
    """A name that a question is made of, which no list knows."""
    match = _QUESTION.match(sentence.text)
    if match is None or bisect_left(starts, sentence.start) < bisect_left(starts, sentence.end):
        return None
    start = sentence.start + match.start("name")
    return Toponym(start, start + len(match.group("name")), match.group("name"))


def _is_first_name(name: str, sentences: Sequence[Sentence]) -> bool:
    """Whether the name opens a longer one elsewhere: "Our reporter Nazia Popal has been asking. Nazia?" """
    return any(re.search(rf"\b{re.escape(name)} [A-ZÀ-Þ]", s.text) for s in sentences)


def _pieces(sentence: Sentence, cuts: Sequence[int]) -> Iterator[Sentence]:
    """The sentence in pieces, without the blanks between them."""
    start = 0
    for end in (*dict.fromkeys(c for c in cuts if c), len(sentence.text)):
        piece = sentence.text[start:end].strip()
        if piece == sentence.text:
            yield sentence
        elif piece:
            first = sentence.start + sentence.text.index(piece, start)
            yield replace(sentence, start=first, end=first + len(piece), text=piece)
        start = end
