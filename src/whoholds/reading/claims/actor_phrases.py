"""Noun phrases → who they name: actors that may act, gain, hold or lose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from whoholds.reading.claims.clauses import children
from whoholds.reading.claims.coordination import coordinated
from whoholds.reading.claims.place_phrases import covering
from whoholds.reading.claims.stretches import core_of
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import ActorMention, Span, Toponym
from whoholds.terms import ActorKind


@dataclass(frozen=True, slots=True)
class ActorPhrase:
    """A phrase for who acts. `mention` None: a pronoun or words that no list knows."""

    span: Span
    mention: ActorMention | None
    is_pronoun: bool = False
    is_whole: bool = (
        False  # the mention is the phrase's head, not a word before it: "Taliban fighters", not "Taliban leaders"
    )
    toponym: Toponym | None = None  # a government named by its country or capital


def read_actors(
    heads: Sequence[Token], parsed: Parsed, mentions: Sequence[ActorMention], toponyms: Sequence[Toponym]
) -> list[ActorPhrase]:
    """The actors of noun phrases and of those coordinated with them; words that no list knows have no mention."""
    found: list[ActorPhrase] = []
    for head in heads:
        for noun in coordinated(head):
            found.extend(_of_several(noun, parsed, mentions) or _actor(noun, parsed, mentions, toponyms))
    unique = {p.span.start: p for p in found}
    return [unique[s] for s in sorted(unique)]


def _actor(
    head: Token, parsed: Parsed, mentions: Sequence[ActorMention], toponyms: Sequence[Toponym]
) -> Iterator[ActorPhrase]:
    tokens = [t for t in core_of(head) if t.dep_ not in {"det", "predet", "punct"}] or [head]
    span = parsed.span(tokens[0], head)
    if head.tag_ in {"PRP", "PRP$"} or head.lower_ in {"ours", "theirs"}:
        yield ActorPhrase(span, None, is_pronoun=True)
        return
    start, end = parsed.at(head), parsed.at(head) + len(head)
    mention = _overlapping(mentions, start, end) or _overlapping(mentions, span.start, span.end)
    mention = mention or _in_brackets(mentions, end, parsed)
    if mention is not None and parsed.sentence.text[: mention.start - parsed.sentence.start].lower().endswith("anti-"):
        return  # "an anti-Taliban bastion" is anybody's but theirs
    owner = _owner_of_men(head) if mention is None else None
    if owner is not None:
        yield ActorPhrase(parsed.span(owner, owner), None, is_pronoun=True)
        return
    if mention is None and head.lower_ in load_lexicon("territory")["collectives"]:
        for preposition in children(head, "prep"):
            if preposition.lower_ in {"of", "from"}:
                for noun in children(preposition, "pobj"):
                    yield from _actor(noun, parsed, mentions, toponyms)
        return
    whole = mention is not None and mention.start < end and start < mention.end
    if not whole and head.lower_ in load_lexicon("territory")["unarmed"]:
        return  # "Hezbollah's list", "the rebels' lawyers"
    if whole and mention is not None and mention.is_role and mention.side is None:
        span, mention = _with_origin(head, span, mention, parsed, toponyms)
    if whole and mention is not None:
        either = _either(mention, mentions, parsed)
        if either is not None:
            yield ActorPhrase(Span(either.start, either.end, either.text), either, is_whole=True)
            return
        yield from _sharing(mention, mentions, parsed)
    mention = mention or _of_office(head, parsed, mentions)
    yield ActorPhrase(span, mention, is_whole=whole, toponym=covering(toponyms, start, end))


def _in_brackets(mentions: Sequence[ActorMention], end: int, parsed: Parsed) -> ActorMention | None:
    """The party whose letters stand in brackets right behind: "the National Front (FNLA) holds"."""
    if parsed.sentence.text[end - parsed.sentence.start :][:2] != " (":
        return None
    found = _overlapping(mentions, end + 2, end + 3)
    return found if found is not None and found.start == end + 2 else None


def _of_office(head: Token, parsed: Parsed, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """Whose man a person is said to be right behind his name: "Abdelrahim Dagalo, the RSF's second man"."""
    for office in children(head, "appos") if head.tag_ == "NNP" else ():
        for whose in children(office, "poss", "compound"):
            found = _overlapping(mentions, parsed.at(whose), parsed.at(whose) + len(whose))
            if found is not None and office.tag_ == "NN":
                return found
    return None


def _with_origin(
    head: Token, span: Span, mention: ActorMention, parsed: Parsed, toponyms: Sequence[Toponym]
) -> tuple[Span, ActorMention]:
    """A role noun with the body that its words name and no list knows: "forces from six Resistance Brigades"."""
    for body in _bodies_of(head):
        start, end = parsed.at(body), parsed.at(body) + len(body)
        if body.tag_ in {"NNP", "NNPS"} and covering(toponyms, start, end) is None:
            base = parsed.sentence.start
            whole = Span(span.start, end, parsed.sentence.text[span.start - base : end - base])
            return whole, replace(mention, name=whole.text, text=whole.text, start=whole.start, end=end)
    return span, mention


def _of_several(head: Token, parsed: Parsed, mentions: Sequence[ActorMention]) -> list[ActorPhrase]:
    """The groups whose men they are, if several are named: "fighters from Ahrar al-Sham and the Nusra Front"."""
    men = _overlapping(mentions, parsed.at(head), parsed.at(head) + len(head))
    if men is None or not men.is_role:
        return []
    bodies = [noun for body in _bodies_of(head) for noun in coordinated(body)]
    known = [m for b in bodies if (m := _overlapping(mentions, parsed.at(b), parsed.at(b) + len(b)))]
    all_known = len(known) > 1 and all(m.side is not None for m in known)
    return [ActorPhrase(Span(m.start, m.end, m.text), m, is_whole=True) for m in known] if all_known else []


def _bodies_of(head: Token) -> list[Token]:
    """What men are said right behind their noun to be of: "fighters from the Arakan Army"."""
    near = (p for p in children(head, "prep") if p.i == head.i + 1 and p.lower_ in {"from", "of"})
    return [body for preposition in near for body in children(preposition, "pobj")]


def _sharing(mention: ActorMention, mentions: Sequence[ActorMention], parsed: Parsed) -> Iterator[ActorPhrase]:
    """Those who share the phrase's noun: "French" of "French and Malian troops"."""
    other, joined = _before(mention, mentions, parsed)
    if other is None or joined != " and ":
        return
    if other.kind in _STATES and other.text[-1:].islower() and " " not in other.text:
        yield ActorPhrase(Span(other.start, other.end, other.text), other, is_whole=True)


