"""Sources that take up what another has said: the claim is theirs too, affirmed or negated.

"The ministry rejected that" is the ministry's own claim that the town did not fall, not a doubt of the report's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whoholds.reading.claims.attribution import Voice, voices_of
from whoholds.reading.claims.claim_places import claim_area
from whoholds.reading.claims.clauses import children
from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.claims.place_phrases import covering
from whoholds.reading.claims.scene import Draft, Scene
from whoholds.reading.claims.stretches import clause_tokens
from whoholds.reading.claims.witnesses import witness
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import ClaimTime, Interval, Span, Toponym
from whoholds.terms import Basis, Certainty, DatePrecision, EventType, PlaceRole, Polarity, Stance

# An answer stands close to what it answers: in the same paragraph or the next.
REACH_PARAGRAPHS = 1


@dataclass(frozen=True, slots=True)
class _Echo:
    word: Token
    stance: Stance
    about: Token  # the noun or pronoun for what was said
    by_arms: bool = False  # "repulsed the attempt": what another claims to have taken
    of_last: bool = False  # "that is not true": of the last sentence, or of this one
    within: bool = False  # of this sentence


def may_echo(text: str) -> bool:
    """Whether a sentence has a word that takes up another's saying."""
    words, phrases = _screen()
    found = not words.isdisjoint(_WORD.findall(text.lower())) or (phrases is not None and phrases.search(text))
    return bool(found) or _so_is().match(text) is not None


_WORD = re.compile(r"\w+")


def echoes(
    scene: Scene, parsed: Parsed, drafts: Sequence[Draft], turn: Voice, told: Sequence[Token]
) -> Iterator[Draft]:
    """The claims that a sentence's sources make of what was said before.

    Args:
        scene: the report.
        parsed: the sentence.
        drafts: what may be answered; with those of this sentence, only what stands behind one of them answers.
        turn: whose words the sentence is.
        told: the words that carry the sentence's own claims; behind one of them its own sentence is answered.

    Returns:
        A draft for each answer to the nearest earlier claim of somebody else about the same place, its evidence the
        answering clause; nothing where there is no such claim.
    """
    if not may_echo(parsed.sentence.text):
        return
    with_own = bool(drafts) and drafts[-1].parsed.sentence.start == parsed.sentence.start
    for found in _found(parsed.doc):
        behind = any(word.i < found.word.i for word in told) or _stands_behind_stop(parsed, found)
        if behind is not with_own:
            continue
        echo = replace(found, within=behind)
        voice = _voice(scene, parsed, echo, turn)
        if voice is None:
            continue
        earlier = [d for d in drafts if d.start < parsed.at(echo.word)]
        answered = _answered(scene, parsed, echo, voice, earlier)
        if answered is not None and not (echo.by_arms and _foiled_by_gainer(scene, parsed, echo, answered)):
            yield _made(scene, parsed, echo, voice, answered)


