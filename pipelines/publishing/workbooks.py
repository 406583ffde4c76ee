"""Each action plan as an Excel workbook, laid out as officials expect it.

What does not belong here: the columns' meanings (`schemas.tables`), and the words
of headings (`workbooks.toml`).
"""

import sqlite3
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipelines.publishing.odd_rows import OddRows

_DIGITS = 15  # that Excel keeps of a number
_CELL = 32_767  # characters that Excel takes in a cell
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # fixed: equal inputs, equal bytes


# The columns of each sheet, with their widths in characters.
PLAN = {
    "number": 7,
    "direction": 26,
    "name": 60,
    "form": 28,
    "deadline": 22,
    "responsible": 32,
    "funding": 26,
    "funding_source": 16,
}
DEADLINES = {
    "due_date": 12,
    "number": 7,
    "name": 60,
    "stage": 24,
    "responsible": 32,
    "deadline": 24,
}
_PLAN_SQL = "select * from actions where document_id = ? order by position"
_DEADLINES_SQL = """
    select a.action_id, u.due_date, a.number, a.name, l.stage, a.responsible, l.text as deadline
    from action_due_dates u
    join actions a using (action_id)
    left join action_deadlines l
      on l.action_id = u.action_id and l.position = u.deadline_position
    where a.document_id = ? order by u.due_date, a.position, u.position
"""


def write_workbooks(connection: sqlite3.Connection, folder: Path, odd: OddRows) -> None:
    """Write a workbook for each document that has actions, named by its id."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = connection.execute(
        "select document_id, language, title from documents d where exists"
        " (select 1 from actions a where a.document_id = d.document_id) order by document_id"
    )
    for document_id, language, title in list(documents):
        with xlsxwriter.Workbook(str(folder / f"{document_id}.xlsx")) as book:
            book.set_properties({"title": title or document_id, "created": _MADE})
            for sheet, columns, sql in (
                ("plan", PLAN, _PLAN_SQL),
                ("deadlines", DEADLINES, _DEADLINES_SQL),
            ):
                rows = _records(connection, sql, document_id)
                _write_sheet(book, _headings(language)[sheet], columns, rows, odd)


@cache
def _headings(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the headings of each sheet in a language, or in the first that has some."""
    text = files("pipelines.publishing").joinpath("workbooks.toml").read_text("utf-8")
    by_language: Mapping[str, Mapping[str, Mapping[str, str]]] = tomllib.loads(text)
    return by_language.get(language) or next(iter(by_language.values()))


def _write_sheet(
    book: xlsxwriter.Workbook,
    headings: Mapping[str, str],
    columns: Mapping[str, int],
    rows: Sequence[dict[str, Any]],
    odd: OddRows,
) -> None:
    sheet = book.add_worksheet(headings["sheet"])
    heading = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center",
         "border": 1, "bg_color": "#E8EEF4"}
    )  # fmt: skip
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "border": 1})
    for place, (column, width) in enumerate(columns.items()):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, headings[column], heading)
        for index, row in enumerate(rows, start=1):
            with odd.left_out(f"actions {row['action_id']}, {column} in no workbook"):
                _write_cell(sheet, index, place, row[column], text, day)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_cell(
    sheet: Worksheet, row: int, column: int, value: Any, text: Format, day: Format
) -> None:
    """Write a value: dates as dates, whole numbers as such so that they sort, the rest as text."""
    if value is None:
        sheet.write_blank(row, column, None, text)
    elif _is_date(value):
        moment = datetime.combine(date.fromisoformat(value), datetime.min.time())
        sheet.write_datetime(row, column, moment, day)
    elif value.isdecimal() and len(value) <= _DIGITS:
        sheet.write_number(row, column, int(value), text)
    else:
        sheet.write_string(
            row, column, value[:_CELL], text
        )  # never a formula, whatever it begins with


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2026-01-31")


def _records(connection: sqlite3.Connection, sql: str, document_id: str) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, (document_id,))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
