"""Findings that rest on all documents: quantities that two of them give differently.

What belongs here: fetching the few figures that may differ, and writing what is found. What does
not: what differs (`extractors.findings.across_documents`).
"""

import sqlite3

from extractors.findings.across_documents import RULE
from extractors.flow import differences
from pipelines.publishing.database import insert_rows, read_rows
from schemas.tables import DocumentRow, FigureRow, PassageRow

# Figures of a kind, unit and time that documents give several values of; cells are of tables.
_TIMED = "period IS NOT NULL AND qualifier IS NULL AND value_max IS NULL AND subject IS NOT NULL"
_MAY_DIFFER = f"""
    {_TIMED} AND (kind, coalesce(unit, ''), period) IN (
        SELECT kind, coalesce(unit, ''), period FROM figures WHERE {_TIMED} GROUP BY 1, 2, 3
        HAVING count(DISTINCT document_id) > 1 AND count(DISTINCT value) > 1
    ) AND passage_id IN (SELECT passage_id FROM passages WHERE kind <> 'table_cell')
    ORDER BY document_id, position
"""


def write_differences(connection: sqlite3.Connection) -> None:
    """Write the findings between documents anew; they are few, and rest on all documents."""
    connection.execute("DELETE FROM findings WHERE rule = ?", (RULE,))
    figures = read_rows(connection, FigureRow, _MAY_DIFFER)
    if figures:
        used = f"passage_id IN (SELECT passage_id FROM figures WHERE {_MAY_DIFFER})"
        passages = {row.passage_id: row for row in read_rows(connection, PassageRow, used)}
        documents = read_rows(connection, DocumentRow)
        insert_rows(connection, differences(documents, figures, passages))
