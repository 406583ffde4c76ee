"""From ruling lines to grids of cells.

What belongs here: merging rules that are drawn in pieces, finding which of them
make a table, and its cells with their spans. What does not: text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.pdf.page import Rule
from schemas.document import BoundingBox

_SNAP = 2.5  # points: rules this near each other are one
_REACH = 3.5  # points: how far the ends of rules that meet may be apart
_STUB = 1.3  # points: a column rule that goes on farther past a row's rule begins another row
_SHORTEST = 6.0  # points: no row is lower, no column narrower; charts have many such strokes
_COVERED = 0.6  # share of a cell's side that a rule must run along to close it


class GridCell(NamedTuple):
    """A cell of a grid: its place in units of the grid."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True)
class Grid:
    """A table's rules on one page: where its columns and rows part, and its cells.

    `open_top` and `open_bottom` say that no rule closes it there: a page break
    cut it. `hanging` are cells that alone have no rule below in the last row, as
    a merged cell has that goes on over the page break. `owners[row][column]` is an
    index into `cells`, or None outside.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    owners: tuple[tuple[int | None, ...], ...]
    open_top: bool
    open_bottom: bool
    hanging: frozenset[int]

    @property
    def box(self) -> BoundingBox:
        """The outline."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> int | None:
        """Index of the cell around a point, None outside of the grid."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owners[row][column]
        return None

    def cell_box(self, cell: GridCell) -> BoundingBox:
        """Outline of a cell."""
        return (
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.column_span],
            self.ys[cell.row + cell.row_span],
        )


def find_grids(horizontals: Sequence[Rule], verticals: Sequence[Rule]) -> list[Grid]:
    """Find the grids that rules make, from the top down. A lone box is a grid of one cell."""
    across = [rule for rule in merge_rules(horizontals) if rule.end - rule.start >= _SHORTEST]
    down = [rule for rule in merge_rules(verticals) if rule.end - rule.start >= _SHORTEST]
    grids = [_grid(rows, columns) for rows, columns in _connected(across, down)]
    return sorted((grid for grid in grids if grid is not None), key=lambda g: (g.ys[0], g.xs[0]))


def merge_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Make one rule of pieces that lie on one line and touch."""
    merged: list[Rule] = []
    for level in _levels(rules):
        level.sort(key=lambda rule: rule.start)
        at = sum(rule.at for rule in level) / len(level)
        start, end = level[0].start, level[0].end
        for rule in level[1:]:
            if rule.start <= end + _REACH:
                end = max(end, rule.end)
            else:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        merged.append(Rule(at, start, end))
    return merged


