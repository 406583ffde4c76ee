"""Table parts of several pages made into whole tables.

What belongs here: which parts are one table, which rows a page break cut, which
rows only repeat the header, and the logical grid. What does not: finding cells
on a page (`grid`, `parts`), joining lines (`joining`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.readers.pdf.line_breaks import Habits, Room, join_by_room
from extractors.readers.pdf.lines import PageLine
from extractors.readers.pdf.parts import PartCell, TablePart
from extractors.text.digits import whole_number
from extractors.text.folding import fold_closed
from schemas.document import Cell, Place, SourcedText, Table

_ALIGNED = 5.0  # points: edges nearer than this are one; no column is so narrow
_SHIFTED = 90.0  # points: margins of pages that one table runs over differ by no more
_HEADER_ROWS = 6  # no header is taller
_OPEN = (0.0, 0.0, 3.0)  # evidence that a row is cut, by how many sides of the cut are open
_BOTH = 2  # open sides of a cut: then its rules tell enough
_ANEW = -1.0  # evidence that a row is whole: two of its cells begin anew and none goes on
_FREE = 4.0  # sizes: a cell that leaves so much room was not cut for the want of it
_ROUNDING = 1.0  # points by which measures of a line may err
_DASHES = ("-", "–", "—")  # what a cell says that has nothing to say
_TALLEST_HEADER = 3  # rows: cells that span rows below these are merged ones of the body
_OBVIOUS = 3.0  # evidence that a row is cut in which even its number is cut in two
_NUMBERED = 0.6  # share of a column's cells that hold numbers where it numbers the rows
_NUMBER = re.compile(r"[\divxIVX]{1,6}(?:[.\-][\divxIVX]{1,4})*[.)]?|[-–—]")


class Slack(NamedTuple):
    """What a cell leaves free on its page.

    `above` and `below` its lines, in sizes of its letters; `beside` the last line, in points.
    """

    above: float = 0.0
    below: float = 0.0
    beside: float = 0.0


@dataclass(slots=True)
class GrowingCell:
    """A cell while its table grows: edges in points, rows in the table."""

    left: float
    right: float
    row: int
    row_span: int
    lines: list[PageLine]
    hanging: bool
    slack: Slack

    @property
    def text(self) -> str:
        """The cell's words, lines parted by single spaces."""
        return " ".join(line.text for line in self.lines)

    @property
    def last_row(self) -> int:
        """The lowest row that it covers."""
        return self.row + self.row_span - 1

    def same_columns(self, other: "GrowingCell") -> bool:
        """Whether both stand in the same columns."""
        return abs(self.left - other.left) <= _ALIGNED and abs(self.right - other.right) <= _ALIGNED


