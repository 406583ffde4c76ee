"""From ruling lines to grids of cells.

What belongs here: merging rules that are drawn in pieces, finding which of them
make a table (frames of pages and rules through its text do not), and its cells
with their spans. What does not: tables without rules (`alignment`), meaning.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractors.losses import BoundExceededError
from extractors.readers.layout.page_model import PageModel, Rule, Word
from schemas.document import BoundingBox

_SNAP = 2.5  # points: rules this near each other are one
_REACH = 3.5  # points: how far the ends of rules that meet may be apart
_STUB = 1.3  # points: a column rule that goes on farther past a row's rule begins another row
_SHORTEST = 6.0  # points: no row is lower, no column narrower; charts have many such strokes
_PAGE_HIGH = 0.7  # share of the page's height that the side of a frame around it takes at least
_CORNER = 6.0  # points: rules of a frame of several lines turn a corner so near each other
_SLIVER = 12.0  # points: a column this narrow is none unless words stand in it by themselves
_MOST_WALLS = 100  # no table has as many; charts do
_MOST_RULES = 1500  # each way on a page, in whole lines; each is compared with each
_INK = 0.5  # points: how far a word must reach over a rule to be cut by it
_COVERED = 0.6  # share of a cell's side that a rule must run along to close it


Gutter = tuple[float, float]


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
    cut it. `gutters` are the blank stretches between columns of a table without
    column rules; the edges of its columns are then guessed, and `edges` gives those
    that they have in the table, if it began on a page before. `hanging` are cells
    that alone have no rule below in the last row, as a merged cell has that goes on
    over the page break. `owners[row][column]` is an index into `cells`, or None outside.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    owners: tuple[tuple[int | None, ...], ...]
    open_top: bool
    open_bottom: bool
    hanging: frozenset[int]
    gutters: tuple[Gutter, ...] = ()
    edges: tuple[float, ...] = ()

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

    def sides(self, cell: GridCell) -> tuple[float, float]:
        """Left and right edge of a cell, as its table has them on all of its pages."""
        edges = self.edges or self.xs
        return edges[cell.column], edges[cell.column + cell.column_span]

    def extent(self, cell: GridCell) -> tuple[float, float]:
        """Top and bottom of a cell."""
        return self.ys[cell.row], self.ys[cell.row + cell.row_span]


def find_ruled(page: PageModel) -> list[Grid]:
    """Find the grids that rules make, from the top down. A lone box is a grid of one cell.

    Raises BoundExceededError for more rules than any table has: maps and drawings.
    """
    across = [rule for rule in merge_rules(page.horizontals) if rule.end - rule.start >= _SHORTEST]
    down = [rule for rule in merge_rules(page.verticals) if rule.end - rule.start >= _SHORTEST]
    if max(len(across), len(down)) > _MOST_RULES:
        raise BoundExceededError(f"{len(across) + len(down):,} lines are drawn there")
    down = _without_frames(page.horizontals, down, page.height)
    grids = [
        _grid(rows, _walls_of_columns(rows, columns, page.words))
        for rows, columns in _connected(across, down)
    ]
    return sorted((grid for grid in grids if grid is not None), key=lambda g: (g.ys[0], g.xs[0]))


def _without_frames(across: Sequence[Rule], down: Sequence[Rule], height: float) -> list[Rule]:
    """Leave out the sides of frames around the page that a table sticks out of."""
    return [
        rule
        for rule in down
        if rule.end - rule.start < _PAGE_HIGH * height or not _is_crossed_side(rule, across)
    ]


def _is_crossed_side(side: Rule, across: Sequence[Rule]) -> bool:
    """Whether rules turn a corner at both ends of a side, and others run through it between."""
    ends = [rule for rule in across if abs(rule.at - side.start) <= _CORNER]
    feet = [rule for rule in across if abs(rule.at - side.end) <= _CORNER]
    opens_right = _any_near(side.at, [rule.start for rule in ends]) and _any_near(
        side.at, [rule.start for rule in feet]
    )
    opens_left = _any_near(side.at, [rule.end for rule in ends]) and _any_near(
        side.at, [rule.end for rule in feet]
    )
    crossed = any(
        rule.start < side.at - _CORNER < side.at + _CORNER < rule.end
        and side.start + _CORNER < rule.at < side.end - _CORNER
        for rule in across
    )
    return crossed and (opens_left or opens_right)


def _any_near(at: float, others: Iterable[float]) -> bool:
    return any(abs(at - other) <= _CORNER for other in others)


def _walls_of_columns(
    across: Sequence[Rule], down: Sequence[Rule], words: Sequence[Word]
) -> list[Rule]:
    """Leave out rules that part no columns: they run through words, or leave a blank sliver."""
    walls = sorted(down)
    if not across or len(walls) > _MOST_WALLS:
        return walls
    top, bottom = min(rule.start for rule in walls), max(rule.end for rule in walls)
    inside = [word for word in words if top <= word.middle <= bottom]
    while (false := _false_wall(walls, across, inside)) is not None:
        walls = [rule for rule in walls if rule.at != false]
    return walls


def _false_wall(
    walls: Sequence[Rule], across: Sequence[Rule], words: Sequence[Word]
) -> float | None:
    """Where a rule stands that is no wall, None where all are."""
    first, last = min(rule.start for rule in across), max(rule.end for rule in across)
    xs = sorted({rule.at for rule in walls})
    xs = [first] * (first < xs[0] - _REACH) + xs + [last] * (last > xs[-1] + _REACH)
    for number in range(1, len(xs) - 1):
        if _runs_through_words(xs[number - 1 : number + 2], walls, words):
            return xs[number]
    for left, right in pairwise(xs):
        if len(xs) > 2 and right - left < _SLIVER and _is_blank(left, right, words):
            return _weaker(left, right, xs, walls)
    return None


def _runs_through_words(xs: Sequence[float], walls: Sequence[Rule], words: Sequence[Word]) -> bool:
    """Whether the middle one of three walls cuts most of the lines on both of its sides."""
    left, at, right = xs
    pieces = [rule for rule in walls if rule.at == at]
    beside = [
        word
        for word in words
        if word.x1 > left
        and word.x0 < right
        and any(rule.start < word.middle < rule.end for rule in pieces)
    ]
    cut = {round(w.baseline) for w in beside if w.x0 + _INK < at < w.x1 - _INK}
    before = {round(w.baseline) for w in beside if w.x1 <= at + _INK}
    after = {round(w.baseline) for w in beside if w.x0 >= at - _INK}
    whole = (before & after) - cut
    narrow = min(at - left, right - at) < _SLIVER
    return len(cut) >= (1 if narrow else 2) and len(cut) >= len(whole)


def _is_blank(left: float, right: float, words: Sequence[Word]) -> bool:
    """Whether no word stands between two walls by itself."""
    return not any(left <= (word.x0 + word.x1) / 2 <= right for word in words)


def _weaker(left: float, right: float, xs: Sequence[float], walls: Sequence[Rule]) -> float:
    """The one of two walls that is shorter, but for a table's outer ones."""
    if left == xs[0] or right == xs[-1]:
        return right if left == xs[0] else left
    length = {at: sum(r.end - r.start for r in walls if r.at == at) for at in (left, right)}
    return left if length[left] < length[right] - _REACH else right


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
