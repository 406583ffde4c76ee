"""Indicators in tables: a row each, with a column for each year.

What belongs here: reading the rows under a header. What does not: the header
(`extractors.outline.indicator_header`), indicators in prose (`extractors.indicators`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.figures.model import Unit
from extractors.figures.numbers import parse_digits
from extractors.figures.units import measure_at
from extractors.indicators.model import Indicator
from extractors.indicators.name_units import tail_of_name, unit_of_name
from extractors.parsed import IndicatorHeader, ParsedTable, RowRole
from extractors.text.folding import fold
from schemas.document import Cell, Place
from schemas.tables import Language

Row = Sequence[Cell | None]
_NO_DATA: frozenset[RowRole] = frozenset({"header", "column_numbers", "caption"})
_VALUE = re.compile(
    r"(?P<sign>[-–—−](?=\d))?\D{0,3}?"
    r"(?P<number>\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?)(?!\d)(?P<rest>.*)"
)
_RUN_TOGETHER = re.compile(r"(\d{3})(?: \1){2,}")  # "100 100 100"
_LONGEST_REST = 20  # characters after a number that may be anything but digits
_USUAL = 0.5  # of a table's names that end in a unit: then any short end is one


def in_table(table: ParsedTable, language: Language) -> Iterator[Indicator]:
    """Yield the rows of a table whose header has a name of indicators and years."""
    header = table.indicator_header
    if header is None:
        return
    rows = zip(table.table.grid(), table.roles, strict=True)
    body = [row for row, role in list(rows)[header.body_start :] if role not in _NO_DATA]
    usual = _names_end_in_units(body, header)
    seen = Counter[tuple[str | None, str]]()
    for row in body:
        for found in _in_row(row, header, language, usual):
            key = (found.number, fold(found.name))
            yield found.model_copy(update={"table": table.row.table_id, "occurrence": seen[key]})
            seen[key] += 1


def _names_end_in_units(rows: Sequence[Row], header: IndicatorHeader) -> bool:
    if header.unit is not None:
        return False
    names = [name for row in rows if (name := _text(row, header.name))]
    return sum(tail_of_name(name) is not None for name in names) >= _USUAL * len(names)


def _in_row(
    row: Row, columns: IndicatorHeader, language: Language, usual: bool
) -> Iterator[Indicator]:
    name = row[columns.name]
    values = _values(row, columns.years, language)
    if name is None or not name.text.strip() or not values:
        return
    yield Indicator(
        number=_text(row, columns.number).strip(" .)") or None,
        name=name.text.strip(),
        unit=_unit(row, columns, language, usual),
        values=values,
        value_places=_value_places(row, columns.years),
        facts=_values(row, columns.facts, language),
        place=name.place,
    )


def _unit(row: Row, columns: IndicatorHeader, language: Language, usual: bool) -> str | None:
    """Return the unit of the row's own column, else of its name, else of its values."""
    if printed := _text(row, columns.unit):
        measured = measure_at(printed, 0, language)
        return measured.name if measured else printed
    if named := unit_of_name(_text(row, columns.name), language, usual=usual):
        return named
    texts = (_text(row, column) for column in columns.years.values())
    return next((unit.name for text in texts if (unit := _shown_unit(text, language))), None)


def _values(row: Row, columns: dict[int, int], language: Language) -> dict[int, float]:
    found = ((year, value_of_cell(_text(row, i), language)) for year, i in columns.items())
    return {year: value for year, value in found if value is not None}


def _value_places(row: Row, columns: dict[int, int]) -> dict[int, Place]:
    cells = ((year, row[i]) for year, i in columns.items() if i < len(row))
    return {year: cell.place for year, cell in cells if cell}


def _text(row: Row, column: int | None) -> str:
    cell = row[column] if column is not None and column < len(row) else None
    return cell.text.strip() if cell else ""


def value_of_cell(text: str, language: Language) -> float | None:
    """Return the number that a cell holds; None if it holds none, or several."""
    match = _VALUE.fullmatch(text)
    if match is None or _RUN_TOGETHER.search(match["number"]):
        return None
    measured = measure_at(text, match.end("number"), language) is not None
    rest = match["rest"]
    if not measured and (len(rest.strip()) > _LONGEST_REST or re.search(r"\d", rest)):
        return None
    value = parse_digits(match["number"])
    return -value if value and match["sign"] else value


def _shown_unit(text: str, language: Language) -> Unit | None:
    match = _VALUE.fullmatch(text)
    return measure_at(text, match.end("number"), language) if match else None
