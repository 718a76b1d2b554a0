"""What the scores rest on, from `measures.toml`: words that tell no name apart, and what others reach."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Other:
    """A published figure of another system. Grain: one measure of one corpus."""

    corpus: str
    figure: str
    who: str
    value: float
    source: str


@cache
def _measures() -> dict[str, Any]:
    return tomllib.loads(files("whoholds.evaluation").joinpath("measures.toml").read_text(encoding="utf-8"))


@cache
def generic_words() -> frozenset[str]:
    """Words that don't tell one name from another of its kind."""
    return frozenset(_measures()["names"]["generic"])


def find_others(corpus: str, figure: str) -> list[Other]:
    """What others reach on this corpus by this measure, as far as it was published, in the file's order."""
    others = (Other(**entry) for entry in _measures()["others"])
    return [other for other in others if (other.corpus, other.figure) == (corpus, figure)]
