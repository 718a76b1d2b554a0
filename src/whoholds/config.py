"""Settings: one frozen Config, made from the commented `config.toml` here with the user's own file over it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from whoholds.errors import ConfigError

__all__ = [
    "ActorsConfig",
    "Config",
    "GazetteerConfig",
    "LexiconConfig",
    "ReadingConfig",
    "SettlingConfig",
    "load_config",
]

_DEFAULTS = Path(__file__).with_name("config.toml")


@dataclass(frozen=True, slots=True)
class ReadingConfig:
    """How reports are read."""

    pipeline: str  # name of an installed spaCy package
    workers: int  # processes, at least 1


@dataclass(frozen=True, slots=True)
class LexiconConfig:
    """The user's own word lists."""

    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class ActorsConfig:
    """The user's own conflict parties."""

    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class SettlingConfig:
    """How claims become a status."""

    rules: str  # name of a rule set


@dataclass(frozen=True, slots=True)
class GazetteerConfig:
    """Where added places lie."""

    folder: tuple[Path, ...]  # none: the user's data folder; more than one is an error

    @property
    def place(self) -> Path:
        """The folder."""
        return self.folder[0] if self.folder else data_folder() / "gazetteer"


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. Grain: one run."""

    reading: ReadingConfig
    lexicon: LexiconConfig
    actors: ActorsConfig
    settling: SettlingConfig
    gazetteer: GazetteerConfig


_SECTIONS = {
    "gazetteer": GazetteerConfig,
    "reading": ReadingConfig,
    "lexicon": LexiconConfig,
    "actors": ActorsConfig,
    "settling": SettlingConfig,
}


def data_folder() -> Path:
    """The folder for what a user adds: `whoholds` in $XDG_DATA_HOME, or in that variable's default."""
    home = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".local/share"
    return Path(home) / "whoholds"


def load_config(path: Path | None = None) -> Config:
    """The settings of a file, with our own value for each one it doesn't name.

    Args:
        path: A TOML file; None: our own values alone.

    Raises:
        ConfigError: The file is missing or isn't TOML, or has a section, key or value that we don't know.
    """
    ours = _parse(_DEFAULTS)
    theirs = _parse(path) if path else {}
    where = path or _DEFAULTS
    _refuse_unknown(theirs, ours, what="section", where=str(where))
    sections: dict[str, Any] = {}
    for name, kind in _SECTIONS.items():
        table = theirs.get(name, {})
        if not isinstance(table, dict):
            raise ConfigError(f"{where}: found {name} = {table!r}, expected a section; write [{name}]")
        _refuse_unknown(table, ours[name], what="key", where=f"{where} [{name}]")
        # A path counts from the file that names it.
        values = {
            key: _value(table.get(key, default), default, where=f"{where} [{name}] {key}", folder=where.parent)
            for key, default in ours[name].items()
        }
        sections[name] = kind(**{field.name: values[field.name] for field in fields(kind)})
    return Config(**sections)


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as why:
        raise ConfigError(f"{path}: found no settings file to open ({why.strerror}); name an existing file") from why
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as why:
        raise ConfigError(f"{path}: found no valid TOML ({why}); compare it with {_DEFAULTS}") from why


def _refuse_unknown(found: Mapping[str, Any], known: Mapping[str, Any], *, what: str, where: str) -> None:
    unknown = sorted(set(found) - set(known))
    if unknown:
        raise ConfigError(f"{where}: found the {what} {', '.join(unknown)}, expected one of {', '.join(sorted(known))}")


def _value(found: Any, default: Any, *, where: str, folder: Path) -> Any:
    """The value as a Config holds it: of our own value's type, counts at least 1, paths from the file's folder."""
    if isinstance(default, list):
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            such = found if isinstance(found, str) and found else "mine"
            raise ConfigError(f'{where}: found {found!r}, expected a list of paths, such as ["{such}"]')
        return tuple(folder / item for item in found)
    if isinstance(default, int):
        if type(found) is not int or found < 1:
            raise ConfigError(f"{where}: found {found!r}, expected a whole number of at least 1")
        return found
    if not isinstance(found, str) or not found:
        raise ConfigError(f"{where}: found {found!r}, expected a text such as {default!r}")
    return found