@dataclass(slots=True)
class GrowingTable:
    """A table to which the parts of following pages are added."""

    place: Place
    cells: list[GrowingCell]
    row_count: int
    open_bottom: bool
    last_page: int
    header_rows: int | None = None
    edges: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, part: TablePart) -> "GrowingTable":
        """Begin a table with its first part."""
        cells = [_growing(cell) for cell in part.cells]
        table = cls(part.place, cells, part.row_count, part.open_bottom, part.page)
        table.edges = _edges(cells)
        return table

    @property
    def is_box(self) -> bool:
        """Whether it is a single frame around text, no table."""
        return len(self.cells) == 1

    def accepts(self, part: TablePart) -> bool:
        """Whether `part` goes on with this table: as wide, and its columns agree."""
        if part.page <= self.last_page:
            return False
        edges = _edges(part.cells)
        width, other = self.edges[-1] - self.edges[0], edges[-1] - edges[0]
        shift = self.edges[0] - edges[0]
        if abs(width - other) > _ALIGNED or abs(shift) > _SHIFTED:
            return False
        inner = [edge + shift for edge in edges[1:-1]]
        mine = self.edges[1:-1]
        agreeing = sum(any(abs(edge - own) <= _ALIGNED for own in mine) for edge in inner)
        fewer = min(len(inner), len(mine))
        return 2 * agreeing >= fewer if fewer else len(part.cells) > 1 or not self.is_box

    def add(self, part: TablePart) -> None:
        """Add the rows of a following page."""
        shift = self.edges[0] - min(cell.left for cell in part.cells)
        cells = [_growing(cell, shift) for cell in part.cells]
        cells, count = self._without_header(cells, part.row_count)
        repeated = count < part.row_count  # then the header's own rule hides the cut's lower side
        open_sides = self.open_bottom + (self.open_bottom if repeated else part.open_top)
        offset = self.row_count
        if count and self._is_continued(cells, open_sides):
            offset -= 1
        for cell in cells:
            cell.row += offset
        self._take(cells, offset)
        self.row_count = offset + count
        self.open_bottom, self.last_page = part.open_bottom, part.page
        self.edges = _merged(self.edges + _edges(self.cells))

    def _take(self, cells: list[GrowingCell], first: int) -> None:
        """Take over cells; those that go on with a cell above are united with it."""
        last = [cell for cell in self.cells if cell.last_row == self.row_count - 1]
        joined = first < self.row_count
        for cell in cells:
            above = _overlapping(cell, last) if cell.row == first else None
            if above is not None and (joined or self._spans_on(above, cell)):
                above.lines += cell.lines
                above.hanging = cell.hanging
                above.slack = cell.slack if cell.lines else above.slack
                above.row_span = cell.last_row - above.row + 1
            else:
                self.cells.append(cell)

    def _spans_on(self, above: GrowingCell, cell: GrowingCell) -> bool:
        """Whether a merged cell goes on over the page break between two whole rows."""
        if not above.same_columns(cell):
            return False
        if above.hanging:
            return True
        if cell.hanging or (above.lines and cell.lines):
            return False
        if above.row_span > 1 or cell.row_span > 1:
            return True
        column = [r for r in self.cells if r is not above and r.same_columns(above)]
        always_filled = all(r.lines for r in column)
        return bool(column) and always_filled and any(r.row_span > 1 for r in column[1:])

    def _without_header(
        self, cells: list[GrowingCell], count: int
    ) -> tuple[list[GrowingCell], int]:
        """Drop the first rows of a page that only repeat the header or number the columns."""
        header = [_row_key(self.cells, row) for row in range(min(_HEADER_ROWS, self.row_count))]
        dropped = 0
        while dropped < min(count, _HEADER_ROWS):
            key = _row_key(cells, dropped)
            if not key or not (key in header or _numbers_columns(key)):
                break
            if key in header:
                self.header_rows = max(self.header_rows or 0, header.index(key) + 1)
            dropped += 1
        kept = [cell for cell in cells if cell.last_row >= dropped]
        for cell in kept:
            cut = max(0, dropped - cell.row)
            cell.row_span -= cut
            cell.row = max(0, cell.row - dropped)
        return kept, count - dropped

    def _is_continued(self, cells: list[GrowingCell], open_sides: int) -> bool:
        """Whether the first of `cells`' rows goes on with the last row of the table.

        `open_sides` counts the sides of the cut, above and below, that no rule closes.
        """
        above = [cell for cell in self.cells if cell.last_row == self.row_count - 1]
        below = [cell for cell in cells if cell.row == 0]
        pairs = [(a, b) for b in below if (a := _same(b, above)) is not None]
        if 2 * len(pairs) <= max(len(above), len(below)):
            return False
        if not any(b.lines for b in below) or not any(a.lines for a in above):
            return True
        if open_sides > 1 and len(above) == 1:
            return True
        if open_sides < _BOTH and any(_leaves_room(a, b) for a, b in pairs):
            return False
        numbers = self._number_column(cells)
        verdict = self._judge_by_number(numbers, above, below) if numbers else None
        if verdict:
            pairs = [(a, b) for a, b in pairs if not numbers or not numbers.same_columns(a)]
        score = _score(pairs, self._column_habits(pairs, numbers))
        if verdict is None or (verdict and score <= _ANEW):
            return score + _OPEN[open_sides] >= 1.0
        return verdict or score >= _OBVIOUS

    def _number_column(self, cells: Sequence[GrowingCell]) -> GrowingCell | None:
        """A cell of the first column, if that column numbers the rows."""
        first = [r for r in (*self.cells, *cells) if abs(r.left - self.edges[0]) <= _ALIGNED]
        right = min(cell.right for cell in first)
        column = [cell for cell in first if cell.right - right <= _ALIGNED]
        filled = [cell.text for cell in column if cell.lines]
        numbers = sum(bool(_NUMBER.fullmatch(text.replace(" ", ""))) for text in filled)
        if numbers and numbers >= _NUMBERED * (len(filled) - 1):
            return column[0]
        return None

    def _judge_by_number(
        self, numbers: GrowingCell, above: Sequence[GrowingCell], below: Sequence[GrowingCell]
    ) -> bool | None:
        """Whether a row is cut, where rows are numbered: a whole row has just one number.

        None where the number stands for several rows, or rows may lack one.
        """
        upper, lower = _same(numbers, above), _same(numbers, below)
        if upper is None or lower is None:
            return None
        if upper.lines and lower.lines:
            return self._is_cut_number(upper, lower)
        column = [r for r in self.cells if r.same_columns(numbers) and r is not upper]
        blank = sum(not cell.lines for cell in column)
        if upper.row_span > 1 or lower.row_span > 1 or 8 * blank > len(column):
            return None
        return True

    def _is_cut_number(self, upper: GrowingCell, lower: GrowingCell) -> bool:
        """Whether two numbers are one that a page break cut, and so follow on the last."""
        if not any(char.isalnum() for char in lower.text):
            return True
        numbers = [r.text for r in self.cells if r.same_columns(upper) and r.row < upper.row]
        following = _successor(next((n for n in reversed(numbers) if n), ""))
        whole = (upper.text + lower.text).replace(" ", "").rstrip(".")
        return whole == following and upper.text.rstrip(".") != following

    def _column_habits(
        self, pairs: Iterable[tuple[GrowingCell, GrowingCell]], numbers: GrowingCell | None
    ) -> list[tuple[bool, bool]]:
        """For each pair, whether cells of its columns mostly hold text, and begin in upper case."""
        habits = []
        body = self._first_numbered(numbers)
        for above, _ in pairs:
            column = [r for r in self.cells if r is not above and r.same_columns(above)]
            texts = [r.text for r in column]
            merged = any(r.row_span > 1 and r.row >= body for r in column)
            filled = [text for text in texts if text]
            upper = sum(text[0].isupper() for text in filled)
            full = 2 * len(filled) > len(texts) > 1 and not merged
            habits.append((full, 4 * upper > 3 * len(filled)))
        return habits

    def _first_numbered(self, numbers: GrowingCell | None) -> int:
        """The first row that has a number; no header is below it."""
        if numbers is None:
            return _TALLEST_HEADER
        column = [cell for cell in self.cells if cell.same_columns(numbers)]
        rows = [cell.row for cell in column if _NUMBER.fullmatch(cell.text.replace(" ", ""))]
        return min([*rows, _TALLEST_HEADER])

    def stacks(self) -> Iterator[tuple[list[PageLine], Room]]:
        """The lines of each cell and the room that they have."""
        rooms = _Rooms(self.cells)
        for cell in self.cells:
            yield cell.lines, rooms.of(cell)

    def finish(self, habits: Habits) -> Table:
        """Make the finished table, its text joined."""
        edges = _merged(self.edges)
        placed = self._placed(edges)
        rooms = _Rooms(self.cells)
        rows = sorted({cell.row for cell in placed})
        cells = [
            _cell(cell, edges, rows, join_by_room(cell.lines, rooms.of(cell), habits))
            for cell in placed
        ]
        cells.sort(key=lambda cell: (cell.row, cell.column))
        return Table(
            cells=tuple(cells),
            row_count=len(rows),
            column_count=len(edges) - 1,
            place=self.place,
            header_rows=self.header_rows,
        )

    def _placed(self, edges: list[float]) -> list[GrowingCell]:
        """The cells with text; what would stand in one place of the logical grid is one cell."""
        placed: dict[tuple[int, int], GrowingCell] = {}
        for cell in self.cells:
            if not cell.lines:
                continue
            first = placed.setdefault((cell.row, _nearest(edges, cell.left)), cell)
            if first is not cell:
                first.lines = sorted(first.lines + cell.lines, key=_reading_order)
                first.right = max(first.right, cell.right)
        return list(placed.values())


