"""What settling costs: made-up ledgers of several sizes, each settled in a process of its own, and a plot of it."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

import duckdb

from whoholds.pipeline import explain_place, list_control, settle
from whoholds.store import Ledger
from whoholds.views.control import choose_moment
from whoholds.views.places import ask_places

FIRST_DAY, DAYS = 18_000, 730
ADDED_REPORTS = 10


@dataclass(frozen=True, slots=True)
class Cost:
    """What one made-up ledger cost. Grain: one size. Times in seconds; cpu over all threads, wall by the clock."""

    claims: int
    places: int
    settle_wall: float
    settle_cpu: float
    peak_mb: int  # of the process that settles
    added_wall: float  # settling again after ten more reports
    added_cpu: float
    control_wall: float  # who holds each place, at the last day; without starting the program
    why_wall: float  # all that one place's status rests on


def measure_costs(sizes: Sequence[int], *, places: int) -> Iterator[Cost]:
    """Make and settle a ledger of each size, each in a process of its own, so that its memory is its own.

    Args:
        sizes: How many claims.
        places: Over how many places.
    """
    for claims in sizes:
        command = [sys.executable, "-m", "whoholds.evaluation", "cost-of", str(claims), "--places", str(places)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        yield Cost(**json.loads(done.stdout))


def measure_cost(claims: int, *, places: int) -> Cost:
    """Make and settle one ledger in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "made.duckdb")
        _make(ledger, claims, places)
        with _timed() as whole:
            settle(ledger)
        peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        _add_reports(ledger)
        with _timed() as added:
            settle(ledger)
        with ledger.reading() as con:
            with _timed() as control:
                rows = list_control(con, as_of=None, known_by=None, rules="press")
            named = sorted(rows, key=lambda row: (row.claims_for, row.place.place_id))[len(rows) // 2]
            with _timed() as why:
                place = ask_places(con, named.place.place_id)[0]
                explain_place(con, place, choose_moment(con, as_of=None, known_by=None, rules="press"))
    return Cost(
        *(claims, places, whole.wall, whole.cpu, peak_kb // 1024, added.wall, added.cpu, control.wall, why.wall)
    )


@dataclass(slots=True)
class _Times:
    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def _timed() -> Iterator[_Times]:
    times = _Times()
    wall, cpu = time.perf_counter(), time.process_time()
    yield times
    times.wall, times.cpu = round(time.perf_counter() - wall, 3), round(time.process_time() - cpu, 3)


def _make(ledger: Ledger, claims: int, places: int) -> None:
    with ledger.writing():
        pass  # the tables are made
    text = (files("whoholds.evaluation") / "synthetic.sql").read_text(encoding="utf-8")
    with duckdb.connect(str(ledger.path)) as con:
        con.execute(text.format(claims=claims, places=places, first_day=FIRST_DAY, days=DAYS))


ADD_REPORTS = """
    INSERT INTO reports SELECT * REPLACE ('z' || report_id AS report_id, {last} AS published) FROM reports WHERE {some};
    INSERT INTO fingerprints SELECT 'z' || report_id, -shingle - 1 FROM fingerprints WHERE {some};
    INSERT INTO claims SELECT * REPLACE ('z' || claim_id AS claim_id, 'z' || report_id AS report_id,
        {last} AS when_start, {last} AS when_end) FROM claims WHERE {some};
    INSERT INTO claim_actors SELECT * REPLACE ('z' || claim_id AS claim_id) FROM claim_actors WHERE {theirs};
    INSERT INTO claim_places SELECT * REPLACE ('z' || claim_id AS claim_id) FROM claim_places WHERE {theirs};
    INSERT INTO claim_sources SELECT * REPLACE ('z' || claim_id AS claim_id) FROM claim_sources WHERE {theirs};
"""
"""Ten reports told again in other words on a later day."""


def _add_reports(ledger: Ledger) -> None:
    some = (
        f"report_id IN (SELECT report_id FROM reports WHERE report_id < 'z' ORDER BY report_id LIMIT {ADDED_REPORTS})"
    )
    theirs = f"claim_id IN (SELECT claim_id FROM claims WHERE report_id < 'z' AND {some})"
    with duckdb.connect(str(ledger.path)) as con:
        con.execute(ADD_REPORTS.format(some=some, theirs=theirs, last=FIRST_DAY + DAYS + 1))


def cost_table(costs: Sequence[Cost]) -> str:
    """The costs as a table in Markdown."""
    lines = [
        "| claims | settling: wall s | CPU s | peak MB | ten reports more: wall s | CPU s | control s | why s |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {c.claims:,} | {c.settle_wall:.1f} | {c.settle_cpu:.1f} | {c.peak_mb:,} | {c.added_wall:.1f} "
        f"| {c.added_cpu:.1f} | {c.control_wall:.2f} | {c.why_wall:.2f} |"
        for c in costs
    ]
    return "\n".join(lines)


def cost_json(cost: Cost) -> str:
    """One cost as a line of JSON."""
    return json.dumps(asdict(cost))
