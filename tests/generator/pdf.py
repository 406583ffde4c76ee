"""Print a manuscript as PDF, the same bytes each time.

Tables are laid out on an endless strip first and cut into pages then, as the
printers of real documents do: that is how rows come to be cut in two and their
numbers to stand in the middle of their text. What does not belong here: line
breaking (`typeset`) and the choice of a look (`look`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate
from zlib import crc32

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.generator.look import LEGAL, Look
from tests.generator.manuscript import Grid, GridCell, Manuscript, Paragraph
from tests.generator.typeset import BOLD, REGULAR, Line, break_text, gaps, load_fonts, width_of

INDENT = "      "  # a paragraph's first line is set in by printed spaces
RULE = 0.48  # thickness of a table's lines in points
ACROSS = 8.0  # points from the table's right side to a frame that crosses it


@dataclass(frozen=True)
class SetLine:
    """A line of type: `x` from the left margin, `top` from the strip's beginning.

    `spare` is the width in points that its letters are spread over.
    """

    text: str
    x: float
    top: float
    height: float
    size: float
    bold: bool = False
    spare: float = 0.0

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class Box:
    """A cell's place on the strip."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass
class Strip:
    """A table before it is cut into pages; `bounds` are where rows begin and end."""

    lines: list[SetLine] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    bounds: list[float] = field(default_factory=lambda: [0.0])

    @property
    def height(self) -> float:
        return self.bounds[-1]


@dataclass(frozen=True)
class Slice:
    """What of a strip stands on one page."""

    start: float
    end: float
    lines: list[SetLine]


def to_pdf(manuscript: Manuscript, look: Look = LEGAL) -> bytes:
    """Print the manuscript."""
    load_fonts()
    buffer = BytesIO()
    printer = Printer(Canvas(buffer, pagesize=look.page, invariant=1, pageCompression=1), look)
    printer.canvas.setTitle(manuscript.title)
    printer.running_header = manuscript.title
    for part in manuscript.parts:
        if isinstance(part, Grid):
            printer.table(part)
        else:
            printer.paragraph(part)
    printer.end_page()
    printer.canvas.save()
    return buffer.getvalue()


