"""What must not matter to a claim doesn't: who the parties are, the voice, the synonym, the loaded word, the place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from whoholds.reading.read import Reader, open_reader, read_report
from whoholds.records import Claim, Report
from whoholds.terms import CONTROL_TYPES, ActorRole, PlaceRole

TABLES = tomllib.loads(Path(__file__).with_name("properties.toml").read_text(encoding="utf-8"))
KNOWN: Mapping[str, str] = TABLES["known"]
PARTIES: Sequence[tuple[str, str, str, str]] = [tuple(row) for row in TABLES["parties"]]

# A field of a claim, and what is there.
Fields = tuple[tuple[str, object], ...]


@cache
def reader() -> Reader:
    return open_reader()


def fields_of(text: str, day: str, names: Mapping[str, str], places: Mapping[str, str]) -> list[Fields]:
    """Every control claim's fields, with parties and places by what `names` and `places` call their words."""
    report = Report("r", "r", text, "", published=date.fromisoformat(day))
    claims = read_report(report, reader()).claims
    return [_fields(c, names, places) for c in claims if c.event_type in CONTROL_TYPES]


def _fields(claim: Claim, names: Mapping[str, str], places: Mapping[str, str]) -> Fields:
    actors = {
        role.value: tuple(sorted(_called(a.text or a.name, names) for a in claim.actors if a.role is role))
        for role in (ActorRole.SIDE, ActorRole.FROM)
    }
    at = tuple(sorted(_called(p.text, places) for p in claim.places if p.role is PlaceRole.AT))
    return (
        ("type", claim.event_type.value),
        *actors.items(),
        ("at", at),
        ("part", tuple(p.part for p in claim.places if p.role is PlaceRole.AT)),
        ("polarity", claim.polarity.value),
        ("certainty", claim.certainty.value),
        ("fighting", claim.fighting.value),
        ("historical", claim.historical),
        ("sources", tuple(_called(s.text, names).lower() for s in claim.sources)),
    )


def _called(words: str, names: Mapping[str, str]) -> str:
    """What stands for these words; the words themselves if nothing does."""
    return next((name for text, name in names.items() if words and (words in text or text in words)), words)


def hold(key: str, one: list[Fields], other: list[Fields]) -> None:
    """Both readings are equal; or the difference is known, and still there."""
    differ = [f"{x} / {y}" for a, b in zip(one, other, strict=False) for x, y in zip(a, b, strict=True) if x != y]
    if len(one) != len(other):
        differ.append(f"{len(one)} / {len(other)} claims")
    known = _known(key)
    if known is not None:
        assert differ, f"holds now: take {known!r} out of [known] ({KNOWN[known]})"
    else:
        assert not differ, "\n".join(differ)


def _known(key: str) -> str | None:
    """The entry of [known] that the key begins with, if one does."""
    return next((known for known in KNOWN if key.startswith(known)), None)


def _without_fighting(claims: list[Fields]) -> list[Fields]:
    """Some synonyms tell of a fight ("overran") or of none ("handed over"); that is theirs to tell."""
    return [tuple(field for field in claim if field[0] != "fighting") for claim in claims]


def filled(template: str, a: str, b: str, p: str) -> str:
    text = template.format(a=a, b=b, p=p)
    return text[0].upper() + text[1:]


@pytest.mark.parametrize("template", TABLES["swaps"])
@pytest.mark.parametrize("parties", PARTIES, ids=lambda parties: parties[0])
def test_parties_change_places(template: str, parties: tuple[str, str, str, str]) -> None:
    a, b, place, day = parties
    one = fields_of(filled(template, a, b, place), day, {a: "A", b: "B"}, {place: "P"})
    other = fields_of(filled(template, b, a, place), day, {b: "A", a: "B"}, {place: "P"})
    hold(f"swap: {template} {a}", one, other)


SAME = [(case["texts"][0], text) for case in TABLES["same"] for text in case["texts"][1:]]


