"""Settling again after a few more reports: what hangs on them is made anew beside the ledger and put in its place.

A table made beside the ledger stands before the ledger's own of that name; so the steps' SQL is the same as for a whole
settling, over tables that hold no more than is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duckdb import DuckDBPyConnection

from whoholds.store.changed_rows import Comparison, find_changed_rows, put_changed_rows
from whoholds.store.running import CLAIM_TABLES, SettlingStep, run_together
from whoholds.store.stories_again import find_stories
from whoholds.store.tallies_again import keep_tallies

WHOLE_FROM_SHARE = 0.3
"""From this share of the places touched on, settling all is as quick: a judgement from the synthetic ledger."""

OF_STORIES = ("statements", "happenings")
"""What reports tell, a row a claim and place; it hangs on their stories alone."""

OF_REPORTS = ("arrivals", "stories", *OF_STORIES)
"""Tables of which the touched reports say what changes; of others the rows are compared."""


def make_changes(beside: DuckDBPyConnection, steps: Sequence[SettlingStep]) -> bool:
    """Make beside the ledger what new reports change in its settled tables.

    The settled tables must have been made by these steps from the same knowledge and decisions.

    Args:
        beside: A connection to a database in memory, empty, to which the ledger is attached, as "ledger" and before
            it the search path.
        steps: Settling's steps, in order.

    Returns:
        Whether it was worth it; False: settle the whole, as too much is touched, or a report is gone, whose words can
        no longer be compared with those of others.
    """
    by_name = {step.name: step for step in steps}
    if not find_stories(beside, by_name):
        return False
    claims = _filter_claims(beside)
    run_together(beside, [step for step in steps if step.hangs_on == "story"])
    _drop(beside, claims)
    _join_stories(beside, by_name["left_out"])
    kept = ("arrivals", "stories", *keep_tallies(beside, by_name))
    beside.execute("CREATE VIEW statements AS SELECT * FROM memory.all_statements")
    run_together(beside, [step for step in steps if step.hangs_on == "whole" and step.name not in kept])
    _find_places(beside, by_name["against_whom"])
    touched, places = beside.execute(
        "SELECT (SELECT count(*) FROM touched_places), (SELECT count(*) FROM ledger.settled_places)"
    ).fetchall()[0]
    if touched > WHOLE_FROM_SHARE * max(places, 1):
        return False
    claims = _filter_places(beside)
    run_together(beside, [step for step in steps if step.hangs_on in ("place", "named place")])
    _drop(beside, claims)
    _find_changed_rows(beside, steps)
    return True


def _drop(con: DuckDBPyConnection, tables: Iterable[str]) -> None:
    """Let the ledger's own tables be seen again."""
    for table in tables:
        con.execute(f"DROP TABLE {table}")


def _filter_claims(con: DuckDBPyConnection) -> tuple[str, ...]:
    """Lay the touched reports' claims over the ledger's."""
    con.execute("""
        CREATE TABLE claims AS
        SELECT * FROM ledger.claims WHERE report_id IN (SELECT report_id FROM touched_reports)
    """)
    for table in CLAIM_TABLES:
        con.execute(f"""
            CREATE TABLE {table} AS
            SELECT * FROM ledger.{table} WHERE claim_id IN (SELECT claim_id FROM memory.claims)
        """)
    con.execute("""
        CREATE TABLE told_places AS
        SELECT DISTINCT place_id FROM memory.claim_places
        WHERE role IN ('at', 'from', 'to') AND place_id IS NOT NULL
    """)
    con.execute("""
        CREATE TABLE told_sides AS
        SELECT DISTINCT coalesce(side, actor_id) AS side FROM memory.claim_actors
        WHERE coalesce(side, actor_id) IS NOT NULL
    """)
    return ("claims", *CLAIM_TABLES)


def _join_stories(con: DuckDBPyConnection, left_out: SettlingStep) -> None:
    """Put what untouched stories tell beside what the touched ones do."""
    con.execute("ALTER TABLE repeated RENAME TO part_repeated")
    con.execute("""
        CREATE TABLE repeated AS
        SELECT * FROM ledger.repeated WHERE claim_id NOT IN (
            SELECT claim_id FROM ledger.claims WHERE report_id IN (SELECT report_id FROM touched_reports))
        UNION ALL SELECT * FROM part_repeated
    """)
    con.execute(f"CREATE OR REPLACE TABLE left_out AS {left_out.sql}")
    for table in OF_STORIES:
        con.execute(f"ALTER TABLE {table} RENAME TO part_{table}")
        con.execute(f"""
            CREATE VIEW all_{table} AS
            SELECT * FROM ledger.{table} WHERE report_id NOT IN (SELECT report_id FROM memory.touched_reports)
            UNION ALL SELECT * FROM memory.part_{table}
        """)


