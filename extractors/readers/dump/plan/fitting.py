"""Rows read with a model of the columns that is fitted to these rows themselves.

From each start the rows are read, the columns learn from that, and the rows are read
again (as in expectation maximisation, with the best reading alone). Of the starts, the
one with the best score in the end is taken.

What belongs here: the starts, the rounds, and which outcome is best. What does not:
what is learnt (`columns`), how rows are read (`align`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from statistics import median
from typing import NamedTuple

from extractors.plan_vocabulary.fields import Field
from extractors.readers.dump.plan.align import RowAligner
from extractors.readers.dump.plan.columns import ColumnModel, LabelledCells
from extractors.readers.dump.plan.row_numbers import RowNumber, split_off_numbers
from extractors.readers.dump.plan.states import Assignment
from extractors.readers.dump.plan.tokens import CellPart, TableLine

_ROUNDS = 2  # readings from each start; a third changes next to nothing
_SAMPLE = 400  # lines, enough to tell which start is best

# Cells of more lines, or wider, than their column's others are not certain: times the median.
_LONGEST, _MORE_LINES = 2, 2  # and so many lines more
_WIDEST = 1.8


class NumberedLines(NamedTuple):
    """The lines of rows, and which of them begin with a row's number."""

    lines: Sequence[TableLine]
    row_numbers: Mapping[int, RowNumber]

    def first(self, count: int) -> "NumberedLines":
        """Return the first lines alone."""
        numbers = {at: number for at, number in self.row_numbers.items() if at < count}
        return NumberedLines(self.lines[:count], numbers)


class _Fit(NamedTuple):
    """What a start led to: how the rows are read, and the log-odds of that."""

    score: float
    centred: bool  # whether cells stand in the middle of their rows
    columns: ColumnModel
    assignments: list[Assignment]


def fit_rows(
    lines: Sequence[TableLine], fields: Sequence[Field | None]
) -> tuple[ColumnModel, list[Assignment]]:
    """Return the columns as learnt from rows, and each part of the lines with its cell."""
    numbered = fields[0] == "number"
    rows = NumberedLines(*split_off_numbers(lines)) if numbered else NumberedLines(lines, {})
    clean = _clean_cells(rows.lines, rows.row_numbers, len(fields))
    sample = rows.first(_SAMPLE)
    starts = product([clean, []] if clean else [[]], (True, False))
    fits = [_fit(sample, _taught_columns(fields, cells), centred) for cells, centred in starts]
    best = max(fits, key=lambda fit: fit.score)
    fit = _fit(rows, best.columns, best.centred)
    return fit.columns, fit.assignments


def _taught_columns(fields: Sequence[Field | None], cells: LabelledCells) -> ColumnModel:
    """Return columns that have learnt from cells which are taken for certain, if there are any."""
    columns = ColumnModel(fields)
    if cells:
        columns.learn(cells)
    return columns


def _fit(rows: NumberedLines, columns: ColumnModel, centred: bool) -> _Fit:
    """Read rows with columns, learn from them, and read them again."""
    score, assignments = 0.0, list[Assignment]()
    for _ in range(_ROUNDS):
        aligner = RowAligner(rows.lines, columns, rows.row_numbers, centred=centred)
        score, assignments = aligner.read()
        columns.learn(_labelled_cells(assignments))
    return _Fit(score, centred, columns, assignments)


def by_cell(assignments: Sequence[Assignment]) -> dict[tuple[int, int], list[CellPart]]:
    """Return the parts of each cell, by its row and column."""
    parts: dict[tuple[int, int], list[CellPart]] = defaultdict(list)
    for part, row, column in assignments:
        parts[row, column].append(part)
    return dict(sorted(parts.items()))


def _labelled_cells(assignments: Sequence[Assignment]) -> list[tuple[int, list[CellPart]]]:
    """Return the cells that parts make, with their columns."""
    return [(column, parts) for (_, column), parts in by_cell(assignments).items() if column >= 0]


def _clean_cells(
    lines: Sequence[TableLine], row_numbers: Mapping[int, RowNumber], count: int
) -> list[tuple[int, list[CellPart]]]:
    """Return the cells of rows on one page, number first, each cell between blank lines."""
    starts = list(row_numbers)
    ends = [*starts[1:], len(lines)] if starts else []
    rows: list[list[list[CellPart]]] = []
    for start, end in zip(starts, ends, strict=True):
        blocks: list[list[CellPart]] = []
        for index in range(start, end):
            line = lines[index]
            if line.line.blank_lines or not blocks:
                blocks.append([])
            blocks[-1].append(line.part(0, len(line.tokens)))
        number, *rest = blocks[0]
        if not (number.whole_line and number.end == 1):
            line = number.line
            blocks[0:1] = [[line.part(0, 1)], [line.part(1, len(line.tokens)), *rest]]
            rest = []
        one_page = lines[start].line.page == lines[end - 1].line.page
        if one_page and len(blocks) == count and not rest:
            rows.append(blocks)
    return [cell for row in _without_outliers(rows) for cell in enumerate(row)]


def _without_outliers(rows: Sequence[list[list[CellPart]]]) -> Iterator[list[list[CellPart]]]:
    """Yield the rows of which no cell is far longer or wider than its column's others."""
    by_column = list(zip(*rows, strict=True))
    lengths = [_LONGEST * median(len(cell) for cell in cells) + _MORE_LINES for cells in by_column]
    widths = [_WIDEST * median(_widest(cell) for cell in cells) for cells in by_column]
    for row in rows:
        fits = zip(row, lengths, widths, strict=True)
        if all(len(cell) <= most and _widest(cell) <= width for cell, most, width in fits):
            yield row


def _widest(cell: Sequence[CellPart]) -> float:
    """Return the width in ems of a cell's widest line."""
    return max(part.width for part in cell)