def likewise(scene: Scene, parsed: Parsed, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The claim that a place without a verb repeats of the one before: "Lyman is in Russian hands. Torske likewise"."""
    told = [d for d in drafts if d.parsed.sentence.start < parsed.sentence.start]
    before = told[-1] if told and told[-1].parsed.sentence.paragraph == parsed.sentence.paragraph else None
    denied = _is_not(scene, parsed)
    found = _of_another(scene, parsed) or denied
    if found is None or before is None:
        return
    names, word = found
    if denied is not None:
        if before.factuality != Factuality(Polarity.AFFIRMED, Certainty.CERTAIN):
            return
        before = replace(before, factuality=Factuality(Polarity.NEGATED, Certainty.CERTAIN), could_be=())
    start, end = min(names[0].start, word.start), max(names[-1].end, word.end)
    places = tuple(replace(claim_area(name), role=PlaceRole.AT) for name in names)
    yield replace(
        before, parsed=parsed, voice=voices_of(names[0].start, scene.quoted, fallback=before.voice)[0], places=places,
        evidence=Span(start, end, scene.report.text[start:end]), trigger=word, count=None, divides=False,
    )  # fmt: skip


def denied_behind(scene: Scene, parsed: Parsed, told: Sequence[Draft]) -> Iterator[Draft]:
    """The denial that a relative clause makes of the sentence's last claim: "it took Horlivka, which the rebels deny".

    Args:
        scene: the report.
        parsed: the sentence.
        told: the drafts read from it.
    """
    last = told[-1] if told else None
    if last is None or last.factuality != Factuality(Polarity.AFFIRMED, Certainty.CERTAIN):
        return
    for verb in parsed.doc:
        which = any(c.lower_ == "which" and c.dep_ == "dobj" for c in verb.children)
        if not which or verb.lower_ not in _denying() or children(verb, "neg") or parsed.at(verb) < last.start:
            continue
        nobody = any(s.lower_ in load_lexicon("echoes")["nobody"]["words"] for s in children(verb, "nsubj"))
        told_by = witness(scene, parsed, verb) if not nobody else None
        if told_by is not None and not (told_by.side and _favours(last, told_by.side)):
            echo = _Echo(verb, Stance.DENIES, verb)
            yield _made(scene, parsed, echo, replace(told_by, stance=Stance.DENIES), last)


@remembered
def _denying() -> frozenset[str]:
    verbs = (v for v in load_lexicon("echoes")["verb"] if v["stance"] == Stance.DENIES)
    return frozenset(form for verb in verbs for form in verb["forms"])


def _of_another(scene: Scene, parsed: Parsed) -> tuple[Sequence[Toponym], Span] | None:
    """The places that the sentence says the same of, and the words that say so."""
    text, base = parsed.sentence.text, parsed.sentence.start
    behind, ahead = _likewise().search(text), _so_is().match(text)
    name = covering(scene.toponyms, base, base + 1)
    if behind is not None and name is not None and name.end == base + behind.start():
        return (name,), Span(base + behind.start(1), base + behind.end(1), behind.group(1))
    named = covering(scene.toponyms, base + ahead.end(), base + ahead.end() + 1) if ahead is not None else None
    if ahead is None or named is None or named.start != base + ahead.end():
        return None
    names = [named]
    for after in (t for t in scene.toponyms if named.end <= t.start < parsed.sentence.end):
        if text[names[-1].end - base : after.start - base].strip() not in {",", "and", ", and"}:
            break
        names.append(after)
    if not _ENDS.match(text, names[-1].end - base):
        return None  # "so is the mayor's brother"
    return names, Span(base, base + ahead.end(1), ahead.group(1))


def _is_not(scene: Scene, parsed: Parsed) -> tuple[Sequence[Toponym], Span] | None:
    """The place of which the sentence says that it is not so there: "Herat is not", "Lubero town has not"."""
    text, base = parsed.sentence.text, parsed.sentence.start
    name = covering(scene.toponyms, base, base + 1)
    match = _NOT_SO.match(text, name.end - base) if name is not None and name.start == base else None
    return ((name,), Span(base + match.start(1), base + match.end(1), match.group(1))) if name and match else None


_NOT_SO = re.compile(
    r"(?: (?:town|city|village|itself|proper))? ((?:is|are|was|were|has|have|had|did) not)(?=\s*[.,;:])"
)

# What may follow the places: a stop, a comma, a day.
_ENDS = re.compile(r"\s*(?:[.,;:)]|(?:since|from|on|now|again)\b|$)")


@remembered
def _likewise() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("echoes")["likewise"]["words"]))
    return re.compile(rf",?\s({words})\s*(?=[,.;:]|$)")


@remembered
def _so_is() -> re.Pattern[str]:
    """ "So is ", "So, by all accounts, is the town of "."""
    words = (w.split(" ", 1) for w in load_lexicon("echoes")["likewise"]["before"])
    said = "|".join(rf"{re.escape(one)}(?:,[^,.;]{{1,50}},)? {re.escape(rest)}" for one, rest in (w for w in words))
    return re.compile(rf"({said}) (?:the (?:town|city|village|district) of )?", re.IGNORECASE)


def _found(doc: Any) -> Iterator[_Echo]:
    tables = load_lexicon("echoes")
    stances = {form: Stance(verb["stance"]) for verb in tables["verb"] for form in verb["forms"]}
    about = frozenset(tables["objects"]["nouns"]) | frozenset(tables["objects"]["pronouns"])
    judged = {word: Stance(stance) for stance, words in tables["judged"].items() for word in words}
    for token in doc:
        if _is_bare_denial(token, tables):
            yield _Echo(token, Stance.DENIES, token)
        if _is_called_untrue(token, judged, about):
            yield _Echo(token, Stance.DENIES, token, of_last=True)
        if children(token, "neg") or children(token.head, "neg"):
            continue  # what is "not confirmed" or "not disputed" says nothing by itself
        if token.lower_ in tables["foiled"]["verbs"]:
            tries = [o for o in children(token, "dobj") if o.lower_ in tables["foiled"]["nouns"] and _is_bare(o)]
            yield from (_Echo(token, Stance.DENIES, o, by_arms=True) for o in tries[:1])
        objects = [o for o in children(token, "dobj", "nsubjpass") if o.lower_ in about or _is_bare_event(o, tables)]
        objects = [o for o in objects if not _is_spelt_out(o)]
        if token.lower_ in stances and token.tag_.startswith("VB") and objects:
            yield _Echo(token, stances[token.lower_], objects[0])
        elif token.lower_ in tables["same"]["verbs"] and any(
            o.lower_ in tables["same"]["objects"] for o in children(token, "dobj")
        ):
            yield _Echo(token, Stance.CONFIRMS, token)
        elif token.lower_ in judged:
            yield from _judgement(token, judged[token.lower_], tables)


def _judgement(word: Token, stance: Stance, tables: dict[str, Any]) -> Iterator[_Echo]:
    """ "The claim is false", "the army called it a lie"; "it is false that …" is of what follows."""
    above = word.head.head if word.dep_ == "pobj" and word.head.dep_ == "prep" else word.head
    if word.dep_ not in {"acomp", "attr", "oprd", "ccomp"} and not (word.dep_ == "pobj" and word.head.lower_ == "as"):
        return
    judged = [*children(above, "nsubj", "dobj"), *children(word, "nsubj", "nmod")]
    named = [s for s in judged if s.lower_ in tables["objects"]["nouns"]]
    if named and word.dep_ != "pobj" and not _is_spelt_out(named[0]):
        yield _Echo(word, stance, named[0])
        return
    meant = [s for s in judged if s.lower_ in tables["objects"]["pronouns"]]
    open_ = any(c.dep_ in {"ccomp", "csubj", "xcomp", "acl"} for t in (word, above) for c in t.children if c != word)
    if meant and stance is Stance.DENIES and not open_ and above.tag_.startswith("VB"):
        by_subject = meant[0].dep_ == "dobj" or meant[0].head == word
        yield _Echo(above, stance, meant[0] if by_subject else above, of_last=True)


def _is_called_untrue(word: Token, judged: dict[str, Stance], about: frozenset[str]) -> bool:
    """ "That is not true": of what was said before, not of what is said behind ("it is not true that …")."""
    copula = word.head
    denied = judged.get(word.lower_) is Stance.CONFIRMS and bool(children(copula, "neg")) and word.dep_ == "acomp"
    named = any(s.lower_ in about and not _is_spelt_out(s) for s in children(copula, "nsubj"))
    return (
        denied and named and not any(c.dep_ in {"ccomp", "csubj", "xcomp"} for t in (word, copula) for c in t.children)
    )


def _is_bare_denial(verb: Token, tables: dict[str, Any]) -> bool:
    """ "It has not", "the ministry says they are not": a verb left out and denied."""
    words = tables["denials"]
    if verb.lower_ not in words["verbs"] or not verb.tag_.startswith("VB") or verb.dep_ in {"aux", "auxpass"}:
        return False
    subjects = [s for s in children(verb, "nsubj", "nsubjpass") if s.lower_ in words["subjects"]]
    denied = any(c.lower_ in words["negations"] for c in verb.children)
    rest = [c for c in verb.children if c.i > verb.i and c.dep_ in _COMPLEMENTS]
    bare = {*words["negations"], *words["adverbs"]}  # "it is not over", "it is not far" say something else
    rest += [c for c in verb.children if c.i > verb.i and c.dep_ == "advmod" and c.lower_ not in bare]
    return bool(subjects) and denied and not rest


_COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "xcomp", "prep", "oprd", "ccomp", "agent", "npadvmod"})


def _is_spelt_out(saying: Token) -> bool:
    """Whether what was said follows: "denying reports that it had been captured" takes up nothing said before."""
    clauses = [c for c in saying.children if c.dep_ in {"acl", "ccomp", "relcl"}]
    told = any(children(c, "mark") or c.left_edge.lower_ == "that" for c in clauses)
    of = [o for p in children(saying, "prep") if p.lower_ == "of" for o in children(p, "pobj")]
    return told or any(not children(o, "poss") for o in of)  # "reports of its fall" are of a place told before


def _is_bare_event(noun: Token, tables: dict[str, Any]) -> bool:
    """Whether "confirmed the loss" leaves out of what: with "of" it is a claim of its own."""
    return noun.lower_ in tables["objects"]["events"] and _is_bare(noun)


def _is_bare(noun: Token) -> bool:
    return not any(p.lower_ in {"of", "on", "at", "in"} for p in children(noun, "prep")) and not children(noun, "poss")


def _foiled_by_gainer(scene: Scene, parsed: Parsed, echo: _Echo, answered: Draft) -> bool:
    """Whether who beat the attack off is not known to be another than who is said to have gained."""
    who = [parsed.at(s) for s in children(echo.word, "nsubj")]
    sides = {a.side for a in scene.actors for at in who if a.start <= at < a.end}
    gained = answered.event is EventType.TAKEOVER and answered.factuality.polarity is Polarity.AFFIRMED
    return not gained or not sides or None in sides or bool(sides & {a.side for a in answered.sides})


def _voice(scene: Scene, parsed: Parsed, echo: _Echo, turn: Voice) -> Voice | None:
    """Who answers: whoever the sentence quotes, else the subject of the answering verb."""
    at = parsed.at(echo.word)
    quoted = voices_of(at, scene.quoted, fallback=Voice())[0]
    subjects = [s.lower_ for s in children(echo.word, "nsubj")]
    if any(word in load_lexicon("echoes")["nobody"]["words"] for word in subjects):
        return None
    stops = [parsed.at(t) for t in parsed.doc[: echo.word.i] if t.dep_ == "punct" and t.text in _CLAUSE_ENDS]
    another = bool(stops) and any(s.end <= stops[-1] for s in quoted.sources)  # "X said it fell; it has not"
    if quoted.sources and not another:
        return replace(quoted, stance=echo.stance, negates=False, certainty=None)
    if echo.stance is Stance.DENIES and (echo.by_arms or echo.about == echo.word):
        # Who answers in a talk, or the report itself.
        in_talk = parsed.sentence.speaker is not None and not echo.by_arms
        return replace(turn, stance=echo.stance) if in_talk else Voice(stance=echo.stance)
    told = witness(scene, parsed, echo.word)
    return replace(told, stance=echo.stance) if told is not None else None


def _answered(scene: Scene, parsed: Parsed, echo: _Echo, voice: Voice, drafts: Sequence[Draft]) -> Draft | None:
    names = [covering(scene.toponyms, parsed.at(t), parsed.at(t) + len(t)) for t in echo.about.subtree]
    places = {n.place.place_id for n in names if n is not None and n.place is not None}
    own = {s.name for s in voice.sources}
    whose = [parsed.at(c) for c in children(echo.about, "poss")]
    claimants = {a.side for a in scene.actors if a.side and any(a.start <= at < a.end for at in whose)}
    within, passed_over = echo.within, False
    for draft in reversed(drafts):
        apart = parsed.sentence.paragraph - draft.parsed.sentence.paragraph
        if apart > REACH_PARAGRAPHS or (apart and parsed.sentence.start in scene.topics):
            return None  # an entry answers only itself
        if echo.of_last and not within and not _is_right_before(scene, parsed, draft):
            return None
        same_sentence = draft.parsed.sentence.start == parsed.sentence.start
        if within and not same_sentence and not passed_over:
            return None  # "troops are said to be in Rama; the ministry denies it": nothing further up is meant
        there = {p.place_id for p in draft.places if p.role is PlaceRole.AT}
        if echo.stance is Stance.DENIES and voice.side is not None and _favours(draft, voice.side):
            passed_over = passed_over or same_sentence
            continue  # nobody denies its own gain: "the police still hold it, and the claim is a lie"
        if claimants and claimants.isdisjoint([*(s.side for s in draft.voice.sources), *(a.side for a in draft.sides)]):
            continue  # "rejected the MLC's claim"
        if (
            (not places or places & there)
            and not own & {s.name for s in draft.voice.sources}
            and (same_sentence is within or passed_over)
        ):
            return draft
    return None


def _stands_behind_stop(parsed: Parsed, echo: _Echo) -> bool:
    """Whether the answer stands in the same sentence as what it answers, behind a semicolon or a dash."""
    return any(t.dep_ == "punct" and t.text in _CLAUSE_ENDS for t in parsed.doc[: echo.word.i])


def _is_right_before(scene: Scene, parsed: Parsed, draft: Draft) -> bool:
    """Whether the claim stands in the sentence right before."""
    before = [s.start for s in scene.sentences if s.end <= parsed.sentence.start]
    return bool(before) and draft.parsed.sentence.start == before[-1]


_CLAUSE_ENDS = frozenset({";", "–", "—"})


def _favours(draft: Draft, side: str) -> bool:
    """Whether the claim says that the side has the place."""
    has_it = draft.event in {EventType.TAKEOVER, EventType.HOLDING}
    return has_it and draft.factuality.polarity is Polarity.AFFIRMED and any(a.side == side for a in draft.sides)


def _made(scene: Scene, parsed: Parsed, echo: _Echo, voice: Voice, answered: Draft) -> Draft:
    polarity = answered.factuality.polarity
    published = scene.report.published.isoformat() if scene.report.published else None
    when = answered.when
    if any(c.lower_ in load_lexicon("times")["list"]["later_words"] for c in children(echo.word, "advmod")):
        when = replace(when, interval=replace(when.interval, date_end=published, precision=DatePrecision.LONGER))
    if echo.stance is Stance.DENIES:
        polarity = Polarity.NEGATED if polarity is Polarity.AFFIRMED else Polarity.AFFIRMED
        start = published if answered.event is EventType.HOLDING else None
        # What was beaten off was beaten off when it was tried; what is only denied was not so up to the denial.
        when = (
            answered.when
            if echo.by_arms
            else ClaimTime(Interval(start, published, DatePrecision.DAY, Basis.PUBLICATION), None, None, None)
        )
    tokens = [
        t
        for t in clause_tokens(echo.word.head if echo.word.dep_ in {"acomp", "attr"} else echo.word)
        if t.dep_ != "punct"
    ]
    first, last = tokens[0], tokens[-1]
    return replace(
        answered,
        parsed=parsed,
        voice=voice,
        factuality=Factuality(polarity, answered.factuality.certainty),
        when=when,
        evidence=parsed.span(first, last),
        trigger=_span(parsed, echo.word),
        count=None,
        divides=False,
    )


def _span(parsed: Parsed, word: Token) -> Span:
    return parsed.span(word, word)


@remembered
def _screen() -> tuple[frozenset[str], re.Pattern[str] | None]:
    """The words that take up another's saying, and a pattern for those of more than one word."""
    tables = load_lexicon("echoes")
    words = [form for verb in tables["verb"] for form in verb["forms"]]
    words += [word for words in tables["judged"].values() for word in words] + tables["same"]["objects"]
    words += tables["likewise"]["words"] + tables["denials"]["negations"] + tables["foiled"]["verbs"]
    phrases = [word for word in words if not _WORD.fullmatch(word)]
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b", re.IGNORECASE) if phrases else None
    return frozenset(words), pattern
