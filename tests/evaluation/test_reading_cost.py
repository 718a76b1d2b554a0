"""What reading costs is measured of files and of folders of dossiers."""

from __future__ import annotations

from pathlib import Path

from whoholds.evaluation.reading_cost import ReadingCost, measure_reading, reading_cost_table

ROWS = """{"id": "a", "text": "The rebels took Goma on Monday.", "dct": "2025-01-28"}
{"id": "b", "text": "Nothing of note happened.", "dct": null}
"""


def test_a_file_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(ROWS, encoding="utf-8")
    cost = measure_reading(path)
    assert (cost.name, cost.reports) == ("news.jsonl", 2)
    assert cost.ours > 0
    assert cost.whole_pipeline > 0


def test_a_folder_of_dossiers_is_measured() -> None:
    learned = Path("quality/dossiers/learned")
    dossier = min(path.parent for path in learned.glob("*/gold.json"))
    assert measure_reading(dossier).reports > 1


def test_the_table_has_the_ratio() -> None:
    assert reading_cost_table([ReadingCost("x", 2, 1.0, 4.0)]).splitlines()[-1] == "| x | 2 | 1.00 | 4.00 | 0.25 |"
