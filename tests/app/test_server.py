"""The server: views over a copy of the ledger, behind its guard."""

from __future__ import annotations

import csv
import gc
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from made_readings import load_made, make_report, many_reports, read_made
from whoholds.app.server import create_app
from whoholds.app.server.copy import CopiedLedger
from whoholds.app.server.guard import TOKEN_HEADER
from whoholds.config import load_config
from whoholds.differing import list_changes
from whoholds.pipeline import read_into, settle
from whoholds.store import Ledger
from whoholds.store.rows import day_number, iso_day
from whoholds.views.listings.rows import LISTINGS

HOST, TOKEN = "127.0.0.1:8765", "the-token"
API = "/api/v1"


def read_more(ledger: Ledger, reports: list[Any]) -> None:
    read_into(ledger, load_made(reports), read=read_made, got_at="2026-01-01T00:00:00+00:00")
    settle(ledger)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    ledger = Ledger(tmp_path_factory.mktemp("served") / "war.duckdb")
    read_more(ledger, many_reports()[:40])
    return ledger


@pytest.fixture(scope="module")
def page(ledger: Ledger) -> Iterator[TestClient]:
    app = create_app(ledger, load_config(), hosts=[HOST], token=TOKEN)
    with TestClient(app, base_url=f"http://{HOST}") as client:
        yield client


