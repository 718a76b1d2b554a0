"""Dossiers' gold claims as base tables, so that settling can be judged apart from reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from settling.base_tables import BaseTables, day
from whoholds.reading.reports.fingerprint import fingerprint

DOSSIERS = Path(__file__).parents[2] / ".." / "shared" / "gold" / "dossiers"

# What the dossiers write where no side is meant.
NO_SIDE = (None, "third party", "both sides")


def dossiers() -> list[Path]:
    """The folders of the dossiers there are."""
    return sorted(path.parent for path in DOSSIERS.glob("*/gold.json"))


def place_id(place: dict[str, Any]) -> str:
    """One id per name and province."""
    return f"{place.get('name') or place['place']}/{place['admin1']}"


def gold_tables(folder: Path, *, optional: bool = True) -> tuple[BaseTables, dict[str, Any]]:
    """Turn one dossier's gold claims into base tables.

    Args:
        folder: The dossier.
        optional: Whether claims that a reader may leave out are taken too.
    """
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    tables = BaseTables()
    published = {}
    for report in gold["reports"]:
        name = report["file"]
        published[name] = day(report["published"])
        tables.report(name, published[name], side=_publisher_side(report["publisher"], gold))
        for shingle in fingerprint((folder / name).read_text(encoding="utf-8")):
            tables.add("fingerprints", report_id=name, shingle=shingle)
    for number, claim in enumerate(gold["claims"]):
        if optional or not claim.get("optional"):
            _add_claim(tables, f"c{number:03d}", claim, published[claim["file"]])
    return tables, gold


def _add_claim(tables: BaseTables, claim_id: str, claim: dict[str, Any], published: int | None) -> None:
    start, end = map(day, claim["when"])
    source_side = claim["source_side"]
    tables.claim(
        claim_id, claim["file"], claim["type"], side=claim["side"], loser=claim["from"], when=(start, end),
        place=[place_id(place) for place in claim["places"]], country=claim["places"][0]["country"],
        source=claim["source"], source_side=None if source_side in NO_SIDE else source_side,
        source_kind="resident" if source_side in NO_SIDE else "official",
        when_basis="publication" if start is None and end == published else "stated",
        polarity=claim["polarity"], certainty=claim["certainty"], fighting=claim["fighting"],
        historical=int(claim["historical"]),
    )  # fmt: skip


def _publisher_side(publisher: str, gold: dict[str, Any]) -> str | None:
    """The side of a publisher that is a party's own office: the one that most claims of its reports are put to."""
    if not any(word in publisher for word in ("Ministry", "General Staff", "Presidential")):
        return None
    files = {report["file"] for report in gold["reports"] if report["publisher"] == publisher}
    sides = [claim["source_side"] for claim in gold["claims"] if claim["file"] in files]
    return max(sorted({side for side in sides if side not in NO_SIDE}), key=sides.count, default=None)
