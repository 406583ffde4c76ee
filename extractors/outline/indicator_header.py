"""The header of a table of indicators: which column holds the name, and which a year's values.

What belongs here: finding the header in a table's first rows. What does not:
reading the rows under it (`extractors.indicators`), and whether a table is published
as one of indicators (`tables`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from extractors.outline.grids import NOTHING, GridRow, tidy
from extractors.outline.lexicon import outline_words
from extractors.parsed import IndicatorHeader
from extractors.plan_vocabulary.titles import match_title
from schemas.document import Cell, Table

YEAR = re.compile(r"\D{0,60}(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)\D{0,40}")
DEEPEST = 4  # rows of a header, captions included
FEWEST_YEARS = 2
_NUMBER = re.compile(r"\D{0,3}\d[\d\s.,]*\D{0,20}")
_ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
_WORD = re.compile(r"[^\W\d_]{3,}")
_MOST = 0.5  # of the cells of a column that are as its kind has them


class _Kind(IntEnum):
    """What a year's column holds; of several the first is the indicator's value."""

    PLANNED = 0
    BARE = 1
    EXPECTED = 2
    REACHED = 3


class _YearColumn(NamedTuple):
    """A column under a year; None for one that is made out of others ("% of the plan")."""

    place: int
    year: int
    kind: _Kind | None
    cells: tuple[int, ...]  # what tells the cells above it from those of other columns


def indicator_header(table: Table, of_plan: bool = False) -> IndicatorHeader | None:
    """Return the header of a table that has a name of indicators and years, else None.

    The plan of actions (`of_plan`) is one of indicators only where its name's title says so.
    """
    grid = table.grid()
    found = (_header(grid, depth, of_plan) for depth in range(1, min(DEEPEST, len(grid)) + 1))
    return next(filter(None, found), None)


def _header(grid: Sequence[GridRow], depth: int, of_plan: bool) -> IndicatorHeader | None:
    """Read a header of so many rows, the last with years; rows that part a year belong to it."""
    years = {
        column.place for column in _year_columns(grid[:depth]) if _in_row(column, grid[depth - 1])
    }
    if not years:
        return None
    while depth < len(grid) and depth < DEEPEST and _parts_years(grid, depth, years):
        depth += 1
    columns = [column for column in _year_columns(grid[:depth]) if column.place in years]
    values, facts = _values(columns)
    title = _titled(grid[:depth], outline_words().indicator_table.name_header)
    body = grid[depth:]
    name = title if title is not None else _named_by_content(grid[:depth], body, years)
    if not _are_enough(columns, values) or name is None or name in years:
        return None
    if title is None and not _hold_numbers(body, values.values()):
        return None
    if of_plan and not _names_indicators(grid[:depth], name):
        return None
    return _of_columns(grid, depth, name, values, facts)


def _of_columns(
    grid: Sequence[GridRow], depth: int, name: int, values: dict[int, int], facts: dict[int, int]
) -> IndicatorHeader:
    words = outline_words().indicator_table
    unit = _titled(grid[:depth], words.unit_header)
    number = _titled(grid[:depth], words.number_header)
    return IndicatorHeader(
        name=name,
        years=values,
        facts=facts,
        unit=None if unit == name else unit,
        number=_numbered_by_content(grid[depth:], name) if number in (None, name) else number,
        body_start=depth,
    )


# -- columns of years ----------------------------------------------------------------------


def _year_columns(levels: Sequence[GridRow]) -> list[_YearColumn]:
    """Return the columns over which a year stands, the lowest one if several do."""
    found: list[_YearColumn] = []
    for index in range(len(levels[0])):
        cells = _cells_over(levels, index)
        years = [match["year"] for cell in cells if (match := YEAR.fullmatch(tidy(cell)))]
        if years:
            key = tuple(id(cell) for cell in cells)
            found.append(_YearColumn(index, int(years[-1]), _kind(map(tidy, cells)), key))
    return found


def _cells_over(levels: Sequence[GridRow], index: int) -> list[Cell]:
    """Return the cells of a header that stand over a column, each once, captions aside."""
    cells = {id(cell): cell for row in levels if (cell := row[index]) and not _is_caption(row)}
    return list(cells.values())


def _is_caption(row: GridRow) -> bool:
    """Tell whether a row is one cell over the whole width."""
    return len(row) > 1 and len({id(cell) for cell in row}) == 1


def _in_row(column: _YearColumn, row: GridRow) -> bool:
    cell = row[column.place]
    return cell is not None and YEAR.fullmatch(tidy(cell)) is not None


def _kind(texts: Iterable[str]) -> _Kind | None:
    """Return what a column's titles say of its values, the lowest title first."""
    words = outline_words().indicator_table
    for text in reversed(list(texts)):
        if words.derived_header.search(text):
            return None
        if words.planned_header.search(text):
            return _Kind.PLANNED
        if words.reached_header.search(text):
            return _Kind.REACHED
        if words.expected_header.search(text):
            return _Kind.EXPECTED
    return _Kind.BARE


