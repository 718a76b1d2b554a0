"""What a group is called: by the press, its role nouns, its people, its creed; by who speaks, "ours"."""

from __future__ import annotations

import re

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import ActorMention
from whoholds.reference.actors import Actor, split_words


def is_called(actor: Actor | None, text: str) -> bool:
    """Whether the press calls it so: its role nouns, singular or plural, stand in the words."""
    if actor is None:
        return False
    words = " ".join(word.folded.rstrip("s") for word in split_words(text))
    wanted = (" ".join(word.folded.rstrip("s") for word in split_words(noun)) for noun in actor.called)
    return any(f" {noun} " in f" {words} " for noun in wanted)


def of_people(actor: Actor | None, people: str) -> bool:
    """Whether one of its names has the people's: "Kurdish" of the Kurdistan Workers' Party's."""
    names = () if actor is None else (actor.name, *actor.aliases, *actor.in_context, *actor.called)
    return any(people == word.folded for name in names for word in split_words(name))


def is_of_other_creed(actor: Actor | None, mention: ActorMention) -> bool:
    """Whether the words tell a creed that nobody ascribes to the group: the Peshmerga are no "jihadists"."""
    creeds = load_lexicon("roles")["creeds"]
    told = mention.text.lower() in creeds or any(w.folded in creeds for w in split_words(mention.text))
    return told and not is_called(actor, mention.text)


@remembered
def loyal_to() -> re.Pattern[str]:
    """Behind a role noun: whose men they are, by a name: "loyal to Saddam Hussein"."""
    words = "|".join(map(re.escape, load_lexicon("roles")["followers_of"]))
    return re.compile(rf"\s+(?:{words})\s+(?:[a-z][\w-]*\s+){{0,3}}[A-Z]\w+(?:\s+[A-Z]\w+)*")


def is_spoken(text: str, at: int) -> bool:
    """Whether somebody says the words there: within quotation marks, or in a turn that opens with a name."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return _TURN.match(line) is not None or line.count('"') % 2 == 1 or line.count("“") > line.count("”")


_TURN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+:")
