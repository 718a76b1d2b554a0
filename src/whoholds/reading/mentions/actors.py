"""Actor mentions: the words of a text that name a conflict actor, found by its words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoholds.reading.lexicon.roles import Role, Stands, open_roles
from whoholds.reading.mentions.actor_phrases import Part, Piece, Reader, openings
from whoholds.reading.mentions.actor_sources import side_of_phrase
from whoholds.reading.mentions.new_groups import new_group
from whoholds.records import ActorMention
from whoholds.reference.actors import Actor, ActorIndex, Name, NameKind, Word, split_words
from whoholds.terms import ActorKind

__all__ = ["find_actors", "side_of_phrase"]

_BRACKET = re.compile(r"\s?\(([A-ZÀ-Þ][\w./-]{1,9})\)")


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a text names beyond doubt; it decides what a name with several meanings means there."""

    actors: frozenset[str]
    countries: frozenset[str]


def find_actors(text: str, index: ActorIndex) -> tuple[ActorMention, ...]:
    """The actor mentions of a text.

    Args:
        text: any text; spans count code points in it.
        index: the actors known.

    Returns:
        One mention a name, a force of a state or a role noun, in text order, none overlapping another; the longest
        wins. Role nouns and names of several actors have `is_role` and no side until `resolve_actors` has read the
        report.
    """
    words = split_words(text)
    roles = open_roles()
    evidence = _evidence(words, index)
    local: dict[str, Actor] = {}
    found = _scan(Reader(text, words, index, roles, local), evidence)
    fresh = _introduced(text, found, index)
    if fresh:
        found = _scan(Reader(text, words, index, roles, fresh), evidence)
    return found


def _evidence(words: Sequence[Word], index: ActorIndex) -> _Evidence:
    actors: set[str] = set()
    countries: set[str] = set()
    for at in (at for at, word in enumerate(words) if word.folded in index.names):
        for name in index.names_at(words, at):
            if name.kind in (NameKind.ACTOR, NameKind.TERRITORY, NameKind.PERSON):
                if not name.in_context:
                    actors.add(name.bearer)
            else:
                countries.add(name.bearer)
    return _Evidence(frozenset(actors), frozenset(countries))


def _introduced(text: str, found: Sequence[ActorMention], index: ActorIndex) -> dict[str, Actor]:
    """Abbreviations in brackets after an actor, used alone later in this text."""
    fresh: dict[str, Actor] = {}
    for mention in found:
        match = re.search(r"\(([\w./-]+)\)", mention.text)
        if match and mention.actor_id and not any(a.actor_id == mention.actor_id for a in index.named(match[1])):
            actor = Actor(mention.actor_id, mention.name, mention.side or mention.actor_id, mention.kind)
            fresh.setdefault(match[1], actor)
    return fresh


def _scan(reader: Reader, evidence: _Evidence) -> tuple[ActorMention, ...]:
    found: list[ActorMention] = []
    to = 0
    for at in openings(reader):
        if at < to:
            continue
        mention, to = _mention_at(reader, at, evidence)
        if mention is not None:
            found.append(mention)
    return tuple(found)


def _mention_at(reader: Reader, at: int, evidence: _Evidence) -> tuple[ActorMention | None, int]:
    """The mention that begins at this word, if any, and the word to go on from."""
    pieces = reader.phrase(at) if reader.may_begin(at) else ()  # a new group's name may begin with any capital
    mention, to = _read(reader, pieces, evidence) if pieces else (None, at + 1)
    if mention is None and pieces:
        mention = _sharing(reader, pieces, evidence)
    inside = mention is not None and reader.words[at].folded == "the"  # "the Movement for the Liberation of Bunia"
    group = new_group(reader, at + 1 if inside else at)
    if group is not None and (mention is None or group[1] > to):
        mention, to = group
    if mention is None:
        return None, max(to, at + 1)
    return _with_bracket(reader, mention, to)


