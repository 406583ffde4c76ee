"""JSON Schema (draft 2020-12) of each table's rows, as the JSONL exports hold them.

What does not belong here: the tables' declarations (`schemas.tables`).
"""

from schemas.base import Row
from schemas.generate.columns import Column, columns, description

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {
    "text": "string",
    "integer": "integer",
    "real": "number",
    "boolean": "boolean",
    "date": "string",
}
_BOUNDS = {">=": "minimum", ">": "exclusiveMinimum", "<=": "maximum", "<": "exclusiveMaximum"}


def json_schema(model: type[Row]) -> dict[str, object]:
    """Return the JSON Schema of one row of a table."""
    return {
        "$schema": _DIALECT,
        "title": model.table,
        "description": description(model),
        "type": "object",
        "properties": {column.name: _property(column) for column in columns(model)},
        "required": [column.name for column in columns(model)],
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, object]:
    kind = _TYPES[column.kind]
    schema: dict[str, object] = {
        "description": column.description,
        "type": [kind, "null"] if column.nullable else kind,
    }
    if column.kind == "date":
        schema["format"] = "date"
    if column.choices:
        schema["enum"] = [*column.choices, *([None] if column.nullable else [])]
    return schema | {_BOUNDS[sign]: limit for sign, limit in column.bounds}
