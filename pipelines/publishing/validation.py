"""Validating the rows of one document before they are published with those of all others.

The rows are inserted into a database in memory, and rolled back: a document whose
rows break a constraint or a key is set aside alone. What does not belong here:
writing the published database (`pipelines.publishing.publish`).
"""

import sqlite3
import threading
from collections.abc import Iterable
from functools import cache

from extractors.flow import defined_bodies, lexicon_rows
from pipelines.publishing.database import (
    SCHEMA,
    Tables,
    check_foreign_keys,
    insert_rows,
    insert_tables,
    read_rows,
)
from schemas.tables import AbbreviationRow


def validate(families: Iterable[Tables]) -> None:
    """Check the rows of a document against the published tables and each other.

    Raises sqlite3.IntegrityError if a constraint or a key is broken.
    """
    connection = _database(threading.get_ident())
    try:
        for tables in families:
            insert_tables(connection, tables)
        insert_rows(connection, defined_bodies(read_rows(connection, AbbreviationRow)))
        connection.execute("INSERT INTO acts (act_id) SELECT act_id FROM document_acts")
        check_foreign_keys(connection)
    finally:
        connection.rollback()


@cache
def _database(thread: int) -> sqlite3.Connection:
    """Return a thread's database in memory: it holds what comes from no document."""
    connection = sqlite3.connect(":memory:")
    for statement in SCHEMA:
        connection.execute(statement)
    insert_rows(connection, lexicon_rows())
    connection.commit()
    return connection
