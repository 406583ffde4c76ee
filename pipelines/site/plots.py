"""Drawings as SVG: a line of values by year, bars; light, and in the page's own colours.

What belongs here: from numbers to an SVG that its page holds. What does not: what is drawn.
Colours and fonts are the style sheet's; widths are in units of the drawing, which scales.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from markupsafe import Markup

WIDTH = 900
_HEIGHT = 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 20, 16, 56
_TICKS = 5
_LETTER = 7.2  # width of a letter of the drawings' font, on average
_BAR = 22
_YEAR = 42  # that the name of a year takes
_PLOTS = 6  # colours of palette.css
_DASHES = ("none", "7 4", "2 3")  # lines beyond the colours are told apart by these
_STEPS = (1, 2, 2.5, 5, 10)
Number = Callable[[float], str]


class Line(NamedTuple):
    """A line of a drawing: what it is called, and its values by year, several in a year."""

    name: str
    values: Mapping[int, Sequence[float]]


class Bar(NamedTuple):
    """A bar: what it is called, its parts by the index of their series, where it leads."""

    name: str
    parts: Mapping[int, float]
    href: str = ""


def ticks(low: float, high: float) -> list[float]:
    """Return round values that an axis from `low` to `high` is marked with."""
    if high <= low:
        low, high = low - 1, high + 1
    rough = (high - low) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * s for s in _STEPS if power * s >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(n * step, 10) for n in range(first, last + 1)]


def line_plot(lines: Sequence[Line], titles: tuple[str, str], label: str, number: Number) -> Markup:
    """Draw values by year; `titles` are those of the two axes.

    Values of a line without a name are points that nothing joins. Where a year of a line has
    several values a bar joins them, and the line goes through their middle.
    """
    years = sorted({year for line in lines for year in line.values})
    values = [v for line in lines for several in line.values.values() for v in several]
    marks = ticks(min(0.0, *values) if min(values) < max(values) / 2 else min(values), max(values))
    span = max(years[-1] - years[0], 1)

    def x(year: int) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (year - years[0]) / span

    def y(value: float) -> float:
        share = (value - marks[0]) / (marks[-1] - marks[0])
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * share

    parts = [_across(y(mark), number(mark)) for mark in marks]
    shown = -math.inf
    for year in years:
        if x(year) - shown >= _YEAR:
            shown = x(year)
            parts.append(_text(shown, _HEIGHT - _BOTTOM + 20, str(year), "middle"))
    parts += _axis_titles(titles, _HEIGHT)
    for place, line in enumerate(lines):
        parts += _line(line, place, x, y, number)
    return _svg(_HEIGHT, label, parts)


def bar_plot(
    bars: Sequence[Bar], series: Sequence[str], title: str, label: str, number: Number
) -> Markup:
    """Draw bars that lie one under the other, their parts in the colours of their series."""
    left = min(max((len(bar.name) for bar in bars), default=0) * _LETTER + 16, WIDTH * 0.5)
    most = max((sum(bar.parts.values()) for bar in bars), default=0) or 1
    marks = ticks(0, most)
    bottom = _TOP + len(bars) * (_BAR + 6)
    room = WIDTH - left - 70

    def x(value: float) -> float:
        return left + room * value / marks[-1]

    parts = []
    for mark in marks:
        parts.append(f'<line class="grid" x1="{x(mark):.1f}" x2="{x(mark):.1f}" y1="{_TOP}" '
                     f'y2="{bottom}"/>')  # fmt: skip
        parts.append(_text(x(mark), bottom + 18, number(mark), "middle"))
    parts.append(_text(left + room / 2, bottom + 38, title, "middle", quiet=True))
    for place, bar in enumerate(bars):
        parts += _bar(bar, _TOP + place * (_BAR + 6), left, x, number)
    height = bottom + 48 + (24 if len(series) > 1 else 0)
    parts += _legend(series, height - 8) if len(series) > 1 else []
    return _svg(height, label, parts)


def colour(place: int) -> str:
    """Return the colour of a series, as the style sheet has it."""
    return f"var(--plot-{place % _PLOTS + 1})"


def _line(
    line: Line, place: int, x: Callable[[int], float], y: Callable[[float], float], number: Number
) -> list[str]:
    parts, ink = [], colour(place) if line.name else "var(--quiet)"
    if line.name:
        middles = [(year, (min(v) + max(v)) / 2) for year, v in sorted(line.values.items())]
        points = " ".join(f"{x(year):.1f},{y(value):.1f}" for year, value in middles)
        style = f'stroke="{ink}" stroke-dasharray="{_DASHES[place // _PLOTS % len(_DASHES)]}"'
        parts.append(f'<polyline points="{points}" {style} fill="none" stroke-width="2"/>')
    for year, several in sorted(line.values.items()):
        ends = y(min(several)), y(max(several))
        if line.name and ends[0] != ends[1]:
            upright = f'x1="{x(year):.1f}" x2="{x(year):.1f}" y1="{ends[0]:.1f}" y2="{ends[1]:.1f}"'
            parts.append(f'<line {upright} stroke="{ink}" stroke-width="4"/>')
        for value in dict.fromkeys(several):
            told = escape(f"{line.name} {year}: {number(value)}".strip())
            parts.append(f'<circle cx="{x(year):.1f}" cy="{y(value):.1f}" r="4" '
                         f'fill="{ink}"><title>{told}</title></circle>')  # fmt: skip
    return parts


def _bar(
    bar: Bar, top: float, left: float, x: Callable[[float], float], number: Number
) -> list[str]:
    name = _cut(bar.name, int(left / _LETTER))
    shown = _text(left - 8, top + 16, name, "end")
    if bar.href:
        shown = f'<a href="{escape(bar.href)}">{shown}</a>'
    parts, done = [shown], 0.0
    for place, value in sorted(bar.parts.items()):
        told = escape(f"{bar.name}: {number(value)}")
        box = f'x="{x(done):.1f}" y="{top}" width="{x(value) - left:.1f}" height="{_BAR}"'
        parts.append(f'<rect {box} fill="{colour(place)}"><title>{told}</title></rect>')
        done += value
    parts.append(_text(x(done) + 6, top + 16, number(done), "start"))
    return parts


def _legend(series: Sequence[str], y: float) -> list[str]:
    parts, x = [], 20.0
    for place, name in enumerate(series):
        parts.append(f'<rect x="{x:.0f}" y="{y - 11:.0f}" width="12" height="12" '
                     f'fill="{colour(place)}"/>')  # fmt: skip
        parts.append(_text(x + 18, y, name, "start"))
        x += 40 + len(name) * _LETTER
    return parts


def _across(y: float, mark: str) -> str:
    line = f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
    return line + _text(_LEFT - 8, y + 4, mark, "end")


def _axis_titles(titles: tuple[str, str], height: float) -> list[str]:
    middle = (height - _BOTTOM + _TOP) / 2
    turned = f'<g transform="rotate(-90 14 {middle:.0f})">'
    up = turned + _text(14, middle, titles[1], "middle", quiet=True) + "</g>"
    return [_text((WIDTH + _LEFT) / 2, height - 10, titles[0], "middle", quiet=True), up]


def _text(x: float, y: float, text: str, anchor: str, *, quiet: bool = False) -> str:
    kind = ' class="quiet"' if quiet else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kind}>{escape(text)}</text>'


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: max(length - 2, 1)].rstrip() + " …"


def _svg(height: float, label: str, parts: Sequence[str]) -> Markup:
    box = f'viewBox="0 0 {WIDTH} {height:.0f}"'
    drawn = "".join(parts)
    role = "group" if "<a " in drawn else "img"  # a picture is not to hold links
    head = f'<svg class="plot" {box} role="{role}" aria-label="{escape(label)}">'
    return Markup(f"{head}{drawn}</svg>")
