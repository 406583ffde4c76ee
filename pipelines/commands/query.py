"""A question in SQL to the published database, which it cannot change.

What does not belong here: printing the answer (`pipelines.commands.listing`).
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from pipelines.commands.listing import Listing, advice, tuples
from pipelines.errors import QueryError
from pipelines.publishing.database import reading
from schemas.generate.columns import columns
from schemas.tables import TABLES
from schemas.views import VIEWS

SECONDS = 60.0
ROWS = 100  # that people are shown
_STEPS = 100_000  # of SQLite's machine between two looks at the clock: some milliseconds
# No other file is opened or made: ATTACH and VACUUM INTO need a second database.
_LIMITS = {sqlite3.SQLITE_LIMIT_ATTACHED: 0}
_UNKNOWN = re.compile(r"no such (?P<what>table|column): (?:\w+\.)?(?P<name>\w+)")
_WRITES = ("readonly database", "too many attached databases")


@contextmanager
def answer(database: Path, sql: str, seconds: float = SECONDS) -> Iterator[Listing]:
    """Give the rows that a question asks for, read as they are taken.

    Raises QueryError if SQLite does not understand it, if it would change something, or
    if it takes more than `seconds`.
    """
    with reading(database) as connection:
        connection.row_factory = None
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)
        end = monotonic() + seconds
        connection.set_progress_handler(lambda: monotonic() > end, _STEPS)
        try:
            cursor = connection.execute(sql)
            names = tuple(column[0] for column in cursor.description or ())
            yield Listing("rows", names, tuples(cursor))
        except (sqlite3.Error, sqlite3.Warning, OverflowError) as error:
            raise QueryError(_sentence(str(error), seconds)) from error


def _sentence(message: str, seconds: float) -> str:
    if message == "interrupted":
        return f"The question takes more than {seconds:.0f} s: ask for less, or give --seconds"
    if any(words in message for words in _WRITES):
        return "Only questions are asked here: nothing in the database can be changed"
    if unknown := _UNKNOWN.search(message):
        return f"{message}; {advice(unknown['name'], _KNOWN[unknown['what']]())}"
    return message


def _tables() -> list[str]:
    return [model.table for model in (*VIEWS, *TABLES)]


def _columns() -> list[str]:
    names = (column.name for model in (*VIEWS, *TABLES) for column in columns(model))
    return list(dict.fromkeys(names))


_KNOWN: dict[str, Callable[[], list[str]]] = {"table": _tables, "column": _columns}
