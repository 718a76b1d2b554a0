"""What was found in a report before claims were made. Grain: one row per mention."""

from __future__ import annotations

from collections.abc import Iterator

from whoholds.records import Quantity, Reading, Span, Toponym


def list_mentions(reading: Reading) -> Iterator[dict[str, object]]:
    """Every mention of one report, kind by kind, in text order.

    Returns:
        Rows of id, kind, start, end, text and value (what it was resolved to; None: not resolved).
    """
    found = reading.mentions
    rows: list[tuple[str, int, int, str, object]] = []
    rows.extend(("place", t.start, t.end, t.text, _place_value(t)) for t in found.toponyms)
    rows.extend(("time", t.start, t.end, t.text, t.value) for t in found.times)
    rows.extend(("actor", a.start, a.end, a.text, a.actor_id and f"{a.name} ({a.actor_id})") for a in found.actors)
    rows.extend(("quantity", q.start, q.end, q.text, _quantity_value(q)) for q in found.quantities)
    for attribution in found.attributions:
        parts = {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}
        for part, spans in parts.items():
            rows.extend((part, span.start, span.end, span.text, None) for span in spans if isinstance(span, Span))
    for kind, start, end, text, value in rows:
        yield {"id": reading.report.path, "kind": kind, "start": start, "end": end, "text": text, "value": value}


def _place_value(toponym: Toponym) -> str | None:
    place = toponym.place
    if place is None:
        return None
    parents = ", ".join(filter(None, (place.admin1, place.country)))
    return f"{place.name} ({place.place_id}; {parents})" if parents else f"{place.name} ({place.place_id})"


def _quantity_value(quantity: Quantity) -> str:
    low, high = quantity.low, quantity.high
    number = f"{low}" if low == high else f"{'' if low is None else low}–{'' if high is None else high}"
    if quantity.share_low is not None or quantity.share_high is not None:
        number = f"share {quantity.share_low or 0:g}–{quantity.share_high if quantity.share_high is not None else 1:g}"
    return f"{number} {quantity.unit}".strip()
