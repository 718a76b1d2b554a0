"""A user's own files change what is read: words added to any lexicon, entries overridden, and all taken off again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from whoholds.config import LexiconConfig, load_config
from whoholds.errors import KnowledgeError
from whoholds.reading.lexicon import lay_over, lexicon_names
from whoholds.reading.mentions.trigger_lexicon import open_triggers
from whoholds.reading.read import Reader, open_reader, read_report
from whoholds.records import Claim, Report

GUIDE = Path(__file__).parents[3] / "docs" / "lexicon.md"

# File, what it holds, a text, and what is read of its first claim without the file and with it.
OWN = {
    "a verb": (
        "triggers.toml",
        '[[verb]]\nlemma = "bag"\npast = "bagged"\nparticiple = "bagged"\ning = "bagging"\nframe = "gain"\n',
        "The Taliban bagged Kunduz on Monday.",
        (None, "takeover"),
    ),
    "another sense": (
        "triggers.toml",
        '[[verb]]\nlemma = "capture"\nframe = "hold"\n',
        "The Taliban captured Kunduz on Monday.",
        ("takeover", "holding"),
    ),
    "a verb of saying": (
        "cues.toml",
        '[verbs.claim]\ncues = [{ id = "trumpet", takes = ["clause"] }]\n',
        "The Taliban trumpeted that they had captured Kunduz.",
        ("states", "claims"),
    ),
    "a noun for fighters": (
        "roles.toml",
        '[[role]]\nstands = "nonstate"\nkind = "rebel group"\nwords = ["askaris"]\n',
        "The Taliban hold Imam Sahib. The askaris captured Kunduz on Monday.",
        (None, "taliban"),
    ),
    "a hedge": (
        "factuality.toml",
        '[doubt]\nnouns = ["canard"]\n',
        "The canard that the Taliban captured Kunduz was spread on Monday.",
        ("takeover", None),
    ),
    "a way to tell of an arrest": (
        "happenings.toml",
        '[[entry]]\nid = "own"\nframe = "detain"\nverbs = ["snaffle"]\n',
        "Taliban gunmen snaffled two policemen in Kunduz on Monday.",
        (None, "detention"),
    ),
}


@pytest.fixture(autouse=True)
def _taken_off() -> Iterator[None]:
    yield
    lay_over(())


def _reader(*own: Path) -> Reader:
    return open_reader(replace(load_config(), lexicon=LexiconConfig(own)))


def _told(text: str, reader: Reader) -> set[str]:
    """All that is read of the happenings of a text, in the words of the contract."""
    claims = read_report(Report("r", "r", text, "", published=date(2021, 6, 29)), reader).claims
    return {word for claim in claims for word in _words(claim)}


def _words(claim: Claim) -> Iterator[str]:
    at_kunduz = any(place.name == "Kunduz" for place in claim.places)
    if at_kunduz:
        yield from (claim.event_type.value, claim.stance.value)
        yield from (actor.side for actor in claim.actors if actor.side)


@pytest.mark.parametrize(("name", "words", "text", "expected"), OWN.values(), ids=OWN.keys())
def test_words_of_the_users_own(
    name: str, words: str, text: str, expected: tuple[str | None, str | None], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    without, with_it = expected
    plain, own = _reader(), _reader(path)
    for reader, told, other in ((own, with_it, without), (plain, without, with_it), (own, with_it, without)):
        found = _told(text, reader)
        assert told is None or told in found
        assert other is None or other not in found


def test_a_sound_file_extends_and_overrides(tmp_path: Path) -> None:
    path = tmp_path / "triggers.toml"
    path.write_text(
        '[[verb]]\nlemma = "storm"\nframe = "gain"\n[[verb]]\nlemma = "seize"\nframe = "hold"\n'
        '[held_by]\nwords = ["ruled"]\n',
        encoding="utf-8",
    )
    lay_over((path,))
    found = open_triggers().by_word
    assert [e.frame.name for e in found["stormed"]] == ["gain"]
    assert "hold" in {e.frame.name for e in found["seized"]}
    assert "gain" not in {e.frame.name for e in found["seized"] if not e.governors}
    assert "ruled" in found
    assert "held" in found


def test_a_file_that_nothing_reads_is_no_silent_wish(tmp_path: Path) -> None:
    path = tmp_path / "hedges.toml"
    path.write_text("words = []\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"hedges.toml: found no lexicon of that name"):
        _reader(path)


def test_a_word_that_is_none_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "cues.toml"
    path.write_text('[verbs.claim]\nstance = "shouts"\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"cues.toml: 'shouts' is not a valid Stance"):
        _reader(path)


@pytest.mark.parametrize("name", lexicon_names())
def test_the_guide_names_every_lexicon(name: str) -> None:
    assert f"`{name}`" in GUIDE.read_text(encoding="utf-8")