def _parts_years(grid: Sequence[GridRow], depth: int, years: set[int]) -> bool:
    """Tell whether a row only parts years: in plan and fact, in quarters."""
    row, above = grid[depth], grid[depth - 1]
    texts = [tidy(cell) for index in years if (cell := row[index]) is not above[index] and cell]
    others = [index for index in range(len(row)) if index not in years]
    covered = any(row[i] is above[i] is not None for i in others)
    return (
        bool(texts)
        and not any(map(_NUMBER.fullmatch, texts))
        and (covered or any(_kind([text]) is not _Kind.BARE for text in texts))
        and all(row[i] is None or row[i] is above[i] or not tidy(row[i]) for i in others)
    )


def _values(columns: Sequence[_YearColumn]) -> tuple[dict[int, int], dict[int, int]]:
    """Return the column of each year's value, and where the plan has it, that of the fact."""
    of_year: dict[int, list[_YearColumn]] = defaultdict(list)
    for column in columns:
        if column.cells not in (other.cells for other in of_year[column.year]):
            of_year[column.year].append(column)
    values, facts = dict[int, int](), dict[int, int]()
    for year, known in of_year.items():
        by_kind = {kind: [c.place for c in known if c.kind is kind] for kind in _Kind}
        first = next((kind for kind in _Kind if by_kind[kind]), None)
        if first is None or len(by_kind[first]) > 1:
            continue  # quarters, say: which of them is the year's cannot be told
        values[year] = by_kind[first][0]
        if first is not _Kind.REACHED and len(by_kind[_Kind.REACHED]) == 1:
            facts[year] = by_kind[_Kind.REACHED][0]
    return values, facts


def _are_enough(columns: Sequence[_YearColumn], values: Mapping[int, int]) -> bool:
    """Tell whether columns are of years: several, or one parted in plan and fact."""
    parted = {column.kind for column in columns} >= {_Kind.PLANNED, _Kind.REACHED}
    return len(values) >= FEWEST_YEARS or (len(values) == 1 and parted)


# -- other columns -------------------------------------------------------------------------


def _titled(levels: Sequence[GridRow], title: re.Pattern[str]) -> int | None:
    """Return the first column with such a title, row by row."""
    for row in levels:
        for column, cell in enumerate(row):
            if cell and not _is_caption(row) and title.search(cell.text.strip()):
                return column
    return None


def _named_by_content(
    levels: Sequence[GridRow], body: Sequence[GridRow], years: set[int]
) -> int | None:
    """Return the first column before the years whose cells are words, if no title names one.

    A title that names something else, such as money or who acts, is no indicator's.
    """
    for column in range(min(years)):
        texts = _filled(body, column)
        if not texts or sum(bool(_WORD.search(text)) for text in texts) <= _MOST * len(texts):
            continue
        title = match_title(" ".join(tidy(cell) for cell in _cells_over(levels, column)))
        return column if title is None or title.field == "name" else None
    return None


def _numbered_by_content(body: Sequence[GridRow], name: int) -> int | None:
    """Return the first column if it stands before the name and numbers the rows."""
    texts = _filled(body, 0) if name > 0 else []
    return 0 if texts and all(map(_ROW_NUMBER.fullmatch, texts)) else None


def _hold_numbers(body: Sequence[GridRow], columns: Iterable[int]) -> bool:
    """Tell whether most filled cells of some columns are numbers."""
    texts = [text for column in columns for text in _filled(body, column)]
    return sum(bool(_NUMBER.fullmatch(text)) for text in texts) > _MOST * len(texts)


def _names_indicators(levels: Sequence[GridRow], name: int) -> bool:
    title = " ".join(tidy(cell) for cell in _cells_over(levels, name)).casefold()
    return any(word in title for word in outline_words().indicator_table.words)


def _filled(rows: Sequence[GridRow], column: int) -> list[str]:
    texts = (tidy(row[column]) for row in rows)
    return [text for text in texts if text.strip(NOTHING)]
