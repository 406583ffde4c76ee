"""Values that people have put right."""

from typing import Literal

from pydantic import Field

from schemas.base import Display, Row

CorrectionStatus = Literal["applied", "not_needed", "source_changed", "row_gone", "invalid"]


class CorrectionRow(Row):
    """Each correction that people wrote beside their documents, with the value that was read."""

    table = "corrections"
    label = "Corrections"
    primary_key = ("correction_id",)
    foreign_keys = {"document_id": "documents.document_id"}
    display = Display(sort="file", facets=("status", "table_name", "field"))

    correction_id: str = Field(description="Id derived from the file and the place in it")
    file: str = Field(description="The file of corrections")
    position: int = Field(ge=0, description="Place in that file, from 1; 0 for all of it")
    document_id: str | None = Field(None, description="The document")
    table_name: str | None = Field(None, description="The table of the corrected row")
    row_id: str | None = Field(None, description="Key of the corrected row")
    field: str | None = Field(None, description="The corrected column")
    before: str | None = Field(None, description="JSON of the value that was read")
    after: str | None = Field(None, description="JSON of the value that a person gave")
    why: str | None = Field(None, description="Reason that the person gave")
    status: CorrectionStatus = Field(
        description="Whether it was applied; not_needed: the value is read so by now"
    )
    detail: str | None = Field(None, description="Why it was not applied, and what to do")
