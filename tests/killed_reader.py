"""Reads made reports into a ledger, then settles it: the process that tests kill. usage: killed_reader.py LEDGER"""

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from made_readings import load_made, many_reports, read_made
from whoholds.pipeline import read_into, settle
from whoholds.records import Reading, Report
from whoholds.store import Ledger


def read_slowly(reports: Iterable[Report]) -> Iterator[Reading]:
    for reading in read_made(reports):
        time.sleep(0.0005)
        yield reading


if __name__ == "__main__":
    ledger = Ledger(Path(sys.argv[1]))
    read_into(
        ledger,
        load_made(many_reports()),
        read=read_slowly,
        got_at="2026-01-01T00:00:00+00:00",
        tell=lambda progress: print(progress.reports, flush=True),
    )
    settle(ledger)
