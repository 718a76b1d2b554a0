"""Closed vocabularies: every word a record may use, with what ACLED, UCDP and PLOVER call it.

One word has one meaning; `docs/glossary.md` is held against this file by a test. Members are strings,
so a record prints as it is stored.
"""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """What a claim says happened or holds. Sources: ACLED codebook 2023, PLOVER manual, UCDP GED 24.1."""

    TAKEOVER = "takeover"
    """A side gains control of a place. ACLED: 96 regains / overtakes / transfer of territory; PLOVER: SEIZE."""

    HOLDING = "holding"
    """A side is said to hold a place, as a state. ACLED and UCDP: not coded; PLOVER: none."""

    WITHDRAWAL = "withdrawal"
    """A side leaves, gives up or loses a place and the clause names no one who gained it.
    ACLED: Non-violent transfer of territory, once somebody came; PLOVER: RETREAT."""

    ARMED_CLASH = "armed_clash"
    """Sides fight at a place and neither is said to have won it: what makes a status contested by fighting.
    ACLED: Battles, Armed clash; PLOVER: ASSAULT; UCDP: a battle-related event."""


CONTROL_TYPES = frozenset({EventType.TAKEOVER, EventType.HOLDING, EventType.WITHDRAWAL})


class SubEventType(StrEnum):
    """ACLED's sub-event type of a takeover, in ACLED's own words (codebook 2023, section 3)."""

    GOVERNMENT_REGAINS = "Government regains territory"
    """State forces establish control, with fighting or with none told. PLOVER: SEIZE."""

    NON_STATE_OVERTAKES = "Non-state actor overtakes territory"
    """A group that is not the state takes a place from anyone. PLOVER: SEIZE."""

    NON_VIOLENT_TRANSFER = "Non-violent transfer of territory"
    """Control passes without a fight. PLOVER: RETREAT or CONCEDE."""


class ActorRole(StrEnum):
    """What an actor does in a claim."""

    SIDE = "side"
    """Who acts, gains, holds or gives up. ACLED: actor1; UCDP: side_a."""

    FROM = "from"
    """Who loses the place. ACLED: actor2; UCDP: side_b."""

    TARGET = "target"
    """Whom it is done to. ACLED: actor2."""

    WITH = "with"
    """The other party to an agreement or a fight. ACLED: actor2."""


class PlaceRole(StrEnum):
    """How a place stands to the happening."""

    AT = "at"
    """The place concerned. ACLED: location; UCDP: where_coordinates."""

    WITHIN = "within"
    """The area the text puts it in; the area itself gets no status. ACLED: admin1 to admin3."""

    FROM = "from"
    """Where a movement starts."""

    TO = "to"
    """Where a movement ends."""


class PlacePrecision(StrEnum):
    """How closely a place is known. ACLED: geo_precision; UCDP: where_prec."""

    PLACE = "place"
    """A populated place or facility. ACLED 1; UCDP 1."""

    DISTRICT = "district"
    """A second-level unit (ADM2). ACLED 2; UCDP 3."""

    PROVINCE = "province"
    """A first-level unit (ADM1). ACLED 3; UCDP 4."""

    COUNTRY = "country"
    """A country. ACLED: not recorded; UCDP 6."""

    REGION = "region"
    """A landscape or direction (northern Afghanistan). ACLED 3; UCDP 5."""

    UNRESOLVED = "unresolved"
    """Ambiguous, or in no gazetteer: candidates are counted, no point is given."""


class DatePrecision(StrEnum):
    """How closely an interval is known. ACLED: time_precision; UCDP: date_prec, both by its length on export."""

    MINUTE = "minute"
    """A clock time. ACLED 1; UCDP 1."""

    DAY = "day"
    """A day, or a night over two. ACLED 1; UCDP 1, or 2 for two days."""

    WEEK = "week"
    """Up to ten days. ACLED 2; UCDP 2 for up to six days, 3 for seven, 4 for more."""

    MONTH = "month"
    """Up to 31 days. ACLED 3; UCDP 4."""

    YEAR = "year"
    """Up to a year. ACLED: not coded; UCDP 5."""

    LONGER = "longer"
    """More, or open. ACLED and UCDP: not coded."""


class Basis(StrEnum):
    """How we know a date: TimeML's anchoring."""

    STATED = "stated"
    """The text gives the calendar date."""

    RELATIVE = "relative"
    """The text counts from its own day or from another happening."""

    PUBLICATION = "publication"
    """The text gives none; only the day of publication bounds it."""


