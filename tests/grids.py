"""Random tables with spans, and how to look at one."""

from hypothesis import strategies as st

from schemas.document import Table

Placed = tuple[int, int, int, int, str]  # row, column, rows, columns, text


def grid_texts(table: Table) -> list[list[str]]:
    """Return the texts of a table, a spanning cell in each place that it covers."""
    return [["" if cell is None else cell.text for cell in row] for row in table.grid()]


@st.composite
def random_grids(draw: st.DrawFn) -> list[Placed]:
    """Draw a table of 4 to 7 columns, tiled without gaps, no two cells of the same text."""
    height, width = draw(st.integers(2, 6)), draw(st.integers(4, 7))
    free = {(row, column) for row in range(height) for column in range(width)}
    cells: list[Placed] = []
    while free:
        row, column = min(free)
        columns = draw(st.integers(1, 3))
        columns = next(c for c in range(columns, 0, -1) if _fits(free, row, column, 1, c))
        rows = draw(st.integers(1, 3))
        rows = next(r for r in range(rows, 0, -1) if _fits(free, row, column, r, columns))
        free -= _tile(row, column, rows, columns)
        cells.append((row, column, rows, columns, f"ұяшық {len(cells)}"))
    return cells


def _tile(row: int, column: int, rows: int, columns: int) -> set[tuple[int, int]]:
    return {(row + i, column + j) for i in range(rows) for j in range(columns)}


def _fits(free: set[tuple[int, int]], row: int, column: int, rows: int, columns: int) -> bool:
    return _tile(row, column, rows, columns) <= free