def _levels(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Group rules whose lines are the same."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules):
        if levels and rule.at - levels[-1][0].at <= _SNAP:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return levels


def _connected(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Group rules that meet, directly or through others."""
    parent = list(range(len(across) + len(down)))
    for i, rule in enumerate(across):
        for j, other in enumerate(down, len(across)):
            if _meet(rule, other):
                _unite(parent, i, j)
    for j in range(len(across), len(parent)):  # a row that fills a page has no rule across
        for k in range(j + 1, len(parent)):
            if _same_extent(down[j - len(across)], down[k - len(across)]):
                _unite(parent, j, k)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate((*across, *down)):
        rows, columns = groups.setdefault(_root(parent, index), ([], []))
        (rows if index < len(across) else columns).append(rule)
    return [group for group in groups.values() if len(group[1]) > 1]


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.start - _REACH <= down.at <= across.end + _REACH
        and down.start - _REACH <= across.at <= down.end + _REACH
    )


def _same_extent(one: Rule, other: Rule) -> bool:
    return abs(one.start - other.start) <= _REACH and abs(one.end - other.end) <= _REACH


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _unite(parent: list[int], one: int, other: int) -> None:
    parent[_root(parent, other)] = _root(parent, one)


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """Make a grid of connected rules; sides that no rule closes are closed where the others end."""
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    left, right = min(rule.at for rule in down), max(rule.at for rule in down)
    open_top = all(abs(rule.at - top) > _STUB for rule in across)
    open_bottom = all(abs(rule.at - bottom) > _STUB for rule in across)
    across = (
        across + [Rule(top, left, right)] * open_top + [Rule(bottom, left, right)] * open_bottom
    )
    first, last = min(rule.start for rule in across), max(rule.end for rule in across)
    down = down + [Rule(first, top, bottom)] * (first < left - _REACH)
    down = down + [Rule(last, top, bottom)] * (last > right + _REACH)
    xs = tuple(sorted({rule.at for rule in down}))
    ys = tuple(sorted({rule.at for rule in across}))
    if len(xs) < 2 or len(ys) < 2:
        return None
    cells, owners = _cells(xs, ys, across, down)
    floor = _walls(ys[-1], xs, across)
    hanging = frozenset(
        owner
        for owner, ruled in zip(owners[-1], floor, strict=True)
        if owner is not None and not ruled
    )
    return Grid(xs, ys, cells, owners, open_top, open_bottom, hanging)


Owners = tuple[tuple[int | None, ...], ...]


def _cells(
    xs: tuple[float, ...], ys: tuple[float, ...], across: list[Rule], down: list[Rule]
) -> tuple[tuple[GridCell, ...], Owners]:
    """Return the cells of a grid, and for each of its squares the number of its cell.

    Squares between neighbouring lines belong to one cell if no rule is drawn between
    them; those that no rule parts from the outside belong to none.
    """
    width, height = len(xs) - 1, len(ys) - 1
    walls = [_walls(x, ys, down) for x in xs]
    floors = [_walls(y, xs, across) for y in ys]
    outside = width * height
    parent = list(range(outside + 1))
    for row in range(height):
        for column in range(width):
            unit = row * width + column
            for wall, beside in (
                (walls[column + 1][row], unit + 1 if column + 1 < width else outside),
                (walls[0][row], outside if column == 0 else unit),
                (floors[row + 1][column], unit + width if row + 1 < height else unit),
            ):
                if not wall:
                    _unite(parent, beside, unit)
    return _rectangles(parent, width, height)


def _walls(at: float, parts: tuple[float, ...], rules: list[Rule]) -> list[bool]:
    """For each stretch between two `parts`, whether a rule at `at` closes it."""
    pieces = [rule for rule in rules if rule.at == at]
    return [
        any(_overlap(rule, start, end) >= _COVERED * (end - start) for rule in pieces)
        for start, end in pairwise(parts)
    ]


def _overlap(rule: Rule, start: float, end: float) -> float:
    return min(rule.end, end) - max(rule.start, start)


def _rectangles(parent: list[int], width: int, height: int) -> tuple[tuple[GridCell, ...], Owners]:
    """Turn united units into boxes; what is no rectangle is cut into its rows."""
    outside = _root(parent, width * height)
    regions: dict[int, list[tuple[int, int]]] = {}
    for unit in range(width * height):
        root = _root(parent, unit)
        if root != outside:
            regions.setdefault(root, []).append(divmod(unit, width))
    boxes = sorted(box for units in regions.values() for box in _boxes(units))
    owners: list[list[int | None]] = [[None] * width for _ in range(height)]
    for index, box in enumerate(boxes):
        for row in range(box.row, box.row + box.row_span):
            for column in range(box.column, box.column + box.column_span):
                owners[row][column] = index
    return tuple(boxes), tuple(tuple(row) for row in owners)


def _boxes(units: list[tuple[int, int]]) -> list[GridCell]:
    rows, columns = [row for row, _ in units], [column for _, column in units]
    box = GridCell(
        min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    )
    if box.row_span * box.column_span == len(units):
        return [box]
    return [box for row in sorted(set(rows)) for box in _strips(row, units)]


def _strips(row: int, units: list[tuple[int, int]]) -> list[GridCell]:
    """The unbroken stretches of units in one row."""
    columns = sorted(column for r, column in units if r == row)
    strips: list[GridCell] = []
    for column in columns:
        last = strips[-1] if strips else None
        if last and last.column + last.column_span == column:
            strips[-1] = last._replace(column_span=last.column_span + 1)
        else:
            strips.append(GridCell(row, column, 1, 1))
    return strips
