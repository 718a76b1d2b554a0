"""A saved web page: its article, title, date, site and URL, by trafilatura; the rest of the page is left out."""

from __future__ import annotations

import re
from datetime import date

from whoholds.reading.reports.decoding import decode, mend
from whoholds.reading.reports.loaded import Given, Loaded, make_loaded, make_problem

MEDIA_TYPE = "text/html"

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
# The page's own stated date only: a search through its text would find other days, and the clock must not bound it.
_DATE_SETTINGS = {
    "original_date": True,
    "extensive_search": False,
    "max_date": "2999-12-31",
    "outputformat": "%Y-%m-%d",
}


def is_page(raw: bytes) -> bool:
    """Whether bytes without a telling file name look like HTML."""
    start = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    )


def load_page(raw: bytes, got_from: str) -> Loaded:
    """The report on a saved page; the title stands apart, and a note says when the page states no date.

    Args:
        raw: the page as saved.
        got_from: the file.
    """
    declared = _CHARSET.search(raw[:2048])
    charset = (declared[1] or declared[2]).decode("ascii") if declared else None
    decoded = decode(raw, encoding=charset)
    if decoded.why_not:
        return make_problem(got_from, decoded.why_not, original=raw, media_type=MEDIA_TYPE)
    given = _extract(decoded.text, decoded.note)
    if given is None:
        why = "found no article on the page, expected a text of a sentence or more; copy its text into a .txt file"
        return make_problem(got_from, why, original=raw, media_type=MEDIA_TYPE)
    return make_loaded(given, raw, MEDIA_TYPE, got_from)


def _extract(page: str, note: str | None) -> Given | None:
    import trafilatura  # a seventh of a second, only when there is a page
    from trafilatura.settings import Document

    found = trafilatura.bare_extraction(
        _XML_HEAD.sub("", page), with_metadata=True, include_comments=False, date_extraction_params=dict(_DATE_SETTINGS)
    )
    if not isinstance(found, Document) or not (found.text or "").strip():
        return None
    text, replaced = mend(found.text or "")
    saved_from, stated = _SAVED_FROM.search(page[:4096]), _read_date(found.date)
    return Given(
        text=text,
        publisher=found.sitename or found.hostname,
        published=stated,
        url=found.url or (saved_from[1] if saved_from else None),
        title=found.title,
        notes=tuple(filter(None, (note, replaced, None if stated else "the page states no date of publication"))),
    )


def _read_date(stated: str | None) -> date | None:
    try:
        return date.fromisoformat((stated or "")[:10])
    except ValueError:
        return None
