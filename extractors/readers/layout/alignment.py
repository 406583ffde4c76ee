"""From the alignment of words to grids of cells, where no rules part the columns.

Columns are parted by gutters: blank stretches that run through all lines of a
region. Rows are parted by rules across, by gaps that run through all columns, or
by the numbers of the first column. Text in columns, whose lines fill them, is no
table, nor are two things side by side.

What belongs here: that search, over any page model. What does not: rules down a
page (`grid`), and what cells mean.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median

from extractors.readers.layout.grid import Grid, GridCell, Gutter, merge_rules
from extractors.readers.layout.page_model import PageModel, Rule, Word, lines_of

_GUTTER = 0.5  # of the size: no gutter between columns is narrower, few gaps between words wider
_FEWEST_GUTTERS = 2
_FEWEST_ROWS = 3
_SUPPORT = 3  # lines with words on both sides of a gutter
_FEW_WORDS = 5  # a line of no more may have one in each column
_CLEARER = 1.5  # times the gap between a line's words: gutters are wider
_SPREAD = 3  # gaps of a line from which on it can be told that they are alike
_EVEN = 0.15  # of the size: by how much the gaps of a justified line differ
_WIDE_GUTTER = 1.5  # of the size: such a gutter needs one line less
_FAR = 3.0  # of the size: lines farther apart are no one table
_HEAD = 5  # lines of a page below which no table goes on from the page before
_CENTRED = 0.05  # of the width: how far a heading in the middle of a table may stand from it
_SPANNING = 3  # lines of a heading inside of a table
_FULL = 0.85  # share of its column that a line of prose fills
_PROSE = 0.6  # share of lines in a column of prose that are full
_MARGINAL = 2.5  # of the size: columns this narrow hold numbers and marks
_LOOSE = 0.12  # of the size: by how much the gap between rows exceeds that between lines
_ACROSS = 0.6  # share of the width that a rule between rows takes
_PAD = 2.0  # points around the words of a table
_NUMBERED = 0.6  # share of the first column's cells that are numbers where it numbers rows
_NUMBER = re.compile(r"№?\d{1,4}(?:[.\-]\d{1,3})*[.)]?|[IVX]{1,5}[.)]?")
_MOST = 0.6  # share of columns that a row of single lines fills more than
_SAME_CELL = 0.75  # of the usual gap between rows: a smaller one parts paragraphs of a cell

_EVERYWHERE: Gutter = (-1e9, 1e9)
Line = list[Word]


@dataclass
class _Region:
    """Lines `start` to `end` of a page, and the gutters that run through them."""

    start: int
    end: int
    gutters: list[Gutter]
    spanning: set[int]


@dataclass
class _Band:
    """Words of one row of a table, and where they begin and end."""

    words: list[Word]
    top: float
    bottom: float

    @classmethod
    def of(cls, words: Sequence[Word]) -> "_Band":
        """The band that words make."""
        return cls(list(words), min(w.top for w in words), max(w.bottom for w in words))

    def joined(self, other: "_Band") -> "_Band":
        """Both as one."""
        return _Band.of([*self.words, *other.words])


def find_aligned(page: PageModel, before: Grid | None = None) -> list[Grid]:
    """Find the tables of a page whose columns no rules part, from the top down.

    `page` holds only words outside of ruled tables; `before` is the table without
    column rules that ended the page before, which the first one may go on with.
    """
    lines = lines_of(page.words)
    if not lines:
        return []
    finder = _Finder(lines, merge_rules(page.horizontals))
    return list(finder.grids(before))


class _Finder:
    """Finds regions of lines with common gutters, and their rows."""

    def __init__(self, lines: list[Line], rules: Sequence[Rule]) -> None:
        self._lines = lines
        self._rules = rules
        self._size = median(word.size for line in lines for word in line)
        self._least = _GUTTER * self._size

    def grids(self, before: Grid | None) -> Iterator[Grid]:
        """Yield the tables; only the first may go on with `before`."""
        index = 0
        while index < len(self._lines):
            grid, after = self._try(index, before)
            if grid is not None:
                before = None
                yield grid
            index = after

    def _try(self, index: int, before: Grid | None) -> tuple[Grid | None, int]:
        """Try to find a table whose first line of several cells is `index`."""
        may_begin = self._may_begin(self._lines[index])
        if before is None and not may_begin:
            return None, index + 1
        region = self._grown(index)
        going_on = before is not None and index < _HEAD and self._agrees(region, before)
        if not going_on and not may_begin:
            return None, index + 1
        if going_on and before is not None:
            region.gutters = self._common(region, before)
        region.gutters = [g for g in region.gutters if going_on or self._is_borne(g, region)]
        if len(region.gutters) < _FEWEST_GUTTERS:
            return None, index + 1
        if not going_on:
            self._reach_up(region)
        bands = self._bands(region)
        if not going_on:
            bands = self._trimmed(bands, region.gutters)
            region.gutters = _under_titles(bands, region.gutters)
        if not self._is_table(bands, region, going_on):
            return None, index + 1
        return self._grid(bands, region.gutters, before if going_on else None), region.end

    def _may_begin(self, line: Line) -> bool:
        """Whether a line stands in several columns, and is no prose spread over the page."""
        gaps = [b.x0 - a.x1 for a, b in pairwise(line)]
        spread = len(gaps) >= _SPREAD and max(gaps) - min(gaps) <= _EVEN * self._size
        return not spread and len(self._inner([line])) >= _FEWEST_GUTTERS

    # Regions

    def _grown(self, start: int) -> _Region:
        """Grow a region down from a line as long as gutters run through it."""
        free = self._narrowed([_EVERYWHERE], self._lines[start])
        titles = len(self._segments(self._lines[start])) > _FEWEST_GUTTERS
        region = _Region(start, start + 1, [], set())
        while region.end < len(self._lines) and self._is_near(region.end):
            skipped = self._headings(region, free)
            if skipped:
                region.spanning.update(range(region.end, region.end + skipped))
                region.end += skipped
                continue
            if titles and _repeats(self._lines[region.end], self._lines[start]):
                region.end -= self._alike_above(start, region.end)
                break
            if self._ends(region, free):
                break
            narrowed = self._narrowed(free, self._lines[region.end])
            if len(narrowed) - 2 < _FEWEST_GUTTERS and len(free) - 2 >= _FEWEST_GUTTERS:
                break
            free = narrowed
            region.end += 1
        region.gutters = free[1:-1]
        return region

    def _ends(self, region: _Region, free: list[Gutter]) -> bool:
        """Whether a line is text below a table: it runs over columns that are sure."""
        line, gutters = self._lines[region.end], free[1:-1]
        crossed = [gutter for gutter in gutters if not self._is_free(line, gutter)]
        over = len(gutters) >= _FEWEST_GUTTERS and self._is_over(region.end, region, free)
        return over and all(self._is_borne(gutter, region) for gutter in crossed)

    def _alike_above(self, start: int, repeated: int) -> int:
        """How many lines above a header's repetition are part of it: they stand above it, too."""
        above = zip(
            reversed(self._lines[:start]), reversed(self._lines[start:repeated]), strict=False
        )
        return len(list(takewhile(lambda pair: _text(pair[0]) == _text(pair[1]), above)))

    def _headings(self, region: _Region, free: list[Gutter]) -> int:
        """How many lines from the region's end on are a heading that runs over the columns."""
        if len(free) - 2 < _FEWEST_GUTTERS:
            return 0
        count = 0
        while count <= _SPANNING and self._is_over(region.end + count, region, free):
            count += 1
        return count if count and self._goes_on(region.end + count, free) else 0

    def _is_over(self, at: int, region: _Region, free: list[Gutter]) -> bool:
        """Whether a line close below the one before runs over the columns in one piece."""
        if (
            at >= len(self._lines)
            or not self._is_near(at)
            or len(self._segments(self._lines[at])) > 1
        ):
            return False
        crossed = [not self._is_free(self._lines[at], gutter) for gutter in free[1:-1]]
        most = crossed[0] or 2 * sum(crossed) >= len(crossed)
        return most or (any(crossed) and self._is_centred(self._lines[at], region))

    def _goes_on(self, at: int, free: list[Gutter]) -> bool:
        """Whether a row begins at a line: its first lines may stand in a single column."""
        for line_at in range(at, min(at + _SPANNING + 1, len(self._lines))):
            if not self._is_near(line_at):
                return False
            if self._fits(self._lines[line_at], free):
                return True
            if not all(self._is_free(self._lines[line_at], gutter) for gutter in free[1:-1]):
                return False
        return False

    def _is_centred(self, line: Line, region: _Region) -> bool:
        """Whether a line stands in the middle of a region."""
        words = [word for line in self._lines[region.start : region.end] for word in line]
        left, right = min(word.x0 for word in words), max(word.x1 for word in words)
        return abs(line[0].x0 + line[-1].x1 - left - right) / 2 <= _CENTRED * (right - left)

    def _fits(self, line: Line, free: list[Gutter]) -> bool:
        """Whether a line stands in several columns and crosses no gutter."""
        narrowed = self._narrowed(free, line)
        return len(narrowed) >= len(free) and len(self._segments(line)) > 1

    def _is_near(self, index: int) -> bool:
        """Whether a line stands close below the one before."""
        above, line = self._lines[index - 1], self._lines[index]
        return line[0].baseline - above[0].baseline <= (1 + _FAR) * self._size

    def _reach_up(self, region: _Region) -> None:
        """Take in lines above that stand within one column, as a title's first line may."""
        while region.start and self._is_near(region.start):
            line = self._lines[region.start - 1]
            gap = self._lines[region.start][0].top - max(word.bottom for word in line)
            if gap > self._size or not all(self._is_free(line, g) for g in region.gutters):
                return
            region.start -= 1

    def _narrowed(self, free: Sequence[Gutter], line: Line) -> list[Gutter]:
        """What a line leaves of blank stretches; of inner ones those that are wide enough."""
        left = list(free)
        for start, end in self._segments(line):
            left = [part for gap in left for part in _without(gap, start, end)]
        return [gap for gap in left if gap[1] - gap[0] >= self._least]

    def _segments(self, line: Line) -> list[tuple[float, float]]:
        """Where a line's words stand, as stretches without a gap wide enough for a gutter."""
        found: list[tuple[float, float]] = []
        for word in line:
            if found and word.x0 - found[-1][1] < self._least:
                found[-1] = (found[-1][0], max(found[-1][1], word.x1))
            else:
                found.append((word.x0, word.x1))
        return found

    def _is_free(self, line: Line, gutter: Gutter) -> bool:
        """Whether a line leaves the middle of a gutter free."""
        return not any(start < _middle(gutter) < end for start, end in self._segments(line))

    def _inner(self, lines: Sequence[Line]) -> list[Gutter]:
        free: list[Gutter] = [_EVERYWHERE]
        for line in lines:
            free = self._narrowed(free, line)
        return free[1:-1]

    def _is_borne(self, gutter: Gutter, region: _Region) -> bool:
        """Whether enough lines have words on both sides of a gutter."""
        wide = gutter[1] - gutter[0] >= _WIDE_GUTTER * self._size
        lines = [
            line
            for index, line in enumerate(self._lines[region.start : region.end], region.start)
            if index not in region.spanning
        ]
        return sum(_shows(line, gutter) for line in lines) >= _SUPPORT - wide

    def _agrees(self, region: _Region, before: Grid) -> bool:
        """Whether a region has the columns of the table before."""
        return len(self._common(region, before)) == len(before.gutters)

    def _common(self, region: _Region, before: Grid) -> list[Gutter]:
        """For each gutter of the table before, where this region leaves it free."""
        free: list[Gutter] = [_EVERYWHERE]
        for index in range(region.start, region.end):
            if index not in region.spanning:
                free = self._narrowed(free, self._lines[index])
        found = []
        for start, end in before.gutters:
            shared = [(max(start, a), min(end, b)) for a, b in free]
            best = max(shared, key=lambda gap: gap[1] - gap[0])
            if best[1] - best[0] >= self._least / 2:
                found.append(best)
        return found

    # Rows

    def _bands(self, region: _Region) -> list[_Band]:
        """The rows of a region."""
        words = [word for line in self._lines[region.start : region.end] for word in line]
        columns = [_middle(gutter) for gutter in region.gutters]
        strips = self._strips(words)
        numbered = self._numbers(words, columns)
        if len(strips) >= _FEWEST_ROWS and all(
            sum(word in numbered for word in strip) <= 1 for strip in strips
        ):
            return [_Band.of(strip) for strip in strips]
        leading = self._leading(words, columns)
        parted = [band for strip in strips for band in self._parted(strip, leading)]
        wrapped = [band for band in parted if self._is_wrapped(band, columns)]
        by_gaps = len(parted) >= _FEWEST_ROWS and bool(wrapped)
        bands: list[_Band] = []
        for band in parted:
            whole = by_gaps or band in wrapped
            bands += self._by_numbers(band, numbered) or ([band] if whole else _by_lines(band))
        return self._without_paragraphs(bands, numbered, columns)

    def _strips(self, words: Sequence[Word]) -> list[list[Word]]:
        """The words between each two rules that run across the region."""
        left, right = min(word.x0 for word in words), max(word.x1 for word in words)
        cuts = [
            rule.at
            for rule in self._rules
            if min(rule.end, right) - max(rule.start, left) >= _ACROSS * (right - left)
        ]
        strips: dict[int, list[Word]] = {}
        for word in words:
            strips.setdefault(sum(cut < word.middle for cut in cuts), []).append(word)
        return [strips[key] for key in sorted(strips)]

    def _numbers(self, words: Sequence[Word], columns: Sequence[float]) -> list[Word]:
        """The words that number the rows, if the first column does that."""
        first = lines_of([word for word in words if word.x1 <= columns[0]])
        numbers = [line[0] for line in first if len(line) == 1 and _NUMBER.fullmatch(line[0].text)]
        return numbers if len(numbers) >= max(2, _NUMBERED * (len(first) - 2)) else []

    def _leading(self, words: Sequence[Word], columns: Sequence[float]) -> float:
        """The usual gap between two lines of one cell."""
        gaps = []
        for column in range(len(columns) + 1):
            own = [word for word in words if _column(word, columns) == column]
            for above, below in pairwise(lines_of(own)):
                gaps.append(below[0].top - max(word.bottom for word in above))
        close = sorted(gap for gap in gaps if -0.2 * self._size < gap < self._size)
        return close[len(close) // 10] if close else 0.2 * self._size

    def _parted(self, words: Sequence[Word], leading: float) -> list[_Band]:
        """Part words where a gap wider than between lines runs through all columns."""
        bands: list[_Band] = []
        for word in sorted(words, key=lambda word: word.top):
            if bands and word.top - bands[-1].bottom <= leading + _LOOSE * self._size:
                bands[-1].words.append(word)
                bands[-1].bottom = max(bands[-1].bottom, word.bottom)
            else:
                bands.append(_Band.of([word]))
        return bands

    def _by_numbers(self, band: _Band, numbered: Sequence[Word]) -> list[_Band]:
        """Part a band before each number of a row; nothing where it holds none."""
        numbers = sorted((w for w in band.words if w in numbered), key=lambda w: w.baseline)
        if not numbers:
            return []
        levels = [line[0].baseline for line in lines_of(band.words)]
        cuts = []
        for above, below in pairwise(numbers):
            between = [y for y in levels if above.baseline <= y <= below.baseline]
            gaps = [(round(b - a), b) for a, b in pairwise(between)]
            cuts.append(max(gaps)[1] - 1 if gaps else below.baseline - 1)
        head = min(word.baseline for word in band.words)
        if numbers[0].baseline > head + self._size and self._is_header(band, numbers[0]):
            cuts.insert(0, numbers[0].baseline - 1)
        return _cut(band, cuts)

    def _is_header(self, band: _Band, number: Word) -> bool:
        """Whether what stands over the first number stands in its column, too: a title does."""
        return any(
            word.x0 < number.x1 + self._least and word.baseline < number.baseline - 1
            for word in band.words
        )

    def _is_wrapped(self, band: _Band, columns: Sequence[float]) -> bool:
        """Whether a band has several lines, and not all of them words in most columns."""
        lines = lines_of(band.words)
        filled = [len({_column(word, columns) for word in line}) for line in lines]
        return len(lines) > 1 and min(filled) <= _MOST * (len(columns) + 1)

    def _without_paragraphs(
        self, bands: list[_Band], numbered: Sequence[Word], columns: Sequence[float]
    ) -> list[_Band]:
        """Join bands without a number to the row whose paragraph they are by their nearness.

        A band that fills all columns, as titles do, is a row of its own.
        """
        has_number = [any(word in numbered for word in band.words) for band in bands]
        gaps = [
            below.top - above.bottom
            for (above, below), pair in zip(pairwise(bands), pairwise(has_number), strict=True)
            if all(pair)
        ]
        if not gaps:
            return bands
        near = _SAME_CELL * median(gaps)
        joined: list[_Band] = []
        whole: list[bool] = []  # for each of those, whether it can be no paragraph of another row
        for band, number in zip(bands, has_number, strict=True):
            own = number or len(_filled(band, columns) | {0}) > len(columns)
            if joined and band.top - joined[-1].bottom < near and not (own and whole[-1]):
                joined[-1] = joined[-1].joined(band)
                whole[-1] = whole[-1] or own
            else:
                joined.append(band)
                whole.append(own)
        return joined

    def _trimmed(self, bands: list[_Band], gutters: Sequence[Gutter]) -> list[_Band]:
        """Leave out rows of one cell at either end: titles above and notes below."""
        columns = [_middle(gutter) for gutter in gutters]
        while bands and len(_filled(bands[0], columns)) < 2:
            bands = bands[1:]
        while bands and self._is_note(bands[-1], columns):
            bands = bands[:-1]
        return bands

    def _is_note(self, band: _Band, columns: Sequence[float]) -> bool:
        """Whether a last row is text below the table: it begins in the first column and spans."""
        filled = _filled(band, columns)
        spans = any(a < x < b for a, b in self._segments_of(band) for x in columns)
        return filled == {0} or (spans and 0 in filled)

    def _segments_of(self, band: _Band) -> list[tuple[float, float]]:
        return [part for line in lines_of(band.words) for part in self._segments(line)]

    def _is_table(self, bands: Sequence[_Band], region: _Region, going_on: bool) -> bool:
        """Whether rows are many enough, and no text set in columns."""
        columns = [_middle(gutter) for gutter in region.gutters]
        several = [b for b in bands if len(_filled(b, columns)) > 1]
        if going_on:
            return bool(several)
        if len(several) < _FEWEST_ROWS:
            return False
        words = [word for band in bands for word in band.words]
        return any(
            self._is_ragged([w for w in words if _column(w, columns) == column])
            for column in range(len(columns) + 1)
        )

    def _is_ragged(self, words: Sequence[Word]) -> bool:
        """Whether a column is wide enough for text, and its lines do not fill it."""
        if not words:
            return False
        lines = lines_of(words)
        width = max(word.x1 for word in words) - min(word.x0 for word in words)
        full = sum(line[-1].x1 - line[0].x0 >= _FULL * width for line in lines)
        return width > _MARGINAL * self._size and (len(lines) < 3 or full < _PROSE * len(lines))

    # Grids

    def _grid(self, bands: Sequence[_Band], gutters: Sequence[Gutter], before: Grid | None) -> Grid:
        """Make the grid of rows and gutters.

        Cells begin as far before their words as they end behind them where columns are
        closest: so their width is the room in which their lines were broken.
        """
        words = [word for band in bands for word in band.words]
        columns = [_middle(gutter) for gutter in gutters]
        pad = min(end - start for start, end in gutters) / 2
        left, right = min(word.x0 for word in words) - pad, max(word.x1 for word in words) + pad
        xs = (left, *(end - pad for _, end in gutters), right)
        inner = [(above.bottom + below.top) / 2 for above, below in pairwise(bands)]
        ys = (bands[0].top - _PAD, *inner, bands[-1].bottom + _PAD)
        cells: list[GridCell] = []
        owners = []
        for row, band in enumerate(bands):
            segments = self._segments_of(band)
            open_walls = [any(a < x < b for a, b in segments) for x in columns]
            owners.append(_add_row(cells, row, open_walls))
        edges = before.edges or before.xs if before else ()
        return Grid(
            xs, ys, tuple(cells), tuple(owners), False, False, frozenset(), tuple(gutters), edges
        )


def _add_row(cells: list[GridCell], row: int, open_walls: Sequence[bool]) -> tuple[int | None, ...]:
    """Add a row's cells, those without a wall between them as one; tell which owns each column."""
    cells.append(GridCell(row, 0, 1, 1))
    owners: list[int | None] = [len(cells) - 1]
    for column, opened in enumerate(open_walls, 1):
        if opened:
            cells[-1] = cells[-1]._replace(column_span=cells[-1].column_span + 1)
        else:
            cells.append(GridCell(row, column, 1, 1))
        owners.append(len(cells) - 1)
    return tuple(owners)


def _repeats(line: Line, first: Line) -> bool:
    """Whether a line says what the first says, or as much of it as stands in one line."""
    shared = list(
        takewhile(lambda pair: pair[0].text == pair[1].text, zip(line, first, strict=False))
    )
    return len(shared) == min(len(line), len(first)) > _FEWEST_GUTTERS


def _text(line: Line) -> str:
    """The words of a line."""
    return " ".join(word.text for word in line)


def _under_titles(bands: Sequence[_Band], gutters: Sequence[Gutter]) -> list[Gutter]:
    """Leave out gutters between a title alone and a column that has none: it stands aside of it."""
    columns = [_middle(gutter) for gutter in gutters]
    filled = [_filled(band, columns) for band in bands]
    kept = list(gutters)
    for right, gutter in enumerate(gutters, 1):
        sides = ([row for row, own in enumerate(filled) if at in own] for at in (right - 1, right))
        first, second = sorted(sides)
        if first == [0] and second and 0 not in second and len(kept) > _FEWEST_GUTTERS:
            kept.remove(gutter)
    return kept


def _by_lines(band: _Band) -> list[_Band]:
    """Part a band at each line."""
    return _cut(band, [line[0].baseline - 1 for line in lines_of(band.words)][1:])


def _cut(band: _Band, cuts: Sequence[float]) -> list[_Band]:
    """Part a band's words at baselines."""
    parts: dict[int, list[Word]] = {}
    for word in band.words:
        parts.setdefault(sum(cut < word.baseline for cut in cuts), []).append(word)
    return [_Band.of(parts[key]) for key in sorted(parts)]


def _without(gap: Gutter, start: float, end: float) -> list[Gutter]:
    """What is left of a gap where a stretch is taken."""
    if end <= gap[0] or start >= gap[1]:
        return [gap]
    parts = [(gap[0], start), (end, gap[1])]
    return [part for part in parts if part[1] > part[0]]


def _shows(line: Line, gutter: Gutter) -> bool:
    """Whether a line has words on both sides of a gutter, wider apart than its words are."""
    before = [word for word in line if word.x1 <= gutter[0] + 1]
    after = [word for word in line if word.x0 >= gutter[1] - 1]
    if not before or not after:
        return False
    gaps = [b.x0 - a.x1 for part in (before, after) for a, b in pairwise(part)]
    least = min(gaps) if len(line) > _FEW_WORDS else 0.0
    return after[0].x0 - before[-1].x1 > _CLEARER * least


def _middle(gutter: Gutter) -> float:
    return (gutter[0] + gutter[1]) / 2


def _filled(band: _Band, columns: Sequence[float]) -> set[int]:
    """The columns in which a band has words."""
    return {_column(word, columns) for word in band.words}


def _column(word: Word, columns: Sequence[float]) -> int:
    return sum(x < (word.x0 + word.x1) / 2 for x in columns)
