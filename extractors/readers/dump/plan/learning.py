"""Rows read with columns that are learnt from these rows themselves.

Each way to start teaches the columns something; the rows are read with it,
teach more, and are read again. Of the ways to start, the one whose rows fit
best in the end is taken.

What belongs here: where learning starts, its rounds, and which outcome is best.
What does not: what is learnt (`columns`), how rows are read (`align`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from statistics import median
from typing import NamedTuple

from extractors.plan_vocabulary.fields import Field
from extractors.readers.dump.plan.align import Aligner
from extractors.readers.dump.plan.anchors import Anchor, part_numbers
from extractors.readers.dump.plan.beam import Assignment
from extractors.readers.dump.plan.columns import Cells, Columns
from extractors.readers.dump.plan.tokens import Part, TableLine

_ROUNDS = 2
_SAMPLE = 400  # lines, enough to tell which start is best


class Rows(NamedTuple):
    """The lines of rows, and which of them begin with a row's number."""

    lines: Sequence[TableLine]
    anchors: Mapping[int, Anchor]


class Reading(NamedTuple):
    """What a start led to; the higher the score, the better the rows fit."""

    score: float
    centred: bool  # how cells stand in their rows
    columns: Columns
    assignments: list[Assignment]


def read_rows(
    lines: Sequence[TableLine], fields: Sequence[Field | None]
) -> tuple[Columns, list[Assignment]]:
    """Give each part of the lines its row and column; return the columns learnt, too."""
    rows = Rows(*part_numbers(lines)) if fields[0] == "number" else Rows(lines, {})
    clean = _clean_cells(rows.lines, rows.anchors, len(fields))
    sample = Rows(rows.lines[:_SAMPLE], {at: a for at, a in rows.anchors.items() if at < _SAMPLE})
    starts = product([clean, []] if clean else [[]], (True, False))
    readings = [_learn(sample, _taught(fields, cells), centred) for cells, centred in starts]
    best = max(readings, key=lambda reading: reading.score)
    reading = _learn(rows, best.columns, best.centred)
    return reading.columns, reading.assignments


def _taught(fields: Sequence[Field | None], cells: Cells) -> Columns:
    """Columns that have learnt from cells which are taken for certain, if there are any."""
    columns = Columns(fields)
    if cells:
        columns.learn(cells)
    return columns


def _learn(rows: Rows, columns: Columns, centred: bool) -> Reading:
    """Read all rows, and again with what they taught."""
    score, assignments = 0.0, list[Assignment]()
    for _ in range(_ROUNDS):
        score, assignments = Aligner(rows.lines, columns, rows.anchors, centred=centred).read()
        columns.learn(_assigned(assignments))
    return Reading(score, centred, columns, assignments)


def by_cell(assignments: Sequence[Assignment]) -> dict[tuple[int, int], list[Part]]:
    """The parts of each cell, by its row and column."""
    parts: dict[tuple[int, int], list[Part]] = defaultdict(list)
    for part, row, column in assignments:
        parts[row, column].append(part)
    return dict(sorted(parts.items()))


def _assigned(assignments: Sequence[Assignment]) -> list[tuple[int, list[Part]]]:
    """The cells that parts make, with their columns."""
    return [(column, parts) for (_, column), parts in by_cell(assignments).items() if column >= 0]


def _clean_cells(
    lines: Sequence[TableLine], anchors: Mapping[int, Anchor], count: int
) -> list[tuple[int, list[Part]]]:
    """Cells of rows that stand on one page, number first, each cell between blank lines."""
    starts = list(anchors)
    ends = [*starts[1:], len(lines)] if starts else []
    rows: list[list[list[Part]]] = []
    for start, end in zip(starts, ends, strict=True):
        blocks: list[list[Part]] = []
        for index in range(start, end):
            line = lines[index]
            if line.line.blanks or not blocks:
                blocks.append([])
            blocks[-1].append(line.part(0, len(line.tokens)))
        number, *rest = blocks[0]
        if not (number.whole and number.end == 1):
            line = number.line
            blocks[0:1] = [[line.part(0, 1)], [line.part(1, len(line.tokens)), *rest]]
            rest = []
        one_page = lines[start].line.page == lines[end - 1].line.page
        if one_page and len(blocks) == count and not rest:
            rows.append(blocks)
    return [cell for row in _without_outliers(rows) for cell in enumerate(row)]


def _without_outliers(rows: Sequence[list[list[Part]]]) -> Iterator[list[list[Part]]]:
    """Rows of which no cell is far longer or wider than its column's others."""
    by_column = list(zip(*rows, strict=True))
    lengths = [2 * median(len(cell) for cell in cells) + 2 for cells in by_column]
    widths = [1.8 * median(_widest(cell) for cell in cells) for cells in by_column]
    for row in rows:
        fits = zip(row, lengths, widths, strict=True)
        if all(len(cell) <= most and _widest(cell) <= width for cell, most, width in fits):
            yield row


def _widest(cell: Sequence[Part]) -> float:
    return max(part.width for part in cell)
