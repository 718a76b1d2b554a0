"""Why a place has its status, in one sentence a reader can repeat."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from whoholds.terms import ContestedBy, Status

REASONS = {
    "loser_admits_leaving": "The side that left says so itself, so {holder} is taken to be there.",
    "loser_admits": "{holder} holds it, and the side that lost it says so itself.",
    "others_left": "The other side is reported to have left, and nobody says that anyone but {holder} came.",
    "independent_source": "A source that belongs to neither side says that {holder} has it.",
    "report_itself": (
        "A report says in its own words that {holder} has it; its publisher isn't known to belong to a side."
    ),
    "own_word_only": "Only {holder} itself, or who shares its interest, says that it has the place.",
    "both_present": "Both sides are reported to be there at the same time{parties}.",
    "sources_disagree": "Sources that can be relied on disagree about the same day{parties}.",
    "loser_claims_it_back": "The side that lost the place says, too late for a denial, that it has it{parties}.",
    "claim_and_denial": "One side says that it took the place, and the other that it did not{parties}.",
    "both_claim": "Each side says that it has the place, and nobody else says anything{parties}.",
    "fighting": "It is said to be fought over, or held in part, and nothing later settles it.",
    "holder_left": "Who held it is said to have it no longer, and nobody is said to have come.",
    "taken_by_nobody_known": "It is said to have been taken, and by whom isn't told or known.",
    "last_event": "The last takeover that was told of brought {holder}.",
    "last_event_own_word": "The last takeover that was told of brought {holder}, by its own word only.",
    "no_event": "No takeover had been told of by then.",
    "one_claims": "Nobody but {holder} is still said to have it.",
    "several_claim": "More than one side is said to have it, and none admits that it has not{parties}.",
    "two_sources": "At least two independent sources say that {holder} has it, and nobody has said otherwise since.",
    "one_source": "One source says that {holder} has it; two are needed, or the loser's own word.",
    "one_source_against": "One source alone stands against what was known or said of another side{parties}.",
    "part_only": "A side is said to be still in a part of it only, after the other was heard of there{parties}.",
    "implied": "The whole of its province is said to be with {holder}; of the place itself nothing is told since.",
    "decided": "An analyst decided so.",
    "nothing_heard": "Nothing that could settle who holds it had been reported by then.",
}
"""By the reason codes of settling's rule sets."""

_UNKNOWN = "unknown: nothing was heard, or the holder left or lost it and nobody is known to have come"

RULES = {
    ("press", Status.HELD): "held: the losing side admits it, an independent source says so, or the report itself does",
    ("press", Status.CLAIMED): "claimed: only the side that gains or keeps the place says so",
    ("press", Status.CONTESTED): (
        "contested: claims conflict, or fighting for the place is reported with no later settlement"
    ),
    ("press", Status.UNKNOWN): _UNKNOWN,
    ("acled", Status.HELD): "held: the last takeover told of is told of by more than the side that gained",
    ("acled", Status.CLAIMED): "claimed: only the side that gained tells of the last takeover",
    ("acled", Status.CONTESTED): "contested: two sides are said to have taken the place on one day",
    ("acled", Status.UNKNOWN): "unknown: no takeover was told of; only events count",
    ("claimed", Status.CLAIMED): "claimed: one side is still said to have it, by whomever",
    ("claimed", Status.CONTESTED): "contested: several sides are still said to have it, or only fighting is told of",
    ("claimed", Status.UNKNOWN): "unknown: nobody claims it",
    ("lwj", Status.HELD): "controlled: strong evidence that a side has the place, and of no other there since",
    ("lwj", Status.CLAIMED): "unconfirmed: a side says that it has the place, and nobody else does",
    ("lwj", Status.CONTESTED): "contested: a side has a part only, or fighting is told of since the place was settled",
    ("lwj", Status.UNKNOWN): _UNKNOWN,
    (
        "strict",
        Status.HELD,
    ): "held: the loser admits it or two independent sources say so, with no objection since",
    ("strict", Status.CLAIMED): "claimed: one source alone, and nothing else was ever heard of the place",
    (
        "strict",
        Status.CONTESTED,
    ): "contested: one source stands against another, or a side objects or fights since",
    ("strict", Status.UNKNOWN): _UNKNOWN,
}
"""Each rule set's definition of a status."""


SAID_KEPT = 1024
"""How many reasons are remembered: thousands of places have the same few."""

CONTESTS = {ContestedBy.FIGHTING: "both sides are there", ContestedBy.SOURCES: "sources disagree"}


@lru_cache(SAID_KEPT)
def say_reason(code: str, *, holder: str | None, parties: tuple[str, ...], silent_days: int | None = None) -> str:
    """A reason as a sentence.

    Args:
        code: Settling's reason.
        holder: Who holds or claims the place.
        parties: Who contest it.
        silent_days: How long nothing has been published about the place, if that is long.
    """
    sentence = REASONS.get(code, "The rule set decides so ({code}).")
    contest = f": {_listed(parties)}" if parties else ""
    said = sentence.format(holder=with_article(holder or "other side"), parties=contest, code=code)
    silence = f" Nothing has been published about it for {silent_days:,} days." if silent_days else ""
    return said[0].upper() + said[1:] + silence


def _listed(names: Sequence[str]) -> str:
    *most, last = map(with_article, names)
    return f"{', '.join(most)} and {last}" if most else last


def with_article(name: str) -> str:
    """A side's name as it stands in a sentence: the Government of X, the other side; a group's name as it is."""
    return f"the {name}" if name.startswith("Government of ") or name == "other side" else name


def say_status(status: Status, holder: str | None, contested_by: ContestedBy | None) -> str:
    """A status in words: "held by Taliban", "contested (fighting)"."""
    if holder:
        return f"{status} by {holder}"
    return f"{status} ({CONTESTS[contested_by]})" if contested_by else str(status)


def say_rule(rules: str, status: Status) -> str | None:
    """What a rule set means by a status; None: it doesn't say."""
    return RULES.get((rules, status))