CHANGED_SIDES = """
    CREATE TABLE changed_sides AS
    SELECT side, min(known_on) AS since FROM changed_oppositions GROUP BY side
"""
"""Sides that are told of otherwise as fighting somebody, and from which day on."""

CHANGED_COUNTRIES = """
    CREATE TABLE changed_countries AS
    WITH heard AS (
        (SELECT * FROM memory.sides_heard EXCEPT SELECT * FROM ledger.sides_heard)
        UNION ALL (SELECT * FROM ledger.sides_heard EXCEPT SELECT * FROM memory.sides_heard)
    )
    SELECT country, min(since) AS since FROM heard GROUP BY country
"""
"""Countries where a side is heard of earlier or later, and from which day on."""

ASKED_PLACES = """
    CREATE TABLE asked_places AS
    WITH asking AS (
        SELECT place_id, country, side, published FROM all_statements
        WHERE published >= {since} AND (from_side IS NULL OR from_side = side)
    )
    SELECT DISTINCT a.place_id FROM asking a
    JOIN changed_sides c ON c.side = a.side AND a.published >= c.since
    UNION
    SELECT DISTINCT a.place_id FROM asking a
    JOIN changed_countries c ON c.country IS NOT DISTINCT FROM a.country AND a.published >= c.since
"""
"""Places with statements that name no other side, whose side is now told of otherwise, there or in the country."""

TOUCHED_PLACES = """
    CREATE TABLE touched_places AS
    WITH mine AS (
        SELECT side, opponent, min(coalesce(known_on, -1000000)) AS known_on FROM memory.oppositions GROUP BY ALL
    ),
    theirs AS (
        SELECT side, opponent, min(coalesce(known_on, -1000000)) AS known_on FROM ledger.oppositions GROUP BY ALL
    ),
    turned AS (
        (SELECT * FROM mine EXCEPT SELECT * FROM theirs) UNION ALL (SELECT * FROM theirs EXCEPT SELECT * FROM mine)
    )
    SELECT place_id FROM told_places
    UNION SELECT place_id FROM part_statements
    UNION SELECT place_id FROM ledger.statements WHERE report_id IN (SELECT report_id FROM touched_reports)
    UNION SELECT place_id FROM (SELECT * FROM memory.implied EXCEPT ALL SELECT * FROM ledger.implied)
    UNION SELECT place_id FROM (SELECT * FROM ledger.implied EXCEPT ALL SELECT * FROM memory.implied)
    UNION
    SELECT s.place_id FROM all_statements s
    JOIN (SELECT side, min(known_on) AS known_on FROM turned GROUP BY side) t ON t.side = s.speaker_side
    WHERE s.published >= t.known_on
"""
"""Places that the touched reports tell of or imply, and those where a speaker is now known to be party to a fight."""

TOLD_OTHERWISE = """
    INSERT INTO touched_places
    WITH asked AS (
        SELECT * FROM ledger.against_whom WHERE place_id IN (SELECT place_id FROM asked_places)
    ),
    otherwise AS (
        (SELECT * FROM memory.against_whom EXCEPT SELECT * FROM asked)
        UNION ALL (SELECT * FROM asked EXCEPT SELECT * FROM memory.against_whom)
    )
    SELECT DISTINCT place_id FROM otherwise EXCEPT SELECT place_id FROM touched_places
"""
"""Of the asked places, those where whom a side fights comes out otherwise."""


