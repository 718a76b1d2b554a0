"""load_reports: each input as got, problems told with file and line, the rest read."""

from __future__ import annotations

import hashlib
import io
import json
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whoholds.reading.reports import Loaded, load_reports

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Bridge lost | Herat Weekly</title>
<meta property="og:site_name" content="Herat Weekly"><link rel="canonical" href="https://weekly.example/bridge">
{date}</head><body><nav>Home Sport Weather</nav><article><h1>Bridge lost</h1>
<p>The guards left the bridge on Friday, two drivers said, after a night of firing from the orchards beside it.</p>
<p>A clerk of the customs house said that nobody had come to take their place by the evening.</p></article>
<footer>All rights reserved</footer></body></html>"""
DATED = '<meta property="article:published_time" content="2021-07-09T08:00:00+04:30">'


def load(*paths: Path | str, stdin: bytes = b"") -> list[Loaded]:
    return list(load_reports(paths, stdin=io.BytesIO(stdin)))


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def why(loaded: Loaded) -> str:
    assert loaded.report is None
    assert loaded.problem is not None
    return str(loaded.problem)


def test_a_text_is_kept_as_it_was(tmp_path: Path) -> None:
    raw = " date 2021-07-02 Termez : Two battalions\r\ncrossed.\tSo they  say \u2013 twice.\r\n".encode()
    (one,) = load(write(tmp_path / "a.txt", raw))
    assert one.report is not None
    assert one.report.text == raw.decode()
    assert one.original == raw
    assert one.report.sha256 == hashlib.sha256(raw).hexdigest()
    assert (one.report.published, one.report.dateline) == (date(2021, 7, 2), "Termez")
    assert one.report.path == one.got_from == (tmp_path / "a.txt").as_posix()
    assert (one.media_type, one.language, one.is_read) == ("text/plain", "en", True)


def test_the_dateline_names_the_publisher_unless_it_is_given(tmp_path: Path) -> None:
    text = "HERAT, July 9, 2021 (Northern Wire) - The customs house fell."
    rows = [
        {"id": "a", "text": text},
        {"id": "b", "text": text, "publisher": "Daily", "published": "2021-07-10", "dateline": "Kabul"},
    ]
    first, second = (one.report for one in load(write(tmp_path / "r.jsonl", "\n".join(map(json.dumps, rows)))))
    assert first is not None
    assert second is not None
    assert (first.publisher, first.published, first.dateline) == ("Northern Wire", date(2021, 7, 9), "HERAT")
    assert (second.publisher, second.published, second.dateline) == ("Daily", date(2021, 7, 10), "Kabul")
    assert first.body_start == second.body_start == text.index("The customs")


def test_a_given_day_and_no_year_on_top(tmp_path: Path) -> None:
    row = {"id": "a", "text": "HERAT, July 9 (NW) - The customs house fell.", "published": "2021-07-10T06:00:00Z"}
    (one,) = load(write(tmp_path / "r.jsonl", json.dumps(row)))
    assert one.report is not None
    assert one.report.published == date(2021, 7, 10)


def test_ids_are_of_content_only(tmp_path: Path) -> None:
    rows = [{"id": f"r{n}", "text": f"The guards left post {n}.", "published": "2021-07-09"} for n in range(12)]
    shuffled = random.Random(7).sample(rows, len(rows))
    loaded = [
        load(write(tmp_path / name, "\n".join(map(json.dumps, order))))
        for name, order in (("a.jsonl", rows), ("b.jsonl", shuffled))
    ]
    ids = [sorted(one.report.report_id for one in items if one.report) for items in loaded]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(rows)
    assert all(len(found) >= 16 and int(found, 16) >= 0 for found in ids[0])


@pytest.mark.parametrize("changed", ["id", "publisher", "published", "url", "title", "dateline", "text"])
def test_each_part_makes_another_id(tmp_path: Path, changed: str) -> None:
    row = {
        "id": "a",
        "text": "The guards left.",
        "publisher": "P",
        "published": "2021-07-09",
        "url": "u",
        "title": "t",
        "dateline": "d",
    }
    other = row | {changed: "2021-07-08" if changed == "published" else "another"}
    first, second = (load(write(tmp_path / "r.jsonl", json.dumps(it)))[0].report for it in (row, other))
    assert first is not None
    assert second is not None
    assert first.report_id != second.report_id


def test_a_page(tmp_path: Path) -> None:
    (one,) = load(write(tmp_path / "p.html", PAGE.format(date=DATED)))
    report = one.report
    assert report is not None
    assert (report.title, report.publisher, report.published) == ("Bridge lost", "Herat Weekly", date(2021, 7, 9))
    assert report.url == "https://weekly.example/bridge"
    assert "two drivers said" in report.text
    assert "Weather" not in report.text
    assert "rights reserved" not in report.text
    assert one.media_type == "text/html"
    assert one.notes == ()


def test_a_page_without_a_date_says_so(tmp_path: Path) -> None:
    (one,) = load(write(tmp_path / "p.html", PAGE.format(date="")))
    assert one.report is not None
    assert one.report.published is None
    assert "the page states no date of publication" in one.notes


def test_a_page_without_an_article(tmp_path: Path) -> None:
    (one,) = load(write(tmp_path / "p.html", "<html><body></body></html>"))
    assert "no article" in why(one)


def test_a_page_in_its_own_encoding(tmp_path: Path) -> None:
    page = PAGE.format(date='<meta charset="windows-1251">').replace("orchards", "orchards of «Сад»")
    (one,) = load(write(tmp_path / "p.html", page.encode("cp1251")))
    assert one.report is not None
    assert "«Сад»" in one.report.text


BAD_LINES = [
    (b"{broken", "broken JSON"),
    (b"[1, 2]", "found an array"),
    (b"7", "found a bare value"),
    (b'{"id": "x"}', "found no text"),
    (b'{"text": "The guards left."}', "found no id"),
    (b'{"id": "x", "text": "  "}', "empty text"),
    (b'{"id": "x", "text": 5}', "found 5 as text"),
    (b'{"id": "x", "text": "T", "published": "9 July"}', "found '9 July' as published"),
    (b'{"id": "x", "text": "T", "published": "2021-02-30"}', "found '2021-02-30' as published"),
    (b'{"id": "ok", "text": "The guards came back."}', "which line 1 gives to another text"),
    (b"\x81\x00\x8d\xff", "no encoding we know"),
    (b"[" * 50_000, "broken JSON"),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES, ids=[message for _, message in BAD_LINES])
def test_a_bad_line_is_told_and_the_rest_read(tmp_path: Path, line: bytes, message: str) -> None:
    good = b'{"id": "ok", "text": "The guards left."}', b'{"id": "last", "text": "Nobody came."}'
    path = write(tmp_path / "r.jsonl", b"\n".join((good[0], line, good[1])))
    first, bad, last = load(path)
    assert first.report is not None
    assert last.report is not None
    assert why(bad).startswith(f"{path.as_posix()}:2: ")
    assert message in why(bad)
    assert bad.original == line


def test_rows_keep_their_own_bytes(tmp_path: Path) -> None:
    lines = [b'{"id": 1, "text": "The guards left.", "score": 0.5}', b'{"id":2,  "text":"Nobody came."}']
    items = load(write(tmp_path / "r.jsonl", b"\xef\xbb\xbf" + lines[0] + b"\r\n\r\n" + lines[1]))
    assert [one.original for one in items] == lines
    assert [one.report.path for one in items if one.report] == ["1", "2"]
    assert [one.report.sha256 for one in items if one.report] == [hashlib.sha256(line).hexdigest() for line in lines]


def test_an_id_again_with_the_same_text_is_no_problem(tmp_path: Path) -> None:
    line = '{"id": "a", "text": "The guards left."}\n'
    first, second = load(write(tmp_path / "r.jsonl", line * 2))
    assert first.report == second.report


def test_csv(tmp_path: Path) -> None:
    content = (
        'id,text,published,extra\r\na,"The guards left,\r\n""all"" of them.",2021-07-09,1\r\n\r\nb,Nobody came.,,\r\n'
    )
    first, second = load(write(tmp_path / "r.csv", content))
    assert first.report is not None
    assert second.report is not None
    assert first.report.text == 'The guards left,\r\n"all" of them.'
    assert (first.report.published, second.report.published) == (date(2021, 7, 9), None)
    assert first.original == b'a,"The guards left,\r\n""all"" of them.",2021-07-09,1'


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_as_spreadsheets_write_it(tmp_path: Path, delimiter: str) -> None:
    (one,) = load(write(tmp_path / "r.csv", f"\ufeffID{delimiter}Text\na{delimiter}The guards left, all of them.\n"))
    assert one.report is not None
    assert one.report.text == "The guards left, all of them."


def test_bad_rows_of_csv(tmp_path: Path) -> None:
    rows = [
        "id,text",
        "a,The guards left, all of them.",
        'b,"an open quote',
        "c,Nobody came.",
        'd,"x"y',
        "e,The gate is open.",
    ]
    items = load(write(tmp_path / "r.csv", "\n".join(rows)))
    told = {one.problem.line: one.problem.why for one in items if one.problem}
    assert sorted(told) == [2, 3, 5]
    assert "found 3 columns, expected the 2" in told[2]
    assert "broken CSV" in told[3]
    assert [one.report.path for one in items if one.report] == ["c", "e"]


@pytest.mark.parametrize("header", ["id,title", "text", "id,text,text", ""])
def test_csv_without_its_columns(tmp_path: Path, header: str) -> None:
    (one,) = load(write(tmp_path / "r.csv", f"{header}\na,b\n"))
    assert "name the columns in the first line" in why(one)


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("\ufeffThe guards’ post fell.".encode(), None),
        ("The guards’ post fell.".encode("utf-16"), None),
        (b"\xfe\xff" + "The guards’ post fell.".encode("utf-16-be"), None),
        ("The guards’ post fell.".encode("cp1252"), "Windows-1252"),
    ],
)
def test_encodings(tmp_path: Path, raw: bytes, note: str | None) -> None:
    (one,) = load(write(tmp_path / "a.txt", raw))
    assert one.report is not None
    assert one.report.text == "The guards’ post fell."
    assert note in one.notes[0] if note else one.notes == ()


def test_rows_in_utf_16(tmp_path: Path) -> None:
    lines = '{"id": "a", "text": "The guards left."}\r\n{"id": "b", "text": "Nobody came."}\r\n'
    assert [one.report.path for one in load(write(tmp_path / "r.jsonl", lines.encode("utf-16"))) if one.report] == [
        "a",
        "b",
    ]


def test_nul_and_lone_surrogates_keep_positions(tmp_path: Path) -> None:
    (row,) = load(write(tmp_path / "r.jsonl", r'{"id": "a", "text": "The \u0000 \ud800 post \ud83d\ude00 fell."}'))
    (text,) = load(write(tmp_path / "a.txt", b"The \x00 post" + b" fell" * 20))
    assert row.report is not None
    assert text.report is not None
    assert row.report.text == "The \ufffd \ufffd post \U0001f600 fell."
    assert text.report.text.startswith("The \ufffd post")
    assert "U+FFFD" in row.notes[0]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (bytes(range(256)) * 4, "no encoding"),
        (b"\x00\x01\x02\x03ab" * 50, "control characters"),
        (b"%PDF-1.7 words", "a PDF file"),
        (b"  \n", "an empty file"),
        (b"\xff\xfe\x00", "begin with its mark"),
    ],
)
def test_what_is_no_text(tmp_path: Path, raw: bytes, message: str) -> None:
    (one,) = load(write(tmp_path / "a.txt", raw))
    assert message in why(one)
    assert one.original == raw


def test_other_languages_are_named_and_not_read(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "Les soldats ont quitté la ville dans la nuit, selon deux habitants."},
        {"id": "b", "text": "Kunduz", "language": "de"},
    ]
    items = load(write(tmp_path / "r.jsonl", "\n".join(map(json.dumps, rows))))
    assert [(one.language, one.is_read, one.problem) for one in items] == [("fr", False, None), ("de", False, None)]


def test_a_folder_is_searched_in_order(tmp_path: Path) -> None:
    for name in (
        "b/two.txt",
        "a/one.txt",
        "b/.hidden.txt",
        "b/notes.pdf",
        "gold.json",
        "page.html",
        "page_files/frame.html",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, PAGE.format(date=DATED) if name.endswith("html") else f"The guards left {name}.")
    found = [one.report.path for one in load(tmp_path) if one.report]
    assert found == [(tmp_path / name).as_posix() for name in ("a/one.txt", "b/two.txt", "page.html")]


def test_a_pattern(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "[odd].txt"):
        write(tmp_path / name, f"The guards left {name}.")
    assert [one.got_from[-5:] for one in load(f"{tmp_path}/?.txt")] == ["a.txt", "b.txt"]
    assert load(f"{tmp_path}/[odd].txt")[0].report is not None


def test_missing_things_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    messages = [why(one) for one in load(tmp_path / "none.txt", tmp_path / "empty", f"{tmp_path}/*.csv", "a\x00b")]
    assert len(messages) == 4
    assert "no such file" in messages[0]
    assert "no report in this folder" in messages[1]
    assert "no file that this pattern fits" in messages[2]


def test_standard_input() -> None:
    row, text = b'{"id": "a", "text": "The guards left."}\n', b"HERAT, July 9, 2021 (NW) - The guards left."
    assert [one.report.path for one in load("-", stdin=row * 2) if one.report] == ["a", "a"]
    assert load("-", stdin=text)[0].report == load("-", stdin=text)[0].report
    assert load("-", stdin=text)[0].media_type == "text/plain"
    assert load("-", stdin=PAGE.encode())[0].media_type == "text/html"
    assert "empty" in why(load("-", stdin=b"")[0])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=200), suffix=st.sampled_from([".txt", ".jsonl", ".csv", ""]))
def test_no_bytes_raise(tmp_path: Path, raw: bytes, suffix: str) -> None:
    for one in load(write(tmp_path / f"a{suffix}", raw)):
        assert (one.report is None) != (one.problem is None)
        if one.report:
            one.report.text.encode()
            assert 0 <= one.report.body_start <= len(one.report.text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=120))
def test_a_text_comes_back_the_same(tmp_path: Path, text: str) -> None:
    (one,) = load(write(tmp_path / "r.jsonl", json.dumps({"id": "a", "text": text})))
    assert one.problem if one.report is None else one.report.text == text.replace("\0", "\ufffd")
