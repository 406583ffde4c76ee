"""A page taken apart: table parts, and the lines that stand outside of them.

What belongs here: which glyphs are in which cell. What does not: joining what
a page break parts (`tables`), and telling furniture and footnotes from text
(`furniture`, `notes`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from extractors.losses import part
from extractors.readers.layout.alignment import find_aligned
from extractors.readers.layout.columns import Column, find_columns
from extractors.readers.layout.grid import Grid, find_ruled
from extractors.readers.layout.page_model import PageModel
from extractors.readers.pdf.lines import PageLine, build_lines, build_words, draws_spaces
from extractors.readers.pdf.notes import find_notes, with_raised_marks, without
from extractors.readers.pdf.page import Glyph, GlyphRun, PageContent
from schemas.document import BoundingBox, Place, UnsureWord

_WITHIN = 2.0  # points: how far a grid may stick out of one that contains it
_MIDDLE = 0.3  # of the size: from the baseline up to the middle of small letters
_TIGHT = 0.15  # of the size: glyphs of a word are no farther apart
_INSIDE = 3.0  # points: what runs over the page's side counts as standing so far inside of it
_BY_LINES = "its text is read line by line"
_SPACED_SAMPLE = 200  # glyphs: a page with fewer does not tell whether its PDF draws spaces


@dataclass(slots=True)
class PartCell:
    """A cell of a table part: edges in points, rows from 0 in the part, and its lines.

    `hanging` says that it alone is open below, where other cells of its row are closed.
    `extent` is its top and bottom, None where its lines are turned against the page's.
    """

    left: float
    right: float
    row: int
    row_span: int
    lines: list[PageLine]
    hanging: bool
    extent: tuple[float, float] | None = None

    @property
    def last_row(self) -> int:
        """The lowest row that it covers."""
        return self.row + self.row_span - 1


@dataclass(slots=True)
class TablePart:
    """What one page shows of a table. `top` and `bottom` are in the page's text frame."""

    page: int
    place: Place
    top: float
    bottom: float
    cells: list[PartCell]
    row_count: int
    open_top: bool
    open_bottom: bool

    @property
    def edges(self) -> tuple[float, float]:
        """Left and right edge of the whole part."""
        return min(cell.left for cell in self.cells), max(cell.right for cell in self.cells)


@dataclass(slots=True)
class PageParts:
    """A page's table parts and loose lines, in the order of reading, and its size as read.

    `text` is all that it draws, in the order in which it does.
    """

    number: int
    width: float
    height: float
    lines: list[PageLine]
    parts: list[TablePart]
    glyph_count: int
    undefined: int
    pictures: list[BoundingBox]
    text: str
    columns: list[Column]
    notes_top: float | None = None
    open_grid: Grid | None = None
    notes: list[PageLine] = field(default_factory=list)
    unsure: list[UnsureWord] = field(default_factory=list)

    @property
    def area(self) -> float:
        """The page's, in square points."""
        return max(1.0, self.width * self.height)

    @property
    def pictured(self) -> float:
        """The share of the page that its pictures cover, at most 1."""
        covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in self.pictures)
        return min(1.0, covered / self.area)

    def in_order(self) -> list[PageLine | TablePart]:
        """Lines and table parts as they are read: from the top down, column by column."""
        lines = [(line.reading_place, 1, n) for n, line in enumerate(self.lines)]
        parts = [(self._place_of(part), 0, n) for n, part in enumerate(self.parts)]
        return [self.lines[n] if kind else self.parts[n] for _, kind, n in sorted(lines + parts)]

    def _place_of(self, part: TablePart) -> tuple[float, int, float]:
        left, right = part.edges
        for column in self.columns:
            if column.holds((left + right) / 2, part.top) and right - left < column.width:
                return column.top, column.order, part.top
        return part.top, 0, part.top

    @property
    def top_down(self) -> list[PageLine]:
        """Lines by their height, whatever column they stand in."""
        return sorted(self.lines, key=lambda line: line.baseline) if self.columns else self.lines

    def set_notes_apart(self) -> None:
        """Take the lines of footnotes out of the loose ones; do so once furniture is gone."""
        if self.notes_top is not None:
            top = self.notes_top
            self.notes = [line for line in self.lines if line.baseline > top]
            self.lines = [line for line in self.lines if line.baseline <= top]


