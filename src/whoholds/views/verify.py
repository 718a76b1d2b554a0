"""Whether the ledger still says what was read: every span against its text, every text against its hash."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

SPANS = """
    SELECT report_id, claim_id AS record, 'evidence' AS part, evidence_start AS s, evidence_end AS e, evidence_text AS t
    FROM claims
    UNION ALL SELECT report_id, claim_id, 'trigger', trigger_start, trigger_end, trigger_text FROM claims
    UNION ALL SELECT report_id, claim_id, 'time', time_start, time_end, time_text FROM claims
    WHERE time_start IS NOT NULL OR time_end IS NOT NULL OR time_text IS NOT NULL
    UNION ALL SELECT report_id, claim_id, 'count', count_start, count_end, count_text FROM claims
    WHERE count_start IS NOT NULL OR count_end IS NOT NULL OR count_text IS NOT NULL
    UNION ALL SELECT c.report_id, c.claim_id, concat('actor ', a.ordinal + 1), a.start_at, a.end_at, a.text
    FROM claim_actors a LEFT JOIN claims c ON c.claim_id = a.claim_id
    WHERE a.start_at IS NOT NULL OR a.end_at IS NOT NULL OR a.text IS NOT NULL
    UNION ALL SELECT c.report_id, c.claim_id, concat('place ', p.ordinal + 1), p.start_at, p.end_at, p.text
    FROM claim_places p LEFT JOIN claims c ON c.claim_id = p.claim_id
    UNION ALL SELECT c.report_id, c.claim_id, concat('source ', q.ordinal + 1), q.start_at, q.end_at, q.text
    FROM claim_sources q LEFT JOIN claims c ON c.claim_id = q.claim_id
    UNION ALL SELECT report_id, NULL, 'sentence without a claim', start_at, end_at, text FROM uncovered
"""
"""Grain: one row per span the ledger holds. DuckDB's substring counts code points from 1."""

WRONG_SPANS = f"""
    SELECT coalesce(r.path, ''), x.record, x.part, x.s, x.e, x.t, substring(r.text, x.s + 1, x.e - x.s)
    FROM ({SPANS}) x LEFT JOIN reports r ON r.report_id = x.report_id
    WHERE r.text IS NULL OR x.s < 0 OR x.e <= x.s OR substring(r.text, x.s + 1, x.e - x.s) IS DISTINCT FROM x.t
    ORDER BY 1, 2, 3, 4, 5, 6
"""

WRONG_TEXTS = """
    SELECT path, report_id, 'text' FROM reports WHERE sha256(text) <> text_sha256
    UNION ALL SELECT r.path, r.report_id, 'original'
    FROM reports r LEFT JOIN originals o ON o.sha256 = r.sha256
    WHERE o.bytes IS NULL OR sha256(o.bytes) <> o.sha256
    ORDER BY 1, 2, 3
"""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that isn't what was read. Grain: one span, text or original."""

    path: str
    record: str | None  # claim_id, or report_id of a text or original
    part: str
    start: int | None
    end: int | None
    problem: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying found."""

    reports: int
    claims: int
    spans: int
    mismatches: tuple[Mismatch, ...]


def verify_ledger(con: DuckDBPyConnection) -> Verification:
    """Re-read every span, text and original of a ledger.

    Args:
        con: A connection to the ledger.

    Returns:
        How much was read, and each mismatch, in the order of the reports' paths.
    """
    mismatches = [
        Mismatch(path, report_id, part, None, None, _text_problem(part))
        for path, report_id, part in con.execute(WRONG_TEXTS).fetchall()
    ]
    mismatches.extend(
        Mismatch(path, record, part, start, end, _span_problem(written, stands))
        for path, record, part, start, end, written, stands in con.execute(WRONG_SPANS).fetchall()
    )
    counts = con.execute(
        f"SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM claims), (SELECT count(*) FROM ({SPANS}))"
    ).fetchall()
    reports, claims, spans = counts[0]
    return Verification(reports, claims, spans, tuple(mismatches))


def _text_problem(part: str) -> str:
    if part == "text":
        return "the stored text is not the text that was read: its SHA-256 differs from the one taken when it was read"
    return "the stored original is missing, or not the one that was read: its SHA-256 differs from the report's"


def _span_problem(written: str | None, stands: str | None) -> str:
    if stands is None:
        return f"the ledger says {_quoted(written)}, but there is no such place in any report"
    at = next(
        (i for i, (ours, theirs) in enumerate(zip(written or "", stands, strict=False)) if ours != theirs),
        min(len(written or ""), len(stands)),
    )
    return f"the ledger says {_quoted(written)}, the text says {_quoted(stands)}; they part at character {at + 1}"


def _quoted(text: str | None) -> str:
    return "nothing" if text is None else f"“{text}”"


def mismatch_to_json(mismatch: Mismatch) -> dict[str, object]:
    """One mismatch as `whoholds verify --format jsonl` prints it."""
    return {
        **{"path": mismatch.path, "record": mismatch.record, "part": mismatch.part},
        **{"start": mismatch.start, "end": mismatch.end, "problem": mismatch.problem},
    }
