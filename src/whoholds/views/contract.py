"""Records to the JSON that other people's programs read: keys and their order are a promise.

Only here does a record become a dict. What is not known is null, or an empty list.
"""

from __future__ import annotations

from typing import Any

from whoholds.records import Attribution, Claim, ClaimPlace, Mentions, Quantity, Span
from whoholds.views.claims import ReportedIn, StatedClaim

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
        "casualties": [],
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
