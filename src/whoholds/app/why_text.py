"""`whoholds why` as a page that reads well to someone who never saw the program."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TextIO

import click

from whoholds.app.formats import visible, width_of
from whoholds.terms import Stance, Status
from whoholds.views.claims import ReportedIn
from whoholds.views.control import Side
from whoholds.views.reasons import CONTESTS, say_rule, say_status, with_article
from whoholds.views.why import Bearing, Explanation, Testimony, by_bearing, speaker_side
from whoholds.views.wording import claim_words, say_day, say_days, say_interval

WIDEST = 100

MOST_QUOTES, MOST_COPIES = 12, 4
"""How many quotes a heading lists, and copies a quote; nobody reads on beyond that, and JSON Lines has them all."""

HEADS = {
    Bearing.FOR: "For",
    Bearing.AGAINST: "Against",
    Bearing.FIGHTING: "Both sides are there",
    Bearing.EARLIER: "Earlier",
    Bearing.UNCOUNTED: "Heard, but not counted",
}

CLASSES = {
    "against_interest": "AGAINST INTEREST: said by the side it harms",
    "independent": "independent: said by a source that belongs to neither side",
    "report_itself": "the report's own words; its publisher isn't known to belong to a side",
}


def write_why(why: Explanation, out: TextIO) -> None:
    """Write a place's status, the rule it follows from, each quote for and against, and the place's history.

    Args:
        why: What the place's status rests on.
        out: Where to; bold only on a terminal.
    """
    width = min(width_of(out), WIDEST)
    for line in _page(why):
        text, indent = visible(line).lstrip(" "), " " * (len(line) - len(line.lstrip(" ")))
        hang = indent + ("   " if text[:1].isdigit() else "")
        wrapped = textwrap.fill(text, width, initial_indent=indent, subsequent_indent=hang, break_long_words=False)
        styled = click.style(wrapped, bold=True) if line and not indent and out.isatty() else wrapped
        out.write(styled + "\n")


def _page(why: Explanation) -> Iterator[str]:
    row = why.control
    yield f"{row.place.full_name()}: {_status(why)}"
    yield f"  on {say_day(row.moment.as_of)}, by what was published until {say_day(row.moment.known_by)}"
    if row.place.is_provisional:
        yield "  a provisional place: named by the reports, in no gazetteer we have, so it has no point on a map"
    others = [f"“{text}”" for text in row.place.spellings if text != row.place.name]
    if others:
        yield f"  written in the reports as {', '.join(others)}"
    yield ""
    yield "Why"
    yield f"  {row.reason}"
    rule = say_rule(row.moment.rules, row.status)
    if rule:
        yield f"  Rule set “{row.moment.rules}”, {rule}."
    numbers = iter(range(1, len(why.testimonies) + 1))
    for bearing, head in HEADS.items():
        found = by_bearing(why.testimonies, bearing)
        if found:
            yield ""
            yield _head(head, bearing, why)
        for testimony in found[:MOST_QUOTES]:
            yield from _testimony(next(numbers), testimony, why)
        if len(found) > MOST_QUOTES:
            yield f"  and {len(found) - MOST_QUOTES:,} more; --format jsonl has them all"
    if not why.testimonies:
        yield ""
        yield "Nothing had been published about it by then."
    yield from _history(why)


def _status(why: Explanation) -> str:
    row = why.control
    if row.holder:
        said = f"{row.status.upper()} by {with_article(row.holder.name)}"
        return f"{said}, since {_since(*row.since)}" if row.since else said
    return f"{row.status.upper()}: {CONTESTS[row.contested_by]}" if row.contested_by else row.status.upper()


def _since(start: str | None, end: str | None) -> str:
    if start is None:
        return f"{say_day(end)} or earlier" if end else "a day not told"
    return say_day(start) if start == end else f"a day from {say_days(start, end)}"


def _head(head: str, bearing: Bearing, why: Explanation) -> str:
    row = why.control
    if bearing is Bearing.FOR and row.holder:
        return f"{head} {row.holder.name}"
    if bearing is Bearing.FOR and row.parties:
        return f"{head} {row.parties[0].name}"
    if bearing is Bearing.AGAINST and row.status is Status.CONTESTED and len(row.parties) > 1:
        return f"For {row.parties[1].name}"
    return head


def _testimony(number: int, testimony: Testimony, why: Explanation) -> Iterator[str]:
    claim, report = testimony.stated.claim, testimony.stated.report
    quote = " ".join(claim.evidence.text.split())
    yield f"  {number}. “{'… ' if quote[:1].islower() else ''}{quote}”"
    yield f"     {_who_says(testimony, why)}"
    yield f"     read as: {claim_words(claim)}; {say_interval(claim.when.interval)}"
    if testimony.why_uncounted:
        yield f"     not counted: {testimony.why_uncounted}"
    elif testimony.evidence_class:
        yield f"     {CLASSES.get(testimony.evidence_class) or _own_interest(testimony)}"
    if testimony.is_implied:
        yield "     implied: said of the whole of its province, not of the place itself"
    if testimony.copies:
        names = [_report_name(copy) for copy in testimony.copies[:MOST_COPIES]]
        more = len(testimony.copies) - len(names)
        yield f"     the same text, counted once: {'; '.join([*names, f'{more:,} more'] if more else names)}"
    yield f"     in {report.path}, characters {claim.evidence.start} to {claim.evidence.end}"


def _own_interest(testimony: Testimony) -> str:
    speaker = speaker_side(testimony.stated)
    if speaker is None:
        return "in its own interest, as far as can be told: said by an official or a party whose side isn't known"
    if testimony.for_side and speaker == testimony.for_side.side:
        return "in its own interest: said by the side it favours"
    return "in its own interest: said by a side to this fight"


def _who_says(testimony: Testimony, why: Explanation) -> str:
    claim, report = testimony.stated.claim, testimony.stated.report
    publisher_side = _side_name(report.publisher_side, why.sides)
    carried = _report_name(report) + (f" (it belongs to {publisher_side})" if publisher_side else "")
    if not claim.sources:
        return f"{carried[0].upper()}{carried[1:]}, in its own words"
    chain = ", citing ".join(
        f"{source.name} ({_side_name(source.side, why.sides) or source.kind})" for source in claim.sources
    )
    stance = f", who {claim.stance} it" if claim.stance != Stance.STATES else ""
    return f"{chain}{stance}; in {carried}"


def _report_name(report: ReportedIn) -> str:
    day = say_day(report.published) if report.published else "no date"
    return f"{report.publisher}, {day}" if report.publisher else f"a report of {day}, its publisher not named"


def _side_name(side: str | None, sides: dict[str, Side]) -> str | None:
    return sides[side].name if side in sides else side


def _history(why: Explanation) -> Iterator[str]:
    if not why.spells:
        return
    yield ""
    yield "History, as known by then"
    for spell in why.spells:
        holder = spell.holder.name if spell.holder else None
        until = f"{say_days(spell.day_start, spell.day_end)}" if spell.day_end else f"since {say_day(spell.day_start)}"
        yield f"  {until}: {say_status(spell.status, holder, spell.contested_by)}"
