"""The cue lexicon, opened: which words are cues, what they take and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.terms import Certainty, Stance

_VOWELS = "aeiou"
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class CueMeaning:
    """What a cue says of its content. Grain: one lemma."""

    lemma: str
    stance: Stance
    negates: bool  # the content is said not to be so
    certainty: Certainty | None  # None: certain
    speech: bool = True  # a statement, rather than an attitude or an act: "backed the offer"


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of the lexicon. Grain: one lemma as verb, noun or phrase."""

    meaning: CueMeaning
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """The entries by their inflected forms, in lower case, a particle behind a blank: "went on"."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    light_verbs: frozenset[str]  # lend a noun cue their subject: made a pledge
    catenatives: frozenset[str]  # stand before a cue verb and belong to the cue: tried to explain
    copulas: frozenset[str]  # stand before a cue adjective: was determined
    negations: frozenset[str]
    speakers: frozenset[str]  # pronouns for who speaks and who is spoken to
    citing: frozenset[str]
    cited: frozenset[str]  # nouns that can speak, when cited
    statements: frozenset[str]  # all forms that may be a cue, or part of one, of a statement
    attitudes: frozenset[str]  # and of an attitude or an act


@remembered
def open_cues() -> CueLexicon:
    """The cues of `lexicon/cues.toml`, loaded once."""
    tables = load_lexicon("cues")
    verbs = {form: cue for entry, cue in _entries(tables, "verbs") for form in verb_forms(entry)}
    nouns = {form: cue for entry, cue in _entries(tables, "nouns") for form in _noun_forms(entry)}
    adjectives = {entry["id"]: cue for entry, cue in _entries(tables, "adjectives")}
    entries = {**adjectives, **nouns, **verbs}
    statements = frozenset((*(form for form, cue in entries.items() if cue.meaning.speech), *tables["phrase_words"]))
    attitudes = frozenset(entries) - statements
    lists = ("light_verbs", "catenatives", "copulas", "negations", "speakers", "citing", "cited")
    light, catenatives, copulas, negations, speakers, citing, cited = (frozenset(tables[name]) for name in lists)
    return CueLexicon(
        verbs, nouns, adjectives, light, catenatives, copulas, negations, speakers, citing, cited, statements, attitudes
    )


def cue_meaning(cue_text: str) -> CueMeaning | None:
    """What a cue, as it stands in a text, says of its content.

    Args:
        cue_text: the cue's words: "has denied", "'s claim", "according to", "was quoted as saying".

    Returns:
        The meaning of an adjective behind a form of "be" ("was determined to"), else of the last word the lexicon
        knows, which it reads as a verb before a noun; None: it knows no word.
        A negated cue leaves its content open ("did not confirm that"), or turns a thought or plan round ("does not
        believe that", "does not plan to").
    """
    lexicon = open_cues()
    words = _WORD.findall(cue_text.lower())
    negated = any(word in lexicon.negations or word.endswith(("n't", "n’t")) for word in words[:-1])
    for before, word in pairwise(words):
        if word in lexicon.adjectives and before in lexicon.copulas:
            return _negated(lexicon.adjectives[word].meaning) if negated else lexicon.adjectives[word].meaning
    for at in reversed(range(len(words))):
        known = lexicon.verbs.get(" ".join(words[at : at + 2])) or lexicon.verbs.get(words[at])
        entry = known or lexicon.nouns.get(words[at]) or lexicon.adjectives.get(words[at])
        if entry is not None:
            return _negated(entry.meaning) if negated else entry.meaning
    return _PLAIN if any(word in lexicon.statements for word in words) or cue_text.strip() == ":" else None


_PLAIN = CueMeaning("say", Stance.STATES, negates=False, certainty=None)


def _negated(meaning: CueMeaning) -> CueMeaning:
    if meaning.certainty in {Certainty.PROBABLE, Certainty.PLANNED} and not meaning.negates:
        return replace(meaning, negates=True)
    return replace(meaning, stance=Stance.STATES, negates=False, certainty=Certainty.POSSIBLE)


def _entries(tables: dict[str, Any], kind: str) -> Iterator[tuple[dict[str, Any], Cue]]:
    for group in tables.get(kind, {}).values():
        for entry in group["cues"]:
            settings = {**group, **entry}
            certainty = settings.get("certainty")
            meaning = CueMeaning(
                entry["id"],
                Stance(settings["stance"]),
                negates=settings.get("negates", False),
                certainty=Certainty(certainty) if certainty not in {None, "certain"} else None,
                speech=settings.get("speech", True),
            )
            yield entry, Cue(meaning, frozenset(settings.get("takes", ())))


def verb_forms(entry: dict[str, Any]) -> tuple[str, ...]:
    """The inflected forms of a verb entry, the lemma first."""
    lemma = entry["id"]
    past = entry.get("past", _regular_past(lemma))
    made = (
        lemma,
        entry.get("third", _with_s(lemma)),
        past,
        entry.get("participle", past),
        entry.get("gerund", _regular_gerund(lemma)),
        *entry.get("forms", ()),
    )
    tail = f" {entry['particle']}" if "particle" in entry else ""
    return tuple(dict.fromkeys(form + tail for form in made))


def _noun_forms(entry: dict[str, Any]) -> tuple[str, ...]:
    return entry["id"], entry.get("plural", _with_s(entry["id"])), *entry.get("forms", ())


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return _doubled(lemma) + "ed"


def _regular_gerund(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return lemma[:-1] + "ing"
    return _doubled(lemma) + "ing"


def _doubled(lemma: str) -> str:
    """One-syllable verbs in consonant, vowel, consonant double the last letter: plan, planned."""
    one_syllable = sum(c in _VOWELS for c in lemma.replace("qu", "q")) == 1
    if one_syllable and len(lemma) > 2 and lemma[-1] not in _VOWELS + "wxy" and lemma[-2] in _VOWELS:
        return lemma + lemma[-1]
    return lemma
