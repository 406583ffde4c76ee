"""The words of the source that a published row was read from.

What does not belong here: printing them (`pipelines.commands.explain`).
"""

import sqlite3

from schemas.base import Row

AROUND = 40  # characters on either side of a value: enough to know its place again
_LONGEST = 300
_CELLS = (
    "SELECT text FROM table_cells AS c JOIN passages USING (passage_id)"
    " WHERE c.table_id = ? AND c.row = ? ORDER BY c.column"
)


def quote_of(connection: sqlite3.Connection, model: type[Row], row: sqlite3.Row) -> str | None:
    """Return the words that a row was read from; None where it does not say from which."""
    known = dict(row)
    if known.get("table_row") is not None and known.get("table_id"):
        return cells_of(connection, known["table_id"], known["table_row"])[:_LONGEST]
    if known.get("passage_id") is not None:
        return _of_passage(connection, known)
    if known.get("action_id") is not None:
        return _of_action(connection, known)
    text = known.get("text")
    return str(text)[:_LONGEST] if text else None


def cells_of(connection: sqlite3.Connection, table_id: object, row: object) -> str:
    """Return the words of a row of a table, a bar between its cells."""
    return " | ".join(cell[0] for cell in connection.execute(_CELLS, (table_id, row)))


def _of_passage(connection: sqlite3.Connection, row: dict[str, object]) -> str | None:
    query = "SELECT text FROM passages WHERE passage_id = ?"
    found = connection.execute(query, (row["passage_id"],)).fetchone()
    if found is None:
        return None
    text, start, end = str(found[0]), row.get("char_start"), row.get("char_end")
    if not isinstance(start, int) or not isinstance(end, int):
        return text[:_LONGEST]
    return text[max(0, start - AROUND) : end + AROUND]


def _of_action(connection: sqlite3.Connection, row: dict[str, object]) -> str:
    """The words of a row that an action has, with those of the action's own row."""
    query = "SELECT table_id, table_row FROM actions WHERE action_id = ?"
    table_id, table_row = connection.execute(query, (row["action_id"],)).fetchone()
    cells = cells_of(connection, table_id, table_row)
    return f"{row.get('text') or row.get('source') or row.get('position')}: {cells}"[:_LONGEST]
