"""Copies keep most of their fingerprint; other texts share next to nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from settling.base_tables import BaseTables, settled
from whoholds.reading.reports.fingerprint import fingerprint

MUC4 = Path(__file__).parents[3] / ".." / "shared" / "bench" / "events" / "muc4.jsonl"

REPORT = """Rebels took the market town of Arvin on Tuesday, two shopkeepers said by telephone, after the garrison had
driven off towards the river in a column of lorries. The defence ministry did not answer calls. A doctor at the
hospital said that nine wounded men were brought in before noon, most of them policemen, and that the power was out.

The road to the capital stayed open, and buses ran. Traders sent their stock away all the same, afraid of looting, as
had happened in Belmar a year ago when a militia held that town for a week and left it with empty shelves.

An aid group said that it would keep its clinic open for as long as there was fuel."""

# The same subject, the same day, told by somebody else.
RIVAL = """Arvin has fallen. Two residents of the market town told our correspondent on Tuesday that rebels were in
control and that soldiers had left in lorries. The ministry of defence could not be reached. Wounded policemen were
taken to the hospital, a doctor said; there is no electricity. In Belmar, a militia looted shops last year."""


def containment(one: str, other: str) -> float:
    first, second = set(fingerprint(one)), set(fingerprint(other))
    return len(first & second) / min(len(first), len(second))


EDITS = {
    "another heading and dateline": "TRADERS FLEE ARVIN\n\nBELMAR, May 5 (Agency) - " + REPORT,
    "a paragraph dropped": "\n\n".join(REPORT.split("\n\n")[:2]),
    "the first paragraph dropped": "\n\n".join(REPORT.split("\n\n")[1:]),
    "words changed here and there": REPORT.replace("rebels", "insurgents")
    .replace("Tuesday", "Tuesday morning")
    .replace("nine", "9")
    .replace("clinic", "hospital")
    .replace("Traders", "Shopkeepers")
    .replace("militia", "gang"),
    "capitals and typography": REPORT.upper().replace(",", " –"),
}


def test_it_is_the_same_everywhere() -> None:
    assert fingerprint("Rebels took the market town of Arvin on Tuesday") == (
        -8883715472230975536,
        -1219049883266592100,
        5136213951354607804,
        6647208904664506332,
    )


def test_a_text_shorter_than_a_shingle_has_none() -> None:
    assert fingerprint("Arvin has fallen") == ()


@pytest.mark.parametrize("edit", sorted(EDITS))
def test_an_edited_copy_is_found(edit: str) -> None:
    assert stories({"a": REPORT, "b": RIVAL, "c": EDITS[edit]}) == {"a": "a", "b": "b", "c": "a"}


def test_texts_on_one_subject_share_little() -> None:
    assert containment(REPORT, RIVAL) < 0.1


def test_a_digest_that_carries_a_brief_is_no_copy_of_it() -> None:
    brief = REPORT.split("\n\n", maxsplit=1)[0]
    digest = brief + " ".join(f"word{number} of other news{number}" for number in range(300))
    assert stories({"a": brief, "b": digest}) == {"a": "a", "b": "b"}


@pytest.mark.skipif(not MUC4.is_file(), reason=f"the corpus of news (MUC-4) is not on this machine: expected {MUC4}")
def test_news_of_one_war_gives_no_false_copies() -> None:
    texts = [json.loads(line) for line in MUC4.read_text(encoding="utf-8").splitlines()]
    told = stories({row["id"]: row["text"] for row in texts})
    copies = {report: story for report, story in told.items() if report != story}
    by_id = {row["id"]: row["text"] for row in texts}
    # Two pairs of the corpus are one text each but for a few words; nothing else may be called a copy.
    assert len(copies) == 2
    assert all(containment(by_id[report], by_id[story]) > 0.95 for report, story in copies.items())


def stories(texts: dict[str, str]) -> dict[str, str]:
    """The story of each report, the reports published in the order of their ids."""
    tables = BaseTables()
    for published, (name, text) in enumerate(sorted(texts.items())):
        tables.report(name, published)
        for shingle in fingerprint(text):
            tables.add("fingerprints", report_id=name, shingle=shingle)
    return dict(settled(tables).read("SELECT report_id, story_id FROM stories"))
