"""Reading from the database what was published for each input.

What does not belong here: comparing it with the inputs (`pipelines.planning.plan`).
"""

import sqlite3
from pathlib import Path

from pipelines.planning.plan import Published
from pipelines.publishing.database import has_declared_schema, read_rows, reading
from schemas.tables import DocumentStateRow, QuarantineRow


def load(database: Path) -> Published:
    """Return what a database knows of the inputs; nothing, if there is none yet."""
    if not database.exists():
        return Published()
    with reading(database) as connection:
        return read_published(connection)


def read_published(connection: sqlite3.Connection) -> Published:
    """Return what a database knows of the inputs.

    Nothing, if its tables are not those that the models declare: then every
    document is read anew.
    """
    if not has_declared_schema(connection):
        return Published()
    return Published(
        states={row.path: row for row in read_rows(connection, DocumentStateRow)},
        quarantine={row.path: row for row in read_rows(connection, QuarantineRow)},
    )
