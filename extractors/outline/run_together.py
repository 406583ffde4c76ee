"""Cells that hold the values of several columns, which a conversion ran together.

What belongs here: telling "98 99 100" over three columns from the one number of a
merged cell, and parting it. What does not: any other cell that spans columns.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.outline.grids import tidy
from schemas.document import Cell, Place, Span, Table

_VALUE = re.compile(r"\d+(?:[.,]\d+)?%?|[-–—]")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_PER_CENT = re.compile(r"%")


def part_values(table: Table) -> Table:
    """Return the table with a cell for each value, where a spanning cell has one a column."""
    if not any(_values(cell) for cell in table.cells):
        return table
    cells = (part for cell in table.cells for part in _parts(cell, table))
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return table.model_copy(update={"cells": tuple(ordered)})


def _values(cell: Cell) -> list[re.Match[str]]:
    """Return the values in a cell if there is one for each of its columns, else none."""
    found = list(re.finditer(r"\S+", cell.text))
    fits = len(found) == cell.column_span > 1 and cell.row_span == 1
    return found if fits and all(_VALUE.fullmatch(value[0]) for value in found) else []


def _parts(cell: Cell, table: Table) -> Iterator[Cell]:
    values = _values(cell)
    if not values or _is_one_number(cell, [value[0] for value in values], table):
        yield cell
        return
    for column, value in enumerate(values, start=cell.column):
        place = cell.place_at(value.start())
        yield _part(cell, value[0], column, place)


def _part(cell: Cell, text: str, column: int, place: Place) -> Cell:
    return Cell(text=text, spans=(Span(start=0, place=place),), row=cell.row, column=column)


def _is_one_number(cell: Cell, values: Sequence[str], table: Table) -> bool:
    """Tell whether values may be the groups of one number, and nothing in their row tells them.

    Groups that are all the same, and shares of a hundred, are values of their own.
    """
    if not _GROUPED.fullmatch(tidy(cell)) or (len(values) > 2 and len(set(values)) == 1):
        return False
    row = (other for other in table.cells if other.row == cell.row and other is not cell)
    return not any(_PER_CENT.search(other.text) for other in row)
