"""Plans of a dump as tables: region, rows, cells.

What belongs here: the order of the steps from lines to a `Table`. What does
not: the steps themselves (`heading`, `learning`, `align`).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.readers.dump.lines import Line
from extractors.readers.dump.plan.beam import OUTSIDE, SECTION, Assignment
from extractors.readers.dump.plan.columns import Columns
from extractors.readers.dump.plan.heading import Heading, find_heading, repetition
from extractors.readers.dump.plan.learning import by_cell, read_rows
from extractors.readers.dump.plan.merging import MERGED, merged_cells
from extractors.readers.dump.plan.titles import Title, title_words
from extractors.readers.dump.plan.tokens import Part, TableLine, closed_width, spaces_tell
from extractors.text import Piece, Vocabulary, close_letter_spacing, join_pieces
from schemas.document import Cell, SourcedText, Span, Table


class Region(NamedTuple):
    """Where a plan stands: its header, the line before which it ends at latest.

    `repeated` are the lines of the header's repetitions on later pages.
    """

    heading: Heading
    repeated: frozenset[int]
    end: int


def find_regions(lines: Sequence[Line], start: int = 0) -> list[Region]:
    """Find the plans among the lines from `start` on, in order."""
    regions: list[Region] = []
    heading = find_heading(lines, start)
    while heading:
        end = _indented(lines, heading.end)
        repeated = _repetitions(lines, heading, end)
        following = find_heading(lines, heading.end)
        while following and following.start < end:
            extent = range(following.start, following.end)
            if repeated.isdisjoint(extent):
                if following.fields != heading.fields:
                    break
                repeated.update(extent)
            following = find_heading(lines, following.end)
        end = min(end, following.start) if following else end
        regions.append(Region(heading, frozenset(repeated), end))
        heading = following
    return regions


def _repetitions(lines: Sequence[Line], heading: Heading, end: int) -> set[int]:
    found: set[int] = set()
    for index in range(heading.end, end):
        if index not in found:
            found.update(range(index, index + repetition(heading, lines, index)))
    return found


def _indented(lines: Sequence[Line], start: int) -> int:
    """The next line that is set in like a paragraph's first: no table goes on over it."""
    return next((i for i in range(start, len(lines)) if lines[i].indented), len(lines))


def rebuild(lines: Sequence[Line], region: Region, vocabulary: Vocabulary) -> tuple[Table, int]:
    """Rebuild the table of a plan; return it and the index of the line after it."""
    heading, end = region.heading, region.end
    columns, assignments = read_rows(_rows(lines, region), heading.fields)
    inside = [a for a in assignments if a.column != OUTSIDE]
    outside = [a.part.line.line.number for a in assignments if a.column == OUTSIDE]
    if outside:
        end = next(i for i in range(heading.end, end) if lines[i].number == outside[0])
    header_rows = 2 if heading.groups else 1
    cells = [
        *_header_cells(heading, columns, vocabulary),
        *_cells(inside, columns, header_rows, vocabulary),
    ]
    table = Table(
        cells=tuple(cells),
        row_count=1 + max(cell.row for cell in cells),
        column_count=columns.count,
        place=lines[heading.start].place,
        header_rows=header_rows,
    )
    return table, end


def _rows(lines: Sequence[Line], region: Region) -> list[TableLine]:
    """The rows' lines, without the header that pages repeat."""
    kept = (i for i in range(region.heading.end, region.end) if i not in region.repeated)
    return [TableLine(lines[i]) for i in kept]


def _title_width(title: Title) -> float:
    return max(closed_width(text) for _, text in title.parts)


def _header_cells(heading: Heading, columns: Columns, vocabulary: Vocabulary) -> Iterator[Cell]:
    """The header's cells, on two rows where some stand under a title of their own."""
    vocabulary = vocabulary.and_of(title_words())
    covered = {
        column
        for first, (_, size) in heading.groups.items()
        for column in range(first, first + size)
    }
    for first, (title, size) in heading.groups.items():
        yield Cell.of(_title_text(title, 0.0, vocabulary), 0, first, column_span=size)
    for column, title in enumerate(heading.titles):
        text = _title_text(title, columns.widths[column], vocabulary)
        level = 1 if column in covered else 0
        yield Cell.of(text, level, column, row_span=1 + bool(covered) - level)


def _title_text(title: Title, width: float, vocabulary: Vocabulary) -> SourcedText:
    raws = [
        (line, text, line.soft and _bare(line.text).endswith(_bare(text)))
        for line, text in title.parts
    ]
    return join_pieces(_closed(raws, vocabulary), vocabulary, max(width, _title_width(title)))


def _bare(text: str) -> str:
    return "".join(text.split())


def _cells(
    assignments: Sequence[Assignment], columns: Columns, top: int, vocabulary: Vocabulary
) -> Iterator[Cell]:
    """The cells of all rows, from row `top` on."""
    ends_tell = spaces_tell([part.line for part, *_ in assignments])
    merged = merged_cells(assignments, columns.fields)
    cells = by_cell(assignments)
    vocabulary = vocabulary.and_of(text for own in cells.values() for text in _whole(own))
    for (row, column), own in cells.items():
        pieces = _pieces(own, vocabulary)
        if column == SECTION:
            text = join_pieces(pieces, vocabulary, ends_tell=ends_tell)
            yield Cell.of(text, top + row, 0, column_span=columns.count)
        elif columns.fields[column] == "number":
            yield Cell.of(_number_text(pieces), top + row, column)
        else:
            width = columns.widths[column]
            text = join_pieces(pieces, vocabulary, width, ends_tell=ends_tell)
            rows = merged.get((row, column), 1)
            sure = MERGED if rows > 1 else 1.0
            yield Cell.of(text, top + row, column, row_span=rows, span_confidence=sure)


def _number_text(pieces: Sequence[Piece]) -> SourcedText:
    """A row's number, which has no spaces wherever a line breaks it."""
    text = "".join("".join(piece.text.split()) for piece in pieces)
    return SourcedText(text=text, spans=(Span(start=0, place=pieces[0].place),))


def _whole(parts: Sequence[Part]) -> Iterator[str]:
    """What of a cell's text no line's end cuts and no letter-spacing parts."""
    starts = True
    for part in parts:
        ends = part.soft or part is parts[-1]
        raw = part.line.text(part.start, part.end)
        words = raw.split()
        if "  " not in raw:
            yield " ".join(words[0 if starts else 1 : None if ends else -1])
        starts = part.soft


def _pieces(parts: Sequence[Part], vocabulary: Vocabulary) -> list[Piece]:
    """The parts of a cell as pieces of text."""
    raws = [(part.line.line, part.line.text(part.start, part.end), part.soft) for part in parts]
    return _closed(raws, vocabulary)


def _closed(raws: Sequence[tuple[Line, str, bool]], vocabulary: Vocabulary) -> list[Piece]:
    """Texts of lines (and whether they end soft) as pieces, letter-spacing closed."""
    pieces: list[Piece] = []
    fragment = ""
    for line, raw, soft in raws:
        text = close_letter_spacing(raw, vocabulary, fragment)
        pieces.append(Piece(text, line.place, soft))
        fragment = "" if soft or " " in text else text.rsplit("-", 1)[-1]
    return pieces
