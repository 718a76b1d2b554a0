"""Happenings that the text itself tells apart from one told before: "a second blast", "another bomb went off"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from whoholds.reading.claims.clauses import children
from whoholds.reading.claims.happenings.units import Unit
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.happenings import HappeningLexicon, Tells
from whoholds.reading.sentences import Token
from whoholds.records import Claim, Flag
from whoholds.terms import Basis, FlagKind, Polarity


class Telling(StrEnum):
    """How the words bring a happening in."""

    NEW = "new"  # a blast
    ANOTHER = "another"  # a second blast
    AGAIN = "again"  # the blast; or only what became of people


def telling_of(unit: Unit, lexicon: HappeningLexicon) -> Telling:
    """How the words of a happening bring it in, by what stands before its noun or before the bomb that goes off."""
    words = [n for t in unit.triggers for n in ([t.word] if t.is_noun else _things(t.word, lexicon))]
    before = {c.lower_ for w in words for c in children(w, "det", "amod", "nummod")}
    tables = load_lexicon("happenings")["apart"]
    if before & set(tables["another"]):
        return Telling.ANOTHER
    only_outcome = all(t.entry.tells is Tells.OUTCOME for t in unit.triggers)
    return Telling.AGAIN if before & set(tables["again"]) or only_outcome else Telling.NEW


def _things(verb: Token, lexicon: HappeningLexicon) -> list[Token]:
    """What the verb is said of, where that is a thing: a bomb, a rocket."""
    return [s for s in children(verb, "nsubj", "nsubjpass") if s.lower_ in lexicon.things]


def flag_another(told: Sequence[tuple[Claim, Telling]]) -> list[Claim]:
    """The claims, those flagged whose happening is another than the first of its kind at its place and time.

    Args:
        told: the claims of one report in text order, and how each is brought in.
    """
    made: list[tuple[Claim, int]] = []
    for claim, telling in told:
        turns = [turn for one, turn in made if _may_be_one(one, claim)]
        turn = turns[-1] if turns and telling is not Telling.NEW else 1
        if turns and telling is Telling.ANOTHER:
            turn = max(turns) + 1
        made.append((claim, turn))
    return [_flagged(claim, turn) for claim, turn in made]


def _flagged(claim: Claim, turn: int) -> Claim:
    if turn == 1:
        return claim
    flag = Flag(FlagKind.ANOTHER, f"the text tells of it as number {turn} of its kind there")
    return replace(claim, flags=(*claim.flags, flag))


def _may_be_one(one: Claim, other: Claim) -> bool:
    """Whether nothing but the words tells two claims apart: one kind and place, and days that may be one."""
    there = {p.place_id or p.text for p in one.places} & {p.place_id or p.text for p in other.places}
    same = one.event_type is other.event_type and one.polarity is other.polarity is Polarity.AFFIRMED
    days = [c.when.interval for c in (one, other) if c.when.interval.basis is not Basis.PUBLICATION]
    is_day = len({(i.date_start or "")[:10] for i in days}) < 2
    return same and bool(there) and is_day
