"""Dossiers: folders of invented reports with every control claim, probes of control, negatives and copies in gold.json.

The form is described in `quality/dossiers/README.md`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from duckdb import DuckDBPyConnection

from whoholds.errors import ConfigError, WhoholdsError
from whoholds.pipeline import ReadReports, read_into, settle
from whoholds.reading.reports import load_reports
from whoholds.settling import DEFAULT_RULES, control_sql
from whoholds.store import Ledger
from whoholds.terms import CONTROL_TYPES
from whoholds.views.claims import list_claims
from whoholds.views.contract import claim_to_json, control_to_json
from whoholds.views.control import Moment, list_control

Row = Mapping[str, Any]

_GOT_AT = "2000-01-01T00:00:00+00:00"  # a fixed time keeps reruns equal


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier and its gold, as gold.json says it. Grain: one folder."""

    name: str
    texts: Mapping[str, str]  # by file name
    reports: tuple[Row, ...]
    claims: tuple[Row, ...]
    probes: tuple[Row, ...]
    negatives: tuple[Row, ...]
    copies: frozenset[frozenset[str]]  # pairs of file names
    sides: Mapping[str, Sequence[str]]  # other names of each side

    def span(self, quoted: Row) -> tuple[int, int]:
        """Where a claim's or negative's quote stands in its report."""
        start = self.texts[quoted["file"]].find(quoted["quote"])
        return start, start + len(quoted["quote"])


@dataclass(frozen=True, slots=True)
class Answers:
    """What was read and settled of a dossier, as the commands print it. Grain: one dossier."""

    claims: tuple[Row, ...]  # control claims only
    control: Mapping[tuple[str, str], Sequence[Row]]  # by the pair of days of the probes
    written: Mapping[str, frozenset[str]]  # how reports write each place, by place_id


def find_dossiers(folder: Path) -> list[Dossier]:
    """The dossiers in a folder, or the folder itself if it is one, by name.

    Raises:
        ConfigError: A gold.json isn't in the form, or quotes what its report doesn't say.
    """
    folders = [folder] if (folder / "gold.json").exists() else [path.parent for path in folder.glob("*/gold.json")]
    return [load_dossier(path) for path in sorted(folders)]


def load_dossier(folder: Path) -> Dossier:
    """One dossier.

    Raises:
        ConfigError: gold.json isn't in the form, or quotes what its report doesn't say.
    """
    path = folder / "gold.json"
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        texts = {r["file"]: (folder / r["file"]).read_text(encoding="utf-8") for r in gold["reports"]}
        reports, claims, probes, negatives = (tuple(gold[key]) for key in ("reports", "claims", "control", "negatives"))
        copies = frozenset(frozenset(pair) for pair in gold["copies"])
        dossier = Dossier(folder.name, texts, reports, claims, probes, negatives, copies, gold.get("sides", {}))
        missing = [q["quote"] for q in (*dossier.claims, *dossier.negatives) if dossier.span(q)[0] < 0]
    except (OSError, ValueError, KeyError, TypeError) as why:
        raise ConfigError(f"{path}: found no dossier ({why!r}), see quality/dossiers/README.md for the form") from why
    if missing:
        raise ConfigError(f"{path}: found a quote that its report doesn't have: {missing[0]!r}, expected its words")
    return dossier


def answer(dossier: Dossier, read: ReadReports) -> Answers:
    """Read and settle a dossier in a ledger of its own, and ask for what its gold speaks of."""
    with _settled(dossier, read) as con:
        claims = tuple(claim_to_json(c) for c in list_claims(con) if c.claim.event_type in CONTROL_TYPES)
        days = sorted({(probe["as_of"], probe["known_by"]) for probe in dossier.probes})
        decided = control_sql(DEFAULT_RULES)
        control = {
            asked: [control_to_json(row) for row in list_control(con, decided, Moment(*asked, rules=DEFAULT_RULES))]
            for asked in days
        }
    return Answers(claims, control, _written(claims))


def _written(claims: Sequence[Row]) -> dict[str, frozenset[str]]:
    """How claims write each place where they mean the whole of it: "the airport of Hodeidah" is no name of the town."""
    told = [place for claim in claims for place in claim["places"] if place["place_id"] and place["part"] is None]
    ids = {place["place_id"] for place in told}
    return {one: frozenset(" ".join(p["text"].split()) for p in told if p["place_id"] == one) for one in ids}


@contextmanager
def _settled(dossier: Dossier, read: ReadReports) -> Iterator[DuckDBPyConnection]:
    lines = (
        json.dumps(
            {
                **{"id": r["file"], "text": dossier.texts[r["file"]]},
                **{"publisher": r["publisher"], "published": r["published"]},
            }
        )
        for r in dossier.reports
    )
    with TemporaryDirectory() as beside:
        ledger = Ledger(Path(beside, "dossier.duckdb"))
        loaded = load_reports(["-"], stdin=io.BytesIO("\n".join(lines).encode()))
        done = read_into(ledger, loaded, read=read, got_at=_GOT_AT)
        if done.problems:
            raise WhoholdsError(f"{dossier.name}: {done.problems[0]}")
        settle(ledger)
        with ledger.reading() as con:
            yield con
