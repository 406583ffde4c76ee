"""Say what each row of a table is: header, column numbers, section, body, …

What belongs here: one role a row, which all cells of the row share. What does
not: which column holds what (`extractors.plan_vocabulary.header`), and what a
row says (`extractors.plans`, `extractors.abbreviations`).
"""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import zip_longest

from extractors.outline.abbreviation_lists import is_column_title
from extractors.outline.grids import NOTHING, GridRow, filled_cells, first_cell, grid_texts, tidy
from extractors.outline.headings import Heading, divider_heading
from extractors.parsed import RowRole
from extractors.plan_vocabulary.header import PlanHeader, is_number_row
from extractors.plan_vocabulary.headings import ROMAN, is_labelled_heading, is_note, is_total
from extractors.plan_vocabulary.titles import squash
from schemas.document import Cell, Table

NUMBER_AND_TEXT = 2  # cells of a row that says nothing but a note
WIDE = 3  # columns that a heading beside its number covers


def plan_roles(
    table: Table, header: PlanHeader, running_titles: Set[str] = frozenset()
) -> Iterator[RowRole]:
    """Yield the roles of a plan's rows, from the table's first on.

    A row that only repeats one of the `running_titles` heads its page and no rows.
    """
    grid, texts = table.grid(), grid_texts(table)
    titles = texts[: header.body_start]
    yield from map(_role_above, titles)
    rows = zip_longest(grid[header.body_start :], grid[header.body_start + 1 :])
    under_action = False
    for values, (row, following) in zip(texts[header.body_start :], rows, strict=True):
        said = {*values} - {""}
        repeated: RowRole | None = "note" if said and said <= running_titles else None
        role = repeated or _role_without_action(values, titles)
        role = role or _role_in_plan(row, header, following, under_action)
        under_action = role in ("body", "continuation")
        yield role


def list_roles(table: Table) -> Iterator[RowRole]:
    """Yield the roles of rows that list abbreviations: titles of columns, and entries."""
    for index in range(table.row_count):
        texts = [cell.text for cell in table.cells if cell.row == index and cell.text]
        yield "header" if all(map(is_column_title, texts)) else "body"


def plain_roles(table: Table, header_rows: int) -> Iterator[RowRole]:
    """Yield the roles of any other table's rows, so many of which are its header."""
    for index, (row, values) in enumerate(zip(table.grid(), grid_texts(table), strict=True)):
        if index < header_rows:
            yield "header"
        elif is_number_row(values):
            yield "column_numbers"
        else:
            yield "section" if row[0] and divider_of(row[0], table) else "body"


def divider_of(cell: Cell, table: Table) -> Heading | None:
    """Return the heading of a cell over the whole width, which parts a table into directions."""
    over_all = cell.column == 0 and cell.column_span >= table.column_count > 1
    return divider_heading(cell.text) if over_all else None


def clean_number(text: str) -> str | None:
    """Return a row's number as printed, without spaces and what closes it."""
    return re.sub(r"\s+", "", text).rstrip(".)") or None


def _role_above(values: Sequence[str]) -> RowRole:
    """Return the role of a row that stands above a plan's first."""
    if len(set(values) - {""}) == 1:
        return "caption"
    return "column_numbers" if is_number_row(values) else "header"


def _role_without_action(values: Sequence[str], titles: Sequence[Sequence[str]]) -> RowRole | None:
    """Return the role of a row that is no action and no heading, None for others."""
    filled = [value for value in values if value.strip(NOTHING)]
    words = _first_words(filled)
    if len(set(filled)) <= NUMBER_AND_TEXT and is_note(words):
        return "note"
    if is_number_row(values):
        return "column_numbers"
    if not words:
        return "empty"
    if is_total(words):
        return "total"
    return "header" if _repeats(values, titles) else None


def _role_in_plan(
    row: GridRow, header: PlanHeader, following: GridRow | None, under_action: bool
) -> RowRole:
    """Return whether a row heads others, is an action or goes on with the one above."""
    if under_action and _goes_on(row, header):
        return "continuation"
    return "section" if _is_heading(row, header, following) else "body"


def _goes_on(row: GridRow, header: PlanHeader) -> bool:
    """Tell whether a row has no number and no name of its own, or only the rest of a name."""
    filled = filled_cells(row)
    index = max((cell.row for cell in filled), default=0)
    number, name = (first_cell(row, header.indices(field)) for field in ("number", "name"))
    if number and number.row == index:
        return False
    own = [cell for cell in filled if cell.row == index]
    if name is None:
        return not (len(own) == 1 and _may_head(own[0], header))
    return own == [name] and name.column_span < WIDE and tidy(name)[:1].islower()


def _first_words(filled: Sequence[str]) -> str:
    """Return the first filled cell that is more than a number."""
    return next((value for value in filled if not re.fullmatch(r"[\d.)\s]+", value)), "")


def _repeats(values: Sequence[str], titles: Sequence[Sequence[str]]) -> bool:
    key = [squash(value) for value in values]
    return any(key == [squash(title) for title in level] for level in titles)


def _is_heading(row: GridRow, header: PlanHeader, following: GridRow | None) -> bool:
    filled = filled_cells(row)
    if len(filled) == 1:
        return _may_head(filled[0], header)
    number, name = (first_cell(row, header.indices(field)) for field in ("number", "name"))
    return bool(
        len(filled) == NUMBER_AND_TEXT
        and number
        and name
        and _heads_next(number, name, header, following)
    )


def _may_head(cell: Cell, header: PlanHeader) -> bool:
    """Tell whether a row's only cell can be a heading: not a lone value of some other column."""
    field = header.field_at(cell.column) if cell.column < len(header.columns) else None
    return cell.column_span > 1 or field in ("number", "name") or cell.column == 0


def _heads_next(number: Cell, name: Cell, header: PlanHeader, following: GridRow | None) -> bool:
    """Tell whether a row of number and name alone heads the next: "1 Title" over "1.1 …"."""
    printed = clean_number(tidy(number)) or ""
    below = first_cell(following, header.indices("number")) if following else None
    nested = clean_number(tidy(below)) or ""
    return (
        is_labelled_heading(tidy(name))
        or name.column_span >= WIDE
        or bool(re.fullmatch(f"[{ROMAN}]+", printed))
        or nested.startswith(f"{printed}.")
        or (nested == "1" and printed.isdecimal())  # numbers of rows begin anew
        or tidy(name).isupper()
    )
