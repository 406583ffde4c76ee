"""A published document in the terminal, table by table.

What does not belong here: the web pages (`pipelines.site`), a run's summary
(`pipelines.commands.console`).
"""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.errors import ZhosparError
from pipelines.publishing.database import reading
from schemas.base import Row
from schemas.tables import TABLES, IndicatorRow

LISTED = {model.table: model for model in TABLES if model.display.listed}
# A column more: what another table holds of each row.
_VALUES_BY_YEAR = """
    SELECT group_concat(year || ': ' || printf('%g', value), '; ')
    FROM (SELECT * FROM indicator_values ORDER BY year) AS v
    WHERE v.indicator_id = indicators.indicator_id
"""
_JOINED = {IndicatorRow.table: ("values", _VALUES_BY_YEAR)}


def show(console: Console, database: Path, name: str, tables: Sequence[str], limit: int) -> None:
    """Print a document's own row and its tables, `limit` rows of each.

    `name` is its id, its path, or any part of its path that no other document
    has. Raises ZhosparError if it names none or several.
    """
    with reading(database) as connection:
        document = find_document(connection, name)
        console.print(_pairs(document))
        for title in tables:
            query = _query(LISTED[title])
            rows = connection.execute(query, (document["document_id"],)).fetchall()
            if rows:
                console.print(_table(title, rows, limit))


def _query(model: type[Row]) -> str:
    """Return the query of a document's rows of a table, with the columns that it lists."""
    columns = [f'"{name}"' for name in model.display.listed]
    if joined := _JOINED.get(model.table):
        name, query = joined
        columns.append(f'({query}) AS "{name}"')
    found = "position" if "position" in model.model_fields else "rowid"
    sorting = ", ".join(f'"{name}"' for name in model.display.listed_by) or found
    return (
        f'SELECT {", ".join(columns)} FROM "{model.table}" WHERE document_id = ? ORDER BY {sorting}'
    )


def find_document(connection: sqlite3.Connection, name: str) -> sqlite3.Row:
    """Return the row of the document called `name`; raises ZhosparError, see `show`."""
    exact = "SELECT * FROM documents WHERE document_id = ?1 OR path = ?1"
    part = "SELECT * FROM documents WHERE instr(path, ?1) > 0 ORDER BY path"
    rows = connection.execute(exact, (name,)).fetchall()
    rows = rows or connection.execute(part, (name,)).fetchall()
    if len(rows) == 1:
        found: sqlite3.Row = rows[0]
        return found
    paths = [row["path"] for row in rows] or _paths(connection)
    word = "Several documents are" if rows else "No document is"
    raise ZhosparError(f"{word} called {name}; published are: {', '.join(paths)}")


def _paths(connection: sqlite3.Connection) -> list[str]:
    return [row["path"] for row in connection.execute("SELECT path FROM documents ORDER BY path")]


def _pairs(row: sqlite3.Row) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in dict(row).items():
        if value is not None:
            table.add_row(name, Text(_text(value)))
    return table


def _table(title: str, rows: Sequence[sqlite3.Row], limit: int) -> Table:
    shown = f"{limit} of {len(rows)}" if len(rows) > limit else str(len(rows))
    names = rows[0].keys()
    table = Table(*_headed(rows, names), title=f"{title}: {shown}", title_justify="left")
    for row in rows[:limit]:
        table.add_row(*(Text(_text(row[name])) for name in _headed(rows, names)))
    return table


def _headed(rows: Sequence[sqlite3.Row], names: Sequence[str]) -> Iterator[str]:
    """Return the columns that hold anything."""
    return (name for name in names if any(row[name] is not None for row in rows))


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.12g}" if isinstance(value, float) else str(value)
