"""From paths to reports: files, folders, globs and standard input, in order; what can't be read is told, not raised."""

from __future__ import annotations

import glob
import io
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from whoholds.reading.reports.decoding import decode, find_bom
from whoholds.reading.reports.loaded import Given, Loaded, make_loaded, make_problem
from whoholds.reading.reports.pages import is_page, load_page
from whoholds.reading.reports.rows import load_csv, load_json_lines

STANDARD_INPUT = "standard input"
PLAIN_TEXT = "text/plain"
# What a folder is searched for. Any other file is read, as what it looks like, only if named itself or by a glob.
KINDS = {
    ".txt": "text", ".text": "text", ".htm": "page", ".html": "page", ".xhtml": "page",
    ".jsonl": "json", ".ndjson": "json", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip

_SNIFFED_BYTES = 4096


def load_reports(paths: Sequence[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Loaded]:
    """Each report that the paths hold, or the problem with it, as it is reached.

    Args:
        paths: files, folders (searched through, sorted by path), glob patterns, or "-" for standard input.
        stdin: what "-" reads, if not the process's own standard input.

    Returns:
        One Loaded a file, page or row, in the order of the paths; equal inputs give equal reports whatever the order.
    """
    for path in paths:
        if str(path) == "-":
            stream = stdin if stdin is not None else sys.stdin.buffer
            yield from _guarded(lambda stream=stream: _load_stream(stream.read(), STANDARD_INPUT), STANDARD_INPUT)  # type: ignore[misc]
            continue
        yield from _load_path(str(path))


def _load_path(path: str) -> Iterator[Loaded]:
    found = Path(path)
    if "\x00" not in path and not os.path.lexists(path) and glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207  # takes absolute patterns too
        if not matches:
            yield make_problem(path, "found no file that this pattern fits; check it, and quote it from the shell")
        for match in matches:
            yield from _load_path(match)
        return
    try:
        is_folder, is_there = found.is_dir(), found.exists()
    except (OSError, ValueError) as why:
        yield make_problem(path, f"found no way to open this path ({why}); check the name and its permissions")
        return
    if not is_there:
        yield make_problem(path, "found no such file or folder; check the path, or quote a pattern")
    elif is_folder:
        yield from _load_folder(path)
    else:
        yield from _guarded(lambda: _load_file(found), found.as_posix())


def _load_folder(folder: str) -> Iterator[Loaded]:
    problems: list[Loaded] = []

    def keep(why: OSError) -> None:
        problems.append(
            make_problem(
                str(why.filename), f"found a folder that can't be opened ({why.strerror}); allow it or leave it out"
            )
        )

    files: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=keep):
        folders[:] = [name for name in folders if not name.startswith(".") and not _is_page_part(name, names)]
        files += [
            Path(parent, name) for name in names if not name.startswith(".") and Path(name).suffix.lower() in KINDS
        ]
    yield from sorted(problems, key=lambda it: it.got_from)
    if not files and not problems:
        known = ", ".join(KINDS)
        yield make_problem(
            folder, f"found no report in this folder, expected files ending in {known}; name other files one by one"
        )
    for file in sorted(files, key=Path.as_posix):
        yield from _guarded(lambda file=file: _load_file(file), file.as_posix())  # type: ignore[misc]


def _is_page_part(folder: str, siblings: list[str]) -> bool:
    """Whether a folder holds the pictures and frames that a browser saved with a page beside it."""
    stem = re.sub(r"[_ -](?:files|Dateien|fichiers|archivos)$", "", folder)
    return stem != folder and any(f"{stem}{suffix}" in siblings for suffix in KINDS if KINDS[suffix] == "page")


def _guarded(load: Callable[[], Iterator[Loaded]], got_from: str) -> Iterator[Loaded]:
    """What `load` gives; a failure of the disk or of a parser becomes a problem, and the next file's turn comes."""
    try:
        yield from load()
    except OSError as why:
        yield make_problem(got_from, f"found a file that can't be opened ({why.strerror}); check its permissions")
    except Exception as why:  # whatever a parser chokes on, the other reports must still be read
        name = type(why).__name__
        yield make_problem(got_from, f"found something no reader could take ({name}: {why}); save its text as .txt")


def _load_file(file: Path) -> Iterator[Loaded]:
    got_from = file.as_posix()
    kind = KINDS.get(file.suffix.lower())
    if kind in ("json", "csv"):
        with file.open("rb") as stream:
            yield from (load_json_lines if kind == "json" else load_csv)(stream, got_from)
        return
    raw = file.read_bytes()
    if kind is None:
        yield from _load_stream(raw, got_from)
    else:
        yield load_page(raw, got_from) if kind == "page" else _load_text(raw, got_from)


def _load_stream(raw: bytes, got_from: str) -> Iterator[Loaded]:
    """Bytes without a telling name, as what they look like: a page, JSON Lines, else one text."""
    if is_page(raw):
        yield load_page(raw, got_from)
    elif _is_json(raw):
        yield from load_json_lines(io.BytesIO(raw), got_from)
    else:
        yield _load_text(raw, got_from)


def _is_json(raw: bytes) -> bool:
    encoding, length = find_bom(raw)
    start = raw[length:_SNIFFED_BYTES].decode(encoding or "utf-8", "replace")
    return re.match(r'\s*\{\s*["}]', start) is not None


def _load_text(raw: bytes, got_from: str) -> Loaded:
    decoded = decode(raw)
    if decoded.why_not:
        return make_problem(got_from, decoded.why_not, original=raw, media_type=PLAIN_TEXT)
    if not decoded.text.strip():
        why = "found an empty file, expected the words of a report; leave it out or fill it in"
        return make_problem(got_from, why, original=raw, media_type=PLAIN_TEXT)
    given = Given(decoded.text, notes=(decoded.note,) if decoded.note else ())
    return make_loaded(given, raw, PLAIN_TEXT, got_from)
