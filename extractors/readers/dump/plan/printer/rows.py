"""Where the lines of a row's cells stand, and where a page break splits the row.

A page break splits all cells of a row at one height.

What belongs here: the groups of lines of a row and whether they can stand where they
do. What does not: which cells there are (`align`).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import NamedTuple

from extractors.readers.dump.plan.printer.distances import (
    ANY_DISTANCE,
    INLINE,
    PAGE,
    DistanceRange,
    GapDistances,
    distance_range,
    distance_to_next,
    first_line_at,
)

# Half lines, whole ones: the cells of a row share its middle or its top, so that their
# lines are whole half lines apart.
_DISTANCES = GapDistances(
    inline=DistanceRange(0, 1),
    line=DistanceRange(1, 2),
    blank=DistanceRange(1, 99),
    after_blank=DistanceRange(2, 99),
)


def allowed_distance(gap: int, *, after_blank: bool) -> DistanceRange:
    """Return how far apart the cells of a row may stand that a gap lies between."""
    return distance_range(gap, _DISTANCES, after_blank=after_blank)


class LineGroup(NamedTuple):
    """Lines of a cell that stand together on a page; `page` counts from 0 within the row.

    `allowed` is how far its first line may stand from the line before it.
    """

    column: int
    page: int
    lines: int
    allowed: DistanceRange


def with_part(
    groups: tuple[LineGroup, ...], column: int, gap: int, unprinted: int, allowed: DistanceRange
) -> tuple[LineGroup, ...]:
    """Return a row's groups with a part of a line added.

    `unprinted` is the number of lines without text before it: empty paragraphs.
    """
    *others, last = groups
    if column == last.column and gap != PAGE:
        return (*others, last._replace(lines=last.lines + (gap != INLINE) + unprinted))
    page = last.page + (gap == PAGE)
    ended = last._replace(lines=last.lines + unprinted)
    return (*others, ended, LineGroup(column, page, 1, allowed))


@lru_cache(maxsize=65536)
def misplaced_groups(groups: tuple[LineGroup, ...], *, centred: bool) -> int:
    """Return how many of a row's groups of lines cannot stand where they do."""
    misplaced = sum(
        _is_misplaced(before, group, groups, centred) for before, group in pairwise(groups)
    )
    splits = range(1, groups[-1].page + 1)
    return misplaced + sum(_unevenly_split(groups, page, centred) for page in splits)


def _is_misplaced(
    before: LineGroup, group: LineGroup, groups: Sequence[LineGroup], centred: bool
) -> bool:
    """Whether a group stands nearer to the one before, or farther, than their gap allows.

    After a page break lines keep their places in the row, or begin at the top:
    printers differ.
    """
    if before.page != group.page or group.allowed == ANY_DISTANCE:
        return False
    last = _line_at(before, groups, before.lines - 1, centred)
    distances = {abs(_line_at(group, groups, 0, centred) - last)}
    if group.page:
        distances.add(distance_to_next(before.lines, group.lines, centred=False))
    return not any(group.allowed.least <= apart <= group.allowed.most for apart in distances)


def _line_at(group: LineGroup, groups: Sequence[LineGroup], line: int, centred: bool) -> float:
    """Return where a group's line stands: half lines below the row's middle, or its top."""
    own = [other for other in groups if other.column == group.column]
    above = sum(other.lines for other in own if other.page < group.page) + line
    return first_line_at(sum(other.lines for other in own), centred=centred) + 2 * above


def _unevenly_split(groups: Sequence[LineGroup], page: int, centred: bool) -> int:
    """Return how many cells at least are not split, before `page`, at the others' height."""
    ranges = list(_split_ranges(groups, page, centred))
    heights = [height for ends in ranges for height in ends]
    return min(sum(not low <= height <= high for low, high in ranges) for height in heights)


def _split_ranges(
    groups: Sequence[LineGroup], page: int, centred: bool
) -> Iterator[tuple[float, float]]:
    """For each cell of a row yield the heights at which a split would part its lines as it did.

    A height is given by how many lines of a centred cell would stand above it more than
    below it, or by how many lines of any cell stand above it. Printers round heights, so
    that a split at either end of a range may part the lines so.
    """
    for column in {group.column for group in groups}:
        own = [group for group in groups if group.column == column]
        above = sum(group.lines for group in own if group.page < page)
        below = sum(group.lines for group in own) - above
        if not below:
            yield above, inf
        elif centred:
            yield (above - below, above - below + 2) if above else (-inf, 2 - below)
        else:
            yield (above, above) if above else (-inf, 0)
