"""Records to the JSON that other people's programs read: keys and their order are a promise.

Only here does a record become a dict. What is not known is null, or an empty list.
"""

from __future__ import annotations

from typing import Any

from whoholds.records import Attribution, Casualty, Claim, ClaimPlace, Mentions, Quantity, Span
from whoholds.views.casualties import code_casualty
from whoholds.views.claims import ReportedIn, StatedClaim
from whoholds.views.contradictions import Contradiction
from whoholds.views.control import ControlRow, Side
from whoholds.views.differences import Differing
from whoholds.views.event_figures import EventFigure
from whoholds.views.events import EventRow
from whoholds.views.places import KnownPlace
from whoholds.views.why import Explanation

Json = dict[str, Any]


def claim_to_json(stated: StatedClaim) -> Json:
    """One claim as `whoholds claims --format jsonl` prints it."""
    claim = stated.claim
    return {
        "claim_id": claim.claim_id,
        "report_id": claim.report_id,
        "report": _report(stated.report),
        "event_type": claim.event_type,
        "sub_event_type": claim.sub_event_type,
        "evidence": _span(claim.evidence),
        "trigger": _span(claim.trigger),
        "actors": [
            {"role": a.role, "name": a.name, "actor_id": a.actor_id, "text": a.text, "start": a.start, "end": a.end}
            for a in claim.actors
        ],
        "places": [_place(place) for place in claim.places],
        "when": _when(claim),
        "count": _count(claim.count),
        "casualties": [_casualty(c) for c in claim.casualties],
        "fighting": claim.fighting,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "stance": claim.stance,
        "historical": claim.historical,
        "part_of": claim.part_of,
        "sources": [
            {
                **{"name": s.name, "text": s.text, "kind": s.kind, "side": s.side},
                **{"said_on": s.said_on, "start": s.start, "end": s.end},
            }
            for s in claim.sources
        ],
        "flags": [{"kind": flag.kind, "why": flag.why} for flag in claim.flags],
    }


