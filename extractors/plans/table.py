"""A plan's table, row by row: which rows are actions, and what stands in their cells.

What belongs here: sorting a table's rows into headings, totals and actions, and
gathering an action's cells by field. What does not: the meaning of a cell
(`deadlines`, `funding`, `responsible`), and the published rows (`actions`).
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.plan_vocabulary.fields import Field
from extractors.plan_vocabulary.titles import squash
from extractors.plans.header import Column, PlanHeader, is_number_row
from extractors.plans.headings import (
    ROMAN,
    Headings,
    is_labelled_heading,
    is_note,
    is_total,
    read_heading,
)
from schemas.document import BoundingBox, Cell, Place, Table

GridRow = list[Cell | None]
NUMBER_AND_TEXT = 2  # cells of a row that says nothing but a note
WIDE = 3  # columns that a heading beside its number covers
NOTHING = " -‐‑‒–—−._"  # what fills a cell that says nothing


class PlanRow(NamedTuple):
    """An action as its row of the table gives it: texts by field, None for an empty cell."""

    table_row: int  # its place in the table, from 0
    fields: dict[Field, str | None]
    extra: dict[str, str]
    headings: Headings
    cells: tuple[Cell, ...]
    place: Place
    places: dict[Field, Place]

    def place_of(self, field: Field) -> Place:
        """Where the cell of a field stands, else where the row does."""
        return self.places.get(field, self.place)

    @property
    def page_end(self) -> int | None:
        """The last page that the row stands on."""
        return max((c.end_place.page for c in self.cells if c.end_place.page), default=None)

    @property
    def confidence(self) -> float:
        """How sure the reader is of the row's words, and that cells reach down to it."""
        shared = (c.span_confidence for c in self.cells if c.row != self.table_row)
        return min((*(c.confidence for c in self.cells), *shared), default=1.0)

    @property
    def joined(self) -> str | None:
        """The words that the reader made whole, as JSON."""
        words = [join.left + join.right for cell in self.cells for join in cell.joins]
        return json.dumps(words, ensure_ascii=False) if words else None


def grid_texts(table: Table) -> list[list[str]]:
    """The table's grid as texts, a spanning cell's in every place that it covers."""
    return [[tidy(cell) for cell in row] for row in table.grid()]


def tidy(cell: Cell | None) -> str:
    """A cell's text with single spaces."""
    return " ".join(cell.text.split()) if cell else ""


def plan_rows(table: Table, header: PlanHeader, headings: Headings) -> Iterator[PlanRow]:
    """Yield the actions of a plan's table, `headings` being those that stand above it."""
    grid = table.grid()
    titles = grid_texts(table)[: header.body_start]
    for index in range(header.body_start, len(grid)):
        row, following = grid[index], grid[index + 1 : index + 2]
        values = [tidy(cell) for cell in row]
        if _is_passed_over(values, titles):
            continue
        heading = _heading_of(row, header, following)
        if heading is not None:
            headings = headings.under(read_heading(*heading))
            continue
        yield _plan_row(row, index, header, headings)


def _is_passed_over(values: Sequence[str], titles: Sequence[Sequence[str]]) -> bool:
    """Whether a row is no action and no heading.

    It has no words, is a note, repeats the header or its numbers, or sums up others.
    """
    filled = [value for value in values if value.strip(NOTHING)]
    alone = len(set(filled)) <= NUMBER_AND_TEXT
    if alone and is_note(_first_words(filled)):
        return True
    if not _first_words(filled) or is_number_row(values) or is_total(_first_words(filled)):
        return True
    key = [squash(value) for value in values]
    return any(key == [squash(title) for title in level] for level in titles)


def _first_words(filled: Sequence[str]) -> str:
    """The first filled cell that is more than a number."""
    return next((value for value in filled if not re.fullmatch(r"[\d.)\s]+", value)), "")


def _heading_of(
    row: GridRow, header: PlanHeader, following: Sequence[GridRow]
) -> tuple[str, str | None] | None:
    """Return the text and number of a row that is a heading, else None."""
    filled = _distinct(row)
    if len(filled) == 1 and _may_be_heading(filled[0], header):
        return tidy(filled[0]), None
    number, name = (_cell_at(row, header.indices(field)) for field in ("number", "name"))
    if len(filled) == 2 and number and name and _heads_next(number, name, header, following):
        return tidy(name), clean_number(tidy(number))
    return None


