"""The one shape into which every form of document is read.

What belongs here: the parts of a document as its author laid it out (blocks of
text and tables of cells) with the place of each character in the source file.
What does not: how a form is read (`extractors.readers`), and what is found in
the text (`schemas.tables`).
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

Source = Literal["text", "ocr"]  # what a place was read from: a text layer, or a picture
Form = Literal["pdf", "docx", "html", "md", "txt", "dump", "image"]
FurnitureRole = Literal[
    "header", "footer", "running_line", "page_number", "contents", "caption",
    "menu", "counter", "credit", "copyright", "front_matter",
]  # fmt: skip
BoundingBox = tuple[float, float, float, float]


class Frozen(BaseModel):
    """A value that never changes after it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Frozen):
    """Where a piece of text stands in its source file.

    `page` counts from 1 and is None where the form has no pages; `line` counts
    from 1 and is None unless the form is made of lines (txt, dump, md); `bbox`
    is (x0, top, x1, bottom) in points from the page's top left, PDFs only. `source` says
    whether it was read by its letters or recognised in a picture. `block` is
    the number of the paragraph or table in reading order, from 1; None for what is in
    none, such as a page or what it repeats.
    """

    page: int | None = None
    line: int | None = None
    bbox: BoundingBox | None = None
    block: int | None = None
    source: Source = "text"


class Span(Frozen):
    """From character `start` of a text on, up to the next span, it stands at `place`."""

    start: int
    place: Place


class Join(Frozen):
    """A word that the source cuts in two and the reader made whole.

    `start` is the offset in the text where the word begins; `left` and `right`
    are its halves as printed; `confidence` is 0 to 1; `evidence` says in a word
    or two why (for example "dictionary", "suffix", "own text").
    """

    start: int
    left: str
    right: str
    confidence: float
    evidence: str


class Doubt(Frozen):
    """A word recognised in a picture that may be another, or was taken for another.

    `start` is its offset in the text, `text` how it stands there, `read` what the picture was
    read as; `confidence`, 0 to 1, and `evidence` in a word or two as for joins.
    """

    start: int
    read: str
    text: str
    confidence: float
    evidence: str


class UnsureWord(Frozen):
    """A word of which recognition was not sure: its place on its page, 0 to 1 sure."""

    page: int
    bbox: BoundingBox
    text: str
    sure: float


def _start(span: Span) -> int:
    return span.start


