"""The Data Package descriptor (version 2) of the CSV exports.

What does not belong here: writing the exports (`pipelines.publishing.exports`).
"""

from collections.abc import Iterable

from schemas.base import Row
from schemas.generate.columns import Column, columns, description

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {"text": "string", "integer": "integer", "real": "number", "boolean": "boolean"}


def datapackage(tables: Iterable[type[Row]]) -> dict[str, object]:
    """Return the descriptor of a package with one CSV resource a table."""
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "zhospar",
        "title": "Kazakh and Russian policy documents as tables",
        "resources": [_resource(table) for table in tables],
    }


def _resource(model: type[Row]) -> dict[str, object]:
    return {
        "name": model.table,
        "title": model.label,
        "description": description(model),
        "path": f"{model.table}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(column) for column in columns(model)],
            "missingValues": [""],
            "primaryKey": list(model.primary_key),
            "foreignKeys": [
                _foreign_key(model, *reference) for reference in model.foreign_keys.items()
            ],
        },
    }


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": column.description,
    }
    if column.kind == "boolean":
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


def _foreign_key(model: type[Row], name: str, target: str) -> dict[str, object]:
    table, field = target.split(".")
    reference: dict[str, object] = {"fields": [field]}
    if table != model.table:  # a resource that names itself leaves its name out
        reference["resource"] = table
    return {"fields": [name], "reference": reference}