def _sharing(reader: Reader, pieces: Sequence[Piece], evidence: _Evidence) -> ActorMention | None:
    """The state whose forces share another's noun: "French" of "French and Malian troops"."""
    piece, words = pieces[0], reader.words
    if len(pieces) > 1 or piece.part is not Part.COUNTRY or piece.to + 1 >= len(words):
        return None
    countries = {name.bearer for name in piece.names if name.kind is NameKind.ADJECTIVE}
    if len(countries) != 1 or words[piece.to].folded != "and" or not reader.tight(piece.to + 1):
        return None
    others = reader.phrase(piece.to + 1)
    other = _read(reader, others, evidence)[0] if len(others) > 1 and others[0].part is Part.COUNTRY else None
    role = reader.roles.hint(other.text).role if other is not None else None
    if other is None or role is None or other.kind is not ActorKind.STATE_FORCES:
        return None
    actor = reader.index.state_actor(next(iter(countries)), role.force or "forces")
    start, end = words[piece.at].start, words[piece.to - 1].end
    text = reader.text[start:end]
    return ActorMention(start, end, text, actor.name, actor.actor_id, actor.side, actor.kind, _home(actor))


def _with_bracket(reader: Reader, mention: ActorMention, to: int) -> tuple[ActorMention, int]:
    """The mention with an abbreviation in brackets and the noun that follows: "Islamic State (IS) militants"."""
    match = _BRACKET.match(reader.text, mention.end)
    if match is None or mention.actor_id is None or sum(c.isupper() for c in match[1]) < 2:
        return mention, to
    known = reader.index.named(match[1]) if mention.actor_id.startswith("new:") else ()
    if len(known) == 1:  # "the Popular Movement (MPLA)" is no new group
        mention = replace(
            mention,
            name=known[0].name,
            actor_id=known[0].actor_id,
            side=known[0].side,
            kind=known[0].kind,
            is_role=False,
        )
    end = match.end()
    to = next((n for n in range(to, len(reader.words)) if reader.words[n].start >= end), len(reader.words))
    if to < len(reader.words) and reader.text[end : reader.words[to].start] == " ":
        noun = reader.roles.noun_at(reader.words, to)
        if noun:
            to += noun[0]
            end = reader.words[to - 1].end
    return _respan(reader, mention, mention.start, end), to


def _respan(reader: Reader, m: ActorMention, start: int, end: int) -> ActorMention:
    text = reader.text[start:end]
    return ActorMention(start, end, text, m.name, m.actor_id, m.side, m.kind, m.country, m.is_role)


def _read(reader: Reader, pieces: Sequence[Piece], evidence: _Evidence) -> tuple[ActorMention | None, int]:
    """What a run of pieces names, up to its last noun or name."""
    last = _last(reader, pieces)
    if last is None:
        return None, pieces[0].to if pieces[0].part is Part.COUNTRY else pieces[0].at + 1
    pieces = _trim(pieces[: last + 1])
    start, end = reader.words[pieces[0].at].start, reader.words[pieces[-1].to - 1].end
    text = reader.text[start:end]
    heads = [piece for piece in pieces if piece.part in (Part.HEAD, Part.UNIT)]
    named = _named(reader, pieces, heads, evidence)
    country = _country(pieces, reader)
    role = reader.roles.hint(text).role
    if named is not None and _is_backed(pieces, named, reader):
        # "pro-Russian rebels" are no part of Russia's forces; whose side they are on, the report says or not.
        kind = role.kind if role is not None else ActorKind.UNKNOWN
        mention = ActorMention(start, end, text, text, None, None, kind, None, is_role=True)
    elif named is not None:
        actor = named
        mention = ActorMention(start, end, text, actor.name, actor.actor_id, actor.side, actor.kind, _home(actor))
    elif any(piece.part in (Part.ACTOR, Part.TERRITORY, Part.PERSON) for piece in pieces):
        kind = _kinds(reader, pieces)
        mention = ActorMention(start, end, text, text, None, None, kind, country, is_role=True)
    else:
        mention = _force(reader, pieces, text, country, role)
    return mention, pieces[-1].to


