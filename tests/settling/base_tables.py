"""Base tables for settling's tests: small rows with everything that does not matter filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any

from whoholds.engines.duckdb import DuckDBEngine
from whoholds.engines.sqlite import SQLiteEngine
from whoholds.settling import control_sql, steps

EPOCH = date(1970, 1, 1).toordinal()
AnyEngine = DuckDBEngine | SQLiteEngine


def day(iso: str | None) -> int | None:
    """Days since 1970-01-01."""
    return None if iso is None else date.fromisoformat(iso).toordinal() - EPOCH


@dataclass(slots=True)
class BaseTables:
    """Rows by table, each a dict of the columns that matter."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, **columns: Any) -> None:
        self.rows.setdefault(table, []).append(columns)

    def report(self, report_id: str, published: int | None, *, side: str | None = None, url: str | None = None) -> None:
        self.add(
            "reports", report_id=report_id, path=report_id, sha256="", got_from="", got_at="", publisher=report_id,
            publisher_side=side, published=published, url=url, language="en", body_start=0, text="", text_sha256="",
        )  # fmt: skip

    def claim(
        self,
        claim_id: str,
        report_id: str,
        event_type: str,
        *,
        side: str | None,
        place: str | Sequence[str],
        when: tuple[int | None, int | None],
        source: str | None = None,
        source_side: str | None = None,
        source_kind: str = "resident",
        loser: str | None = None,
        country: str | None = "XX",
        part: str | None = None,
        vacated: bool = False,
        facility: bool = False,
        left_open: bool = False,
        another: str | None = None,
        **columns: Any,
    ) -> None:
        defaults = {
            "evidence_start": 0, "evidence_end": 0, "evidence_text": "", "trigger_start": 0, "trigger_end": 0,
            "trigger_text": "", "when_precision": "day", "when_basis": "stated",
            "fighting": "yes" if event_type == "armed_clash" else "unknown",
            "polarity": "affirmed", "certainty": "certain", "stance": "states", "historical": 0,
        }  # fmt: skip
        self.add(
            "claims", claim_id=claim_id, report_id=report_id, event_type=event_type, when_start=when[0],
            when_end=when[1], **(defaults | columns),
        )  # fmt: skip
        for ordinal, (role, name) in enumerate((("side", side), ("from", loser))):
            if name is not None:
                self.add(
                    "claim_actors", claim_id=claim_id, ordinal=ordinal, role=role, name=name, side=name, kind="unknown"
                )
        for ordinal, place_id in enumerate([place] if isinstance(place, str) else place):
            self.add(
                "claim_places", claim_id=claim_id, ordinal=ordinal, role="at", name=place_id, place_id=place_id,
                start_at=0, end_at=0, text="", country=country, precision="place", part=part, candidates=1,
            )  # fmt: skip
        if source is not None:
            self.add(
                "claim_sources", claim_id=claim_id, ordinal=0, name=source, kind=source_kind, side=source_side,
                start_at=0, end_at=0, text=source,
            )  # fmt: skip
        if vacated:
            self.add("claim_flags", claim_id=claim_id, ordinal=0, kind="vacated", why="")
        if facility:
            self.add("claim_flags", claim_id=claim_id, ordinal=1, kind="part", why="")
        if another is not None:
            self.add("claim_flags", claim_id=claim_id, ordinal=3, kind="another", why=another)
        if left_open:
            self.add("claim_flags", claim_id=claim_id, ordinal=2, kind="side", why="")

    def copied(self) -> BaseTables:
        return BaseTables({table: [dict(row) for row in rows] for table, rows in self.rows.items()})


def load(engine: AnyEngine, tables: BaseTables) -> AnyEngine:
    """Create the base tables and fill them."""
    for schema in ("schema.sql", "decisions.sql", "owners.sql"):
        engine.create_tables((files("whoholds.store") / schema).read_text(encoding="utf-8"))
    for table, rows in tables.rows.items():
        columns = sorted({column for row in rows for column in row})
        engine.insert_rows(table, columns, [tuple(row.get(column) for column in columns) for row in rows])
    return engine


def settle(engine: AnyEngine) -> AnyEngine:
    """Run every step."""
    for step in steps():
        engine.run_sql(step.name, step.sql)
    return engine


def settled(tables: BaseTables, *, sqlite: bool = False) -> AnyEngine:
    """Load and settle in memory."""
    return settle(load(SQLiteEngine.open() if sqlite else DuckDBEngine.open(), tables))


COLUMNS = (
    *("place_id", "as_of", "known_by", "status", "label", "holder", "contested_by"),
    *("party_a", "party_b", "party_c", "party_d", "reason"),
    *("since_start", "since_end", "claims_for", "claims_against", "independent_sources", "newest_evidence"),
    "decision_id",
)


def control(engine: AnyEngine, as_of: int, known_by: int, rules: str = "press") -> dict[str, dict[str, Any]]:
    """Who holds what, by place."""
    rows = engine.read(control_sql(rules), {"as_of": as_of, "known_by": known_by})
    return {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows}


def all_rows(engine: AnyEngine) -> dict[str, list[str]]:
    """Every settled table's rows, sorted."""
    return {step.name: sorted(map(repr, engine.read(f"SELECT * FROM {step.name}"))) for step in steps()}
