"""What reading costs beside spaCy's whole small pipeline (tagger, parser, lemmas, names), on the same texts."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whoholds.config import load_config
from whoholds.evaluation.corpora import day_of, load_rows
from whoholds.evaluation.dossiers import find_dossiers
from whoholds.pipeline import open_read
from whoholds.reading import read
from whoholds.records import Report

ROUNDS = 2
"""Each is measured so often, and the better time is taken: the first round fills caches that a long run has full."""


@dataclass(frozen=True, slots=True)
class ReadingCost:
    """CPU seconds over one set of texts, in one process. Grain: one file or folder."""

    name: str
    reports: int
    ours: float
    whole_pipeline: float  # spaCy's

    @property
    def ratio(self) -> float:
        """Ours as a share of spaCy's."""
        return self.ours / self.whole_pipeline


def measure_reading(path: Path) -> ReadingCost:
    """Read all texts of a corpus file, or of a folder of dossiers, as a run of many would.

    Args:
        path: JSON Lines with `id`, `text` and `dct`, or a folder of dossiers.

    Raises:
        ConfigError: a dossier isn't in its form.
    """
    import spacy

    reports = _dossier_reports(path) if path.is_dir() else _corpus_reports(path)
    settings = load_config()
    read_all, pipeline = open_read(settings), spacy.load(settings.reading.pipeline)
    list(read_all(reports[:1]))  # opens what is opened when first used
    pipeline("It fell on Monday.")
    ours, theirs = [], []
    for _ in range(ROUNDS):
        started = time.process_time()
        for _reading in read_all(reports):
            pass
        between = time.process_time()
        for report in reports:
            pipeline(report.text)
        ours.append(between - started)
        theirs.append(time.process_time() - between)
    return ReadingCost(path.name, len(reports), min(ours), min(theirs))


def _corpus_reports(path: Path) -> list[Report]:
    rows = load_rows(path)
    return [Report(str(row["id"]), str(row["id"]), row["text"], "", published=day_of(row)) for row in rows]


def _dossier_reports(folder: Path) -> list[Report]:
    return [
        Report(
            f"{dossier.name}/{report['file']}",
            report["file"],
            dossier.texts[report["file"]],
            "",
            publisher=report["publisher"],
            published=date.fromisoformat(str(report["published"])[:10]),
        )
        for dossier in find_dossiers(folder)
        for report in dossier.reports
    ]


def reading_cost_table(costs: Sequence[ReadingCost]) -> str:
    """The costs as a table in Markdown; whoholds is marked where it is a compiled copy that was measured."""
    compiled = "" if read.__file__.endswith(".py") else " (compiled)"
    lines = [f"| texts | reports | whoholds{compiled}, CPU s | spaCy, CPU s | ratio |", "|---|---|---|---|---|"]
    lines += [f"| {c.name} | {c.reports} | {c.ours:.2f} | {c.whole_pipeline:.2f} | {c.ratio:.2f} |" for c in costs]
    return "\n".join(lines)
