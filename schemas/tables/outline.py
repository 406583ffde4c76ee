"""The text in its outline: sections, passages, tables, key facts."""

from typing import Literal

from pydantic import Field

from schemas.base import Display, SourcedRow
from schemas.document import FurnitureRole
from schemas.tables.common import Language

PassageKind = Literal["heading", "paragraph", "list_item", "table_cell"]
SectionKind = Literal[
    "preamble", "part", "section", "chapter", "paragraph", "article", "point", "subpoint",
    "direction", "indicator", "appendix", "plan", "subheading",
]  # fmt: skip


TableRole = Literal[
    "header", "column_numbers", "section", "action", "continuation", "total", "note", "other",
]  # fmt: skip


class SectionRow(SourcedRow):
    """The outline: parts, chapters, numbered points and subheadings, nested."""

    table = "sections"
    label = "Sections"
    primary_key = ("section_id",)
    foreign_keys = {
        "document_id": "documents.document_id",
        "parent_id": "sections.section_id",
    }
    display = Display(
        title="title",
        sort="position",
        facets=("document_id", "kind"),
        listed=("kind", "number", "heading", "page", "line"),
    )

    section_id: str = Field(description="Id derived from document, place in the outline and title")
    document_id: str = Field(description="The document")
    parent_id: str | None = Field(None, description="The section that holds this one")
    position: int = Field(description="Place in document order, from 1")
    kind: SectionKind = Field(description="Level of the outline")
    number: str | None = Field(None, description='Number as printed, without dot ("1-бөлім" is 1)')
    title: str = Field(description="Title as printed, without its number; else its label")
    heading: str = Field(description="The whole heading as printed, with its number")


class PassageRow(SourcedRow):
    """The text, passage by passage: headings, paragraphs, list items, cells of tables."""

    table = "passages"
    label = "Passages"
    primary_key = ("passage_id",)
    foreign_keys = {
        "document_id": "documents.document_id",
        "section_id": "sections.section_id",
    }
    display = Display(
        title="text",
        sort="position",
        facets=("document_id", "kind", "language"),
        anchor="passage",
    )

    passage_id: str = Field(description="Id derived from document, position and text")
    document_id: str = Field(description="The document")
    section_id: str | None = Field(None, description="The innermost section that holds it")
    position: int = Field(description="Place in document order, from 1")
    kind: PassageKind = Field(description="What it is in the layout")
    language: Language = Field(description="Language of this passage")
    text: str = Field(description="Text: NFC, single spaces, words whole, spelling kept")
    line_start: int | None = Field(None, description="First line in the source file (txt and md)")
    line_end: int | None = Field(None, description="Last line in the source file (txt and md)")


FurnitureKind = Literal[FurnitureRole, "withheld_contact"]


class FurnitureRow(SourcedRow):
    """What stands around a document's text: running lines, menus, counters, copyright."""

    table = "furniture"
    label = "Furniture"
    primary_key = ("furniture_id",)
    foreign_keys = {"document_id": "documents.document_id"}
    display = Display(sort="position", facets=("kind",), listed=("kind", "text", "page", "line"))

    furniture_id: str = Field(description="Id derived from document, position and text")
    document_id: str = Field(description="The document")
    position: int = Field(description="Running number in the document, from 1")
    kind: FurnitureKind = Field(description="What it is; a personal contact is only counted")
    text: str | None = Field(None, description="Text as printed; null for contacts")
    count: int = Field(1, description="How many lines or cells it is")


class TableRow(SourcedRow):
    """Every table of a document, whether it is a plan or not."""

    table = "tables"
    label = "Tables"
    primary_key = ("table_id",)
    foreign_keys = {
        "document_id": "documents.document_id",
        "section_id": "sections.section_id",
    }
    display = Display(title="caption", sort="position", facets=("document_id", "kind"))

    table_id: str = Field(description="Id derived from document and position")
    document_id: str = Field(description="The document")
    section_id: str | None = Field(None, description="The section that holds it")
    position: int = Field(description="Place among the document's tables, from 1")
    kind: Literal["plan", "facts", "abbreviations", "indicators", "other"] = Field(
        description="What the table was recognised as"
    )
    caption: str | None = Field(None, description="The passage right before it, if it names it")
    row_count: int = Field(description="Number of rows")
    column_count: int = Field(description="Number of columns")


class TableCellRow(SourcedRow):
    """The cells of every table, as passages in their grid."""

    table = "table_cells"
    label = "Table cells"
    primary_key = ("table_id", "row", "column")
    foreign_keys = {"table_id": "tables.table_id", "passage_id": "passages.passage_id"}

    table_id: str = Field(description="The table")
    row: int = Field(description="Row, from 0")
    column: int = Field(description="Column, from 0")
    row_span: int = Field(1, description="Rows that the cell covers")
    column_span: int = Field(1, description="Columns that the cell covers")
    passage_id: str = Field(description="The cell's text")


class TableRoleRow(SourcedRow):
    """What each row of every table is: a header, an action, a total, …"""

    table = "table_rows"
    label = "Table rows"
    primary_key = ("table_id", "row")
    foreign_keys = {"table_id": "tables.table_id"}
    display = Display(facets=("role",))

    table_id: str = Field(description="The table")
    row: int = Field(description="Row, from 0")
    role: TableRole = Field(
        description="header, column_numbers, section (heads those below), action, continuation"
        " (of the action above), total, note (speaks of the table), other"
    )


class FactRow(SourcedRow):
    """Two-column key facts, such as a concept's passport."""

    table = "facts"
    label = "Key facts"
    primary_key = ("document_id", "position")
    foreign_keys = {"document_id": "documents.document_id"}
    display = Display(
        title="name",
        sort="position",
        facets=("document_id",),
        listed=("name", "value"),
    )

    document_id: str = Field(description="The document")
    position: int = Field(description="Place in the document, from 1")
    name: str = Field(description="Left column")
    value: str = Field(description="Right column")
