"""Flag claims whose sentence gives a person an office that reference/people knows to be another's.

Nothing is doubted but what the text states: "Afghan President X", "X, president of P", "X led the body B". An office
without a country ("President X") says nothing that could be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from whoholds.reading.claims.place_context import demonym_countries
from whoholds.reading.lexicon import remembered
from whoholds.records import Claim, Flag, Report, Sentence
from whoholds.reference.gazetteer import Gazetteer
from whoholds.reference.people import People, Person, Role, open_people
from whoholds.terms import FlagKind

LEAD = 60  # characters before a name in which its office must stand


@dataclass(frozen=True, slots=True)
class _Stated:
    """An office or a body that a text gives a person."""

    start: int
    said: str  # the words as written
    person: Person
    kind: str
    country: str | None
    body: str | None


def flag_people(
    claims: Sequence[Claim], report: Report, sentences: Sequence[Sentence], gazetteer: Gazetteer
) -> tuple[Claim, ...]:
    """The claims, those flagged whose sentence gives somebody an office or a following that was another's.

    Args:
        claims: of one report.
        report: for its words and its day.
        sentences: of the report.
        gazetteer: for countries and what their people are called.

    Returns:
        The same claims in the same order, with flags of kind person added.
    """
    flags: dict[str, list[Flag]] = {}
    for stated in _stated(report.text, gazetteer) if claims else ():
        why = _objection(stated, report.published, gazetteer)
        if why is not None:
            for claim in _nearest(claims, stated, sentences):
                flags.setdefault(claim.claim_id, []).append(Flag(FlagKind.PERSON, f"“{stated.said}”: {why}"))
    return tuple(_flagged(claim, flags.get(claim.claim_id, ())) for claim in claims)


def _flagged(claim: Claim, flags: Sequence[Flag]) -> Claim:
    return replace(claim, flags=(*claim.flags, *dict.fromkeys(flags))) if flags else claim


def _nearest(claims: Sequence[Claim], stated: _Stated, sentences: Sequence[Sentence]) -> list[Claim]:
    """The claims of the sentence; if it makes none, those of its paragraph: who errs in one may err in the other."""
    sentence = next((s for s in sentences if s.start <= stated.start < s.end), None)
    if sentence is None:
        return []
    paragraph = [s for s in sentences if s.paragraph == sentence.paragraph]
    for start, end in ((sentence.start, sentence.end), (paragraph[0].start, paragraph[-1].end)):
        found = [claim for claim in claims if claim.evidence.start < end and start < claim.evidence.end]
        if found:
            return found
    return []


@cache
def _country_names(gazetteer: Gazetteer) -> Mapping[str, str]:
    return {name.casefold(): code for code, c in gazetteer.countries().items() for name in c.names}


def _stated(text: str, gazetteer: Gazetteer) -> Iterator[_Stated]:
    patterns = _patterns()
    people = demonym_countries(gazetteer)
    names = _country_names(gazetteer)
    for match in patterns.person.finditer(text):
        person = patterns.persons[match.group().casefold()]
        before = text[max(match.start() - LEAD, 0) : match.start()]
        for office in (patterns.office_before.search(before), patterns.office_after.match(text, match.end())):
            country = _country(office, people, names) if office else None
            if office is not None and country is not None:
                is_after = office.string is text
                said = match.group() + office.group() if is_after else f"{office.group().strip()} {match.group()}"
                yield _Stated(match.start(), said, person, patterns.kinds[office["office"].casefold()], country, None)
        after = patterns.leads.match(text, match.end())
        led = after or patterns.body_before.search(before)
        if led is not None:
            said = match.group() + led.group() if after else f"{led.group().strip()} {match.group()}"
            yield _Stated(match.start(), said, person, "leader", None, patterns.bodies[led["body"].casefold()])


def _country(office: re.Match[str], people: Mapping[str, str], names: Mapping[str, str]) -> str | None:
    of, adjective = (office.groupdict().get(group) for group in ("of", "adjective"))
    if of is not None:
        return names.get(of.casefold())
    return people.get(adjective.casefold()) or names.get(adjective.casefold()) if adjective else None


def _objection(stated: _Stated, published: date | None, gazetteer: Gazetteer) -> str | None:
    """Why it can't be; None if it may be."""
    known = open_people()
    asked = (stated.kind, stated.country, stated.body)
    mine = [role for role in stated.person.roles if (role.kind, role.country, role.body) == asked]
    begun = [role for role in mine if published is None or role.since is None or role.since <= published]
    if begun:
        return None
    said = f"{stated.kind} of {stated.body or _country_name(stated.country, gazetteer)}"
    if mine:
        return f"{stated.person.name} became {said} only on {mine[0].since}, after the report of {published}"
    then = [r for r in stated.person.roles if published is None or r.since is None or r.since <= published]
    was = "; ".join(_say_role(role, gazetteer) for role in then or stated.person.roles)
    others = known.leaders_of(stated.body) if stated.body else _holders(known, stated.kind, stated.country)
    if not others:
        return None  # nobody known held it: what is here says nothing of it
    return f"{stated.person.name} was not {said}: known as {was}; {said} was {' or '.join(p.name for p in others)}"


def _holders(known: People, kind: str, country: str | None) -> list[Person]:
    return [p for p in known.persons if any(r.kind == kind and r.country == country for r in p.roles)]


def _say_role(role: Role, gazetteer: Gazetteer) -> str:
    of = role.body or _country_name(role.country, gazetteer)
    years = f"{role.since.year if role.since else ''}–{role.until.year if role.until else ''}"
    return f"{role.kind} of {of} ({years})"


def _country_name(code: str | None, gazetteer: Gazetteer) -> str:
    country = gazetteer.countries().get(code or "")
    return country.place.name if country else str(code)


@dataclass(frozen=True, slots=True)
class _Patterns:
    person: re.Pattern[str]
    office_before: re.Pattern[str]
    office_after: re.Pattern[str]
    leads: re.Pattern[str]
    body_before: re.Pattern[str]
    persons: Mapping[str, Person]
    kinds: Mapping[str, str]
    bodies: Mapping[str, str]


@remembered
def _patterns() -> _Patterns:
    known = open_people()
    persons = {name.casefold(): person for person in known.persons for name in person.names}
    bodies = {name.casefold(): body.name for body in known.bodies for name in body.names}
    kinds = {word.casefold(): kind for kind, words in known.kinds.items() for word in words}
    office, body = rf"(?P<office>(?i:{_any(kinds)}))", rf"(?:the\s+)?(?P<body>(?i:{_any(bodies)}))"
    prefix = rf"(?:(?i:{_any(known.words['before_office'])})[\s-]+)*"
    adjective = r"(?:(?P<adjective>[A-Z]\w+(?:\s[A-Z]\w+)?)(?:['’]s)?\s+)?"
    leads, between = _any(known.words["leads"]), _any(known.words["between"])
    heads = _any(known.kinds["leader"])
    return _Patterns(
        person=re.compile(rf"\b(?:{_any(name for p in known.persons for name in p.names)})\b"),
        office_before=re.compile(rf"{adjective}{prefix}{office}\s+$"),
        office_after=re.compile(rf",\s+{prefix}{office}\s+of\s+(?P<of>[A-Z]\w+(?:\s[A-Z]\w+)*)"),
        leads=re.compile(rf",?\s+(?:(?:{between})\s+)*(?:(?:{leads})|,?\s*{prefix}(?:{heads})\s+of)\s+{body}\b"),
        body_before=re.compile(rf"{body}\s+(?i:{heads})\s+$"),
        persons=persons,
        kinds=kinds,
        bodies=bodies,
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
