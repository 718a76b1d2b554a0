"""Which claims are one event, case by case, from event_cases.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from settling.base_tables import AnyEngine, BaseTables, settled
from settling.test_rule_cases import tables_of

CASES = tomllib.loads((Path(__file__).parent / "event_cases.toml").read_text(encoding="utf-8"))["case"]


def settle_case(case: dict[str, Any], *, backwards: bool = False) -> AnyEngine:
    named = [{"side": None} | claim for claim in case["claims"]]
    tables = tables_of({"claims": named})
    for place in tables.rows["claim_places"]:
        place["precision"] = case.get("precision", "place")
    if backwards:
        tables = BaseTables({table: rows[::-1] for table, rows in tables.rows.items()})
    return settled(tables, sqlite=True)


def fused(engine: AnyEngine, *, agrees: int) -> dict[str, list[int]]:
    rows = engine.read(f"SELECT event_id, claim_id FROM event_claims WHERE agrees = {agrees} ORDER BY claim_id")
    events: dict[str, list[int]] = {}
    for event_id, claim_id in rows:
        events.setdefault(event_id, []).append(int(claim_id.removeprefix("c")))
    return events


@pytest.mark.parametrize("backwards", [False, True], ids=["", "rows backwards"])
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_claims_of_one_happening_are_one_event(case: dict[str, Any], backwards: bool) -> None:
    engine = settle_case(case, backwards=backwards)
    events = fused(engine, agrees=1)
    assert sorted(events.values()) == case["events"]
    against = [[claim, events[event][0]] for event, claims in fused(engine, agrees=0).items() for claim in claims]
    assert against == case.get("against", [])
    if "sides" in case:
        sides = engine.read("SELECT side, from_side FROM events ORDER BY event_id")
        assert [[side or "" for side in row] for row in sides] == case["sides"]
