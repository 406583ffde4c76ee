"""Where the lines of neighbouring cells stand, as far as a stripped text tells.

A stripper goes over a row cell by cell. It begins a new line only where the
next characters stand higher or lower, and leaves a blank line where they stand
much higher or lower, or to one side; not to one side, though, where the line
before follows a blank line itself. So the way two cells are parted tells how
far the last line of the one stands from the first line of the other, and that
follows from how many lines each has: cells stand in the middle of their row, or
at its top.

What belongs here: that rule. What does not: which cells there are (`align`).
"""

from typing import NamedTuple

INLINE, LINE, BLANK, PAGE = range(4)  # what lies before a part of a line


class Seam(NamedTuple):
    """How far apart, in half lines, two cells may stand: from `least` to `most`."""

    least: int
    most: int


FREE = Seam(0, 99)  # tells nothing
_SHARED, _NEXT, _FAR, _APART = Seam(0, 1), Seam(1, 2), Seam(2, 99), Seam(1, 99)


def seam(gap: int, *, opened: bool) -> Seam:
    """What a gap tells; `opened` says that the line before follows a blank line."""
    if gap == INLINE:
        return _SHARED
    if gap == LINE:
        return _NEXT
    if gap == BLANK:
        return _FAR if opened else _APART
    return FREE


def distance(before: int, lines: int, *, centred: bool) -> int:
    """Half lines from the last line of a cell to the first of the next, by their lines."""
    return abs(before + lines - 2) if centred else 2 * (before - 1)
