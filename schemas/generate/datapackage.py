"""The Data Package descriptor (version 2) of the exports: CSV, JSON Lines and Parquet.

What does not belong here: writing the exports (`pipelines.publishing.exports`).
"""

from collections.abc import Iterable
from typing import NamedTuple

from schemas.base import Row
from schemas.generate.columns import Column, columns, description

# What zhospar adds to the documents; their own texts are their publishers'.
LICENCE = {
    "name": "CC0-1.0",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
    "title": "CC0 1.0, for what the tables add to the documents' own texts",
}
_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {
    "text": "string",
    "integer": "integer",
    "real": "number",
    "boolean": "boolean",
    "date": "date",
}


class _Form(NamedTuple):
    """A form in which each table is exported; `suffix` sets its resources' names apart.

    `kind` is "table" where any reader of the standard reads it: programs that only know
    CSV take the other forms for files, and need no more libraries to check a package.
    """

    ending: str
    suffix: str
    kind: str
    mediatype: str


_FORMS = (
    _Form("csv", "", "table", "text/csv"),
    _Form("jsonl", "-jsonl", "file", "application/x-ndjson"),
    _Form("parquet", "-parquet", "file", "application/vnd.apache.parquet"),
)


def datapackage(tables: Iterable[type[Row]]) -> dict[str, object]:
    """Return the descriptor of a package with a resource for each form of each table."""
    tables = tuple(tables)
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "zhospar",
        "title": "Kazakh and Russian policy documents as tables",
        "licenses": [LICENCE],
        "resources": [_resource(table, form) for form in _FORMS for table in tables],
    }


def _resource(model: type[Row], form: _Form) -> dict[str, object]:
    encoding = {} if form.ending == "parquet" else {"encoding": "utf-8"}
    return {
        "name": f"{model.table}{form.suffix}",
        "title": model.label,
        "description": description(model),
        "path": f"{model.table}.{form.ending}",
        "type": form.kind,
        "format": form.ending,
        "mediatype": form.mediatype,
        **encoding,
        "licenses": [LICENCE],
        "schema": _schema(model, form),
    }


def _schema(model: type[Row], form: _Form) -> dict[str, object]:
    schema: dict[str, object] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column, form) for column in columns(model)],
        "missingValues": [""],
        "primaryKey": list(model.primary_key),
        "foreignKeys": [
            _foreign_key(model, name, target, form) for name, target in model.foreign_keys.items()
        ],
    }
    if not model.primary_key:
        del schema["primaryKey"]
    return schema


def _field(column: Column, form: _Form) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": column.description,
    }
    if column.kind == "boolean" and form.ending == "csv":
        field |= {"trueValues": ["1"], "falseValues": ["0"]}
    if constraints := _constraints(column):
        field["constraints"] = constraints
    return field


def _constraints(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {} if column.nullable else {"required": True}
    if column.choices:
        constraints["enum"] = list(column.choices)
    inclusive = {">=": "minimum", "<=": "maximum"}
    return constraints | {inclusive[s]: limit for s, limit in column.bounds if s in inclusive}


def _foreign_key(model: type[Row], name: str, target: str, form: _Form) -> dict[str, object]:
    table, field = target.split(".")
    reference: dict[str, object] = {"fields": [field]}
    if table != model.table:  # a resource that names itself leaves its name out
        reference["resource"] = f"{table}{form.suffix}"
    return {"fields": [name], "reference": reference}