class Printer:
    """A canvas, a look, and how far down the page is filled."""

    def __init__(self, canvas: Canvas, look: Look) -> None:
        self.canvas, self.look = canvas, look
        self.filled = 0.0
        self.pages = 1
        self.running_header = ""

    @property
    def width(self) -> float:
        return self.look.page[0] - 2 * self.look.margin

    @property
    def height(self) -> float:
        return self.look.page[1] - 2 * self.look.margin

    @property
    def room(self) -> float:
        return self.height - self.filled

    def end_page(self) -> None:
        """Print what each page repeats and turn the page."""
        if self.look.furniture:
            self._furniture()
        if self.look.frame != "none":
            self._frame()
        self.canvas.showPage()
        self.filled = 0.0
        self.pages += 1

    def _furniture(self) -> None:
        size = 9.0
        number = str(self.pages)
        middle = (self.width - width_of(number, REGULAR, size)) / 2
        bottom = self.look.page[1] - self.look.margin / 2
        self._draw(SetLine(number, middle, 0, size, size), bottom)
        header = self.running_header[:60]
        self._draw(SetLine(header, 0, 0, size, size), self.look.margin / 2)

    def _frame(self) -> None:
        """Rule around the page; a frame "across" is narrower than the table."""
        width, height = self.look.page
        outside = self.look.margin * 0.6
        right = width - (outside if self.look.frame == "around" else self.look.margin + ACROSS)
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(outside, outside, right - outside, height - 2 * outside, fill=0)

    def paragraph(self, paragraph: Paragraph) -> None:
        """Print a paragraph, line by line over as many pages as it takes."""
        size, leading = self.look.body_size, self.look.body_size * self.look.leading
        apart = leading * 0.7 if paragraph.kind in ("title", "heading", "note") else 0.0
        self.filled += apart if self.filled else 0.0
        for line in self._paragraph_lines(paragraph, size):
            if leading > self.room:
                self.end_page()
            self._draw(line, self.look.margin + self.filled)
            self.filled += leading
        self.filled += apart

    def _paragraph_lines(self, paragraph: Paragraph, size: float) -> Iterator[SetLine]:
        justify = paragraph.align == "justify"
        text = INDENT + paragraph.text if justify and not paragraph.bold else paragraph.text
        font = BOLD if paragraph.bold and not self.look.fake_bold else REGULAR
        broken = break_text(text, self.width, font, size, self.look)
        for line in broken:
            spare = self.width - width_of(line.text, font, size)
            at = {"centre": spare / 2, "right": spare}.get(paragraph.align, 0.0)
            spread = spare if justify and not line.last else 0.0
            yield SetLine(line.text, at, 0, size * self.look.leading, size, paragraph.bold, spread)

    def table(self, grid: Grid) -> None:
        """Print a table, cut into pages."""
        strip = lay_out(grid, self.width, self.look)
        header = strip.bounds[grid.header_rows] if self.look.repeat_header else 0.0
        if strip.bounds[min(2, grid.row_count)] > self.room:
            self.end_page()
        for number, piece in enumerate(cut(strip, self.room, self.height - header, self.look)):
            if number:
                self.end_page()
                if header:
                    lines = [line for line in strip.lines if line.bottom <= header]
                    self._slice(strip, Slice(0, header, lines))
            self._slice(strip, piece)
        self.filled += self.look.body_size

    def _slice(self, strip: Strip, piece: Slice) -> None:
        """Print a piece of a strip where the page is filled to."""
        top = self.look.margin + self.filled - piece.start
        for box in strip.boxes:
            if box.bottom > piece.start and box.top < piece.end:
                self._box(box, piece, top)
        for line in piece.lines if self.look.shaded else ():
            self._background(line, strip, top)
        for line in piece.lines:
            self._draw(line, top)
        self.filled += piece.end - piece.start

    def _box(self, box: Box, piece: Slice, top: float) -> None:
        """Rule a cell's four sides, as far as they stand on this page."""
        y0, y1 = top + max(box.top, piece.start), top + min(box.bottom, piece.end)
        left, right = self.look.margin + box.x0, self.look.margin + box.x1
        if box.top >= piece.start or self.look.rule_at_cut:
            self._rule(left, y0, right, y0)
        if box.bottom <= piece.end or self.look.rule_at_cut:
            self._rule(left, y1, right, y1)
        if self.look.rules != "horizontal":
            self._rule(left, y0, left, y1)
            self._rule(right, y0, right, y1)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        top = self.look.page[1]
        if self.look.rules == "none":
            return
        if self.look.rules != "rectangles":
            self.canvas.setLineWidth(0.5)
            self.canvas.line(x0, top - y0, x1, top - y1)
        else:
            self.canvas.setFillGray(0)
            width, height = max(x1 - x0, RULE), max(y1 - y0, RULE)
            self.canvas.rect(x0, top - y0 - height, width, height, stroke=0, fill=1)

    def _background(self, line: SetLine, strip: Strip, top: float) -> None:
        """A white rectangle behind a line of text, as wide as its cell inside."""
        box = next(b for b in strip.boxes if b.top <= line.top < b.bottom and b.x0 <= line.x < b.x1)
        x, y = self.look.margin + box.x0 + self.look.padding, self.look.page[1] - top - line.bottom
        self.canvas.setFillGray(1)
        width = box.x1 - box.x0 - 2 * self.look.padding
        self.canvas.rect(x, y, width, line.height, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def _draw(self, line: SetLine, top: float) -> None:
        """Show a line's glyphs, spread over its spare width."""
        font = BOLD if line.bold and not self.look.fake_bold else REGULAR
        mode = "2 Tr 0.3 w" if line.bold and self.look.fake_bold else "0 Tr"
        x = self.look.margin + line.x
        baseline = self.look.page[1] - top - line.top - line.size
        shown = self._glyphs(line, font)
        self.canvas._code.append(f"BT {mode} 1 0 0 1 {x:.2f} {baseline:.2f} Tm {shown} ET")

    def _glyphs(self, line: SetLine, font: str) -> str:
        """The operators that show the text: one array of glyphs and gaps per font subset."""
        face, document = pdfmetrics.getFont(font), self.canvas._doc
        gap = iter([*gaps(line.text, line.spare), 0.0])
        code = []
        for subset, glyphs in face.splitString(line.text, document):
            shown = " ".join(f"<{g:02x}> {-next(gap) * 1000 / line.size:.0f}" for g in glyphs)
            name = face.getSubsetInternalName(subset, document)
            code.append(f"{name} {line.size:g} Tf [{shown}] TJ")
        return " ".join(code)


def lay_out(grid: Grid, width: float, look: Look) -> Strip:
    """Set all cells of a table on an endless strip."""
    total = sum(grid.widths)
    edges = [0.0, *accumulate(share * width / total for share in grid.widths)]
    set_cells = [(cell, cell_lines(cell, edges, look)) for row in grid.by_row() for cell in row]
    strip = Strip(bounds=row_bounds(grid, set_cells, look))
    for cell, lines in set_cells:
        top, bottom = strip.bounds[cell.row], strip.bounds[cell.row + cell.row_span]
        x0, x1 = edges[cell.column], edges[cell.column + cell.column_span]
        strip.boxes.append(Box(x0, x1, top, bottom))
        free = bottom - top - sum(line.height for line in lines) - 2 * look.padding
        at = top + look.padding + (free / 2 if look.middle else 0.0)
        for line in lines:
            strip.lines.append(
                SetLine(line.text, line.x, at, line.height, line.size, line.bold, line.spare)
            )
            at += line.height
    return strip


def cell_lines(cell: GridCell, edges: list[float], look: Look) -> list[SetLine]:
    """The lines of a cell, each at the top of the strip for now."""
    x0, x1 = edges[cell.column], edges[cell.column + cell.column_span]
    size, inside = look.table_size, x1 - x0 - 2 * look.padding
    font = BOLD if cell.bold and not look.fake_bold else REGULAR
    set_lines = []
    lines = break_text(cell.text, inside, font, size, look)
    if look.stray_lines and " " in cell.text and crc32(cell.text.encode()) % 20 == 0:
        lines.append(Line(" ", True))
    for line in lines:
        spare = inside - width_of(line.text, font, size)
        centred = cell.centred and not look.stretch
        spread = spare if look.stretch and not line.last else 0.0
        x = x0 + look.padding + (spare / 2 if centred else 0.0)
        set_lines.append(SetLine(line.text, x, 0, size * look.leading, size, cell.bold, spread))
    return set_lines


def row_bounds(
    grid: Grid, set_cells: list[tuple[GridCell, list[SetLine]]], look: Look
) -> list[float]:
    """Where each row begins and the last one ends: as high as its highest cell."""
    heights = [look.table_size * look.leading + 2 * look.padding] * grid.row_count
    for cell, lines in sorted(set_cells, key=lambda pair: pair[0].row_span):
        needed = sum(line.height for line in lines) + 2 * look.padding
        last = cell.row + cell.row_span - 1
        heights[last] += max(0.0, needed - sum(heights[cell.row : last + 1]))
    return [0.0, *accumulate(heights)]


def cut(strip: Strip, first_room: float, room: float, look: Look) -> Iterator[Slice]:
    """Cut a strip into pages: a line of text that does not fit goes over whole."""
    start, left, here = 0.0, strip.lines, first_room
    while start + here < strip.height - 0.01:
        limit = start + here
        if not look.split_rows:
            limit = max((b for b in strip.bounds if start < b <= limit), default=limit)
        placed = [line for line in left if line.bottom <= limit]
        left = [line for line in left if line.bottom > limit]
        bound = max((b for b in strip.bounds if b <= limit), default=start)
        if bound > start and stands_between(placed, left, bound):
            yield Slice(start, bound, placed)
            start = bound
        else:
            yield Slice(start, limit, placed)
            start = min((line.top - look.padding for line in left), default=limit)
        here = room
    yield Slice(start, strip.height, left)


def stands_between(placed: list[SetLine], left: list[SetLine], bound: float) -> bool:
    """Whether a row boundary parts the lines that are on the page from those that are not."""
    return all(line.bottom <= bound for line in placed) and all(line.top >= bound for line in left)