class SourcedText(Frozen):
    """Text as its author wrote it (NFC, single spaces, words whole), with its places.

    `spans` is ordered by `start`; the first starts at 0. One span a source line.
    `breaks` are the offsets where, within a cell, the form begins a new paragraph or
    line; none where it does not tell.
    """

    text: str
    spans: tuple[Span, ...] = (Span(start=0, place=Place()),)
    joins: tuple[Join, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    breaks: tuple[int, ...] = ()

    @property
    def place(self) -> Place:
        """Where the text begins."""
        return self.spans[0].place

    @property
    def end_place(self) -> Place:
        """Where the text's last line stands."""
        return self.spans[-1].place

    def place_at(self, offset: int) -> Place:
        """Where the character at `offset` stands."""
        return self.spans[max(0, bisect_right(self.spans, offset, key=_start) - 1)].place

    @property
    def lines(self) -> tuple[str, ...]:
        """The text cut at its breaks."""
        ends = (*self.breaks, len(self.text))
        return tuple(self.text[a:b].strip() for a, b in zip((0, *self.breaks), ends, strict=True))

    @property
    def confidence(self) -> float:
        """How sure the reader is of the words: 1, or that of the weakest join."""
        return min((j.confidence for j in self.joins), default=1.0)

    @property
    def sure_of_letters(self) -> float:
        """How sure recognition is of the letters: 1 where there is no doubt, or no picture."""
        return min((d.confidence for d in self.doubts), default=1.0)


class Block(SourcedText):
    """A heading, paragraph or list item.

    `level` is a heading's depth from 1 where the form states it (md, html,
    docx), else None: the outline decides. `marker` is a list item's printed
    number or bullet ("1)", "-"), kept out of `text` only where the form itself
    keeps it apart (docx numbering, html lists); printed markers stay in the text.
    `bold`, `centred` and `size` (points) are hints for the outline, None if unknown.
    `indent` says whether the first line is set in.
    """

    type: Literal["block"] = "block"
    kind: Literal["heading", "paragraph", "list_item"] = "paragraph"
    level: int | None = None
    marker: str | None = None
    bold: bool | None = None
    centred: bool | None = None
    indent: bool | None = None
    size: float | None = None


class Furniture(Block):
    """What stands around a text, and what that is.

    Pages repeat a `header`, a `footer`, a `running_line` of which the form does not say which
    of the two it is, a `page_number`, and a `caption` that says only that a table goes on.
    `contents` is a table of contents. Of sites are a `menu` (links and buttons of any kind), a
    `counter` (of views, of comments), a `credit` (of a picture) and a `copyright`;
    `front_matter` is what a Markdown file says of itself above its text.
    """

    role: FurnitureRole


class Cell(SourcedText):
    """A cell of a table; `row` and `column` count from 0 in the logical grid.

    `span_confidence`, 0 to 1, says how sure the reader is that the cell reaches
    over more rows than its first.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    span_confidence: float = 1.0

    @classmethod
    def of(
        cls,
        text: SourcedText,
        row: int,
        column: int,
        row_span: int = 1,
        column_span: int = 1,
        span_confidence: float = 1.0,
    ) -> Self:
        """Make the cell that holds `text`, with its places and joins."""
        return cls(
            text=text.text,
            spans=text.spans,
            joins=text.joins,
            breaks=text.breaks,
            row=row,
            column=column,
            row_span=row_span,
            column_span=column_span,
            span_confidence=span_confidence,
        )


class Table(Frozen):
    """A ruled or marked-up table, whole over all the pages that it runs on.

    Rows that a page break cuts are joined; header rows that are repeated on each
    page are given once. A cell that spans others is given once, at its top left.
    Every row holds cells or is covered by a span; empty cells may be left out.
    """

    type: Literal["table"] = "table"
    cells: tuple[Cell, ...]
    row_count: int
    column_count: int
    place: Place
    header_rows: int | None = None  # where the form marks them (docx tblHeader, html thead)

    def grid(self) -> list[list[Cell | None]]:
        """Rows by columns; a cell that spans stands in every place that it covers."""
        grid: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.row_count)):
                for column in range(
                    cell.column, min(cell.column + cell.column_span, self.column_count)
                ):
                    grid[row][column] = cell
        return grid


Element = Block | Table  # what a body is made of


class Picture(Frozen):
    """A large picture that no text was read from.

    `share` says how much of its page it covers; `alone` that the page has no text at all.
    """

    place: Place
    share: float
    alone: bool


class SourceText(Frozen):
    """A stretch of a file as it stands there, before anything is made of it."""

    text: str
    place: Place = Place()


class Document(Frozen):
    """A document as read, before anything is looked for in it.

    `body` is in reading order. `notes` are footnotes, `furniture` is what each
    page repeats (running headers and footers, page numbers) and what surrounds
    the text (a legal database's closing line, a web page's menus if kept at
    all). `metadata` is what the file says of itself (a PDF's info, HTML's meta,
    DOCX core properties), by lower-case key. `path` is relative as the user gave it.
    `pictures` are those of printed pages that were not read; `unsure_words` stand on those
    that were.
    `withheld_contacts` counts the lines and cells that were left
    out after reading, since they give a person's contacts.
    `source` is all text of the file, in any order: what is accounted for. `characters` counts
    its letters and digits, `unaccounted` is what of it is nowhere in body, notes and furniture.
    """

    path: str
    form: Form
    sha256: str
    encoding: str | None = None
    page_count: int | None = None
    metadata: dict[str, str] = {}
    body: tuple[Element, ...]
    notes: tuple[Block, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    pictures: tuple[Picture, ...] = ()
    unsure_words: tuple[UnsureWord, ...] = ()
    withheld_contacts: int = 0
    source: tuple[SourceText, ...] = ()
    characters: int = 0
    unaccounted: tuple[SourceText, ...] = ()

    @property
    def blocks(self) -> Iterator[Block]:
        """The body's blocks, without its tables."""
        return (part for part in self.body if isinstance(part, Block))

    @property
    def tables(self) -> Iterator[Table]:
        """The body's tables."""
        return (part for part in self.body if isinstance(part, Table))
