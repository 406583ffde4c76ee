"""Where the lines of a header stand in print, as far as a stripped text tells.

A stripper goes over a table cell by cell. It begins a new line where the next
characters stand higher or lower than they are high, and leaves a blank line
before it where they stand far higher or lower, or to one side; to one side not,
though, where the line before follows a blank line itself. A header's first row
may be parted in two: titles over several columns stand in its upper part, those
under them in its lower part and are printed last, all others stand over both.

What belongs here: how far apart lines stand that way, and what it costs that
they are parted otherwise. What does not: which titles there are (`cutting`).
Distances are in half lines.
"""

from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.dump.lines import Line
from extractors.readers.dump.plan.geometry import BLANK, INLINE, LINE, PAGE, gap_between
from extractors.readers.dump.plan.tokens import closed_width

_PADDING = 0.45  # above and below a cell's text
_ON_LINE = (0.0, 1.1)
_NEXT_LINE = (1.3, 2.6)
_APART, _FAR = (1.3, 99.0), (2.4, 99.0)  # the latter after a line that follows a blank line
_OFF, _MOST_OFF = -1.6, 2.0  # what each half line costs, and how many count at most
_NO_BLANK, _NO_REASON = -1.0, -2.2  # a blank line that should be there, one that should not
_GLUED, _NOT_GLUED = -3.0, -1.5
_RIGHT, _LEFT = 1.0, -0.5  # in ems: how much narrower the next of two centred lines is


class Level(IntEnum):
    """The part of the header that a title stands in."""

    WHOLE = 0
    UPPER = 1
    LOWER = 2


class Stand(NamedTuple):
    """A title's part of the header, and how many lines it has."""

    level: Level
    lines: int


class Way(NamedTuple):
    """A way to print: titles in the `middle` of their row or at its top, lines `centred` or not."""

    middle: bool
    centred: bool


class Gap(NamedTuple):
    """What lies between two words: INLINE, LINE or BLANK, or PAGE where that tells nothing.

    `opened` says that the first one's line follows a blank line, `glued` that no
    space parts the words.
    """

    kind: int
    opened: bool = False
    glued: bool = False


FREE = Gap(PAGE)  # or an empty paragraph


def word_gap(before: Line, after: Line, *, glued: bool) -> Gap:
    """The gap between neighbouring words on these lines."""
    kind = gap_between(before, after)
    if kind == INLINE:
        return Gap(INLINE, glued=glued)
    if after.apart or kind == PAGE:
        return FREE
    return Gap(kind, opened=before.blanks > 0)


def misplaced(gap: Gap, before: Stand, after: Stand, rows: tuple[float, float], way: Way) -> float:
    """What it costs that a gap cannot lie between the titles; `rows` are the two parts' heights."""
    if gap.kind == PAGE:
        return 0.0
    goes_back = before.level != Level.LOWER and after.level == Level.LOWER
    cost = 0.0
    if gap.kind == INLINE:
        least, most = _ON_LINE
        cost = _GLUED * (gap.glued and not goes_back) + _NOT_GLUED * (goes_back and not gap.glued)
    elif gap.kind == LINE:
        least, most = _NEXT_LINE
        cost = 0.0 if gap.opened else _NO_BLANK
    else:
        least, most = _FAR if gap.opened else _APART
    distance = abs(_first(after, rows, way) - _first(before, rows, way) - 2 * (before.lines - 1))
    return cost + _OFF * min(max(least - distance, distance - most, 0.0), _MOST_OFF)


def _first(stand: Stand, rows: tuple[float, float], way: Way) -> float:
    """Where a title's first line stands, from the header's top."""
    upper, lower = rows
    top, height = ((0.0, upper + lower), (0.0, upper), (upper, lower))[stand.level]
    return top + (height / 2 - stand.lines if way.middle else 0.0)


def row_heights(stands: Sequence[Stand]) -> tuple[float, float]:
    """The heights of a header's two parts."""
    whole, upper, lower = (
        height_of(max((stand.lines for stand in stands if stand.level == level), default=0))
        for level in Level
    )
    return upper, max(lower, whole - upper)


def height_of(lines: int) -> float:
    """The height of a cell with so many lines."""
    return 2 * lines + 2 * _PADDING


def disjointed(lines: Sequence[tuple[Line, str]], shared: bool, way: Way) -> float:
    """What it costs that a title's lines are parted as they are; is the first line `shared`?"""
    total = 0.0
    for at, ((line, text), (following, below)) in enumerate(pairwise(lines)):
        gap = word_gap(line, following, glued=False)
        if gap.kind == PAGE:
            continue
        aside = (shared and at == 0) or (way.centred and _aside(text, below))
        due = aside and not gap.opened
        total += _NO_BLANK * (due and gap.kind == LINE) + _NO_REASON * (
            not due and gap.kind == BLANK
        )
    return total


def _aside(text: str, below: str) -> bool:
    """Whether the second of two centred lines begins to one side of the first."""
    narrower = closed_width(text) - closed_width(below)
    return narrower > _RIGHT or narrower < _LEFT
