"""Tables from rows of marked-up cells, as HTML, DOCX and Markdown give them.

What belongs here: laying cells with spans on a grid, telling tables of data from
tables that only place text, joining a table that an export cut in pieces. What does
not: markup (the readers of each form), ruling lines (the PDF reader).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from extractors.languages.alphabet import CAPITAL, SMALL
from extractors.losses import left_out
from extractors.readers.blocks import NOWHERE, make_block
from extractors.readers.lexicon import reader_words
from schemas.document import Block, Cell, Place, SourcedText, Span, Table


@dataclass(frozen=True)
class MarkupCell:
    """A cell as marked up; `continues_above` says that it belongs to the cell above it."""

    content: SourcedText
    column_span: int = 1
    row_span: int = 1
    continues_above: bool = False


@dataclass(frozen=True)
class MarkupRow:
    """A row as marked up; `skipped_columns` columns lie empty before its first cell."""

    cells: tuple[MarkupCell, ...]
    skipped_columns: int = 0
    is_header: bool = False


# HTML 4.9.12 lets a cell span 1,000 columns and 65,534 rows; Word knows 63 columns, sheets of
# figures have some hundreds. What follows takes time and memory for each square of a grid.
_WIDEST = 400
_MOST_SQUARES = 400_000  # of a table that has few cells for its size
_SQUARES_A_CELL = 4
# A cell that claims to span more columns than Word knows means all of them: it spans as many
# as the table has.
_MOST_SPANNED = 63


def build_table(rows: Sequence[MarkupRow], place: Place = NOWHERE) -> Table:
    """Lay marked-up rows on a grid and return the table.

    Cells without text are left out, and rows that nothing but such cells covers. Cells
    beyond the widest grid that is read are joined to the last of their row.
    """
    layout = _Layout(rows)
    for number, row in enumerate(rows):
        layout.lay(number, row)
    layout.tell_beyond(place)
    cells = [placed.cell() for placed in layout.cells]
    filled = [cell for cell in cells if cell.text]
    used = _covered(filled, len(rows))
    places = {row: place for place, row in enumerate(used)}
    headers = next((n for n, row in enumerate(rows) if not row.is_header), len(rows))
    return Table(
        cells=tuple(_squeezed(cell, places) for cell in filled),
        row_count=len(used),
        column_count=layout.width,
        place=place,
        header_rows=sum(row < headers for row in used) or None,
    )


def _covered(cells: Iterable[Cell], height: int) -> list[int]:
    """The rows that cells cover, in order."""
    rows = bytearray(height)
    for cell in cells:
        rows[cell.row : cell.row + cell.row_span] = b"\1" * cell.row_span
    return [row for row, covered in enumerate(rows) if covered]


def _squeezed(cell: Cell, places: Mapping[int, int]) -> Cell:
    return cell.model_copy(update={"row": places[cell.row]})


@dataclass
class _Placed:
    """A cell that was given its place; rows below may add to it."""

    content: SourcedText
    row: int
    column: int
    row_span: int
    column_span: int
    added: list[SourcedText] = field(default_factory=list)

    @property
    def last_row(self) -> int:
        """The lowest row that it covers."""
        return self.row + self.row_span - 1

    def cell(self) -> Cell:
        """Return it as a cell of a table, with all that was added."""
        cell = Cell.of(self.content, self.row, self.column, self.row_span, self.column_span)
        parts = [part for part in (self.content, *self.added) if part.text]
        return cell if parts in ([], [self.content]) else cell.model_copy(update=_joined(parts))


def _joined(parts: Sequence[SourcedText]) -> dict[str, object]:
    """Return several texts as one, with a break before each but the first: fields of a cell."""
    breaks, spans, length = list[int](), list[Span](), 0
    for part in parts:
        start = length + 1 if length else 0
        breaks += [start] * bool(start) + [start + place for place in part.breaks]
        spans += [Span(start=start + span.start, place=span.place) for span in part.spans]
        length = start + len(part.text)
    text = " ".join(part.text for part in parts)
    return {"text": text, "breaks": tuple(breaks), "spans": tuple(spans)}


def _sure_width(row: MarkupRow) -> int:
    """How many columns a row has, cells that claim to span any number of them counted as one."""
    spans = (cell.column_span for cell in row.cells)
    return row.skipped_columns + sum(span if span <= _MOST_SPANNED else 1 for span in spans)


class _Layout:
    """The grid of a table while rows are laid on it, told by the last cell in each column."""

    def __init__(self, rows: Sequence[MarkupRow]) -> None:
        self.cells: list[_Placed] = []
        self._height = len(rows)
        squares = max(_MOST_SQUARES, _SQUARES_A_CELL * sum(len(row.cells) for row in rows))
        self._widest = max(1, min(_WIDEST, squares // max(1, len(rows))))
        self._real_width = max(map(_sure_width, rows), default=1)
        self._last: list[_Placed | None] = [None] * self._widest
        self._beyond = 0  # cells that stand past the widest grid, and the first words of them
        self._words = ""

    @property
    def width(self) -> int:
        """The number of columns that cells cover."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    def lay(self, number: int, row: MarkupRow) -> None:
        """Lay a row's cells, each in the first columns that are free."""
        column = row.skipped_columns
        for raw in row.cells:
            while not raw.continues_above and self._is_taken(number, column):
                column += 1
            above = self._above(number, column) if raw.continues_above else None
            if column >= self._widest:
                self._lay_beyond(number, raw)
            elif above is not None:
                above.row_span = number - above.row + 1
                above.added.append(raw.content)
                column += above.column_span
            else:
                column += self._lay_new(number, column, raw)

    def tell_beyond(self, place: Place) -> None:
        """Tell that cells stand past the widest grid."""
        if self._beyond:
            message = (
                f"A table of {self._height} rows is wider than the {self._widest} columns that are"
                f" read: {self._beyond} cells further right are joined to the last one of each row"
            )
            left_out(message, self._words, place)

    def _is_taken(self, row: int, column: int) -> bool:
        last = self._last[column] if column < self._widest else None
        return last is not None and last.row <= row <= last.last_row

    def _above(self, row: int, column: int) -> _Placed | None:
        last = self._last[column] if column < self._widest else None
        return last if last is not None and last.last_row in (row - 1, row) else None

    def _lay_new(self, row: int, column: int, raw: MarkupCell) -> int:
        """Lay a new cell; return how many columns it takes."""
        rows = self._height - row if raw.row_span == 0 else min(raw.row_span, self._height - row)
        span = raw.column_span if raw.column_span <= _MOST_SPANNED else self._real_width
        columns = max(1, min(span, self._widest - column))
        cell = _Placed(raw.content, row, column, max(1, rows), columns)
        self.cells.append(cell)
        for place in range(column, column + columns):
            before = self._last[place]
            if before is None or before.last_row <= cell.last_row:
                self._last[place] = cell
        return columns

    def _lay_beyond(self, row: int, raw: MarkupCell) -> None:
        """Join a cell past the widest grid to the last cell of its row."""
        if not raw.content.text:
            return
        self._beyond += 1
        self._words = self._words or raw.content.text
        last = self._last[-1]
        if last is None or last.row != row:
            last = _Placed(raw.content, row, self._widest - 1, 1, 1)
            self.cells.append(last)
            self._last[-1] = last
        else:
            last.added.append(raw.content)


