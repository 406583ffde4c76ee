"""Publishing one document on trial, so that rows that do not fit harm no other document.

What does not belong here: publishing in earnest (`pipelines.publish`).
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from pipelines.database import SCHEMA, Tables, check_foreign_keys, insert_rows, insert_tables
from pipelines.steps import reference_rows


def publish(families: Iterable[Tables]) -> None:
    """Try whether the rows of a document fit the published tables and each other.

    Raises sqlite3.IntegrityError if a constraint or a key is broken.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in SCHEMA:
            connection.execute(statement)
        insert_rows(connection, reference_rows())
        for tables in families:
            insert_tables(connection, tables)
        connection.execute("INSERT INTO acts (act_id) SELECT act_id FROM document_acts")
        check_foreign_keys(connection)
