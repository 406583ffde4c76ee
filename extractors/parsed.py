"""A document with its text placed: what every extractor after the outline takes.

What belongs here: the shapes that extractors hand to each other. What does
not: finding anything.
"""

from collections.abc import Iterator
from typing import Literal

from extractors.plan_vocabulary.header import PlanHeader
from schemas.base import SourcedRow
from schemas.document import Document, Frozen, SourcedText, Table
from schemas.tables import (
    FactRow,
    Language,
    PassageRow,
    SectionRow,
    TableCellRow,
    TableRoleRow,
    TableRow,
)

DocumentPart = Literal[
    "front",  # title, requisites, addressee: what stands before the text proper
    "approval",  # in the front, the mark "approved by …", or of whose annex this is
    "salutation",  # with which a letter or speech greets
    "text",  # the text proper
    "editorial_note",  # an editor's or legal database's note in it
    "signature",  # office and name of who signs it
    "appendix",  # a document attached to an act, from its mark on
    "plan",  # an action plan attached to an act
    "abbreviations",  # a list of abbreviations, its title included
    "footnote",
]
FRONT: tuple[DocumentPart, ...] = ("front", "approval", "salutation")
RowRole = Literal[
    "caption",  # what the table is called, over its header
    "header",  # titles of columns, also repeated
    "column_numbers",  # "1 2 3 4"
    "section",  # a heading over the rows that follow
    "body",  # what the table tells: a plan's action, a list's entry
    "continuation",  # goes on with the action above: more of its cells
    "total",  # the sum of others
    "note",  # only speaks of the table or its rows
    "empty",  # no words
]
ATTACHED: tuple[DocumentPart, ...] = ("appendix", "plan")


class IndicatorHeader(Frozen):
    """The header of a table of indicators: which column holds what, a year's value by the year.

    `facts` has the columns of what was reached in a year for which another column
    holds the plan. The rows under it begin at `body_start`.
    """

    name: int
    years: dict[int, int]
    facts: dict[int, int]
    unit: int | None
    number: int | None
    body_start: int


class Passage(Frozen):
    """A published passage, the text it came from (with places and joins), and where it stands."""

    row: PassageRow
    source: SourcedText
    part: DocumentPart


class ParsedTable(Frozen):
    """A table of the document and its rows for publishing; `cells` run as in `table.cells`.

    `part` is where it stands; a table that lists abbreviations is a part of its own.
    `roles` says what each row is, `rows` publishes it. `plan_header` is its own or that of the
    plan that it goes on with (then `goes_on`), `indicator_header` that of values by year; either is
    None for a table that has no such header.
    """

    row: TableRow
    table: Table
    part: DocumentPart
    roles: tuple[RowRole, ...]
    plan_header: PlanHeader | None
    indicator_header: IndicatorHeader | None
    cells: tuple[TableCellRow, ...]
    rows: tuple[TableRoleRow, ...] = ()
    goes_on: bool = False


class ParsedDocument(Frozen):
    """A document cut into sections, passages and tables, all with their ids.

    `passages` holds the body, cells of tables included, then the footnotes, in
    document order. `parts` says of each element of `document.body` where it stands.
    """

    document: Document
    parts: tuple[DocumentPart, ...]
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
            yield from table.rows
        yield from self.facts
