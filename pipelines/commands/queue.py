"""What to look at first: published values by how doubtful they are and how much rests on them.

What does not belong here: how sure a value is (`extractors.confidence`) and what is wrong in a
document (`extractors.findings`), which the tables already say.
"""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.commands.listing import Listing
from pipelines.publishing.keys import key_sql
from pipelines.publishing.quotes import quote_of
from schemas.base import Row
from schemas.tables import ActionBodyRow, ActionDeadlineRow, ActionRow, FigureRow


class _Judged(NamedTuple):
    """Values of a table that say how sure they are, and how much a wrong one harms.

    The weights order them alone: a lost or mixed row of a plan misleads about all of its fields,
    a wrong date or body about whom to ask and when, a figure about itself. `owner` joins the
    document.
    """

    model: type[Row]
    field: str
    confidence: str
    weight: float
    owner: str = "JOIN documents AS d USING (document_id)"


_OF_ACTION = "JOIN actions AS a USING (action_id) JOIN documents AS d USING (document_id)"
_JUDGED = (
    _Judged(ActionRow, "name", "confidence", 4),
    _Judged(ActionDeadlineRow, "text", "confidence", 3, _OF_ACTION),
    _Judged(ActionBodyRow, "text", "confidence", 3, _OF_ACTION),
    _Judged(FigureRow, "value", "confidence", 2),
    _Judged(FigureRow, "unit", "unit_confidence", 2),
    _Judged(FigureRow, "period", "period_confidence", 1),
    _Judged(FigureRow, "subject", "subject_confidence", 1),
)
# How doubtful a row is of which a finding tells, by its grade: an error is proved, of warnings
# about one in two leads to a change, an info is no fault (docs/findings.md).
_GRADES = "CASE f.severity WHEN 'error' THEN 0.95 WHEN 'warning' THEN 0.5 ELSE 0.1 END"
_COLUMNS = (
    "document", "page", "line", "table", "id", "field", "value", "doubt", "finding", "words",
)  # fmt: skip


class _Doubt(NamedTuple):
    judged: _Judged
    row: sqlite3.Row
    doubt: float

    @property
    def rank(self) -> float:
        return self.doubt * self.judged.weight


def worst(connection: sqlite3.Connection, document_id: str | None, count: int) -> Listing:
    """Return the `count` values of a document, or of all, that most want to be looked at."""
    doubts = [
        doubt for judged in _JUDGED for doubt in _doubts(connection, judged, document_id, count)
    ]
    doubts.sort(key=lambda found: (-found.rank, found.row["path"], found.row["rowid"]))
    rows = [_line(connection, found) for found in doubts[:count]]
    return Listing("to review", _COLUMNS, rows)


def _doubts(
    connection: sqlite3.Connection, judged: _Judged, document_id: str | None, count: int
) -> Iterator[_Doubt]:
    key = key_sql(judged.model, "r")
    query = f"""
        SELECT r.*, r.rowid, d.path, {key} AS key,
            (SELECT message FROM findings AS f WHERE f.row_id = {key}
             ORDER BY {_GRADES} DESC LIMIT 1) AS finding,
            max(1 - coalesce(r.{judged.confidence}, 0.5), coalesce(
                (SELECT max({_GRADES}) FROM findings AS f WHERE f.row_id = {key}), 0
            )) AS doubt
        FROM "{judged.model.table}" AS r {judged.owner}
        WHERE document_id = coalesce(?, document_id)
            AND (r.{judged.confidence} IS NOT NULL OR r.{judged.field} IS NOT NULL)
        ORDER BY doubt DESC, d.path, r.rowid LIMIT ?
    """
    for row in connection.execute(query, (document_id, count)):
        yield _Doubt(judged, row, row["doubt"])


def _line(connection: sqlite3.Connection, found: _Doubt) -> tuple[object, ...]:
    row, judged = found.row, found.judged
    return (
        row["path"], row["page"], row["line"], judged.model.table, row["key"], judged.field,
        row[judged.field], round(found.doubt, 2), row["finding"],
        quote_of(connection, judged.model, row),
    )  # fmt: skip
