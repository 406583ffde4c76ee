"""Documents, with what each says of itself."""

from typing import Literal

from pydantic import Field

from schemas.base import Day, Display, Row
from schemas.document import Form
from schemas.tables.common import Language

DocumentKind = Literal[
    "decree", "order", "plan", "concept", "report", "letter", "speech", "news", "other"
]


class DocumentRow(Row):
    """Each published document, with what it says of itself."""

    table = "documents"
    label = "Documents"
    primary_key = ("document_id",)
    foreign_keys = {"issuer_body_id": "bodies.body_id"}
    indexes = (("path",),)
    display = Display(
        title="title",
        sort="path",
        facets=("format", "language", "kind", "act_type", "status"),
        anchor="page",
    )

    document_id: str = Field(description="Id derived from the file's bytes")
    path: str = Field(description="Path of the file as it was given")
    format: Form = Field(description="Form of the file; a dump is a txt made from a paged document")
    sha256: str = Field(description="SHA-256 of the file's bytes, hex")
    language: Language = Field(description="Main language")
    kind: DocumentKind = Field(description="Kind of document, told from its text")
    act_type: str | None = Field(None, description="Type of the act as printed")
    title: str | None = Field(None, description="Title as printed")
    number: str | None = Field(None, description="Number of the act, as printed without the sign №")
    date: Day | None = Field(None, description="Date of the document, ISO 8601")
    issuer: str | None = Field(None, description="Body or office that issued it, as printed")
    issuer_body_id: str | None = Field(None, description="The issuer in the registry of bodies")
    signatory: str | None = Field(None, description="Who signed it")
    signatory_office: str | None = Field(None, description="The signatory's office as printed")
    place: str | None = Field(None, description="Place of issue or of the event")
    addressee: str | None = Field(None, description="Whom a letter is addressed to")
    reply_to: str | None = Field(None, description="The request that a letter answers, as printed")
    event: str | None = Field(None, description="The event at which a text was given")
    author: str | None = Field(None, description="Author or speaker")
    effective_date: Day | None = Field(None, description="Date of coming into force, ISO 8601")
    effective_text: str | None = Field(None, description="What it says of coming into force")
    page_count: int | None = Field(None, description="Number of pages, if the form has pages")
    copies: str | None = Field(None, description="JSON list of other paths with the same bytes")
    withheld_contacts: int = Field(0, description="Number of personal contacts left out")
    characters: int = Field(0, description="Number of letters and digits that the file holds")
    unaccounted_characters: int = Field(
        0, description="How many of them are in no passage, cell or furniture"
    )
    status: Literal["published"] = Field("published", description="State of the document")