def ask(page: TestClient, path: str, **params: Any) -> Any:
    answer = page.get(API + path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_answers_named_with_a_version_may_be_kept(page: TestClient) -> None:
    version = ask(page, "/version")["version"]
    assert "max-age" in page.get(f"{API}/atlas", params={"v": version}).headers["cache-control"]
    for path, params in (("/atlas", {}), ("/version", {}), ("/places/nowhere", {"v": version})):
        assert page.get(API + path, params=params).headers["cache-control"] == "no-store"


def test_changes_are_those_of_the_command(page: TestClient, ledger: Ledger) -> None:
    info = ask(page, "/ledger")
    with ledger.reading() as con:
        days = [day for (day,) in con.execute("SELECT DISTINCT published FROM reports ORDER BY 1").fetchall()]
        since, known_by = (iso_day(days[len(days) // 3]) or "", iso_day(days[-2]) or "")
        for rules in ("press", "strict"):
            found = list_changes(con, since, as_of=None, known_by=known_by, rules=rules)
            listed = ask(page, "/tables/changes", since=since, known_by=known_by, rules=rules)
            column = listed["columns"].index
            told = sorted(
                (row[column("place_id")], row[column("cause")], row[column("status")]) for row in listed["rows"]
            )
            assert told == sorted((item.one.place.place_id, item.cause, item.other.status) for item in found)
            assert told
    # Without a day, since the first day of publication; by a day before anything was out, nothing is told.
    whole = ask(page, "/tables/changes")
    assert whole == ask(page, "/tables/changes", since=info["first_published"], rules=info["rules"])
    assert ask(page, "/tables/changes", known_by="1970-01-02", since="1970-01-01")["total"] == 0


def test_the_ledger_is_counted(page: TestClient) -> None:
    info = ask(page, "/ledger")
    assert (info["reports"], info["settled"], info["rules"]) == (40, True, "press")
    assert info["version"] == ask(page, "/version")["version"]
    assert "held" in next(rules for rules in info["rule_sets"] if rules["name"] == "press")["says"]


def at(atlas: dict[str, Any], day: int) -> dict[str, tuple[str | None, str | None]]:
    """Status and holder of each place on a day, as the page works it out."""
    found: dict[str, tuple[str | None, str | None]] = {}
    spells = atlas["spells"]
    for place, start, status, holder in zip(
        spells["place"], spells["start"], spells["status"], spells["holder"], strict=True
    ):
        if start <= day:
            side = None if holder is None else atlas["sides"][holder]["name"]
            found[atlas["places"]["place_id"][place]] = (status, side)
    return found


@pytest.mark.parametrize("known_by", [None, "2021-07-03"])
def test_the_atlas_says_of_any_day_what_control_says(page: TestClient, known_by: str | None) -> None:
    params = {"known_by": known_by} if known_by else {}
    atlas = ask(page, "/atlas", **params)
    days = sorted({*atlas["spells"]["start"], *(start - 1 for start in atlas["spells"]["start"])})
    assert days
    for day in days:
        drawn = at(atlas, day)
        rows = ask(page, "/control", as_of=iso_day(day), known_by=atlas["known_by"])
        for row in rows:
            holder = row["holder"] and row["holder"]["name"]
            assert drawn.get(row["place"]["place_id"], ("unknown", None)) == (row["status"], holder)


def test_the_atlas_knows_how_fresh_evidence_was(page: TestClient) -> None:
    atlas = ask(page, "/atlas")
    last = max(atlas["evidence"]["day"])
    newest: dict[int, int] = {}
    for place, day, published in zip(*(atlas["evidence"][c] for c in ("place", "day", "published")), strict=True):
        if day <= last:
            newest[place] = published
    for row in ask(page, "/control", as_of=iso_day(last)):
        if row["newest_evidence"]:
            place = atlas["places"]["place_id"].index(row["place"]["place_id"])
            assert newest[place] == day_number(row["newest_evidence"])


def test_outlines_are_of_the_countries_that_places_lie_in(page: TestClient) -> None:
    outlines = ask(page, "/outlines")
    assert len(outlines["features"]) == 34  # the provinces of Afghanistan
    for feature in outlines["features"]:
        assert feature["id"] == feature["properties"]["place_id"]
        assert feature["geometry"]["type"] in {"Polygon", "MultiPolygon"}


def test_a_place_is_shown_with_its_quotes(page: TestClient) -> None:
    place_id = ask(page, "/atlas")["places"]["place_id"][0]
    why = ask(page, f"/places/{place_id}")
    assert why["place"]["place_id"] == place_id
    assert why["evidence"]
    assert why["spells"]


def test_a_report_is_shown_with_spans_of_its_own_text(page: TestClient) -> None:
    claims = ask(page, "/tables/claims", limit=5)
    report_id = claims["rows"][0][claims["columns"].index("report_id")]
    report = ask(page, f"/reports/{report_id}")
    assert report["claims"]
    for claim in report["claims"]:
        evidence = claim["evidence"]
        assert report["text"][evidence["start"] : evidence["end"]] == evidence["text"]
    for gap in report["gaps"]:
        assert gap["meaning"]


@pytest.mark.parametrize("name", LISTINGS)
def test_tables_are_paged_filtered_and_downloaded_as_seen(page: TestClient, name: str) -> None:
    whole = ask(page, f"/tables/{name}", limit=1000)
    assert whole["total"] == len(whole["rows"]) > 0
    column = whole["columns"][0]
    asked = {"sort": column, "descending": True, "words": str(whole["rows"][0][0])}
    some = ask(page, f"/tables/{name}", **asked, limit=3, offset=1)
    downloaded = list(csv.reader(io.StringIO(page.get(f"{API}/tables/{name}/csv", params=asked).text)))
    assert downloaded[0] == some["columns"]
    assert len(downloaded) - 1 == some["total"] <= whole["total"]
    shown = [["" if cell is None else str(cell) for cell in row] for row in some["rows"]]
    assert downloaded[2:5] == shown


def test_only_a_column_with_that_text_is_listed(page: TestClient) -> None:
    claims = ask(page, "/tables/claims", limit=1000)
    side = claims["columns"].index("side")
    red = ask(page, "/tables/claims", limit=1000, only="side:Red")
    assert 0 < red["total"] < claims["total"]
    assert {row[side] for row in red["rows"]} == {"Red"}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/places/nowhere", 404, "found no place"),
        ("/reports/none", 404, "found no report"),
        ("/tables/spoons", 404, "expected one of claims"),
        ("/tables/claims?sort=spoons", 400, "expected one of place"),
        ("/atlas?rules=spoons", 400, "no rule set"),
        ("/control?as_of=yesterday", 422, "as_of"),
    ],
)
def test_what_is_asked_wrongly_is_explained(page: TestClient, path: str, status: int, words: str) -> None:
    answer = page.get(API + path)
    assert answer.status_code == status
    assert words in answer.text


def test_strangers_are_refused(page: TestClient) -> None:
    own = {"origin": f"http://{HOST}", TOKEN_HEADER: TOKEN}
    refused = [
        page.get(f"{API}/ledger", headers={"host": "example.org"}),
        page.post(f"{API}/ledger"),
        page.post(f"{API}/ledger", headers={**own, "origin": "http://example.org"}),
        page.post(f"{API}/ledger", headers={**own, TOKEN_HEADER: "guessed"}),
        page.post(f"{API}/ledger", headers={"origin": own["origin"]}),
    ]
    assert [answer.status_code for answer in refused] == [403] * 5
    assert page.post(f"{API}/ledger", headers=own).status_code == 405  # past the guard


def test_every_answer_says_what_the_page_may_run(page: TestClient) -> None:
    for answer in (page.get("/"), page.get(f"{API}/ledger"), page.get("/nowhere"), page.post("/")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


def test_a_new_report_is_seen_and_nobody_waits_for_a_reader(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "war.duckdb", patience_s=5)
    read_more(ledger, [make_report("a.txt", "Red took Amber.")])
    copies = CopiedLedger(ledger)
    before = copies.latest()
    with before.reading() as con:
        read_more(ledger, [make_report("b.txt", "Blue took Birch.", published="2021-07-06")])  # while we read
        assert con.execute("SELECT count(*) FROM reports").fetchall() == [(1,)]
    after = copies.latest(at_once=True)
    assert after.version != before.version
    with after.reading() as con:
        assert con.execute("SELECT count(*) FROM reports").fetchall() == [(2,)]


def test_an_old_copy_answers_until_nobody_knows_it(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "war.duckdb")
    read_more(ledger, [make_report("a.txt", "Red took Amber.")])
    copies = CopiedLedger(ledger)
    old = copies.latest()
    file = old.ledger.path
    read_more(ledger, [make_report("b.txt", "Blue took Birch.")])
    new = copies.latest(at_once=True)
    with old.reading() as con:
        assert con.execute("SELECT count(*) FROM reports").fetchall() == [(1,)]
    assert file is not None
    assert file.is_file()
    del old, con
    gc.collect()
    assert not file.exists()
    assert new.ledger.exists()


def test_tables_made_for_one_question_are_gone_for_the_next(ledger: Ledger) -> None:
    copy = CopiedLedger(ledger).latest()
    with copy.reading() as con:
        con.execute("CREATE TABLE memory.reports AS SELECT 1 AS spoon")
    with copy.reading() as con:
        assert con.execute("SELECT count(*) FROM reports").fetchall() == [(40,)]


def test_many_may_ask_at_once(page: TestClient) -> None:
    place_ids = ask(page, "/atlas")["places"]["place_id"][:6]
    alone = [ask(page, f"/places/{place_id}") for place_id in place_ids]
    together: dict[str, Any] = {}

    def look(place_id: str) -> None:
        together[place_id] = ask(page, f"/places/{place_id}")

    threads = [threading.Thread(target=look, args=[place_id]) for place_id in place_ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[place_id] for place_id in place_ids] == alone


def decision(claim_id: str, kind: str, **fields: str) -> dict[str, Any]:
    return {"fields": {"decision": kind, "claim": claim_id, "author": "Ada", "reason": "a test", **fields}}


OWN = {"origin": f"http://{HOST}", TOKEN_HEADER: TOKEN}


@pytest.fixture
def own_page(tmp_path: Path) -> Iterator[TestClient]:
    ledger = Ledger(tmp_path / "own.duckdb")
    read_more(ledger, many_reports()[:40])
    with TestClient(create_app(ledger, load_config(), hosts=[HOST], token=TOKEN), base_url=f"http://{HOST}") as client:
        yield client


def test_a_decision_is_followed_by_everything_at_once(own_page: TestClient) -> None:
    before = ask(own_page, "/review/new")
    claim_id = before["due"][0]["claim"]["claim_id"]
    assert ask(own_page, "/tables/claims", only=f"claim_id:{claim_id}")["total"] == 1
    made = own_page.post(f"{API}/decisions", json=decision(claim_id, "reject"), headers=OWN)
    assert made.status_code == 201, made.text
    assert made.json()["version"] == ask(own_page, "/version")["version"]
    assert ask(own_page, "/tables/claims", only=f"claim_id:{claim_id}")["total"] == 0
    after = ask(own_page, "/review/decided")
    assert after["lengths"]["decided"] == 1
    assert after["lengths"]["new"] < before["lengths"]["new"]
    assert after["due"][0]["decisions"][0]["reason"] == "a test"
    undo = decision("", "undo", undoes=made.json()["decision_id"])
    assert own_page.post(f"{API}/decisions", json=undo, headers=OWN).status_code == 201
    assert ask(own_page, "/review/new")["lengths"] == before["lengths"]


def test_what_cant_be_decided_is_refused_with_why(own_page: TestClient) -> None:
    refused = own_page.post(f"{API}/decisions", json=decision("nothing", "reject"), headers=OWN)
    assert refused.status_code == 422
    assert "nothing" in refused.json()["detail"]


def test_a_claim_asked_for_by_its_address_comes_first(page: TestClient) -> None:
    claim_id = ask(page, "/review/new", limit=100)["due"][-1]["claim"]["claim_id"]
    due = ask(page, "/review/new", limit=1, claim=claim_id)["due"]
    assert due[0]["claim"]["claim_id"] == claim_id
    assert len(due) == 2


def test_the_page_can_be_read_while_decisions_are_made(own_page: TestClient) -> None:
    due = ask(own_page, "/review/new", limit=6)["due"]
    statuses: list[int] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            statuses.extend(own_page.get(API + path).status_code for path in ("/version", "/atlas", "/review/new"))

    reader = threading.Thread(target=look)
    reader.start()
    for one in due:
        asked = decision(one["claim"]["claim_id"], "accept")
        statuses.append(own_page.post(f"{API}/decisions", json=asked, headers=OWN).status_code)
    done.set()
    reader.join()
    assert set(statuses) == {200, 201}
