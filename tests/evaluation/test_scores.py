"""Scores on cases small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from whoholds.evaluation.claim_scores import FIELDS, alike, score_acled, score_control
from whoholds.evaluation.figures import Figure, Tally
from whoholds.evaluation.mention_scores import distance_km, score_attributions, score_places, score_times


def by_name(figures: list[Figure]) -> dict[str, float]:
    return {figure.name: figure.value for figure in figures}


def toponym(start: int, end: int, lat: float | None, lon: float | None) -> dict[str, Any]:
    return {"start": start, "end": end, "lat": lat, "lon": lon}


def test_a_tally_without_predictions_scores_nothing() -> None:
    assert Tally(0, 0, 5).f1 == 0
    assert Tally(2, 4, 2).f1 == pytest.approx(2 / 3)


def test_measures_distance_along_the_earth() -> None:
    assert distance_km((34.53, 69.17), (34.53, 69.17)) == 0
    assert distance_km((0, 0), (0, 90)) == pytest.approx(10_007.5, abs=1)


def test_scores_places_found_and_near() -> None:
    gold = [
        {"id": "a", "toponyms": [toponym(0, 5, 34.5, 69.1), toponym(10, 15, 36.7, 68.8), toponym(20, 25, None, None)]}
    ]
    predicted = {
        "a": {"toponyms": [toponym(0, 5, 34.6, 69.2), toponym(11, 15, 0.0, 0.0), toponym(30, 35, 1.0, 1.0)]},
    }
    figures = by_name(score_places(gold, predicted))
    assert figures["toponym F1"] == pytest.approx(2 / 3)  # two of three found, one of three false
    assert figures["within 161 km, of all"] == 0.5
    assert figures["within 161 km, of resolved"] == 0.5


def test_scores_times_by_words_where_a_corpus_has_no_offsets() -> None:
    gold = [
        {"id": "a", "timexes": [{"start": -1, "end": -1, "text": "last month", "type": "DATE", "value": "2021-06"}]}
    ]
    found = {"start": 4, "end": 14, "text": "Last  month", "value": "2021-06"}
    assert by_name(score_times(gold, {"a": {"timexes": [found]}})) == {
        "extent F1, relaxed": 1,
        "extent F1, strict": 1,
        "value F1": 1,
        "extent recall, relaxed": 1,
        "value recall": 1,
    }
    assert by_name(score_times(gold, {"a": {"timexes": [{**found, "value": "2021-07"}]}}))["value F1"] == 0


def test_scores_attributions_exact_and_overlapping() -> None:
    gold = [{"id": "a", "attributions": [{"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 30]]}]}]
    predicted = {"a": {"attributions": [{"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 20]]}]}}
    figures = by_name(score_attributions(gold, predicted))
    assert (figures["source F1, exact"], figures["content F1, exact"], figures["content F1, overlap"]) == (1, 0, 1)


def test_names_are_alike_by_the_words_that_tell_them_apart() -> None:
    assert alike("the Afghan forces", "Afghan army")
    assert not alike("Afghan forces", "Iraqi forces")
    assert alike(None, "the forces")


def test_scores_coded_changes_of_territory() -> None:
    coded = {"sub_event_type": "Government regains territory", "actor1": "Military Forces of Somalia (2022-)"}
    gold = [{"id": "a", "gold": {**coded, "latitude": "3.5", "longitude": "46.7"}}]
    predicted = {"a": {"sub_event_type": coded["sub_event_type"], "side": "Somalia", "lat": 3.6, "lon": 46.7}}
    assert set(by_name(score_acled(gold, predicted)).values()) == {1.0}
    assert by_name(score_acled(gold, {}))["gaining side"] == 0


def control_item(**changes: Any) -> dict[str, Any]:
    claim = {
        "quote": "The rebels took Karm",
        "type": "takeover",
        "side": "rebels",
        "from": None,
        "places": ["Karm"],
        "when": ["2021-07-01", "2021-07-01"],
        "source": None,
        "polarity": "affirmed",
        "certainty": "certain",
        "fighting": "unknown",
    }
    return {"id": "a", "text": "The rebels took Karm on Thursday.", "claims": [{**claim, **changes}]}


def our_claim(**changes: Any) -> dict[str, Any]:
    claim = {
        "event_type": "takeover",
        "evidence": {"start": 0, "end": 20},
        "actors": [{"role": "side", "name": "rebels", "text": "The rebels"}],
        "places": [{"role": "at", "name": "Karm", "text": "Karm"}],
        "when": {"date_start": "2021-07-01", "date_end": "2021-07-01"},
        "sources": [],
        "polarity": "affirmed",
        "certainty": "certain",
        "fighting": "unknown",
    }
    return {**claim, **changes}


def test_scores_control_claims_and_their_fields() -> None:
    figures = by_name(score_control([control_item()], {"a": [our_claim()]}))
    assert figures["claim F1"] == 1
    assert all(value == 1 for name, value in figures.items() if name.endswith("right"))


def test_counts_an_extra_claim_and_a_wrong_field() -> None:
    extra = our_claim(evidence={"start": 25, "end": 33}, places=[])
    figures = by_name(score_control([control_item(source="the mayor")], {"a": [our_claim(), extra]}))
    assert figures["claim precision"] == 0.5
    assert figures["source right"] == 0
    assert figures["side right"] == 1
    assert figures["fields right, of all gold"] == 7 / 8


def test_does_not_match_a_claim_of_another_type() -> None:
    assert by_name(score_control([control_item()], {"a": [our_claim(event_type="holding")]}))["claim F1"] == 0


def test_compares_every_field_once() -> None:
    compared = [f for f in score_control([control_item()], {"a": [our_claim()]}) if f.name.endswith(" right")]
    assert {f.name.removesuffix(" right") for f in compared} == set(FIELDS)


def test_tells_whether_negated_claims_were_found() -> None:
    assert by_name(score_control([control_item(polarity="negated")], {"a": [our_claim()]}))["negated found"] == 1
    assert by_name(score_control([control_item(polarity="negated")], {}))["negated found"] == 0
