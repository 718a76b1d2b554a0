"""Made-up ledgers of every kind of claim that settling tells apart."""

from __future__ import annotations

import random

from settling.base_tables import BaseTables

SIDES = ("G", "T", "X")


def made_up(seed: int) -> BaseTables:
    """Two hundred claims of forty reports over nine places, of every kind that settling tells apart."""
    pick = random.Random(seed)
    tables = BaseTables()
    tables.add("opponents", side="G", opponent="T", country="XX", day_start=None, day_end=300)
    tables.add("sides", side="G", name="Government", actor_id="g")
    tables.add("claims_set_aside", claim_id="c003")
    tables.add("reports_set_aside", report_id="r01")
    for turn, end in enumerate((None, 240)):
        tables.add(
            "statuses_set", decision_id=f"d{turn}", place_id=f"p{turn}", day_start=210, day_end=end, seen_on=230,
            status="held", holder="G", turn=turn,
        )  # fmt: skip
    for number in range(40):
        tables.report(
            f"r{number:02d}",
            pick.choice((None, *range(200, 260))),
            side=pick.choice((None, None, "G")),
            url=pick.choice((None, None, "u1")),
        )
        start = pick.choice((1000 * number, 1000 * (number // 3)))
        for shingle in range(start, start + pick.randint(3, 30)):
            tables.add("fingerprints", report_id=f"r{number:02d}", shingle=shingle * 7919 - 2**40)
    for number in range(200):
        end = pick.randint(150, 260)
        by = pick.choice((None, "resident", *SIDES))
        tables.claim(
            f"c{number:03d}", f"r{pick.randrange(40):02d}",
            pick.choice(("takeover", "holding", "withdrawal", "armed_clash", "air_strike", "advance")),
            side=pick.choice((None, *SIDES)), loser=pick.choice((None, None, *SIDES)),
            place=sorted({f"p{pick.randrange(9)}" for _ in range(pick.randint(1, 3))}),
            country=pick.choice((None, "XX", "YY")), part=pick.choice((None, None, "centre", "share")),
            when=(pick.choice((None, end - pick.randrange(40))), pick.choice((None, end, end, end))),
            when_basis=pick.choice(("stated", "publication")), vacated=pick.random() < 0.2,
            source=by, source_side=by if by in SIDES else None,
            source_kind=pick.choice(("official", "resident", "agency")),
            polarity=pick.choice(("affirmed", "affirmed", "negated")), fighting=pick.choice(("yes", "no", "unknown")),
            certainty=pick.choice(("certain", "probable", "possible", "planned")), historical=int(pick.random() < 0.2),
            stance=pick.choice(("states", "claims", "fears")),
            evidence_text=("the whole of it", "words")[number % 2] + f" {number % 4}", evidence_end=7,
        )  # fmt: skip
    for place in tables.rows["claim_places"]:
        number = int(place["place_id"].removeprefix("p"))
        place |= {"admin1": "AB"[number % 2], "precision": "province" if number > 4 else "district"}
    return tables
