"""A baseline: who held what before the reports begin, weighed as a report is, and taken back by another decision."""

from __future__ import annotations

from pathlib import Path

import pytest

from deciding.made_ledger import NOW, decided, exports, make_ledger, status_of
from whoholds.deciding import DecisionSummary, read_baseline
from whoholds.errors import DecisionRefused
from whoholds.pipeline import decide, explain_place
from whoholds.store import Ledger
from whoholds.views.control import choose_moment
from whoholds.views.places import ask_places

HEADS = "place,holder,status,day,source,published"
TABLE = f"""{HEADS}
Hill,Blue,held,2021-06-01,Map Institute,2021-06-10
Dale,Blue,claimed,2021-06-01,Map Institute,
Ridge,,contested,2021-06-01,Map Institute,
"""


def add(ledger: Ledger, path: Path, text: str = TABLE) -> DecisionSummary:
    path.write_text(text, encoding="utf-8")
    return decide(ledger, read_baseline(path, author="A. Reader", reason="the map of June"), made_at=NOW)


def test_it_answers_until_something_is_told(tmp_path: Path) -> None:
    ledger = make_ledger()
    before = exports(ledger)
    assert status_of(ledger, "Hill", "2021-06-15")[:2] == ("unknown", None)
    assert not add(ledger, tmp_path / "june.csv").problems
    assert status_of(ledger, "Hill", "2021-06-15")[:2] == ("held", "Blue")
    assert status_of(ledger, "Dale", "2021-06-15")[:2] == ("claimed", "Blue")
    assert status_of(ledger, "Ridge", "2021-06-15")[0] == "contested"
    # What is told of later days stands before it.
    assert status_of(ledger, "Dale", "2021-07-08")[:2] == ("held", "Red")
    assert exports(ledger) != before


def test_it_is_known_from_the_day_on_which_it_was_published(tmp_path: Path) -> None:
    ledger = make_ledger()
    add(ledger, tmp_path / "june.csv")
    assert status_of(ledger, "Hill", "2021-06-05", known_by="2021-06-09")[:2] == ("unknown", None)
    assert status_of(ledger, "Hill", "2021-06-05", known_by="2021-06-10")[:2] == ("held", "Blue")
    assert status_of(ledger, "Hill", "2021-05-31")[:2] == ("unknown", None)


def test_undoing_it_leaves_no_trace(tmp_path: Path) -> None:
    ledger = make_ledger()
    before = exports(ledger)
    made = add(ledger, tmp_path / "june.csv").made
    assert [decision.kind for decision in made] == ["baseline"] * 3
    for decision in made:
        decided(ledger, "undo", undoes=decision.decision_id, at="2026-01-02T00:00:00+00:00")
    assert exports(ledger) == before


def test_the_same_table_twice_adds_nothing(tmp_path: Path) -> None:
    ledger = make_ledger()
    add(ledger, tmp_path / "june.csv")
    once = exports(ledger)
    again = add(ledger, tmp_path / "june.csv")
    assert (again.made, again.known) == ((), 3)
    assert exports(ledger) == once


def test_why_shows_it_as_what_it_is(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "war.duckdb")
    add(ledger, tmp_path / "june.csv")
    with ledger.reading() as con:
        place = ask_places(con, "Hill")[0]
        moment = choose_moment(con, as_of="2021-06-15", known_by=None, rules="press")
        (told,) = [one for one in explain_place(con, place, moment).testimonies if one.bearing == "for"]
    assert told.stated.claim.evidence.text == "Hill: held by Blue on 2021-06-01 (Map Institute)"
    assert told.stated.claim.sources[-1].name == "Map Institute"
    (flag,) = told.stated.claim.flags
    assert flag.why == "a row of a baseline, added by A. Reader on 2026-01-01: the map of June"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Qwxyzt,Blue,held,2021-06-01,Map,", "found no place 'Qwxyzt'"),
        ("Hill,Blue,kept,2021-06-01,Map,", "found 'kept' in status: expected one of held"),
        ("Hill,Blue,unknown,2021-06-01,Map,", "a baseline says what was known"),
        ("Hill,,held,2021-06-01,Map,", "held and claimed need a holder"),
        ("Hill,Blue,contested,2021-06-01,Map,", "contested has none"),
        ("Hill,Blue,held,1 June,Map,", "found '1 June' in day: expected a day such as"),
        ("Hill,Blue,held,2021-06-01,,", "found no source"),
        ("Hill,Blue,held,2021-06-01,Map,2021-05-01", "before the day 2021-06-01"),
    ],
)
def test_a_row_at_fault_is_named_and_the_rest_is_kept(tmp_path: Path, row: str, says: str) -> None:
    ledger = make_ledger()
    path = tmp_path / "june.csv"
    summary = add(ledger, path, f"{TABLE}{row}\n")
    (problem,) = summary.problems
    assert problem.startswith(f"{path}:5: ")
    assert says in problem
    assert len(summary.made) == 3


def test_a_table_without_a_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "june.csv"
    path.write_text("place,holder,day,source\nHill,Blue,2021-06-01,Map\n", encoding="utf-8")
    with pytest.raises(DecisionRefused, match=r"june\.csv:1: found the columns place, holder.*status is missing"):
        list(read_baseline(path, author="A", reason="B"))
