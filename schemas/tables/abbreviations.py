"""Abbreviations that a document explains, and their uses."""

from typing import Literal

from pydantic import Field

from schemas.base import Display, Family, SourcedRow


class AbbreviationRow(SourcedRow):
    """Abbreviations that a document explains."""

    table = "abbreviations"
    label = "Abbreviations"
    primary_key = ("abbreviation_id",)
    foreign_keys = {
        "document_id": "documents.document_id",
        "passage_id": "passages.passage_id",
        "body_id": "bodies.body_id",
    }
    display = Display(
        title="abbreviation",
        facets=("document_id", "origin", "body_id"),
        listed=("abbreviation", "expansion", "origin", "uses"),
        listed_by=("abbreviation", "origin"),
        counted=True,
        anchor="row",
    )

    abbreviation_id: str = Field(description="Id derived from document, origin and abbreviation")
    document_id: str = Field(description="The document")
    passage_id: str | None = Field(None, description="The passage that explains it")
    abbreviation: str = Field(description="As printed")
    expansion: str = Field(description="What it stands for, in the nominative")
    origin: Literal["list", "inline"] = Field(description="Explained in a list or in the text")
    uses: int = Field(0, description="How often the document uses it, explanation aside")
    body_id: str | None = Field(None, description="The body that it names, if it names one")


class AbbreviationUseRow(SourcedRow):
    """Each place where a document uses an abbreviation that it explains."""

    table = "abbreviation_uses"
    label = "Uses of abbreviations"
    primary_key = ("abbreviation_id", "passage_id", "char_start")
    foreign_keys = {
        "abbreviation_id": "abbreviations.abbreviation_id",
        "passage_id": "passages.passage_id",
    }

    abbreviation_id: str = Field(description="The abbreviation")
    passage_id: str = Field(description="The passage that uses it")
    char_start: int = Field(description="Offset in the passage's text")


class Abbreviations(Family):
    """The abbreviations that a document explains, and where it uses them."""

    abbreviations: tuple[AbbreviationRow, ...] = ()
    uses: tuple[AbbreviationUseRow, ...] = ()
