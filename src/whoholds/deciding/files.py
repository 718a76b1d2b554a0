"""Decisions in a file: CSV, one a row, or TOML, one a [[decision]]."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from whoholds.deciding.asked import BASELINE_FIELDS, Asked
from whoholds.errors import DecisionRefused

TABLE_HEAD = re.compile(r"^\s*\[\[\s*decision\s*\]\]", re.MULTILINE)


def read_asked(path: Path) -> Iterator[Asked]:
    """The decisions that a file asks for, in its order.

    Args:
        path: A .csv file with the fields as columns, or a .toml file with one [[decision]] table a decision.

    Raises:
        DecisionRefused: The file as a whole can't be read; it says in which line.
    """
    text = _text(path)
    if path.suffix.lower() == ".toml":
        return _from_toml(text, path)
    if path.suffix.lower() == ".csv":
        return _from_csv(text, path)
    raise DecisionRefused(f"{path}: found a file that ends in {path.suffix!r}, expected .csv or .toml")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as why:
        raise DecisionRefused(f"{path}: can't be read as UTF-8 text ({why})") from why


def read_baseline(path: Path, *, author: str, reason: str) -> Iterator[Asked]:
    """The rows of a table of who held what, as decisions asked for, in its order.

    Args:
        path: A CSV file with the columns place, holder, status, day and source; published and url may stand beside.
        author: Who adds it.
        reason: Why.

    Raises:
        DecisionRefused: The file as a whole can't be read, or lacks a column.
    """
    rows = csv.reader(io.StringIO(_text(path), newline=""))
    heads = [head.strip().lower() for head in next(rows, [])]
    missing = [name for name in BASELINE_NEEDED if name not in heads]
    if missing:
        found = ", ".join(heads) or "none"
        raise DecisionRefused(
            f"{path}:1: found the columns {found}; expected {', '.join(BASELINE_FIELDS)}: {missing[0]} is missing"
        )
    common = {"decision": "baseline", "author": author, "reason": reason}
    for asked in _csv_rows(rows, heads, path):
        yield replace(asked, fields=common | dict(asked.fields))


BASELINE_NEEDED = ("place", "holder", "status", "day", "source")


def _from_csv(text: str, path: Path) -> Iterator[Asked]:
    rows = csv.reader(io.StringIO(text, newline=""))
    heads = [head.strip() for head in next(rows, [])]
    if "decision" not in heads:
        raise DecisionRefused(
            f"{path}:1: found the columns {', '.join(heads) or 'none'}, expected 'decision' among them"
        )
    return _csv_rows(rows, heads, path)


def _csv_rows(rows: Iterator[list[str]], heads: list[str], path: Path) -> Iterator[Asked]:
    # line_num counts the lines read, so a row of several lines is named by its first.
    first = 2
    for cells in rows:
        line, first = first, rows.line_num + 1  # type: ignore[attr-defined]
        if not any(cells):
            continue
        fields = dict(zip(heads, cells, strict=False))
        if len(cells) > len(heads) and any(cells[len(heads) :]):
            fields["cells without a column"] = "; ".join(cells[len(heads) :])
        yield Asked(fields, str(path), line)


def _from_toml(text: str, path: Path) -> Iterator[Asked]:
    try:
        tables = tomllib.loads(text).get("decision")
    except tomllib.TOMLDecodeError as why:
        raise DecisionRefused(f"{path}: is no TOML: {why}") from why
    if not isinstance(tables, list):
        raise DecisionRefused(f"{path}: found no [[decision]] table, expected one for each decision")
    lines = [text.count("\n", 0, found.end()) + 1 for found in TABLE_HEAD.finditer(text)]
    if len(lines) != len(tables):  # a head inside a string
        lines = []
    return _toml_tables(tables, lines, path)


def _toml_tables(tables: list[object], lines: list[int], path: Path) -> Iterator[Asked]:
    for number, table in enumerate(tables):
        fields = {key: _as_text(value) for key, value in table.items()} if isinstance(table, dict) else {}
        yield Asked(fields, str(path), lines[number] if lines else None)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
