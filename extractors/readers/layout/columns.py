"""Text that a page sets in columns side by side.

Such columns are parted by a gutter that runs through many lines, and each of
them is wrapped prose; columns of tables, lists and signatures are not.

What belongs here: finding them in any page model. What does not: columns of
tables (`alignment`, `grid`).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractors.readers.layout.page_model import PageModel, Word, lines_of
from extractors.readers.layout.wrapping import is_wrapped
from schemas.document import BoundingBox

_GUTTER = 0.9  # of the size: narrower ones are gaps between words
_FEWEST_LINES = 3  # of each column
_START = 3  # lines from the first of which a gutter must show
_APART = 3.0  # of the size: a wider gap ends the columns
_BEGINS = 1.2  # of the size: so far above stands a title over columns
_NARROW = 8.0  # of the size: nobody sets prose as narrow
_DENSE = 0.7  # share of a column's height that its lines fill
_BLANK = 0.25  # of the size: a space
_PAD = 2.0  # points around the words of a column

Line = list[Word]
Stretch = tuple[float, float]
_EVERYWHERE: Stretch = (-1e9, 1e9)


class Column(NamedTuple):
    """One of several columns that begin at the same `top`; `order` counts from the left."""

    top: float
    order: int
    left: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From its left to its right edge."""
        return self.right - self.left

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return self.left <= x < self.right and self.top <= y <= self.bottom


class _Set(NamedTuple):
    """A line of a column, as `wrapping` sees it."""

    text: str
    x0: float
    x1: float
    first_width: float
    blank: float


def find_columns(page: PageModel, barriers: Sequence[BoundingBox] = ()) -> list[Column]:
    """Find the columns of prose among a page's words; none goes past a box of `barriers`."""
    lines = lines_of(page.words)
    return list(_Finder(lines, barriers).columns()) if lines else []


class _Finder:
    """Looks for bands of lines through which gutters run."""

    def __init__(self, lines: Sequence[Line], barriers: Sequence[BoundingBox]) -> None:
        self._lines = lines
        self._barriers = barriers
        self._size = median(word.size for line in lines for word in line)

    def columns(self) -> Iterator[Column]:
        """Yield the columns from the top down and from the left."""
        index = 0
        while index < len(self._lines):
            end, gutters = self._band(index)
            found = list(self._columns(self._lines[index:end], gutters)) if gutters else []
            yield from found
            index = end if found else index + 1

    def _band(self, start: int) -> tuple[int, list[Stretch]]:
        """Grow a band down from a line as long as a gutter runs through it; its end and gutters."""
        free: list[Stretch] = [_EVERYWHERE]
        end = start
        while end < len(self._lines) and (end == start or self._goes_on(end)):
            narrowed = self._narrowed(free, self._lines[end])
            lost = len(narrowed) < 3 <= len(free)
            if lost or (len(narrowed) < 3 and end - start >= _START):
                break
            free = narrowed
            end += 1
        return end, free[1:-1]

    def _goes_on(self, index: int) -> bool:
        """Whether a line stands close below the one before, with no table between."""
        above, line = self._lines[index - 1], self._lines[index]
        if line[0].top - max(word.bottom for word in above) > _APART * self._size:
            return False
        return not any(above[0].middle < box[1] < line[0].middle for box in self._barriers)

    def _narrowed(self, free: Sequence[Stretch], line: Line) -> list[Stretch]:
        """What a line leaves of blank stretches, of inner ones those wide enough."""
        left = list(free)
        for word in line:
            parts = [p for gap in left for p in _without(gap, word.x0, word.x1)]
            left = [part for part in parts if part[1] - part[0] >= _GUTTER * self._size]
        return left

    def _columns(self, lines: Sequence[Line], gutters: Sequence[Stretch]) -> Iterator[Column]:
        """Yield the columns of a band, none where one of them is no wrapped prose."""
        walls = [(start + end) / 2 for start, end in gutters]
        lines = self._without_title(self._without_heading_below(lines, walls), walls)
        words = [word for line in lines for word in line]
        parts = [[w for w in words if _part(w, walls) == n] for n in range(len(walls) + 1)]
        if not all(map(self._is_prose, parts)):
            return
        top, bottom = min(w.top for w in words) - _PAD, max(w.bottom for w in words) + _PAD
        edges = [min(w.x0 for w in words) - _PAD, *walls, max(w.x1 for w in words) + _PAD]
        for index in range(len(parts)):
            yield Column(top, index, edges[index], edges[index + 1], bottom)

    def _without_heading_below(
        self, lines: Sequence[Line], walls: Sequence[float]
    ) -> Sequence[Line]:
        """Leave out a last line that stands in one column, well below the rest."""
        if len(lines) < 2 or len({_part(word, walls) for word in lines[-1]}) > 1:
            return lines
        gap = lines[-1][0].top - max(word.bottom for word in lines[-2])
        return lines[:-1] if gap > _BEGINS * self._size else lines

    def _without_title(self, lines: Sequence[Line], walls: Sequence[float]) -> Sequence[Line]:
        """Leave out first lines that stand in one column, well above the rest."""
        for count in range(1, _START + 1):
            above, below = lines[:count], lines[count : count + 1]
            parts = {_part(word, walls) for line in above for word in line}
            if len(parts) > 1 or not below:
                break
            gap = below[0][0].top - max(word.bottom for word in above[-1])
            if gap > _BEGINS * self._size or above[-1][0].size > 1.1 * self._size:
                return self._without_title(lines[count:], walls)
        return lines

    def _is_prose(self, words: Sequence[Word]) -> bool:
        lines = lines_of(words)
        if len(lines) < _FEWEST_LINES or not _is_dense([line[0].baseline for line in lines]):
            return False
        width = max(word.x1 for word in words) - min(word.x0 for word in words)
        return width >= _NARROW * self._size and is_wrapped([_set(line) for line in lines])


def _is_dense(baselines: Sequence[float]) -> bool:
    """Whether lines follow each other; those of labels beside longer texts leave gaps."""
    pitches = [below - above for above, below in pairwise(baselines)]
    return len(pitches) * median(pitches) >= _DENSE * (baselines[-1] - baselines[0])


def _set(line: Line) -> _Set:
    first, last = line[0], line[-1]
    text = " ".join(word.text for word in line)
    return _Set(text, first.x0, last.x1, first.x1 - first.x0, _BLANK * first.size)


def _part(word: Word, walls: Sequence[float]) -> int:
    return sum(wall < (word.x0 + word.x1) / 2 for wall in walls)


def _without(gap: Stretch, start: float, end: float) -> list[Stretch]:
    """What is left of a gap where a stretch is taken."""
    if end <= gap[0] or start >= gap[1]:
        return [gap]
    return [part for part in ((gap[0], start), (end, gap[1])) if part[1] > part[0]]
