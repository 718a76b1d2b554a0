"""The ledger: one DuckDB file that holds what was read, and what was settled from it."""

from __future__ import annotations

from whoholds.store.again import missing_places, replace_readings, reports_naming
from whoholds.store.batches import Batch, Got, Unread, add_batch, base_digest, known_reports
from whoholds.store.ledger import Ledger
from whoholds.store.rows import claims_from, reading_rows
from whoholds.store.settled import change_settled, is_settled, settle_whole

__all__ = [
    "Batch",
    "Got",
    "Ledger",
    "Unread",
    "add_batch",
    "base_digest",
    "change_settled",
    "claims_from",
    "is_settled",
    "known_reports",
    "missing_places",
    "reading_rows",
    "replace_readings",
    "reports_naming",
    "settle_whole",
]
