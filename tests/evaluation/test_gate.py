"""The gate holds floors: they rise by themselves and fall only with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from whoholds.errors import ConfigError
from whoholds.evaluation.gate import (
    Floor,
    Measured,
    check,
    digest_of,
    load_floors,
    lower_floor,
    raise_floors,
    write_floors,
)

FLOOR = Floor("sample", "rows right", 0.8, "d1")


def measured(value: float, digest: str = "d1") -> Measured:
    return Measured("sample", "rows right", value, digest)


def test_passes_what_reaches_its_floor() -> None:
    assert check([measured(0.8)], [FLOOR])[0].problem is None


def test_fails_what_falls_below() -> None:
    assert "below" in (check([measured(0.79)], [FLOOR])[0].problem or "")


def test_fails_when_the_corpus_has_changed() -> None:
    assert "changed" in (check([measured(0.9, digest="d2")], [FLOOR])[0].problem or "")


def test_raises_and_never_lowers() -> None:
    assert raise_floors([measured(0.9)], [FLOOR])[0].at_least == 0.899
    assert raise_floors([measured(0.7)], [FLOOR]) == [FLOOR]
    assert raise_floors([measured(0.9, digest="d2")], [FLOOR]) == [FLOOR]


def test_lowers_only_with_a_reason_that_it_keeps(tmp_path: Path) -> None:
    notes = tmp_path / "lowered.csv"
    key = ("sample", "rows right")
    with pytest.raises(ConfigError, match="no reason"):
        lower_floor([measured(0.7)], [FLOOR], key, reason=" ", notes=notes)
    lowered = lower_floor([measured(0.7)], [FLOOR], key, reason="two rows were wrong", notes=notes)
    assert lowered[0].at_least == 0.699
    assert "two rows were wrong" in notes.read_text(encoding="utf-8")
    with pytest.raises(ConfigError, match="sample / rows right"):
        lower_floor([measured(0.7)], [FLOOR], ("sample", "other"), reason="x", notes=notes)


def test_writes_what_it_reads(tmp_path: Path) -> None:
    write_floors(tmp_path / "floors.toml", [FLOOR])
    assert load_floors(tmp_path / "floors.toml") == [FLOOR]
    with pytest.raises(ConfigError, match="expected"):
        load_floors(tmp_path / "absent.toml")


def test_a_digest_follows_the_content(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.csv").write_text("one", encoding="utf-8")
    before = digest_of(corpus)
    (corpus / "README.md").write_text("words about it don't count", encoding="utf-8")
    assert digest_of(corpus) == before
    (corpus / "a.csv").write_text("two", encoding="utf-8")
    assert digest_of(corpus) != before
