"""Rows as JSON Lines, CSV or a table: the same rows, three ways.

Piped output is plain and always as wide, so that two runs can be compared; a terminal gets its own width.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from whoholds.views.columns import cell

PIPED_WIDTH = 100
"""Columns of a table that goes to a file or a pipe."""

Row = Mapping[str, Any]


def visible(text: str) -> str:
    """The text with its control characters shown, so that no report can move a reader's cursor or colour a screen."""
    return text.translate(_CONTROLS)


# C0 and C1 but tab and line end, and the marks that turn the direction of writing.
_CONTROLS = {
    code: f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    for code in (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def write_jsonl(rows: Iterable[Row], out: TextIO) -> None:
    """Write one JSON object a line, keys in the contract's order, no character escaped that needs none."""
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_json(value: Row, out: TextIO) -> None:
    """Write one JSON object, on one line."""
    write_jsonl([value], out)


def write_csv(rows: Iterable[Row], columns: Sequence[str], out: TextIO) -> None:
    """Write RFC 4180 CSV: a header, CRLF line ends, quotes where needed."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    shown = visible if out.isatty() else str
    writer.writerows([shown(cell(row, column)) for column in columns] for row in rows)


def write_table(rows: Iterable[Sequence[str]], heads: Sequence[str], out: TextIO, *, title: str | None = None) -> None:
    """Write a table for people; cells wrap, nothing is cut off.

    Args:
        rows: Cells, in the order of the heads.
        heads: Column heads.
        out: Where to.
        title: A line above it.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for cells in rows:
        table.add_row(*(Text(visible(text)) for text in cells))
    console = Console(file=out, width=width_of(out), highlight=False)
    if title:
        out.write(f"{title}\n\n")
    if out.isatty():
        console.print(table)
        return
    with console.capture() as drawn:
        console.print(table)
    out.writelines(f"{line.rstrip()}\n" for line in drawn.get().splitlines())


def width_of(out: TextIO) -> int:
    """Columns to write in: the terminal's, or the fixed width of what is piped."""
    if not out.isatty():
        return PIPED_WIDTH
    try:
        return max(os.get_terminal_size(out.fileno()).columns, 40)
    except (OSError, ValueError):
        return PIPED_WIDTH


def open_out() -> TextIO:
    """Standard output as UTF-8 with the line ends we write, whatever the terminal's encoding is said to be."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    return sys.stdout
