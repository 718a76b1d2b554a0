"""The folder of what a user has added: a sub-folder a country, and the user's own files; compiled when they change.

FOLDER/AF/files/       as they came from their publishers
FOLDER/AF/sources.json whose they are, under which licence, with checksums
FOLDER/AF/table/       compiled
FOLDER/AF/outlines.tsv.gz
FOLDER/own/            the user's own files, as they were given
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from whoholds.errors import ConfigError, KnowledgeError
from whoholds.reference.gazetteer.adding.boundaries import read_pcodes, read_shapes
from whoholds.reference.gazetteer.adding.decompile import read_entries
from whoholds.reference.gazetteer.adding.fetch import Tell, sha256_of
from whoholds.reference.gazetteer.adding.geonames import read_dump, read_names
from whoholds.reference.gazetteer.adding.merge import Country, Id, Parts, merge, outline_lines
from whoholds.reference.gazetteer.adding.own import OwnPlace, read_own
from whoholds.reference.gazetteer.adding.publishers import Got, Origin, get_all
from whoholds.reference.gazetteer.compile import compile_gazetteer
from whoholds.reference.gazetteer.gazetteer import FOLDER as SHIPPED
from whoholds.reference.gazetteer.gazetteer import Gazetteer, open_gazetteer
from whoholds.reference.gazetteer.table import Kind, open_table

T = TypeVar("T")
OWN = "own"
OWN_ENDINGS = (".csv", ".json", ".geojson")


@dataclass(frozen=True, slots=True)
class Added:
    """A country on the shelf, or a file of the user's own. Grain: one of them."""

    name: str  # ISO code, or the file's name
    places: int
    outlines: int
    sources: tuple[Mapping[str, Any], ...]
    lacking: tuple[str, ...] = ()  # files that there were none of
    without_point: int = 0  # rows of the user's own that were left out, for want of coordinates


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of additions."""

    folder: Path

    def add_country(self, code: str, origin: Origin, tell: Tell, *, got_on: str) -> Added:
        """Get all files of a country and compile it; what was got before stays until the new files are whole.

        Args:
            code: two or three letters, ISO 3166-1.
            origin: where the files come from.
            tell: called as bytes come.
            got_on: today, ISO 8601.

        Raises:
            ConfigError: no such country.
            DownloadError: a publisher can't be reached.
            KnowledgeError: a file isn't in its publisher's format, or there is none at all.
        """
        iso2, iso3 = codes_of(code)
        coming = self.folder / iso2 / "coming"
        got, lacking = get_all(origin, (iso2, iso3), coming, tell)
        if not any(one.wanted.sort != "p-codes" for one in got):
            where = origin.folder or origin.mirror or "the publishers"
            raise KnowledgeError(f"{where}: found no file of {iso3}, expected {', '.join(lacking)}")
        sources = [_source(one, coming, got_on) for one in got]
        parts = _read_parts(
            coming, sources, iso2, iso3
        )  # a file of another format is refused before anything is replaced
        files = self.folder / iso2 / "files"
        shutil.rmtree(files, ignore_errors=True)
        coming.rename(files)
        (self.folder / iso2 / "sources.json").write_text(json.dumps(sources, indent=1) + "\n", encoding="utf-8")
        return self._compile(iso2, parts, lacking=tuple(lacking))

    def add_file(self, path: Path) -> Added:
        """Put a file of the user's own places, outlines or names on the shelf, in place of one of the same name.

        Raises:
            KnowledgeError: it isn't in the form that `read_own` reads, or names an unknown country or place.
        """
        places = read_own(path)
        countries = {_country_of(place, str(path)) for place in places}
        kept = self.folder / OWN / path.name
        before = {_country_of(place, str(kept)) for place in read_own(kept)} if kept.exists() else set()
        kept.parent.mkdir(parents=True, exist_ok=True)
        if path.resolve() != kept.resolve():
            shutil.copyfile(path, kept)
        for iso2 in sorted(countries | before):
            self._compile(iso2, self._parts(iso2))
        return _added_own(path.name, places)

    def remove(self, name: str) -> None:
        """Take a country or a file of the user's own off the shelf.

        Raises:
            ConfigError: it isn't there.
        """
        own = self.folder / OWN / Path(name).name
        if own.is_file():
            countries = {_country_of(place, str(own)) for place in read_own(own)}
            own.unlink()
        else:
            iso2 = codes_of(name)[0]
            if not (self.folder / iso2 / "sources.json").exists():
                there = f"expected one of {', '.join(self.names())}" if self.names() else "and nothing else either"
                raise ConfigError(f"{name}: found nothing added under this name, {there}")
            shutil.rmtree(self.folder / iso2)
            countries = {iso2}
        for iso2 in sorted(countries):
            self._compile(iso2, self._parts(iso2))

    def names(self) -> tuple[str, ...]:
        """What is on the shelf: ISO codes, then the user's files."""
        countries = sorted(path.parent.name for path in self.folder.glob("*/sources.json"))
        own = sorted(path.name for path in (self.folder / OWN).glob("*") if path.suffix.lower() in OWN_ENDINGS)
        return (*countries, *own)

    def list_added(self) -> Iterator[Added]:
        """All that is on the shelf."""
        for name in self.names():
            if (self.folder / OWN / name).is_file():
                yield _added_own(name, read_own(self.folder / OWN / name))
            else:
                sources = json.loads((self.folder / name / "sources.json").read_text(encoding="utf-8"))
                table = open_table(self.folder / name / "table")
                drawn = self.folder / name / "outlines.tsv.gz"
                outlines = gzip.decompress(drawn.read_bytes()).count(b"\n") if drawn.exists() else 0
                yield Added(name, table.starts[-1], outlines, tuple(sources))

    def _parts(self, iso2: str) -> Parts:
        sources = self.folder / iso2 / "sources.json"
        got = json.loads(sources.read_text(encoding="utf-8")) if sources.exists() else []
        return _read_parts(self.folder / iso2 / "files", got, iso2, codes_of(iso2)[1])

    def _own(self, iso2: str) -> list[OwnPlace]:
        files = sorted(p for p in (self.folder / OWN).glob("*") if p.suffix.lower() in OWN_ENDINGS)
        places = [(place, str(path)) for path in files for place in read_own(path) if not place.lacks_point]
        return [place for place, where in places if _country_of(place, where) == iso2]

    def _compile(self, iso2: str, parts: Parts, *, lacking: tuple[str, ...] = ()) -> Added:
        """Compile a country anew from what is shipped, what was got and the user's own; swap it in."""
        home = self.folder / iso2
        own = self._own(iso2)
        sources = (
            json.loads((home / "sources.json").read_text(encoding="utf-8")) if (home / "sources.json").exists() else []
        )
        if not own and not sources:
            shutil.rmtree(home, ignore_errors=True)
            open_gazetteer.cache_clear()
            return Added(iso2, 0, 0, ())
        table = open_table(SHIPPED / "data")
        parts = Parts(parts.features, parts.names, parts.provinces, parts.districts, parts.codes, own)
        country = merge(iso2, read_entries(table, iso2), parts)
        fresh = home / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        header = {
            "sources": {source["file"]: source["sha256"] for source in sources},
            "capitals": {}, "neighbours": {},
            "pcodes": {code: _id(unit) for code, unit in sorted(country.pcodes.items())},
        }  # fmt: skip
        slavic = frozenset({iso2} & table.slavic)
        entries, drawn = country.entries.values(), frozenset(country.outlines)
        compile_gazetteer(entries, fresh / "table", slavic=slavic, header=header, drawn=drawn)
        _swap(fresh, home, country)
        open_gazetteer.cache_clear()
        return Added(iso2, len(country.entries), len(country.outlines), tuple(sources), lacking)


