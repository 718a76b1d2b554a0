"""Open a lexicon file, with the user's own file laid over it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from whoholds.errors import KnowledgeError


@cache
def load_lexicon(name: str, *extra: Path) -> dict[str, Any]:
    """The tables of `lexicon/NAME.toml`, each extended or overridden by the user's files.

    Args:
        name: the file's name without its ending.
        extra: the user's own TOML files; an entry (a table with `id`) replaces ours of the same id, a list of words
            is joined to ours, a single value replaces ours.

    Returns:
        The file's tables by name, as TOML gives them.

    Raises:
        KnowledgeError: a file is missing or isn't TOML; the message names file and line.
    """
    own = files("whoholds.reading.lexicon").joinpath(f"{name}.toml")
    tables = _parse(own.read_text(encoding="utf-8"), f"{name}.toml")
    for path in extra:
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as why:
            raise KnowledgeError(f"{path}: found no lexicon file to open ({why}); name an existing TOML file") from why
        for key, value in _parse(text, str(path)).items():
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
    replaced = {entry["id"] for entry in theirs if isinstance(entry, dict) and "id" in entry}
    kept = [entry for entry in ours if not (isinstance(entry, dict) and entry.get("id") in replaced)]
    return kept + theirs
