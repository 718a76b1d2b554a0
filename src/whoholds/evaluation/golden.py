"""The sample dossier against its table of control, its negatives and its copies, all written by hand."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from duckdb import DuckDBPyConnection

from whoholds.evaluation.figures import Figure, share
from whoholds.evaluation.mention_scores import distance_km
from whoholds.pipeline import ReadReports, read_into, settle
from whoholds.reading.reports import load_reports
from whoholds.settling import DEFAULT_RULES, control_sql
from whoholds.store import Ledger
from whoholds.terms import CONTROL_TYPES, Polarity, Status
from whoholds.views.claims import StatedClaim, list_claims, reports_of
from whoholds.views.control import ControlRow, Moment, list_control

# Spellings of one name seldom share fewer letters than this; other places of a province seldom more.
ALIKE_RATIO = 0.7
_GOT_AT = "2021-07-10T00:00:00+00:00"  # a fixed time keeps reruns equal


@dataclass(frozen=True, slots=True)
class ExpectedPlace:
    """A place of the golden table. Grain: one place."""

    name: str
    other_names: tuple[str, ...]
    lat: float
    lon: float
    within_km: float


@dataclass(frozen=True, slots=True)
class ExpectedStatus:
    """Who holds a place at a moment, by hand. Grain: one place and pair of days."""

    place: ExpectedPlace
    as_of: str
    known_by: str
    answers: tuple[str, ...]  # "held:Taliban", "contested:sources", "unknown"; the first is the table's own
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Our answer beside the expected one. Grain: one place and pair of days."""

    expected: ExpectedStatus
    answer: str

    @property
    def is_right(self) -> bool:
        """Whether the answer is the table's, or another that it accepts."""
        return self.answer in self.expected.answers

    @property
    def is_falsely_held(self) -> bool:
        """Whether we say that somebody holds what the table doesn't give them: the worst error there is."""
        return self.answer.startswith(f"{Status.HELD}:") and not self.is_right


def load_expected(folder: Path) -> list[ExpectedStatus]:
    """The golden table, in the file's order."""
    sides = {
        row["side"]: (row["side"], *filter(None, row["other_names"].split("|")))
        for row in read_csv(folder / "sides.csv")
    }
    places = {
        row["place"]: ExpectedPlace(
            *(row["place"], tuple(filter(None, row["other_names"].split("|")))),
            *(float(row["lat"]), float(row["lon"]), float(row["within_km"])),
        )
        for row in read_csv(folder / "places.csv")
    }
    return [
        ExpectedStatus(places[row["place"]], row["as_of"], row["known_by"], _answers(row, sides), row["reason"])
        for row in read_csv(folder / "control.csv")
    ]


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by column."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _answers(row: Mapping[str, str], sides: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The table's answer, then what else it accepts, each with every name of its side."""
    detail = row["holder"] or row["contested_by"]
    own = f"{row['status']}:{detail}" if detail else row["status"]
    answers: list[str] = []
    for answer in (own, *filter(None, row["accept"].split("|"))):
        status, _, who = answer.partition(":")
        answers += [f"{status}:{name}" for name in sides[who]] if who in sides else [answer]
    return tuple(answers)


@contextmanager
def settled_ledger(folder: Path, read: ReadReports) -> Iterator[DuckDBPyConnection]:
    """A connection to a ledger, gone afterwards, that has read and settled a folder of reports."""
    with TemporaryDirectory() as beside:
        ledger = Ledger(Path(beside, "golden.duckdb"))
        read_into(ledger, load_reports([folder]), read=read, got_at=_GOT_AT)
        settle(ledger)
        with ledger.reading() as con:
            yield con


def judge_control(con: DuckDBPyConnection, expected: Sequence[ExpectedStatus]) -> list[Judged]:
    """Our answer for each row of the golden table, in its order."""
    judged: list[Judged] = []
    tables: dict[tuple[str, str], list[ControlRow]] = {}
    for row in expected:
        asked = row.as_of, row.known_by
        if asked not in tables:
            tables[asked] = list_control(con, control_sql(DEFAULT_RULES), Moment(*asked, rules=DEFAULT_RULES))
        judged.append(Judged(row, _answer(_find_row(tables[asked], row.place))))
    return judged


