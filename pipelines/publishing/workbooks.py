"""Each action plan as an Excel workbook, laid out as officials expect it.

What does not belong here: the columns' meanings (`schemas.tables`), and the words
of headings (`workbooks.toml`).
"""

import re
import sqlite3
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from itertools import islice
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
    "bodies": 48,
    "amount_kzt": 16,
    "page": 7,
}
DEADLINES = {
    "due_date": 12,
    "number": 7,
    "name": 60,
    "stage": 24,
    "responsible": 32,
    "deadline": 24,
    "page": 7,
}
_OF_A_BODY = {name: width for name, width in DEADLINES.items() if name != "responsible"}
_PLAN_SQL = "select * from plan_rows where document_id = ? order by position"
_DEADLINES_SQL = """
    select a.action_id, u.due_date, a.number, a.name, l.stage, a.responsible, l.text as deadline,
      a.page
    from action_due_dates u
    join actions a using (action_id)
    left join action_deadlines l
      on l.action_id = u.action_id and l.position = u.deadline_position
    where a.document_id = ? order by u.due_date, a.position, u.position
"""
_DUE_SQL = "select * from due_items where document_id = ? order by due_date, position"
_SHEETS = 100  # of bodies: more than that nobody finds one among
_NO_NAME = re.compile(r"[\[\]:*?/\\']")  # what Excel takes in no name of a sheet
_NAME = 31  # characters of a sheet's name in Excel
_HEADER = 200  # characters, of the 255 that Excel prints over a page


def write_workbooks(connection: sqlite3.Connection, folder: Path, odd: OddRows) -> None:
    """Write a workbook for each document that has actions, named by its id.

    Its sheets are the plan, what is due by date, and the same for each body.
    """
    folder.mkdir(parents=True, exist_ok=True)
    documents = connection.execute(
        "select document_id, language, title from documents d where exists"
        " (select 1 from actions a where a.document_id = d.document_id) order by document_id"
    )
    for document_id, language, title in list(documents):
        with xlsxwriter.Workbook(str(folder / f"{document_id}.xlsx")) as book:
            book.set_properties({"title": title or document_id, "created": _MADE})
            plan, deadlines = _headings(language)["plan"], _headings(language)["deadlines"]
            rows = _in_language(_records(connection, _PLAN_SQL, document_id), language)
            _write_sheet(book, plan, PLAN, rows, odd, title)
            rows = _records(connection, _DEADLINES_SQL, document_id)
            _write_sheet(book, deadlines, DEADLINES, rows, odd, title)
            rows = _in_language(_records(connection, _DUE_SQL, document_id), language)
            taken = {plan["sheet"].lower(), deadlines["sheet"].lower()}
            for body, due in islice(_by_body(rows), _SHEETS):
                named = {**deadlines, "sheet": _sheet_name(body, taken)}
                _write_sheet(book, named, _OF_A_BODY, due, odd, body)


def _in_language(rows: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """Give rows of a view their bodies in a language, or in the first that it has names in."""
    for column in ("bodies", "body"):
        names = [name for name in rows[0] if name.startswith(f"{column}_")] if rows else []
        own = f"{column}_{language}"
        if names:
            wanted = own if own in names else names[0]
            rows = [{**row, column: row[wanted]} for row in rows]
    return rows


def _by_body(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield each body with its rows, in the order of the alphabet."""
    held: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["body"]:
            held[row["body"]].append(row)
    yield from sorted(held.items())


def _sheet_name(body: str, taken: set[str]) -> str:
    """Return a name for a body's sheet that Excel takes and no other sheet has; note it."""
    plain = " ".join(_NO_NAME.sub(" ", body).split())
    name = plain[:_NAME].strip() or "–"
    number = 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: _NAME - 4].strip()} {number}"
    taken.add(name.lower())
    return name


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
    title: str | None,
) -> None:
    sheet = book.add_worksheet(headings["sheet"])
    sheet.set_header("&L" + (title or "")[:_HEADER].replace("&", "&&"))
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
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, text)
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
