"""PDF with a text layer, read by its drawing: glyphs, baselines and ruling lines.

What belongs here: the steps of reading. Each step is a module: `page` (glyphs
and rules), `lines`, `parts` (a page taken apart), `furniture`, `notes`, `tables`
(joined over pages), `paragraphs`, `line_breaks`, `opening` (what cannot be
read). What does not: any meaning of the text.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from extractors.readers.pdf.furniture import split_furniture
from extractors.readers.pdf.line_breaks import Habits, Room, join_by_room, learn_habits
from extractors.readers.pdf.lines import PageLine
from extractors.readers.pdf.notes import split_notes
from extractors.readers.pdf.opening import check_text_layer, damaged, nothing_to_read, opened
from extractors.readers.pdf.page import draw
from extractors.readers.pdf.paragraphs import Measure, make_block, measure, split_blocks
from extractors.readers.pdf.parts import PageParts, TablePart, take_apart
from extractors.readers.pdf.tables import GrowingTable
from schemas.document import Block, Document, Table

__all__ = ["read"]

Flow = list[PageLine] | GrowingTable


def read(path: str, data: bytes) -> Document:
    """Read the bytes of a PDF into a Document; `path` is the label that it carries.

    Raises UnreadableDocumentError for a PDF that is empty, damaged, encrypted
    or has no text layer.
    """
    with opened(data) as pdf:
        metadata = {str(key).lower(): str(value) for key, value in pdf.metadata.items()}
        pages: list[PageParts] = []
        for page in pdf.pages:
            pages.append(_take_apart(page, pages[-1] if pages else None))
    check_text_layer(pages)
    furniture = split_furniture(pages)
    for page in pages:
        page.set_notes_apart()
    flow = _flow(pages)
    if not flow:
        raise nothing_to_read(pages)
    measures = _measures(pages)
    habits = learn_habits(_stacks(flow, measures))
    measures = {n: replace(m, prints_spaces=habits.prints_spaces) for n, m in measures.items()}
    return Document(
        path=path,
        form="pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        page_count=len(pages),
        metadata=metadata,
        body=tuple(_body(flow, measures, habits)),
        notes=tuple(_notes(pages, measures, habits)),
        furniture=tuple(_furniture(furniture, habits)),
    )


def _take_apart(page: Any, before: PageParts | None) -> PageParts:
    """Draw a page, let go of all else that was kept of it, and take it apart."""
    try:
        content = draw(page)
    except Exception as error:  # broken content can raise anything
        raise damaged(error) from error
    finally:
        page.close()
    return take_apart(content, before)


def _flow(pages: Sequence[PageParts]) -> list[Flow]:
    """Put lines and tables in reading order, tables whole over their pages."""
    items: list[PageLine | GrowingTable] = []
    for page in pages:
        for thing in _in_order(page):
            last = items[-1] if items else None
            if isinstance(thing, PageLine):
                items.append(thing)
            elif isinstance(last, GrowingTable) and last.accepts(thing):
                last.add(thing)
            else:
                items.append(GrowingTable.of(thing))
    flow: list[Flow] = []
    for item in _without_boxes(items):
        before = flow[-1] if flow else None
        if not isinstance(item, PageLine):
            flow.append(item)
        elif isinstance(before, list):
            before.append(item)
        else:
            flow.append([item])
    return flow


def _in_order(page: PageParts) -> list[PageLine | TablePart]:
    """A page's lines and table parts from the top down."""
    lines = [(line.baseline, 1, n) for n, line in enumerate(page.lines)]
    parts = [(part.top, 0, n) for n, part in enumerate(page.parts)]
    return [page.lines[n] if kind else page.parts[n] for _, kind, n in sorted(lines + parts)]


def _without_boxes(items: Sequence[PageLine | GrowingTable]) -> Iterator[PageLine | GrowingTable]:
    """Give the lines of a lone frame as if it were not there."""
    for item in items:
        if isinstance(item, GrowingTable) and item.is_box:
            yield from item.cells[0].lines
        else:
            yield item


def _stacks(
    flow: Sequence[Flow], measures: Mapping[int, Measure]
) -> Iterator[tuple[list[PageLine], Room]]:
    """Lines that stand under each other, cell by cell, and the room that they have."""
    for item in flow:
        if isinstance(item, GrowingTable):
            yield from item.stacks()
            continue
        for number, lines in groupby(item, key=lambda line: line.place.page or 0):
            yield list(lines), measures[number].room


def _measures(pages: Sequence[PageParts]) -> dict[int, Measure]:
    """Measure the text of the pages of each size; give it by page number."""
    measures: dict[int, Measure] = {}
    by_size = sorted(pages, key=lambda page: (page.width, page.height))
    for _, group in groupby(by_size, key=lambda page: (page.width, page.height)):
        alike = list(group)
        found = measure(alike)
        measures.update((page.number, found) for page in alike)
    return measures


def _body(
    flow: Sequence[Flow], measures: Mapping[int, Measure], habits: Habits
) -> Iterator[Block | Table]:
    for item in flow:
        if isinstance(item, GrowingTable):
            yield item.finish(habits)
            continue
        for lines in split_blocks(item, measures):
            yield make_block(lines, measures[lines[0].place.page or 0], habits)


def _notes(
    pages: Sequence[PageParts], measures: Mapping[int, Measure], habits: Habits
) -> Iterator[Block]:
    for page in pages:
        for mark, lines in split_notes(page.notes):
            text = join_by_room(lines, measures[page.number].room, habits)
            size = round(lines[0].size, 1)
            yield Block(text=text.text, spans=text.spans, joins=text.joins, marker=mark, size=size)


def _furniture(lines: Sequence[PageLine], habits: Habits) -> Iterator[Block]:
    for line in lines:
        text = join_by_room([line], Room(line.width, line.width), habits)
        yield Block(text=text.text, spans=text.spans, size=round(line.size, 1))
