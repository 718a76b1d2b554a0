"""Which of several countries at war a part of a report speaks of: "the army" of one is not the army of the next."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from whoholds.reading.lexicon import load_lexicon
from whoholds.records import ActorMention, Report, Toponym
from whoholds.reference.actors import ActorIndex, NameKind, split_words
from whoholds.terms import ActorKind, PlacePrecision

_REACH = 300  # characters: about two sentences; what lies further back is another story
_FAR = 2  # sentences back
_STOP = re.compile(r"[.!?][\"”’]?\s|\n")


@dataclass(frozen=True, slots=True)
class Countries:
    """Where a report names countries at war, if it names several; made by `countries_told`. Grain: one report."""

    text: str
    main: str | None
    told: tuple[tuple[int, str], ...]  # where each name begins, and its country, in text order

    def near(self, at: int) -> str | None:
        """The country of the name that stands nearest.

        The last before that place in its sentence, the first behind it there, the last of the sentence before; else
        the main country.
        """
        here = bisect_left(self.told, (at, ""))
        before, behind = self.told[max(here - 1, 0) : here], self.told[here : here + 1]
        stops = len(_STOP.findall(self.text, before[0][0], at)) if before and at - before[0][0] <= _REACH else _FAR
        if stops and behind and behind[0][0] - at <= _REACH and _STOP.search(self.text, at, behind[0][0]) is None:
            return behind[0][1]
        return before[0][1] if stops < _FAR else self.main


def countries_told(
    report: Report, toponyms: Sequence[Toponym], actors: Sequence[ActorMention], main: str | None, index: ActorIndex
) -> Countries:
    """The countries that the report's places lie in and its words name, where a party it names fights in more than one.

    Args:
        report: the report.
        toponyms: its places, resolved.
        actors: its parties, not resolved.
        main: the country it is mainly about.
        index: who fights where.
    """
    day = report.published
    placed = [(t.start, t.place.country) for t in toponyms if t.place and t.place.country and _is_there(t, report.text)]
    codes = {code for _, code in placed}
    if len(codes) <= 1:
        return Countries(report.text, main, ())
    groups = {a.side for a in actors if a.side is not None and index.country_of(a.side) is None}
    fields = [codes.intersection(index.fights_in(side, day)) for side in groups if day is not None]
    at_war = sorted({code for field in fields if len(field) > 1 for code in field})
    states = [index.government_of(code, day) for code in at_war]
    foes = any(other in index.opponents_of(one or "", None, day) for one in states for other in states)
    if len(at_war) <= 1 or foes:  # of two states at war with one another each has its army on the other's ground
        return Countries(report.text, main, ())
    words = split_words(report.text)
    armies = {a.start for a in actors if a.kind is ActorKind.STATE_FORCES}  # "Turkish troops" may be anywhere
    named = ((w.start, n.bearer) for at, w in enumerate(words) for n in index.names_at(words, at)[:1]
             if n.kind is NameKind.ADJECTIVE and n.bearer in at_war and w.start not in armies)  # fmt: skip
    return Countries(report.text, main, tuple(sorted([*((s, c) for s, c in placed if c in at_war), *named])))


def _is_there(toponym: Toponym, text: str) -> bool:
    """Whether something is told to be there: an unlisted village may be anywhere, a border is with the neighbour."""
    before = text[max(toponym.start - _BORDER, 0) : toponym.start].lower().removesuffix("the ").rstrip()
    known = toponym.place is not None and toponym.place.precision is not PlacePrecision.UNRESOLVED
    return known and not before.endswith((*load_lexicon("places")["cues"]["next_to"], "with"))


_BORDER = 24  # characters: "along its border with the "
