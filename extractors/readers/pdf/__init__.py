"""PDF with a text layer, read by its drawing: glyphs, baselines and ruling lines.

What belongs here: the steps of reading. Each step is a module: `page` (glyphs
and rules), `lines`, `parts` (a page taken apart), `furniture`, `notes`, `tables`
(joined over pages), `measures`, `paragraphs`, `line_breaks`, `pictures` (of text
pages), `pictured` (pages that are pictures), `opening` (what cannot be read). What does
not: any meaning of the text.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from extractors.losses import AS_TEXT, part
from extractors.readers.blocks import as_furniture
from extractors.readers.pdf.furniture import split_furniture
from extractors.readers.pdf.line_breaks import Habits, Room, join_by_room, learn_habits
from extractors.readers.pdf.lines import PageLine
from extractors.readers.pdf.measures import Measure, measure_lines, measure_pages
from extractors.readers.pdf.notes import split_notes
from extractors.readers.pdf.opening import (
    SourcePage,
    check_text_layer,
    damaged,
    nothing_to_read,
    opened,
    source_pages,
)
from extractors.readers.pdf.page import draw
from extractors.readers.pdf.paragraphs import make_block, split_blocks
from extractors.readers.pdf.parts import PageParts, TablePart, blank_page, take_apart
from extractors.readers.pdf.pictured import Recogniser
from extractors.readers.pdf.pictures import unread_pictures
from extractors.readers.pdf.tables import GrowingTable
from schemas.document import (
    Block,
    Document,
    Form,
    Furniture,
    FurnitureRole,
    Place,
    SourceText,
    Table,
)

__all__ = ["composed", "read"]


@dataclass
class Text:
    """Lines between two tables, and the measure that each is set in."""

    lines: list[PageLine]
    measures: list[Measure] = field(default_factory=list)


Flow = Text | GrowingTable


def read(path: str, data: bytes) -> Document:
    """Read the bytes of a PDF into a Document; `path` is the label that it carries.

    Raises UnreadableDocumentError for a PDF that is empty, damaged, encrypted
    or has no text layer.
    """
    pdf = opened(data)
    metadata = _metadata(pdf)
    pages = _pages(pdf, Recogniser(data))
    check_text_layer(pages)
    return composed(pages, path=path, form="pdf", data=data, metadata=metadata)


def composed(
    pages: Sequence[PageParts], *, path: str, form: Form, data: bytes, metadata: dict[str, str]
) -> Document:
    """Make a Document of pages that were taken apart, whatever form they were of.

    Raises UnreadableDocumentError if nothing stands on them.
    """
    furniture = split_furniture(pages)
    for page in pages:
        page.set_notes_apart()
    flow = _flow(pages)
    if not flow:
        raise nothing_to_read(pages)
    measures = measure_pages(pages)
    for text in flow:
        if isinstance(text, Text):
            text.measures = measure_lines(text.lines, measures)
    habits = learn_habits(_stacks(flow))
    return Document(
        path=path,
        form=form,
        sha256=hashlib.sha256(data).hexdigest(),
        page_count=len(pages),
        metadata=metadata,
        body=tuple(_body(flow, habits)),
        notes=tuple(_notes(pages, measures, habits)),
        furniture=tuple(_furniture(furniture, habits)),
        source=tuple(SourceText(text=p.text, place=Place(page=p.number)) for p in pages),
        pictures=tuple(unread_pictures(pages)),
        unsure_words=tuple(word for page in pages for word in page.unsure),
    )


def _pages(pdf: Any, recogniser: Recogniser) -> list[PageParts]:
    """Take all pages apart; one that cannot be drawn is left out, unless that is all of them."""
    pages: list[PageParts] = []
    errors: list[Exception] = []
    for page in source_pages(pdf):
        parts, error = _take_apart(page, pages[-1] if pages else None, recogniser)
        pages.append(parts)
        errors += [error] if error else []
    if len(errors) == len(pages):
        raise damaged(errors[0])
    return pages


def _metadata(pdf: Any) -> dict[str, str]:
    """Return what the file says of itself."""
    metadata: dict[str, str] = {}
    with part("What the file says of itself"):
        metadata = {str(key).lower(): str(value) for key, value in pdf.metadata.items()}
    return metadata


def _take_apart(
    page: SourcePage, before: PageParts | None, recogniser: Recogniser
) -> tuple[PageParts, Exception | None]:
    """Draw a page, or read its picture, and take it apart.

    Where that fails, return a blank page and why: broken content can raise anything.
    """
    place = Place(page=page.page_number)
    parts = blank_page(page.page_number)
    with part(f"Page {page.page_number}", place) as drawing:
        parts = take_apart(recogniser.content(draw(page)), before)
    return parts, drawing.error


def _flow(pages: Sequence[PageParts]) -> list[Flow]:
    """Put lines and tables in reading order, tables whole over their pages."""
    items: list[PageLine | GrowingTable] = []
    for page in pages:
        for thing in page.in_order():
            last = items[-1] if items else None
            if isinstance(thing, PageLine):
                items.append(thing)
            elif not (isinstance(last, GrowingTable) and _goes_on(last, thing)):
                items.append(GrowingTable.of(thing))
    flow: list[Flow] = []
    for item in _without_boxes(items):
        before = flow[-1] if flow else None
        if not isinstance(item, PageLine):
            flow.append(item)
        elif isinstance(before, Text):
            before.lines.append(item)
        else:
            flow.append(Text([item]))
    return flow


def _goes_on(table: GrowingTable, part_of_page: TablePart) -> bool:
    """Add a part to the table that it goes on with; False if it is a table of its own."""
    with part("The table over pages", part_of_page.place, then="its parts stand by themselves"):
        if table.accepts(part_of_page):
            table.add(part_of_page)
            return True
    return False


def _without_boxes(items: Sequence[PageLine | GrowingTable]) -> Iterator[PageLine | GrowingTable]:
    """Give the lines of a lone frame as if it were not there."""
    for item in items:
        if isinstance(item, GrowingTable) and item.is_box:
            yield from item.cells[0].lines
        else:
            yield item


def _stacks(flow: Sequence[Flow]) -> Iterator[tuple[list[PageLine], Room]]:
    """Lines that stand under each other, cell by cell, and the room that they have."""
    for item in flow:
        if isinstance(item, GrowingTable):
            yield from item.stacks()
            continue
        pairs = zip(item.lines, item.measures, strict=True)
        for _, group in groupby(pairs, key=lambda pair: (pair[0].place.page, pair[1])):
            stack = list(group)
            yield [line for line, _ in stack], stack[0][1].room


def _body(flow: Sequence[Flow], habits: Habits) -> Iterator[Block | Table]:
    for item in flow:
        if isinstance(item, GrowingTable):
            yield from _table(item, habits)
            continue
        spaces = habits.prints_spaces
        measures = [replace(measure, prints_spaces=spaces) for measure in item.measures]
        for lines, measure in split_blocks(item.lines, measures):
            yield make_block(lines, measure, habits)


def _table(table: GrowingTable, habits: Habits) -> Iterator[Block | Table]:
    """Give a finished table; one whose making fails as the text of its cells."""
    with part("The table", table.place, then=AS_TEXT) as making:
        yield table.finish(habits)
    if making.failed:
        for cell in table.cells:
            yield from (_block_of_line(line, habits) for line in cell.lines)


def _notes(
    pages: Sequence[PageParts], measures: Mapping[int, Measure], habits: Habits
) -> Iterator[Block]:
    for page in pages:
        for mark, lines in split_notes(page.notes):
            text = join_by_room(lines, measures[page.number].room, habits)
            size = round(lines[0].size, 1)
            yield Block(text=text.text, spans=text.spans, joins=text.joins, marker=mark, size=size)


def _furniture(
    lines: Sequence[tuple[PageLine, FurnitureRole]], habits: Habits
) -> Iterator[Furniture]:
    for line, role in lines:
        yield from as_furniture([_block_of_line(line, habits)], role)


def _block_of_line(line: PageLine, habits: Habits) -> Block:
    """Return a line by itself."""
    text = join_by_room([line], Room(line.width, line.width), habits)
    return Block(text=text.text, spans=text.spans, size=round(line.size, 1))
