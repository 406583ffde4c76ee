"""Every table and view as CSV, JSON Lines and Parquet, described; and files for people.

In CSV no text can become a formula of a spreadsheet; the other forms hold texts exactly.

What does not belong here: the database they are made from (`pipelines.publishing.publish`).
"""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.publishing.calendars import write_calendars
from pipelines.publishing.database import published_state, reading
from pipelines.publishing.in_place import put_in_place, temporary_folder
from pipelines.publishing.odd_rows import OddRows
from pipelines.publishing.package_check import PackageReport, check_package
from pipelines.publishing.spreadsheets import EXCEL, Table
from pipelines.publishing.workbooks import write_workbooks
from schemas.base import Row
from schemas.generate.columns import Column, columns, description, order
from schemas.generate.datapackage import LICENCE, datapackage
from schemas.generate.json_schema import json_schema
from schemas.tables import TABLES
from schemas.views import VIEWS

EXPORTED: tuple[type[Row], ...] = (
    *VIEWS,
    *(model for model in TABLES if not model.display.internal),
)
EXCEL_FOLDER = "excel"  # the same tables as CSV once more, as Excel expects it
_BATCH = 10_000  # rows that are held in memory at a time
_ARROW = {
    "text": pa.string(),
    "integer": pa.int64(),
    "real": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
Batch = list[tuple[Any, ...]]


def export(database: Path, folder: Path, odd: OddRows | None = None) -> PackageReport:
    """Write all tables to `folder`, which appears whole: the old one stays until then.

    Return what frictionless says of the new ones; if they have faults, the old ones stay.
    Rows that a form cannot hold are left out of it, and named in `odd`.
    """
    odd = odd or OddRows()
    with temporary_folder(folder.parent, of_exports=True) as temporary:
        made = Path(temporary, "new")
        Path(made, EXCEL_FOLDER).mkdir(parents=True)
        with reading(database) as connection:
            connection.row_factory = None
            connection.execute("BEGIN")  # one snapshot for all tables
            for model in EXPORTED:
                _export_table(connection, model, made, odd)
            _write_descriptors(made, published_state(connection))
            write_calendars(connection, made / "calendars", odd)
            write_workbooks(connection, made / "workbooks", odd)
        report = check_package(made, links=not odd.count)
        if not report.faults:
            put_in_place(made, folder)
        return report


def _export_table(
    connection: sqlite3.Connection, model: type[Row], folder: Path, odd: OddRows
) -> None:
    names = [column.name for column in columns(model)]
    schema = _arrow_schema(model)
    target = str(folder / model.table)
    for_excel = folder / EXCEL_FOLDER / f"{model.table}.csv"
    with (
        open(f"{target}.csv", "w", encoding="utf-8", newline="") as csv_file,
        open(for_excel, "w", encoding="utf-8", newline="") as excel_file,
        open(f"{target}.jsonl", "w", encoding="utf-8", newline="\n") as jsonl_file,
        pq.ParquetWriter(f"{target}.parquet", schema) as parquet,
    ):
        tables = (Table(csv_file, names), Table(excel_file, names, EXCEL))
        for batch in _batches(connection, model):
            written = _written(model, batch, schema, odd)
            for table in tables:
                table.write(written.rows)
            jsonl_file.writelines(written.lines)
            parquet.write_table(written.columns)


class _Written(NamedTuple):
    """Rows as each form takes them."""

    rows: Batch
    lines: list[str]
    columns: pa.Table


def _written(model: type[Row], batch: Batch, schema: pa.Schema, odd: OddRows) -> _Written:
    """Return rows as they are to be written, without those that a form cannot hold."""
    try:
        return _as_written(model, batch, schema)
    except (ValueError, TypeError, OverflowError):  # Arrow's own errors are of these kinds
        kept = []
        keys = [column.name for column in columns(model)].index(model.primary_key[0])
        for row in batch:
            with odd.left_out(f"{model.table} {row[keys]}, in no export"):
                _as_written(model, [row], schema)
                kept.append(row)
        return _as_written(model, kept, schema)


def _as_written(model: type[Row], batch: Batch, schema: pa.Schema) -> _Written:
    names = [column.name for column in columns(model)]
    rows = [dict(zip(names, row, strict=True)) for row in _typed(model, batch)]
    lines = [json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows]
    return _Written(batch, lines, pa.Table.from_pylist([_dated(model, r) for r in rows], schema))


def _batches(connection: sqlite3.Connection, model: type[Row]) -> Iterator[Batch]:
    listed = ", ".join(f'"{column.name}"' for column in columns(model))
    sorting = ", ".join(f'"{name}"' for name in order(model))
    cursor = connection.execute(f'SELECT {listed} FROM "{model.table}" ORDER BY {sorting}')
    while batch := cursor.fetchmany(_BATCH):
        yield batch


def _typed(model: type[Row], batch: Batch) -> Batch:
    """Return the rows with truth values as such: SQLite has them as 0 and 1."""
    truths = {place for place, column in enumerate(columns(model)) if column.kind == "boolean"}
    if not truths:
        return batch
    return [
        tuple(
            bool(value) if place in truths and value is not None else value
            for place, value in enumerate(row)
        )
        for row in batch
    ]


def _dated(model: type[Row], row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its dates as such: SQLite and JSON have them as text."""
    days = (column.name for column in columns(model) if column.kind == "date")
    return row | {name: date.fromisoformat(row[name]) for name in days if row[name]}


def _arrow_schema(model: type[Row]) -> pa.Schema:
    about = {"description": description(model), "license": LICENCE["name"]}
    return pa.schema([_arrow_field(column) for column in columns(model)], metadata=about)


def _arrow_field(column: Column) -> pa.Field:
    about = {"description": column.description}
    return pa.field(column.name, _ARROW[column.kind], nullable=column.nullable, metadata=about)


def _write_descriptors(folder: Path, state: str) -> None:
    _write_json(folder / "datapackage.json", {**datapackage(EXPORTED), "version": state})
    (folder / "json_schema").mkdir()
    for model in EXPORTED:
        _write_json(folder / "json_schema" / f"{model.table}.json", json_schema(model))


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
