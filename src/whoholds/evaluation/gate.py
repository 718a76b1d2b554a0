"""The quality gate: no figure may fall below its floor; floors rise, and fall only with a reason written down.

A floor names the corpus it was measured on by a digest: another corpus is another measure, and the gate says so.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor
from pathlib import Path

from whoholds.errors import ConfigError

# A hair below what was measured, so that another machine's rounding can't break the gate.
SLACK = 0.0005


@dataclass(frozen=True, slots=True)
class Floor:
    """The least a figure may be. Grain: one figure of one corpus."""

    corpus: str
    figure: str
    at_least: float
    digest: str  # SHA-256 of the corpus's files, first 16 hexadecimal digits


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure as it is now. Grain: one figure of one corpus."""

    corpus: str
    figure: str
    value: float
    digest: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one figure."""

    measured: Measured
    floor: Floor | None
    problem: str | None


def digest_of(path: Path) -> str:
    """The digest of a corpus: a file, or a folder's files by name."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file() and p.suffix != ".md")
    digest = hashlib.sha256()
    for file in files:
        if "__pycache__" not in file.parts:
            digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def load_floors(path: Path) -> list[Floor]:
    """The floors of a TOML file, in its order.

    Raises:
        ConfigError: The file isn't there or isn't what `write_floors` writes.
    """
    try:
        return [Floor(**entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["floor"]]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as why:
        raise ConfigError(
            f"{path}: found no floors ({why}), expected [[floor]] tables; run from the project's root"
        ) from why


def write_floors(path: Path, floors: Sequence[Floor]) -> None:
    """Write the floors, sorted by corpus and figure."""
    lines = [
        "# The least each figure may be. `python -m whoholds.evaluation gate` checks them; --raise lifts them to",
        "# what is measured. To lower one: gate --lower CORPUS FIGURE --reason TEXT, which notes it in lowered.csv.",
    ]
    for entry in sorted(floors, key=lambda it: (it.corpus, it.figure)):
        lines += ["", "[[floor]]", f'corpus = "{entry.corpus}"', f'figure = "{entry.figure}"']
        lines += [f"at_least = {entry.at_least:.3f}", f'digest = "{entry.digest}"']
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def check(measured: Sequence[Measured], floors: Sequence[Floor]) -> list[Verdict]:
    """Each figure beside its floor. A figure without a floor passes; `raise_floors` gives it one."""
    by_key = {(entry.corpus, entry.figure): entry for entry in floors}
    return [
        Verdict(m, by_key.get((m.corpus, m.figure)), _problem(m, by_key.get((m.corpus, m.figure)))) for m in measured
    ]


def _problem(measured: Measured, entry: Floor | None) -> str | None:
    if entry is None:
        return None
    if entry.digest != measured.digest:
        return "the corpus has changed since the floor was set; look at why, then lower the floor with that reason"
    if measured.value < entry.at_least:
        return f"below its floor of {entry.at_least:.3f}"
    return None


def raise_floors(measured: Sequence[Measured], floors: Sequence[Floor]) -> list[Floor]:
    """The floors, each raised to what was measured where that is more; figures without one get one."""
    by_key = {(entry.corpus, entry.figure): entry for entry in floors}
    for m in measured:
        key = m.corpus, m.figure
        reached = floor((m.value - SLACK) * 1000) / 1000
        if key not in by_key:
            by_key[key] = Floor(*key, at_least=max(reached, 0.0), digest=m.digest)
        elif by_key[key].digest == m.digest and reached > by_key[key].at_least:
            by_key[key] = replace(by_key[key], at_least=reached)
    return list(by_key.values())


def lower_floor(
    measured: Sequence[Measured], floors: Sequence[Floor], key: tuple[str, str], *, reason: str, notes: Path
) -> list[Floor]:
    """The floors with one of them set to what was measured, and the reason noted.

    Args:
        measured: The figures as they are now.
        floors: The floors as they are.
        key: Corpus and figure of the floor to lower.
        reason: Why less is right.
        notes: The CSV file of all floors ever lowered.

    Raises:
        ConfigError: No reason, or no such figure or floor.
    """
    found = next((m for m in measured if (m.corpus, m.figure) == key), None)
    old = next((entry for entry in floors if (entry.corpus, entry.figure) == key), None)
    if found is None or old is None:
        known = ", ".join(f"{m.corpus} / {m.figure}" for m in measured)
        raise ConfigError(f"found no measured floor {key[0]} / {key[1]}, expected one of {known}")
    if not reason.strip():
        raise ConfigError("found no reason, expected --reason with the words that explain why less is right")
    new = Floor(*key, at_least=max(floor((found.value - SLACK) * 1000) / 1000, 0.0), digest=found.digest)
    with notes.open("a", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerow([*key, f"{old.at_least:.3f}", f"{new.at_least:.3f}", reason.strip()])
    return [new if entry is old else entry for entry in floors]
