"""The index of actors: data that agrees with itself, look-up, days, a user's own file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from whoholds.errors import KnowledgeError
from whoholds.reference.actors import fold, open_actors, slug, split_words
from whoholds.terms import ActorKind

FALL_OF_KABUL = date(2021, 8, 15)


def test_every_side_an_actor_or_an_opponent_names_is_a_row() -> None:
    index = open_actors()
    sides = {row[0] for row in index.side_rows()}
    assert len(sides) == len(index.side_rows())
    assert {actor.side for actor in index.actors.values()} <= sides
    assert {side for row in index.opponent_rows() for side in row[:2]} <= sides


def test_opponents_go_both_ways_and_never_with_oneself() -> None:
    rows = open_actors().opponent_rows()
    assert len(set(rows)) == len(rows)
    assert all((b, a, *rest) in set(rows) for a, b, *rest in rows)
    assert all(a != b and (start is None or end is None or start <= end) for a, b, _, start, end in rows)


def test_enough_of_the_world_is_known() -> None:
    index = open_actors()
    assert len(index.actors) >= 250
    assert len(index.countries) >= 195
    assert all(set(actor.countries) <= set(index.countries) for actor in index.actors.values())


@pytest.mark.parametrize("name", ["Taliban", "taleban", "the Taliban", "Islamic Emirate of Afghanistan"])
def test_names_of_one_actor_meet(name: str) -> None:
    assert [actor.actor_id for actor in open_actors().named(name)] == ["taliban"]


def test_abbreviations_are_case_sensitive_and_may_have_several_bearers() -> None:
    index = open_actors()
    assert {actor.actor_id for actor in index.named("SNA")} == {"somali-national-army", "syrian-national-army"}
    assert index.named("sna") == ()


def test_a_state_by_name_capital_and_office() -> None:
    index = open_actors()
    found = [index.state_named(name) for name in ("Ukraine", "Kiev", "the Kremlin", "Ouagadougou", "Herat")]
    assert [actor.side if actor else None for actor in found] == [
        "government-of-ukraine",
        "government-of-ukraine",
        "government-of-russia",
        "government-of-burkina-faso",
        None,
    ]


def test_forces_of_a_state_are_made_by_rule() -> None:
    actor = open_actors().state_actor("PE", "police")
    assert (actor.actor_id, actor.name, actor.side) == ("police-of-peru", "Peruvian police", "government-of-peru")
    assert actor.kind is ActorKind.STATE_FORCES


def test_who_governs_and_who_fights_depends_on_the_day() -> None:
    index = open_actors()
    assert index.government_of("AF", date(2021, 8, 14)) == "government-of-afghanistan"
    assert index.government_of("AF", FALL_OF_KABUL) == "government-of-afghanistan"  # the new one is not formed yet
    assert index.government_of("AF", date(2021, 9, 7)) == "taliban"
    assert "government-of-afghanistan" in index.opponents_of("taliban", "AF", date(2021, 6, 1))
    assert "government-of-afghanistan" not in index.opponents_of("taliban", "AF", date(2022, 6, 1))
    assert index.parties_in("LK", date(2008, 1, 1)) == ("ltte",)
    assert index.parties_in("LK", date(2015, 1, 1)) == ()


def test_a_users_file_adds_and_overrides(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[taliban]\nname = "Emirate"\n[front-x]\nname = "Front X"\nkind = "rebel group"\n'
        'countries = ["PE"]\nsince = "2026"\n',
        encoding="utf-8",
    )
    index = open_actors(own)
    assert index.name_of("taliban") == "Emirate"
    assert [actor.actor_id for actor in index.named("Taleban")] == ["taliban"]
    assert "government-of-peru" in index.opponents_of("front-x", "PE", date(2026, 5, 1))
    assert open_actors().name_of("taliban") == "Taliban"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[x]\nname = "X"\nkind = "rebel group"\nalias = ["Y"]\n', "alias"),
        ('[x]\nname = "X"\nkind = "army"\n', "kind"),
        ('[x]\nname = "X"\nkind = "rebel group"\nside = "nobody"\n', "nobody"),
        ('[x]\nname = "X"\nkind = "rebel group"\nagainst = ["nobody"]\n', "nobody"),
        ("[x\n", "TOML"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, text: str, says: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=says):
        open_actors(own)


def test_words_keep_their_place_and_fold() -> None:
    text = "Ta’ang fighters’ U.S. base, Yaoundé's"
    words = split_words(text)
    assert [word.folded for word in words] == ["taang", "fighters", "us", "base", "yaounde", "'s"]
    assert all(text[word.start : word.end] == word.text for word in words)
    assert [word.joined for word in words] == [False, True, True, True, False, True]
    assert fold("Bozizé") == "bozize"
    assert slug("Government of Côte d'Ivoire") == "government-of-cote-divoire"
