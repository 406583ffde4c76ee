"""Which paragraph or table each piece of text stands in, counted from 1 in reading order.

It is the place that every form can give, with pages or without. What belongs here:
numbering a document's parts, once it is read and before anything is cut. What does not:
pages, lines and boxes, which each reader knows (`schemas.document.Place`).
"""

from collections.abc import Sequence
from typing import TypeVar

from schemas.document import Block, Cell, Document, Place, SourcedText, Span, Table

TextT = TypeVar("TextT", bound=SourcedText)


def with_blocks_numbered(document: Document) -> Document:
    """Return a document whose places say which part they are in: the body's first, then notes."""
    body = tuple(
        _numbered(part, number) if isinstance(part, Block) else _numbered_table(part, number)
        for number, part in enumerate(document.body, 1)
    )
    notes = tuple(_numbered(note, n) for n, note in enumerate(document.notes, len(body) + 1))
    return document.model_copy(update={"body": body, "notes": notes})


def _numbered_table(table: Table, number: int) -> Table:
    cells: Sequence[Cell] = [_numbered(cell, number) for cell in table.cells]
    return table.model_copy(update={"cells": tuple(cells), "place": _placed(table.place, number)})


def _numbered(text: TextT, number: int) -> TextT:
    spans = tuple(Span(start=s.start, place=_placed(s.place, number)) for s in text.spans)
    return text.model_copy(update={"spans": spans})


def _placed(place: Place, number: int) -> Place:
    return place.model_copy(update={"block": number})
