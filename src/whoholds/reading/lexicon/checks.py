"""Is a user's lexicon file in the form of ours? What it may hold is read off ours, so that no second schema can lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

from whoholds.errors import KnowledgeError

# What an example is read as: ours are tests, a user's may go without.
_EXAMPLE = frozenset({"example", "side", "place", "from", "says"})
_NAMES = ("id", "lemma", "nouns", "words", "verbs", "name", "text")
_CALLED: Mapping[type, str] = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    float: "a number",
    list: "a list",
    dict: "a table",
}


def check_like(ours: Mapping[str, Any], theirs: Mapping[str, Any], where: str) -> None:
    """Nothing, if every key of theirs stands in ours and holds the same sort of thing.

    Args:
        ours: the tables of our file.
        theirs: the tables of the user's.
        where: the user's file, for the message.

    Raises:
        KnowledgeError: names the file, the entry, what was found and what was expected.
    """
    for key, value in theirs.items():
        if key not in ours:
            raise KnowledgeError(f"{where}: found {key!r}, expected one of {_listed(ours)}")
        _check(ours[key], value, f"{where}: {key}")


def _check(ours: Any, theirs: Any, where: str) -> None:
    if type(ours) is not type(theirs):
        expected, found = _CALLED[type(ours)], _CALLED.get(type(theirs), type(theirs).__name__)
        raise KnowledgeError(f"{where}: found {found} ({theirs!r}), expected {expected}")
    if isinstance(ours, dict):
        _check_table(ours, theirs, where)
    elif isinstance(ours, list) and ours:
        _check_list(ours, theirs, where)


def _check_table(ours: Mapping[str, Any], theirs: Mapping[str, Any], where: str) -> None:
    """A table of like things takes new names; one with fields of its own takes only those."""
    kinds = {type(value) for value in ours.values()}
    is_open = len(kinds) == 1 and (kinds <= {str, list} or (kinds == {dict} and len(ours) > 1))
    for key, value in theirs.items():
        if key in ours:
            _check(ours[key], value, f"{where}.{key}")
        elif not is_open:
            raise KnowledgeError(f"{where}: found {key!r}, expected one of {_listed(ours)}")
        elif kinds == {dict}:
            _check_entry(list(ours.values()), value, f"{where}.{key}", spared=frozenset())
        else:
            _check(next(iter(ours.values())), value, f"{where}.{key}")


def _check_list(ours: Sequence[Any], theirs: Sequence[Any], where: str) -> None:
    for at, value in enumerate(theirs, start=1):
        if isinstance(ours[0], dict):
            name = next((value[n] for n in _NAMES if n in value), at) if isinstance(value, dict) else at
            _check_entry(ours, value, f"{where} {name!r}")
        elif type(value) is not type(ours[0]):
            raise KnowledgeError(f"{where}: found {value!r}, expected {_CALLED[type(ours[0])]}")


def _check_entry(
    ours: Sequence[Mapping[str, Any]], entry: Any, where: str, *, spared: frozenset[str] = _EXAMPLE
) -> None:
    """Whether an entry has the fields that all of ours have, and none that none of ours has."""
    if not isinstance(entry, dict):
        raise KnowledgeError(f"{where}: found {entry!r}, expected a table with {_listed(ours[0])}")
    fields: dict[str, Any] = {key: value for other in ours for key, value in other.items()}
    needed = reduce(lambda one, other: one & other.keys(), ours, set(ours[0])) - spared
    for key, value in entry.items():
        if key not in fields:
            raise KnowledgeError(f"{where}: found {key!r}, expected one of {_listed(fields)}")
        _check(fields[key], value, f"{where}, {key}")
    missing = sorted(needed - entry.keys())
    if missing:
        raise KnowledgeError(f"{where}: found no {missing[0]!r}, expected it, as in every entry of ours; add it")


def _listed(names: Mapping[str, Any]) -> str:
    return ", ".join(sorted(names))
