"""What a group is called: by the press, its role nouns, its people, its creed; by who speaks, "ours"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.records import ActorMention
from whoholds.reference.actors import Actor, split_words
from whoholds.terms import ActorKind


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


def is_bare(mention: ActorMention, text: str) -> bool:
    """Whether it is a plural without an article: "soldiers", "resistance forces" need not be those named last."""
    article = _DEFINITE.search(text, max(mention.start - _LEAD, 0), mention.start)
    return mention.text[-1:] == "s" and article is None and not mention.text.lower().startswith("the ")


_DEFINITE = re.compile(r"\b(?:the|these|those|its|their|his|same) (?:[a-z-]+ ){0,2}\Z", re.IGNORECASE)
_LEAD = 30


def is_told_apart(mention: ActorMention, unknown: Sequence[ActorMention], text: str) -> bool:
    """Whether the militia are those told of before as nobody's in particular: "soldiers and militiamen"."""
    stem = split_words(mention.text)[-1].folded[:_STEM]
    return any(stem in text[m.start : m.end].casefold() for m in unknown if m.start < mention.start)


_STEM = 6  # letters that "militia" and "militiamen" share


def owner_of(mention: ActorMention, text: str) -> tuple[int, int] | None:
    """Where the words around a role noun say whose men they are, or where from: "Johnson's fighters", "of John Doe"."""
    owner = _OWNER.search(text, max(mention.start - _LEAD, 0), mention.start)
    of = _OF_SOMEBODY if mention.kind not in {ActorKind.UNKNOWN, ActorKind.POLITICAL_MILITIA} else _OF_SOME_PLACE
    whose = owner or of.match(text, mention.end)
    return whose.span() if whose is not None else None


_OWNER = re.compile(r"(?<![\w’'-])[A-Z][\w-]+['’]s \Z")
_OF_SOMEBODY = re.compile(r"\s+of\s+[A-Z][\w'’-]+\s+(?:[a-z]{2,3}-?\s?)?[A-Z]\w+")
_OF_SOME_PLACE = re.compile(rf"{_OF_SOMEBODY.pattern}|\s+from\s+[A-Z][\w'’-]+")


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
