"""How far apart two lines stand, by what lies between them and by their cells' lengths.

What belongs here: kinds of gaps, and distances in half lines (half the distance from
one line of a cell to the next). What does not: whole rows and headers.
"""

from typing import NamedTuple

from extractors.readers.dump.lines import DumpLine

# What lies between two pieces of text: nothing but words of their line, a line break,
# a blank line, a page break.
INLINE, LINE, BLANK, PAGE = range(4)


def gap_between(before: DumpLine, line: DumpLine) -> int:
    """Return what lies between a line, or a part of one, and what follows it."""
    if line.number == before.number:
        return INLINE
    if line.page != before.page:
        return PAGE
    return BLANK if line.blank_lines else LINE


class DistanceRange(NamedTuple):
    """How far apart, in half lines, two lines may stand: from `least` to `most`."""

    least: float
    most: float


class GapDistances(NamedTuple):
    """The distances, in half lines, at which each gap is left.

    `after_blank` are those of a blank line after a line that follows one itself.
    """

    inline: DistanceRange
    line: DistanceRange
    blank: DistanceRange
    after_blank: DistanceRange


ANY_DISTANCE = DistanceRange(0, 99)  # a page break or an empty paragraph tells nothing


def distance_range(gap: int, distances: GapDistances, *, after_blank: bool) -> DistanceRange:
    """Return the distances at which a gap is left.

    `after_blank` says that the line before the gap follows a blank line.
    """
    if gap == BLANK and after_blank:
        return distances.after_blank
    return ANY_DISTANCE if gap == PAGE else distances[gap]


def first_line_at(lines: int, *, centred: bool, top: float = 0.0, height: float = 0.0) -> float:
    """Return where the first of a cell's lines stands: half lines below a common height.

    `centred` cells stand in the middle of a row, which lies `height` / 2 below its `top`;
    others begin at the top.
    """
    return top + height / 2 - lines if centred else top


def distance_to_next(lines: int, next_lines: int, *, centred: bool) -> int:
    """Return the half lines from the last line of a cell to the first of the next in its row."""
    return abs(lines + next_lines - 2) if centred else 2 * (lines - 1)
