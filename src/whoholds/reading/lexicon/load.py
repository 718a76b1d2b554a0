"""Open a lexicon file, with the user's own file laid over it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from whoholds.errors import KnowledgeError
from whoholds.reading.lexicon.checks import check_like


@cache
def load_lexicon(name: str, *extra: Path) -> dict[str, Any]:
    """The tables of `lexicon/NAME.toml`, each extended or overridden by the user's files.

    Args:
        name: the file's name without its ending.
        extra: the user's own TOML files; an entry replaces ours of the same id, or of the same lemma and particle; a
            list of words is joined to ours, a single value replaces ours.

    Returns:
        The file's tables by name, as TOML gives them.

    Raises:
        KnowledgeError: a file is missing, isn't TOML or isn't in the form of ours; the message names file and entry.
    """
    own = files("whoholds.reading.lexicon").joinpath(f"{name}.toml")
    tables = _parse(own.read_text(encoding="utf-8"), f"{name}.toml")
    for path in extra:
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
