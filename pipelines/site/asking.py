"""Asking the published database from a page of ours.

What belongs here: from a question in Python to its answer, and parameters of addresses. What
does not: the questions.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from datasette.app import Datasette
from datasette.database import Database
from datasette.utils.asgi import BadRequest, Request

from extractors.languages.sorting import alphabetical

_PAGE_DIGITS = 6  # of a page's number: more than any list has
Record = dict[str, Any]
Result = TypeVar("Result")


def published(datasette: Datasette) -> Database:
    """Return the published database."""
    return datasette.get_database("zhospar")


async def ask(datasette: Datasette, question: Callable[[sqlite3.Connection], Result]) -> Result:
    """Put a question to the database in its own thread; rows come as plain tuples there."""

    def plain(connection: sqlite3.Connection) -> Result:
        connection.row_factory = None
        try:
            return question(connection)
        finally:
            connection.row_factory = sqlite3.Row

    result: Result = await published(datasette).execute_fn(plain)
    return result


def records(
    db: sqlite3.Connection, sql: str, values: Sequence[object] | Mapping[str, object] = ()
) -> list[Record]:
    """Return the rows of a query, each by the names of its columns."""
    cursor = db.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def by_title(rows: Iterable[Record]) -> list[Record]:
    """Return records in the alphabetical order of their titles."""
    return sorted(rows, key=lambda row: alphabetical(row["title"]))


def page_asked(request: Request) -> int:
    """Return the number of the page asked for; the first where that is no number."""
    asked = request.args.get("page") or ""
    if not asked.isdecimal():
        return 1
    if len(asked) > _PAGE_DIGITS:
        raise BadRequest("No list has so many pages")
    return max(1, int(asked))
