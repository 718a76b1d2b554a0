"""Cut a text into runs of capitalised words, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from whoholds.reading.mentions.place_words import PlaceWords
from whoholds.reference.gazetteer import Gazetteer, plain_key

LONGEST_RUN = 40  # words weighed together; longer runs (texts in capitals) are cut, so that time stays linear
NEAR_WORDS = 8  # words of the run that a stretch sees on either side
REACH = 64  # characters of context on either side
LONGEST_PARTICLE = 3  # letters of "-ul-", "-e-"; a longer small tail is no part of the name ("-based")
KNOWN_PART = 4.5  # importance of a name that keeps its own beside a hyphen ("Kabul-Kandahar")
_SHOUTED_SHARE = 0.8  # of the letters around in capitals: a headline, or a text written so

# A line's beginning that is only bullets, dates, times and numbers: "28 Jan: ", "09:15. ", "date 2021-06-22 ".
_DATED = re.compile(r"[\s\"'“‘\-*•–—]*(?:(?:date )?[\d.:/,\-]+\s*)*(?:[A-Za-z]{3,9}\.?[,:]?\s+)?(?:[\d.:/,\-]+\s*)*")


class Word(NamedTuple):
    """A word of a run."""

    start: int
    end: int
    key: str
    capitals: bool
    parted: bool = False  # a hyphen stands between it and the word before, and the two are no one name


class Run(NamedTuple):
    """Capitalised words in a row with what stands around them. Grain: one stretch of a text."""

    words: tuple[Word, ...]
    before: tuple[str, ...]  # plain keys left of it within the clause, nearest last
    after: tuple[str, ...]  # plain keys right of it within the clause
    mark: str  # the punctuation after it, if any
    behind: str  # the characters after it
    comma: bool  # a comma stands before it
    opens: bool  # it opens a line
    shouted: bool  # it is part of a line in capitals


class Stretch(NamedTuple):
    """Some words of a run, as a possible name."""

    run: Run
    first: int
    last: int  # end exclusive
    key: str
    left: tuple[str, ...]  # plain keys before it, in the run or the clause
    right: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Whether it is one word."""
        return self.last - self.first == 1

    @property
    def closes(self) -> bool:
        """Whether nothing of the run follows it."""
        return self.last == len(self.run.words)

    @property
    def labels(self) -> bool:
        """Whether it opens a line or item and a colon, comma, full stop or bracket follows."""
        run = self.run
        return run.opens and not run.shouted and self.closes and run.mark in (":", ",", ".", "(")


def stretch(run: Run, first: int, last: int) -> Stretch:
    """The words `first` to `last` of a run."""
    return Stretch(
        run=run,
        first=first,
        last=last,
        key=" ".join(word.key for word in run.words[first:last] if word.key),
        left=run.before + tuple(word.key for word in run.words[max(0, first - NEAR_WORDS) : first]),
        right=tuple(word.key for word in run.words[last : last + NEAR_WORDS]) + run.after,
    )


def read_runs(text: str, lexicon: PlaceWords, gazetteer: Gazetteer) -> Iterator[Run]:
    """The runs of a text, in order."""
    for match in lexicon.run.finditer(text):
        start, end = match.span()
        words = tuple(_split(match.group(), start, gazetteer))
        if not words:
            continue
        lead, behind = text[max(0, start - REACH) : start], text[end : end + REACH]
        line = lead.rfind("\n")
        whole = Run(
            words=words,
            before=_left(lead),
            after=_right(behind),
            mark=behind[:1] if behind[:1] in (",", ":", ";", ".", "(") else "(" if behind[:2] == " (" else "",
            behind=behind,
            comma=lead.endswith(", "),
            opens=(line >= 0 or start < REACH) and _DATED.fullmatch(lead[line + 1 :]) is not None,
            shouted=all(word.capitals for word in words) and (len(words) > 2 or _is_shouted(lead, behind)),
        )
        yield from cut_run(whole, _cuts(whole))


