"""Applying people's corrections to published rows, and taking them back.

Rows are read anew only where their documents change, so each run first puts back what was
read, and then applies the corrections as they stand now. What does not belong here: the
files of corrections (`pipelines.planning.corrections`).
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import ValidationError

from pipelines.planning.corrections import Correction, Entry, Value
from pipelines.publishing.database import read_rows
from pipelines.publishing.keys import key_text, row_by_key
from pipelines.publishing.quotes import quote_of
from schemas.base import Row, stable_id
from schemas.generate import sql
from schemas.generate.columns import columns
from schemas.tables import TABLES, CorrectionRow, DocumentRow

CORRECTABLE = {model.table: model for model in TABLES if sql.root(model, TABLES) is DocumentRow}
_PLACES = {"page", "line", "bbox", "block"}
_JUDGED_KEYS = {"body_id", "issuer_body_id"}  # keys that reading decides on; the others only join


class _RefusedError(Exception):
    """A correction cannot be applied: its status, and a sentence."""

    def __init__(self, status: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status


class _Target(NamedTuple):
    """The row that a correction is for."""

    model: type[Row]
    document_id: str
    row: sqlite3.Row

    @property
    def row_id(self) -> str:
        return key_text(self.model, self.row)


def correctable_columns(model: type[Row]) -> list[str]:
    """Return the columns of a table whose values are read, and so may be put right."""
    joining = {*model.primary_key, *model.foreign_keys} - _JUDGED_KEYS
    return [c.name for c in columns(model) if c.name not in joining | _PLACES]


def take_back(connection: sqlite3.Connection) -> None:
    """Give all rows that were corrected the values again that were read."""
    # The last first: of two that correct one value, the first knows what was read.
    applied = "status = 'applied' ORDER BY file DESC, position DESC"
    for row in read_rows(connection, CorrectionRow, applied):
        model = CORRECTABLE[str(row.table_name)]
        target = row_by_key(connection, model, str(row.row_id))
        if target is not None:
            _set(connection, model, target, str(row.field), json.loads(str(row.before)))


def apply(connection: sqlite3.Connection, entries: Iterable[Entry]) -> Iterator[CorrectionRow]:
    """Apply corrections to the rows as they were read; yield what became of each."""
    connection.row_factory, factory = sqlite3.Row, connection.row_factory
    try:
        for entry in entries:
            yield _outcome(connection, entry)
    finally:
        connection.row_factory = factory


def _outcome(connection: sqlite3.Connection, entry: Entry) -> CorrectionRow:
    correction, target, status, detail = entry.correction, None, "applied", entry.fault
    before: Value = None
    try:
        if correction is None:
            raise _RefusedError("invalid", entry.fault or "It is empty.")
        target = _target(connection, correction)
        before = target.row[correction.field]
        value = _validated(connection, target, correction)
        if value == before:
            raise _RefusedError("not_needed", "The value is read so by now; delete the correction.")
        _set(connection, target.model, target.row, correction.field, value)
    except _RefusedError as refusal:
        status, detail = refusal.status, str(refusal)
    return CorrectionRow.model_validate(
        {
            "correction_id": stable_id("corr", entry.file, entry.position),
            "file": entry.file,
            "position": entry.position,
            "document_id": target and target.document_id,
            "table_name": correction and correction.table,
            "row_id": target.row_id if target else correction and correction.id,
            "field": correction and correction.field,
            "before": _json(before) if target else None,
            "after": _json(correction.value) if correction else None,
            "why": correction and correction.why,
            "status": status,
            "detail": detail,
        }
    )


def _target(connection: sqlite3.Connection, correction: Correction) -> _Target:
    """Return the row that a correction is for; raises _RefusedError if it cannot be told."""
    model = CORRECTABLE.get(correction.table)
    if model is None:
        raise _RefusedError("invalid", f"There is no table {correction.table} to correct.")
    if correction.field not in correctable_columns(model):
        raise _RefusedError(
            "invalid", f"{correction.table} has no column {correction.field} to correct."
        )
    documents = _documents(connection, correction)
    if not documents:
        raise _RefusedError("row_gone", f"{correction.path} is not published.")
    for document_id in documents:
        rows = _rows_of(connection, model, document_id)
        named = [row for row in rows if key_text(model, row) == correction.id]
        if named and _says(connection, model, named[0], correction.quote):
            return _Target(model, document_id, named[0])
        if correction.quote is None:
            continue
        quoted = [row for row in rows if _says(connection, model, row, correction.quote)]
        if len(quoted) == 1:
            return _Target(model, document_id, quoted[0])
        if named or quoted:
            raise _RefusedError(
                "source_changed", "The words it was made for have changed; look at them again."
            )
    raise _RefusedError(
        "row_gone", "No row has its id or its words any more; delete it or make it anew."
    )


def _documents(connection: sqlite3.Connection, correction: Correction) -> list[str]:
    """Return the documents that may be meant: that of the path, then those of the act."""
    by_path = "SELECT document_id FROM documents WHERE path = ?"
    found = [row[0] for row in connection.execute(by_path, (correction.path,))]
    if act := correction.act:
        query = (
            "SELECT document_id FROM documents WHERE number = ? AND date IS ?"
            " AND language = coalesce(?, language) ORDER BY path"
        )
        found += [r[0] for r in connection.execute(query, (act.number, act.date, act.language))]
    return list(dict.fromkeys(found))


def _rows_of(
    connection: sqlite3.Connection, model: type[Row], document_id: str
) -> list[sqlite3.Row]:
    """Return a document's rows of a table, which may belong to it by way of others."""
    condition, table = "document_id = ?", model
    path = []
    while "document_id" not in table.model_fields:
        key = sql.owner_key(table)
        assert key is not None
        owner, column = table.foreign_keys[key].split(".")
        path.append((key, owner, column))
        table = CORRECTABLE[owner]
    for key, owner, column in reversed(path):
        condition = f'"{key}" IN (SELECT "{column}" FROM "{owner}" WHERE {condition})'
    query = f'SELECT * FROM "{model.table}" WHERE {condition} ORDER BY rowid'
    return connection.execute(query, (document_id,)).fetchall()


def _says(
    connection: sqlite3.Connection, model: type[Row], row: sqlite3.Row, quote: str | None
) -> bool:
    return quote is None or quote_of(connection, model, row) == quote


def _validated(connection: sqlite3.Connection, target: _Target, correction: Correction) -> Value:
    """Return the value as its column takes it; raises _RefusedError if it does not."""
    name = correction.field
    try:
        row = target.model.model_validate({**dict(target.row), name: correction.value})
    except ValidationError as error:
        raise _RefusedError(
            "invalid", f"{name} cannot be that: {error.errors()[0]['msg']}."
        ) from error
    value: Value = getattr(row, name)
    if value is not None and (key := target.model.foreign_keys.get(name)):
        table, column = key.split(".")
        query = f'SELECT 1 FROM "{table}" WHERE "{column}" = ?'
        if connection.execute(query, (value,)).fetchone() is None:
            raise _RefusedError("invalid", f"There is no {table} row {value}.")
    return value


def _set(
    connection: sqlite3.Connection, model: type[Row], row: sqlite3.Row, name: str, value: Value
) -> None:
    where = " AND ".join(f'"{key}" = ?' for key in model.primary_key)
    query = f'UPDATE "{model.table}" SET "{name}" = ? WHERE {where}'
    connection.execute(query, (value, *(row[key] for key in model.primary_key)))


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)
