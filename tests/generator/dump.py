"""Print a manuscript and strip the text out of the PDF again, as careless tools do.

`strip_text` follows the rules of the widespread Java text stripper (PDFBox
`PDFTextStripper`, unsorted, with its default tolerances): characters in the
order of printing, a space where a gap is wide enough, a new line where heights
do not overlap, a blank line where an indent or a drop begins a paragraph. What
comes out is what users have: rows in pieces, words cut, letters spread.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

import pdfplumber

from tests.generator.look import LEGAL, Look
from tests.generator.manuscript import Manuscript
from tests.generator.pdf import to_pdf

PAGE_BREAK = "\n\n\n\n"
SPACE_TOLERANCE, LETTER_TOLERANCE = 0.5, 0.3
DROP, INDENT = 2.5, 2.0
CAPITAL = 0.66  # height of a capital letter in ems
SPACE = 0.25  # width of a space in ems


@dataclass(frozen=True)
class Glyph:
    """A printed character; `y` is its baseline from the page's top."""

    text: str
    x: float
    y: float
    width: float
    size: float

    @property
    def height(self) -> float:
        return self.size * CAPITAL

    @property
    def space(self) -> float:
        return self.size * SPACE


def to_dump(manuscript: Manuscript, look: Look = LEGAL) -> bytes:
    """The stripped text of the printed manuscript; three blank lines where a page ends."""
    return strip_text(to_pdf(manuscript, look))


def strip_text(pdf: bytes) -> bytes:
    """The text of a PDF, page after page."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        pages = [strip_page(list(glyphs(page))) for page in document.pages]
    return ("\n" + PAGE_BREAK.join(pages) + "\n").encode()


def glyphs(page: "pdfplumber.page.Page") -> Iterator[Glyph]:
    """The characters of a page in the order of printing."""
    for char in page.chars:
        baseline = char["y0"]
        yield Glyph(char["text"], char["x0"], -baseline, char["x1"] - char["x0"], char["size"])


def strip_page(stream: list[Glyph]) -> str:
    """The text of one page."""
    lines = list(lines_of(stream))
    text = spell(lines[0]) if lines else ""
    opens, hangs = True, False
    for before, line in pairwise(lines):
        opens, hangs = begins_paragraph(line[0], before, opens, hangs)
        text += ("\n\n" if opens else "\n") + spell(line)
    return text


def lines_of(stream: list[Glyph]) -> Iterator[list[Glyph]]:
    """Runs of characters whose heights overlap."""
    line: list[Glyph] = []
    low = 0.0
    for glyph in stream:
        if line and not overlap(glyph.y, glyph.height, low, line[-1].height):
            yield line
            line = []
        if not line or abs(glyph.x - line[-1].x) > glyph.space * (1 + SPACE_TOLERANCE):
            low = glyph.y
        low = max(low, glyph.y)
        line.append(glyph)
    if line:
        yield line


def overlap(y1: float, height1: float, y2: float, height2: float) -> bool:
    """Whether two characters stand on one line, by their baselines and heights."""
    return abs(y1 - y2) < 0.1 or y2 <= y1 <= y2 + height1 or y1 <= y2 <= y1 + height2


def begins_paragraph(
    first: Glyph, before: list[Glyph], before_opens: bool, before_hangs: bool
) -> tuple[bool, bool]:
    """Whether a line opens a paragraph, and whether it is taken for a hanging indent."""
    drop, indent = abs(first.y - before[-1].y), first.x - before[0].x
    if drop > DROP * before[-1].height:
        return True, False
    if indent > INDENT * first.space:
        return not before_opens, before_opens
    if indent < -first.space:
        return not before_opens, False
    return False, before_hangs and abs(indent) < 0.25 * first.width


def spell(line: list[Glyph]) -> str:
    """The characters of a line, with a space in each gap that is wide enough.

    The gap that counts as wide shrinks after narrow characters and before
    spaces, which is why some words come out spaced in part.
    """
    text, average, end = "", -1.0, None
    for glyph in line:
        average = glyph.width if average < 0 else (average + glyph.width) / 2
        tolerance = min(glyph.space * SPACE_TOLERANCE, average * LETTER_TOLERANCE)
        if end is not None and end + tolerance < glyph.x and not text.endswith(" "):
            text += " "
        text, end = text + glyph.text, glyph.x + glyph.width
    return text
