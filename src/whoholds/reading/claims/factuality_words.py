"""The words of `factuality.toml`, opened: what makes a clause negated, planned, possible, unreal or over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from whoholds.reading.lexicon import load_lexicon, remembered


@dataclass(frozen=True, slots=True)
class Infinitives:
    """When an infinitive or a gerund is told as done."""

    happened: frozenset[str]
    ordinals: frozenset[str]
    telling: frozenset[str]
    lasting: frozenset[str]
    not_yet: frozenset[str]
    undone_prepositions: frozenset[str]  # before a gerund: "without taking"
    open_prepositions: frozenset[str]  # "towards taking"
    short: frozenset[str]  # "stopped short of taking"
    done: frozenset[str]  # governors of an open preposition that bring it about


@dataclass(frozen=True, slots=True)
class Unreal:
    """What puts a clause into no world, or into another one."""

    conditions: frozenset[str]  # nouns: "in case"
    openers: frozenset[str]
    nobody: frozenset[str]
    condition_adverbs: frozenset[str]  # "as long as"
    no_condition: frozenset[str]  # "even if"
    adjuncts: frozenset[str]  # "in theory"
    to_come: frozenset[str]  # conjunctions: "once the army retakes it"
    modals_to_come: frozenset[str]
    would: frozenset[str]
    waiting: frozenset[str]  # conjunctions behind "would": "until"
    make_believe: frozenset[str]
    works: frozenset[str]
    make_believe_adjectives: frozenset[str]
    faked: frozenset[str]
    make_believe_prepositions: frozenset[str]
    sayings: frozenset[str]
    false: frozenset[str]
    hearsay: frozenset[str]  # "the reports are rumours"
    true: frozenset[str]
    agreeing: frozenset[str]  # "does not correspond to reality"
    truth: frozenset[str]
    false_particles: dict[str, str]
    false_adverbs: frozenset[str]
    linking: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ended:
    """What tells a state or a takeover as over."""

    adverbs: frozenset[str]
    spans: frozenset[str]
    looking_back: frozenset[str]
    distances: frozenset[str]
    undone: frozenset[str]


@dataclass(frozen=True, slots=True)
class FactualityWords:
    """All words that the factuality of a clause hangs on."""

    negating: frozenset[str]
    undenied: frozenset[str]
    planning: frozenset[str]
    purposive: frozenset[str]
    pending: frozenset[str]
    attempting: frozenset[str]
    foiled: frozenset[str]
    not_so: frozenset[str]
    no_longer: frozenset[str]
    never: frozenset[str]  # "at no time"
    gone: frozenset[str]  # "no soldier is left"
    talk: frozenset[str]
    about_talk: frozenset[str]  # "over a report that"
    possible: frozenset[str]
    probable: frozenset[str]
    hypothetical: frozenset[str]
    factive: frozenset[str]
    modals: dict[str, str]
    future: frozenset[str]
    weighing: frozenset[str]  # "its capture would be a blow"
    doubt_nouns: frozenset[str]
    doubt_words: frozenset[str]
    infinitives: Infinitives
    unreal: Unreal
    ended: Ended


@remembered
def open_factuality_words() -> FactualityWords:
    """The lexicon's words for factuality."""
    tables: dict[str, Any] = load_lexicon("factuality")
    lists = {name: frozenset(words) for name, words in tables.items() if isinstance(words, list)}
    return FactualityWords(
        **lists,
        modals=tables["modals"],
        future=frozenset(tables["future"]["adverbs"]),
        doubt_nouns=frozenset(tables["doubt"]["nouns"]),
        doubt_words=frozenset(tables["doubt"]["words"]),
        infinitives=_infinitives(tables["infinitives"], tables["gerunds"]),
        unreal=_unreal(tables),
        ended=Ended(**{name: frozenset(words) for name, words in tables["ended"].items()}),
    )


def _infinitives(infinitives: dict[str, list[str]], gerunds: dict[str, list[str]]) -> Infinitives:
    return Infinitives(
        happened=frozenset(infinitives["happened"]),
        ordinals=frozenset(infinitives["ordinals"]),
        telling=frozenset(infinitives["telling"]),
        lasting=frozenset(infinitives["lasting"]),
        not_yet=frozenset(infinitives["not_yet"]),
        undone_prepositions=frozenset(gerunds["not"]),
        open_prepositions=frozenset(gerunds["open"]),
        short=frozenset(gerunds["short"]),
        done=frozenset(gerunds["happened"]),
    )


def _unreal(tables: dict[str, Any]) -> Unreal:
    conditions, judged, make_believe = tables["conditions"], tables["judged_false"], tables["make_believe"]
    return Unreal(
        conditions=frozenset(conditions["nouns"]),
        openers=frozenset(conditions["openers"]),
        nobody=frozenset(judged["nobody"]),
        condition_adverbs=frozenset(conditions["adverbs"]),
        no_condition=frozenset(conditions["no_condition"]),
        adjuncts=frozenset(conditions["unreal"]),
        to_come=frozenset(tables["to_come"]["marks"]),
        modals_to_come=frozenset(tables["to_come"]["modals"]),
        would=frozenset(tables["to_come"]["would"]),
        waiting=frozenset(tables["to_come"]["waiting"]),
        make_believe=frozenset(make_believe["nouns"]),
        works=frozenset(make_believe["works"]),
        make_believe_adjectives=frozenset(make_believe["adjectives"]),
        faked=frozenset(make_believe["faked"]),
        make_believe_prepositions=frozenset(make_believe["prepositions"]),
        sayings=frozenset(judged["sayings"]),
        false=frozenset(judged["predicates"]),
        hearsay=frozenset(judged["hearsay"]),
        true=frozenset(judged["true"]),
        agreeing=frozenset(judged["agreeing"]),
        truth=frozenset(judged["truth"]),
        false_particles=judged["particles"],
        false_adverbs=frozenset(judged["adverbs"]),
        linking=frozenset(judged["linking"]),
    )
