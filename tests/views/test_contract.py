"""The JSON that other people's programs read: keys, their order, and what they hold."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from made_readings import load_made, make_report, read_made
from whoholds.pipeline import list_control, read_into, settle
from whoholds.store import Ledger
from whoholds.views.claims import list_claims
from whoholds.views.contract import claim_to_json, control_to_json, mentions_to_json

KEYS = json.loads((Path(__file__).parent / "contract_keys.json").read_text(encoding="utf-8"))
PUBLISHED = Path(__file__).parents[2] / ".." / "shared" / "CLAIMS.md"
TEXT = "🏰 Élan. Red took 10 posts in Imam Sahib on Monday, a spokesman said. Prices fell."


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, Any]]:
    ledger = Ledger(None)
    report = make_report("a.txt", TEXT, publisher="Paper")
    read_into(ledger, load_made([report]), read=read_made, got_at="")
    settle(ledger)
    with ledger.reading() as con:
        claim = claim_to_json(next(list_claims(con)))
        control = control_to_json(list_control(con, as_of=None, known_by=None, rules="press")[0])
    return {
        "claim": claim,
        "control": control,
        "mentions": mentions_to_json("a.txt", next(read_made([report])).mentions),
    }


def shape(value: object) -> object:
    """Keys in order, all the way down; of a list, the shape of its first member."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value and isinstance(value[0], dict) else None


@pytest.mark.parametrize("kind", ["claim", "control"])
def test_keys_and_their_order(rows: dict[str, dict[str, Any]], kind: str) -> None:
    assert json.dumps(shape(rows[kind])) == json.dumps(KEYS[kind])


def test_mentions_have_their_lists(rows: dict[str, dict[str, Any]]) -> None:
    assert list(rows["mentions"]) == KEYS["mentions"]


def test_a_claim_holds_what_was_read(rows: dict[str, dict[str, Any]]) -> None:
    claim = rows["claim"]
    assert TEXT[claim["trigger"]["start"] : claim["trigger"]["end"]] == claim["trigger"]["text"] == "took"
    assert claim["report"]["story_id"] is not None
    assert claim["count"]["low"] == claim["count"]["high"] == 10
    assert claim["actors"][1] == {
        **{"role": "from", "name": "Nobody named", "actor_id": None, "text": None, "start": None, "end": None}
    }
    assert (claim["historical"], claim["polarity"], claim["casualties"]) == (False, "affirmed", [])


def test_what_is_not_known_is_null() -> None:
    ledger = Ledger(None)
    read_into(ledger, load_made([make_report("a.txt", "Red took Hill.", published=None)]), read=read_made, got_at="")
    with ledger.reading() as con:
        claim = claim_to_json(next(list_claims(con)))
    assert claim["report"] == dict.fromkeys(["path", "story_id", "publisher", "published", "dateline", "url"]) | {
        "path": "a.txt"
    }
    assert claim["when"] == {
        **{"date_start": None, "date_end": None, "precision": "day", "basis": "publication"},
        **{"text": None, "start": None, "end": None},
    }
    assert (claim["count"], claim["sources"], claim["sub_event_type"]) == (None, [], None)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published contract is not beside the project")
@pytest.mark.parametrize("kind", ["claim", "control"])
def test_the_keys_are_those_of_the_published_contract(kind: str) -> None:
    blocks = re.findall(r"```json\n(.*?)```", PUBLISHED.read_text(encoding="utf-8"), re.DOTALL)
    example = shape(json.loads(blocks[["claim", "control"].index(kind)]))
    ours = dict(KEYS[kind])
    assert isinstance(example, dict)
    if kind == "claim":
        example["casualties"] = None  # none are read yet
    else:
        example["parties"] = ours["parties"]
    assert json.dumps(example) == json.dumps(ours)
