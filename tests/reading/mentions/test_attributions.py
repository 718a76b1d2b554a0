"""Each cue of the lexicon, and the golden cases, read as their marks say."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.attributions import cue_meaning, find_attributions, find_turns, outermost, worth_parsing
from whoholds.reading.sentences import open_parser, split_sentences
from whoholds.records import Attribution, Report
from whoholds.terms import Certainty, Stance

CASES = tomllib.loads((Path(__file__).parent / "attributions.toml").read_text(encoding="utf-8"))["case"]
MARK = re.compile(r"[\[\]<>{}]")
PARTS = {"[": "source", "<": "cue", "{": "content"}


def lexicon_entries() -> list[tuple[str, dict[str, Any]]]:
    tables = load_lexicon("cues")
    return [
        (f"{kind}.{name}.{entry['id']}", {**group, **entry})
        for kind in ("verbs", "nouns", "adjectives")
        for name, group in tables[kind].items()
        for entry in group["cues"]
    ]


def unmarked(marked: str) -> tuple[str, dict[str, list[str]]]:
    """The text without its marks, and the words each part was marked for."""
    parts: dict[str, list[str]] = {"source": [], "cue": [], "content": []}
    plain = MARK.sub("", marked)
    for opening, words in re.findall(r"([\[<{])([^\[\]<>{}]*)[\]>}]", marked):
        parts[PARTS[opening]].append(words)
    return plain, parts


def read(text: str) -> tuple[Attribution, ...]:
    report = Report(report_id="r", path="r.txt", text=text, sha256="")
    return find_attributions(tuple(open_parser().parse(split_sentences(report))), text)


def parts_of(attribution: Attribution) -> dict[str, list[str]]:
    return {
        "source": [span.text for span in attribution.source],
        "cue": [span.text for span in attribution.cue],
        "content": [span.text for span in attribution.content],
    }


@pytest.mark.parametrize(
    ("name", "entry"), lexicon_entries(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_cue_reads_its_example(name: str, entry: dict[str, Any]) -> None:
    text, wanted = unmarked(entry["example"])
    assert wanted in [parts_of(a) for a in read(text)], name
    meaning = cue_meaning(wanted["cue"][0])
    assert meaning is not None
    assert meaning.stance == Stance(entry["stance"])
    assert meaning.negates == entry.get("negates", False)
    assert (meaning.certainty or Certainty.CERTAIN) == Certainty(entry.get("certainty", "certain"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden_cases(case: dict[str, Any]) -> None:
    found = [parts_of(a) for a in read(case["text"])]
    wanted = [
        {
            part: ([a[part]] if isinstance(a[part], str) else list(a[part])) if a.get(part) else []
            for part in PARTS.values()
        }
        for a in case["attributions"]
    ]
    assert found == wanted


def test_spans_stand_where_they_say() -> None:
    text = "“The district fell,” said Inamuddin Rahmani, the Kunduz police spokesman. “We left at dawn.”"
    for attribution in read(text):
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert text[span.start : span.end] == span.text


def test_the_outermost_view_drops_inner_links() -> None:
    found = read("Radio Sahar reported that the governor said the district had fallen.")
    assert [a.source[0].text for a in found] == ["Radio Sahar", "the governor"]
    assert [a.source[0].text for a in outermost(found)] == ["Radio Sahar"]


def test_only_sentences_with_a_cue_or_a_quotation_are_worth_parsing() -> None:
    def sentence(text: str, *, attitudes: bool = True) -> bool:
        report = Report(report_id="r", path="r.txt", text=text, sha256="")
        return worth_parsing(split_sentences(report)[0], attitudes=attitudes)

    assert sentence("The district fell, officials said.")
    assert sentence("It is “a new day” in the valley.")
    assert not sentence("Rain fell on the valley.")
    assert sentence("The rebels want the valley.")
    assert not sentence("The rebels want the valley.", attitudes=False)


@pytest.mark.parametrize(
    ("cue", "lemma", "stance", "negates", "certainty"),
    [
        ("has repeatedly denied", "deny", Stance.DENIES, True, None),
        ("'s claim", "claim", Stance.CLAIMS, False, None),
        ("is feared", "fear", Stance.FEARS, False, Certainty.POSSIBLE),
        ("vowing", "vow", Stance.THREATENS, False, Certainty.PLANNED),
        ("According to", "say", Stance.STATES, False, None),
        ("has not confirmed", "confirm", Stance.STATES, False, Certainty.POSSIBLE),
        ("declined to confirm", "confirm", Stance.STATES, False, Certainty.POSSIBLE),
        ("does not believe", "believe", Stance.STATES, True, Certainty.PROBABLE),
        ("expressed concern about", "concern", Stance.FEARS, False, Certainty.POSSIBLE),
        ("ruled out", "rule", Stance.DENIES, True, None),
        ("was quoted as saying", "say", Stance.STATES, False, None),
    ],
)
def test_cues_mean_what_the_lexicon_says(
    cue: str, lemma: str, stance: Stance, negates: bool, certainty: Certainty | None
) -> None:
    meaning = cue_meaning(cue)
    assert meaning is not None
    assert (meaning.lemma, meaning.stance, meaning.negates, meaning.certainty) == (lemma, stance, negates, certainty)


def test_turns_of_a_transcript_speak_for_their_label() -> None:
    text = "ANCHOR: Who holds the town?\n\nGUEST: The rebels do. The army has left.\n"
    report = Report(report_id="r", path="r.txt", text=text, sha256="")
    turns = find_turns(split_sentences(report))
    assert [parts_of(turn) for turn in turns] == [
        {"source": ["ANCHOR"], "cue": [":"], "content": ["Who holds the town?"]},
        {"source": ["GUEST"], "cue": [":"], "content": ["The rebels do.", "The army has left."]},
    ]


def test_a_word_that_is_no_cue_means_nothing() -> None:
    assert cue_meaning("walked") is None
