"""The API's views, /api/v1: each asks one public view of the ledger and gives it as JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Annotated, Any

from duckdb import DuckDBPyConnection
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from starlette.responses import Response

from whoholds.app.server.copy import CopiedLedger, Copy
from whoholds.app.server.shapes import (
    DaysAsked,
    KnownAsked,
    LedgerInfo,
    Listing,
    MomentAsked,
    PageAsked,
    RowsAsked,
    RuleSet,
)
from whoholds.config import Config
from whoholds.differing import list_changes
from whoholds.pipeline import draw_history, explain_place, is_up_to_date, list_control
from whoholds.settling import RULE_SETS
from whoholds.terms import EventType
from whoholds.views.contract import control_to_json, why_to_json
from whoholds.views.control import choose_moment
from whoholds.views.listings import Asked, list_rows, put_changes
from whoholds.views.outlines import list_outlines
from whoholds.views.places import find_places, list_places
from whoholds.views.reader import open_report, report_to_json
from whoholds.views.reasons import RULES
from whoholds.views.totals import count_totals

Json = dict[str, Any]

router = APIRouter(prefix="/api/v1")


def latest_copy(request: Request) -> Copy:
    """The copy of the ledger that a request is answered from."""
    copies: CopiedLedger = request.app.state.copies
    return copies.latest()


def default_rules(request: Request) -> str:
    """The rule set that decides where a request names none."""
    config: Config = request.app.state.config
    return config.settling.rules


CopyNow = Annotated[Copy, Depends(latest_copy)]
DefaultRules = Annotated[str, Depends(default_rules)]


@router.get("/ledger", summary="What the ledger holds")
def show_ledger(request: Request, copy: CopyNow, rules: DefaultRules) -> LedgerInfo:
    """Counts, the days it spans, the rule sets there are, and a version that changes with the ledger."""
    name = request.app.state.copies.ledger.name
    return copy.once("ledger", lambda con: _ledger_info(con, name, copy.version, rules))


@router.get("/version", summary="Whether the ledger has changed")
def show_version(copy: CopyNow) -> dict[str, str]:
    """The version alone: cheap to ask again and again."""
    return {"version": copy.version}


@router.get("/atlas", summary="Every place's history, for a map")
def show_atlas(copy: CopyNow, asked: Annotated[KnownAsked, Query()], rules: DefaultRules) -> Response:
    """Columns that let a map show any day without asking again.

    `places`, `spells` and `evidence` are objects of columns of equal length; days are integers since 1970-01-01; a
    place is named by its position in `places`, a side by its position in `sides`. A spell lasts until the day before
    the next one of its place. A row of `evidence` says that from `day` on the newest evidence about the place was
    published on `published`.
    """
    chosen = asked.rules or rules
    text = copy.once(("atlas", asked.known_by, chosen), lambda con: _atlas_text(con, asked.known_by, chosen))
    return Response(text, media_type="application/json")


@router.get("/outlines", summary="Outlines of provinces, for a map")
def show_outlines(copy: CopyNow) -> Response:
    """GeoJSON: the first-level units of every country that a place of the ledger lies in; ids are place_ids."""
    text = copy.once("outlines", lambda con: json.dumps(list_outlines(con), separators=(",", ":")))
    return Response(text, media_type="application/geo+json")


@router.get("/control", summary="Who holds each place")
def show_control(copy: CopyNow, asked: Annotated[MomentAsked, Query()], rules: DefaultRules) -> list[Json]:
    """One row per place that any claim concerns, as `whoholds control --format jsonl` prints it."""
    with copy.reading() as con:
        rows = list_control(con, as_of=asked.as_of, known_by=asked.known_by, rules=asked.rules or rules)
    return [control_to_json(row) for row in rows]


@router.get("/places/{place_id}", summary="What a status rests on")
def show_place(copy: CopyNow, place_id: str, asked: Annotated[MomentAsked, Query()], rules: DefaultRules) -> Json:
    """A place's status with each quote for and against, as `whoholds why --format jsonl` prints it."""
    places = copy.once("places", list_places)
    place = find_places(places, place_id)[0]
    with copy.reading() as con:
        moment = choose_moment(con, as_of=asked.as_of, known_by=asked.known_by, rules=asked.rules or rules)
        return why_to_json(explain_place(con, place, moment))


@router.get("/reports/{report_id}", summary="A report with its claims")
def show_report(copy: CopyNow, report_id: str) -> Json:
    """The untouched text, its claims as `whoholds claims` prints them, and what gave no claim, with why."""
    with copy.reading() as con:
        return report_to_json(open_report(con, report_id))


@router.get("/tables/{name}", summary="A table")
def show_table(copy: CopyNow, name: str, asked: Annotated[PageAsked, Query()], rules: DefaultRules) -> Listing:
    """Rows of a table that fit, sorted, a page at a time: claims, events, changes, sources, reports or coverage."""
    with copy.reading() as con:
        _put_changes(con, name, asked, rules)
        page = list_rows(con, name, _rows_asked(asked), limit=asked.limit, offset=asked.offset)
    return Listing(name=name, columns=list(page.columns), rows=[list(row) for row in page.rows], total=page.total)


@router.get("/tables/{name}/csv", summary="A table as a file")
def download_table(
    copy: CopyNow, name: str, asked: Annotated[RowsAsked, Query()], rules: DefaultRules
) -> StreamingResponse:
    """The same rows in the same order, all of them, as CSV."""
    with copy.reading() as con:
        _put_changes(con, name, asked, rules)
        page = list_rows(con, name, _rows_asked(asked))
    headers = {"content-disposition": f'attachment; filename="whoholds-{name}.csv"'}
    return StreamingResponse(_csv([page.columns, *page.rows]), media_type="text/csv", headers=headers)


def _put_changes(con: DuckDBPyConnection, name: str, asked: RowsAsked, rules: str) -> None:
    """Lay out what `whoholds changes` lists, if it is asked for."""
    if name != "changes":
        return
    since = asked.since or count_totals(con).first
    chosen = asked.rules or rules
    found = list_changes(con, since, as_of=asked.as_of, known_by=asked.known_by, rules=chosen) if since else []
    put_changes(con, found)


def _rows_asked(asked: RowsAsked) -> Asked:
    pairs = dict(item.split(":", 1) for item in asked.only if ":" in item)
    days = _days(asked)
    return Asked(words=asked.words, only=pairs, sort=asked.sort, descending=asked.descending, **days)


def _days(asked: DaysAsked) -> dict[str, str | None]:
    return {"as_of": asked.as_of, "known_by": asked.known_by}


def _csv(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(row)
        yield line.getvalue()


def _atlas_text(con: DuckDBPyConnection, known_by: str | None, rules: str) -> str:
    drawn = draw_history(con, known_by, rules)
    parts = {part.name: getattr(drawn, part.name) for part in fields(drawn)}  # asdict would copy every cell
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def _ledger_info(con: DuckDBPyConnection, name: str, version: str, rules: str) -> LedgerInfo:
    totals = count_totals(con)
    rule_sets = [
        RuleSet(name=one, says={str(status): said for (of, status), said in RULES.items() if of == one})
        for one in RULE_SETS
    ]
    return LedgerInfo(
        name=name,
        version=version,
        settled=is_up_to_date(con),
        reports=totals.reports,
        claims=totals.claims,
        places=totals.places,
        first_published=totals.first,
        last_published=totals.last,
        rules=rules,
        rule_sets=rule_sets,
        event_types=[str(event_type) for event_type in EventType],
    )
