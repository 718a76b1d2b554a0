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
    """Sides fight and neither is said to have won the place: what makes a status contested by fighting.
    ACLED: Battles, Armed clash; PLOVER: ASSAULT; UCDP: a battle-related event."""
    AIR_STRIKE = "air_strike"
    """Bombs or missiles from the air. ACLED: Explosions/Remote violence, Air/drone strike; PLOVER: ASSAULT."""
    SHELLING = "shelling"
    """Artillery, mortars, rockets or missiles from the ground or the sea.
    ACLED: Explosions/Remote violence, Shelling/artillery/missile attack; PLOVER: ASSAULT."""
    REMOTE_EXPLOSIVE = "remote_explosive"
    """A mine, a roadside or car bomb, any bomb set off from away.
    ACLED: Explosions/Remote violence, Remote explosive/landmine/IED; PLOVER: ASSAULT."""
    SUICIDE_BOMBING = "suicide_bombing"
    """Somebody sets off a bomb and dies by it. ACLED: Explosions/Remote violence, Suicide bomb; PLOVER: ASSAULT."""
    GRENADE = "grenade"
    """A hand grenade or the like. ACLED: Explosions/Remote violence, Grenade; PLOVER: ASSAULT."""
    CHEMICAL_WEAPON = "chemical_weapon"
    """Poison gas or another chemical agent. ACLED: Explosions/Remote violence, Chemical weapon; PLOVER: ASSAULT."""
    ATTACK_ON_CIVILIANS = "attack_on_civilians"
    """Unarmed people are attacked or killed.
    ACLED: Violence against civilians, Attack; PLOVER: ASSAULT; UCDP: one-sided violence."""
    ABDUCTION = "abduction"
    """Somebody is taken away and not told to be arrested by law.
    ACLED: Violence against civilians, Abduction/forced disappearance; PLOVER: COERCE."""
    SEXUAL_VIOLENCE = "sexual_violence"
    """Rape and the like. ACLED: Violence against civilians, Sexual violence; PLOVER: ASSAULT."""
    DETENTION = "detention"
    """A state or a party arrests or captures somebody. ACLED: Strategic developments, Arrests; PLOVER: COERCE."""
    LOOTING = "looting"
    """Property looted or destroyed. ACLED: Strategic developments, Looting/property destruction; PLOVER: COERCE."""
    DISRUPTED_WEAPONS_USE = "disrupted_weapons_use"
    """Weapons are found, seized, defused or shot down before they did harm.
    ACLED: Strategic developments, Disrupted weapons use; PLOVER: COERCE."""
    BASE_ESTABLISHED = "base_established"
    """A side sets up a base, a camp or a post.
    ACLED: Strategic developments, Headquarters or base established; PLOVER: MOBILIZE."""
    AGREEMENT = "agreement"
    """Parties agree on a truce, a peace, an exchange of prisoners.
    ACLED: Strategic developments, Agreement; PLOVER: AGREE."""
    GROUP_CHANGE = "group_change"
    """A group is founded, splits, merges, renames itself or swears allegiance.
    ACLED: Strategic developments, Change to group/activity; PLOVER: none."""
    SURRENDER = "surrender"
    """Fighters lay down their arms or go over. ACLED: Strategic developments, Agreement; PLOVER: CONCEDE."""
    MOBILISATION = "mobilisation"
    """Forces are raised, called up, deployed or reinforced.
    ACLED: Strategic developments, Change to group/activity; PLOVER: MOBILIZE."""
    ADVANCE = "advance"
    """Forces come nearer to a place; nobody is said to have got it. ACLED: not coded alone; PLOVER: MOBILIZE."""
    MOVEMENT = "movement"
    """Forces or officials go from one place to another, no change of control said. ACLED: not coded; PLOVER: none."""
    BORDER_CROSSING = "border_crossing"
    """Forces cross into another country. ACLED: not coded alone; PLOVER: none."""
    PASSAGE_GRANTED = "passage_granted"
    """A state lets forces or people in or through. ACLED: not coded; PLOVER: COOPERATE."""
    DISPLACEMENT = "displacement"
    """People flee their homes. ACLED: Strategic developments, Other, if forced; PLOVER: none."""
    OTHER_DEVELOPMENT = "other_development"
    """A curfew, a border closed, a mass grave found. ACLED: Strategic developments, Other; PLOVER: none."""
    PROTEST = "protest"
    """A demonstration, march or strike without violence. ACLED: Protests, Peaceful protest; PLOVER: PROTEST."""
    PROTEST_WITH_INTERVENTION = "protest_with_intervention"
    """A peaceful protest that is dispersed or whose people are arrested, nobody badly hurt.
    ACLED: Protests, Protest with intervention; PLOVER: PROTEST."""
    FORCE_AGAINST_PROTESTERS = "force_against_protesters"
    """Peaceful protesters are shot at, killed or badly hurt.
    ACLED: Protests, Excessive force against protesters; PLOVER: ASSAULT."""
    VIOLENT_DEMONSTRATION = "violent_demonstration"
    """Demonstrators throw stones, burn, clash with police. ACLED: Riots, Violent demonstration; PLOVER: PROTEST."""
    MOB_VIOLENCE = "mob_violence"
    """A mob or rival groups of people without guns beat, lynch or burn. ACLED: Riots, Mob violence; PLOVER: ASSAULT."""


