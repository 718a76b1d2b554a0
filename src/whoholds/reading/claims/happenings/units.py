"""Which triggers of a sentence tell of one happening, and which words are about it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from whoholds.reading.claims.clauses import children, is_verb
from whoholds.reading.claims.happenings.figures import is_figure
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.happenings import Happening, HappeningLexicon, Tells
from whoholds.reading.sentences import Token

# What a clause that hangs on another tells is part of the same happening: "attacked a post, killing two".
_APART = frozenset({"ccomp", "parataxis"})
# Families of which one clause tells one happening, however many words it has for it.
_JOINED = frozenset({"violence", "crowd", "law", "politics", "weapons", "property"})


@dataclass(frozen=True, slots=True)
class Unit:
    """The triggers of one happening in one sentence, the most telling first. Grain: one happening and sentence."""

    head: Token
    triggers: tuple[Happening, ...]

    @property
    def lead(self) -> Happening:
        """The trigger that says what kind of happening it is, as far as any does."""
        return self.triggers[0]

    @property
    def anchor(self) -> Happening:
        """The trigger nearest the head of the clause: what is said of it is said of the happening."""
        return min(self.triggers, key=lambda t: (len(list(t.word.ancestors)), t.word.i))


def units_of(found: Sequence[Happening], lexicon: HappeningLexicon) -> list[Unit]:
    """The happenings of a sentence, in text order; what is only planned, directed or answered for is left out."""
    words = {h.word.i for h in found}
    crowded = {h.word.i for h in found if h.entry.frame.family == "crowd"}
    groups: dict[tuple[str, int], list[Happening]] = {}
    for happening in found:
        if is_habit(happening, lexicon) or _only_dates(happening) or is_figure(happening, lexicon):
            continue
        if _is_reason(happening, crowded):
            continue
        family = happening.entry.frame.family
        head = _head_of(happening.word, words)
        joined = family in _JOINED and not _is_aim(happening)
        at = head.i if joined else happening.word.i
        groups.setdefault((family, at), []).append(happening)
    units = [
        Unit(group[0].word if _is_aim(group[0]) else _head_of(group[0].word, words), tuple(sorted(group, key=_rank)))
        for group in groups.values()
        if group
    ]
    return sorted(units, key=lambda u: min(t.word.i for t in u.triggers))


def without_arms(unit: Unit) -> Unit | None:
    """What else the unit may tell where no armed party does it: "families fled", "repelled after clashes"."""
    lead, *rest = unit.triggers
    if not lead.entry.is_armed:
        return None
    if lead.others:
        return replace(unit, triggers=(replace(lead, entry=lead.others[0], others=lead.others[1:]), *rest))
    return replace(unit, triggers=tuple(rest)) if rest else None


def _is_aim(happening: Happening) -> bool:
    """Whether it is what something else was done for: "a raid to capture a commander"."""
    word = happening.word
    infinitive = word.tag_ == "VB" and any(c.lower_ == "to" for c in children(word, "aux"))
    return infinitive and word.dep_ in {"acl", "advcl", "xcomp", "relcl"} and not happening.is_noun


def _rank(happening: Happening) -> tuple[int, int]:
    return list(Tells).index(happening.entry.tells), happening.word.i


def _head_of(token: Token, triggers: Set[int]) -> Token:
    """The head of the clause in whose happening the token takes part."""
    for _ in range(30):
        above = token.head
        if above is token or _stands_apart(token, triggers):
            return token
        token = above
    return token


def _stands_apart(token: Token, triggers: Set[int]) -> bool:
    """Whether the clause tells of something of its own."""
    if not is_verb(token):
        return False
    own = bool(children(token, "nsubj", "nsubjpass"))
    if own and _counts_on(token, triggers):
        return False
    if token.dep_ in _APART or (token.dep_ == "conj" and own and is_verb(token.head)):
        return True
    if token.dep_ == "relcl":
        return token.head.i not in triggers  # "an attack that killed two" is one happening, "a man who ..." another
    if token.dep_ == "advcl" and own:
        return any(c.lower_ in {"before", "while", "although", "though", "because"} for c in children(token, "mark"))
    return False


def _counts_on(token: Token, triggers: Set[int]) -> bool:
    """Whether the clause only goes on counting: "one was killed while two were injured when ..."."""
    befallen = load_lexicon("happenings")["counting"]["befallen"]
    both = token.i in triggers and token.head.i in triggers
    if not both or token.lower_ not in befallen or token.head.lower_ not in befallen:
        return False
    joined = token.dep_ == "conj" or any(c.lower_ == "while" for c in children(token, "mark"))
    after = set(token.subtree)
    placed = [any(_is_place(t) for t in after), any(_is_place(t) for t in token.head.subtree if t not in after)]
    return joined and token.dep_ in {"conj", "advcl"} and not all(placed)


def _is_place(word: Token) -> bool:
    return word.lower_ in {"in", "near", "at"} and any(c.tag_.startswith("NNP") for c in children(word, "pobj"))


def is_habit(happening: Happening, lexicon: HappeningLexicon) -> bool:
    """Whether it is told as what somebody does, plans or is answerable for, not as something that happened."""
    word = happening.word
    if not happening.is_noun and word.tag_ in {"VBZ", "VBP"} and not children(word, "aux", "auxpass"):
        subject = next(iter(children(word, "nsubj")), None)
        told = word.dep_ == "ROOT" or (word.dep_ == "ccomp" and word.head.dep_ == "ROOT" and word.i < word.head.i)
        return subject is None or not (word.i < 12 and told)  # headlines are in the present
    token = word
    for _ in range(6):
        above = token.head
        if above is token:
            return token is not word and token.lower_ in lexicon.habit
        if is_verb(token) and token.dep_ in {"conj", "ccomp", "advcl"} and children(token, "nsubj"):
            return False
        if _accuses(above, token) or _acts_alone(token):
            return False
        if above.lower_ in lexicon.habit and token.dep_ not in {"nsubj", "nsubjpass", "advcl", "ccomp"}:
            return above.dep_ != "compound"
        token = above
    return False


def _acts_alone(verb: Token) -> bool:
    """Whether the parser hung a main verb on what is believed of who acts: "men believed to be rebels attacked it"."""
    is_plain = verb.tag_ == "VBD" and not children(verb, "aux", "auxpass", "nsubj", "mark", "cc")
    return is_plain and verb.dep_ in {"conj", "ccomp"} and not children(verb.head, "cc") and verb.i > verb.head.i


def _accuses(verb: Token, way: Token) -> bool:
    """Whether it is what somebody accuses another of: said to have happened, by who accuses."""
    accused = children(verb, "dobj") if children(verb, "nsubj") else children(verb, "nsubjpass")
    return verb.lower_ in load_lexicon("happenings")["accusing"]["forms"] and way.lower_ == "of" and bool(accused)


def _only_dates(happening: Happening) -> bool:
    """Whether it only dates another or is its reason: "two days before the attacks", "a protest over the shooting"."""
    word = happening.word
    return (
        happening.is_noun
        and word.dep_ == "pobj"
        and word.head.lower_ in {"before", "since", "until", "unlike", "without", "over", "about"}
    )


def _is_reason(happening: Happening, crowded: Set[int]) -> bool:
    """Whether it is what a crowd came for: "protested following a death in custody", "a march against the raid"."""
    word, way = happening.word, happening.word.head
    if not happening.is_noun or word.dep_ not in {"pobj", "dobj"} or happening.entry.frame.family == "crowd":
        return False
    if way.lower_ in load_lexicon("happenings")["figures"]["denouncing"]:
        return bool(crowded)  # "to denounce the killing of a nurse"
    if way.lower_ not in {"against", "following", "after", "over", "about", "at", "to", "for"}:
        return False
    above = way.head
    return bool(crowded & {above.i, *(c.i for c in children(above, "dobj", "nsubj", "nsubjpass", "attr"))})


def tokens_of(unit: Unit) -> list[Token]:
    """The words about the happening: the subtree of its head without clauses that stand apart from it."""
    words = {t.word.i for t in unit.triggers}
    kept: list[Token] = []
    stack = [unit.head]
    while stack:
        token = stack.pop()
        kept.append(token)
        stack.extend(
            c
            for c in token.children
            if not _stands_apart(c, words) and not (c.dep_ == "acl" and is_verb(c) and c.lower_ in {"responsible"})
        )
    return sorted(kept, key=lambda t: t.i)
