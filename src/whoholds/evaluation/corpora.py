"""Annotated corpora: JSON Lines files, found by the folder they lie in, and read through the public entry points."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from whoholds.errors import UnreadableReport
from whoholds.pipeline import ReadReports
from whoholds.reading.reports import load_reports
from whoholds.records import Reading, Report

Row = Mapping[str, Any]

# Which kind of gold a file holds, by its path below the corpora's folder.
KINDS = {
    "places/*.jsonl": "places",
    "times/*.jsonl": "times",
    "attribution/*.jsonl": "attribution",
    "events/acled*.jsonl": "acled",
    "events/control*.jsonl": "control",
    "events/case2021*.jsonl": "case2021",
    "events/isaf*.jsonl": "isaf",
    "events/muc4*.jsonl": "muc4",
    "events/muc*.jsonl": "speed",
}


@dataclass(frozen=True, slots=True)
class Corpus:
    """An annotated file. Grain: one file."""

    path: Path
    kind: str

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem


def find_corpora(folder: Path) -> list[Corpus]:
    """The corpora below a folder, sorted by path; files of kinds we can't score are left out."""
    found = [Corpus(path, kind) for pattern, kind in KINDS.items() for path in folder.glob(pattern)]
    return sorted(found, key=lambda corpus: corpus.path.as_posix())


def load_rows(path: Path) -> list[Row]:
    """The rows of a JSON Lines file, in order.

    Raises:
        UnreadableReport: A line is no JSON object with `id` and `text`.
    """
    rows: list[Row] = []
    with path.open(encoding="utf-8") as lines:  # not splitlines(): texts may hold U+2028
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as why:
                raise UnreadableReport(str(path), f"found no JSON ({why}), expected an object a line", number) from why
            if not isinstance(row, dict) or not {"id", "text"} <= row.keys():
                raise UnreadableReport(str(path), "found no row with id and text, expected both", number)
            rows.append(row)
    return rows


def read_rows(rows: Sequence[Row], read: ReadReports) -> Iterator[Reading]:
    """What reading makes of each row's `text` and `dct` (its publication date), the rest of it unseen."""
    return read(_reports(rows))


def _reports(rows: Iterable[Row]) -> Iterator[Report]:
    for row in rows:
        fields = {"id": row["id"], "text": row["text"], "published": _day(row.get("dct")), "language": "en"}
        for loaded in load_reports(["-"], stdin=io.BytesIO(json.dumps(fields).encode())):
            if loaded.report is None:
                raise loaded.problem or UnreadableReport(str(row["id"]), "found nothing to read")
            yield loaded.report


def day_of(row: Row) -> date | None:
    """The day of a row's text, if it gives one."""
    stated = _day(row.get("dct"))
    return None if stated is None else date.fromisoformat(stated)


def _day(stated: object) -> str | None:
    try:
        return date.fromisoformat(str(stated)[:10]).isoformat()
    except ValueError:
        return None
