"""Dumps: what a PDF text extractor left of a paged, ruled document.

What belongs here: from a dump's text to a `Document`. What does not: telling
encodings (`extractors.readers.encoding`) and other plain text (`plain`).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.readers.accounting import source_lines
from extractors.readers.blocks import as_furniture
from extractors.readers.dump.lines import DumpLayout, DumpLine, is_dump, page_furniture, read_layout
from extractors.readers.dump.passport import Passport, find_passport
from extractors.readers.dump.plan import PlanRegion, find_regions, rebuild_table
from extractors.readers.dump.prose import read_paragraph, read_prose
from extractors.text import Vocabulary
from schemas.document import Block, Document, Furniture, FurnitureRole, Table

__all__ = ["is_dump", "read_dump"]

_FOOTNOTE = re.compile(r"\d{1,3}\s+\S")
_SHORTEST_WHOLE = 4  # letters; shorter words of a table may be pieces of others
_CLOSING = re.compile(r"©\s*\d{4}")


def read_dump(path: str, text: str, sha256: str, encoding: str | None = None) -> Document:
    """Read a dump's text into a document; pages and lines count from 1."""
    layout = read_layout(text)
    lines, notes, running, closing = _by_role(layout)
    passport = find_passport(lines)
    regions = find_regions(lines, passport.end if passport else 0)
    vocabulary = Vocabulary.of(_unbroken(lines, regions))
    return Document(
        path=path,
        form="dump",
        sha256=sha256,
        encoding=encoding,
        page_count=layout.page_count,
        body=tuple(_body(lines, passport, regions, layout, vocabulary)),
        notes=tuple(read_prose(notes, layout, vocabulary)),
        furniture=(
            *_furniture([[line] for line in running], "running_line", layout, vocabulary),
            *_furniture([closing] if closing else [], "copyright", layout, vocabulary),
        ),
        source=source_lines(text),
    )


def _furniture(
    paragraphs: Sequence[Sequence[DumpLine]],
    role: FurnitureRole,
    layout: DumpLayout,
    vocabulary: Vocabulary,
) -> tuple[Furniture, ...]:
    return as_furniture((read_paragraph(p, layout, vocabulary) for p in paragraphs), role)


def _unbroken(lines: Sequence[DumpLine], regions: Sequence[PlanRegion]) -> Iterator[str]:
    """Yield text whose words are whole: prose, and what stands inside the lines of tables."""
    inside = {i for region in regions for i in range(region.header.start, region.end)}
    for index, line in enumerate(lines):
        words = line.text.split()
        yield (
            " ".join(w for w in words[1:-1] if len(w) >= _SHORTEST_WHOLE)
            if index in inside
            else line.text
        )


def _body(
    lines: Sequence[DumpLine],
    passport: Passport | None,
    regions: Sequence[PlanRegion],
    layout: DumpLayout,
    vocabulary: Vocabulary,
) -> Iterator[Block | Table]:
    """Yield blocks and tables in reading order."""
    position = 0
    if passport:
        yield from read_prose(lines[: passport.start], layout, vocabulary)
        yield passport.table(vocabulary)
        position = passport.end
    for region in regions:
        yield from read_prose(lines[position : region.header.start], layout, vocabulary)
        table, position = rebuild_table(lines, region, vocabulary)
        yield table
    yield from read_prose(lines[position:], layout, vocabulary)


class _LineRoles(NamedTuple):
    """A dump's lines: the body, footnotes, what pages repeat, and the database's closing line."""

    body: list[DumpLine]
    notes: list[DumpLine]
    running: list[DumpLine]
    closing: list[DumpLine]


def _by_role(layout: DumpLayout) -> _LineRoles:
    """Return the lines by role: footnotes stand under a rule, to the page's end."""
    body: list[DumpLine] = []
    notes: list[DumpLine] = []
    closing: list[DumpLine] = []
    running: list[DumpLine] = []
    note_page = 0
    repeated = page_furniture(layout.lines)
    following_lines = (*layout.lines[1:], None)
    for index, (line, following) in enumerate(zip(layout.lines, following_lines, strict=True)):
        if index in repeated:
            running.append(line)
        elif not line.text:
            if following and _FOOTNOTE.match(following.text):
                note_page = line.page
        elif line.page == note_page:
            notes.append(line)
        elif closing or _CLOSING.match(line.text):
            closing.append(line)
        else:
            body.append(line)
    return _LineRoles(body, notes, running, closing)
