"""Cells that span several rows, told from empty ones.

A dump prints a cell that several rows share once, with the first of them, and
prints nothing for an empty cell: what is left of both is a row without that
cell. A plan says of each action in what form, when and by whom it is done, so a
row that lacks one of these and has the others shares it with the row above.

What belongs here: how many rows each cell spans. What does not:
how cells are found (`align`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.plan_vocabulary.fields import Field
from extractors.readers.dump.plan.states import Assignment

SHARED_CONFIDENCE = 0.7  # probability, by hand, that a cell is shared and not empty below
_REQUIRED = frozenset(("form", "deadline", "responsible"))

CellPosition = tuple[int, int]  # a cell's row and column


def row_spans(
    assignments: Sequence[Assignment], fields: Sequence[Field | None]
) -> dict[CellPosition, int]:
    """Return how many rows each shared cell spans, by its row and column."""
    required = {column for column, field in enumerate(fields) if field in _REQUIRED}
    filled = _filled_columns(assignments)
    return {
        (row, column): rows
        for column in sorted(required)
        for row, rows in _runs_of_rows(filled, column, required)
        if rows > 1
    }


def _filled_columns(assignments: Sequence[Assignment]) -> Mapping[int, set[int]]:
    """Return the columns that each row fills."""
    filled: dict[int, set[int]] = defaultdict(set)
    for assignment in assignments:
        filled[assignment.row].add(assignment.column)
    return dict(sorted(filled.items()))


def _runs_of_rows(
    filled: Mapping[int, set[int]], column: int, required: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield rows, and for each how many rows from there on share its cell of a column."""
    start, rows = -1, 0
    for row, columns in filled.items():
        shares = required - columns == {column} and required & columns
        if shares and rows:
            rows += 1
            continue
        yield start, rows
        start, rows = row, int(column in columns)
    yield start, rows
