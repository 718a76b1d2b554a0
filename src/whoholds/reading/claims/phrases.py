"""Noun phrases → what they name: places that can be held, and actors that can hold them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from whoholds.reading.claims.clauses import children
from whoholds.reading.claims.coordination import coordinated, is_hyphened, opens_clause, stands_after_but
from whoholds.reading.claims.name_lists import LIST_GAPS, after_colon, in_brackets, list_from, names_between, spelt_out
from whoholds.reading.claims.place_phrases import ONE, PlacePhrase, Reference, covering
from whoholds.reading.claims.stretches import core_of
from whoholds.reading.claims.territory import Territory, including, is_official_seat, side_of_town
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import ActorMention, Span, Toponym
from whoholds.terms import PlacePrecision

_AREAS = frozenset({PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.REGION})
_DEFINITE = frozenset({"the", "that", "this", "these", "those", "its", "their", "our"})


# Pronouns that can stand for ground; "him" and "them" are people.
_GROUND_PRONOUNS = frozenset({"it", "its", "itself", "there", "that", "this"})
# "The latter" of two named before.
_OF_TWO = frozenset({"former", "latter"})
_BRACKETS = re.compile(r"^(?: [a-z]+)? \([^()]*\)")


_start, _end = attrgetter("start"), attrgetter("end")


def open_sentence(
    parsed: Parsed,
    toponyms: Sequence[Toponym],
    actors: Sequence[ActorMention],
    territory: Territory,
    topics: tuple[Toponym, ...] = (),
) -> PlaceReader:
    """A reader of the sentence's place phrases, given the mentions of the report in text order and its entry's head."""
    start, end = parsed.sentence.start, parsed.sentence.end
    names = toponyms[bisect_right(toponyms, start, key=_end) : bisect_left(toponyms, end, key=_start)]
    parties = actors[bisect_right(actors, start, key=_end) : bisect_left(actors, end, key=_start)]
    return PlaceReader(parsed, names, parties, territory, topics)


@dataclass(frozen=True, slots=True)
class PlaceReader:
    """Reads place phrases of one sentence; made by `open_sentence`."""

    parsed: Parsed
    toponyms: Sequence[Toponym]  # of the sentence, in text order
    actors: Sequence[ActorMention]
    territory: Territory
    topics: tuple[Toponym, ...] = ()  # the places its entry is headed with

    def names(self, head: Token) -> bool:
        """Whether the word itself is a place's name."""
        return self._toponym(head) is not None

    def headed(self) -> list[PlacePhrase]:
        """The places that the entry is about, for a clause that leaves its subject out: "taken by rebels on Sunday"."""
        return [PlacePhrase(Span(t.start, t.end, t.text), Reference.NAMED, None, t) for t in self.topics]

    def before(self, word: Token) -> list[PlacePhrase]:
        """The places that a clause without a verb begins with: "Hadrut and Shusha, Azerbaijani"."""
        return next((found for head in word.doc[: word.i] if (found := self.read(head))), [])

    def read(self, head: Token) -> list[PlacePhrase]:
        """The places of a noun phrase and of those coordinated with it; empty when it means no ground."""
        if stands_after_but(head):
            return []
        found = _once([phrase for noun in coordinated(head) for phrase in self._phrase(noun)])
        found = self._behind_comma(found)
        found += self._listed(found)
        return found + self._included(found)

    def _behind_comma(self, found: list[PlacePhrase]) -> list[PlacePhrase]:
        """Where a town lies, read as another place: "marched into Kabul, Afghanistan, on Sunday"."""
        match [p.toponym for p in found]:
            case [Toponym() as town, Toponym() as area] if _is_area(area) and not _is_area(town):
                apart = [t for t in self.parsed.doc if town.end <= self.parsed.at(t) < area.start and t.text != ","]
                return found if apart else [replace(found[0], within=(*found[0].within, area))]
        return found

    def _included(self, found: Sequence[PlacePhrase]) -> list[PlacePhrase]:
        """The places told by name of those counted or of a whole: "three towns, among them A and B"."""
        if not found:
            return []
        base, text = self.parsed.sentence.start, self.parsed.sentence.text
        start = found[-1].span.end
        match = including().match(text, start - base)
        between = [t for t in self.parsed.doc if match and start <= self.parsed.at(t) < base + match.start("named")]
        if match is None or any(t.tag_.startswith("VB") for t in between):
            return []
        names = list_from(self.parsed, self.toponyms, base + match.end())
        return [PlacePhrase(Span(t.start, t.end, t.text), Reference.NAMED, None, t) for t in names]

    def _listed(self, found: Sequence[PlacePhrase]) -> list[PlacePhrase]:
        """The rest of a list of names that the parser broke off: "the villages of A, B, C and D"."""
        known = [p.toponym for p in found if p.toponym is not None]
        if not known:
            return []
        base, text = self.parsed.sentence.start, self.parsed.sentence.text
        last, rest, joined = known[-1], list[Toponym](), False
        end = last.end
        for toponym in self._between(last.end, self.parsed.sentence.end):
            gap = _BRACKETS.sub("", text[end - base : toponym.start - base]).strip().lower()
            if "(" in gap:
                continue  # "A (D, P) and B"
            end = toponym.end
            if gap == "in":
                continue  # "A in P, B in Q and C in R"
            party = any(a.start < toponym.end and toponym.start < a.end for a in self.actors)
            if gap not in LIST_GAPS or _is_area(toponym) or party or opens_clause(self.parsed, toponym):
                break
            rest.append(toponym)
            joined, last = joined or "and" in gap, toponym
        # Commas alone may part a town from its district; a list ends in "and".
        return [PlacePhrase(Span(t.start, t.end, t.text), Reference.NAMED, None, t) for t in rest] if joined else []

    def _phrase(self, head: Token) -> list[PlacePhrase]:
        named = self._toponym(head)
        noun = head.lower_
        are_people = head.tag_ == "NNPS" and bool(children(head, "nummod"))  # "12,000 Iraqis"
        if named is not None and not are_people and not self._acts(head):
            return [self._named(head, named)]
        if noun == "all" and not self._of(head) and (rest := [p for o in self._but(head) for p in self.read(o)]):
            return [self._as_part(head, "part", replace(p, part=None)) for p in rest]
        if noun in self.territory.parts and (found := self._part(head, noun)):
            return found
        if noun in load_lexicon("territory")["compass"] and (found := self._side_of_town(head)):
            return found
        if (self.territory.holds(noun) or is_official_seat(head)) and not self._is_other(head, noun):
            return [replace(q, part=q.part or self._part_told(head, noun)) for q in self._described(head, noun)]
        if noun in _GROUND_PRONOUNS or (noun in _OF_TWO and any(c.lower_ == "the" for c in children(head, "det"))):
            return [PlacePhrase(self._span(head, head), Reference.PRONOUN)]
        if head.tag_ == "CD" and self._of(head):  # "nine of the villages"; "nine of the prisoners" gives none
            counted = [p for o in self._of(head) for p in self.read(o) if p.reference is not Reference.NAMED]
            return [replace(p, span=self._join(head, p.span), reference=Reference.UNNAMED) for p in counted]
        if any(o.tag_ != "PRP" and not self.read(o) for o in self._of(head)):
            return []  # "most of its people"
        if head.tag_ == "CD" or noun in {"most", "all", "some", "many", "others", "both", "several"}:
            return [PlacePhrase(self._span(head, head), Reference.ELLIPTIC)]
        return []

    def _part_told(self, head: Token, noun: str) -> str | None:
        """The part that the words before a noun for ground tell: "half the town", "the old city"."""
        if any(c.lower_ in {"half", "part"} for c in children(head, "predet")):
            return "share"
        inner = any(c.lower_ in load_lexicon("territory")["inner"] for c in children(head, "amod"))
        return f"old {noun}" if inner and noun in load_lexicon("territory")["inner_of"] else None

    def _part(self, head: Token, noun: str) -> list[PlacePhrase]:
        """A part of a place, by the place it is part of."""
        inner = [p for o in self._of(head) for p in self.read(o)]
        if inner:
            return [self._as_part(head, noun, p) for p in inner]
        owned = [t for c in children(head, "poss", "compound", "nmod") if (t := self._toponym(c)) is not None]
        if owned and is_hyphened(head):
            return [self._named(head, owned[0])]  # "Walikale-centre": the town, not the territory
        is_town = bool(owned) and not children(head, "poss") and not _is_area(owned[0])  # "Bambari market"
        if owned and (is_town or noun not in load_lexicon("territory")["of_business"]):
            return [self._as_part(head, noun, self._named(head, owned[0]))]  # "Kunduz's main square"
        if not self._is_middle(head):
            return []
        span = self._span(self._first(head), head)
        return [PlacePhrase(span, Reference.DEFINITE, noun, None, self.territory.parts[noun])]

    def _side_of_town(self, head: Token) -> list[PlacePhrase]:
        """ "The west of the city": a share of it."""
        inner = [p for o in self._of(head) for p in self.read(o) if p.noun in self.territory.settlements]
        return [replace(p, part="share", span=self._join(head, p.span)) for p in inner if p.reference in ONE]

    def _is_middle(self, head: Token) -> bool:
        """Whether a part stands alone for the place it is part of: "the district centre", "the bazaar"."""
        kind = any(self.territory.holds(c.lower_) for c in children(head, "compound", "nmod"))
        definite = any(c.lower_ in _DEFINITE for c in children(head, "det", "poss"))
        return kind or (definite and self.territory.parts[head.lower_] not in {"", "share"})

    def _is_other(self, head: Token, noun: str) -> bool:
        """Whether it is no ground: the end of a longer word, a way gone ("two kilometres of road")."""
        squared = any(t.lower_ in self.territory.squares for t in head.subtree if t.i < head.i)
        return is_hyphened(head) or (noun in self.territory.lengths and not squared)

    def _is_formation(self, head: Token, noun: str) -> bool:
        """Whether it is one of soldiers, by its number: "the army's First Division"."""
        start, end = self.parsed.at(head), self.parsed.at(head) + len(head)
        return noun in self.territory.units and any(a.end == end and a.start < start for a in self.actors)

    def _acts(self, head: Token) -> bool:
        """Whether the name is part of an actor's name: "Kabul police"."""
        start, end = self.parsed.at(head), self.parsed.at(head) + len(head)
        return any(a.start <= start and end <= a.end and not a.is_role for a in self.actors if a.start < end) and (
            covering(self.toponyms, start, end) is None
        )

    def _named(self, head: Token, toponym: Toponym) -> PlacePhrase:
        span = Span(toponym.start, toponym.end, toponym.text)
        part = None if _is_area(toponym) else side_of_town(head)
        return PlacePhrase(span, Reference.NAMED, None, toponym, part, self._within(head, toponym))

    def _as_part(self, head: Token, noun: str, inner: PlacePhrase) -> PlacePhrase:
        part = self.territory.parts[noun] or inner.part
        if inner.reference is Reference.NAMED:
            return replace(inner, part=part)
        return replace(inner, part=part, span=self._join(head, inner.span))

    def _described(self, head: Token, noun: str) -> list[PlacePhrase]:
        """A phrase with a noun for ground as its head: named by what stands before, after "of" or in apposition."""
        names = self._names(head)
        if self._is_formation(head, noun):  # "the 20th Division in Ed Daein" is where it lies
            towns = [t for t in self._within(head, None) if not _is_area(t)][:1]
            unit = self._span(self._first(head), head)
            return [PlacePhrase(unit, Reference.NAMED, noun, t, unit.text, (), True) for t in towns]
        noun = "headquarters" if noun == "seat" and not names else noun  # "the seat of the 6th division"
        facility = noun in self.territory.facilities or noun in self.territory.terrain
        facility = facility and not (names and noun in load_lexicon("territory")["strongholds"])
        facility = facility or (noun in load_lexicon("territory")["quarters_of_towns"] and self._is_one_of(head))
        span = self._span(self._first(head, counted=not names), head)
        if not names and " and " in span.text and any(span.start < a.start < span.end for a in self.actors):
            return []  # two phrases that the parser ran into one: "the southern half and Russian infantry north"
        part = span.text if facility else None
        if names:
            several = head.tag_ == "NNS" or not self._of(head)
            if facility and len(names) > 1 and names[0].start > span.end and several:
                return [replace(self._named(head, n), part=part) for n in names]  # "the bases Libang and Musikot"
            if facility:
                whole = self._join(head, Span(names[-1].start, names[-1].end, names[-1].text))
                name = self._town_of(head, names[0]) or names[0]
                return [PlacePhrase(whole, Reference.NAMED, noun, name, part, self._within(head, name), True)]
            areas = [tuple(t for t in self._within(head, n) if t not in names) for n in names]
            return [
                PlacePhrase(Span(n.start, n.end, n.text), Reference.NAMED, noun, n, None, within)
                for n, within in zip(names, areas, strict=True)
            ]
        determiner = next((c.lower_ for c in children(head, "det", "poss")), "")
        plural = head.tag_ in {"NNS", "NNPS"} or bool(children(head, "nummod"))
        plural = plural or noun == "ground"  # "won back the ground it lost"
        reference = Reference.DEFINITE if determiner in _DEFINITE and not plural else Reference.UNNAMED
        return [PlacePhrase(span, reference, noun, None, part, self._within(head, None), facility)]

    def _town_of(self, head: Token, name: Toponym) -> Toponym | None:
        """Where the seat of a body of soldiers lies: "the headquarters of the Northeastern Command in Lashio"."""
        body = name.text.rpartition(" ")[2].lower() in load_lexicon("territory")["seat_of"] and not name.candidates
        return next((t for t in self._within(head, name) if not _is_area(t)), None) if body else None

    def _is_one_of(self, head: Token) -> bool:
        """Whether it is some quarter of a town, not the one so called: "a rebel-held neighbourhood of Damascus"."""
        determiners = {c.lower_ for c in children(head, "det", "poss")}
        return bool(self._of(head)) and determiners.isdisjoint(_DEFINITE)

    def _names(self, head: Token) -> list[Toponym]:
        """The names of the place whose kind the head noun tells."""
        left = self.parsed.at(head.left_edge)
        before = [t for t in self._between(left, self.parsed.at(head)) if not self._in_relative(head, t)]
        if not before and head.lower_ in load_lexicon("territory")["town_sites"]:
            owners = (self._toponym(c) for c in children(head, "poss"))
            before = [t for t in owners if t is not None and not _is_area(t)]  # "Goma's airport"
        called = [t for o in self._of(head) if (t := self._toponym(o)) is not None and not _is_area(t)]
        quarter = head.lower_ in load_lexicon("territory")["quarters_of_towns"]  # "the Praga suburb of Warsaw"
        if before and called and head.lower_ in self.territory.settlements and not quarter:
            return called  # "the Strategic city of Al-Bab": what stands before is no name of it
        if before:
            return before
        if named := spelt_out(self.parsed, self.toponyms, head):
            return named
        plural_unit = head.tag_ == "NNS" and head.lower_ in self.territory.units
        after = [t for o in self._of(head) for n in coordinated(o) if (t := self._name_of(n)) is not None]
        of_area = bool(after) and head.lower_ == "seat" and _is_area(after[0])  # "the seat of the district": its town
        if after and head.lower_ != "capital" and not of_area and not (plural_unit and _is_area(after[0])):
            return after
        if head.dep_ == "appos" and (name := self._toponym(head.head)) is not None:
            return [name]  # "Hodeidah, a port held by …"
        whole = [head, *(self._of(head) if head.lower_ == "capital" else ())]  # "the capital of Tigray, Mekele, is"
        others = [n for h in whole for a in children(h, "appos") for n in coordinated(a)]
        apposed = [t for n in others if (t := self._name_of(n)) is not None]
        apposed = [t for t in apposed if head.lower_ != "capital" or not _is_area(t)]
        return (
            apposed
            or (after_colon(self.parsed, self.toponyms, head) if head.tag_ == "NNS" else [])
            or self._shared(head)
        )

    def _shared(self, head: Token) -> list[Toponym]:
        """The name that the next noun of a pair bears for both: "the airport and the entrances of Timbuktu"."""
        after = [t for t in head.doc[head.i + 1 : head.i + 6] if t.dep_ not in {"det", "amod", "compound"}]
        if len(after) < 3 or after[0].lower_ != "and" or after[2].lower_ != "of":
            return []
        noun = after[1].lower_
        known = self.territory.holds(noun) or noun in self.territory.parts
        name = next((t for t in children(after[2], "pobj")), None) if known else None
        named = self._toponym(name) if name is not None else None
        return [named] if named is not None else []

    def _name_of(self, noun: Token) -> Toponym | None:
        found = self._toponym(noun)
        if found is None and self.territory.holds(noun.lower_):
            names = self._names(noun)
            return names[0] if names else None
        return found

    def _in_relative(self, head: Token, toponym: Toponym) -> bool:
        """Whether the name before the head noun tells whose or where it is, not what it is called."""
        # "Kupiansk's city hall"; of "Gaddafi's compound" no gazetteer knows the owner.
        known = not _is_area(toponym) and (toponym.place is None or toponym.candidates > 0)
        owners = [] if known and head.lower_ in self.territory.facilities else children(head, "poss")
        if any(self.parsed.at(t) <= toponym.start < self.parsed.at(t) + len(t) for t in owners):
            return True
        return _is_area(toponym) and head.lower_ not in self.territory.units

    def _within(self, head: Token, name: Toponym | None) -> tuple[Toponym, ...]:
        """The areas the phrase puts the place in: "in Faryab province", "(Djugu, Ituri)", "northern Syria's"."""
        found: list[Toponym] = []
        for token in (head, *children(head, "appos")):
            for preposition in children(token, "prep"):
                if preposition.lower_ in {"in", "of", "at", "within", "inside"}:
                    for noun in children(preposition, "pobj"):
                        for joined in coordinated(noun):
                            inner = self._name_of(joined)
                            found.extend([inner] if inner is not None else [])
                            found.extend(self._within(joined, inner))  # "the headquarters of a division in Nyala"
        found.extend(in_brackets(self.parsed, self.toponyms, name) if name is not None else ())
        unique = {t.start: t for t in found if name is None or t.start != name.start}
        return tuple(unique[s] for s in sorted(unique))

    def _but(self, head: Token) -> list[Token]:
        """ "All but the old quarter of Manbij": what is left out."""
        return [n for p in children(head, "prep") if p.lower_ in {"but", "except"} for n in children(p, "pobj")]

    def _of(self, head: Token) -> list[Token]:
        return [n for p in children(head, "prep") if p.lower_ == "of" for n in children(p, "pobj")]

    def _toponym(self, token: Token) -> Toponym | None:
        return covering(self.toponyms, self.parsed.at(token), self.parsed.at(token) + len(token))

    def _between(self, start: int, end: int) -> list[Toponym]:
        return names_between(self.toponyms, start, end)

    def _first(self, head: Token, *, counted: bool = False) -> Token:
        """The first token of the phrase, its article left out unless it counts: "another village"."""
        kept = [t for t in core_of(head) if t.dep_ not in {"det", "predet"} or (counted and t.lower_ not in _DEFINITE)]
        return kept[0] if kept else head

    def _span(self, first: Token, last: Token) -> Span:
        return self.parsed.span(first, last)

    def _join(self, head: Token, inner: Span) -> Span:
        """From the head's phrase to the end of a span inside it."""
        first = self.parsed.at(self._first(head))
        last = self.parsed.at(head) + len(head)
        start, end = min(first, inner.start), max(last, inner.end)
        base = self.parsed.sentence.start
        return Span(start, end, self.parsed.sentence.text[start - base : end - base])


def _once(found: Sequence[PlacePhrase]) -> list[PlacePhrase]:
    """Each name once: of "three villages, A, B and C" the parser gives the last two twice."""
    kept: list[PlacePhrase] = []
    for phrase in found:
        named = phrase.toponym if phrase.reference is Reference.NAMED else None
        if named is None or not any(p.toponym is named and p.part == phrase.part for p in kept):
            kept.append(phrase)
    return kept


def _is_area(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.place.precision in _AREAS
