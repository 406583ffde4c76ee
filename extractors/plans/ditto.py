"""Ditto marks: a cell that means the cell above it.

What belongs here: putting the cell above in the place of the mark. What does not:
telling a mark (`extractors.plan_vocabulary.marks`).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.outline.grids import GridRow, tidy
from extractors.plan_vocabulary.header import PlanHeader
from extractors.plan_vocabulary.marks import is_ditto
from schemas.document import Cell, Span

DITTO_CONFIDENCE = 0.9  # of a row that says by a mark what it holds


class ResolvedRow(NamedTuple):
    """A row whose marks are replaced by what they mean, and whether it had any."""

    cells: GridRow
    had_dittos: bool


def resolve_dittos(row: GridRow, header: PlanHeader, above: Mapping[int, Cell]) -> ResolvedRow:
    """Return a row with the cells `above`, by column, in the places of its ditto marks.

    A mark with no cell above it says nothing. Numbers of rows are never repeated.
    """
    numbers = header.indices("number")
    dittos = [
        index
        for index, cell in enumerate(row)
        if cell and index not in numbers and is_ditto(tidy(cell))
    ]
    cells: Sequence[Cell | None] = [
        _copied(above.get(index), cell) if index in dittos and cell else cell
        for index, cell in enumerate(row)
    ]
    return ResolvedRow(cells, bool(dittos))


def _copied(above: Cell | None, mark: Cell) -> Cell | None:
    """Return the cell above as it stands in the place of a mark."""
    if above is None:
        return None
    text = {"text": above.text, "breaks": above.breaks, "joins": ()}
    return mark.model_copy(update={**text, "spans": (Span(start=0, place=mark.place),)})
