"""The commands, as a user types them: what they print, where, and with which exit status.

Exports are snapshots in tests/snapshots/exports, to be reviewed as files; WHOHOLDS_SNAPSHOTS=write writes them anew.
"""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from made_readings import load_made, make_report, read_made
from whoholds.app import cli
from whoholds.deciding import Asked
from whoholds.pipeline import decide, read_into, settle
from whoholds.store import Ledger

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "exports"

REPORTS = [
    make_report("a.txt", "Red took Imam Sahib on Monday, a spokesman said. Prices fell.", publisher="Paper"),
    make_report("b.txt", "Blue took Imam Sahib.", published="2021-07-06", publisher="Radio"),
    make_report("c.txt", "Blue took Imam Sahib.", published="2021-07-07", publisher="Copyist, “daily”"),
    make_report("d.txt", "Red took 10 posts in Šibenik.", published="2021-07-03"),
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("app") / "war.duckdb"
    made = Ledger(path)
    read_into(made, load_made(REPORTS), read=read_made, got_at="2026-01-01T00:00:00+00:00")
    settle(made)
    return path


@pytest.fixture(scope="module")
def decided_on(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger with a decision of each kind."""
    path = tmp_path_factory.mktemp("decided") / "war.duckdb"
    path.write_bytes(ledger.read_bytes())
    with Ledger(path).reading() as con:
        red, blue = (
            con.execute("SELECT claim_id FROM claims WHERE evidence_text LIKE ? ORDER BY 1", [words]).fetchall()[0][0]
            for words in ("Red took Imam%", "Blue took Imam%")
        )
    by = {"author": "A. Reader", "reason": "read again"}
    words = {"quote": "Blue sits in Imam Sahib", "published": "2021-07-09", "publisher": "Gazette"}
    rows: list[dict[str, str]] = [
        {"decision": "correct", "claim": red, "date_start": "2021-07-04", "date_end": "2021-07-04"},
        {"decision": "accept", "claim": blue},
        {"decision": "add", **words, "event_type": "holding", "side": "Blue", "place": "Imam Sahib"},
        {"decision": "withdraw", "report": "d.txt"},
        {"decision": "status", "place": "Imam Sahib", "status": "unknown", "date_start": "2021-07-20"},
    ]
    made = decide(Ledger(path), [Asked(by | row) for row in rows], made_at="2026-01-01T00:00:00+00:00").made
    undo = {"decision": "undo", "undoes": made[3].decision_id}
    decide(Ledger(path), [Asked(by | undo)], made_at="2026-01-02T00:00:00+00:00")
    return path


@pytest.fixture
def made_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whoholds.pipeline.open_read", lambda *_given, **_options: read_made)


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = cli.run([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


EXPORTS = [
    ("claims", "jsonl"),
    ("claims", "csv"),
    ("claims", "table"),
    ("events", "jsonl"),
    ("events", "csv"),
    ("events", "table"),
    ("control", "jsonl"),
    ("control", "csv"),
    ("control", "geojson"),
    ("control", "table"),
    ("why", "jsonl"),
    ("why", "csv"),
    ("why", "table"),
    ("coverage", "jsonl"),
    ("coverage", "csv"),
    ("coverage", "table"),
    ("verify", "table"),
    *((command, form) for command in ("contradictions", "sums", "sources") for form in ("jsonl", "csv", "table")),
    ("decisions", "jsonl"),
    ("decisions", "csv"),
    ("decisions", "table"),
]


@pytest.mark.parametrize(("command", "form"), EXPORTS)
def test_export(ledger: Path, decided_on: Path, capsys: pytest.CaptureFixture[str], command: str, form: str) -> None:
    words = ["Imam Sahib"] if command == "why" else []
    asked = decided_on if command == "decisions" else ledger
    status, out, err = run(capsys, command, asked, *words, "--format", form)
    assert (status, err) == (0, "")
    path = SNAPSHOTS / f"{command}.{'txt' if form == 'table' else form}"
    if os.environ.get("WHOHOLDS_SNAPSHOTS") == "write":
        path.write_bytes(out.encode())
    assert out.encode() == path.read_bytes()


def test_csv_is_rfc_4180(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "claims", ledger, "--format", "csv")
    assert out.count("\r\n") == 5
    assert out.count("\n") == 5
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["report.publisher"] for row in rows} == {"Paper", "Radio", "Copyist, “daily”", ""}
    assert [row["places.name"] for row in rows][-1] == "Šibenik"


def test_geojson_has_longitude_first_and_null_for_places_without_a_point(
    ledger: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(ledger.read_bytes())
    with Ledger(copy).writing() as con:
        con.execute("UPDATE named_places SET lat = NULL, lon = NULL WHERE name = 'Šibenik'")
    _, out, _ = run(capsys, "control", copy, "--format", "geojson")
    points = {f["properties"]["place"]["name"]: f["geometry"] for f in json.loads(out)["features"]}
    assert points == {"Imam Sahib": {"type": "Point", "coordinates": [68.9, 36.5]}, "Šibenik": None}


def test_two_clocks(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def status_of(*words: str) -> str:
        _, out, _ = run(capsys, "control", ledger, "--format", "jsonl", *words)
        rows = {row["place"]["name"]: row for row in map(json.loads, out.splitlines())}
        return f"{rows['Imam Sahib']['status']} {(rows['Imam Sahib']['holder'] or {}).get('name')}"

    assert status_of("--as-of", "2021-07-05", "--known-by", "2021-07-04") == "unknown None"
    assert status_of("--as-of", "2021-07-05", "--known-by", "2021-07-05") == "claimed Red"
    assert status_of() == "held Blue"


def test_claims_are_cut_by_both_days(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def paths(*words: str) -> list[str]:
        _, out, _ = run(capsys, "claims", ledger, "--format", "jsonl", *words)
        return [json.loads(line)["report"]["path"] for line in out.splitlines()]

    assert paths("--known-by", "2021-07-05") == ["a.txt", "d.txt"]
    assert paths("--as-of", "2021-07-04") == ["b.txt", "c.txt", "d.txt"]  # only a.txt says when it began


class TestDeciding:
    BY = ("--author", "Me", "--reason", "read again")

    def test_decide_and_take_back(self, ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        copy = tmp_path / "copy.duckdb"
        copy.write_bytes(ledger.read_bytes())
        before = run(capsys, "control", copy)
        claim = json.loads(run(capsys, "claims", copy, "--format", "jsonl")[1].splitlines()[1])["claim_id"]
        status, out, err = run(capsys, "decide", copy, "correct", claim[:8], "side=Red", *self.BY)
        assert (status, err) == (0, "")
        assert "Decided 1." in out
        decision = json.loads(run(capsys, "decisions", copy, "--format", "jsonl")[1])
        assert (decision["decision"], decision["side"], decision["in_force"]) == ("correct", "actor:red", True)
        assert run(capsys, "control", copy) != before
        assert run(capsys, "decide", copy, "undo", decision["decision_id"], *self.BY)[0] == 0
        assert run(capsys, "control", copy) == before

    def test_the_list_can_be_asked_for_in_another_ledger(
        self, ledger: Path, decided_on: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        copy, listed = tmp_path / "copy.duckdb", tmp_path / "decisions.csv"
        copy.write_bytes(ledger.read_bytes())
        listed.write_bytes(run(capsys, "decisions", decided_on, "--format", "csv")[1].encode())
        status, _, err = run(capsys, "decide", copy, "--from", listed)
        assert (status, err) == (0, "")
        for command in ("decisions", "claims", "control"):
            words = (command, "--format", "jsonl")
            assert run(capsys, words[0], copy, *words[1:]) == run(capsys, words[0], decided_on, *words[1:])
        assert "Passed over 6" in run(capsys, "decide", copy, "--from", listed)[1]

    def test_what_is_refused_is_named_and_the_rest_kept(
        self, ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        copy, asked = tmp_path / "copy.duckdb", tmp_path / "asked.csv"
        copy.write_bytes(ledger.read_bytes())
        asked.write_text("decision,report,author,reason\nwithdraw,q.txt,Me,no\nwithdraw,a.txt,Me,retracted\n")
        status, out, err = run(capsys, "decide", copy, "--from", asked)
        assert (status, "Decided 1." in out, f"{asked}:2: found no report 'q.txt'" in err) == (1, True, True)


@pytest.mark.usefixtures("made_reader")
class TestReading:
    def test_read_says_what_was_done_and_what_to_try(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.txt").write_text("date 2021-07-05 Here : Red took Imam Sahib. The weather was fine all day.")
        (tmp_path / "bad.jsonl").write_text('{"id": "1", "text": "Red took Hill. It was warm there."}\n{"id": \n')
        made = tmp_path / "war.duckdb"
        status, out, err = run(capsys, "read", tmp_path / "a.txt", tmp_path / "bad.jsonl", "--into", made)
        assert status == 1
        assert "bad.jsonl:2:" in err
        assert "Read 2 reports: 2 claims." in out
        assert "Could not read 1 text" in out
        assert f"whoholds control {made}" in out
        status, out, _ = run(capsys, "read", tmp_path / "a.txt", "--into", made)
        assert status == 0
        assert "Skipped 1 report that the ledger has already." in out

    def test_claims_from_a_path_and_from_standard_input(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = "Red took Imam Sahib. The weather there was fine all day."
        (tmp_path / "a.txt").write_text(text)
        _, from_path, _ = run(capsys, "claims", tmp_path / "a.txt", "--format", "jsonl")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        _, from_stdin, _ = run(capsys, "claims", "-", "--format", "jsonl")
        (one,), (two,) = (list(map(json.loads, out.splitlines())) for out in (from_path, from_stdin))
        assert one["evidence"] == two["evidence"]
        assert one["report"]["story_id"]

    def test_what_holds_no_report_leaves_nothing_to_try(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        status, out, err = run(capsys, "read", tmp_path, "--into", tmp_path / "war.duckdb")
        assert status == 1
        assert "found no report in this folder" in err
        assert "Next:" not in out

    def test_mentions(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.txt").write_text("Red took Imam Sahib. The weather there was fine all day.")
        _, out, _ = run(capsys, "mentions", tmp_path / "a.txt", "--format", "jsonl")
        assert json.loads(out)["actors"][0]["text"] == "Red"
        _, out, _ = run(capsys, "mentions", tmp_path / "a.txt", "--format", "csv")
        assert out.splitlines()[1].endswith("a.txt,actor,0,3,Red,Red (Red)")


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["control", "nowhere.duckdb"], 1, "no ledger at nowhere.duckdb: make one with `whoholds read"),
        (["control", __file__], 1, "is no ledger"),
        (["claims"], 2, "Missing argument"),
        (["control", "LEDGER", "--as-of", "5 July"], 2, "found “5 July”, expected a day such as 2021-07-05"),
        (["control", "LEDGER", "--rules", "mine"], 1, "no rule set"),
        (["why", "LEDGER", "Imam Sahip Kala"], 1, "found no place"),
        (["claims", "LEDGER", __file__], 2, "name one ledger, or reports alone"),
        (["read", __file__], 2, "--into"),
        (["decide", "LEDGER"], 2, "found nothing to decide"),
        (["decide", "LEDGER", "reject", "a", "b"], 2, "expected a field such as"),
        (["read", __file__, "--into", "no/such/folder/war.duckdb"], 1, "there is no folder"),
        (["read", __file__, "--into", __file__], 1, "is no ledger, nor any database"),
        (["claims", "no/such.txt"], 1, "found no such file"),
    ],
)
def test_errors_are_a_clear_line(
    ledger: Path, capsys: pytest.CaptureFixture[str], words: list[str], status: int, says: str
) -> None:
    got, out, err = run(capsys, *(ledger if word == "LEDGER" else word for word in words))
    assert (got, out) == (status, "")
    assert says in err
    assert "Traceback" not in err


def test_verify_fails_on_one_wrong_character(ledger: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(ledger.read_bytes())
    with Ledger(copy).writing() as con:
        con.execute("UPDATE claims SET trigger_text = 'tock' WHERE trigger_text = 'took' AND evidence_end < 40")
    status, out, _ = run(capsys, "verify", copy)
    assert status == 1
    assert "they part at character 3" in out


def test_an_unsettled_ledger_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "war.duckdb"
    read_into(Ledger(path), load_made(REPORTS), read=read_made, got_at="")
    _, out, err = run(capsys, "control", path, "--format", "jsonl")
    assert (out, "not up to date" in err) == ("", True)
    assert run(capsys, "settle", path)[1] == "Settled.\n"
    _, out, err = run(capsys, "control", path, "--format", "jsonl")
    assert (len(out.splitlines()), err) == (2, "")


def test_a_fault_of_ours_is_no_traceback(
    ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_options: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr("whoholds.views.events.list_events", fail)
    status, _, err = run(capsys, "events", ledger)
    assert status == 1
    assert "failed unexpectedly (ValueError: odd)" in err
    with pytest.raises(ValueError, match="odd"):
        cli.run(["--traceback", "events", str(ledger)])


@pytest.mark.parametrize(("name", "command"), list(cli.whoholds.commands.items()))
def test_each_help_ends_in_an_example(name: str, command: click.Command) -> None:
    assert command.help is not None
    example = command.help.partition("Example:")[2]
    assert f"whoholds {name}" in example


def test_the_help_lists_each_command_once_on_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "--help")[1].partition("Read:")[2].splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert sorted(listed) == sorted(cli.whoholds.commands)


def test_version_about_and_completion(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version")[1].startswith("whoholds ")
    assert "GeoNames" in run(capsys, "--about")[1]
    for shell in ("bash", "zsh", "fish"):
        assert "_WHOHOLDS_COMPLETE" in run(capsys, "completion", shell)[1]


def test_the_module_runs_and_help_loads_nothing_heavy() -> None:
    code = "import sys; from whoholds.app.cli import run; run(['--help']); print(sorted(sys.modules), file=sys.stderr)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"duckdb", "spacy", "rich", "trafilatura"} & set(found.stderr.replace("'", "").strip("[]\n").split(", "))
    module = subprocess.run([sys.executable, "-m", "whoholds", "--help"], capture_output=True, text=True, check=True)
    assert module.stdout == found.stdout
