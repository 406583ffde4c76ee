"""What became of each input file, and what a reader needs to know of the database."""

from typing import Literal

from pydantic import Field

from schemas.base import Display, Row

QuarantineReason = Literal[
    "needs_ocr",  # pages are pictures: there is no text to read
    "encrypted",
    "damaged",  # truncated, or not what its name says
    "empty",
    "unknown_form",  # an ending, or bytes, that no reader takes
    "other_language",  # neither Kazakh nor Russian, in no part of it
    "too_large",
    "limit_exceeded",  # reading it took more time or memory, or gave more rows, than it may
    "not_a_file",  # a device, a pipe, or a link that leads out of the folder
    "unreadable",  # a file or folder that may not be opened
    "undecodable",  # text in no encoding that we know
    "extraction_failed",  # a fault of ours: please report it
]


class QuarantineRow(Row):
    """Files that could not be published, and what to do about each."""

    table = "quarantine"
    label = "Quarantine"
    primary_key = ("path",)
    display = Display(title="path", sort="path", facets=("reason",))

    path: str = Field(description="Path of the file as it was given")
    sha256: str | None = Field(None, description="SHA-256 of the file's bytes, if readable")
    reason: QuarantineReason = Field(description="Why, from a closed list")
    detail: str = Field(description="What is the matter and what to do, in a sentence")


class DocumentStateRow(Row):
    """What each input file was when it was last read: tells new from unchanged."""

    table = "document_states"
    label = "States of the inputs"
    primary_key = ("path",)
    foreign_keys = {"document_id": "documents.document_id"}
    display = Display(title="path", sort="path", facets=("status", "reason", "document_id"))

    path: str = Field(description="Path of the file as it was given")
    sha256: str | None = Field(None, description="SHA-256 of the file's bytes, if readable")
    status: Literal["published", "copy", "quarantined"] = Field(
        description="What became of it; a copy has the bytes of a published file"
    )
    reason: QuarantineReason | None = Field(None, description="Why it is in quarantine")
    document_id: str | None = Field(None, description="The document that it gave")
    versions: str = Field(description="JSON: each step's fingerprint of code and lexica")
    options: str = Field(description="JSON: the options that change what is read")


class MetaRow(Row):
    """What a reader needs to know of the database itself."""

    table = "meta"
    label = "About this database"
    primary_key = ("key",)
    display = Display(sort="key")

    key: str = Field(description="Name")
    value: str = Field(description="Value")
