"""The columns of each view as CSV, and how a cell is taken from a row.

A column is a path into the row's JSON, its steps joined by points; where the path meets a list, the cell holds
the members' values joined by "; ", in the list's order, an empty one for null.
"""

from __future__ import annotations

from collections.abc import Mapping

CLAIM_COLUMNS = (
    *("claim_id", "report_id", "report.path", "report.story_id", "report.publisher", "report.published"),
    *("report.dateline", "report.url", "event_type", "sub_event_type", "evidence.start", "evidence.end"),
    *("evidence.text", "trigger.text", "actors.role", "actors.name", "actors.actor_id", "places.role", "places.name"),
    *("places.place_id", "places.lat", "places.lon", "places.country", "places.admin1", "places.admin2"),
    *("places.precision", "when.date_start", "when.date_end", "when.precision", "when.basis", "when.text"),
    *("count.unit", "count.low", "count.high", "count.of", "count.share_low", "count.share_high", "fighting"),
    *("polarity", "certainty", "stance", "historical", "part_of", "sources.name", "sources.kind", "sources.side"),
    *("flags.kind", "flags.why"),
)
"""Grain: one row per claim."""

MENTION_COLUMNS = ("id", "kind", "start", "end", "text", "value")
"""Grain: one row per mention; value: what it was resolved to."""

EVENT_COLUMNS = (
    *("event_id", "event_type", "sub_event_type", "place.place_id", "place.name", "place.lat", "place.lon"),
    *("place.country", "place.admin1", "place.admin2", "side.name", "side.actor_id", "from.name", "from.actor_id"),
    *(
        "targets",
        "date_start",
        "date_end",
        "date_low",
        "date_high",
        "fighting",
        "claims",
        "claims_against",
        "stories",
        "sources",
    ),
    *("first_published", "claim_ids", "dissenting", "aliases"),
)
"""Grain: one row per event."""

CONTROL_COLUMNS = (
    *("place.place_id", "place.name", "place.lat", "place.lon", "place.country", "place.admin1", "place.admin2"),
    *("as_of", "known_by", "rules", "status", "label", "holder.name", "holder.actor_id", "parties.name"),
    *("contested_by", "since.date_start", "since.date_end", "claims_for", "claims_against", "independent_sources"),
    *("newest_evidence", "reason"),
)
"""Grain: one row per place that any claim concerns."""

DIFFERENCE_COLUMNS = (
    *("place.place_id", "place.name", "place.country", "place.admin1", "place.admin2", "difference", "cause"),
    *(
        f"{which}.{column}"
        for which in ("one", "other")
        for column in ("rules", "as_of", "known_by", "status", "label", "holder.name", "contested_by", "reason")
    ),
)
"""Grain: one row per place on which two answers differ."""

WHY_COLUMNS = (
    *("bearing", "class", "day", "why_not_counted", "implied", "for.name", "against.name", "copies.path"),
    *(f"claim.{column}" for column in CLAIM_COLUMNS),
)
"""Grain: one row per claim about the place, copies folded in."""

DECISION_COLUMNS = (
    *("decision_id", "in_force", "decision", "author", "time", "reason", "claim", "report", "undoes", "made_claim"),
    *(
        "quote",
        "published",
        "publisher",
        "url",
        "event_type",
        "side",
        "from",
        "place",
        "part",
        "date_start",
        "date_end",
    ),
    *("polarity", "certainty", "stance", "fighting", "historical", "source", "source_kind", "source_side"),
    *("status", "holder", "contested_by", "claims", "known_on", "seen_on"),
)
"""Grain: one row per decision; but for decision_id, in_force and made_claim, what `whoholds decide --from` takes."""

_SAID = (
    *("claim_id", "evidence.text", "event_type", "polarity", "actors.name", "when.date_start", "when.date_end"),
    *("count.low", "count.high", "sources.name", "sources.side", "report.publisher", "report.published", "report.path"),
)
CONTRADICTION_COLUMNS = (
    *("kind", "place_id", "place"),
    *(f"{claim}.{column}" for claim in ("earlier", "later") for column in _SAID),
)
"""Grain: one row per kind, place and later claim."""

SUM_COLUMNS = (
    *("area", "area_id", "unit", "low", "high", "named", "unnamed", "exceeded", "names"),
    *("claim_id", "quote", "event_type", "path", "published"),
)
"""Grain: one row per counted claim and area."""

SOURCE_COLUMNS = (
    *("who", "name", "kind", "side", "claims", "corroborated", "contradicted", "never_again", "lead_days", "lag_days"),
    *("first_published", "last_published"),
)
"""Grain: one row per publisher, and one per source."""

COVERAGE_COLUMNS = ("path", "start", "end", "text", "trigger", "reason")
"""Grain: one row per trigger that gave no claim, per sentence without a trigger, and per text left unread."""

VERIFY_COLUMNS = ("path", "record", "part", "start", "end", "problem")
"""Grain: one row per span or text that isn't what was read."""


def cell(row: object, column: str) -> str:
    """The text of one cell; empty for null.

    Args:
        row: A row's JSON.
        column: The path of the cell, as in the columns above.
    """
    key, _, rest = column.partition(".")
    value = row.get(key) if isinstance(row, Mapping) else None
    if isinstance(value, list):
        return "; ".join(cell(member, rest) if rest else _plain(member) for member in value)
    return cell(value, rest) if rest else _plain(value)


def _plain(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