def _is_backed(pieces: Sequence[Piece], named: Actor, reader: Reader) -> bool:
    return named.actor_id not in reader.index.actors and any(piece.part is Part.PRO for piece in pieces)


def _home(actor: Actor) -> str | None:
    return actor.countries[0] if actor.countries else None


def _last(reader: Reader, pieces: Sequence[Piece]) -> int | None:
    """The piece the phrase ends with: a noun that may stand here, or a name."""
    for n in range(len(pieces) - 1, -1, -1):
        piece = pieces[n]
        if piece.part is Part.PERSON and n == len(pieces) - 1 and _leads(reader, piece):
            return n
        if piece.part in (Part.ACTOR, Part.UNIT) or (piece.part is Part.LOYAL and n > 0):
            return n
        if piece.part is Part.HEAD and piece.role and (piece.role.alone or _qualified(pieces[:n])):
            return n
        if piece.part in (Part.COUNTRY, Part.PEOPLE, Part.TERRITORY) and (piece.holding or _acts(reader, piece)):
            return n
    return None


def _qualified(pieces: Sequence[Piece]) -> bool:
    return any(piece.part is not Part.QUALIFIER or piece.mark != "plain" for piece in pieces)


def _trim(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Without leading words that say nothing of the side, if a name or a noun follows."""
    first = next((n for n, piece in enumerate(pieces) if piece.mark != "plain"), 0)
    return pieces[first:]


def _acts(reader: Reader, piece: Piece) -> bool:
    """Whether a country's name stands for its government here: it acts, or is the one by whom something is done."""
    if any(name.kind is NameKind.METONYM for name in piece.names):
        return True
    if piece.names and all(name.kind is NameKind.ADJECTIVE for name in piece.names):
        return False
    words, roles = reader.words, reader.roles
    if piece.at > 0 and reader.tight(piece.at):
        before = piece.at - (2 if words[piece.at - 1].folded == "the" else 1)
        if before >= 0 and words[before].folded in roles.before_actor:
            return True
        if piece.part is Part.TERRITORY and before > 0 and words[before].folded == "of" and _is_army(reader, before):
            return True  # "the army of the Republic of Serb Krajina"
        if before >= 0 and words[before].folded in roles.before_place:
            return False
    at = piece.to
    while at < len(words) - 1 and words[at].folded in roles.auxiliaries and reader.tight(at) and at < piece.to + 3:
        if words[at + 1].folded not in roles.acts and words[at + 1].folded not in roles.auxiliaries:
            break
        at += 1
    if at >= len(words) or not reader.tight(at) or words[at].folded not in roles.acts:
        return False
    return not (at + 1 < len(words) and words[at + 1].folded == "by")


def _leads(reader: Reader, piece: Piece) -> bool:
    """Whether a leader stands for his side here: "Dostum controls Mazar", "Taylor, who holds Gbarnga"."""
    words, roles, at = reader.words, reader.roles, piece.to
    who = at + 1 < len(words) and words[at].folded == "who" and reader.text[words[at - 1].end : words[at].start] == ", "
    at += who
    while at < len(words) - 1 and words[at].folded in roles.auxiliaries and reader.tight(at) and at < piece.to + 3:
        at += 1
    return at < len(words) and (who or reader.tight(at)) and words[at].folded in roles.leads


def _is_army(reader: Reader, end: int) -> bool:
    """Whether the words before that one are a noun for forces: "the army of", "troops of"."""
    nouns = (reader.roles.noun_at(reader.words, at) for at in range(max(end - 2, 0), end))
    return any(noun is not None and noun[1].force != "government" for noun in nouns)


def _named(reader: Reader, pieces: Sequence[Piece], heads: Sequence[Piece], evidence: _Evidence) -> Actor | None:
    """The named actor of a phrase: a group's own name, else who is led, followed or supported."""
    for part in (Part.ACTOR, Part.TERRITORY, Part.PERSON, Part.LOYAL, Part.PRO):
        for piece in reversed(pieces):
            if piece.part is not part or (part is Part.PERSON and not heads and not _leads(reader, piece)):
                continue
            actor = _choose(reader, piece.names, evidence, bracketed=len(pieces) > 1)
            if actor is not None:
                return actor
    return None


def _choose(reader: Reader, names: Sequence[Name], evidence: _Evidence, *, bracketed: bool) -> Actor | None:
    """Which bearer of a name is meant: the only one, or the only one the text speaks of."""
    bearers: dict[str, Actor] = {}
    for name in names:
        if name.kind in (NameKind.ACTOR, NameKind.TERRITORY, NameKind.PERSON):
            bearers[name.bearer] = _bearer(reader, name.bearer)
        elif name.kind is not NameKind.PEOPLE:
            bearers[name.bearer] = reader.index.state_actor(name.bearer)
    sure = [name.bearer for name in names if not name.in_context]
    if len(bearers) == 1 and sure:
        return next(iter(bearers.values()))
    for fits in (
        [a for a in bearers.values() if a.actor_id in evidence.actors],
        [a for a in bearers.values() if evidence.countries & set(a.countries[:1])],
        [a for a in bearers.values() if evidence.countries & set(a.countries)],
    ):
        if len(fits) == 1:
            return fits[0]
    return None


def _bearer(reader: Reader, actor_id: str) -> Actor:
    known = reader.index.actors.get(actor_id)
    return known or next(actor for actor in reader.local.values() if actor.actor_id == actor_id)


def _kinds(reader: Reader, pieces: Sequence[Piece]) -> ActorKind:
    names = [name for piece in pieces for name in piece.names if name.bearer in reader.index.actors]
    kinds = {reader.index.actors[name.bearer].kind for name in names}
    return next(iter(kinds)) if len(kinds) == 1 else ActorKind.UNKNOWN


def _country(pieces: Sequence[Piece], reader: Reader) -> str | None:
    for piece in reversed(pieces):
        if piece.part in (Part.COUNTRY, Part.PEOPLE):
            codes = {name.bearer for name in piece.names}
            return next(iter(codes)) if len(codes) == 1 else None
    return None


def _force(reader: Reader, pieces: Sequence[Piece], text: str, country: str | None, role: Role | None) -> ActorMention:
    """A state's force, or a role noun with what its words say."""
    start = reader.words[pieces[0].at].start
    end = start + len(text)
    hint = reader.roles.hint(text)
    unit = any(piece.part is Part.UNIT for piece in pieces)
    loose = role is None or role.stands is Stands.ANY
    # "Israeli occupation forces" are Israel's, whatever the speaker calls them.
    foreign = role is not None and role.stands is Stands.ENEMY and role.kind is ActorKind.EXTERNAL_FORCES
    state = unit or role is None or role.stands is Stands.STATE or foreign or (loose and role.force is not None)
    named = {word for piece in pieces if piece.part is Part.COUNTRY for name in piece.names for word in name.words}
    people = hint.people if hint.people not in named else None  # the United Arab Emirates' forces are no Arabs'
    if country and state and people is None and not hint.anti:
        force = role.force if role and role.force else "army" if unit else "forces" if role else "government"
        actor = reader.index.state_actor(country, force)
        return ActorMention(start, end, text, actor.name, actor.actor_id, actor.side, actor.kind, country)
    kind = role.kind if role else ActorKind.UNKNOWN
    if hint.anti:
        kind = ActorKind.REBEL_GROUP
    elif unit and loose:
        kind = ActorKind.STATE_FORCES
    return ActorMention(start, end, text, text, None, None, kind, country, is_role=True)