def _find_places(con: DuckDBPyConnection, against_whom: SettlingStep) -> None:
    """Make touched_places: those the touched reports tell of, and those where whom a side fights is told otherwise."""
    con.execute(CHANGED_SIDES)
    con.execute(CHANGED_COUNTRIES)
    since = con.execute("""
        SELECT min(since) FROM (SELECT since FROM changed_sides UNION ALL SELECT since FROM changed_countries)
    """).fetchall()[0][0]
    con.execute(ASKED_PLACES.format(since="NULL" if since is None else since))
    con.execute(TOUCHED_PLACES)
    con.execute("DROP VIEW statements")
    con.execute("CREATE TABLE told_of AS FROM asked_places UNION FROM touched_places")
    con.execute("""
        CREATE TABLE statements AS
        WITH there AS (SELECT * FROM ledger.statements WHERE place_id IN (SELECT place_id FROM told_of))
        SELECT * FROM there WHERE report_id NOT IN (SELECT report_id FROM touched_reports)
        UNION ALL SELECT * FROM part_statements WHERE place_id IN (SELECT place_id FROM told_of)
    """)
    con.execute(f"CREATE TABLE against_whom AS {against_whom.sql}")
    con.execute(TOLD_OTHERWISE)


def _filter_places(con: DuckDBPyConnection) -> tuple[str, ...]:
    """Lay the touched places' statements and claims over the ledger's."""
    for table in ("statements", "against_whom"):
        con.execute(f"DELETE FROM {table} WHERE place_id NOT IN (SELECT place_id FROM touched_places)")
    con.execute("""
        CREATE TABLE happenings AS
        SELECT * FROM all_happenings WHERE place_id IN (SELECT place_id FROM touched_places)
    """)
    con.execute("ALTER TABLE implied RENAME TO all_implied")
    con.execute("""
        CREATE TABLE implied AS
        SELECT * FROM all_implied WHERE place_id IN (SELECT place_id FROM touched_places)
    """)
    for table in ("claim_places", "statuses_set"):
        con.execute(f"""
            CREATE TABLE {table} AS
            SELECT * FROM ledger.{table} WHERE place_id IN (SELECT place_id FROM touched_places)
        """)
    # What says how the touched places are named and spelt.
    con.execute("""
        CREATE TABLE claims AS
        SELECT claim_id, report_id, event_type, fighting FROM ledger.claims
        WHERE claim_id IN (SELECT claim_id FROM memory.claim_places)
    """)
    return ("claim_places", "statuses_set", "claims")


def _find_changed_rows(con: DuckDBPyConnection, steps: Sequence[SettlingStep]) -> None:
    within = "WHERE place_id IN (SELECT place_id FROM touched_places)"
    comparisons = [
        Comparison(
            step.name,
            made="all_implied" if step.name == "implied" else step.name,
            within=within if step.hangs_on.endswith("place") else "",
        )
        for step in steps
        if step.name not in OF_REPORTS
    ]
    find_changed_rows(con, comparisons)


def put_changes(con: DuckDBPyConnection, ledger: str, steps: Sequence[SettlingStep]) -> None:
    """Put what make_changes made in its place.

    Args:
        con: The connection beside the ledger, in a transaction on it.
        ledger: The name under which the ledger is attached, to write.
        steps: Settling's steps.
    """
    for table in OF_STORIES:
        con.execute(f"DELETE FROM {ledger}.{table} WHERE report_id IN (SELECT report_id FROM memory.touched_reports)")
        con.execute(f"INSERT INTO {ledger}.{table} SELECT * FROM memory.part_{table}")
    con.execute(f"DELETE FROM {ledger}.stories WHERE report_id IN (SELECT report_id FROM memory.moved)")
    con.execute(f"INSERT INTO {ledger}.stories SELECT report_id, story_id FROM memory.moved")
    _put_arrivals(con, f"{ledger}.arrivals")
    put_changed_rows(con, [step.name for step in steps if step.name not in OF_REPORTS], ledger)


def _put_arrivals(con: DuckDBPyConnection, theirs: str) -> None:
    """Add the new reports, or where one came out before others that were there, number all anew."""
    changed = "SELECT * FROM memory.arrivals WHERE report_id IN (SELECT report_id FROM memory.changed_reports)"
    first, last = con.execute(
        f"SELECT (SELECT min(arrival) FROM ({changed})), (SELECT max(arrival) FROM {theirs})"
    ).fetchall()[0]
    if first is None or last is None or first > last:
        con.execute(f"INSERT INTO {theirs} {changed}")
    else:
        con.execute(f"DELETE FROM {theirs}")
        con.execute(f"INSERT INTO {theirs} SELECT * FROM memory.arrivals")
