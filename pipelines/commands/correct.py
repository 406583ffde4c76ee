"""Writing down that a published value is wrong, beside its document.

What belongs here: from a row's key to an entry of a file of corrections. What does not: that
file (`pipelines.planning.corrections`), and applying it (`pipelines.publishing.corrections`).
"""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from pipelines.errors import NoInputError, NoSuchRowError, ValueRefusedError
from pipelines.planning.corrections import Act, Correction, Value, add_correction
from pipelines.publishing.corrections import CORRECTABLE, correctable_columns
from pipelines.publishing.database import reading_own
from pipelines.publishing.keys import row_by_key
from pipelines.publishing.quotes import quote_of
from schemas.base import Row
from schemas.generate.columns import columns


class Found(NamedTuple):
    """A row of a correctable table."""

    model: type[Row]
    row: sqlite3.Row


def correct(database: Path, key: str, field: str, value: str | None, why: str) -> Path:
    """Write down what a field of a row should be; return the file that says so.

    Raises NoSuchRowError if no row has the key, NoInputError if it has no such field,
    and ValueRefusedError if the field holds no such value.
    """
    with reading_own(database) as connection:
        found = _find(connection, key)
        document = _document(connection, found)
        path = Path(document["path"])
        correction = Correction(
            path=path.name,
            act=_act(document),
            table=found.model.table,
            id=key,
            quote=quote_of(connection, found.model, found.row),
            field=field,
            was=_known(found, field),
            value=_typed(found.model, field, value),
            why=why,
        )
    return add_correction(path.parent, correction)


def _find(connection: sqlite3.Connection, key: str) -> Found:
    for model in CORRECTABLE.values():
        if len(model.primary_key) == key.count("/") + 1:
            row = row_by_key(connection, model, key)
            if row is not None:
                return Found(model, row)
    raise NoSuchRowError(f"No row has the id {key}")


def _document(connection: sqlite3.Connection, found: Found) -> sqlite3.Row:
    """Return the document that a row belongs to, maybe by way of an action or another row."""
    model, row = found
    while "document_id" not in row.keys():  # noqa: SIM118 - a Row iterates over its values
        key = next(iter(model.foreign_keys))
        model = CORRECTABLE[model.foreign_keys[key].split(".")[0]]
        owner = row_by_key(connection, model, str(row[key]))
        assert owner is not None
        row = owner
    query = "SELECT * FROM documents WHERE document_id = ?"
    document: sqlite3.Row = connection.execute(query, (row["document_id"],)).fetchone()
    return document


def _act(document: sqlite3.Row) -> Act | None:
    number, date, language = document["number"], document["date"], document["language"]
    return Act(number=number, date=date, language=language) if number else None


def _known(found: Found, field: str) -> Value:
    possible = correctable_columns(found.model)
    if field not in possible:
        raise NoInputError(
            f"{found.model.table} has no field {field}; it has {', '.join(possible)}"
        )
    value: Value = found.row[field]
    return value


def _typed(model: type[Row], field: str, value: str | None) -> Value:
    """Return a value given as text in the kind that its column holds."""
    kind = next(column.kind for column in columns(model) if column.name == field)
    try:
        if value is None or kind == "text":
            return value
        return float(value) if kind == "real" else int(value)
    except ValueError as error:
        raise ValueRefusedError(f"{field} holds a number, and “{value}” is none") from error
