"""One report through every stage: what holds of any reading."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.reading.read import Reader, open_reader, read_report, read_reports
from whoholds.records import Reading, Report, Span
from whoholds.samples import sample_dossier

WORDS = ["Taliban", "fighters", "the army", "captured", "Ghazni", "said", "from", ",", ".", "\n\n", "not", "control of"]
WORDS += ["“", "”", "withdrew", "it", "they", "on Friday", "was", "by", "held", "ten districts"]
TEXT = "Taliban fighters captured Ghazni on Friday. The governor denied it.\n\nThe army holds Kunduz, residents said."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader()


def _report(text: str, report_id: str = "r") -> Report:
    return Report(report_id, report_id, text, "", published=date(2021, 7, 10))


def _assert_whole(reading: Reading) -> None:
    """Every span is the report's own words; every claim's id is its own."""
    text = reading.report.text
    for claim in reading.claims:
        spans = [claim.evidence, claim.trigger, *claim.places, *claim.sources]
        spans += [Span(a.start, a.end, a.text) for a in claim.actors if a.start is not None and a.end and a.text]
        for span in spans:
            assert text[span.start : span.end] == span.text
        assert claim.evidence.start <= claim.trigger.start < claim.evidence.end
        assert claim.report_id == reading.report.report_id
    assert len({c.claim_id for c in reading.claims}) == len(reading.claims)
    assert all(text[u.start : u.end] == u.text for u in reading.uncovered)


def test_spans_and_ids(reader: Reader) -> None:
    reading = read_report(_report(TEXT), reader)
    assert len(reading.claims) >= 2
    _assert_whole(reading)


def test_the_sample_dossiers_spans_and_ids(reader: Reader) -> None:
    for path in sorted(sample_dossier().glob("*.txt")):
        _assert_whole(read_report(_report(path.read_text(encoding="utf-8"), path.name), reader))


def test_reading_twice_gives_the_same(reader: Reader) -> None:
    assert read_report(_report(TEXT), reader) == read_report(_report(TEXT), reader)


def test_a_report_is_read_by_itself(reader: Reader) -> None:
    reports = [_report(TEXT, "a"), _report("M23 rebels took Goma. It is theirs.", "b"), _report("Nothing.", "c")]
    shuffled = random.Random(1).sample(reports, 3)
    alone = {r.report_id: read_report(r, reader) for r in reports}
    assert [alone[r.report_id] for r in shuffled] == list(read_reports(shuffled, reader))


def test_all_mentions_change_no_claim(reader: Reader) -> None:
    few, all_of_them = (read_report(_report(TEXT), reader, all_mentions=flag) for flag in (False, True))
    assert few.claims == all_of_them.claims
    assert len(all_of_them.mentions.attributions) >= len(few.mentions.attributions)


def test_a_sentence_that_says_nothing_changes_no_claim(reader: Reader) -> None:
    after = read_report(_report(TEXT + "\n\nRain is likely tomorrow."), reader)
    assert after.claims == read_report(_report(TEXT), reader).claims


@pytest.mark.parametrize("text", ["", " \n ", "…", "Nothing happened.", "ABC" * 2000, "captured", "Ghazni", "(" * 300])
def test_nothing_to_read(text: str, reader: Reader) -> None:
    assert read_report(_report(text), reader).claims == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_any_words_can_be_read(text: str) -> None:
    _assert_whole(read_report(_report(text), open_reader()))


def test_a_text_without_a_full_stop_is_read(reader: Reader) -> None:
    text = "The rebels captured the town of Sake. " + "They captured" + " a list of names," * 90
    found = read_report(Report("r", "r", text, ""), reader)
    assert [c.event_type for c in found.claims] == ["takeover"]
    assert [u.reason for u in found.uncovered] == ["too long"]


def _long_report(sentences: int) -> Report:
    places = ("Goma", "Masisi", "Sake", "Rutshuru", "Minova")
    told = (
        f"The rebels said on Monday they had captured {places[i % 5]} after {i + 2} hours." for i in range(sentences)
    )
    return Report(str(sentences), "long", " ".join(told), "", published=date(2024, 3, 4))


def test_reading_takes_time_as_the_text_is_long(reader: Reader) -> None:
    def seconds(sentences: int) -> float:
        report = _long_report(sentences)
        began = time.process_time()
        assert read_report(report, reader).claims
        return time.process_time() - began

    seconds(50)
    # Four times the text in four times the time; a step that looks at all claims for each would take sixteen.
    assert seconds(1200) < 8 * seconds(300)
