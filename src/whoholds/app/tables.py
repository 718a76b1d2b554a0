"""Rows as the cells of tables for people: at most five columns, so that they fit a terminal 80 wide."""

from __future__ import annotations

from collections.abc import Mapping

from whoholds.terms import Status
from whoholds.views.claims import StatedClaim
from whoholds.views.contradictions import MEANINGS, Contradiction
from whoholds.views.control import ControlRow, Moment
from whoholds.views.coverage import Gap
from whoholds.views.decisions import DecisionRow
from whoholds.views.differences import Differing
from whoholds.views.events import EventRow
from whoholds.views.reasons import say_status
from whoholds.views.sources import SourceRow
from whoholds.views.sums import Sum
from whoholds.views.wording import (
    claim_place,
    claim_sources,
    claim_when,
    claim_words,
    say_day,
    say_days,
    say_event,
    say_figure,
    say_file,
    say_publisher,
)

CLAIM_HEADS = ("Report", "Claim", "Where", "When", "According to")
MENTION_HEADS = ("Report", "Kind", "Span", "Words", "Read as")
EVENT_HEADS = ("When", "What", "Where", "People", "Claims")
CONTROL_HEADS = ("Place", "Status", "Since", "Why")
CONTRADICTION_HEADS = ("What", "Where", "Earlier", "Later")
SUM_HEADS = ("Where", "Said", "Named", "Quote")
SOURCE_HEADS = ("Who", "Claims", "Corroborated", "Contradicted", "Never again", "Lead, lag (days)")
DECISION_HEADS = ("Decision", "About", "By", "Why", "In force")
GAP_HEADS = ("Report", "Reason", "Word", "Sentence")


def claim_cells(stated: StatedClaim, sides: Mapping[str, str]) -> tuple[str, ...]:
    """A claim as cells; sides: names of sides by their ids."""
    claim, report = stated.claim, stated.report
    where = "\n".join(filter(None, (report.publisher, report.published, say_file(report.path))))
    return where, claim_words(claim), claim_place(claim), claim_when(claim), claim_sources(stated, sides)


def mention_cells(row: Mapping[str, object]) -> tuple[str, ...]:
    """A mention as cells."""
    return (
        say_file(str(row["id"])),
        str(row["kind"]),
        f"{row['start']}–{row['end']}",
        str(row["text"]),
        str(row["value"] or ""),
    )


def event_cells(row: EventRow) -> tuple[str, ...]:
    """An event as cells."""
    counted = f"{row.claims}, of {row.sources} source{'' if row.sources == 1 else 's'}"
    against = f"; {row.claims_against} against" if row.claims_against else ""
    people = "\n".join(map(say_figure, row.figures))
    return say_days(row.date_start, row.date_end), say_event(row), row.place.full_name(), people, counted + against


def control_cells(row: ControlRow) -> tuple[str, ...]:
    """A place's status as cells."""
    untold = "" if row.status is Status.UNKNOWN else "not told"
    since = say_days(*row.since) if row.since else untold
    return (
        row.place.full_name(),
        say_status(row.status, row.holder.name if row.holder else None, row.contested_by),
        since,
        row.reason,
    )


def control_title(moment: Moment) -> str:
    """What the table of control is about."""
    return (
        f"Who held what on {say_day(moment.as_of)}, by what was published until {say_day(moment.known_by)} "
        f"(rule set “{moment.rules}”)"
    )


def gap_cells(gap: Gap) -> tuple[str, ...]:
    """A gap as cells."""
    return say_file(gap.path), gap.reason, gap.trigger or "", " ".join(gap.text.split())


def decision_cells(row: DecisionRow) -> tuple[str, ...]:
    """A decision as cells."""
    decision = row.decision
    said = "\n".join(f"{name}={text}" for name, text in decision.details if name not in ("quote", "seen_on"))
    return (
        "\n".join(filter(None, (f"{decision.kind} {decision.decision_id}", said))),
        row.about,
        f"{decision.author}\n{decision.made_at[:10]}",
        decision.reason,
        "yes" if row.in_force else "no",
    )


def contradiction_cells(row: Contradiction, sides: Mapping[str, str]) -> tuple[str, ...]:
    """A contradiction as cells; sides: names of sides by their ids."""
    return MEANINGS[row.kind], row.place, _quoted(row.earlier, sides), _quoted(row.later, sides)


def _quoted(stated: StatedClaim, sides: Mapping[str, str]) -> str:
    said = f"“{stated.claim.evidence.text}”"
    published = stated.report.published and f"published {say_day(stated.report.published)}"
    return "\n".join(filter(None, (said, claim_sources(stated, sides), claim_when(stated.claim), published)))


def source_cells(row: SourceRow) -> tuple[str, ...]:
    """A source's record as cells."""
    name = row.name or "publisher not named"
    beside = ", ".join(filter(None, (row.kind or row.who, row.side)))
    days = ", ".join("–" if days is None else f"{days:g}" for days in (row.lead_days, row.lag_days))
    counts = (row.claims, row.corroborated, row.contradicted, row.never_again)
    return f"{name} ({beside})", *(f"{count:,}" for count in counts), days


def differing_cells(row: Differing) -> tuple[str, ...]:
    """A place on which two answers differ, as cells."""
    one, other = (
        say_status(side.status, side.holder.name if side.holder else None, side.contested_by)
        for side in (row.one, row.other)
    )
    return row.one.place.full_name(), one, other, row.other.reason if row.cause else row.difference


def sum_cells(found: Sum) -> tuple[str, ...]:
    """A sum beside the names known, as cells."""
    said = (
        str(found.low)
        if found.high == found.low
        else f"{found.low} to {found.high}"
        if found.high
        else f"{found.low} or more"
    )
    short = f"{found.unnamed} not named" if found.unnamed else "more than said" if found.is_exceeded else "all named"
    named = f"{len(found.names)}: {', '.join(found.names)}" if found.names else "none"
    quote = f"“{' '.join(found.stated.claim.evidence.text.split())}”\n{say_publisher(found.stated.report)}"
    unit = found.unit or "place"
    return (found.area, f"{said} {unit}{'' if said == '1' else 's'}", f"{named}\n({short})", quote)
