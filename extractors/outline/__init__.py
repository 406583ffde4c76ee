"""From a Document to its text placed: sections, passages, tables and key facts.

`parse` is the whole of it. What does not belong here: finding anything in the
text (figures, actions, abbreviations …), which other extractors do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from extractors import losses
from extractors.languages.detection import detect_language
from extractors.outline.abbreviation_lists import names_list
from extractors.outline.continuation import continued_header, is_between, repeats_header
from extractors.outline.document_parts import document_parts, front_length, lists_in
from extractors.outline.elements import check_places
from extractors.outline.headings import Heading, is_list_item, plan_title
from extractors.outline.indicator_header import indicator_header
from extractors.outline.other_languages import foreign_language
from extractors.outline.recognition import find_headings
from extractors.outline.row_roles import divider_of, list_roles, plain_roles, plan_roles
from extractors.outline.run_together import part_values
from extractors.outline.sections import Outline
from extractors.outline.table_rows import role_rows
from extractors.outline.tables import (
    TableKind,
    facts_of,
    is_caption,
    plan_headers,
    table_kind,
    text_before,
)
from extractors.parsed import (
    DocumentPart,
    IndicatorHeader,
    ParsedDocument,
    ParsedTable,
    Passage,
    RowRole,
)
from extractors.plan_vocabulary.header import PlanHeader
from extractors.readers.errors import UnreadableDocumentError
from schemas.base import stable_id
from schemas.document import Block, Document, Element, SourcedText, Table
from schemas.tables import FactRow, Language, PassageKind, PassageRow, TableCellRow, TableRow

MAIN_TEXT = 20_000  # characters that tell a document's language


def parse(document: Document) -> ParsedDocument:
    """Cut a document into sections, passages and tables, all with their ids.

    Raises UnreadableDocumentError ("other_language").
    """
    body = document.body
    _refuse_other_languages(body)
    front, lists = front_length(body), lists_in(body)
    headings = find_headings(body, front, lists)
    parts = document_parts(body, front, headings, lists)
    writer = _Writer(stable_id("doc", document.sha256), _main_language(body))
    writer.write(body, headings, parts)
    writer.write_notes(document.notes)
    return ParsedDocument(
        document=document,
        parts=parts,
        document_id=writer.document_id,
        language=writer.language,
        sections=tuple(writer.outline.rows),
        passages=tuple(writer.passages),
        tables=tuple(writer.tables),
        facts=tuple(writer.facts),
    )


class _Writer:
    """Rows as they come, part by part, with running positions."""

    def __init__(self, document_id: str, language: Language) -> None:
        self.document_id = document_id
        self.language = language
        self.outline = Outline(document_id)
        self.passages: list[Passage] = []
        self.tables: list[ParsedTable] = []
        self.facts: list[FactRow] = []
        self._above: list[Block] = []  # since the last table
        self._plan_titles: set[str] = set()  # seen so far; pages may repeat them
        self._new_plan = False  # whether one stands since the last table for the first time
        self._last_header: PlanHeader | None = None  # that of the last table, if it is a plan

    def write(
        self,
        body: Sequence[Element],
        headings: Mapping[int, Heading],
        parts: Sequence[DocumentPart],
    ) -> None:
        """Add all elements of a body, with their headings (by index) and parts."""
        rest = ""  # what lines to come still print of a heading
        headed = _with_headers(body)
        for index, (element, part) in enumerate(zip(body, parts, strict=True)):
            if heading := headings.get(index):
                self.outline.open(heading, element.place)
                rest = heading.title
            if isinstance(element, Table):
                self._try_table(element, headed.get(index), part, text_before(body, index))
                continue
            self._above.append(element)
            self._note_title(element)
            if element.text:
                is_heading = rest.startswith(element.text)
                rest = rest.removeprefix(element.text).strip() if is_heading else ""
                self.add_passage(element, _kind(element, is_heading), part)

    def write_notes(self, notes: Sequence[Block]) -> None:
        """Add the footnotes; they may list abbreviations, too."""
        listed = {index for entries in lists_in(notes) for index in entries}
        for index, note in enumerate(notes):
            self.add_passage(note, "paragraph", "abbreviations" if index in listed else "footnote")

    def add_passage(
        self,
        source: SourcedText,
        kind: PassageKind,
        part: DocumentPart,
    ) -> PassageRow:
        """Add a passage in the section now open."""
        position = len(self.passages) + 1
        row = PassageRow.at(
            source.place,
            passage_id=stable_id("passage", self.document_id, position, source.text),
            document_id=self.document_id,
            section_id=self.outline.current,
            position=position,
            kind=kind,
            language=detect_language(source.text, self.language),
            text=source.text,
            line_start=source.place.line,
            line_end=source.end_place.line,
        )
        self.passages.append(Passage(row=row, source=source, part=part))
        return row

    def add_table(
        self, table: Table, own_header: PlanHeader | None, part: DocumentPart, above: str | None
    ) -> None:
        """Add a table, its cells that hold text, and the key facts in it."""
        continued = continued_header(table, self._above, self._last_header)
        if continued and own_header and not own_header.is_titled:
            own_header = None  # what goes on with a plan has its titles
        kind = "plan" if own_header else table_kind(table, above)
        part = _part_of_table(kind, above, part)
        header = own_header or continued
        indicators = indicator_header(table, of_plan=header is not None)
        roles = _roles(table, header or indicators, part, self._plan_titles)
        row = self._table_row(table, kind, above)
        if kind == "facts":
            self.facts += facts_of(table, self.document_id, len(self.facts) + 1)
        depth = self.outline.mark()
        cells = tuple(self._add_cells(table, row.table_id, part))
        self.outline.close_to(depth)
        self.tables.append(
            ParsedTable(
                row=row,
                table=table,
                part=part,
                roles=roles,
                plan_header=header,
                indicator_header=indicators,
                cells=cells,
                rows=tuple(role_rows(table, row.table_id, roles, is_plan=header is not None)),
                goes_on=self._goes_on(own_header, continued),
            )
        )
        self._above, self._last_header, self._new_plan = [], header, False

    def _try_table(
        self,
        table: Table,
        headed: tuple[Table, PlanHeader | None] | None,
        part: DocumentPart,
        above: str | None,
    ) -> None:
        """Add a table with its header; one that cannot be read has its cells as paragraphs."""
        kept, depth, facts = len(self.passages), self.outline.mark(), len(self.facts)
        failed = headed is None
        if headed:
            with losses.part("The table", table.place, then=losses.AS_TEXT) as adding:
                self.add_table(*headed, part, above)
            failed = adding.failed
        if failed:
            del self.passages[kept:], self.facts[facts:]
            self.outline.close_to(depth)
            for cell in table.cells:
                if cell.text:
                    self.add_passage(cell, "paragraph", part)

    def _note_title(self, block: Block) -> None:
        """Remember the title of a plan."""
        if plan_title(block.text) and block.text not in self._plan_titles:
            self._plan_titles.add(block.text)
            self._new_plan = True

    def _goes_on(self, own: PlanHeader | None, continued: PlanHeader | None) -> bool:
        """Tell whether a table is a part of the plan before it."""
        if self._new_plan:
            return False
        if own:
            return repeats_header(own, self._last_header) and is_between(self._above)
        return continued is not None

    def _table_row(self, table: Table, kind: TableKind, above: str | None) -> TableRow:
        position = len(self.tables) + 1
        return TableRow.at(
            table.place,
            table_id=stable_id("table", self.document_id, position),
            document_id=self.document_id,
            section_id=self.outline.current,
            position=position,
            kind=kind,
            caption=above if above and is_caption(above) else None,
            row_count=table.row_count,
            column_count=table.column_count,
        )

    def _add_cells(self, table: Table, table_id: str, part: DocumentPart) -> Iterable[TableCellRow]:
        for cell in table.cells:
            if not cell.text:
                continue
            if heading := divider_of(cell, table):
                self.outline.open(heading, cell.place)
            passage = self.add_passage(cell, "table_cell", part)
            yield TableCellRow.at(
                cell.place,
                table_id=table_id,
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                passage_id=passage.passage_id,
            )


def _with_headers(body: Sequence[Element]) -> dict[int, tuple[Table, PlanHeader | None]]:
    """The tables of a body by index, each with its header as a plan; without those that fail."""
    tables: dict[int, Table] = {}
    for index, table in enumerate(body):
        if isinstance(table, Table):
            with losses.part("The table", table.place, then=losses.AS_TEXT):
                check_places(table)
                tables[index] = part_values(table)
    headers = plan_headers(list(tables.values()))
    return {
        index: (table, header)
        for (index, table), header in zip(tables.items(), headers, strict=True)
    }


def _part_of_table(kind: TableKind, above: str | None, part: DocumentPart) -> DocumentPart:
    """Return the part of a table that stands in `part`: a list of abbreviations is its own."""
    if kind == "abbreviations" or names_list(above or ""):
        return "abbreviations"
    return "text" if part == "abbreviations" else part


def _roles(
    table: Table,
    header: PlanHeader | IndicatorHeader | None,
    part: DocumentPart,
    plan_titles: Set[str],
) -> tuple[RowRole, ...]:
    if isinstance(header, PlanHeader):
        return tuple(plan_roles(table, header, plan_titles))
    if part == "abbreviations":
        return tuple(list_roles(table))
    return tuple(plain_roles(table, header.body_start if header else table.header_rows or 0))


def _kind(block: Block, is_heading: bool) -> PassageKind:
    if is_heading or block.kind == "heading":
        return "heading"
    return "list_item" if is_list_item(block) else "paragraph"


def _texts(body: Iterable[Element]) -> Iterator[str]:
    for element in body:
        if isinstance(element, Block):
            yield element.text
        else:
            yield from (cell.text for cell in element.cells)


def _refuse_other_languages(body: Iterable[Element]) -> None:
    """Raise UnreadableDocumentError for a document in a language that nothing here reads."""
    name = foreign_language(_texts(body))
    if name is not None:
        language = name.replace("_", " ").capitalize() or "another language"
        raise UnreadableDocumentError(
            "other_language",
            f"The text is in {language}, neither in Kazakh (in Cyrillic letters) nor in Russian;"
            " supply the document in one of these.",
        )


def _main_language(body: Iterable[Element]) -> Language:
    return detect_language(" ".join(_texts(body))[:MAIN_TEXT])
