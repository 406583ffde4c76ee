"""What one question may take of the site: seconds, bytes, columns; what exceeds that is told.

What belongs here: limits of the database that Datasette reads, and faults of a
question as the one kind of error that Datasette answers with 400. What does not:
other odd requests (`pipelines.site.refusals`).
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast

from datasette.database import Database
from datasette.utils import sqlite_timelimit

SECONDS = 3.0
# A single function of SQLite cannot be interrupted: then the answer does not wait for it.
_PATIENCE = 3 * SECONDS
_ANSWER = 20_000_000  # characters and bytes of all rows of an answer
_HEAP = 500_000_000  # bytes of memory that SQLite takes for all questions together
# A value, in bytes: our longest texts are passages, of some kilobytes. Short values also keep
# functions short that take the square of a value's length, such as instr and trim.
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 2_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
Result = TypeVar("Result")


class BoundedDatabase(Database):  # type: ignore[misc]  # Datasette has no types
    """The published database, each question to it within limits."""

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """Open it, read-only."""
        uri = f"{Path(self.path).absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, factory=_Connection)
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)
        self._all_file_connections.append(connection)
        return connection

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Result]) -> Result:
        """Put a question in a thread; it is interrupted when its time is over."""

        def within_time(connection: sqlite3.Connection) -> Result:
            with sqlite_timelimit(connection, 1000 * SECONDS):
                return fn(connection)

        try:
            return cast(Result, await asyncio.wait_for(super().execute_fn(within_time), _PATIENCE))
        except TimeoutError:
            raise sqlite3.OperationalError(
                f"The question takes more than {_PATIENCE:.0f} s"
            ) from None


def limit_memory() -> None:
    """Let SQLite take no more than so much memory in this process."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA hard_heap_limit = {_HEAP}")


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or _Cursor)


class _Cursor(sqlite3.Cursor):
    """A cursor that adds up what it hands out."""

    taken = 0

    def execute(self, sql: str, parameters: Any = (), /) -> "_Cursor":
        with _told():
            super().execute(sql, parameters)
        return self

    def __next__(self) -> Any:
        with _told():
            row = super().__next__()
        self.taken += sum(len(value) if isinstance(value, str | bytes) else 8 for value in row)
        if self.taken > _ANSWER:
            raise sqlite3.OperationalError(
                f"The answer takes more than {_ANSWER / 1e6:.0f} MB: ask for fewer rows or columns"
            )
        return row

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        return list(islice(self, size))

    def fetchall(self) -> list[Any]:
        return list(self)


@contextmanager
def _told() -> Iterator[None]:
    """Turn whatever a question can do wrong into the error that leads to an answer."""
    try:
        yield
    except StopIteration:
        raise
    except sqlite3.OperationalError:
        raise
    except MemoryError as error:
        raise sqlite3.OperationalError("The question takes too much memory") from error
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, TypeError) as error:
        raise sqlite3.OperationalError(str(error)) from error
