"""The nouns of the walk: report → sentence → mention → claim → event → spell. Frozen; the field notes are the schema's.

Spans are `start`, `end` in code points of the report's untouched text, end exclusive; `text` is what stands there.
Dates inside an Interval are ISO 8601 strings, both ends included, so that "2021-07-03T18:30" keeps its minute.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whoholds.terms import (
    ActorKind,
    ActorRole,
    Basis,
    CasualtyOutcome,
    Certainty,
    DatePrecision,
    DecisionKind,
    EventType,
    Fighting,
    FlagKind,
    PlacePrecision,
    PlaceRole,
    Polarity,
    Refusal,
    SourceKind,
    Stance,
    SubEventType,
    TimexType,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a report. Grain: one stretch of one report's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. Grain: one version of one text by one publisher."""

    report_id: str  # hash of given id, publisher, published, url, title, dateline and text
    path: str  # where it was read, or the id its row gave
    text: str  # decoded, nothing normalised; spans count in it
    sha256: str  # of the original bytes
    body_start: int = 0  # where the text proper begins, after a header line or dateline
    published: date | None = None
    publisher: str | None = None
    dateline: str | None = None  # the place the text says it was written at
    url: str | None = None
    title: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a headline, a list item or a speaker's turn. Grain: one span of one report."""

    start: int
    end: int
    text: str
    paragraph: int  # counts from 0; sentences of one paragraph share it
    speaker: Span | None = None  # who speaks, in a transcript


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry, or a provisional place. Coordinates EPSG:4326, degrees."""

    place_id: str  # "gn:1142170"; provisional: "new:" and a hash of name and parents
    name: str
    lat: float | None
    lon: float | None
    country: str | None  # ISO 3166-1 alpha-2
    admin1: str | None
    admin2: str | None
    precision: PlacePrecision
    population: int = 0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in a text. Grain: one mention; `place` None until resolved."""

    start: int
    end: int
    text: str
    place: Place | None = None
    candidates: int = 0
    reasons: tuple[str, ...] = ()  # why this candidate, or why none
    full: str | None = None  # the name an abbreviation stands for, as the text explains it


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that name a conflict actor. Grain: one mention."""

    start: int
    end: int
    text: str
    name: str  # the actor's full name; for a role noun not resolved, the words
    actor_id: str | None  # from reference/actors, or "new:" and a slug; None: not resolved
    side: str | None  # the side it belongs to (a side id); None: not known
    kind: ActorKind
    country: str | None = None
    is_role: bool = False  # a role noun (the insurgents), not a name


@dataclass(frozen=True, slots=True)
class Interval:
    """Days, with how closely and how they are known. None is open."""

    date_start: str | None
    date_end: str | None
    precision: DatePrecision
    basis: Basis


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression (TIMEX3). Grain: one mention."""

    start: int
    end: int
    text: str
    timex_type: TimexType
    value: str | None  # TIMEX3 value
    past: Interval | None  # its days if what it dates lies in the past
    future: Interval | None  # its days if what it dates is to come ("on Saturday" of a plan)
    signal: str | None = None  # the word that relates it: since, by, until, before, after; heading: dates what follows
    told_at: Interval | None = None  # the days of what the clause after it tells ("two days after they left")
    doubt: str | None = None  # why no calendar has it: a Monday that was a Tuesday, the 31st of June


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of things, as the words allow; None is unbounded. Grain: one mention."""

    start: int
    end: int
    text: str
    unit: str  # singular noun as written, lower-cased: "district"
    low: int | None
    high: int | None
    of: int | None = None
    share_low: float | None = None
    share_high: float | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what (PARC / PolNeAR). Grain: one attribution; each part may have several pieces."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ClaimActor:
    """An actor of a claim. Grain: one actor in one role."""

    role: ActorRole
    name: str
    actor_id: str | None
    side: str | None
    kind: ActorKind
    text: str | None  # None: implied, not written
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """A place of a claim. Grain: one place in one role."""

    role: PlaceRole
    name: str
    place_id: str | None  # None: counted or unnamed places
    text: str
    start: int
    end: int
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    admin2: str | None
    precision: PlacePrecision
    part: str | None  # centre, outskirts, share, or the part named
    candidates: int


@dataclass(frozen=True, slots=True)
class ClaimSource:
    """Who says it. Grain: one link of the chain, outermost first."""

    name: str
    text: str
    kind: SourceKind
    side: str | None
    said_on: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When, with the words it rests on, if any."""

    interval: Interval
    text: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Casualty:
    """How many people something befell in a happening. Grain: one group and outcome of one claim."""

    group: str  # who, as the words name them: "insurgents"
    actor_id: str | None
    outcome: CasualtyOutcome
    leaders: int  # how many of them are said to be leaders
    low: int | None  # the least the words allow; None: they give no least
    high: int | None  # the most; None: open above
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Flag:
    """What is doubtful about a claim, and why."""

    kind: FlagKind
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A source says this happened or holds, there, then. Grain: one source, happening, set of places and interval."""

    claim_id: str  # hash of report, event type, trigger, polarity, places, sides and sources
    report_id: str
    event_type: EventType
    sub_event_type: SubEventType | None
    evidence: Span  # the clause relied on
    trigger: Span
    actors: tuple[ClaimActor, ...]
    places: tuple[ClaimPlace, ...]
    when: ClaimTime
    fighting: Fighting
    polarity: Polarity
    certainty: Certainty
    stance: Stance
    historical: bool = False  # told as background, kept out of today's status
    count: Quantity | None = None
    part_of: str | None = None  # claim_id of the claim whose count this one divides
    sources: tuple[ClaimSource, ...] = ()
    flags: tuple[Flag, ...] = ()
    casualties: tuple[Casualty, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A sentence that gave no claim though it looked as if it might. Grain: one trigger, or one sentence without."""

    report_id: str
    start: int
    end: int
    text: str
    trigger: str | None
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the mention stages found in one report, each in text order."""

    toponyms: tuple[Toponym, ...] = ()
    times: tuple[TimeMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that reading one report gives. Grain: one report."""

    report: Report
    publisher_side: str | None  # a side id; None: the publisher belongs to no side
    mentions: Mentions
    claims: tuple[Claim, ...]
    uncovered: tuple[Uncovered, ...]
    fingerprint: tuple[int, ...]  # sampled shingle hashes, signed 64 bit, sorted; see settling/events


@dataclass(frozen=True, slots=True)
class Decision:
    """What an analyst decided. Grain: one decision; it is never changed or deleted, only undone by another."""

    decision_id: str  # hash of all that follows but made_claim_id
    kind: DecisionKind
    author: str
    made_at: str  # ISO 8601, UTC
    reason: str
    claim_id: str | None = None  # the claim accepted, corrected or rejected
    report_id: str | None = None  # the report withdrawn, or in which an added claim stands
    undoes: str | None = None  # the decision_id of the decision undone
    made_claim_id: str | None = None  # the claim that a correction or an addition makes
    details: tuple[tuple[str, str], ...] = ()  # what is said besides, by name: fields of a claim or of a status
