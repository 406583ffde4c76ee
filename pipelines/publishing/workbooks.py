"""Each action plan as an Excel workbook, laid out as officials expect it.

What does not belong here: the columns' meanings (`schemas.tables`).
"""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # fixed: equal inputs, equal bytes


class Column(NamedTuple):
    """A column of a sheet: heading by language, width in characters."""

    name: str
    kk: str
    ru: str
    width: int


PLAN = (
    Column("number", "Р/с №", "№ п/п", 7),
    Column("direction", "Бағыт", "Направление", 26),
    Column("name", "Атауы", "Наименование", 60),
    Column("form", "Аяқтау нысаны", "Форма завершения", 28),
    Column("deadline", "Аяқтау мерзімі", "Срок завершения", 22),
    Column("responsible", "Жауапты орындаушылар", "Ответственные исполнители", 32),
    Column("funding", "Қаржыландыру көлемі", "Объём финансирования", 26),
    Column("funding_source", "Қаржыландыру көздері", "Источники финансирования", 16),
)
DEADLINES = (
    Column("due_date", "Мерзімі", "Срок", 12),
    Column("number", "Р/с №", "№ п/п", 7),
    Column("name", "Атауы", "Наименование", 60),
    Column("stage", "Кезең", "Этап", 24),
    Column("responsible", "Жауапты орындаушылар", "Ответственные исполнители", 32),
    Column("deadline", "Құжаттағыдай", "Как в документе", 24),
)
SHEETS = {
    "plan": {"kk": "Жоспар", "ru": "План"},
    "deadlines": {"kk": "Мерзімдер", "ru": "Сроки"},
}
_PLAN_SQL = "select * from actions where document_id = ? order by position"
_DEADLINES_SQL = """
    select u.due_date, a.number, a.name, l.stage, a.responsible, l.text as deadline
    from action_due_dates u
    join actions a using (action_id)
    left join action_deadlines l
      on l.action_id = u.action_id and l.position = u.deadline_position
    where a.document_id = ? order by u.due_date, a.position, u.position
"""


def write_workbooks(connection: sqlite3.Connection, folder: Path) -> None:
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
                _write_sheet(book, SHEETS[sheet][language], columns, rows, language)


def _write_sheet(
    book: xlsxwriter.Workbook,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[dict[str, Any]],
    language: str,
) -> None:
    sheet = book.add_worksheet(title)
    heading = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center",
         "border": 1, "bg_color": "#E8EEF4"}
    )  # fmt: skip
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "border": 1})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, getattr(column, language), heading)
        for index, row in enumerate(rows, start=1):
            _write_cell(sheet, index, place, row[column.name], text, day)
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
    elif value.isdecimal():
        sheet.write_number(row, column, int(value), text)
    else:
        sheet.write_string(row, column, value, text)  # never a formula, whatever it begins with


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
