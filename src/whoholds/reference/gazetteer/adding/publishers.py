"""Which files a country is made of, and where they come from: their publishers, a mirror, or a folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from whoholds.errors import ConfigError
from whoholds.reference.gazetteer.adding.boundaries import Terms, read_terms
from whoholds.reference.gazetteer.adding.fetch import Fetched, NotThere, Tell, copy_from, download

LEVELS = ("ADM1", "ADM2")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to get. Grain: one file of one country."""

    sort: str  # a section of publishers.toml
    level: str = ""  # ADM1 or ADM2, of boundaries


@dataclass(frozen=True, slots=True)
class Got:
    """A file that was got, with whose it is."""

    wanted: Wanted
    fetched: Fetched
    publisher: str
    credit: str
    licence: str
    about: str  # source and year, where the publisher names another


@dataclass(frozen=True, slots=True)
class Origin:
    """Where files come from: `folder`, or the server `mirror`, or with neither their publishers."""

    folder: Path | None = None
    mirror: str | None = None

    def __post_init__(self) -> None:
        """Refuse contradictions."""
        if self.folder is not None and self.mirror is not None:
            raise ConfigError("found both --from and --mirror, expected one of them")
        if self.mirror is not None and not self.mirror.startswith(("http://", "https://")):
            raise ConfigError(
                f"found the mirror {self.mirror}, expected an address that begins with http:// or https://"
            )
        if self.folder is not None and not self.folder.is_dir():
            raise ConfigError(f"{self.folder}: found no folder, expected one that holds the publishers' files")


@cache
def publishers() -> Mapping[str, Mapping[str, str]]:
    """The sections of publishers.toml."""
    return tomllib.loads(Path(__file__).with_name("publishers.toml").read_text(encoding="utf-8"))


def get_all(origin: Origin, codes: tuple[str, str], target: Path, tell: Tell) -> tuple[list[Got], list[str]]:
    """Get every file of a country that there is.

    Args:
        origin: where from.
        codes: its two- and three-letter codes.
        target: the folder they go to.
        tell: called as bytes come.

    Returns:
        What was got, and the names of files that there are none of.
    """
    errand, lacking = _Errand(origin, codes, target, tell), list[str]()
    got = [errand.get(Wanted(sort), lacking) for sort in ("geonames", "alternate-names", "p-codes")]
    for level in LEVELS:
        about = errand.get(Wanted("boundaries-about", level), lacking)
        if about is not None:
            terms = read_terms(about.fetched.path)
            got += [about, errand.get(Wanted("boundaries", level), lacking, terms)]
    return [one for one in got if one is not None], lacking


@dataclass(frozen=True, slots=True)
class _Errand:
    """What all files of one call have in common."""

    origin: Origin
    codes: tuple[str, str]
    target: Path
    tell: Tell

    def get(self, wanted: Wanted, lacking: list[str], terms: Terms | None = None) -> Got | None:
        """One file, or None and its name among those that are lacking."""
        section = publishers()[wanted.sort]
        name = self._filled(section["file"], wanted)
        fetched = self._fetch(section, wanted, terms.url if terms else None)
        if fetched is None:
            lacking.append(name)
            return None
        about = f"{terms.source}, {terms.year}" if terms else ""
        licence = terms.licence if terms else section["licence"]
        return Got(wanted, fetched, section["publisher"], section["credit"], licence, about)

    def _fetch(self, section: Mapping[str, str], wanted: Wanted, url: str | None) -> Fetched | None:
        name = self._filled(section["file"], wanted)
        if self.origin.folder is not None:
            return copy_from(self.origin.folder, name, self.target / name)
        if self.origin.mirror is not None:
            parts = [self.origin.mirror.rstrip("/"), section["folder"], name]
            url = "/".join(part for part in parts if part != ".")
        try:
            return download(url or self._filled(section["url"], wanted), self.target / name, self.tell)
        except NotThere:
            return None

    def _filled(self, template: str, wanted: Wanted) -> str:
        return template.format(iso2=self.codes[0], iso3=self.codes[1], level=wanted.level)
