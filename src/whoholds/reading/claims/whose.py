"""Whose side a source is on: by its phrase, by what the text says of it, by whom its role noun stands for here."""

from __future__ import annotations

import re
from dataclasses import replace

from whoholds.reading.claims.attribution import SourceReading
from whoholds.reading.claims.pronouns import resolve_pronoun
from whoholds.reading.claims.scene import Scene
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import ActorMention, Span
from whoholds.reference.people import open_people
from whoholds.terms import ActorKind, SourceKind

# How long an apposition may be, in characters.
_LONGEST = 110
_BYSTANDERS = frozenset({SourceKind.RESIDENT, SourceKind.JOURNALIST, SourceKind.MONITOR, SourceKind.AGENCY})


def read_whose(scene: Scene, named: Span) -> SourceReading:
    """The side and sort of a source.

    Args:
        scene: the report, its actors resolved.
        named: the fullest phrase for the source.

    Returns:
        What the phrase itself says; else what stands behind its name ("Mismari, who speaks for the army"); else the
        side of the actor that the phrase names ("the insurgents' operations room"). Nobody's for bystanders.
    """
    reading = scene.read_source(named.text)
    if named.text.lower() == "they" and scene.publisher_side is not None:
        return _other_side(scene, named)
    if _is_of_two_minds(scene, named.text):
        return SourceReading(None, SourceKind.UNNAMED)
    channel = _on_whose_channel(scene, named) if reading.kind not in _BYSTANDERS else None
    if channel is not None:
        return replace(reading, side=channel)
    group = _for_whom(scene, named) if reading.side is not None and scene.index.country_of(reading.side) else None
    if group is not None and reading.kind not in _BYSTANDERS:
        return SourceReading(group.side, SourceKind.PARTY)
    if reading.side is not None or reading.kind in _BYSTANDERS:
        return reading
    office = _held_by(scene, named.text)
    if office is not None:
        return SourceReading(office, SourceKind.OFFICIAL)
    text = scene.report.text
    fronted = text[max(named.start - len(_FRONTED), 0) : named.start].lower() == _FRONTED and named.text.islower()
    behind = _behind(text, named.end) if not fronted else ""  # "According to partners, elements of the CPC hold it"
    if behind:
        found = scene.read_source(behind)
        if found.side is not None:
            return found
        side = _side_in(scene, named.end, named.end + _LONGEST, len(behind) + 2)
        if side is not None:
            return replace(found, side=side)
    side = _side_in(scene, named.start, named.end, named.end - named.start)
    return replace(reading, side=side) if side is not None else reading


_FRONTED = "according to "


def _for_whom(scene: Scene, named: Span) -> ActorMention | None:
    """The armed group whose officer or spokesman it is, in the phrase or right behind: "who speaks for the rebels"."""
    text = scene.report.text
    behind = _behind(text, named.end)
    end = named.end + len(behind) + 2 if behind else named.end
    inside = (a for a in scene.actors if named.start <= a.start and a.end <= end and a.kind in _GROUPS)
    return next((a for a in inside if _FOR.search(text[max(a.start - 12, named.start) : a.start])), None)


_FOR = re.compile(r"\b(?:for|of|from)\s+(?:the\s+)?$", re.IGNORECASE)
_GROUPS = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})


def _other_side(scene: Scene, named: Span) -> SourceReading:
    """Who "they" are that say something in a party's own words: the enemy named last, or the only one there is."""
    against = scene.index.opponents_of(scene.publisher_side or "", scene.country, scene.report.published)
    enemies = [a for a in scene.actors if a.side in against]
    enemy = resolve_pronoun("they", named.start, enemies, speaker_side=None)
    only = against[0] if len(against) == 1 else None
    return SourceReading(enemy.side if enemy is not None else only, SourceKind.PARTY)


def _is_of_two_minds(scene: Scene, phrase: str) -> bool:
    """Whether two say it together who are at war, or one of whom takes no part: "the army and the insurgents"."""
    parts = [scene.read_source(part) for part in phrase.split(" and ")]
    if len(parts) != 2:
        return False
    one, other = parts
    if one.side is not None and other.side is not None:
        return other.side in scene.index.opponents_of(one.side, scene.country, scene.report.published)
    return one.side != other.side and (one.kind in _BYSTANDERS or other.kind in _BYSTANDERS)


def _on_whose_channel(scene: Scene, named: Span) -> str | None:
    """The side whose channel somebody spoke on: "a general admitted on their television"; else none."""
    match = _channel().match(scene.report.text, named.end)
    if match is None or _side_in(scene, named.start, named.end, named.end - named.start) is not None:
        return None
    if match.group(1).lower() in {"their", "its"}:
        owner = resolve_pronoun(match.group(1), match.start(1), scene.actors, speaker_side=None)
        return owner.side if owner is not None else None
    return _side_in(scene, match.start(1), match.end(1), _LONGEST)


@remembered
def _channel() -> re.Pattern[str]:
    channels = "|".join(map(re.escape, load_lexicon("voices")["channels"]))
    return re.compile(
        rf"[^.!?\"“”\n]{{0,30}}?\b(?:on|over) (their|its|the [^.,;\"“”\n]{{2,40}}['’]s?) (?:own )?(?:{channels})\b"
    )


def _held_by(scene: Scene, phrase: str) -> str | None:
    """The government of which somebody named is known to be the head on the day of the report."""
    day = scene.report.published
    for person in open_people().persons:
        if any(name in phrase for name in person.names):
            for role in person.roles:
                began = role.since is None or (day is not None and role.since <= day)
                ended = role.until is not None and day is not None and role.until < day
                if role.country is not None and began and not ended:
                    return scene.index.government_of(role.country, day)
    return None


def read_speaker(scene: Scene, label: Span) -> SourceReading:
    """The side and sort of a speaker in a transcript: by the label, else by how the text introduces its name.

    "ANCHOR: Mohammed Abdulsalam, for the Houthis, from Muscat?" says whose words ABDULSALAM's are.
    """
    reading = scene.read_source(label.text)
    name = label.text.split(",")[0].split()[-1:] or [label.text]
    if reading.side is not None:
        return reading
    for match in re.finditer(rf"\b{re.escape(name[0])}\b", scene.report.text, re.IGNORECASE):
        behind = _behind(scene.report.text, match.end())
        found = scene.read_source(behind) if behind else None
        if found is not None and found.side is not None:
            return found
        side = _side_in(scene, match.end(), match.end() + _LONGEST, len(behind) + 2) if behind else None
        if found is not None and side is not None:
            return replace(found, side=side)
    return reading


def _behind(text: str, end: int) -> str:
    """What a comma sets behind a name to say who it is; empty if nothing of the kind stands there."""
    match = _who_is().match(text, end)
    return match.group(1).strip() if match and match.end() - end <= _LONGEST else ""


@remembered
def _who_is() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("voices")["who_is"]))
    lead = r"(?:(?:the|a|an|its|their)\s+)?(?:[\w'’-]+\s+){0,5}?"
    return re.compile(rf",\s+({lead}(?:{words})\b[^,.;:!?\"“”\n]{{0,80}})")


def _side_in(scene: Scene, start: int, end: int, reach: int) -> str | None:
    """The side of the actor that a stretch of the text names."""
    near = (a for a in scene.actors if start <= a.start and a.end <= min(end, start + reach))
    return next((a.side for a in near if a.side is not None and a.kind is not ActorKind.CIVILIANS), None)
