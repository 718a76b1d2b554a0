"""An event keeps its id, that of its earliest claim, when a report is added; of an earlier one the old is an alias."""

from __future__ import annotations

from deciding.made_ledger import make_ledger
from made_readings import make_report
from whoholds.views.events import EventRow, list_events

TAKEN = make_report("b.txt", "Blue took Hill.", published="2021-07-06", publisher="Radio")
TOLD_LATER = make_report("c.txt", "Blue took Hill. Prices fell.", published="2021-07-07", publisher="Web")
TOLD_EARLIER = make_report("a.txt", "Blue took Hill. Rain came down.", published="2021-07-05", publisher="Paper")


def takeover(*reports: object) -> EventRow:
    with make_ledger(reports=reports).reading() as con:
        (event,) = list_events(con)
    return event


def test_a_later_report_leaves_the_id() -> None:
    alone, after = takeover(TAKEN), takeover(TAKEN, TOLD_LATER)
    assert after.event_id == alone.event_id
    assert (alone.claims, after.claims) == (1, 2)
    assert len(after.aliases) == 1


def test_an_earlier_report_makes_the_old_id_an_alias() -> None:
    alone, after = takeover(TAKEN), takeover(TAKEN, TOLD_EARLIER)
    assert after.event_id != alone.event_id
    assert after.aliases == (alone.event_id,)
