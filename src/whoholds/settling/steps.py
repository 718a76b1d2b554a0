"""Settling as text: named SQL steps over whole tables, and the questions that can be asked of what they make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whoholds.errors import ConfigError, KnowledgeError

RULE_SETS = ("press",)
"""The named rule sets, each a file in control/rulesets and a page in docs/method."""

DEFAULT_RULES = "press"

# In the order they run; each reads only base tables and those before it.
TABLES = (
    "events/arrivals",
    "events/copies",
    "events/stories",
    "events/repeated",
    "events/statements",
    "events/event_claims",
    "events/events",
    "control/oppositions",
    "control/against_whom",
    "control/evidence",
    "control/settled_places",
    "control/settled_sides",
    "control/turning_days",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One settled table to be made. Grain: one table."""

    name: str  # the table that the step makes
    sql: str  # a SELECT, its header in front; days are integers since 1970-01-01
    grain: str  # what one row is, as the header says


def steps(rules: str = DEFAULT_RULES) -> tuple[Step, ...]:
    """Give the steps that settle a ledger, in order; each is run as CREATE TABLE name AS sql.

    Args:
        rules: The rule set that decides the spells.

    Returns:
        One step a table. A step reads the base tables and the tables of the steps before it.

    Raises:
        ConfigError: No such rule set.
    """
    made = [Step(name=path.rsplit("/", 1)[1], sql=read_sql(path), grain=_grain(path)) for path in TABLES]
    spells = _nested(
        "Spells by the rule set " + rules + ".",
        {"moments": "SELECT place_id, as_of, known_by FROM turning_days", "decided": rule_sql(rules)},
        read_sql("control/islands"),
    )
    return (*made, Step(name="spells", sql=spells, grain=_grain("control/islands")))


def control_sql(rules: str = DEFAULT_RULES) -> str:
    """Give the SELECT that says who holds each place, at $as_of by what was known by $known_by (days as integers).

    Args:
        rules: The rule set that decides.

    Returns:
        SQL over the settled tables. Rows: one per place that any claim concerns, by place_id: place_id, as_of,
        known_by, status, holder (a side), contested_by, party_a, party_b, reason (a code), since_start, since_end,
        claims_for, claims_against, independent_sources, newest_evidence (days; NULL open or none).

    Raises:
        ConfigError: No such rule set.
    """
    return _nested(
        "Control by the rule set " + rules + ", at one day, by what was known on another.",
        {"moments": read_sql("control/asked"), "decided": rule_sql(rules)},
        read_sql("control/support"),
        order="ORDER BY place_id\n",
    )


def rule_sql(rules: str = DEFAULT_RULES) -> str:
    """Give a rule set's SELECT: from `moments` and `evidence` to one status per moment.

    Raises:
        ConfigError: No such rule set.
    """
    if rules not in RULE_SETS:
        raise ConfigError(f"no rule set {rules!r}: there are {', '.join(RULE_SETS)}")
    return read_sql(f"control/rulesets/{rules}")


@cache
def read_sql(path: str) -> str:
    """Give the text of one of settling's SQL files, named by its path without the ending."""
    return (files("whoholds.settling") / f"{path}.sql").read_text(encoding="utf-8")


def _grain(path: str) -> str:
    header = re.match(r"(?:--.*\n)+", read_sql(path))
    text = " ".join(line.removeprefix("--").strip() for line in header[0].splitlines()) if header else ""
    found = re.search(r"Grain: (.+?)\.(?:\s|$)", text)
    if not found:
        raise KnowledgeError(f"{path}.sql: its header must end in 'Grain: one row per ….'")
    return found[1]


def _nested(title: str, tables: dict[str, str], select: str, *, order: str = "") -> str:
    """Put SELECTs before another as named tables, keeping each one's own header and WITH."""
    named = ",\n".join(f"{name} AS (\n{sql})" for name, sql in tables.items())
    return f"-- {title}\nWITH {named}\nSELECT * FROM (\n{select}) settled\n{order}"
