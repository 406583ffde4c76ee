"""Where all text of a file went: how many letters and digits are in rows of which kind.

What does not belong here: finding what went nowhere (`extractors.readers.accounting`).
"""

import sqlite3

from extractors.readers.accounting import count_characters
from pipelines.commands.listing import Listing

_COLUMNS = ("document", "where", "pieces", "characters")
_QUERY = """
    WITH held AS (
        SELECT document_id, 1 AS step, iif(kind = 'table_cell', 'cells', 'passages') AS held_in,
            1 AS pieces, characters(text) AS held FROM passages
        UNION ALL
        SELECT document_id, 2, 'furniture: ' || kind, count, characters(text) FROM furniture
        UNION ALL
        SELECT document_id, 4, 'nowhere (text_unaccounted)', unaccounted_characters > 0,
            unaccounted_characters FROM documents
    ), printed_again AS (
        SELECT document_id, 3, 'printed again: headers of tables, running lines', 1,
            characters - (SELECT total(held) FROM held WHERE document_id = d.document_id)
        FROM documents AS d
    ), whole AS (SELECT document_id, 5, 'the whole file', 1, characters FROM documents)
    SELECT path, held_in, sum(pieces), CAST(sum(held) AS INTEGER) FROM (
        SELECT * FROM held UNION ALL SELECT * FROM printed_again UNION ALL SELECT * FROM whole
    ) JOIN documents USING (document_id)
    WHERE document_id = coalesce(?, document_id)
    GROUP BY path, step, held_in
    HAVING step > 3 OR sum(pieces) > 0 AND (step <> 3 OR sum(held) > 0)
    ORDER BY path, step, held_in
"""


def accounting(connection: sqlite3.Connection, document_id: str | None) -> Listing:
    """Return where the text of a document went, or of each one; contacts are only counted.

    What pages print again (a table's header on each page) is published once.
    """
    connection.create_function(
        "characters", 1, lambda text: count_characters([text] if text else []), deterministic=True
    )
    rows = connection.execute(_QUERY, (document_id,))
    return Listing("accounting", _COLUMNS, (tuple(row) for row in rows))