class TimexType(StrEnum):
    """TimeML's TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Fighting(StrEnum):
    """Whether the change came with a fight, in the source's words. ACLED: Battles or Strategic developments."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """FactBank's polarity: what the source affirms or negates."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Certainty(StrEnum):
    """FactBank's modality, in the source's words; not our confidence."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    PLANNED = "planned"


class Stance(StrEnum):
    """How the source puts it."""

    STATES = "states"
    CLAIMS = "claims"
    CONFIRMS = "confirms"
    DENIES = "denies"
    ADMITS = "admits"
    """Against the interest of the source's own side: the strongest evidence."""
    FEARS = "fears"
    THREATENS = "threatens"


class SourceKind(StrEnum):
    """What sort of source speaks. ACLED: source scale is the publisher's, this is the source's."""

    OFFICIAL = "official"
    PARTY = "party"
    """A conflict party that is no government."""
    RESIDENT = "resident"
    JOURNALIST = "journalist"
    MONITOR = "monitor"
    AGENCY = "agency"
    DOCUMENT = "document"
    IMAGE = "image"
    UNNAMED = "unnamed"


class ActorKind(StrEnum):
    """ACLED's actor types (inter codes 1 to 8)."""

    STATE_FORCES = "state forces"
    """ACLED inter 1: army, police, ministries, officials."""
    REBEL_GROUP = "rebel group"
    """ACLED inter 2."""
    POLITICAL_MILITIA = "political militia"
    """ACLED inter 3."""
    IDENTITY_MILITIA = "identity militia"
    """ACLED inter 4: clan, tribal, communal."""
    RIOTERS = "rioters"
    """ACLED inter 5."""
    PROTESTERS = "protesters"
    """ACLED inter 6."""
    CIVILIANS = "civilians"
    """ACLED inter 7."""
    EXTERNAL_FORCES = "external forces"
    """ACLED inter 8: other states, coalitions, peacekeepers, companies."""
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Who holds a place on a day, by a rule set. ISW: assessed / claimed; LWJ: controlled / contested / unconfirmed."""

    HELD = "held"
    CLAIMED = "claimed"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


class ContestedBy(StrEnum):
    """Why a status is contested: both sides are there, or the sources disagree."""

    FIGHTING = "fighting"
    SOURCES = "sources"


class Refusal(StrEnum):
    """Why a sentence gave no claim: printed by `whoholds coverage`."""

    NO_PLACE = "no place"
    """A trigger, but nothing it could concern is a place."""
    NO_SIDE = "no side"
    """A trigger and a place, but nobody who gains, holds or leaves it."""
    NOT_TERRITORY = "not territory"
    """What is taken or held is no place: goods, people, an office, a title."""
    METAPHOR = "metaphor"
    """A trigger used as a figure of speech, or of a drill, a game or a work of fiction."""
    HYPOTHETICAL = "hypothetical"
    """A condition or a question, not a claim."""
    DOUBTED = "doubted"
    """A rumour or a report the text names only to doubt or correct it."""
    OPEN_REFERENCE = "open reference"
    """A pronoun or role noun whose antecedent is unclear."""
    TOO_LONG = "too long"
    """A stretch without a full stop that is no sentence: a list or a table the parser can't read."""
    NO_TRIGGER = "no trigger"
    """An actor and a place, but no word the lexicon knows."""


class ContradictionKind(StrEnum):
    """In what two claims can't both be so."""

    WHO_HOLDS = "who_holds"
    WHO_DID_IT = "who_did_it"
    WHETHER = "whether"
    WHEN = "when"
    HOW_MANY = "how_many"


class DecisionKind(StrEnum):
    """What an analyst decides."""

    ACCEPT = "accept"
    """The claim is read rightly; the report says so."""
    CORRECT = "correct"
    """The report says something else: another claim stands in its place."""
    REJECT = "reject"
    """The report says nothing of the kind: the claim counts for nothing."""
    ADD = "add"
    """A claim that reading missed, or that stands in a text not read."""
    STATUS = "status"
    """Who holds a place on some days, whatever a rule set makes of the evidence."""
    WITHDRAW = "withdraw"
    """A report counts as never read."""
    UNDO = "undo"
    """Another decision counts as never made."""


class FlagKind(StrEnum):
    """What is doubtful about a claim; the claim stays."""

    GEOGRAPHY = "geography"
    PERSON = "person"
    DATE = "date"
    VACATED = "vacated"
    """The text says that nobody came after the side that left."""
    DECISION = "decision"
    """Nothing doubtful: an analyst accepted, corrected or added it."""
