"""Scores of claims against annotated control claims and coded changes of territory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whoholds.evaluation.figures import Figure, Tally, share
from whoholds.evaluation.measures import generic_words
from whoholds.evaluation.mention_scores import distance_km
from whoholds.terms import CONTROL_TYPES, SubEventType

Row = Mapping[str, Any]

# What is compared of a claim; `when` only where the gold says it.
FIELDS = ("side", "from", "places", "when", "source", "polarity", "certainty", "fighting")
NEAR_KM = 25  # a coded place's point and ours may be a district's centre and its main town


def words(text: str | None) -> frozenset[str]:
    """The words of a name that tell it from others of its kind."""
    return frozenset("".join(c.lower() if c.isalnum() else " " for c in text or "").split()) - generic_words()


def alike(one: str | None, other: str | None) -> bool:
    """Whether two names share a telling word, or neither has one."""
    return bool(words(one) & words(other)) or not (words(one) or words(other))


def score_acled(gold: Sequence[Row], predicted: Mapping[str, Row]) -> list[Figure]:
    """Sub-event type, gaining side and place of coded notes, each note telling one change of territory."""
    types = {str(member) for member in SubEventType}
    coded = [row for row in gold if row["gold"]["sub_event_type"] in types]  # others bear names ACLED has given up
    common = Counter(row["gold"]["sub_event_type"] for row in coded).most_common(1)
    right = sum(predicted.get(r["id"], {}).get("sub_event_type") == r["gold"]["sub_event_type"] for r in coded)
    side = sum(bool(words(predicted.get(r["id"], {}).get("side")) & words(r["gold"]["actor1"])) for r in gold)
    near = sum(_is_near(row["gold"], predicted.get(row["id"], {})) for row in gold)
    resolved = sum(predicted.get(row["id"], {}).get("lat") is not None for row in gold)
    return [
        Figure(
            "sub-event type", share(right, len(coded)), len(coded), share(common[0][1] if common else 0, len(coded))
        ),
        Figure("gaining side", share(side, len(gold)), len(gold), 0.0),
        Figure("place within 25 km, of all", share(near, len(gold)), len(gold), 0.0),
        Figure("place within 25 km, of resolved", share(near, resolved), resolved, is_held=False),
    ]


def _is_near(gold: Row, predicted: Row) -> bool:
    if predicted.get("lat") is None:
        return False
    point = float(gold["latitude"]), float(gold["longitude"])
    return distance_km(point, (predicted["lat"], predicted["lon"])) <= NEAR_KM


@dataclass(slots=True)
class _Count:
    """Running totals while items are compared."""

    matched: int = 0
    predicted: int = 0
    gold: int = 0
    fields: dict[str, list[bool]] = field(default_factory=dict)
    negated: list[bool] = field(default_factory=list)  # whether each negated gold claim was found
    planned: list[bool] = field(default_factory=list)


def score_control(gold: Sequence[Row], claims: Mapping[str, Sequence[Row]]) -> list[Figure]:
    """Control claims found, and each field's share right among the found.

    Args:
        gold: Items with `claims`, each with its quote.
        claims: Our claims by item id.
    """
    count = _Count()
    for item in gold:
        _compare_item(item, [c for c in claims.get(item["id"], []) if c["event_type"] in CONTROL_TYPES], count)
    tally = Tally(count.matched, count.predicted, count.gold)
    figures = [
        Figure("claim F1", tally.f1, tally.gold, 0.0),
        Figure("claim precision", tally.precision, tally.predicted),
        Figure("claim recall", tally.recall, tally.gold, 0.0),
        Figure("negated found", share(sum(count.negated), len(count.negated)), len(count.negated), 0.0),
        Figure("planned found", share(sum(count.planned), len(count.planned)), len(count.planned), 0.0),
    ]
    all_fields = sum(len(FIELDS) - (not claim["when"]) for item in gold for claim in item["claims"])
    all_right = sum(sum(rights) for rights in count.fields.values())
    figures.append(Figure("fields right, of all gold", share(all_right, all_fields), all_fields, 0.0))
    constants = _constants(gold)
    for name, rights in sorted(count.fields.items()):
        right, of = share(sum(rights), len(rights)), len(rights)
        figures.append(Figure(f"{name} right", right, of, constants.get(name), is_held=False))
    return figures


def _constants(gold: Sequence[Row]) -> dict[str, float]:
    claims = [claim for item in gold for claim in item["claims"]]
    common = {"polarity": "affirmed", "certainty": "certain", "fighting": "unknown"}
    return {name: share(sum(c[name] == value for c in claims), len(claims)) for name, value in common.items()}


def _compare_item(item: Row, claims: Sequence[Row], count: _Count) -> None:
    count.gold += len(item["claims"])
    count.predicted += len(claims)
    free = list(claims)
    for wanted in item["claims"]:
        start = item["text"].find(wanted["quote"])
        rated = [(_nearness(wanted, claim, start), claim) for claim in free if claim["event_type"] == wanted["type"]]
        best = max((pair for pair in rated if pair[0] > 0), key=lambda pair: pair[0], default=None)
        if wanted["polarity"] == "negated":
            count.negated.append(best is not None)
        if wanted["certainty"] == "planned":
            count.planned.append(best is not None)
        if best is not None:
            free.remove(best[1])
            count.matched += 1
            for name, is_right in _compare(wanted, best[1]):
                count.fields.setdefault(name, []).append(is_right)


def _nearness(wanted: Row, claim: Row, start: int) -> float:
    """How well a claim fits a gold claim of its type; 0 if neither words nor a place are shared."""
    evidence = claim["evidence"]
    overlap = bool(min(start + len(wanted["quote"]), evidence["end"]) > max(start, evidence["start"]))
    shared = sum(bool(words(w) & words(p)) for w in wanted["places"] for p in _at(claim))
    if not overlap and not shared:
        return 0.0
    return overlap + 2 * shared + 0.1 * sum(is_right for _, is_right in _compare(wanted, claim))


def _compare(wanted: Row, claim: Row) -> Iterator[tuple[str, bool]]:
    yield "side", any(alike(wanted["side"], name) for name in _named(claim, "side"))
    losers = _named(claim, "from")
    yield "from", any(alike(wanted["from"], name) for name in losers) if wanted["from"] else not losers
    places = _at(claim)
    telling = [w for w in wanted["places"] if words(w)]
    all_there = all(any(words(w) & words(p) for p in places) for w in telling)
    yield "places", all_there and len(places) <= len(wanted["places"]) + 1
    if wanted["when"]:
        when = claim["when"]
        yield "when", [(when["date_start"] or "")[:10], (when["date_end"] or "")[:10]] == wanted["when"]
    sources = [f"{source['name']} {source['text']}" for source in claim["sources"]]
    yield "source", any(alike(wanted["source"], name) for name in sources) if wanted["source"] else not sources
    for name in ("polarity", "certainty", "fighting"):
        yield name, claim[name] == wanted[name]


def _named(claim: Row, role: str) -> list[str]:
    return [f"{actor['name']} {actor['text'] or ''}" for actor in claim["actors"] if actor["role"] == role]


def _at(claim: Row) -> list[str]:
    return [place["text"] or place["name"] for place in claim["places"] if place["role"] == "at"]
