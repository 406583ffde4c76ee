"""Plans of a dump as tables: region, rows, cells.

What belongs here: the order of the steps from lines to a `Table`. What does
not: the steps themselves (`heading`, `anchors`, `align`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from extractors.readers.dump.lines import Line
from extractors.readers.dump.plan.align import OUTSIDE, SECTION, Aligner, Assignment
from extractors.readers.dump.plan.anchors import find_anchors
from extractors.readers.dump.plan.columns import Columns, Part
from extractors.readers.dump.plan.heading import Heading, find_heading, repetition
from extractors.readers.dump.plan.titles import Title, title_words
from extractors.readers.dump.plan.tokens import TableLine, closed_width, spaces_tell
from extractors.text import Piece, Vocabulary, close_letter_spacing, join_pieces
from schemas.document import Cell, SourcedText, Table

_ROUNDS, _MORE_ROUNDS = 2, 4  # with certain rows to begin with, and without
_LEAST_CLEAN = 4


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
        while following and following.start < end and _same(following, heading, repeated):
            repeated.update(range(following.start, following.end))
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


def _same(following: Heading, heading: Heading, repeated: set[int]) -> bool:
    """Whether what looks like another header only repeats this one."""
    return following.start in repeated or following.fields == heading.fields


def _indented(lines: Sequence[Line], start: int) -> int:
    """The next line that is set in like a paragraph's first: no table goes on over it."""
    return next((i for i in range(start, len(lines)) if lines[i].indented), len(lines))


def rebuild(lines: Sequence[Line], region: Region, vocabulary: Vocabulary) -> tuple[Table, int]:
    """Rebuild the table of a plan; return it and the index of the line after it."""
    heading, end = region.heading, region.end
    columns, assignments = _align(_rows(lines, region), heading)
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


def _align(lines: Sequence[TableLine], heading: Heading) -> tuple[Columns, list[Assignment]]:
    """Learn the columns from certain rows, read all rows, and again with what they taught."""
    columns = Columns(heading.fields)
    anchors = find_anchors(lines) if columns.fields[0] == "number" else {}
    clean = _clean_cells(lines, anchors, columns.count)
    enough = len(clean) >= _LEAST_CLEAN * columns.count
    if enough:
        columns.learn(clean)
    centred = _centred(lines, anchors)
    assignments: list[Assignment] = []
    for _ in range(_ROUNDS if enough else _MORE_ROUNDS):
        assignments = Aligner(lines, columns, anchors, centred=centred).read()
        columns.learn(_assigned(assignments))
    return columns, assignments


def _centred(lines: Sequence[TableLine], anchors: Mapping[int, object]) -> bool:
    """Whether cells stand in the middle of their rows: then few numbers share their line."""
    shared = sum(len(lines[at].tokens) > 1 for at in anchors)
    return 2 * shared < len(anchors) or not anchors


def _title_width(title: Title) -> float:
    return max(closed_width(text) for _, text in title.parts)


def _clean_cells(
    lines: Sequence[TableLine], anchors: Mapping[int, object], count: int
) -> list[tuple[int, list[Part]]]:
    """Cells of rows that stand on one page, number first, each cell between blank lines."""
    starts = list(anchors)
    ends = [*starts[1:], len(lines)] if starts else []
    rows: list[list[list[Part]]] = []
    for start, end in zip(starts, ends, strict=True):
        blocks: list[list[Part]] = []
        for index in range(start, end):
            line = lines[index]
            if line.line.blanks or not blocks:
                blocks.append([])
            blocks[-1].append(Part(line, 0, len(line.tokens)))
        number, *rest = blocks[0]
        if not (number.whole and number.end == 1):
            line = number.line
            blocks[0:1] = [[Part(line, 0, 1)], [Part(line, 1, len(line.tokens)), *rest]]
            rest = []
        one_page = lines[start].line.page == lines[end - 1].line.page
        if one_page and len(blocks) == count and not rest:
            rows.append(blocks)
    return [cell for row in _without_outliers(rows) for cell in enumerate(row)]


def _without_outliers(rows: Sequence[list[list[Part]]]) -> Iterator[list[list[Part]]]:
    """Rows of which no cell is far longer or wider than its column's others."""
    by_column = list(zip(*rows, strict=True))
    lengths = [2 * median(len(cell) for cell in cells) + 2 for cells in by_column]
    widths = [1.8 * median(_widest(cell) for cell in cells) for cells in by_column]
    for row in rows:
        fits = zip(row, lengths, widths, strict=True)
        if all(len(cell) <= most and _widest(cell) <= width for cell, most, width in fits):
            yield row


def _widest(cell: Sequence[Part]) -> float:
    return max(part.width for part in cell)


def _assigned(assignments: Sequence[Assignment]) -> list[tuple[int, list[Part]]]:
    """The cells that parts make, with their columns."""
    return [(column, parts) for (_, column), parts in _by_cell(assignments).items() if column >= 0]


def _by_cell(assignments: Sequence[Assignment]) -> dict[tuple[int, int], list[Part]]:
    parts: dict[tuple[int, int], list[Part]] = defaultdict(list)
    for part, row, column in assignments:
        parts[row, column].append(part)
    return dict(sorted(parts.items()))


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
    pieces: list[Piece] = []
    for line, text in title.parts:
        before = pieces[-1].text if pieces and not pieces[-1].soft else ""
        soft = line.soft and _bare(line.text).endswith(_bare(text))
        closed = close_letter_spacing(text, vocabulary, before)
        pieces.append(Piece(closed, line.place, soft))
    return join_pieces(pieces, vocabulary, max(width, _title_width(title)))


def _bare(text: str) -> str:
    return "".join(text.split())


def _cells(
    assignments: Sequence[Assignment], columns: Columns, top: int, vocabulary: Vocabulary
) -> Iterator[Cell]:
    """The cells of all rows, from row `top` on."""
    ends_tell = spaces_tell([part.line for part, _, _ in assignments])
    for (row, column), own in _by_cell(assignments).items():
        if column == SECTION:
            text = join_pieces(_pieces(own, vocabulary), vocabulary)
            yield Cell.of(text, top + row, 0, column_span=columns.count)
        else:
            width = columns.widths[column]
            pieces = _pieces(own, vocabulary)
            text = join_pieces(pieces, vocabulary, width, ends_tell=ends_tell)
            yield Cell.of(text, top + row, column)


def _pieces(parts: Sequence[Part], vocabulary: Vocabulary) -> list[Piece]:
    """The parts of a cell as pieces of text, letter-spacing closed."""
    pieces: list[Piece] = []
    fragment = ""
    for part in parts:
        line = part.line
        text = close_letter_spacing(line.text(part.start, part.end), vocabulary, fragment)
        soft = part.end == len(line.tokens) and line.line.soft
        pieces.append(Piece(text, line.line.place, soft))
        fragment = "" if soft or " " in text else text.rsplit("-", 1)[-1]
    return pieces
