"""Bringing an older database up to the schema that the models declare.

A change of a published table is a new `schemas.tables.SCHEMA_VERSION` and a
function here, named after the version that it leads to. What migrations do not
cover is rebuilt: see `bring_up`. What does not belong here: the schema itself.
"""

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from pipelines.publishing.database import SCHEMA, has_declared_schema

migrations = Migrations("zhospar")


@migrations(name="version 1")
def create_tables(db: Database) -> None:
    """Create every table, as the models declare it, in a database that has none."""
    if "documents" not in db.table_names():
        create_schema(db.conn)


@migrations(name="version 2")
def add_roles_of_rows(db: Database) -> None:
    """Version 2 publishes what each row of a table is, which only its document can tell.

    The tables are then not as declared, so that all is published anew.
    """


def bring_up(connection: sqlite3.Connection, steps: Migrations = migrations) -> bool:
    """Migrate a database within the open transaction; tell whether its rows are still good.

    Where the migrations do not lead to the declared schema, all tables are
    dropped and made anew, empty: the caller publishes every document again.
    """
    db = Database(connection, execute_plugins=False)
    steps.apply(db)
    # When it was applied is of no use, and the same input must give the same database.
    connection.execute(f"UPDATE {steps.migrations_table} SET applied_at = ''")
    if has_declared_schema(connection):
        return True
    _drop_all(connection)
    create_schema(connection)
    return False


def create_schema(connection: sqlite3.Connection) -> None:
    """Create all tables and indexes that the models declare."""
    for statement in SCHEMA:
        connection.execute(statement)


def _drop_all(connection: sqlite3.Connection) -> None:
    """Drop all views, triggers and tables; a full-text index before the tables it rests on."""
    found = connection.execute(
        "SELECT type, name, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master"
        " WHERE type IN ('view', 'trigger', 'table') AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    ).fetchall()
    own = [row for row in found if row[1] != Migrations.migrations_table]
    for kind, name, _ in sorted(own, key=lambda row: (row[0] == "table", not row[2])):
        connection.execute(f'DROP {kind} IF EXISTS "{name}"')