def _find_row(rows: Sequence[ControlRow], wanted: ExpectedPlace) -> ControlRow | None:
    """The row of a place: the nearest of those alike in name, else a provisional place of that name."""
    alike = [
        row for row in rows if any(names_alike(row.place.name, name) for name in (wanted.name, *wanted.other_names))
    ]
    near = [
        (distance_km((wanted.lat, wanted.lon), (row.place.lat, row.place.lon)), row)
        for row in alike
        if row.place.lat is not None and row.place.lon is not None
    ]
    near = [(km, row) for km, row in near if km <= wanted.within_km]
    if near:
        return min(near, key=lambda pair: (pair[0], pair[1].place.place_id))[1]
    return next((row for row in alike if row.place.lat is None), None)


def names_alike(one: str, other: str) -> bool:
    """Whether two names are spellings of one, by the letters they share."""
    return SequenceMatcher(None, _letters(one), _letters(other)).ratio() >= ALIKE_RATIO


def _letters(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalpha())


def _answer(row: ControlRow | None) -> str:
    if row is None or row.status is Status.UNKNOWN:
        return str(Status.UNKNOWN)
    return f"{row.status}:{row.holder.name if row.holder else row.contested_by}"


def list_false_claims(con: DuckDBPyConnection, folder: Path) -> list[tuple[str, StatedClaim]]:
    """Affirmed control claims whose trigger stands in a clause that must give none, with the clause."""
    texts = dict(con.execute("SELECT path, text FROM reports").fetchall())
    claims = [c for c in list_claims(con) if c.claim.event_type in CONTROL_TYPES]
    found: list[tuple[str, StatedClaim]] = []
    for row in read_csv(folder / "negatives.csv"):
        for path, text in texts.items():
            start = text.find(row["quote"]) if path.rpartition("/")[2] == row["report"] else -1
            found += [
                (row["quote"], stated)
                for stated in claims
                if start >= 0
                and stated.report.path == path
                and stated.claim.polarity is Polarity.AFFIRMED
                and start <= stated.claim.trigger.start < start + len(row["quote"])
            ]
    return found


def list_stories(con: DuckDBPyConnection) -> list[tuple[str, ...]]:
    """Stories that stand in more than one report: their reports' file names, sorted."""
    stories: dict[str, list[str]] = {}
    for report in reports_of(con).values():
        if report.story_id is not None:
            stories.setdefault(report.story_id, []).append(report.path.rpartition("/")[2])
    return sorted(tuple(sorted(paths)) for paths in stories.values() if len(paths) > 1)


def score_golden(golden: Path, reports: Path, read: ReadReports) -> list[Figure]:
    """The sample dossier's figures.

    Args:
        golden: The folder of control.csv, places.csv, negatives.csv and copies.csv.
        reports: The folder of reports.
        read: Reads reports.
    """
    expected = load_expected(golden)
    with settled_ledger(reports, read) as con:
        judged = judge_control(con, expected)
        false = {quote for quote, _ in list_false_claims(con, golden)}
        stories = list_stories(con)
    negatives = read_csv(golden / "negatives.csv")
    copies = [tuple(sorted((row["original"], row["copy"]))) for row in read_csv(golden / "copies.csv")]
    n = len(judged)
    unknown = share(sum("unknown" in row.answers for row in expected), n)
    right = set(stories) & set(copies)
    return [
        Figure("control rows right", share(sum(j.is_right for j in judged), n), n, unknown),
        Figure("not falsely held", 1 - share(sum(j.is_falsely_held for j in judged), n), n, 1.0),
        Figure("negatives kept out", 1 - share(len(false), len(negatives)), len(negatives), 1.0),
        Figure("copies found, no other", share(len(right), len(set(stories) | set(copies))), len(copies), 0.0),
    ]
