"""One wrong character anywhere is found and named."""

import pytest

from made_readings import load_made, make_report, read_made
from whoholds.pipeline import read_into
from whoholds.store import Ledger
from whoholds.views.coverage import UNREAD, count_reasons, list_gaps
from whoholds.views.verify import verify_ledger

TEXT = "🏰 Ça va. Red took 10 posts in Imam Sahib on Monday, a spokesman said. Prices fell. 𝔹lue e\u0301tait là."


@pytest.fixture
def ledger() -> Ledger:
    ledger = Ledger(None)
    read_into(ledger, load_made([make_report("a.txt", TEXT)]), read=read_made, got_at="")
    return ledger


def test_all_is_as_read(ledger: Ledger) -> None:
    with ledger.reading() as con:
        found = verify_ledger(con)
    # evidence, trigger, time, count, actor, place, source, and the sentence without a claim
    assert (found.reports, found.claims, found.spans, found.mismatches) == (1, 1, 8, ())


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ("UPDATE claims SET evidence_text = replace(evidence_text, 'Imam', 'Iman')", "evidence"),
        ("UPDATE claims SET trigger_text = 'tool'", "trigger"),
        ("UPDATE claims SET trigger_start = trigger_start + 1", "trigger"),
        ("UPDATE claims SET time_text = ' on Munday'", "time"),
        ("UPDATE claims SET count_text = '11 posts in '", "count"),
        ("UPDATE claim_actors SET text = 'Rad' WHERE ordinal = 0", "actor 1"),
        ("UPDATE claim_places SET end_at = end_at + 1", "place 1"),
        ("UPDATE claim_places SET text = 'Imam Sahi'", "place 1"),
        ("UPDATE claim_sources SET text = 'a spokesmen'", "source 1"),
        ("UPDATE uncovered SET text = ' Prices fall.'", "sentence without a claim"),
        ("UPDATE reports SET text = replace(text, 'va', 'vä')", "text"),
        ("UPDATE reports SET text_sha256 = sha256('x')", "text"),
        ("UPDATE originals SET bytes = 'x'::BLOB", "original"),
        ("DELETE FROM originals", "original"),
        ("DELETE FROM reports", "evidence"),
        ("DELETE FROM claims", "place 1"),
    ],
)
def test_one_change_is_found(ledger: Ledger, change: str, part: str) -> None:
    with ledger.writing() as con:
        con.execute(change)
    with ledger.reading() as con:
        found = verify_ledger(con).mismatches
    assert part in {mismatch.part for mismatch in found}


def test_the_wrong_character_is_named(ledger: Ledger) -> None:
    with ledger.writing() as con:
        con.execute("UPDATE claim_places SET text = 'Imam Sakib'")
    with ledger.reading() as con:
        (found,) = verify_ledger(con).mismatches
    assert found.path == "a.txt"
    assert found.problem == "the ledger says “Imam Sakib”, the text says “Imam Sahib”; they part at character 8"


def test_coverage_tells_what_gave_no_claim(ledger: Ledger) -> None:
    with ledger.writing() as con:
        con.execute("INSERT INTO unread VALUES ('b.jsonl', 7, NULL, NULL, 'no JSON')")
    with ledger.reading() as con:
        gaps = list_gaps(con)
    assert [(gap.path, gap.trigger, gap.reason) for gap in gaps] == [
        ("a.txt", "fell", "no place"),
        ("b.jsonl:7", None, UNREAD),
    ]
    assert count_reasons(gaps) == [("no place", 1), (UNREAD, 1)]
