"""What a report says of a person against reference/people: flagged where it can't be, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from whoholds.reading.claims.people_flags import flag_people
from whoholds.records import Claim, ClaimTime, Interval, Report, Sentence, Span
from whoholds.reference.gazetteer import open_gazetteer
from whoholds.terms import Basis, Certainty, DatePrecision, EventType, Fighting, Polarity, Stance

FLAGGED = {
    "Former President Asif Ali Zardari also led Jamiat-e-Islami.": "Asif Ali Zardari was not leader of Jamiat-e Islami",
    "Afghan President Asif Ali Zardari spoke.": "(2008–2013); president of Afghanistan was Burhanuddin Rabbani or",
    "Hamid Karzai, the former president of Pakistan, spoke.": "president of Pakistan was Asif Ali Zardari or",
    "Taliban leader Ahmad": None,
    "The Taliban leader Hamid Karzai spoke.": "Hamid Karzai was not leader of Taliban",
    "Pakistan's former President Hamid Karzai spoke.": "Hamid Karzai was not president of Pakistan",
    "Afghan President Ashraf Ghani spoke.": None,
    "Ashraf Ghani, president of Afghanistan, spoke.": None,
    "former Afghan president Hamid Karzai spoke.": None,
    "President Vladimir Putin spoke of Afghanistan.": None,
    "Syrian President Vladimir Putin spoke.": "Vladimir Putin was not president of Syria",
    "Taliban leader Hibatullah Akhundzada spoke.": None,
    "US President Joe Biden met Afghan President Ashraf Ghani.": None,
    "The Russian president, Vladimir Putin, met the leader of the Taliban.": None,
    "Burhanuddin Rabbani led Jamiat-i-Islami for decades.": None,
}


def flags_of(text: str, *, published: date = date(2021, 7, 5)) -> list[str]:
    """What a claim of the paragraph is flagged with."""
    whole = f"{text} Herat fell."
    report = Report("r", "r", whole, "", published=published)
    at = whole.index("Herat")
    sentences = [Sentence(0, at - 1, text, 0), Sentence(at, len(whole), whole[at:], 0)]
    span = Span(at, at + 10, whole[at : at + 10])
    when = ClaimTime(Interval(None, None, DatePrecision.DAY, Basis.PUBLICATION), None, None, None)
    claim = Claim(
        *("c", "r", EventType.TAKEOVER, None, span, span, (), (), when),
        *(Fighting.UNKNOWN, Polarity.AFFIRMED, Certainty.CERTAIN, Stance.STATES),
    )
    return [flag.why for flag in flag_people([claim], report, sentences, open_gazetteer())[0].flags]


@pytest.mark.parametrize(("text", "says"), FLAGGED.items())
def test_an_office_of_somebody_else_is_flagged_and_no_other(text: str, says: str | None) -> None:
    found = flags_of(text)
    assert len(found) == (says is not None)
    if says:
        assert says in found[0]


def test_an_office_taken_up_only_later_is_flagged() -> None:
    assert (
        "became president of United States only on 2021-01-20"
        in flags_of("US President Joe Biden spoke.", published=date(2019, 1, 1))[0]
    )
