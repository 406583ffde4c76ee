"""Plans of a dump as tables: where they stand, their rows, their cells.

What belongs here: the order of the steps from lines to a `Table`. What does
not: the steps themselves (`header`, `fitting`, `align`).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.readers.dump.lines import DumpLine
from extractors.readers.dump.plan.columns import ColumnModel
from extractors.readers.dump.plan.fitting import by_cell, fit_rows
from extractors.readers.dump.plan.header import DumpHeader, find_header, repeated_lines
from extractors.readers.dump.plan.header_titles import HeaderTitle, known_titles
from extractors.readers.dump.plan.row_spans import SHARED_CONFIDENCE, row_spans
from extractors.readers.dump.plan.states import OUTSIDE, SECTION, Assignment
from extractors.readers.dump.plan.tokens import (
    CellPart,
    TableLine,
    trailing_spaces_printed,
)
from extractors.readers.layout import join_stripped
from extractors.text import Piece, Vocabulary, close_letter_spacing
from extractors.text.spacing import width_unspaced
from schemas.document import Cell, SourcedText, Span, Table


class PlanRegion(NamedTuple):
    """Where a plan stands among the lines of a dump: its header, and where it ends at latest.

    `repeated` are the lines of the header's repetitions on later pages; the rows end before
    line `end`, or where other text begins.
    """

    header: DumpHeader
    repeated: frozenset[int]
    end: int


def find_regions(lines: Sequence[DumpLine], start: int = 0) -> list[PlanRegion]:
    """Return where plans stand among the lines from `start` on, in order."""
    regions: list[PlanRegion] = []
    header = find_header(lines, start)
    while header:
        end = _next_indented(lines, header.end)
        repeated = _repetitions(lines, header, end)
        following = find_header(lines, header.end)
        while following and following.start < end:
            extent = range(following.start, following.end)
            if repeated.isdisjoint(extent):
                if following.fields != header.fields:
                    break
                repeated.update(extent)
            following = find_header(lines, following.end)
        end = min(end, following.start) if following else end
        regions.append(PlanRegion(header, frozenset(repeated), end))
        header = following
    return regions


def _repetitions(lines: Sequence[DumpLine], header: DumpHeader, end: int) -> set[int]:
    """Return the lines that repeat a header."""
    found: set[int] = set()
    for index in range(header.end, end):
        if index not in found:
            found.update(range(index, index + repeated_lines(header, lines, index)))
    return found


def _next_indented(lines: Sequence[DumpLine], start: int) -> int:
    """Return the next line that is indented like a paragraph's first: no table goes on over it."""
    return next((i for i in range(start, len(lines)) if lines[i].indented), len(lines))


def rebuild_table(
    lines: Sequence[DumpLine], region: PlanRegion, vocabulary: Vocabulary
) -> tuple[Table, int]:
    """Return the table of a plan, and the index of the line after it."""
    header, end = region.header, region.end
    columns, assignments = fit_rows(_rows(lines, region), header.fields)
    inside = [a for a in assignments if a.column != OUTSIDE]
    outside = [a.part.line.line.number for a in assignments if a.column == OUTSIDE]
    if outside:
        end = next(i for i in range(header.end, end) if lines[i].number == outside[0])
    header_rows = 2 if header.groups else 1
    cells = [
        *_header_cells(header, columns, vocabulary),
        *_cells(inside, columns, header_rows, vocabulary),
    ]
    table = Table(
        cells=tuple(cells),
        row_count=1 + max(cell.row for cell in cells),
        column_count=columns.count,
        place=lines[header.start].place,
        header_rows=header_rows,
    )
    return table, end


def _rows(lines: Sequence[DumpLine], region: PlanRegion) -> list[TableLine]:
    """Return the rows' lines, without the header that pages repeat."""
    kept = (i for i in range(region.header.end, region.end) if i not in region.repeated)
    return [TableLine(lines[i]) for i in kept]


def _title_width(title: HeaderTitle) -> float:
    """Return the width in ems of a title's widest line."""
    return max(width_unspaced(text) for _, text in title.parts)


