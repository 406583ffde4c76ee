"""How a value was found: its row, its place in the source, the words around it, the rule.

What does not belong here: printing it (`pipelines.commands.cli`).
"""

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.commands.listing import Listing
from pipelines.errors import NoSuchRowError
from pipelines.publishing.quotes import cells_of
from schemas.generate.columns import columns
from schemas.tables import TABLES

CONTEXT = 160  # characters on either side of the value
_PLACE = ("page", "line", "bbox", "block")


class Explanation(NamedTuple):
    """What is known of a row: `quote` shows the value between « and » where it has offsets,

    the cells between | where it is a row of a table.
    """

    table: str
    row: dict[str, object]
    source: str
    quote: str | None
    rule: str | None
    confidence: float | None
    corrections: tuple[str, ...] = ()


def explain(connection: sqlite3.Connection, row_id: str) -> Explanation:
    """Tell where a row's value comes from.

    Raises NoSuchRowError if no table has a row of this id.
    """
    table, row = _find(connection, row_id)
    return Explanation(
        table=table,
        row={name: value for name, value in row.items() if value is not None},
        source=_source(connection, row),
        quote=_quote(connection, row),
        rule=_text(row.get("rule")),
        confidence=_number(row.get("confidence")),
        corrections=tuple(_corrections(connection, table, row_id)),
    )


def as_listing(found: Explanation) -> Listing:
    """Return an explanation as one row."""
    known = {**found._asdict(), "row": json.dumps(found.row, ensure_ascii=False)}
    return Listing("explanation", tuple(known), [tuple(known.values())])


def _find(connection: sqlite3.Connection, row_id: str) -> tuple[str, dict[str, object]]:
    for model in TABLES:
        if len(model.primary_key) > 1 or columns(model)[0].kind != "text":
            continue
        cursor = connection.execute(
            f'select * from "{model.table}" where "{model.primary_key[0]}" = ?', (row_id,)
        )
        names = [column[0] for column in cursor.description]
        for row in cursor:
            return model.table, dict(zip(names, row, strict=True))
    raise NoSuchRowError(f"No row has the id {row_id}")


def _corrections(connection: sqlite3.Connection, table: str, row_id: str) -> Iterator[str]:
    """What people have put right in a row, and what had been read."""
    query = (
        "SELECT field, before, why, file FROM corrections"
        " WHERE table_name = ? AND row_id = ? AND status = 'applied' ORDER BY file, position"
    )
    for field, before, why, file in connection.execute(query, (table, row_id)):
        yield f"{field} was read as {before} ({why}; {file})"


def _source(connection: sqlite3.Connection, row: dict[str, object]) -> str:
    path = connection.execute(
        "select path from documents where document_id = ?", (row.get("document_id"),)
    ).fetchone()
    parts = [path[0] if path else "no document"]
    for name in _PLACE:
        if row.get(name) is not None:
            value = row[name]
            parts.append(f"{name} {json.loads(str(value)) if name == 'bbox' else value}")
    return ", ".join(parts)


def _quote(connection: sqlite3.Connection, row: dict[str, object]) -> str | None:
    """The words around a value; of a row that comes from a table, all its cells."""
    if row.get("table_row") is not None:
        return cells_of(connection, row["table_id"], row["table_row"])
    passage = connection.execute(
        "select text from passages where passage_id = ?", (row.get("passage_id"),)
    ).fetchone()
    if passage is None:
        return None
    text = str(passage[0])
    start, end = row.get("char_start"), row.get("char_end")
    if not isinstance(start, int) or not isinstance(end, int):
        return text[: 2 * CONTEXT]
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return f"{before}«{text[start:end]}»{after}"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
