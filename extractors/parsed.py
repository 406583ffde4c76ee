"""A document with its text placed: what every extractor after the outline takes.

What belongs here: the shapes that extractors hand to each other. What does
not: finding anything.
"""

from collections.abc import Iterator
from itertools import chain

from schemas.base import Row, SourcedRow
from schemas.document import Document, Frozen, SourcedText, Table
from schemas.tables import (
    AbbreviationRow,
    AbbreviationUseRow,
    ActionBodyRow,
    ActionDeadlineRow,
    ActionDueDateRow,
    ActionFundingRow,
    ActionRow,
    ActRow,
    FactRow,
    FigureRow,
    IndicatorRow,
    IndicatorValueRow,
    Language,
    LegalReferenceRow,
    PassageRow,
    SectionRow,
    TableCellRow,
    TableRow,
)


class Family(Frozen):
    """Rows that one extractor finds together: a tuple of rows in each field."""

    def rows(self) -> Iterator[Row]:
        """All rows, table after table, in the order of the fields."""
        return chain.from_iterable(getattr(self, name) for name in type(self).model_fields)


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


class Figures(Family):
    """The figures of a document, in document order."""

    figures: tuple[FigureRow, ...] = ()


class Indicators(Family):
    """The target indicators of a document and their values by year."""

    indicators: tuple[IndicatorRow, ...] = ()
    values: tuple[IndicatorValueRow, ...] = ()


class Abbreviations(Family):
    """The abbreviations that a document explains, and where it uses them."""

    abbreviations: tuple[AbbreviationRow, ...] = ()
    uses: tuple[AbbreviationUseRow, ...] = ()


class Actions(Family):
    """The rows of a document's action plans, taken apart."""

    actions: tuple[ActionRow, ...] = ()
    deadlines: tuple[ActionDeadlineRow, ...] = ()
    due_dates: tuple[ActionDueDateRow, ...] = ()
    bodies: tuple[ActionBodyRow, ...] = ()
    funding: tuple[ActionFundingRow, ...] = ()


class References(Family):
    """The acts that a document refers to, and where."""

    acts: tuple[ActRow, ...] = ()
    references: tuple[LegalReferenceRow, ...] = ()
