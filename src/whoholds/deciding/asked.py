"""A decision as it is asked for: fields by name, the same in a file, a command, a form and an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whoholds.errors import DecisionRefused
from whoholds.terms import (
    Certainty,
    ContestedBy,
    DecisionKind,
    EventType,
    Fighting,
    Polarity,
    SourceKind,
    Stance,
    Status,
)

CLEARED = "none"
"""What empties a field in a correction."""

YES, NO = "yes", "no"

CLAIM_FIELDS: dict[str, str] = {
    "event_type": "takeover, holding, withdrawal or armed_clash",
    "side": "who takes, holds or leaves: a name or an id",
    "from": "who loses the place",
    "place": "a name, with its parents after commas if need be, or a place_id",
    "part": "centre, outskirts, share, or the part named",
    "date_start": "first day on which it can have happened, or from which it holds",
    "date_end": "last such day",
    "polarity": "affirmed or negated",
    "certainty": "certain, probable, possible or planned",
    "stance": "states, claims, confirms, denies, admits, fears or threatens",
    "fighting": "yes, no or unknown",
    "historical": "yes or no: told as background",
    "source": "who says so, if not the report itself",
    "source_kind": "official, party, resident, journalist, monitor, agency, document, image or unnamed",
    "source_side": "the side that the source belongs to",
}
"""What a correction may change and an addition says; `none` empties a field."""

STATUS_FIELDS: dict[str, str] = {
    "place": "a place that some claim concerns",
    "status": "held, claimed, contested or unknown",
    "holder": "who holds or claims it",
    "contested_by": "fighting or sources",
    "date_start": "the first day of the status",
    "date_end": "its last day; without it, until newer reports tell something else",
    "claims": "claim_ids that it rests on, joined by ;",
    "known_on": "the day of publication from which it counts; without it, the last of the claims named, else always",
    "seen_on": "the last day of publication that the analyst could see; filled in",
}

BASELINE_FIELDS: dict[str, str] = {
    "place": "a name, with its parents after commas if need be, or a place_id",
    "holder": "who holds or claims it: a name or an id",
    "status": "held, claimed, or contested (fought over); leave out what isn't known",
    "day": "the day of which this is said",
    "source": "who says so: a map, a table, a study",
    "published": "when they published it; without it, on that day",
    "url": "where it stands",
}
"""The columns of a baseline."""

FIELDS_OF: dict[DecisionKind, dict[str, str]] = {
    DecisionKind.ACCEPT: {"claim": "claim_id, or its beginning"},
    DecisionKind.REJECT: {"claim": "claim_id, or its beginning"},
    DecisionKind.CORRECT: {"claim": "claim_id, or its beginning", **CLAIM_FIELDS},
    DecisionKind.ADD: {
        "quote": "the words that it rests on",
        "report": "the report in which they stand (report_id or path); without it, of a text that was not read:",
        "published": "the day on which they were published",
        "publisher": "who published them",
        "url": "where they stand",
        **CLAIM_FIELDS,
    },
    DecisionKind.STATUS: STATUS_FIELDS,
    DecisionKind.BASELINE: BASELINE_FIELDS,
    DecisionKind.WITHDRAW: {"report": "report_id or path"},
    DecisionKind.UNDO: {"undoes": "decision_id, or its beginning"},
}
"""The fields of each kind, with what stands in them."""

COMMON_FIELDS = {
    "decision": "what is decided: accept, correct, reject, add, status, baseline, withdraw or undo",
    "author": "who decides",
    "reason": "why",
    "time": "when, ISO 8601; without it, now",
}

EXPORT_ONLY = frozenset({"decision_id", "in_force", "made_claim"})
"""Columns of `whoholds decisions` that say what became of a decision: passed over, so that exports can be read."""

VOCABULARIES = {
    "event_type": EventType,
    "polarity": Polarity,
    "certainty": Certainty,
    "stance": Stance,
    "fighting": Fighting,
    "source_kind": SourceKind,
    "status": Status,
    "contested_by": ContestedBy,
}
DAYS = ("date_start", "date_end", "day", "published", "known_on", "seen_on")


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision as somebody asks for it. Grain: one row of a file, one command, one form of the map page."""

    fields: Mapping[str, str]  # by the names above; empty ones mean nothing
    where: str = ""  # the file it stands in
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision asked for, its fields known to be ones of its kind, its words and days to be well formed."""

    kind: DecisionKind
    author: str
    reason: str
    made_at: str | None
    fields: Mapping[str, str]  # those of its kind, without empty ones

    def given(self, name: str) -> str | None:
        """A field's text; None where it isn't given."""
        return self.fields.get(name)


def check_asked(asked: Asked) -> Wish:
    """Check what is asked for, as far as that can be done without the ledger.

    Raises:
        DecisionRefused: A field is missing, unknown, or holds something else than it may.
    """
    fields = {name: text.strip() for name, text in asked.fields.items() if text and text.strip()}
    kind = _kind(fields.pop("decision", None))
    author, reason, made_at = (fields.pop(name, None) for name in ("author", "reason", "time"))
    if author is None or reason is None:
        missing = "author" if author is None else "reason"
        raise DecisionRefused(
            f"found no {missing}: say {COMMON_FIELDS[missing]} (--{missing}, or the column of a file)"
        )
    allowed = FIELDS_OF[kind]
    fields = {name: text for name, text in fields.items() if name not in EXPORT_ONLY}
    strange = sorted(set(fields) - set(allowed))
    if strange:
        raise DecisionRefused(f"found the field {strange[0]!r} in the decision “{kind}”: it takes {', '.join(allowed)}")
    for name, text in fields.items():
        _check_field(name, text, may_clear=kind is DecisionKind.CORRECT)
    return Wish(kind, author, reason, _moment(made_at), fields)


def _kind(text: str | None) -> DecisionKind:
    kinds = ", ".join(DecisionKind)
    if text is None:
        raise DecisionRefused(f"found no field 'decision': expected one of {kinds}")
    try:
        return DecisionKind(text.lower())
    except ValueError:
        raise DecisionRefused(f"found the decision {text!r}: expected one of {kinds}") from None


def _check_field(name: str, text: str, *, may_clear: bool) -> None:
    if may_clear and text == CLEARED:
        return
    vocabulary = VOCABULARIES.get(name)
    if vocabulary is not None and text not in list(vocabulary):
        raise DecisionRefused(f"found {text!r} in {name}: expected one of {', '.join(vocabulary)}")
    if name == "historical" and text not in (YES, NO):
        raise DecisionRefused(f"found {text!r} in historical: expected yes or no")
    if name in DAYS:
        _check_day(name, text)


def _check_day(name: str, text: str) -> None:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        raise DecisionRefused(f"found {text!r} in {name}: expected a day such as 2021-07-05") from None


def _moment(text: str | None) -> str | None:
    from datetime import UTC, datetime

    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise DecisionRefused(f"found {text!r} in time: expected a moment such as 2021-07-05T18:30:00Z") from None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds")
