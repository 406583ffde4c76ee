"""What a list shows as a file: CSV, CSV for Excel, a workbook.

What belongs here: from rows to bytes. What does not: which rows there are; calendars
(`pipelines.publishing.calendars`).
"""

import io
from collections.abc import Sequence
from typing import NamedTuple

import xlsxwriter

from pipelines.publishing.spreadsheets import EXCEL, PLAIN, Table

ROWS = 5000  # of a file; a longer list is to be narrowed down
CSV, EXCEL_CSV, WORKBOOK, CALENDAR = "csv", "excel.csv", "xlsx", "ics"
_SHEET = 31  # letters that Excel takes in the name of a sheet
_WIDTHS = (12, 60)  # characters, the least and the most
_CELL = 32_767  # characters that Excel takes in a cell
_KINDS = {
    CSV: "text/csv; charset=utf-8",
    EXCEL_CSV: "text/csv; charset=utf-8",
    WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CALENDAR: "text/calendar; charset=utf-8",
}
Cell = str | int | float | None


class Sheet(NamedTuple):
    """A list to take away: its title, the titles of its columns, its rows."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def kind_of(form: str) -> str:
    """Return the media type of a form of file."""
    return _KINDS[form]


def written(sheet: Sheet, form: str) -> bytes:
    """Return a sheet as a file of a form."""
    return _workbook(sheet) if form == WORKBOOK else _csv(sheet, form)


def _csv(sheet: Sheet, form: str) -> bytes:
    text = io.StringIO()
    Table(text, sheet.columns, EXCEL if form == EXCEL_CSV else PLAIN).write(sheet.rows)
    return text.getvalue().encode("utf-8")


def _workbook(sheet: Sheet) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet(sheet.title[:_SHEET])
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for column, title in enumerate(sheet.columns):
        longest = max((len(str(row[column] or "")) for row in sheet.rows), default=0)
        page.set_column(column, column, min(max(longest, _WIDTHS[0]), _WIDTHS[1]))
        page.write_string(0, column, title, bold)
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(number, column, cell[:_CELL], wrapped)
            elif cell is not None:
                page.write_number(number, column, cell, wrapped)
    page.freeze_panes(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    book.close()
    return held.getvalue()
