"""Where two answers differ: asked of two rule sets, or of two days."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from whoholds.pipeline import list_control
from whoholds.views import control
from whoholds.views.differences import Cause, Differing, list_differences


def compare_rules(
    con: DuckDBPyConnection, one: str, other: str, *, as_of: str | None, known_by: str | None
) -> tuple[int, list[Differing]]:
    """Where two rule sets differ at a moment.

    Returns:
        How many places there are, and those on which the two differ.

    Raises:
        ConfigError: No such rule set.
        LedgerError: No day was given, and the ledger has none.
    """
    lists = [list_control(con, as_of=as_of, known_by=known_by, rules=rules) for rules in (one, other)]
    return len(lists[0]), list_differences(lists[0], lists[1])


def list_changes(
    con: DuckDBPyConnection, since: str, *, as_of: str | None, known_by: str | None, rules: str
) -> list[Differing]:
    """What changed since a day: first what changed hands, then what is known of that day now and was not then.

    Args:
        con: A connection to the ledger.
        since: The earlier day.
        as_of: The later day; None: the last day of publication that counts.
        known_by: The last day of publication that counts; None: all.
        rules: The rule set that decides.

    Raises:
        ConfigError: No such rule set.
        LedgerError: The ledger has no dated report.
    """
    now = control.choose_moment(con, as_of=as_of, known_by=known_by, rules=rules)
    then = list_control(con, as_of=since, known_by=now.known_by, rules=rules)
    return [
        *list_differences(
            then, list_control(con, as_of=now.as_of, known_by=now.known_by, rules=rules), cause=Cause.WORLD
        ),
        *list_differences(list_control(con, as_of=since, known_by=since, rules=rules), then, cause=Cause.LEARNED),
    ]
