"""The rows of a table's grid: their cells and texts, as roles and readers of rows need them.

What does not belong here: what a row is (`row_roles`).
"""

from collections.abc import Sequence

from schemas.document import Cell, Table

GridRow = Sequence[Cell | None]
NOTHING = " -‐‑‒–—−._"  # what fills a cell that says nothing


def grid_texts(table: Table) -> list[list[str]]:
    """Return the table's grid as texts, a spanning cell's in every place that it covers."""
    return [[tidy(cell) for cell in row] for row in table.grid()]


def tidy(cell: Cell | None) -> str:
    """Return a cell's text with single spaces."""
    return " ".join(cell.text.split()) if cell else ""


def filled_cells(row: GridRow) -> list[Cell]:
    """Return the cells of a row that say something, each once."""
    cells = {id(cell): cell for cell in row if cell and tidy(cell).strip(NOTHING)}
    return list(cells.values())


def first_cell(row: GridRow, columns: Sequence[int]) -> Cell | None:
    """Return the first cell that says something in some columns of a row."""
    found = (row[column] for column in columns if column < len(row))
    return next((cell for cell in found if cell and tidy(cell).strip(NOTHING)), None)
