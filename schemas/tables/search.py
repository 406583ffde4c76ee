"""What full-text search looks through."""

from typing import Literal

from pydantic import Field

from schemas.base import Display, Row
from schemas.tables.common import Language

SearchKind = Literal["passage", "action", "figure"]


class SearchEntryRow(Row):
    """What full-text search looks through: passages, actions and figures, folded and stemmed."""

    table = "search_entries"
    label = "Search entries"
    primary_key = ("entry_id",)
    foreign_keys = {"document_id": "documents.document_id"}
    display = Display(
        title="text",
        facets=("document_id", "kind", "language"),
        internal=True,
    )

    entry_id: int = Field(description="Id derived from kind and row")
    document_id: str = Field(description="The document")
    kind: SearchKind = Field(description="What the entry is")
    row_id: str = Field(description="Key of the passage, action or figure")
    language: Language = Field(description="Language of the text")
    text: str = Field(description="The text as published")
    terms: str = Field(description="Its words folded and stemmed")
