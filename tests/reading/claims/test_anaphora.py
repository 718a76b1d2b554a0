"""Whom role nouns and pronouns stand for."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from whoholds.reading.claims.anaphora import resolve_actors
from whoholds.reading.claims.pronouns import resolve_pronoun
from whoholds.reading.claims.two_wars import Countries
from whoholds.reading.mentions.actors import find_actors
from whoholds.records import ActorMention, Report
from whoholds.reference.actors import open_actors
from whoholds.terms import ActorKind

CASES = tomllib.loads(Path(__file__).with_name("anaphora.toml").read_text(encoding="utf-8"))["case"]


def _resolved(case: dict[str, Any]) -> tuple[ActorMention, ...]:
    index = open_actors()
    report = Report("r", "r", case["text"], "", published=case.get("published"))
    return resolve_actors(
        find_actors(case["text"], index),
        report=report,
        publisher_side=case.get("publisher"),
        countries=Countries(case["text"], case.get("country"), ()),
        index=index,
    )


@pytest.mark.parametrize("case", [pytest.param(case, id=case["about"]) for case in CASES])
def test_role_nouns(case: dict[str, Any]) -> None:
    assert [[m.text, m.side or ""] for m in _resolved(case)] == case["actors"]


def test_what_is_open_keeps_its_words() -> None:
    (mention,) = _resolved({"text": "Gunmen stormed Dablo.", "country": "BF"})
    assert (mention.name, mention.actor_id, mention.side, mention.is_role) == ("Gunmen", None, None, True)


def test_a_foreign_states_forces_are_external() -> None:
    (mention,) = _resolved({"text": "Russian troops entered Kupiansk.", "country": "UA"})
    assert (mention.side, mention.kind) == ("government-of-russia", ActorKind.EXTERNAL_FORCES)


def test_pronouns() -> None:
    text = "The Taliban took Imam Sahib. They hold it. M23 rebels and FARDC troops clashed; they stayed."
    mentions = find_actors(text, open_actors())
    they = resolve_pronoun("They", text.index("They"), mentions, speaker_side=None)
    assert they is not None
    assert they.side == "taliban"
    assert resolve_pronoun("they", text.rindex("they"), mentions, speaker_side=None) is None
    assert resolve_pronoun("we", 0, mentions, speaker_side=None) is None


def test_we_are_the_speakers_side_even_if_nobody_named_it() -> None:
    ours = resolve_pronoun("ours", 40, (), speaker_side="government-of-ukraine")
    assert ours is not None
    assert (ours.side, ours.name, ours.start, ours.end) == ("government-of-ukraine", "Government of Ukraine", 40, 44)


def test_it_is_no_plural_noun() -> None:
    text = "JNIM drove the soldiers out. It stayed."
    mentions = _resolved({"text": text, "country": "ML"})
    found = resolve_pronoun("It", text.index("It"), mentions, speaker_side=None)
    assert found is not None
    assert found.side == "jnim"
