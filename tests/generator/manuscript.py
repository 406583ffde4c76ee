"""A document as its author wrote it, before any form prints it.

What belongs here: paragraphs and tables of cells with their spans, and the
words that a reader must give back. What does not: what they mean (`plans`,
`documents`) and how they look (`look`, `pdf`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ParagraphKind = Literal["title", "heading", "paragraph", "list_item", "signature", "note"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `level` is a heading's depth, `align` where it stands on the line."""

    text: str
    kind: ParagraphKind = "paragraph"
    level: int = 0
    align: Literal["justify", "left", "centre", "right"] = "justify"
    bold: bool = False


@dataclass(frozen=True)
class GridCell:
    """A cell; a newline in `text` starts a new paragraph inside the cell."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    centred: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Grid:
    """A table of cells; `widths` are the columns' shares of the table's width."""

    cells: tuple[GridCell, ...]
    row_count: int
    widths: tuple[float, ...]
    header_rows: int = 0

    @property
    def column_count(self) -> int:
        return len(self.widths)

    def texts(self) -> list[list[str]]:
        """The words of each place, row by row; a cell that spans stands in all its places."""
        rows = [[""] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    rows[row][column] = words(cell.text)
        return rows

    def by_row(self) -> Iterator[list[GridCell]]:
        """The cells that start in each row, from left to right."""
        for row in range(self.row_count):
            yield sorted((c for c in self.cells if c.row == row), key=lambda c: c.column)


@dataclass(frozen=True)
class Manuscript:
    """A whole document, in reading order."""

    language: str
    parts: tuple[Paragraph | Grid, ...]
    title: str = ""

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(part for part in self.parts if isinstance(part, Grid))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(part for part in self.parts if isinstance(part, Paragraph))


def words(text: str) -> str:
    """The text with single spaces, as a reader gives it."""
    return " ".join(text.split())
