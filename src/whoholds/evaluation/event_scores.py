"""Scores of happenings: press releases in thirteen fields, short texts with one label, who did what to whom in news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from whoholds.evaluation.corpora import Row
from whoholds.evaluation.event_predictions import codings
from whoholds.evaluation.figures import Figure, Tally, share

# Sets of labels; the other fields are right or wrong as they are.
SETS = ("event_type", "target_group", "province")
ISAF_FIELDS = (
    "start_date",
    *SETS,
    *("min_killed", "min_captured", "min_leaders_killed", "min_leaders_captured"),
    *("killq", "captureq", "killcaptureraid", "airstrike", "noshotsfired"),
)
# Of these, as published, the share of the gold's labels that are found counts: answering with every label would pay.
_FOUND = ("event_type", "target_group")
MUC_ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def score_isaf(gold: Sequence[Row], predicted: Mapping[str, Row]) -> list[Figure]:
    """Each field, the mean as published and with exact sets; beside each what the commonest answer gets."""
    n = len(gold)
    exact = {f: sum(_same(f, row["gold"], predicted.get(row["id"], {})) for row in gold) for f in ISAF_FIELDS}
    found = {f: sum(_found(f, row["gold"], predicted.get(row["id"], {})) for row in gold) for f in _FOUND}
    common = {f: _commonest(f, gold) for f in ISAF_FIELDS}
    published = sum(found.get(f, exact[f]) for f in ISAF_FIELDS) / len(ISAF_FIELDS) / n if n else 0.0
    figures = [
        Figure("mean of the 13 fields, exact sets", share(sum(exact.values()), len(ISAF_FIELDS) * n), n, _mean(common)),
        Figure("mean of the 13 fields, as published", published, n, _mean(common)),
    ]
    figures += [Figure(f, share(exact[f], n), n, common[f]) for f in ISAF_FIELDS]
    return figures + [Figure(f"{f}, labels found", found[f] / n if n else 0.0, n, common[f]) for f in _FOUND]


def _mean(shares: Mapping[str, float]) -> float:
    return sum(shares.values()) / len(shares)


def _labels(value: Sequence[str] | None) -> set[str]:
    return {label.strip() for text in value or () for label in (text or "").split(";") if label.strip()}


def _same(field: str, gold: Row, predicted: Row) -> bool:
    if field in SETS:
        return _labels(gold[field]) == _labels(predicted.get(field))
    return bool(gold[field] == predicted.get(field))


def _found(field: str, gold: Row, predicted: Row) -> float:
    wanted, got = _labels(gold[field]), _labels(predicted.get(field))
    return len(wanted & got) / len(wanted) if wanted else float(not got)


def _commonest(field: str, gold: Sequence[Row]) -> float:
    answers = Counter(repr(sorted(_labels(r["gold"][field])) if field in SETS else r["gold"][field]) for r in gold)
    return share(answers.most_common(1)[0][1] if answers else 0, len(gold))


def score_case2021(gold: Sequence[Row], predicted: Mapping[str, Row]) -> list[Figure]:
    """F1 weighted by the gold's classes, over the 25 of ACLED and over all, and each class's recall."""
    others = set(codings()["case2021"]["others"])
    pairs = [(row["sub_type"], predicted.get(row["id"], {}).get("sub_type")) for row in gold]
    coded = [pair for pair in pairs if pair[0] not in others]
    top = Counter(wanted for wanted, _ in coded).most_common(1)
    constant = _weighted([(wanted, top[0][0] if top else None) for wanted, _ in coded])
    classes = Counter(wanted for wanted, _ in coded)
    silent = [got is None for wanted, got in pairs if wanted in others]
    return [
        Figure("weighted F1, 25 classes", _weighted(coded), len(coded), constant),
        Figure("weighted F1, all classes", _weighted(pairs), len(pairs), None),
        Figure("no label where there is no event of a war", share(sum(silent), len(silent)), len(silent), 1.0),
        *(
            Figure(f"recall {name}", share(sum(w == name == p for w, p in coded), of), of, 0.0, is_held=False)
            for name, of in sorted(classes.items())
        ),
    ]


def _weighted(pairs: Sequence[tuple[str, str | None]]) -> float:
    total = 0.0
    for name, of in Counter(wanted for wanted, _ in pairs).items():
        right = sum(wanted == name == got for wanted, got in pairs)
        total += of * Tally(right, sum(got == name for _, got in pairs), of).f1
    return total / len(pairs) if pairs else 0.0


def score_muc4(gold: Sequence[Row], predicted: Mapping[str, Row]) -> list[Figure]:
    """Precision and recall of each role; a filler is right if its last word is that of one of the mentions."""
    return [figure for role in MUC_ROLES for figure in _score_role(role, gold, predicted)]


def _score_role(role: str, gold: Sequence[Row], predicted: Mapping[str, Row]) -> Iterator[Figure]:
    right = said = wanted = 0
    for row in gold:
        entities = [{_head(text) for text, _ in mentions} for mentions in row["extracts"][role]]
        heads = {_head(text) for text in predicted.get(row["id"], {}).get(role, ())}
        wanted += len(entities)
        said += len(heads)
        right += sum(bool(entity & heads) for entity in entities)
    tally = Tally(min(right, said), said, wanted)
    yield Figure(f"{role} precision", tally.precision, said, None, is_held=False)
    yield Figure(f"{role} recall", share(right, wanted), wanted, 0.0, is_held=False)


def _head(text: str) -> str:
    words = text.lower().split()
    return words[-1].strip(".,;:'\"()") if words else ""
