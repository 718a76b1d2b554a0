"""A user's broken file is refused with a message that names the file, the entry and what was expected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from whoholds.config import LexiconConfig, load_config
from whoholds.errors import KnowledgeError
from whoholds.reading.read import Reader, open_reader
from whoholds.reference.actors import open_actors

VERB = '[[verb]]\nlemma = "storm"\n'
TRIGGERS = {
    "no TOML": ("[[verb", "not valid TOML"),
    "unknown table": ('[[verbs]]\nlemma = "storm"\n', "'verbs'.*expected one of"),
    "a list for a table": ('verb = ["storm"]\n', "found 'storm', expected a table"),
    "a text for a list": ('verb = "storm"\n', "expected a list"),
    "no frame": (VERB, "'storm': found no 'frame'"),
    "a number for a lemma": ('[[verb]]\nlemma = 5\nframe = "gain"\n', "lemma: found a whole number"),
    "a text for a flag": (VERB + 'frame = "gain"\nloose = "yes"\n', "loose: found a text in quotes .*true or false"),
    "a text for particles": (VERB + 'frame = "gain"\nparticle = "over"\n', "particle: found a text.*expected a list"),
    "an unknown field": (VERB + 'frame = "gain"\ncolour = "red"\n', "found 'colour', expected one of"),
    "an unknown frame": (VERB + 'frame = "win"\n', r"\[\[verb\]\] 'storm' frame: found 'win', expected one of.*gain"),
    "an unknown teller": (VERB + 'frame = "gain"\ntold_by = "both"\n', "told_by: found 'both'"),
    "an unknown stance": (VERB + 'frame = "gain"\nstance = "shouts"\n', "stance: found 'shouts'.*claims"),
    "a frame without slots": ('[frame.storm]\nevent = "takeover"\n', r"frame.storm: found no 'from'"),
    "an unknown event": (
        '[frame.storm]\nevent = "party"\nside = []\nplace = []\nfrom = []\n',
        r"\[frame.storm\] event: found 'party'",
    ),
    "a number among words": ("[state_change]\nlemmas = [1]\n", "state_change.lemmas: found 1"),
}
ACTORS = {
    "no TOML": ("[red", "not valid TOML"),
    "no table": ('red = "Red"\n', r"\[red\]: found 'Red', expected a table"),
    "no name": ('[red]\nkind = "rebel group"\n', "red.*name"),
    "an unknown kind": ('[red]\nname = "Red"\nkind = "gang"\n', "red.*gang.*rebel group"),
    "an unknown field": ('[red]\nname = "Red"\nkind = "rebel group"\ncolour = "red"\n', "red.*colour.*not one of"),
    "a text for a list": ('[red]\nname = "Red"\nkind = "rebel group"\naliases = "Reds"\n', "aliases: found 'Reds'"),
    "a number for a name": ('[red]\nname = 5\nkind = "rebel group"\n', "name: found 5"),
    "a day that is none": ('[red]\nname = "Red"\nkind = "rebel group"\nsince = "May"\n', "since: found 'May'.*2015"),
    "a number for a day": ('[red]\nname = "Red"\nkind = "rebel group"\nsince = 2015\n', "since: found 2015"),
    "a war of one": ('[[war]]\nsides = ["taliban"]\n', r"\[\[war\]\] sides: found \['taliban'\]"),
    "a war without sides": ('[[war]]\ncountry = "AF"\n', "sides: found None"),
    "a country that is none": ('[red]\nname = "Red"\nkind = "rebel group"\ncountries = ["XX"]\n', "red.*XX"),
}
CUES = {
    "an unknown table": ("[shouts]\nx = 1\n", "found 'shouts'"),
    "a cue without an id": ('[verbs.state]\ncues = [{ takes = ["clause"] }]\n', "found no 'id'"),
    "a text for a list": ('catenatives = "try"\n', "catenatives: found a text"),
}


def _open(path: Path) -> Reader:
    return open_reader(replace(load_config(), lexicon=LexiconConfig((path,))))


@pytest.mark.parametrize(("text", "message"), TRIGGERS.values(), ids=TRIGGERS.keys())
def test_triggers(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "triggers.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message) as refused:
        _open(path)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize(("text", "message"), ACTORS.values(), ids=ACTORS.keys())
def test_actors(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        open_actors(path)


@pytest.mark.parametrize(("text", "message"), CUES.values(), ids=CUES.keys())
def test_other_lexicons(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "cues.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message) as refused:
        _open(path)
    assert str(path) in str(refused.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="name an existing TOML file"):
        _open(tmp_path / "triggers.toml")
    with pytest.raises(KnowledgeError, match="name an existing TOML file"):
        open_actors(tmp_path / "actors.toml")
