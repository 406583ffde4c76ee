"""Datasette's metadata from the models: titles, descriptions, labels, facets, sorts.

What does not belong here: running the site (`pipelines.site`).
"""

from collections.abc import Iterable

from schemas.base import Row
from schemas.generate.columns import columns, description

# The column by which a row is known to people, where a foreign key shows it.
_LABELS = (
    "title", "name", "abbreviation", "expansion", "text", "message", "caption", "path",
)  # fmt: skip
_SORTS = ("position", "due_date", "year", "key", "path", "unit", "number")
# Columns without a closed list that are worth counting by all the same.
_COUNTED = ("document_id", "language", "body_id", "rule", "unit", "level", "year", "act_type")
_HIDDEN = ("search_entries",)


def metadata(tables: Iterable[type[Row]]) -> dict[str, object]:
    """Return what Datasette shows of each table, by table name."""
    return {model.table: _table(model) for model in tables}


def _table(model: type[Row]) -> dict[str, object]:
    names = [column.name for column in columns(model)]
    found: dict[str, object] = {
        "title": model.label,
        "description": description(model),
        "columns": {column.name: column.description for column in columns(model)},
        "facets": facets(model),
    }
    if label := next((name for name in _LABELS if name in names), None):
        found["label_column"] = label
    if sort := next((name for name in _SORTS if name in names), None):
        found["sort"] = sort
    if model.table in _HIDDEN:
        found["hidden"] = True
    return found


def facets(model: type[Row]) -> list[str]:
    """Return the columns worth counting by: closed lists, truth values, the document."""
    return [
        column.name
        for column in columns(model)
        if (column.choices or column.kind == "boolean" or column.name in _COUNTED)
        and (column.name,) != model.primary_key
    ][:5]