_ROW_NUMBER = re.compile(r"№|\d+[.)]?$")
_INITIALS = re.compile(rf"(?:^|\s)[{CAPITAL}]\.\s?(?:[{CAPITAL}]\.\s?)?[{CAPITAL}][{SMALL}-]+$")


def is_layout_table(table: Table, ruled: bool | None) -> bool:
    """Tell whether a table only places text, such as a signature or an approval mark.

    `ruled` says whether its borders are drawn, None if the form does not tell.
    """
    if table.column_count <= 1:
        return True
    if table.header_rows or table.column_count > 3:
        return False
    if ruled is False and table.column_count == 2 and table.row_count <= 6:
        return True
    if table.row_count > 3:
        return False
    first_column_empty = all(cell.column > 0 for cell in table.cells)
    return first_column_empty or _ends_with_person(table)


def _ends_with_person(table: Table) -> bool:
    """Tell whether the last cell ends with a person's name, and no row has a number."""
    last = table.cells[-1].text if table.cells else ""
    numbered = any(_ROW_NUMBER.match(cell.text) for cell in table.cells)
    return not numbered and _INITIALS.search(last) is not None


_NUMBER_COLUMN_TITLE = re.compile(
    "|".join(["№", r"N\b", *(words.number_column_titles for words in reader_words())]), re.I
)
_LONGEST_HEADER = 5  # rows
_WIDTH_TOLERANCE = 0.02  # of a table's width: columns that differ by no more are the same
_SHORT_CELL = 300  # characters of an office, a name or a stamp


