"""A plan's table, row by row: what stands in the cells of its actions.

What belongs here: gathering an action's cells by field, under the headings that
stand over it. What does not: which rows are actions (`extractors.outline.row_roles`),
the meaning of a cell (`deadlines`, `funding`, `responsible`), and the published
rows (`actions`).
"""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.confidence import confidence
from extractors.outline.grids import NOTHING, GridRow, filled_cells, first_cell, tidy
from extractors.outline.row_roles import clean_number
from extractors.parsed import ParsedTable
from extractors.plan_columns.evidence import margin_evidence
from extractors.plan_vocabulary.fields import FIELDS, Field
from extractors.plan_vocabulary.header import Column, PlanHeader
from extractors.plan_vocabulary.headings import Headings, read_heading
from extractors.plans.ditto import DITTO_CONFIDENCE, resolve_dittos
from extractors.plans.paragraphs import broken_text
from schemas.document import BoundingBox, Cell, Place

# A row is no less sure for a doubtful word in one of its cells, which a finding names: most of
# its other cells are right.
DOUBTED_LETTERS = 0.8


class PlanRow(NamedTuple):
    """An action as its row of the table gives it: texts by field, None for an empty cell."""

    table_row: int  # its place in the table, from 0
    fields: dict[Field, str | None]
    extra: dict[str, str]
    headings: Headings
    cells: tuple[Cell, ...]
    place: Place
    places: dict[Field, Place]
    broken: dict[Field, str]  # the fields' texts with the breaks of their paragraphs
    had_dittos: bool = False
    sure_of_columns: float = 1.0  # that each cell is in the column that it is taken for

    def place_of(self, field: Field) -> Place:
        """Where the cell of a field stands, else where the row does."""
        return self.places.get(field, self.place)

    @property
    def page_end(self) -> int | None:
        """The last page that the row stands on."""
        return max((c.end_place.page for c in self.cells if c.end_place.page), default=None)

    @property
    def confidence(self) -> float:
        """As sure as the least sure: its words, its columns, cells that reach down to it."""
        shared = (c.span_confidence for c in self.cells if c.row != self.table_row)
        repeated = (DITTO_CONFIDENCE,) if self.had_dittos else ()
        letters = (max(DOUBTED_LETTERS, c.sure_of_letters) for c in self.cells)
        words = (c.confidence for c in self.cells)
        return min(self.sure_of_columns, *words, *letters, *shared, *repeated)

    @property
    def by_column(self) -> dict[int, Cell]:
        """The cells that say something by the columns that they cover."""
        return {
            column: cell
            for cell in self.cells
            for column in range(cell.column, cell.column + cell.column_span)
        }

    @property
    def joined(self) -> str | None:
        """The words that the reader made whole, as JSON."""
        words = [join.left + join.right for cell in self.cells for join in cell.joins]
        return json.dumps(words, ensure_ascii=False) if words else None


def plan_rows(
    table: ParsedTable, header: PlanHeader, headings: Headings, last: PlanRow | None = None
) -> Iterator[PlanRow]:
    """Yield the actions of a plan's table, `headings` being those that stand above it.

    `last` is the action before, if the table goes on with its plan.
    """
    action: PlanRow | None = None
    for index, (row, role) in enumerate(zip(table.table.grid(), table.roles, strict=True)):
        if role == "section":
            headings = headings.under(read_heading(*_heading_of(row, header)))
        elif role == "continuation" and action:
            action = continued(action, _plan_row(row, index, header, headings, action))
        elif role in ("body", "continuation"):
            if action:
                yield action
            action = last = _plan_row(row, index, header, headings, action or last)
            headings = headings.with_rows()
    if action:
        yield action


def _heading_of(row: GridRow, header: PlanHeader) -> tuple[str, str | None]:
    """Return the text and number of a row that is a heading: one cell, or number and name."""
    number, name = (first_cell(row, header.indices(field)) for field in ("number", "name"))
    filled = filled_cells(row)
    if len(filled) == 1 or not name:
        return tidy(filled[0]), None
    return tidy(name), clean_number(tidy(number))


def _plan_row(
    row: GridRow, index: int, header: PlanHeader, headings: Headings, last: PlanRow | None
) -> PlanRow:
    """Gather an action's cells by field; ditto marks mean those of the `last` action."""
    row, had_dittos = resolve_dittos(row, header, last.by_column if last else {})
    by_field: dict[Field, list[tuple[Column, Cell]]] = {}
    extra: dict[str, str] = {}
    sure = 1.0
    for column in header.columns:
        cell = row[column.index]
        if cell is None or not tidy(cell).strip(NOTHING):
            continue
        sure = min(sure, confidence("column", margin_evidence(column.margin)))
        if column.field is None:
            extra[_free_key(column, extra)] = tidy(cell)
        else:
            by_field.setdefault(column.field, []).append((column, cell))
    fields: dict[Field, str | None] = {
        field: _value(parts, len(header.indices(field))) for field, parts in by_field.items()
    }
    if number := fields.get("number"):
        fields["number"] = clean_number(number)
    cells = tuple(filled_cells(row))
    places = {field: parts[0][1].place for field, parts in by_field.items()}
    place = _place_of(cells, index)
    broken = {field: _broken(parts, fields[field] or "") for field, parts in by_field.items()}
    return PlanRow(index, fields, extra, headings, cells, place, places, broken, had_dittos, sure)


def continued(action: PlanRow, more: PlanRow) -> PlanRow:
    """Return an action with what a row below adds to its cells."""
    fields = {f: _joined(" ", action.fields.get(f), more.fields.get(f)) for f in FIELDS}
    broken = {f: _joined("\n", action.broken.get(f), more.broken.get(f)) or "" for f in FIELDS}
    extra = {
        k: _joined(" ", action.extra.get(k), more.extra.get(k)) or ""
        for k in dict.fromkeys((*action.extra, *more.extra))
    }
    return action._replace(
        fields=fields,
        broken=broken,
        extra=extra,
        cells=(*action.cells, *(cell for cell in more.cells if cell not in action.cells)),
        places={**more.places, **action.places},
        had_dittos=action.had_dittos or more.had_dittos,
        sure_of_columns=min(action.sure_of_columns, more.sure_of_columns),
    )


def _joined(between: str, *texts: str | None) -> str | None:
    return between.join(filter(None, dict.fromkeys(texts))) or None


def _broken(parts: Sequence[tuple[Column, Cell]], text: str) -> str:
    """The text of a field with the breaks of its cell, if it is that of one cell."""
    broken = broken_text(parts[0][1])
    return broken if " ".join(broken.split()) == text else text


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
