"""The data dictionary: a Markdown page that says what each view, table and column holds.

What does not belong here: descriptions (they are in `schemas.tables`).
"""

from collections.abc import Iterable

from schemas.base import Row
from schemas.generate.columns import Column, columns, description

_HEAD = """# Data dictionary

Made from the models in `schemas/` by `schemas.generate.dictionary`; do not edit it.
Dates are ISO 8601 text in the database, CSV and JSON Lines, and dates in Parquet. What may change
between versions: [schema versions](schema-versions.md).
"""
_VIEWS = """# Views

What people ask most, of all documents, with names instead of ids. They are exported as tables are.
"""
_TABLES = """# Tables
"""


def dictionary(tables: Iterable[type[Row]], views: Iterable[type[Row]] = ()) -> str:
    """Return the whole page: the views first, since most readers need no more."""
    return "\n".join(
        [_HEAD, _VIEWS, *map(_section, views), _TABLES, *(_section(table) for table in tables)]
    )


def _section(model: type[Row]) -> str:
    rows = "\n".join(_row(model, column) for column in columns(model))
    return f"""## {model.table}

{description(model)}

| column | type | null | meaning |
|---|---|---|---|
{rows}
"""


def _row(model: type[Row], column: Column) -> str:
    meaning = [column.description]
    if column.choices:
        meaning.append("one of " + ", ".join(f"`{choice}`" for choice in column.choices))
    if column.references:
        meaning.append(f"→ `{column.references}`")
    name = f"**{column.name}**" if column.name in model.primary_key else column.name
    null = "yes" if column.nullable else ""
    return f"| {name} | {column.kind} | {null} | {'; '.join(meaning)} |"
