"""How the time grows with the number of customers: a picture with logarithmic axes, written by hand as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape

Points = Mapping[int, float]
"""Milliseconds by the number of customers."""

_WIDE, _HIGH, _LEFT, _RIGHT, _TOP, _BOTTOM = 860, 520, 70, 210, 46, 52
_FONTS = "Inter, Segoe UI, Helvetica, Arial, Noto Sans, sans-serif"
_INK, _DIM, _GRID, _BACK = "#1f2328", "#59636e", "#d1d9e0", "#ffffff"
_APART = 17


@dataclass(frozen=True)
class Line:
    """One thing that was measured at several sizes."""

    title: str
    points: Points
    color: str
    dashed: bool = False


def drawn(lines: Iterable[Line], title: str) -> str:
    """The picture; what was measured nowhere is left out. Raises ValueError where nothing was measured."""
    shown = [line for line in lines if line.points]
    if not shown:
        raise ValueError("nothing to draw")
    sizes = [size for line in shown for size in line.points]
    times = [time for line in shown for time in line.points.values()]
    across = _Axis(min(sizes), max(sizes), _LEFT, _WIDE - _RIGHT)
    upward = _Axis(min(times), max(times), _HIGH - _BOTTOM, _TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" width="{_WIDE}" height="{_HIGH}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="{_BACK}"/>',
        f'<g font-family="{_FONTS}" font-size="13" fill="{_INK}">',
        f'<text x="{_LEFT}" y="24" font-size="15" font-weight="600">{escape(title)}</text>',
    ]
    for power in across.powers:
        x = across.at(10.0**power)
        parts += _stroke(x, _TOP, x, _HIGH - _BOTTOM)
        parts.append(f'<text x="{x:.1f}" y="{_HIGH - 28}" text-anchor="middle" fill="{_DIM}">{10**power:,}</text>')
    for power in upward.powers:
        y = upward.at(10.0**power)
        parts += _stroke(_LEFT, y, _WIDE - _RIGHT, y)
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="{_DIM}">{_duration(power)}</text>')
    middle = (_LEFT + _WIDE - _RIGHT) // 2
    parts.append(f'<text x="{middle}" y="{_HIGH - 8}" text-anchor="middle" fill="{_DIM}">customers</text>')
    ends = _spread({line.title: upward.at(line.points[max(line.points)]) for line in shown})
    for line in shown:
        parts += _line(line, across, upward, ends[line.title])
    return "\n".join([*parts, "</g>", "</svg>", ""])


class _Axis:
    """From a number to a place, by its logarithm; from one whole power of ten to another."""

    def __init__(self, least: float, most: float, start: float, end: float) -> None:
        self.low = floor(log10(least) + 1e-9)
        self.high = max(ceil(log10(most) - 1e-9), self.low + 1)
        self.start, self.end = start, end
        self.powers = range(self.low, self.high + 1)

    def at(self, number: float) -> float:
        """Where the number stands."""
        return self.start + (self.end - self.start) * (log10(number) - self.low) / (self.high - self.low)


def _line(line: Line, across: _Axis, upward: _Axis, label: float) -> list[str]:
    places = [(across.at(size), upward.at(line.points[size])) for size in sorted(line.points)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dashes = ' stroke-dasharray="5 4"' if line.dashed else ""
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{line.color}"/>' for x, y in places]
    x, y = _WIDE - _RIGHT + 14, label
    return [
        f'<polyline points="{path}" fill="none" stroke="{line.color}" stroke-width="2"{dashes}/>',
        *dots,
        f'<text x="{x}" y="{y + 4:.1f}" fill="{line.color}">{escape(line.title)}</text>',
    ]


def _stroke(x1: float, y1: float, x2: float, y2: float) -> list[str]:
    return [f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{_GRID}"/>']


def _duration(power: int) -> str:
    return (
        f"{10**power:,} ms" if 0 <= power < 3 else f"{10 ** (power - 3):,} s" if power >= 3 else f"{10.0**power:g} ms"
    )


def _spread(wanted: Mapping[str, float]) -> dict[str, float]:
    """The places of the labels: as wanted where there is room, else one under the other."""
    found: dict[str, float] = {}
    last = -1e9
    for title, place in sorted(wanted.items(), key=lambda one: one[1]):
        last = max(place, last + _APART)
        found[title] = last
    return found
