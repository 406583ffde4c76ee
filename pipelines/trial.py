"""Publishing one document on trial, so that rows that do not fit harm no other document.

What does not belong here: publishing in earnest (`pipelines.publish`).
"""

import sqlite3
import threading
from collections.abc import Iterable
from functools import cache

from pipelines.database import (
    SCHEMA,
    Tables,
    check_foreign_keys,
    insert_rows,
    insert_tables,
    read_rows,
)
from pipelines.steps import defined_bodies, lexicon_rows
from schemas.tables import AbbreviationRow


def publish(families: Iterable[Tables]) -> None:
    """Try whether the rows of a document fit the published tables and each other.

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
