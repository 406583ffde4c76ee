"""Datasette's metadata from the models: titles, descriptions, labels, facets, sorts.

What does not belong here: running the site (`pipelines.site`).
"""

from collections.abc import Iterable

from schemas.base import Row
from schemas.generate.columns import columns, description


def metadata(tables: Iterable[type[Row]]) -> dict[str, object]:
    """Return what Datasette shows of each table, by table name."""
    return {model.table: _table(model) for model in tables}


def _table(model: type[Row]) -> dict[str, object]:
    shown = model.display
    found: dict[str, object] = {
        "title": model.label,
        "description": description(model),
        "columns": {column.name: column.description for column in columns(model)},
        "facets": list(shown.facets),
        "label_column": shown.title,
        "sort": shown.sort,
        "hidden": shown.internal,
    }
    return {name: value for name, value in found.items() if value not in (None, False)}
