"""Public corpora, where they are at hand, hold their floors. They are no part of this project; else this skips."""

from __future__ import annotations

from pathlib import Path

import pytest

from whoholds.evaluation.corpora import find_corpora
from whoholds.evaluation.gate import Floor, Measured, check, digest_of, load_floors
from whoholds.evaluation.scoring import score_corpus

ROOT = Path(__file__).parents[2]
CORPORA = {corpus.name: corpus for corpus in find_corpora(ROOT.parent / "shared" / "bench")}
FLOORS = load_floors(ROOT / "quality" / "floors.toml")
OWN = {"afghanistan-2021", "negatives"}  # in the project; their tests and the gate itself hold them


@pytest.mark.parametrize("name", sorted({floor.corpus for floor in FLOORS} - OWN))
def test_no_figure_is_below_its_floor(name: str) -> None:
    if name not in CORPORA:
        pytest.skip(f"the corpus {name} is not at hand: expected ../shared/bench beside the project")
    digest = digest_of(CORPORA[name].path)
    figures = [Measured(name, figure.name, figure.value, digest) for figure in score_corpus(CORPORA[name])]
    floors: list[Floor] = [floor for floor in FLOORS if floor.corpus == name]
    problems = [f"{v.measured.figure} {v.measured.value:.3f}: {v.problem}" for v in check(figures, floors) if v.problem]
    assert problems == []
