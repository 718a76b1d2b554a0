"""Settling again after a few more reports: what hangs on them is made anew beside the ledger and put in its place.

A table made beside the ledger stands before the ledger's own of that name; so the steps' SQL is the same as for a whole
settling, over tables that hold no more than is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duckdb import DuckDBPyConnection

from whoholds.store.ledger import Ledger
from whoholds.store.running import CLAIM_TABLES, SettlingStep, run_together

WHOLE_FROM_SHARE = 0.3
"""From this share of the places touched on, settling all is as quick: a judgement from the synthetic ledger."""


def make_changes(ledger: Ledger, beside: DuckDBPyConnection, steps: Sequence[SettlingStep]) -> bool:
    """Make beside the ledger what new reports change in its settled tables.

    The settled tables must have been made by these steps from the same knowledge and decisions.

    Args:
        ledger: The ledger, in a file.
        beside: A connection to a database in memory, empty.
        steps: Settling's steps, in order.

    Returns:
        Whether it was worth it; False: settle the whole, as too much is touched, or a report is gone, whose words can
        no longer be compared with those of others.
    """
    by_name = {step.name: step for step in steps}
    with ledger.attached(beside, "ledger", read_only=True):
        beside.execute("SET search_path = 'memory.main,ledger.main'")
        if not _find_stories(beside, by_name):
            return False
        claims = _filter_claims(beside)
        run_together(beside, [step for step in steps if step.hangs_on == "story"])
        _drop(beside, claims)
        _join_statements(beside, by_name["left_out"])
        run_together(
            beside,
            [step for step in steps if step.hangs_on == "whole" and step.name not in ("arrivals", "stories")],
        )
        _find_places(beside, by_name["against_whom"])
        touched, places = beside.execute(
            "SELECT (SELECT count(*) FROM touched_places), (SELECT count(*) FROM ledger.settled_places)"
        ).fetchall()[0]
        if touched > WHOLE_FROM_SHARE * max(places, 1):
            return False
        claims = _filter_places(beside)
        run_together(beside, [step for step in steps if step.hangs_on in ("place", "named place")])
        _drop(beside, claims)
    return True


def _drop(con: DuckDBPyConnection, tables: Iterable[str]) -> None:
    """Let the ledger's own tables be seen again."""
    for table in tables:
        con.execute(f"DROP TABLE {table}")


def _find_stories(con: DuckDBPyConnection, steps: dict[str, SettlingStep]) -> bool:
    """Make arrivals, copies and stories anew, and touched_reports: all reports of stories that changed.

    Returns:
        Whether all reports that were settled are still there; if not, nothing more is made.
    """
    con.execute(f"CREATE TABLE arrivals AS {steps['arrivals'].sql}")
    gone = "SELECT report_id FROM ledger.arrivals EXCEPT SELECT report_id FROM memory.arrivals LIMIT 1"
    if con.execute(gone).fetchall():
        return False
    _find_copies(con, steps["copies"])
    con.execute(f"CREATE TABLE stories AS {steps['stories'].sql}")
    con.execute("""
        CREATE TABLE touched_reports AS
        WITH moved AS (
            SELECT coalesce(m.report_id, l.report_id) AS report_id, m.story_id, l.story_id AS old_story_id
            FROM memory.stories m FULL JOIN ledger.stories l ON l.report_id = m.report_id
            WHERE m.story_id IS DISTINCT FROM l.story_id
        )
        SELECT report_id FROM moved
        UNION SELECT report_id FROM memory.stories
        WHERE story_id IN (SELECT story_id FROM moved UNION SELECT old_story_id FROM moved)
    """)
    return True


def _find_copies(con: DuckDBPyConnection, copies: SettlingStep) -> None:
    """Make changed_reports, and copies anew for them and for all that share words with them."""
    con.execute("""
        CREATE TABLE changed_reports AS
        SELECT report_id FROM memory.arrivals EXCEPT SELECT report_id FROM ledger.arrivals
    """)
    alike = """
        SELECT report_id FROM {of}
        UNION SELECT report_id FROM ledger.fingerprints WHERE shingle IN (
            SELECT shingle FROM ledger.fingerprints WHERE report_id IN (SELECT report_id FROM {of}))
        UNION SELECT report_id FROM reports WHERE url IN (
            SELECT url FROM reports WHERE report_id IN (SELECT report_id FROM {of}))
    """
    con.execute(f"CREATE TABLE touched_texts AS {alike.format(of='changed_reports')}")
    con.execute(f"CREATE TABLE near_texts AS {alike.format(of='touched_texts')}")
    con.execute("""
        CREATE TABLE fingerprints AS
        SELECT * FROM ledger.fingerprints WHERE report_id IN (SELECT report_id FROM near_texts)
    """)
    con.execute(f"""
        CREATE TABLE copies AS
        SELECT * FROM ({copies.sql}) made WHERE report_id IN (SELECT report_id FROM touched_texts)
        UNION ALL
        SELECT * FROM ledger.copies WHERE report_id NOT IN (SELECT report_id FROM touched_texts)
    """)
    con.execute("DROP TABLE fingerprints")


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
    return ("claims", *CLAIM_TABLES)


