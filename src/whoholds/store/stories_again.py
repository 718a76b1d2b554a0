"""Which stories new reports change. As a rule they come out after all others, and only what they copy is looked at."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from whoholds.store.running import SettlingStep


def find_stories(con: DuckDBPyConnection, steps: dict[str, SettlingStep]) -> bool:
    """Make arrivals, copies and stories anew, changed_reports (new) and touched_reports: all of stories that changed.

    Args:
        con: A connection beside the ledger, whose tables it sees.
        steps: Settling's steps by name.

    Returns:
        Whether all reports that were settled are still there; if not, nothing more is made.
    """
    con.execute("""
        CREATE TABLE changed_reports AS
        SELECT report_id FROM reports
        WHERE report_id NOT IN (SELECT report_id FROM ledger.arrivals)
          AND report_id NOT IN (SELECT report_id FROM reports_set_aside)
    """)
    counted = "SELECT count(*) FROM reports WHERE report_id NOT IN (SELECT report_id FROM reports_set_aside)"
    settled = "SELECT count(*) FROM (SELECT * FROM ledger.arrivals UNION ALL BY NAME SELECT * FROM changed_reports)"
    if con.execute(f"SELECT ({counted}) <> ({settled})").fetchall()[0][0]:
        return False
    are_last = _are_last(con)
    _find_arrivals(con, steps["arrivals"], are_last=are_last)
    _find_copies(con, steps["copies"])
    _find_tellings(con, steps["stories"], are_last=are_last)
    con.execute("""
        CREATE TABLE touched_reports AS
        SELECT report_id FROM moved
        UNION SELECT report_id FROM stories
        WHERE story_id IN (SELECT story_id FROM moved UNION SELECT old_story_id FROM moved)
    """)
    return True


def _are_last(con: DuckDBPyConnection) -> bool:
    """Whether all new reports come out after those that were settled."""
    order = "published IS NULL, coalesce(published, 0), report_id"
    last = f"SELECT {order} FROM ledger.arrivals ORDER BY arrival DESC LIMIT 1"
    of_last = con.execute(last).fetchall()
    first = (
        f"SELECT {order} FROM reports WHERE report_id IN (SELECT report_id FROM changed_reports) ORDER BY ALL LIMIT 1"
    )
    return con.execute(first).fetchall() > of_last


def _find_arrivals(con: DuckDBPyConnection, arrivals: SettlingStep, *, are_last: bool) -> None:
    if not are_last:
        con.execute(f"CREATE TABLE arrivals AS {arrivals.sql}")
        return
    con.execute("CREATE TABLE reports AS SELECT * FROM ledger.reports WHERE report_id IN (FROM changed_reports)")
    con.execute(f"""
        CREATE TABLE new_arrivals AS
        SELECT * REPLACE (arrival + (SELECT coalesce(max(arrival), 0) FROM ledger.arrivals) AS arrival)
        FROM ({arrivals.sql})
    """)
    con.execute("DROP TABLE reports")
    con.execute("""
        CREATE VIEW arrivals AS SELECT * FROM ledger.arrivals UNION ALL SELECT * FROM memory.new_arrivals
    """)


def _find_copies(con: DuckDBPyConnection, copies: SettlingStep) -> None:
    """Make copies anew for the new reports and for all that share words with them."""
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


def _find_tellings(con: DuckDBPyConnection, stories: SettlingStep, *, are_last: bool) -> None:
    """Make stories, and moved: the reports whose story is new or another one."""
    others = """
        SELECT report_id FROM (
            (SELECT * FROM memory.copies EXCEPT SELECT * FROM ledger.copies)
            UNION ALL (SELECT * FROM ledger.copies EXCEPT SELECT * FROM memory.copies))
        WHERE report_id NOT IN (SELECT report_id FROM changed_reports)
    """
    if are_last and not con.execute(f"{others} LIMIT 1").fetchall():
        _add_stories(con, stories)
        return
    con.execute(f"CREATE TABLE stories AS {stories.sql}")
    con.execute("""
        CREATE TABLE moved AS
        SELECT m.report_id, m.story_id, l.story_id AS old_story_id
        FROM memory.stories m LEFT JOIN ledger.stories l ON l.report_id = m.report_id
        WHERE m.story_id IS DISTINCT FROM l.story_id
    """)


def _add_stories(con: DuckDBPyConnection, stories: SettlingStep) -> None:
    """Find the stories of the new reports alone, from them and what they copy, and what that copies."""
    con.execute("ALTER VIEW arrivals RENAME TO all_arrivals")
    con.execute("""
        CREATE TABLE arrivals AS
        WITH RECURSIVE copied AS (
            SELECT report_id FROM changed_reports
            UNION SELECT c.of_report_id FROM copied JOIN memory.copies c ON c.report_id = copied.report_id
        )
        SELECT * FROM all_arrivals WHERE report_id IN (SELECT report_id FROM copied)
    """)
    con.execute(f"""
        CREATE TABLE moved AS
        SELECT report_id, story_id, NULL AS old_story_id FROM ({stories.sql})
        WHERE report_id IN (SELECT report_id FROM changed_reports)
    """)
    con.execute("DROP TABLE arrivals")
    con.execute("ALTER VIEW all_arrivals RENAME TO arrivals")
    con.execute("""
        CREATE VIEW stories AS
        SELECT * FROM ledger.stories UNION ALL SELECT report_id, story_id FROM memory.moved
    """)