def _header_cells(
    header: DumpHeader, columns: ColumnModel, vocabulary: Vocabulary
) -> Iterator[Cell]:
    """Yield the header's cells, on two rows where some stand under a title of their own."""
    vocabulary = vocabulary.and_of(known_titles())
    covered = {
        column
        for first, (_, size) in header.groups.items()
        for column in range(first, first + size)
    }
    for first, (title, size) in header.groups.items():
        yield Cell.of(_title_text(title, 0.0, vocabulary), 0, first, column_span=size)
    for column, title in enumerate(header.titles):
        text = _title_text(title, columns.widths[column], vocabulary)
        level = 1 if column in covered else 0
        yield Cell.of(text, level, column, row_span=1 + bool(covered) - level)


def _title_text(title: HeaderTitle, width: float, vocabulary: Vocabulary) -> SourcedText:
    """Return a title's lines joined; `width` is its column's in ems, if it is known."""
    raws = [
        (line, text, _ends_line(line, text) and line.ends_in_space) for line, text in title.parts
    ]
    return join_stripped(_as_pieces(raws, vocabulary), vocabulary, max(width, _title_width(title)))


def _ends_line(line: DumpLine, text: str) -> bool:
    """Whether a text, which may have lost its letter-spacing, stands at a line's end."""
    return "".join(line.text.split()).endswith("".join(text.split()))


def _cells(
    assignments: Sequence[Assignment], columns: ColumnModel, top: int, vocabulary: Vocabulary
) -> Iterator[Cell]:
    """Yield the cells of all rows, from row `top` on."""
    spaces_printed = trailing_spaces_printed([part.line for part, *_ in assignments])
    spans = row_spans(assignments, columns.fields)
    cells = by_cell(assignments)
    vocabulary = vocabulary.and_of(text for own in cells.values() for text in _unbroken_words(own))
    for (row, column), own in cells.items():
        pieces = _pieces(own, vocabulary)
        if column == SECTION:
            text = join_stripped(pieces, vocabulary, spaces_tell=spaces_printed)
            yield Cell.of(text, top + row, 0, column_span=columns.count)
        elif columns.fields[column] == "number":
            yield Cell.of(_number_text(pieces), top + row, column)
        else:
            width = columns.widths[column]
            text = join_stripped(pieces, vocabulary, width, spaces_tell=spaces_printed)
            rows = spans.get((row, column), 1)
            confidence = SHARED_CONFIDENCE if rows > 1 else 1.0
            yield Cell.of(text, top + row, column, row_span=rows, span_confidence=confidence)


def _number_text(pieces: Sequence[Piece]) -> SourcedText:
    """Return a row's number, which has no spaces wherever a line breaks it."""
    text = "".join("".join(piece.text.split()) for piece in pieces)
    return SourcedText(text=text, spans=(Span(start=0, place=pieces[0].place),))


def _unbroken_words(parts: Sequence[CellPart]) -> Iterator[str]:
    """Yield what of a cell's text no line's end breaks and no letter-spacing parts."""
    starts = True
    for part in parts:
        ends = part.ends_in_space or part is parts[-1]
        raw = part.line.text(part.start, part.end)
        words = raw.split()
        if "  " not in raw:
            yield " ".join(words[0 if starts else 1 : None if ends else -1])
        starts = part.ends_in_space


def _pieces(parts: Sequence[CellPart], vocabulary: Vocabulary) -> list[Piece]:
    """Return the parts of a cell as pieces of text."""
    raws = [
        (part.line.line, part.line.text(part.start, part.end), part.ends_in_space) for part in parts
    ]
    return _as_pieces(raws, vocabulary)


def _as_pieces(raws: Sequence[tuple[DumpLine, str, bool]], vocabulary: Vocabulary) -> list[Piece]:
    """Return texts of lines, and whether they end in a space, as pieces without letter-spacing."""
    pieces: list[Piece] = []
    fragment = ""
    for line, raw, ends_in_space in raws:
        text = close_letter_spacing(raw, vocabulary, fragment)
        pieces.append(Piece(text, line.place, ends_in_space))
        fragment = "" if ends_in_space or " " in text else text.rsplit("-", 1)[-1]
    return pieces