def _distinct(row: GridRow) -> list[Cell]:
    """The filled cells of a row, each once, without what hangs down from a row above."""
    cells = {id(cell): cell for cell in row if cell and tidy(cell).strip(NOTHING)}
    return list(cells.values())


def _may_be_heading(cell: Cell, header: PlanHeader) -> bool:
    """Whether a row's only cell can be a heading: not a lone value of some other column."""
    field = header.field_at(cell.column) if cell.column < len(header.columns) else None
    return cell.column_span > 1 or field in ("number", "name") or cell.column == 0


def _heads_next(number: Cell, name: Cell, header: PlanHeader, following: Sequence[GridRow]) -> bool:
    """Whether a row of number and name alone heads the next: "1 Title" over "1.1 …"."""
    printed = clean_number(tidy(number)) or ""
    below = _cell_at(following[0], header.indices("number")) if following else None
    nested = clean_number(tidy(below)) or ""
    return (
        is_labelled_heading(tidy(name))
        or name.column_span >= WIDE
        or bool(re.fullmatch(f"[{ROMAN}]+", printed))
        or nested.startswith(f"{printed}.")
    )


def _cell_at(row: GridRow, indices: Sequence[int]) -> Cell | None:
    """The first filled cell in some columns of a row."""
    found = (row[i] for i in indices if i < len(row))
    return next((cell for cell in found if cell and tidy(cell).strip(NOTHING)), None)


def _plan_row(row: GridRow, index: int, header: PlanHeader, headings: Headings) -> PlanRow:
    """Gather an action's cells by field."""
    by_field: dict[Field, list[tuple[Column, Cell]]] = {}
    extra: dict[str, str] = {}
    for column in header.columns:
        cell = row[column.index]
        if cell is None or not tidy(cell).strip(NOTHING):
            continue
        if column.field is None:
            extra[_free_key(column, extra)] = tidy(cell)
        else:
            by_field.setdefault(column.field, []).append((column, cell))
    fields: dict[Field, str | None] = {
        field: _value(parts, len(header.indices(field))) for field, parts in by_field.items()
    }
    if number := fields.get("number"):
        fields["number"] = clean_number(number)
    cells = tuple(_distinct(row))
    places = {field: parts[0][1].place for field, parts in by_field.items()}
    return PlanRow(index, fields, extra, headings, cells, _place_of(cells, index), places)


def _free_key(column: Column, taken: dict[str, str]) -> str:
    """A column's name in `extra`: its title, or its place where that says nothing."""
    title = " ".join(column.title.split())
    return title if title and title not in taken else f"{title or 'column'} {column.index + 1}"


def _value(parts: Sequence[tuple[Column, Cell]], columns: int) -> str:
    """The text of a field that has so many columns, each part under its column's subtitle."""
    once = {id(cell): (column, cell) for column, cell in reversed(parts)}
    ordered = sorted(once.values(), key=lambda part: part[0].index)
    if columns == 1 or (len(ordered) == 1 and len(parts) == columns):
        return tidy(ordered[0][1])
    return "; ".join(
        f"{' '.join(column.subtitle.split())} – {tidy(cell)}" if column.subtitle else tidy(cell)
        for column, cell in ordered
    )


def clean_number(text: str) -> str | None:
    """A row's number as printed, without spaces and what closes it."""
    return re.sub(r"\s+", "", text).rstrip(".)") or None


def _place_of(cells: Sequence[Cell], index: int) -> Place:
    """Where a row starts: its first line, and the box of its cells on that page."""
    own = [cell for cell in cells if cell.row == index] or list(cells)
    first = min(
        (cell.place for cell in own), key=lambda p: (p.page or 0, p.line or 0), default=Place()
    )
    boxes = [cell.place.bbox for cell in own if cell.place.bbox and cell.place.page == first.page]
    return first.model_copy(update={"bbox": _union(boxes)})


def _union(boxes: Sequence[BoundingBox]) -> BoundingBox | None:
    """The smallest box around all."""
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)