def _join_statements(con: DuckDBPyConnection, left_out: SettlingStep) -> None:
    """Show the later steps the untouched statements with the new ones."""
    con.execute("ALTER TABLE statements RENAME TO part_statements")
    con.execute("ALTER TABLE repeated RENAME TO part_repeated")
    con.execute("""
        CREATE TABLE repeated AS
        SELECT * FROM ledger.repeated WHERE claim_id NOT IN (
            SELECT claim_id FROM ledger.claims WHERE report_id IN (SELECT report_id FROM touched_reports))
        UNION ALL SELECT * FROM part_repeated
    """)
    con.execute(f"CREATE OR REPLACE TABLE left_out AS {left_out.sql}")
    con.execute("""
        CREATE VIEW all_statements AS
        SELECT * FROM ledger.statements WHERE report_id NOT IN (SELECT report_id FROM memory.touched_reports)
        UNION ALL SELECT * FROM memory.part_statements
    """)
    con.execute("CREATE VIEW statements AS SELECT * FROM memory.all_statements")


ASKED_PLACES = """
    CREATE TABLE asked_places AS
    WITH changed AS (
        (SELECT * FROM memory.oppositions EXCEPT ALL SELECT * FROM ledger.oppositions)
        UNION ALL (SELECT * FROM ledger.oppositions EXCEPT ALL SELECT * FROM memory.oppositions)
    ),
    changed_sides AS (
        SELECT side, min(coalesce(known_on, -1000000)) AS known_on FROM changed GROUP BY side
    ),
    heard AS (
        (SELECT * FROM memory.sides_heard EXCEPT SELECT * FROM ledger.sides_heard)
        UNION ALL (SELECT * FROM ledger.sides_heard EXCEPT SELECT * FROM memory.sides_heard)
    ),
    changed_countries AS (
        SELECT country, min(since) AS since FROM heard GROUP BY country
    )
    SELECT DISTINCT s.place_id FROM all_statements s JOIN changed_sides c ON c.side = s.side
    WHERE s.published >= c.known_on AND (s.from_side IS NULL OR s.from_side = s.side)
    UNION
    SELECT DISTINCT s.place_id FROM all_statements s
    JOIN changed_countries c ON c.country IS NOT DISTINCT FROM s.country AND s.published >= c.since
    WHERE s.from_side IS NULL OR s.from_side = s.side
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
    con.execute(ASKED_PLACES)
    con.execute(TOUCHED_PLACES)
    con.execute("DROP VIEW statements")
    con.execute("""
        CREATE TABLE statements AS
        SELECT * FROM all_statements
        WHERE place_id IN (SELECT place_id FROM asked_places UNION SELECT place_id FROM touched_places)
    """)
    con.execute(f"CREATE TABLE against_whom AS {against_whom.sql}")
    con.execute(TOLD_OTHERWISE)


def _filter_places(con: DuckDBPyConnection) -> tuple[str, ...]:
    """Lay the touched places' statements and claims over the ledger's."""
    for table in ("statements", "against_whom"):
        con.execute(f"DELETE FROM {table} WHERE place_id NOT IN (SELECT place_id FROM touched_places)")
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
    # A copy's claim takes the days of its original's, which may be of another place.
    for table in ("claims", "claim_actors", "claim_sources"):
        con.execute(f"""
            CREATE TABLE {table} AS
            SELECT * FROM ledger.{table}
            WHERE claim_id IN (SELECT claim_id FROM memory.claim_places UNION SELECT of_claim_id FROM repeated)
        """)
    return ("claim_places", "statuses_set", "claims", "claim_actors", "claim_sources")


def put_changes(con: DuckDBPyConnection, ledger: str, steps: Sequence[SettlingStep]) -> None:
    """Put what make_changes made in its place.

    Args:
        con: The connection beside the ledger, in a transaction on it.
        ledger: The name under which the ledger is attached, to write.
        steps: Settling's steps.
    """
    for step in steps:
        mine, theirs = f"memory.{step.name}", f"{ledger}.{step.name}"
        if step.hangs_on.endswith("place"):
            con.execute(f"DELETE FROM {theirs} WHERE place_id IN (SELECT place_id FROM memory.touched_places)")
            con.execute(f"INSERT INTO {theirs} SELECT * FROM {mine}")
        elif step.name in ("statements", "stories"):
            mine = "memory.part_statements" if step.name == "statements" else mine
            touched = "report_id IN (SELECT report_id FROM memory.touched_reports)"
            con.execute(f"DELETE FROM {theirs} WHERE {touched}")
            con.execute(f"INSERT INTO {theirs} SELECT * FROM {mine} WHERE {touched}")
        elif step.name == "arrivals":
            _put_arrivals(con, mine, theirs)
        else:
            _put_rows(con, "memory.all_implied" if step.name == "implied" else mine, theirs)


def _put_arrivals(con: DuckDBPyConnection, mine: str, theirs: str) -> None:
    """Add the new reports, or where one came out before others that were there, number all anew."""
    changed = f"SELECT * FROM {mine} WHERE report_id IN (SELECT report_id FROM memory.changed_reports)"
    first, last = con.execute(
        f"SELECT (SELECT min(arrival) FROM ({changed})), (SELECT max(arrival) FROM {theirs})"
    ).fetchall()[0]
    if first is None or last is None or first > last:
        con.execute(f"INSERT INTO {theirs} {changed}")
    else:
        con.execute(f"DELETE FROM {theirs}")
        con.execute(f"INSERT INTO {theirs} SELECT * FROM {mine}")


def _put_rows(con: DuckDBPyConnection, mine: str, theirs: str) -> None:
    gone = con.execute(f"SELECT count(*) FROM (SELECT * FROM {theirs} EXCEPT ALL SELECT * FROM {mine})").fetchall()
    if gone[0][0]:
        con.execute(f"DELETE FROM {theirs}")
        con.execute(f"INSERT INTO {theirs} SELECT * FROM {mine}")
    else:
        con.execute(f"INSERT INTO {theirs} SELECT * FROM {mine} EXCEPT ALL SELECT * FROM {theirs}")
