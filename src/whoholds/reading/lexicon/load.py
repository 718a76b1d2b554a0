"""Open a lexicon file, with the user's own files laid over it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from whoholds.errors import KnowledgeError
from whoholds.reading.lexicon.checks import check_like

Asked = ParamSpec("Asked")
Given = TypeVar("Given")

_HERE = "whoholds.reading.lexicon"
_laid: list[Path] = []
_forget: list[Callable[[], None]] = []


def remembered(opens: Callable[Asked, Given]) -> Callable[Asked, Given]:
    """The function, its results kept until other files are laid over the lexicon.

    For all that is made of a lexicon's words; what no lexicon changes is kept by `functools.cache`.
    """
    cached = cache(opens)
    _forget.append(cached.cache_clear)
    return cast("Callable[Asked, Given]", cached)


def lay_over(own: Sequence[Path]) -> None:
    """From now on every lexicon of this process is ours with the user's file of the same name laid over it.

    Args:
        own: the user's TOML files, all of them: those laid before are taken off. `triggers.toml` is laid over the
            triggers, whatever folder it lies in; of two with one name the later is laid over the earlier.

    Raises:
        KnowledgeError: a file is called like no lexicon.
    """
    if list(own) == _laid:
        return
    names = lexicon_names()
    for path in own:
        if path.name not in names:
            raise KnowledgeError(f"{path}: found no lexicon of that name, expected one of {', '.join(names)}")
    _laid[:] = own
    for forget in _forget:
        forget()


def laid_over(name: str) -> tuple[Path, ...]:
    """The user's files that are laid over the lexicon of this name, in that order."""
    return tuple(path for path in _laid if path.stem == name)


def lexicon_names() -> tuple[str, ...]:
    """The file names of all lexicons, sorted: "cues.toml"."""
    return tuple(sorted(f.name for f in files(_HERE).iterdir() if f.name.endswith(".toml")))


@remembered
def load_lexicon(name: str) -> dict[str, Any]:
    """The tables of `lexicon/NAME.toml`, extended or overridden by the user's files of that name (`lay_over`).

    Args:
        name: the file's name without its ending.

    Returns:
        The file's tables by name, as TOML gives them. An entry of the user's replaces ours of the same id, or of the
        same lemma and particle; a list of words is joined to ours, a single value replaces ours.

    Raises:
        KnowledgeError: a file is missing, isn't TOML or isn't in the form of ours; the message names file and entry.
    """
    tables = _parse(files(_HERE).joinpath(f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml")
    for path in laid_over(name):
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as why:
            raise KnowledgeError(f"{path}: found no lexicon file to open ({why}); name an existing TOML file") from why
        theirs = _parse(text, str(path))
        check_like(tables, theirs, str(path))
        for key, value in theirs.items():
            tables[key] = _overlay(tables.get(key), value)
    return tables


def _parse(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        raise KnowledgeError(f"{where}: not valid TOML ({why}); see docs/lexicon.md for an example") from why


def _overlay(ours: Any, theirs: Any) -> Any:
    """Theirs laid over ours: entries by id, words joined, values replaced."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return {**ours, **{key: _overlay(ours.get(key), value) for key, value in theirs.items()}}
    if not (isinstance(ours, list) and isinstance(theirs, list)):
        return theirs
    replaced = {name for entry in theirs if (name := _name(entry)) is not None}
    return [entry for entry in ours if _name(entry) not in replaced] + theirs


def _name(entry: Any) -> tuple[str, ...] | None:
    """What an entry is known by: its id, or its lemma with its particles; None where it has no name."""
    if not isinstance(entry, dict):
        return None
    if "id" in entry:
        return (str(entry["id"]),)
    return (str(entry["lemma"]), *sorted(entry.get("particle", ()))) if "lemma" in entry else None