def blank_page(number: int) -> PageParts:
    """Return a page with nothing on it, in place of one that cannot be read."""
    return PageParts(
        number=number,
        width=1.0,
        height=1.0,
        lines=[],
        parts=[],
        glyph_count=0,
        undefined=0,
        pictures=[],
        text="",
        columns=[],
    )


def take_apart(content: PageContent, before: PageParts | None = None) -> PageParts:
    """Sort a page's glyphs into cells and loose lines; `before` is the page before."""
    text = content.text
    spaces = content.glyph_count < _SPACED_SAMPLE or draws_spaces(content.runs)
    found, columns = _find_grids(content, before.open_grid if before else None)
    grids = _outermost(found)
    sorter = _Sorter(content, grids, columns, spaces)
    lines = sorter.loose_lines()
    notes = find_notes(content, grids, lines)
    references = notes.references if notes else []
    runs = with_raised_marks(without(content.runs, references))
    if runs != content.runs:
        content.runs = runs
        sorter = _Sorter(content, grids, columns, spaces)
        lines = sorter.loose_lines()
    parts = [part for index in range(len(grids)) if (part := sorter.part(index)) is not None]
    width, height = content.frame.extent
    return PageParts(
        number=content.number,
        width=width,
        height=height,
        lines=lines,
        parts=parts,
        glyph_count=content.glyph_count,
        undefined=content.undefined,
        pictures=content.pictures,
        text=text,
        columns=columns,
        notes_top=notes.top if notes else None,
        open_grid=_open_grid(grids),
        unsure=content.unsure,
    )


def _find_grids(content: PageContent, before: Grid | None) -> tuple[list[Grid], list[Column]]:
    """Find grids by rules, and among the words outside of those columns of text and grids."""
    place = Place(page=content.number)
    words = build_words(content.runs)
    width, height = content.frame.extent
    page = PageModel(width, height, words, content.horizontals, content.verticals)
    ruled: list[Grid] = []
    with part(f"The lines of page {content.number}", place, then="no tables are sought by them"):
        ruled = find_ruled(page)
    tables = [grid for grid in ruled if len(grid.xs) > 2]
    loose = [
        word
        for word in words
        if all(grid.cell_at((word.x0 + word.x1) / 2, word.middle) is None for grid in tables)
    ]
    columns: list[Column] = []
    with part(f"The columns of page {content.number}", place, then=_BY_LINES):
        columns = find_columns(replace(page, words=loose), [grid.box for grid in tables])
    loose = [
        word
        for word in loose
        if not any(column.holds((word.x0 + word.x1) / 2, word.middle) for column in columns)
    ]
    aligned: list[Grid] = []
    with part(f"The tables without rules of page {content.number}", place, then=_BY_LINES):
        aligned = find_aligned(replace(page, words=loose), before)
    boxes = [
        grid
        for grid in ruled
        if len(grid.xs) == 2 and not any(_overlaps(grid, other) for other in aligned)
    ]
    return [*tables, *boxes, *aligned], columns


def _overlaps(grid: Grid, other: Grid) -> bool:
    a, b = grid.box, other.box
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _open_grid(grids: Sequence[Grid]) -> Grid | None:
    """The last table of a page, if it has no column rules: the next page may go on with it."""
    last = max(grids, key=lambda grid: grid.ys[-1], default=None)
    return last if last is not None and last.gutters else None


