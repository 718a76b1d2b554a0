"""What is counted over the whole ledger, kept up: what touched stories told is taken off, what they tell put on."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from whoholds.store.running import SettlingStep

KEPT = ("oppositions", "sides_heard")


def keep_tallies(con: DuckDBPyConnection, steps: dict[str, SettlingStep]) -> tuple[str, ...]:
    """Make oppositions and sides_heard from the ledger's and from the statements of the touched stories.

    What comes out otherwise of the oppositions that reports tell of is changed_oppositions.

    Args:
        con: A connection beside the ledger, with touched_reports, part_statements and told_sides, without statements.
        steps: Settling's steps by name.

    Returns:
        The tables that are made; others are to be made from all statements.
    """
    told_before = "SELECT * FROM ledger.statements WHERE report_id IN (SELECT report_id FROM memory.touched_reports)"
    _tally(con, steps, "old", told_before)
    _tally(con, steps, "new", "SELECT * FROM memory.part_statements")
    con.execute(OPPOSITIONS)
    con.execute(CHANGED_OPPOSITIONS)
    names = () if con.execute(NOT_KNOWN).fetchall() else _keep_names(con)
    if con.execute(LOST).fetchall():
        return ("oppositions", *names)
    con.execute("""
        CREATE TABLE sides_heard AS
        SELECT country, side, min(since) AS since
        FROM (SELECT * FROM ledger.sides_heard UNION ALL SELECT * FROM new_sides_heard)
        GROUP BY country, side
    """)
    return (*KEPT, *names)


def _keep_names(con: DuckDBPyConnection) -> tuple[str, ...]:
    con.execute("CREATE VIEW settled_sides AS SELECT * FROM ledger.settled_sides")
    return ("settled_sides",)


OPPOSITIONS = """
    CREATE TABLE oppositions AS
    SELECT * FROM ledger.oppositions WHERE is_stated = 1
    UNION ALL
    SELECT * REPLACE (sum(told)::BIGINT AS told)
    FROM (
        SELECT * FROM ledger.oppositions
        UNION ALL SELECT * FROM new_oppositions
        UNION ALL SELECT * REPLACE (-told AS told) FROM old_oppositions
    )
    WHERE is_stated = 0
    GROUP BY ALL
    HAVING sum(told) > 0
"""

CHANGED_OPPOSITIONS = """
    CREATE TABLE changed_oppositions AS
    SELECT side, opponent, country, known_on
    FROM (SELECT * FROM new_oppositions UNION ALL SELECT * REPLACE (-told AS told) FROM old_oppositions)
    WHERE is_stated = 0
    GROUP BY ALL
    HAVING sum(told) <> 0
"""

LOST = """
    SELECT 1
    FROM old_sides_heard o
    JOIN ledger.sides_heard l ON l.country IS NOT DISTINCT FROM o.country AND l.side = o.side AND l.since = o.since
    LEFT JOIN new_sides_heard n ON n.country IS NOT DISTINCT FROM o.country AND n.side = o.side AND n.since <= o.since
    WHERE n.side IS NULL
    LIMIT 1
"""
"""A row if the statement by which a side was first heard of is gone: all must be looked through for the next."""

NOT_KNOWN = "SELECT 1 FROM told_sides WHERE side NOT IN (SELECT side FROM sides) LIMIT 1"
"""A row if touched stories name a side that is not known before reading: its name is counted over all claims."""


def _tally(con: DuckDBPyConnection, steps: dict[str, SettlingStep], when: str, statements: str) -> None:
    con.execute(f"CREATE VIEW statements AS {statements}")
    for name in KEPT:
        con.execute(f"CREATE TABLE {when}_{name} AS {steps[name].sql}")
    con.execute("DROP VIEW statements")
