"""Published rows in the terminal: the tables and views of one document, or of all.

What does not belong here: how rows are printed (`pipelines.commands.listing`), the web
pages (`pipelines.site`), a run's summary (`pipelines.commands.console`).
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from pipelines.commands.accounting import accounting
from pipelines.commands.listing import (
    Form,
    Listing,
    advice,
    as_text,
    record,
    tuples,
    write,
    write_json,
)
from pipelines.errors import NoInputError, ZhosparError
from pipelines.publishing.database import reading_own
from schemas.base import Row, View
from schemas.generate.columns import columns
from schemas.generate.sql import owner_key, row_counts
from schemas.tables import TABLES, ActionRow, DocumentRow, IndicatorRow
from schemas.views import VIEWS, IndicatorLine, PlanRow

SHOWN: dict[str, type[Row]] = {
    model.table: model for model in (*VIEWS, *TABLES) if not model.display.internal
}
# What is shown where no table is named: views in place of the tables that they are made of.
_OF_A_DOCUMENT = (
    PlanRow.table,
    IndicatorLine.table,
    *(m.table for m in TABLES if m.display.listed and m not in (ActionRow, IndicatorRow)),
)
ROWS = 20  # that people are shown of each table
_COUNTED = tuple(model for model in TABLES if model.display.counted)
_DOCUMENTS = f"""
    SELECT path, format, language, kind, title, number, date,
        {row_counts(_COUNTED, "d.document_id")}, document_id
    FROM documents AS d ORDER BY path
"""


def show(
    console: Console,
    database: Path,
    document: str | None,
    tables: Sequence[str],
    limit: int | None,
    form: Form = Form.TEXT,
) -> None:
    """Print tables and views, those of one document or of all, `limit` rows of each.

    `document` is its id, its path, or any part of its path that no other document has.
    Raises NoInputError for names that are not known, ZhosparError if `document` names
    none or several.
    """
    models = [_model(name) for name in tables]
    if form is Form.CSV and len(models) != 1:
        raise NoInputError(f"CSV holds one table: name it with --table, {advice('', SHOWN)}")
    if not models and document is None:
        raise NoInputError("Name a document (`zhospar list` lists them) or a table (--table)")
    with reading_own(database) as connection:
        own = find_document(connection, document) if document is not None else None
        key = str(own["document_id"]) if own else None
        named = models or [_model(name) for name in _OF_A_DOCUMENT]
        listings = [_listing(connection, model, key, form) for model in named]
        if form is Form.JSON and not models:
            _write_all(own, listings)
            return
        if own and form is Form.TEXT:
            console.print(record((n, as_text(v)) for n, v in dict(own).items() if v is not None))
            console.print()
        for listing in listings:
            _write(console, listing, form, limit, named=bool(models))


def list_documents(database: Path) -> Listing:
    """Return all published documents with how many rows they have."""
    with reading_own(database) as connection:
        cursor = connection.execute(_DOCUMENTS)
        names = tuple(column[0] for column in cursor.description)
        return Listing("documents", names, list(tuples(cursor)))


def show_accounting(
    console: Console, database: Path, document: str | None, form: Form = Form.TEXT
) -> None:
    """Print where all text of a document went, or of each; names are taken as by `show`."""
    with reading_own(database) as connection:
        own = find_document(connection, document) if document is not None else None
        key = str(own["document_id"]) if own else None
        write(accounting(connection, key), form, console)


def find_document(connection: sqlite3.Connection, name: str) -> sqlite3.Row:
    """Return the row of the document called `name`; raises ZhosparError, see `show`."""
    exact = "SELECT * FROM documents WHERE document_id = ?1 OR path = ?1"
    part = "SELECT * FROM documents WHERE instr(path, ?1) > 0 ORDER BY path"
    rows = connection.execute(exact, (name,)).fetchall()
    rows = rows or connection.execute(part, (name,)).fetchall()
    if len(rows) == 1:
        found: sqlite3.Row = rows[0]
        return found
    if rows:
        paths = ", ".join(row["path"] for row in rows)
        raise ZhosparError(f"Several documents are called {name}: {paths}")
    raise ZhosparError(f"No document is called {name}; {advice(name, _paths(connection))}")


def _model(name: str) -> type[Row]:
    if name not in SHOWN:
        raise NoInputError(f"No table is called {name}; {advice(name, SHOWN)}")
    return SHOWN[name]


def _paths(connection: sqlite3.Connection) -> list[str]:
    return [row["path"] for row in connection.execute("SELECT path FROM documents ORDER BY path")]


def _write(
    console: Console, listing: Listing, form: Form, limit: int | None, *, named: bool
) -> None:
    if form is not Form.TEXT:
        write(listing, form, console, limit)
        return
    rows = list(listing.rows)
    if rows or named:
        write(listing._replace(rows=rows), form, console, limit)
        console.print()


def _write_all(own: sqlite3.Row | None, listings: Sequence[Listing]) -> None:
    """Print one object: an array for each table."""
    documents = Listing("documents", tuple(own.keys()), [tuple(own)]) if own else None
    print("{", end="")
    for place, listing in enumerate([*([documents] if documents else []), *listings]):
        print(f'{"," if place else ""}\n  "{listing.title}": ', end="")
        write_json(listing, indent="  ")
    print("\n}")


def _listing(
    connection: sqlite3.Connection, model: type[Row], document: str | None, form: Form
) -> Listing:
    """Return the rows of a table: all columns, or to people those that it lists."""
    listed = model.display.listed if form is Form.TEXT else ()
    names = listed or tuple(column.name for column in columns(model))
    if form is Form.TEXT and document is None and listed:
        names = _with_document(model, listed)
    selected = ", ".join(f'"{name}"' for name in names)
    where, values = _of_document(model, document)
    sql = f'SELECT {selected} FROM "{model.table}" WHERE {where} ORDER BY {_order(model)}'
    rows = tuples(connection.execute(sql, values))
    truths = {c.name for c in columns(model) if c.kind == "boolean"}
    if form is Form.JSON and truths:
        rows = (_with_truths(names, row, truths) for row in rows)
    return Listing(model.table, names, rows)


def _with_document(model: type[Row], listed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns with the one that tells documents apart before them."""
    held = (name for name in ("document", "document_id") if name in model.model_fields)
    return (*(name for name in list(held)[:1] if name not in listed), *listed)


