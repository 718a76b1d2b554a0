"""Groups no list knows yet, recognised by the form of their names; an analyst confirms them."""

from __future__ import annotations

from whoholds.reading.lexicon.roles import Stands
from whoholds.reading.mentions.actor_phrases import Reader
from whoholds.records import ActorMention
from whoholds.reference.actors import NameKind, slug
from whoholds.terms import ActorKind

_LINKS = frozenset({"of", "for", "the", "and", "al", "el", "de", "du", "la", "in"})
_LONGEST = 9  # words of a group's name
_LETTERS = range(3, 7)  # of an abbreviation


def new_group(reader: Reader, at: int) -> tuple[ActorMention, int] | None:
    """The unknown group whose name begins at this word, and the word after it.

    A capitalised name that ends in a group's noun ("Nuba Liberation Front") or opens with one ("Jabhat al-Karama"),
    and a name before a clan's or militia's noun ("Hawadle clan militia").
    """
    run = _capitals(reader, at)
    if not run or reader.words[at].text in reader.roles.not_first:
        return None
    if opened := _opened(reader, at, run):
        return opened
    noun = reader.roles.noun_at(reader.words, at)
    if noun is not None and noun[1].stands in (Stands.STATE, Stands.ANY):
        return None  # "General Staff of the Armed Forces"
    # "Amajid Brigade and Resistance forces": a name that is whole before "and" ends there.
    ands = (n for n in range(at + 1, run) if reader.words[n].folded == "and")
    whole = next((group for n in ands if (group := _titled(reader, at, n))), None)
    return whole or _titled(reader, at, run) or _followed(reader, at, run)


def _capitals(reader: Reader, at: int) -> int:
    """The end of the run of capitalised words that begins here; links inside it count, at its end they don't."""
    words = reader.words
    if not words[at].text[:1].isupper() or words[at].text[:1].isdigit():
        return 0
    to = end = at + 1
    while to < len(words) and to - at < _LONGEST and reader.tight(to):
        word = words[to]
        if word.text[:1].isupper():
            end = to + 1
        elif word.folded not in _LINKS and f"{words[to - 1].text}{word.folded}" not in reader.roles.qualifiers:
            break  # "People's" is part of a name
        to += 1
    return end


def _opened(reader: Reader, at: int, end: int) -> tuple[ActorMention, int] | None:
    """ "Liwa Suqur al-Harb", "Movement for the Liberation of Bunia": a group's noun, and the name behind it."""
    words, roles = reader.words, reader.roles
    if words[at].text not in roles.group_openers and words[at].text not in roles.group_heads:
        return None
    end = next((n for n in range(at + 1, end) if words[n].folded == "and"), end)
    behind = {word.text for word in words[at + 1 : end]}
    linked = at + 1 < end and words[at + 1].folded in {"for", "of"}
    opens = words[at].text in roles.group_openers and words[end - 1].text[:1].isupper() and end > at + 1
    if not opens and not (linked and words[at].text in roles.group_heads and behind & roles.qualifiers):
        return None
    if reader.index.names_at(words, at) or _holds_known(reader, at, end):
        return None
    return _mention(reader, at, end, ActorKind.REBEL_GROUP), end


def _titled(reader: Reader, at: int, end: int) -> tuple[ActorMention, int] | None:
    words, roles = reader.words, reader.roles
    for last in range(end - 1, at, -1):
        weak = roles.group_nouns.get(words[last].text)
        if weak is None:
            continue
        before = {word.text for word in words[at:last]}
        before |= {f"{words[n].text}'s" for n in range(at, last) if words[n + 1].folded == "'s"}
        if (weak and not before & roles.qualifiers) or _is_state(reader, at, last) or _holds_known(reader, at, last):
            return None
        kind = ActorKind.REBEL_GROUP if weak or words[last].text != "Militia" else ActorKind.POLITICAL_MILITIA
        return _mention(reader, at, last + 1, kind), last + 1
    return None


def _is_state(reader: Reader, at: int, last: int) -> bool:
    """A country's adjective and an army's noun are the state's, unless a rebel's word stands between."""
    names = reader.index.names_at(reader.words, at)
    country = any(name.kind in (NameKind.ADJECTIVE, NameKind.COUNTRY) for name in names)
    between = {word.text for word in reader.words[at + 1 : last]}
    return country and not between & {"Liberation", "Resistance", "Rebel", "Freedom", "Revolutionary", "Salvation"}


def _holds_known(reader: Reader, at: int, last: int) -> bool:
    """ "Fighters of the Oromo Liberation Army": a known name inside, and no new one."""
    inner = (name for n in range(at + 1, last) for name in reader.index.names_at(reader.words, n))
    return any(name.kind is NameKind.ACTOR for name in inner)


def _followed(reader: Reader, at: int, end: int) -> tuple[ActorMention, int] | None:
    """ "Hawadle clan militia": an unknown name, a clan's or militia's noun; behind letters any's: "ZLM fighters"."""
    if end >= len(reader.words) or not reader.tight(end):
        return None
    if any(name.kind is not NameKind.PERSON for name in reader.index.names_at(reader.words, end - 1)):
        return None
    noun = reader.roles.noun_at(reader.words, end)
    if noun is None:
        return None
    letters = end == at + 1 and len(reader.words[at].text) in _LETTERS and reader.words[at].text.isupper()
    lettered = letters and not noun[1].civil and noun[1].alone and noun[1].force is None
    if noun[1].stands is not Stands.MILITIA and not (lettered and noun[1].stands in {Stands.NONSTATE, Stands.ANY}):
        return None
    return _mention(reader, at, end + noun[0], noun[1].kind), end + noun[0]


def _mention(reader: Reader, at: int, to: int, kind: ActorKind) -> ActorMention:
    start, end = reader.words[at].start, reader.words[to - 1].end
    text = reader.text[start:end]
    actor_id = f"new:{slug(text)}"
    return ActorMention(start, end, text, text, actor_id, actor_id, kind)
