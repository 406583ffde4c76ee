"""Blocks too long for one passage, cut where sentences end.

What belongs here: that each piece keeps its places. What does not: where a text is cut
(`extractors.text.cutting`), and which lines make a paragraph (the readers). Cells are
never cut: a table's grid has one passage a cell.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractors.text.cutting import LONGEST, cuts
from schemas.document import Block, Document, Span, Table


def with_long_blocks_cut(document: Document) -> Document:
    """Return a document in which no block is longer than `LONGEST`; nothing of it is lost."""
    if not any(len(block.text) > LONGEST for block in _all_blocks(document)):
        return document
    body = tuple(piece for part in document.body for piece in _pieces(part))
    notes, furniture = (
        tuple(piece for block in blocks for piece in cut_block(block))
        for blocks in (document.notes, document.furniture)
    )
    return document.model_copy(update={"body": body, "notes": notes, "furniture": furniture})


def _all_blocks(document: Document) -> Iterator[Block]:
    yield from document.blocks
    yield from document.notes
    yield from document.furniture


def _pieces(part: Block | Table) -> Iterable[Block | Table]:
    return (part,) if isinstance(part, Table) else cut_block(part)


def cut_block(block: Block) -> Iterator[Block]:
    """Yield a block in pieces of at most `LONGEST` characters, each with its own places.

    Only the first is a list's item or a heading, and opens with the indent.
    """
    if len(block.text) <= LONGEST:
        yield block
        return
    for start, end in pairwise(cuts(block.text)):
        piece = _piece(block, start, end)
        first = {} if start == 0 else {"kind": "paragraph", "level": None, "marker": None}
        yield piece.model_copy(update=first)


def _piece(block: Block, start: int, end: int) -> Block:
    """Return the block that holds `text[start:end]` without the space at its end."""
    text = block.text[start:end].rstrip()
    later = (s for s in block.spans if start < s.start < start + len(text))
    moved = (Span(start=span.start - start, place=span.place) for span in later)
    joins = (j for j in block.joins if start <= j.start < end)
    return block.model_copy(
        update={
            "text": text,
            "spans": (Span(start=0, place=block.place_at(start)), *moved),
            "joins": tuple(join.model_copy(update={"start": join.start - start}) for join in joins),
            "breaks": tuple(b - start for b in block.breaks if start < b < start + len(text)),
        }
    )
