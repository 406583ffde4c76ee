"""SQL from the models: STRICT tables with keys and CHECKs, their indexes, and views.

What does not belong here: running it (`pipelines.publishing.publish`).
"""

from collections.abc import Iterable

from schemas.base import Row, View
from schemas.generate.columns import Column, columns

_TYPES = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
}


def schema(tables: Iterable[type[Row]], views: Iterable[type[View]] = ()) -> tuple[str, ...]:
    """Return the statements that make all tables, then their indexes, then the views on them."""
    tables = tuple(tables)
    return (
        *(create_table(table) for table in tables),
        *(index for table in tables for index in create_indexes(table)),
        *(create_view(view) for view in views),
    )


def create_table(model: type[Row]) -> str:
    """Return the CREATE TABLE statement of a model."""
    owner = owner_key(model)
    lines = [_column(column, cascade=column.name == owner) for column in columns(model)]
    lines.append(f"PRIMARY KEY ({_names(model.primary_key)})")
    body = ",\n".join(f"    {line}" for line in lines)
    return f'CREATE TABLE "{model.table}" (\n{body}\n) STRICT'


def create_indexes(model: type[Row]) -> tuple[str, ...]:
    """Return an index for each foreign key that the primary key does not begin with, and others."""
    keys = ((name,) for name in model.foreign_keys if name != model.primary_key[0])
    return tuple(
        f'CREATE INDEX "{model.table}_{"_".join(names)}" ON "{model.table}" ({_names(names)})'
        for names in (*keys, *model.indexes)
    )


def create_view(model: type[View]) -> str:
    """Return the CREATE VIEW statement of a model."""
    names = _names(column.name for column in columns(model))
    return f'CREATE VIEW "{model.table}" ({names}) AS\n{model.query.strip()}'


def full_text_index(name: str, model: type[Row], column: str) -> str:
    """Return the statement that makes an FTS5 index of a table's column.

    The table's primary key is one integer; the index holds no text of its own.
    """
    (key,) = model.primary_key
    content = f"content='{model.table}', content_rowid='{key}'"
    return f'CREATE VIRTUAL TABLE "{name}" USING fts5("{column}", {content})'


def row_counts(models: Iterable[type[Row]], document: str) -> str:
    """Return result columns that count the rows of one document, one named after each table.

    `document` is the column of the surrounding query that holds the document's id.
    """
    return ", ".join(
        f'(SELECT count(*) FROM "{model.table}" WHERE document_id = {document}) AS "{model.table}"'
        for model in models
    )


def owner_key(model: type[Row]) -> str | None:
    """Return the foreign key to the row that a row belongs to and is deleted with.

    It is the first that is declared, if it may not be null: a document's for a
    passage, an action's for a deadline; bodies and documents belong to nothing.
    """
    for column in columns(model):
        if column.references and column.name == next(iter(model.foreign_keys)):
            return None if column.nullable else column.name
    return None


def root(model: type[Row], tables: Iterable[type[Row]]) -> type[Row]:
    """Return the table whose rows a table's rows belong to in the end; its own if to none."""
    by_name = {table.table: table for table in tables}
    while key := owner_key(model):
        model = by_name[model.foreign_keys[key].split(".")[0]]
    return model


def insert(model: type[Row]) -> str:
    """Return the INSERT statement of a model, with a placeholder for each column."""
    names = [column.name for column in columns(model)]
    marks = ", ".join("?" * len(names))
    return f'INSERT INTO "{model.table}" ({_names(names)}) VALUES ({marks})'


def _column(column: Column, *, cascade: bool) -> str:
    parts = [f'"{column.name}"', _TYPES[column.kind]]
    if not column.nullable:
        parts.append("NOT NULL")
    parts.extend(f"CHECK ({check})" for check in _checks(column))
    if column.references:
        table, target = column.references.split(".")
        parts.append(f'REFERENCES "{table}" ("{target}")' + " ON DELETE CASCADE" * cascade)
    return " ".join(parts)


def _checks(column: Column) -> Iterable[str]:
    if column.choices:
        listed = ", ".join(f"'{choice}'" for choice in column.choices)
        yield f'"{column.name}" IN ({listed})'
    if column.kind == "date":  # what is none, such as the 30th of February, comes back changed
        yield f'"{column.name}" IS date("{column.name}")'
    if column.kind == "boolean":
        yield f'"{column.name}" IN (0, 1)'
    for sign, limit in column.bounds:
        yield f'"{column.name}" {sign} {limit}'


def _names(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
