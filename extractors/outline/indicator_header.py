"""The header of a table of indicators: which column holds the name, and which a year's values.

What belongs here: finding the header in a table's first rows. What does not:
reading the rows under it (`extractors.indicators`), and whether a table is published
as one of indicators (`tables`).
"""

import re
from collections.abc import Sequence

from extractors.outline.grids import GridRow
from extractors.outline.lexicon import outline_words
from extractors.parsed import IndicatorHeader
from schemas.document import Table

YEAR = re.compile(r"\D{0,12}(?P<year>(?:19|20)\d\d)\b[^\d]{0,12}")
DEEPEST = 4  # rows of a header, captions included
FEWEST_YEARS = 2


def indicator_header(table: Table) -> IndicatorHeader | None:
    """Return the header of a table that has a name of indicators and years, else None."""
    grid = table.grid()[:DEEPEST]
    found = (_header(grid[:depth]) for depth in range(1, len(grid) + 1))
    return next(filter(None, found), None)


def _header(levels: Sequence[GridRow]) -> IndicatorHeader | None:
    """Read a header: years stand in its last row, names there or in the rows above."""
    words = outline_words().indicator_table
    years = {
        int(match["year"]): column
        for column, cell in enumerate(levels[-1])
        if cell and (match := YEAR.fullmatch(cell.text.strip()))
    }
    name = _column(levels, words.name_header)
    if len(years) < FEWEST_YEARS or name is None or name in years.values():
        return None
    return IndicatorHeader(
        name=name,
        years=years,
        unit=_column(levels, words.unit_header),
        number=_column(levels, words.number_header),
        body_start=len(levels),
    )


def _column(levels: Sequence[GridRow], title: re.Pattern[str]) -> int | None:
    """Return the first column with such a title, row by row."""
    for row in levels:
        for column, cell in enumerate(row):
            if cell and title.search(cell.text.strip()):
                return column
    return None