@pytest.mark.parametrize(("template", "other"), SAME)
@pytest.mark.parametrize("parties", PARTIES[:3], ids=lambda parties: parties[0])
def test_other_ways_to_say_it(template: str, other: str, parties: tuple[str, str, str, str]) -> None:
    a, b, place, day = parties
    names = {a: "A", b: "B"}
    first = fields_of(filled(template, a, b, place), day, names, {place: "P"})
    assert first or _known(f"same: {other} {a}"), "no claim from the plain text"
    hold(f"same: {other} {a}", first, fields_of(filled(other, a, b, place), day, names, {place: "P"}))


def _synonyms() -> list[tuple[str, str]]:
    """Frame and past tense of each verb that needs no context: not loose, not weak, no special sense."""
    text = files("whoholds.reading.lexicon").joinpath("triggers.toml").read_text(encoding="utf-8")
    found: list[tuple[str, str]] = []
    for verb in tomllib.loads(text)["verb"]:
        special = {"weak", "negated_only", "named_only", "bases_only", "wilds_only", "predicate", "forms"} & set(verb)
        if verb["frame"] in TABLES["frames"] and not special:
            lemma = verb["lemma"]
            past = verb.get("past", lemma + ("d" if lemma.endswith("e") else "ed"))
            found += [(verb["frame"], f"{past} {particle}") for particle in verb.get("particle", [])[:1]]
            if "particle" not in verb:
                found.append((verb["frame"], past))
    return found


@pytest.mark.parametrize(("frame", "past"), _synonyms())
def test_synonyms(frame: str, past: str) -> None:
    a, b, place, day = PARTIES[0]
    template: str = TABLES["frames"][frame]
    names, places = {a: "A", b: "B"}, {place: "P"}
    first = next(verb for name, verb in _synonyms() if name == frame)
    plain = fields_of(template.format(a=a, b=b, p=place, past=first), day, names, places)
    assert plain, f"no claim from the plain text of {frame}"
    text = template.format(a=a, b=b, p=place, past=past).replace(" out from ", " out of ")
    found = fields_of(text, day, names, places)
    hold(f"synonym: {frame} {past}", _without_fighting(plain), _without_fighting(found))


@pytest.mark.parametrize("template", TABLES["loaded"]["texts"])
@pytest.mark.parametrize(("neutral", "loaded"), TABLES["loaded"]["words"])
def test_loaded_names(template: str, neutral: str, loaded: str) -> None:
    day = TABLES["loaded"]["day"]
    one = fields_of(filled_x(template, neutral), day, {neutral: "X"}, {})
    assert one, "no claim from the neutral text"
    hold(f"loaded: {template} {loaded}", one, fields_of(filled_x(template, loaded), day, {loaded: "X"}, {}))


def filled_x(template: str, words: str) -> str:
    text = template.format(x=words)
    return text[0].upper() + text[1:]


@pytest.mark.parametrize(("neutral", "loaded"), TABLES["loaded"]["verbs"])
@pytest.mark.parametrize("parties", PARTIES, ids=lambda parties: parties[0])
def test_loaded_verbs(neutral: str, loaded: str, parties: tuple[str, str, str, str]) -> None:
    a, b, place, day = parties
    names, places = {a: "A", b: "B"}, {place: "P"}
    one = fields_of(f"{a} {neutral} {place}.", day, names, places)
    assert one
    hold(f"loaded verb: {loaded} {a}", one, fields_of(f"{a} {loaded} {place}.", day, names, places))


PLACES = [(kind, name) for kind in ("known", "unknown") for name in TABLES["places"][kind]]


@pytest.mark.parametrize("template", TABLES["places"]["texts"])
@pytest.mark.parametrize(("kind", "name"), PLACES)
def test_any_place(template: str, kind: str, name: str) -> None:
    day, plain = TABLES["places"]["day"], TABLES["places"]["plain"]
    one = fields_of(template.format(p=plain), day, {}, {plain: "P"})
    assert one, "no claim with a well-known place"
    other = fields_of(template.format(p=name), day, {}, {name: "P"})
    hold(f"{kind} place: {template} {name}", one, other)