def _cuts(run: Run) -> list[int]:
    """The words at which a run comes apart: where a hyphen or an article parts two names, or it is very long."""
    cuts: list[int] = []
    for at, word in enumerate(run.words):
        # "In Afghanistan the Khanabad and Aliabad districts fell"; "of the" stays within names.
        is_article = word.key == "the" and at > 0 and run.words[at - 1].key != "of"
        if word.parted or is_article or at - (cuts[-1] if cuts else 0) == LONGEST_RUN:
            cuts.append(at)
    return cuts


def cut_run(run: Run, at: Sequence[int]) -> Iterator[Run]:
    """A run in pieces, the later ones beginning at these words; each sees the words before and after it."""
    if not at:
        yield run
        return
    cuts = [0, *at]
    for first, last in zip(cuts, [*cuts[1:], len(run.words)], strict=True):
        before = tuple(word.key for word in run.words[max(0, first - NEAR_WORDS) : first])
        after = tuple(word.key for word in run.words[last : last + NEAR_WORDS])
        inner = last < len(run.words)
        yield run._replace(
            words=run.words[first:last],
            before=before or run.before,
            after=after or run.after,
            mark="" if inner else run.mark,
            behind="" if inner else run.behind,
            opens=run.opens and not first,
        )


def _split(run: str, offset: int, gazetteer: Gazetteer) -> Iterator[Word]:
    """The words of a run. Hyphenated names stay whole, two names or a name and a tail ("London-based") come apart."""
    at = offset
    for piece in run.split(" "):
        parts = piece.split("-") if "-" in piece else [piece]
        if len(parts) > 1 and not _is_hyphenated_name(piece, parts, gazetteer):
            for place, part in enumerate(parts):
                if part[:1].isupper():
                    capitals = len(part) > 1 and part.isupper()
                    yield Word(at, at + len(part), plain_key(part), capitals, parted=place > 0)
                at += len(part) + 1
        else:
            yield Word(at, at + len(piece), plain_key(piece), len(piece) > 1 and piece.isupper())
            at += len(piece) + 1


def _is_hyphenated_name(piece: str, parts: Sequence[str], gazetteer: Gazetteer) -> bool:
    if gazetteer.knows(plain_key(piece)):
        return True
    if parts[0].islower() and len(parts) == 2:  # "al-Numan", within "Maarat al-Numan"
        return True
    inner = parts[1:-1]
    if any(part.islower() and len(part) <= LONGEST_PARTICLE for part in inner):
        return True
    tail = parts[-1]
    if tail.islower() and len(tail) > LONGEST_PARTICLE:
        return False
    briefs = [gazetteer.brief(plain_key(part)) for part in parts if part[:1].isupper()]
    return not any(brief is not None and brief.importance >= KNOWN_PART for brief in briefs)


def _is_shouted(lead: str, behind: str) -> bool:
    """Whether the words around are in capitals too."""
    letters = [c for c in lead[-40:] + behind[:40] if c.isalpha()]
    return len(letters) > 10 and sum(c.isupper() for c in letters) > _SHOUTED_SHARE * len(letters)


def _left(lead: str) -> tuple[str, ...]:
    """Plain keys of the words left of a run, back to the first punctuation."""
    if not lead or not lead[-1].isspace() or lead.endswith("\n\n"):
        return ()
    words: list[str] = []
    for written in reversed(lead.split()[-5:]):
        word = written.strip('"“”') if written[0] in '"“' and written[-1] in '"”' else written  # 'they "took" Homs'
        if not word:
            break
        if word[-1] in '.,;:!?)"”—–' or (not words and word[-1] == "-"):
            break
        words.append(plain_key(word))
    return tuple(reversed(words))


def _right(behind: str) -> tuple[str, ...]:
    """Plain keys of the words right of a run, up to the first punctuation."""
    if behind[:1] != " ":
        return ()
    words = []
    for word in behind.split()[:7]:
        words.append(plain_key(word))
        if not word[-1].isalnum():
            break
    return tuple(words)
