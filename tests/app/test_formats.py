from __future__ import annotations

import io

from whoholds.app.formats import visible, write_csv, write_table

HOSTILE = "\x1b[2Jgone\x9b31m\u202eback\nline\tend"


def test_control_characters_are_shown_not_obeyed() -> None:
    assert visible(HOSTILE) == "\\x1b[2Jgone\\x9b31m\\u202eback\nline\tend"
    assert visible("Дабик, Şırnak: “held”") == "Дабик, Şırnak: “held”"


def test_a_table_for_people_shows_them() -> None:
    out = io.StringIO()
    write_table([(HOSTILE,)], ("Sentence",), out)
    assert "\x1b" not in out.getvalue()
    assert "\\x1b[2Jgone" in out.getvalue()


def test_piped_csv_keeps_what_the_report_has() -> None:
    out = io.StringIO()
    write_csv([{"text": HOSTILE}], ("text",), out)
    assert HOSTILE in out.getvalue()