def _reading_order(line: PageLine) -> tuple[int, float, float]:
    return line.place.page or 0, line.baseline, line.x0


class _Rooms:
    """How wide a line may be in each column: measured, for no PDF tells its cells' padding."""

    def __init__(self, cells: Sequence[GrowingCell]) -> None:
        offsets = sorted(line.x0 - cell.left for cell in cells for line in cell.lines if line.width)
        self._padding = max(0.0, offsets[len(offsets) // 50]) if offsets else 0.0
        self._widest: dict[tuple[int, int], float] = {}
        for cell in cells:
            ink = max((line.x1 - line.x0 for line in cell.lines), default=0.0)
            key = self._key(cell)
            self._widest[key] = max(self._widest.get(key, 0.0), ink)

    def of(self, cell: GrowingCell) -> Room:
        """The room for a line in `cell`."""
        inside = cell.right - cell.left - 2 * self._padding
        taken = self._widest[self._key(cell)]
        return Room(taken, max(inside, taken))

    def _key(self, cell: GrowingCell) -> tuple[int, int]:
        return round(cell.left / _ALIGNED), round(cell.right / _ALIGNED)


def _growing(cell: PartCell, shift: float = 0.0) -> GrowingCell:
    return GrowingCell(
        cell.left + shift,
        cell.right + shift,
        cell.row,
        cell.row_span,
        cell.lines,
        cell.hanging,
        _slack(cell),
    )


def _slack(cell: PartCell) -> Slack:
    if cell.extent is None or not cell.lines:
        return Slack()
    first, last = cell.lines[0], cell.lines[-1]
    top, bottom = cell.extent
    padding = max(0.0, min(line.x0 for line in cell.lines) - cell.left)
    return Slack(
        (first.box[1] - top) / first.size,
        (bottom - last.box[3]) / last.size,
        cell.right - padding - last.x1,
    )


def _leaves_room(above: GrowingCell, below: GrowingCell) -> bool:
    """Whether the text below cannot be the rest of that above, for which there was room."""
    if not above.lines or not below.lines or below.text[0].islower():
        return False
    return max(above.slack.below, below.slack.above) > _FREE


def _edges(cells: Iterable[PartCell | GrowingCell]) -> list[float]:
    return _merged([edge for cell in cells for edge in (cell.left, cell.right)])


def _merged(edges: Iterable[float]) -> list[float]:
    """Sort edges; of those that are one, give the first."""
    merged: list[float] = []
    for edge in sorted(edges):
        if not merged or edge - merged[-1] > _ALIGNED:
            merged.append(edge)
    return merged


def _row_key(cells: Iterable[GrowingCell], row: int) -> tuple[str, ...]:
    """A row's words without case and spaces, to compare rows by."""
    cells = sorted((r for r in cells if r.row == row and r.lines), key=lambda r: r.left)
    return tuple(fold_closed(cell.text) for cell in cells)


def _numbers_columns(key: tuple[str, ...]) -> bool:
    """Tell a row "1 2 3 4 5 6 7"."""
    return len(key) > 2 and key == tuple(str(number) for number in range(1, len(key) + 1))


def _overlapping(cell: GrowingCell, others: Iterable[GrowingCell]) -> GrowingCell | None:
    """The one of `others` that shares most of the cell's width, if it shares half."""
    best, shared = None, 0.5 * (cell.right - cell.left)
    for other in others:
        width = min(cell.right, other.right) - max(cell.left, other.left)
        if width > shared:
            best, shared = other, width
    return best


def _same(cell: GrowingCell, others: Iterable[GrowingCell]) -> GrowingCell | None:
    return next((other for other in others if other.same_columns(cell)), None)


def _successor(number: str) -> str:
    """The number that follows in the same list: 5.1.18 after 5.1.17; "" after what is none."""
    head, dot, last = number.replace(" ", "").rstrip(".").rpartition(".")
    count = whole_number(last)
    return "" if count is None else f"{head}{dot}{count + 1}"


def _score(
    pairs: Sequence[tuple[GrowingCell, GrowingCell]], habits: Sequence[tuple[bool, bool]]
) -> float:
    """Weigh whether cells go on with those above them: 1 or more says that they do."""
    score = 0.0
    for (above, below), (filled, upper) in zip(pairs, habits, strict=True):
        if above.lines and below.lines:
            score += _continuation_score(above, below, upper)
        elif filled and (above.lines or below.lines):
            score += 1.0 if (above.text or below.text) not in _DASHES else 0.0
    return score


def _continuation_score(above: GrowingCell, below: GrowingCell, upper: bool) -> float:
    """How much a cell looks as if another went on with it; `upper` is how cells mostly begin."""
    text, following = above.text, below.text
    if text in _DASHES or following in _DASHES:
        return -0.5
    if text.count("(") > text.count(")") and following.count(")") > following.count("("):
        return 2.0
    if text[-1] in ",(«-–" or following[0] in ",;:)»":
        return 1.0
    if following[0].islower() and not _was_ended(above, below):
        return 0.8 if upper else 0.0
    return -0.5


def _was_ended(above: GrowingCell, below: GrowingCell) -> bool:
    """Whether the first word below would have had room at the end of the text above."""
    needed = above.lines[-1].blank + below.lines[0].first_width
    return needed < above.slack.beside - _ROUNDING


def _cell(cell: GrowingCell, edges: list[float], rows: list[int], text: SourcedText) -> Cell:
    """Place a cell in the logical grid, whose rows are those in which a text begins."""
    left, right = _nearest(edges, cell.left), _nearest(edges, cell.right)
    row = rows.index(cell.row)
    span = sum(cell.row <= other <= cell.last_row for other in rows)
    return Cell.of(text, row, left, row_span=span, column_span=max(1, right - left))


def _nearest(edges: list[float], at: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - at))