def _added_own(name: str, places: Sequence[OwnPlace]) -> Added:
    lacking = sum(place.lacks_point for place in places)
    outlines = sum(place.outline is not None for place in places)
    return Added(name, len(places) - lacking, outlines, (), without_point=lacking)


def _swap(fresh: Path, home: Path, country: Country) -> None:
    shutil.rmtree(home / "table", ignore_errors=True)
    (fresh / "table").rename(home / "table")
    fresh.rmdir()
    drawn = home / "outlines.tsv.gz"
    drawn.unlink(missing_ok=True)
    if country.outlines:
        lines = outline_lines(country, _seats(home / "table"))
        drawn.write_bytes(gzip.compress(lines.encode(), 9, mtime=0))


def _id(unit: Id) -> str:
    return f"gn:{unit}" if isinstance(unit, int) else unit


def _seats(table: Path) -> dict[Id, str]:
    """The town's id by unit, where reports go by the town's."""
    gazetteer = Gazetteer([open_table(table)], {})
    seats: dict[Id, str] = {}
    for unit in gazetteer.units(Kind.ADM2):
        town = gazetteer.seat(unit)
        if town is not None:
            key: Id = int(unit.place_id[3:]) if unit.place_id.startswith("gn:") else unit.place_id
            seats[key] = town.place_id
    return seats