CONTROL_TYPES = frozenset({EventType.TAKEOVER, EventType.HOLDING, EventType.WITHDRAWAL})


class SubEventType(StrEnum):
    """ACLED's sub-event type, in ACLED's own words (codebook 2023, section 3)."""

    GOVERNMENT_REGAINS = "Government regains territory"
    """State forces establish control, with fighting or with none told. PLOVER: SEIZE."""
    NON_STATE_OVERTAKES = "Non-state actor overtakes territory"
    """A group that is not the state takes a place from anyone. PLOVER: SEIZE."""
    NON_VIOLENT_TRANSFER = "Non-violent transfer of territory"
    """Control passes without a fight. PLOVER: RETREAT or CONCEDE."""
    ARMED_CLASH = "Armed clash"
    """Battles. PLOVER: ASSAULT."""
    CHEMICAL_WEAPON = "Chemical weapon"
    """Explosions/Remote violence. PLOVER: ASSAULT, chemical-biological."""
    AIR_STRIKE = "Air/drone strike"
    """Explosions/Remote violence. PLOVER: ASSAULT, aerial."""
    SUICIDE_BOMB = "Suicide bomb"
    """Explosions/Remote violence. PLOVER: ASSAULT, suicide-attack."""
    SHELLING = "Shelling/artillery/missile attack"
    """Explosions/Remote violence. PLOVER: ASSAULT, heavy-weapons."""
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    """Explosions/Remote violence. PLOVER: ASSAULT, explosives."""
    GRENADE = "Grenade"
    """Explosions/Remote violence. PLOVER: ASSAULT, explosives."""
    SEXUAL_VIOLENCE = "Sexual violence"
    """Violence against civilians. PLOVER: ASSAULT, sexual."""
    ATTACK = "Attack"
    """Violence against civilians. PLOVER: ASSAULT."""
    ABDUCTION = "Abduction/forced disappearance"
    """Violence against civilians. PLOVER: ASSAULT, abduct."""
    PEACEFUL_PROTEST = "Peaceful protest"
    """Protests. PLOVER: PROTEST, demo."""
    PROTEST_WITH_INTERVENTION = "Protest with intervention"
    """Protests. PLOVER: PROTEST and COERCE."""
    EXCESSIVE_FORCE = "Excessive force against protesters"
    """Protests. PLOVER: ASSAULT."""
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    """Riots. PLOVER: PROTEST, riot."""
    MOB_VIOLENCE = "Mob violence"
    """Riots. PLOVER: ASSAULT."""
    AGREEMENT = "Agreement"
    """Strategic developments. PLOVER: AGREE, CONCEDE for a surrender."""
    ARRESTS = "Arrests"
    """Strategic developments. PLOVER: COERCE, arrest."""
    GROUP_CHANGE = "Change to group/activity"
    """Strategic developments. PLOVER: MOBILIZE where forces are raised."""
    DISRUPTED_WEAPONS_USE = "Disrupted weapons use"
    """Strategic developments. PLOVER: COERCE, seize."""
    BASE_ESTABLISHED = "Headquarters or base established"
    """Strategic developments. PLOVER: MOBILIZE."""
    LOOTING = "Looting/property destruction"
    """Strategic developments. PLOVER: COERCE, seize."""
    OTHER = "Other"
    """Strategic developments. PLOVER: none."""


class CasualtyOutcome(StrEnum):
    """What became of people in a happening. ACLED: fatalities are the killed; UCDP: deaths; neither codes the rest."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    MISSING = "missing"
    DISPLACED = "displaced"


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
    BASELINE = "baseline"
    """Who held a place on a day, by a table that was made before the reports begin."""
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
    PART = "part"
    """Nothing doubtful: it concerns a building, post or field of a large town, and says nothing of the rest."""
    SIDE = "side"
    """The words leave out who gained, and several could be meant: it counts as the word of the one it is taken for."""
    ANOTHER = "another"  # nothing doubtful: the text tells it apart from one told before
    DECISION = "decision"
    """Nothing doubtful: an analyst accepted, corrected or added it."""
