"""Which sentences of a report are parsed: the parser is what reading costs.

First those with a trigger and somebody who might hold ground. Only where one of them puts a party and a place together
are the sentences around it parsed too, for who says so, who answers, and what "it" was.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from whoholds.reading.claims.arguments import leaves_out_place, read_arguments
from whoholds.reading.claims.echoes import may_echo
from whoholds.reading.claims.gapped_names import gapped_names
from whoholds.reading.claims.naming import unknown_places
from whoholds.reading.claims.phrases import open_sentence
from whoholds.reading.claims.territory import Territory
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.mentions.attributions import worth_parsing
from whoholds.reading.mentions.bare import find_bare
from whoholds.reading.mentions.happenings import HappeningLexicon
from whoholds.reading.mentions.trigger_words import may_trigger
from whoholds.reading.mentions.triggers import Construction, Trigger, TriggerLexicon, find_triggers
from whoholds.reading.mentions.war_signs import War, armed_mentions
from whoholds.reading.sentences import Name, NameSort, Parsed, Parser, Token, topics_of
from whoholds.records import ActorMention, Sentence, Toponym
from whoholds.reference.actors import ActorIndex

# A side may speak of itself without being named as an actor: "We have liberated the town," the minister said.
_FIRST_PERSON = re.compile(r"\b(?:we|our|ours|us)\b", re.IGNORECASE)
# How far around a claim its sources, answers and antecedents are looked for, in sentences.
BEFORE, AFTER = 2, 6
# How far back a pronoun may find its party, in sentences: answers in an interview are short.
SPOKEN = 8
_PRONOUN = re.compile(r"\b(?:they|their|theirs|it|we|us|ours?)\b", re.IGNORECASE)

_HEAD = 12  # characters of a date that may stand before the place at an entry's head: "9 January: Elephant Pass"
# What may stand for a side in its own clause; one person is none.
_FOR_A_SIDE = re.compile(
    r"\b(?:they|them|theirs?|themselves|we|us|ours?|ourselves|it|its|itself|his|hers|yours?|you|mine|my)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """The parsed sentences of a report, each with its triggers, in text order."""

    parsed: tuple[Parsed, ...]
    triggers: tuple[tuple[Trigger, ...], ...]
    toponyms: tuple[Toponym, ...]  # of the report, with those that only the grammar tells
    is_promising: bool  # whether any sentence may give a control claim
    telling: frozenset[int]  # where the sentences start that may tell of another happening
    plain: frozenset[int]  # of these, those that only words for what happened show to tell of any


@dataclass(frozen=True, slots=True)
class Selector:
    """Chooses and parses sentences; opened once a run."""

    parser: Parser
    triggers: TriggerLexicon
    territory: Territory
    happenings: HappeningLexicon
    index: ActorIndex

    def select(
        self,
        sentences: Sequence[Sentence],
        toponyms: Sequence[Toponym],
        actors: Sequence[ActorMention],
        war: War,
        *,
        all_mentions: bool,
    ) -> Selection:
        """The sentences worth parsing, parsed.

        Args:
            sentences: of one report, in text order.
            toponyms: its place names, not yet resolved.
            actors: its actors; without any, only a side that speaks of itself makes control claims.
            war: where it tells of one; elsewhere words of peace are no reason to parse.
            all_mentions: parse each sentence that may carry an attribution besides.
        """
        names = _names(toponyms, actors)
        telling = self._telling(sentences, armed_mentions(actors, self.index), of_war=war.is_told)
        telling |= (plain := self._plain(sentences, telling))
        topics = topics_of(sentences, toponyms)
        bodies = dict.fromkeys(topics, 0) | self._headed(sentences, toponyms, actors)
        entries = {i for i, s in enumerate(sentences) if war.is_told and s.start in bodies}
        first = entries | self._first(sentences, toponyms, actors, war)
        read = self._parse(sentences, sorted(first | telling), names)  # in one go: each has its cost
        read.update(self._with_bare(read, bodies, actors))
        new = [t for p, found in read.values() for t in unknown_places(found, p, toponyms, actors, self.territory)]
        new += [t for p, found in read.values() for t in gapped_names(found, p, _merged(toponyms, new), actors)]
        places = _merged(toponyms, new)
        may = {i: read[i] for i in sorted(first & set(read))}
        promising, more = self._promised(sentences, may, read, places=places, actors=actors)
        if all_mentions:
            more.update(i for i, s in enumerate(sentences) if worth_parsing(s))
        read.update(self._parse(sentences, sorted(more - set(read)), names))
        parsed, found = zip(*(read[i] for i in sorted(read)), strict=True) if read else ((), ())
        alone, starts = _starts(sentences, plain), _starts(sentences, telling)
        return Selection(parsed, found, places, promising, starts, alone)

    def _first(
        self, sentences: Sequence[Sentence], toponyms: Sequence[Toponym], actors: Sequence[ActorMention], war: War
    ) -> set[int]:
        """The sentences that may carry a control claim."""
        named = sorted((*(a.start for a in actors), *(t.start for t in toponyms)))
        states = (t.start for t in toponyms if self.index.state_named(t.text) is not None)
        acting = [a.start for a in actors]
        sides = sorted((*acting, *states))
        here = range(len(sentences))
        tellers = here if war.is_told else (i for i in here if _has_one(acting, sentences[i]) or _speaks(sentences[i]))
        lost = set() if war.is_told else {i for i in here if _is_lost_outright(sentences[i], toponyms)}
        return lost | {i for i in tellers if self._may_claim(sentences, i, named, sides, war=war)}

    def _headed(
        self, sentences: Sequence[Sentence], toponyms: Sequence[Toponym], actors: Sequence[ActorMention]
    ) -> dict[int, int]:
        """Where the party may begin in sentences that set a place before it: "The airport: government"; by start."""
        opened, named = {t.start for t in toponyms}, {a.start for a in actors}
        found: dict[int, int] = {}
        for sentence in sentences:
            head = _head().match(sentence.text)
            fronted = head is not None and head["in"] and sentence.start + head.start("in") + len(head["in"]) in opened
            if head is None or not (sentence.start in opened or fronted or self._is_ground(head["head"])):
                continue
            word = head["word"].lower()
            said = any(e.construction is Construction.ADJECTIVE for e in self.triggers.entries_of(word))
            if said or sentence.start + head.start("word") in named:
                found[sentence.start] = head.start("body")
        return found

    def _is_ground(self, head: str) -> bool:
        """Whether a head means ground by its noun: "The airport"."""
        words = head.split()
        return words[0] in {"The", "Its"} and (self.territory.holds(words[-1]) or words[-1] in self.territory.parts)

    def _telling(self, sentences: Sequence[Sentence], armed: Sequence[ActorMention], *, of_war: bool) -> set[int]:
        """The sentences that may tell of a happening: with a word for one and a sign of war or somebody named.

        Those beside such a one too; none where nothing in the report is a sign of war or unrest. Where nobody who may
        fight is told of, a sentence must have a sign itself, and in a report of courts and police say nothing of them.
        """
        signs = {i for i, s in enumerate(sentences) if self.happenings.signs.stand_in(s.text)}
        if not (of_war and armed) and not signs:
            return set()
        named = [a.start for a in armed]
        if of_war and armed:
            sure = signs | {i for i, s in enumerate(sentences) if _has_one(named, s)}
            return self._may_tell(sentences, {j for i in sure for j in range(i - 2, i + 3)})
        crime = self._of_crime(sentences)
        sure = self._may_tell(sentences, signs - crime)
        return sure if crime else self._may_tell(sentences, {j for i in sure for j in (i - 1, i, i + 1)})

    def _plain(self, sentences: Sequence[Sentence], telling: Set[int]) -> set[int]:
        """The sentences besides that tell of violence or unrest by words that together are a sign of it."""
        plain = {i for i, s in enumerate(sentences) if i not in telling and self.happenings.is_sign(s.text)}
        return set() if plain and self._of_crime(sentences) else plain

    def _of_crime(self, sentences: Sequence[Sentence]) -> set[int]:
        """The sentences with a word of courts and police."""
        return {i for i, s in enumerate(sentences) if self.happenings.crime.stand_in(s.text)}

    def _may_tell(self, sentences: Sequence[Sentence], some: Set[int]) -> set[int]:
        """Those of some sentences that have a word for a happening."""
        return {i for i in some if 0 <= i < len(sentences) and self.happenings.may_tell(sentences[i].text)}

    def _promised(
        self,
        sentences: Sequence[Sentence],
        may: Mapping[int, tuple[Parsed, tuple[Trigger, ...]]],
        read: Container[int],
        *,
        places: Sequence[Toponym],
        actors: Sequence[ActorMention],
    ) -> tuple[bool, set[int]]:
        """Whether any of the sentences that may carry a claim promises one, and what is to be read beside those."""
        topics, opened = topics_of(sentences, places), {t.start for t in places}
        promising, more = False, set[int]()
        for i, (parsed, triggers) in may.items():
            beside = set(_around(sentences, i, opened, read))
            if promising and not beside:
                continue  # all around it is read anyway
            if any(self._fits(parsed, t, places, actors, topics=topics) for t in triggers):
                promising, more = True, more | beside
        return promising, more

    def _parse(
        self, sentences: Sequence[Sentence], chosen: Sequence[int], names: Sequence[Name]
    ) -> dict[int, tuple[Parsed, tuple[Trigger, ...]]]:
        """The chosen sentences parsed, by their place in the report; those too long to be sentences are missing."""
        at = {sentences[i].start: i for i in chosen}
        parsed = self.parser.parse([sentences[i] for i in chosen], names)
        return {at[p.sentence.start]: (p, find_triggers(p.doc, self.triggers)) for p in parsed}

    def _with_bare(
        self,
        read: Mapping[int, tuple[Parsed, tuple[Trigger, ...]]],
        bodies: Mapping[int, int],
        actors: Sequence[ActorMention],
    ) -> Iterator[tuple[int, tuple[Parsed, tuple[Trigger, ...]]]]:
        """The entries that say only whose a place is, with a trigger for the party."""
        for i, (parsed, triggers) in read.items():
            body = bodies.get(parsed.sentence.start)
            bare = find_bare(parsed, actors, self.triggers, start=body) if body is not None else None
            if bare is not None and body and _has_verb(bare.word) and not _lasts(bare):
                continue  # "Kandahar, Taliban officials say, is calm"
            if bare is not None and not any(t.word.i <= bare.word.i + 1 for t in triggers):
                yield i, (parsed, (bare, *triggers))

    def _may_claim(
        self, sentences: Sequence[Sentence], i: int, named: Sequence[int], sides: Sequence[int], *, war: War
    ) -> bool:
        """Whether the sentence has a trigger's words and somebody who may hold ground.

        `named` is where names begin, `sides` where those do that may be a side.
        """
        reach = SPOKEN if _PRONOUN.search(sentences[i].text) else BEFORE
        text, start, end = sentences[i].text, sentences[max(i - reach, 0)].start, sentences[i].end
        is_near = bisect_left(named, start) < bisect_left(named, end)
        has_sides = bisect_left(sides, sentences[i].start) < bisect_left(sides, end) or _FOR_A_SIDE.search(text)
        opened = bisect_left(named, sentences[i].start) < bisect_left(named, sentences[i].start + _HEAD)
        return may_trigger(
            text, self.triggers, has_parties=is_near and i in war.near, has_sides=bool(has_sides), is_entry=opened
        )

    def _fits(
        self,
        parsed: Parsed,
        trigger: Trigger,
        toponyms: Sequence[Toponym],
        actors: Sequence[ActorMention],
        *,
        topics: Mapping[int, tuple[Toponym, ...]],
    ) -> bool:
        """Whether the trigger may give a claim: it has ground, or may have it from the text before."""
        topic = topics.get(parsed.sentence.start, ())
        arguments = read_arguments(trigger, open_sentence(parsed, toponyms, actors, self.territory, topic))
        entry, sides = arguments.trigger.entry, arguments.sides
        is_done = entry.construction is Construction.VERB and bool(sides)
        if entry.frame.after_leaving or (is_done and not any(s.mention or s.is_pronoun or s.toponym for s in sides)):
            return False  # what comes after a loss that is told of; what nobody does who could hold ground
        return arguments.refused is None or leaves_out_place(arguments)


def _is_lost_outright(sentence: Sentence, toponyms: Sequence[Toponym]) -> bool:
    """Whether a sentence opens with a place and what became of it: "Morek fell overnight"; it needs no party."""
    if _lost_outright().search(sentence.text) is None:
        return False
    ends = (t.end - sentence.start for t in toponyms if t.start == sentence.start)
    return any(_lost_outright().match(sentence.text, end) for end in ends)


@remembered
def _lost_outright() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(map(re.escape, load_lexicon('territory')['lost_outright']))})\b")


@remembered
def _head() -> re.Pattern[str]:
    """What a sentence without a verb may set before a party."""
    before = "|".join(map(re.escape, load_lexicon("triggers")["bare"]["before"]))
    return re.compile(
        r"(?P<head>(?P<in>(?:In|At|Inside) )?[A-ZÀ-Þ][^.;:!?“”\"\n]{2,60}?)(?::|,| [–—-]|(?= (?:still|again|only) ))\s+"
        rf"(?P<body>(?:(?:{before}) )*(?P<word>[^\W\d_]+))"
    )


def _lasts(bare: Trigger) -> bool:
    """Whether an adjective is said of the place since some day: "Bakhmut, Russian since May, was quiet"."""
    after = bare.word.i + 1
    since = after < len(bare.word.doc) and bare.word.doc[after].lower_ == "since"
    return since and bare.entry.construction is Construction.ADJECTIVE


def _has_verb(party: Token) -> bool:
    """Whether something is said of what stands before the party after all."""
    verbs = [t for t in party.doc if t.tag_ in {"VBD", "VBZ", "VBP", "MD"}]
    return any(t.i < party.i or party.is_ancestor(t) or t.is_ancestor(party) for t in verbs)


def _speaks(sentence: Sentence) -> bool:
    return _FIRST_PERSON.search(sentence.text) is not None


def _starts(sentences: Sequence[Sentence], some: Set[int]) -> frozenset[int]:
    return frozenset(sentences[i].start for i in some)


def _has_one(starts: Sequence[int], sentence: Sentence) -> bool:
    return bisect_left(starts, sentence.start) < bisect_left(starts, sentence.end)


def _merged(names: Sequence[Toponym], new: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """All toponyms in text order; a longer new name stands for the shorter ones inside it."""
    kept = [t for t in names if not any(n.start < t.end and t.start < n.end for n in new)]
    return tuple(sorted((*kept, *new), key=lambda t: t.start))


def _around(sentences: Sequence[Sentence], i: int, opened: Container[int], read: Container[int]) -> Iterator[int]:
    """The sentence's neighbours not yet read that may say who speaks, answer, or go on with a place.

    Places begin at `opened`.
    """
    for j in range(max(i - BEFORE, 0), min(i + AFTER + 1, len(sentences))):
        if j in read:
            continue
        goes_on = j == i + 1 and sentences[j].start in opened
        near = j <= i + BEFORE and worth_parsing(sentences[j])
        if goes_on or near or (j > i and may_echo(sentences[j].text)):
            yield j


def _names(toponyms: Sequence[Toponym], actors: Sequence[ActorMention]) -> list[Name]:
    names = [Name(t.start, t.end, NameSort.PLACE) for t in toponyms]
    names += [Name(a.start, a.end, NameSort.GROUP) for a in actors if not a.is_role and _is_bare_name(a.text)]
    return sorted(names, key=lambda n: (n.start, -n.end))


def _is_bare_name(text: str) -> bool:
    """Whether the words are a name alone ("Islamic State"), no phrase with a common noun ("Islamic State fighters")."""
    *words, last = text.split()
    if any(word.islower() and len(word) > _FUNCTION_WORD and "-" not in word for word in words):
        return False  # "fighters loyal to Mali"
    return last[:1].isupper() or "-" in text


_FUNCTION_WORD = 4  # letters: names have "of", "and", "the", "for", "from" in them
