"""What looks wrong in a document."""

from typing import Literal

from pydantic import Field

from schemas.base import Display, SourcedRow


class FindingRow(SourcedRow):
    """What looks wrong in a document, or could not be told."""

    table = "findings"
    label = "Findings"
    primary_key = ("finding_id",)
    foreign_keys = {"document_id": "documents.document_id"}
    display = Display(
        title="message",
        facets=("document_id", "rule", "severity"),
        listed=("severity", "rule", "message", "page", "line"),
        listed_by=("severity", "rule", "line"),
        counted=True,
        anchor="note",
    )

    finding_id: str = Field(description="Id derived from document, rule and evidence")
    document_id: str = Field(description="The document")
    rule: str = Field(description="Name of the rule")
    severity: Literal["info", "warning", "error"] = Field(description="How grave it is")
    table_name: str | None = Field(None, description="The table of the row it is about")
    row_id: str | None = Field(None, description="Key of the row it is about")
    message: str = Field(description="What was found, in a sentence")
    evidence: str | None = Field(None, description="The words it was found in")
