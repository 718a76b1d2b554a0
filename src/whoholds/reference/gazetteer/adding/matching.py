"""Tell which unit of one list is which of another, by name and province: every list spells them in its own way."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from whoholds.reference.gazetteer.names import plain_key, similarity, skeleton

# Pairs of one province below this are chance: of Afghanistan's districts "Char Bolak" and "Chahar Bolak" have 0.87, and
# "Zari" and "Marmul" 0.2; between lie "Bihsud" and "Behsod" (0.93).
LEAST_ALIKE = 0.72
# What is left over on both sides of one province, one unit each, may be spelt quite differently.
LEAST_ALIKE_ALONE = 0.5
# Lists draw provinces differently; a unit of nearly the same name in no or another province is the same one.
LEAST_ALIKE_ELSEWHERE = 0.88
SAME_SKELETON = 0.9  # at least as alike as this when the consonants agree


@dataclass(frozen=True, slots=True)
class Named:
    """A unit to match. Grain: one unit of one list."""

    key: Hashable
    names: tuple[str, ...]  # plain keys
    group: Hashable  # only units of one group are compared


def match(ones: Sequence[Named], others: Sequence[Named], bare: Callable[[str], str]) -> dict[Hashable, Hashable]:
    """The key of the other for each one that has its like, each other used once; the likest pairs first.

    Args:
        ones: units of one list.
        others: units of another.
        bare: takes generic words off a plain key ("chimtal district").
    """
    found: dict[int, int] = {}
    pairs = _pairs(ones, others, bare)
    for alike, i, j in pairs:
        if ones[i].group == others[j].group and alike >= LEAST_ALIKE and _are_free(found, i, j):
            found[i] = j
    for alike, i, j in pairs:
        same = ones[i].group == others[j].group
        alone = same and _alone(ones, found, ones[i]) and _alone(others, _turned(found), others[j])
        if (alone or alike >= LEAST_ALIKE_ELSEWHERE) and _are_free(found, i, j):
            found[i] = j
    return {ones[i].key: others[j].key for i, j in found.items()}


def _pairs(ones: Sequence[Named], others: Sequence[Named], bare: Callable[[str], str]) -> list[tuple[float, int, int]]:
    """All pairs that may be one unit: of one group first, of two only with a common skeleton; the likest first."""
    ours, theirs = [_spelt(one, bare) for one in ones], [_spelt(other, bare) for other in others]
    pairs = []
    for i, (mine, bones) in enumerate(ours):
        for j, (yours, other_bones) in enumerate(theirs):
            apart = ones[i].group != others[j].group
            if apart and bones.isdisjoint(other_bones):
                continue
            alike = max((_alike(a, b) for a in mine for b in yours), default=0.0)
            if alike >= (LEAST_ALIKE_ELSEWHERE if apart else LEAST_ALIKE_ALONE):
                pairs.append((apart, -alike, i, j))
    return [(-alike, i, j) for _, alike, i, j in sorted(pairs)]


def _spelt(unit: Named, bare: Callable[[str], str]) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    """A unit's bare keys, each with its skeleton, and all skeletons that are long enough to say something."""
    spelt = tuple((key, skeleton(key)) for key in dict.fromkeys(map(bare, unit.names)))
    return spelt, frozenset(bones for _, bones in spelt if len(bones) > 1)


def _are_free(found: Mapping[int, int], i: int, j: int) -> bool:
    return i not in found and j not in found.values()


def _turned(found: Mapping[int, int]) -> dict[int, int]:
    return {j: i for i, j in found.items()}


def _alone(units: Sequence[Named], found: Mapping[int, int], unit: Named) -> bool:
    return sum(other.group == unit.group and i not in found for i, other in enumerate(units)) == 1


def _alike(one: tuple[str, str], other: tuple[str, str]) -> float:
    alike = similarity(one[0], other[0], at_least=LEAST_ALIKE_ALONE)
    if len(one[1]) > 1 and one[1] == other[1]:
        return max(alike, min(1.0, SAME_SKELETON + alike / 10))
    return alike


def keys(*names: str) -> tuple[str, ...]:
    """The plain keys of names, each once; of "Bahrami Shahid (Jaghatu)" also what stands before and in the brackets."""
    parts = [part for name in names for part in (name, *name.replace(")", "").split("(")) if name]
    return tuple(dict.fromkeys(key for part in parts if (key := plain_key(part))))
