"""Tables from rows of marked-up cells, as HTML, DOCX and Markdown give them.

What belongs here: laying cells with spans on a grid, telling tables of data from
tables that only place text, joining a table that an export cut in pieces. What does
not: markup (the readers of each form), ruling lines (the PDF reader).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from extractors.languages.alphabet import CAPITAL, SMALL
from extractors.readers.blocks import NOWHERE, make_block
from extractors.readers.lexicon import reader_words
from schemas.document import Block, Cell, Place, SourcedText, Table


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


_WIDEST = 100  # columns; Word knows 63, and a page may claim any number


def build_table(rows: Sequence[MarkupRow], place: Place = NOWHERE) -> Table:
    """Lay marked-up rows on a grid and return the table.

    Cells without text are left out, and rows that nothing but such cells covers.
    """
    occupied: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(rows):
        _lay_row(number, row, occupied, len(rows))
    cells = sorted({id(c): c for c in occupied.values()}.values(), key=lambda c: (c.row, c.column))
    filled = [cell for cell in cells if cell.text]
    used = sorted({row for c in filled for row in range(c.row, c.row + c.row_span)})
    places = {row: place for place, row in enumerate(used)}
    headers = next((n for n, row in enumerate(rows) if not row.is_header), len(rows))
    return Table(
        cells=tuple(cell.model_copy(update={"row": places[cell.row]}) for cell in filled),
        row_count=len(used),
        column_count=max((c.column + c.column_span for c in cells), default=0),
        place=place,
        header_rows=sum(row < headers for row in used) or None,
    )


def _lay_row(
    number: int, row: MarkupRow, occupied: dict[tuple[int, int], Cell], height: int
) -> None:
    column = row.skipped_columns
    for raw in row.cells:
        while not raw.continues_above and (number, column) in occupied:
            column += 1
        above = occupied.get((number - 1, column))
        if raw.continues_above and above is not None:
            cell = _extended_down(above, number, raw)
        else:
            cell = _cell(raw, number, column, height)
        _occupy(cell, occupied)
        column += cell.column_span


def _cell(raw: MarkupCell, row: int, column: int, height: int) -> Cell:
    rows = height - row if raw.row_span == 0 else min(raw.row_span, height - row)
    columns = max(1, min(raw.column_span, _WIDEST))
    return Cell.of(raw.content, row, column, row_span=max(1, rows), column_span=columns)


def _extended_down(above: Cell, row: int, raw: MarkupCell) -> Cell:
    """Return the cell above with one row more, and with the text that this row adds to it."""
    added = raw.content
    text = " ".join(filter(None, (above.text, added.text)))
    breaks = above.breaks
    if above.text and added.text:
        start = len(above.text) + 1
        breaks += (start, *(start + place for place in added.breaks))
    return above.model_copy(
        update={"row_span": row - above.row + 1, "text": text, "breaks": breaks or added.breaks}
    )


def _occupy(cell: Cell, occupied: dict[tuple[int, int], Cell]) -> None:
    for row in range(cell.row, cell.row + cell.row_span):
        for column in range(cell.column, cell.column + cell.column_span):
            occupied[row, column] = cell


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
