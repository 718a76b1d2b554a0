"""Dossiers are what they say, and their score counts what it says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from whoholds.errors import ConfigError
from whoholds.evaluation.dossier_scores import figures_of, score_dossier
from whoholds.evaluation.dossiers import Dossier, answer, find_dossiers, load_dossier
from whoholds.evaluation.scoring import open_reading

QUALITY = Path(__file__).parents[2] / "quality" / "dossiers"
DOSSIERS = [d for part in ("learned", "unseen") for d in find_dossiers(QUALITY / part)]

WIRE = "GOMA, 3 February 2025 - M23 rebels captured Sake on Sunday, residents said. The team captured a medal in Goma."
SAKE = {"name": "Sake", "text": "Sake", "country": "CD", "admin1": "North Kivu", "lat": -1.57, "lon": 29.04}
CLAIM = {
    **{"file": "a.txt", "quote": "M23 rebels captured Sake on Sunday", "type": "takeover", "side": "M23", "from": None},
    **{"places": [SAKE], "when": ["2025-02-02", "2025-02-02"], "source": "residents", "source_side": None},
    **{"polarity": "affirmed", "certainty": "certain", "fighting": "unknown", "historical": False},
}
PROBE = {
    **{"place": "Sake", "country": "CD", "admin1": "North Kivu", "lat": -1.57, "lon": 29.04, "as_of": "2025-02-03"},
    **{"known_by": "2025-02-03", "holder": "M23", "status": "held", "why": "witnesses"},
}
NEGATIVE = {"file": "a.txt", "quote": "The team captured a medal in Goma"}


def _write(folder: Path, **changed: Any) -> Path:
    gold = {
        **{"dossier": "made", "reports": [{"file": "a.txt", "publisher": "Lake Wire", "published": "2025-02-03"}]},
        **{
            "claims": [CLAIM],
            "control": [PROBE],
            "negatives": [NEGATIVE],
            "copies": [],
            "sides": {"M23": ["March 23 Movement"]},
        },
        **changed,
    }
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(WIRE, encoding="utf-8")
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def _figures(folder: Path) -> dict[str, float]:
    dossier = load_dossier(folder)
    score = score_dossier(dossier, answer(dossier, open_reading("control")))
    return {figure.name: figure.value for figure in figures_of(score.counts)}


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda dossier: dossier.name)
def test_each_is_what_it_says(dossier: Dossier) -> None:
    published = {r["file"]: date.fromisoformat(r["published"]) for r in dossier.reports}
    assert len(published) == len(dossier.texts) >= 4
    assert len(dossier.claims) >= 20
    for quoted in (*dossier.claims, *dossier.negatives):
        assert dossier.texts[quoted["file"]].count(quoted["quote"]) == 1, quoted["quote"]
    for claim in dossier.claims:
        assert all(isinstance(day, str | None) for day in claim["when"] or ())
    assert all(published.keys() >= pair for pair in dossier.copies)


def test_there_are_some_to_learn_from_and_some_unseen() -> None:
    assert len(find_dossiers(QUALITY / "learned")) >= 4
    assert len(find_dossiers(QUALITY / "unseen")) >= 3


def test_what_is_as_the_gold_has_it_counts_as_right(tmp_path: Path) -> None:
    figures = _figures(_write(tmp_path / "made"))
    wanted = ("claims found", "claims that are in the gold", "negatives kept out", "probes right", "side right")
    assert [figures[name] for name in wanted] == [1.0] * len(wanted)


def test_what_is_not_counts_as_wrong(tmp_path: Path) -> None:
    other = {**CLAIM, "side": "FDLR", "polarity": "negated", "when": ["2025-02-01", "2025-02-01"]}
    army = {**PROBE, "holder": "Congolese army"}
    extra = {"file": "a.txt", "quote": WIRE[:40]}
    figures = _figures(_write(tmp_path / "made", claims=[other], control=[army], negatives=[extra]))
    assert figures["claims found"] == 1.0
    assert (figures["side right"], figures["polarity right"], figures["when right"]) == (0.0, 0.0, 0.0)
    assert (figures["probes right"], figures["not falsely held"]) == (0.0, 0.0)


def test_a_claim_beyond_the_gold_is_extra_and_a_negative_not_kept_out(tmp_path: Path) -> None:
    told = {"file": "a.txt", "quote": CLAIM["quote"]}
    figures = _figures(_write(tmp_path / "made", claims=[], negatives=[told, NEGATIVE]))
    assert figures["claims that are in the gold"] == 0.0
    assert figures["negatives kept out"] == 0.5


def test_a_quote_its_report_does_not_have_is_refused(tmp_path: Path) -> None:
    _write(tmp_path / "made", claims=[{**CLAIM, "quote": "M23 rebels captured Goma"}])
    with pytest.raises(ConfigError, match=r"gold\.json: found a quote that its report doesn't have: 'M23 rebels"):
        load_dossier(tmp_path / "made")


def test_another_form_is_refused(tmp_path: Path) -> None:
    _write(tmp_path / "made", reports="a.txt")
    with pytest.raises(ConfigError, match="found no dossier"):
        load_dossier(tmp_path / "made")
