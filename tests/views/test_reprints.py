"""A reprint's claim is of the days that the original gave it."""

from __future__ import annotations

from made_readings import load_made, make_report, read_made
from whoholds.pipeline import read_into, settle
from whoholds.store import Ledger
from whoholds.views.claims import list_claims

TEXT = "Red took 10 posts in Imam Sahib, a spokesman said."


def test_a_reprint_is_dated_as_the_original() -> None:
    original = make_report("a.txt", TEXT, publisher="Paper", published="2021-07-05")
    reprint = make_report("b.txt", TEXT, publisher="Sheet", published="2021-07-09")
    ledger = Ledger(None)
    read_into(ledger, load_made([original, reprint]), read=read_made, got_at="")
    settle(ledger)
    with ledger.reading() as con:
        first, second = list_claims(con)
        days = con.execute("SELECT report_id, day_to, published FROM statements ORDER BY published").fetchall()
    assert first.report.story_id == second.report.story_id
    assert first.claim.when.interval == second.claim.when.interval
    assert days[0][1] == days[1][1] == days[0][2] < days[1][2]
