"""What the API takes, and what it gives where that isn't a record of the contract."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field

MOST_ROWS = 1000
"""Rows a page of a table has at most: more than a screen shows, less than a browser feels."""


def _is_day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


Day = Annotated[str, AfterValidator(_is_day)]


class KnownAsked(BaseModel):
    """By what was known, by which rules."""

    known_by: Day | None = Field(None, description="The last day of publication that counts; without it, all.")
    rules: str | None = Field(None, description="A rule set; without it, the one of the settings.")


class MomentAsked(KnownAsked):
    """A day in the world, by what was known, by which rules."""

    as_of: Day | None = Field(None, description="The day in the world; without it, the last day of publication.")


class DaysAsked(BaseModel):
    """Up to which days."""

    as_of: Day | None = Field(None, description="Leave out what began after this day.")
    known_by: Day | None = Field(None, description="Leave out what was published after this day.")


class RowsAsked(DaysAsked):
    """Which rows of a table, in which order."""

    words: str = Field("", max_length=200, description="Words that a row must hold, in any case.")
    only: list[str] = Field([], description="`column:text`: the exact text of a cell.")
    sort: str | None = Field(None, description="A column; without it, the table's own order.")
    descending: bool = False
    since: Day | None = Field(None, description="Of changes: the earlier day; without it, the first of publication.")
    rules: str | None = Field(None, description="Of changes: a rule set; without it, the one of the settings.")


class PageAsked(RowsAsked):
    """Which page of them."""

    limit: int = Field(100, ge=1, le=MOST_ROWS)
    offset: int = Field(0, ge=0)


class QueueAsked(BaseModel):
    """Which part of a queue."""

    limit: int = Field(50, ge=1, le=MOST_ROWS)
    offset: int = Field(0, ge=0)
    claim: str | None = Field(None, description="A claim to be put first if it isn't in this part.")


class DecisionAsked(BaseModel):
    """A decision as `whoholds decide` takes it: `decision`, `author`, `reason`, and the fields of its kind."""

    fields: dict[str, str]


class DecisionMade(BaseModel):
    """What came of it."""

    decision_id: str | None = Field(description="Null: the ledger had this decision already.")
    version: str = Field(description="The ledger's version with it.")


class RuleSet(BaseModel):
    """A rule set, with what it means by each status."""

    name: str
    says: dict[str, str]


class LedgerInfo(BaseModel):
    """What the ledger holds."""

    name: str
    version: str = Field(description="Another one whenever the ledger has changed.")
    settled: bool = Field(description="False: reports were read since it was last settled.")
    reports: int
    claims: int
    places: int
    first_published: str | None
    last_published: str | None
    rules: str = Field(description="The rule set that decides where none is named.")
    rule_sets: list[RuleSet]
    event_types: list[str] = Field(description="What a claim may say happened or holds.")


class Listing(BaseModel):
    """A page of a table."""

    name: str
    columns: list[str]
    rows: list[list[Any]]
    total: int = Field(description="Rows that fit, on this page or not.")