def layout_blocks(table: Table) -> tuple[Block, ...] | None:
    """Return each cell of a layout table as a block: an office, a name, an approval mark.

    None where cells hold running text: then the paragraphs in them are the blocks.
    """
    if table.column_count <= 1 or any(len(cell.text) > _SHORT_CELL for cell in table.cells):
        return None
    return tuple(make_block(cell) for cell in table.cells)


def join_split_tables(
    parts: Sequence[tuple[Block | Table, tuple[int, ...]]],
) -> tuple[Block | Table, ...]:
    """Join tables that follow each other with no text between and the same columns.

    Each part comes with the widths of a table's columns, or as many zeros where
    the form tells only their number; () for a block.
    """
    joined: list[tuple[Block | Table, tuple[int, ...]]] = []
    for part, widths in parts:
        before, widths_before = joined[-1] if joined else (None, ())
        if (
            isinstance(before, Table)
            and isinstance(part, Table)
            and _same_columns(widths_before, widths)
            and _continues_table(before, part)
        ):
            joined[-1] = (_with_rows_of(before, part), widths_before)
        else:
            joined.append((part, widths))
    return tuple(part for part, _ in joined)


def _same_columns(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    if len(one) != len(other) or len(one) < 3:
        return False
    tolerance = _WIDTH_TOLERANCE * max(sum(one), sum(other))
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


def _continues_table(before: Table, after: Table) -> bool:
    """Tell whether a table goes on from the one before it.

    It does if it repeats its header or its row of column numbers, or has no header.
    """
    if _repeated_rows(before, after):
        return True
    first = after.cells[0] if after.cells else None
    return not after.header_rows and not (first and _NUMBER_COLUMN_TITLE.match(first.text))


def _repeated_rows(before: Table, after: Table) -> int:
    """Return how many rows at the head of `after` repeat those at the head of `before`."""
    if not after.row_count:
        return 0
    head = [_row_texts(before, row) for row in range(min(before.row_count, _LONGEST_HEADER))]
    own = [_row_texts(after, row) for row in range(min(after.row_count, _LONGEST_HEADER))]
    starts = [
        k for k, row in enumerate(head) if row == own[0] and (k == 0 or _are_column_numbers(row))
    ]
    if not starts or not own[0]:
        return 0
    pairs = zip(head[starts[0] :], own, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _row_texts(table: Table, row: int) -> list[tuple[int, str]]:
    return [(cell.column, cell.text) for cell in table.cells if cell.row == row]


def _are_column_numbers(row: Sequence[tuple[int, str]]) -> bool:
    """Tell whether a row only numbers the columns."""
    return all(text == str(place) for place, (_, text) in enumerate(row, 1))


def _with_rows_of(before: Table, after: Table) -> Table:
    repeated = _repeated_rows(before, after)
    shift = before.row_count - repeated
    moved = (c.model_copy(update={"row": c.row + shift}) for c in after.cells if c.row >= repeated)
    return before.model_copy(
        update={
            "cells": (*before.cells, *moved),
            "row_count": before.row_count + after.row_count - repeated,
        }
    )
