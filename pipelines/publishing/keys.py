"""Keys of published rows as one text, by which people and other tables name them.

A key of several columns has a slash between its parts: an action's id and a position. What
does not belong here: how ids are made (`schemas.base.stable_id`).
"""

import sqlite3
from collections.abc import Mapping

from schemas.base import Row


def key_text(model: type[Row], row: Mapping[str, object] | sqlite3.Row) -> str:
    """Return a row's key as text."""
    return "/".join(str(row[name]) for name in model.primary_key)


def key_sql(model: type[Row], alias: str) -> str:
    """Return SQL of `key_text` of the rows of a table that a query calls `alias`."""
    return " || '/' || ".join(f'{alias}."{name}"' for name in model.primary_key)


def row_by_key(connection: sqlite3.Connection, model: type[Row], key: str) -> sqlite3.Row | None:
    """Return the row that has a key as `key_text` writes it, None if there is none."""
    where = " AND ".join(f'"{name}" = ?' for name in model.primary_key)
    query = f'SELECT * FROM "{model.table}" WHERE {where}'
    connection.row_factory, factory = sqlite3.Row, connection.row_factory
    try:
        row: sqlite3.Row | None = connection.execute(query, key.split("/")).fetchone()
    finally:
        connection.row_factory = factory
    return row
