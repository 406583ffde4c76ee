"""Bringing an older database up to the schema that the models declare.

A change of a published table is a new `schemas.tables.SCHEMA_VERSION` and a
function here, named after the version that it leads to. What migrations do not
cover is rebuilt: see `bring_up`. What does not belong here: the schema itself.
"""

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from pipelines.errors import DatabaseError
from pipelines.publishing.database import SCHEMA, SEARCH_INDEX, has_declared_schema
from schemas.tables import SCHEMA_VERSION, TABLES
from schemas.views import VIEWS

APPLICATION_ID = 0x7A687370  # "zhsp": by it programs such as `file` tell whose database it is

migrations = Migrations("zhospar")


@migrations(name="version 1")
def create_tables(db: Database) -> None:
    """Create every table, as the models declare it, in a database that has none."""
    if "documents" not in db.table_names():
        create_schema(db.conn)


@migrations(name="version 2")
def add_roles_of_rows(db: Database) -> None:
    """Version 2 publishes what each row of a table is, which only its document can tell, and views.

    The tables are then not as declared, so that all is published anew.
    """


def bring_up(connection: sqlite3.Connection, steps: Migrations = migrations) -> bool:
    """Migrate a database within the open transaction; tell whether its rows are still good.

    Where the migrations do not lead to the declared schema, our tables are dropped
    and made anew, empty: the caller publishes every document again. Raises DatabaseError for
    a database of a later version than ours.
    """
    ((version,),) = connection.execute("PRAGMA user_version")
    if version > SCHEMA_VERSION:
        raise DatabaseError(
            f"The database has schema version {version}, this program {SCHEMA_VERSION}: "
            "use a newer zhospar, or another output folder"
        )
    db = Database(connection, execute_plugins=False)
    steps.apply(db)
    # When it was applied is of no use, and the same input must give the same database.
    connection.execute(f"UPDATE {steps.migrations_table} SET applied_at = ''")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    if has_declared_schema(connection):
        return True
    _drop_own(connection)
    create_schema(connection)
    return False


def create_schema(connection: sqlite3.Connection) -> None:
    """Create all tables, indexes and views that the models declare."""
    for statement in SCHEMA:
        connection.execute(statement)


def _drop_own(connection: sqlite3.Connection) -> None:
    """Drop the tables and views of the models; what users made themselves stays."""
    for view in VIEWS:
        connection.execute(f'DROP VIEW IF EXISTS "{view.table}"')
    for name in (SEARCH_INDEX, *(model.table for model in TABLES)):
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')