def _either(mention: ActorMention, mentions: Sequence[ActorMention], parsed: Parsed) -> ActorMention | None:
    """Two of whom the words don't say which it was: "JNIM and/or ISGS militants", nobody's side."""
    other, joined = _before(mention, mentions, parsed)
    if other is None or joined not in {" or ", " and/or "} or other.side == mention.side:
        return None
    base = parsed.sentence.start
    text = parsed.sentence.text[other.start - base : mention.end - base]
    kind = other.kind if other.kind is mention.kind else ActorKind.UNKNOWN
    return ActorMention(other.start, mention.end, text, text, None, None, kind, None, is_role=True)


def _before(mention: ActorMention, mentions: Sequence[ActorMention], parsed: Parsed) -> tuple[ActorMention | None, str]:
    """The actor mentioned last before in the sentence, and the words between."""
    at = bisect_left(mentions, mention.start, key=lambda m: m.start) - 1
    base = parsed.sentence.start
    if at < 0 or mentions[at].start < base:
        return None, ""
    return mentions[at], parsed.sentence.text[mentions[at].end - base : mention.start - base]


_STATES = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES})


def _owner_of_men(head: Token) -> Token | None:
    """Whose "men" are: the possessive before them, "his", "its", "their"; "our men" are read by who speaks."""
    if head.lower_ not in load_lexicon("territory")["followers"]:
        return None
    return next((c for c in children(head, "poss") if c.lower_ in {"his", "its", "their", "her"}), None)


def _overlapping(mentions: Sequence[ActorMention], start: int, end: int) -> ActorMention | None:
    at = bisect_left(mentions, start, key=lambda m: m.end - 1)
    best: ActorMention | None = None
    while at < len(mentions) and mentions[at].start < end:
        best = mentions[at]
        at += 1
    return best


def are_people(heads: Sequence[Token]) -> bool:
    """Whether it is done to people, a place being only named beside: "in Helmand province, a leader was captured"."""
    near = [h for h in heads if h.dep_ in {"nsubjpass", "dobj"}]
    people, kinds = load_lexicon("happenings")["people"], ("leaders", "armed", "officials", "civilians")
    return bool(near) and any(near[-1].lower_ in people[kind] for kind in kinds)