def _with_truths(
    names: Sequence[str], row: tuple[object, ...], truths: set[str]
) -> tuple[object, ...]:
    """Return a row with truth values as such: SQLite has them as 0 and 1."""
    return tuple(
        bool(value) if name in truths and value is not None else value
        for name, value in zip(names, row, strict=True)
    )


def _of_document(model: type[Row], document: str | None) -> tuple[str, tuple[str, ...]]:
    """Return a condition that holds for the rows of a document, and its values."""
    if document is None:
        return "true", ()
    return _condition(model), (document,)


def _condition(model: type[Row]) -> str:
    """Return SQL that holds for a document's rows: its own, and those that belong to them."""
    if model is DocumentRow or "document_id" in model.model_fields:
        return '"document_id" = ?'
    key = owner_key(model)
    owner = key and SHOWN.get(model.foreign_keys[key].split(".")[0])
    if not owner or owner is DocumentRow or not _belongs(owner):
        raise NoInputError(
            f"Rows of {model.table} belong to no single document: name the table alone,"
            f" zhospar show --table {model.table}"
        )
    return f'"{key}" IN (SELECT "{key}" FROM "{owner.table}" WHERE {_condition(owner)})'


def _belongs(model: type[Row]) -> bool:
    return "document_id" in model.model_fields or owner_key(model) is not None


def _order(model: type[Row]) -> str:
    if issubclass(model, View):
        names: Sequence[str] = model.sorted_by
    else:
        names = model.display.listed_by or ("position",) * ("position" in model.model_fields)
    first = ("document_id",) * ("document_id" in model.model_fields and "position" in names)
    return ", ".join(f'"{name}"' for name in (*first, *names)) or "rowid"
