"""Kills `whoholds read` at random moments and in random orders, and compares the exports with one whole run.

usage: python tests/kill_check.py [--runs 20] [--orders 3] [--seed 0]

Each run is killed (SIGKILL) at a random moment after its first committed batch, then run again to its end. The reports
are the sample dossier's, in many editions. Not a test of the suite, as it takes minutes; a smaller one is there.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from whoholds.errors import LedgerError
from whoholds.store import Ledger

SAMPLE = Path(__file__).parents[1] / "src" / "whoholds" / "samples" / "afghanistan-2021"
EDITIONS = 24
LATEST = 0.5  # of a whole run, after the first batch: later than this the run has mostly ended
WHOHOLDS = [sys.executable, "-m", "whoholds"]
EXPORTS = (["claims"], ["events"], ["control"], ["coverage"])


def make_reports() -> list[str]:
    """Rows of JSON Lines: each text of the sample in several editions, so that there are many batches."""
    rows: list[str] = []
    for path in sorted(SAMPLE.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for edition in range(EDITIONS):
            row = {"id": f"{path.name}/{edition}", "text": f"{text}\nEdition {edition}.", "published": "2021-07-10"}
            rows.append(json.dumps(row))
    return rows


def exports(ledger: Path) -> list[list[str]]:
    """The sorted exports of a ledger."""
    done = [
        subprocess.run(
            [*WHOHOLDS, *words, str(ledger), "--format", "jsonl"], capture_output=True, text=True, check=True
        )
        for words in EXPORTS
    ]
    return [sorted(run.stdout.splitlines()) for run in done]


def read(reports: Path, ledger: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([*WHOHOLDS, "read", str(reports), "--into", str(ledger)], stdout=subprocess.DEVNULL)


def wait_for_a_batch(ledger: Path) -> None:
    while True:
        try:
            with Ledger(ledger).reading() as con:
                if con.execute("SELECT count(*) FROM reports").fetchall()[0][0]:
                    return
        except LedgerError:
            pass
        time.sleep(0.02)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--orders", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        reports, rows = Path(folder, "reports.jsonl"), make_reports()
        reports.write_text("\n".join(rows), encoding="utf-8")
        began = time.monotonic()
        read(reports, Path(folder, "whole.duckdb")).wait()
        took = time.monotonic() - began
        whole = exports(Path(folder, "whole.duckdb"))
        print(f"{len(rows)} reports, {len(whole[0])} claims, one whole run {took:.1f} s")
        for number in range(asked.runs):
            ledger = Path(folder, f"killed-{number}.duckdb")
            reader = read(reports, ledger)
            wait_for_a_batch(ledger)
            time.sleep(chance.uniform(0, took * LATEST))
            ended = reader.poll() is not None
            reader.send_signal(signal.SIGKILL)
            reader.wait()
            with Ledger(ledger).reading() as con:
                kept = con.execute("SELECT count(*) FROM reports").fetchall()[0][0]
            read(reports, ledger).wait()
            same = exports(ledger) == whole
            failed += not same
            moment = "after its end" if ended else f"with {kept} reports kept"
            print(f"kill {number}: {moment}: {'same' if same else 'DIFFERENT'}", flush=True)
        for number in range(asked.orders):
            ledger, shuffled = Path(folder, f"order-{number}.duckdb"), Path(folder, f"order-{number}.jsonl")
            chance.shuffle(rows)
            shuffled.write_text("\n".join(rows), encoding="utf-8")
            read(shuffled, ledger).wait()
            same = exports(ledger) == whole
            failed += not same
            print(f"order {number}: {'same' if same else 'DIFFERENT'}")
    print(f"{failed} different" if failed else "all the same")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