def codes_of(code: str) -> tuple[str, str]:
    """The two- and three-letter codes of a country given by either.

    Raises:
        ConfigError: it is neither.
    """
    iso3 = open_table(SHIPPED / "data").iso3
    wanted = code.upper()
    for three, two in iso3.items():
        if wanted in {two, three}:
            return two, three
    raise ConfigError(
        f"{code}: found no country of this code, expected ISO 3166-1 such as AFG or AF, or a CSV or GeoJSON file"
    )


def _country_of(place: OwnPlace, where: str) -> str:
    if place.country is not None:
        return codes_of(place.country)[0]
    known = open_gazetteer().find(place.place_id)
    if known is None or known.country is None:
        raise KnowledgeError(
            f"{where}: found no place {place.place_id}, expected an id that `whoholds gazetteer find` prints"
        )
    return known.country


def _source(got: Got, folder: Path, got_on: str) -> dict[str, Any]:
    return {
        "file": got.fetched.path.relative_to(folder).as_posix(), "sort": got.wanted.sort, "level": got.wanted.level,
        "publisher": got.publisher, "credit": got.credit, "licence": got.licence, "about": got.about,
        "from": got.fetched.came_from, "sha256": got.fetched.sha256, "checked": got.fetched.checked, "got_on": got_on,
    }  # fmt: skip


def _read_parts(files: Path, sources: Sequence[Mapping[str, Any]], iso2: str, iso3: str) -> Parts:
    """What the files of a country say.

    Raises:
        KnowledgeError: one isn't as its publisher describes it, or was changed since it came.
    """
    paths = {(source["sort"], source["level"]): files / source["file"] for source in sources}
    for source in sources:
        if sha256_of(files / source["file"]) != source["sha256"]:
            raise KnowledgeError(
                f"{files / source['file']}: found other bytes than came; say `whoholds gazetteer add {iso3}` again"
            )

    def read(sort: str, level: str, reader: Callable[[Path], T], nothing: T) -> T:
        return reader(paths[sort, level]) if (sort, level) in paths else nothing

    return Parts(
        features=read("geonames", "", lambda path: list(read_dump(path, iso2)), []),
        names=read("alternate-names", "", lambda path: read_names(path, iso2), {}),
        provinces=read("boundaries", "ADM1", lambda path: read_shapes(path, "ADM1"), []),
        districts=read("boundaries", "ADM2", lambda path: read_shapes(path, "ADM2"), []),
        codes=read("p-codes", "", lambda path: read_pcodes(path, iso3), []),
    )
