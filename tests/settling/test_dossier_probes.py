"""What settling alone costs: the dossiers' gold claims in, their control probes asked."""

from __future__ import annotations

from typing import Any

import pytest

from settling.base_tables import control, day, settled
from settling.gold_claims import DOSSIERS, dossiers, gold_tables, place_id

pytestmark = pytest.mark.skipif(not dossiers(), reason=f"no dossiers at {DOSSIERS}")

RIGHT_AT_LEAST, FALSELY_HELD_AT_MOST = 0.95, 0.02


def answers(*, optional: bool) -> list[tuple[dict[str, Any], str, str | None]]:
    said = []
    for folder in dossiers():
        tables, gold = gold_tables(folder, optional=optional)
        engine = settled(tables, sqlite=True)
        for probe in gold["control"]:
            rows = control(engine, day(probe["as_of"]) or 0, day(probe["known_by"]) or 0)
            row = rows.get(place_id(probe), {"status": "unknown", "holder": None})
            said.append((probe, row["status"], row["holder"]))
    return said


def is_right(probe: dict[str, Any], status: str, holder: str | None) -> bool:
    return any(
        status == accepted["status"] and (status in ("contested", "unknown") or holder == accepted["holder"])
        for accepted in (probe, *probe.get("accept", []))
    )


@pytest.mark.parametrize("optional", [True, False])
def test_gold_claims_give_the_right_control(*, optional: bool) -> None:
    said = answers(optional=optional)
    wrong = [(probe["place"], probe["as_of"], probe["why"], *got) for probe, *got in said if not is_right(probe, *got)]
    falsely_held = [row for row in wrong if row[-2] == "held"]
    assert len(wrong) <= (1 - RIGHT_AT_LEAST) * len(said), wrong
    assert len(falsely_held) <= FALSELY_HELD_AT_MOST * len(said), falsely_held


@pytest.mark.parametrize("folder", dossiers(), ids=lambda folder: folder.name)
def test_copies_are_found_and_nothing_else(folder: Any) -> None:
    tables, gold = gold_tables(folder)
    stories = settled(tables).read("SELECT story_id, report_id FROM stories")
    told: dict[str, set[str]] = {}
    for story, report in stories:
        told.setdefault(story, set()).add(report)
    assert sorted(map(sorted, (story for story in told.values() if len(story) > 1))) == sorted(
        map(sorted, gold["copies"])
    )
