"""What gave no claim, and why. Grain: one row per trigger or sentence without a claim, and per text left unread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from whoholds.terms import Refusal

UNREAD = "unread"
"""The reason of a text that was not read at all."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that gave no claim. Grain: one trigger, one sentence without a trigger, or one text left unread."""

    path: str
    start: int | None
    end: int | None
    text: str  # the sentence; of a text left unread, why it was
    trigger: str | None
    reason: str


def list_gaps(con: DuckDBPyConnection) -> list[Gap]:
    """Every gap of the ledger, in the order of the reports' paths and of the text; texts left unread come last."""
    rows = con.execute("""
        SELECT r.path, u.start_at, u.end_at, u.text, u.trigger_text, u.reason
        FROM uncovered u JOIN reports r ON r.report_id = u.report_id
        WHERE u.report_id NOT IN (SELECT report_id FROM reports_set_aside)
        ORDER BY r.path, r.report_id, u.start_at, u.end_at, u.trigger_text, u.reason
    """).fetchall()
    unread = con.execute("SELECT path, line, why FROM unread ORDER BY path, line, why").fetchall()
    gaps = [Gap(*row) for row in rows]
    gaps.extend(Gap(f"{path}:{line}" if line else path, None, None, why, None, UNREAD) for path, line, why in unread)
    return gaps


def count_reasons(gaps: Sequence[Gap]) -> list[tuple[str, int]]:
    """Each reason with how often it was given, most frequent first."""
    return sorted(Counter(gap.reason for gap in gaps).items(), key=lambda pair: (-pair[1], pair[0]))


def gap_to_json(gap: Gap) -> dict[str, object]:
    """One gap as `whoholds coverage --format jsonl` prints it."""
    return {
        **{"path": gap.path, "start": gap.start, "end": gap.end},
        **{"text": gap.text, "trigger": gap.trigger, "reason": gap.reason},
    }


MEANINGS: dict[str, str] = {
    Refusal.NO_PLACE: "a word of control, but nothing it could concern is a place",
    Refusal.NO_SIDE: "a word of control and a place, but nobody who gains, holds or leaves it",
    Refusal.NOT_TERRITORY: "what is taken or held is no place",
    Refusal.METAPHOR: "a figure of speech",
    Refusal.HYPOTHETICAL: "a condition or a question",
    Refusal.DOUBTED: "a rumour the text names only to doubt or correct it",
    Refusal.OPEN_REFERENCE: "a pronoun or role noun, and it isn't clear for whom",
    Refusal.TOO_LONG: "a stretch without a full stop that is no sentence, a list or a table",
    Refusal.NO_TRIGGER: "names an actor and a place, but no word of control that we know",
    UNREAD: "a text that was not read at all",
}


def explain_reason(reason: str) -> str:
    """What a reason means, in a few plain words."""
    return MEANINGS.get(reason, "")
