"""What can't both be so, and what became of what each source said; on made rows, each kind with its near miss."""

from __future__ import annotations

from typing import Any

import pytest

from settling.base_tables import BaseTables, settled
from whoholds.engines.duckdb import DuckDBEngine
from whoholds.views.contradictions import contradictions_sql
from whoholds.views.sources import list_sources

LAST = {"as_of": 400, "known_by": 400}

TAKEN = {"event_type": "takeover", "side": "T", "when": (100, 100)}
HELD = {"event_type": "holding", "side": "T", "when": (100, 102)}
TEN = {"event_type": "takeover", "side": "T", "when": (100, 102), "count_unit": "village"}

CASES: dict[str, tuple[dict[str, Any], dict[str, Any], str | None]] = {
    "two hold it on one day": (HELD, HELD | {"side": "G", "when": (102, 104)}, "who_holds"),
    "one after the other": (HELD, HELD | {"side": "G", "when": (103, 104)}, None),
    "each holds another part": (HELD | {"part": "airport"}, HELD | {"side": "G"}, None),
    "two took it in the same days": (TAKEN | {"when": (98, 101)}, TAKEN | {"side": "G"}, "who_did_it"),
    "nobody says when the other took it": (TAKEN | {"when": (None, 101)}, TAKEN | {"side": "G"}, None),
    "one denies it": (TAKEN, TAKEN | {"polarity": "negated"}, "whether"),
    "one denies it of other days": (TAKEN, TAKEN | {"polarity": "negated", "when": (110, 112)}, None),
    "the day is another": (TAKEN, TAKEN | {"when": (103, 104)}, "when"),
    "the days meet": (TAKEN, TAKEN | {"when": (99, 104)}, None),
    "too far apart to be one change": (TAKEN, TAKEN | {"when": (130, 130)}, None),
    "ten or twenty": (TEN | {"count_low": 10, "count_high": 10}, TEN | {"count_low": 20, "count_high": 20}, "how_many"),
    "ten, or at least five": (TEN | {"count_low": 10, "count_high": 10}, TEN | {"count_low": 5}, None),
    "merely feared": (TAKEN, TAKEN | {"polarity": "negated", "stance": "fears"}, None),
    "merely possible": (HELD, HELD | {"side": "G", "certainty": "possible"}, None),
}


def pairs_of(tables: BaseTables, **asked: int) -> list[tuple[str, str, str]]:
    engine = settled(tables)
    assert isinstance(engine, DuckDBEngine)
    return [(row[0], row[2], row[3]) for row in engine.read(contradictions_sql(), LAST | asked)]


def two_claims(one: dict[str, Any], two: dict[str, Any]) -> BaseTables:
    tables = BaseTables()
    for number, claim in enumerate((one, two)):
        tables.report(f"r{number}", 120 + number)
        tables.claim(f"c{number}", f"r{number}", place="p", source=f"witness {number}", **claim)
    return tables


@pytest.mark.parametrize("case", CASES)
def test_each_kind_and_its_near_miss(case: str) -> None:
    one, two, kind = CASES[case]
    assert pairs_of(two_claims(one, two)) == ([(kind, "c0", "c1")] if kind else [])


def test_a_change_between_makes_two_of_them() -> None:
    tables = two_claims(TAKEN, TAKEN | {"when": (103, 104)})
    tables.claim("c2", "r1", place="p", source="witness 1", **(TAKEN | {"side": "G", "when": (102, 102)}))
    assert pairs_of(tables) == []


def test_both_clocks_cut_it() -> None:
    one, two, _ = CASES["one denies it"]
    assert pairs_of(two_claims(one, two), known_by=120) == []
    assert pairs_of(two_claims(one, two), as_of=99) == []


def test_what_became_of_what_each_said() -> None:
    tables = BaseTables()
    for report, day in (("r0", 100), ("r1", 103), ("r2", 104)):
        tables.report(report, day)
    tables.claim("c0", "r0", place="p", source="A miller", **TAKEN)
    tables.claim("c1", "r1", place="p", source="a baker", **TAKEN)
    tables.claim("c2", "r1", place="q", source="the miller", **TAKEN)
    tables.claim("c3", "r2", place="q", source="the mayor", **(TAKEN | {"polarity": "negated"}))
    tables.claim("c4", "r2", place="s", source="a baker", **TAKEN)
    engine = settled(tables)
    assert isinstance(engine, DuckDBEngine)
    rows = {row.name: row for row in list_sources(engine.connection) if row.who == "source"}
    told = {
        name: (row.claims, row.corroborated, row.contradicted, row.never_again, row.lead_days, row.lag_days)
        for name, row in rows.items()
    }
    assert told == {
        "A miller": (2, 1, 1, 0, 3, None),
        "a baker": (2, 0, 0, 2, None, 3),
        "the mayor": (1, 0, 0, 1, None, None),
    }
