"""What is written is what is read back."""

from made_readings import load_made, make_report, read_made
from whoholds.store import Batch, Got, Ledger, Unread, add_batch, claims_from

TEXT = "🏰 Élan. Red took 10 posts in Imam Sahib on Monday, a spokesman said. Blue took Šibenik. Prices fell."


def batch(*paths: str) -> Batch:
    loaded = load_made(make_report(path, TEXT) for path in paths)
    readings = read_made(item.report for item in loaded if item.report)
    gots = [
        Got(i.report.sha256, i.media_type, i.original, i.got_from, "2026-01-01T00:00:00+00:00")
        for i in loaded
        if i.report
    ]
    return Batch(list(zip(readings, gots, strict=True)), [Unread("b.bin", 3, None, None, "no text")])


def test_claims_come_back_as_they_were_read() -> None:
    ledger, added = Ledger(None), batch("a.txt")
    with ledger.writing() as con:
        add_batch(con, added)
    with ledger.reading() as con:
        stored = list(claims_from(con, "SELECT claim_id FROM claims"))
    assert stored == sorted(added.readings[0][0].claims, key=lambda claim: claim.claim_id)
    assert stored


def test_a_batch_added_twice_adds_nothing() -> None:
    ledger = Ledger(None)
    tables = ("originals", "reports", "claims", "claim_places", "uncovered", "unread", "fingerprints")
    counts = []
    for _ in range(2):
        with ledger.writing() as con:
            add_batch(con, batch("a.txt", "b.txt"))
            counts.append([con.execute(f"SELECT count(*) FROM {table}").fetchall() for table in tables])
    assert counts[0] == counts[1]
    assert counts[0][:3] == [[(1,)], [(2,)], [(4,)]]  # two reports, one text
