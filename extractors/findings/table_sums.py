"""Totals of tables: a row under its column, a column beside the years of its row.

What belongs here: which cells a total is of, and whether they make it. What does not: sums in
sentences and lists (`sums`).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.findings.numbers import printed
from extractors.findings.relations import relations
from extractors.findings.rules import Evidence, Flaw, rule_of
from extractors.languages import LANGUAGES
from extractors.outline.grids import NOTHING, grid_texts
from extractors.parsed import ParsedTable
from extractors.plan_vocabulary.headings import is_total
from schemas.base import provenance

_CELL = re.compile(r"(-?\d{1,3}(?:\s\d{3})+|-?\d+)(?:[.,](\d+))?\s*([^\d]*)")
_YEAR = re.compile(r"\D{0,12}(?:19|20)\d\d\D{0,24}")
_ORDINAL = re.compile(r"[\d.)\s]+")
_DEEPER = re.compile(r"\d+\.\d+.*")
_ABOVE = ("caption", "header", "column_numbers")
MOST_TOTALS = 30  # of a table that are looked at: each is held against all its rows
_LIKELY = (0.5, 2.0)  # what makes less or more than this share of a total is not all of it


class Value(NamedTuple):
    """A cell that holds a number alone, with a unit at most; `step` is its last place."""

    value: float
    step: float
    unit: str


class Sum(NamedTuple):
    """A total cell and the cells that it is of."""

    row: int
    column: int
    total: Value
    parts: tuple[Value, ...]

    @property
    def made(self) -> float:
        """What the parts make."""
        return float(f"{sum(part.value for part in self.parts):.12g}")

    @property
    def holds(self) -> bool:
        """Whether that is the total, as exactly as it is printed."""
        rounded = any(value.step < 1 for value in (self.total, *self.parts))
        slack = self.total.step / 2 + sum(part.step / 2 for part in self.parts) if rounded else 0.0
        return abs(self.made - self.total.value) <= slack + 1e-9 * abs(self.total.value)


@rule_of("error")
def table_total_differs(evidence: Evidence) -> Iterator[Flaw]:
    """A total of a table is not what the cells above it, or beside it, make."""
    for table in evidence.parsed.tables:
        texts = grid_texts(table.table)
        for found in (*_wrong_columns(table, texts), *_wrong_rows(table, texts)):
            yield _flaw(table, texts, found)


def _flaw(table: ParsedTable, texts: Sequence[Sequence[str]], found: Sum) -> Flaw:
    added = " + ".join(printed(part.value) for part in found.parts)
    total = texts[found.row][found.column]
    message = f"{_title(table, texts, found.column)}: {added} = {printed(found.made)}, "
    message += f"not {total} (row {found.row + 1} of the table)"
    cell = table.table.grid()[found.row][found.column]
    where = provenance(cell.place_at(0) if cell else table.table.place)
    passage = next(
        (c.passage_id for c in table.cells if (c.row, c.column) == (found.row, found.column)), None
    )
    return Flaw(
        where, message, total, "passages" if passage else "tables", passage or table.row.table_id
    )


# -- columns -----------------------------------------------------------------------------------


def _wrong_columns(table: ParsedTable, texts: Sequence[Sequence[str]]) -> Iterator[Sum]:
    """Yield the totals of columns that none of the ways to add up gives."""
    words = [_first_words(texts[row]) for row in _body_rows(table, texts)]
    if any(relations(code).partial.match(text) for code in LANGUAGES for text in words):
        return  # some rows are parts of others
    rows = [row for row in _body_rows(table, texts) if is_total(_first_words(texts[row]))]
    for row in rows[:MOST_TOTALS]:
        groups = [group for group in _groups(table, texts, row) if len(group) > 1]
        for column in range(1, table.row.column_count):
            yield from _wrong_total(table, texts, (row, column), groups)


def _wrong_total(
    table: ParsedTable,
    texts: Sequence[Sequence[str]],
    place: tuple[int, int],
    groups: Sequence[Sequence[int]],
) -> Iterator[Sum]:
    row, column = place
    total = _value(texts[row][column])
    if (
        not total
        or not _is_summed(_title(table, texts, column))
        or column == _words_column(texts[row])
    ):
        return
    sums = list(filter(None, (_column_sum(texts, place, total, group) for group in groups)))
    if sums and not any(found.holds for found in sums) and _is_likely(sums[0]):
        yield sums[0]


def _column_sum(
    texts: Sequence[Sequence[str]], place: tuple[int, int], total: Value, rows: Sequence[int]
) -> Sum | None:
    """The total with the cells of its column in some rows, None if they are no numbers alike."""
    filled = [text for row in rows if (text := texts[row][place[1]]).strip(NOTHING)]
    return _sum(place, total, filled)


def _sum(place: tuple[int, int], total: Value, texts: Sequence[str]) -> Sum | None:
    values = [_value(text) for text in texts]
    parts = tuple(value for value in values if value and value.unit in ("", total.unit))
    complete = len(parts) == len(values) > 1
    return Sum(*place, total, parts) if complete else None


def _groups(table: ParsedTable, texts: Sequence[Sequence[str]], row: int) -> Iterator[list[int]]:
    """Yield the rows that a total may be of: the group above it, all above it, those below."""
    body = _body_rows(table, texts)
    totals = {r for r in body if is_total(_first_words(texts[r]))}
    borders = totals | {r for r in body if len({t for t in texts[r] if t}) == 1}
    above = [r for r in body if r < row]
    last = max((r for r in borders if r < row), default=-1)
    group = [r for r in above if r > last]
    yield group
    yield [r for r in group if not _DEEPER.fullmatch(texts[r][0])]
    yield [r for r in above if r not in borders]
    yield [r for r in above if r in totals]
    following = min((r for r in borders if r > row), default=len(texts))
    below = [r for r in body if row < r < following]
    yield below
    yield [r for r in below if not _DEEPER.fullmatch(texts[r][0])]
    yield [r for r in body if r > row and r not in borders]


def _first_words(row: Sequence[str]) -> str:
    """The first cell of a row that is more than a number."""
    return next((text for text in row if text and not _ORDINAL.fullmatch(text)), "")


def _words_column(row: Sequence[str]) -> int:
    return next((i for i, text in enumerate(row) if text and not _ORDINAL.fullmatch(text)), 0)


# -- rows --------------------------------------------------------------------------------------


def _wrong_rows(table: ParsedTable, texts: Sequence[Sequence[str]]) -> Iterator[Sum]:
    """Yield the totals of rows over years that do not hold, where such totals hold elsewhere."""
    above = _rows_of_titles(table, texts)
    titles = [_joined(texts, above, column) for column in range(table.row.column_count)]
    years = [column for column, title in enumerate(titles) if _YEAR.fullmatch(title)]
    totals = [column for column, title in enumerate(titles) if _names_total(title)]
    summed = all(_is_summed(titles[column]) for column in (*years, *totals))
    if len(years) < 2 or len(totals) != 1 or not summed:
        return
    body = _body_rows(table, texts)
    sums = list(filter(None, (_row_sum(texts[row], row, totals[0], years) for row in body)))
    wrong = [found for found in sums if not found.holds and _is_likely(found)]
    if len(wrong) * 2 <= len(sums) or len(sums) == 1:
        yield from wrong


def _row_sum(texts: Sequence[str], row: int, column: int, years: Sequence[int]) -> Sum | None:
    total = _value(texts[column])
    filled = [texts[year] for year in years if texts[year].strip(NOTHING)]
    return _sum((row, column), total, filled) if total else None


# -- cells and titles --------------------------------------------------------------------------


def _body_rows(table: ParsedTable, texts: Sequence[Sequence[str]]) -> list[int]:
    start = _first_body_row(table, texts)
    return [row for row in range(start, len(texts)) if table.roles[row] not in _ABOVE]


def _first_body_row(table: ParsedTable, texts: Sequence[Sequence[str]]) -> int:
    """The first row that is no title: by its role, or since it holds numbers."""
    titled = "header" in table.roles
    for row, cells in enumerate(texts):
        if table.roles[row] not in _ABOVE and (titled or any(map(_value, cells[1:]))):
            return row
    return len(texts)


def _value(text: str) -> Value | None:
    match = _CELL.fullmatch(text.replace("\u2212", "-"))
    if not match:
        return None
    whole, decimals, unit = match.groups()
    step = 10.0 ** -len(decimals or "")
    digits = re.sub(r"\s", "", whole)
    return Value(float(f"{digits}.{decimals or 0}"), step, unit.strip(" .").casefold())


def _title(table: ParsedTable, texts: Sequence[Sequence[str]], column: int) -> str:
    """The titles over a column, from the top."""
    return _joined(texts, _rows_of_titles(table, texts), column)


def _rows_of_titles(table: ParsedTable, texts: Sequence[Sequence[str]]) -> Sequence[int]:
    rows = [row for row in range(len(texts)) if table.roles[row] == "header"]
    return rows or range(_first_body_row(table, texts))


def _joined(texts: Sequence[Sequence[str]], rows: Sequence[int], column: int) -> str:
    return " ".join(dict.fromkeys(texts[row][column] for row in rows)).strip()


def _names_total(title: str) -> bool:
    return any(relations(code).total.match(title) for code in LANGUAGES)


def _is_summed(title: str) -> bool:
    """Tell whether the values of a column add up: no shares, means, years or numbers do."""
    return not any(relations(code).not_summed.search(title) for code in LANGUAGES)


def _is_likely(found: Sum) -> bool:
    """Whether the cells can be meant as all of a total; a mean is less than the greatest."""
    values = [part.value for part in found.parts]
    if min(values) < 0 or found.total.value < max(values) or not found.total.value:
        return False
    low, high = _LIKELY
    return low <= found.made / found.total.value <= high
