"""What stands around a document's text, as rows.

What does not belong here: telling it from text, which the readers do
(`schemas.document.Furniture`).
"""

from collections.abc import Iterator

from extractors.parsed import ParsedDocument
from schemas.base import stable_id
from schemas.document import Place
from schemas.tables import FurnitureRow


def furniture_rows(parsed: ParsedDocument) -> Iterator[FurnitureRow]:
    """Yield a row for each piece, and one that counts the contacts that were left out."""
    pieces = parsed.document.furniture
    for position, piece in enumerate(pieces, 1):
        yield FurnitureRow.at(
            piece.place,
            furniture_id=stable_id("furn", parsed.document_id, position, piece.text),
            document_id=parsed.document_id,
            position=position,
            kind=piece.role,
            text=piece.text,
        )
    if count := parsed.document.withheld_contacts:
        yield FurnitureRow.at(
            Place(),
            furniture_id=stable_id("furn", parsed.document_id, "withheld_contact"),
            document_id=parsed.document_id,
            position=len(pieces) + 1,
            kind="withheld_contact",
            count=count,
        )
