"""The page that walks one place through all steps shows what the steps make.

After a change, write its tables anew and review the difference: python tests/settling/test_one_place.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from settling.base_tables import EPOCH, AnyEngine, BaseTables, control, day, settled
from whoholds.settling import steps

PAGE = Path(__file__).parents[2] / "docs" / "method" / "one-place.md"
MARKED = re.compile(r"^<!-- (\w+): ([\w, ]+) -->\n(?:\n\|(?:.*\n)(?:\|.*\n)*)?", re.MULTILINE)
DAYS = {"published", "known_on", "since", "as_of", "newest_evidence"} | {
    *("day_from", "day_to", "day_start", "day_end", "since_start", "since_end"),
}
TALIBAN, GOVERNMENT = "Taliban", "Government"


def ledger() -> BaseTables:
    """The five reports of the page."""
    tables = BaseTables()
    told = [("a-radio", "06-21", 0), ("b-copy", "06-22", 0), ("c-web", "06-22", 1), ("d-wire", "06-22", 2)]
    for report, published, words in [*told, ("e-radio", "07-01", 3)]:
        tables.report(report, day(f"2021-{published}"))
        for shingle in range(20):
            tables.add("fingerprints", report_id=report, shingle=1000 * words + shingle)
    fell = day("2021-06-20")
    for claim, report in (("a1", "a-radio"), ("b1", "b-copy")):
        tables.claim(
            claim, report, "takeover", side=TALIBAN, loser=GOVERNMENT, place="Imam Sahib", when=(fell, fell),
            source="defence ministry", source_side=GOVERNMENT, source_kind="official", stance="admits",
            evidence_text="our soldiers have lost the town", evidence_end=31,
        )  # fmt: skip
    seen = day("2021-06-22")
    tables.claim("c1", "c-web", "holding", side=TALIBAN, place="Imam Sahib", when=(seen, seen), source="two residents")
    tables.claim(
        "d1", "d-wire", "takeover", side=TALIBAN, loser=GOVERNMENT, place="Imam Sahib", when=(None, seen),
        source="spokesman", source_side=GOVERNMENT, source_kind="official", polarity="negated", stance="denies",
    )  # fmt: skip
    said = day("2021-07-01")
    tables.claim(
        "e1", "e-radio", "holding", side=TALIBAN, place="Imam Sahib", when=(said, said), source="Taliban spokesman",
        source_side=TALIBAN, source_kind="party",
    )  # fmt: skip
    for place in tables.rows["claim_places"]:
        place["text"] = "Imam Sahib"
    return tables


def written(engine: AnyEngine, table: str, columns: list[str]) -> Iterator[str]:
    """A step's rows as lines of Markdown, sorted."""
    rows = engine.read(f"SELECT DISTINCT {', '.join(columns)} FROM {table}")
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    lines = []
    for row in rows:
        cells = zip(columns, row, strict=True)
        lines.append(f"| {' | '.join(_cell(column, value) for column, value in cells)} |")
    yield from sorted(lines)
    if not rows:
        yield "|" + " |" * len(columns)


def _cell(column: str, value: object) -> str:
    if value is None:
        return ""
    if column in DAYS and isinstance(value, int):
        return date.fromordinal(value + EPOCH).isoformat()
    return str(value)


def with_tables(page: str) -> str:
    """The page with each table as the step makes it."""
    engine = settled(ledger())

    def put(found: re.Match[str]) -> str:
        lines = "\n".join(written(engine, found[1], [column.strip() for column in found[2].split(",")]))
        return f"<!-- {found[1]}: {found[2]} -->\n\n{lines}\n"

    return MARKED.sub(put, page)


def test_the_tables_are_what_the_steps_make() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_tables(page) == page


def test_every_step_is_walked_through_in_order() -> None:
    walked = [found[1] for found in MARKED.finditer(PAGE.read_text(encoding="utf-8"))]
    assert set(walked) == {step.name for step in steps()}


def test_what_the_page_says_of_other_rules() -> None:
    engine, asked = settled(ledger()), day("2021-07-01") or 0
    strict, acled = (control(engine, asked, asked, rules)["Imam Sahib"] for rules in ("strict", "acled"))
    assert (strict["status"], strict["reason"]) == ("held", "loser_admits")
    assert (acled["status"], acled["reason"]) == ("held", "last_event")


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
