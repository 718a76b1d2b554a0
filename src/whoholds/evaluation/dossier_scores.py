"""What was read and settled of dossiers beside their gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from whoholds.evaluation.claim_scores import alike
from whoholds.evaluation.dossiers import Answers, Dossier, Row, answer, find_dossiers
from whoholds.evaluation.figures import Figure, share
from whoholds.evaluation.golden import names_alike
from whoholds.evaluation.mention_scores import distance_km
from whoholds.pipeline import ReadReports
from whoholds.terms import ActorRole, Certainty, EventType, PlaceRole, Polarity, Status

NEAR_KM = 25  # a district's centre and its main town
APPROXIMATE_KM = 40  # where the gold calls its own point a guess
_WITHOUT_HOLDER = frozenset({Status.CONTESTED, Status.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that isn't as the gold has it. Grain: one claim, negative, pair of copies or probe."""

    dossier: str
    kind: str  # missed, wrong, extra, false, copies, probe, falsely held
    what: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one or more dossiers and what makes them up."""

    counts: Counter[str]
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    gold: Row
    claim: Row
    fields: dict[str, bool]


def score_dossier(dossier: Dossier, answers: Answers) -> Score:
    """Compare one dossier's answers with its gold."""
    matches = list(_match(dossier, answers.claims))
    counts: Counter[str] = Counter()
    misses = [
        *_judge_claims(dossier, answers, matches, counts),
        *_judge_negatives(dossier, answers, matches, counts),
        *_judge_copies(dossier, answers, counts),
        *_judge_probes(dossier, answers, counts),
    ]
    return Score(counts, tuple(Miss(dossier.name, kind, what) for kind, what in misses))


def score_dossiers(folder: Path, read: ReadReports) -> list[Figure]:
    """The figures of all dossiers in a folder together, each beside what saying nothing would get."""
    total: Counter[str] = Counter()
    for dossier in find_dossiers(folder):
        total.update(score_dossier(dossier, answer(dossier, read)).counts)
    return figures_of(total)


def figures_of(n: Counter[str]) -> list[Figure]:
    """The figures that counts amount to."""
    predicted = n["found"] + n["extra"]
    fields = sorted(key.removeprefix("of ") for key in n if key.startswith("of "))
    return [
        Figure("claims found", share(n["found"], n["claims"]), n["claims"], 0.0),
        Figure("claims that are in the gold", share(n["found"], predicted), predicted, is_held=False),
        Figure("negatives kept out", share(n["kept"], n["negatives"]), n["negatives"], 1.0),
        Figure("copies found, no other", share(n["copies caught"], n["copies"]), n["copies"], 0.0),
        Figure("probes right", share(n["right"], n["probes"]), n["probes"], share(n["right if silent"], n["probes"])),
        Figure("not falsely held", 1 - share(n["falsely held"], n["probes"]), n["probes"], 1.0),
        *(Figure(f"{name} right", share(n[name], n[f"of {name}"]), n[f"of {name}"], is_held=False) for name in fields),
    ]


def _match(dossier: Dossier, claims: Sequence[Row]) -> Iterator[_Match]:
    """Each gold claim with the claim that fits it best; a claim fits one only."""
    used: set[str] = set()
    for gold in dossier.claims:
        start, end = dossier.span(gold)
        rated = [
            _Match(gold, claim, _compare(dossier, gold, claim))
            for claim in claims
            if claim["report"]["path"] == gold["file"]
            and claim["claim_id"] not in used
            and min(end, claim["evidence"]["end"]) > max(start, claim["evidence"]["start"])
            and _is_same_kind(dossier, gold, claim)
        ]
        best = max(rated, key=lambda match: sum(match.fields.values()), default=None)
        if best is not None:
            used.add(best.claim["claim_id"])
            yield best


def _is_same_kind(dossier: Dossier, gold: Row, claim: Row) -> bool:
    """Whether the types agree; a loss may be told as the loser's leaving or the winner's taking."""
    told = EventType(gold["type"]), EventType(claim["event_type"])
    if told == (EventType.TAKEOVER, EventType.WITHDRAWAL):
        return gold["from"] is not None and _has_side(dossier, gold["from"], _named(claim, ActorRole.SIDE))
    if told == (EventType.WITHDRAWAL, EventType.TAKEOVER):
        return _has_side(dossier, gold["side"], _named(claim, ActorRole.FROM))
    return told[0] is told[1]


def _compare(dossier: Dossier, gold: Row, claim: Row) -> dict[str, bool]:
    at = [place for place in claim["places"] if place["role"] == PlaceRole.AT]
    sources = [f"{source['name']} {source['text']}" for source in claim["sources"]]
    is_turned = claim["event_type"] != gold["type"]
    fields = {
        "side": is_turned or _has_side(dossier, gold["side"], _named(claim, ActorRole.SIDE)),
        "places": all(any(_is_there(p, q) for q in at) for p in gold["places"] if p.get("lat") is not None),
        "polarity": claim["polarity"] == gold["polarity"],
        "certainty": claim["certainty"] == gold["certainty"],
        "source": any(alike(gold["source"], name) for name in sources) if gold["source"] else not sources,
    }
    if gold["when"]:
        fields["when"] = _is_then(gold, claim["when"])
    return fields


def _is_then(gold: Row, when: Row) -> bool:
    """Whether the days agree; of a holding only the last day does it."""
    first, last = gold["when"]
    starts = gold["type"] == EventType.HOLDING or first is None or (when["date_start"] or "")[:10] == first
    return starts and (when["date_end"] or "")[:10] == (last or "")


