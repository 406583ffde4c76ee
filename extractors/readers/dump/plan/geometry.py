"""Where the lines of neighbouring cells stand, as far as a stripped text tells.

A stripper goes over a row cell by cell. It begins a new line only where the
next characters stand higher or lower, and leaves a blank line where they stand
much higher or lower, or to one side; not to one side, though, where the line
before follows a blank line itself. So the way two cells are parted tells how
far the last line of the one stands from the first line of the other, and that
follows from how many lines each has: cells stand in the middle of their row, or
at its top. Where a page cuts a row, it cuts all cells at one height.

What belongs here: these rules. What does not: which cells there are (`align`).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import NamedTuple

from extractors.readers.dump.lines import Line

INLINE, LINE, BLANK, PAGE = range(4)  # what lies before a part of a line


def gap_between(before: Line, line: Line) -> int:
    """What lies between a line, or a part of one, and what follows it."""
    if line.number == before.number:
        return INLINE
    if line.page != before.page:
        return PAGE
    return BLANK if line.blanks else LINE


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


class Run(NamedTuple):
    """Lines of a cell that stand together on a page; `page` counts from 0 within the row."""

    column: int
    page: int
    lines: int
    seam: Seam


def grow(runs: tuple[Run, ...], column: int, gap: int, stray: int, space: Seam) -> tuple[Run, ...]:
    """Add a part of a line to a row; `stray` lines stand unprinted before it."""
    *others, last = runs
    if column == last.column and gap != PAGE:
        return (*others, last._replace(lines=last.lines + (gap != INLINE) + stray))
    page = last.page + (gap == PAGE)
    return (*others, last._replace(lines=last.lines + stray), Run(column, page, 1, space))


@lru_cache(maxsize=65536)
def contradictions(runs: tuple[Run, ...], *, centred: bool) -> int:
    """How many of a row's cells cannot stand where they do, if pages cut it where they do."""
    strained = sum(_strained(before, run, runs, centred) for before, run in pairwise(runs))
    breaks = range(1, runs[-1].page + 1)
    return strained + sum(_uneven(runs, page, centred) for page in breaks)


def _strained(before: Run, run: Run, runs: Sequence[Run], centred: bool) -> bool:
    """Whether two neighbouring runs stand nearer or farther than what parts them tells.

    After a page's end lines keep their places in the row, or begin at the top:
    printers differ.
    """
    if before.page != run.page or run.seam == FREE:
        return False
    last = _height(before, runs, before.lines - 1, centred)
    apart = {abs(_height(run, runs, 0, centred) - last)}
    if run.page:
        apart.add(distance(before.lines, run.lines, centred=False))
    return not any(run.seam.least <= far <= run.seam.most for far in apart)


def _height(run: Run, runs: Sequence[Run], line: int, centred: bool) -> int:
    """Where a run's line stands: in half lines below the middle of the row, or its top."""
    own = [other for other in runs if other.column == run.column]
    above = sum(other.lines for other in own if other.page < run.page) + line
    return 2 * above - (sum(other.lines for other in own) if centred else 0)


def _uneven(runs: Sequence[Run], page: int, centred: bool) -> int:
    """How many cells no common height of the cut before `page` goes with, at least."""
    ranges = list(_cut_ranges(runs, page, centred))
    cuts = [cut for ends in ranges for cut in ends]
    return min(sum(not low <= cut <= high for low, high in ranges) for cut in cuts)


def _cut_ranges(runs: Sequence[Run], page: int, centred: bool) -> Iterator[tuple[float, float]]:
    """For each cell of a row the cuts that would part its lines as they are parted.

    A cut is given by how many lines of a centred cell would stand above the cut
    more than below it, or by how many lines of any cell stand above it. Printers
    round heights, so that a cut at either end of a range may part the lines so.
    """
    for column in {run.column for run in runs}:
        own = [run for run in runs if run.column == column]
        above = sum(run.lines for run in own if run.page < page)
        below = sum(run.lines for run in own) - above
        if not below:
            yield above, inf
        elif centred:
            yield (above - below, above - below + 2) if above else (-inf, 2 - below)
        else:
            yield (above, above) if above else (-inf, 0)
