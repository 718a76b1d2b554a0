"""The lexicon's files are sound: frames exist, examples hold their word, a user's file extends them."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.trigger_lexicon import inflect, open_triggers
from whoholds.reading.read import open_reader
from whoholds.records import Report

FILES = sorted(f.name for f in files("whoholds.reading.lexicon").iterdir() if f.name.endswith(".toml"))


@pytest.mark.parametrize("name", FILES)
def test_each_file_opens_with_what_it_is(name: str) -> None:
    text = files("whoholds.reading.lexicon").joinpath(name).read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert tomllib.loads(text)


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (inflect("seize"), ("seize", "seizes", "seized", "seized", "seizing")),
        (inflect("occupy", "occupied"), ("occupy", "occupies", "occupied", "occupied", "occupying")),
        (inflect("take", "took", "taken"), ("take", "takes", "took", "taken", "taking")),
        (inflect("push"), ("push", "pushes", "pushed", "pushed", "pushing")),
        (inflect("free", "freed", None, "freeing"), ("free", "frees", "freed", "freed", "freeing")),
    ],
)
def test_inflection(forms: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert forms == expected


def test_every_verbs_example_holds_a_form_of_it() -> None:
    for verb in load_lexicon("triggers")["verb"]:
        forms = verb.get("forms") or inflect(verb["lemma"], verb.get("past"), verb.get("participle"), verb.get("ing"))
        words = re.findall(r"[a-z]+(?:-[a-z]+)*", verb["example"].lower())
        assert set(forms) & set(words), f"{verb['lemma']}: {verb['example']}"


def test_the_reader_opens_without_a_configuration() -> None:
    assert open_reader().triggers is open_triggers()
    assert Report("r", "r", "", "").language == "en"
