"""Decisions: what each does to all that is downstream, and that undoing one leaves no trace in any answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deciding.made_ledger import BY, NOW, REPORTS, claim_ids, decided, exports, make_ledger, status_of
from made_readings import make_report, read_made
from whoholds.deciding import Asked
from whoholds.errors import LedgerError
from whoholds.pipeline import decide, is_up_to_date, settle
from whoholds.store import Ledger, replace_readings
from whoholds.store.decisions import read_decisions
from whoholds.views.claims import list_claims
from whoholds.views.events import list_events
from whoholds.views.verify import verify_ledger

RED_HILL = "a.txt: Red took Hill on Monday, a spokesman said"
BLUE_HILL = "b.txt: Blue took Hill"
RED_DALE = "c.txt: Red took Dale"


def test_a_rejected_claim_counts_for_nothing() -> None:
    ledger = make_ledger()
    assert status_of(ledger, "Dale", "2021-07-08")[:2] == ("held", "Red")
    decided(ledger, "reject", claim=claim_ids(ledger)[RED_DALE])
    assert RED_DALE not in claim_ids(ledger)
    assert status_of(ledger, "Dale", "2021-07-08")[0] == "no such place"
    with ledger.reading() as con:
        assert is_up_to_date(con)
        assert [event.place.name for event in list_events(con) if event.place.name == "Dale"] == []


def test_what_is_decided_of_a_claim_holds_for_the_copies_that_repeat_it() -> None:
    copies = [make_report(f"{day}.txt", "Red took Hill.", published=f"2021-07-0{day}") for day in (5, 6, 7)]
    ledger = make_ledger(reports=[*copies, make_report("dale.txt", "Blue took Dale.")])
    first = claim_ids(ledger)["5.txt: Red took Hill"]
    decided(ledger, "reject", claim=first)
    assert list(claim_ids(ledger)) == ["dale.txt: Blue took Dale"]
    decided(ledger, "correct", claim=first, side="Blue", at="2026-01-02T00:00:00+00:00")
    assert list(claim_ids(ledger)) == ["5.txt: Red took Hill", "dale.txt: Blue took Dale"]
    assert status_of(ledger, "Hill", "2021-07-07")[:2] == ("held", "Blue")


def test_a_corrected_claim_stands_in_the_place_of_the_one_read() -> None:
    ledger = make_ledger()
    decided(
        ledger,
        "correct",
        claim=claim_ids(ledger)[RED_DALE],
        side="Blue",
        date_start="2021-07-07",
        date_end="2021-07-07",
    )
    assert status_of(ledger, "Dale", "2021-07-07")[:2] == ("held", "Blue")
    with ledger.reading() as con:
        claim = next(s.claim for s in list_claims(con) if s.claim.evidence.text == "Red took Dale")
        assert verify_ledger(con).mismatches == ()
    side = claim.actors[0]
    assert (side.name, side.text) == ("Blue", "Red")  # what was written stays beside what is made of it
    assert (claim.when.interval.date_start, claim.when.interval.basis) == ("2021-07-07", "stated")
    assert [flag.why for flag in claim.flags] == ["corrected by A. Reader on 2026-01-01: read again"]


def test_a_field_is_emptied_by_none() -> None:
    ledger = make_ledger()
    decided(ledger, "correct", claim=claim_ids(ledger)[RED_HILL], source="none", from_="none")
    with ledger.reading() as con:
        claim = next(s.claim for s in list_claims(con) if s.report.path == "a.txt")
    assert (claim.sources, [actor.role for actor in claim.actors]) == ((), ["side"])


def test_an_accepted_claim_says_who_accepted_it() -> None:
    ledger = make_ledger()
    before = status_of(ledger, "Dale", "2021-07-08")
    decided(ledger, "accept", claim=claim_ids(ledger)[RED_DALE])
    with ledger.reading() as con:
        claim = next(s.claim for s in list_claims(con) if s.claim.evidence.text == "Red took Dale")
    assert claim.flags[0].why.startswith("accepted by A. Reader")
    assert status_of(ledger, "Dale", "2021-07-08") == before


def test_a_claim_is_added_to_a_report() -> None:
    ledger = make_ledger()
    added = {"quote": "Prices fell", "report": "a.txt", "event_type": "takeover", "side": "Blue", "place": "Dale"}
    assert decided(ledger, "add", **added).problems == ()
    assert status_of(ledger, "Dale", "2021-07-05")[:2] == ("held", "Blue")
    with ledger.reading() as con:
        assert verify_ledger(con).mismatches == ()


def test_a_claim_is_added_from_a_text_that_was_not_read() -> None:
    ledger = make_ledger()
    words = {
        "quote": "Сині взяли Hill",
        "published": "2021-07-10",
        "publisher": "Gazette",
        "url": "https://example.org/1",
    }
    said = {"event_type": "takeover", "side": "Red", "place": "Hill", "source": "a miller", "source_kind": "resident"}
    assert decided(ledger, "add", **words, **said).problems == ()
    assert status_of(ledger, "Hill", "2021-07-10")[:2] == ("held", "Red")
    assert status_of(ledger, "Hill", "2021-07-10", "2021-07-09")[:2] == ("held", "Blue")  # not published yet
    with ledger.reading() as con:
        stated = next(s for s in list_claims(con) if s.report.publisher == "Gazette")
        assert verify_ledger(con).mismatches == ()
    assert (stated.claim.sources[0].name, stated.claim.places[0].text) == ("a miller", "Hill")


def test_a_withdrawn_report_equals_one_never_read() -> None:
    ledger = make_ledger()
    without = make_ledger(reports=[report for report in REPORTS if report.path != "b.txt"])
    decided(ledger, "withdraw", report="b.txt")
    assert exports(ledger) == exports(without)


class TestStatus:
    def test_it_stands_whatever_the_rules_say(self) -> None:
        ledger = make_ledger()
        said = {"status": "held", "holder": "Red", "date_start": "2021-07-06", "date_end": "2021-07-07"}
        assert decided(ledger, "status", place="Hill", **said).problems == ()
        assert status_of(ledger, "Hill", "2021-07-07") == (
            "held",
            "Red",
            "A. Reader decided so on 2026-01-01: read again",
        )
        assert status_of(ledger, "Hill", "2021-07-08")[:2] == ("held", "Blue")
        with ledger.reading() as con:
            spells = con.execute("SELECT status, holder FROM spells s WHERE place_id LIKE '%Hill' ORDER BY day_start")
            assert spells.fetchall() == [("claimed", "red"), ("held", "red"), ("held", "blue")]

    def test_an_open_one_yields_to_what_only_later_reports_tell(self, tmp_path: Path) -> None:
        ledger = make_ledger(tmp_path / "war.duckdb")
        decided(ledger, "status", place="Hill", status="held", holder="Red", date_start="2021-07-06")
        assert status_of(ledger, "Hill", "2021-07-20")[:2] == ("held", "Red")
        news = make_report("e.txt", "Blue took Hill on Monday.", published="2021-07-12")
        make_ledger(tmp_path / "war.duckdb", [news])
        assert status_of(ledger, "Hill", "2021-07-11")[:2] == ("held", "Red")
        assert status_of(ledger, "Hill", "2021-07-12")[:2] == ("held", "Blue")

    def test_it_counts_from_the_day_on_which_its_claims_were_published(self) -> None:
        ledger = make_ledger()
        claims = claim_ids(ledger)[BLUE_HILL]
        decided(
            ledger,
            "status",
            place="Hill",
            status="unknown",
            date_start="2021-07-01",
            date_end="2021-07-31",
            claims=claims,
        )
        assert status_of(ledger, "Hill", "2021-07-05", "2021-07-05")[0] == "claimed"
        assert status_of(ledger, "Hill", "2021-07-05", "2021-07-06")[0] == "unknown"

    def test_the_later_of_two_stands(self) -> None:
        ledger = make_ledger()
        for number, holder in enumerate(("Red", "Blue")):
            at = f"2026-01-0{number + 1}T00:00:00+00:00"
            decided(ledger, "status", at=at, place="Dale", status="claimed", holder=holder, date_start="2021-07-01")
        assert status_of(ledger, "Dale", "2021-07-02")[:2] == ("claimed", "Blue")


CHOICES = (
    {"decision": "reject"},
    {"decision": "accept"},
    {"decision": "correct", "side": "Blue"},
    {"decision": "correct", "place": "Dale", "polarity": "negated"},
    {"decision": "withdraw", "report": "b.txt"},
    {"decision": "status", "place": "Hill", "status": "contested", "contested_by": "sources"}
    | {"date_start": "2021-07-02"},
    {"decision": "add", "quote": "It is ours", "published": "2021-07-07"}
    | {"event_type": "holding", "side": "Red", "place": "Dale"},
)  # fmt: skip


@settings(max_examples=6, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_decisions_undone_equal_never_made(data: st.DataObject) -> None:
    ledger = make_ledger()
    before = exports(ledger)
    made: list[str] = []
    for number in range(data.draw(st.integers(1, 4))):
        fields = dict(data.draw(st.sampled_from(CHOICES)))
        if fields["decision"] in ("reject", "accept", "correct"):
            fields["claim"] = data.draw(st.sampled_from(sorted(claim_ids(ledger).values())))
        at = f"2026-01-0{number + 1}T00:00:00+00:00"
        summary = decide(ledger, [Asked(fields | BY)], made_at=at)
        assert summary.problems == ()
        made += [decision.decision_id for decision in summary.made]
        if not claim_ids(ledger):
            break
    for number, decision_id in enumerate(data.draw(st.permutations(made))):
        decided(ledger, "undo", at=f"2026-02-0{number + 1}T00:00:00+00:00", undoes=decision_id)
    assert exports(ledger) == before
    with ledger.reading() as con:
        assert {decision.decision_id for decision in read_decisions(con)} >= set(made)  # nothing is ever deleted


def test_an_undo_is_undone() -> None:
    ledger = make_ledger()
    first = decided(ledger, "reject", claim=claim_ids(ledger)[RED_DALE]).made[0]
    rejected = exports(ledger)
    undo = decided(ledger, "undo", undoes=first.decision_id[:6], at="2026-01-02T00:00:00+00:00").made[0]
    assert exports(ledger) != rejected
    decided(ledger, "undo", undoes=undo.decision_id, at="2026-01-03T00:00:00+00:00")
    assert exports(ledger) == rejected


def test_the_same_decision_again_adds_nothing() -> None:
    ledger = make_ledger()
    claim = claim_ids(ledger)[RED_DALE]
    decided(ledger, "reject", claim=claim)
    again = decided(ledger, "reject", claim=claim, at="2026-03-01T00:00:00+00:00")
    assert (len(again.made), again.known) == (0, 1)
    with ledger.reading() as con:
        assert len(read_decisions(con)) == 1


HELD = {"decision": "add", "event_type": "holding", "place": "Hill", "side": "Red"}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"decision": "praise"}, "found the decision 'praise': expected one of accept, correct"),
        ({}, "found no field 'decision'"),
        ({"decision": "reject", "claim": "zz"}, "found no claim 'zz' in this ledger: `whoholds claims"),
        ({"decision": "reject", "claim": "CLAIM", "side": "Red"}, "found the field 'side' in the decision “reject”"),
        ({"decision": "reject", "claim": "CLAIM", "reason": ""}, "found no reason: say why"),
        ({"decision": "correct", "claim": "CLAIM"}, "found nothing to correct"),
        ({"decision": "correct", "claim": "CLAIM", "side": "Reds"}, "found no actor 'Reds'"),
        ({"decision": "correct", "claim": "CLAIM", "polarity": "no"}, "expected one of affirmed, negated"),
        ({"decision": "correct", "claim": "CLAIM", "date_end": "May"}, "expected a day such as 2021-07-05"),
        ({"decision": "correct", "claim": "CLAIM", "date_start": "2022-01-01"}, "give date_start and date_end"),
        ({"decision": "correct", "claim": "CLAIM", "place": "Springfield"}, "may mean"),
        ({"decision": "correct", "claim": "CLAIM", "place": "Xyzzyplugh"}, "in this ledger or in the gazetteer"),
        (HELD | {"quote": "x"}, "nor published"),
        (HELD | {"quote": "never said", "report": "a.txt"}, "stands not in that report"),
        (HELD | {"quote": "x", "report": "a.txt", "url": "u"}, "found url beside report"),
        ({"decision": "status", "place": "Kabul", "status": "unknown", "date_start": "2021-07-01"}, "no claim"),
        ({"decision": "status", "place": "Hill", "status": "held", "date_start": "2021-07-01"}, "need a holder"),
        ({"decision": "status", "place": "Hill", "status": "contested", "date_start": "2021-07-01"}, "contested_by"),
        ({"decision": "withdraw", "report": "q.txt"}, "found no report 'q.txt'"),
        ({"decision": "undo", "undoes": "ff"}, "found no decision 'ff'"),
        ({"decision": "reject", "claim": "CLAIM", "time": "noon"}, "expected a moment such as"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why_and_changes_nothing(fields: dict[str, str], says: str) -> None:
    ledger = make_ledger()
    before, claim = exports(ledger), claim_ids(ledger)[RED_DALE]
    asked = Asked(BY | {name: claim if text == "CLAIM" else text for name, text in fields.items()}, "f.csv", 7)
    summary = decide(ledger, [asked], made_at=NOW)
    assert summary.made == ()
    assert len(summary.problems) == 1
    assert summary.problems[0].startswith("f.csv:7: ")
    assert says in summary.problems[0]
    assert exports(ledger) == before


def test_a_missing_ledger_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger at"):
        decide(Ledger(tmp_path / "none.duckdb"), [], made_at=NOW)
    assert not (tmp_path / "none.duckdb").exists()


def test_a_report_read_again_keeps_the_claims_that_were_decided(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "war.duckdb")
    decided(ledger, "correct", claim=claim_ids(ledger)[RED_DALE], side="Blue")
    before = exports(ledger)
    with ledger.writing() as con:
        replace_readings(con, read_made(REPORTS))
    settle(ledger)
    assert exports(ledger) == before


def test_reading_more_keeps_what_was_decided(tmp_path: Path) -> None:
    path = tmp_path / "war.duckdb"
    ledger = make_ledger(path, REPORTS[2:])
    decided(ledger, "reject", claim=claim_ids(ledger)[RED_DALE])
    make_ledger(path, REPORTS)
    assert RED_DALE not in claim_ids(ledger)
    assert not settle(ledger)
