"""What loading one input gives, and how a Report is made from what is given and what its text says."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from whoholds.errors import UnreadableReport
from whoholds.reading.reports.heads import read_head
from whoholds.reading.reports.languages import guess_language, name_language
from whoholds.records import Report

ENGLISH = "en"
ID_CHARS = 32  # of a SHA-256 in hexadecimal: 128 bits


@dataclass(frozen=True, slots=True)
class Loaded:
    """One input as got. Grain: one file, page or row.

    Just one of `report` and `problem` is set. A report that isn't English has its language's code, and is left unread.
    """

    report: Report | None
    original: bytes  # as got: the file's, or the row's own
    media_type: str
    got_from: str  # the file's path as given or found, or "standard input"
    language: str | None = None  # the report's, ISO 639-1, or "und"; None without a report
    problem: UnreadableReport | None = None
    credit: str | None = None  # the agency or outlet that the text itself credits; a copy names where it comes from
    notes: tuple[str, ...] = ()  # what a careful reader should know: encoding, inferred date

    @property
    def is_read(self) -> bool:
        """Whether there is a report in a language we read."""
        return self.report is not None and self.language == ENGLISH


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a text before looking into it: a row's columns, a page's metadata. Grain: one report."""

    text: str
    given_id: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    title: str | None = None
    dateline: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


def make_loaded(given: Given, original: bytes, media_type: str, got_from: str) -> Loaded:
    """The report of a text: what is given wins over what its head says, and that over nothing at all.

    Args:
        given: the text and what came with it.
        original: the bytes as got.
        media_type: of `original`.
        got_from: the file; also its name is read for a date.
    """
    file_name = got_from.replace("\\", "/").rpartition("/")[2] if given.given_id is None else ""
    head = read_head(given.text, names=tuple(filter(None, (file_name, given.url))))
    stated = given.language or head.language
    language = name_language(stated) if stated else guess_language(given.text[head.body_start :])
    published = given.published or head.published
    publisher, url = given.publisher or head.agency, given.url or head.url
    title, dateline = given.title or head.title, given.dateline or head.dateline
    report = Report(
        report_id=_hash_content(given.given_id, publisher, published, url, title, dateline, given.text),
        path=given.given_id if given.given_id is not None else got_from,
        text=given.text,
        sha256=hashlib.sha256(original).hexdigest(),
        body_start=head.body_start,
        published=published,
        publisher=publisher,
        dateline=dateline,
        url=url,
        title=title,
        language=language,
    )
    notes = given.notes if given.published else (*given.notes, *head.notes)
    return Loaded(report, original, media_type, got_from, language=language, credit=head.credit, notes=notes)


def make_problem(
    where: str, why: str, *, original: bytes = b"", media_type: str = "", line: int | None = None
) -> Loaded:
    """An input that can't be read, with its message: what was found, what was expected, what to do."""
    return Loaded(None, original, media_type, where, problem=UnreadableReport(where, why, line))


def _hash_content(*parts: str | date | None) -> str:
    written = json.dumps([part.isoformat() if isinstance(part, date) else part for part in parts], ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:ID_CHARS]
