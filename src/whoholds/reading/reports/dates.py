"""Calendar dates as heads of reports write them, and the year of a date that leaves it out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from whoholds.reading.lexicon import load_lexicon, remembered

# A full date in the text fixes the year of "June 8" on top if it lies this close: news tells its own week.
# Wider windows take the year of a war's history for the report's own.
DAYS_BEFORE = 7
DAYS_AFTER = 1
CENTURY_TURN = 50  # "3 Jan 90" is 1990, "3 Jan 21" is 2021

_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/._]?(?P<month>0[1-9]|1[0-2])[-/._]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written. Grain: one mention in a head. `year` None: not written."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    def on(self, year: int | None) -> date | None:
        """The day, in `year` if none is written; None if there is no such day or no year."""
        chosen = self.year or year
        try:
            return date(chosen, self.month, self.day) if chosen else None
        except ValueError:
            return None


@remembered
def date_pattern() -> str:
    """A regular expression, without groups, for a date in words or in ISO form."""
    month = f"(?:{'|'.join(sorted(_months(), key=len, reverse=True))})\\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    year = r"(?:(?:19|20)\d\d)"
    return (
        rf"(?:{year}-\d\d-\d\d|{month}\s{{1,2}}{day}(?:,?\s{{1,2}}{year})?(?!\d|:\d)"
        rf"|{day}\s{{1,2}}(?:of\s)?{month}(?:,?\s{{1,2}}(?:{year}|\d\d))?(?!\d|:\d))"
    )


def find_dates(text: str, *, start: int = 0, end: int | None = None) -> list[WrittenDate]:
    """The dates written in a stretch of the text, in text order; those that no calendar has are left out."""
    found = (_read(match) for match in _finder().finditer(text, start, len(text) if end is None else end))
    return [written for written in found if written and (written.on(written.year or 2000))]


def find_years(text: str) -> set[int]:
    """The years from 1900 to 2099 that stand in a text."""
    return {int(year) for year in _YEAR.findall(text)}


def find_iso(text: str) -> date | None:
    """The first numeric date, year first, as URLs and file names carry it."""
    for match in _ISO.finditer(text):
        try:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return None


def infer_year(written: WrittenDate, head: str, names: tuple[str, ...], text: str) -> date | None:
    """The day of a date without a year, from the first of these that gives just one; None if none does.

    Args:
        written: the date.
        head: the other lines of the text's head (a release number, an edition).
        names: the file's name and the URL.
        text: the text proper, for a full date of the same week.
    """
    for years in (find_years(head), *(find_years(name) | _numeric_year(name) for name in names)):
        days = {day for day in map(written.on, sorted(years)) if day}
        if len(days) == 1:
            return days.pop()
    near = set()
    for other in find_dates(text):
        stated = other.on(None)
        for day in (written.on(stated.year), written.on(stated.year + 1)) if stated and other.year else ():
            if day and stated and timedelta(-DAYS_AFTER) <= day - stated <= timedelta(DAYS_BEFORE):
                near.add(day)
    return near.pop() if len(near) == 1 else None


def _numeric_year(name: str) -> set[int]:
    found = find_iso(name)
    return {found.year} if found else set()


@remembered
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in load_lexicon("heads")["months"].items() for name in names}


@remembered
def _finder() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){date_pattern()}(?!\w)", re.IGNORECASE)


def _read(match: re.Match[str]) -> WrittenDate | None:
    words = re.findall(r"[^\W\d_]+|\d+", match[0].lower())
    names = [_months()[word] for word in words if word in _months()]
    numbers = [int(word) for word in words if word.isdigit()]
    if not names:
        return WrittenDate(match.start(), match.end(), numbers[2], numbers[1], numbers[0])
    year = numbers[1] if len(numbers) > 1 else None
    if year is not None and year < 100:  # "3 JAN 90" of a telegram; elsewhere "5 June 30 men" is no year
        century = 1900 if year >= CENTURY_TURN else 2000
        year = century + year if match[0].isupper() else None
    return WrittenDate(match.start(), match.end(), numbers[0], names[0], year)
