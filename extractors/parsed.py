"""A document with its text placed: what every extractor after the outline takes.

What belongs here: the shapes that extractors hand to each other. What does
not: finding anything.
"""

from collections.abc import Iterator

from schemas.base import SourcedRow
from schemas.document import Document, Frozen, SourcedText, Table
from schemas.tables import FactRow, Language, PassageRow, SectionRow, TableCellRow, TableRow


class Passage(Frozen):
    """A published passage and the text it came from, with places and joins."""

    row: PassageRow
    source: SourcedText


class ParsedTable(Frozen):
    """A table of the document and its rows for publishing; `cells` run as in `table.cells`."""

    row: TableRow
    table: Table
    cells: tuple[TableCellRow, ...]


class ParsedDocument(Frozen):
    """A document cut into sections, passages and tables, all with their ids.

    `passages` holds the body, cells of tables included, then the footnotes, in
    document order.
    """

    document: Document
    document_id: str
    language: Language
    sections: tuple[SectionRow, ...]
    passages: tuple[Passage, ...]
    tables: tuple[ParsedTable, ...]
    facts: tuple[FactRow, ...]

    def rows(self) -> Iterator[SourcedRow]:
        """The rows that the outline itself gives."""
        yield from self.sections
        yield from (passage.row for passage in self.passages)
        for table in self.tables:
            yield table.row
            yield from table.cells
        yield from self.facts
