"""Acts that documents refer to, and where."""

from pydantic import Field

from schemas.base import Day, Display, Family, Row, SourcedRow


class ActRow(Row):
    """Legal acts that documents refer to, one row an act."""

    table = "acts"
    label = "Acts referred to"
    primary_key = ("act_id",)
    foreign_keys = {"body_id": "bodies.body_id"}
    display = Display(title="title", sort="number", facets=("act_type", "body_id"))

    act_id: str = Field(description="Id derived from type, number and date, or the title")
    act_type: str | None = Field(None, description="constitution, code, law, decree, order, …")
    number: str | None = Field(None, description="Number as printed")
    date: Day | None = Field(None, description="Date, ISO 8601")
    title: str | None = Field(None, description="Title")
    body_id: str | None = Field(None, description="Body that issued it")


class DocumentActRow(Row):
    """The acts that each document refers to, as far as that document tells of them."""

    table = "document_acts"
    label = "Acts by document"
    primary_key = ("document_id", "act_id")
    foreign_keys = {
        "document_id": "documents.document_id",
        "act_id": "acts.act_id",
        "body_id": "bodies.body_id",
    }
    display = Display(
        title="title",
        sort="number",
        facets=("document_id", "act_type", "body_id"),
    )

    document_id: str = Field(description="The document")
    act_id: str = Field(description="The act")
    act_type: str | None = Field(None, description="constitution, code, law, decree, order, …")
    number: str | None = Field(None, description="Number as printed")
    date: Day | None = Field(None, description="Date, ISO 8601")
    title: str | None = Field(None, description="Title")
    body_id: str | None = Field(None, description="Body that issued it")


class LegalReferenceRow(SourcedRow):
    """Each place where a document refers to another act."""

    table = "legal_references"
    label = "References to acts"
    primary_key = ("reference_id",)
    foreign_keys = {
        "document_id": "documents.document_id",
        "passage_id": "passages.passage_id",
        "act_id": "acts.act_id",
        "body_id": "bodies.body_id",
    }
    display = Display(
        title="title",
        sort="number",
        facets=("document_id", "act_type", "body_id"),
        listed=("text", "act_type", "number", "date", "page", "line"),
        anchor="mark",
        mark_title="act_type",
    )

    reference_id: str = Field(description="Id derived from passage and offset")
    document_id: str = Field(description="The document")
    passage_id: str = Field(description="The passage that refers")
    act_id: str = Field(description="The act")
    text: str = Field(description="The reference as printed")
    act_type: str | None = Field(None, description="constitution, code, law, decree, order, …")
    number: str | None = Field(None, description="Number as printed")
    date: Day | None = Field(None, description="Date, ISO 8601")
    title: str | None = Field(None, description="Title as printed")
    body_id: str | None = Field(None, description="Body that issued it")
    char_start: int = Field(description="Offset in the passage's text")
    char_end: int = Field(description="Offset past its end")


class References(Family):
    """The acts that a document refers to, and where."""

    acts: tuple[DocumentActRow, ...] = ()
    references: tuple[LegalReferenceRow, ...] = ()
