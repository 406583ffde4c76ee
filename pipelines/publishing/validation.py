"""Validating the rows of one document before they are published with those of all others.

The rows are inserted into a database in memory, and rolled back: a row that breaks a
constraint or a key is left out alone, and a document without its own row is set aside. What
does not belong here: writing the published database (`pipelines.publishing.publish`).
"""

import sqlite3
import threading
from collections.abc import Container, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from extractors.flow import defined_bodies, lexicon_rows
from pipelines.publishing.database import (
    MODELS,
    SCHEMA,
    Tables,
    Values,
    broken_keys,
    check_foreign_keys,
    insert_rows,
    insert_tables,
    read_rows,
)
from schemas.base import Row
from schemas.generate import sql
from schemas.generate.columns import columns
from schemas.tables import AbbreviationRow

# What a value that SQLite does not take raises: a whole number of more than 64 bits, half of a
# pair of code units, a text too long.
_ODD = (sqlite3.Error, OverflowError, ValueError)
Families = Mapping[str, Tables]
_Key = tuple[str, str, int]  # a row's family, table and place in it


class Refused(NamedTuple):
    """A row that does not fit the published tables or the other rows, and why not."""

    model: type[Row]
    row: Values
    why: str

    @property
    def place(self) -> dict[str, object]:
        """The columns of its place, as far as it has any."""
        names = [column.name for column in columns(self.model)]
        known = dict(zip(names, self.row, strict=True))
        return {name: known.get(name) for name in ("page", "line", "bbox", "block")}


def valid_rows(families: Families) -> tuple[Families, tuple[Refused, ...]]:
    """Return a document's rows that fit the published tables and each other, and the others.

    Raises what SQLite raises if the document's own row is not among them.
    """
    connection = _database(threading.get_ident())
    try:
        for tables in families.values():
            insert_tables(connection, tables)
        _check_keys(connection)
    except _ODD:
        connection.rollback()
        return _without_odd(connection, families)
    else:
        return families, ()
    finally:
        connection.rollback()


def _without_odd(
    connection: sqlite3.Connection, families: Families
) -> tuple[Families, tuple[Refused, ...]]:
    """Insert row after row; leave out what is refused, and then what keys lead nowhere."""
    refused: dict[_Key, Refused] = {}
    inserted: dict[tuple[str, int], _Key] = {}
    for key, row in _each(families):
        table = key[1]
        try:
            cursor = connection.execute(sql.insert(MODELS[table]), row)
            inserted[table, cursor.lastrowid or 0] = key
        except _ODD as error:
            if table == "documents":
                raise
            refused[key] = Refused(MODELS[table], row, str(error))
    _insert_shared(connection)
    while broken := {(str(b[0]), int(str(b[1]))): b[2] for b in broken_keys(connection)}:
        for (table, rowid), parent in broken.items():
            connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))
            key = inserted[table, rowid]
            why = f"it belongs to a row of {parent} that is not there"
            refused[key] = Refused(MODELS[table], families[key[0]][table][key[2]], why)
    return _without(families, refused), tuple(refused.values())


def _without(families: Families, keys: Container[_Key]) -> Families:
    """Return all rows but some."""
    return {
        family: {
            table: [row for i, row in enumerate(found) if (family, table, i) not in keys]
            for table, found in tables.items()
        }
        for family, tables in families.items()
    }


def _each(families: Families) -> Iterator[tuple[_Key, Values]]:
    for family, tables in families.items():
        for table, rows in tables.items():
            yield from (((family, table, i), row) for i, row in enumerate(rows))


def _check_keys(connection: sqlite3.Connection) -> None:
    _insert_shared(connection)
    check_foreign_keys(connection)


def _insert_shared(connection: sqlite3.Connection) -> None:
    """Insert what publishing makes of the rows of all documents, for keys that lead there."""
    insert_rows(connection, defined_bodies(read_rows(connection, AbbreviationRow)))
    connection.execute("INSERT INTO acts (act_id) SELECT act_id FROM document_acts")


@cache
def _database(thread: int) -> sqlite3.Connection:
    """Return a thread's database in memory: it holds what comes from no document."""
    connection = sqlite3.connect(":memory:")
    for statement in SCHEMA:
        connection.execute(statement)
    insert_rows(connection, lexicon_rows())
    connection.commit()
    return connection
