"""Tell lines that a printer wrapped from lines that their author ended.

In wrapped prose the first word of a line had no room at the end of the line
before, and most lines begin in mid-sentence.

What belongs here: that test, for lines of any source. What does not: joining
lines (`line_breaking`), and where paragraphs begin (the readers).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

_ENDS = (".", ";", ":", "!", "?")  # what a sentence or an item of a list ends in
_FEWEST = 3  # lines
_ROUNDING = 1.0  # points by which measures of a line may err
_INNER = 0.5  # share of the breaks that are in mid-sentence at least
_WRAPPED = 0.85  # share of those after which a word had no room
_SMALL = 0.6  # share of those before a small letter or a number


class PrintedLine(Protocol):
    """A line of text as it stands: its ends, and the widths of its first word and of a space."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def x0(self) -> float:
        """Its left end, in points."""

    @property
    def x1(self) -> float:
        """Its right end."""

    @property
    def first_width(self) -> float:
        """The width of its first word."""

    @property
    def blank(self) -> float:
        """The width of a space."""


def is_wrapped(lines: Sequence[PrintedLine]) -> bool:
    """Tell whether lines that stand under each other are prose that their own width wrapped."""
    if len(lines) < _FEWEST:
        return False
    right = max(line.x1 for line in lines)
    inner = [(a, b) for a, b in pairwise(lines) if not a.text.endswith(_ENDS)]
    if len(inner) < max(2, _INNER * (len(lines) - 1)):
        return False
    full = sum(a.x1 + a.blank + b.first_width > right - _ROUNDING for a, b in inner)
    small = sum(b.text[0].islower() or b.text[0].isdigit() for _, b in inner)
    return full >= _WRAPPED * len(inner) and small >= _SMALL * len(inner)
