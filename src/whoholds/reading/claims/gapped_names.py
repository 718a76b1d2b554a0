"""Names that no gazetteer knows, told to be places by the clause before: "Gao fell on Monday and Bara on Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whoholds.reading.claims.clauses import is_passive
from whoholds.reading.claims.place_phrases import covering
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.mentions.triggers import Trigger
from whoholds.reading.sentences import Parsed
from whoholds.records import ActorMention, Toponym
from whoholds.terms import EventType

_CHANGES = frozenset({EventType.TAKEOVER, EventType.WITHDRAWAL})
_PROPER = frozenset({"NNP", "NNPS", "HYPH"})


def gapped_names(
    triggers: Sequence[Trigger], parsed: Parsed, toponyms: Sequence[Toponym], actors: Sequence[ActorMention]
) -> Iterator[Toponym]:
    """Names with a day of their own, or "along with it", and no verb, behind the clause of a known place.

    A verb that is said of people too ("captured Herat on Thursday, Ismail Khan on Friday") tells of no place.
    """
    sentence = parsed.sentence
    changes = [t for t in triggers if t.entry.frame.event in _CHANGES and not t.entry.frame.present]
    of_people = any(t.entry.of_people for t in changes)
    for trigger in changes:
        start = parsed.at(trigger.clause)
        for match in _name().finditer(sentence.text, start - sentence.start):
            first, last = (sentence.start + match.start("name"), sentence.start + match.end("name"))
            # Of towns alone: "with it", or a passive with "and" and a name of one word, as people are seldom called.
            sure = match.group().endswith("with it") or (is_passive(trigger.clause) and _AND_ONE.match(match.group()))
            known = any(sentence.start <= t.start < first for t in toponyms)
            told = any(first < a.end and a.start < last for a in actors) or covering(toponyms, first, last) is not None
            closed = not _has_verb(parsed, start, sentence.start + match.end())
            if known and not told and (sure or not of_people) and closed and _is_proper(parsed, first, last):
                yield Toponym(first, last, match["name"])


_AND_ONE = re.compile(r"and [^ ]+ (?![A-ZÀ-Þ])")


def _has_verb(parsed: Parsed, start: int, end: int) -> bool:
    """Whether another verb stands between the trigger and the end of what is said of the name."""
    between = [t for t in parsed.doc if start < parsed.at(t) < end]
    return any(t.tag_.startswith("VB") or t.tag_ == "MD" for t in between)


def _is_proper(parsed: Parsed, start: int, end: int) -> bool:
    inside = [t for t in parsed.doc if start <= parsed.at(t) < end]
    return bool(inside) and all(t.tag_ in _PROPER for t in inside)


@remembered
def _name() -> re.Pattern[str]:
    """A name behind "and" or a stop, and a day behind the name."""
    words = load_lexicon("grammar")["day_words"]
    days, no_name = "|".join(words), "|".join([*(d.capitalize() for d in words), "The", "On", "In"])
    later = "|".join(map(re.escape, load_lexicon("elisions")["later"]))
    within = '[^,;.:?!()"“”]'
    name = rf"(?P<name>(?!(?:{no_name})\b)[A-ZÀ-Þ][\w’']+(?:[ -][A-ZÀ-Þ][\w’']+){{0,2}})"
    on_a_day = rf"(?:on|in|at|by|since|an?|the|last|two|three) {within}{{0,30}}?\b(?i:{days}|\d+(?:st|nd|rd|th))\b"
    told = rf"(?: {on_a_day}| (?:along )?with it\b| {within}{{0,20}}?\b(?:{later})\b)"
    return re.compile(rf"(?:[,;] (?:and )?|\band ){name}{told}{within}{{0,24}}(?=[,;.:]|$)")