def _named(claim: Row, role: ActorRole) -> list[str]:
    return [f"{actor['name']} {actor['text'] or ''}" for actor in claim["actors"] if actor["role"] == role]


def _has_side(dossier: Dossier, side: str | None, names: Sequence[str]) -> bool:
    return any(_is_side(dossier, side, name) for name in names)


def _is_side(dossier: Dossier, side: str | None, name: str | None) -> bool:
    return any(alike(wanted, name) for wanted in (side, *dossier.sides.get(side or "", ())))


def _is_there(gold: Row, place: Row) -> bool:
    """Whether a place is near enough; one without a point must bear the name and be in no other country."""
    name = gold.get("name") or gold["place"]
    if place["lat"] is None:
        is_called = alike(name, place["name"]) or names_alike(name, place["name"])
        return is_called and place["country"] in (None, gold["country"])
    km = distance_km((gold["lat"], gold["lon"]), (place["lat"], place["lon"]))
    return km <= (APPROXIMATE_KM if gold.get("approx") else NEAR_KM)


_Misses = Iterator[tuple[str, str]]


def _judge_claims(dossier: Dossier, answers: Answers, matches: Sequence[_Match], counts: Counter[str]) -> _Misses:
    found = {id(match.gold) for match in matches}
    for gold in dossier.claims:
        if not gold.get("optional"):
            counts["claims"] += 1
            if id(gold) not in found:
                yield "missed", f"{gold['file']} {gold['type']} “{gold['quote']}”"
    for match in matches:
        if match.gold.get("optional"):
            continue
        counts["found"] += 1
        for name, is_right in match.fields.items():
            counts[name] += is_right
            counts[f"of {name}"] += 1
        if wrong := [name for name, is_right in match.fields.items() if not is_right]:
            yield "wrong", f"{', '.join(wrong)}: {match.gold['file']} “{match.gold['quote']}”"
    used = {match.claim["claim_id"] for match in matches}
    for claim in answers.claims:
        if claim["claim_id"] not in used:
            counts["extra"] += 1
            yield "extra", f"{claim['report']['path']} {claim['event_type']} “{claim['evidence']['text']}”"


def _judge_negatives(dossier: Dossier, answers: Answers, matches: Sequence[_Match], counts: Counter[str]) -> _Misses:
    used = {match.claim["claim_id"] for match in matches}
    asserted = [
        claim
        for claim in answers.claims
        if claim["claim_id"] not in used
        and claim["polarity"] == Polarity.AFFIRMED
        and claim["certainty"] != Certainty.PLANNED
    ]
    for negative in dossier.negatives:
        start, end = dossier.span(negative)
        told = (claim for claim in asserted if claim["report"]["path"] == negative["file"])
        is_false = any(start <= claim["trigger"]["start"] < end for claim in told)
        counts["negatives"] += 1
        counts["kept"] += not is_false
        if is_false:
            yield "false", f"{negative['file']} “{negative['quote']}”"


def _judge_copies(dossier: Dossier, answers: Answers, counts: Counter[str]) -> _Misses:
    """Pairs of reports whose claims share a story, as a share of all pairs that the gold names or we found."""
    stories = {claim["report"]["path"]: claim["report"]["story_id"] for claim in answers.claims}
    pairs = {
        frozenset((one, other))
        for one, story in stories.items()
        for other, its in stories.items()
        if one != other and story is not None and story == its
    }
    counts["copies"] += len(pairs | dossier.copies)
    counts["copies caught"] += len(pairs & dossier.copies)
    for pair in sorted(map(sorted, pairs ^ dossier.copies)):
        yield "copies", " and ".join(pair)


def _judge_probes(dossier: Dossier, answers: Answers, counts: Counter[str]) -> _Misses:
    for probe in dossier.probes:
        row = _find_row(answers.control[probe["as_of"], probe["known_by"]], probe, answers.written)
        status = row["status"] if row else Status.UNKNOWN
        holder = row["holder"]["name"] if row and row["holder"] else None
        accepted = [probe, *probe.get("accept", ())]
        is_right = any(
            status == a["status"] and (a["status"] in _WITHOUT_HOLDER or _is_side(dossier, a["holder"], holder))
            for a in accepted
        )
        counts["probes"] += 1
        counts["right"] += is_right
        counts["right if silent"] += any(a["status"] == Status.UNKNOWN for a in accepted)
        counts["falsely held"] += not is_right and status == Status.HELD
        if not is_right:
            asked = f"{probe['place']}, as of {probe['as_of']}, known by {probe['known_by']}"
            kind = "falsely held" if status == Status.HELD else "probe"
            yield kind, f"{asked}: {status} {holder or ''}, gold {probe['status']} {probe['holder'] or ''}"


def _find_row(rows: Sequence[Row], probe: Row, written: Mapping[str, frozenset[str]]) -> Row | None:
    """The row of a probe's place: the nearest of those alike in name, and as near the one that bears the very name.

    A place answers to its gazetteer's name and to how the reports write it, as it does when an analyst asks for it.
    """

    def distance(row: Row) -> float:
        place = row["place"]
        if place["lat"] is None:
            return NEAR_KM
        return distance_km((probe["lat"], probe["lon"]), (place["lat"], place["lon"]))

    def is_called(place: Row) -> bool:
        names = (place["name"], *written.get(place["place_id"], ()))
        return any(alike(asked, name) or names_alike(asked, name) for name in names)

    asked = probe["place"]
    fitting = [row for row in rows if _is_there(probe, row["place"]) and is_called(row["place"])]
    return min(
        fitting, key=lambda row: (distance(row), row["place"]["name"] != asked, row["place"]["place_id"]), default=None
    )
