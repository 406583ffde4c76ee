"""Opening the published database, for readers and for the one writer.

What does not belong here: what is written (`pipelines.publishing.publish`).
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from pipelines.errors import DatabaseError
from schemas.base import Row
from schemas.generate import sql
from schemas.generate.columns import columns
from schemas.tables import TABLES, DocumentStateRow, SearchEntryRow
from schemas.views import VIEWS

MODELS = {model.table: model for model in TABLES}
# Nothing beside the database, neither WAL nor journal. The modes change by one write to the head of
# the file: it needs no journal, and who may only read could not undo one that a killed run left.
_ONE_FILE = "PRAGMA journal_mode = MEMORY"
# What to do, by the beginning of the name of SQLite's error (sqlite.org/rescode.html).
_ADVICE = {
    "SQLITE_BUSY": "another program has it open; close that and run again",
    "SQLITE_LOCKED": "another program has it open; close that and run again",
    "SQLITE_READONLY": "see to its permissions, or name another folder",
    "SQLITE_CANTOPEN": "see to the permissions of its folder, or name another one",
    "SQLITE_FULL": "free some space on the disk and run again",
    "SQLITE_IOERR": "see to the disk and its free space, and run again",
}
SEARCH_INDEX = "search_index"
SCHEMA = (*sql.schema(TABLES, VIEWS), sql.full_text_index(SEARCH_INDEX, SearchEntryRow, "terms"))
Values = tuple[str | int | float | None, ...]  # a row, in the order of its table's columns
Tables = dict[str, list[Values]]  # rows by table
AnyRow = TypeVar("AnyRow", bound=Row)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database to read it; rows go by column name.

    Raises DatabaseError if the file is missing or is no database.
    """
    if not path.exists():
        raise DatabaseError(f"{path} does not exist: make it with `zhospar run`")
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            raise DatabaseError(f"{path} cannot be read ({error}): {_advice(error)}") from error


def _advice(error: sqlite3.DatabaseError) -> str:
    """Return what to do about what SQLite says."""
    name = getattr(error, "sqlite_errorname", "")
    for begin, advice in _ADVICE.items():
        if name.startswith(begin):
            return advice
    return "move it away and run again, or name another folder"


def refuse_foreign(path: Path, connection: sqlite3.Connection) -> None:
    """Raise DatabaseError for a database of others with a table that has a name of ours."""
    tables = {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master")}
    theirs = sorted(tables & set(MODELS))
    if theirs and DocumentStateRow.table not in tables:
        raise DatabaseError(
            f"{path} was made by another program and holds a table {theirs[0]}, as ours would: "
            "move it away or name another folder"
        )


@contextmanager
def reading_own(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database to read it, as `reading` does, if this version of the code published it.

    Raises DatabaseError if its tables are not those that the models declare.
    """
    with reading(path) as connection:
        if not has_declared_schema(connection):
            raise DatabaseError(f"{path} was published by another version: run `zhospar run` again")
        yield connection


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database for one transaction: all of it is published, or nothing.

    Readers see the old rows until the commit. Foreign keys are checked at the
    commit, so the order of statements does not matter. Raises DatabaseError if
    the file cannot be written; one that was not there before is taken away then.
    """
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(path)) as connection:
            _enter_wal(connection)
            with _transaction(connection):
                yield connection
            _leave_wal(connection)
    except BaseException as error:
        if is_new:
            path.unlink(missing_ok=True)
        if isinstance(error, sqlite3.DatabaseError):
            raise DatabaseError(f"{path} cannot be written ({error}): {_advice(error)}") from error
        raise


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    # Tables of another schema can only be dropped while keys are not enforced.
    connection.execute(f"PRAGMA foreign_keys = {has_declared_schema(connection)}")
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        yield
        check_foreign_keys(connection)


def tidy(path: Path) -> None:
    """Make a database one plain file again that a killed run, or readers at that time, left in WAL.

    What is wrong with it otherwise is told when it is read.
    """
    if path.is_file():
        with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=0)) as connection:
            connection.execute(_ONE_FILE)


def _leave_wal(connection: sqlite3.Connection) -> None:
    """Leave one plain file, since a database in WAL mode can only be opened with write permission.

    While others read it, that must wait until the next run.
    """
    try:
        connection.execute(_ONE_FILE)
    except sqlite3.OperationalError:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _enter_wal(connection: sqlite3.Connection) -> None:
    """Let readers see the old rows while new ones are written."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute(_ONE_FILE)
        connection.execute("PRAGMA journal_mode = WAL")


def has_declared_schema(connection: sqlite3.Connection) -> bool:
    """Tell whether every table and view of the models stands in the database as declared."""
    found = {
        statement
        for (statement,) in map(tuple, connection.execute("SELECT sql FROM sqlite_master"))
    }
    return found.issuperset(SCHEMA)


def read_rows(
    connection: sqlite3.Connection, model: type[AnyRow], where: str = "true"
) -> list[AnyRow]:
    """Return the rows of a table for which an SQL condition holds, in its order if it has one."""
    names = [column.name for column in columns(model)]
    listed = ", ".join(f'"{name}"' for name in names)
    rows = connection.execute(f'SELECT {listed} FROM "{model.table}" WHERE {where}')
    return [model.model_validate(dict(zip(names, row, strict=True))) for row in rows]


def insert_rows(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Insert rows of any tables, those of one table together."""
    for model, group in groupby(rows, key=type):
        connection.executemany(sql.insert(model), map(values, group))


def insert_tables(connection: sqlite3.Connection, tables: Tables) -> None:
    """Insert rows that are plain values already."""
    for table, rows in tables.items():
        connection.executemany(sql.insert(MODELS[table]), rows)


def check_foreign_keys(connection: sqlite3.Connection) -> None:
    """Raise IntegrityError if a key of our tables leads to no row."""
    if broken := broken_keys(connection):
        tables = sorted({f"{row[0]} → {row[2]}" for row in broken})
        raise sqlite3.IntegrityError(f"keys that lead nowhere: {', '.join(tables)}")


def broken_keys(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return the keys of our tables that lead to no row, as `PRAGMA foreign_key_check` does."""
    checks = (f'PRAGMA foreign_key_check("{table}")' for table in MODELS)
    return [tuple(row) for check in checks for row in connection.execute(check)]


def published_state(connection: sqlite3.Connection) -> str:
    """Return the digest of the states that the rows were published with."""
    return str(connection.execute("SELECT value FROM meta WHERE key = 'state'").fetchone()[0])


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table held when it was published."""
    rows = connection.execute("SELECT substr(key, 6), value FROM meta WHERE key LIKE 'rows.%'")
    return {str(table): int(count) for table, count in map(tuple, rows)}


def values(row: Row) -> Values:
    """Return a row as plain values."""
    return tuple(getattr(row, column.name) for column in columns(type(row)))
