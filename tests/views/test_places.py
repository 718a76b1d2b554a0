"""A place is found by a loose spelling, and never by a wild one."""

import pytest

from whoholds.errors import UnknownPlace
from whoholds.views.places import KnownPlace, find_places, which_of


def place(place_id: str, name: str, admin1: str | None = None, *, spellings: tuple[str, ...] = ()) -> KnownPlace:
    return KnownPlace(place_id, name, 1.0, 2.0, "AF", admin1, None, "place", spellings)


PLACES = [
    place("gn:1", "Imām Şāḩib", "Kunduz", spellings=("Imam Sahib",)),
    place("gn:2", "Tsamkani", "Paktia", spellings=("Chamkani",)),
    place("gn:3", "Shinwari", "Parwan"),
    place("gn:4", "Shinwari", "Nangarhar"),
    place("new:5", "Qala-i-Surkh"),
]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("gn:2", ["gn:2"]),
        ("imam sahib", ["gn:1"]),
        ("Imam Saheb", ["gn:1"]),
        ("Imam Sahib district", ["gn:1"]),
        ("chamkani", ["gn:2"]),
        ("Shinwari", ["gn:3", "gn:4"]),
        ("Shinwari, Parwan", ["gn:3"]),
        ("Shinwari, Afghanistan", ["gn:3", "gn:4"]),
        ("Qala i Surkh", ["new:5"]),
    ],
)
def test_found(asked: str, found: list[str]) -> None:
    assert [known.place_id for known in find_places(PLACES, asked)] == found


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("Tsamkalu", "near in spelling: Tsamkani, Paktia"),
        ("Reykjavik", "among the 5 that claims concern"),
        ("Shinwari, Herat", "near in spelling: Shinwari"),
    ],
)
def test_not_found(asked: str, says: str) -> None:
    with pytest.raises(UnknownPlace, match=says):
        find_places(PLACES, asked)


def test_an_empty_ledger_says_so() -> None:
    with pytest.raises(UnknownPlace, match="no claim in this ledger"):
        find_places([], "Hill")


def test_several_are_listed_with_their_ids() -> None:
    assert "Shinwari, Nangarhar, Afghanistan  [gn:4]" in which_of(PLACES[2:4], "Shinwari")
