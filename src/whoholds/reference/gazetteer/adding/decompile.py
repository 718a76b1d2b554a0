"""A compiled country → the entries it was compiled from, so that more can be added and all compiled anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from whoholds.reference.gazetteer.compile import Entry
from whoholds.reference.gazetteer.rows import Rows, id_of
from whoholds.reference.gazetteer.table import DEGREE, MANY, NO_COORDINATE, NONE, OWN, Kind, Table


def read_entries(table: Table, country: str) -> list[Entry]:
    """The entries of one country, in row order; their names are plain keys but for the one shown.

    Args:
        table: a compiled gazetteer.
        country: its ISO code.
    """
    rows = Rows([table])
    wanted = {row for row in range(table.starts[Kind.COUNTRY], table.starts[-1]) if rows.country(row) == country}
    names: dict[int, list[str]] = defaultdict(list)
    for name in range(len(table.names)):
        mine = [row for row in _rows_of(table, name) if row in wanted]
        if mine:
            key = table.names.restore_key(name)
            for row in mine:
                names[row].append(key)
    return [_entry(table, rows, row, names[row]) for row in sorted(wanted)]


def _rows_of(table: Table, name: int) -> Iterator[int]:
    posting = table.posting[name]
    if posting & MANY:
        at = posting - MANY
        yield from table.shared[at + 1 : at + 1 + table.shared[at]]
    else:
        yield posting


def _entry(table: Table, rows: Rows, row: int, names: list[str]) -> Entry:
    lat, lon, parent = table.lat[row], table.lon[row], table.parent[row]
    return Entry(
        geoname=_number(table, row),
        kind=rows.kind(row),
        name=table.displays.restore_key(table.display[row]),
        names=tuple(names),
        parent=None if parent == NONE else _number(table, parent),
        country=rows.country(row),
        lat=None if lat == NO_COORDINATE else lat / DEGREE,
        lon=None if lon == NO_COORDINATE else lon / DEGREE,
        population=table.population[row],
    )


def _number(table: Table, row: int) -> int | str:
    return id_of(table, row) if table.geoname[row] & OWN else table.geoname[row]
