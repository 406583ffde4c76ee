"""Tables that go on with the plan before them, under headings and without their header.

What belongs here: telling such a table by what stands between and by what its cells
hold. What does not: the header itself (`extractors.plan_vocabulary.header`), and the
headings that its rows get (`extractors.plans.find`).
"""

import re
from collections.abc import Iterable, Sequence

from extractors.outline.grids import NOTHING, grid_texts
from extractors.plan_vocabulary.deadline_tokens import tokens
from extractors.plan_vocabulary.fields import Field
from extractors.plan_vocabulary.header import PlanHeader
from extractors.plan_vocabulary.headings import is_labelled_heading, is_note
from extractors.plan_vocabulary.marks import is_ditto
from extractors.text.patterns import ends_clause
from schemas.document import Block, Table

FEWEST_COLUMNS = 3
SURE_COLUMNS = 4  # of a table that goes on with nothing but labelled headings between
MOST_BETWEEN = 6  # blocks between two parts of a table
LONGEST_BETWEEN = 200  # characters of a heading or a running title
MOST_ROWS = 0.8  # share of rows that must be numbered
TIMED = 0.5  # share of filled cells that must name a time
_TIMES = {"years", "period", "every", "always", "following", "whole_year", "within"}
_PAGE_MARK = re.compile(r"[\W_]*\d{1,4}[\W_]*")
_ROW_NUMBER = re.compile(r"\d{1,3}(?:[.-]\d{1,3})*[.)]?")


def continued_header(
    table: Table, above: Sequence[Block], last: PlanHeader | None
) -> PlanHeader | None:
    """Return the last plan's header for a table that goes on with it, else None.

    Such a table has as many columns, and nothing but headings, running titles and
    page numbers (`above`) between; under a free heading its cells must fit, too.
    """
    if last is None or table.column_count != len(last.columns):
        return None
    labelled = all(is_labelled_heading(block.text) for block in above)
    sure = labelled and table.column_count >= SURE_COLUMNS and not table.header_rows
    if sure or (is_between(above) and _fits(table, last)):
        return last.model_copy(update={"body_start": 0})
    return None


def repeats_header(own: PlanHeader, last: PlanHeader | None) -> bool:
    """Tell whether a table's own header is that of the plan before it."""
    titles = [column.title.casefold() for column in own.columns]
    return last is not None and titles == [column.title.casefold() for column in last.columns]


def is_between(above: Sequence[Block]) -> bool:
    """Tell whether nothing but headings and what pages repeat stands between two tables."""
    return len(above) <= MOST_BETWEEN and all(
        len(block.text) <= LONGEST_BETWEEN
        and (block.kind == "heading" or says_nothing(block.text) or not ends_clause(block.text))
        for block in above
    )


def says_nothing(text: str) -> bool:
    """Tell whether a text between two tables only numbers a page or says that one goes on."""
    return bool(not text.strip() or _PAGE_MARK.fullmatch(text) or is_note(text))


def _fits(table: Table, header: PlanHeader) -> bool:
    """Tell whether a table's cells are what the columns of a plan hold, from its first row on."""
    rows = [row for row in grid_texts(table) if len({*row} - {""}) > 1]
    if table.column_count < FEWEST_COLUMNS or not rows:
        return False
    numbers, times = (_cells(rows, header, field) for field in _TOLD_BY_FORM)
    told = [text for text in times if text and not is_ditto(text)]
    numbered = _share(map(bool, map(_ROW_NUMBER.fullmatch, numbers)))
    timed = _share(map(_names_time, told))
    first = times[0] if times else ""  # a ditto there is of the table before
    if not (_names_time(first) or is_ditto(first) or numbered):
        return False
    return (not numbers or numbered >= MOST_ROWS) and (not told or timed >= TIMED)


_TOLD_BY_FORM: tuple[Field, Field] = ("number", "deadline")


def _cells(rows: Sequence[Sequence[str]], header: PlanHeader, field: Field) -> list[str]:
    """The texts of a field's first column; empty if the plan has none."""
    columns = header.indices(field)[:1]
    return [row[column].strip(NOTHING) for row in rows for column in columns]


def _names_time(text: str) -> bool:
    return any(token.kind in _TIMES for token in tokens(text))


def _share(found: Iterable[bool]) -> float:
    values = list(found)
    return sum(values) / len(values) if values else 0.0
