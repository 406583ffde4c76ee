"""What a reader made of a plan, held against what was printed.

Rows are lined up first, so that one lost row does not make all rows below it
wrong; then each cell is compared without its spaces and with them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from schemas.document import Document, Table
from tests.generator.manuscript import Grid

Row = Sequence[str]


@dataclass
class Score:
    """Counts of a comparison; `misses` says what was printed and what was read.

    `rows_extra` are those read that nobody printed, where these are counted.
    """

    rows: int = 0
    rows_found: int = 0
    rows_extra: int = 0
    cells: int = 0
    cells_blind: int = 0
    cells_exact: int = 0
    misses: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Score") -> "Score":
        self.rows += other.rows
        self.rows_found += other.rows_found
        self.rows_extra += other.rows_extra
        self.cells += other.cells
        self.cells_blind += other.cells_blind
        self.cells_exact += other.cells_exact
        self.misses += other.misses
        return self


def blind(text: str | None) -> str:
    """The text without white space; an empty cell is a dash's equal."""
    squashed = re.sub(r"\s+", "", text or "")
    return "" if squashed in ("-", "–") else squashed


def table_rows(table: Table) -> list[list[str]]:
    """The words of a table as read, spans repeated."""
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


def largest_tables(document: Document, count: int) -> list[Table]:
    """The `count` tables with the most rows, in document order."""
    tables = list(document.tables)
    kept = sorted(range(len(tables)), key=lambda i: -tables[i].row_count)[:count]
    return [tables[i] for i in sorted(kept)]


def compare_document(grids: Sequence[Grid], document: Document) -> Score:
    """The printed tables against the largest tables of the document as read."""
    score = Score()
    tables = largest_tables(document, len(grids))
    for number, grid in enumerate(grids):
        read = table_rows(tables[number]) if number < len(tables) else []
        score += compare_rows(grid.texts()[grid.header_rows :], read)
    return score


def compare_rows(expected: Sequence[Row], read: Sequence[Row]) -> Score:
    """Rows as printed, without the header, against all rows that were read."""
    score = Score()
    for number, (printed, found) in enumerate(line_up(expected, read)):
        score += compare_row(number, printed, found)
    return score


def compare_row(number: int, printed: Row, found: Row | None) -> Score:
    """One row; it counts as found if at least half of its cells are there, spaces aside."""
    cells = len(printed)
    if found is None:
        return Score(rows=1, cells=cells, misses=[f"row {number}: lost: {' | '.join(printed)}"])
    padded = [*found, *[""] * (cells - len(found))]
    blinds = sum(blind(a) == blind(b) for a, b in zip(printed, padded, strict=False))
    misses = [f"row {number}: {a!r} read as {b!r}" for a, b in wrong_cells(printed, padded)]
    exact = cells - len(misses)
    return Score(
        rows=1, rows_found=int(2 * blinds >= cells), cells=cells, cells_blind=blinds,
        cells_exact=exact, misses=misses,
    )  # fmt: skip


def wrong_cells(printed: Row, found: Row) -> Iterator[tuple[str, str]]:
    """Pairs of cells that are not the same to the space."""
    for a, b in zip(printed, found, strict=False):
        if a != b and not (blind(a) == "" and blind(b) == ""):
            yield a, b


def line_up(expected: Sequence[Row], read: Sequence[Row]) -> Iterator[tuple[Row, Row | None]]:
    """Pair each printed row with the row read for it, in order, or with None.

    The pairing that has the most cells in common is found by the usual table of
    longest common subsequences.
    """
    keys, found = [[*map(blind, r)] for r in expected], [[*map(blind, r)] for r in read]
    best = [[0] * (len(found) + 1) for _ in range(len(keys) + 1)]
    common = [[likeness(a, b) for b in found] for a in keys]
    for i in reversed(range(len(keys))):
        for j in reversed(range(len(found))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + common[i][j])
    j = 0
    for i, row in enumerate(expected):
        while j < len(found) and best[i][j] == best[i][j + 1] and best[i][j] > best[i + 1][j]:
            j += 1
        paired = j < len(found) and best[i][j] == best[i + 1][j + 1] + common[i][j]
        if paired and common[i][j]:
            yield row, read[j]
            j += 1
        else:
            yield row, None


def likeness(a: list[str], b: list[str]) -> int:
    """How many cells two rows share; the longer the words, the more they say."""
    return sum(1 + min(len(x), 20) for x, y in zip(a, b, strict=False) if x == y and x)
