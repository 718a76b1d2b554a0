"""Words for violence and protest that tell of none: disputes, disease, sport, what is common or only spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.claims.clauses import children, objects, surface_subjects
from whoholds.reading.claims.scene import Scene
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.lexicon.roles import open_roles
from whoholds.reading.mentions.happenings import Happening, HappeningLexicon, Tells
from whoholds.reading.mentions.war_signs import armed_mentions
from whoholds.reading.sentences import Token
from whoholds.records import ClaimActor
from whoholds.terms import ActorKind


def is_figure(happening: Happening, lexicon: HappeningLexicon) -> bool:
    """Whether the trigger's own phrase shows that it tells of no happening, whoever may be named."""
    return _of_noun(happening, lexicon) if happening.is_noun else _of_verb(happening, lexicon)


def is_caused(noun: Token) -> bool:
    """Whether something told brought it about: "an operation leading to the deaths of twelve insurgents"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun.tag_.startswith("NN") and verb.lower_ in _words("causing")


def among_strangers(sides: Sequence[ClaimActor], scene: Scene, lexicon: HappeningLexicon) -> bool:
    """Whether only people by name do it, in a report that names nobody who may be at war: a crime, or sport."""
    names = [a.name.split()[-1] for a in sides if a.kind is ActorKind.UNKNOWN]
    common = (lexicon.people["armed"], lexicon.things)  # capital at the head of a sentence
    named = len(names) == len(sides) and all(
        n[:1].isupper() and not any(n.lower() in words for words in common) for n in names
    )
    return bool(sides) and named and not armed_mentions(scene.actors, scene.index)


def _of_noun(happening: Happening, lexicon: HappeningLexicon) -> bool:
    word = happening.word
    if _is_modified(word, before=happening.first.i):
        return True  # "a legal battle", "the annual biker rally"
    if _is_of_thing(word, lexicon) or (word.dep_ == "pobj" and word.head.lower_ in {"like", "unlike"}):
        return True  # "it looked like an explosion"
    above = word.head
    copula = word.dep_ == "nsubj" and above.lower_ in _COPULA
    return copula and any(c.lower_ in lexicon.habit for c in children(above, "acomp"))  # "clashes are frequent"


def _is_modified(noun: Token, before: int | None = None) -> bool:
    kinds = _makes_figures(noun.lower_)
    first = noun.i if before is None else before
    return any(c.lower_ in kinds for c in children(noun, "amod", "compound", "nmod") if c.i < first)


def _is_of_thing(word: Token, lexicon: HappeningLexicon) -> bool:
    """An explosion "of interest", a storm of nothing that bursts."""
    if word.lower_ not in _words("bursting"):
        return False
    of = [o for p in children(word, "prep") if p.lower_ == "of" for o in children(p, "pobj")]
    return any(o.lower_ not in lexicon.things and not o.tag_.startswith("NNP") and o.tag_ != "CD" for o in of)


_COPULA = frozenset({"is", "are", "was", "were", "be", "been"})


def _of_verb(happening: Happening, lexicon: HappeningLexicon) -> bool:
    verb = happening.word
    done_to = objects(verb)
    if verb.lower_ in _words("struggling") and done_to:
        return not any(_may_be_fought(o, lexicon) and not _is_modified(o) for o in done_to)  # "fighting AIDS"
    if verb.dep_ == "advcl" and verb.head.lower_ in _words("accidents"):
        return True  # "crashed, killing its crew"
    bare = not done_to and not children(verb, "prep", "agent", "prt")
    if bare and happening.entry.tells is Tells.VIOLENCE and verb.lower_ in _words("befalling"):
        heads = surface_subjects(verb)  # "before the crisis struck"
        return bool(heads) and not any(_is_known(h, lexicon) for h in heads)
    return False


def _may_be_fought(noun: Token, lexicon: HappeningLexicon) -> bool:
    if noun.lower_ in _words("unarmed"):
        return False
    if noun.lower_ in _words("fights"):
        return True
    named = noun.tag_.startswith("NNP") and not noun.text.isupper()
    return named or noun.tag_ in {"PRP", "CD", "WP", "DT"} or _is_known(noun, lexicon)


def _is_known(noun: Token, lexicon: HappeningLexicon) -> bool:
    words = {noun.lower_, *(c.lower_ for c in children(noun, "compound", "amod"))}
    people = any(words & listed for listed in lexicon.people.values())
    party = open_roles().hint(noun.lower_).role is not None  # "the rebels"
    return people or party or bool(words & lexicon.things) or noun.tag_.startswith("NNP")


def _words(name: str) -> list[str]:
    words: list[str] = load_lexicon("happenings")["figures"][name]
    return words


def _makes_figures(noun: str) -> list[str]:
    modifiers: list[str] = load_lexicon("happenings")["figures"]["modified"].get(noun, [])
    return modifiers
