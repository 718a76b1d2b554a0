"""Costs by size as a small SVG, both axes by powers of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence

from whoholds.evaluation.costs import Cost

WIDTH, HEIGHT, LEFT, BELOW, ABOVE, RIGHT = 640, 400, 60, 50, 20, 170
LINES = (
    ("settle_cpu", "settling, CPU s", "#1b6ca8"),
    ("added_cpu", "ten reports more, CPU s", "#c2571a"),
    ("control_wall", "control, s", "#3d7d3a"),
    ("why_wall", "why, s", "#7a4a9e"),
)


def draw_costs(costs: Sequence[Cost]) -> str:
    """The plot's text: seconds against claims, a line a question."""
    across = _axis([cost.claims for cost in costs], LEFT, WIDTH - RIGHT)
    seconds = [max(getattr(cost, name), 0.001) for cost in costs for name, _, _ in LINES]
    up = _axis(seconds, HEIGHT - BELOW, ABOVE)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"',
        'font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for power, x in across.ticks:
        parts.append(f'<path d="M{x} {ABOVE}V{HEIGHT - BELOW}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{HEIGHT - BELOW + 18}" text-anchor="middle">{10**power:,}</text>')
    for power, y in up.ticks:
        parts.append(f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">claims</text>')
    for name, label, colour in LINES:
        points = [(across.at(cost.claims), up.at(max(getattr(cost, name), 0.001))) for cost in costs]
        listed = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline points="{listed}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points]
        x, y = points[-1]
        parts.append(f'<text x="{x + 10}" y="{y + 4}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>", ""])


class _Axis:
    """Powers of ten along a stretch of pixels."""

    def __init__(self, low: int, high: int, start: float, end: float) -> None:
        self._low, self._high, self._start, self._end = low, high, start, end
        self.ticks = [(power, self.at(10.0**power)) for power in range(low, high + 1)]

    def at(self, value: float) -> float:
        """Where a value stands, in pixels."""
        share = (math.log10(value) - self._low) / max(self._high - self._low, 1)
        return round(self._start + share * (self._end - self._start), 1)


def _axis(values: Sequence[float], start: float, end: float) -> _Axis:
    return _Axis(math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))), start, end)
