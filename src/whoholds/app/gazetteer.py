"""`whoholds gazetteer`: what places are known, why one was chosen, and how to know more."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whoholds.app.options import CONFIG

if TYPE_CHECKING:
    from whoholds.reference.gazetteer import Gazetteer
    from whoholds.reference.gazetteer.adding import Added, Shelf

OWN_ENDINGS = (".csv", ".json", ".geojson")
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="How to print it.",
)


@click.group(short_help="Look places up, add countries in full or your own places.")
def gazetteer() -> None:
    """Look places up, see why one was chosen, add countries in full or places of your own.

    \b
    Example:
      whoholds gazetteer add AFG
      whoholds gazetteer find "Imam Sahib" --near Kunduz
    """


@gazetteer.command(short_help="Add countries in full, or files of your own places.")
@click.argument("names", nargs=-1, required=True, metavar="CODE|FILE...")
@click.option("--from", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR",
              help="Take the publishers' files from a folder, without a network.")  # fmt: skip
@click.option("--mirror", metavar="URL", help="Take them from a server that has them in geonames/ and geoboundaries/.")
@CONFIG
def add(names: tuple[str, ...], folder: Path | None, mirror: str | None, config: Path | None) -> None:
    """Add countries in full, or files of your own places.

    CODE is an ISO 3166-1 code (AFG or AF). Of each country come GeoNames' places with all their names, geoBoundaries'
    outlines of first- and second-level units, and OCHA's p-codes, each under its own licence, which `list` shows. Say
    the same again after a broken download: it goes on from there. Proxies are taken from https_proxy and http_proxy.

    FILE is CSV or GeoJSON with the columns or properties name, country and, as far as known, names (between |), kind
    (place, district, province, feature), admin1, admin2, lat, lon, population; place_id and names alone add names to a
    place that is known. `whoholds gazetteer missing` prints such rows for the places a ledger lacks.

    \b
    Example:
      whoholds gazetteer add AFG SYR
      whoholds gazetteer add UKR --from downloads/
      whoholds gazetteer add my-places.csv
    """
    from datetime import UTC, datetime

    from whoholds.reference.gazetteer.adding import Origin, codes_of

    own = [Path(name) for name in names if Path(name).suffix.lower() in OWN_ENDINGS]
    codes = [name for name in names if Path(name) not in own]
    for code in codes:
        codes_of(code)  # a slip in the last one must not cost the downloads before it
    shelf, origin = _shelf(config), Origin(folder=folder, mirror=mirror)
    today = datetime.now(UTC).date().isoformat()
    for code in codes:
        with _progress() as tell:
            added = shelf.add_country(code, origin, tell, got_on=today)
        click.echo("\n".join(_told(added)))
    for path in own:
        click.echo("\n".join(_told(shelf.add_file(path))))
    click.echo("\nNext, for a ledger that was read before:\n  whoholds gazetteer place LEDGER")


def _told(added: Added) -> Iterator[str]:
    yield f"{added.name}: {added.places:,} places, {added.outlines:,} outlines"
    if added.without_point:
        yield f"  {added.without_point:,} without lat and lon, left out; fill them in and add the file again"
    for source in added.sources:
        about = f" ({source['about']})" if source["about"] else ""
        yield f"  {source['file']}: {source['credit']}{about}; {source['licence']}"
    for name in added.lacking:
        yield f"  {name}: none found; what is shipped stays"


@gazetteer.command("list", short_help="List what was added, with its publisher and licence.")
@FORMAT
@CONFIG
def list_(form: str, config: Path | None) -> None:
    """List what was added, with each file's publisher, licence and checksum.

    \b
    Example:
      whoholds gazetteer list
    """
    from whoholds.app.formats import open_out, write_jsonl

    out, shelf = open_out(), _shelf(config)
    if form == "jsonl":
        rows = (
            {"name": a.name, "places": a.places, "outlines": a.outlines, "sources": list(a.sources)}
            for a in shelf.list_added()
        )
        write_jsonl(rows, out)
        return
    shipped = _opened(config).sources
    out.write(
        f"shipped: {', '.join(f'{name} {version}' for name, version in sorted(shipped.items()))} (`whoholds --about`)\n"
    )
    for added in shelf.list_added():
        out.write("\n".join(_told(added)) + "\n")
    out.write(f"Added places lie in {shelf.folder}\n")


@gazetteer.command(short_help="Find the places that a name, an id or a p-code may mean.")
@click.argument("name")
@click.option("--near", metavar="PLACE", help="Nearest to this place, or inside this unit or country, first.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many at most.")
@FORMAT
@CONFIG
def find(name: str, near: str | None, limit: int, form: str, config: Path | None) -> None:
    """Find the places that a name, an id or a p-code may mean, with their parents.

    \b
    Example:
      whoholds gazetteer find Dawlatabad --near Faryab
    """
    from whoholds.app.formats import open_out, write_jsonl, write_table
    from whoholds.errors import UnknownPlace
    from whoholds.reference.gazetteer import find_places

    known = _opened(config)
    found = find_places(known, name, near=near, limit=limit)
    if not found:
        raise UnknownPlace(f"found no place called “{name}”, expected a name, an id or a p-code; try another spelling")
    if form == "jsonl":
        write_jsonl((one.as_json() for one in found), open_out())
    else:
        write_table(
            (one.cells() for one in found), ("id", "name", "level", "in", "lat, lon", "matched", "km"), open_out()
        )


@gazetteer.command(short_help="Say what each place name of a report was taken for.")
@click.argument("paths", nargs=-1, required=True, metavar="REPORT...")
@CONFIG
def explain(paths: tuple[str, ...], config: Path | None) -> None:
    """Say for each place name of a report what it was taken for, why, and what else it may mean.

    \b
    Example:
      whoholds gazetteer explain report.txt
    """
    from whoholds.app.formats import open_out
    from whoholds.config import load_config
    from whoholds.placing import explain_places
    from whoholds.reading.reports import load_reports

    out = open_out()
    for line in explain_places(load_reports(paths, stdin=sys.stdin.buffer), load_config(config)):
        out.write(line + "\n")


@gazetteer.command(short_help="List a ledger's places that no gazetteer entry fits.")
@click.argument("ledger_path", type=click.Path(path_type=Path), metavar="LEDGER")
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True,
              help="How to print it; csv is what `add` takes, once you have filled in lat and lon.")  # fmt: skip
def missing(ledger_path: Path, form: str) -> None:
    """List the places of a ledger that no gazetteer entry fits, those with most claims first.

    \b
    Example:
      whoholds gazetteer missing war.duckdb
      whoholds gazetteer missing war.duckdb --format csv > my-places.csv
    """
    from whoholds.app.formats import open_out, write_csv, write_jsonl, write_table
    from whoholds.store import Ledger
    from whoholds.views.missing import MISSING_COLUMNS, OWN_COLUMNS, list_missing

    with Ledger(ledger_path).reading() as con:
        rows = list_missing(con)
    out = open_out()
    if form == "csv":
        write_csv(rows, OWN_COLUMNS, out)
    elif form == "jsonl":
        write_jsonl(({name: row[name] for name in MISSING_COLUMNS} for row in rows), out)
    else:
        write_table(([str(row[name] or "") for name in MISSING_COLUMNS] for row in rows), MISSING_COLUMNS, out)


@gazetteer.command(short_help="Place what was missing in a ledger and is known now.")
@click.argument("ledger_path", type=click.Path(path_type=Path), metavar="LEDGER")
@CONFIG
def place(ledger_path: Path, config: Path | None) -> None:
    """Read again those reports of a ledger that name a place which was missing and is known now; then settle.

    \b
    Example:
      whoholds gazetteer add my-places.csv
      whoholds gazetteer place war.duckdb
    """
    from whoholds.config import load_config
    from whoholds.pipeline import settle
    from whoholds.placing import place_missing
    from whoholds.store import Ledger

    settings, ledger = load_config(config), Ledger(ledger_path)
    placed = place_missing(ledger, settings)
    settle(ledger, config=settings)
    again = "1 report" if placed.reports == 1 else f"{placed.reports:,} reports"
    click.echo(f"Placed {placed.places:,} of {placed.missing:,} missing places; read {again} again.")


@gazetteer.command(short_help="Remove countries or files that were added.")
@click.argument("names", nargs=-1, required=True, metavar="CODE|FILE...")
@CONFIG
def remove(names: tuple[str, ...], config: Path | None) -> None:
    """Remove countries or files of your own that were added; what is shipped stays.

    \b
    Example:
      whoholds gazetteer remove AFG my-places.csv
    """
    shelf = _shelf(config)
    for name in names:
        shelf.remove(name)
        click.echo(f"{name}: removed")


def _shelf(config: Path | None) -> Shelf:
    from whoholds.config import load_config
    from whoholds.reference.gazetteer.adding import Shelf

    return Shelf(load_config(config).gazetteer.place)


def _opened(config: Path | None) -> Gazetteer:
    from whoholds.config import load_config
    from whoholds.reference.gazetteer import open_gazetteer

    return open_gazetteer(load_config(config).gazetteer.place)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """A progress bar a file on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda name, had, whole: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        tasks = {}

        def tell(name: str, had: int, whole: int | None) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=whole)
            bar.update(tasks[name], completed=had, total=whole)

        yield tell
