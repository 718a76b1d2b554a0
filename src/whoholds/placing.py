"""Places of a ledger that were missing, placed once the gazetteer knows them; and a report's places explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whoholds.pipeline import open_read, told_unread
from whoholds.store import Ledger, missing_places, replace_readings, reports_naming

if TYPE_CHECKING:
    from whoholds.config import Config
    from whoholds.reading.reports import Loaded


@dataclass(frozen=True, slots=True)
class Placed:
    """What placing did."""

    missing: int  # provisional places that the ledger had
    places: int  # of them, those it has no longer
    reports: int  # read again


def place_missing(ledger: Ledger, config: Config) -> Placed:
    """Read those reports again that name a place which was missing and of which the gazetteer now has an entry.

    Args:
        ledger: The ledger; it needs settling afterwards.
        config: Says where added places lie.
    """
    from whoholds.reference.gazetteer import How, open_gazetteer

    gazetteer = open_gazetteer(config.gazetteer.place)
    with ledger.reading() as con:
        before = missing_places(con)
        found = [
            place_id
            for place_id, name, country in before
            if any(c.how is not How.NEAR and c.place.country == country for c in gazetteer.candidates(name))
        ]
        reports = reports_naming(con, found)
    readings = list(open_read(config)(reports)) if reports else []
    with ledger.writing() as con:
        if readings:
            replace_readings(con, readings)
        after = {place_id for place_id, _, _ in missing_places(con)}
    gone = {place_id for place_id, _, _ in before} - after
    return Placed(len({place_id for place_id, _, _ in before}), len(gone), len(readings))


def explain_places(loaded: Iterable[Loaded], config: Config) -> Iterator[str]:
    """For each report and place name, a line of what it was taken for, lines of why and of what else it may mean."""
    from whoholds.reading.claims.geolocation import resolve
    from whoholds.reading.mentions.actors import find_actors
    from whoholds.reading.mentions.toponyms import find_toponyms
    from whoholds.reading.mentions.war_signs import where_they_fight
    from whoholds.reading.places_told import tell_places
    from whoholds.reference.actors import open_actors
    from whoholds.reference.gazetteer import open_gazetteer

    gazetteer, actors = open_gazetteer(config.gazetteer.place), open_actors(*config.actors.files)
    for item in loaded:
        if item.report is None or not item.is_read:
            yield told_unread(item)
            continue
        yield item.report.path
        names, groups = find_toponyms(item.report.text, gazetteer), find_actors(item.report.text, actors)
        fought_in = where_they_fight(groups, actors, item.report.published)
        found = resolve(names, item.report, gazetteer, fought_in)
        yield from tell_places(found, gazetteer)
