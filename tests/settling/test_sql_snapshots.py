"""Each step's SQL as a reviewed file in tests/snapshots/sql.

After a change, write them anew and review the difference: python tests/settling/test_sql_snapshots.py
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from whoholds.errors import ConfigError
from whoholds.settling import RULE_SETS, control_sql, rule_sql, steps

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "sql"


def texts() -> dict[str, str]:
    """Every piece of SQL that settling gives, by the name of its snapshot."""
    made = {f"{number:02d}-{step.name}": step.sql for number, step in enumerate(steps(), start=1)}
    return made | {f"control-{rules}": control_sql(rules) for rules in RULE_SETS}


@pytest.mark.parametrize("name", sorted(texts()))
def test_the_sql_is_the_reviewed_one(name: str) -> None:
    assert texts()[name] == (SNAPSHOTS / f"{name}.sql").read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    assert {path.stem for path in SNAPSHOTS.glob("*.sql")} == set(texts())


def test_a_step_says_its_grain() -> None:
    assert [step.name for step in steps() if not step.grain.startswith("one row per ")] == []


def test_settling_speaks_no_dialect() -> None:
    """Words that one of DuckDB, SQLite and Spark lacks or means otherwise."""
    foreign = re.compile(
        r"\b(QUALIFY|FILTER|RECURSIVE|ILIKE|UNNEST|LIST|GREATEST|LEAST|IIF|::|DATE_\w+|EPOCH\w*)\b", re.I
    )
    code = {name: re.sub(r"--.*", "", sql) for name, sql in texts().items()}
    assert {name: foreign.findall(sql) for name, sql in code.items() if foreign.search(sql)} == {}


def test_an_unknown_rule_set_is_refused() -> None:
    with pytest.raises(ConfigError, match="no rule set 'guess': there are press, acled, claimed, lwj, strict"):
        rule_sql("guess")


if __name__ == "__main__":
    for stale in SNAPSHOTS.glob("*.sql"):
        stale.unlink()
    for snapshot, sql in texts().items():
        (SNAPSHOTS / f"{snapshot}.sql").write_text(sql, encoding="utf-8")
