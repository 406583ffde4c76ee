"""Small documents made by hand, for tests of what comes after reading."""

from extractors.contacts import withhold_contacts
from extractors.outline import parse
from extractors.parsed import ParsedDocument
from schemas.document import Block, Cell, Document, Form, Place, Span, Table


def block(text: str, line: int | None = None, **hints: object) -> Block:
    """A block on `line`; `hints` are its other fields."""
    spans = (Span(start=0, place=Place(line=line)),)
    return Block.model_validate({"text": text, "spans": spans, **hints})


def table(*rows: tuple[str, ...]) -> Table:
    """A table without spans."""
    cells = tuple(
        Cell(text=text, row=r, column=c) for r, row in enumerate(rows) for c, text in enumerate(row)
    )
    return Table(cells=cells, row_count=len(rows), column_count=len(rows[0]), place=Place())


def document(*parts: Block | Table | str, form: Form = "txt") -> Document:
    """A document of these parts; a string is a paragraph on the line of its place."""
    body = tuple(
        block(part, line) if isinstance(part, str) else part
        for line, part in enumerate(parts, start=1)
    )
    return Document(path="a.txt", form=form, sha256="0" * 64, body=body)


def parsed(*parts: Block | Table | str) -> ParsedDocument:
    """A document of these parts, its contacts withheld, parsed."""
    return parse(withhold_contacts(document(*parts)))