def _outermost(grids: Sequence[Grid]) -> list[Grid]:
    """Leave out frames around other grids, and grids inside of cells."""
    inner = [grid for grid in grids if len(grid.cells) > 1]
    frames = [g for g in grids if len(g.cells) == 1 and not any(_contains(g, o) for o in inner)]
    candidates = inner + frames
    kept = [
        grid
        for grid in candidates
        if not any(other is not grid and _contains(other, grid) for other in candidates)
    ]
    return sorted(kept, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _contains(outer: Grid, inner: Grid) -> bool:
    a, b = outer.box, inner.box
    if a == b:
        return False
    return (
        a[0] <= b[0] + _WITHIN
        and a[1] <= b[1] + _WITHIN
        and a[2] >= b[2] - _WITHIN
        and a[3] >= b[3] - _WITHIN
    )


# Index of a grid and of its cell, a column of text outside of all, or None
CellKey = tuple[int, int] | Column | None


class _Sorter:
    """Sorts a page's runs by cell, once, and makes lines of them."""

    def __init__(
        self,
        content: PageContent,
        grids: Sequence[Grid],
        columns: Sequence[Column],
        spaces: bool,
    ) -> None:
        self._content = content
        self._grids = grids
        self._columns = columns
        self._spaces = spaces
        self._runs: dict[CellKey, list[GlyphRun]] = {}
        for run in content.runs:
            for key, piece in self._pieces(run):
                self._runs.setdefault(key, []).append(piece)
        for run in content.turned:
            self._runs.setdefault(self._turned_key(run), []).append(run)

    def loose_lines(self) -> list[PageLine]:
        """Lines outside of all cells, in the order of reading."""
        loose = self.lines(None)
        for column in self._columns:
            loose += [replace(line, column=column) for line in self.lines(column)]
        return sorted(loose, key=lambda line: line.reading_place) if self._columns else loose

    def lines(self, key: CellKey) -> list[PageLine]:
        """Lines of a cell or a column, or those outside of all; upright ones first."""
        found: list[PageLine] = []
        runs = sorted(self._runs.get(key, ()), key=lambda run: (self._is_turned(run), run.turn))
        for turn, group in groupby(runs, key=lambda run: run.turn):
            frame = self._content.frame_of(turn)
            found += build_lines(group, frame, self._content.number, spaces=self._spaces)
        return found

    def part(self, index: int) -> TablePart | None:
        """The table part of a grid, or None where the grid holds no text."""
        grid = self._grids[index]
        cells = []
        for number, box in enumerate(grid.cells):
            left, right = grid.sides(box)
            lines = self.lines((index, number))
            extent = None if self._holds_turned((index, number)) else grid.extent(box)
            hanging = number in grid.hanging
            cells.append(PartCell(left, right, box.row, box.row_span, lines, hanging, extent))
        if not any(cell.lines for cell in cells):
            return None
        return TablePart(
            page=self._content.number,
            place=self._content.frame.place(self._content.number, grid.box),
            top=grid.ys[0],
            bottom=grid.ys[-1],
            cells=cells,
            row_count=len(grid.ys) - 1,
            open_top=grid.open_top,
            open_bottom=grid.open_bottom,
        )

    def _holds_turned(self, key: CellKey) -> bool:
        return any(map(self._is_turned, self._runs.get(key, ())))

    def _is_turned(self, run: GlyphRun) -> bool:
        return run.turn != self._content.frame.turn

    def _key(self, x: float, y: float) -> CellKey:
        x = min(max(x, _INSIDE), self._content.frame.extent[0] - _INSIDE)
        for index, grid in enumerate(self._grids):
            cell = grid.cell_at(x, y)
            if cell is not None:
                return index, cell
        return next((column for column in self._columns if column.holds(x, y)), None)

    def _turned_key(self, run: GlyphRun) -> CellKey:
        """The cell of a run that is turned against the page, by its middle."""
        x = (run.glyphs[0].x0 + run.glyphs[-1].x1) / 2
        point = self._content.frame_of(run.turn).back(x, run.y - _MIDDLE * run.size)
        return self._key(*self._content.frame.into(*point))

    def _pieces(self, run: GlyphRun) -> Iterable[tuple[CellKey, GlyphRun]]:
        """Cut a run where it passes from cell to cell; words are not cut."""
        if not (self._grids or self._columns):
            return [(None, run)]
        y = run.y - _MIDDLE * run.size
        first, last = run.glyphs[0], run.glyphs[-1]
        start = self._key((first.x0 + first.x1) / 2, y)
        if start == self._key((last.x0 + last.x1) / 2, y):
            return [(start, run)]
        pieces: list[tuple[CellKey, list[Glyph]]] = []
        before: Glyph | None = None
        for glyph in run.glyphs:
            key = self._key((glyph.x0 + glyph.x1) / 2, y)
            if before is not None and _same_word(before, glyph, run.size):
                key = pieces[-1][0]
            if pieces and pieces[-1][0] == key:
                pieces[-1][1].append(glyph)
            else:
                pieces.append((key, [glyph]))
            before = glyph
        return [(key, run._replace(glyphs=glyphs)) for key, glyphs in pieces]


def _same_word(before: Glyph, glyph: Glyph, size: float) -> bool:
    if before.text.isspace() or glyph.text.isspace():
        return False
    return glyph.x0 - before.x1 <= _TIGHT * size