def _report(report: ReportedIn) -> Json:
    return {
        **{"path": report.path, "story_id": report.story_id, "publisher": report.publisher},
        **{"published": report.published, "dateline": report.dateline, "url": report.url},
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _place(p: ClaimPlace) -> Json:
    return {
        **{"role": p.role, "name": p.name, "place_id": p.place_id, "text": p.text, "start": p.start, "end": p.end},
        **{"lat": p.lat, "lon": p.lon, "country": p.country, "admin1": p.admin1, "admin2": p.admin2},
        **{"precision": p.precision, "part": p.part, "candidates": p.candidates},
    }


def _casualty(c: Casualty) -> Json:
    coded = code_casualty(c)
    return {
        **{"group": c.group, "actor_id": c.actor_id, "outcome": c.outcome, "leaders": c.leaders},
        **{"low": c.low, "high": c.high, "text": c.text, "start": c.start, "end": c.end},
        "ucdp": {"low": coded.low, "best": coded.best, "high": coded.high, "rule": coded.rule},
        "acled": {"number": coded.acled, "rule": coded.acled_rule},
    }


def _when(claim: Claim) -> Json:
    when, interval = claim.when, claim.when.interval
    return {
        **{"date_start": interval.date_start, "date_end": interval.date_end},
        **{"precision": interval.precision, "basis": interval.basis},
        **{"text": when.text, "start": when.start, "end": when.end},
    }


def _count(count: Quantity | None) -> Json | None:
    if count is None:
        return None
    return {
        **{"unit": count.unit, "low": count.low, "high": count.high, "of": count.of},
        **{"share_low": count.share_low, "share_high": count.share_high},
        **{"text": count.text, "start": count.start, "end": count.end},
    }


def control_to_json(row: ControlRow) -> Json:
    """One place's status as `whoholds control --format jsonl` prints it."""
    holder, since, moment = row.holder, row.since, row.moment
    return {
        "place": place_to_json(row.place),
        **{"as_of": moment.as_of, "known_by": moment.known_by, "rules": moment.rules},
        **{"status": row.status, "label": row.label, "holder": _side(holder) if holder else None},
        **{"parties": [_side(party) for party in row.parties], "contested_by": row.contested_by},
        "since": {"date_start": since[0], "date_end": since[1]} if since else None,
        **{"claims_for": row.claims_for, "claims_against": row.claims_against},
        **{"independent_sources": row.independent_sources, "newest_evidence": row.newest_evidence},
        "reason": row.reason,
    }


def differing_to_json(row: Differing) -> Json:
    """A place on which two answers differ, as `whoholds compare` and `changes --format jsonl` print it."""
    one, other = control_to_json(row.one), control_to_json(row.other)
    place = one.pop("place")
    del other["place"]
    return {"place": place, "difference": row.difference, "cause": row.cause, "one": one, "other": other}


def event_to_json(row: EventRow) -> Json:
    """One event as `whoholds events --format jsonl` prints it."""
    return {
        **{"event_id": row.event_id, "event_type": row.event_type, "sub_event_type": row.sub_event_type},
        "place": place_to_json(row.place),
        **{"side": _side(row.side) if row.side else None, "from": _side(row.from_side) if row.from_side else None},
        "targets": list(row.targets),
        **{"date_start": row.date_start, "date_end": row.date_end},
        **{"date_low": row.date_low, "date_high": row.date_high, "fighting": row.fighting},
        **{"claims": row.claims, "claims_against": row.claims_against, "stories": row.stories},
        **{"sources": row.sources, "first_published": row.first_published, "claim_ids": list(row.claim_ids)},
        **{"dissenting": list(row.dissenting), "aliases": list(row.aliases)},
        "casualties": [_figure(figure) for figure in row.figures],
    }


def _figure(figure: EventFigure) -> Json:
    return {
        "outcome": figure.outcome,
        "ucdp": {"low": figure.low, "best": figure.best, "high": figure.high, "rule": figure.rule},
        "acled": {"number": figure.acled, "rule": figure.acled_rule},
        "told": [
            {"claim_id": t.claim_id, "low": t.low, "best": t.best, "high": t.high, "acled": t.acled}
            for t in figure.told
        ],
    }


def contradiction_to_json(row: Contradiction) -> Json:
    """One contradiction as `whoholds contradictions --format jsonl` prints it."""
    return {
        **{"kind": row.kind, "place_id": row.place_id, "place": row.place},
        **{"earlier": claim_to_json(row.earlier), "later": claim_to_json(row.later)},
    }


def why_to_json(why: Explanation) -> Json:
    """One place's status with all it rests on, as `whoholds why --format jsonl` prints it."""
    return {
        **control_to_json(why.control),
        "evidence": [
            {
                **{"bearing": t.bearing, "class": t.evidence_class, "day": t.day, "why_not_counted": t.why_uncounted},
                "for": _side(t.for_side) if t.for_side else None,
                "against": _side(t.against_side) if t.against_side else None,
                "implied": t.is_implied,
                "copies": [{"report_id": copy.report_id, **_report(copy)} for copy in t.copies],
                "claim": claim_to_json(t.stated),
            }
            for t in why.testimonies
        ],
        "spells": [
            {
                **{"date_start": spell.day_start, "date_end": spell.day_end, "status": spell.status},
                "holder": _side(spell.holder) if spell.holder else None,
                "contested_by": spell.contested_by,
            }
            for spell in why.spells
        ],
    }


def place_to_json(place: KnownPlace) -> Json:
    """A place as control and events print it."""
    return {
        **{"place_id": place.place_id, "name": place.name, "lat": place.lat, "lon": place.lon},
        **{"country": place.country, "admin1": place.admin1, "admin2": place.admin2},
    }


def _side(side: Side) -> Json:
    return {"name": side.name, "actor_id": side.actor_id}


def mentions_to_json(path: str, mentions: Mentions) -> Json:
    """One report's mentions as `whoholds mentions --format jsonl` prints them."""
    return {
        "id": path,
        "toponyms": [
            {
                **{"start": t.start, "end": t.end, "text": t.text},
                "lat": t.place.lat if t.place else None,
                "lon": t.place.lon if t.place else None,
                "place_id": t.place.place_id if t.place else None,
                "country": t.place.country if t.place else None,
                "precision": t.place.precision if t.place else "unresolved",
            }
            for t in mentions.toponyms
        ],
        "timexes": [
            {"start": t.start, "end": t.end, "text": t.text, "type": t.timex_type, "value": t.value}
            for t in mentions.times
        ],
        "attributions": [_attribution(a) for a in mentions.attributions],
        "actors": [
            {
                **{"start": a.start, "end": a.end, "text": a.text, "name": a.name},
                **{"actor_id": a.actor_id, "side": a.side, "kind": a.kind},
            }
            for a in mentions.actors
        ],
        "quantities": [
            {
                **{"start": q.start, "end": q.end, "text": q.text, "unit": q.unit, "low": q.low, "high": q.high},
                **{"of": q.of, "share_low": q.share_low, "share_high": q.share_high},
            }
            for q in mentions.quantities
        ],
    }


def _attribution(attribution: Attribution) -> Json:
    return {
        part: [[span.start, span.end] for span in spans]
        for part, spans in (
            ("source", attribution.source),
            ("cue", attribution.cue),
            ("content", attribution.content),
        )
    }
