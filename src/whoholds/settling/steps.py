"""Settling as text: named SQL steps over whole tables, and the questions that can be asked of what they make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from whoholds.errors import ConfigError, KnowledgeError

RULE_SETS = ("press", "acled", "claimed", "lwj", "strict")
"""The named rule sets, each a file in control/rulesets and a page in docs/method."""

DEFAULT_RULES = "press"

# In the order they run; each reads only base tables and those before it. Beside each stands what a row of it hangs on:
# reports that share words, one story, one place, or the whole ledger; so that new reports need change no more.
TABLES = {
    "events/arrivals": "whole",
    "events/copies": "text",
    "events/stories": "whole",
    "events/repeated": "story",
    "events/left_out": "story",
    "events/statements": "story",
    "control/implied": "whole",
    "control/oppositions": "whole",
    "control/sides_heard": "whole",
    "control/against_whom": "asked place",
    "events/happenings": "story",
    "events/event_claims": "place",
    "events/events": "place",
    "control/evidence": "place",
    "control/settled_places": "named place",
    "control/named_places": "named place",
    "control/spellings": "named place",
    "control/settled_sides": "whole",
    "control/turning_days": "place",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One settled table to be made. Grain: one table."""

    name: str  # the table that the step makes
    sql: str  # a SELECT, its header in front; days are integers since 1970-01-01
    grain: str  # what one row is, as the header says
    hangs_on: str = "whole"  # text: reports that share words; story, place: one; asked, named place: see resettling


def steps(rules: str = DEFAULT_RULES) -> tuple[Step, ...]:
    """Give the steps that settle a ledger, in order; each is run as CREATE TABLE name AS sql.

    Args:
        rules: The rule set that decides the spells: a name, or the path of an SQL file.

    Returns:
        One step a table. A step reads the base tables and the tables of the steps before it.

    Raises:
        ConfigError: No such rule set.
    """
    made = [
        Step(name=path.rsplit("/", 1)[1], sql=read_sql(path), grain=_grain(path), hangs_on=hangs_on)
        for path, hangs_on in TABLES.items()
    ]
    spells = _decided("Spells", "control/turns", "control/last_days_through", rules, read_sql("control/islands"))
    standing = _control_sql("Standing", "control/asked_standing", rules)
    return (
        *made,
        Step(name="spells", sql=spells, grain=_grain("control/islands"), hangs_on="place"),
        Step(name="standing", sql=standing, grain="one row per place", hangs_on="place"),
    )


def control_sql(rules: str = DEFAULT_RULES, *, one_place: bool = False) -> str:
    """Give the SELECT that says who holds each place, at $as_of by what was known by $known_by (days as integers).

    Args:
        rules: The rule set that decides: a name, or the path of an SQL file.
        one_place: Ask about the place $place_id only.

    Returns:
        SQL over the settled tables. Rows: one per place that any claim concerns, by place_id: place_id, as_of,
        known_by, status, label, holder (a side), contested_by, party_a to party_d, reason (a code), since_start,
        since_end, claims_for, claims_against, independent_sources, newest_evidence (days; NULL open or none),
        decision_id (of an analyst who set the status; NULL: the rules decide).

    Raises:
        ConfigError: No such rule set.
    """
    asked = "control/asked_place" if one_place else "control/asked"
    return f"{_control_sql('Control', asked, rules)}ORDER BY place_id\n"


def _control_sql(title: str, asked: str, rules: str) -> str:
    return _decided(title, asked, "control/last_days_at", rules, read_sql("control/support"))


def rule_sql(rules: str = DEFAULT_RULES) -> str:
    """Give a rule set's SELECT: from `moments`, `heard` and `evidence` to one status per moment.

    Args:
        rules: The name of a rule set, or the path of an SQL file, which ends in .sql.

    Raises:
        ConfigError: No such rule set, or no such file.
    """
    if rules in RULE_SETS:
        return read_sql(f"control/rulesets/{rules}")
    if not rules.endswith(".sql"):
        raise ConfigError(
            f"no rule set {rules!r}: there are {', '.join(RULE_SETS)}; or name an SQL file of your own (PATH.sql)"
        )
    try:
        return Path(rules).read_text(encoding="utf-8").rstrip().removesuffix(";") + "\n"
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"can't read the rule set {rules}: {error}; expected an SQL file in UTF-8") from error


def _decided(title: str, asked: str, last_days: str, rules: str, select: str) -> str:
    """Nest what a rule set reads, the rule set and what is made of its answers into one SELECT."""
    tables = {
        "moments": read_sql(asked),
        "voices": read_sql("control/voices"),
        "background": read_sql("control/background"),
        "last_days": read_sql(last_days),
        "heard": read_sql("control/heard"),
        "answers": rule_sql(rules),
        "ruled": read_sql("control/ruled"),
        "decided": read_sql("control/decided"),
    }
    return _nested(f"{title} by the rule set {Path(rules).name}.", tables, select)


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


def _nested(title: str, tables: dict[str, str], select: str) -> str:
    """Put SELECTs before another as named tables, keeping each one's own header and WITH."""
    named = ",\n".join(f"{name} AS (\n{sql})" for name, sql in tables.items())
    return f"-- {title}\nWITH {named}\nSELECT * FROM (\n{select}) settled\n"
