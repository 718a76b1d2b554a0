"""How many people, as UCDP and as ACLED would code the same words; each figure names its rule."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from whoholds.records import Casualty


@dataclass(frozen=True, slots=True)
class Coded:
    """One group's figures. Grain: one casualty."""

    low: int | None  # UCDP's least; None: the words give no number at all
    best: int | None
    high: int | None
    rule: str  # why best is what it is
    acled: int | None  # ACLED's single figure
    acled_rule: str


def code_casualty(casualty: Casualty) -> Coded:
    """A casualty's low, best and high by UCDP's rules and its single figure by ACLED's.

    Source: UCDP GED codebook 24.1 (deaths: best, high, low); ACLED codebook 2023, section on fatalities.
    """
    low, high, ucdp = casualty.low, casualty.high, _rules()["ucdp"]["rules"]
    if low is None and high is None:
        return Coded(None, None, None, ucdp["told"], *_acled(casualty))
    if high is None:
        return Coded(low, low, low, ucdp["open_above"], *_acled(casualty))
    if low is None:
        return Coded(0, high, high, ucdp["open_below"], *_acled(casualty))
    rule = ucdp["told"] if low == high else ucdp["range"]
    return Coded(low, (low + high) // 2, high, rule, *_acled(casualty))


def _acled(casualty: Casualty) -> tuple[int | None, str]:
    acled = _rules()["acled"]
    words = casualty.text.lower().replace("-", " ").split()
    numbers: dict[str, int] = acled["words"]
    vague = next((numbers[w] for w in words if w in numbers), None)
    if casualty.high is None and vague is not None:
        return vague, acled["rules"]["vague"]
    if casualty.high is None and not _has_number(words):
        return acled["plural"], acled["rules"]["plural"]
    lowest = casualty.low if casualty.low is not None else casualty.high
    exact = casualty.low == casualty.high
    return lowest, acled["rules"]["told" if exact else "lowest"]


def event_rule(name: str) -> str:
    """In words, how one figure was taken from those that several claims give."""
    rules: dict[str, str] = _rules()["event"]["rules"]
    return rules[name]


def _has_number(words: list[str]) -> bool:
    """Whether the words give a number or a bound for one; a bare plural gives neither."""
    return any(w[:1].isdigit() or w in _rules()["bounds"]["words"] for w in words)


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(files("whoholds.views").joinpath("casualties.toml").read_text(encoding="utf-8"))
