"""Bytes to text: the encodings that reports come in, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from whoholds.reading.lexicon import load_lexicon

REPLACEMENT = "\ufffd"
# More control characters than this are no text: scanned text has a few, images and archives have about a tenth.
MOST_CONTROL_SHARE = 0.02

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NO_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes. Grain: one file, page or row."""

    text: str
    encoding: str
    note: str | None = None  # what a reader of the text should know of its decoding
    why_not: str | None = None  # set: the bytes are no text, and why


def find_bom(raw: bytes) -> tuple[str, int]:
    """The encoding a byte order mark names, with the mark's length; ("", 0) without a mark."""
    return next(((name, len(bom)) for bom, name in _BOMS if raw.startswith(bom)), ("", 0))


def decode(raw: bytes, *, encoding: str | None = None, is_row: bool = False) -> Decoded:
    """The text of `raw`: as its byte order mark says, else UTF-8, else Windows-1252 with a note.

    Args:
        raw: the bytes as got.
        encoding: what the format itself declares (an HTML charset); tried after the mark, before UTF-8.
        is_row: a row within a file, which bears no mark and no format's signature of its own.

    Returns:
        The text with nothing normalised but U+FFFD for each NUL and lone surrogate, so that positions stay.
    """
    for magic, name in () if is_row else load_lexicon("heads")["signatures"].items():
        if raw.startswith(magic.encode()):
            return Decoded("", "", why_not=f"found {name}, expected text; save its text as .txt or .html and read that")
    marked, length = ("", 0) if is_row else find_bom(raw)
    tried = [marked] if marked else [encoding or "utf-8", "utf-8", "cp1252"]
    for name in tried:
        try:
            text = raw[length:].decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        note = "no UTF-8; read as Windows-1252" if name == "cp1252" and encoding != "cp1252" else None
        return _check(text, name, note)
    what = (
        f"bytes that are no {marked.upper()} though they begin with its mark"
        if marked
        else "bytes in no encoding we know"
    )
    return Decoded("", "", why_not=f"found {what}, expected UTF-8, UTF-16 or Windows-1252 text; save the file as UTF-8")


def mend(text: str) -> tuple[str, str | None]:
    """The text with U+FFFD for each NUL and lone surrogate, and a note if there were any."""
    mended, found = _NO_CHARACTER.subn(REPLACEMENT, text)
    return mended, f"{found} NUL or surrogate characters replaced by U+FFFD" if found else None


def _check(text: str, encoding: str, note: str | None) -> Decoded:
    controls = len(_CONTROL.findall(text))
    if controls > MOST_CONTROL_SHARE * len(text):
        why = f"found {controls} control characters among {len(text)}, expected text; save the report as .txt or .html"
        return Decoded("", "", why_not=why)
    mended, replaced = mend(text)
    return Decoded(mended, encoding, "; ".join(filter(None, (note, replaced))) or None)
