"""Many reports in one file: JSON Lines and CSV, a report a row, with the bytes and the line number of each row kept."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from whoholds.reading.reports.decoding import Decoded, decode, find_bom, mend
from whoholds.reading.reports.loaded import Given, Loaded, make_loaded, make_problem

JSON_LINES = "application/jsonl"
CSV = "text/csv"
NEEDED = ("id", "text")
OPTIONAL = ("publisher", "published", "title", "url", "dateline", "language")
DELIMITERS = ",;\t"

_ISO_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d.*)?$")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row before it is judged. Grain: one line of JSON, or one record of CSV."""

    line: int  # where it begins, from 1
    raw: bytes
    fields: Mapping[str, object]
    why_not: str | None = None
    note: str | None = None


def load_json_lines(stream: BinaryIO, got_from: str) -> Iterator[Loaded]:
    """The reports of a JSON Lines file, one a line, in order; blank lines are passed over.

    Args:
        stream: the file, opened for bytes.
        got_from: the file's name for messages.
    """
    return _judge(
        (_parse_json(line, raw) for line, raw in _number(_lines(stream)) if raw.strip()), JSON_LINES, got_from
    )


def load_csv(stream: BinaryIO, got_from: str) -> Iterator[Loaded]:
    """The reports of a CSV file, one a record, in order; comma, semicolon or tab, as its first line shows.

    Args:
        stream: the file, opened for bytes.
        got_from: the file's name for messages.
    """
    csv.field_size_limit(sys.maxsize)  # a report is longer than the 128 KiB that csv allows by itself
    lines = _Recorder(_lines(stream))
    header = decode(next(lines.source, b""), is_row=True)
    delimiter = max(DELIMITERS, key=header.text.count)
    names = [name.strip().lower() for name in next(csv.reader([header.text], delimiter=delimiter), [])]
    missing = [name for name in NEEDED if names.count(name) != 1]
    if missing:
        found = f"the columns {', '.join(names)[:80]}" if names else "no first line"
        why = f"found {found}; expected {' and '.join(missing)} once each; name the columns in the first line"
        return iter([make_problem(got_from, header.why_not or why, media_type=CSV, line=1)])
    return _judge(_parse_csv(lines, names, delimiter), CSV, got_from)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines with their ends, as UTF-8 without a mark if the file begins with one."""
    first = stream.readline()
    encoding, length = find_bom(first)
    if encoding.startswith("utf-16"):
        text = decode(first + stream.read()).text
        yield from io.BytesIO(text.encode("utf-8", "replace"))
        return
    if first:
        yield first[length:]
    yield from stream


def _number(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    return enumerate(lines, start=1)


def _parse_json(line: int, raw: bytes) -> _Row:
    raw = raw.rstrip(b"\r\n")
    decoded = decode(raw, is_row=True)
    if decoded.why_not:
        return _Row(line, raw, {}, decoded.why_not)
    try:
        fields = json.loads(decoded.text)
    except (ValueError, RecursionError) as why:
        return _Row(
            line,
            raw,
            {},
            f"found broken JSON ({why}), expected one object on the line; correct it or leave the line out",
        )
    if not isinstance(fields, dict):
        kind = "an array" if isinstance(fields, list) else "a bare value"
        return _Row(line, raw, {}, f"found {kind}, expected a JSON object with id and text; write one object a line")
    return _Row(line, raw, fields, note=decoded.note)


class _Recorder:
    """Lines of CSV as text for `csv.reader`, with the bytes taken since the last record kept."""

    def __init__(self, source: Iterator[bytes]) -> None:
        self.source = source
        self.taken: list[tuple[bytes, Decoded]] = []

    def __iter__(self) -> Iterator[str]:
        for raw in self.source:
            decoded = decode(raw, is_row=True)
            self.taken.append((raw, decoded))
            yield "\n" if decoded.why_not else decoded.text

    def take(self, most: int | None = None) -> list[tuple[bytes, Decoded]]:
        """The lines since the last call; those beyond `most` are put back, to be read again."""
        taken, left = self.taken[:most], self.taken[len(self.taken[:most]) :]
        self.taken = []
        if left:
            self.source = itertools.chain([raw for raw, _ in left], self.source)
        return taken


def _parse_csv(lines: _Recorder, names: list[str], delimiter: str) -> Iterator[_Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    at = 2
    while True:
        values, why = [], None
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            why = f"found broken CSV ({error}), expected quotes closed, and doubled inside; correct it"
        # A quote left open swallows the lines after it: only its own line is given up.
        taken = lines.take(1 if why else None)
        if why:
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        if values and len(values) != len(names):
            number = f"{len(values)} column{'' if len(values) == 1 else 's'}"
            why = f"found {number}, expected the {len(names)} of the first line; put long texts in quotes"
        why = next((decoded.why_not for _, decoded in taken if decoded.why_not), why)
        note = next((decoded.note for _, decoded in taken if decoded.note), None)
        if values or why:
            raw = b"".join(raw for raw, _ in taken).rstrip(b"\r\n")
            yield _Row(at, raw, dict(zip(names, values, strict=False)), why, note)
        at += len(taken)


def _judge(rows: Iterable[_Row], media_type: str, got_from: str) -> Iterator[Loaded]:
    """Each row as a report or a problem; an id that comes again with another text is a problem."""
    texts: dict[str, tuple[bytes, int]] = {}
    for row in rows:
        given, why = (None, row.why_not) if row.why_not else _read_fields(row)
        if given and given.given_id is not None:
            digest = hashlib.sha256(given.text.encode()).digest()
            first, line = texts.setdefault(given.given_id, (digest, row.line))
            if first != digest:
                found = f"found id {given.given_id!r}, which line {line} gives to another text"
                why = f"{found}; expected one id for each text; rename it"
        if given is None or why:
            yield make_problem(got_from, why or "", original=row.raw, media_type=media_type, line=row.line)
        else:
            yield make_loaded(given, row.raw, media_type, got_from)


def _read_fields(row: _Row) -> tuple[Given | None, str | None]:
    """The row's columns, or why they won't do. Columns we don't know stay in the original bytes only."""
    if missing := [name for name in NEEDED if row.fields.get(name) in (None, "")]:
        return None, f"found no {' and no '.join(missing)}, expected both id and text in each row; add what is missing"
    values: dict[str, str | None] = {}
    notes = [row.note]
    for name in (*NEEDED, *OPTIONAL):
        value = row.fields.get(name)
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str | None):
            return None, f"found {json.dumps(value)[:40]} as {name}, expected a string or null; put it in quotes"
        mended, note = mend(value or "")
        notes.append(note)
        values[name] = mended if name == "text" else mended.strip() or None
    text = values["text"] or ""
    if not text.strip():
        return None, "found an empty text, expected the words of a report; leave the row out or fill it in"
    if values["id"] is None:
        return None, "found a blank id, expected one of its own for each report; fill it in"
    published, why = _read_published(values["published"])
    if why:
        return None, why
    named = {name: values[name] for name in OPTIONAL if name != "published"}
    return Given(text, given_id=values["id"], published=published, notes=tuple(filter(None, notes)), **named), None


def _read_published(stated: str | None) -> tuple[date | None, str | None]:
    if stated is None:
        return None, None
    match = _ISO_DATE.match(stated)
    try:
        if match:
            return date.fromisoformat(match[1]), None
    except ValueError:
        pass
    return (
        None,
        f"found {stated[:40]!r} as published, expected an ISO date such as 2021-07-05, or nothing; rewrite it so",
    )
