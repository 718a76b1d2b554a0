"""One contract for every engine: each settling step gives the same rows on all of them."""

from __future__ import annotations

import pytest

from settling.base_tables import AnyEngine, BaseTables, all_rows, control, load, settle
from settling.gold_claims import dossiers, gold_tables
from settling.made_up import made_up
from whoholds.engines.duckdb import DuckDBEngine
from whoholds.engines.sqlite import SQLiteEngine

ENGINES = {"duckdb": DuckDBEngine.open, "sqlite": SQLiteEngine.open}

LEDGERS = {"empty": BaseTables, "made up": lambda: made_up(1), "made up otherwise": lambda: made_up(5)} | {
    folder.name: (lambda folder=folder: gold_tables(folder)[0]) for folder in dossiers()
}


@pytest.mark.parametrize("ledger", sorted(LEDGERS))
def test_every_step_gives_the_same_rows_on_every_engine(ledger: str) -> None:
    tables = LEDGERS[ledger]()
    engines: dict[str, AnyEngine] = {name: settle(load(opened(), tables)) for name, opened in ENGINES.items()}
    rows = {name: all_rows(engine) for name, engine in engines.items()}
    for step in rows["duckdb"]:
        assert rows["sqlite"][step] == rows["duckdb"][step], step
    if ledger.startswith("made up"):
        assert [step for step, found in rows["duckdb"].items() if not found] == []
    latest = engines["duckdb"].read("SELECT MAX(published) FROM reports")[0][0] or 0
    for as_of, known_by in ((latest, latest), (latest - 20, latest), (latest - 20, latest - 20)):
        asked = {name: control(engine, as_of, known_by) for name, engine in engines.items()}
        assert asked["sqlite"] == asked["duckdb"]
